"""The schema of a table as a typed model, and the names of its types in every engine and format.

An engine resolves a name itself, such as `getattr(polars, TYPES["date"].polars)`: none is imported here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from ..lang import LANGS, Lang

Json = Mapping[str, Any]
Cell = str | int | Decimal | date | None  # a boolean is an int too; None is a missing value


class DataType(NamedTuple):
    """A type of Table Schema.

    Attributes:
        pandas: the dtype that holds missing values too; pandera's is the same.
        required: the dtype of a column without missing values.
        polars, arrow: the name in the module of the engine.
        sqlite, duckdb: the type in SQL.
        json, csvw: the type in JSON Schema and in CSV on the Web.
        sdmx: the name in the library's list of types.
        croissant: the type of schema.org.
        stata: the numeric type or date format; "str" of a text.
        read: a cell's text to its value, every digit kept.
        load: a cell's text to what a DataFrame is made from.
        form: how a cell is written; None where any text will do.
    """

    pandas: str
    required: str
    polars: str
    arrow: str
    sqlite: str
    duckdb: str
    json: str
    csvw: str
    sdmx: str
    croissant: str
    stata: str
    read: Callable[[str], Cell]
    load: Callable[[str], str | int | float]
    form: re.Pattern[str] | None


def _is_true(cell: str) -> bool:
    return cell == "true"


# Seconds: nanoseconds would end in 2262. In CSVW a year is not gYear, of which csvwvalidate looks at nothing.
_NAMES = """
           string  integer  year                     number   date           boolean
pandas     string  Int64    Int64                    float64  datetime64[s]  boolean
required   string  int64    int64                    float64  datetime64[s]  bool
polars     String  Int64    Int64                    Float64  Date           Boolean
arrow      string  int64    int64                    float64  date32         bool_
sqlite     TEXT    INTEGER  INTEGER                  REAL     DATE           BOOLEAN
duckdb     VARCHAR BIGINT   BIGINT                   DOUBLE   DATE           BOOLEAN
json       string  integer  integer                  number   string         boolean
csvw       string  integer  integer                  decimal  date           boolean
sdmx       string  long     observationalTimePeriod  double   gregorianDay   boolean
croissant  sc:Text sc:Integer sc:Integer            sc:Float sc:Date        sc:Boolean
stata      str     long     long                     double   td             long
"""
# How the cells of a type are read, loaded and written.
_CELLS: Mapping[str, tuple[Callable[[str], Cell], Callable[[str], str | int | float], str]] = {
    "integer": (int, int, r"0|-?[1-9][0-9]{0,17}"),
    "year": (int, int, r"[0-9]{4}"),
    "number": (Decimal, float, r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,30})?"),
    "date": (date.fromisoformat, str, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "boolean": (_is_true, _is_true, r"true|false"),
}


def _types() -> Iterator[tuple[str, DataType]]:
    types, *engines = map(str.split, _NAMES.strip().splitlines())
    for name, *names in zip(types, *(of_engine[1:] for of_engine in engines), strict=True):
        read, load, form = _CELLS.get(name, (str, str, ""))
        yield name, DataType._make((*names, read, load, re.compile(form) if form else None))


#: The types by their name in Table Schema; `data_type` takes any other for text.
TYPES: Mapping[str, DataType] = dict(_types())
_TEXT = TYPES["string"]


def data_type(name: str) -> DataType:
    """The type of that name; text where there is none.

    >>> data_type("year").polars, data_type("geojson").duckdb
    ('Int64', 'VARCHAR')
    """
    return TYPES.get(name, _TEXT)


def is_written(kind: str, cell: str) -> bool:
    """Whether a cell is written as its type asks; a type without a form lets any text pass.

    >>> [is_written("number", each) for each in ("1234.50", "1,234", "１２", "NaN", " 1")]
    [True, False, False, False, False]
    >>> is_written("date", "2023-02-30"), is_written("string", "anything")
    (False, True)
    """
    form = data_type(kind).form
    if form is None:
        return True
    if not form.fullmatch(cell):
        return False
    if kind == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return False
    return True


def written(cell: Cell) -> str:
    """A value as the cell of a CSV.

    >>> written(Decimal("13.0")), written(True), written(None)
    ('13.0', 'true', '')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def plain_digits(number: float) -> str:
    """A float without an exponent, and without a point where it is whole.

    >>> plain_digits(2022.0), plain_digits(1e-07), plain_digits(float("inf"))
    ('2022', '0.0000001', 'inf')
    """
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return repr(number)
    whole = exact.to_integral_value()
    return written(whole if whole == exact else exact)


class Words(NamedTuple):
    """A text in both languages."""

    en: str = ""
    zh: str = ""

    @property
    def both(self) -> str:
        """The English text and the Chinese one behind it."""
        return f"{self.en} {self.zh}"

    @classmethod
    def of(cls, owner: Json, name: str, default: str = "", *, prefix: str = "") -> Words:
        """A property and its Chinese twin, `fq:…Zh`; `prefix` is "fq:" where it is none of Data Package."""
        return cls(str(owner.get(f"{prefix}{name}", default)), str(owner.get(f"fq:{name}Zh", default)))


_NOTHING = Words()


class Code(NamedTuple):
    """One value of a code list, with its label and definition; of a derived value, the formula too."""

    value: str
    label: Words = _NOTHING
    definition: Words = _NOTHING
    formula: str = ""


