"""What a table has in it: its columns, its code lists, and how to read its file with other tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..datapackage.facts import read_facts
from ..datapackage.package import Package, read_package, shipped
from ..datapackage.schema import Resource
from ..errors import UnknownColumnError, needs_lang, needs_text
from ..lang import Lang
from .computed import COMPUTED, described
from .loader import dtype, rows

if TYPE_CHECKING:
    import pandas as pd

    from ..datapackage.tablenames import TableName

_CODES = ["code", "label_en", "label_zh", "definition_en", "definition_zh"]


def describe(
    table: TableName | Literal["wide", "targets"],
    package: str | Path | None = None,
    *,
    lang: Lang | None = None,
) -> pd.DataFrame:
    """The codebook of a table: a row per column, in the order of the file.

    Columns: `column`, `type` (of Table Schema), `dtype` (of `load`), `title_en`, `title_zh`,
    `description_en`, `description_zh`, `required` (whether no value is missing), `example`, `codes` (its code
    list, separated by commas) and `refers_to` (`table.column` of its foreign key).

    Args:
        table: the table; "wide" and "targets" are what these functions give, with the same columns in each
            language.
        package: another package or a merged dataset; None for the shipped one.
        lang: "en" or "zh" gives the columns of `statistics(lang)`, under their names there: `indicator` for
            `indicator_en`, `measure_label` for `measure_en`; None gives those of the file.

    Raises:
        ValueError: an unknown language.
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read.

    >>> book = describe("observations").set_index("column")
    >>> book.loc["value", ["type", "dtype", "title_en", "title_zh"]].to_list()
    ['number', 'float64', 'Value', '数值']
    >>> describe("statistics", lang="en")["column"].head(3).to_list()
    ['indicator', 'measure_label', 'value']
    >>> describe("wide").set_index("column")["title_en"][["level", "target_level", "needed_growth"]].to_list()
    ['Level', 'Target: Level', 'Growth that the target requires, %']
    """
    import pandas as pd

    needs_text(table, "describe", "observations")
    needs_lang(lang, none=True)
    if table in COMPUTED:
        return pd.DataFrame(described(table, read_package(package)))
    schema = read_package(package).schema(table)
    names = {each: each for each in schema.names} if lang is None else schema.in_language(lang)
    links = {
        link.column: f"{link.table}.{link.target}" for link in schema.foreign_keys if len(link.columns) == 1
    }
    listed = [
        {
            "column": names[each.name],
            "type": each.type,
            "dtype": "datetime64" if each.type == "date" else "category" if each.enum else str(dtype(each)),
            "title_en": each.title.en,
            "title_zh": each.title.zh,
            "description_en": each.description.en,
            "description_zh": each.description.zh,
            "required": each.required,
            "example": each.example,
            "codes": ", ".join(code.value for code in each.codes),
            "refers_to": links.get(each.name, ""),
        }
        for each in schema.fields
        if each.name in names
    ]
    return pd.DataFrame(listed)


def codes(table: TableName, column: str, package: str | Path | None = None) -> pd.DataFrame:
    """The code list of a column: a row per code, in the order of the descriptor or of the reference table.

    Columns: `code`, `label_en`, `label_zh`, `definition_en`, `definition_zh`; what is not stated is missing.
    A column that refers to a reference table (`unit_id`, `indicator_id` …) has the rows of that table.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        UnknownColumnError: the column has no code list; the message lists the columns that have one.
        PackageError: the package, or the reference table, cannot be read.

    >>> codes("observations", "status")[["code", "label_en", "label_zh"]].values.tolist()
    [['actual', 'Actual', '实际'], ['target', 'Target', '目标'], ['planned', 'Planned', '计划']]
    >>> codes("observations", "unit_id")["label_en"].head(2).to_list()
    ['yuan', '10 thousand yuan']
    """
    import pandas as pd

    needs_text(table, "codes", "observations")
    needs_text(column, "codes", "measure")
    found = read_package(package)
    schema = found.schema(table)
    if column in schema.names and (listed := schema.field(column).codes):
        cells = [(each.value, *each.label, *each.definition) for each in listed]
        frame = pd.DataFrame(cells, columns=_CODES, dtype="string")
        return frame.replace("", pd.NA)
    references = dict(_references(found, schema))
    if column not in references:
        known = [each.name for each in schema.fields if each.codes or each.name in references]
        raise UnknownColumnError(table, column, known)
    names = [references[column].key, "name_en", "name_zh", "definition_en", "definition_zh"]
    frame = rows(found, references[column].name)
    return frame.reindex(columns=names).set_axis(_CODES, axis=1).astype("string").reset_index(drop=True)


def dtypes(table: TableName, package: str | Path | None = None) -> dict[str, Any]:
    """The pandas dtypes of a table's columns, for who reads the CSV file without `load`.

    They are those of `load`, but dates are strings: `read_csv` takes their names in `parse_dates`. `describe`
    has the dtype datetime64 for them. With `url` in place of `path`, the file is downloaded from the release.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read.

    >>> import pandas
    >>> areas = pandas.read_csv(path("areas"), dtype=dtypes("areas"))
    >>> areas["area_id"].head(2).to_list()
    ['330000000000', '330400000000']
    >>> dates = describe("sources").query("dtype == 'datetime64'")["column"].to_list()
    >>> sources = pandas.read_csv(path("sources"), dtype=dtypes("sources"), parse_dates=dates)
    >>> dates, str(sources["issued"][0].date())
    (['issued'], '2023-02-28')
    """
    return {each.name: dtype(each) for each in read_package(package).schema(table).fields}


def path(table: TableName | None = None) -> Path:
    """The CSV file of a table of the shipped package; without a table, the folder of the package.

    The folder has `datapackage.json`, and the tables in `data`. Copy both before you change anything.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.

    >>> path("observations").relative_to(path()).as_posix()
    'data/observations.csv'
    """
    return shipped().root if table is None else shipped().path(table)


def url(table: TableName, package: str | Path | None = None) -> str:
    """The URL of a table's CSV file in the release of the package's version; nothing is downloaded.

    Raises:
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read, is a merged dataset, or does not state its URL.

    >>> url("observations")
    'https://github.com/fengqiao-open/fengqiao_open/raw/v0.2.0/data/observations.csv'
    """
    found = read_package(package)
    return read_facts(found).address(found.resource(table))


def _references(package: Package, schema: Resource) -> Iterator[tuple[str, Resource]]:
    """The columns that refer to a table with names, each with that table."""
    for link in schema.foreign_keys:
        target = package.schema(link.table) if link.table in package.tables else None
        if target and len(link.columns) == 1 and link.target == target.key and "name_en" in target.names:
            yield link.column, target
