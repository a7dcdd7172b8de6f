"""Finding and Report: one problem, and the list of all of them.

A finding holds facts only: a code, a place and values. The catalogue has its words, in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..lang import Lang
from . import catalogue as codes
from .evidence import NO_EVIDENCE as NO_EVIDENCE
from .evidence import Evidence as Evidence
from .evidence import Source as Source
from .overview import Overview as Overview

if TYPE_CHECKING:
    import frictionless
    import pandas as pd

# Fixes that need no look at the source: the meaning of the cell stays the same.
SAFE = ("FQ-T06", "FQ-T07", "FQ-T09", "FQ-T14", "FQ-T15", "FQ-L09")
# Cases of other codes with such a fix.
_SAFE_CASES = (("FQ-P01", "precision"),)
# So many findings of one kind (code, table and column) are listed; a finding of its own counts the rest.
MOST_ALIKE = 1_000
UNLISTED = "FQ-F07"
#: A file that is not as the descriptor records it.
CHANGED = "FQ-D04"
#: A file beside the tables that is a copy of one.
COPY = "FQ-F14"
#: A reference that leads to no row; in `Report.skipped`, with a table that references were not compared with.
STRAY = "FQ-K03"
# Codes about another code, with the name of the value that has it.
_ABOUT = {UNLISTED: "code", "FQ-D08": "rule"}
Place = tuple[str, str, str]
#: A row: its table and its key.
Spot = tuple[str, str]
Kind = tuple[str, str, str]  # code, table and column
# Codes of rows that cannot be read; at the header, of files.
_MALFORMED = ("FQ-F02", "FQ-F04")
# Codes whose row the rules skip: its own cells or keys are wrong.
_INVALIDATING = (*_MALFORMED, "FQ-S", "FQ-T", "FQ-K01", "FQ-K02", "FQ-K03", "FQ-L09", "FQ-L10")
_CORRUPTED = "FQ-F08"  # of a table whose text is corrupted throughout


class ValidationError(Exception):
    """A package with errors, raised by `Report.raise_if_failed`; the report is its `report`."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem and its location.

    Attributes:
        code: stable code of the rule, such as "FQ-R05".
        table: name of the table; "" for the descriptor or the whole package.
        line, column: line of the file, from 1 (the header), and name of the column; 0 and "" for none.
        key: primary key of the row; "" if unknown.
        values: facts for the placeholders of the catalogue's messages; `case` names a case of its own.
        fix: the correct value; None if it is not certain.
        suppressed: the reason of the known issue that suppresses it; "" for none.
        evidence: the row, its label and its position in the source.
        others: further rows that were compared and may be wrong instead.
    """

    code: str
    table: str = ""
    line: int = 0
    column: str = ""
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    fix: str | None = None
    suppressed: str = ""
    evidence: Evidence = field(default=NO_EVIDENCE, compare=False, repr=False)
    others: tuple[Spot, ...] = field(default=(), compare=False, repr=False)

    @property
    def about(self) -> str:
        """Its code; of one that counts others, theirs."""
        return self.values.get("code", self.code) if self.code == UNLISTED else self.code

    @property
    def severity(self) -> str:
        """`error`, `warning` or `note`, from the catalogue; of one that counts others, theirs."""
        return codes.entry(self.about).severity

    @property
    def stands_for(self) -> int:
        """The number of findings: 1, or the number of unlisted ones that it counts."""
        if self.code != UNLISTED or "count" not in self.values:
            return 1
        return int(self.values["count"].replace(",", "")) - int(self.values["listed"].replace(",", ""))

    @property
    def place(self) -> Place:
        """Code, table and key: they identify it in the known-issues list."""
        return self.code, self.table, self.key

    @property
    def spot(self) -> Spot:
        """Table and key of its row."""
        return self.table, self.key

    @property
    def row(self) -> Mapping[str, str]:
        """The cells of the row by column; empty where no row is meant or it cannot be separated."""
        return dict(zip(self.evidence.columns, self.evidence.cells, strict=False))

    @property
    def source(self) -> Source | None:
        """The position in the source report of the number concerned."""
        return self.evidence.source

    @property
    def safe(self) -> bool:
        """Whether the fix is safe without the source."""
        by_case = (self.code, self.values.get("case", "")) in _SAFE_CASES
        return self.fix is not None and (by_case or self.code in SAFE)

    @property
    def invalidates_row(self) -> bool:
        """Whether its row is invalid, so that the rules across tables skip it."""
        return self.code.startswith(_INVALIDATING) and self.severity == "error"

    @property
    def invalidates_table(self) -> bool:
        """Whether the rules skip its whole table, since not all invalid rows are listed."""
        if self.code == UNLISTED:
            return Finding(self.values["code"]).invalidates_row
        return self.code == _CORRUPTED or (self.code in _MALFORMED and self.line <= 1)

    @property
    def suppressible(self) -> bool:
        """Whether it can be registered as a known issue, with a reason in discrepancies.csv."""
        return bool(codes.entry(self.code).register and self.table and self.key)

    def label(self, lang: Lang = "en") -> str:
        """A name for what the row is about, "" where there is none."""
        return self.evidence.label_zh if lang == "zh" else self.evidence.label_en

    def suppression(self, lang: Lang = "en") -> str:
        """Why a known issue of the source explains it, "" where none does."""
        own = self.evidence.reason_zh if lang == "zh" else self.evidence.reason_en
        return (own or self.suppressed) if self.suppressed else ""

    def found(self, lang: Lang = "en") -> str:
        """What was found, in words."""
        return self._sentence("found", lang)

    def expected(self, lang: Lang = "en") -> str:
        """What was expected, in words."""
        return self._sentence("expected", lang)

    def why(self, lang: Lang = "en") -> str:
        """Why it matters, in words."""
        return self._sentence("why", lang)

    def how_to_fix(self, lang: Lang = "en") -> str:
        """How to fix it, in words."""
        return self._sentence("how_to_fix", lang)

    def _sentence(self, part: str, lang: Lang) -> str:
        # Commands name the package, or else the working folder.
        values = {"package": self.evidence.package or ".", **self.values}
        return codes.entry(self.code).sentence(part, lang, values)

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """The finding as plain values, for CSV and DataFrames."""
        source = self.source or Source("", 0)
        return {
            "code": self.code,
            "severity": self.severity,
            "table": self.table,
            "file": self.evidence.file,
            "row": self.evidence.number or None,
            "line": self.line or None,
            "column": self.column,
            "key": self.key,
            "label": self.label(lang),
            "title": codes.entry(self.code).title(lang),
            **{part: self._sentence(part, lang) for part in ("found", "expected", "why", "how_to_fix")},
            "fix": self.fix,
            "safe": self.safe,
            "source": source.report,
            "paragraph": source.paragraph or None,
            "start": source.start,
            "end": source.end,
            "printed": source.printed,
            "suppressed": self.suppression(lang),
            "count": self.stands_for,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings on a package, with what was checked and what could not be.

    Attributes:
        package: name or folder of the package.
        rows: number of rows read, by table.
        findings: what is wrong, in the order of tables, lines and codes.
        known: findings that a known issue explains.
        skipped: what was not checked, and because of what.
        left_out: findings that `only` left out.
        dataframe: whether it is on a DataFrame and not on files, as that of `check`.
        overview: of many packages, each of them in numbers; else None.

    A report is always true, like any object: ask `report.ok`, or call `raise_if_failed`.
    """

    package: str
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    skipped: tuple[str, ...] = ()
    left_out: tuple[Finding, ...] = ()
    dataframe: bool = False
    overview: Overview | None = None

    @property
    def ok(self) -> bool:
        """Whether there is nothing but notes."""
        return all(finding.severity == "note" for finding in self.findings)

    def count(self) -> dict[str, int]:
        """Number of findings by table, those that are not listed included; tables without any with 0."""
        found = dict.fromkeys(self.rows, 0)
        for each in self.findings:
            found[each.table] = found.get(each.table, 0) + each.stands_for
        return found

    def only(self, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
        """The report on some codes only; the others are in `left_out`.

        Args:
            select: beginnings of codes to keep, such as "FQ-R" or "R05"; all when empty.
            ignore: beginnings of codes to leave out.

        Raises:
            ValueError: no code begins so.
        """
        wanted, unwanted = tuple(map(codes.prefix, select)), tuple(map(codes.prefix, ignore))
        selected: list[Finding] = []
        rest: list[Finding] = []

        def keep(*about: str) -> bool:
            asked = not wanted or any(code.startswith(wanted) for code in about)
            return asked and not any(code.startswith(unwanted) for code in about)

        for each in self.findings:
            about = each.values.get(_ABOUT.get(each.code, ""), each.code)
            (selected if keep(each.code, about) else rest).append(each)
        overview = self.overview and self.overview.only(keep)
        left_out = (*self.left_out, *rest)
        return replace(self, findings=tuple(selected), left_out=left_out, overview=overview)

    def render(self, lang: Lang = "en", *, verbose: bool = False) -> str:
        """The report in words: what to do on one screen, or with `verbose` everything."""
        from ..render.text import render

        return render(self, lang, verbose=verbose, called=True)

    def to_json(self) -> str:
        """The report as JSON, its words in both languages."""
        from ..render.json import render

        return render(self)

    def to_frame(self, lang: Lang = "en") -> pd.DataFrame:
        """The findings as a DataFrame, one row each."""
        import pandas as pd

        columns = list(Finding("FQ-S08").to_dict(lang))
        frame = pd.DataFrame([each.to_dict(lang) for each in self.findings], columns=columns)
        numbers = ["row", "line", "paragraph", "start", "end", "count"]
        return frame.astype({**dict.fromkeys(numbers, "Int64"), "safe": "boolean"})

    def to_frictionless(self, lang: Lang = "en") -> frictionless.Report:
        """The report as one of frictionless: a task for each table, the codes as types of its errors."""
        from ..render.frictionless import as_frictionless

        return as_frictionless(self, lang)

    def raise_if_failed(self, lang: Lang = "en") -> None:
        """Do nothing on a package without errors and warnings.

        Raises:
            ValidationError: with the verdict and the first findings as its message.
        """
        if not self.ok:
            from ..render.text import summary

            raise ValidationError(summary(self, lang), self)

    def __str__(self) -> str:
        return self.render()

    def _repr_html_(self) -> str:
        from ..render.notebook import render

        return render(self)


@dataclass(slots=True)
class Kept:
    """Findings as they come: of each kind no more than `MOST_ALIKE`, and the number of all."""

    counts: Counter[Kind] = field(default_factory=Counter)
    listed: list[Finding] = field(default_factory=list)
    _kept: Counter[Kind] = field(default_factory=Counter)

    def add(self, finding: Finding) -> bool:
        """Keep a finding, or only count it; returns whether it was kept."""
        if finding.code == UNLISTED:
            self.counts[finding.values["code"], finding.table, finding.column] += finding.stands_for
            return False
        kind = (finding.code, finding.table, finding.column)
        self.counts[kind] += 1
        if self._kept[kind] >= MOST_ALIKE:
            return False
        self._kept[kind] += 1
        self.listed.append(finding)
        return True

    def rest(self) -> Iterator[Finding]:
        """For each kind of which not all were kept, a finding that says how many there are."""
        for kind, count in self.counts.items():
            if count > self._kept[kind]:
                yield unlisted(*kind, count, self._kept[kind])


def capped(findings: Iterable[Finding], registered: Collection[Place] = ()) -> Iterator[Finding]:
    """The findings, of each kind no more than `MOST_ALIKE`, and last a finding that counts the rest.

    Those at the places of known issues, `registered`, are all listed.
    """
    kept = Kept()
    for each in findings:
        if each.place in registered or kept.add(each):
            yield each
    yield from kept.rest()


def unlisted(code: str, table: str, column: str, count: int, listed: int = MOST_ALIKE) -> Finding:
    """The finding that says how many of one kind there are where not all are listed."""
    words = {"code": code, "count": f"{count:,}", "listed": f"{listed:,}"}
    return Finding(UNLISTED, table, column=column, values=words)


def counted(findings: Iterable[Finding]) -> int:
    """The number of findings, those that are not listed included.

    >>> counted([Finding("FQ-K01"), unlisted("FQ-K01", "units", "", 1_800)])
    801
    """
    return sum(each.stands_for for each in findings)


def counted_by_code(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings by code, those that are not listed included.

    >>> counted_by_code([Finding("FQ-K01"), unlisted("FQ-K01", "units", "", 1_800)])
    {'FQ-K01': 801}
    """
    found = Counter[str]()
    for each in findings:
        found[each.about] += each.stands_for
    return dict(found)


def in_order(findings: Iterable[Finding], tables: Iterable[str]) -> tuple[Finding, ...]:
    """Findings by table in the descriptor's order, then line, column and code, without repeats."""
    place = {name: number for number, name in enumerate(("", *tables))}
    unique = {
        (each.code, each.table, each.line, each.column, each.key, tuple(each.values.items())): each
        for each in findings
    }

    def order(each: Finding) -> tuple[int, int, str, str]:
        return place.get(each.table, len(place)), each.line, each.column, each.code

    return tuple(sorted(unique.values(), key=order))
