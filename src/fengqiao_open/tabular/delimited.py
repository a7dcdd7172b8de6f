"""Files of additional tables as rows of text, by the encoding and dialect of their descriptor."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from ..datapackage.characters import visible
from ..datapackage.equivalence import dialect, meaning
from ..datapackage.package import Json
from ..findings.report import Evidence, Finding, capped
from .canonical_csv import other_delimiter
from .csv import MalformedError, Row, decode, misshapen, nul, records, undecodable
from .file_structure import check_columns

UNCHECKED = "FQ-D11"
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_CHARACTERS = ("delimiter", "quoteChar", "escapeChar", "commentChar")
_READ = (*_CHARACTERS, "doubleQuote", "skipInitialSpace", "header", "headerRows")


class SheetError(Exception):
    """A table whose cells cannot be separated, or whose format is not supported; the findings say why."""

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
    """The rows of a table's files; raises `SheetError` where one has no cells, or other columns."""
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
        if problems and options["delimiter"] == "," and (other := other_delimiter(text, fields)):
            problems = [Finding("FQ-S09", name, 1, values={"case": "delimiter", "delimiter": other})]
        body = lines[1:] if options["header"] else lines
        while body and not any(body[-1][1]) and len(body[-1][1]) < 2:
            body.pop()  # empty lines at the end are none of the table's
        odd = (misshapen(name, line, header, cells) for line, cells in body if len(cells) != len(header))
        problems = problems or list(capped(filter(None, odd)))
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

    >>> rules = "exact", "equal", "subset", "superset", "partial"
    >>> [how for how in rules if not matched("t", ["b", "a", "c"], ["a", "b"], how)]
    ['subset', 'partial']
    """
    shared = [each for each in header if each in fields]
    if shared and how in ("subset", "partial"):
        header = shared
    if how == "superset" or (shared and how == "partial"):
        fields = [each for each in fields if each in header]
    return check_columns(name, header, fields, in_any_order=how != "exact")


def _in_file(finding: Finding, path: str) -> Finding:
    return replace(finding, evidence=Evidence(visible(path)))


def _options(name: str, resource: Json, path: str) -> dict[str, Any]:
    """How the file is read; raises `SheetError` where that is not supported."""
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
    for each in _CHARACTERS:
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
        if found:
            raise SheetError([_in_file(each, path) for each in found])
    else:
        try:
            text = data.decode(codec)
        except (UnicodeError, ValueError) as problem:
            found = [undecodable(name, data, getattr(problem, "start", 0))]
            raise SheetError([_in_file(each, path) for each in found]) from None
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
        "delimiter": options["delimiter"],
        "quotechar": quote,
        "quoting": csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        "doublequote": bool(options["doubleQuote"]),
        "escapechar": options.get("escapeChar") or None,
        "skipinitialspace": bool(options["skipInitialSpace"]),
    }
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
