"""The report of the next year in a package that is there: its rows behind those of the first, and compared with them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from command import run
from packages import files_of, make_bad, make_good

import fengqiao_open as fo
from fengqiao_open.authoring.addition import add_report
from fengqiao_open.authoring.agenda import agenda
from fengqiao_open.datapackage.package import shipped

NEXT = """青禾镇政府工作报告
（2033年2月22日）
一、2032年主要工作
规上工业总产值22.6亿元，增长10.2%；排查安全隐患35处，增长5%。
二、2033年工作打算
粮食产量2万吨。
"""
GENERATED = ("statistics", "derived", "absences")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The good package, whose report reviews 2031 and plans 2032."""
    return make_good(tmp_path / "good")


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_row_that_is_there_stays_byte_for_byte(package: Path) -> None:
    """A year's work of a steward must not be written anew in other words."""
    before = files_of(package)
    add_report(package, NEXT, 2033)
    after = files_of(package)
    grown = set()
    for name, content in before.items():
        if name.endswith(".csv") and Path(name).stem not in GENERATED:
            assert after[name].startswith(content), name
            if after[name] != content:
                grown.add(Path(name).stem)
    assert {"sources", "passages", "figures", "observations", "indicators"} <= grown
    assert not {"areas", "rulings", "organisations"} & grown


def test_what_is_added_has_identifiers_of_the_new_report(package: Path) -> None:
    """Two reports with one identifier would be one report."""
    add_report(package, NEXT, 2033)
    assert [row["source_id"] for row in rows(package, "sources")] == ["qinghe-2032", "qinghe-2033"]
    for table in ("passages", "figures", "observations"):
        listed = rows(package, table)
        keys = [next(iter(row.values())) for row in listed]
        assert len(keys) == len(set(keys))
        assert all(key.startswith(row["source_id"]) for key, row in zip(keys, listed, strict=True))
    new = rows(package, "sources")[1]
    assert (new["title_en"], new["issued"]) == ("Government Work Report of Qinghe Town", "2033-02-22")


def test_the_plan_of_one_report_is_compared_with_the_outcome_of_the_next(package: Path) -> None:
    """What a second report is added for."""
    before = fo.targets(package=package).set_index("observation_id")
    add_report(package, NEXT, 2033)
    after = fo.targets(package=package).set_index("observation_id")
    growth, level = "qinghe-2032-p08-01", "qinghe-2032-p08-02"
    assert before.loc[[growth, level], "achieved"].isna().all()
    assert list(after.loc[[growth, level], "achieved"]) == [10.2, 22.6]
    assert bool(after.loc[level, "met"])


def test_what_the_package_calls_a_thing_goes_on(package: Path) -> None:
    """Its own indicator is used for the next year: under another, nothing could be compared."""
    add_report(package, NEXT, 2033)
    named = {row["figure_id"]: row["printed"] for row in rows(package, "figures")}
    found = {named[row["figure_id"]]: row["indicator_id"] for row in rows(package, "observations")}
    assert (found["35处"], found["增长5%"]) == ("hazards", "hazards")
    assert found["2万吨"] == "grain-output"


def test_lists_get_what_the_new_report_uses_and_nothing_else(package: Path) -> None:
    """All units of the library in every package would be noise, and one that is missing an error."""
    before = {row["unit_id"] for row in rows(package, "units")}
    add_report(package, NEXT, 2033)
    added = [row["unit_id"] for row in rows(package, "units") if row["unit_id"] not in before]
    assert "wan-t" in added and len(added) <= 3
    assert not {each.code for each in fo.validate(package).findings} & {
        "FQ-K03",
        "FQ-K04",
        "FQ-K08",
        "FQ-R14",
        "FQ-D04",
    }


def test_the_questions_on_the_new_report_come_behind_those_that_are_there(package: Path) -> None:
    """What is asked of the first report is not asked again."""
    assert not agenda(package).items
    add_report(package, NEXT, 2033)
    asked = [each for each in agenda(package).items if not each.code]
    assert asked and all("2033" in each.key for each in asked)
    listed = len((package / "TODO.csv").read_text("utf-8").splitlines())
    assert listed == len(asked) + 1


def test_a_table_as_a_spreadsheet_saves_it_gets_its_rows_too(package: Path) -> None:
    """UTF-8 behind another encoding is a file that nobody can read."""
    path = package / "data" / "observations.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = rows(package, "observations")
    add_report(package, NEXT, 2033)
    after = rows(package, "observations")
    assert len(after) > len(before) and not {each.code for each in fo.validate(package).findings} & {"FQ-F03"}


def test_a_report_that_is_there_is_refused(package: Path) -> None:
    """A report twice would count everything twice."""
    add_report(package, NEXT, 2033)
    whole = files_of(package)
    for words, text in (("“qinghe-2033”", NEXT), ("--id", f"{NEXT}其他。\n")):
        (package.parent / "next.txt").write_text(text, "utf-8")
        done = run("new", package.parent / "next.txt", "--year", "2033", "--add", package)
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert files_of(package) == whole


