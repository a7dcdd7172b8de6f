"""The code lists that a large table refers to: held as keys for every cell, as rows for the rules that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ..package import Json
from ..rows import Row, Table

#: Lists up to this length are held as rows; of longer ones, only the rows that a batch names are made.
HELD = 60_000


@dataclass(frozen=True, slots=True)
class Lists:
    """Code lists by the name of their table, as frames of text.

    Attributes:
        frames: the lists.
        keys: the name of the primary key of each.
    """

    frames: Mapping[str, pl.DataFrame]
    keys: Mapping[str, str]
    _held: dict[str, Table] = field(default_factory=dict)

    def known(self, links: Iterable[Json]) -> dict[str, frozenset[str]]:
        """For columns that are keys into one of the lists, the keys there are."""
        found = {}
        for link in links:
            target = link["reference"].get("resource") or ""
            if target in self.frames:
                keys = self.frames[target][str(link["reference"]["fields"][0])]
                found[str(link["fields"][0])] = frozenset(keys.drop_nulls().to_list())
        return found

    def rows(self, name: str, cells: pl.Series | None) -> Table:
        """A list as rows: all of a short one, of a long one those that the cells name."""
        frame = self.frames[name]
        if frame.height <= HELD or cells is None:
            if name not in self._held:
                self._held[name] = _table(name, frame, self.keys[name])
            return self._held[name]
        return _table(
            name, frame.filter(pl.col(self.keys[name]).is_in(cells.unique().implode())), self.keys[name]
        )


def _table(name: str, frame: pl.DataFrame, key: str) -> Table:
    rows = (
        Row(name, line, str(cells[key]), {column: cell or "" for column, cell in cells.items()})
        for line, cells in enumerate(frame.iter_rows(named=True), 2)
    )
    return Table(name, tuple(frame.columns), tuple(rows))


def make_lists(frames: Mapping[str, pl.DataFrame], resources: Sequence[Json]) -> Lists:
    """The lists among some tables."""
    keys = {str(each["name"]): str(each["schema"]["primaryKey"][0]) for each in resources}
    return Lists(dict(frames), {name: keys[name] for name in frames})
