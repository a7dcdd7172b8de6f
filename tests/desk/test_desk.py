"""The desk: what is decided is in the files, can be taken back, and is lost by nothing."""

from __future__ import annotations

import csv
import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_report import REPORT, number

from fengqiao_open.authoring.addition import add_report
from fengqiao_open.authoring.audit import audit
from fengqiao_open.datapackage.package import read_package, shipped_root
from fengqiao_open.desk import log, store
from fengqiao_open.desk.changes import ConflictError
from fengqiao_open.desk.decisions import RefusedError, Request
from fengqiao_open.desk.desk import Desk, StaleError
from fengqiao_open.desk.numbers import numbers
from fengqiao_open.desk.opening import open_desk
from fengqiao_open.errors import PackageError
from fengqiao_open.validation.validate import validate

GENERATED = ("statistics", "derived", "absences")


def files(package: Path) -> dict[str, bytes]:
    """The tables and TODO.csv."""
    return {path.name: path.read_bytes() for path in (*package.glob("data/*.csv"), package / "TODO.csv")}


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of(package: Path, figure: str) -> dict[str, str]:
    """The observation of a number, as its file has it."""
    return next(row for row in rows(package, "observations") if row["figure_id"] == figure)


def decide(desk: Desk, action: str, *targets: str, **more: Any) -> dict[str, Any]:
    """Make a decision."""
    return desk.decide(Request(action, targets, **more))


def row_of(desk: Desk, key: str) -> str:
    """The key of the first row of a number."""
    return str(desk.cards([key])[key]["rows"][0]["key"])


def test_a_number_is_accepted_in_the_log_and_its_questions_are_answered(desk: Desk, package: Path) -> None:
    """`next` must not ask again what was decided at the desk."""
    key = number(desk, "7家")
    answer = decide(desk, "accept", key)
    assert answer["numbers"][key][0] == "accepted"
    indicator = of(package, key)["indicator_id"]
    [drafted] = [row for row in rows(package, "indicators") if row["indicator_id"] == indicator]
    assert drafted["definition_status"] == "not_verified"
    decisions, incomplete = log.read_log(package / ".desk" / "decisions.csv")
    assert [(each.action, each.targets) for each in decisions] == [("accept", (key,))] and not incomplete


def test_a_rank_without_its_scope_is_refused_with_the_finding_and_accepted_with_it(
    desk: Desk, package: Path
) -> None:
    """An error that is accepted comes back at the end, when nobody knows the sentence any more."""
    key = number(desk, "排名第二")
    with pytest.raises(RefusedError, match="FQ-R48"):
        decide(desk, "accept", key)
    assert desk.state()["seq"] == 0
    scope = {"rank_area_id": "990101100000", "rank_scope_zh": "原文未注明", "rank_scope_en": "not stated"}
    decide(desk, "edit", row_of(desk, key), cells=scope)
    assert decide(desk, "accept", key)["numbers"][key][0] == "accepted"
    assert of(package, key)["rank_scope_en"] == "not stated"


def test_an_excluded_number_loses_its_rows_and_all_that_names_them(desk: Desk, package: Path) -> None:
    """A relation to a row that is gone is an error in another file."""
    key = number(desk, "91.7亿元")
    gone = row_of(desk, key)
    assert any(gone in row.values() for row in rows(package, "relations"))
    decide(desk, "exclude", key, reason="name")
    assert not any(
        gone in row.values() for table in ("observations", "relations") for row in rows(package, table)
    )
    assert desk.cards([key])[key]["state"] == "excluded"
    assert not [
        each for each in validate(package).findings if each.code == "FQ-K03" and each.table != "statistics"
    ]


def test_a_number_that_was_excluded_gets_its_rows_and_relations_back(desk: Desk, package: Path) -> None:
    """A slip of the hand must not cost the work of the draft."""
    before = files(package)
    for printed in ("91.7亿元", "1.2万人"):
        key = number(desk, printed)
        decide(desk, "exclude", key, reason="name")
        assert files(package) != before
        decide(desk, "reopen", key)
    data = {name: content for name, content in files(package).items() if name != "TODO.csv"}
    assert data == {name: content for name, content in before.items() if name != "TODO.csv"}


