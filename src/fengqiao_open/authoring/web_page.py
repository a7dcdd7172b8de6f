"""The text of a saved web page without menus and scripts, each character with its place in the source.

An element that HTML closes ends its line. A row of a table is a line, with two spaces between its cells:
these are never taken for a space within a number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from .traced import Traced, gathered

_IS_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|meta|h[1-6]|table|ul|ol|section|article|main)\b",
    re.I | re.S,
)
_SKIPPED: Final = re.compile(r"(?:script|style|noscript|nav|footer|select|button|iframe|svg|template|head)\Z")
_EMPTY: Final = re.compile(r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\Z")
_BLOCKS: Final = re.compile(
    r"(?:p|div|section|article|header|main|aside|h[1-6]|li|ul|ol|table|caption|thead|tbody|tfoot|tr|blockquote|"
    r"center|figure|figcaption|address|pre|title|hr|dl|dd|dt)\Z"
)
#: Where the line ends of the source are those of the text.
_LAID_OUT: Final = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_HAN: Final = re.compile("[一-鿿]")
#: An element with so much of the page's Chinese is the report, and what is beside it is menus.
_MOST: Final = 0.7
#: Line ends of the source are only spaces, and none between Chinese characters; a break that a tag makes
#: stays.
_BETWEEN_HAN: Final = re.compile(r"(?<=[^\x00-\xff])[ \t\r\f]*\n[ \t\r\n\f]*(?=[^\x00-\xff])")
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
#: The end of an element, the end of a line within one, and the edge of a cell.
_BREAK: Final = "\x0b"
_LINE_END: Final = "\x1c"
_EDGE: Final = "\x1d"
_BREAKS: Final = re.compile(f"[ {_EDGE}]*[{_BREAK}{_LINE_END}][ {_BREAK}{_LINE_END}{_EDGE}]*")
_EDGES: Final = re.compile(f" ?{_EDGE}[ {_EDGE}]*")
BETWEEN_CELLS: Final = "  "
_WITHIN: Final = {"br": _LINE_END, "hr": _BREAK}
#: What the next of its kind closes.
_IMPLIED: Final = ("p", "li", "tr", "td", "th")
#: m<sup>2</sup>: the only figure set high that is no mark of a note.
_POWERS: Final = {"2": "²", "3": "³"}


@dataclass(slots=True)
class _Element:
    tag: str
    laid_out: bool = False
    parts: list[_Element | tuple[str, int]] = field(default_factory=list)
    han: int = 0


class _Reader(HTMLParser):
    """The tree of a page; what is not closed ends with its parent."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self.root = _Element("")
        self.title = _Element("title")
        self._open = [self.root]
        self.feed(source)
        self.close()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IMPLIED:
            self.handle_endtag(tag, implied=True)
        element = self.title if tag == "title" else _Element(tag, self._laid_out(tag, attrs))
        if tag != "title":
            self._open[-1].parts.append(element)
        if _EMPTY.match(tag):
            element.parts.append((_WITHIN.get(tag, ""), self._here()))
        else:
            self._open.append(element)

    def _laid_out(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        style = next((value or "" for name, value in attrs if name == "style"), "")
        return tag == "pre" or self._open[-1].laid_out or bool(_LAID_OUT.search(style))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str, *, implied: bool = False) -> None:
        names = [each.tag for each in self._open]
        if tag not in names[1:]:
            return
        at = len(names) - 1 - names[::-1].index(tag)
        if implied and any(_BLOCKS.match(name) for name in names[at + 1 :]):
            return
        del self._open[at:]

    def handle_data(self, data: str) -> None:
        self._put(data)

    def handle_entityref(self, name: str) -> None:
        self._put(html.unescape(f"&{name};"), flat=True)

    def handle_charref(self, name: str) -> None:
        self._put(html.unescape(f"&#{name};"), flat=True)

    def _put(self, text: str, *, flat: bool = False) -> None:
        at = self._here()
        if self._open[-1].laid_out:
            text = text.replace("\n", _LINE_END)
        self._open[-1].parts += [(sign, at) for sign in text] if flat else [(text, at)]
        if not any(_SKIPPED.match(each.tag) for each in self._open):
            han = len(_HAN.findall(text))
            for each in self._open:
                each.han += han


