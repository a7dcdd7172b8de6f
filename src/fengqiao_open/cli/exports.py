"""Commands that write a package for others: `export`, `schema`, `metadata`, `cite`, `site`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, cast

import click

from ..datapackage.characters import pasteable
from ..datapackage.package import read_package, shipped
from ..datapackage.writing import refuse_inputs, write_whole
from ..lang import LANGS, Lang, sentence
from .common import PATH, app, extra, in_language, in_package, language, package_path, say

_CITED = "Statistics to cite; the whole package when left out."
_EXPORT = "The file to write, one zip archive for csv; for parquet, arrow, sdmx and stata, a new folder."
_FIRST = "The language that comes first in xlsx and csv: zh when left out."
_SITE = "The folder to make; an earlier site in it is replaced."


@app.command("export")
@click.argument("format", help="xlsx, csv, sqlite, duckdb, parquet, arrow, json, sdmx or stata.")
@click.option("-o", "--output", type=PATH, required=True, help=_EXPORT)
@click.option("--lang", type=click.Choice(LANGS), default="zh", help=_FIRST)
@in_package
def export_command(format: str, output: Path, lang: Lang, package: Path | None) -> None:
    """Write the tables in another format.

    They keep their types, keys, labels and missing values.
    """
    from ..exports import FormatName, export

    for path in export(cast(FormatName, format), output, package, lang):
        say(os.path.relpath(path))
    found = read_package(package)
    names = (*found.tables, *(str(each["name"]) for each in found.others))
    if left_out := [name for name in names if name not in shipped().tables]:
        say(sentence("cli", "left_out", language(), tables=", ".join(left_out)))


@app.command("schema")
@click.argument("format", help="pandera, json-schema, sqlite or duckdb.")
@click.argument("table", required=False, help="Name of the table; all tables when left out.")
@click.option("-o", "--output", type=PATH, help="The file to write; the terminal when left out.")
@in_package
def schema_command(format: str, table: str | None, output: Path | None, package: Path | None) -> None:
    """Write the schemas of the tables for another validator.

    As pandera YAML, as JSON Schema of a row, or as CREATE TABLE.
    """
    from ..exports.schemas import SchemaFormat, table_schemas

    text = table_schemas(cast(SchemaFormat, format), table, package)
    if output is None:
        say(text.rstrip("\n"))
        return
    found = read_package(package)
    refuse_inputs([output], [found.origin or found.root, *found.files()])
    write_whole(output, text.encode())
    say(os.path.relpath(output))


@app.command("metadata")
@package_path
@click.option("-o", "--output", type=PATH, required=True, help="The folder to write them into.")
def metadata_command(path: Path | None, output: Path) -> None:
    """Write the metadata that catalogues and search engines read.

    DCAT-AP, schema.org, Croissant, CSVW, CFF and DataCite.
    """
    from ..metadata.files import write_metadata

    for file in write_metadata(read_package(path), output):
        say(sentence("cli", "made", language(), path=file))


@app.command("cite")
@click.argument("observation_ids", metavar="[OBSERVATION_ID]...", nargs=-1, help=_CITED)
@click.option("--style", default="short", help="short, bibtex, apa, gbt7714 or csl.")
@in_language
@in_package
def cite_command(
    observation_ids: tuple[str, ...], style: str, lang: Lang | None, package: Path | None
) -> None:
    """Cite the package or some statistics of it.

    One line in both languages; below it the rows and hashes.
    """
    from ..citing.citations import cite

    say(cite(list(observation_ids) or None, cast(Any, style), lang, package))


@app.command("site")
@package_path
@click.option("-o", "--output", type=PATH, required=True, help=_SITE)
def site_command(path: Path | None, output: Path) -> None:
    """Build a site of static pages in Chinese and English.

    Data, charts and documentation; it works without a server. A folder of several packages gives a site of
    each, a list of the places, and pages that compare them.
    """
    from rich.console import Console

    from ..authoring.unconfirmed import unconfirmed
    from ..validation.read import read_tables

    made = extra("fengqiao_open.site.build", "site")
    console = Console(stderr=True)
    with console.status("") as status:
        first = made.build(output, path, progress=status.update if sys.stderr.isatty() else lambda step: None)
    say(first)
    for each in made.packages_at(path):
        package = read_package(each)
        if left := unconfirmed(package, read_tables(package)[0]):
            where = pasteable(each or package.root)
            say(sentence("cli", "unconfirmed", language(), n=left, path=where), sys.stderr)
