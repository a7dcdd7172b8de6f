"""Suggestions for unresolved references: the nearest key, for the first ones of a column.

This is done where findings are brought together, so that it changes nothing how a table was cut or who checked it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import polars as pl

from ..findings.report import Finding
from ..findings.suggest import alike
from ..tabular.csv import Row
from ..validation.keys import MOST_HINTS, stray
from .batch_checks import Kernel


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints given so far for the strays of one table.

    Attributes:
        kernel: the checks, which know the keys.
        near: the key that may be meant, by column and stray.
    """

    kernel: Kernel
    near: dict[tuple[str, str], str] = field(default_factory=dict)
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)
    _given: Counter[str] = field(default_factory=Counter)

    def on(self, finding: Finding) -> Finding:
        """A finding on a stray with the key that may be meant; any other as it is."""
        if finding.code != "FQ-K03":
            return finding
        column, value = finding.column, finding.values["value"]
        if (column, value) not in self.near and self._given[column] < MOST_HINTS:
            self._given[column] += 1
            if column not in self._keys:
                keys = self.kernel.known[column]
                self._keys[column] = frozenset(keys.to_list() if keys.dtype == pl.String else ())
            self.near[column, value] = alike(value, self._keys[column])
        near = self.near.get((column, value), "")
        if not near:
            return finding
        target, target_column = next(link[1:] for link in self.kernel.links() if link[0] == column)
        row = Row(finding.table, finding.line, finding.key, {column: value})
        return replace(stray(row, column, target, target_column, near), evidence=finding.evidence)
