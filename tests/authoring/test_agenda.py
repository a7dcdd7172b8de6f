"""What is left to do in a package: complete, in order, and ticked off as it is done."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from command import run
from packages import BAD, CODES, REPORTS, make_bad, make_good

import fengqiao_open as fo
from fengqiao_open.authoring.agenda import STEPS, Agenda, agenda
from fengqiao_open.authoring.questions import COLUMNS, FILE
from fengqiao_open.authoring.scaffold import draft, write_draft

REPORT = "青禾镇政府工作报告\n（2032年2月20日）\n一、2031年主要工作\n固定资产投资2.1亿元，增长6.5%，排名全区第二；变电容量220千伏安；65岁以上老人体检率90%。\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A draft with questions of every kind of place: descriptor, areas, units, indicators of numbers, names."""
    write_draft(draft(REPORT, "青禾镇", 2032, "qinghe-2032", "990101100000"), tmp_path / "new")
    return tmp_path / "new"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, changed: list[dict[str, str]]) -> None:
    """Write the rows of a table."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(changed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


def enter(path: Path, key: str, **cells: str) -> None:
    """Write cells of the row with a key in its first column."""
    table = rows(path)
    first = next(iter(table[0]))
    next(each for each in table if each[first] == key).update(cells)
    write(path, table)


def places(found: Agenda) -> list[tuple[str, str, str]]:
    """Table, key and column of each thing to do."""
    return [(each.table, each.key, each.column) for each in found.items]


def test_what_is_left_comes_in_the_order_of_the_steps_and_of_the_report(package: Path) -> None:
    """An indicator that is asked for before its unit is there is entered twice."""
    found = agenda(package).items
    steps = [list(STEPS).index(each.step) for each in found]
    assert steps == sorted(steps) and len(set(steps)) >= 5
    numbers = [each.source for each in found if each.step == "numbers"]
    at = [(each.paragraph, each.start or 0) for each in numbers if each]
    assert at == sorted(at) and len(at) > 1


def test_a_filled_cell_ticks_its_question_off(package: Path) -> None:
    """A list that stays as long as it was tells nobody where he is."""
    before = agenda(package)
    place = ("areas", "990101100000", "name_en")
    assert place in places(before)
    enter(package / "data" / "areas.csv", "990101100000", name_en="Qinghe")
    after = agenda(package)
    assert place not in places(after)
    assert (before.done, after.done) == ({}, {"areas": 1})


def test_a_question_that_is_decided_is_ticked_off_and_its_cell_stays(package: Path) -> None:
    """Where the draft is right, no cell changes: without `decided` the question would stay for ever."""
    asked = rows(package / FILE)
    one = next(each for each in asked if each["columns"] == "url")
    one["decided"] = "yes"
    write(package / FILE, asked)
    assert ("sources", "qinghe-2032", "url") not in places(agenda(package))


def test_a_named_thing_ticks_off_the_question_on_its_table(package: Path) -> None:
    """A question on a table is done when a row is there."""
    assert ("organisations", "qinghe-2032", "") in places(agenda(package))
    path = package / "data" / "organisations.csv"
    header = path.read_text("utf-8").splitlines()[0].split(",")
    write(path, [{**dict.fromkeys(header, ""), header[0]: "qinghe-farm", "passage_id": "qinghe-2032-p04"}])
    assert ("organisations", "qinghe-2032", "") not in places(agenda(package))


def test_a_blank_cell_is_listed_once_by_its_question(package: Path) -> None:
    """The finding on the same cell says less, and doubles the list."""
    found = fo.validate(package).findings
    assert ("FQ-R01", "unit_id") in {(each.code, each.column) for each in found}
    listed = [each for each in agenda(package).items if each.column == "unit_id"]
    assert listed and not any(each.code for each in listed)


def test_a_wrong_answer_comes_back_as_a_finding(package: Path) -> None:
    """A cell that is filled with nonsense must not count as done."""
    key = next(each.key for each in agenda(package).items if each.column == "unit_id")
    enter(package / "data" / "observations.csv", key, unit_id="no-such-unit")
    found = {(each.key, each.column): each.code for each in agenda(package).items}
    assert found[key, "unit_id"] == "FQ-K03"


@pytest.mark.parametrize("code", [each for each in CODES[::8] if (BAD / each / "data").is_dir()])
def test_no_error_is_missing_from_the_agenda(code: str, tmp_path: Path) -> None:
    """Exit code 0 on a package that `validate` refuses would be wrong."""
    folder = make_bad(code, tmp_path / "bad")
    if not folder.is_dir():
        return
    listed = {each.code for each in agenda(folder).items}
    assert bool(listed) != fo.validate(folder).ok
    listed.add("FQ-R14")  # made anew when the others are corrected
    assert {each.code for each in fo.validate(folder).findings if each.severity != "note"} <= listed


def test_generated_files_are_made_anew_and_nothing_else(tmp_path: Path) -> None:
    """`next` runs refresh: a stale table is no work for a person; a table of a person is not touched."""
    folder = make_good(tmp_path / "good")
    path = folder / "data" / "areas.csv"
    path.write_text(path.read_text("utf-8").replace("Qinghe Town", "Qinghe town", 1), "utf-8")
    assert {each.code for each in fo.validate(folder).findings} >= {"FQ-R14"}
    kept = path.read_bytes()
    assert "FQ-R14" not in {each.code for each in agenda(folder).items}
    assert path.read_bytes() == kept


def test_the_command_says_what_is_left_in_both_languages(package: Path) -> None:
    """Places in the report and the command to go on with must be there, and the exit code must say that work is left."""
    shown = {lang: run("next", package, "--lang", lang) for lang in ("zh", "en")}
    assert [each.returncode for each in shown.values()] == [1, 1]
    assert f"fengqiao-open next {package}" in shown["en"].stdout
    assert "待办" in shown["zh"].stdout and "datapackage.json" in shown["zh"].stdout
    assert all(len(each.stdout.splitlines()) <= 24 for each in shown.values())
    found = json.loads(run("next", package, "--format", "json").stdout)
    assert sum(found["left"].values()) == len(found["items"]) > 6


def test_with_the_report_the_words_around_a_number_are_shown(package: Path, tmp_path: Path) -> None:
    """What the text says and the tables do not is on the list, with the sentence."""
    write(
        package / "data" / "figures.csv",
        [each for each in rows(package / "data" / "figures.csv") if each["printed"] != "220千伏安"],
    )
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    missing = [each for each in agenda(package, report).items if each.code == "FQ-P25"]
    assert [each.source.printed for each in missing if each.source] == ["220千伏安"]
    assert "变电容量" in missing[0].phrase


def test_a_complete_package_leaves_nothing_to_do(tmp_path: Path) -> None:
    """The end must be reachable, and said with exit code 0."""
    folder = make_good(tmp_path / "good")
    done = run("next", folder, "--lang", "en")
    assert (done.returncode, "nothing is left" in done.stdout) == (0, True), done.stdout


def test_a_list_of_an_earlier_version_or_of_a_spreadsheet_is_read(package: Path) -> None:
    """A list that is silently passed over would end the work too early."""
    whole = len(agenda(package).items)
    text = (package / FILE).read_text("utf-8")
    (package / FILE).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    assert len(agenda(package).items) == whole
    asked = [
        dict(list(each.items())[: COLUMNS.index("decided")]) for each in rows(package / FILE.replace("", ""))
    ]
    write(package / FILE, [{name.lstrip("\ufeff"): cell for name, cell in each.items()} for each in asked])
    assert len(agenda(package).items) >= whole


@pytest.mark.parametrize("content", [b'"', b"", b"\xff\xfe\x00"])
def test_a_list_that_cannot_be_read_is_said_so(content: bytes, package: Path) -> None:
    """Catches a traceback, and a list that counts as empty."""
    (package / FILE).write_bytes(content)
    done = run("next", package, "--lang", "en")
    assert (done.returncode, FILE in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("lost", ["header", "decided", "key"])
def test_a_list_without_its_header_or_a_column_says_which_and_loses_no_answer(
    lost: str, package: Path
) -> None:
    """Catches things to do without words, and answers that are gone without a word."""
    asked = [{**each, "decided": "yes"} for each in rows(package / FILE)]
    if lost == "header":
        write(package / FILE, asked)
        text = (package / FILE).read_text("utf-8")
        (package / FILE).write_text(text.partition("\n")[2], "utf-8")
    else:
        write(package / FILE, [{name: row[name] for name in row if name != lost} for row in asked])
    whole = (package / FILE).read_bytes()
    done = run("next", package, "--lang", "en")
    assert (done.returncode, lost in done.stderr) == (2, True), done.stderr
    assert (package / FILE).read_bytes() == whole


def test_a_list_that_was_sorted_with_its_header_or_has_doubled_rows_is_read(package: Path) -> None:
    """A spreadsheet sorts the names of the columns into the rows."""
    enter(package / FILE, "homepage", decided="later")
    before = agenda(package)
    header, *lines = (package / FILE).read_text("utf-8").splitlines()
    (package / FILE).write_text("\n".join([*lines[:2], header, *lines[2:], *lines, ""]), "utf-8")
    after = agenda(package)
    assert [each.question for each in after.items] == [each.question for each in before.items]
    assert after.done == before.done


def test_an_archive_is_refused(tmp_path: Path) -> None:
    """What is entered in a temporary copy is lost."""
    make_good(tmp_path / "good")
    archive = shutil.make_archive(str(tmp_path / "good"), "zip", tmp_path / "good")
    done = run("next", archive, "--lang", "en")
    assert (done.returncode, "archive" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["heshan-2031", "linhe-2029"])
def test_every_question_of_a_draft_names_a_row_that_is_there(name: str, tmp_path: Path) -> None:
    """A question without its row can neither be found nor ticked off."""
    text = (REPORTS / f"{name}.txt").read_text("utf-8")
    write_draft(draft(text, "禾山镇", int(name[-4:]), name), tmp_path / "new")
    found = agenda(tmp_path / "new")
    for each in found.items:
        if each.column and each.key and not each.code:
            assert each.line, each
    asked = [each.question for each in found.items if not each.code]
    assert all(asked) and len(asked) == len(set(asked)) and not found.done


def test_a_question_on_a_number_of_two_statistics_is_ticked_off_and_listed_once(tmp_path: Path) -> None:
    """The rank of both was asked twice; asked once, its finding on the second must not come back beside it."""
    text = "青禾镇政府工作报告\n（2032年2月20日）\n一、2031年主要工作\n制伞产值、制扇产值均居全区第二。\n"
    write_draft(draft(text, "青禾镇", 2032, "qinghe-2032", "990101100000"), tmp_path / "new")
    of_rank = [each for each in agenda(tmp_path / "new").items if "rank_area_id" in each.column]
    assert [each.question.partition("-")[0] for each in of_rank] == ["rank"]
    observations = tmp_path / "new" / "data" / "observations.csv"
    scope = {"rank_area_id": "990101000000", "rank_scope_zh": "各镇", "rank_scope_en": "all towns"}
    for row in rows(observations):
        enter(observations, row["observation_id"], **scope)
    assert not [each for each in agenda(tmp_path / "new").items if each.question.startswith("rank-")]
