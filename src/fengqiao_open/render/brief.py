"""A report on one screen: the verdict, then what to do; what asks for nothing is a number.

One cause is shown with its row, several with four lines each. The whole report is `render/text.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..datapackage.characters import visible
from ..findings.report import CHANGED, COPY, Finding, Report, counted
from ..lang import Lang, sentence, texts
from .excerpt import excerpt
from .groups import OF_HEADER, Group, groups
from .lines import Line, Text, labelled_lines
from .locations import place, subject
from .overview import of_many, overview_lines
from .verdict import verdict_lines
from .words import may_be_registered, parts

MOST = 5  # causes shown
_LINES = 8  # lines named of the other places of a cause
WIDTH = 100  # of rows shown where there is no terminal
_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_ALONE = ("found", "expected", "how_to_fix", "proposed", "or")


def brief_lines(report: Report, lang: Lang, width: int = WIDTH, *, called: bool = False) -> Iterator[Line]:
    """The lines of a report, the verdict first; a row shown takes at most `width` cells of a terminal.

    For a caller in Python, who has no options, `called`.
    """
    say = texts("reports", lang)
    verbose = sentence("reports", "verbose_api" if called else "verbose", lang)
    yield from verdict_lines(report, lang, "also_listed", called=called)
    if overview := of_many(report):
        yield from overview_lines(overview, lang, MOST, verbose)
        yield from (Line(Text(line)) for line in again(report, lang))
        return
    found = groups(to_do(report))
    if found:
        yield Line()
    for number, group in enumerate(found[:MOST], 1):
        yield heading_line(group, lang, f"{number}. ", report.rows.get(group.table, 0))
        if len(found) == 1:
            yield from _alone(group.first, lang, width)
        else:
            yield from (Line(Text(line), "   ") for line in in_short(group.first, lang))
        if len(group.findings) > 1:
            yield Line(Text(other_places(group, lang)), "   ")
    if len(found) > MOST:
        codes, n = beyond(found[MOST:], lang)
        yield Line(Text(sentence("reports", "more_causes", lang, n=n, codes=codes, verbose=verbose), "bold"))
    last = []
    if len(found) > 1 and any(may_be_registered(each) for group in found[:MOST] for each in group.findings):
        last.append(say["register_short"])
    last += again(report, lang)
    if last:
        yield Line(Text(say["gap"].join(last)))


def beyond(more: Sequence[Group], lang: Lang) -> tuple[str, int]:
    """The codes of the causes that are not shown, and how many problems they are."""
    codes = texts("reports", lang)["list"].join(dict.fromkeys(each.code for each in more))
    return codes, sum(counted(each.findings) for each in more)


def again(report: Report, lang: Lang) -> list[str]:
    """The sentence with the command that checks the package again; none where nothing is to be done."""
    package = next((each.evidence.package for each in report.findings if each.evidence.package), "")
    return [sentence("reports", "again", lang, package=package)] if package else []


def to_do(report: Report) -> list[Finding]:
    """What asks for something: errors, warnings, copies of tables, which may be the files that were meant,
    and files that changed where nothing else says why.

    Where there is nothing wrong, all notes.
    """
    explained = {each.table for each in report.findings if each.code not in (CHANGED, COPY)}
    return [
        each
        for each in report.findings
        if report.ok
        or each.severity != "note"
        or each.code == COPY
        or (each.code == CHANGED and each.table not in explained)
    ]


def _alone(finding: Finding, lang: Lang, width: int) -> Iterator[Line]:
    """The only cause: its place, its row, and what to do."""
    source = finding.source
    printed = f"“{visible(source.printed)}”" if source and source.printed else ""
    paragraph = sentence("reports", "paragraph", lang, paragraph=source.paragraph) if source else ""
    about = (subject(finding, lang), texts("reports", lang)["gap"].join(filter(None, (paragraph, printed))))
    yield Line(Text(place(finding, lang), "bold"), "   ")
    if any(about):
        yield Line(Text(" · ".join(filter(None, about))), "   ")
    shown = excerpt(finding, width - 5)
    for line in shown[1:] or shown:
        yield Line(Text(line, "bold red" if not line.strip(" ^") else ""), "     ", fold=False)
    said = {name: text for name, text in parts(finding, lang).items() if name in _ALONE}
    if finding.fix is not None:
        said.pop("how_to_fix", None)
    if "or" in said:
        said["or"] = texts("reports", lang)["register_short"]
    yield from labelled_lines(said, lang, "   ")


def in_short(finding: Finding, lang: Lang) -> Iterator[str]:
    """One cause of several, in three lines: its place, what is wrong, what to do."""
    say, said = texts("reports", lang), parts(finding, lang)
    name = finding.label(lang) or finding.key
    yield " · ".join(filter(None, (place(finding, lang), visible(name))))
    found, expected = visible(said["found"]), visible(said["expected"])
    stop = "" if found.endswith(say["stop"]) else say["stop"]
    yield f"{found}{stop}{say['gap']}{say['expected']}{say['colon']}{expected}"
    name = "how_to_fix" if finding.fix is None else "proposed"
    yield f"{say[name]}{say['colon']}{visible(said[name])}"


def other_places(group: Group, lang: Lang) -> str:
    """How many places a cause has besides the one shown, and the lines or tables of the first of them."""
    say, others = texts("reports", lang), group.findings[1:]
    header = group.code in OF_HEADER
    by_line = not header and all(group.table and each.line for each in others)
    # A row that is missing has no line, but a key.
    by_key = group.table and all(each.key and not each.line for each in others)
    names = [
        visible(each.column)
        if header
        else str(each.line)
        if by_line
        else visible(each.key)
        if by_key
        else place(each, lang)
        for each in others
    ]
    listed = say["list"].join(names[:_LINES]) + (say["and_so_on"] if len(names) > _LINES else "")
    case = "other_columns" if header else "other_lines" if by_line else "other_places"
    return sentence("reports", case, lang, n=len(others), listed=listed)


def heading_line(group: Group, lang: Lang, number: str = "", rows: int = 0) -> Line:
    """Code, severity and title of a cause, and how many places it has."""
    code, title, count = group.heading(lang, rows)
    coloured = (code, _COLOURS[group.first.severity])
    return Line(Text.assemble(number, coloured, texts("reports", lang)["colon"], (title, "bold"), count))
