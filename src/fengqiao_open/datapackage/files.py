"""Read files within limits, and tables as CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..errors import PackageError, reasons
from ..lang import both

# The largest shipped table has less than a thousandth of it.
LARGEST_FILE = 256 * 2**20
#: A longer cell is a lost quote or an attack.
LONGEST_CELL = 100_000
_KINDS = {stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


class UnfitFileError(OSError):
    """A file that is not read: too large, or no regular file (a folder, a pipe, a device).

    Attributes:
        values: the words for the finding, in both languages.
    """

    def __init__(self, path: Path, key: str, limit: int, **given: object) -> None:
        self.values = both("errors", f"unfit.{key}", "problem", **given) | {"limit": size(limit)}
        super().__init__(f"{path}: {self.values['problem_en']}")


def read_plain(path: Path, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a regular file; nothing else is opened, and no more than the limit is ever in memory.

    Raises:
        UnfitFileError: it is too large, or not a regular file.
        OSError: it is not there or cannot be read.
    """
    _fit(path, path.stat(), limit)
    # The file may have been replaced by a pipe since then: opening must not wait for one.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
        facts = os.fstat(handle)
        _fit(path, facts, limit)
        data = file.read(facts.st_size)
        if more := file.read(1):  # the size is not always that of the content
            data += more + file.read(limit - len(data))
    if len(data) > limit:
        raise UnfitFileError(path, "size", limit, found=len(data))
    return data


def read_named(path: Path, shown: str, limit: int = LARGEST_FILE) -> bytes:
    """The bytes of a regular file that a user names.

    Raises:
        PackageError: it cannot be read; the message has its name as it is `shown`.
    """
    try:
        return read_plain(path, limit)
    except UnfitFileError as problem:
        raise PackageError("file-unfit", file=shown, **problem.values) from None
    except OSError as problem:
        raise PackageError("file-unreadable", file=shown, **reasons(problem)) from None


def _fit(path: Path, facts: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise UnfitFileError(path, _KINDS.get(stat.S_IFMT(facts.st_mode), "device"), limit)
    if facts.st_size > limit:
        raise UnfitFileError(path, "size", limit, found=facts.st_size)


def is_url(path: str | Path) -> bool:
    """Whether something is a URL and no path, as fsspec tells them apart.

    >>> is_url("s3://bucket/towns"), is_url("zip://a.csv::b.zip"), is_url("a/b.csv"), is_url(Path("a/b"))
    (True, True, False, False)
    """
    return isinstance(path, str) and ("://" in path or "::" in path)


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