def is_web_page(text: str) -> bool:
    """Whether a text is the source of a web page.

    >>> is_web_page("<!DOCTYPE html><html>"), is_web_page("凤桥镇 <2023>")
    (True, False)
    """
    return _IS_PAGE.match(text[:4_000]) is not None


def text_of(source: str) -> tuple[Traced, frozenset[int]]:
    """The text of a page, and the places of the line feeds in it that end an element.

    The text is the title, then the element that holds most of the page's Chinese; a block is a line.

    >>> page = "<html><head><title>凤桥镇</title></head><body><p>投资&nbsp;3<b>亿元</b></p>税收<br>5元</body></html>"
    >>> text, ends = text_of(page)
    >>> text.text.split("\\n")
    ['凤桥镇', '投资\\xa03亿元', '税收', '5元']
    >>> [place in ends for sign, place in zip(text.text, text.places) if sign == "\\n"]
    [True, True, False]
    """
    reader = _Reader(source)
    body = reader.root
    while True:
        larger = [each for each in body.parts if isinstance(each, _Element) and not _SKIPPED.match(each.tag)]
        heaviest = max(larger, key=lambda each: each.han, default=None)
        if heaviest is None or heaviest.han < _MOST * reader.root.han or not heaviest.han:
            break
        body = heaviest
    pieces = [*_pieces(reader.title), *_pieces(body)]
    found = gathered([each for each in pieces if each[0]])
    found, _ = found.replaced(_BETWEEN_HAN, "")
    found, _ = found.replaced(_SPACES, " ")
    breaks = _BREAKS.finditer(found.text.rstrip(f" {_BREAK}{_LINE_END}{_EDGE}"))
    ends = frozenset(found.places[each.start()] for each in breaks if _BREAK in each[0])
    found, _ = found.replaced(_BREAKS, "\n")
    found, _ = found.replaced(_EDGES, BETWEEN_CELLS)
    text = found.text.rstrip("\n ")
    start = len(text) - len(text.lstrip("\n "))
    return Traced(text[start:], found.places[start : len(text)]), ends


def _pieces(element: _Element) -> Iterator[tuple[str, int]]:
    """Texts of an element with their places; a break for each edge of a block."""
    if _SKIPPED.match(element.tag):
        return
    last = 0
    if element.tag == "sup":
        inner = "".join(
            text for part in element.parts for text, _ in [part if isinstance(part, tuple) else ("", 0)]
        )
        place = next((part[1] for part in element.parts if isinstance(part, tuple)), 0)
        yield (_POWERS.get(inner.strip(), f"[{inner.strip()}]" if inner.strip().isdigit() else inner), place)
        return
    if element.tag in ("td", "th"):
        yield from _cell(element)
        return
    block = _BLOCKS.match(element.tag) is not None
    started = False
    for part in element.parts:
        for text, place in _pieces(part) if isinstance(part, _Element) else [part]:
            if block and not started:
                yield (_BREAK, place)
                started = True
            yield (text, place)
            last = place + len(text)
    if block and started:
        yield (_BREAK, last)


def _cell(element: _Element) -> Iterator[tuple[str, int]]:
    """Texts of a cell: part of the line of its row, unless it holds several lines."""
    inner = [
        piece for part in element.parts for piece in (_pieces(part) if isinstance(part, _Element) else [part])
    ]
    filled = [at for at, (text, _) in enumerate(inner) if text.strip()]  # a break is a space, too
    if not filled:
        return
    inner = inner[filled[0] : filled[-1] + 1]
    text = "".join(text for text, _ in inner)
    if not any(sign.isalnum() for sign in text):  # a dash for no number would make a range of those beside it
        return
    edge = _BREAK if _BREAK in text or _LINE_END in text.strip() else _EDGE
    yield (edge, inner[0][1])
    yield from inner
    yield (edge, inner[-1][1] + len(inner[-1][0]))
