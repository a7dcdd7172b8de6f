"""The content of exports: tables as typed rows, with keys, links and labels in both languages.

The one form that every format is written from. It is made from the descriptor, and only of sound tables: what
could not be read as its type would be lost or changed on the way.

A number is a `Decimal`, which keeps its digits as printed: 13.0 is not 13. A format whose numbers are binary
gets the count of digits after the point in a column of its own (`with_decimals`), as SDMX has its DECIMALS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from ..datapackage.characters import visible
from ..datapackage.package import Json, Package, shipped
from ..errors import PackageError
from ..findings.report import Finding
from ..tabular.csv import Row
from ..validation.read import read_tables

Cell = str | int | Decimal | date | None  # a truth is an int too; None is a blank

#: What a cell of each type is read with; all else is text.
_READ: Mapping[str, Callable[[str], Cell]] = {
    "integer": int,
    "year": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda cell: cell == "true",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list, with its label and definition."""

    value: str
    label: Words
    definition: Words


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key: the column, and the table and column it leads to."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, Table Schema type, title and description, whether blanks are barred, and its codes."""

    name: str
    kind: str
    title: Words
    description: Words
    required: bool = False
    codes: tuple[Code, ...] = ()
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of typed cells in the order of the fields.

    Attributes:
        key: the columns of the primary key.
        unique: combinations of columns that no two rows share.
        links: the foreign keys into tables that are exported too.
    """

    name: str
    title: Words
    description: Words
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()

    def column(self, name: str) -> Iterator[Cell]:
        """The cells of one column."""
        at = [field.name for field in self.fields].index(name)
        return (row[at] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Content:
    """A package to export: its facts for people, its tables, and their descriptor.

    Attributes:
        title, description: of the package.
        facts: title, description, version and so on, in the order in which they are shown.
        package: the descriptor's properties of the whole package.
        resources: the descriptor of each table, by name.
    """

    title: Words
    description: Words
    facts: Mapping[str, Words]
    tables: tuple[Table, ...]
    package: Json
    resources: Mapping[str, Json]


def content(package: Package) -> Content:
    """The tables of a package that the standard knows, with the standard's types and labels.

    Raises:
        PackageError: a table has an error in its file, values or keys; the message names the first.

    >>> found = content(shipped())
    >>> [table.name for table in found.tables][:3], found.tables[0].fields[6].title.zh
    (['sources', 'source_repairs', 'passages'], '发布日期')
    """
    tables, findings = read_tables(package)
    _refuse([each for each in findings if each.severity == "error"])
    standard = shipped()
    resources = {name: standard.resource(name) for name in standard.tables if name in tables}
    facts = _facts(package.descriptor)
    return Content(
        facts["title"],
        facts["description"],
        facts,
        tuple(_table(resources[name], tables[name].rows, resources) for name in resources),
        {name: value for name, value in package.descriptor.items() if name != "resources"},
        resources,
    )


def _refuse(errors: list[Finding]) -> None:
    if errors:
        first = errors[0]
        place = ", ".join(
            part for part in (first.table, f"line {first.line}" if first.line else "", first.column) if part
        )
        raise PackageError(
            f"The package has {len(errors)} errors in its tables and is not exported, the first in {place}: "
            f"{first.found()} Run `fengqiao-open validate` on it.",
            f"数据包的表中有 {len(errors)} 处错误，未导出；第一处在 {place}：{first.found('zh')}"
            "请先运行 fengqiao-open validate。",
        )


def _table(resource: Json, rows: Iterable[Row], resources: Mapping[str, Json]) -> Table:
    schema: Json = resource["schema"]
    fields = tuple(_field(each) for each in schema["fields"])
    links = (
        Link(link["fields"][0], link["reference"].get("resource") or resource["name"], target)
        for link in schema.get("foreignKeys", [])
        for target in link["reference"]["fields"]
    )
    single = [(each["name"],) for each in schema["fields"] if each.get("constraints", {}).get("unique")]
    key = tuple(schema["primaryKey"])
    return Table(
        str(resource["name"]),
        _words(resource, "title"),
        _words(resource, "description"),
        fields,
        tuple(tuple(_read(field, row[field.name]) for field in fields) for row in rows),
        key,
        tuple(each for each in (*single, *map(tuple, schema.get("uniqueKeys", []))) if each != key),
        tuple(link for link in links if link.table in resources),
    )


def _field(field: Json) -> Field:
    codes = (
        Code(
            str(each["value"]),
            Words(each["label"], each["fq:labelZh"]),
            Words(each["fq:definition"], each["fq:definitionZh"]),
        )
        for each in field.get("categories", ())
    )
    return Field(
        str(field["name"]),
        str(field["type"]),
        _words(field, "title"),
        _words(field, "description"),
        bool(field.get("constraints", {}).get("required")),
        tuple(codes),
        str(field.get("fq:concept", "")),
    )


def _read(field: Field, cell: str) -> Cell:
    return _READ.get(field.kind, str)(cell) if cell else None


def written(cell: Cell) -> str:
    """A cell as its CSV has it.

    >>> written(Decimal("13.0")), written(True), written(None)
    ('13.0', 'true', '')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _words(owner: Json, name: str) -> Words:
    return Words(str(owner.get(name, "")), str(owner.get(f"fq:{name}Zh", "")))


