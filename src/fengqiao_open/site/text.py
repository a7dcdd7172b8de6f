"""Text of a package inside a page: never taken for Markdown or HTML."""

from __future__ import annotations

from html import escape

_MARKS = frozenset("\\`*_{}[]#|!~^=:")


def plain(text: str) -> str:
    """Text for Markdown: what would be a mark there, or a tag, stays a letter.

    >>> plain("**<b>** & [a](b)")
    '\\\\*\\\\*&lt;b&gt;\\\\*\\\\* &amp; \\\\[a\\\\](b)'
    """
    return "".join(f"\\{letter}" if letter in _MARKS else letter for letter in escape(text, quote=False))
