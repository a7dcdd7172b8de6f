"""The code lists that a large table refers to: held as keys for every cell, as rows for the rules that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ..package import Json
from ..rows import Row, Table

#: Lists up to this length are held as rows; of longer ones, only the rows that a batch names are made.
HELD = 60_000
# More than there are from a village to the country.
_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Lists:
    """Code lists by the name of their table, as frames of text.

    Attributes:
        frames: the lists, in the order of their keys.
        keys: the name of the primary key of each.
        above: for lists with levels, such as places, the column that leads to the row above.
    """

    frames: Mapping[str, pl.DataFrame]
    keys: Mapping[str, str]
    above: Mapping[str, str]
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
        return _table(name, self.named(name, cells), self.keys[name])

    def named(self, name: str, cells: pl.Series) -> pl.DataFrame:
        """The rows of a list that some cells name, and those above them where the list has levels."""
        key, above = self.keys[name], self.above.get(name, "")
        found = self._at(name, cells)
        for _ in range(_LEVELS if above else 0):
            missing = found[above].drop_nulls().unique()
            missing = missing.filter(~missing.is_in(found[key].implode()))
            if not len(missing):
                break
            found = pl.concat([found, self._at(name, missing)])
        return found

    def _at(self, name: str, cells: pl.Series) -> pl.DataFrame:
        """The rows whose keys are these cells; found by halves, for a list may be longer than any batch."""
        frame, key = self.frames[name], self.keys[name]
        wanted = cells.drop_nulls().unique()
        places = frame[key].search_sorted(wanted)
        inside = places.filter(places < frame.height).unique().to_list()
        return frame[inside].filter(pl.col(key).is_in(wanted.implode()))


def _table(name: str, frame: pl.DataFrame, key: str) -> Table:
    rows = (
        Row(name, line, str(cells[key]), {column: cell or "" for column, cell in cells.items()})
        for line, cells in enumerate(frame.iter_rows(named=True), 2)
    )
    return Table(name, tuple(frame.columns), tuple(rows))


def make_lists(frames: Mapping[str, pl.DataFrame], resources: Sequence[Json]) -> Lists:
    """The lists among some tables."""
    keys = {str(each["name"]): str(each["schema"]["primaryKey"][0]) for each in resources}
    above = {
        str(each["name"]): str(link["fields"][0])
        for each in resources
        for link in each["schema"].get("foreignKeys", [])
        if not link["reference"].get("resource")
    }
    ordered = {name: frame.drop_nulls(keys[name]).sort(keys[name]) for name, frame in frames.items()}
    return Lists(ordered, {name: keys[name] for name in frames}, above)
