"""Phrases with their labelled quantities, and the quantities that a reader predicts for them, from CSV files.

A benchmark has a row per number of a phrase: what it is, and if it is a quantity, its value, unit, qualifier
and measure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from ..datapackage.characters import visible
from ..datapackage.files import read_named
from ..errors import PackageError
from ..lang import LANGS
from ..tabular.csv import MalformedError, decode, records

COLUMNS: Final = ("split", "phrase_id", "phrase", "value", "upper", "unit", "qualifier", "measure", "kind")
#: The columns that every reader predicts.
REQUIRED: Final = ("phrase_id", "value")
#: A condition on what is counted is a number to find as well.
QUANTITIES: Final = ("quantity", "threshold")
#: The codes of each column; a level (an amount, a count) has no measure.
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": (*QUANTITIES, "year", "date", "ordinal", "name", "code", "version", "idiom"),
    "qualifier": ("exact", "at_least", "over", "about", "nearly", "at_most", "better_than"),
    "measure": ("growth", "growth_yoy", "share", "ratio_to_target", "rank"),
}
_NO_NUMBER: Final = Decimal("NaN")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity: `value` in the magnitude of `unit`, and `upper`, the other end of a range."""

    value: Decimal | None
    upper: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a benchmark with its labelled quantities; `split` names the part that it belongs to."""

    phrase_id: str
    split: str
    text: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Predictions:
    """The quantities that a reader predicts, by phrase, and the columns of `COLUMNS` that it fills."""

    columns: frozenset[str]
    quantities: Mapping[str, Sequence[Quantity]]


def read_benchmark(path: Path) -> list[Phrase]:
    """The phrases of a benchmark in order.

    Raises:
        PackageError: it is not a CSV file with the columns of `COLUMNS`, or a row is invalid.
    """
    texts: dict[str, tuple[str, str]] = {}
    labelled: dict[str, list[Quantity]] = {}
    for line, row in _read(path, COLUMNS)[1]:
        phrase_id, own = row["phrase_id"], (row["split"], row["phrase"])
        if texts.setdefault(phrase_id, own) != own:
            raise PackageError("score-two-phrases", file=_shown(path), line=line, phrase=visible(phrase_id))
        labelled.setdefault(phrase_id, []).extend(_quantity(path, line, row))
    if not texts:
        raise PackageError("score-no-phrases", file=_shown(path))
    return [Phrase(key, *texts[key], tuple(labelled[key])) for key in texts]


def read_predictions(path: Path, phrases: Iterable[Phrase]) -> Predictions:
    """The predictions of a reader for the phrases of a benchmark: a row per number, in any order.

    The columns are `REQUIRED` and as many others of `COLUMNS` as the reader predicts. Where it predicts the
    kind, only quantities and thresholds count.

    Raises:
        PackageError: it is not a CSV file with these columns, a row is invalid, or the benchmark has no such
            phrase.
    """
    known = {phrase.phrase_id for phrase in phrases}
    columns, rows = _read(path, REQUIRED)
    found: dict[str, list[Quantity]] = {}
    for line, row in rows:
        phrase_id = row["phrase_id"]
        if phrase_id not in known:
            raise PackageError(
                "score-unknown-phrase", file=_shown(path), line=line, phrase=visible(phrase_id)
            )
        found.setdefault(phrase_id, []).extend(_quantity(path, line, row))
    return Predictions(frozenset(columns).intersection(COLUMNS), found)


def _read(path: Path, needed: Sequence[str]) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The columns of a CSV file and its rows by column, each with its line."""
    text, problems = decode(path.name, read_named(path, _shown(path)))
    try:
        found = [] if problems else [(line, cells) for line, cells in records(text) if cells]
    except MalformedError as problem:
        problems = [problem.finding(path.name)]
    if problems:
        words = {f"problem_{lang}": problems[0].found(lang) for lang in LANGS}
        raise PackageError("file-unfit", file=_shown(path), **words)
    (_, columns), *rows = found or [(1, [])]
    if missing := [name for name in needed if name not in columns]:
        listed = {"missing": ", ".join(missing), "needed": ", ".join(needed)}
        raise PackageError("score-columns", file=_shown(path), **listed)
    if len(set(columns)) < len(columns):
        twice = next(name for name in columns if columns.count(name) > 1)
        raise PackageError("score-column-twice", file=_shown(path), column=visible(twice))
    for line, cells in rows:
        if len(cells) != len(columns):
            counts = {"cells": len(cells), "wanted": len(columns)}
            raise PackageError("score-cells", file=_shown(path), line=line, **counts)
    return columns, [(line, dict(zip(columns, cells, strict=True))) for line, cells in rows]


def _quantity(path: Path, line: int, row: Mapping[str, str]) -> Iterator[Quantity]:
    """The quantity of a row; none if the row is a number of another kind."""
    for column, codes in CODES.items():
        cell = row.get(column, "")
        if cell not in codes and (cell or (column == "kind" and column in row)):
            words = {"value": visible(cell), "codes": ", ".join(codes)}
            raise PackageError("score-code", file=_shown(path), line=line, column=column, **words)
    if row.get("kind", "quantity") in QUANTITIES:
        value = _number(path, line, "value", row["value"])
        upper = _number(path, line, "upper", row["upper"]) if row.get("upper") else None
        yield Quantity(value, upper, row.get("unit", ""), row.get("qualifier", ""), row.get("measure", ""))


def _number(path: Path, line: int, column: str, cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        number = _NO_NUMBER
    if not (number.is_finite() and math.isfinite(float(number))):
        raise PackageError("score-number", file=_shown(path), line=line, column=column, value=visible(cell))
    return number


def _shown(path: Path) -> str:
    return visible(str(path))
