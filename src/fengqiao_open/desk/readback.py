"""An observation read back as a sentence: 2022年，凤桥镇固定资产投资 21.3 亿元（实际）."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..lang import LANGS, Lang, sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .spans import note_of, period_of

_CHANGES: Final = ("growth", "growth_yoy")
#: Words for more and for less, of a rate and of an amount.
_DIRECTIONS: Final = {"change": ("up", "down"), "increase": ("more", "less")}
Words = dict[str, str]


def readback(row: Row, data: Data) -> Words:
    """The sentence in both languages, with the note of the row."""
    return {lang: _noted(row, _sentence(row, data, lang), lang) for lang in LANGS}


def code_label(data: Data, table: str, column: str, code: str, lang: Lang) -> str:
    """The label of a code; the code itself where the list does not have it."""
    found = data.codes(table, column).get(code, {})
    return str(found.get("fq:labelZh" if lang == "zh" else "label", code))


def name_of(data: Data, table: str, key: str, lang: Lang) -> str:
    """The name of an indicator, a unit or a place; "" where there is no such row."""
    row = data.row(table, key)
    return row[f"name_{lang}"] if row else ""


def relation(row: Row, data: Data, lang: Lang) -> str:
    """What a relation says of its first observation, with the name and value of the other."""
    other = data.row("observations", row["to_observation_id"])
    words = ""
    if other is not None:
        unit = name_of(data, "units", other["unit_id"], lang)
        indicator = name_of(data, "indicators", other["indicator_id"], lang)
        amount = f"{other['value']}{'' if lang == 'zh' else ' '}{unit}".strip()
        period = period_of(other, lang)
        words = sentence("desk", "relation.words", lang, period=period, indicator=indicator, amount=amount)
    return sentence("desk", f"relation.{row['kind']}", lang, other=words)


def _noted(row: Row, words: str, lang: Lang) -> str:
    note = note_of(row, lang)
    return sentence("desk", "read.note", lang, sentence=words, note=note) if note else words


def _sentence(row: Row, data: Data, lang: Lang) -> str:
    def none(key: str) -> str:
        return sentence("desk", f"read.{key}", lang)

    measure = row["measure"]
    values: Mapping[str, str] = {
        "period": period_of(row, lang),
        "area": name_of(data, "areas", row["area_id"], lang),
        "indicator": name_of(data, "indicators", row["indicator_id"], lang) or none("no_indicator"),
        "value": row["value"] or none("no_value"),
        "unit": _unit(row, data, lang) or ("" if measure in ("rank", "class") else none("no_unit")),
        "status": code_label(data, "observations", "status", row["status"], lang),
        "measure": _measure(row, data, lang),
        "qualifier": _qualifier(row["qualifier"], data, lang),
        "scope": _scope(row, data, lang),
    }
    if measure in _CHANGES:
        unit = data.row("units", row["unit_id"])
        # 净增82家 is an increase in enterprises, not a rate of growth.
        kind = "change" if unit is None or unit["quantity"] == "ratio" else "increase"
        size = {
            "value": values["value"].removeprefix("-"),
            "direction": none(_DIRECTIONS[kind][row["value"][:1] == "-"]),
        }
        return sentence("desk", f"read.{kind}", lang, **{**values, **size})
    kind = measure if measure in ("level", "rank", "statement") else "rest"
    if kind == "rank" and row["qualifier"] == "at_most":  # 前十
        kind = "rank_within"
    return sentence("desk", f"read.{kind}", lang, **values)


def _measure(row: Row, data: Data, lang: Lang) -> str:
    """The measure, where the name of the indicator does not end with it already."""
    label = code_label(data, "observations", "measure", row["measure"], lang)
    name = name_of(data, "indicators", row["indicator_id"], lang)
    return (
        ""
        if name.endswith((label, "比重", "率")) and lang == "zh" and row["measure"] in ("share", "rate")
        else label
    )


def _unit(row: Row, data: Data, lang: Lang) -> str:
    """The unit; one whose name begins with a number is multiplied: 21.3 × 100 million yuan."""
    name = name_of(data, "units", row["unit_id"], lang)
    return f"× {name}" if name[:1].isdigit() else name


def _qualifier(code: str, data: Data, lang: Lang) -> str:
    if code in ("", "exact"):
        return ""
    label = code_label(data, "observations", "qualifier", code, lang)
    return label if lang == "zh" else f"{label.lower()} "


def _scope(row: Row, data: Data, lang: Lang) -> str:
    scope, area = row[f"rank_scope_{lang}"], name_of(data, "areas", row["rank_area_id"], lang)
    if not scope and not area:
        return sentence("desk", "read.no_scope", lang)
    return sentence("desk", "read.among", lang, area=area, scope=scope).strip()
