"""Rules of a user's own: given to `validate` or installed, their findings are findings like any other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packages import make_bad, make_good

import fengqiao_open as fo
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.render import FORMATS, rendered
from fengqiao_open.validation.rules import Rule

WORDS = {"title": "A title", "found": "{name}", "expected": "Something else.", "fix": "Ask."}


@fo.rule(
    "NH-R01",
    "projects",
    title={"en": "A project is named", "zh": "项目有名称"},
    found={"en": "The project {name}.", "zh": "项目{name}。"},
    expected={"en": "No project.", "zh": "没有项目。"},
    fix={"en": "Ask the office.", "zh": "向办公室核实。"},
    severity="warning",
)
def projects_are_named(data: fo.Data) -> Iterator[fo.Finding]:
    """A finding at each project."""
    for row in data.rows("projects"):
        yield row.finding("NH-R01", "name_en", name=row["name_en"])


@fo.rule("NH-R02", "areas", **WORDS)
def stops(data: fo.Data) -> Iterator[fo.Finding]:
    """A rule that cannot end."""
    yield data.rows("areas")[0].finding("NH-R02", str(1 // 0))


@fo.rule("NH-R03", "areas", **WORDS)
def speaks_for_another(data: fo.Data) -> Iterator[fo.Finding]:
    """A finding under a code of the library, whose words would not fit."""
    yield data.rows("areas")[0].finding("FQ-R05")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good package."""
    return make_good(tmp_path_factory.mktemp("own") / "good")


def test_a_rule_finds_what_it_finds_and_only_where_it_is_given(good: Path) -> None:
    """Its code, severity and words are its own, in both languages."""
    report = fo.validate(good, rules=[projects_are_named])
    assert [(each.code, each.severity, each.table, each.line) for each in report.findings] == [
        ("NH-R01", "warning", "projects", 2),
        ("NH-R01", "warning", "projects", 3),
    ]
    assert report.findings[0].found("zh") == "项目Village roads。"
    assert report.findings[0].row["name_en"] == "Village roads"
    assert not report.ok
    assert fo.validate(good).ok


@pytest.mark.parametrize("form", FORMATS)
def test_its_findings_are_in_every_form_of_the_report(form: str, good: Path) -> None:
    """A form that left one out would call the package clean."""
    report = fo.validate(good, rules=[projects_are_named])
    made = rendered(report, form, "en", read_package(good))
    if form == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        import io

        book = openpyxl.load_workbook(io.BytesIO(made))
        made = str([[cell.value for row in sheet for cell in row] for sheet in book]).encode()
    assert b"NH-R01" in made and b"The project Village roads." in made


def test_it_is_explained_and_selected_like_any_other(good: Path) -> None:
    """A code that the report names must lead somewhere."""
    assert fo.explain("nh-r01").startswith("NH-R01 warning: A project is named")
    assert "向办公室核实。" in fo.explain("NH-R01", "zh")
    report = fo.validate(good, rules=[projects_are_named])
    assert len(report.only(["NH"]).findings) == 2
    assert report.only(["R05"]).findings == report.only(ignore=["NH-R01"]).findings == ()


def test_a_rule_that_stops_is_a_finding_that_names_it(good: Path) -> None:
    """Nor may its silence pass for a clean package where it is the one selected."""
    report = fo.validate(good, rules=[stops, speaks_for_another])
    assert [(each.code, each.values["rule"]) for each in report.findings] == [
        ("FQ-D08", "NH-R02"),
        ("FQ-D08", "NH-R03"),
    ]
    assert "FQ-R05" in report.findings[1].found()
    assert [each.values["rule"] for each in report.only(["NH-R02"]).findings] == ["NH-R02"]
    assert report.only(ignore=["NH"]).ok


def test_it_is_passed_over_where_its_table_cannot_be_read(tmp_path: Path) -> None:
    """The report says that it was not run, as of the library's own rules."""
    folder = make_good(tmp_path / "good")
    (folder / "data" / "projects.csv").unlink()
    report = fo.validate(folder, rules=[projects_are_named])
    assert "NH-R01: projects" in report.skipped
    assert "NH-R01" in report.render(verbose=True)


