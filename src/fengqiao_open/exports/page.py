"""What all sheets of a workbook share: styles, heights of rows, and the printed page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..lang import texts
from ..render.terminal_text import cell_len
from .content import Content

#: The height of a line of text, in points.
LINE = 15
TALL = {"valign": "top"}
TEXT = {"text_wrap": True, "num_format": "@", **TALL}
TITLE = {
    "bold": True,
    "bg_color": "D9E2EC",
    "text_wrap": True,
    "border": 1,
    "border_color": "B0BEC5",
    **TALL,
}
LINK = {"underline": True, "font_color": "0563C1", **TALL}
_A4, _MARGIN = 9, 0.4
_LONGEST_FOOTER = 200  # characters; Excel takes 255, with the marks of its parts
_EDGE = 8  # a text that fills more than 7 of 8 parts of its last line may need another


def page(sheet: Any, content: Content) -> None:
    """How it is printed: A4 across, as wide as the page, with what it is and its number below."""
    facts = (content.facts[name] for name in ("title", "rights") if name in content.facts)
    said = " · ".join(words.zh if content.lang == "zh" else words.en for words in facts)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(_MARGIN, _MARGIN, 2 * _MARGIN, 2 * _MARGIN)
    sheet.set_header("&L&A&R" + content.package.get("version", "").replace("&", "&&"))
    footer = said.replace("&", "&&")[:_LONGEST_FOOTER]
    sheet.set_footer(f"&L{footer}&R{texts('exports', content.lang)['page']}")


def height(said: Iterable[str], widths: Iterable[int]) -> int:
    """The height of a row whose texts are folded; not every program finds it by itself.

    >>> height(["年" * 4], [10]), height(["年" * 9], [10])
    (15, 45)
    """
    lines = (
        sum(_lines(cell_len(line), width - 1) for line in text.split("\n"))
        for text, width in zip(said, widths, strict=True)
    )
    return LINE * max(lines, default=1)


def _lines(letters: int, width: int) -> int:
    """The lines of a text; programs and fonts differ on one that is folded close to an edge."""
    if letters <= width:
        return 1
    return -(-(letters + width // _EDGE) // width)