def test_a_number_that_the_draft_set_aside_gets_the_row_that_the_scanner_reads(
    desk: Desk, package: Path
) -> None:
    """The draft may have taken a statistic for a date."""
    key = number(desk, "2031年")
    decide(desk, "reopen", key)
    row = of(package, key)
    assert (row["area_id"], row["period"], row["status"], row["indicator_id"]) == (
        "990101100000",
        "2031",
        "actual",
        "",
    )
    assert desk.cards([key])[key]["state"] == "open"


def test_a_drafted_indicator_goes_with_its_last_number(desk: Desk, package: Path) -> None:
    """Rows that nothing refers to are found at the end, when nobody knows where they come from."""
    key = number(desk, "1.2万人")
    old = of(package, key)["indicator_id"]
    decide(desk, "edit", row_of(desk, key), cells={"indicator_id": "new-urban-jobs"})
    assert old not in {row["indicator_id"] for row in rows(package, "indicators")}


def test_an_indicator_of_the_catalogue_comes_with_its_row(desk: Desk, package: Path) -> None:
    """A code without a row is a dangling reference."""
    key = number(desk, "7家")
    decide(desk, "edit", row_of(desk, key), cells={"indicator_id": "new-high-tech-enterprises"})
    assert "new-high-tech-enterprises" in {row["indicator_id"] for row in rows(package, "indicators")}


def test_the_answer_to_an_edit_brings_the_new_card_of_the_number(desk: Desk) -> None:
    """The page would show the old row until it is asked again."""
    key = number(desk, "8家")
    answer = decide(desk, "edit", row_of(desk, key), cells={"value": "9"})
    assert answer["numbers"][key][4] == 1
    assert answer["cards"][key]["rows"][0]["sentence"]["zh"].count(" 9 ") == 1


def test_an_edited_number_is_open_again(desk: Desk) -> None:
    """What was confirmed is not what is there now."""
    key = number(desk, "8家")
    decide(desk, "accept", key)
    answer = decide(desk, "edit", row_of(desk, key), cells={"value": "9"})
    assert answer["numbers"][key][0] == "open"


def test_the_name_of_a_draft_is_corrected_for_all_its_numbers(desk: Desk, package: Path) -> None:
    """A level and its growth are of one indicator; half of them renamed would break their relation."""
    key, other = number(desk, "1.2万人"), number(desk, "1200人")
    old = of(package, key)["indicator_id"]
    decide(desk, "edit", row_of(desk, other), cells={"indicator_id": old})
    decide(desk, "accept", key)
    answer = decide(desk, "name", row_of(desk, key), cells={"name_zh": "惠及群众数"})
    names = {row["indicator_id"]: row["name_zh"] for row in rows(package, "indicators")}
    assert (
        names[old] == "惠及群众数"
        and of(package, key)["indicator_id"] == of(package, other)["indicator_id"] == old
    )
    assert answer["numbers"][key][0] == "open"


def test_a_new_name_for_a_number_of_the_catalogue_is_an_indicator_of_its_own(
    desk: Desk, package: Path
) -> None:
    """A concept of the catalogue keeps its name in every package."""
    key = number(desk, "7家")
    old = of(package, key)["indicator_id"]
    decide(
        desk,
        "name",
        row_of(desk, key),
        cells={"name_zh": "小升规企业数", "theme_id": "industry", "quantity": "count"},
    )
    names = {row["indicator_id"]: row["name_zh"] for row in rows(package, "indicators")}
    assert names[of(package, key)["indicator_id"]] == "小升规企业数" and names[old] != "小升规企业数"


def test_a_part_gives_its_numbers_their_year_and_status(desk: Desk, package: Path) -> None:
    """One wrong heading makes every row below it wrong: it is answered once."""
    key = number(desk, "1200人")
    question = [each[0] for each in desk.state()["questions"] if each[1] == "parts"][-1]
    was = of(package, key)
    assert (was["period"], was["status"]) == ("2032", "target")
    decide(desk, "answer", question, reason="review")
    now = of(package, key)
    assert (now["period"], now["status"]) == ("2031", "actual")


def test_an_answer_enters_cells_and_words(desk: Desk, package: Path) -> None:
    """What the draft asks is answered on the page, not in a file."""
    decide(desk, "answer", "url-qinghe-2032", cells={"url": "https://example.org/2032"})
    decide(
        desk,
        "answer",
        "contributors",
        cells={"contributors": "青禾镇统计办公室 | Statistics Office of Qinghe"},
    )
    decide(desk, "answer", "awards-qinghe-2032", note="无")
    assert rows(package, "sources")[0]["url"] == "https://example.org/2032"
    assert b'"Statistics Office of Qinghe"' in (package / "datapackage.json").read_bytes()
    states = {key: state for key, _, state in desk.state()["questions"]}
    assert {states[key] for key in ("url-qinghe-2032", "contributors", "awards-qinghe-2032")} == {"accepted"}


