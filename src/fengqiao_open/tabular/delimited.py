"""Files of foreign tables as rows of text: any encoding, dialect and order of columns that their descriptor says."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.equivalence import dialect, meaning
from ..datapackage.package import Json
from ..findings.report import Evidence, Finding, capped
from .csv import MalformedError, Row, decode, nul, records
from .file_structure import check_columns

UNCHECKED = "FQ-D11"
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_READ = ("delimiter", "quoteChar", "doubleQuote", "escapeChar", "skipInitialSpace", "header", "headerRows", "commentChar")  # fmt: skip


class SheetError(Exception):
    """A table whose cells cannot be told apart, or whose file is of a kind that is not read; the findings say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].found())
        self.findings = findings


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text: its columns, its rows, and of each row the file that it is in and its number there."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    files: tuple[str, ...]
    numbers: tuple[int, ...]


def read_sheet(name: str, resource: Json, parts: Mapping[str, bytes]) -> Sheet:
    """The files of one table, one after the other, each with its header.

    Raises:
        SheetError: a file cannot be cut into cells, or its columns are not those of the schema.
    """
    options = _options(name, resource, next(iter(parts)))
    fields = [str(each["name"]) for each in resource["schema"]["fields"]]
    how = str(meaning("fieldsMatch", resource["schema"].get("fieldsMatch")))
    key = next(iter(resource["schema"]["primaryKey"]), "")
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    files: list[str] = []
    numbers: list[int] = []
    for path, data in parts.items():
        text = _text(name, path, data, str(resource.get("encoding") or "utf-8"))
        lines = _lines(name, path, text, options)
        header = (
            [each.strip() if options["skipInitialSpace"] else each for each in lines[0][1]] if lines else []
        )
        if not options["header"]:
            header = fields
        columns = columns or tuple(header)
        problems = matched(name, header, fields, how) if options["header"] else []
        body = lines[1:] if options["header"] else lines
        while body and not any(body[-1][1]) and len(body[-1][1]) < 2:
            body.pop()  # empty lines at the end are none of the table's
        problems = problems or list(capped(_odd(name, header, body)))
        if tuple(sorted(columns)) != tuple(sorted(header)):
            problems = problems or matched(name, header, list(columns), "equal")
        if problems:
            raise SheetError([_in_file(each, path) for each in problems])
        for number, (line, cells) in enumerate(body, 1):
            record = dict(zip(header, cells, strict=True))
            rows.append(Row(name, line, record.get(key, ""), {column: record[column] for column in columns}))
            files.append(visible(path))
            numbers.append(number)
    return Sheet(columns, tuple(rows), tuple(files), tuple(numbers))


def matched(name: str, header: list[str], fields: list[str], how: str) -> list[Finding]:
    """Findings on the columns of a file under the `fieldsMatch` of its schema.

    >>> [matched("t", ["b", "a", "c"], ["a", "b"], how) != [] for how in ("exact", "equal", "subset", "superset", "partial")]
    [True, True, False, True, False]
    """
    shared = [each for each in header if each in fields]
    if how == "exact":
        return check_columns(name, header, fields)
    if how == "subset" and shared:
        return check_columns(name, shared, fields, in_any_order=True)
    if how == "superset":
        return check_columns(name, header, [each for each in fields if each in header], in_any_order=True)
    if how == "partial" and shared:
        return check_columns(name, shared, list(dict.fromkeys(shared)), in_any_order=True)
    return check_columns(name, header, fields, in_any_order=True)


def _in_file(finding: Finding, path: str) -> Finding:
    return replace(finding, evidence=Evidence(visible(path)))


