"""All tables of a package as rows of text, read by the shipped descriptor's fields."""

from __future__ import annotations

from .findings import Finding
from .keys import check_keys
from .package import Package, shipped
from .rows import Table
from .structure import read_table
from .values import check_values


def read_tables(package: Package) -> tuple[dict[str, Table], list[Finding]]:
    """The tables that can be read, by name, and every finding on files, values and keys.

    A package is held to the tables of the shipped descriptor, whatever its own says.
    """
    standard = shipped()
    tables: dict[str, Table] = {}
    found: list[Finding] = []
    for name in (name for name in standard.tables if name in package.tables):
        schema = standard.resource(name)["schema"]
        table, problems = read_table(package, name, schema["fields"], schema["primaryKey"][0])
        found += problems
        if table is not None:
            tables[name] = table
            found += check_values(table, schema["fields"])
    for name, table in tables.items():
        found += check_keys(table, standard.resource(name)["schema"], tables)
    return tables, found
