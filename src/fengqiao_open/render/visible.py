"""Text from a package laid out in cells of a terminal, where a Chinese character takes two."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from ..characters import visible


def cell_text(cell: str) -> str:
    """A cell as shown in its row: also the spaces around it are made visible.

    >>> cell_text(" 12 ")
    '␣12␣'
    """
    bare = cell.strip()
    lead = len(cell) - len(cell.lstrip()) if bare else len(cell)
    trail = len(cell) - len(cell.rstrip()) if bare else 0
    return f"{_spaces(cell[:lead])}{visible(bare)}{_spaces(cell[len(cell) - trail :])}"


def _spaces(text: str) -> str:
    return visible(text.replace(" ", "␣").replace("\u3000", "␣␣"))


def visible_lines(text: str) -> str:
    """Visible text that keeps its line ends."""
    return "\n".join(visible(line) for line in text.split("\n"))


def cut(text: str, width: int) -> str:
    """The text in at most this many cells of a terminal; a cut is shown by `…`.

    >>> cut("凤桥镇人民政府", 7)
    '凤桥镇…'
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text filled with spaces to this many cells of a terminal.

    >>> pad("凤桥", 6) + "|"
    '凤桥  |'
    """
    return text + " " * (width - cell_len(text))
