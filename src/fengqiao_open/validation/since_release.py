"""What changed in the tables since the release, cell by cell, where the released version is at hand.

A change is no mistake. But of two cells that contradict each other, the one that was changed is looked at
first, and a row that was dropped can be named and restored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from shlex import quote

from ..datapackage.characters import visible
from ..datapackage.package import Package, standard_table
from ..datapackage.released import released
from ..findings.catalogue import in_both, joined
from ..findings.report import CHANGED, Finding, Spot
from ..tabular.csv import MalformedError, Row, Table, decode, records
from .intended import glossed

# Of a table with more rows that differ in their keys, on both sides, it is not told which row was which.
MOST_ROWS = 100
_SHOWN = 3
# The least share of cells that a row with another key has in common with the one that it was.
_ALIKE = 2 / 3


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as released and as it is now: None where it was dropped, or where it is new."""

    before: Row | None
    now: Row | None

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells that changed, as released, by column."""
        if self.before is None or self.now is None:
            return {}
        return {column: cell for column, cell in self.before.cells.items() if self.now[column] != cell}


def edits(found: Iterable[Finding], package: Package, tables: Mapping[str, Table]) -> Sequence[Edit]:
    """What changed in the files that a note reports as changed, of those whose released version is at
    hand.
    """
    names = [each.table for each in found if each.code == CHANGED and each.table in tables]
    contents = released(package, names) if names else {}
    made: list[Edit] = []
    for name, content in contents.items():
        before = as_table(name, content)
        if before is not None and before.columns == tables[name].columns:
            made += table_edits(before, tables[name])
    return made


def with_edits(found: Iterable[Finding], listed: Sequence[Edit]) -> Iterator[Finding]:
    """The findings, where a note on a changed file names the changes and the command that takes them back."""
    by_table: dict[str, list[Edit]] = {}
    for edit in listed:
        if row := edit.before or edit.now:
            by_table.setdefault(row.table, []).append(edit)
    for each in found:
        changes = by_table.get(each.table, [])
        if each.code == CHANGED and changes:
            words = [words for edit in changes for words in _words(edit)]
            keys = [edit.before.key for edit in changes if edit.before]
            more = {"case": "known", "count": f"{len(words):,}", **joined("changes", words[:_SHOWN])}
            more |= to_restore(each.table, *keys)
            lost = [quote(visible(edit.before.key)) for edit in changes if edit.before and not edit.now]
            more |= {"lost_keys": " ".join(lost)} if lost else {}
            each = replace(each, values={**each.values, **more})
        yield each


def to_restore(table: str, *keys: str) -> dict[str, str]:
    """The words of a command that restores some rows of a table; without keys, or with many, all of it."""
    listed = keys if len(keys) <= _SHOWN else ()
    written = "".join(f" {quote(visible(key))}" for key in listed)
    return {"table": table, "keys": written, "whole": "" if listed else "all"}


#: Findings at a changed cell that name its released content; of the first two, where it is what is printed.
_AS_PRINTED = ("FQ-P01", "FQ-P06")
_WITH_FORMER = (*_AS_PRINTED, "FQ-R37")
#: What a spreadsheet makes of a cell, by its name in forms.toml: nobody means it.
_BY_SPREADSHEET = ("code", "exponent", "became_date", "other_date", "serial")


def with_former(
    found: Iterable[Finding], listed: Iterable[Edit], tables: Mapping[str, Table]
) -> Iterator[Finding]:
    """The findings, where one at a cell that changed since the release names what was released there.

    The command that restores many rows of one table is that for the whole table.
    """
    edited = {(each.now.table, each.now.line): each for each in listed if each.now and each.before}
    named = [_with_former(each, edited.get((each.table, each.line)), tables) for each in found]
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for each in named:
        if "keys" in each.values and each.code != CHANGED:
            alike.setdefault((each.code, each.table, each.column), []).append(each)
    many = {
        table
        for (_, table, _), group in alike.items()
        if len({each.values["keys"] for each in group}) > _SHOWN
    }
    for each in named:
        group = alike.get((each.code, each.table, each.column), ())
        if group and (each.code == "FQ-T02" or each.values.get("guess") in _BY_SPREADSHEET):
            each = _to_restore(each, group)
        if group and each.table in many and "keys" in each.values:
            # What is printed and was released is no question.
            rows = {"restore": "rows"} if each.code in _AS_PRINTED else {}
            each = replace(each, values={**each.values, **rows, **to_restore(each.table)})
        yield each


def _with_former(each: Finding, edit: Edit | None, tables: Mapping[str, Table]) -> Finding:
    """The finding, where it is at a changed cell, with what was released there."""
    if each.severity == "note" or each.safe or each.values.get("case") in ("former", "exchanged"):
        return each
    column, before = _changed_cell(each, edit)
    if edit is None or edit.before is None or not before:
        return each
    command = to_restore(each.table, edit.before.key)
    if each.code in _WITH_FORMER:
        if before != each.values.get("right", before):
            return each
        words = glossed("former", each.table, column, visible(before), tables)
        return replace(each, values={**each.values, **words, **command, "case": "former"})
    words = {**glossed("released", each.table, column, visible(before), tables), **command}
    # Where the release has what is expected, there is nothing to choose; a rule says first what is wrong.
    agreed = before == each.values.get("right")
    how = "rows" if agreed else "also" if each.code.startswith(("FQ-R", "FQ-P")) else "or"
    return replace(each, values={**each.values, **words, "restore": how})


def _changed_cell(finding: Finding, edit: Edit | None) -> tuple[str, str]:
    """The changed column that a finding is on, and its content as released; "" where there is none."""
    columns = [finding.column, *finding.values.get("columns", "").split(", ")]
    column = next((each for each in columns if edit and each in edit.cells), "")
    return column, edit.cells[column] if edit and column else ""


def _to_restore(found: Finding, alike: Sequence[Finding]) -> Finding:
    """A finding on a cell that is to be restored: one command for the rows of all of its kind."""
    if "restore" not in found.values:
        return found
    keys = dict.fromkeys(each.values["keys"] for each in alike)
    expected = "one" if len({each.values["released_en"] for each in alike}) == 1 else "several"
    words = {**to_restore(found.table), "released_expected": expected, "restore": "rows"}
    if len(keys) <= _SHOWN:
        words |= {"keys": "".join(keys), "whole": ""}
    return replace(found, values={**found.values, **words})


def _words(edit: Edit) -> Iterator[Mapping[str, str]]:
    """The changes of a row in words."""
    if edit.now is None and edit.before is not None:
        yield in_both("change", "dropped", key=visible(edit.before.key))
    elif edit.before is None and edit.now is not None:
        yield in_both("change", "added", line=str(edit.now.line), key=visible(edit.now.key))
    elif edit.now is not None:
        for column, former in edit.cells.items():
            place = {"line": str(edit.now.line), "column": column}
            yield in_both("change", "cell", **place, now=visible(edit.now[column]), former=visible(former))


def as_table(name: str, content: bytes) -> Table | None:
    """A table as released, None where it could not be read."""
    schema = standard_table(name)
    try:
        (_, header), *listed = records(decode(name, content)[0])
    except (MalformedError, ValueError):
        return None
    columns = tuple(header)
    rows = (
        Row(name, line, cells[columns.index(schema.key)], dict(zip(columns, cells, strict=True)))
        for line, cells in listed
        if len(cells) == len(columns)
    )
    return Table(name, columns, tuple(rows)) if schema.key in columns else None


def table_edits(before: Table, now: Table) -> Iterator[Edit]:
    """The rows that differ, each beside the one that it was: of its key, else the one most like it."""
    old, new = _but(before.rows, now.rows), _but(now.rows, before.rows)
    once = [{key for key, n in Counter(row.key for row in rows).items() if n == 1} for rows in (old, new)]
    same = set.intersection(*once)
    by_key = {row.key: row for row in new}
    yield from (Edit(row, by_key[row.key]) for row in old if row.key in same)
    old, new = ([row for row in rows if row.key not in same] for rows in (old, new))
    if old and new and max(len(old), len(new)) > MOST_ROWS:
        return
    pairs = [(likeness, one, two) for one in old for two in new if (likeness := _likeness(one, two))]
    paired: set[tuple[str, int]] = set()
    for _, one, two in sorted(pairs, key=lambda each: each[0], reverse=True):
        places = {("old", one.line), ("new", two.line)}
        if not places & paired:
            paired |= places
            yield Edit(one, two)
    yield from (Edit(row, None) for row in old if ("old", row.line) not in paired)
    yield from (Edit(None, row) for row in new if ("new", row.line) not in paired)


def _but(rows: Iterable[Row], others: Iterable[Row]) -> list[Row]:
    """The rows that the others do not have, those that occur more often included."""
    known = Counter(tuple(row.cells.values()) for row in others)
    left = []
    for row in rows:
        cells = tuple(row.cells.values())
        known[cells] -= 1
        if known[cells] < 0:
            left.append(row)
    return left


def _likeness(one: Row, two: Row) -> float:
    """The share of filled cells that two rows have in common, more for those of one key; 0 for different
    rows.
    """
    filled = [column for column, cell in one.cells.items() if cell]
    share = sum(two[column] == one[column] for column in filled) / max(1, len(filled))
    return share + 1 if one.key == two.key else share if share >= _ALIKE else 0


def former_cells(listed: Iterable[Edit]) -> Mapping[Spot, Mapping[str, str]]:
    """The cells that changed, as released, by row and column; of rows that have their key still.

    A table of which more than `MOST_ROWS` rows changed has no row that is more likely wrong.
    """
    edited = [
        (each.now, each) for each in listed if each.now and each.before and each.now.key == each.before.key
    ]
    number = Counter(row.table for row, _ in edited)
    return {(row.table, row.key): each.cells for row, each in edited if number[row.table] <= MOST_ROWS}


def exchanged_rows(listed: Iterable[Edit]) -> Mapping[Spot, tuple[Edit, Edit]]:
    """The rows of which each has the cells that another had: both edits, in the order of the file, by row."""
    edited = [each for each in listed if each.before and each.now and each.before.key == each.now.key]
    by_content: dict[tuple[str, tuple[str, ...]], list[Edit]] = {}
    for each in edited:
        by_content.setdefault(_but_key(each.before), []).append(each)
    pairs: dict[Spot, tuple[Edit, Edit]] = {}
    for one in edited:
        others = by_content.get(_but_key(one.now), [])
        if len(others) == 1 and _but_key(others[0].now) == _but_key(one.before):
            first, second = sorted((one, others[0]), key=lambda each: each.now.line if each.now else 0)
            pairs |= {(row.table, row.key): (first, second) for row in (first.now, second.now) if row}
    return pairs


def _but_key(row: Row | None) -> tuple[str, tuple[str, ...]]:
    """What a row holds beside its key, which two rows of a table may have exchanged."""
    return (row.table, tuple(list(row.values())[1:])) if row else ("", ())


def dropped_rows(listed: Iterable[Edit]) -> Mapping[Spot, Row]:
    """The rows that were dropped, as released."""
    return {
        (each.before.table, each.before.key): each.before for each in listed if each.before and not each.now
    }


def renamed_rows(listed: Iterable[Edit]) -> Mapping[Spot, Row]:
    """The rows whose key changed, as they are now, by table and the key that was released."""
    return {
        (each.before.table, each.before.key): each.now
        for each in listed
        if each.before and each.now and each.before.key != each.now.key
    }
