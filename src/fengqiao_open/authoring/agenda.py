"""The agenda of a package: what is left until it is complete and validates clean, in the order in which to do
it.

It is computed from the package each time: the findings of `validate`, those of the audit where the report is
at hand, and the open questions of TODO.csv.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..datapackage.misnamed import refuse_archive
from ..datapackage.package import Package, of_one_report, read_package
from ..errors import PackageError
from ..figures.gaps import plain_spaces
from ..findings.catalogue import entry
from ..findings.report import Finding, Report, Source, counted
from ..lang import LANGS, Lang
from ..tabular.csv import Table
from ..validation.context import with_evidence
from ..validation.read import read_tables
from ..validation.rules.generated import STALE
from ..validation.validate import validate
from .audit import Audit, audit
from .documents import read_document
from .questions import Record, is_open, read_questions, rows_of
from .refresh import errors_first, refresh

#: The steps with the tables of each, in the order in which to do them. First is what hides the rest: files
#: that cannot be read. A step does not need those after it.
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "files": (),
    "metadata": ("", "sources", "source_repairs"),
    "areas": ("areas",),
    "units": ("units",),
    "indicators": ("themes", "indicators"),
    "numbers": ("passages", "figures", "observations"),
    "relations": ("relations",),
    "names": (
        *("organisations", "projects", "project_stages", "project_observations", "awards", "commitments"),
    ),
    "findings": (),
}
_STEP_OF: Final = {table: step for step, tables in STEPS.items() for table in tables}
_OF_FILES: Final = ("FQ-F", "FQ-S", "FQ-D0", "FQ-D1")
_AROUND: Final = 14  # characters shown before and after a number


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do.

    Attributes:
        step: a key of `STEPS`.
        table, key, column: the row and its column; "" for the descriptor, a table or a row as a whole.
        line: the line of the row in its file; 0 where no row is meant.
        what: what to do, by language.
        code: the code of the finding; "" for a question.
        question: its identifier in TODO.csv; "" for a finding.
        title: what was found, by language; empty for a question.
        name: the name of what the row is about, by language; empty for a question.
        source: the place of the number in the report, where one is concerned.
        part: the part of the report that it is in.
        phrase: the words around it.
        count: how many findings it counts; 1, but for those that are not listed.
    """

    step: str
    table: str
    key: str
    column: str
    line: int
    what: Mapping[Lang, str]
    code: str = ""
    question: str = ""
    title: Mapping[Lang, str] | None = None
    name: Mapping[Lang, str] | None = None
    source: Source | None = None
    part: str = ""
    phrase: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is left, in order, and how many questions of each step are done.

    Attributes:
        package: the path of the package.
        items: what is left.
        done: the number of answered questions by step.
    """

    package: Path
    items: tuple[Item, ...]
    done: Mapping[str, int]

    @property
    def left(self) -> Mapping[str, int]:
        """How much is left of each step, in order; steps of which nothing is left are not there."""
        number: Counter[str] = Counter()
        for each in self.items:
            number[each.step] += each.count
        return {step: number[step] for step in STEPS if number[step]}


def agenda(path: Path, report: Path | None = None) -> Agenda:
    """What is left to do in a package; where its tables have no errors, generated files are made anew first.

    Args:
        path: the folder of the package.
        report: the file of the report, which the tables are then compared with as well.

    Raises:
        PackageError: the package, its TODO.csv or the report cannot be read, or it is an archive.
        OSError: a generated file cannot be written.
    """
    refuse_archive(path, "next-archive")
    package = of_one_report(read_package(path))
    text = None if report is None else read_document(report)
    checked = _refreshed(path)
    package = read_package(path)
    tables, _ = read_tables(package)
    audited = audit(report, path) if report is not None and _readable(tables) else None
    asked = read_questions(package.root)
    still = [each for each in asked if is_open(each, tables, package.descriptor)]
    done = Counter(_step_of_question(each) for each in asked)
    done.subtract(_step_of_question(each) for each in still)
    paragraphs = _paragraphs(text)
    items = [
        *_of_questions(still, tables),
        *_of_findings(
            _not_asked(_all_findings(checked, audited, package), still, tables), tables, paragraphs
        ),
    ]
    return Agenda(path, tuple(sorted(items, key=_order)), +done)


def _refreshed(path: Path) -> Report:
    """The report on a package whose generated files were made anew, where nothing is wrong that they are made
    from.
    """
    report = validate(path)
    if errors_first(report):
        return report
    try:
        changed = refresh(read_package(path))
    except PackageError:  # what the report says already
        return report
    return validate(path) if changed else report


def _readable(tables: Mapping[str, Table]) -> bool:
    return all(name in tables for name in ("sources", "passages", "figures", "observations"))


def _paragraphs(text: str | None) -> Sequence[str]:
    from .cleaning import clean

    return () if text is None else clean(text).text.split("\n")


def _all_findings(report: Report, audited: Audit | None, package: Package) -> Iterator[Finding]:
    """Errors and warnings, each once: the audit repeats some of `validate`.

    What is only out of date is made anew as soon as the errors are corrected.
    """
    later = {STALE} if errors_first(report) else set[str]()
    found = [each for each in report.findings if each.severity != "note" and each.code not in later]
    yield from found
    if audited is not None:
        more = [each for each in audited.findings if each not in found and each.severity != "note"]
        yield from with_evidence(more, package)


def _not_asked(
    found: Iterable[Finding], still: Sequence[Record], tables: Mapping[str, Table]
) -> Iterator[Finding]:
    """The findings but for those on cells that a question is about, which says more of them."""
    asked = {
        (each["table"], row.key, column)
        for each in still
        if each["table"] in tables
        for row in rows_of(tables[each["table"]], each["key"])
        for column in each["columns"].split()
    }
    return (each for each in found if not each.key or (each.table, each.key, each.column) not in asked)


def _of_questions(still: Iterable[Record], tables: Mapping[str, Table]) -> Iterator[Item]:
    for each in still:
        table, key = each["table"], each["key"]
        place = _place(tables, each["figure_id"], each["paragraph"], table, key)
        first = next(iter(rows_of(tables[table], key)), None) if table in tables and each["columns"] else None
        yield Item(
            _step_of_question(each),
            table,
            first.key if first else key,
            each["columns"],
            first.line if first else 0,
            {lang: each[f"decide_{lang}"] for lang in LANGS},
            question=each["question_id"],
            source=place,
            part=_part(tables, place),
            phrase=each["phrase"],
        )


def _place(
    tables: Mapping[str, Table], figure_id: str, paragraph: str, table: str, key: str
) -> Source | None:
    figures = tables["figures"].rows if "figures" in tables else ()
    figure = next((row for row in figures if row.key == figure_id), None) if figure_id else None
    if figure and all(figure[name].isdecimal() for name in ("paragraph", "start", "end")):
        start, end = int(figure["start"]), int(figure["end"])
        return Source(figure["source_id"], int(figure["paragraph"]), "", start, end, figure["printed"])
    if not paragraph.isdecimal():
        return None
    return Source(key if table == "sources" else key.rpartition("-p")[0], int(paragraph))


def _of_findings(
    found: Iterable[Finding], tables: Mapping[str, Table], paragraphs: Sequence[str]
) -> Iterator[Item]:
    used = _first_figures(tables)
    for each in found:
        place = each.source
        if place is None and each.table == "indicators":
            place = _place(tables, used.get(each.key, ""), "", each.table, each.key)
        yield Item(
            _step_of(each),
            each.table,
            each.key,
            each.column,
            each.line,
            {lang: each.how_to_fix(lang) for lang in LANGS},
            each.code,
            title={lang: entry(each.code).title(lang) for lang in LANGS},
            name={lang: each.label(lang) for lang in LANGS},
            source=place,
            part=_part(tables, place),
            phrase=_around(paragraphs, place),
            count=counted([each]),
        )


def _first_figures(tables: Mapping[str, Table]) -> Mapping[str, str]:
    """The first number of each indicator."""
    first: dict[str, str] = {}
    for row in tables["observations"].rows if "observations" in tables else ():
        first.setdefault(row["indicator_id"], row["figure_id"])
    return first


def _step_of_question(asked: Record) -> str:
    return "units" if asked["columns"] == "unit_id" else _step(asked["table"])


def _step(table: str) -> str:
    return _STEP_OF.get(table, "findings")


def _step_of(finding: Finding) -> str:
    return "files" if finding.line <= 1 and finding.code.startswith(_OF_FILES) else _step(finding.table)


def _part(tables: Mapping[str, Table], place: Source | None) -> str:
    passages = tables["passages"].rows if "passages" in tables and place else ()
    wanted = (place.report, str(place.paragraph)) if place else ()
    return next((row["part"] for row in passages if (row["source_id"], row["paragraph"]) == wanted), "")


def _around(paragraphs: Sequence[str], place: Source | None) -> str:
    if place is None or place.start is None or place.end is None or place.paragraph > len(paragraphs):
        return ""
    text = paragraphs[place.paragraph - 1]
    return plain_spaces(text[max(0, place.start - _AROUND) : place.end + _AROUND])


def _order(item: Item) -> tuple[int, str, int, int, int, int]:
    """By step; within it by the place in the report, else by table and line."""
    steps, tables = list(STEPS), STEPS[item.step]
    table = tables.index(item.table) if item.table in tables else len(tables)
    if item.step == "numbers" and item.source is not None:
        where = item.source
        return steps.index(item.step), where.report, where.paragraph, where.start or 0, table, item.line
    return steps.index(item.step), "", 0, 0, table, item.line
