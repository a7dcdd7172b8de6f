"""Changes of whole files: lost, cut off, or saved by a program that had its own ideas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from detection.changes import Change
from detection.tables import Sheet


def file_changes(root: Path, sheets: Mapping[str, Sheet]) -> Iterator[Change]:
    """Every kind once for each table, save where the file stays what it is."""
    names = list(sheets)
    for at, name in enumerate(names):
        path = sheets[name].path
        data = (root / path).read_bytes()
        other = (root / sheets[names[at - 1]].path).read_bytes()
        yield Change("file", "missing", name, {path: None})
        for kind, make in KINDS.items():
            if (content := make(data)) != data:
                yield Change("file", kind, name, {path: content})
        yield Change("file", "another table's", name, {path: other})


def _cut_in_row(data: bytes) -> bytes:
    """Cut in the middle of the row that the middle of the file is in, between two characters."""
    start = data.rfind(b"\n", 0, len(data) // 2) + 1
    row = data[start : data.find(b"\n", start)].decode("utf-8")
    return data[:start] + row[: len(row) // 2].encode("utf-8")


def _cut_after_row(data: bytes) -> bytes:
    return data[: data.find(b"\n", len(data) // 2) + 1] if data.count(b"\n") > 2 else data


def _encoded_twice(data: bytes) -> bytes:
    return data.decode("latin-1").encode("utf-8")


def _lone_quote(data: bytes) -> bytes:
    """A quote that is never closed, before a cell in the middle of the file."""
    at = data.find(b"\n", len(data) // 2) + 1
    at = at if 0 < at < len(data) else data.find(b"\n") + 1
    return data[:at] + b'"' + data[at:]


def _quotes_lost(data: bytes) -> bytes:
    return data.replace(b'"', b"")


def _delimited(mark: str) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        text = io.StringIO(newline="")
        rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        csv.writer(text, delimiter=mark, lineterminator="\n").writerows(rows)
        return text.getvalue().encode("utf-8")

    return make


def _encoded(encoding: str) -> Callable[[bytes], bytes]:
    return lambda data: data.decode("utf-8").encode(encoding)


KINDS: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "header only": lambda data: data.partition(b"\n")[0] + b"\n",
    "cut in mid-row": _cut_in_row,
    "cut after a row": _cut_after_row,
    "in GBK": _encoded("gb18030"),
    "in UTF-16": _encoded("utf-16"),
    "encoded twice": _encoded_twice,
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "last line end lost": lambda data: data.rstrip(b"\n"),
    "lone quote": _lone_quote,
    "quotes lost": _quotes_lost,
    "semicolons": _delimited(";"),
    "tabs": _delimited("\t"),
}
