"""The whole report in words: the verdict first, then each cause with its place, its row, and how to fix it.

The same lines are printed plain in a pipe and in colour, folded to its width, on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.characters import visible
from ..findings.report import Finding, Report, counted
from ..lang import Lang, sentence, texts
from .brief import WIDTH, again, brief_lines, heading_line
from .excerpt import excerpt
from .groups import Group, groups
from .lines import Line, Text, labelled_lines, plain
from .locations import place, source_words, subject
from .overview import of_many, overview_lines
from .skipped import unchecked_lines
from .verdict import clean_tables, verdict, verdict_lines
from .words import parts

LIMIT = 20  # places shown for one cause


def render(
    report: Report, lang: Lang = "en", limit: int = LIMIT, *, verbose: bool = True, called: bool = False
) -> str:
    """The whole report as text, without colour; at most `limit` places of one cause, and how many more.

    What fits on a screen where it is not `verbose`. For a caller in Python, who has no options, `called`.
    """
    if verbose:
        return plain(report_lines(report, lang, limit, called=called))
    return plain(brief_lines(report, lang, called=called))


def report_lines(
    report: Report, lang: Lang, limit: int = LIMIT, width: int = WIDTH, *, called: bool = False
) -> Iterator[Line]:
    """The lines of a report, the verdict first; a row shown takes at most `width` cells of a terminal."""
    say = texts("reports", lang)
    yield from verdict_lines(report, lang, "", called=called)
    if overview := of_many(report):
        yield from overview_lines(overview, lang, len(overview.packages) + len(overview.kinds), "")
    for number, group in enumerate(groups(report.findings), 1):
        yield Line()
        rows = report.rows.get(group.table, 0)
        yield from group_lines(group, lang, limit, width, f"{number}. ", rows, called=called)
    for line in again(report, lang):
        yield from (Line(), Line(Text(line)))
    if report.known:
        yield from (Line(), Line(Text(sentence("reports", "known", lang, n=counted(report.known)))))
        for each in report.known:
            yield Line(Text(f"{each.code} · {place(each, lang)}"), "  ")
            yield Line(Text(f"{subject(each, lang)}{say['colon']}{visible(each.suppression(lang))}"), "    ")
    listed = list(unchecked_lines(report, lang))
    if listed:
        yield from (Line(), Line(Text(say["unchecked_dataframe" if report.dataframe else "unchecked"])))
        yield from (Line(Text(each.strip()), "    " if each.startswith(" ") else "  ") for each in listed)
    if clean := clean_tables(report):
        names = sentence("reports", "clean_tables", lang, n=len(clean), names=say["list"].join(clean))
        yield from (Line(), Line(Text(names, "green")))


def summary(report: Report, lang: Lang = "en", limit: int = 5) -> str:
    """The verdict and the first findings, one line each: the message of an exception."""
    lines, colon = [verdict(report, lang)], texts("reports", lang)["colon"]
    for each in report.findings[:limit]:
        lines.append(f"{each.code} {place(each, lang)}{colon}{visible(each.found(lang))}")
    if len(report.findings) > limit:
        lines.append(sentence("reports", "shown_api", lang, shown=limit, n=counted(report.findings)))
    return "\n".join(lines)


def group_lines(
    group: Group,
    lang: Lang,
    limit: int = LIMIT,
    width: int = WIDTH,
    number: str = "",
    rows: int = 0,
    *,
    called: bool = False,
) -> Iterator[Line]:
    """One cause: its first finding in full, then the other places."""
    first, many = group.first, len(group.findings)
    yield heading_line(group, lang, number, rows)
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
        key = "shown_api" if called else "shown"
        yield Line(Text(sentence("reports", key, lang, shown=limit, n=many), "bold"), "   ")


def _said(finding: Finding, lang: Lang, shared: bool) -> str:
    """What was found at a further place, with the value proposed or what else was expected there."""
    say = texts("reports", lang)
    found = visible(finding.found(lang))
    if finding.fix is not None:
        return f"{found} → “{visible(finding.fix)}”" if finding.fix else f"{found} → {say['blank']}"
    return (
        found
        if shared
        else f"{found}{say['gap']}{say['expected']}{say['colon']}{visible(finding.expected(lang))}"
    )


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
