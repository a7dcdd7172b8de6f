"""The whole report in words: the verdict first, then each cause with its place, its row, and how to fix it.

The same lines are printed plain in a pipe and in colour, folded to its width, on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..datapackage.characters import visible
from ..findings.report import CHANGED, UNLISTED, Finding, Report, counted
from ..lang import Lang, sentence, texts
from .excerpt import excerpt
from .groups import Group, groups
from .lines import Line, Text, labelled_lines, plain
from .locations import place, source_words, subject
from .skipped import unchecked, unchecked_lines
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
    yield from verdict_lines(report, lang, "")
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
    if clean := _clean_tables(report):
        names = say["clean_tables"].format(n=len(clean), names=say["list"].join(clean))
        yield from (Line(), Line(Text(names, "green")))


def verdict(report: Report, lang: Lang = "en") -> str:
    """How much is wrong and where, and what else there is, in numbers."""
    return plain(verdict_lines(report, lang))


def summary(report: Report, lang: Lang = "en", limit: int = 5) -> str:
    """The verdict and the first findings, one line each: the message of an exception."""
    lines = [verdict(report, lang)]
    for each in report.findings[:limit]:
        lines.append(f"{each.code} {place(each, lang)}: {visible(each.found(lang))}")
    if len(report.findings) > limit:
        lines.append(sentence("reports", "shown_api", lang, shown=limit, n=counted(report.findings)))
    return "\n".join(lines)


def verdict_lines(report: Report, lang: Lang, also: str = "also") -> Iterator[Line]:
    """The verdict, line by line; with how much there is that asks for nothing, in the words `also`, unless ""."""
    say = texts("reports", lang)
    wrong = [each for each in report.findings if each.severity != "note"]
    notes = sentence("reports", "notes", lang, n=counted(report.findings) - counted(wrong))
    total = {
        "tables": sentence("reports", "number_of_tables", lang, n=len(report.rows)),
        "rows": sentence("reports", "rows", lang, n=sum(report.rows.values())),
    }
    if wrong:
        yield Line(Text(_wrong(report, wrong, lang), "bold red"))
    elif report.findings:
        key = "notes_only_unchecked" if report.skipped else "notes_only"
        yield Line(Text(sentence("reports", key, lang, notes=notes, **total), "bold"))
    else:
        key = "clean_selected" if report.left_out else "clean"
        yield Line(Text(sentence("reports", key, lang, **total), "bold green"))
    if report.left_out:
        listed = say["list"].join(sorted({each.code for each in report.left_out}))
        yield Line(Text(sentence("reports", "left_out", lang, n=counted(report.left_out), codes=listed)))
    if also:
        if listed := say["list"].join(_also(report, lang)):
            yield Line(Text(say[also].format(listed=listed)))
    elif next(unchecked_lines(report, lang), None):
        yield Line(Text(say["not_all"]))


def _also(report: Report, lang: Lang) -> Iterator[str]:
    """What there is besides what is wrong, each as a number."""
    wrong = any(each.severity != "note" for each in report.findings)
    notes = [each for each in report.findings if wrong and each.severity == "note"]
    passed_over = unchecked(report)
    numbers = {
        "notes": counted(each for each in notes if each.code != CHANGED),
        "files_changed": counted(each for each in notes if each.code == CHANGED),
        "known_issues": counted(report.known),
        "tables_unchecked": sum(not each.rules and not each.rows for each in passed_over),
        "rows_unchecked": sum(each.rows for each in passed_over),
        "rules_unchecked": sum(len(each.rules) for each in passed_over),
        "tables_clean": len(_clean_tables(report)),
    }
    return (sentence("reports", name, lang, n=number) for name, number in numbers.items() if number)


def _clean_tables(report: Report) -> list[str]:
    """The tables without findings, where others have some."""
    touched = {each.table for each in (*report.findings, *report.left_out)}
    return [name for name in report.rows if name not in touched] if report.findings else []


def _wrong(report: Report, wrong: list[Finding], lang: Lang) -> str:
    """The verdict on a package with problems: how many, and where."""
    say = texts("reports", lang)
    if not report.rows:
        return say["cannot_run"]
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
    return say["verdict"].format(
        problems=sentence("reports", "problems", lang, n=counted(wrong)),
        kinds=sentence("reports", "kinds", lang, n=len(wrong_codes)),
        where=where,
        listed=listed,
    )


def heading_line(group: Group, lang: Lang, number: str = "", rows: int = 0) -> Line:
    """Code, severity and title of a cause, and how many places it has."""
    code, title, count = group.heading(lang, rows)
    coloured = (code, _COLOURS[group.first.severity])
    return Line(Text.assemble(number, coloured, texts("reports", lang)["colon"], (title, "bold"), count))


def group_lines(
    group: Group, lang: Lang, limit: int = LIMIT, width: int = WIDTH, number: str = "", rows: int = 0
) -> Iterator[Line]:
    """One cause: its first finding in full, then the other places."""
    say, first, many = texts("reports", lang), group.first, len(group.findings)
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
        yield Line(Text(say["shown"].format(shown=limit, n=many), "bold"), "   ")


def _said(finding: Finding, lang: Lang, shared: bool) -> str:
    """What was found at a further place, with the value proposed or what else was expected there."""
    say = texts("reports", lang)
    found = visible(finding.found(lang))
    if finding.fix is not None:
        return f"{found} → “{visible(finding.fix)}”" if finding.fix else f"{found} → {say['blank']}"
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
