"""Cells that a web page would run or lay out instead of showing them."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.report import Finding
from ...tabular.dataset import Data
from ..markup import first_markup
from .registry import rule


@rule("FQ-L13")
def markup(data: Data) -> Iterator[Finding]:
    """A text that holds markup of web pages; what is generated has it from elsewhere."""
    for name in data.tables:
        for row in data.rows(name) if not data.generated(name) else ():
            for column, cell in row.cells.items():
                if found := first_markup(cell):
                    yield row.finding("FQ-L13", column, value=cell, markup=found)
