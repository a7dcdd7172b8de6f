"""How much of a draft no person has confirmed yet: what `next` asks for the draft's sake."""

from __future__ import annotations

from collections.abc import Mapping

from ..datapackage.package import Package
from ..tabular.csv import Table
from ..tabular.dataset import Data
from ..validation.causes import DRAFTED
from ..validation.contradictions import findings_of
from .questions import is_open, read_questions


def unconfirmed(package: Package, tables: Mapping[str, Table]) -> int:
    """The number of open questions of TODO.csv and of drafted indicators; 0 where all is confirmed.

    Raises:
        PackageError: TODO.csv cannot be read.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.validation.read import read_tables
    >>> unconfirmed(shipped(), read_tables(shipped())[0])
    0
    """
    asked = (is_open(each, tables, package.descriptor) for each in read_questions(package.root))
    drafted = findings_of((DRAFTED,), Data(tables, package.descriptor))
    return sum(asked) + len({each.key for each in drafted})
