"""Which rows are alike to the rules: those that agree in the cells that a rule depends on, and so keep it or not together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from ..rules import Rule
from ..rules.measures import BOUNDS
from .batches import NUMBERED

#: Where a value lies among the bounds that rules ask for.
CLASS = "fq:class"
#: The columns of identifiers, of which there are as many as rows.
IDENTIFIERS = ["observation_id", "figure_id"]
# Of a number of so many characters, a float tells no more surely where it lies.
_EXACT = 15
# So many things are remembered of each name, besides those of one batch.
_REMEMBERED = 50_000
# Numbers that lie farther apart are numbered anew, and combinations before their numbers would not fit into 64 bits.
_WIDE, _MOST = 2**31, 2**62

# Most statistics of a paragraph are numbered with two digits, most figures with three; in a sound identifier no two
# hyphens stand together.
_PARAGRAPH, _NUMBER = pl.col("observation_id").str.head(-2), pl.col("figure_id").str.tail(4)
#: Rows that plainly keep a rule, so that it need not look at them: most rows, in a small part of the time.
KEPT: Mapping[str, pl.Expr] = {
    "FQ-P27": (pl.col("figure_id").str.head(-4) == _PARAGRAPH)
    & _PARAGRAPH.str.ends_with("-")
    & _NUMBER.is_in([f"c{number:03}" for number in range(1_000)]),
    "FQ-R31": (pl.col("area_id") == pl.col("source_id.area_id"))
    | (pl.col("area_id.parent_area_id") == pl.col("source_id.area_id")),
}
#: A column that is sound where all rows plainly keep a rule and another column is sound.
FOLLOWS: Mapping[str, tuple[str, str]] = {"figure_id": ("FQ-P27", "observation_id")}


def together(rules: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[str]]]:
    """Rules that can share one row of each kind, with the cells that tell the kinds apart.

    Statistics are of few kinds, and so are the sources they lead to; the two together are of many.
    """
    groups: dict[bool | str, list[Rule]] = {}
    for rule in rules:
        alone = list(rule.by) == IDENTIFIERS
        groups.setdefault(rule.code if alone else any("." in name for name in rule.by), []).append(rule)
    for group in groups.values():
        yield group, list(dict.fromkeys(name for rule in group for name in rule.by))


def kinds(names: Sequence[str]) -> list[str]:
    """The columns that tell kinds apart: of a value, its class."""
    return [CLASS if name == "value" else name for name in names]


def classes(values: pl.Series, texts: pl.Series | None) -> pl.Series:
    """Where values lie among the bounds that rules ask for, and whether they are whole; -1 for a blank.

    A text too long for a float is a class of its own. Values may be numbers of texts.
    """
    if texts is not None:
        found = classes(texts, None).gather(values)
        return found.fill_null(-1) if values.null_count() else found
    # What is no number is told as such, and no rule looks at it.
    numbers = values.cast(pl.Float64, strict=False).fill_null(0).to_numpy()
    place = np.searchsorted(BOUNDS, numbers, side="right") + (numbers > BOUNDS[-1])
    places = place * 2 + (np.floor(numbers) == numbers)
    if values.null_count():
        places[values.is_null().to_numpy()] = -1
    if values.dtype == pl.String:
        sizes = values.str.len_bytes()
        if sizes.gt(_EXACT).any():
            own = values.hash().reinterpret(signed=True).to_numpy()
            places = np.where(sizes.fill_null(0) > _EXACT, own, places)
    return pl.Series(places)


def numbered(columns: Iterable[pl.Series]) -> pl.Series:
    """One whole number for each row, the same in rows that agree in all columns; blanks agree.

    >>> numbered([pl.Series(["b", "a", "b", None]), pl.Series([7, 7, 7, 9])]).to_list()
    [9, 6, 9, 2]
    """
    found: npt.NDArray[np.int64] = np.zeros(1, np.int64)
    size = 1
    for cells in columns:
        numbers = _whole_numbers(cells)
        low = int(numbers.min(initial=0))
        span = int(numbers.max(initial=0)) - low + 1
        if size * span > _MOST:
            found = pl.Series(found).rank("dense").to_numpy().astype(np.int64)
            size = len(found) + 1
        found, size = found * span + (numbers - low), size * span
    return pl.Series(found)


def _whole_numbers(cells: pl.Series) -> npt.NDArray[np.int64]:
    """One whole number for each cell, not far from each other, the same for the same cells; blanks have one of their own."""
    if cells.dtype != NUMBERED:
        low, high = (cells.min(), cells.max()) if cells.dtype.is_signed_integer() else (None, None)
        near = isinstance(low, int) and isinstance(high, int) and high - low < _WIDE
        cells = cells.cast(pl.Int64) - low if near else cells.rank("dense")
    return (cells.fill_null(-1) if cells.null_count() else cells).to_numpy().astype(np.int64)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen to be sound before, by the name of a column, a rule or several: it need not be looked at again.

    It is never wrong to forget, so each process has its own, and of each name no more than fits easily.
    """

    _of: dict[str, set[object]] = field(default_factory=dict)

    def new(self, name: str, things: Sequence[object]) -> list[int]:
        """The places of those things that were not seen."""
        seen = self._of.get(name, ())
        return [at for at, each in enumerate(things) if each not in seen]

    def add(self, name: str, things: Sequence[object]) -> None:
        """Remember some things as sound."""
        seen = self._of.setdefault(name, set())
        if len(seen) < _REMEMBERED:
            seen.update(things)
