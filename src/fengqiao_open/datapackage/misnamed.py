"""What a path leads to where a package is expected, and the command that does what its user wants."""

# ruff: noqa: PTH110, PTH112, PTH113 - unlike those of Path, the functions of os.path never raise

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from ..errors import PackageError, UnknownTableError
from ..lang import both
from .archives import is_archive
from .characters import pasteable, visible
from .headers import header_words, most_alike
from .root import DESCRIPTOR, shipped_root

#: The endings of files that reports are in.
DOCUMENTS: Final = frozenset((".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"))
_TABLES: Final = (".csv", ".parquet")
_WORKBOOKS: Final = (".xlsx", ".xlsm")
# Those that an import does not read.
_OLD_WORKBOOKS: Final = (".xls", ".et", ".ods")
# A package is looked for so many folders up, and in so many folders below.
_UP, _BELOW = 3, 200


def misnamed(path: Path) -> PackageError | None:
    """The error on a path that leads to a table, a workbook, a document, or a folder beside the package.

    It says what the path is, where the package is, and the command that takes such a file.
    """
    ending, shown = path.suffix.lower(), visible(str(path))
    if os.path.isdir(path):
        file = visible(str(path / DESCRIPTOR))
        return PackageError("folder-not-package", file=file, case="elsewhere", **instead_of(path))
    if ending not in {*_TABLES, *_WORKBOOKS, *_OLD_WORKBOOKS, *DOCUMENTS} or not os.path.isfile(path):
        return None
    given = {"file": shown, "path": pasteable(path), **_phrase("such-as", *packages_near(path.parent)[:1])}
    if ending in _TABLES:
        table = table_of(path)
        key = "table-not-package" if table else "file-not-package"
        return PackageError(key, case="table" if table else "elsewhere", table=table, **given)
    if ending in DOCUMENTS:
        return PackageError("document-not-package", case="elsewhere", **given)
    package = next(iter(packages_near(path.parent)), "PACKAGE")
    key = "workbook-not-package" if ending in _WORKBOOKS else "old-workbook-not-package"
    given |= {"package": package, "xlsx": pasteable(path.with_suffix(".xlsx"))}
    return PackageError(key, case="workbook", **given)


def instead_of(folder: Path) -> dict[str, str]:
    """The end of a sentence on a folder without a package, which names those that are near; else nothing."""
    return _phrase("package-near", *packages_near(folder)[:3])


def no_report(path: Path) -> PackageError | None:
    """The error on a path that leads to a table, a descriptor, a workbook or a folder in place of a report."""
    given = {"file": visible(str(path)), "package": next(iter(packages_near(path)), "PACKAGE")}
    if os.path.isdir(path):
        return PackageError(
            "package-for-report" if os.path.isfile(path / DESCRIPTOR) else "no-report", **given
        )
    if path.suffix.lower() in {*_WORKBOOKS, *_OLD_WORKBOOKS}:
        return PackageError("workbook-for-report", **given)
    if path.name == DESCRIPTOR or (path.suffix.lower() in _TABLES and table_of(path)):
        return PackageError("package-for-report", **given)
    return None


def refuse_archive(path: Path, key: str) -> None:
    """Raise `PackageError` where a path is an archive, in which nothing can be written; or is no package."""
    if is_archive(path):
        raise misnamed(path) or PackageError(key, file=visible(str(path)))


def unknown_table(name: str, known: list[str], meant: str) -> UnknownTableError:
    """The error on a name that no table has: of a title, with the table `meant`; of a path, with the call
    that reads the table in it.
    """
    path = Path(name)
    if meant or not (
        len(path.parts) > 1 or path.suffix.lower() in (*_TABLES, *_WORKBOOKS) or os.path.exists(path)
    ):
        return UnknownTableError(name, known, meant)
    table = path.stem if path.stem in known else table_of(path)
    folder = path if os.path.isdir(path) else path.parent
    package = next(iter(packages_near(folder)), "PACKAGE")
    return UnknownTableError(name, known, table or "observations", package=package)


def table_of(path: Path) -> str:
    """The table of the standard that a file is of, by its header or else by its name; "" where it is of none."""
    resources = json.loads((shipped_root() / DESCRIPTOR).read_text("utf-8"))["resources"]
    columns = {each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in resources}
    found = most_alike(header_words(path), columns) if os.path.isfile(path) else ""
    return found or (path.stem if path.stem in columns else "")


def packages_near(folder: Path) -> list[str]:
    """The folders of packages that a person may mean by a folder: it or the nearest above it, or those below."""
    for up in range(_UP + 1):
        above = Path(os.path.normpath(folder.joinpath(*[".."] * up)))
        if os.path.isfile(above / DESCRIPTOR):
            # At the end of a sentence, dots alone are no name.
            return [f"{above}/" if above.name in ("", "..") else pasteable(above)]
    below = islice(_below(folder, 2), _BELOW)
    return sorted(pasteable(each) for each in below if os.path.isfile(each / DESCRIPTOR))


def _below(folder: Path, depth: int) -> Iterator[Path]:
    with suppress(OSError):
        for each in folder.iterdir():
            if not each.name.startswith(".") and os.path.isdir(each):
                yield each
                if depth > 1:
                    yield from _below(each, depth - 1)


def _phrase(key: str, *packages: str) -> dict[str, str]:
    """A part of a sentence in both languages, which names packages; nothing where there are none."""
    if not packages:
        return {"near": ""}
    return both("errors", key, "near", packages=", ".join(packages))
