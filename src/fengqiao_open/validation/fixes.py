"""Tables with safe fixes applied, in the canonical format."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..datapackage.files import read_plain
from ..datapackage.package import STANDARD, Package, listed
from ..findings.report import Finding
from ..tabular.canonical_csv import canonical, cells, quoted, unquoted
from .descriptor import content_facts


@dataclass(frozen=True, slots=True)
class Correction:
    """The corrected content of one table.

    Attributes:
        table: its name.
        path: its file.
        content: the corrected content.
        fixed: the findings that it fixes; the one on the format of the file is the last.
        diff: the change of cells, as `diff -u` shows it; "" where only the format changes.
    """

    table: str
    path: Path
    content: bytes
    fixed: tuple[Finding, ...]
    diff: str


def corrections(findings: Iterable[Finding], package: Package) -> Iterator[Correction]:
    """The corrected content of each table that has safe findings or another format; nothing is written.

    A file that was cut off stays as it is: with a last line end, it would pass for complete. So does one with
    a title above its header, whose format is not known.
    """
    by_table: dict[str, list[Finding]] = {}
    for each in findings:
        by_table.setdefault(each.table, []).append(each)
    for table in () if package.compiled else package.tables:
        found = by_table.get(table, [])
        written = listed(package.resource(table)["path"])
        cut = any(each.values.get("case") in ("cut_off", "below") for each in found)
        if table not in STANDARD or len(written) > 1 or not package.holds(table) or cut:
            continue
        with suppress(OSError):
            before = read_plain(package.path(table))
            text, fixed = corrected(table, before, package.schema(table).names, found)
            content = text.encode("utf-8")
            if fixed and content != before:
                old, _ = canonical(table, before, package.schema(table).names)
                diff = unified(written[0], old, text)
                yield Correction(table, package.path(table), content, tuple(fixed), diff)


def corrected(
    table: str, data: bytes, columns: Sequence[str], findings: Iterable[Finding]
) -> tuple[str, list[Finding]]:
    """The canonical text of a file with its safe findings fixed, and which were; all other cells stay.

    >>> found = Finding("FQ-T06", "t", 2, "v", "a", {"value": " 1"}, fix="1")
    >>> corrected("t", b"n,v\\r\\na, 1\\r\\n", ["n", "v"], [found])[0]
    'n,v\\na,1\\n'
    """
    text, of_format = canonical(table, data, columns)
    text, fixed = _with_cells(text, [each for each in findings if each.safe])
    return text, [*fixed, *of_format] if text else []


def outdated(made: Iterable[Correction], package: Package) -> bool:
    """Whether the descriptor records another content than the corrected one, so that a refresh is due."""
    return any(
        content_facts(each.content)["hash"] != package.resource(each.table).get("hash") for each in made
    )


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
            columns.append(unquoted(text[start:end]))
            continue
        finding = wanted.get((line, columns[at])) if at < len(columns) else None
        if finding is None or finding.fix is None:
            continue
        cell = unquoted(text[start:end])
        if cell != finding.fix and cell in (finding.row.get(columns[at]), finding.values.get("value")):
            yield start, end, quoted(finding.fix), finding


def unified(name: str, before: str, after: str) -> str:
    """The change of cells, as `diff -u` shows it.

    >>> print(unified("t.csv", "n,v\\na, 1\\n", "n,v\\na,1\\n"))
    --- t.csv
    +++ t.csv
    @@ -2 +2 @@
    -a, 1
    +a,1
    """
    old, new = (text.removesuffix("\n").split("\n") for text in (before, after))
    return "\n".join(difflib.unified_diff(old, new, name, name, n=0, lineterm=""))
