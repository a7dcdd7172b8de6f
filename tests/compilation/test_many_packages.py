"""Many packages in one report: the same findings as one by one, in their order, and numbers that add up."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from command import run
from packages import CODES, make_bad, make_good
from report_schema import problems
from towns import edited, make_town

import fengqiao_open as fo
from fengqiao_open import Finding, Report
from fengqiao_open.compilation import workers
from fengqiao_open.compilation.addresses import Address, addresses, within
from fengqiao_open.compilation.discover import validate_packages, validated
from fengqiao_open.compilation.examined import examine
from fengqiao_open.findings import report as reporting
from fengqiao_open.findings.overview import STATES, Checked, Overview
from fengqiao_open.findings.report import counted
from fengqiao_open.lang import LANGS, Lang
from fengqiao_open.render import rendered
from fengqiao_open.render.html import render as page

#: More than are examined by one process.
SOME = CODES[:: len(CODES) // 14]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of broken packages, a sound one among them; no test changes it."""
    folder = tmp_path_factory.mktemp("broken")
    for code in SOME:
        make_bad(code, folder / code)
    make_town(folder / "sound", "linhe")
    return folder


@pytest.fixture(scope="module")
def made(broken: Path) -> Report:
    """The report on them."""
    return validate_packages([broken])


def one_by_one(packages: list[Address]) -> list[Finding]:
    """What `validate` finds in each, its files named from where the package was named."""
    return [
        Finding(each.code, each.table, each.line, each.column, each.key, each.values, each.fix, each.suppressed,
                evidence=within(path, each.evidence))
        for path in packages
        for each in fo.validate(path).findings  # type: ignore[arg-type]
    ]  # fmt: skip


def facts(findings: Any) -> list[Any]:
    """Findings with what they are not compared by."""
    return [(each, each.evidence) for each in findings]


def test_workers_find_in_many_broken_packages_what_is_found_one_by_one(broken: Path, made: Report) -> None:
    """Word for word, in the order of the packages, whichever worker is done first."""
    assert len(SOME) > workers.FEW
    own = [each for each in made.findings if not each.code.startswith("FQ-C")]
    assert facts(own) == facts(one_by_one(addresses([broken])))
    assert validate_packages([broken]) == made


@pytest.mark.slow
def test_all_broken_packages_together_are_found_as_one_by_one(tmp_path: Path) -> None:
    """Every kind of fault, and none that stops the others."""
    for code in CODES:
        make_bad(code, tmp_path / code / code)
    packages = addresses([tmp_path])
    own = [each for each in validated(packages).findings if not each.code.startswith("FQ-C")]
    assert facts(own) == facts(one_by_one(packages))


def test_a_package_that_cannot_be_read_is_a_finding_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of 38,000 must not end the night's run, whatever its fault is."""
    for name in "abc":
        make_town(tmp_path / name, name)
    (tmp_path / "a" / "datapackage.json").write_text("{", "utf-8")

    def failing(*_: object, **__: object) -> None:
        raise MemoryError("no more")

    with monkeypatch.context() as patch:
        patch.setattr("fengqiao_open.compilation.examined.examined", failing)
        found = examine(tmp_path / "b")
    assert [(each.code, "MemoryError" in each.found()) for each in found.report.findings] == [
        ("FQ-D01", True)
    ]
    report = validate_packages([tmp_path])
    assert report.overview is not None
    assert [each.state for each in report.overview.packages] == ["unread", "clean", "clean"]
    assert run("validate", tmp_path).returncode == 1


