"""A report in words: the verdict first, then each cause with its place, its row, and how to fix it.

The same lines are printed plain in a pipe and in colour, folded to its width, on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.characters import visible
from ..findings.report import UNLISTED, Finding, Report, counted
from ..lang import Lang, sentence, texts
from .excerpt import excerpt
from .groups import Group, groups
from .lines import Line, Text, labelled_lines, plain
from .locations import place, source_words, subject
from .skipped import unchecked_lines
from .words import parts

LIMIT = 20  # places shown for one cause
WIDTH = 100  # of rows shown where there is no terminal
_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def render(report: Report, lang: Lang = "en", limit: int = LIMIT) -> str:
    """The whole report as text, without colour; at most `limit` places of one cause, and how many more."""
    return plain(report_lines(report, lang, limit))


def report_lines(report: Report, lang: Lang, limit: int = LIMIT, width: int = WIDTH) -> Iterator[Line]:
    """The lines of a report, the verdict first; a row shown takes at most `width` cells of a terminal."""
    say = texts("reports", lang)
    yield from verdict_lines(report, lang)
    for number, group in enumerate(groups(report.findings), 1):
        yield Line()
        yield from group_lines(group, lang, limit, width, f"{number}. ", report.rows.get(group.table, 0))
    if report.known:
        yield from (Line(), Line(Text(sentence("reports", "known", lang, n=counted(report.known)))))
        for each in report.known:
            yield Line(Text(f"{each.code} · {place(each, lang)}"), "  ")
            yield Line(Text(f"{subject(each, lang)}{say['colon']}{visible(each.suppression(lang))}"), "    ")
    listed = list(unchecked_lines(report, lang))
    if listed:
        yield from (Line(), Line(Text(say["unchecked"])))
        yield from (Line(Text(each.strip()), "    " if each.startswith(" ") else "  ") for each in listed)


def verdict(report: Report, lang: Lang = "en") -> str:
    """How much is wrong and where, and which tables are clean."""
    return plain(verdict_lines(report, lang))


def summary(report: Report, lang: Lang = "en", limit: int = 5) -> str:
    """The verdict and the first findings, one line each: the message of an exception."""
    lines = [verdict(report, lang)]
    for each in report.findings[:limit]:
        lines.append(f"{each.code} {place(each, lang)}: {visible(each.found(lang))}")
    if len(report.findings) > limit:
        lines.append(sentence("reports", "shown_api", lang, shown=limit, n=counted(report.findings)))
    return "\n".join(lines)


def verdict_lines(report: Report, lang: Lang) -> Iterator[Line]:
    """The verdict, line by line."""
    say = texts("reports", lang)
    wrong = [each for each in report.findings if each.severity != "note"]
    notes = sentence("reports", "notes", lang, n=counted(report.findings) - counted(wrong))
    total = {
        "tables": sentence("reports", "number_of_tables", lang, n=len(report.rows)),
        "rows": sentence("reports", "rows", lang, n=sum(report.rows.values())),
    }
    if not wrong and len(report.findings):
        key = "notes_only_unchecked" if report.skipped else "notes_only"
        yield Line(Text(sentence("reports", key, lang, notes=notes, **total), "bold"))
    elif not wrong:
        key = "clean_selected" if report.left_out else "clean"
        yield Line(Text(sentence("reports", key, lang, **total), "bold green"))
    else:
        yield from _wrong_lines(report, wrong, lang)
        if len(wrong) < len(report.findings):
            yield Line(Text(say["and_notes"].format(notes=notes)))
    if report.left_out:
        listed = say["list"].join(sorted({each.code for each in report.left_out}))
        yield Line(Text(sentence("reports", "left_out", lang, n=counted(report.left_out), codes=listed)))
    if next(unchecked_lines(report, lang), None):
        yield Line(Text(say["not_all"]))


def _wrong_lines(report: Report, wrong: list[Finding], lang: Lang) -> Iterator[Line]:
    """The verdict on a package with problems: how many, where, and which tables are clean."""
    say = texts("reports", lang)
    if not report.rows:
        yield Line(Text(say["cannot_run"], "bold red"))
        return
    count = {name: counted(each for each in wrong if each.table == name) for name in ("", *report.rows)}
    bad = {name: number for name, number in count.items() if number}
    tables = sentence("reports", "of_tables", lang, n=len(bad) - ("" in bad), all=len(report.rows))
    where = tables
    if "" in bad:
        where = say["descriptor"] if len(bad) == 1 else say["both"].format(tables=tables)
    listed = say["list"].join(
        say["listed"].format(name=name or say["descriptor"], n=number) for name, number in bad.items()
    )
    wrong_codes = {
        each.values.get("code", each.code) if each.code == UNLISTED else each.code for each in wrong
    }
    line = say["verdict"].format(
        problems=sentence("reports", "problems", lang, n=counted(wrong)),
        kinds=sentence("reports", "kinds", lang, n=len(wrong_codes)),
        where=where,
        listed=listed,
    )
    yield Line(Text(line, "bold red"))
    touched = {each.table for each in (*report.findings, *report.left_out)}
    clean = [name for name in report.rows if name not in touched]
    if clean:
        listed = say["clean_tables"].format(n=len(clean), names=say["list"].join(clean))
        yield Line(Text(listed, "green"))
    else:
        yield Line(Text(say["no_clean"]))


def group_lines(
    group: Group, lang: Lang, limit: int = LIMIT, width: int = WIDTH, number: str = "", rows: int = 0
) -> Iterator[Line]:
    """One cause: its first finding in full, then the other places."""
    say, first, many = texts("reports", lang), group.first, len(group.findings)
    code, title, count = group.heading(lang, rows)
    coloured = (code, _COLOURS[first.severity])
    yield Line(Text.assemble(number, coloured, say["colon"], (title, "bold"), count))
    yield from _full(first, lang, width)
    if many == 1:
        return
    yield from (Line(), Line(Text(sentence("reports", "others", lang, n=many - 1)), "   "))
    shared = group.shared(lang)
    for each in group.findings[1:limit]:
        yield Line(Text(place(each, lang)), "   - ")
        if not shared and each.fix is None:
            yield from _row(each, width)
        source = source_words(each.source, lang) if each.source else ""
        lines = (subject(each, lang), _said(each, lang, shared), source)
        yield from (Line(Text(line), "     ") for line in lines if line)
    if many > limit:
        yield Line(Text(say["shown"].format(shown=limit, n=many), "bold"), "   ")


def _said(finding: Finding, lang: Lang, shared: bool) -> str:
    """What was found at a further place, with the value proposed or what else was expected there."""
    say = texts("reports", lang)
    found = visible(finding.found(lang))
    if finding.fix is not None:
        return f"{found} → “{visible(finding.fix)}”"
    return found if shared else f"{found} {say['expected']}{say['colon']}{visible(finding.expected(lang))}"


def _full(finding: Finding, lang: Lang, width: int) -> Iterator[Line]:
    """A finding in full: place, row, and each sentence under its label."""
    yield Line(Text(place(finding, lang), "bold"), "   ")
    if finding.key or finding.label(lang):
        yield Line(Text(subject(finding, lang)), "   ")
    yield from _row(finding, width)
    yield from labelled_lines(parts(finding, lang), lang, "   ")


def _row(finding: Finding, width: int) -> Iterator[Line]:
    """The row itself between two blank lines, the caret in colour."""
    shown = excerpt(finding, width - 5)
    if shown:
        yield Line()
        for line in shown:
            caret = not line.strip(" ^")
            yield Line(Text(line, "bold red" if caret else ""), "     ", fold=False)
        yield Line()