def _options(name: str, resource: Json, path: str) -> dict[str, Any]:
    """How the file is to be read.

    Raises:
        SheetError: in a way that is not read here.
    """
    suffix = PurePosixPath(path).suffix.lower().lstrip(".")
    form = str(resource.get("format") or suffix).lower()
    if form not in _DELIMITERS:
        if suffix not in (*_DELIMITERS, "txt") or "format" in resource:
            raise _unread(name, "format", format=form or "-")
        form = "csv"
    if "compression" in resource:
        raise _unread(name, "compressed")
    written = resource.get("dialect", {})
    options = dialect(written)
    defaults = dialect(None)
    if "delimiter" not in written:
        options["delimiter"] = _DELIMITERS[form]
    for each, value in options.items():
        if each not in _READ and value != defaults.get(each):
            raise _unread(name, "dialect_property", property=visible(each))
    for each in ("delimiter", "quoteChar", "escapeChar", "commentChar"):
        value = options.get(each)
        if value is not None and (not isinstance(value, str) or len(value) > 1 or value in ("\n", "\r")):
            raise _unread(name, "dialect_character", property=each)
    rows = options["headerRows"]
    if rows in ([], [0]):
        options["header"] = False
    elif not (isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], int) and 0 < rows[0] < 1_000):
        raise _unread(name, "header_lines")
    return options


def unchecked(name: str, case: str, **values: str) -> Finding:
    """The finding that a resource, or a part of it, is not checked."""
    shown = visible(name)
    words = {"case": case, "resource": shown, **values}
    return Finding(UNCHECKED, shown, values=words, evidence=Evidence("datapackage.json"))


def _unread(name: str, case: str, **values: str) -> SheetError:
    return SheetError([unchecked(name, case, **values)])


def _text(name: str, path: str, data: bytes, encoding: str) -> str:
    """The text of a file in the encoding that its resource names."""
    codec = _codec(encoding)
    if not codec:
        raise _unread(name, "encoding", encoding=visible(encoding))
    if codec in ("utf-8", "utf-8-sig"):
        text, found = decode(name, data)
        problems = [each for each in found if each.code == "FQ-F02"]
        if problems:
            raise SheetError([_in_file(each, path) for each in problems])
    else:
        try:
            text = data.decode(codec)
        except (UnicodeError, ValueError) as problem:
            start = getattr(problem, "start", 0)
            line = data.count(b"\n", 0, start) + 1
            byte = start - (data.rfind(b"\n", 0, start) + 1) + 1
            words = {"byte": str(byte), "where": str(line), "guess": ""}
            raise SheetError([_in_file(Finding("FQ-F02", name, line, values=words), path)]) from None
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise SheetError([_in_file(nul(name, text), path)])
    return text


def _codec(encoding: str) -> str:
    """The name of a text encoding, "" where there is none of that name."""
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # refused by what turns bytes into bytes
    except (LookupError, ValueError):
        return ""
    return "" if name in ("idna", "punycode", "undefined") or "escape" in name else name


def _lines(name: str, path: str, text: str, options: Mapping[str, Any]) -> list[tuple[int, list[str]]]:
    """The records of a file from its header on, without comments."""
    quote = options["quoteChar"] or None
    dialect_ = {
        "delimiter": options["delimiter"], "quotechar": quote, "quoting": 0 if quote else 3,
        "doublequote": bool(options["doubleQuote"]), "escapechar": options.get("escapeChar") or None,
        "skipinitialspace": bool(options["skipInitialSpace"]),
    }  # fmt: skip
    mark = options.get("commentChar")
    try:
        lines = [
            each for each in records(text, dialect_) if not (mark and each[1] and each[1][0].startswith(mark))
        ]
    except MalformedError as problem:
        raise SheetError([_in_file(problem.finding(name), path)]) from None
    except (TypeError, ValueError) as problem:
        raise _unread(name, "dialect", problem=visible(str(problem))) from None
    first = options["headerRows"][0] if options["header"] else 1
    return [each for each in lines if each[0] >= first]


def _odd(name: str, header: list[str], body: list[tuple[int, list[str]]]) -> Iterator[Finding]:
    """Rows with too few cells, too many, or none filled."""
    for line, cells in body:
        words = {"cells": str(len(cells)), "wanted": str(len(header))}
        if not cells:
            yield Finding("FQ-S07", name, line, values=words)
        elif len(cells) != len(header):
            yield Finding("FQ-S05" if len(cells) < len(header) else "FQ-S06", name, line, values=words)
