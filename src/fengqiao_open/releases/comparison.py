"""Compare two releases: tables, columns, rows by key, and cells.

Cells are compared as text, after the CSV is read: quotes and line ends do not count, and 4.0 is not 4, for
precision is as printed. What is generated is compared too, and told apart: it follows from the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..datapackage.characters import visible
from ..datapackage.package import Json, Package
from ..datapackage.profile import conforms
from ..datapackage.schema import Resource
from ..errors import PackageError
from ..lang import LANGS, both
from ..tabular.additional import own_table
from ..tabular.csv import Row, Table
from ..tabular.file_structure import read_table
from ..validation.context import row_names
from .changes import Change, Difference, Kind, Level, version
from .descriptors import package_changes, table_changes
from .errata_table import read_errata, since, stated_renames, with_reasons
from .renames import renamed_columns, renamed_rows, renamed_tables

Names = Mapping[str, Mapping[str, str]]
Label = Callable[[Row], tuple[str, str]]
# Texts for people come in twins; every other column holds values, codes and keys.
_TEXT = ("_zh", "_en")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table of one release: its resource, and its rows by key, blank where a cell is missing."""

    resource: Json
    rows: Mapping[str, Row]

    @property
    def columns(self) -> list[str]:
        return [str(each["name"]) for each in self.resource["schema"]["fields"]]

    @property
    def keys(self) -> list[str]:
        return list(self.resource["schema"]["primaryKey"])

    @property
    def meaning(self) -> list[str] | None:
        """The columns that say what an identifier means, None where identifiers are not kept for ever."""
        found: list[str] | None = self.resource["schema"].get("fq:meaning")
        return found

    def table(self, name: str) -> Table:
        return Table(name, tuple(self.columns), tuple(self.rows.values()))

    def column(self, name: str) -> dict[str, str]:
        """The cells of a column that are not blank, by key."""
        return {key: row[name] for key, row in self.rows.items() if row[name]}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A table that both releases have, under the name of the newer, and what was renamed in it."""

    name: str
    old: _Sheet
    new: _Sheet
    columns: Mapping[str, str]
    rows: Mapping[str, str]

    @property
    def lasting(self) -> bool:
        """Whether its identifiers are kept for ever."""
        return self.old.meaning is not None or self.new.meaning is not None


def compare(old: Package, new: Package, old_name: str = "", new_name: str = "") -> Difference:
    """Every change from one release to the next.

    Args:
        old, new: the releases.
        old_name, new_name: how the report calls them; their folders when left out.

    Raises:
        PackageError: a table of either cannot be read, has a key twice, or a version is not three numbers.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> compare(shipped(), shipped()).changes
    ()
    """
    version(old.version), version(new.version)
    before, after = _sheets(old), _sheets(new)
    shapes = [
        {name: (sheet.columns, set(sheet.rows)) for name, sheet in each.items()} for each in (before, after)
    ]
    tables = renamed_tables(*shapes)
    was = {name: name for name in after if name in before} | {two: one for one, two in tables.items()}
    errata = read_errata(new)
    reasons = since(errata or (), old.version, new.version)
    stated = stated_renames(reasons)
    pairs = {
        name: _pair(name, before[was[name]], after[name], stated.get(name, {}))
        for name in after
        if name in was
    }
    renamed = {name: pair.rows for name, pair in pairs.items()}
    old_label, new_label = (
        row_names({name: sheet.table(name) for name, sheet in each.items()}) for each in (before, after)
    )
    changes = list(package_changes(old.descriptor, new.descriptor))
    for name in before:
        if name not in was.values():
            fails = before[name].meaning is not None and bool(before[name].rows)
            changes.append(Change("removal", "table", Level.MAJOR, name, old=name, fails=fails))
    for name, sheet in after.items():
        if name not in was:
            cells = {"rows": str(len(sheet.rows)), "columns": str(len(sheet.columns))}
            changes.append(Change("addition", "table", Level.MINOR, name, new=name, cells=cells))
            continue
        if was[name] != name:
            changes.append(Change("rename", "table", Level.MAJOR, name, old=was[name], new=name))
        pair = pairs[name]
        changes += _of_columns(pair)
        changes += table_changes(name, _renamed(pair), pair.new.resource)
        changes += _of_rows(pair, renamed, old_label, new_label)
    names = (old_name or str(old.root), new_name or str(new.root))
    generated = frozenset(name for name, sheet in after.items() if sheet.resource.get("fq:generated"))
    explained = with_reasons(changes, reasons)
    return Difference(*names, old.version, new.version, explained, generated, recorded=errata is not None)


def _sheets(package: Package) -> dict[str, _Sheet]:
    """The tables of a release; one whose descriptor is invalid promised nothing that can be compared."""
    if package.compiled:
        raise PackageError("merged-compare")
    if not conforms(package.as_written):
        raise PackageError("release-invalid", version=visible(package.version))
    return {name: _sheet(package, name) for name in package.tables}


def _sheet(package: Package, name: str) -> _Sheet:
    """A table by its own descriptor."""
    empty = _Sheet(package.resource(name), {})
    keys = empty.keys
    if not keys or any(each not in empty.columns for each in keys):
        raise _unreadable(package, name, **both("errors", "key-not-a-field", "problem"))
    own = name in package.additional
    table, found = own_table(package, name) if own else read_table(package, package.schema(name))
    if table is None:
        problem = {f"problem_{lang}": found[-1].found(lang).rstrip(".。") for lang in LANGS}
        raise _unreadable(package, name, **problem)
    blank = {each.name: each.missing for each in package.schema(name).fields}
    rows: dict[str, Row] = {}
    for row in table.rows:
        key = " ".join(row[each] for each in keys)
        if key in rows:
            raise _unreadable(package, name, **both("errors", "key-duplicated", "problem", key=visible(key)))
        cells = {
            column: "" if cell in blank.get(column, ("",)) else cell for column, cell in row.cells.items()
        }
        rows[key] = Row(row.table, row.line, key, cells)
    return replace(empty, rows=rows)


def _unreadable(package: Package, name: str, **problem: str) -> PackageError:
    table, release = visible(name), visible(package.version)
    return PackageError("table-not-comparable", table=table, version=release, **problem)


def _pair(name: str, old: _Sheet, new: _Sheet, stated: Mapping[str, str]) -> _Pair:
    """A table of both releases; `stated` are renames of rows that the errata know."""
    shared = [(old.rows[key].cells, new.rows[key].cells) for key in old.rows if key in new.rows]
    columns = renamed_columns(old.resource["schema"]["fields"], new.resource["schema"]["fields"], shared)
    gone = {key: _by_new_names(row, columns) for key, row in old.rows.items() if key not in new.rows}
    come = {key: row.cells for key, row in new.rows.items() if key not in old.rows}
    rows = {one: two for one, two in stated.items() if one in gone and two in come}
    gone = {key: cells for key, cells in gone.items() if key not in rows}
    come = {key: cells for key, cells in come.items() if key not in rows.values()}
    if gone and come:
        known = {columns.get(each, each) for each in old.columns}
        compared = [each for each in new.columns if each not in new.keys and each in known]
        earlier = (_by_new_names(row, columns) for row in old.rows.values())
        rows |= renamed_rows(gone, come, [*earlier, *(row.cells for row in new.rows.values())], compared)
    return _Pair(name, old, new, columns, rows)


def _by_new_names(row: Row, columns: Mapping[str, str]) -> Mapping[str, str]:
    return {columns.get(column, column): cell for column, cell in row.cells.items()}


def _renamed(pair: _Pair) -> Json:
    """The older resource with its fields under their new names."""
    schema = pair.old.resource["schema"]
    fields = [
        {**each, "name": pair.columns.get(str(each["name"]), each["name"])} for each in schema["fields"]
    ]
    return {**pair.old.resource, "schema": {**schema, "fields": fields}}


def _of_columns(pair: _Pair) -> Iterator[Change]:
    """Columns that went, were renamed, or came."""
    old, new = pair.old.columns, pair.new.columns
    change = partial(Change, of="column", table=pair.name)
    for column in old:
        if (now := pair.columns.get(column)) is not None:
            yield change("rename", level=Level.MAJOR, column=now, old=column, new=now)
        elif column not in new:
            cells = pair.old.column(column)
            yield change("removal", level=Level.MAJOR, column=column, old=column, cells=cells)
    for column in new:
        if column not in old and column not in pair.columns.values():
            cells = pair.new.column(column)
            yield change("addition", level=Level.MAJOR, column=column, new=column, cells=cells)


def _of_rows(pair: _Pair, renamed: Names, old_label: Label, new_label: Label) -> Iterator[Change]:
    """Rows that went, were renamed, or came, and the cells of those that stayed."""
    change = partial(Change, of="row", table=pair.name)
    gone = partial(change, level=Level.MAJOR if pair.lasting else Level.MINOR, fails=pair.lasting)
    for key, row in pair.old.rows.items():
        if (now := pair.rows.get(key)) is not None:
            yield gone("rename", key=now, old=key, new=now, label=new_label(pair.new.rows[now]))
        elif key not in pair.new.rows:
            yield gone("removal", key=key, old=key, label=old_label(row), cells=_said(row))
    was = {two: one for one, two in pair.rows.items()}
    links = {} if pair.new.resource.get("fq:generated") else _links(pair)
    for key, row in pair.new.rows.items():
        label = new_label(row)
        if before := pair.old.rows.get(was.get(key, key)):
            yield from _cells(pair, links, renamed, before, row, label)
        else:
            yield change("addition", level=Level.MINOR, key=key, new=key, label=label, cells=_said(row))


def _said(row: Row) -> dict[str, str]:
    return {column: cell for column, cell in row.cells.items() if cell}


def _links(pair: _Pair) -> dict[str, str]:
    """The tables that columns refer to."""
    keys = Resource.of(pair.new.resource).foreign_keys
    return {column: key.table or pair.name for key in keys for column in key.columns}


def _cells(
    pair: _Pair, links: Mapping[str, str], renamed: Names, old: Row, new: Row, label: tuple[str, str]
) -> Iterator[Change]:
    """The cells of one row that changed."""
    before = _by_new_names(old, pair.columns)
    meaning = {*(pair.columns.get(each, each) for each in pair.old.meaning or ()), *(pair.new.meaning or ())}
    for column in pair.new.columns:
        if column in pair.new.keys or column not in before or before[column] == new[column]:
            continue
        was, now = before[column], new[column]
        kind: Kind = "wording" if column.endswith(_TEXT) else "correction"
        if was and renamed.get(links.get(column, ""), {}).get(was) == now:
            kind = "rename"  # the row leads where it led; only what it leads to is called otherwise
        elif column in meaning:
            kind = "meaning"
        fails = kind == "meaning"
        level = Level.MAJOR if fails else Level.PATCH
        yield Change(kind, "cell", level, pair.name, new.key, column, was, now, label, fails=fails)
