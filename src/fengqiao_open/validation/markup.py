"""Markup in texts that a web page or Markdown file would interpret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..datapackage.characters import character_name, first_invisible, visible
from ..datapackage.package import Json
from ..findings.report import Finding
from ..tabular.memory import by_text

_ELEMENTS = (
    "a|abbr|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|center|code|dd|del|details|dialog"
    "|div|dl|dt|em|embed|fieldset|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe"
    "|img|input|ins|kbd|label|li|link|main|mark|marquee|math|meta|nav|noscript|object|ol|option|p|picture|pre"
    "|s|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|video"
)
# An inequality such as a<b is no element: that ends, or has a property with a value.
_MARKUP = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s*/?>|[\s/]+[\w:@.-]+\s*=)"
    r"|<(?:script|iframe|object|embed|svg)[\s/>]"
    r"|<[a-z][\w:-]*[\s/][^<>]*\bon[a-z]+\s*="
    r"|<!--|<!doctype|<!\[CDATA\[|<\?(?:xml|php)"
    r"|(?<!\w)(?:javascript|vbscript):[!-~]|(?<!\w)data:text/html",
    re.IGNORECASE,
)
# Harmless in a descriptor that is written by hand: tabs, line ends, and spaces and joiners of typography.
_HARMLESS = str.maketrans(dict.fromkeys("\t\r\xa0\xad\u2009\u200c\u200d\u202f\u3000", " "))
_MOST = 200


def first_markup(text: str) -> str | None:
    """The first piece of markup in a text, None where there is none.

    >>> [first_markup(each) for each in ("<b>10</b>", "[report](javascript:run)", "<img src=x onerror=run>")]
    ['<b>', 'javascript:r', '<img src=']
    >>> [first_markup(each) for each in ("a<b and c>d", "JavaScript: a language", "<town@example.org>")]
    [None, None, None]
    """
    return _markup_in(text) if "<" in text or ":" in text else None


@by_text
def _markup_in(text: str) -> str | None:
    found = _MARKUP.search(text)
    return found[0] if found else None


def check_texts(descriptor: Json) -> list[Finding]:
    """Invisible characters and markup in the texts of a descriptor, each text at its place."""
    found: list[Finding] = []
    for place, text in _texts(descriptor, ""):
        plain = text.isascii() and text.isprintable()
        hidden, markup = None if plain else first_invisible(text.translate(_HARMLESS)), first_markup(text)
        if not hidden and not markup:
            continue
        where = {"place": visible(place or "/"), "value": visible(text)}
        if hidden:
            character = character_name(text[hidden[0] - 1])
            found.append(
                Finding("FQ-D20", values={**where, "character": character, "position": str(hidden[0])})
            )
        if markup:
            found.append(Finding("FQ-D21", values={**where, "markup": visible(markup)}))
        if len(found) >= _MOST:
            break
    return found


def _texts(descriptor: Json, start: str) -> Iterator[tuple[str, str]]:
    """Every text of a descriptor with its place, in order; expressions are no texts."""
    left: list[tuple[str, object]] = [(start, descriptor)]
    while left:
        place, value = left.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            yield from ((f"{place}/{name}", name) for name in value)
            parts = [(f"{place}/{name}", part) for name, part in value.items() if name != "pattern"]
            left += reversed(parts)
        elif isinstance(value, list):
            left += reversed([(f"{place}/{number}", part) for number, part in enumerate(value)])
