"""The benchmark of changes: it changes what it says it changes, and judges what is reported of it rightly."""

from __future__ import annotations

import csv
import doctest
import importlib
import io
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from fengqiao_open import Finding
from fengqiao_open.datapackage.package import shipped

for needed in ("opencc", "pypinyin"):
    pytest.importorskip(needed, reason="the operators need the extra `bench`")
from detection.accusations import is_elsewhere, proposes_a_value  # noqa: E402
from detection.cells import OPERATORS, Spot, single  # noqa: E402
from detection.changes import Change, cell_change  # noqa: E402
from detection.judges import Bench, judgement  # noqa: E402
from detection.pairs import exchanged, two_edits  # noqa: E402
from detection.rows import row_changes  # noqa: E402
from detection.shares import ONE_LETTER, as_markdown, as_text, parts, read, record, write  # noqa: E402
from detection.tables import Sheet, read_sheets  # noqa: E402

FINDINGS_BY_HAND = True
SHEETS = read_sheets(shipped().root)
SEED = 7


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A copy of the shipped package to change."""
    return Bench(tmp_path_factory.mktemp("bench"))


def differing(change: Change) -> Iterator[tuple[str, int, str]]:
    """The cells in which the files of a change differ from those of the package."""
    tables = {sheet.path: sheet for sheet in SHEETS.values()}
    for path, content in change.files.items():
        assert content is not None
        sheet = tables[path]
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        assert tuple(header) == sheet.columns and len(rows) == len(sheet.rows)
        for line, old, new in zip(sheet.lines, sheet.rows, rows, strict=True):
            for column, cell in zip(header, new, strict=True):
                if old[column] != cell:
                    yield sheet.name, line, column


def edit(table: str, at: int, column: str, after: str) -> Change:
    """One edited cell."""
    return cell_change("cell", "edit", SHEETS[table], {(at, column): after})


@pytest.mark.parametrize("name", ["characters", "letters", "digits", "shares"])
def test_the_examples_of_the_operators_hold(name: str) -> None:
    """The benchmarks are not among the folders that pytest collects."""
    found = doctest.testmod(importlib.import_module(f"detection.{name}"))
    assert found.attempted and not found.failed


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_table_without_an_edit_is_written_as_it_is(sheet: Sheet) -> None:
    """Another way of quoting would be a second change in every file."""
    assert sheet.content({}) == (shipped().root / sheet.path).read_bytes()


def test_a_single_change_changes_its_cell_and_no_other() -> None:
    """Shares of single cells would otherwise be shares of something else."""
    for change in single(SHEETS, 200, random.Random(SEED)):
        assert set(differing(change)) == change.cells and len(change.cells) == 1, change.operator
        assert change.before != change.after


@pytest.mark.parametrize("draw", [exchanged, two_edits])
def test_a_double_change_changes_its_two_cells_and_no_other(draw: object) -> None:
    """Two edits of one cell would be one."""
    for change in draw(SHEETS, 60, random.Random(SEED)):  # type: ignore[operator]
        assert set(differing(change)) == change.cells and len(change.cells) == 2, change.operator


def test_exchanged_cells_hold_what_the_other_held() -> None:
    """An exchange loses nothing."""
    for change in exchanged(SHEETS, 40, random.Random(SEED)):
        (content,) = change.files.values()
        assert content is not None
        old = (shipped().root / SHEETS[change.table].path).read_text("utf-8")
        cells = [
            sorted(chain.from_iterable(csv.reader(io.StringIO(text, newline=""))))
            for text in (old, content.decode())
        ]
        assert cells[0] == cells[1]


@pytest.mark.parametrize("name", OPERATORS)
def test_every_operator_changes_some_cell(name: str) -> None:
    """An operator that never applies would be missing from the shares without a word."""
    rng = random.Random(SEED)
    spots = (
        Spot(SHEETS, sheet, at, column)
        for sheet in SHEETS.values()
        for column in sheet.columns
        for at in range(len(sheet.rows))
    )
    assert any(OPERATORS[name](spot, rng) not in (None, spot.value) for spot in spots)


@pytest.mark.parametrize("draw", [single, exchanged, two_edits, row_changes])
def test_the_same_seed_gives_the_same_changes(draw: object) -> None:
    """Figures of two versions are compared on the same changes."""
    one, same, other = (list(draw(SHEETS, 40, random.Random(seed))) for seed in (1, 1, 2))  # type: ignore[operator]
    assert one == same != other and len(one) == 40


NAMED = edit("areas", 5, "name_zh", "三星树")
VALUE = edit("observations", 0, "value", "4.05")
LINE = SHEETS["observations"].lines[0]
OTHER = SHEETS["observations"].lines[3]
ELSEWHERE = [
    # Finding, the change, whether it is elsewhere, whether it gives a value there.
    (Finding("FQ-P01", "observations", LINE, "value", values={"parsed": "4.04", "printed": "4.04亿元"}), VALUE, False, False),
    (Finding("FQ-K02", "observations", LINE), VALUE, False, False),
    (Finding("FQ-F03", "observations"), VALUE, False, False),
    (Finding("FQ-R14", "statistics", 2, "value", values={"wanted": "4.05"}), VALUE, False, False),
    (Finding("FQ-R18", "observations", OTHER, "value"), VALUE, False, False),
    (Finding("FQ-D06", values={"wanted": "4.05"}), VALUE, False, False),
    (Finding("FQ-P04", "figures", 2, "start", values={"printed": "4.04亿元", "wanted": "6"}), VALUE, True, False),
    (Finding("FQ-R09", "observations", OTHER, "value", values={"total": "4.05"}), VALUE, True, False),
    (Finding("FQ-P01", "observations", OTHER, "value", values={"parsed": "4.05", "printed": "4.05亿元"}), VALUE, True, True),
    (Finding("FQ-T06", "observations", OTHER, "value", fix="4.05"), VALUE, True, True),
    (Finding("FQ-T01", "observations", OTHER, "value", values={"kind": "number", "example": "91.7"}), VALUE, True, False),
    (Finding("FQ-R02", "observations", LINE, "status", values={"wanted": "actual"}), VALUE, True, False),
    (Finding("FQ-R02", "observations", LINE, "status", values={"wanted": "target"}), VALUE, True, True),
    (Finding("FQ-P06", "observations", OTHER, "unit_id", values={"wanted": "wan-m2 (万平方米)"}), VALUE, True, True),
    (Finding("FQ-K03", "observations", OTHER, "unit_id", values={"column": "unit_id", "target": "units"}), VALUE, True, False),
    (Finding("FQ-R35", "observations", OTHER, "area_id", values={"wanted": "Sanxing Village"}), VALUE, True, True),
    (Finding("FQ-L25", "projects", 3, "name_zh", values={"wanted": "三星树"}), NAMED, True, True),
    (Finding("FQ-L04", "projects", 3, "name_zh", values={"wanted": "三星树", "table": "areas", "line": "2"}), NAMED, True, False),
    (Finding("FQ-L02", "projects", 3, "name_zh", values={"value": "三星树"}), NAMED, True, False),
    (Finding("FQ-L05", "indicators", 3, "definition_en", values={"name": "Tree"}), NAMED, True, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "change", "elsewhere", "value"), ELSEWHERE, ids=lambda each: getattr(each, "code", "")
)
def test_what_is_said_of_other_cells_is_told_apart(finding: Finding, change: Change, elsewhere: bool, value: bool) -> None:  # fmt: skip
    """A finding that names the other side of a contradiction is one thing, one that gives it a value another."""
    assert is_elsewhere(finding, change, SHEETS) == elsewhere
    assert (is_elsewhere(finding, change, SHEETS) and proposes_a_value(finding, SHEETS)) == value


def test_the_changes_of_one_letter_are_operators() -> None:
    """A name that no operator has would leave its changes out of the share."""
    assert set(OPERATORS) >= ONE_LETTER


def test_a_note_alone_is_not_caught() -> None:
    """A note asks for nothing."""
    judged = judgement(VALUE, [Finding("FQ-R18", "observations", LINE, "value")], SHEETS)
    assert judged.noted and not judged.caught and not judged.located


def test_a_finding_at_the_row_locates_no_cell() -> None:
    """A row has a dozen cells."""
    judged = judgement(VALUE, [Finding("FQ-K02", "observations", LINE)], SHEETS)
    assert judged.caught and judged.once and not judged.located


def test_a_stale_table_beside_the_error_is_not_a_second_finding() -> None:
    """The file is made anew; two stale cells of it, reported one by one, are two."""
    error, stale = Finding("FQ-P01", "observations", LINE, "value"), Finding("FQ-R14", "statistics")
    assert judgement(VALUE, [error, stale], SHEETS).once
    assert not judgement(VALUE, [error, stale, stale], SHEETS).once
    assert not judgement(VALUE, [error, error], SHEETS).once


def test_a_changed_cell_of_a_generated_table_is_located_by_its_file() -> None:
    """Nobody edits it: the file is made anew as a whole."""
    change = edit("statistics", 0, "value", "4.05")
    assert judgement(change, [Finding("FQ-R14", "statistics")], SHEETS).located
    assert not judgement(change, [Finding("FQ-R14", "derived")], SHEETS).located


def test_of_two_edits_both_must_be_located() -> None:
    """Where one hides the other, the clerk finds it a day later."""
    (change,) = two_edits(SHEETS, 1, random.Random(SEED))
    findings = [Finding("FQ-T01", *cell) for cell in sorted(change.cells)]
    assert judgement(change, findings, SHEETS).located and judgement(change, findings, SHEETS).once
    assert (
        judgement(change, findings[:1], SHEETS).caught and not judgement(change, findings[:1], SHEETS).located
    )


def test_a_change_is_judged_and_undone(bench: Bench) -> None:
    """A change that stays would be counted with the next one; an edit followed by `refresh` changes more files."""
    same = bench.judge(Change("cell", "", "areas", {}, refreshed=True))
    assert not same.codes and not same.refused
    plain = edit("areas", 5, "name_zh", "")
    judged = bench.judge(
        Change(**{name: getattr(plain, name) for name in plain.__slots__} | {"refreshed": True})
    )
    assert judged.caught and judged.located
    for path, content in bench.kept.items():
        assert (bench.folder / path).read_bytes() == content


def test_the_shares_and_the_changes_are_written(tmp_path: Path) -> None:
    """Nobody looks at what is not caught unless it is listed."""
    found = [Finding("FQ-T01", "observations", LINE, "value")]
    records = [record(judgement(VALUE, each, SHEETS)) for each in ([], found)]
    write(tmp_path / "judged.csv", records)
    assert read(tmp_path / "judged.csv") == records and [each["caught"] for each in records] == [
        "False",
        "True",
    ]
    heading, lines = next(iter(parts(records, SHEETS)))
    assert "| one cell | 2 | 0.500 | 0.095–0.905 | 0.000 | 1.000 |" in as_markdown(heading, lines)
    assert "0.095–0.905" in as_text(heading, lines)