@pytest.mark.parametrize("code", ["FQ-K03", "FQ-R05", "FQ-T01"])
def test_a_package_with_errors_is_refused_and_stays(code: str, tmp_path: Path) -> None:
    """What is built on errors has them too."""
    folder = make_bad(code, tmp_path / "bad")
    whole = files_of(folder)
    with pytest.raises(fo.PackageError, match="error"):
        add_report(folder, NEXT, 2033)
    assert files_of(folder) == whole


def test_a_disk_that_fails_leaves_the_package_as_it_was(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a report is worse than none."""
    whole = files_of(package)
    placed, failed = Path.replace, list[Path]()

    def fail(made: Path, target: Path) -> Path:
        if target.name == "observations.csv" and not failed:
            failed.append(made)
            raise OSError("no room")
        return placed(made, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no room"):
        add_report(package, NEXT, 2033)
    assert files_of(package) == whole


def test_an_archive_or_two_targets_are_refused_in_words(package: Path) -> None:
    """Catches what is added to a temporary copy, and a command that does not say which it wants."""
    report = package.parent / "next.txt"
    report.write_text(NEXT, "utf-8")
    archive = shutil.make_archive(str(package), "zip", package)
    for options in (["--add", archive], [], ["--add", package, "-o", package.parent / "new"]):
        done = run("new", report, "--year", "2033", *options)
        assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr


def test_the_shared_lists_of_another_town_are_used_too(package: Path) -> None:
    """A county keeps its towns in one package: another town is another place."""
    add_report(package, NEXT.replace("青禾镇", "清溪镇"), 2033, "qingxi-2033", "清溪镇", "990101101000")
    assert rows(package, "areas")[-1]["area_id"] == "990101101000"
    assert rows(package, "observations")[-1]["area_id"] == "990101101000"


def test_a_report_is_added_to_the_shipped_package_too(tmp_path: Path) -> None:
    """The next report of Fengqiao is what this is for first."""
    folder = tmp_path / "fengqiao"
    shutil.copytree(shipped().root / "data", folder / "data")
    shutil.copy(shipped().root / "datapackage.json", folder)
    made = add_report(
        folder, NEXT.replace("青禾", "凤桥").replace("2033", "2024").replace("2032", "2023"), 2024
    )
    assert made.tables["sources"][0]["source_id"] == "fengqiao-2024"
    found = fo.validate(folder).findings
    assert {each.table for each in found if each.severity == "error"} <= {"observations", "indicators"}, found


OTHER = NEXT.replace("青禾镇", "石门镇")


def test_the_report_of_another_place_is_refused_in_words(package: Path) -> None:
    """Catches another town's numbers published as this town's."""
    (package.parent / "next.txt").write_text(OTHER, "utf-8")
    whole = files_of(package)
    command = ("new", package.parent / "next.txt", "--year", "2033", "--add", package)
    done = run(*command)
    assert (done.returncode, "石门镇" in done.stderr, "--town 青禾镇" in done.stderr) == (2, True, True)
    assert files_of(package) == whole
    year = rows(package, "sources")[0]["plan_year"]
    of_the_same_year = run(*command[:3], year, *command[4:])
    assert "石门镇" in of_the_same_year.stderr  # and not that its identifier is taken
    done = run(*command, "--town", "青禾镇")
    assert (done.returncode, "石门镇" in done.stderr) == (0, True)
    assert "whose-qinghe-2033" in (package / "TODO.csv").read_text("utf-8")


def test_another_town_of_a_package_has_an_identifier_of_its_own(package: Path) -> None:
    """Catches two towns under the identifier of the first."""
    made = add_report(package, OTHER, 2033, "", "石门镇", "990101101000")
    assert made.tables["sources"][0]["source_id"] == "shimen-2033"


SAID = """青禾镇政府工作报告
（{issued}年2月22日）
一、{review}年主要工作
使用彩虹卡{cards}张；蓝天米用量达{used}。
二、{issued}年工作打算
做好各项工作。
"""


def test_a_draft_with_a_name_that_the_package_has_goes_on_with_its_indicator(package: Path) -> None:
    """A second draft of the name was an error FQ-K02, and no further report could be added."""
    add_report(package, SAID.format(issued=2033, review=2032, cards=40, used="300吨"), 2033)
    add_report(package, SAID.format(issued=2034, review=2033, cards=41, used="30处"), 2034)
    printed = {row["figure_id"]: row["printed"] for row in rows(package, "figures")}
    of = {printed[row["figure_id"]]: row["indicator_id"] for row in rows(package, "observations")}
    names = {row["indicator_id"]: row["name_zh"] for row in rows(package, "indicators")}
    assert of["40张"] == of["41张"]
    assert (names[of["300吨"]], names[of["30处"]]) == ("蓝天米用量", "蓝天米用量（其二）")  # no one quantity
    assert not [each for each in fo.validate(package).findings if each.severity == "error"]
