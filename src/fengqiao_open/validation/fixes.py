"""Corrected copies of tables: safe fixes only, never in place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..datapackage.files import read_plain
from ..datapackage.package import Package
from ..findings.report import Finding
from ..tabular.csv import BOM

# A cell with what ends it; whether it is quoted decides what it may hold.
_CELL = re.compile(r'("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\r|\n|\Z)')
_ENDS = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected copy of one table: its path and content, the findings that it fixes, and the diff."""

    table: str
    path: Path
    content: bytes
    fixed: tuple[Finding, ...]
    diff: str


def corrections(findings: Iterable[Finding], package: Package) -> Iterator[Correction]:
    """The corrected copy of each table that has safe findings; nothing is written."""
    by_table: dict[str, list[Finding]] = {}
    for each in () if package.compiled else findings:
        if each.safe and each.table in package.tables and package.holds(each.table):
            by_table.setdefault(each.table, []).append(each)
    for table, listed in by_table.items():
        path = package.path(table)
        if not path.is_file():
            continue
        before = read_plain(path)
        content, fixed = corrected(before, listed)
        if fixed:
            diff = unified(path.name, before, content)
            yield Correction(table, path.with_suffix(".fixed.csv"), content, tuple(fixed), diff)


def corrected(data: bytes, findings: Iterable[Finding]) -> tuple[bytes, list[Finding]]:
    """The content of a file with its safe findings fixed, and which were; all other bytes stay as they are.

    >>> found = Finding("FQ-T06", "t", 2, "v", "a", {"value": " 1"}, fix="1")
    >>> corrected(b"n,v\\na, 1\\n", [found])[0]
    b'n,v\\na,1\\n'
    """
    listed = [each for each in findings if each.safe]
    codes = {each.code for each in listed}
    mark = data.startswith(BOM)
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        return data, []
    text, fixed = _with_cells(text, listed)
    if "FQ-F03" in codes and mark:
        mark = False
        fixed += [each for each in listed if each.code == "FQ-F03"]
    if "FQ-F05" in codes:
        text = _ENDS.sub("\n", text)
        text = text if text.endswith("\n") else f"{text}\n"
        fixed += [each for each in listed if each.code == "FQ-F05"]
    return (BOM if mark else b"") + text.encode("utf-8"), fixed


def _with_cells(text: str, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """The text with cells replaced, and what was replaced."""
    parts: list[str] = []
    fixed: list[Finding] = []
    done = 0
    for start, end, new, finding in replacements(text, findings):
        parts += [text[done:start], new]
        done = end
        fixed.append(finding)
    return "".join([*parts, text[done:]]), fixed


def replacements(text: str, findings: Iterable[Finding]) -> Iterator[tuple[int, int, str, Finding]]:
    """Start and end of each cell to replace, and its new text, only where it still holds what was found."""
    wanted = {(each.line, each.column): each for each in findings if each.fix is not None}
    columns: list[str] = []
    for line, at, start, end in cells(text) if wanted else ():
        if line == 1:
            columns.append(_unquoted(text[start:end]))
            continue
        finding = wanted.get((line, columns[at])) if at < len(columns) else None
        if finding is None or finding.fix is None:
            continue
        if _unquoted(text[start:end]) in (finding.row.get(columns[at]), finding.values.get("value")):
            yield start, end, _quoted(finding.fix), finding


def cells(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Each cell of a CSV text: the line on which its record starts, its number in the record, start and end.

    >>> list(cells("a,b\\n1,2\\n"))
    [(1, 0, 0, 1), (1, 1, 2, 3), (2, 0, 4, 5), (2, 1, 6, 7)]
    """
    line, record, number, at = 1, 1, 0, 0
    while at < len(text) or number:  # after a last comma there is one more cell
        match = _CELL.match(text, at)
        if match is None:  # a lone quote: what follows cannot be separated
            return
        yield record, number, match.start(1), match.end(1)
        line += len(_ENDS.findall(match[0]))
        number = number + 1 if match[2] == "," else 0
        record = record if match[2] == "," else line
        at = match.end()


def unified(name: str, before: bytes, after: bytes) -> str:
    """The change of cells, as `diff -u` shows it; a byte order mark and line ends are not shown."""
    old, new = (_lines(each) for each in (before, after))
    listed = difflib.unified_diff(old, new, name, name.replace(".csv", ".fixed.csv"), n=0, lineterm="")
    return "\n".join(listed)


def _lines(data: bytes) -> list[str]:
    text = _ENDS.sub("\n", data.removeprefix(BOM).decode("utf-8", "replace"))
    return text.removesuffix("\n").split("\n")


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') and len(cell) > 1 else cell


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if re.search(r'[",\r\n]', cell) else cell
