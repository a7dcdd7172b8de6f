"""A table's file read as `validate` reads it, or rejected: the source of the loader's DataFrames.

A lenient reader moves cells into other columns, drops rows after a lost quote, and turns an unknown code into
a missing value without a word. Here a file either has the columns, rows and cells that its descriptor
promises, or is an error at the first place where it has not. What a spreadsheet saves in another format is
read as `validate` reads it, which reports it. Values out of bounds, ill-formed identifiers and dangling
references are read as written.

Only the standard library is needed for a file that is right; words for what is wrong are imported when it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from ..datapackage.files import LONGEST_CELL
from ..datapackage.package import Package, listed
from ..datapackage.schema import Field, is_written
from ..errors import PackageError
from ..lang import LANGS, sentence

if TYPE_CHECKING:
    from ..findings.report import Finding
    from .csv import Table

Cells = Sequence[str | None]


class InvalidTableError(Exception):
    """A file that does not hold what its descriptor says.

    Attributes:
        finding: the first thing that is wrong, as `validate` reports it.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.found())
        self.finding = finding


def unreadable(package: Package, *findings: Finding) -> PackageError:
    """The error of a table that is not read: the first fault, what is expected, the command for the rest."""
    import shlex

    from ..datapackage.characters import visible

    finding = next((each for each in findings if each.severity == "error"), findings[0])
    folder = package.origin or package.root
    written = finding.evidence.file or listed(package.resource(finding.table)["path"])[0]
    file = visible(str(folder / written))
    command = f"fengqiao-open validate {visible(shlex.quote(str(folder)))}"
    values: dict[str, object] = {"file": file, "line": finding.line or 1, "command": command}
    for lang in LANGS:
        stop = sentence("errors", "stop", lang)
        values |= {
            f"found_{lang}": _ended(finding.found(lang), stop),
            f"expected_{lang}": _ended(finding.expected(lang), stop),
        }
    if finding.column:
        return PackageError("cell-invalid", column=finding.column, **values)
    return PackageError("row-invalid", **values)


def _ended(text: str, stop: str) -> str:
    return text if text.endswith((".", "。")) else f"{text}{stop}"


def check_table(package: Package, table: Table) -> None:
    """Refuse a table that was read as rows of text, if a cell is not what its column promises.

    Raises:
        PackageError: a cell cannot be read as its type, is no code of its column, or is required and missing.
    """
    columns = [each for each in package.schema(table.name).fields if each.name in table.columns]
    cells = {each.name: [row[each.name] for row in table.rows] for each in columns}
    try:
        check_cells(table.name, [row.line for row in table.rows], cells, columns)
    except InvalidTableError as problem:
        raise unreadable(package, problem.finding) from None


def read_cells(
    name: str,
    data: bytes,
    columns: Sequence[Field],
    *,
    match: str = "exact",
    key: Sequence[str] = (),
    may_be_empty: bool = True,
) -> list[tuple[Field, Cells]]:
    """The columns of a file with their cells, None where missing; every cell can be read as its type.

    Args:
        name: the table, for messages.
        data: the content of the file.
        columns: the columns it must have.
        match: how the header must match them, as `fieldsMatch` of Data Package; "exact" includes the order.
        key: the columns whose cells together must differ in every row.
        may_be_empty: whether it may have no rows.

    Raises:
        InvalidTableError: it does not hold what was promised; its finding is at the first place where.

    >>> read = read_cells("t", b"n,status\\n1,\\n", [Field("n", "integer"), Field("status", "string")])
    >>> [(column.name, cells) for column, cells in read]
    [('n', ['1']), ('status', [None])]
    """
    records, lines = _records(name, _text(name, data, columns))
    header = records.pop(0) if records else []
    columns = _matched(name, header, columns, match)
    wanted = [each.name for each in columns]
    for line, record in zip(lines[1:], records, strict=True):
        if len(record) != len(wanted) or not any(record):
            from .csv import misshapen

            if wrong := misshapen(name, line, wanted, record):
                raise InvalidTableError(wrong)
    if not records and not may_be_empty:
        _refuse("FQ-S08", name, 1)
    by_column = zip(*records, strict=True) if records else ((),) * len(wanted)
    cells = dict(zip(wanted, by_column, strict=True))
    found = check_cells(name, lines[1:], cells, columns)
    _check_key(name, lines[1:], [cells[each] for each in key if each in cells], key)
    return list(zip(columns, found.values(), strict=True))


