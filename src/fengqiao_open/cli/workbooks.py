"""Commands on workbooks: `import`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ..datapackage.package import read_package
from ..datapackage.writing import write_with_backups
from ..lang import Lang, sentence, texts
from .common import PATH, app, in_language, language, print_lines, say

_WORKBOOK = "A workbook that `fengqiao-open export xlsx` made and a person edited."
_PACKAGE = "The folder of the package with the tables."
_IN_PLACE = "Write the tables that change, and keep each as it was in FILE.bak."


@app.command("import")
@click.argument("workbook", type=PATH, help=_WORKBOOK)
@click.argument("package", type=PATH, help=_PACKAGE)
@click.option("--in-place", is_flag=True, help=_IN_PLACE)
@in_language
def import_command(workbook: Path, package: Path, in_place: bool, lang: Lang | None) -> None:
    """Bring the changes of an edited workbook (XLSX) into the tables.

    Lists each changed cell, added row and removed row. Rows may be sorted or filtered, and columns moved or
    hidden.

    Exit code 0 where nothing changes or all is written, 1 where tables would change or a cell cannot be
    imported, 2 where the import could not run.
    """
    from ..datapackage.misnamed import refuse_archive
    from ..workbooks.imports import read_import
    from ..workbooks.text import import_lines

    spoken = language(lang)
    refuse_archive(package, "import-archive")
    read = read_package(package)
    found = read_import(workbook, read)
    print_lines(lambda _: import_lines(found, spoken))
    if found.problems:
        sys.exit(1)
    if not found.files:
        return
    names = texts("workbooks", spoken)["list"].join(map(os.path.relpath, found.files))
    say()
    if not in_place:
        say(sentence("workbooks", "not_written", spoken, files=names))
        sys.exit(1)
    backups = write_with_backups(read.root, found.files)
    kept = texts("workbooks", spoken)["list"].join(map(os.path.relpath, backups.values()))
    say(sentence("workbooks", "written", spoken, files=names, backups=kept))
    say(sentence("workbooks", "next", spoken, package=package))
