"""Counts by row and column as a drawing: a shaded cell for each, the totals at the end and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import SMALL, TEXT, Canvas
from .line_breaking import width_of, wrapped

_STEPS, _LINE = 4, 16


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column, with the total of each row as a bar.

    Attributes:
        columns: what the columns are called.
        rows: what each row is called, with its count in each column.
        total: what the totals are called.
        foot: rows below the others, such as the totals of the columns; they are not shaded.
    """

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]
    total: str
    foot: Sequence[tuple[str, Sequence[int]]] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns of counts begin and end, how wide one is, and what the counts are compared with."""

    start: float
    end: float
    cell: float
    most: int
    longest: int

    def middle(self, number: int) -> float:
        return self.start + self.cell * (number + 0.5)


def draw_grid(canvas: Canvas, grid: Grid) -> None:
    """A cell for each count, shaded in four steps; the number is in the cell, the total at the end."""
    names = [name for name, _ in (*grid.rows, *grid.foot)]
    counts = [each for _, each in grid.rows]
    start = min(max(width_of(name, SMALL) for name in names) + 10, canvas.width * 0.36)
    of_totals = 34 if canvas.narrow else (canvas.width - start) * 0.35
    cell = (canvas.width - start - of_totals) / len(grid.columns)
    layout = _Layout(start, canvas.width - of_totals, cell, max(map(max, counts)), max(map(sum, counts)))
    _heads(canvas, grid, layout)
    for row in grid.rows:
        _row(canvas, row, layout, shaded=True)
    if grid.foot:
        canvas.rect(0, canvas.y + 3, canvas.width, 1, "ink")
        canvas.y += 6
    for row in grid.foot:
        _row(canvas, row, layout, shaded=False)


def _heads(canvas: Canvas, grid: Grid, layout: _Layout) -> None:
    """The names of the columns: in lines, or upright where a word is wider than its column."""
    room = layout.cell - 4
    heads = [wrapped(name, SMALL, room) for name in grid.columns]
    if any(width_of(line, SMALL) > room for lines in heads for line in lines):
        canvas.y += max(width_of(name, SMALL) for name in grid.columns) + 8
        for number, name in enumerate(grid.columns):
            canvas.upright(layout.middle(number) + SMALL * 0.35, canvas.y - 6, name, SMALL, "q")
    else:
        canvas.y += 17 * max(map(len, heads))
        for number, lines in enumerate(heads):
            for line, text in enumerate(reversed(lines)):
                canvas.centred(layout.middle(number), canvas.y - 5 - 15 * line, text, SMALL, "q")
    at = canvas.width if canvas.narrow else layout.end + 12
    canvas.text(at, canvas.y - 5, grid.total, SMALL, "q", end=canvas.narrow)


def _row(canvas: Canvas, row: tuple[str, Sequence[int]], layout: _Layout, shaded: bool) -> None:
    """A row with its total: a bar where it is shaded, for only such rows are compared."""
    name, counts = row
    lines = wrapped(name, SMALL, layout.start - 8)
    height = max(23, _LINE * len(lines) + 6)
    base = canvas.y + height / 2 + 5
    for line, text in enumerate(lines):
        y = base + _LINE * (line - (len(lines) - 1) / 2)
        canvas.text(layout.start - 8, y, text, SMALL, "" if shaded else "b", end=True)
    for number, count in enumerate(counts):
        step = min(_STEPS, 1 + _STEPS * (count - 1) // layout.most) if count and shaded else 0
        if step:
            x = layout.start + layout.cell * number
            canvas.rect(x + 1, canvas.y + 1, layout.cell - 2, height - 2, f"h{step}")
        kind = f"on{step}" if step else "q" if shaded else "b"
        canvas.centred(layout.middle(number), base, str(count) if count else "·", SMALL, kind)
    total, x = sum(counts), layout.end + 12
    if canvas.narrow:
        canvas.text(canvas.width, base, str(total), TEXT, "b", end=True)
    elif shaded:
        length = (canvas.width - layout.end - 50) * total / layout.longest
        canvas.rect(x, canvas.y + height / 2 - 7, max(length, 1), 14, "d")
        canvas.text(x + length + 7, base, str(total), TEXT, "b")
    else:
        canvas.text(x, base, str(total), TEXT, "b")
    canvas.y += height
