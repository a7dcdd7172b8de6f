"""Reference tables of a large table: keys for every cell, and rows for the rules that need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ..datapackage.schema import Resource
from ..findings.report import Evidence, Finding
from ..tabular.csv import Row, Table
from ..validation.intended import keys_by_name
from .csv_batches import LINE, NUMBER
from .key_hashes import SEED

# Of longer tables, only the rows that a batch refers to become rows of text.
_SHORT = 60_000


@dataclass(frozen=True, slots=True)
class ReferenceTables:
    """The reference tables that are loaded, by their names.

    Attributes:
        keys: the keys of each, sorted; of a table too long to be loaded, their hashes.
        frames: the valid rows, sorted by key, with the columns that rules read, as categories; none of a
            table that is wrong throughout.
        schemas: the columns and keys of each.
        files: the file of each as findings name it.
    """

    keys: Mapping[str, pl.Series] = field(default_factory=dict)
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    schemas: Mapping[str, Resource] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    _tables: dict[str, Table] = field(default_factory=dict)
    _by_name: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def table(self, name: str, cells: pl.Series | None) -> Table:
        """A table as rows of text; of a long one only those that some cells refer to, and their parents."""
        frame = self.frames[name]
        if frame.height > _SHORT and cells is not None:
            return self._as_text(name, self._with_parents(name, cells.unique()))
        if name not in self._tables:
            self._tables[name] = self._as_text(name, frame)
        return self._tables[name]

    def keys_by_name(self, name: str) -> Mapping[str, Sequence[str]]:
        """The keys of the rows of a table by each name; none where it is not loaded, or long."""
        if name not in self._by_name:
            short = name in self.frames and self.frames[name].height <= _SHORT
            self._by_name[name] = keys_by_name(self.table(name, None)) if short else {}
        return self._by_name[name]

    def _with_parents(self, name: str, cells: pl.Series) -> pl.DataFrame:
        schema = self.schemas[name]
        found = new = self._rows(name, cells)
        for link in schema.foreign_keys:
            while link.table == name and new.height:
                known = pl.col(schema.key).is_in(found[schema.key].implode())
                new = self._rows(name, new[link.column]).filter(~known)
                found = found.vstack(new)
        return found

    def _rows(self, name: str, cells: pl.Series) -> pl.DataFrame:
        """The rows that some cells refer to."""
        frame = self.frames[name]
        places = _positions(cells, frame[self.schemas[name].key]).drop_nulls().unique()
        return frame[places].cast({pl.Categorical: pl.String})

    def _as_text(self, name: str, frame: pl.DataFrame) -> Table:
        key, columns = self.schemas[name].key, _columns(frame)
        rows = (
            Row(name, cells[LINE], str(cells[key]), {column: cells[column] or "" for column in columns})
            for cells in frame.iter_rows(named=True)
        )
        return Table(name, columns, tuple(rows))

    def lookup(self, name: str, cells: pl.Series, columns: Sequence[str]) -> list[pl.Series]:
        """Some columns of a table, for each cell those of the row that it refers to; null for none."""
        frame = self.frames[name]
        places = _positions(cells.cast(pl.String), frame[self.schemas[name].key])
        return [frame[column].gather(places).cast(pl.String) for column in columns]

    def evidence(self, finding: Finding) -> Evidence:
        """The row that a finding is on."""
        frame, name = self.frames[finding.table], finding.table
        row = frame.filter(pl.col(LINE) == finding.line).row(0, named=True)
        columns = _columns(frame)
        return Evidence(self.files[name], columns, tuple(row[each] or "" for each in columns), row[NUMBER])


def _columns(frame: pl.DataFrame) -> tuple[str, ...]:
    return tuple(column for column in frame.columns if column not in (LINE, NUMBER))


def resolves(cells: pl.Series, keys: pl.Series) -> pl.Series:
    """Which cells are among sorted keys, or their hashes.

    >>> resolves(pl.Series(["a", "b", "z"]), pl.Series(["b", "c"])).to_list()
    [False, True, False]
    """
    return _positions(cells, keys).is_not_null()


def _positions(cells: pl.Series, keys: pl.Series) -> pl.Series:
    """The position of each cell among sorted keys or hashes, null for none, by binary search."""
    if not len(keys):
        return pl.Series([None] * len(cells), dtype=pl.UInt32)
    wanted = cells.hash(SEED) if keys.dtype == pl.UInt64 else cells
    place = pl.lit(keys).search_sorted(pl.col("wanted")).clip(0, len(keys) - 1)
    found = pl.when(pl.lit(keys).gather(place) == pl.col("wanted")).then(place)
    return wanted.alias("wanted").to_frame().select(found.alias("place")).to_series()
