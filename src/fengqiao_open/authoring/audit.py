"""The audit: a report's text compared with its numbers and observations, in both directions.

Each numeral of the text is a row of `figures` (published, or excused with a reason), each row is at its
characters, and each observation says what its figure says in its sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from ..datapackage.package import Package, of_one_report, read_package
from ..errors import PackageError, message_of, needs_path
from ..figures.figure import Figure
from ..figures.gaps import plain_spaces
from ..figures.ranges import qualifiers_of, values_of
from ..figures.scanner import figures
from ..findings.report import Finding, in_order
from ..lang import LANGS, Lang
from ..tabular.corrupted_texts import in_report
from ..tabular.csv import Row, Table
from ..tabular.dataset import Data
from ..validation.read import read_tables
from ..validation.rules import RULES
from ..validation.validate import AGAINST_TEXT, apply_known_issues, run_rules
from .cleaning import clean
from .dating import dates, periods_against_text, phrase_at
from .documents import read_document
from .normalisation import sha256

Place = tuple[int, int, int]  # paragraph, start and end
Scanned = Mapping[Place, Figure]
_COMPARED = ("sources", "passages", "figures", "observations")


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit.

    Attributes:
        source: the report's identifier.
        text: whether the text was available; otherwise only the tables were compared with each other.
        found: the count of numbers in the text (without the text, in the table).
        published: those with observations.
        excused: those that are not statistics, by disposition.
        unaccounted: those that the table does not have.
        findings: the disagreements.
    """

    source: str
    text: bool
    found: int
    published: int
    excused: Mapping[str, int]
    unaccounted: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether everything agrees and nothing is unaccounted."""
        return not self.findings and not self.unaccounted

    def __str__(self) -> str:
        return self.render()

    def render(self, lang: Lang = "en") -> str:
        """The audit in words: coverage first, then the findings."""
        from .coverage import render

        return render(self, lang)


def audit(source: str | Path | None = None, package: str | Path | None = None) -> Audit:
    """Compare a report's text with its tables.

    Args:
        source: the file of the report, as found or normalised; None if it is not available.
        package: the package's folder; None for the shipped one.

    Raises:
        TypeError: the source is no path.
        PackageError: the text or the tables cannot be read.

    >>> result = audit()
    >>> result.text, result.unaccounted
    (False, 0)
    """
    if source is not None:
        needs_path(source, "audit")
    found = of_one_report(read_package(package))
    tables, problems = read_tables(found)
    missing = [name for name in _COMPARED if name not in tables]
    if missing:
        raise PackageError("table-unreadable-validate", table=missing[0])
    data = Data(tables, found.descriptor)
    rules = [rule for rule in RULES if rule.code.startswith("FQ-P")]
    from_rules, _ = run_rules(tables, found.descriptor, problems, rules)
    row, text, from_text = (
        (_only_source(data), None, list[Finding]()) if source is None else read_text(Path(source), data)
    )
    if text is not None:
        for each in _against_text(Data(readable(tables, problems), found.descriptor), row, text):
            (from_rules if each.code in AGAINST_TEXT else from_text).append(each)
        printed = partial(dates, text.rstrip("\n").split("\n"), figures(text))
        from_rules += periods_against_text(data, row, printed, tuple(from_rules), problems)
    checked = {rule.code for rule in rules} | AGAINST_TEXT
    others = {entry["rule_code"] for entry in _rows(data, "discrepancies")} - checked
    kept, _ = apply_known_issues(from_rules, tables, others, problems, text=text is not None)
    kept += [each for each in problems if each.table in _COMPARED]
    return _coverage(data, row, text, kept + from_text, found)


def readable(tables: Mapping[str, Table], problems: Iterable[Finding]) -> dict[str, Table]:
    """The tables less the rows that are reported as unreadable: they are compared with nothing."""
    lines: dict[str, set[int]] = {}
    for each in problems:
        if each.invalidates_row:
            lines.setdefault(each.table, set()).add(each.line)
    return {name: table.without(lines[name]) if name in lines else table for name, table in tables.items()}


def read_text(path: Path, data: Data) -> tuple[Row, str | None, list[Finding]]:
    """The report that a file holds, its normalised text, and findings on hashes and repairs.

    Raises:
        PackageError: the file cannot be read as UTF-8, or the package has no report.
    """
    text = read_document(path)
    sources = data.rows("sources")
    known = {row[column]: row for column in ("text_sha256", "raw_sha256") for row in sources}
    row = known.get(sha256(text)) or _only_source(data)
    found: list[Finding] = []

    def compare(text: str, column: str) -> None:
        if sha256(text) != row[column]:
            found.append(row.finding("FQ-P21", column, actual=sha256(text), recorded=row[column]))

    if corrupt := in_report(text):
        found.append(row.finding("FQ-L11", "", **corrupt.words()))
        text = corrupt.text
        if corrupt.unrepaired:  # then no hash can agree
            return row, None if corrupt.throughout or _unclean(text) else text, found
    if sha256(text) == row["text_sha256"]:
        return row, text, found
    if not _unclean(text):
        compare(text, "text_sha256")
        return row, text, found
    repairs = [each for each in _rows(data, "source_repairs") if each["source_id"] == row.key]
    try:
        cleaned = clean(text, repairs).text
    except ValueError as problem:
        words = {f"problem_{lang}": message_of(problem, lang) for lang in LANGS}
        compare(text, "raw_sha256")
        return row, None, [*found, row.finding("FQ-P22", "", **words)]
    if sha256(cleaned) != row["text_sha256"]:  # else it is the report, however its page was saved
        compare(text, "raw_sha256")
    compare(cleaned, "text_sha256")
    return row, cleaned, found


def _unclean(text: str) -> bool:
    """Whether a text is as found; one that ends without a line feed, or with several, is clean."""
    return clean(text).text.rstrip("\n") != text.rstrip("\n")


def _rows(data: Data, table: str) -> tuple[Row, ...]:
    return data.rows(table) if table in data.tables else ()


def _only_source(data: Data) -> Row:
    rows = data.rows("sources")
    if not rows:
        raise PackageError("no-source")
    return rows[0]


def _against_text(data: Data, source: Row, text: str) -> Iterator[Finding]:
    """Every way in which the text and the tables can disagree."""
    paragraphs = text.rstrip("\n").split("\n")
    # A corrupted line is reported as such, and not for each figure that it no longer has.
    corrupt = found.lines.keys() if (found := in_report(text)) else set[int]()

    def listed(table: str) -> list[Row]:
        own = (row for row in data.rows(table) if row["source_id"] == source.key)
        return [row for row in own if int(row["paragraph"]) not in corrupt]

    found_in_text = (each for each in figures(text) if each.paragraph not in corrupt)
    scanned = {(each.paragraph, each.start, each.end): each for each in found_in_text}
    yield from _passages(listed("passages"), paragraphs)
    yield from _figures(listed("figures"), source, scanned, paragraphs)
    yield from values_against_text(data, source, scanned, paragraphs)


def _passages(listed: list[Row], paragraphs: list[str]) -> Iterator[Finding]:
    for row in listed:
        number, recorded = int(row["paragraph"]), row["text_sha256"]
        actual = sha256(paragraphs[number - 1]) if number <= len(paragraphs) else recorded
        if actual != recorded:
            yield row.finding("FQ-P23", "text_sha256", paragraph=number, actual=actual, recorded=recorded)


def _figures(listed: list[Row], source: Row, scanned: Scanned, paragraphs: list[str]) -> Iterator[Finding]:
    """Rows that are not at their characters, and numbers of the text that are no row."""
    for row in listed:
        number, start, end = place = _place(row)
        stands = paragraphs[number - 1][start:end] if number <= len(paragraphs) else ""
        if plain_spaces(stands) != row["printed"]:
            words = {"printed": row["printed"], "stands": stands, "phrase": phrase_at(paragraphs, *place)}
            yield row.finding("FQ-P24", "printed", **words)
    places = set(map(_place, listed))
    for place, figure in scanned.items():
        if place not in places:
            words = dict(zip(("paragraph", "start", "end"), map(str, place), strict=True))
            words |= {"printed": figure.printed, "phrase": phrase_at(paragraphs, *place)}
            key = f"{source.key}-p{figure.paragraph:02}-c{figure.start:03}"
            yield Finding("FQ-P25", "figures", 0, "", key, words)


def values_against_text(
    data: Data, source: Row, scanned: Scanned, paragraphs: Sequence[str]
) -> Iterator[Finding]:
    """Observations whose value, qualifier or measure is not what the figure says in its sentence."""
    for row in data.rows("observations"):
        figure = data.row("figures", row["figure_id"])
        if figure is None or row["source_id"] != source.key:
            continue
        place = _place(figure)
        said = scanned.get(place)
        if said is None or said.value is None:
            continue
        value = Decimal(row["value"]) if row["value"] else None
        differ = (
            ("value", value not in values_of(said, row["qualifier"]), str(said.value)),
            ("qualifier", row["qualifier"] not in ("", *qualifiers_of(said)), said.qualifier),
            ("measure", bool(said.measure) and row["measure"] != said.measure, said.measure),
        )
        for column, wrong, wanted in differ:
            if wrong:
                words = {"value": row[column], "wanted": wanted, "phrase": phrase_at(paragraphs, *place)}
                yield row.finding("FQ-P26", column, **words)


def _place(figure: Row) -> Place:
    return int(figure["paragraph"]), int(figure["start"]), int(figure["end"])


def _coverage(data: Data, source: Row, text: str | None, found: list[Finding], package: Package) -> Audit:
    number = Counter(row["disposition"] for row in data.rows("figures") if row["source_id"] == source.key)
    unaccounted = sum(each.code == "FQ-P25" for each in found)
    total, published = number.total() + unaccounted, number.pop("statistic", 0)
    excused, findings = dict(number.most_common()), in_order(found, package.tables)
    return Audit(source.key, text is not None, total, published, excused, unaccounted, findings)
