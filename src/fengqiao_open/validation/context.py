"""The context of findings: the row, its label, and its position in the report.

Filled in one pass at the end of validation, so that rules need not carry it and every format can show it.
"""

from __future__ import annotations

import contextlib
import csv
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ..datapackage.characters import pasteable
from ..datapackage.files import read_plain
from ..datapackage.package import DESCRIPTOR, Package, listed
from ..findings.report import Evidence, Finding, Place, Source, Spot
from ..tabular.canonical_csv import canonical
from ..tabular.csv import Row, Table, records

Pair = tuple[str, str]
_NAMED = ("name", "title", "indicator", "question")
# The tables that give a row its name when it has none of its own, and its place in the report, in this order.
_NAMES = ("indicators", "projects", "observations", "figures")
_PLACES = (
    *(("figures", "figure_id"), ("observations", "observation_id")),
    *(("observations", "from_observation_id"), ("passages", "passage_id")),
)
# What is wrong with a file as a whole is not shown at one of its rows.
_WITHOUT_ROW = ("FQ-F01", "FQ-F02", "FQ-F03", "FQ-F06", "FQ-F08", "FQ-S01", "FQ-S08", "FQ-S09")


def with_context(
    findings: Iterable[Finding],
    tables: Mapping[str, Table],
    package: Package | None = None,
    lost: Mapping[Spot, Row] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """The findings, each with its row, its label and its place in the source report.

    The package is asked for the rows of tables that could not be read, and for the paths of files; rows that
    are `lost` give a name to the findings that miss them.
    """
    library = _Library(tables, package, lost)
    return tuple(replace(each, evidence=library.evidence(each)) for each in findings)


def with_evidence(findings: Iterable[Finding], package: Package) -> tuple[Finding, ...]:
    """The same for findings whose tables are not at hand: they are read again."""
    from .read import read_tables

    return with_context(findings, read_tables(package)[0], package)


def row_names(tables: Mapping[str, Table]) -> Callable[[Row], Pair]:
    """What gives a row of these tables its name, Chinese and English."""
    return _Library(tables, None).label


@dataclass(frozen=True, slots=True)
class _Library:
    """The tables, with the look-ups made once."""

    tables: Mapping[str, Table]
    package: Package | None
    lost: Mapping[Spot, Row] = field(default_factory=dict)
    lines: dict[str, dict[int, tuple[int, tuple[str, ...]]]] = field(default_factory=dict)
    keys: dict[str, dict[str, Row]] = field(default_factory=dict)
    reasons: dict[Place, Pair] = field(default_factory=dict)

    def evidence(self, finding: Finding) -> Evidence:
        file = self.file(finding)
        reason_zh, reason_en = self.reason(finding)
        columns, number, cells = self.record(finding)
        row = self.row(finding)
        if row is None and columns and number:
            row = Row(finding.table, finding.line, finding.key, dict(zip(columns, cells, strict=False)))
        label = self.label(row) if row else ("", "")
        path = pasteable(self.package.origin or self.package.root) if self.package else ""
        source = (self.source(row) if row else None) or _own_place(finding)
        return Evidence(file, columns, cells, number, *label, source, reason_zh, reason_en, path)

    def file(self, finding: Finding) -> str:
        if not finding.table or (finding.code.startswith("FQ-D") and finding.code != "FQ-D04"):
            return DESCRIPTOR
        if self.package is not None and finding.table in self.package.tables:
            return ", ".join(listed(self.package.resource(finding.table)["path"]))
        return f"data/{finding.table}.csv"

    def record(self, finding: Finding) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
        """Header, number and cells of the record that starts on the finding's line."""
        if not finding.line:
            return (), None, ()
        number, cells = self.numbered(finding.table).get(finding.line, (None, ()))
        if finding.code == "FQ-F04":
            return self.malformed(finding)
        if finding.code in _WITHOUT_ROW or not cells:
            return (), number, ()
        return self.numbered(finding.table).get(1, (0, ()))[1], number, cells

    def numbered(self, name: str) -> dict[int, tuple[int, tuple[str, ...]]]:
        """Number and cells of each record of a table by the line on which it starts; the header is 0."""
        if name not in self.lines:
            table = self.tables.get(name)
            if table is not None:
                cells = {row.line: tuple(row.cells.values()) for row in table.rows}
                listed = [(1, table.columns), *sorted({**cells, **table.aside}.items())]
            else:
                listed = self.as_written(name)
            self.lines[name] = {line: (number, cells) for number, (line, cells) in enumerate(listed)}
        return self.lines[name]

    def text(self, name: str) -> str:
        """The text of a file, "" where it cannot be read."""
        if self.package is not None and name in self.package.tables and self.package.holds(name):
            with contextlib.suppress(OSError):
                data = read_plain(self.package.path(name))
                return canonical(name, data, self.package.schema(name).names)[0]
        return ""

    def as_written(self, name: str) -> list[tuple[int, tuple[str, ...]]]:
        """The records of a file whose table could not be read, as far as they can be separated."""
        found: list[tuple[int, tuple[str, ...]]] = []
        with contextlib.suppress(csv.Error):
            found.extend((line, tuple(cells)) for line, cells in records(self.text(name)))
        return found

    def malformed(self, finding: Finding) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
        """The line of a record that cannot be separated, and how many records are before it."""
        lines = self.text(finding.table).split("\n")
        before = sum(line < finding.line for line in self.numbered(finding.table))
        return (), before, tuple(lines[finding.line - 1 : finding.line])

    def row(self, finding: Finding) -> Row | None:
        """The row of the finding: by its line, for two rows may have one key; of a lost row, as released."""
        table = self.tables.get(finding.table)
        if not finding.line and finding.key:
            return self.lost.get(finding.spot) or self.generated_from(finding)
        if table is None or not finding.line:
            return None
        at = bisect_left(table.rows, finding.line, key=lambda row: row.line)
        return table.rows[at] if at < len(table.rows) and table.rows[at].line == finding.line else None

    def generated_from(self, finding: Finding) -> Row | None:
        """What a generated table still has of a statistic that is lost."""
        return self.by_key("statistics", finding.key) if finding.table == "observations" else None

    def by_key(self, name: str, key: str) -> Row | None:
        if name not in self.keys:
            table = self.tables.get(name)
            self.keys[name] = {row.key: row for row in reversed(table.rows)} if table else {}
        return self.keys[name].get(key) if key else None

    def label(self, row: Row, depth: int = 3) -> Pair:
        """A name for the row in both languages: its own, or that of what it is about."""
        for name in _NAMED:
            zh, en = row[f"{name}_zh"], row[f"{name}_en"]
            if zh or en:
                return zh or en, en or zh
        if not depth:
            return "", ""
        if row.table == "relations":
            ends = [self.by_key("observations", row[f"{end}_observation_id"]) for end in ("from", "to")]
            names = [self.label(each, depth - 1) for each in ends if each is not None]
            return " → ".join(zh for zh, _ in names), " → ".join(en for _, en in names)
        if row.table == "discrepancies":
            target = self.by_key(row["table"], row["key"])
            return self.label(target, depth - 1) if target else ("", "")
        for table in (each for each in _NAMES if each != row.table):
            if target := self.by_key(table, row[f"{table[:-1]}_id"]):
                return self.label(target, depth - 1)
        return row["printed"], row["printed"]

    def source(self, row: Row, depth: int = 3) -> Source | None:
        """The place in the source report: the figure's, else that of the paragraph, where one is linked."""
        paragraph = _number(row["paragraph"])
        if paragraph is not None:
            section = row["section"] or self.section(row["source_id"], paragraph)
            start, end = _number(row["start"]), _number(row["end"])
            return Source(row["source_id"], paragraph, section, start, end, row["printed"])
        if not depth:
            return None
        for table, column in _PLACES:
            target = self.by_key(table, row[column]) if table != row.table else None
            if target and (found := self.source(target, depth - 1)):
                return found
        return None

    def section(self, report: str, paragraph: int) -> str:
        row = self.by_key("passages", f"{report}-p{paragraph:02}")
        return row["section"] if row else ""

    def reason(self, finding: Finding) -> Pair:
        """The reason of the entry of the known-issues list that explains the finding."""
        if not finding.suppressed or "discrepancies" not in self.tables:
            return "", ""
        if not self.reasons:
            for entry in self.tables["discrepancies"].rows:
                place = (entry["rule_code"], entry["table"], entry["key"])
                self.reasons.setdefault(place, (entry["reason_zh"], entry["reason_en"]))
        return self.reasons.get(finding.place, ("", ""))


def _own_place(finding: Finding) -> Source | None:
    """The place that the finding itself gives: a figure of the text that no row has."""
    values = finding.values
    paragraph = _number(values.get("paragraph", ""))
    start, end = _number(values.get("start", "")), _number(values.get("end", ""))
    if paragraph is None or start is None:
        return None
    return Source(finding.key.rpartition("-p")[0], paragraph, "", start, end, values.get("printed", ""))


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else None
