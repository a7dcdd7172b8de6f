"""The rows whose keys stand more than once, found again by their hashes and compared cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl

from ..findings import MOST_ALIKE, Finding
from ..keys import SAME
from ..rows import Row
from .batches import Batch
from .kernel import Kernel, moved, placed
from .keyhashes import Hashes, hashed
from .sources import Part

# Where every row is asked for, the rows behind so many hashes are held at a time.
_AT_ONCE = 200_000
Cells = tuple[str, ...]


def repeats(
    kernel: Kernel, parts: Callable[[], Iterator[Part]], suspected: Mapping[str, Hashes], *, every: bool
) -> Iterator[Finding]:
    """A finding at each row that shares its key with another.

    Where not every one is asked for, as many keys are followed as findings are listed, until there are enough.

    Args:
        kernel: the checks.
        parts: makes the parts of the table anew.
        suspected: of each key the hashes that stand more than once, in order.
        every: whether all findings are asked for.
    """
    unique = kernel.unique()
    keys = {name: _Key(*unique[name], limit=0 if every else MOST_ALIKE) for name in suspected}
    for some in _portions(suspected) if every else [suspected] if suspected else []:
        before: Counter[str] = Counter()
        for part in parts():
            batch = part.read(kernel.table, list(kernel.schema["fields"]))
            meant, told = kernel.keyed(batch)
            for name, hashes in some.items():
                for cells, found in _hits(kernel, keys[name], batch, meant, hashes):
                    here = moved(found, before[part.shown])
                    yield from keys[name].told(cells, here, silent=(found.line, found.column) in told)
            before[part.shown] += batch.rows
            if all(keys[name].enough for name in some):
                return
        for name in some:
            keys[name].first.clear()


def _portions(suspected: Mapping[str, Hashes]) -> Iterator[dict[str, Hashes]]:
    """So many hashes at a time that the rows behind them fit into memory."""
    for name, hashes in suspected.items():
        for start in range(0, len(hashes), _AT_ONCE):
            yield {name: hashes[start : start + _AT_ONCE]}


@dataclass(slots=True)
class _Key:
    """One key, and what was found of it so far.

    Attributes:
        code: the code of its findings.
        columns: its columns.
        limit: how many values of it are followed and how many findings made; 0 for all.
        made: how many findings were made.
        first: of each value that was met, the finding at the first row, and whether it is still to be told.
    """

    code: str
    columns: list[str]
    limit: int
    made: int = 0
    first: dict[Cells, tuple[Finding, bool]] = field(default_factory=dict)

    @property
    def enough(self) -> bool:
        return 0 < self.limit <= self.made

    def at(self, row: Row, cells: Cells) -> Finding:
        """The finding at one row of several, before it is known where the others are."""
        return row.finding(
            self.code, self.columns[-1] if len(self.columns) == 1 else "", key=row.key, first="", column=self.columns[0],
            columns=", ".join(self.columns), values=", ".join(f"“{cell}”" for cell in cells),
        )  # fmt: skip

    def told(self, cells: Cells, here: Finding, *, silent: bool) -> Iterator[Finding]:
        """The finding at a row, once another row with its cells is known; at the first, with that at the second."""
        if cells not in self.first:
            if not self.limit or len(self.first) < self.limit:
                self.first[cells] = here, not silent
            return
        first, untold = self.first[cells]
        pair = [(first, here)] if untold else []
        self.first[cells] = first, False
        for each, other in pair if silent else [*pair, (here, first)]:
            if self.code == "FQ-K02" and each.key == other.key:
                continue  # told as FQ-K01
            self.made += 1
            same = self.code == "FQ-K01" and each.evidence.cells == other.evidence.cells
            near = other.evidence.file == each.evidence.file
            where = str(other.line) if near else f"{other.line} ({other.evidence.file})"
            yield replace(each, values={**each.values, "first": where, **(SAME if same else {"same": ""})})


def _hits(
    kernel: Kernel, key: _Key, batch: Batch, meant: pl.DataFrame, hashes: Hashes
) -> Iterator[tuple[Cells, Finding]]:
    """The rows of a batch whose hash is one of these, each with the cells of its key as they are meant."""
    of_rows = meant.select(hashed(key.columns).fill_null(0)).to_series().to_numpy()
    at = np.minimum(np.searchsorted(hashes, of_rows), len(hashes) - 1)
    mask = (
        pl.Series(hashes[at] == of_rows)
        & meant.select(pl.all_horizontal(pl.col(name).is_not_null() for name in key.columns)).to_series()
    )
    alike = meant.select(pl.col(name).cast(pl.String) for name in key.columns).filter(mask)
    raw = batch.frame.filter(mask)
    for start in range(0, raw.height, MOST_ALIKE):
        if key.enough:
            return
        rows = raw.slice(start, MOST_ALIKE)
        cells = alike.slice(start, MOST_ALIKE).rows()
        made = [key.at(*each) for each in zip(batch.listed(rows, kernel.key), cells, strict=True)]
        yield from zip(cells, placed(made, batch, rows), strict=True)
