"""A report as one self-contained page in both languages: no script, no request, every cell escaped.

Verdict first, then what to do: with one cause its row, with several four lines each. The rest is folded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path

from ..datapackage.characters import visible
from ..findings.overview import Overview
from ..findings.report import Finding, Report, counted
from ..lang import LANGS, Lang, sentence, texts
from .brief import MOST, again, beyond, in_short, other_places, to_do
from .excerpt import WIDEST, Shown, window
from .groups import Group, groups
from .locations import cell_name, place, row_words, source_words, subject
from .overview import grids, of_many, written
from .page import both, page
from .skipped import unchecked_lines
from .terminal_text import cut
from .verdict import verdict
from .words import parts

_ROOM, _MARKED = 96, 44  # cells of a terminal for the row shown, and for the cell concerned, which may fold
# What is shown of a cause at once.
_TO_DO, _PROPOSED = ("found", "expected", "how_to_fix"), ("found", "expected", "proposed")
_ROWS = 10  # shown of a table of many packages
_LONGEST = 300  # characters of a cell shown; what is cut is said


def render(report: Report, lang: Lang = "en") -> str:
    """The report as an HTML page; `lang` is shown first, and a switch shows the other language."""
    style = Path(__file__).with_name("report.css").read_text("utf-8") + _labels_beside()
    body = "\n".join(_body(report))
    return page(lambda each: texts("reports", each)["title"], visible(report.package), body, style, lang)


def _labels_beside() -> str:
    """The style that puts a label before what stood in a column, where there are no columns."""
    rules = [
        f'#{lang}:checked~main .others .{name}::before{{content:"{say[name]}{say["colon"]}"}}\n'
        for lang, say in ((each, texts("reports", each)) for each in LANGS)
        for name in ("found", "expected", "proposed", "source")
    ]
    return f"@media(max-width:40rem){{\n{''.join(rules)}}}\n"


def _label(name: str) -> str:
    """A label in both languages."""
    return both(lambda lang: texts("reports", lang)[name])


def _body(report: Report) -> Iterator[str]:
    clean = "" if report.findings else " clean"
    yield both(partial(verdict, report), "p", f' class="verdict{clean}"')
    if overview := of_many(report):
        yield from _overview(overview)
    asking = to_do(report)
    found = groups(asking)
    for group in found[:MOST]:
        yield from _group(group, report, alone=len(found) == 1)
    if more := found[MOST:]:

        def others(lang: Lang) -> str:
            codes, n = beyond(more, lang)
            return sentence("reports", "more_causes_below", lang, n=n, codes=codes)

        yield from _folded(others, more, report)
    if any(again(report, lang) for lang in LANGS):
        yield both(lambda lang: "".join(again(report, lang)), "p")
    shown = set(map(id, asking))
    if notes := groups(each for each in report.findings if id(each) not in shown):
        count = sum(len(each.findings) for each in notes)
        yield from _folded(lambda lang: sentence("reports", "notes", lang, n=count), notes, report)
    if report.known:
        known = {
            lang: [
                f"{each.code} {place(each, lang)} — {subject(each, lang)} — {each.suppression(lang)}"
                for each in report.known
            ]
            for lang in LANGS
        }
        yield from _list(lambda lang: sentence("reports", "known", lang, n=counted(report.known)), known)
    unchecked = {lang: [each.strip() for each in unchecked_lines(report, lang)] for lang in LANGS}
    if unchecked["en"]:
        yield from _list(lambda lang: texts("reports", lang)["unchecked"], unchecked)


def _overview(overview: Overview) -> Iterator[str]:
    """The tables of many packages, in each language; of a long one, the rest is folded."""
    for lang in LANGS:
        for grid in filter(lambda each: each.rows, grids(overview, lang)):
            say = texts("reports", lang)
            head = "".join(f"<th>{escape(say[name])}</th>" for name in grid.columns)
            rows = [
                "<tr>" + "".join(f"<td>{escape(written(cell))}</td>" for cell in row) + "</tr>"
                for row in grid.rows
            ]
            yield f'<section lang="{lang}"><h2>{escape(say[f"overview_{grid.name}"])}</h2>'
            yield f"<table><tr>{head}</tr>{''.join(rows[:_ROWS])}</table>"
            if len(rows) > _ROWS:
                more = sentence("reports", "more_rows_below", lang, n=len(rows) - _ROWS)
                yield f"<details><summary>{escape(more)}</summary><table><tr>{head}</tr>"
                yield from rows[_ROWS:]
                yield "</table></details>"
            yield "</section>"


def _folded(title: Callable[[Lang], str], listed: list[Group], report: Report) -> Iterator[str]:
    """Causes behind their number."""
    yield f"<details><summary>{both(title)}</summary>"
    for group in listed:
        yield from _group(group, report)
    yield "</details>"


def _list(title: Callable[[Lang], str], items: Mapping[Lang, list[str]]) -> Iterator[str]:
    """A list in each language, folded."""
    yield f"<section><details><summary>{both(title)}</summary>"
    for lang, listed in items.items():
        yield f'<ul lang="{lang}">{"".join(f"<li>{escape(visible(each))}</li>" for each in listed)}</ul>'
    yield "</details></section>"


def _group(group: Group, report: Report, *, alone: bool = False) -> Iterator[str]:
    """One cause in short, in full where it is `alone`; all the rest of it is folded."""
    first, many = group.first, len(group.findings)
    yield f'<section class="{first.severity}">'

    def heading(lang: Lang) -> str:
        code, title, count = group.heading(lang, report.rows.get(group.table, 0))
        return f"{code}{texts('reports', lang)['colon']}{title}{count}"

    yield both(heading, "h2")
    todo = _TO_DO if first.fix is None else _PROPOSED
    if alone:
        yield both(partial(place, first), "div", ' class="place"')
        if subject(first):
            yield both(partial(subject, first), "div")
        yield from _row(first)
        yield from _sentences(first, todo)
    else:
        yield both(lambda lang: "\n".join(in_short(first, lang)), "p", ' class="cause"')
    title = both(partial(other_places, group)) if many > 1 else _label("details")
    yield f"<details><summary>{title}</summary>"
    if not alone:
        yield from _row(first)
    yield from _sentences(first, [name for name in parts(first, "en") if not alone or name not in todo])
    if many > 1:
        yield from _others(group)
    yield "</details></section>"


def _row(finding: Finding) -> Iterator[str]:
    """The row around the cell concerned, as a spreadsheet shows it."""
    number = finding.evidence.number
    if not finding.evidence.columns or not finding.evidence.cells:
        return
    shown, more_left, more_right = window(finding, _ROOM, _MARKED)
    left, right = ("<th>…</th>" if more_left else ""), ("<th>…</th>" if more_right else "")

    def line(name: str, cells: Iterable[str]) -> str:
        return f"<tr><th>{name}</th>{left}{''.join(cells)}{right}</tr>"

    yield f'<table class="row" style="--cells:{len(shown) + 1 + more_left + more_right}">'
    yield line("", (f"<th>{each.letter}</th>" for each in shown))
    if number:  # a finding about the header shows it once
        yield line("1", (f"<th>{escape(cut(each.name, WIDEST))}</th>" for each in shown))
    yield line(f"{(number or 0) + 1}", map(_cell, shown))
    yield "</table>"


def _cell(shown: Shown) -> str:
    """A cell of the row; the one concerned is shown whole, or it is said where it is cut."""
    if not shown.marked:
        return f"<td>{escape(cut(shown.text, shown.size))}</td>"
    cut_off = both(lambda lang: sentence("reports", "cut", lang, n=_LONGEST))
    said = cut_off if len(shown.text) > _LONGEST else ""
    return f'<td class="mark">{escape(shown.text[:_LONGEST])}{said}</td>'


def _sentences(finding: Finding, names: Iterable[str]) -> Iterator[str]:
    """What is said of a finding, each under its label."""
    said = {lang: parts(finding, lang) for lang in LANGS}
    yield "<dl>"
    for name in names:
        text = both({lang: said[lang][name] for lang in LANGS}.__getitem__)
        yield f"<dt>{_label(name)}</dt><dd>{text}</dd>"
    yield "</dl>"


def _others(group: Group) -> Iterator[str]:
    """All places of a cause, never cut."""
    columns: dict[str, Callable[[Finding], str]] = {
        "place": lambda each: both(partial(_short_place if group.table else place, each)),
        "key": lambda each: both(partial(subject, each)) if subject(each) else "",
        "found": lambda each: both(each.found),
        "expected": lambda each: "" if group.shared("en") else both(each.expected),
        "proposed": lambda each: escape(visible(each.fix)) if each.fix is not None else "",
        "source": lambda each: both(partial(source_words, each.source)) if each.source else "",
    }
    listed = [{name: say(each) for name, say in columns.items()} for each in group.findings]
    filled = [name for name in columns if any(each[name] for each in listed)]
    yield '<table class="others"><tr>'
    yield from (f"<th>{_label(name)}</th>" for name in filled)
    yield "</tr>"
    for each in listed:
        yield "<tr>" + "".join(f'<td class="{name}">{each[name]}</td>' for name in filled) + "</tr>"
    yield "</table>"


def _short_place(finding: Finding, lang: Lang) -> str:
    """Row and cell of a finding whose table and column have been said."""
    parts = (row_words(finding, lang), cell_name(finding))
    return " · ".join(part for part in parts if part) or place(finding, lang)
