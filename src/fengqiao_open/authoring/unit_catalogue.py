"""Units that reports print and Fengqiao's does not, for a new package to draw from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from ..tabular.csv import Row, records

#: The unit of a number that is printed without one, since it is a ratio of two alike: 0.6, which is 60%.
PLAIN: Final = "dimensionless"
_FILE: Final = Path(__file__).with_name("unit_catalogue.csv")


@cache
def catalogue() -> tuple[Row, ...]:
    """The units of the catalogue; their base units are among them or among those of the shipped package.

    >>> unit = next(each for each in catalogue() if each.key == "wan-t")
    >>> unit["printed_forms"], unit["numerator"], unit["si_numerator"], unit["si_code"]
    ('万吨', '10000', '10000000', 'kg')
    """
    (_, header), *lines = records(_FILE.read_text("utf-8"))
    return tuple(Row("units", line, cells[0], dict(zip(header, cells, strict=True))) for line, cells in lines)


def of_any_town(units: Iterable[Row]) -> tuple[Row, ...]:
    """The units of the shipped package in the words of the catalogue where it has them: its 条 are channels
    alone.

    >>> from ..datapackage.package import shipped
    >>> from ..validation.read import read_tables
    >>> tables, _ = read_tables(shipped())
    >>> [unit["name_en"] for unit in of_any_town(tables["units"].rows) if unit.key in ("channel", "person")]
    ['lines or items', 'persons']
    """
    worded = {unit.key: unit for unit in catalogue()}
    return tuple(worded.get(unit.key, unit) for unit in units)


def drawn(used: Iterable[str], known: Iterable[Row]) -> list[Row]:
    """The units of the catalogue that are used and not yet known, each with its base unit.

    >>> [unit.key for unit in drawn({"wan-t", "yuan"}, [])]
    ['t', 'wan-t']
    """
    has = {unit.key for unit in known}
    by_key = {unit.key: unit for unit in catalogue()}
    wanted = {key for key in used if key in by_key}
    wanted |= {by_key[key]["base_unit_id"] for key in wanted}
    return [unit for unit in catalogue() if unit.key in wanted - has]
