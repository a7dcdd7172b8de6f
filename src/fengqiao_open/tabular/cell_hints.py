"""Cells that are not plain numbers: rewritten if every reader agrees on the value, else with a guess.

Rewritten are full-width characters, thousands in whole groups with one separator, and an exponent that omits
no digit. `4.04²` is not 4.042, `0,234` is not 234, and the last digits of `3.30402E+11` are lost: a person
who looks at the source decides, and the guess says what to look for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ..datapackage.schema import is_written
from ..findings.catalogue import in_words
from ..findings.report import Finding
from ..lang import LANGS
from .csv import Row
from .spreadsheet_cells import as_written, changed, changed_date, is_error, of_serial

_NO_NUMBER = re.compile(r"[+-]?(nan|inf(inity)?)", re.IGNORECASE)
# What people write where there is no value. In yearbooks some of it has a meaning of its own: a person
# decides. As pandas writes it, but not Nan, which is a name.
_MARK = re.compile(r"[-—–―‐−_/\\|~…·*?×〃.。]")
_LONGEST_WORD = len("unknown")
_MISSING = re.compile(
    r"[-—–―‐−_/\\|~…·*?×〃]+|[.。]{2,}|n\.?[/ ]?a\.?|null|none|nil|tb[acd]|unknown|(?-i:NaN|nan|NAN|NaT|<NA>)"
    r"|无|暂无|没有|无数据|不详|未知|缺|缺失|空|空缺|待定|待补|待查|同上",
    re.IGNORECASE,
)
_COUNTED = ("integer", "number", "year")
#: The full-width twins of the printable ASCII characters.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GROUPED = re.compile(r"([+-]?)([1-9][0-9]{0,2}(?:([,_ '])[0-9]{3})(?:\3[0-9]{3})*)(\.[0-9]+)?")
_EXPONENT = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,3})")
# Only a sign or a nought is added or taken away.
_SIGNED = re.compile(r"\+(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[+-]?\.[0-9]+")
# A whole number that a program wrote as a decimal one, and a year as a report prints it.
_DECIMAL = re.compile(r"(-?[0-9]+)\.0+")
_PRINTED_YEAR = re.compile(r"([0-9]{4}) ?年")
#: From this exponent on, numbers are long enough to be codes: the shortest code of an area has six digits.
_CODE = 5

_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_RAISED = "²³¹⁰⁴-⁹"
_CIRCLED = "①-⒛⓪-⓿❶-➓㉑-㉟㊱-㊿"
#: What a cell that is not a number probably is; the names are those of the form `guess` in forms.toml.
_GUESSES = {
    "power_of_ten": rf"(?:{_NUMBER}[ ]?[×xX*·])?10(?:[{_RAISED}]+|\^[0-9]+)",
    "footnote": rf"{_NUMBER}[ ]?(?:[{_RAISED}{_CIRCLED}*†‡§#※]+|[\[(（〔【][0-9a-zA-Z*注]{{1,3}}[\])）〕】])",
    "decimal_comma": r"[+-]?[0-9]+,[0-9]+|[+-]?[0-9]{1,3}(?:[.' ][0-9]{3})+,[0-9]+",
    "separators": r"(?![+-]?[0-9]+\.[0-9]+$)[+-]?[0-9]+(?:[,_ '’.][0-9]+)+",
    "accounting": rf"\({_NUMBER}\)",
    "minus": rf"[−–—‐‑‒]{_NUMBER}",
    "fraction": rf"{_NUMBER}[ ]?[¼-¾⅐-⅞↉]|[¼-¾⅐-⅞↉]|{_NUMBER}/{_NUMBER}",
    "range": rf"{_NUMBER}[-–—~～至到]{_NUMBER}",
    "footnote_alone": rf"[{_RAISED}]+",
    "list_number": rf"[{_CIRCLED}]+",
    "roman": r"[Ⅰ-ↈ]+|[IVXLCDM]+",
    "unit": rf"{_NUMBER}[ ]?[^0-9\s.,+\-{_RAISED}{_CIRCLED}][^0-9]*",
}


def half_width(cell: str) -> str:
    """The cell with full-width characters (U+FF01 to U+FF5E) in their ASCII form, and nothing else changed.

    >>> half_width("－１２．５"), half_width("4.04①")
    ('-12.5', '4.04①')
    """
    return cell if cell.isascii() else cell.translate(_HALF_WIDTH)


def is_missing(cell: str) -> bool:
    """Whether a cell holds no value but a marker that people write where there is none.

    >>> [is_missing(each) for each in ("—", "……", "／", "N/A", "暂无", "NaN", "-5", "0", "note", "Nan")]
    [True, True, True, True, True, True, False, False, False, False]
    """
    bare = cell.strip()
    # A long marker begins with a mark: most texts need no closer look.
    if len(bare) > _LONGEST_WORD and (bare[0].isalnum() or not _MARK.match(half_width(bare[0]))):
        return False
    return _MISSING.fullmatch(half_width(bare)) is not None


def marker(
    row: Row, column: str, holds: Mapping[str, str], *, required: bool = False, coded: bool = False
) -> Finding:
    """The finding on a marker for a missing value, with the empty cell as its fix where the column allows it.

    `holds` is what the column holds; no source prints what is `coded`.
    """
    if required:
        return row.finding("FQ-T08", column, case="required", value=row[column], **holds)
    case = "missing_code" if coded else "missing"
    return replace(row.finding("FQ-T08", column, case=case, value=row[column], **holds), fix="")


def plain_number(cell: str) -> str | None:
    """A number in plain digits where any reader agrees on it, None where it needs a look at the source.

    >>> [plain_number(each) for each in ("1,234,567.8", "+5", "1.234E+03", "1.5e-3")]
    ['1234567.8', '5', '1234', '0.0015']
    >>> [plain_number(each) for each in ("0,234", "12345,678", "1_234,567", "3.30402E+11", "1e3", "5.")]
    [None, None, None, None, None, None]
    """
    grouped = _GROUPED.fullmatch(cell)
    if grouped:
        sign, whole, separator, decimals = grouped.groups()
        return f"{sign.replace('+', '')}{whole.replace(separator, '')}{decimals or ''}"
    exponent = _EXPONENT.fullmatch(cell)
    if exponent:
        _, whole, decimals, power = exponent.groups()
        whole_is_plain = whole == "0" or not whole.startswith("0")
        return format(Decimal(cell), "f") if whole_is_plain and int(power) <= len(decimals or "") else None
    if _SIGNED.fullmatch(cell):
        return format(Decimal(cell), "f")
    return None


def whole(cell: str) -> str:
    """The digits of a whole number, year or code that a program wrote as a decimal number, "" for others.

    >>> [whole(each) for each in ("330400000000.0", "12.00", "12.5", "12", "-3.0")]
    ['330400000000', '12', '', '', '-3']
    """
    found = _DECIMAL.fullmatch(cell)
    return found[1] if found else ""


def as_decimal(row: Row, column: str) -> Finding:
    """The finding on a whole number, year or code that a program wrote as a decimal number."""
    return fixed(row, column, "FQ-T09", row[column], whole(half_width(row[column])), case="decimal")


def guess(cell: str) -> str:
    """What a cell that is not a number probably is, by its name in forms.toml; "" where nothing is likely.

    >>> [guess(each) for each in ("4.04²", "0,234", "½", "twelve")]
    ['footnote', 'decimal_comma', 'fraction', '']
    """
    if exponent := _EXPONENT.fullmatch(cell):
        return "code" if abs(int(exponent[4])) >= _CODE else "exponent"
    if cell.isdecimal() and not cell.isascii():
        return "script"
    return next((name for name, pattern in _GUESSES.items() if re.fullmatch(pattern, cell)), "")


def misread(row: Row, column: str, kind: str, example: object, *, required: bool = False) -> Finding:
    """The finding on a cell that is not of its type, with the fix where any reader agrees on it."""
    cell = row[column]
    plain = half_width(cell)
    if is_error(plain):
        return row.finding("FQ-T08", column, case="spreadsheet_error", value=cell)
    if plain != cell and is_written(kind, plain):
        return fixed(row, column, "FQ-T07", cell, plain)
    if (written := as_written(kind, plain)) is not None:
        return fixed(row, column, "FQ-T14", cell, written)
    if plain[:1] == "'" and is_written(kind, plain[1:]):
        return fixed(row, column, "FQ-T09", cell, plain[1:], case="apostrophe")
    if _NO_NUMBER.fullmatch(plain):
        return row.finding("FQ-T08", column, value=cell)
    if is_missing(plain):
        holds = {f"holds_{lang}": in_words("type", lang, kind) for lang in LANGS}
        return marker(row, column, holds, required=required)
    if (digits := whole(plain)) and is_written(kind, digits):
        return as_decimal(row, column)
    if kind == "year" and (year := _PRINTED_YEAR.fullmatch(plain)):
        return fixed(row, column, "FQ-T09", cell, year[1])
    number = plain_number(plain) if kind in ("integer", "number") else None
    if number is not None and is_written(kind, number):
        return fixed(row, column, "FQ-T09", cell, number)
    found = changed_date(plain) if kind == "date" else ""
    if kind in _COUNTED and number is None:
        found = changed(plain) or guess(plain)
    words = {
        "case": "",
        "value": cell,
        "kind": kind,
        "format": "",
        "digits": kind if kind in ("integer", "number") else "",
        "example": example,
    }
    if found == "serial":
        words |= {"case": "serial", "day": of_serial(plain)}
    return row.finding("FQ-T01", column, **words, guess=found)


def spreadsheet_words(cell: str) -> dict[str, str]:
    """The words for a text that a spreadsheet took for a number or a date; none where that is not likely.

    >>> spreadsheet_words("3.30402E+11"), spreadsheet_words("east")
    ({'case': 'spreadsheet', 'guess': 'code'}, {})
    """
    found = changed(cell)
    return {"case": "spreadsheet", "guess": found} if found else {}


def fixed(row: Row, column: str, code: str, cell: str, fix: str, case: str = "") -> Finding:
    """The finding on a cell whose right form is certain, with that form as its fix."""
    return replace(row.finding(code, column, case=case, value=cell, fix=fix), fix=fix)
