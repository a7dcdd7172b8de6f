"""The verdict of a report: how much is wrong and where, and what else there is, in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings.report import CHANGED, COPY, STRAY, UNLISTED, Finding, Report, counted
from ..lang import Lang, sentence, texts
from ..tabular.canonical_csv import OTHER_FORMAT
from .lines import Line, Text, plain
from .locations import file_name
from .overview import states_line
from .skipped import unchecked, unchecked_lines

#: What `joined` puts between the words of several forms.
_BETWEEN = {"en": "; ", "zh": "；"}


def verdict(report: Report, lang: Lang = "en") -> str:
    """How much is wrong and where, and what else there is, in numbers."""
    return plain(verdict_lines(report, lang))


def verdict_lines(report: Report, lang: Lang, also: str = "also", *, called: bool = False) -> Iterator[Line]:
    """The verdict, line by line; with how much there is that asks for nothing, in the words `also`, unless
    "". For a caller in Python, who has no options, `called`.
    """
    say = texts("reports", lang)
    wrong = [each for each in report.findings if each.severity != "note"]
    notes = sentence("reports", "notes", lang, n=counted(report.findings) - counted(wrong))
    total = {
        "tables": sentence("reports", "number_of_tables", lang, n=len(report.rows)),
        "rows": sentence("reports", "rows", lang, n=sum(report.rows.values())),
    }
    if report.overview and len(report.overview.packages) > 1:
        yield Line(Text(states_line(report.overview, lang), "bold red" if wrong else "bold green"))
    if wrong:
        yield Line(Text(_wrong(report, wrong, lang), "bold red"))
    elif report.findings:
        key = "notes_only_unchecked" if report.skipped else "notes_only"
        yield Line(Text(sentence("reports", key, lang, notes=notes, **total), "bold"))
    else:
        key = "clean_selected" if report.left_out else "clean_unchecked" if report.skipped else "clean"
        yield Line(Text(sentence("reports", key, lang, **total), "bold green"))
    if report.left_out:
        listed = say["list"].join(sorted({each.code for each in report.left_out}))
        key = "left_out_api" if called else "left_out"
        yield Line(Text(sentence("reports", key, lang, n=counted(report.left_out), codes=listed)))
    if tables := _not_compared(report):
        key = "not_compared_dataframe" if report.dataframe else "not_compared"
        names, own = say["list"].join(tables), next(iter(report.rows), "")
        yield Line(Text(sentence("reports", key, lang, names=names, table=own)))
    if also:
        brief = also == "also_listed"
        if listed := say["list"].join(_also(report, lang, brief=brief)):
            verbose = say["verbose_api" if called else "verbose"]
            yield Line(Text(sentence("reports", also, lang, listed=listed, verbose=verbose)))
    elif next(unchecked_lines(report, lang), None):
        yield Line(Text(say["not_all"]))


def _also(report: Report, lang: Lang, *, brief: bool) -> Iterator[str]:
    """What there is besides what is wrong, each as a number; in `brief`, with the formats of files."""
    wrong = any(each.severity != "note" for each in report.findings)
    notes = [each for each in report.findings if wrong and each.severity == "note"]
    formats = [each for each in notes if brief and each.code == OTHER_FORMAT]
    listed = [each for each in notes if brief and each.code == COPY]
    passed_over = unchecked(report)
    numbers = {
        "notes": counted(each for each in notes if each.code != CHANGED and each not in [*formats, *listed]),
        "files_changed": counted(each for each in notes if each.code == CHANGED),
        "known_issues": _known_issues(report),
        "tables_unchecked": sum(not each.rules and not each.rows for each in passed_over),
        "rows_unchecked": sum(each.rows for each in passed_over),
        "rules_later": sum(code != STRAY for each in passed_over if each.because for code in each.rules),
        "rules_unchecked": sum(
            code != STRAY for each in passed_over if not each.because for code in each.rules
        ),
        "tables_clean": len(clean_tables(report)),
    }
    if formats:
        yield _formats(formats, lang)
    yield from (sentence("reports", name, lang, n=number) for name, number in numbers.items() if number)


def _not_compared(report: Report) -> list[str]:
    """The tables that references were not compared with."""
    entries = (each.partition(": ") for each in report.skipped)
    return sorted({names for code, _, names in entries if code == STRAY})


def _known_issues(report: Report) -> int:
    """How many known issues there are, those included whose rule is checked after a correction."""
    found = [each for each in report.findings if each.table == "discrepancies"]
    later = report.rows.get("discrepancies", 0) - counted(found) - len({each.place for each in report.known})
    return counted(report.known) + (max(0, later) if report.known and report.skipped else 0)


def _formats(notes: list[Finding], lang: Lang) -> str:
    """The files that are saved in another CSV format, with what they have of it."""
    listed = (form for each in notes for form in each.values[f"forms_{lang}"].split(_BETWEEN[lang]))
    forms = texts("reports", lang)["list"].join(dict.fromkeys(listed))
    if len(notes) > 1:
        return sentence("reports", "other_formats", lang, n=len(notes), forms=forms)
    return sentence("reports", "other_format", lang, file=file_name(notes[0]), forms=forms)


def clean_tables(report: Report) -> list[str]:
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
        where = say["descriptor"] if len(bad) == 1 else sentence("reports", "both", lang, tables=tables)
    listed = say["list"].join(
        sentence("reports", "listed", lang, name=name or say["descriptor"], n=number)
        for name, number in bad.items()
    )
    wrong_codes = {
        each.values.get("code", each.code) if each.code == UNLISTED else each.code for each in wrong
    }
    return sentence(
        "reports",
        "verdict",
        lang,
        problems=sentence("reports", "problems", lang, n=counted(wrong)),
        kinds=sentence("reports", "kinds", lang, n=len(wrong_codes)),
        where=where,
        listed=listed,
    )
