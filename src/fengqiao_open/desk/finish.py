"""What is done at the end: validate, compare with the report, make files anew, and the files to pass on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from ..authoring.audit import audit
from ..authoring.documents import read_document
from ..authoring.downloads import FOLDER
from ..authoring.refresh import refresh
from ..datapackage.package import DESCRIPTOR, Package, read_package
from ..datapackage.writing import write_whole
from ..errors import PackageError
from ..validation.validate import validate

Json = dict[str, Any]
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the same archive each time


def _validate(path: Path, report: Path) -> Json:
    """What `validate` finds, after the generated files are made anew where that can be done."""
    with suppress(PackageError):
        refresh(read_package(path), read_document(report))
    found = validate(path)
    listed = [each for each in found.findings if each.severity != "note"]
    return {"ok": found.ok, "findings": listed}


def _audit(path: Path, report: Path) -> Json:
    made = audit(report, path)
    listed = [each for each in made.findings if each.severity != "note"]
    return {
        "ok": not listed and not made.unaccounted,
        "findings": listed,
        "counts": {"found": made.found, "published": made.published, "unaccounted": made.unaccounted},
    }


def _refresh(path: Path, report: Path) -> Json:
    made = refresh(read_package(path), read_document(report))
    return {"ok": True, "files": sorted(each.name for each in made)}


def _workbook(path: Path, report: Path) -> Json:
    """The workbook and the other downloads: `refresh` makes them where the folder is there."""
    package = read_package(path)
    (package.root / FOLDER).mkdir(exist_ok=True)
    refresh(package, read_document(report))
    made = {each.name for each in (package.root / FOLDER).iterdir()} - {_archive_of(package)}
    return {"ok": True, "files": sorted(f"{FOLDER}/{name}" for name in made)}


def _archive_of(package: Package) -> str:
    return f"{package.descriptor.get('name', 'package')}.zip"


def _archive(path: Path, report: Path) -> Json:
    """The package as a zip archive, in its folder of downloads."""
    package = read_package(path)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in (
            DESCRIPTOR,
            *(package.path(name).relative_to(package.root).as_posix() for name in package.tables),
        ):
            archive.writestr(
                zipfile.ZipInfo(each, _DATE), (package.root / each).read_bytes(), zipfile.ZIP_DEFLATED
            )
    (package.root / FOLDER).mkdir(exist_ok=True)
    made = package.root / FOLDER / _archive_of(package)
    write_whole(made, content.getvalue())
    return {"ok": True, "files": [f"{FOLDER}/{made.name}"]}


#: What can be asked for at the end, by name; each takes the package and the report.
JOBS: Final[Mapping[str, Callable[[Path, Path], Json]]] = {
    "validate": _validate,
    "audit": _audit,
    "refresh": _refresh,
    "xlsx": _workbook,
    "zip": _archive,
}
