"""Rows of a table put back as they were released: those that were dropped, and those that were changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..datapackage.files import read_plain
from ..datapackage.package import Package
from ..datapackage.released import released
from ..errors import PackageError
from ..tabular.csv import Table, decode, records
from ..tabular.file_structure import read_table
from ..validation.since_release import as_table, table_edits

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+\Z")


def released_content(package: Package, name: str, release: Package | None = None) -> bytes:
    """A table as `release` has it, else the released version of `package` at hand.

    Raises:
        PackageError: there is none at hand.
    """
    if release is not None:
        return read_plain(release.path(name))
    package.resource(name)
    found = released(package, [name])
    if name not in found:
        raise PackageError("nothing-at-hand", table=name)
    return found[name]


def restored(package: Package, name: str, keys: Sequence[str], content: bytes) -> bytes:
    """The file of a table with some rows as in `content`, each at its place; all other bytes stay.

    Args:
        package: where the table lies.
        name: the table.
        keys: the keys of the rows; all rows when empty.
        content: the table as released.

    Raises:
        PackageError: the release has no such row, the row is as released, or a table cannot be read.
    """
    if not keys:
        return content
    now, problems = read_table(package, package.schema(name), past_torn=True)
    before = as_table(name, content)
    if now is None or before is None or now.columns != before.columns:
        words = {f"found_{lang}": problems[0].found(lang) if problems else "" for lang in ("en", "zh")}
        raise PackageError("table-unreadable-found", table=name, **words)
    edits = {each.before.key: each.now for each in table_edits(before, now) if each.before}
    there = {row.key for row in now.rows}
    old, new = _rows(content), _rows(read_plain(package.path(name)))
    lines = {row.key: row.line for row in before.rows}
    place: dict[int, str] = {}
    for key in sorted(keys, key=lambda each: lines.get(each, 0)):
        if key not in lines:
            raise PackageError("row-not-released", table=name, key=key)
        # Of rows too many to be told apart, those are missing whose key is.
        if key not in edits and key in there:
            raise PackageError("row-as-released", table=name, key=key)
        row = edits.get(key)
        text = old[lines[key]]
        if row is not None:
            place[row.line] = text
        else:
            after = _line_before(key, before, now)
            place[after] = place.get(after, new[after]) + text
    return "".join(place.get(line, text) for line, text in new.items()).encode("utf-8")


def _line_before(key: str, before: Table, now: Table) -> int:
    """The line of the row after which a dropped row was released; the header's where it was the first."""
    lines = {row.key: row.line for row in now.rows}
    found = 1
    for row in before.rows:
        if row.key == key:
            break
        found = lines.get(row.key, found)
    return found


def _rows(content: bytes) -> Mapping[int, str]:
    """The text of each record, with its line end, by the line on which it starts."""
    text = decode("", content)[0]
    lines: list[str] = _LINE.findall(text)
    starts = [line for line, _ in records(text)]
    ends = [*starts[1:], len(lines) + 1]
    found = {start: "".join(lines[start - 1 : end - 1]) for start, end in zip(starts, ends, strict=True)}
    return {line: row if row.endswith(("\n", "\r")) else f"{row}\n" for line, row in found.items()}
