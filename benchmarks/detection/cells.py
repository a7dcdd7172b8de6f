"""Changes of a single cell: the operators, those that need to know the column included, and the drawing of cells."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from detection import digits, letters
from detection.changes import Change, cell_change
from detection.tables import Sheet

_NUMBERS = ("integer", "number")
TRIES = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with all that may take its place."""

    sheets: Mapping[str, Sheet]
    sheet: Sheet
    at: int
    column: str

    @property
    def value(self) -> str:
        """The cell."""
        return self.sheet.rows[self.at][self.column]

    @property
    def kind(self) -> str:
        """The type of the column."""
        return str(self.sheet.fields[self.column]["type"])

    @property
    def target(self) -> Sheet | None:
        """The table that the column refers to."""
        name = self.sheet.links.get(self.column)
        return self.sheets[name] if name else None

    def of_row(self, column: str) -> str:
        """Another cell of the row, "" where there is no such column."""
        return self.sheet.rows[self.at].get(column, "")


Operator = Callable[[Spot, random.Random], str | None]


def neighbour_in_code_list(spot: Spot, rng: random.Random) -> str | None:
    """The code before or after in the list, as in a drop-down."""
    codes = spot.sheet.codes(spot.column)
    if spot.value not in codes or len(codes) < 2:
        return None
    at = codes.index(spot.value)
    return rng.choice(codes[max(at - 1, 0) : at] + codes[at + 1 : at + 2])


def another_code(spot: Spot, rng: random.Random) -> str | None:
    """Any other code of the list."""
    codes = spot.sheet.codes(spot.column)
    others = [code for code in codes if code != spot.value]
    return rng.choice(others) if spot.value in codes and others else None


def another_key(spot: Spot, rng: random.Random) -> str | None:
    """Another key of the table that the column refers to."""
    if not spot.value or spot.target is None:
        return None
    keys = [row[spot.target.key] for row in spot.target.rows if row[spot.target.key] != spot.value]
    return rng.choice(keys) if keys else None


def neighbouring_key(spot: Spot, rng: random.Random) -> str | None:
    """The key before or after in the table that the column refers to."""
    if not spot.value or spot.target is None:
        return None
    keys = [row[spot.target.key] for row in spot.target.rows]
    if spot.value not in keys or len(keys) < 2:
        return None
    at = keys.index(spot.value)
    return rng.choice(keys[max(at - 1, 0) : at] + keys[at + 1 : at + 2])


def label_for_a_code(spot: Spot, rng: random.Random) -> str | None:
    """The name of what is coded, in place of its code."""
    for category in spot.sheet.fields[spot.column].get("categories", ()):
        if category["value"] == spot.value:
            return str(rng.choice((category["label"], category["fq:labelZh"])))
    if spot.target is None or not spot.value:
        return None
    named = (row for row in spot.target.rows if row[spot.target.key] == spot.value)
    names = [row[name] for row in named for name in ("name_zh", "name_en") if row.get(name)]
    return rng.choice(names) if names else None


def unit_with_the_value(spot: Spot, rng: random.Random) -> str | None:
    """The number with its unit, as printed."""
    if spot.kind not in _NUMBERS or not spot.value or not spot.of_row("unit_id"):
        return None
    units = {row["unit_id"]: row["name_zh"] for row in spot.sheets["units"].rows}
    return spot.value + units[spot.of_row("unit_id")]


def blank_filled(spot: Spot, rng: random.Random) -> str | None:
    """An empty cell gets the value of another row."""
    return _of_another_row(spot, rng) if not spot.value else None


def cell_emptied(spot: Spot, rng: random.Random) -> str | None:
    """A cell loses its value."""
    return "" if spot.value else None


def cell_of_another_row(spot: Spot, rng: random.Random) -> str | None:
    """A cell gets the value that another row has in this column."""
    return _of_another_row(spot, rng) if spot.value else None


def cell_above_copied(spot: Spot, rng: random.Random) -> str | None:
    """A cell gets the value of the row above: filled down."""
    above = spot.sheet.rows[spot.at - 1][spot.column] if spot.at and spot.value else ""
    return above or None


