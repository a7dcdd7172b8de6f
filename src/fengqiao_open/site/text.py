"""Text of a package inside a page: never taken for Markdown or HTML."""

from __future__ import annotations

from html import escape

_MARKS = frozenset("\\`*_{}[]#!+-.")
# Marks that a backslash does not keep from being one, or stays beside.
_OTHERS = frozenset("|~^=:")


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
