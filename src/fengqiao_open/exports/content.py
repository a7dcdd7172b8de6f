"""The content of exports: tables as typed rows, with keys, links and labels in both languages.

The one form that every format is written from. It is made from the descriptor, and only of valid tables: what
could not be read as its type would be lost or changed on the way.

A number is a `Decimal`, which keeps its digits as printed: 13.0 is not 13. A format whose numbers are binary
gets the count of digits after the point in a column of its own (`with_decimals`), as SDMX has its DECIMALS.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from ..datapackage.characters import visible
from ..datapackage.package import Json, Package, shipped
from ..datapackage.schema import Cell, Field, Resource, Words, written
from ..errors import PackageError
from ..lang import Lang
from ..tabular.csv import Row
from ..tabular.csv import Table as CsvTable
from ..validation.read import read_tables
from .facts import in_words, package_facts, text_facts


@dataclass(frozen=True, slots=True)
class Table(Resource):
    """A table with its rows of typed cells, in the order of the fields; links lead to exported tables."""

    rows: tuple[tuple[Cell, ...], ...] = ()

    def column(self, name: str) -> Iterator[Cell]:
        """The cells of one column."""
        at = self.names.index(name)
        return (row[at] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Content:
    """A package to export: its facts for people, its tables, and their descriptor.

    Attributes:
        title, description: of the package.
        facts: title, description, version and so on, in the order in which they are shown.
        package: the descriptor's properties of the whole package.
        resources: the descriptor of each table, by name.
        lang: the language that comes first, in the formats for readers.
    """

    title: Words
    description: Words
    facts: Mapping[str, Words]
    tables: tuple[Table, ...]
    package: Json
    resources: Mapping[str, Json]
    lang: Lang = "zh"


def content(package: Package, lang: Lang = "zh") -> Content:
    """The tables of a package that the standard knows, with the standard's types and labels.

    Raises:
        PackageError: a table has an error in its file, values or keys; the message names the first.

    >>> found = content(shipped())
    >>> [table.name for table in found.tables][:3], found.tables[0].fields[6].title.zh
    (['sources', 'source_repairs', 'passages'], '发布日期')
    """
    tables, findings = read_tables(package)
    if errors := [each for each in findings if each.severity == "error"]:
        first = errors[0]
        place = (first.table, f"line {first.line}" if first.line else "", first.column)
        words = {"found_en": first.found("en"), "found_zh": first.found("zh")}
        raise PackageError("export-errors", n=len(errors), place=", ".join(filter(None, place)), **words)
    standard = shipped()
    resources = {name: standard.resource(name) for name in standard.tables if name in tables}
    typed = tuple(_table(resources[name], tables[name].rows, resources) for name in resources)
    facts = _facts(package, tables)
    whole = {name: value for name, value in package.descriptor.items() if name != "resources"}
    return Content(facts["title"], facts["description"], facts, typed, whole, resources, lang)


def _facts(package: Package, tables: Mapping[str, CsvTable]) -> dict[str, Words]:
    """The facts of the package, those on the text behind the one on its report."""
    rows = (tables[name].rows if name in tables else () for name in ("sources", "source_repairs"))
    facts = package_facts(package)
    at = list(facts).index("report") + 1 if "report" in facts else len(facts)
    items = list(facts.items())
    return dict((*items[:at], *text_facts(*rows).items(), *items[at:]))


def _table(resource: Json, rows: Iterable[Row], exported: Collection[str]) -> Table:
    def read(field: Field, cell: str) -> Cell:
        return field.data_type.read(cell) if cell else None

    table = Table.of(resource)
    cells = tuple(tuple(read(field, row[field.name]) for field in table.fields) for row in rows)
    links = tuple(link for link in table.foreign_keys if link.table in exported)
    return replace(table, rows=cells, foreign_keys=links)


def with_decimals(table: Table) -> Table:
    """The table with the count of digits after the point behind each number, for formats with binary numbers.

    Raises:
        PackageError: a number has more digits than a binary one holds.

    >>> [field.name for field in with_decimals(content(shipped()).tables[8]).fields][8:10]
    ['value', 'value_decimals']
    """
    fields: list[Field] = []
    for field in table.fields:
        fields += [field, _decimals(field)] if field.type == "number" else [field]
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for field, cell in zip(table.fields, row, strict=True):
            cells += [cell, decimals(binary(cell, table, field))] if field.type == "number" else [cell]
        rows.append(tuple(cells))
    return replace(table, fields=tuple(fields), rows=tuple(rows))


def decimals(cell: Cell) -> int | None:
    """Digits after the point of a number as printed, None for a blank.

    >>> decimals(Decimal("13.0")), decimals(Decimal("13")), decimals(None)
    (1, 0, None)
    """
    exponent = cell.as_tuple().exponent if isinstance(cell, Decimal) else None
    return max(0, -exponent) if isinstance(exponent, int) else None


def binary(cell: Cell, table: Table, field: Field) -> Cell:
    """The cell itself, if a binary number of 64 bits holds it.

    Raises:
        PackageError: it has more digits than that.
    """
    if isinstance(cell, int | Decimal) and Decimal(repr(float(cell))) != cell:
        names = {"table": table.name, "field": field.name}
        raise PackageError("too-many-digits", value=visible(written(cell)), **names)
    return cell


def moment(content: Content) -> datetime:
    """When the package was made, by its descriptor and never by the clock."""
    try:
        found = datetime.fromisoformat(content.package.get("created", ""))
    except ValueError:
        return datetime(2000, 1, 1)
    return found.replace(tzinfo=None, microsecond=0)


def _decimals(field: Field) -> Field:
    said = {
        "name": field.name,
        "title_en": f"{field.title.en[:1].lower()}{field.title.en[1:]}",
        "title_zh": field.title.zh,
    }
    title, description = (in_words(f"decimals.{part}", **said) for part in ("title", "description"))
    return Field(f"{field.name}_decimals", "integer", title, description, concept="DECIMALS")
