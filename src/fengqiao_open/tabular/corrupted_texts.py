"""Findings on corrupted text: in a cell, a table, a descriptor, or the lines of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.corrupted_text import Corruption, corrupted, replaced
from ..datapackage.package import Json
from ..errors import PackageError, reasons
from ..findings.catalogue import in_words
from ..findings.report import Evidence, Finding, counted
from ..lang import both
from .csv import Row
from .encodings import encoding_guess, is_gb18030

CODES = ("FQ-L09", "FQ-L10")
# Codes of rows with too few or too many cells.
WIDTHS = ("FQ-S05", "FQ-S06")
THROUGHOUT = "FQ-F08"
# So many corrupted cells, and one for every second row, have one cause.
_MANY = 10
_QUOTED = 40
#: Columns of texts as the source has them, with its own faults.
AS_PRINTED = ("printed", "garbled")


def in_cell(row: Row, column: str, cell: str) -> Finding | None:
    """The finding on a corrupted cell; the fix is its original, safe where the whole cell is corrupted."""
    found = corrupted(cell) or (replaced(cell) if "?" in cell and column not in AS_PRINTED else None)
    if found is None:
        return None
    code = "FQ-L09" if found.certain else "FQ-L10"
    return replace(row.finding(code, column, value=cell, **_words(found)), fix=found.repaired)


def _words(found: Corruption) -> dict[str, str]:
    """What a message reports of corrupted text."""
    repaired = found.repaired or ""
    near = visible(repaired)
    return {"corrupt": found.found[:_QUOTED], "how": found.reason, "fix": repaired, "near": near}


def as_one(table: str, found: Sequence[Finding], rows: int) -> Sequence[Finding]:
    """The findings on a table; many of one cause, corrupted text or another header, become one."""
    for codes in (CODES, WIDTHS):
        alike, others = list[Finding](), list[Finding]()
        for each in found:
            of_kind = each.table == table and (each.code in codes or each.values.get("code") in codes)
            (alike if of_kind else others).append(each)
        count = counted(alike)
        if count >= max(_MANY, rows / 2):
            one = throughout(alike[0]) if codes is CODES else _otherwise(alike[0], count, rows)
            found = [one, *others]
    return found


def _otherwise(first: Finding, count: int, rows: int) -> Finding:
    """The one finding on a table of which most rows have another number of cells than its header."""
    words = {"case": "widths", "count": f"{count:,}", "rows": f"{rows:,}", "where": str(first.line)}
    words |= {name: first.values[name] for name in ("wanted", "cells")}
    return Finding("FQ-F04", first.table, 1, values=words, evidence=Evidence(first.evidence.file))


def throughout(first: Finding) -> Finding:
    """The one finding on a table that is corrupted throughout, after the first of its cells."""
    words = {name: first.values[name] for name in ("how", "near")}
    words |= {"where": str(first.line), "column": first.column, "corrupt": first.values["value"][:_QUOTED]}
    return Finding(THROUGHOUT, first.table, 1, values=words, evidence=Evidence(first.evidence.file))


def in_descriptor(descriptor: Json) -> Iterator[Finding]:
    """Texts of a descriptor that are corrupted, each at its place."""
    for place, text in _texts(descriptor, ""):
        if found := corrupted(text):
            words = {"place": place, **_words(found)}
            yield Finding("FQ-L12", values={name: visible(word) for name, word in words.items()})


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """The texts of JSON, each with its JSON pointer."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict | list | tuple):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, f"{place}/{name}")


@dataclass(frozen=True, slots=True)
class CorruptedReport:
    """The corrupted lines of a report.

    Attributes:
        lines: the number of each corrupted line, from 1, with what is corrupted in it.
        text: the report with the original in place where it can be told.
        throughout: whether most lines are corrupted, so that the file was saved after it was decoded wrongly.
    """

    lines: dict[int, Corruption]
    text: str
    throughout: bool

    @property
    def unrepaired(self) -> set[int]:
        """The lines whose original cannot be told."""
        return {number for number, found in self.lines.items() if found.repaired is None}

    def words(self) -> dict[str, str]:
        """What a message says of the first of the lines."""
        number, first = next(iter(self.lines.items()))
        words = {name: visible(value[:200]) for name, value in _words(first).items()}
        where = {"where": str(number), "character": str(first.start + 1), "count": str(len(self.lines))}
        return {**where, **words}


def in_report(text: str) -> CorruptedReport | None:
    """What is corrupted in the text of a report, None where nothing is.

    >>> in_report("凤桥镇")
    >>> found = in_report("凤桥镇\\nï¼Œæµ™æ±Ÿ")
    >>> found.text, found.words()["where"]
    ('凤桥镇\\n，浙江', '2')
    """
    lines = text.split("\n")
    found = {number: each for number, line in enumerate(lines, 1) if (each := corrupted(line))}
    if not found:
        return None
    throughout = 2 * len(found) > sum(not line.isascii() for line in lines)
    for number, each in found.items():
        lines[number - 1] = lines[number - 1] if each.repaired is None else each.repaired
    return CorruptedReport(found, "\n".join(lines), throughout)


def read_report(path: Path) -> str:
    """The text of a report in UTF-8, UTF-16 with its mark, or GB18030; its line ends as they are.

    Raises:
        PackageError: it cannot be read, or is in another encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise PackageError("file-unreadable", file=path, **reasons(problem)) from None
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as problem:
        if is_gb18030(data):
            return data.decode("gb18030")
        line = data.count(b"\n", 0, problem.start) + 1
        is_gbk = encoding_guess(data) == "gb18030"
        guess = both("errors", "guess-gbk", "guess") if is_gbk else {"guess": ""}
        raise PackageError("report-not-utf8", file=path, line=line, byte=problem.start, **guess) from None


def refuse_if_throughout(path: Path, found: CorruptedReport | None) -> None:
    """Raise `PackageError` where most lines of a report are corrupted."""
    if found is not None and found.throughout:
        raise corrupted_error(path, found)


def corrupted_error(path: Path, found: CorruptedReport) -> PackageError:
    """The error of a report with corrupted lines."""
    words = found.words()
    given = {
        f"{name}_{lang}": in_words(form, lang, words[name])
        for name, form in (("how", "corruption"), ("near", "perhaps_it_is"))
        for lang in ("en", "zh")
    }
    return PackageError("report-corrupted", file=path, **{**words, **given})
