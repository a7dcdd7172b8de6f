"""The row of a finding as in a spreadsheet: column letters, header, row, and a caret under the cell."""

from __future__ import annotations

from dataclasses import dataclass

from ..datapackage.characters import visible
from ..findings.report import Finding
from .locations import letter
from .terminal_text import cell_len, cell_text, cut, pad

WIDEST = 32  # cells of a terminal for a cell beside the one concerned
_GAP = " │ "


def marked(finding: Finding) -> list[int]:
    """The columns that the finding is about, counted from 0."""
    columns, cells = finding.evidence.columns, finding.evidence.cells
    if finding.code == "FQ-S05":
        return [len(cells)]
    if finding.code == "FQ-S06":
        return [len(columns)]
    names = finding.values.get("columns", "").split(", ") if finding.code == "FQ-K02" else [finding.column]
    return [at for at, name in enumerate(columns) if visible(name) in names]


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of a row as a spreadsheet shows it.

    Attributes:
        letter, name: of the column.
        text: the cell, with invisible characters escaped.
        size: cells of a terminal that it may take.
        marked: whether the finding is about it.
    """

    letter: str
    name: str
    text: str
    size: int
    marked: bool


def window(finding: Finding, room: int, most: int | None = None) -> tuple[list[Shown], bool, bool]:
    """The columns around the cell concerned that fit, and whether some were left out before and after them.

    Args:
        room: cells of a terminal that all of them may take.
        most: how many of these the cell concerned may take; all of them when left out.
    """
    columns, cells = finding.evidence.columns, finding.evidence.cells
    marks = marked(finding)
    count = max(len(columns), len(cells), *(mark + 1 for mark in marks), 1)
    grid = []
    for at in range(count):
        texts = (letter(at), visible(_at(columns, at)), cell_text(_at(cells, at)))
        size = max(1, min((most or room) if at in marks else WIDEST, max(map(cell_len, texts))))
        grid.append(Shown(*texts, size, at in marks))
    first, last = _window([each.size for each in grid], marks[0] if marks else 0, room)
    return grid[first : last + 1], first > 0, last < count - 1


def excerpt(finding: Finding, width: int = 100) -> list[str]:
    """Lines that show the row around the cell concerned, no wider than this many cells of a terminal.

    Columns that do not fit are left out at the edges, which shows as `…`.
    """
    columns, cells, number = finding.evidence.columns, finding.evidence.cells, finding.evidence.number
    if not cells:
        return []
    gutter = str((number or 0) + 1)
    if not columns:
        return [f"{gutter}{_GAP}{cut(cell_text(cells[0]), width - len(gutter) - len(_GAP))}"]
    shown, more_left, more_right = window(
        finding, width - len(gutter) - len(_GAP) - len("… ") - len(f"{_GAP}…")
    )
    left, right = "… " if more_left else "", f"{_GAP}…" if more_right else ""
    rows = [("", [each.letter for each in shown]), (gutter, [each.text for each in shown])]
    if number:  # a finding about the header shows it once
        rows.insert(1, ("", [each.name for each in shown]))
    lines = []
    for name, texts in rows:
        padded = (pad(cut(text, each.size), each.size) for text, each in zip(texts, shown, strict=True))
        lines.append(f"{name:{len(gutter)}}{_GAP}{left}{_GAP.join(padded)}{right}".rstrip())
    if any(each.marked for each in shown):
        carets = (
            pad("^" * max(1, min(cell_len(each.text), each.size)) if each.marked else "", each.size)
            for each in shown
        )
        before = " " * (len(gutter) + len(_GAP) + len(left))
        lines.append(f"{before}{_GAP.replace('│', ' ').join(carets)}".rstrip())
    return lines


def _at(cells: tuple[str, ...], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _window(sizes: list[int], centre: int, room: int) -> tuple[int, int]:
    """The first and last column that fit, grown from the one in the centre to both sides."""
    first = last = centre
    used = sizes[centre]
    grown = True
    while grown:
        grown = False
        for at in (first - 1, last + 1):
            if 0 <= at < len(sizes) and used + sizes[at] + len(_GAP) <= room:
                used += sizes[at] + len(_GAP)
                first, last = min(first, at), max(last, at)
                grown = True
    return first, last
