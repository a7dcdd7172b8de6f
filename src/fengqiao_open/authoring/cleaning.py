"""A report as people have it, made into one paragraph a line: what was changed is counted and can be traced
back.

Layout is taken off, nothing else: the numbers of the cleaned text are printed as they were. The same text
always gives the same cleaned text, so the hash of that can be published, and offsets lead to it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..datapackage.characters import composed
from ..datapackage.radicals import RADICALS, without_radicals
from ..errors import worded
from ..tabular.csv import Row
from . import web_page
from .normalisation import PINYIN, is_raw, is_traditional, simplified
from .traced import Traced, traced
from .wrapping import unwrapped

_HAN: Final = "[一-鿿]"
_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_TITLE: Final = re.compile(r"^title:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
_REFERENCE: Final = r"(?:\^[^\]\s]{1,12}|注?[0-9]{1,3})\]"
_HIGH: Final = "⁰¹²³⁴-⁹"
#: Each kind of change, in the order in which they are made, with what is put in the place of what. A pattern
#: begins with a character and looks behind from there: a search that begins with a look is ten times as slow.
_CHANGES: Final[tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    ("line_ends", re.compile("[\r\u2028\u2029\x0b\x0c\x85](?:(?<=\r)\n)?"), "\n"),
    ("escapes", re.compile(r"\\(?:r\\)?n(?![a-z])"), "\n"),
    ("invisible", re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"), ""),
    ("spaces", re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"), " "),
    ("radicals", re.compile(f"[{RADICALS}\uf900-\ufad9\U0002f800-\U0002fa1d]"), lambda found: without_radicals(composed(found[0]))),
    ("front_matter", _FRONT, lambda found: f"{title[1]}\n" if (title := _TITLE.search(found[0])) else ""),
    ("entities", re.compile(r"&(?:nbsp|e[nm]sp|thinsp);"), " "),
    ("comments", re.compile("<!--.*?-->", re.S), ""),
    ("tags", re.compile(r"<(?P<set>su[pb])>\s*(?:\[?[0-9]{1,3}\]?)\s*</(?P=set)>", re.I), lambda found: _raised(found)),
    ("tags", re.compile(r"</?(?:p|div|br|span|font|strong|em|b|i|u|a|center|table|tr|td|th)\b[^<>\n]*>", re.I), lambda found: _laid_out(found)),
    ("links", re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)"), ""),
    ("links", re.compile(r"\[([^\]\n^][^\]\n]*)\]\((?:https?:|/|#|\.)[^()\n]*\)"), lambda found: found[1]),
    ("footnotes", re.compile(rf"^ *\[{_REFERENCE}[:：]? *", re.M), ""),
    ("footnotes", re.compile(rf"\[(?<=\S\[){_REFERENCE}"), ""),
    ("footnotes", re.compile(rf"[{_HIGH}①-⒇](?<=[一-鿿”’》）%].)(?:(?<=[{_HIGH}])[{_HIGH}]*|(?<![是为以括：].)(?=[，。；、：”一-鿿]|$))", re.M), ""),
    ("headings", re.compile(r"^ *#{1,6} +", re.M), ""),
    ("headings", re.compile(r"  *#+ *$", re.M), ""),
    ("quotes", re.compile(r"^ *>+ ?", re.M), ""),
    ("emphasis", re.compile(
        r"\*\*|__(?=[^_\n]*__)|__(?<=__[^_]__)|\*(?<![*0-9]\*)(?=[^*\s][^*\n]*\*)|"
        r"\*(?<=[^*\s]\*)(?![*0-9])"
    ), ""),
    ("rules", re.compile(r"^ *(?:[-*_=] ?){3,} *$", re.M), ""),
    ("bullets", re.compile(rf"^ *[*+•·●■◆-] +(?={_HAN})", re.M), ""),
    ("page_numbers", re.compile(r"^[-—– ]*(?:第 ?)?[0-9]{1,3}(?: ?页)?[-—– ]*$\n?", re.M), ""),
    ("escapes", re.compile(r"\\([\\`*_{}\[\]()#+.!~-])"), lambda found: found[1]),
)  # fmt: skip
#: A text with a space behind so many of its characters is set so; elsewhere a space may part two words.
_SPACED_OUT: Final = 0.2
_APART: Final = re.compile(
    " (?:(?<=[一-鿿，。；：、“”（）%] )(?=[一-鿿，。；：、“”（）0-9])|(?<=[0-9] )(?=[一-鿿]))"
)
#: Where digits are set apart before a Chinese mark too (5.1% ，), as PDF files have them, all are set apart by
#: layout.
_BEFORE_MARK: Final = re.compile("[!-~](?P<space> ?)(?=[，。；、：）])")
_SET_APART: Final = re.compile(
    " (?:(?<=[一-鿿，。；：、“”（）] )(?=[!-~])|(?<=[!-~] )(?=[一-鿿，。；：、“”（）]))"
)
_FEWEST: Final = 5
_INDENTS: Final = re.compile(" (?:(?<=^ ) *| *$)", re.M)
_BLANK_LINES: Final = re.compile(r"\n(?:(?<=\A\n)|(?<=\n\n))\n*")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned report.

    Attributes:
        text: a paragraph a line; it ends in one line feed.
        changes: how many changes of each kind were made.
    """

    text: str
    changes: Mapping[str, int]
    _places: Traced

    def raw_place(self, paragraph: int, offset: int) -> int:
        """Where a character of the cleaned text, by its line from 1 and its place in it, was in the raw text.

        >>> clean("　　投资3亿元。\\n\\n　　就业５人。").raw_place(2, 2)
        14
        """
        lines = self.text.split("\n")
        at = sum(len(line) + 1 for line in lines[: paragraph - 1]) + offset
        return self._places.places[min(at, len(self._places.places) - 1)]


