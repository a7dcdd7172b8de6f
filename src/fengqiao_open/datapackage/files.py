"""Read files within limits, and tables as CSV."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..lang import both

# No table of a report comes near this; the largest shipped one has less than a thousandth of it.
LARGEST_FILE = 256 * 2**20
#: No cell comes near this; what does is a lost quote or an attack.
LONGEST_CELL = 100_000
_PART = 2**20


class UnfitFileError(OSError):
    """A file that is not read: too large, or no plain file (a folder, a pipe, a device).

    Attributes:
        values: the words for the finding, in both languages.
    """

    def __init__(self, path: Path, key: str, limit: int, **given: object) -> None:
        self.values = both("errors", f"unfit.{key}", "problem", **given) | {"limit": size(limit)}
        super().__init__(f"{path}: {self.values['problem_en']}")


def read_plain(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a plain file; nothing else is opened, and no more than the limit is ever held.

    Raises:
        UnfitFileError: it is too large, or not a plain file.
        OSError: it is not there or cannot be read.
    """
    _fit(path, path.stat(), limit)
    # Between the look and the opening the file may have been exchanged for a pipe: opening must not wait for one.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
        facts = os.fstat(handle)
        _fit(path, facts, limit)
        # Read at once, for parts are held twice when they are joined; but the size told is not always the size.
        parts = [file.read(facts.st_size)]
        left = limit + 1 - len(parts[0])
        while left > 0 and (part := file.read(min(left, _PART))):
            parts.append(part)
            left -= len(part)
    if left <= 0:
        raise _too_large(path, limit + 1, limit)
    return b"".join(parts)


def _fit(path: Path, facts: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise UnfitFileError(path, _KINDS.get(stat.S_IFMT(facts.st_mode), "device"), limit)
    if facts.st_size > limit:
        raise _too_large(path, facts.st_size, limit)


_KINDS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def _too_large(path: Path, found: int, limit: int) -> UnfitFileError:
    return UnfitFileError(path, "size", limit, found=found)


def size(count: int) -> str:
    """A number of bytes in words.

    >>> size(256 * 2**20), size(100)
    ('256 MB', '100 bytes')
    """
    return f"{count // 2**20} MB" if count >= 2**20 else f"{count} bytes"


def json_bytes(value: object) -> bytes:
    """A value as the JSON file that it is kept in: UTF-8, two spaces a level, a line feed at the end.

    >>> json_bytes({"name": "凤桥"}).decode()
    '{\\n  "name": "凤桥"\\n}\\n'
    """
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def csv_bytes(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A table as canonical CSV: UTF-8 without mark, LF, quotes only where needed.

    >>> csv_bytes(["a", "b"], [{"a": 1, "b": "x,y"}])
    b'a,b\\n1,"x,y"\\n'
    """
    import csv
    import io

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n", restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def csv_line(cells: Iterable[object]) -> str:
    r"""A row as canonical CSV, with its line end.

    >>> csv_line(["a", "x,y"])
    'a,"x,y"\n'
    """
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
