"""A rule on indicators of the catalogue: an identifier of it is of what the catalogue names so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...findings.report import Finding
from ...indicators.catalogue import by_id, pattern, records, version
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from .registry import rule

_COMPARED = ("indicator_id", "name_zh", "name_en", "quantity")
_NONE: frozenset[str] = frozenset()


@rule("FQ-K14", "indicators")
def indicators_are_those_of_the_catalogue(data: Data) -> Iterator[Finding]:
    """An identifier of the catalogue under the name or the quantity of another, or names of two of its
    indicators.

    Names may be others than those of the catalogue, as a report prints them; but not those of other entries.
    What another version of the catalogue has is not known.
    """
    if data.descriptor.get("fq:indicatorCatalogue") != version():
        return
    catalogue, (by_zh, by_en), as_there = by_id(), _named(), _entries()
    columns = map(data.tables["indicators"].column, _COMPARED)
    cells = zip(data.rows("indicators"), zip(*columns, strict=True), strict=True)
    for row in [row for row, compared in cells if compared not in as_there]:
        zh, en = row["name_zh"], row["name_en"]
        entry, in_zh, in_en = catalogue.get(row.key), by_zh.get(zh, _NONE), by_en.get(en, _NONE)
        if entry and entry["quantity"] != row["quantity"]:
            words = glossed("value", row.table, "quantity", row["quantity"], {})
            words |= glossed("wanted", row.table, "quantity", entry["quantity"], {})
            yield row.finding("FQ-K14", "quantity", case="quantity", right=entry["quantity"], **words)
        if entry and in_zh and row.key not in in_zh and not _is_alias(row):
            words = {"value": zh, "wanted": entry["name_zh"], "other": min(in_zh)}
            yield row.finding("FQ-K14", "name_zh", case="name", **words)
        elif entry and in_en and row.key not in in_en:
            words = {"value": en, "wanted": entry["name_en"], "other": min(in_en)}
            yield row.finding("FQ-K14", "name_en", case="name", **words)
        elif entry is None and in_zh and in_en and in_zh.isdisjoint(in_en):
            words = {"value": en, "wanted": catalogue[min(in_zh)]["name_en"]}
            yield row.finding("FQ-K14", "name_en", case="languages", other=zh, **words)


@cache
def _entries() -> frozenset[tuple[str, ...]]:
    """What is compared of the entries: most packages have them as they are."""
    return frozenset(tuple(record[column] for column in _COMPARED) for record in records())


@cache
def _named() -> Sequence[Mapping[str, frozenset[str]]]:
    """The entries of the catalogue by their names, Chinese and English."""
    found: tuple[dict[str, frozenset[str]], ...] = ({}, {})
    for record in records():
        for names, column in zip(found, ("name_zh", "name_en"), strict=True):
            names[record[column]] = names.get(record[column], _NONE) | {record["indicator_id"]}
    return found


def _is_alias(row: Row) -> bool:
    """Whether the Chinese name is one of the aliases that the catalogue has for the identifier."""
    aliases = by_id()[row.key]["aliases"].split()
    return any(re.fullmatch(pattern(each), row["name_zh"]) for each in aliases)
