"""Row classes: rows that agree in all cells that a rule depends on, and so have the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from ..validation.rules import Rule
from ..validation.rules.measures import BOUNDS
from .csv_batches import CODE

#: The column with the class of a value.
VALUE_CLASS = "fq:class"
#: The columns of identifiers, which differ in nearly all rows.
IDENTIFIERS = ("observation_id", "figure_id")
# A number of more characters is not exact as a float.
_EXACT = 15
# So many classes are remembered for each rule, besides those of one batch.
_REMEMBERED = 50_000
# Numbers in a wider range are ranked, and class numbers before they exceed 64 bits.
_WIDE, _MOST = 2**31, 2**62
# The ranges of the last bytes of an identifier in `figures`: a hyphen, a letter and three digits.
_SUFFIX = (b"--", b"cc", b"09", b"09", b"09")


def utf8(cells: pl.Series) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The bytes of a column of strings, one string after the other, and where each starts and ends.

    >>> text, starts, ends = utf8(pl.Series(["ab", None, "c"]))
    >>> bytes(text[starts[2] : ends[2]]), ends - starts
    (b'c', array([2, 0, 1]))
    """
    array = cells.to_arrow(compat_level=pl.CompatLevel.oldest())
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data or b"\0", np.uint8), offsets[:-1], offsets[1:]


def _in_one_paragraph(cells: pl.DataFrame) -> pl.Series:
    """Whether two identifiers have the same paragraph, up to a hyphen, and the usual number after it.

    Most observations of a paragraph are numbered with two digits, most figures with a letter and three.
    """
    paragraph, same = pl.col("observation_id").str.head(-2), pl.col("figure_id").str.head(-4)
    text, starts, ends = utf8(cells["figure_id"])
    usual = ends - starts >= len(_SUFFIX)
    for back, (low, high) in enumerate(reversed(_SUFFIX), start=1):
        usual &= text.take(ends - back, mode="clip") - np.uint8(low) <= high - low
    return cells.select((paragraph == same) & pl.lit(pl.Series(usual))).to_series().fill_null(False)


def _in_its_area(cells: pl.DataFrame) -> pl.Series:
    """Whether an observation is of the area that its report is about, or of one directly in it."""
    area, above, of_report = pl.col("area_id"), pl.col("area_id.parent_area_id"), pl.col("source_id.area_id")
    return cells.select((area == of_report) | (above == of_report)).to_series().fill_null(False)


#: Fast checks by rule: rows that pass keep the rule. Most rows pass, in a small part of the rule's time.
FAST_CHECKS: Mapping[str, Callable[[pl.DataFrame], pl.Series]] = {
    "FQ-P27": _in_one_paragraph,
    "FQ-R31": _in_its_area,
}


def grouped(rules: Iterable[Rule]) -> Iterator[tuple[list[Rule], list[str]]]:
    """Rules that share their row classes, with all cells that these depend on.

    Observations have few classes, and so have the reports they refer to; the two together have many.
    """
    groups: dict[bool, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(any("." in name for name in rule.depends_on), []).append(rule)
    for group in groups.values():
        yield group, list(dict.fromkeys(name for rule in group for name in rule.depends_on))


def classified(
    cells: pl.DataFrame, columns: Sequence[str], dictionaries: Mapping[str, pl.Series]
) -> tuple[pl.DataFrame, pl.Series]:
    """Cells with the class of the value, and the number of each row's class."""
    if "value" in columns:
        values = value_classes(cells["value"], dictionaries.get("value"))
        cells = cells.with_columns(values.alias(VALUE_CLASS))
    return cells, class_numbers(cells[name] for name in class_columns(columns))


def class_columns(names: Sequence[str]) -> list[str]:
    """The columns that make a row class: of a value, its class."""
    return [VALUE_CLASS if name == "value" else name for name in names]


def value_classes(values: pl.Series, strings: pl.Series | None) -> pl.Series:
    """The position of each value among the bounds of rules, and whether it is an integer; -1 for missing.

    A number too long for a float is a class of its own. With `strings`, values are codes of these.
    """
    if strings is not None:
        found = value_classes(strings, None).gather(values)
        return found.fill_null(-1) if values.null_count() else found
    # What is no number is a finding on the cell, and no rule reads it.
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


def class_numbers(columns: Iterable[pl.Series]) -> pl.Series:
    """An integer for each row, the same in rows that agree in all columns; missing values agree.

    >>> class_numbers([pl.Series(["b", "a", "b", None]), pl.Series([7, 7, 7, 9])]).to_list()
    [9, 6, 9, 2]
    """
    found: npt.NDArray[np.int64] | np.int64 = np.int64(0)
    size = 1
    for cells in columns:
        numbers = _integers(cells)
        low = int(numbers.min(initial=0))
        span = int(numbers.max(initial=0)) - low + 1
        if size * span > _MOST:
            found = pl.Series(found).rank("dense").to_numpy().astype(np.int64)
            size = len(found) + 1
        # In place: each of these arrays fills the cache of a core.
        found *= span
        found += numbers
        found -= low
        size *= span
    return pl.Series(found)


def _integers(cells: pl.Series) -> npt.NDArray[np.signedinteger]:
    """An integer for each cell, in a narrow range, the same for equal cells and for missing ones."""
    if cells.dtype != CODE:
        low, high = (cells.min(), cells.max()) if cells.dtype.is_signed_integer() else (None, None)
        near = isinstance(low, int) and isinstance(high, int) and high - low < _WIDE
        cells = cells.cast(pl.Int64) - low if near else cells.rank("dense").cast(pl.Int64)
    numbers: npt.NDArray[np.signedinteger] = (cells.fill_null(-1) if cells.null_count() else cells).to_numpy()
    return numbers


@dataclass(frozen=True, slots=True)
class Passed:
    """Row classes that passed before, by the code of a rule: they need no further check.

    It is never wrong to forget: each process has its own, and of limited size.
    """

    _of: dict[str, set[object]] = field(default_factory=dict)

    def new(self, rule: str, classes: Sequence[object]) -> list[int]:
        """The positions of the classes that have not passed before."""
        passed = self._of.get(rule, ())
        return [at for at, each in enumerate(classes) if each not in passed]

    def add(self, rule: str, classes: Sequence[object]) -> None:
        """Remember classes that passed."""
        passed = self._of.setdefault(rule, set())
        if len(passed) < _REMEMBERED:
            passed.update(classes)
