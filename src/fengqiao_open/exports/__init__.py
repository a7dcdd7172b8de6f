"""A package as files for other tools: one writer per format, all from the same content.

The module of a format has one function, `write(content, path)`. The output replaces the target when complete.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ..datapackage.package import of_one_report, read_package
from ..datapackage.writing import folder_written_whole, placed_together, refuse_inputs
from ..errors import did_you_mean, needs_lang, needs_path, needs_text, worded
from ..lang import Lang
from ..optional import extra
from .content import content

FormatName = Literal["arrow", "csv", "duckdb", "json", "parquet", "sdmx", "sqlite", "stata", "xlsx"]


class Format(NamedTuple):
    """The extensions of the file, the extra that it needs, if any, and other names that users give it.

    A format without an extension is written to a folder.
    """

    extensions: tuple[str, ...] = ()
    extra: str = ""
    aliases: tuple[str, ...] = ()


#: The formats by name, which is that of the module too.
FORMATS = {
    "xlsx": Format((".xlsx",), extra="xlsx", aliases=("excel", "xls")),
    "csv": Format((".zip",), aliases=("zip",)),
    "sqlite": Format((".sqlite", ".sqlite3", ".db", ".db3"), aliases=("sqlite3",)),
    "duckdb": Format((".duckdb", ".ddb", ".db"), extra="duckdb"),
    "parquet": Format(extra="parquet"),
    "arrow": Format(extra="parquet", aliases=("feather", "ipc")),
    "json": Format((".json",), extra="json"),
    "sdmx": Format(extra="sdmx"),
    "stata": Format(aliases=("dta",)),
}


def export(
    format: FormatName, path: str | Path, package: str | Path | None = None, lang: Lang = "zh"
) -> tuple[Path, ...]:
    """Write the tables of a package in another format, with keys, types, labels and missing values.

    Args:
        format: "xlsx" (a workbook, a sheet per table), "csv" (one zip archive of CSV files for Excel),
            "sqlite", "duckdb" (a database), "json" (a Data Package with its rows in it); in a folder, a file
            per table: "parquet", "arrow", "stata" and "sdmx" (the observations and their structure).
        path: the file to write or replace, with the extension of the format or with none: .xlsx, .zip for
            "csv", .sqlite or .db, .duckdb or .db, .json. For "parquet", "arrow", "stata" and "sdmx", a new or
            empty folder.
        package: another package's folder; None for the shipped one.
        lang: which language comes first in `xlsx` and `csv`; the other formats have both.

    Returns:
        The files or the folder written.

    Raises:
        TypeError: the format is no text, or the path is none.
        ValueError: no such format or language (the message lists all), the path is a file of the package, or
            it has the extension of something else.
        ImportError: the format needs an extra; the message has the command that installs it.
        PackageError: the package cannot be read, has errors, or has values that the format cannot represent.
        OSError: the path cannot be written; an existing file is unchanged.

    Each sheet of a workbook has two header rows: the names of the columns, and their titles in words.
    `pandas.read_excel("fengqiao.xlsx", sheet_name="统计数据", skiprows=[1], dtype={"area_id": str})` leaves out
    the titles. The first sheet, 统计数据 ("Statistics" with lang="en"), has the statistics.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in export("sqlite", f"{folder}/fengqiao.db")]
    ['fengqiao.metadata.json', 'fengqiao.db']
    """
    needs_text(format, "export", "xlsx")
    chosen = FORMATS.get(format)
    if chosen is None:
        meant = [name for name, each in FORMATS.items() if str(format).lower() in (name, *each.aliases)]
        raise worded(ValueError, "no-format", name=format, known=", ".join(FORMATS), **did_you_mean(*meant))
    needs_lang(lang)
    needs_path(path, "export")
    module = writer(format)
    found = read_package(package)
    refuse_inputs([Path(path)], [found.origin or found.root, *found.files()])
    path = Path(path).absolute()
    _refuse_other_extension(format, chosen, path)
    made = content(of_one_report(found), lang)
    if not path.parent.is_dir():
        raise worded(FileNotFoundError, "no-folder", folder=path.parent)
    if not chosen.extensions:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise worded(FileExistsError, "folder-not-empty", folder=path)
        with folder_written_whole(path) as made_folder:
            module.write(made, made_folder)
        return (path,)
    with placed_together(path) as made_folder:
        module.write(made, made_folder / path.name)
        names = sorted(
            (each.name for each in made_folder.iterdir()), key=lambda name: (name == path.name, name)
        )
    return tuple(path.parent / name for name in names)


def _refuse_other_extension(format: FormatName, chosen: Format, path: Path) -> None:
    """Refuse a name that says that the file is something else; of a folder, that it is a file.

    What is behind a point and has no letter is no extension but part of a version: `fengqiao-0.2`.
    """
    given = path.suffix.lower()
    # SDMX is a single XML file elsewhere.
    of_files = {".xml", *(extension for each in FORMATS.values() for extension in each.extensions)}
    if chosen.extensions and given not in chosen.extensions and re.search("[a-z]", given):
        wanted = ", ".join(chosen.extensions)
        raise worded(ValueError, "other-extension", format=format, file=path.name, given=given, wanted=wanted)
    if not chosen.extensions and given in of_files and not path.is_dir():
        raise worded(ValueError, "extension-of-folder", format=format, file=path.name, given=given)


def writer(format: FormatName) -> Any:
    """The module of a format, with `write(content, path)`; raises `ImportError` naming the extra that it
    needs.
    """
    return extra(f"{__name__}.{format}", FORMATS[format].extra)
