"""Row classes: rows that agree in all cells that a rule depends on, and so have the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from ..validation.rules import Rule
from ..validation.rules.measures import BOUNDS
from .csv_batches import NUMBERED
from .prefilter import letters

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
# Within which bytes the last of a figure's identifier lie: after a hyphen, a letter and a number.
_COUNTED = (b"--", b"cc", b"09", b"09", b"09")


def _of_one_paragraph(cells: pl.DataFrame) -> pl.Series:
    """Whether two identifiers plainly name one paragraph, which ends with a hyphen, and count on from it.

    Most statistics of a paragraph are numbered with two digits, most figures with a letter and three.
    """
    paragraph, same = pl.col("observation_id").str.head(-2), pl.col("figure_id").str.head(-4)
    text, starts, ends = letters(cells["figure_id"])
    plain = ends - starts >= len(_COUNTED)
    for back, (low, high) in enumerate(reversed(_COUNTED), start=1):
        plain &= text.take(ends - back, mode="clip") - np.uint8(low) <= high - low
    return cells.select((paragraph == same) & pl.lit(pl.Series(plain))).to_series().fill_null(False)


def _in_its_area(cells: pl.DataFrame) -> pl.Series:
    """Whether a statistic is of the area that its report is about, or of one directly in it."""
    area, above, of_report = pl.col("area_id"), pl.col("area_id.parent_area_id"), pl.col("source_id.area_id")
    return cells.select((area == of_report) | (above == of_report)).to_series().fill_null(False)


#: Rows that plainly keep a rule, so that it need not look at them: most rows, in a small part of the time.
KEPT: Mapping[str, Callable[[pl.DataFrame], pl.Series]] = {
    "FQ-P27": _of_one_paragraph,
    "FQ-R31": _in_its_area,
}
#: A column that is sound where all rows plainly keep a rule and another column is sound.
FOLLOWS: Mapping[str, tuple[str, str]] = {"figure_id": ("FQ-P27", "observation_id")}


def together(rules: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[str]]]:
    """Rules that can share one row of each kind, with the cells that tell the kinds apart.

    Statistics are of few kinds, and so are the sources they lead to; the two together are of many.
    """
    groups: dict[bool | str, list[Rule]] = {}
    for rule in rules:
        alone = list(rule.depends_on) == IDENTIFIERS
        groups.setdefault(rule.code if alone else any("." in name for name in rule.depends_on), []).append(
            rule
        )
    for group in groups.values():
        yield group, list(dict.fromkeys(name for rule in group for name in rule.depends_on))


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
    place = (numbers > BOUNDS[-1]).astype(np.int64)
    for bound in BOUNDS:
        place += ~(numbers < bound)
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
    found: npt.NDArray[np.int64] | np.int64 = np.int64(0)
    size = 1
    for cells in columns:
        numbers = _whole_numbers(cells)
        low = int(numbers.min(initial=0))
        span = int(numbers.max(initial=0)) - low + 1
        if size * span > _MOST:
            found = pl.Series(found).rank("dense").to_numpy().astype(np.int64)
            size = len(found) + 1
        # In place, for each of these arrays fills the cache of a core.
        found *= span
        found += numbers
        found -= low
        size *= span
    return pl.Series(found)


def _whole_numbers(cells: pl.Series) -> npt.NDArray[np.signedinteger]:
    """One whole number for each cell, not far from each other, the same for the same cells; blanks have one of their own."""
    if cells.dtype != NUMBERED:
        low, high = (cells.min(), cells.max()) if cells.dtype.is_signed_integer() else (None, None)
        near = isinstance(low, int) and isinstance(high, int) and high - low < _WIDE
        cells = cells.cast(pl.Int64) - low if near else cells.rank("dense").cast(pl.Int64)
    numbers: npt.NDArray[np.signedinteger] = (cells.fill_null(-1) if cells.null_count() else cells).to_numpy()
    return numbers


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
