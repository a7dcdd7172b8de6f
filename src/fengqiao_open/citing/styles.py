"""Citation styles: a line, or one reference for the data and one for each report behind them.

Own strings and not a CSL processor: a few styles of two kinds of things are fewer lines than the style files
that a processor would need, and no style has a place for the hash of a table. `csl` is there for those who
have one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

from ..datapackage.facts import Credits, Named
from ..lang import Lang, sentence, texts
from .content import Cited, CitedReport

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LATEX = str.maketrans(
    {each: f"\\{each}" for each in "{}&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def short(what: Cited, lang: Lang) -> str:
    """One line: the reports with their paragraphs, and the data."""
    say, facts = texts("citing", lang), what.facts
    reports = "".join(_short_report(each, lang) + say["short_next"] for each in what.reports)
    home = f"{say['short_home']}{facts.homepage}" if facts.homepage else ""
    made = {"title": facts.title.name(lang), "version": facts.version, "home": home}
    creators = _joined(facts.creators, lang)
    return sentence("citing", "short", lang, reports=reports, creators=creators, **made)


def _short_report(report: CitedReport, lang: Lang) -> str:
    where = paragraphs(report, lang)
    place = sentence("citing", "short_place", lang, paragraphs=where) if where else ""
    named = {"publisher": report.publisher.name(lang), "title": report.title.name(lang)}
    return (
        sentence("citing", "short_report", lang, day=_day(report.issued, lang, "short_day"), **named) + place
    )


def bibtex(what: Cited, lang: Lang) -> str:
    """BibTeX: `@misc` for the data, `@techreport` for each report."""
    entries = [bibtex_data(what.facts, lang, _key(what.facts, what.subject), _note(what, lang))]
    for report in what.reports:
        publisher = f"{{{_latex(report.publisher.name(lang))}}}"
        made = {
            "author": publisher,
            "title": f"{{{_latex(report.title.name(lang))}}}",
            "institution": publisher,
            **_bibtex_date(report.issued),
            "url": report.title.path,
            "note": _latex(paragraphs(report, lang)),
        }
        entries.append(_entry("techreport", _report_key(report), made))
    return "\n\n".join(entries)


def bibtex_data(facts: Credits, lang: Lang, key: str = "", note: str = "") -> str:
    """The entry for the data alone."""
    data = {
        "author": " and ".join(f"{{{_latex(each.name(lang))}}}" for each in facts.creators),
        "title": f"{{{_latex(facts.title.name(lang))}}}",
        **_bibtex_date(facts.created),
        "version": facts.version,
        "publisher": f"{{{_latex(facts.publisher.name(lang))}}}" if facts.publisher.en else "",
        "howpublished": texts("citing", lang)["data_set"],
        "url": facts.homepage,
        "note": _latex(note),
    }
    return _entry("misc", key or _key(facts), data)


def apa(what: Cited, lang: Lang) -> str:
    """APA, 7th edition, as plain text; titles in Chinese reports keep their Chinese title in brackets."""
    facts = what.facts
    authors = _joined(facts.creators, lang)
    say = texts("citing", lang)
    version = sentence("citing", "version", lang, version=facts.version)
    title = f"{facts.title.name(lang)} ({version}) [{say['data_set']}]"
    home = f" {facts.homepage}" if facts.homepage else ""
    made = f"{authors}. ({facts.created[:4]}). {title}.{home}"
    return "\n".join([made, *(_apa_report(each, lang) for each in what.reports)])


def _apa_report(report: CitedReport, lang: Lang) -> str:
    title = report.title.zh if lang == "zh" else report.title.en
    if lang == "en" and report.title.zh != title:
        title += f" [{report.title.zh}]"
    parts = [f"{report.publisher.name(lang)}. ({_day(report.issued, lang)}). {title}"]
    if report.paragraphs:
        parts.append(f"({paragraphs(report, lang)})")
    address = f" {report.title.path}" if report.title.path else ""
    return " ".join(parts) + "." + address


def gbt7714(what: Cited, lang: Lang) -> str:
    """GB/T 7714-2015: the data as [DS/OL], accessed today, or [DS]; the reports as [R] or [R/OL]."""
    facts, accessed = what.facts, what.accessed or date.today().isoformat()
    version = sentence("citing", "version", lang, version=facts.version)
    name, home = f"{_joined(facts.creators, lang)}. {facts.title.name(lang)}: {version}", facts.homepage
    made = f"{name}[DS]. {facts.created}."
    if home:
        made = f"{name}[DS/OL]. ({facts.created})[{accessed}]. {home}."
    return "\n".join([made, *(_gbt7714_report(each, accessed, lang) for each in what.reports)])


def _gbt7714_report(report: CitedReport, accessed: str, lang: Lang) -> str:
    """A report; online, with the day of access, where it has a URL."""
    place = f": {paragraphs(report, lang)}" if report.paragraphs else ""
    name = f"{report.publisher.name(lang)}. {report.title.name(lang)}"
    if report.title.path:
        return f"{name}[R/OL]. ({report.issued}){place}[{accessed}]. {report.title.path}."
    return f"{name}[R]. {report.issued}{place}."


def csl(what: Cited, lang: Lang) -> str:
    """CSL-JSON as text: a list with the data and each report; hashes and counts are under `custom`."""
    facts = what.facts
    table: dict[str, Any] = {
        "table": what.table,
        "table_sha256": what.sha256,
        "selection": what.selection,
    }
    own = table if what.table else {"descriptor_sha256": what.sha256}
    named = {"identifier": facts.identifier} if facts.identifier else {}
    data: dict[str, Any] = {
        "id": _key(facts, what.subject),
        "type": "dataset",
        "title": facts.title.name(lang),
        "author": [{"literal": each.name(lang)} for each in facts.creators],
        **({"publisher": facts.publisher.name(lang)} if facts.publisher.en else {}),
        "issued": _date_parts(facts.created),
        "version": facts.version,
        "language": lang,
        **({"URL": facts.homepage} if facts.homepage else {}),
        "note": _note(what, lang),
        "custom": {**named, "rows": what.rows, **own},
    }
    made = [data, *(_csl_report(each, lang) for each in what.reports)]
    return json.dumps(made, ensure_ascii=False, indent=2)


def _csl_report(report: CitedReport, lang: Lang) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": _report_key(report),
        "type": "report",
        "title": report.title.name(lang),
        "author": [{"literal": report.publisher.name(lang)}],
        "publisher": report.publisher.name(lang),
        "issued": _date_parts(report.issued),
        "language": "zh",
    }
    if report.title.path:
        made["URL"] = report.title.path
    if report.paragraphs:
        made |= {"note": paragraphs(report, lang), "custom": {"paragraphs": list(report.paragraphs)}}
    return made


#: The styles by name.
STYLES: dict[str, Callable[[Cited, Lang], str]] = {
    each.__name__: each for each in (short, bibtex, apa, gbt7714, csl)
}


#: The styles that are text to read: what identifies the rows is below the references, in a block of its own.
READ = ("short", "apa", "gbt7714")


def citation(style: str, what: Cited, lang: Lang) -> str:
    """The references in a style; in one that is read, below them what identifies the rows."""
    made = STYLES[style](what, lang)
    return f"{made}\n\n{rows(what, lang)}{texts('citing', lang)['stop']}" if style in READ else made


def rows(what: Cited, lang: Lang) -> str:
    """What is cited of the package, in words: the table, how many rows, the selection, the hash."""
    facts: dict[str, object] = {"rows": what.rows, "sha256": what.sha256}
    if not what.table:
        return sentence("citing", "package", lang, tables=len(what.facts.resources), **facts)
    chosen = sentence("citing", "selection", lang, selection=what.selection) if what.selection else ""
    facts |= {"table": what.table, "all": what.rows_in_all, "selection": chosen}
    return sentence("citing", "table", lang, **facts)


def paragraphs(report: CitedReport, lang: Lang) -> str:
    """The paragraphs in words, runs of them as ranges; blank where there are none.

    >>> report = CitedReport("", Named("", ""), Named("", ""), "", (10, 15, 16, 17))
    >>> paragraphs(report, "en"), paragraphs(report, "zh")
    ('paras. 10, 15–17', '第 10、15–17 段')
    """
    if isinstance(report.paragraphs, str):
        return report.paragraphs
    if not report.paragraphs:
        return ""
    listed = [f"{first}–{last}" if first < last else str(first) for first, last in _runs(report.paragraphs)]
    key = "paragraph" if len(report.paragraphs) == 1 else "paragraphs"
    return sentence("citing", key, lang, paragraphs=texts("citing", lang)["list"].join(listed))


def _runs(numbers: tuple[int, ...]) -> list[tuple[int, int]]:
    """The first and last of each run of consecutive numbers."""
    # In a run, a number and its place in the list grow together.
    runs = (list(run) for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


def _note(what: Cited, lang: Lang) -> str:
    """The statistics with their printed text where they are few, and what identifies the rows."""
    named = (sentence("citing", "printed", lang, key=key, text=text) for key, text in what.printed)
    return "".join((*named, rows(what, lang)))


def _key(facts: Credits, subject: str = "") -> str:
    name = (facts.homepage.rpartition("/")[2] or facts.name).replace("_", "-")
    return "-".join(part for part in (name, facts.version, subject) if part)


def _report_key(report: CitedReport) -> str:
    """The report with its paragraphs: entries that differ in their note have different keys.

    >>> _report_key(CitedReport("fengqiao-2023", Named("", ""), Named("", ""), "", (10, 15, 16, 17)))
    'fengqiao-2023-p10-p15to17'
    """
    if isinstance(report.paragraphs, str):
        return report.source_id
    runs = (f"p{first}to{last}" if first < last else f"p{first}" for first, last in _runs(report.paragraphs))
    return "-".join((report.source_id, *runs))


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}}}"


def _bibtex_date(day: str) -> dict[str, str]:
    """Year, and the month as a number, which BibTeX and biblatex both take."""
    return {"year": day[:4], "month": str(int(day[5:7]))} if day else {}


def _date_parts(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _day(day: str, lang: Lang, form: str = "day") -> str:
    year, month, number = map(int, day.split("-"))
    named = _MONTHS[month - 1] if lang == "en" else month
    return sentence("citing", form, lang, year=year, month=named, day=number)


def _joined(names: tuple[Named, ...], lang: Lang) -> str:
    return ", ".join(each.name(lang) for each in names)


def _latex(text: str) -> str:
    return text.translate(_LATEX)