def test_a_form_offers_the_rows_that_a_column_refers_to_and_adds_a_row(desk: Desk, package: Path) -> None:
    """Named things are entered beside the text."""
    form = desk.form("organisations")
    area = next(field for field in form["fields"] if field["column"] == "area_id")
    assert [key for key, _ in area["choices"]] == [row["area_id"] for row in rows(package, "areas")]
    cells = {"organisation_id": "rongtai", "name_zh": "荣泰", "name_en": "Rongtai", "type": "enterprise",
             "passage_id": "qinghe-2032-p04"}  # fmt: skip
    desk.decide(Request("add", (), cells, "organisations"))
    assert rows(package, "organisations")[0]["name_en"] == "Rongtai"
    with pytest.raises(RefusedError, match="is there already"):
        desk.decide(Request("add", (), cells, "organisations"))


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (Request("burn", ("x",)), "no action"),
        (Request("accept", ()), "names nothing"),
        (Request("accept", ("x",)), "no row x"),
        (
            Request("edit", ("qinghe-2032-p04-01",), {"observation_id": "y"}),
            "observation_id cannot be changed",
        ),
        (Request("edit", ("qinghe-2032-p04-01",), {"indicator_id": "no-such"}), "no row no-such"),
        (Request("add", (), {"observation_id": "y"}, "observations"), "cannot be changed"),
        (Request("change", ("x",), {"printed": "9"}, "figures"), "cannot be changed"),
        (Request("change", ("qinghe-2032",), {"raw": "9"}, "sources"), "raw cannot be changed"),
        (Request("remove", ("qinghe-2032",), {}, "sources"), "cannot be changed"),
        (Request("drop", ("qinghe-2032-p04-01",)), "only row of the number"),
        (Request("explain", ("qinghe-2032-p04-01",), {}, "FQ-R48"), "cannot be kept with a reason"),
        (Request("name", ("qinghe-2032-p04-01",), {"name_zh": " "}), "Enter the Chinese name"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_changes_nothing(
    desk: Desk, package: Path, request_: Request, says: str
) -> None:
    """A request may come from an old page, or not from the page at all."""
    before = files(package)
    with pytest.raises(PackageError, match=says):
        desk.decide(request_)
    assert files(package) == before and not (package / ".desk" / "decisions.csv").exists()


def test_a_request_that_is_sent_twice_decides_once(desk: Desk) -> None:
    """A page that got no answer asks again."""
    request = Request("accept", (number(desk, "8家"),))
    first = desk.decide(request, "id-1")
    assert desk.decide(request, "id-1") is first and desk.state()["seq"] == 1


def test_of_two_windows_the_second_is_told_that_the_number_was_decided(desk: Desk) -> None:
    """The later of two decisions must not replace the other unseen."""
    key = number(desk, "8家")
    decide(desk, "accept", key)
    with pytest.raises(StaleError, match="another window"):
        desk.decide(Request("exclude", (key,), reason="name"), "", {key: 0})
    desk.decide(Request("exclude", (key,), reason="name"), "", {key: 1})


WALK: list[Callable[[Desk, str, random.Random], Any]] = [
    lambda desk, key, chance: decide(desk, "accept", key),
    lambda desk, key, chance: decide(
        desk, "exclude", key, reason=chance.choice(("name", "threshold", "date"))
    ),
    lambda desk, key, chance: decide(desk, "doubt", key, note="?"),
    lambda desk, key, chance: decide(desk, "reopen", key),
    lambda desk, key, chance: decide(
        desk, "edit", row_of(desk, key), cells={"value": str(chance.randrange(99))}
    ),
    lambda desk, key, chance: decide(
        desk, "name", row_of(desk, key), cells={"name_zh": f"名{chance.randrange(9)}"}
    ),
    lambda desk, key, chance: desk.undo(),
    lambda desk, key, chance: desk.redo(),
]


def walk(desk: Desk, chance: random.Random, steps: int) -> None:
    """Random decisions, of which those that are refused change nothing."""
    keys = list(desk.state()["printed"])
    for _ in range(steps):
        try:
            chance.choice(WALK)(desk, chance.choice(keys), chance)
        except (PackageError, IndexError):  # refused, or a number without a row
            continue


@pytest.mark.parametrize("seed", range(3))
def test_any_walk_undone_to_its_start_gives_the_draft_byte_for_byte(
    desk: Desk, package: Path, report: Path, seed: int
) -> None:
    """Undo works over a restart, and leaves nothing behind."""
    before = files(package)
    walk(desk, random.Random(seed), 25)
    desk = open_desk(package, report)
    undone = 0
    while True:
        try:
            desk.undo()
            undone += 1
        except RefusedError as problem:
            assert problem.args[0] == "desk-nothing-to-undo"
            break
    assert files(package) == before and undone


@pytest.mark.parametrize("seed", range(3))
def test_the_findings_of_an_answer_are_those_of_validate_and_audit(
    desk: Desk, package: Path, report: Path, seed: int
) -> None:
    """Two lists of findings would make the clerk distrust both."""
    walk(desk, random.Random(seed), 30)
    desk.check_all()
    seen = {each.place for each in desk._view.findings}
    later = ("FQ-R14", "FQ-R60", "FQ-R61", "FQ-D", "FQ-F")
    found = [
        each for each in validate(package).findings if each.severity != "note" and each.table not in GENERATED
    ]
    # A row that only generated tables still have is gone from them once they are made anew.
    found = [each for each in found if each.values.get("only") != "generated"]
    found += [each for each in audit(report, package).findings if each.severity != "note"]
    whole = {each.place for each in found if not each.code.startswith(later)}
    assert {place for place in seen if not place[0].startswith(later)} == whole


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"value": "19.7"}, "FQ-P26"), ({"status": "target"}, "FQ-P28"), ({"period": "2030"}, "FQ-P28")],
)
def test_what_the_text_contradicts_is_on_the_card_at_once(
    desk: Desk, cells: dict[str, str], code: str
) -> None:
    """Else a clerk learns at the end, from `audit`, what was typed wrongly an hour ago."""
    key = number(desk, "91.7亿元")
    card = decide(desk, "edit", row_of(desk, key), cells=cells)["cards"][key]
    assert code in {each["code"] for each in card["findings"]}
    with pytest.raises(RefusedError, match="Correct it first"):
        decide(desk, "accept", key)


