"""A package as files for other tools: one writer per format, all from the same content.

The module of a format has one function, `write(content, path)`. The output replaces the target when complete.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..datapackage.package import of_one_report, read_package
from ..datapackage.writing import folder_written_whole, placed_together, refuse_inputs
from ..errors import worded
from ..lang import LANGS, Lang
from ..optional import extra
from .content import content

FormatName = Literal["arrow", "csv", "duckdb", "json", "parquet", "sdmx", "sqlite", "stata", "xlsx"]


class Format(NamedTuple):
    """What is written, in words, whether it is a folder, and the extra that it needs, if any."""

    written: str
    folder: bool = False
    extra: str = ""


_TABLES = Format("a folder with a file for each table", folder=True)
#: The formats by name, which is that of the module too.
FORMATS = {
    "xlsx": Format("a workbook, a sheet for each table", extra="xlsx"),
    "csv": Format("a zip archive with a CSV file for each table, for Excel"),
    "sqlite": Format("a database, and metadata for Datasette beside it"),
    "duckdb": Format("a database", extra="duckdb"),
    "parquet": _TABLES._replace(extra="parquet"),
    "arrow": _TABLES._replace(extra="parquet"),
    "json": Format("one file, a Data Package with its rows in it", extra="json"),
    "sdmx": Format(
        "a folder with the observations as SDMX-CSV and their structure as SDMX-ML", folder=True, extra="sdmx"
    ),
    "stata": _TABLES,
}


def export(
    format: FormatName, path: str | Path, package: str | Path | None = None, lang: Lang = "zh"
) -> tuple[Path, ...]:
    """Write the tables of a package in another format, with keys, types, labels and missing values.

    Args:
        format: one of `FORMATS`.
        path: the file to write or replace; for formats with one file per table, a new or empty folder.
        package: another package's folder; None for the shipped one.
        lang: which language comes first in `xlsx` and `csv`; the other formats have both.

    Returns:
        The files or the folder written.

    Raises:
        ValueError: no such format or language (the message lists all), or the path is a file of the package.
        ImportError: the format needs an extra; the message has the command that installs it.
        PackageError: the package cannot be read, has errors, or has values that the format cannot represent.
        OSError: the path cannot be written; an existing file is unchanged.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in export("sqlite", f"{folder}/fengqiao.db")]
    ['fengqiao.metadata.json', 'fengqiao.db']
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise worded(ValueError, "no-format", name=format, known=", ".join(FORMATS))
    if lang not in LANGS:
        raise worded(ValueError, "lang", lang=lang)
    module = writer(format)
    found = read_package(package)
    refuse_inputs([Path(path)], [found.origin or found.root, *found.files()])
    made = content(of_one_report(found), lang)
    path = Path(path).absolute()
    if not path.parent.is_dir():
        raise worded(FileNotFoundError, "no-folder", folder=path.parent)
    if chosen.folder:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise worded(FileExistsError, "folder-not-empty", folder=path)
        with folder_written_whole(path) as beside:
            module.write(made, beside)
        return (path,)
    with placed_together(path) as beside:
        module.write(made, beside / path.name)
        names = sorted((each.name for each in beside.iterdir()), key=lambda name: (name == path.name, name))
    return tuple(path.parent / name for name in names)


def writer(format: FormatName) -> Any:
    """The module of a format, with `write(content, path)`; raises `ImportError` naming the extra that it needs."""
    return extra(f"{__name__}.{format}", FORMATS[format].extra)
