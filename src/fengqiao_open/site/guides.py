"""The guides: Markdown of ours as HTML, and the page that lists guides and reference."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import markdown_it
from markupsafe import Markup, escape

from ..plot.frames import SIGNS
from .edition import Edition
from .page import Page

_FOLDER = Path(__file__).parent / "pages"
_GUIDES = ("reading", "api", "tutorial", "stewards")
REFERENCE = ("dictionary", "rules", "rulings", "discrepancies", "errata")


def guides(edition: Edition, errata: bool) -> Iterator[Page]:
    """The list of guides, and a page for each; the tutorial's finding is one about the shipped package."""
    names = [name for name in _GUIDES if name != "tutorial" or not edition.elsewhere]
    reference = [name for name in REFERENCE if name != "errata" or errata]
    listed = {"guides": names, "reference": reference}
    title, lead = edition.say("guides"), edition.say("guides_lead")
    yield Page("guides.html", "guides.html", title, listed, "guides", lead)
    for name in names:
        title = edition.say(name)
        values = {"body": _body(name, edition)}
        yield Page(f"{name}.html", "guide.html", title, values, "guides", edition.say(f"{name}_about"))


def _body(name: str, edition: Edition) -> Markup:
    text = (_FOLDER / edition.lang / f"{name}.md").read_text("utf-8")
    made = markdown(text.replace("<!-- elsewhere -->", _elsewhere(edition)))
    return Markup(made.replace("<p>QUALIFIERS</p>", _qualifiers(edition)))


def _elsewhere(edition: Edition) -> str:
    folder = edition.elsewhere
    return edition.say("elsewhere", folder=json.dumps(folder)) if folder else ""


def markdown(text: str) -> str:
    """Markdown as HTML; a heading has the anchor written behind it, and tables scroll in a box of their own.

    >>> markdown("## Load { #load }").strip()
    '<h2 id="load">Load</h2>'
    """
    html = _parser().render(text)
    html = re.sub(r"\n+</code></pre>", "</code></pre>", html)
    html = re.sub(r"<h(\d)>(.*?) \{ #([\w.-]+) \}</h\1>", r'<h\1 id="\3">\2</h\1>', html)
    html = html.replace("<table>", '<div class="scroll" tabindex="0" role="group"><table>')
    html = html.replace("</table>", "</table></div>").replace("<pre>", '<pre tabindex="0">')
    return html


@lru_cache(maxsize=1)
def _parser() -> markdown_it.MarkdownIt:
    return markdown_it.MarkdownIt("commonmark", {"html": False}).enable("table")


def _qualifiers(edition: Edition) -> Markup:
    """The qualifiers with their signs, as a table."""
    heads = "".join(f"<th>{escape(edition.say(each))}</th>" for each in ("sign", "qualifier", "definition"))
    rows = "".join(
        f"<tr><td>{escape(SIGNS.get(code, '').strip() or '–')}</td>"
        f"<td>{escape(edition.label('observations', 'qualifier', code))}</td>"
        f"<td>{escape(edition.meaning('observations', 'qualifier', code))}</td></tr>"
        for code in edition.data.codes("observations", "qualifier")
    )
    return Markup(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
