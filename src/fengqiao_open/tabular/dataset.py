"""The tables of a package together: rows of text by key or group, and the descriptor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ..datapackage.package import Json
from .csv import Row, Table

Groups = Mapping[tuple[str, ...], Sequence[Row]]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Data:
    """The tables as rules and derivations read them: rows of text, by key or group, and the descriptor.

    Attributes:
        tables: the tables by name, without the rows that are wrong in themselves.
        descriptor: the descriptor of the package.
        keys_left_out: keys of the rows that are wrong in themselves, by table.
    """

    tables: Mapping[str, Table]
    descriptor: Json
    keys_left_out: Mapping[str, Collection[str]] = field(default_factory=dict)
    _found: dict[str, dict[str, Row]] = field(default_factory=dict, compare=False, repr=False)
    _grouped: dict[tuple[str, ...], Groups] = field(default_factory=dict, compare=False, repr=False)
    _coded: dict[tuple[str, str], dict[str, Json]] = field(default_factory=dict, compare=False, repr=False)
    _made: dict[Callable[[Data], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, make: Callable[[Data], Made]) -> Made:
        """What a function makes of the tables: made once, since many rules ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, in order."""
        return self.tables[table].rows

    def by_key(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by their primary key."""
        if table not in self._found:
            self._found[table] = {row.key: row for row in self.rows(table)}
        return self._found[table]

    def row(self, table: str, key: str) -> Row | None:
        """One row, or None: a dangling reference is a finding of the keys, not of a rule."""
        found = self._found.get(table)
        return (self.by_key(table) if found is None else found).get(key)

    def left_out(self, table: str, key: str) -> bool:
        """Whether a row exists but is invalid; one whose key is missing or unreadable may be any row."""
        keys = self.keys_left_out.get(table, ())
        return key in keys or ("" in keys and self.row(table, key) is None)

    def groups(self, table: str, *columns: str) -> Groups:
        """The rows of a table by the cells of some columns; made once, since rules ask for each row."""
        asked = (table, *columns)
        if asked not in self._grouped:
            found: dict[tuple[str, ...], list[Row]] = {}
            cells = zip(*map(self.tables[table].column, columns), strict=True)
            for row, key in zip(self.rows(table), cells, strict=True):
                found.setdefault(key, []).append(row)
            self._grouped[asked] = found
        return self._grouped[asked]

    def generated(self, table: str) -> bool:
        """Whether a table is made from the others, so that what is wrong with it is wrong there."""
        return table in self.once(_generated)

    def codes(self, table: str, column: str) -> Mapping[str, Json]:
        """The categories of a column by their value, with labels in both languages."""
        if (table, column) not in self._coded:
            resources = (each for each in self.descriptor["resources"] if each["name"] == table)
            fields = (
                field for each in resources for field in each["schema"]["fields"] if field["name"] == column
            )
            self._coded[table, column] = {
                str(code["value"]): code for field in fields for code in field.get("categories", ())
            }
        return self._coded[table, column]


def _generated(data: Data) -> Collection[str]:
    return {each["name"] for each in data.descriptor["resources"] if each.get("fq:generated")}
