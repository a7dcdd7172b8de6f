"""The errata table of a changelog: generated corrections, with the reasons that people add.

It is between two marks in the section of the release. The last column is the only one kept by hand: what
is there stays with its correction when the table is made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..datapackage.characters import visible
from ..errors import PackageError
from .changes import Change, Difference

BEGIN = "<!-- errata: made by `fengqiao-open diff --changelog`; only the column “why” is written by hand -->"
END = "<!-- end of errata -->"
_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_BLOCK = re.compile(rf"{re.escape(BEGIN)}\n.*?{re.escape(END)}\n?", re.DOTALL)
# What Markdown or HTML would take for more than text.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
_CELL = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_COLUMNS = ("table", "key", "column", "was", "is", "why")


def with_errata(changelog: str, difference: Difference) -> str:
    """A changelog with the errata of the newer release in its section `## VERSION`, made anew.

    Raises:
        PackageError: there is no such section, or one mark lacks the other.
    """
    start, end = _section(changelog, difference.new_version)
    section = changelog[start:end]
    if section.count(BEGIN) != section.count(END) or section.count(BEGIN) > 1:
        raise PackageError("errata-marks", version=difference.new_version)
    found = _BLOCK.search(section)
    reasons = _reasons(found[0]) if found else {}
    by_hand = (each for each in difference.changes if each.table not in difference.generated)
    rows = [_row(each) for each in by_hand if each.kind == "correction"]
    block = "\n".join([BEGIN, "", *_lines(rows, reasons, difference.old_version), END]) + "\n" if rows else ""
    if found:
        before, after = section[: found.start()], section[found.end() :]
        section = before + block + (after if block else after.removeprefix("\n"))
    elif block:
        rest = section.rstrip("\n")
        section = f"{rest}\n\n{block}" + ("\n" if end < len(changelog) else "")
    return changelog[:start] + section + changelog[end:]


def _section(changelog: str, version: str) -> tuple[int, int]:
    """Where the section of a version begins and ends."""
    headings = [*_HEADING.finditer(changelog), None]
    for each, following in pairwise(headings):
        if each and each[0][3:].split(" ")[0].strip("[]") == version:
            return each.end(), following.start() if following else len(changelog)
    raise PackageError("no-changelog-section", version=version)


def _row(change: Change) -> tuple[str, ...]:
    named = f" ({change.label[1]})" if change.label[1] else ""
    cells = (change.table, f"{change.key}{named}", change.column, change.old, change.new)
    return tuple(_escaped(cell) for cell in cells)


def _escaped(cell: str) -> str:
    """A cell as text of a Markdown table.

    >>> _escaped("a|b <b>*x*")
    'a\\\\|b \\\\<b\\\\>\\\\*x\\\\*'
    """
    return _MARKUP.sub(r"\\\1", visible(cell)) or "–"


def _lines(rows: list[tuple[str, ...]], reasons: dict[tuple[str, ...], str], since: str) -> Iterator[str]:
    yield from (f"### Corrections since {since}", "")
    yield from (f"| {' | '.join(_COLUMNS)} |", f"|{'---|' * len(_COLUMNS)}")
    for row in rows:
        yield f"| {' | '.join((*row, reasons.get(row, '')))} |".replace("|  |", "| |")
    yield ""


def _reasons(block: str) -> dict[tuple[str, ...], str]:
    """What was written by hand beside each correction."""
    found = {}
    for line in block.split("\n"):
        cells = [cell.strip() for cell in _CELL.sub("\\1\0", line).split("\0")[1:-1]]
        if len(cells) == len(_COLUMNS) and cells[-1]:
            found[tuple(cells[:-1])] = cells[-1]
    return found