def test_the_rest_goes_on_after_a_worker_is_lost_only_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system ends what takes too much memory: that is said in one line, not in a traceback."""
    with pytest.raises(OSError, match="ended a worker"):
        list(workers.spread(os._exit, [1, 1], 2, few=1))


# The numbers.


def test_the_numbers_of_the_report_add_up(made: Report) -> None:
    """States are of all packages; kinds, provinces and packages count the same findings."""
    overview = made.overview
    assert overview is not None and len(overview.packages) == len(SOME) + 1
    assert sum(overview.states.values()) == len(overview.packages)
    assert {
        state: sum(each.states[state] for each in overview.provinces) for state in STATES
    } == overview.states
    assert sum(each.count for each in overview.kinds) == counted(made.findings)
    assert all(sum(each.provinces.values()) == each.count for each in overview.kinds)
    by_code = Counter[str]()
    for each in overview.packages:
        by_code.update(each.counts)
    assert by_code == {each.code: each.count for each in overview.kinds}
    wrong = counted(each for each in made.findings if each.severity != "note")
    assert sum(each.count for each in overview.provinces) == wrong
    assert {each.path for each in overview.worst} == {
        each.path for each in overview.packages if each.state != "clean"
    }
    assert {each.code for each in overview.provinces} >= {"99"}


def test_what_is_not_listed_is_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of each kind the first thousand are listed; the states and numbers are of all."""
    edited(make_town(tmp_path / "linhe", "linhe"), "observations", "", period="soon")
    made = validate_packages([tmp_path])
    monkeypatch.setattr(reporting, "MOST_ALIKE", 1)
    less = validate_packages([tmp_path])
    assert len(less.findings) < len(made.findings) and less.overview == made.overview
    assert counted(less.findings) == counted(made.findings)


def test_a_selection_is_of_the_numbers_too(made: Report) -> None:
    """A table of what was left out would contradict the verdict above it; what cannot be read remains so."""
    only = made.only(["FQ-T"], ["FQ-T06"])
    assert only.overview is not None and made.overview is not None
    assert {each.code for each in only.overview.kinds} == {each.about for each in only.findings}
    assert only.overview.states["unread"] == made.overview.states["unread"] > 0


def test_every_package_of_a_clash_is_wrong_though_the_finding_is_at_one(tmp_path: Path) -> None:
    """Two packages with the same other edition: `combine` leaves both out, so neither is clean."""
    for name in "abcde":
        make_town(tmp_path / name)
    for name in "de":
        path = tmp_path / name / "data" / "areas.csv"
        path.write_text(path.read_text("utf-8").replace("Example District", "Sample District"), "utf-8")
    report = validate_packages([tmp_path]).only(["FQ-C"])
    assert report.overview is not None
    states = {Path(each.path).name: each.state for each in report.overview.packages}
    assert states == {"a": "clean", "b": "clean", "c": "clean", "d": "errors", "e": "errors"}
    assert counted(report.findings) == sum(each.count for each in report.overview.kinds)


def test_provinces_have_the_names_of_the_packages_or_of_the_list() -> None:
    """A package that cannot be read says nothing of its place; one may leave the row of its province out."""
    from fengqiao_open.render.overview import province_name

    overview = Overview((Checked("a", "33"),), {"33": ("浙江省", "Zhejiang Province")})
    assert [province_name(overview, "33", lang) for lang in LANGS] == ["浙江省", "Zhejiang Province"]
    assert province_name(overview, "51", "zh") == "四川省"
    assert [province_name(overview, "", lang) for lang in LANGS] == ["未知", "unknown"]


# What is shown.


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_fits_on_one_screen_and_shows_the_worst_first(made: Report, lang: Lang) -> None:
    """Whoever is responsible for 38,000 towns sees in which state they are, of what kind, where, and where to begin."""
    lines = made.render(lang).splitlines()
    assert len(lines) <= 32
    number = len(SOME) + 1
    assert lines[0].startswith(f"{number} packages: " if lang == "en" else f"{number} 个数据包：")
    assert made.overview is not None
    assert made.overview.worst[0].path in "\n".join(lines)
    assert ("more" if lang == "en" else "另有") in lines[-2]


def test_few_packages_are_shown_with_their_causes(tmp_path: Path) -> None:
    """Who checks three packages wants to know which cell."""
    make_bad("FQ-P01", tmp_path / "bad")
    make_town(tmp_path / "good", "linhe")
    said = validate_packages([tmp_path]).render()
    assert said.startswith("2 packages: 1 with errors, 1 without problems.\n") and "FQ-P01 error" in said


def test_the_whole_report_has_every_package_with_a_problem(made: Report) -> None:
    """`--verbose` leaves nothing out."""
    said = made.render(verbose=True)
    assert made.overview is not None
    assert all(f"  {each.path}  " in said for each in made.overview.worst)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_the_tables_in_both_languages(made: Report, lang: Lang) -> None:
    """A page for a meeting: the same numbers, nothing from a package as markup."""
    text = page(made, lang)
    for words in (
        "Packages by province",
        "按省份",
        "Packages with problems, the worst first",
        "问题多的在前",
    ):
        assert words in text
    assert made.overview is not None
    assert all(text.count(f"<td>{each.path}</td>") == 2 for each in made.overview.worst)


