"""The files for downloaders: a workbook, CSV files for Excel and a database, in the folder `downloads` of a
package.

They are made for a package that has this folder, and from the tables as `refresh` leaves them.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from ..datapackage.package import Package, read_package
from ..exports import FormatName, writer
from ..exports.content import content

FOLDER = "downloads"
#: The formats, with the end of the name of their file.
FILES: Mapping[FormatName, str] = {"xlsx": ".xlsx", "csv": "-csv.zip", "sqlite": ".sqlite"}


def downloads(package: Package, made: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The content of the files, by path; none for a package without the folder.

    Args:
        package: the package.
        made: its generated files as they are to be.

    Raises:
        PackageError: the package has errors, or values that a format cannot represent.
        ImportError: the extra `xlsx` is not installed.
    """
    folder = package.root / FOLDER
    if not folder.is_dir():
        return {}
    name = str(package.descriptor.get("name", ""))
    name = name if re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name) else "data"
    with tempfile.TemporaryDirectory(prefix="fengqiao-") as scratch:
        root = Path(scratch)
        for path in package.files():
            copy = root / path.relative_to(package.root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path in made:
                copy.write_bytes(made[path])
            elif path.is_file():
                shutil.copyfile(path, copy)
        found = content(read_package(root))
        files = {}
        for format, end in FILES.items():
            path = root / f"{name}{end}"
            writer(format).write(found, path)
            files[folder / path.name] = path.read_bytes()
    return files


def same_content(old: bytes, new: bytes) -> bool:
    """Whether two files have the same content: of two archives, the files in them, for compressors differ."""
    return old == new or ((unpacked := _unpacked(new)) is not None and unpacked == _unpacked(old))


def _unpacked(data: bytes) -> dict[str, bytes] | None:
    """The files of a zip archive, which a workbook is too; None of anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return None
