"""Workbooks as people and programs leave them: exported, edited, and saved again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from packages import files_of

import fengqiao_open as fo

FIRST_ROW = 3
#: The workbooks made so far, by language and files of the package: most tests edit the same.
_MADE: dict[tuple[object, ...], bytes] = {}


def exported(package: Path, lang: str = "zh") -> Path:
    """The workbook of a package, beside it."""
    path = package.parent / f"{lang}.xlsx"
    state = lang, *sorted(files_of(package).items())
    if state not in _MADE:
        fo.export("xlsx", path, package, lang)  # type: ignore[arg-type]
        _MADE[state] = path.read_bytes()
    path.write_bytes(_MADE[state])
    return path


def edited(package: Path, edit: Callable[[Any], object], lang: str = "zh") -> Path:
    """The workbook of a package after an edit, as another library saves it."""
    path = exported(package, lang)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def sheet(book: Any, table: str) -> Any:
    """The sheet of a table."""
    return next(each for each in book if table in each.tables)


def at(sheet: Any, key: str, column: str) -> Any:
    """The cell of a column in the row of a key."""
    names = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=FIRST_ROW) if any(cell.value == key for cell in row))
    return row[names.index(column)]


def saved_by_another_program(path: Path, *, numbers: bool = False) -> Path:
    """The workbook without its Excel tables, formats and properties, its texts in the cells.

    With `numbers`, each text that looks like a number has become one, as a click on Excel's green corners does.
    """
    read = openpyxl.load_workbook(path)
    made = path.with_name(f"again-{path.name}")
    with xlsxwriter.Workbook(str(made), {"constant_memory": True}) as book:
        for each in read:
            copy = book.add_worksheet(each.title)
            for row, cells in enumerate(each.iter_rows()):
                for column, cell in enumerate(cells):
                    value = cell.value
                    if cell.data_type == "d":  # a date without its format is a number
                        copy.write_datetime(row, column, value)
                    elif numbers and isinstance(value, str) and value.replace(".", "", 1).isdecimal():
                        copy.write_number(row, column, float(value))
                    elif isinstance(value, str):
                        copy.write_string(row, column, value)
                    elif value is not None:
                        copy.write(row, column, value)
    return made
