"""A report as a notebook shows it: the verdict and the first findings, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..datapackage.characters import visible
from ..findings.report import Report, counted
from ..lang import Lang, sentence, texts
from .locations import place, subject
from .verdict import verdict

LIMIT = 10


def render(report: Report, lang: Lang = "en") -> str:
    """The report as a part of a page.

    >>> render(Report("a", {"units": 3}, ()))
    '<p><strong>No problems found (1 table, 3 rows).</strong></p>'
    """
    say, n = texts("reports", lang), counted(report.findings)
    lines = [f"<p><strong>{_escaped(verdict(report, lang))}</strong></p>"]
    if not report.findings:
        return lines[0]
    lines.append(_row("th", (say[name] for name in ("code", "place", "found", "how_to_fix"))))
    for each in report.findings[:LIMIT]:
        where = "\n".join(filter(None, (place(each, lang), subject(each, lang))))
        lines.append(_row("td", (each.code, where, each.found(lang), each.how_to_fix(lang))))
    rows = "\n".join(lines[1:])
    shown = sentence("reports", "shown_api", lang, shown=LIMIT, n=n)
    more = f"\n<p>{_escaped(shown)}</p>" if len(report.findings) > LIMIT else ""
    return f"{lines[0]}\n<table>\n{rows}\n</table>{more}"


def _row(tag: str, cells: Iterable[str]) -> str:
    made = "".join(f'<{tag} style="text-align:left">{_escaped(each)}</{tag}>' for each in cells)
    return f"<tr>{made}</tr>"


def _escaped(text: str) -> str:
    return escape("\n".join(map(visible, text.split("\n")))).replace("\n", "<br>")
