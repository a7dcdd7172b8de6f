"""One self-contained page in both languages: no script, no request, and a policy that forbids both.

The switch between the languages is two radio buttons and a style sheet; the policy in its head forbids
everything else, so that markup in a cell or a descriptor stays text even where an escape were missed.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from string import Template

from ..lang import LANGS, Lang, texts
from .terminal_text import visible_lines

_HERE = Path(__file__).parent
_CHOICE = (
    '<input type="radio" name="language" id="{id}"{checked}><label for="{id}" lang="{id}">{name}</label>\n'
)


def page(title: Callable[[Lang], str], name: str, body: str, style: str, lang: Lang) -> str:
    """A whole page.

    Args:
        title: what it is, in each language.
        name: what it is about, not yet escaped.
        body: its content, escaped.
        style: the rules that only this page needs.
        lang: the language shown first; a switch shows the other.
    """
    switch = "".join(
        _CHOICE.format(
            id=each, checked=" checked" if each == lang else "", name=texts("reports", each)["language_name"]
        )
        for each in LANGS
    )
    return Template((_HERE / "page.html").read_text("utf-8")).substitute(
        lang=lang,
        name=escape(name),
        title=title(lang),
        style=f"{(_HERE / 'page.css').read_text('utf-8')}{style}",
        switch=switch,
        heading=both(title),
        body=body,
    )


def both(say: Callable[[Lang], str], tag: str = "span", attributes: str = "") -> str:
    """One thing in both languages, each escaped; the style sheet shows one."""
    return "".join(
        f'<{tag}{attributes} lang="{lang}">{escape(visible_lines(say(lang)))}</{tag}>' for lang in LANGS
    )
