"""A report as one self-contained page in both languages: no script, no request, nothing of a cell unescaped.

The switch between the languages is two radio buttons and a style sheet; the policy in its head forbids
everything else, so that markup in a cell or a descriptor stays text even where an escape were missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html import escape

from .. import codes
from ..characters import visible
from ..findings import Finding, Lang, Report
from .excerpt import marked
from .groups import Group, groups
from .places import letter, place, source_words, subject
from .text import LIMIT, verdict
from .unchecked import unchecked_lines
from .visible import cell_text, visible_lines
from .words import number_words, proposal, register_row, words

_LANGS: tuple[Lang, Lang] = ("zh", "en")
_BESIDE = 3  # columns shown on each side of the cell concerned
_LONGEST = 300  # characters of a cell shown; what is cut is said

_STYLE = """
:root{color-scheme:light dark;--bad:#b3261e;--good:#1b6e3c;--soft:#8883;--mark:#ffd54f66}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif;margin:0 auto;padding:1rem;max-width:60rem;overflow-wrap:anywhere}
#zh:checked~main [lang=en],#en:checked~main [lang=zh]{display:none}
body>label{margin-right:1rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:0 0 .3rem}
section{border:1px solid var(--soft);border-left:.35rem solid var(--soft);border-radius:.4rem;padding:.8rem;margin:1rem 0}
section.error{border-left-color:var(--bad)}section.warning{border-left-color:#c77700}section.note{border-left-color:#2d6cdf}
.verdict{white-space:pre-line;font-weight:600}.clean{color:var(--good)}
.place{font-weight:600}.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;font-size:.9rem;width:max-content}th,td{overflow-wrap:break-word;max-width:22rem;border:1px solid var(--soft);padding:.2rem .5rem;text-align:left;vertical-align:top}
th{font-weight:400;opacity:.75}td.mark{background:var(--mark);outline:2px solid var(--bad);font-weight:600;white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .8rem;margin:.5rem 0}dt{opacity:.7}dd{margin:0}
code{font-family:ui-monospace,Consolas,monospace;font-size:.9em}
@media(max-width:32rem){dl{grid-template-columns:1fr}dd{margin:0 0 .3rem}body{padding:.6rem}}
"""


def render(report: Report, lang: Lang = "en") -> str:
    """The report as an HTML page.

    Args:
        report: the report.
        lang: the language shown first; a switch shows the other.
    """
    checked = {each: " checked" if each == lang else "" for each in _LANGS}
    name = escape(visible(report.package))
    body = "\n".join(_body(report))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name} · {words(lang)['title']}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<input type="radio" name="language" id="zh"{checked["zh"]}><label for="zh" lang="zh">中文</label>\n'
        f'<input type="radio" name="language" id="en"{checked["en"]}><label for="en" lang="en">English</label>\n'
        f"<main>\n<h1>{_both(lambda each: words(each)['title'])} · {name}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _both(say: Callable[[Lang], str], tag: str = "span", attributes: str = "") -> str:
    """One thing in both languages, each escaped; the style sheet shows one."""
    return "".join(
        f'<{tag}{attributes} lang="{lang}">{escape(visible_lines(say(lang)))}</{tag}>' for lang in _LANGS
    )


def _label(name: str) -> str:
    """A label in both languages."""
    return _both(lambda lang: words(lang)[name])


def _body(report: Report) -> Iterator[str]:
    clean = "" if report.findings else " clean"
    yield _both(partial(verdict, report), "p", f' class="verdict{clean}"')
    for group in groups(report.findings):
        yield from _group(group, report)
    if report.known:
        yield "<section>"
        yield _both(lambda lang: number_words(lang, "known", len(report.known)), "h2")
        yield "<ul>"
        for each in report.known:
            said = partial(_known, each)
            yield f"<li>{_both(said)}</li>"
        yield "</ul></section>"
    if next(unchecked_lines(report, "en"), None):
        yield "<section>"
        yield _both(lambda lang: words(lang)["unchecked"], "h2")
        for lang in _LANGS:
            items = "".join(
                f"<li>{escape(visible(each.strip()))}</li>" for each in unchecked_lines(report, lang)
            )
            yield f'<ul lang="{lang}">{items}</ul>'
        yield "</section>"


def _known(finding: Finding, lang: Lang) -> str:
    """A known discrepancy with its reason."""
    comma = " — "
    return comma.join(
        (f"{finding.code} {place(finding, lang)}", subject(finding, lang), finding.excuse(lang))
    )


def _group(group: Group, report: Report) -> Iterator[str]:
    """One cause: its first finding in full, the others in a table."""
    first, many = group.first, len(group.findings)
    entry = codes.entry(group.code)
    yield f'<section class="{entry.severity}">'

    def heading(lang: Lang) -> str:
        say = words(lang)
        whole = many > 2 and group.rows == report.rows.get(first.table, 0)
        number = f" – {say['whole' if whole else 'count'].format(n=many)}" if many > 1 else ""
        return f"{group.code} {say[entry.severity]}{say['colon']}{entry.title(lang)}{number}"

    yield _both(heading, "h2")
    yield _both(partial(place, first), "div", ' class="place"')
    if subject(first):
        yield _both(partial(subject, first), "div")
    yield from _row(first)
    yield from _sentences(first)
    if many > 1:
        yield from _others(group)
    yield "</section>"


def _row(finding: Finding) -> Iterator[str]:
    """The row around the cell concerned, as a spreadsheet shows it."""
    columns, cells, number = finding.evidence.columns, finding.evidence.cells, finding.evidence.number
    if not columns or not cells:
        return
    marks = marked(finding)
    centre = marks[0] if marks else 0
    count = max(len(columns), len(cells))
    shown = range(max(0, centre - _BESIDE), min(max(count, centre + 1), centre + _BESIDE + 1))
    left, right = ("<th>…</th>" if shown[0] else ""), ("<th>…</th>" if shown[-1] < count - 1 else "")
    yield '<div class="scroll"><table>'
    letters = "".join(f"<th>{letter(at)}</th>" for at in shown)
    yield f"<tr><th></th>{left}{letters}{right}</tr>"
    if number:
        names = "".join(
            f"<th>{escape(visible(columns[at])) if at < len(columns) else ''}</th>" for at in shown
        )
        yield f"<tr><th>1</th>{left}{names}{right}</tr>"
    texts = "".join(
        f"<td{' class=mark' if at in marks else ''}>{_cell(cells[at]) if at < len(cells) else ''}</td>"
        for at in shown
    )
    yield f"<tr><th>{(number or 0) + 1}</th>{left}{texts}{right}</tr></table></div>"


def _cell(cell: str) -> str:
    if len(cell) <= _LONGEST:
        return escape(cell_text(cell))
    return escape(cell_text(cell[:_LONGEST])) + _both(lambda lang: words(lang)["cut"].format(n=_LONGEST))


def _sentences(finding: Finding) -> Iterator[str]:
    """What was found and expected, why, and how to mend it, under their labels."""
    parts: list[tuple[str, Callable[[Lang], str]]] = [
        ("found", finding.found), ("expected", finding.expected), ("why", finding.why), ("mend", finding.mend),
        ("proposed", partial(proposal, finding)),
    ]  # fmt: skip
    if finding.registrable:
        row = register_row(finding)
        parts.append(("or", lambda lang: words(lang)["register"].format(row=row)))
    if finding.source is not None:
        parts.append(("source", partial(source_words, finding.source)))
    parts.append(("more", lambda lang: words(lang)["explain"].format(code=finding.code)))
    yield "<dl>"
    for name, say in parts:
        if say("en"):
            yield f"<dt>{_label(name)}</dt><dd>{_both(say)}</dd>"
    yield "</dl>"


def _others(group: Group) -> Iterator[str]:
    """All places of a cause; folded away where they are many, and never cut."""
    many = len(group.findings)
    yield f"<details{' open' if many <= LIMIT else ''}><summary>"
    yield _both(lambda lang: words(lang)["all_places"].format(n=many))
    yield '</summary><div class="scroll"><table><tr>'
    for name in ("place", "key", "label", "found", "expected", "proposed", "source"):
        yield f"<th>{_label(name)}</th>"
    yield "</tr>"
    for each in group.findings:
        cells = (
            _both(partial(place, each)), escape(visible(each.key)), _both(each.label), _both(each.found),
            _both(each.expected), escape(visible(each.fix)) if each.fix is not None else "",
            _both(partial(source_words, each.source)) if each.source else "",
        )  # fmt: skip
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</table></div></details>"