def test_a_cell_that_cannot_be_read_is_reported_and_compared_with_nothing(
    desk: Desk, package: Path, report: Path
) -> None:
    """`audit` took the cell for a number, and stopped with a traceback."""
    key = number(desk, "91.7亿元")
    card = decide(desk, "edit", row_of(desk, key), cells={"value": "many"})["cards"][key]
    assert [each["code"] for each in card["findings"]] == ["FQ-T01"]
    assert [each.code for each in audit(report, package).findings] == ["FQ-T01"]


@pytest.mark.parametrize("seed", range(3))
def test_a_process_that_is_killed_anywhere_loses_no_decision(
    desk: Desk, package: Path, report: Path, seed: int, tmp_path: Path
) -> None:
    """The log may be ahead of any of the files: they are brought to where it is."""
    chance = random.Random(seed)
    walk(desk, chance, 6)
    early = shutil.copytree(package, tmp_path / "early")
    walk(desk, chance, 10)
    late = files(package)
    for name in late:  # some files of then, some of now, the record of then or now
        if chance.random() < 0.5:
            path = early / name if name == "TODO.csv" else early / "data" / name
            path.write_bytes(late[name])
    shutil.copy(package / ".desk" / "decisions.csv", early / ".desk" / "decisions.csv")
    again = open_desk(early, report)
    assert files(early) == late
    assert again.state()["numbers"] == open_desk(package, report).state()["numbers"]


def test_an_edit_of_another_program_is_taken_over_logged_and_shown(desk: Desk, package: Path) -> None:
    """Excel has the same file open; what is saved there must not be overwritten."""
    key = number(desk, "8家")
    decide(desk, "accept", key)
    path = package / "data" / "observations.csv"
    row = of(package, key)["observation_id"]
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line.replace(",8,", ",9,") if line.startswith(row) else line for line in lines), "utf-8"
    )
    answer = desk.changes(desk.state()["rev"])
    assert answer["numbers"][key][0] == "doubt" and "another program" in answer["notices"][-1]["en"]
    decide(desk, "accept", number(desk, "3家"))
    assert of(package, key)["value"] == "9"
    assert [each["action"] for each in desk.log()] == ["accept", "outside", "accept"]


