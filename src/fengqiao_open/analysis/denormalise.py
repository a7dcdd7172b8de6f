"""The denormalised table `statistics`: observations with names, area and base-unit value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ..datapackage.package import Json
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .units import factor

# Where the cells of a row come from: the table, the column of `observations` that leads to its row, and the column.
ORIGINS = {
    **{f"{name}_{lang}": (table, f"{name}_id", f"name_{lang}") for name, table in (("area", "areas"), ("indicator", "indicators"), ("unit", "units")) for lang in ("zh", "en")},
    **{name: ("observations", "observation_id", name) for name in ("period", "value", "note_zh", "note_en", "measure", "status", "unit_id", "qualifier", "area_id", "indicator_id")},
    **{name: ("figures", "figure_id", name) for name in ("printed", "paragraph", "start", "end")},
    "theme_id": ("indicators", "indicator_id", "theme_id"),
    "base_value": ("units", "unit_id", "numerator"),
}  # fmt: skip


def flatten(tables: Data) -> Iterator[dict[str, str]]:
    """The cells of each row of `statistics`, by column; an observation with a broken link is passed over."""
    passages = tables.groups("passages", "source_id", "paragraph")
    labels = {column: tables.codes("observations", column) for column in ("status", "measure", "qualifier")}
    for row in tables.rows("observations"):
        figure, area = tables.row("figures", row["figure_id"]), tables.row("areas", row["area_id"])
        indicator, unit = tables.row("indicators", row["indicator_id"]), tables.row("units", row["unit_id"])
        theme = tables.row("themes", indicator["theme_id"]) if indicator else None
        passage = passages.get((figure["source_id"], figure["paragraph"])) if figure else None
        if not (figure and area and indicator and theme and passage) or (row["unit_id"] and not unit):
            continue
        base = tables.row("units", unit["base_unit_id"]) if unit else None
        cells = {"observation_id": row.key, "source_id": row["source_id"]}
        for name, named in (("area", area), ("theme", theme), ("indicator", indicator)):
            cells |= {f"{name}_zh": named["name_zh"], f"{name}_en": named["name_en"]}
        cells["period"] = row["period"]
        cells |= _labels("status", row, labels) | _labels("measure", row, labels)
        cells |= {"printed": figure["printed"], "value": row["value"]}
        cells |= {"unit_zh": unit["name_zh"] if unit else "", "unit_en": unit["name_en"] if unit else ""}
        cells |= _labels("qualifier", row, labels)
        cells["base_value"] = base_value(row["value"], unit) if unit else ""
        cells |= {
            "base_unit_zh": base["name_zh"] if base else "",
            "base_unit_en": base["name_en"] if base else "",
        }
        cells |= {"paragraph": figure["paragraph"], "section": passage[0]["section"]}
        cells |= {"start": figure["start"], "end": figure["end"]}
        cells |= {"note_zh": row["note_zh"], "note_en": row["note_en"]}
        cells |= {"area_id": area.key, "theme_id": theme.key, "indicator_id": indicator.key}
        cells |= {column: row[column] for column in ("measure", "status", "unit_id", "qualifier")}
        yield cells


def _labels(column: str, row: Row, labels: Mapping[str, Mapping[str, Json]]) -> dict[str, str]:
    category = labels[column].get(row[column], {})
    return {
        f"{column}_zh": str(category.get("fq:labelZh", "")),
        f"{column}_en": str(category.get("label", "")),
    }


def base_value(value: str, unit: Row) -> str:
    """A value in its base unit, exactly, as plain digits.

    >>> wan_mu = Row("units", 2, "wan-mu", {"numerator": "10000", "denominator": "1"})
    >>> base_value("5.4", wan_mu)
    '54000'
    """
    if not value:
        return ""
    exact = Fraction(Decimal(value)) * factor(unit)
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    text = format(decimal, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