class ForeignKey(NamedTuple):
    """Columns that refer to columns of a table, which may be their own."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]

    @property
    def column(self) -> str:
        """The first column, the only one in the tables of the standard."""
        return self.columns[0]

    @property
    def target(self) -> str:
        """The column that it refers to."""
        return self.targets[0]


@dataclass(frozen=True, slots=True)
class Field:
    """A column.

    Attributes:
        name: the name in the header.
        type: the name of its type in Table Schema.
        title, description: in both languages; the title is the name where there is none.
        constraints: those of Table Schema, by name.
        codes: the values that are allowed, with their labels.
        missing: the texts that represent a missing value.
        example: how a cell may look.
        concept: the SDMX concept; "" where there is none.
    """

    name: str
    type: str = "any"
    title: Words = _NOTHING
    description: Words = _NOTHING
    constraints: Json = field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    missing: tuple[str, ...] = ("",)
    example: str = ""
    concept: str = ""

    @classmethod
    def of(cls, descriptor: Json, missing: tuple[str, ...] = ("",)) -> Field:
        """The field of a descriptor.

        >>> Field.of({"name": "n", "type": "year", "constraints": {"required": True}}).required
        True
        """
        name = str(descriptor["name"])
        return cls(
            name,
            str(descriptor.get("type", "any")),
            Words.of(descriptor, "title", name),
            Words.of(descriptor, "description"),
            descriptor.get("constraints", {}),
            tuple(map(_code, descriptor.get("categories", ()))),
            tuple(descriptor.get("missingValues", missing)),
            str(descriptor.get("example", "")),
            str(descriptor.get("fq:concept", "")),
        )

    def __hash__(self) -> int:
        return hash((self.name, self.type))  # cheap, for the caches of what is read

    @property
    def data_type(self) -> DataType:
        """Its type, with the names of it in every engine."""
        return data_type(self.type)

    @property
    def required(self) -> bool:
        """Whether a cell may not be missing."""
        return bool(self.constraints.get("required"))

    @property
    def unique(self) -> bool:
        """Whether a value may occur once only."""
        return bool(self.constraints.get("unique"))

    @property
    def enum(self) -> tuple[str, ...]:
        """The strings that a cell of a string column may be; empty where it may be any."""
        listed = self.constraints.get("enum", ()) if self.type == "string" else ()
        return tuple(each for each in listed if isinstance(each, str))


@dataclass(frozen=True, slots=True)
class Resource:
    """A table: its columns and keys.

    Attributes:
        primary_key: the columns that identify a row.
        unique_keys: other columns, or combinations, that no two rows share; a missing value is never shared.
        foreign_keys: the columns that refer to rows.
        fields_match: how the header of a file must match the fields.
    """

    name: str
    title: Words
    description: Words
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str = "exact"

    @classmethod
    def of(cls, descriptor: Json) -> Self:
        """The table of a descriptor.

        >>> Resource.of({"name": "t", "schema": {
        ...     "fields": [{"name": "id"}, {"name": "up"}], "primaryKey": ["id"],
        ...     "foreignKeys": [{"fields": ["up"], "reference": {"fields": ["id"]}}]}}).foreign_keys
        (ForeignKey(columns=('up',), table='t', targets=('id',)),)
        """
        name, schema = str(descriptor.get("name", "")), descriptor["schema"]
        missing = tuple(schema.get("missingValues", ("",)))
        fields = tuple(Field.of(each, missing) for each in schema["fields"])
        key = tuple(schema.get("primaryKey", ()))
        unique = ((each.name,) for each in fields if each.unique)
        combined = map(tuple, schema.get("uniqueKeys", ()))
        return cls(
            name,
            Words.of(descriptor, "title"),
            Words.of(descriptor, "description"),
            fields,
            key,
            tuple(each for each in (*unique, *combined) if each != key),
            tuple(_foreign_key(each, name) for each in schema.get("foreignKeys", ())),
            str(schema.get("fieldsMatch", "exact")),
        )

    @property
    def key(self) -> str:
        """The column that identifies a row; "" where there is none."""
        return next(iter(self.primary_key), "")

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [each.name for each in self.fields]

    def in_language(self, lang: Lang) -> dict[str, str]:
        """The columns for readers of one language, with their names there.

        Texts lose the suffix of the language. Codes keep their name; a text of that name is their label.

        >>> names = ("unit_zh", "unit_en", "status", "status_zh", "status_en")
        >>> table = Resource.of({"name": "t", "schema": {"fields": [{"name": each} for each in names]}})
        >>> table.in_language("en")
        {'unit_en': 'unit', 'status': 'status', 'status_en': 'status_label'}
        """
        others = tuple(f"_{each}" for each in LANGS if each != lang)
        found = {}
        for name in (each for each in self.names if not each.endswith(others)):
            bare = name.removesuffix(f"_{lang}")
            found[name] = f"{bare}_label" if bare != name and bare in self.names else bare
        return found

    def field(self, name: str) -> Field:
        """The column of that name."""
        return next(each for each in self.fields if each.name == name)

    def restricted(self, names: Collection[str]) -> Self:
        """The table with some of its columns only, and the keys that these make up."""
        kept = set(names)
        return replace(
            self,
            fields=tuple(each for each in self.fields if each.name in kept),
            primary_key=self.primary_key if kept.issuperset(self.primary_key) else (),
            unique_keys=tuple(each for each in self.unique_keys if kept.issuperset(each)),
            foreign_keys=tuple(each for each in self.foreign_keys if kept.issuperset(each.columns)),
        )


def _code(category: Any) -> Code:
    if not isinstance(category, Mapping):
        return Code(str(category), Words(str(category), str(category)))
    value = str(category["value"])
    definition = Words.of(category, "definition", prefix="fq:")
    return Code(value, Words.of(category, "label", value), definition, str(category.get("fq:expression", "")))


def _foreign_key(descriptor: Json, table: str) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(
        tuple(descriptor["fields"]), str(reference.get("resource") or table), tuple(reference["fields"])
    )