def other_language(spot: Spot, rng: random.Random) -> str | None:
    """A cell gets the text of the other language."""
    twin = spot.sheet.twin(spot.column)
    return spot.of_row(twin) or None if spot.value and twin else None


def identifier_dropped_from_a_list(spot: Spot, rng: random.Random) -> str | None:
    """One identifier of a list is missing."""
    parts = spot.value.split()
    if not spot.column.endswith("_ids") or len(parts) < 2:
        return None
    parts.remove(rng.choice(parts))
    return " ".join(parts)


def _of_another_row(spot: Spot, rng: random.Random) -> str | None:
    others = [row[spot.column] for row in spot.sheet.rows if row[spot.column] not in ("", spot.value)]
    return rng.choice(others) if others else None


def _on(make: Callable[[str, random.Random], str | None], *kinds: str) -> Operator:
    """An operator of texts as one of cells, of some types of columns only."""

    def operator(spot: Spot, rng: random.Random) -> str | None:
        return make(spot.value, rng) if not kinds or spot.kind in kinds else None

    operator.__name__ = make.__name__
    return operator


def _listed() -> Iterator[Operator]:
    yield from map(_on, (
        letters.letter_changed, letters.letter_dropped, letters.letter_doubled, letters.letters_swapped,
        letters.capital_changed, letters.character_changed, letters.character_dropped, letters.character_doubled,
        letters.characters_swapped, letters.homophone, letters.look_alike_character, letters.look_alike_letter,
        letters.traditional_variant, letters.full_width, letters.full_width_character, letters.space_before,
        letters.space_after, letters.double_space, letters.corrupted_encoding, letters.end_lost,
        digits.digit_changed, digits.digit_dropped, digits.digit_doubled, digits.digits_swapped,
        digits.exponent, digits.date_for_a_code,
    ))  # fmt: skip
    for make in (letters.space_inside, letters.stop_changed, letters.pasted_twice):
        yield _on(make, "string")
    for make in (digits.point_moved, digits.point_lost, digits.sign_changed, digits.trailing_nought,
                 digits.thousands_separator, digits.not_a_number):  # fmt: skip
        yield _on(make, *_NUMBERS)
    yield _on(digits.year_shifted, "year")
    yield from (_on(make, "date") for make in (digits.date_shifted, digits.date_of_a_spreadsheet))
    yield from (
        neighbour_in_code_list, another_code, another_key, neighbouring_key, label_for_a_code, unit_with_the_value,
        blank_filled, cell_emptied, cell_of_another_row, cell_above_copied, other_language,
        identifier_dropped_from_a_list,
    )  # fmt: skip


OPERATORS: Mapping[str, Operator] = {each.__name__.replace("_", " "): each for each in _listed()}


def single(
    sheets: Mapping[str, Sheet], count: int, rng: random.Random, group: str = "cell"
) -> Iterator[Change]:
    """Changes of single cells: each table in turn, then a column, an operator and a row drawn at random."""
    seen: set[tuple[str, int, str, str]] = set()
    names, drawn = list(sheets), 0
    for turn in range(count * TRIES):
        if drawn == count:
            return
        sheet = sheets[names[turn % len(names)]]
        found = draw(sheets, sheet, rng)
        if found is None:
            continue
        operator, spot, after = found
        if (place := (sheet.name, spot.at, spot.column, after)) not in seen:
            seen.add(place)
            drawn += 1
            yield cell_change(group, operator, sheet, {(spot.at, spot.column): after})


def draw(sheets: Mapping[str, Sheet], sheet: Sheet, rng: random.Random) -> tuple[str, Spot, str] | None:
    """A column, an operator that can change one of its cells, and such a cell; all equally likely."""
    column = rng.choice(sheet.columns)
    for name in rng.sample(list(OPERATORS), len(OPERATORS)):
        for at in rng.sample(range(len(sheet.rows)), min(TRIES, len(sheet.rows))):
            spot = Spot(sheets, sheet, at, column)
            after = OPERATORS[name](spot, rng)
            if after is not None and after != spot.value:
                return name, spot, after
    return None