def test_what_it_finds_hides_nothing_and_is_not_hidden(tmp_path: Path) -> None:
    """Of several findings that one row explains, the library reports one; a rule of one's own is apart from that."""
    folder = make_bad("FQ-R05", tmp_path / "bad")
    before = fo.validate(folder).findings

    @fo.rule("NH-R04", "observations", **WORDS)
    def every_row(data: fo.Data) -> Iterator[fo.Finding]:
        for row in data.rows("observations"):
            yield row.finding("NH-R04", "value", name=row["value"])

    report = fo.validate(folder, rules=[every_row])
    own = [each for each in report.findings if each.code == "NH-R04"]
    assert len(own) == report.rows["observations"]
    assert tuple(each for each in report.findings if each.code != "NH-R04") == before


@pytest.mark.parametrize(
    ("code", "tables", "changed", "problem"),
    [
        ("FQ-R99", ["areas"], {}, "FQ is the library's prefix"),
        ("R01", ["areas"], {}, "NH-R01"),
        ("NH-R05", [], {}, "reads no table"),
        ("NH-R05", ["area"], {}, "areas"),
        ("NH-R05", ["areas"], {"severity": "fatal"}, "error, warning, note"),
        ("NH-R05", ["areas"], {"found": "{}"}, "cannot be filled"),
        ("NH-R05", ["areas"], {"fix": "a { brace"}, "cannot be filled"),
    ],
)
def test_a_slip_in_a_rule_is_refused_when_it_is_written(
    code: str, tables: list[str], changed: dict[str, str], problem: str
) -> None:
    """Later it would be a rule that is never run, or a report that cannot be written."""
    with pytest.raises((ValueError, fo.UnknownTableError), match=problem):
        fo.rule(code, *tables, **{**WORDS, **changed})  # type: ignore[arg-type]


def test_two_rules_of_one_code_are_refused(good: Path) -> None:
    """Their findings could not be told apart."""
    twin = Rule("NH-R01", ("areas",), (), projects_are_named.check)
    with pytest.raises(ValueError, match="NH-R01"):
        fo.validate(good, rules=[projects_are_named, twin])
    with pytest.raises(TypeError, match=r"fengqiao_open\.rule"):
        fo.validate(good, rules=[print])  # type: ignore[list-item]


INSTALLED = """
import fengqiao_open as fo

@fo.rule("NH-R01", "projects", title="A project is named", found="The project {name}.", expected="None.", fix="Ask.")
def named(data):
    for row in data.rows("projects"):
        yield row.finding("NH-R01", "name_en", name=row["name_en"])

RULES = [named]
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environment variables under which a distribution with rules is installed, one of its entry points broken."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "nanhu_rules.py").write_text(INSTALLED, "utf-8")
    info = folder / "nanhu_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: nanhu-rules\nVersion: 1.0\n", "utf-8")
    points = "[fengqiao_open.rules]\nnanhu = nanhu_rules:RULES\nlost = nanhu_rules:LOST\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line, in that environment."""
    command = [sys.executable, "-c", "from fengqiao_open.cli import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_installed_rules_run_with_every_validation(environment: dict[str, str], good: Path) -> None:
    """Nothing is to be switched on; an entry point that cannot be loaded is a finding, not a traceback."""
    done = run(environment, "validate", str(good), "--format", "json")
    found = json.loads(done.stdout)["findings"]
    assert done.returncode == 1
    assert [each["code"] for each in found] == ["FQ-D08", "NH-R01", "NH-R01"]
    assert "lost" in found[0]["found"]["en"] and "AttributeError" in found[0]["found"]["en"]
    done = run(environment, "validate", str(good), "--select", "FQ-R")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_installed_rules_run_on_many_packages(
    environment: dict[str, str], good: Path, tmp_path: Path
) -> None:
    """Each in a process of its own, where there are many."""
    for number in range(13):
        shutil.copytree(good, tmp_path / f"{number}")
    done = run(environment, "validate", str(tmp_path), "--select", "NH", "--format", "json")
    assert json.loads(done.stdout)["count"]["projects"] == 26


def test_installed_rules_are_explained(environment: dict[str, str]) -> None:
    """Alone and in the list of all codes."""
    assert "A project is named" in run(environment, "explain", "nh-r01").stdout
    assert "NH-R01  A project is named" in run(environment, "explain").stdout
