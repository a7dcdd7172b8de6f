"""Reference tables of a large table: keys for every cell, and rows for the rules that need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ..findings.report import Evidence, Finding
from ..tabular.csv import Row, Table
from .csv_batches import LINE, NUMBER
from .key_hashes import SEED

#: Lists up to this length are held as rows; of longer ones, only the rows that a batch names are made.
HELD = 60_000


@dataclass(frozen=True, slots=True)
class Lists:
    """What is at hand of other tables, by their names.

    Attributes:
        keys: the keys that lead to one of their rows, in order; of a table too long to be held, their hashes.
        frames: their sound rows, in the order of their keys, with the columns that rules ask for, as categories; none of a
            table that is wrong throughout.
        named: the name of the primary key of each.
        parents: for a hierarchy, the column that leads to another of its rows.
        files: the file of each as findings name it.
    """

    keys: Mapping[str, pl.Series]
    frames: Mapping[str, pl.DataFrame]
    named: Mapping[str, str]
    parents: Mapping[str, str]
    files: Mapping[str, str]
    _held: dict[str, Table] = field(default_factory=dict)

    def rows(self, name: str, cells: pl.Series | None) -> Table:
        """A list as rows: all of a short one, of a long one those that the cells name, and what these belong to."""
        frame, key = self.frames[name], self.named[name]
        if frame.height > HELD and cells is not None:
            return _table(name, self._above(name, cells.unique()), key)
        if name not in self._held:
            self._held[name] = _table(name, frame, key)
        return self._held[name]

    def led(self, name: str, cells: pl.Series, columns: Sequence[str]) -> list[pl.Series]:
        """Some columns of a list, for each cell those of the row that it names; blank where it names none."""
        frame = self.frames[name]
        places = _places(cells.cast(pl.String), frame[self.named[name]])
        return [frame[column].gather(places).cast(pl.String) for column in columns]

    def _named(self, name: str, cells: pl.Series) -> pl.DataFrame:
        """The rows of a list that some cells name."""
        frame = self.frames[name]
        return frame[_places(cells, frame[self.named[name]]).drop_nulls().unique()].cast(
            {pl.Categorical: pl.String}
        )

    def _above(self, name: str, cells: pl.Series) -> pl.DataFrame:
        """The rows of a long list that some cells name, and in a hierarchy those above them."""
        key, parent = self.named[name], self.parents.get(name)
        seen = named = self._named(name, cells)
        while parent and named.height:
            named = self._named(name, named[parent]).filter(~pl.col(key).is_in(seen[key].implode()))
            seen = seen.vstack(named)
        return seen

    def evidence(self, finding: Finding) -> Evidence:
        """The row of a list that a finding is on."""
        frame, name = self.frames[finding.table], finding.table
        row = frame.filter(pl.col(LINE) == finding.line).row(0, named=True)
        columns = _columns(frame)
        cells = tuple(row[column] or "" for column in columns)
        return Evidence(self.files[name], columns, cells, row[NUMBER])


def stand(cells: pl.Series, keys: pl.Series) -> pl.Series:
    """Which cells are among some keys or their hashes.

    >>> stand(pl.Series(["a", "b", "z"]), pl.Series(["b", "c"])).to_list()
    [False, True, False]
    """
    return _places(cells, keys).is_not_null()


def _places(cells: pl.Series, keys: pl.Series) -> pl.Series:
    """Where each cell stands among some keys or their hashes, null where it does not.

    Found by halves, for there may be many more keys than cells.
    """
    if not len(keys):
        return pl.Series([None] * len(cells), dtype=pl.UInt32)
    wanted = cells.hash(SEED) if keys.dtype == pl.UInt64 else cells
    place = pl.lit(keys).search_sorted(pl.col("wanted")).clip(0, len(keys) - 1)
    found = pl.when(pl.lit(keys).gather(place) == pl.col("wanted")).then(place)
    return wanted.alias("wanted").to_frame().select(found.alias("place")).to_series()


def _columns(frame: pl.DataFrame) -> tuple[str, ...]:
    return tuple(column for column in frame.columns if column not in (LINE, NUMBER))


def _table(name: str, frame: pl.DataFrame, key: str) -> Table:
    columns = _columns(frame)
    rows = (
        Row(name, cells[LINE], str(cells[key]), {column: cells[column] or "" for column in columns})
        for cells in frame.iter_rows(named=True)
    )
    return Table(name, columns, tuple(rows))
