"""What cn2an, JioNLP and Recognizers-Text predict for labelled phrases, as CSV files for `fengqiao-open score`.

They need an environment of their own: Recognizers-Text is made for Python 3.6, and works only with an old `emoji`.

    python -m venv baselines
    baselines/bin/pip install cn2an==0.5.24 jionlp==1.5.31 "emoji<1.7" \
        recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2

Run: baselines/bin/python benchmarks/baselines.py benchmarks/numbers/phrases.csv benchmarks/numbers/predictions
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

Row = dict[str, str]
Reader = Callable[[str], Iterator[Row]]


def cn2an_reader() -> Reader:
    """cn2an converts a numeral: each run of its characters, without the last ones where it rejects the whole.

    It finds no numerals and knows no units. `cn2an.transform` of the phrase finds fewer in the split `tuning`.
    """
    import cn2an
    from cn2an.conf import NUMBER_CN2AN, UNIT_CN2AN

    signs = "0-9０-９" + "".join((*NUMBER_CN2AN, *UNIT_CN2AN))
    numeral = re.compile(f"[{signs}][{signs}点.．,]*")

    def read(phrase: str) -> Iterator[Row]:
        for found in numeral.findall(phrase):
            run = found.replace(",", "")
            for end in range(len(run), 0, -1):
                try:
                    value = cn2an.cn2an(run[:end], "smart")
                except (ValueError, KeyError, IndexError):
                    continue
                yield {"value": str(value)}
                break

    return read


def jionlp_reader() -> Reader:
    """JioNLP extracts amounts of money, and no other numbers."""
    import jionlp

    def read(phrase: str) -> Iterator[Row]:
        for found in jionlp.ner.extract_money(phrase):
            ends = found["detail"]["num"]
            for end in [ends] if isinstance(ends, str) else ends:
                yield {"value": end, "unit": found["detail"]["case"]}

    return read


def recognizers_reader() -> Reader:
    """Recognizers-Text: percentages, amounts with a unit, and the numbers in neither.

    Without the ordinals that it recognises as well, F1 in the split `tuning` is higher.
    """
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    with_unit = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature)

    def read(phrase: str) -> Iterator[Row]:
        taken: set[int] = set()
        for found in recognize_percentage(phrase, "zh-cn"):
            taken.update(range(found.start, found.end + 1))
            yield {"value": found.resolution["value"].rstrip("%"), "unit": "%"}
        numbers = recognize_number(phrase, "zh-cn")
        amounts = [found for recognize in with_unit for found in recognize(phrase, "zh-cn")]
        # The longest first: of an amount in yuan per mu, its dimension alone would be the rest.
        for found in sorted(amounts, key=lambda each: each.start - each.end):
            place = range(found.start, found.end + 1)
            number = next((each for each in numbers if each.start in place and each.end in place), None)
            if number and taken.isdisjoint(place):
                taken.update(place)
                yield {"value": number.resolution["value"], "unit": phrase[number.end + 1 : found.end + 1]}
        for number in numbers:
            if taken.isdisjoint(range(number.start, number.end + 1)):
                yield {"value": number.resolution["value"], "unit": ""}

    return read


READERS: Mapping[str, tuple[str, Callable[[], Reader], tuple[str, ...]]] = {
    "cn2an": ("cn2an", cn2an_reader, ("value",)),
    "jionlp": ("jionlp", jionlp_reader, ("value", "unit")),
    "recognizers-text": ("recognizers-text-number", recognizers_reader, ("value", "unit")),
}


def write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(benchmark: Path, folder: Path) -> None:
    """Write the predictions of each library."""
    with benchmark.open(encoding="utf-8", newline="") as file:
        phrases = {row["phrase_id"]: row["phrase"] for row in csv.DictReader(file)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, (distribution, reader, columns) in READERS.items():
        read = reader()
        found = [{"phrase_id": key, **row} for key, phrase in phrases.items() for row in read(phrase)]
        write(folder / f"{name}.csv", ("phrase_id", *columns), found)
        print(f"{name} {version(distribution)}: {len(found)} predictions")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