def clean(raw: str, repairs: Iterable[Row] = ()) -> Cleaned:
    """The text of a report as found: plain text, Markdown, or the source of a web page.

    Args:
        raw: the text as found.
        repairs: rows of `source_repairs`: on `line` of the raw text, `garbled` becomes `repaired`.

    Raises:
        ValueError: a repair finds nothing to fix on its line, so the text is not the one it was made for.
        PackageError: the text is in traditional characters, and OpenCC is not installed.

    >>> cleaned = clean("# 工作报告\\n\\n　　总投资**220 亿元**[^8]，\\n增长5%。\\n")
    >>> cleaned.text
    '工作报告\\n总投资220 亿元，增长5%。\\n'
    >>> cleaned.changes
    {'spaces': 2, 'footnotes': 1, 'headings': 1, 'emphasis': 2, 'wrapped': 1, 'indents': 1, 'blank_lines': 1}
    """
    changes: dict[str, int] = {}

    def made(kind: str, result: tuple[Traced, int]) -> Traced:
        found, count = result
        if count:
            changes[kind] = changes.get(kind, 0) + count
        return found

    closed: frozenset[int] | None = None
    text = made("repairs", _repaired(traced(raw), repairs))
    if web_page.is_web_page(text.text):
        page, ends = web_page.text_of(text.text)
        closed = frozenset(text.places[at] for at in ends)
        text = made("page", (Traced(page.text, _through(page, text)), 1))
    if had_pinyin := is_raw(text.text):
        text = made("pinyin", text.replaced(PINYIN))
    for kind, pattern, by in _CHANGES:
        text = made(kind, text.replaced(pattern, by))
    if had_pinyin or is_traditional(text.text):
        common = simplified(text.text)
        different = sum(one != other for one, other in zip(text.text, common, strict=True))
        text = made("traditional", (text.with_text(common), different))
    if len(_APART.findall(text.text)) > _SPACED_OUT * len(text.text):
        text = made("letter_spaces", text.replaced(_APART))
    if _is_set_apart(text.text):
        text = made("letter_spaces", text.replaced(_SET_APART))
    text = made("wrapped", unwrapped(text, closed))
    text = made("indents", text.replaced(_INDENTS))
    text = made("blank_lines", text.replaced(_BLANK_LINES))
    lines = text.text.rstrip("\n")
    return Cleaned(f"{lines}\n" if lines else "", changes, text)


def _is_set_apart(text: str) -> bool:
    spaces = [bool(found["space"]) for found in _BEFORE_MARK.finditer(text)]
    return sum(spaces) >= _FEWEST and 2 * sum(spaces) >= len(spaces)


def _through(later: Traced, earlier: Traced) -> array[int]:
    """The places of a text in the text before the last."""
    return array("I", (earlier.places[at] for at in later.places))


def _repaired(text: Traced, repairs: Iterable[Row]) -> tuple[Traced, int]:
    """The text with its repairs made, each on its line, in the order of their numbers."""
    count = 0
    for repair in sorted(repairs, key=lambda row: (len(row.key), row.key)):
        lines = text.text.replace("\r\n", " \n").split("\n")
        at = int(repair["line"]) - 1
        start = sum(len(line) + 1 for line in lines[:at])
        if not 0 <= at < len(lines) or lines[at].count(repair["garbled"]) != 1:
            raise worded(ValueError, "repair-does-not-fit", key=repair.key, line=repair["line"])
        where = re.compile(
            rf"(?s)(?<=\A.{{{start + lines[at].index(repair['garbled'])}}}){re.escape(repair['garbled'])}"
        )
        text, made = text.replaced(where, repair["repaired"])
        count += made
    return text, count


def _raised(found: re.Match[str]) -> str:
    """What is set high: a power after a Latin letter, else the mark of a note."""
    digits = re.sub(r"[^0-9]", "", re.sub("<[^>]*>", "", found[0]))
    latin = found.string[found.start() - 1 : found.start()].isascii() and found.start() > 0
    return digits.translate(str.maketrans("23", "²³")) if latin else ""


def _laid_out(found: re.Match[str]) -> str:
    """What a tag in a text is read as: paragraphs and rows are lines, cells stand apart."""
    tag = found[0].lower().strip("</> ")
    if tag.startswith(("td", "th")):
        return web_page.BETWEEN_CELLS
    return "\n" if tag.startswith(("br", "p", "div", "tr")) else ""