def test_a_row_that_another_program_changed_is_not_undone_over_its_change(desk: Desk, package: Path) -> None:
    """An undo would throw away what nobody at the desk has seen."""
    key = number(desk, "8家")
    decide(desk, "edit", row_of(desk, key), cells={"value": "80"})
    path = package / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",80,", ",81,"), "utf-8")
    with pytest.raises(RefusedError, match="has been changed after step 1"):
        desk.undo()
    assert of(package, key)["value"] == "81"


def test_a_file_that_is_saved_in_another_form_changes_nothing(desk: Desk, package: Path) -> None:
    """Excel writes a mark and CRLF; that is no edit."""
    path = package / "data" / "observations.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert not desk.changes(desk.state()["rev"])["waiting"]
    assert desk.state()["seq"] == 0
    decide(desk, "accept", number(desk, "8家"))


@pytest.mark.parametrize("spoilt", ["half", "column", "twice"])
def test_a_file_that_cannot_be_read_is_not_written_over(desk: Desk, package: Path, spoilt: str) -> None:
    """A program that saves has written half of it, or someone has added a column or copied a row."""
    path = package / "data" / "observations.csv"
    whole = path.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    broken = {
        "half": whole[:200] + '"',
        "column": "".join(line.replace("\n", ",x\n") for line in lines),
        "twice": whole + lines[1].replace(",91.7,", ",99,"),
    }[spoilt]
    path.write_text(broken, "utf-8")
    assert "cannot be read" in desk.changes(-1)["notices"][-1]["en"]
    key = number(desk, "8家")
    decide(desk, "edit", row_of(desk, key), cells={"value": "9"})
    assert path.read_text("utf-8") == broken
    path.write_text(whole.replace(",21.3,", ",21.4,"), "utf-8")
    desk.changes(-1)
    assert of(package, key)["value"] == "9" and of(package, number(desk, "21.3亿元"))["value"] == "21.4"


