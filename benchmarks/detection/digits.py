"""Changes of digits, numbers and dates: typing errors, and what a spreadsheet does unasked. Each takes a text and returns another, or None."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def digit_changed(text: str, rng: random.Random) -> str | None:
    """A digit becomes another.

    >>> digit_changed("1", random.Random(1)) in "023456789"
    True
    """
    places = _digits(text)
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + rng.choice("0123456789".replace(text[at], "")) + text[at + 1 :]


def digit_dropped(text: str, rng: random.Random) -> str | None:
    """A digit is missing.

    >>> digit_dropped("x1", random.Random(1))
    'x'
    """
    places = _digits(text)
    if not places or len(text) == 1:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def digit_doubled(text: str, rng: random.Random) -> str | None:
    """A digit is typed twice.

    >>> digit_doubled("x1", random.Random(1))
    'x11'
    """
    places = _digits(text)
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at] + text[at:]


def digits_swapped(text: str, rng: random.Random) -> str | None:
    """Two neighbouring digits change places.

    >>> digits_swapped("12", random.Random(1)), digits_swapped("11", random.Random(1))
    ('21', None)
    """
    places = _digits(text)
    pairs = [at for at in places if at + 1 in places and text[at] != text[at + 1]]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def point_moved(text: str, rng: random.Random) -> str | None:
    """The decimal point moves by one digit.

    >>> point_moved("4.05", random.Random(1)), point_moved("405", random.Random(1))
    ('40.5', None)
    """
    whole, point, part = text.partition(".")
    return f"{whole}{part[0]}.{part[1:]}".rstrip(".") if point and _NUMBER.fullmatch(text) else None


def point_lost(text: str, rng: random.Random) -> str | None:
    """The decimal point is lost.

    >>> point_lost("4.05", random.Random(1))
    '405'
    """
    return text.replace(".", "") if "." in text and _NUMBER.fullmatch(text) else None


def sign_changed(text: str, rng: random.Random) -> str | None:
    """A minus comes or goes.

    >>> sign_changed("-30", random.Random(1)), sign_changed("0", random.Random(1))
    ('30', None)
    """
    if not _NUMBER.fullmatch(text) or not float(text):
        return None
    return text[1:] if text.startswith("-") else f"-{text}"


def trailing_nought(text: str, rng: random.Random) -> str | None:
    """A spreadsheet adds a nought after the decimal point, or drops the one at the end.

    >>> trailing_nought("4.10", random.Random(1)), trailing_nought("4", random.Random(1))
    ('4.1', '4.0')
    """
    if not _NUMBER.fullmatch(text):
        return None
    if "." in text and text.endswith("0"):
        return text[:-1].rstrip(".")
    return f"{text}0" if "." in text else f"{text}.0"


def thousands_separator(text: str, rng: random.Random) -> str | None:
    """The thousands are separated.

    >>> thousands_separator("1788", random.Random(1)), thousands_separator("178", random.Random(1))
    ('1,788', None)
    """
    if not _NUMBER.fullmatch(text) or len(text.partition(".")[0].lstrip("-")) < 4:
        return None
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}"


def not_a_number(text: str, rng: random.Random) -> str | None:
    """A program writes that there is no number.

    >>> not_a_number("4", random.Random(1)) in ("NaN", "#N/A", "-")
    True
    """
    return rng.choice(("NaN", "#N/A", "-")) if _NUMBER.fullmatch(text) else None


def exponent(text: str, rng: random.Random) -> str | None:
    """A spreadsheet shows a long code as a power of ten.

    >>> exponent("330402100000", random.Random(1)), exponent("3304", random.Random(1))
    ('3.30402E+11', None)
    """
    if not text.isdecimal() or len(text) < 10:
        return None
    power = len(text) - 1
    return f"{round(int(text) / 10**power, 5):g}E+{power}"


def year_shifted(text: str, rng: random.Random) -> str | None:
    """A year becomes the one before or after.

    >>> year_shifted("2023", random.Random(1)) in ("2022", "2024")
    True
    """
    return str(int(text) + rng.choice((-1, 1))) if re.fullmatch(r"(19|20)\d\d", text) else None


def date_shifted(text: str, rng: random.Random) -> str | None:
    """A date becomes the day before or after, or the same day of the next year.

    >>> date_shifted("2023-02-28", random.Random(1)) in ("2023-02-27", "2023-03-01", "2024-02-28")
    True
    """
    day = _date(text)
    return str(day + timedelta(days=rng.choice((-1, 1, 365)))) if day else None


def date_of_a_spreadsheet(text: str, rng: random.Random) -> str | None:
    """A spreadsheet writes a date in its own way, or as a number of days.

    >>> date_of_a_spreadsheet("2023-02-28", random.Random(1)) in ("2023/2/28", "28/02/2023", "44985", "28-Feb-23")
    True
    """
    day = _date(text)
    if not day:
        return None
    return rng.choice((
        f"{day.year}/{day.month}/{day.day}", f"{day:%d/%m/%Y}", str((day - date(1899, 12, 30)).days), f"{day:%d-%b-%y}",
    ))  # fmt: skip


def date_for_a_code(text: str, rng: random.Random) -> str | None:
    """A spreadsheet takes a short code for a date.

    >>> date_for_a_code("1.2", random.Random(1)), date_for_a_code("4.05", random.Random(1))
    ('1月2日', None)
    """
    found = re.fullmatch(r"([1-9])\.([1-9])", text)
    return f"{found[1]}月{found[2]}日" if found else None


def _digits(text: str) -> list[int]:
    return [at for at, each in enumerate(text) if each in "0123456789"]


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
