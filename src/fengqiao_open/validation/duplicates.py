"""One finding per mistake in keys: the more likely wrong of two duplicate rows; a lost row once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..analysis.denormalise import ORIGINS
from ..datapackage.characters import visible
from ..datapackage.package import is_generated, shipped
from ..findings.catalogue import in_both, joined
from ..findings.report import Finding, Spot
from ..tabular.csv import Row, Table
from .keys import changed_key
from .meant import is_spelled, lost_its_key, made_from
from .since_release import Edit, dropped_rows, renamed_rows, to_restore

#: A row that others refer to and that is not there.
MISSING_ROW = "FQ-R38"
_REPEATED = ("FQ-K01", "FQ-K02")
#: An identifier that does not spell the cells of its row.
_MISSPELT = ("FQ-P07", "FQ-P13", "FQ-P27")
_SHOWN = 3


def one_each(
    found: Sequence[Finding],
    by_rules: Sequence[Finding],
    tables: Mapping[str, Table],
    changed: Sequence[Edit] = (),
) -> list[Finding]:
    """The findings before the rules, less those that report a mistake again from its other end.

    Of rows with one key, the one that `changed` since the release is the more likely wrong.
    """
    edited = {(each.now.table, each.now.line) for each in changed if each.now}
    edited |= {(each.table, each.line) for each in by_rules if each.code in _MISSPELT}
    dropped, renamed = dropped_rows(changed), renamed_rows(changed)
    pairs: dict[tuple[str, ...], list[Finding]] = {}
    strays: dict[tuple[str, str], list[Finding]] = {}
    retained = []
    for each in found:
        if each.code in _REPEATED and each.line:
            same = each.key if each.code == "FQ-K01" else each.values["values"]
            pairs.setdefault((each.code, each.table, each.values["columns"], same), []).append(each)
        elif each.code == "FQ-K03" and "written" not in each.values:
            strays.setdefault((each.values["target"], each.values["value"]), []).append(each)
        else:
            retained.append(each)
    for group in pairs.values():
        if len(group) == 2:
            suspect = _suspect(group, tables, edited)
            group = [
                _with_lost_key(suspect, renamed, [key for table, key in strays if table == suspect.table])
            ]
        retained += group
    wrong_keys = _wrong_keys([*retained, *by_rules])
    for (target, value), cells in strays.items():
        if wrong_keys.get(target, 0) >= len({lost for table, lost in strays if table == target}):
            continue
        if (target, value) in renamed:
            retained.append(changed_key(renamed[target, value], cells[0]))
            continue
        at_hand = (target, value) in dropped
        lost = at_hand or _is_lost(cells, tables)
        other = lost_its_key(tables[target].rows, value) if lost and target in tables else None
        if other:
            retained.append(changed_key(other, cells[0]))
            continue
        retained += [_missing(target, value, cells, at_hand=at_hand)] if lost else cells
    return retained


def _is_lost(cells: Sequence[Finding], tables: Mapping[str, Table]) -> bool:
    """Whether a row that cells refer to is missing, and not mistyped in them.

    A key that was mistyped the same in several places was copied; a row is lost more easily.
    """
    if len({(each.table, each.column) for each in cells}) > 1:
        return True
    # Nobody types what is generated.
    copied = len(cells) > 1 or is_generated(cells[0].table)
    if copied and not any(each.values["near"] for each in cells):
        return True
    lines = {each.line: each.column for each in cells}
    name = cells[0].table
    rows = (row for row in tables[name].rows if row.line in lines) if name in tables else ()
    return any(is_spelled(row, lines[row.line], made_from(row, tables)) for row in rows)


def but_of_duplicates(
    by_rules: Iterable[Finding], found: Sequence[Finding], changed: Iterable[Edit] = ()
) -> list[Finding]:
    """What rules find, less what follows from a key that two rows have.

    That is an identifier that does not spell its row, and, where the one cell of a row that `changed` since
    the release made the duplicate, all that is found in that row.
    """
    shared = {(each.table, each.line) for each in found if each.code == "FQ-K01"}
    together = {(each.table, each.line): each.values["columns"] for each in found if each.code == "FQ-K02"}
    spots = set()
    for edit in changed:
        columns = together.get((edit.now.table, edit.now.line), "") if edit.now else ""
        if edit.now and len(edit.cells) == 1 and set(edit.cells) <= set(columns.split(", ")):
            spots.add((edit.now.table, edit.now.key))
    return [
        each
        for each in by_rules
        if each.spot not in spots and not (each.code in _MISSPELT and (each.table, each.line) in shared)
    ]


def _wrong_keys(found: Iterable[Finding]) -> Mapping[str, int]:
    """How many rows of each table have a key that is wrong: what refers to the right one is not to blame."""
    standard = shipped()
    rows: dict[str, set[int]] = {}
    for each in found:
        if each.table in standard.tables and each.line:
            key = standard.key(each.table)
            if each.column == key or each.code in ("FQ-K01", *_MISSPELT):
                rows.setdefault(each.table, set()).add(each.line)
    return {table: len(lines) for table, lines in rows.items()}


def _missing(target: str, value: str, cells: Sequence[Finding], *, at_hand: bool) -> Finding:
    """The finding on a missing row that cells refer to, which can be restored where the release is at hand."""
    places = [in_both("place", "line", table=each.table, line=str(each.line)) for each in cells[:_SHOWN]]
    words = {
        "value": value,
        "target": target,
        "count": f"{len(cells):,}",
        **joined("where", places),
    }
    if at_hand:
        words |= {"case": "released", **to_restore(target, value)}
    if all(is_generated(each.table) for each in cells):
        words["only"] = "generated"  # a refresh makes them without the row
    column = cells[0].values["column"]
    return Finding(MISSING_ROW, target, 0, column, value, words)


def _suspect(
    group: Sequence[Finding], tables: Mapping[str, Table], edited: Collection[tuple[str, int]]
) -> Finding:
    """Of the findings at two rows with one key, the one at the row more likely wrong, else the later one."""
    columns = group[0].values["columns"].split(", ")
    rows = {row.line: row for row in tables[group[0].table].rows if row.line in {each.line for each in group}}

    def order(each: Finding) -> tuple[bool, int, int, int]:
        row = rows[each.line]
        unedited = (each.table, each.line) not in edited
        return unedited, -_changed(row, columns, tables), spelled(row), -each.line

    return min(group, key=order)


def _with_lost_key(found: Finding, renamed: Mapping[Spot, Row], lost: Sequence[str]) -> Finding:
    """The finding on a duplicate key with the key that its row was released with, or the only one that is
    `lost`.
    """
    if found.code != "FQ-K01" or found.values["case"]:
        return found
    own = (key for (table, key), row in renamed.items() if (table, row.line) == (found.table, found.line))
    if former := next(own, ""):
        words = {"case": "former", "former": visible(former), **to_restore(found.table, former)}
    elif len(lost) == 1:
        words = {"case": "lost", "lost": lost[0], "line": str(found.line)}
    else:
        return found
    return replace(found, values={**found.values, **words})


def _changed(row: Row, columns: Sequence[str], tables: Mapping[str, Table]) -> int:
    """How many cells of `statistics` still say something else of these columns of a row."""
    if "statistics" not in tables:
        return 0
    listed = {name: (link, column) for name, (table, link, column) in ORIGINS.items() if table == row.table}
    return sum(
        made[name] != row[column]
        for made in tables["statistics"].rows
        for name, (link, column) in listed.items()
        if column in columns and name != "base_value" and made[link] == row.key
    )


def spelled(row: Row) -> int:
    """How many cells of a row its key spells out: of two rows with one key, fewer where it is not its own."""
    return sum(bool(cell) and cell.replace("_", "-") in row.key for cell in row.cells.values())
