"""The valid tables of a package, or why one cannot be read."""

from __future__ import annotations

from ..datapackage.package import Package
from .csv import Table
from .file_structure import read_table
from .strict import check_table, unreadable


def valid_table(package: Package, name: str) -> Table:
    """A table as rows of text, each cell written as its column asks.

    Raises:
        PackageError: its file or a cell is not what the descriptor says; the message names the place.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> valid_table(shipped(), "themes").rows[0]["name_en"]
    'Overview'
    """
    table, problems = read_table(package, package.schema(name))
    if table is None:
        raise unreadable(package, *problems)
    check_table(package, table)
    return table
