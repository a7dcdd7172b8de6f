"""Open a desk: the package is a folder of one's own, and the report is the one that it was made from."""

from __future__ import annotations

import os
from pathlib import Path

from ..authoring.cleaning import clean
from ..authoring.documents import read_document
from ..authoring.normalisation import sha256
from ..datapackage.misnamed import refuse_archive
from ..datapackage.package import Package, of_one_report, read_package
from ..errors import PackageError
from ..tabular.corrupted_texts import in_report, refuse_if_throughout
from ..validation.read import read_tables
from .desk import Desk
from .store import FOLDER

_FOLDERS = (FOLDER, "data", "downloads")


def open_desk(path: Path, report: Path) -> Desk:
    """The desk on a package and its report.

    Raises:
        PackageError: the package or the report cannot be read, is another user's, leads out of its folder, or
            the report is not the one that the package was made from.
    """
    refuse_archive(path, "next-archive")
    package = of_one_report(read_package(path))
    refuse_folder_of_others(package.root)
    text = read_document(report)
    refuse_if_throughout(report, in_report(text))
    cleaned = clean(text).text
    paragraphs = cleaned.rstrip("\n").split("\n")
    return Desk(package, _source(package, cleaned, report), paragraphs)


def refuse_folder_of_others(folder: Path) -> None:
    """Raise `PackageError` where a file is another user's, or a link leads out of the package's folder."""
    inside = Path(os.path.realpath(folder))
    within = [each for each in folder.iterdir() if each.name != ".git"]
    listed = [*within, *(each for one in within if one.name in _FOLDERS for each in one.glob("*"))]
    for each in (folder, *listed):
        if each.is_symlink() and each != folder and not Path(os.path.realpath(each)).is_relative_to(inside):
            raise PackageError("desk-link-out", path=each)
        if hasattr(os, "getuid") and each.exists() and each.stat().st_uid != os.getuid():
            raise PackageError("desk-other-user", path=each)


def _source(package: Package, cleaned: str, report: Path) -> str:
    """The identifier of the report in the package, by its hash."""
    tables, _ = read_tables(package)
    rows = tables["sources"].rows if "sources" in tables else ()
    known = sha256(cleaned)
    found = next((row.key for row in rows if row["text_sha256"] == known), None)
    if found is None:
        raise PackageError("desk-other-report", report=report, path=package.root)
    return found
