"""The row itself as a spreadsheet shows it: letters, header, the row, and a caret under the cell."""

from __future__ import annotations

from rich.cells import cell_len

from ..characters import visible
from ..findings import Finding
from .places import letter
from .visible import cell_text, cut, pad

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
    marks = marked(finding)
    count = max(len(columns), len(cells), *(mark + 1 for mark in marks), 1)
    grid = [
        (letter(at), visible(_at(columns, at)) if number else "", cell_text(_at(cells, at)))
        for at in range(count)
    ]
    room = width - len(gutter) - len(_GAP) - len("… ") - len(f"{_GAP}…")
    sizes = [_size(each, room if at in marks else WIDEST) for at, each in enumerate(grid)]
    first, last = _window(sizes, marks[0] if marks else 0, room)
    shown = range(first, last + 1)
    left = "… " if first else ""
    right = f"{_GAP}…" if last < count - 1 else ""
    lines = []
    for part in (0, 1, 2) if number else (0, 2):
        name = gutter if part == 2 else " " * len(gutter)
        texts = (pad(cut(grid[at][part], sizes[at]), sizes[at]) for at in shown)
        lines.append(f"{name}{_GAP}{left}{_GAP.join(texts)}{right}".rstrip())
    if any(mark in shown for mark in marks):
        carets = _GAP.replace("│", " ").join(
            pad("^" * max(1, min(cell_len(grid[at][2]), sizes[at])) if at in marks else "", sizes[at])
            for at in shown
        )
        lines.append(f"{' ' * (len(gutter) + len(_GAP) + len(left))}{carets}".rstrip())
    return lines


def _at(cells: tuple[str, ...], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _size(texts: tuple[str, ...], most: int) -> int:
    return max(1, min(most, max(map(cell_len, texts))))


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
