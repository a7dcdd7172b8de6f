"""A report as one self-contained page in both languages: no script, no request, nothing of a cell unescaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape

from ..datapackage.characters import visible
from ..findings import catalogue as codes
from ..findings.report import Finding, Report, counted
from ..lang import LANGS, Lang, sentence, texts
from .excerpt import WIDEST, Shown, window
from .groups import Group, groups
from .locations import cell_name, place, row_words, source_words, subject
from .page import both, page
from .skipped import unchecked_lines
from .terminal_text import cut
from .text import LIMIT, verdict
from .words import proposal, register_row

_ROOM, _MARKED = 96, 44  # cells of a terminal for the row shown, and for the cell concerned, which may fold
_LABELLED = ("found", "expected", "proposed", "source")
_LONGEST = 300  # characters of a cell shown; what is cut is said

# Where a row does not fit, its columns are laid one below the other, so that the cell concerned is never out of sight.
_STYLE = """
.place{font-weight:600}
.row :is(th,td){white-space:pre}
.row td.mark{background:var(--mark);outline:2px solid var(--bad);outline-offset:-2px;font-weight:600;white-space:pre-wrap;max-width:24rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.5rem 0 0}dt{opacity:.75}dd{margin:0}
code{font-family:ui-monospace,Consolas,monospace;font-size:.9em}
@media(max-width:60rem){
.row{display:grid;grid-template-rows:repeat(var(--cells),auto);grid-auto-flow:column;justify-content:start}
.row :is(tbody,tr){display:contents}.row :is(th,td){white-space:pre-wrap;border-width:0 0 1px}}
@media(max-width:40rem){
body{padding:.6rem}section{padding:.6rem}
dl{display:block}dt,dd{display:inline}dt::after{content:" "}dd::after{content:"\\a";white-space:pre}
.others,.others tbody{display:block}.others tr:first-child,.others td:empty{display:none}
.others tr{display:block;padding:.4rem 0;border-top:1px solid var(--soft)}.others td{display:block;border:0;padding:0}
"""


def render(report: Report, lang: Lang = "en") -> str:
    """The report as an HTML page.

    Args:
        report: the report.
        lang: the language shown first; a switch shows the other.
    """
    style = f"{_STYLE}{_labels_beside()}}}\n"
    body = "\n".join(_body(report))
    return page(lambda each: texts("reports", each)["title"], visible(report.package), body, style, lang)


def _labels_beside() -> str:
    """The style that puts a label before what stood in a column, where there are no columns."""
    return "\n".join(
        f'#{lang}:checked~main .others .{name}::before{{content:"{texts("reports", lang)[name]}{texts("reports", lang)["colon"]}"}}'
        for lang in LANGS
        for name in _LABELLED
    )


def _label(name: str) -> str:
    """A label in both languages."""
    return both(lambda lang: texts("reports", lang)[name])


def _body(report: Report) -> Iterator[str]:
    clean = "" if report.findings else " clean"
    yield both(partial(verdict, report), "p", f' class="verdict{clean}"')
    for group in groups(report.findings):
        yield from _group(group, report)
    if report.known:
        yield "<section>"
        yield both(lambda lang: sentence("reports", "known", lang, n=counted(report.known)), "h2")
        yield "<ul>"
        for each in report.known:
            said = partial(_known, each)
            yield f"<li>{both(said)}</li>"
        yield "</ul></section>"
    if next(unchecked_lines(report, "en"), None):
        yield "<section>"
        yield both(lambda lang: texts("reports", lang)["unchecked"], "h2")
        for lang in LANGS:
            items = "".join(
                f"<li>{escape(visible(each.strip()))}</li>" for each in unchecked_lines(report, lang)
            )
            yield f'<ul lang="{lang}">{items}</ul>'
        yield "</section>"


def _known(finding: Finding, lang: Lang) -> str:
    """A known discrepancy with its reason."""
    comma = " — "
    return comma.join(
        (f"{finding.code} {place(finding, lang)}", subject(finding, lang), finding.suppression(lang))
    )


def _group(group: Group, report: Report) -> Iterator[str]:
    """One cause: its first finding in full, the others in a table."""
    first, many = group.first, len(group.findings)
    entry = codes.entry(group.code)
    yield f'<section class="{first.severity}">'

    def heading(lang: Lang) -> str:
        say = texts("reports", lang)
        whole = group.whole(report.rows.get(group.table, 0))
        number = f" – {say['whole' if whole else 'count'].format(n=many)}" if many > 1 else ""
        return f"{group.code} {say[first.severity]}{say['colon']}{entry.title(lang)}{number}"

    yield both(heading, "h2")
    yield both(partial(place, first), "div", ' class="place"')
    if subject(first):
        yield both(partial(subject, first), "div")
    yield from _row(first)
    yield from _sentences(first)
    if many > 1:
        yield from _others(group)
    yield "</section>"


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
    said = (
        both(lambda lang: sentence("reports", "cut", lang, n=_LONGEST)) if len(shown.text) > _LONGEST else ""
    )
    return f'<td class="mark">{escape(shown.text[:_LONGEST])}{said}</td>'


def _sentences(finding: Finding) -> Iterator[str]:
    """What was found and expected, why, and how to fix it, under their labels."""
    parts: list[tuple[str, Callable[[Lang], str]]] = [
        ("found", finding.found), ("expected", finding.expected), ("why", finding.why), ("how_to_fix", finding.how_to_fix),
        ("proposed", partial(proposal, finding)),
    ]  # fmt: skip
    if finding.suppressible:
        row = register_row(finding)
        parts.append(("or", lambda lang: sentence("reports", "register", lang, row=row)))
    if finding.source is not None:
        parts.append(("source", partial(source_words, finding.source)))
    parts.append(("more", lambda lang: sentence("reports", "explain", lang, code=finding.code)))
    yield "<dl>"
    for name, say in parts:
        if say("en"):
            yield f"<dt>{_label(name)}</dt><dd>{both(say)}</dd>"
    yield "</dl>"


def _others(group: Group) -> Iterator[str]:
    """All places of a cause; folded away where they are many, and never cut."""
    many = len(group.findings)
    columns: dict[str, Callable[[Finding], str]] = {
        "place": lambda each: both(lambda lang: place(each, lang) if not group.table else _short_place(each, lang)),
        "key": lambda each: both(partial(subject, each)) if subject(each) else "",
        "found": lambda each: both(each.found),
        "expected": lambda each: "" if group.shared("en") else both(each.expected),
        "proposed": lambda each: escape(visible(each.fix)) if each.fix is not None else "",
        "source": lambda each: both(partial(source_words, each.source)) if each.source else "",
    }  # fmt: skip
    listed = [{name: say(each) for name, say in columns.items()} for each in group.findings]
    filled = [name for name in columns if any(each[name] for each in listed)]
    yield f"<details{' open' if many <= LIMIT else ''}><summary>"
    yield both(lambda lang: sentence("reports", "all_places", lang, n=many))
    yield '</summary><table class="others"><tr>'
    yield from (f"<th>{_label(name)}</th>" for name in filled)
    yield "</tr>"
    for each in listed:
        yield "<tr>" + "".join(f'<td class="{name}">{each[name]}</td>' for name in filled) + "</tr>"
    yield "</table></details>"


def _short_place(finding: Finding, lang: Lang) -> str:
    """Row and cell of a finding whose table and column have been said."""
    parts = (row_words(finding, lang), cell_name(finding))
    return " · ".join(part for part in parts if part) or place(finding, lang)