def _facts(descriptor: Json) -> dict[str, Words]:
    """What is said of the whole package; someone else's descriptor may lack any of it, or have it in another shape."""

    def named(part: str, *names: str) -> str:
        found = descriptor.get(part)
        each = found if isinstance(found, list) else []
        texts = (
            " ".join(str(one[name]) for name in names if one.get(name))
            for one in each
            if isinstance(one, dict)
        )
        return "; ".join(text for text in texts if text)

    both = {name: _words(descriptor, name) for name in ("title", "description")}
    plain = {
        "version": str(descriptor.get("version", "")),
        "created": str(descriptor.get("created", "")),
        "licence": named("licenses", "title", "path"),
        "source": named("sources", "title", "path"),
        "contributors": named("contributors", "title"),
        "homepage": str(descriptor.get("homepage", "")),
    }
    return {**both, **{name: Words(text, text) for name, text in plain.items() if text}}


def with_decimals(table: Table) -> Table:
    """The table with a column of digits after the point behind each number, for formats whose numbers are binary.

    Raises:
        PackageError: a number has more digits than a binary one holds.

    >>> [field.name for field in with_decimals(content(shipped()).tables[8]).fields][8:10]
    ['value', 'value_decimals']
    """
    fields: list[Field] = []
    for field in table.fields:
        fields += [field, _decimals(field)] if field.kind == "number" else [field]
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for field, cell in zip(table.fields, row, strict=True):
            cells += [cell, decimals(binary(cell, table, field))] if field.kind == "number" else [cell]
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
        shown = visible(written(cell))
        raise PackageError(
            f"{shown} in {table.name}, {field.name}, has more digits than this format holds; json holds them.",
            f"{table.name} 表 {field.name} 列的 {shown} 位数超出此格式的精度，可用 json。",
        )
    return cell


def moment(content: Content) -> datetime:
    """When the package was made, by its descriptor: the time in files that must have one, never the clock's."""
    try:
        found = datetime.fromisoformat(str(content.package.get("created", "")))
    except ValueError:
        return datetime(2000, 1, 1)
    return found.replace(tzinfo=None, microsecond=0)


def _decimals(field: Field) -> Field:
    return Field(
        f"{field.name}_decimals",
        "integer",
        Words(f"Decimals of {field.title.en[:1].lower()}{field.title.en[1:]}", f"{field.title.zh}的小数位数"),
        Words(
            f"Digits after the point of {field.name} as printed; blank where that is.",
            f"{field.name} 照印的小数位数；该值为空则为空。",
        ),
        concept="DECIMALS",
    )
