"""Read a workbook (XLSX): its sheets, and each cell with its kind and format.

Read here, for python-calamine gives an error such as #N/A as an empty cell, knows no format of a number, and
fills the memory where two cells are far apart; openpyxl has had no
release since June 2024.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..datapackage.archives import is_archive, unpacked
from ..datapackage.characters import visible
from ..datapackage.files import read_named
from ..errors import PackageError
from .cells import EPOCH, Cell, SheetCells, TooManyError
from .number_formats import BUILT_IN
from .parts import Attributes, DamagedError, Handler, Parts, unescaped

#: A workbook of the standard's tables has some 60,000.
MOST_CELLS = 2_000_000
_OLE = b"\xd0\xcf\x11\xe0"  # the container of older formats, and of files with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells by row and column, both counted from 1.

    Attributes:
        tables: the names of the Excel tables in it.
        merged: the merged ranges: first row, first column, last row, last column.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    tables: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in order, hidden ones too, and its own properties that a program gave it."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)


def read_workbook(path: Path) -> Workbook:
    """Read a workbook within the limits of archives.

    Raises:
        PackageError: it is missing, damaged, too large, has a password, or is of another format.
    """
    shown = visible(str(path))
    if not path.exists():
        raise PackageError("no-file", file=shown)
    if not is_archive(path):
        data = read_named(path, shown)
        old = "workbook-password" if _ENCRYPTED in data else "workbook-old"
        raise PackageError(old if data.startswith(_OLE) else "not-a-workbook", file=shown)
    folder = unpacked(path)
    try:
        return _read(Parts(folder), shown)
    except (DamagedError, KeyError, ValueError, IndexError, OverflowError):
        raise PackageError("workbook-damaged", file=shown) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(parts: Parts, shown: str) -> Workbook:
    main = next(iter(parts.related("", "officeDocument").values()), "xl/workbook.xml")
    if main not in parts or not main.endswith(".xml"):  # OpenDocument, or the binary form of Excel
        raise PackageError("not-a-workbook", file=shown)
    book = parts.read(main, _Book())
    texts, styles = _Texts(), _Styles()
    for kind, handler in (("sharedStrings", texts), ("styles", styles)):
        for name in parts.related(main, kind).values():
            parts.read(name, handler)
    paths, left, sheets = parts.related(main, "worksheet"), MOST_CELLS, []
    for title, reference in book.sheets:
        if reference not in paths:  # a chart
            continue
        found = SheetCells(texts.found, styles.formats, book.epoch, left)
        try:
            parts.read(paths[reference], found)
        except TooManyError:
            raise PackageError("workbook-large", file=shown, limit=MOST_CELLS) from None
        tables = (
            parts.read(each, _Named()).name for each in parts.related(paths[reference], "table").values()
        )
        sheets.append(Sheet(title, found.rows, tuple(tables), tuple(found.merged)))
        left = found.left
    properties = _Properties()
    for name in parts.related("", "custom-properties").values():
        parts.read(name, properties)
    return Workbook(tuple(sheets), properties.found)


class _Book(Handler):
    """The names of the sheets with their references, and the day from which dates are counted."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.epoch = EPOCH

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.sheets.append((unescaped(attributes["name"]), attributes["id"]))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = datetime(1904, 1, 1)


class _Texts(Handler):
    """The texts that cells refer to by number, without the pronunciation that may be given with them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._parts: list[str] = []
        self._phonetic = False

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._phonetic = True

    def closed(self, name: str, text: str) -> None:
        if name == "t" and not self._phonetic:
            self._parts.append(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(unescaped("".join(self._parts)))


class _Styles(Handler):
    """The number format of each style of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: list[str] = []
        self._listed = dict(BUILT_IN)
        self._of_cells = False

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and "numFmtId" in attributes:
            self._listed[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.formats.append(self._listed.get(int(attributes.get("numFmtId", "0")), "General"))

    def closed(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


class _Named(Handler):
    """The name of an Excel table."""

    name = ""

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.name = attributes.get("displayName", attributes.get("name", ""))


class _Properties(Handler):
    """The custom properties of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._name = ""

    def opened(self, name: str, attributes: Attributes) -> None:
        self._name = attributes.get("name", self._name)

    def closed(self, name: str, text: str) -> None:
        if name == "lpwstr":
            self.found[self._name] = text
