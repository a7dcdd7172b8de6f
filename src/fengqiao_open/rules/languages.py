"""Rules on the two languages: every text has its twin, and each stands in its own column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..dataset import Data
from ..findings import Finding
from .registry import rule

CHINESE = re.compile(r"[㐀-䶿一-鿿]")


def _twins(data: Data) -> Iterator[tuple[str, str, str]]:
    for name, table in data.tables.items():
        for column in table.columns:
            if column.endswith("_zh") and f"{column[:-3]}_en" in table.columns:
                yield name, column, f"{column[:-3]}_en"


@rule("FQ-L01")
def every_text_has_its_twin(data: Data) -> Iterator[Finding]:
    """A text in one language only."""
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            if bool(row[zh]) != bool(row[en]):
                filled, blank = (zh, en) if row[zh] else (en, zh)
                yield row.finding("FQ-L01", blank, filled=filled, blank=blank)


@rule("FQ-L02")
def chinese_stands_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese column without a Chinese character, though its twin is filled."""
    for name, zh, en in _twins(data):
        for row in data.rows(name):
            if row[zh] and row[en] and not CHINESE.search(row[zh]) and not _same_symbol(row[zh], row[en]):
                yield row.finding("FQ-L02", zh, value=row[zh])


@rule("FQ-L03")
def english_stands_in_its_column(data: Data) -> Iterator[Finding]:
    """A Chinese character in an English column."""
    for name, _, en in _twins(data):
        for row in data.rows(name):
            if CHINESE.search(row[en]):
                yield row.finding("FQ-L03", en, value=row[en])


def _same_symbol(zh: str, en: str) -> bool:
    """Symbols and proper names in Latin letters are the same in both languages."""
    return zh == en and len(zh) <= 3