def test_where_both_have_changed_a_cell_the_desk_keeps_its_own_and_the_log_has_both(
    desk: Desk, package: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that could not be written for a while was edited meanwhile."""
    key, path = number(desk, "8家"), package / "data" / "observations.csv"
    with monkeypatch.context() as patch:
        patch.setattr(
            store, "write_files", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EACCES, "no"))
        )
        decide(desk, "edit", row_of(desk, key), cells={"value": "80"})
    path.write_text(path.read_text("utf-8").replace(",8,", ",81,").replace(",3,", ",33,"), "utf-8")
    desk.changes(-1)
    assert of(package, key)["value"] == "80" and of(package, number(desk, "3家"))["value"] == "33"
    text = (package / ".desk" / "decisions.csv").read_text("utf-8")
    assert '""81""' in text and '""33""' in text
    assert open_desk(package, report).state()["numbers"][key][0] == "open"


def test_a_confirmed_row_that_was_changed_while_the_desk_was_closed_is_in_doubt(
    desk: Desk, package: Path, report: Path
) -> None:
    """What was confirmed is not what is there now; the log says that it was changed outside."""
    key, other = number(desk, "8家"), number(desk, "3家")
    decide(desk, "accept", key)
    decide(desk, "accept", other)
    path = package / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",8,", ",999,"), "utf-8")
    again = open_desk(package, report)
    seen = again.state()
    assert (seen["numbers"][key][0], seen["numbers"][other][0]) == ("doubt", "accepted")
    assert again.log()[0]["action"] == "outside" and seen["notices"]


def test_the_order_and_the_columns_of_another_program_stay(desk: Desk, package: Path) -> None:
    """A clerk who sorts a table, or has a column of her own in TODO.csv, must not lose that."""
    path, todo = package / "data" / "observations.csv", package / "TODO.csv"
    header, *lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(header + "".join(sorted(lines, reverse=True)), "utf-8")
    head, *rest = todo.read_text("utf-8").splitlines(keepends=True)
    todo.write_text(
        head.replace("\n", ",owner\n") + "".join(line.replace("\n", ",Li\n") for line in rest), "utf-8"
    )
    desk.changes(-1)
    key = number(desk, "8家")
    decide(desk, "edit", row_of(desk, key), cells={"value": "9"})
    decide(desk, "answer", "awards-qinghe-2032", note="无")
    keys = [line.split(",")[0] for line in path.read_text("utf-8").splitlines()[1:]]
    assert keys == sorted(keys, reverse=True)
    assert todo.read_text("utf-8").count(",Li\n") == len(rest)


def test_a_todo_that_was_removed_confirms_nothing(desk: Desk, package: Path, report: Path) -> None:
    """Numbers that nobody has read must not look confirmed."""
    key = number(desk, "8家")
    (package / "TODO.csv").unlink()
    assert open_desk(package, report).state()["numbers"][key][0] == "open"
    assert desk.changes(-1)["numbers"][key][0] == "open"


def test_the_parts_of_one_report_are_not_those_of_another(tmp_path: Path) -> None:
    """With next year's report in the package, an answer on its first part changed the report before."""
    package = tmp_path / "package"
    text = REPORT.replace("2032", "2024").replace("2031", "2023").replace("青禾", "凤桥")
    package.mkdir()
    shutil.copy(shipped_root() / "datapackage.json", package)
    shutil.copytree(shipped_root() / "data", package / "data")
    add_report(package, text, 2024)
    path = tmp_path / "next.txt"
    path.write_text(text, "utf-8")
    second = open_desk(package, path)
    before = [row for row in rows(package, "passages") if row["source_id"] == "fengqiao-2023"]
    for key in [each[0] for each in second.state()["questions"] if each[1] == "parts"]:
        decide(second, "answer", key, reason="government")
    after = rows(package, "passages")
    assert [row for row in after if row["source_id"] == "fengqiao-2023"] == before
    assert {row["part"] for row in after if row["source_id"] == "fengqiao-2024"} == {"government"}
    listed = numbers(second._tables, "fengqiao-2023")
    assert {each.state for each in listed} == {"accepted", "excluded"}, (
        "the finished report is not asked again"
    )


def test_a_correction_in_a_finished_package_asks_nothing_else_again(tmp_path: Path) -> None:
    """131 confirmed numbers to be confirmed once more because of one slip."""
    package, text = tmp_path / "package", tmp_path / "report.txt"
    package.mkdir()
    shutil.copy(shipped_root() / "datapackage.json", package)
    shutil.copytree(shipped_root() / "data", package / "data")
    text.write_text(REPORT, "utf-8")
    paragraphs = ["。" * 2_000] * 60  # of the report itself nothing is here
    desk = Desk(read_package(package), "fengqiao-2023", paragraphs)
    key = next(key for key, each in desk.state()["numbers"].items() if each[0] == "accepted")
    decide(desk, "edit", row_of(desk, key), cells={"qualifier": "about"})
    states = [each[0] for each in desk.state()["numbers"].values()]
    assert states.count("open") == 1 and states.count("accepted") > 100


def test_rules_that_name_no_table_run_too(desk: Desk) -> None:
    """A note in one language is an error; the desk must not learn of it from `validate`."""
    key = number(desk, "8家")
    decide(desk, "edit", row_of(desk, key), cells={"note_zh": "含个体工商户"})
    desk.check_all()
    assert "FQ-L01" in {each["code"] for each in desk.cards([key])[key]["findings"]}


def test_an_undo_that_is_refused_does_not_bar_those_before_it(desk: Desk, package: Path) -> None:
    """One cell that was changed elsewhere would else keep all earlier steps."""
    first, last = number(desk, "3家"), number(desk, "8家")
    decide(desk, "doubt", first)
    decide(desk, "edit", row_of(desk, last), cells={"value": "80"})
    path = package / "data" / "observations.csv"
    path.write_text(path.read_text("utf-8").replace(",80,", ",81,"), "utf-8")
    with pytest.raises(RefusedError, match="an earlier step"):
        desk.undo()
    assert desk.undo()["numbers"][first][0] == "open"


def test_what_names_an_excluded_number_names_it_no_more(desk: Desk, package: Path) -> None:
    """An award or a commitment stays when its number turns out to be none."""
    key = number(desk, "1200人")
    cells = {"commitment_id": "jobs", "passage_id": "qinghe-2032-p08", "name_zh": "新增就业", "name_en": "New jobs",
             "theme_id": "employment", "modality": "ensure", "specificity": "quantified", "example": "false",
             "observation_id": row_of(desk, key)}  # fmt: skip
    desk.decide(Request("add", (), cells, "commitments"))
    decide(desk, "exclude", key, reason="name")
    assert rows(package, "commitments")[0]["observation_id"] == ""


def test_an_edit_that_changes_nothing_is_no_decision(desk: Desk) -> None:
    """It would open an accepted number again, and the next undo would do nothing that can be seen."""
    key = number(desk, "8家")
    decide(desk, "accept", key)
    answer = decide(desk, "edit", row_of(desk, key), cells={"value": "8"})
    assert desk.state()["seq"] == 1 and answer["seq"] == 1 and not answer["numbers"]


def test_a_question_is_not_answered_with_nothing(desk: Desk) -> None:
    """Enter on an empty field must not say that the address is known."""
    with pytest.raises(RefusedError, match="Fill url"):
        decide(desk, "answer", "url-qinghe-2032")
    decide(desk, "answer", "url-qinghe-2032", note="未公布")
    with pytest.raises(RefusedError, match="Fill projects"):
        decide(desk, "answer", "projects-qinghe-2032")
    decide(desk, "answer", "projects-qinghe-2032", note="无")


@pytest.mark.parametrize("cell", ["", "x", "99"])
def test_a_number_without_a_place_is_refused_in_words(package: Path, report: Path, cell: str) -> None:
    """“invalid literal for int()” helps nobody."""
    path = package / "data" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace(",4,", f",{cell},", 1), "utf-8")
    with pytest.raises(PackageError, match="must lead to characters"):
        open_desk(package, report)


