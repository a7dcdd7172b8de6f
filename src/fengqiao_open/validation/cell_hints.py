"""Cells that are not plain numbers: rewritten if every reader agrees on the value, else with a guess.

A spreadsheet, a scan or a footnote changes a number in ways that a program can undo only by guessing. So little is
rewritten: full-width characters, thousands in whole groups with one separator, an exponent that leaves no digit
out. `4.04²` is not 4.042, `0,234` is not 234, and the last digits of `3.30402E+11` are lost: a person who looks
at the source decides, and the guess says what to look for.
"""

from __future__ import annotations

import re
from decimal import Decimal

#: The full-width twins of the printable ASCII characters.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GROUPED = re.compile(r"([+-]?)([1-9][0-9]{0,2}(?:([,_ '])[0-9]{3})(?:\3[0-9]{3})*)(\.[0-9]+)?")
_EXPONENT = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,3})")
# Only a sign or a nought is added or taken away.
_SIGNED = re.compile(r"\+(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[+-]?\.[0-9]+")
#: From this exponent on, numbers are long enough to be codes: the shortest code of an area has six digits.
_CODE = 5

_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_RAISED = "²³¹⁰⁴-⁹"
_CIRCLED = "①-⒛⓪-⓿❶-➓㉑-㉟㊱-㊿"
_GUESSES = [
    (re.compile(pattern), en, zh)
    for pattern, en, zh in (
        (rf"(?:{_NUMBER}[ ]?[×xX*·])?10(?:[{_RAISED}]+|\^[0-9]+)", "probably a power of ten", "可能是 10 的幂"),
        (
            rf"{_NUMBER}[ ]?(?:[{_RAISED}{_CIRCLED}*†‡§#※]+|[\[(（〔【][0-9a-zA-Z*注]{{1,3}}[\])）〕】])",
            "probably a footnote mark behind a number", "可能是数字后带脚注标记",
        ),
        (
            r"[+-]?[0-9]+,[0-9]+|[+-]?[0-9]{1,3}(?:[.' ][0-9]{3})+,[0-9]+",
            "probably a decimal comma", "可能是以逗号作小数点",
        ),
        (
            r"(?![+-]?[0-9]+\.[0-9]+$)[+-]?[0-9]+(?:[,_ '’.][0-9]+)+",
            "probably irregular thousands separators, or two numbers", "可能是千位分隔不规则，或是两个数字",
        ),
        (
            rf"\({_NUMBER}\)",
            "probably a negative number in brackets, as accountants write it", "可能是会计记法中加括号的负数",
        ),
        (rf"[−–—‐‑‒]{_NUMBER}", "probably a minus sign in another form", "可能是其他形式的负号"),
        (rf"{_NUMBER}[ ]?[¼-¾⅐-⅞↉]|[¼-¾⅐-⅞↉]|{_NUMBER}/{_NUMBER}", "probably a fraction", "可能是分数"),
        (rf"{_NUMBER}[-–—~～至到]{_NUMBER}", "probably a range", "可能是数值区间"),
        (rf"[{_RAISED}]+", "probably a footnote mark without its number", "可能只有脚注标记而没有数字"),
        (rf"[{_CIRCLED}]+", "probably a footnote mark or a list number", "可能是脚注标记或序号"),
        (r"[Ⅰ-ↈ]+|[IVXLCDM]+", "probably a Roman numeral", "可能是罗马数字"),
        (
            rf"{_NUMBER}[ ]?[^0-9\s.,+\-{_RAISED}{_CIRCLED}][^0-9]*",
            "probably a number with a unit or a remark", "可能是数字后带单位或说明",
        ),
    )
]  # fmt: skip


def half_width(cell: str) -> str:
    """The cell with full-width characters (U+FF01 to U+FF5E) in their ASCII form, and nothing else changed.

    >>> half_width("－１２．５"), half_width("4.04①")
    ('-12.5', '4.04①')
    """
    return cell if cell.isascii() else cell.translate(_HALF_WIDTH)


def plain_number(cell: str) -> str | None:
    """A number in plain digits where any reader would agree which it is, None where it needs a look at the source.

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


def guess(cell: str) -> tuple[str, str] | None:
    """What a cell that is no number probably is, in both languages; None where there is nothing to say.

    >>> [(guess(each) or ("",))[0] for each in ("4.04²", "0,234", "½")]
    ['probably a footnote mark behind a number', 'probably a decimal comma', 'probably a fraction']
    """
    exponent = _EXPONENT.fullmatch(cell)
    if exponent and abs(int(exponent[4])) >= _CODE:
        return (
            "probably an area code or another long number that a spreadsheet turned into an exponent; "
            "its last digits are lost",
            "可能是地区代码等长数字被电子表格转成了指数形式，末尾数字已丢失",
        )
    if exponent:
        return (
            "probably a number that a spreadsheet cut to an exponent; its last digits may be lost",
            "可能是被电子表格缩成指数形式的数字，末尾数字可能已丢失",
        )
    if cell.isdecimal() and not cell.isascii():
        return "probably digits of another script", "可能是其他文字的数字"
    return next(((en, zh) for pattern, en, zh in _GUESSES if pattern.fullmatch(cell)), None)