def _matched(name: str, header: list[str], columns: Sequence[Field], match: str) -> Sequence[Field]:
    """The columns in the order of the header; what only the header has is text."""
    wanted = {each.name: each for each in columns}
    if header == list(wanted):
        return columns
    missing, unknown = wanted.keys() - set(header), set(header) - wanted.keys()
    if (
        match not in ("equal", "subset", "superset", "partial")
        or len(set(header)) < len(header)
        or (missing and match not in ("superset", "partial"))
        or (unknown and match not in ("subset", "partial"))
        or len(missing) == len(wanted)
    ):
        from .file_structure import check_columns

        loose = match != "exact"
        raise InvalidTableError(check_columns(name, header, list(wanted), in_any_order=loose)[0])
    return [wanted.get(each, Field(each, "string")) for each in header]


def check_cells(
    name: str, lines: Sequence[int], cells: Mapping[str, Sequence[str]], columns: Sequence[Field]
) -> dict[str, Cells]:
    """The cells by column, None where missing.

    Raises:
        InvalidTableError: a cell is not of its type, is no code of its column, or is required and missing.
    """
    found: dict[str, Cells] = {}
    for column in columns:
        codes, form, missing = frozenset(column.enum), column.data_type.form, column.missing
        known = cells[column.name]
        for line, cell in zip(lines, known, strict=True):
            if cell in missing:
                if column.required:
                    _refuse("FQ-T02", name, line, column.name, title=column.name, example=column.example)
            elif codes and cell not in codes:
                from ..findings.suggest import alike

                words = {"codes": ", ".join(column.enum), "near": alike(cell, dict.fromkeys(column.enum))}
                _refuse("FQ-T03", name, line, column.name, value=cell, **words)
            elif form is not None and not is_written(column.type, cell):
                from .cell_hints import misread
                from .csv import Row

                row = Row(name, line, "", {column.name: cell})
                raise InvalidTableError(
                    misread(row, column.name, column.type, column.example, required=column.required)
                )
        found[column.name] = [None if cell in missing else cell for cell in known]
    return found


def _text(name: str, data: bytes, columns: Sequence[Field]) -> str:
    """The content as text in the canonical format; most files have it, which their bytes and header show."""
    header = ",".join(each.name for each in columns) + "\n"
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        last = text[text.rfind("\n", 0, max(len(text) - 1, 0)) + 1 :]
        content = last.strip(",\n")
        if text.startswith(header) and content and "\r" not in text and "\0" not in text:
            return text
    from .canonical_csv import canonical
    from .csv import nul

    text, found = canonical(name, data, [each.name for each in columns])
    if wrong := next((each for each in found if each.severity == "error"), None):
        raise InvalidTableError(wrong)
    if "\0" in text:
        raise InvalidTableError(nul(name, text))
    return text


def _records(name: str, text: str) -> tuple[list[list[str]], list[int]]:
    """Each record with the line that it starts on; nothing but whole quotes tells where one ends."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, lines, line = [], [], 1
    try:
        for record in reader:
            # The module's own bound is one for the whole process, and others move it.
            if any(len(cell) > LONGEST_CELL for cell in record):
                _malformed(name, line, "cell_long", limit=f"{LONGEST_CELL:,}")
            records.append(record)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as problem:
        _malformed(name, line, "row", problem=str(problem))
    return records, lines


def _malformed(name: str, line: int, case: str, **values: str) -> NoReturn:
    from .csv import MalformedError

    raise InvalidTableError(MalformedError(line, case, **values).finding(name))


def _check_key(name: str, lines: Sequence[int], cells: Sequence[Sequence[str]], key: Sequence[str]) -> None:
    """A row that occurs twice counts twice in every sum."""
    if not cells or len(cells) != len(key):
        return
    first: dict[tuple[str, ...], int] = {}
    for line, values in zip(lines, zip(*cells, strict=True), strict=True):
        if first.setdefault(values, line) != line:
            shown, column = ", ".join(values), ", ".join(key)
            _refuse("FQ-K01", name, line, column, key=shown, first=str(first[values]), column=column)


def _refuse(code: str, table: str, line: int, at: str = "", **values: Any) -> NoReturn:
    from ..datapackage.characters import visible
    from ..findings.report import Finding

    words = {word: visible(str(value)) for word, value in values.items()}
    raise InvalidTableError(Finding(code, table, line, visible(at), values=words))