def test_a_report_without_numbers_opens_and_says_so(tmp_path: Path) -> None:
    """A clerk may have chosen the wrong file."""
    from fengqiao_open.authoring.scaffold import draft, write_draft

    text = "青禾镇通知\n各村要高度重视。\n"
    (tmp_path / "none.txt").write_text(text, "utf-8")
    write_draft(draft(text, "青禾镇", 2032, "none-2032"), tmp_path / "none")
    assert open_desk(tmp_path / "none", tmp_path / "none.txt").state()["numbers"] == {}


def test_a_full_disk_takes_the_decision_back(
    desk: Desk, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that looks accepted and is not is the worst that can happen."""
    key, before = number(desk, "8家"), files(package)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(log, "append", full)
        with pytest.raises(OSError, match="No space"):
            decide(desk, "accept", key)
    assert desk.state()["numbers"][key][0] == "open" and files(package) == before
    assert decide(desk, "accept", key)["seq"] == 1


def test_tables_that_cannot_be_written_wait_and_are_written_later(
    desk: Desk, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On some systems a file that is open in a spreadsheet cannot be replaced."""
    key = number(desk, "8家")

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(store, "write_files", locked)
        answer = decide(desk, "exclude", key, reason="name")
        assert "observations" in answer["waiting"] and "not written" in answer["notices"][-1]["en"]
    assert any(row["figure_id"] == key for row in rows(package, "observations"))
    assert not desk.changes(-1)["waiting"]
    assert not any(row["figure_id"] == key for row in rows(package, "observations"))


def test_the_desk_refuses_another_report_a_link_and_the_folder_of_another_user(
    package: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows would lead to characters of another text; a link would lead the desk out of the package."""
    other = tmp_path / "other.txt"
    other.write_text(report.read_text("utf-8") + "财政收入3亿元。\n", "utf-8")
    with pytest.raises(PackageError, match="is not the report"):
        open_desk(package, other)
    with monkeypatch.context() as patch:
        patch.setattr("os.getuid", lambda: 4_000_000)
        with pytest.raises(PackageError, match="another user"):
            open_desk(package, report)
    outside = tmp_path / "outside.csv"
    outside.write_text("seq\n1\n2", "utf-8")
    for name in (".desk", "downloads", "TODO.csv", "data/areas.csv"):
        kept = (package / name).rename(tmp_path / "kept") if (package / name).exists() else None
        (package / name).symlink_to(outside)
        with pytest.raises(PackageError, match="leads out of the package"):
            open_desk(package, report)
        (package / name).unlink()
        if kept:
            kept.rename(package / name)
    (package / ".desk").mkdir()
    (package / ".desk" / "decisions.csv").symlink_to(outside)
    with pytest.raises(PackageError, match="leads out of the package"):
        open_desk(package, report)
    assert outside.read_text("utf-8") == "seq\n1\n2"


def test_all_decided_and_finished_validates_clean(desk: Desk, package: Path, report: Path) -> None:
    """The desk is to lead to a package without findings, with nothing typed in a file."""
    from fengqiao_open.desk.finish import JOBS

    area = {"rank_area_id": "990101100000", "rank_scope_zh": "原文未注明", "rank_scope_en": "not stated"}
    decide(desk, "edit", row_of(desk, number(desk, "排名第二")), cells=area)
    for key, step, state in desk.state()["questions"]:
        if state == "open" and step in ("parts", "numbers"):
            decide(desk, "answer" if ":" in key else "accept", key)
    places = {"990101000000": ("南山区", "Nanshan District", "county", "990100000000"),
              "990100000000": ("东海市", "Donghai", "prefecture", "990000000000"),
              "990000000000": ("海东省", "Haidong", "province", "")}  # fmt: skip
    known = {row["area_id"] for row in rows(package, "areas")}
    for key, (zh, en, kind, above) in reversed(places.items()):
        if key not in known:
            cells = {
                "area_id": key,
                "name_zh": zh,
                "name_en": en,
                "type": kind,
                "parent_area_id": above,
                "code_vintage": "2023",
            }
            desk.decide(Request("add", (), cells, "areas"))
    left = {key for key, _, state in desk.state()["questions"] if state == "open" and ":" not in key}
    answers = {
        "contributors": {"contributors": "青禾镇 | Qinghe"},
        "english-990101100000": {"name_en": "Qinghe"},
    }
    for key in left:
        decide(desk, "answer", key, cells=answers.get(key, {}), note="" if key in answers else "无")
    [names] = [each[0] for each in desk.state()["questions"] if each[2] == "open"]
    fields = desk.cards([names])[names]["fields"]
    english = ("Residents served", "Parks built", "Others")
    decide(desk, "answer", names, cells={each["column"]: english[at] for at, each in enumerate(fields)})
    assert not [each for each in desk.state()["questions"] if each[2] == "open"]
    assert desk.alone("refresh", lambda: JOBS["refresh"](package, report))["ok"]
    found = [each for each in validate(package).findings if each.severity != "note"]
    assert not found
    assert desk.alone("audit", lambda: JOBS["audit"](package, report))["counts"]["unaccounted"] == 0


def test_a_known_issue_of_the_draft_goes_with_the_cell_that_it_explains(desk: Desk, package: Path) -> None:
    """The clerk corrects the measure; the entry on the old one would be an error that no page can remove."""
    key = row_of(desk, number(desk, "8家"))
    path = package / "data" / "discrepancies.csv"
    entry = f"one,FQ-P01,observations,{key},value,eq,8,照录原文。,Published as printed.\n"
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    desk.changes(-1)
    decide(desk, "edit", key, cells={"unit_id": "item"})
    assert [row["discrepancy_id"] for row in rows(package, "discrepancies")].count("one") == 1
    decide(desk, "edit", key, cells={"value": "7"})
    assert "one" not in [row["discrepancy_id"] for row in rows(package, "discrepancies")]


def test_a_new_name_brings_new_cards_of_all_its_numbers(desk: Desk) -> None:
    """The card still showed the old name, as if nothing had been saved."""
    key = number(desk, "1.2万人")
    answer = decide(desk, "name", row_of(desk, key), cells={"name_zh": "惠及群众数"})
    assert "惠及群众数" in answer["cards"][key]["rows"][0]["sentence"]["zh"]


def test_an_increase_in_a_number_is_not_read_back_as_growth(desk: Desk) -> None:
    """净增82家 was read back as 增速 82 家."""
    key = number(desk, "8家")
    decide(desk, "edit", row_of(desk, key), cells={"measure": "growth"})
    assert "增加 8 家" in desk.cards([key])[key]["rows"][0]["sentence"]["zh"]


def test_a_conflict_names_the_table_and_the_row() -> None:
    """“Conflict” alone sends the clerk searching."""
    from fengqiao_open.desk.changes import Change

    problem = ConflictError(Change("units", "mu", {"code": "x"}, {"code": "y"}), None)
    assert "units.csv · mu" in problem.message("en") and "units.csv · mu" in problem.message("zh")
