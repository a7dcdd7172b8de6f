"""Cells that a web page would run or lay out instead of showing them."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.report import Finding
from ...tabular.dataset import Data
from ..markup import first_markup
from .registry import rule
from .texts import distinct_cells


@rule("FQ-L13")
def markup(data: Data) -> Iterator[Finding]:
    """A text that holds markup of web pages; what is generated has it from elsewhere."""
    found = {cell: piece for cell in distinct_cells(data) if (piece := first_markup(cell))}
    for name in data.tables if found else ():
        for row in data.rows(name) if not data.generated(name) else ():
            for column, cell in row.items():
                if cell in found:
                    yield row.finding("FQ-L13", column, value=cell, markup=found[cell])
