"""Text of a package in a page: never interpreted as Markdown or HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

from ..lang import Lang, texts

_MARKS = frozenset("\\`*_{}[]#!+-.")
# Marks that a backslash does not keep from being one, or stays beside.
_OTHERS = frozenset("|~^=:")


def anchor(text: str) -> str:
    """A name as part of an address within a page.

    >>> anchor("observations.measure"), anchor('x"} <b>')
    ('observations.measure', 'x----b-')
    """
    return re.sub(r"[^\w.-]", "-", text)


def for_script(value: object, indent: int | None = None) -> str:
    """A value as JSON that stays a value wherever a page has it: no text in it ends or begins an element.

    >>> for_script("</script>")
    '"\\\\u003c/script>"'
    """
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, separators=separators, indent=indent).replace("<", "\\u003c")


def plain(text: str) -> str:
    """Text for Markdown: what would be a mark there, or a tag, stays a letter.

    >>> plain("**<b>** & [a](b)")
    '\\\\*\\\\*&lt;b&gt;\\\\*\\\\* &amp; \\\\[a\\\\](b)'
    >>> plain("Grain: 1 | 2")
    'Grain&#58; 1 &#124; 2'
    """

    def kept(letter: str) -> str:
        if letter in _OTHERS:
            return f"&#{ord(letter)};"
        return f"\\{letter}" if letter in _MARKS else letter

    return "".join(map(kept, escape(text, quote=False)))


def code(text: str) -> str:
    """A name of the data in an element of its own."""
    return f"<code>{escape(text)}</code>"


def link(address: str, text: str) -> str:
    """A link; the address and the text are escaped here."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def listed(items: Iterable[str]) -> str:
    """A list of HTML, "" where it is empty."""
    made = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{made}</ul>" if made else ""


def definitions(pairs: Iterable[tuple[str, str]], lang: Lang, kind: str = "") -> str:
    """A list of HTML texts, each under the label of its key; what is blank is left out."""
    words = texts("site", lang)
    made = "".join(f"<dt>{escape(words[name])}</dt><dd>{text}</dd>" for name, text in pairs if text)
    return f'<dl class="{kind}">{made}</dl>' if kind else f"<dl>{made}</dl>"