def test_the_json_report_is_as_its_schema_says(made: Report, good: Path) -> None:
    """A dashboard reads it: a new property, a new version."""
    assert problems(made) == []
    told = json.loads(made.to_json())
    assert told["version"] == "1.1" and told["overview"]["states"] == made.overview.states  # type: ignore[union-attr]
    assert [each["path"] for each in told["overview"]["packages"]] == [
        each.path
        for each in made.overview.packages  # type: ignore[union-attr]
    ]
    assert json.loads(fo.validate(good).to_json())["overview"] is None


def test_a_workbook_has_the_packages_as_rows_with_numbers(made: Report, tmp_path: Path) -> None:
    """An office sorts and adds them."""
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "report.xlsx").write_bytes(rendered(made, "xlsx", "en"))
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    rows = list(book["packages"].iter_rows(values_only=True))
    assert rows[0] == ("package", "province", "state", "errors", "warnings", "codes")
    assert made.overview is not None
    assert [row[0] for row in rows[1:]] == [each.path for each in made.overview.worst]
    assert sum(row[3] for row in rows[1:]) == sum(each.number("error") for each in made.overview.packages)
    assert book["overview"]["A1"].value == "code"


# All findings.


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_all_findings_are_in_a_file_in_the_order_of_the_report(
    ending: str, broken: Path, made: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the report only counts is in the file; the ending says which."""
    monkeypatch.setattr("fengqiao_open.findings.report.MOST_ALIKE", 1)
    monkeypatch.setattr("fengqiao_open.render.all_findings._GROUP", 7)
    target = tmp_path / f"all.{ending}"
    assert run("validate", broken, "--all", target).returncode == 1
    if ending == "csv":
        rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
        listed = [(each["code"], each["file"].removeprefix("'"), int(each["line"] or 0)) for each in rows]
    else:
        table = pytest.importorskip("pyarrow.parquet").read_table(target)
        listed = [(each["code"], each["file"], each["line"] or 0) for each in table.to_pylist()]
        assert (
            str(table.schema.field("line").type) == "int64" and str(table.schema.field("safe").type) == "bool"
        )
    assert listed == [(each.code, each.evidence.file, each.line) for each in made.findings]


def test_a_file_of_all_findings_is_refused_where_it_would_do_nothing(good: Path, tmp_path: Path) -> None:
    """One package has its findings in the report."""
    made = run("validate", good, "--all", tmp_path / "all.csv", "--lang", "en")
    assert (made.returncode, "--all goes with a folder of packages" in made.stderr) == (2, True)


def test_the_command_says_nothing_but_the_report_in_a_pipe(broken: Path, made: Report) -> None:
    """Progress is for a person before a terminal."""
    told = run("validate", broken, "--lang", "en")
    assert (told.returncode, told.stderr, told.stdout) == (1, "", rendered(made, "text", "en").decode())


def test_progress_has_the_number_the_rate_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a run of an hour, one wants to know that it takes an hour."""
    import io

    from fengqiao_open.cli.common import progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    with progress(unit="packages") as tell:
        for done in range(1, 501):
            tell(done, 1_000)
    assert "500/1,000 packages · " in shown.getvalue() and "/s" in shown.getvalue()
    assert "0:00:0" in shown.getvalue()


def test_packages_in_a_folder_of_another_name_are_the_same(broken: Path, tmp_path: Path) -> None:
    """The order is that of names in each folder, not that of the disk."""
    copy = Path(shutil.copytree(broken, tmp_path / "copy", symlinks=True))
    listed = [Path(each).relative_to(copy) for each in addresses([copy])]
    assert listed == [Path(each).relative_to(broken) for each in addresses([broken])] == sorted(listed)


def test_one_folder_may_be_given_as_it_is(tmp_path: Path) -> None:
    """Catches a path that is read letter by letter: “w does not exist”."""
    folder = make_good(tmp_path / "towns" / "one").parent
    assert addresses(str(folder)) == addresses(folder) == addresses([folder])
