"""How well a reader of Chinese text finds labelled quantities: recall, precision and F1.

The quantities of a phrase are compared as a multiset: their order does not matter, and each counts once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..figures.numerals import MAGNITUDE, Numeral
from ..figures.scanner import figures
from .labelled_phrases import COLUMNS, QUANTITIES, Phrase, Predictions, Quantity

#: What is compared, with the columns that predictions need for it.
LEVELS: Final = {
    "number": frozenset({"value"}),
    "unit": frozenset({"value", "unit"}),
    "all": frozenset({"value", "unit", "qualifier", "measure"}),
}
_DECIMALS: Final = 4
_MAGNITUDE: Final = re.compile(MAGNITUDE)


@dataclass(frozen=True, slots=True)
class Score:
    """Numbers of quantities of one split at one level: labelled, predicted, and predicted as labelled."""

    split: str
    level: str
    labelled: int
    predicted: int
    correct: int

    @property
    def recall(self) -> float | None:
        """The part of the labelled quantities that is predicted; None if there are none.

        >>> Score("test", "all", 4, 5, 3).recall
        0.75
        """
        return self.correct / self.labelled if self.labelled else None

    @property
    def precision(self) -> float | None:
        """The part of the predicted quantities that is labelled; None if there are none.

        >>> Score("test", "all", 4, 5, 3).precision
        0.6
        """
        return self.correct / self.predicted if self.predicted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of recall and precision; None if nothing is labelled or predicted.

        >>> Score("test", "all", 4, 4, 3).f1
        0.75
        """
        both = self.labelled + self.predicted
        return 2 * self.correct / both if both else None


def scores(phrases: Iterable[Phrase], predictions: Predictions) -> list[Score]:
    """The score of each split, in the order of the benchmark, at each level that the predictions have columns
    for.

    >>> labelled = Phrase("p1", "test", "", (Quantity(Decimal("0.5"), unit="km"),))
    >>> predicted = {"p1": [Quantity(Decimal(3)), Quantity(Decimal("0.50"), unit="km")]}
    >>> scores([labelled], Predictions(frozenset({"value", "unit"}), predicted))[-1]
    Score(split='test', level='unit', labelled=1, predicted=2, correct=1)
    """
    splits: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        splits.setdefault(phrase.split, []).append(phrase)
    levels = [level for level, needed in LEVELS.items() if needed <= predictions.columns]
    return [_score(split, level, part, predictions) for split, part in splits.items() for level in levels]


def scanned(phrases: Iterable[Phrase]) -> Predictions:
    """What the scanner of this library predicts."""
    found = {
        phrase.phrase_id: [
            Quantity(each.value, each.upper, each.unit, each.qualifier, each.measure)
            for each in figures(phrase.text)
            if each.kind in QUANTITIES
        ]
        for phrase in phrases
    }
    return Predictions(frozenset(COLUMNS), found)


def _score(split: str, level: str, phrases: Sequence[Phrase], predictions: Predictions) -> Score:
    labelled = predicted = correct = 0
    for phrase in phrases:
        wanted = _compared(phrase.quantities, level)
        found = _compared(predictions.quantities.get(phrase.phrase_id, ()), level)
        labelled, predicted = labelled + wanted.total(), predicted + found.total()
        correct += (wanted & found).total()
    return Score(split, level, labelled, predicted, correct)


def _compared(quantities: Iterable[Quantity], level: str) -> Counter[tuple[object, ...]]:
    """What must agree at a level, with magnitudes multiplied out: 0.5 of 10 000 is 5000.

    The sign of a number is in the words around it, and the ends of a range are two numbers: only `all` needs
    a reader to see that.
    """
    found: Counter[tuple[object, ...]] = Counter()
    for each in quantities:
        factor, unit = _without_magnitude(each.unit)
        value, upper = (_rounded(end, factor) for end in (each.value, each.upper))
        if level == "all":
            found[value, upper, unit, each.qualifier, each.measure] += 1
        else:
            sizes = [abs(end) for end in (value, upper) if end is not None]
            found.update((size, unit) if level == "unit" else (size,) for size in sizes)
    return found


def _rounded(number: Decimal | None, factor: Decimal) -> float | None:
    return None if number is None else round(float(number * factor), _DECIMALS)


def _without_magnitude(unit: str) -> tuple[Decimal, str]:
    """The factor that a unit begins with, and the rest of it in plain characters."""
    plain = "".join(unicodedata.normalize("NFKC", unit).split())
    magnitude = _MAGNITUDE.match(plain)
    if magnitude is None:
        return Decimal(1), plain
    return Numeral(Decimal(1), magnitude[0]).full, plain[magnitude.end() :]
