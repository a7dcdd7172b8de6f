"""Text from a package laid out in cells of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

from ..datapackage.characters import visible

# Between Chinese characters a line may break anywhere, but none begins with a closing mark or ends with an
# opening one.
_WIDE = (
    r"\u2e80-\u2fff\u3005-\u3007\u3020-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U00020000-\U0003ffff"
)
_OPENING, _CLOSING = "“‘（《〈【「『", "”’）》〉】」』，。、；：？！％"
_PIECE = re.compile(
    f"[{_OPENING}]*(?:[{_WIDE}][{_CLOSING}…]*|[^\\s{_WIDE}{_OPENING}{_CLOSING}]*[{_CLOSING}]*)\\s*"
)


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
    used = 0
    for at, character in enumerate(text):
        used += cell_len(character)
        if used >= width:
            return text[:at].rstrip() + "…"
    return text


def cell_len(text: str) -> int:
    """The cells of a terminal that a text takes: two for a wide character, none for a combining mark.

    >>> cell_len("凤桥 2023"), cell_len("e\u0301")
    (9, 1)
    """
    if text.isascii():
        return len(text)
    wide = sum(east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(category(character) in ("Mn", "Me", "Cf") for character in text)


def pad(text: str, width: int) -> str:
    """The text filled with spaces to this many cells of a terminal.

    >>> pad("凤桥", 6) + "|"
    '凤桥  |'
    """
    return text + " " * (width - cell_len(text))


def breaks(text: str, width: int) -> list[int]:
    """Where lines of at most this many cells of a terminal begin after the first.

    A piece without a place to break that is wider than a line is broken where the line is full.

    >>> breaks("在 20 张表中的 9 张：共有22个问题。", 20), breaks("a long word", 6), breaks("凤桥镇。", 6)
    ([12], [7], [2])
    """
    found: list[int] = []
    used = 0
    for piece in _PIECE.finditer(text):
        size = cell_len(piece[0].rstrip())
        if used and size and used + size > width:
            found.append(piece.start())
            used = 0
        if size > width:
            for at, character in enumerate(piece[0].rstrip(), piece.start()):
                if used + cell_len(character) > width:
                    found.append(at)
                    used = 0
                used += cell_len(character)
            size = 0
        used += size + cell_len(piece[0]) - cell_len(piece[0].rstrip())
    return found
