"""What each chart of the site shows: its bars, and the values of its finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ..lang import sentence, texts
from ..plot.frames import FIRMNESS
from ..tabular.csv import Row
from .drawing import Bar, Block, Form
from .edition import Edition
from .indicators import Indicator, address, headlines
from .matrix import Grid
from .numbers import amount, written
from .target_chart import target_contents

_OPEN = ("at_least", "over")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _growth(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    """Growth of the economic indicators, which are amounts of money, first: the finding is about them. Then
    that of others, and what is better where it falls.
    """
    level_of = {
        row["from_observation_id"]: row["to_observation_id"]
        for row in edition.data.rows("relations")
        if row["kind"] == "growth_of"
    }
    kinds: dict[str, list[Bar]] = {"economic": [], "other": [], "lower": []}
    for row in rows:
        level = edition.data.row("statistics", level_of.get(row.key, ""))
        note = edition.text(row, "measure") if row["measure"] == "growth" else ""
        beside = amount(level, edition).whole if level else edition.say("not_printed")
        bar = Bar(
            edition.text(row, "indicator"),
            float(row["value"]),
            written(row, edition),
            "least" if row["qualifier"] in _OPEN else "solid",
            beside=beside,
            note=note,
            address=address(row.key),
        )
        indicator = edition.data.row("indicators", row["indicator_id"])
        kinds[_kind(indicator)].append(bar)
    say = texts("charts", edition.lang)
    drawn = [(kind, sorted(bars, key=lambda bar: -bar.value)) for kind, bars in kinds.items() if bars]
    blocks = [Block(bars, say[f"growth.{kind}"] if len(drawn) > 1 else "") for kind, bars in drawn]
    first, bars = drawn[0]
    up = sum(1 for bar in bars if bar.value > 0)
    left = [edition.text(each.first, "indicator") for each in headlines(edition) if _no_growth(each, edition)]
    values = {
        **{"n": len(bars), "up": up, "most_label": edition.within(bars[0].label), "most": bars[0].text},
        "left": sentence("charts", "growth.left", edition.lang, names=edition.say("list").join(left))
        if left
        else "",
        "open": say["growth.open"] if any(bar.form == "least" for _, some in drawn for bar in some) else "",
    }
    finding = "growth.finding"
    if first == "economic" and len(bars) > 1:
        finding = "growth.finding_all" if up == len(bars) else "growth.finding_some"
    return {"blocks": blocks, "values": values, "finding": finding}


def _kind(indicator: Row | None) -> str:
    if indicator and indicator["direction"] == "lower":
        return "lower"
    return "economic" if indicator and indicator["quantity"] == "money" else "other"


def _no_growth(each: Indicator, edition: Edition) -> bool:
    """An economic indicator whose growth is not printed."""
    return not each.growth and _kind(edition.data.row("indicators", each.first["indicator_id"])) == "economic"


def _money(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    total_of = dict(zip(frame["observation_id"], frame["total_observation_id"], strict=True))
    ids = {row.key for row in rows}
    say = texts("charts", edition.lang)

    def bar(row: Row, form: Form) -> Bar:
        label = edition.text(row, "indicator")
        name = (
            sentence("charts", "money.of_which", edition.lang, name=edition.within(label))
            if form == "part"
            else label
        )
        return Bar(name, float(row["base_value"]), written(row, edition), form, address=address(row.key))

    bars = []
    totals = [row for row in rows if total_of[row.key] not in ids]
    totals.sort(key=lambda row: -float(row["base_value"]))
    for row in totals:
        bars.append(bar(row, "solid"))
        parts = [each for each in rows if total_of[each.key] == row.key]
        bars += [bar(each, "part") for each in sorted(parts, key=lambda each: -float(each["base_value"]))]
    left = [
        edition.text(row, "indicator")
        for row in edition.data.rows("statistics")
        if row["status"] == "actual" and row["measure"] == "level" and _is_foreign(row, edition)
    ]
    values = {
        "most_label": bars[0].label,
        "most": bars[0].text,
        "parts": say["money.parts"] if len(bars) > len(totals) else "",
        "left": sentence("charts", "money.left", edition.lang, names=edition.say("list").join(left))
        if left
        else "",
    }
    return {"blocks": [Block(bars)], "values": values}


def _is_foreign(row: Row, edition: Edition) -> bool:
    """Whether an economic amount is in another currency than yuan."""
    indicator, unit = (edition.data.row(f"{each}s", row[f"{each}_id"]) for each in ("indicator", "unit"))
    economic = indicator and indicator["direction"] == "higher" and indicator["quantity"] == "money"
    return bool(economic and unit and unit["base_unit_id"] != "yuan")


def _projects(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    say = texts("charts", edition.lang)
    blocks: dict[str, list[Bar]] = {}
    for row, found in zip(rows, _records(frame), strict=True):
        joint = bool(found["joint"])
        under = (
            sentence("charts", "projects.joint", edition.lang, n=int(found["project_count"])) if joint else ""
        )
        form: Form = "hatched" if joint else "solid"
        indicator = edition.data.row("indicators", row["indicator_id"])
        whole = indicator is not None and indicator["nature"] != "flow"
        heading = (
            say["projects.total_cost"] if whole else edition.dated(edition.text(row, "status"), row["period"])
        )
        bar = Bar(
            edition.text(row, "indicator"),
            found["value"],
            amount(row, edition).whole,
            form,
            under=under,
            address=address(row.key),
        )
        blocks.setdefault(heading, []).append(bar)
    made = [Block(sorted(bars, key=lambda bar: -bar.value), heading, "") for heading, bars in blocks.items()]
    # Total costs are last: they are of another scope than the money of a year.
    made.sort(key=lambda block: (block.heading == say["projects.total_cost"], -block.bars[0].value))
    most = made[0].bars[0]
    values = {
        "most_label": edition.within(most.label),
        "most": most.text,
        "when": made[0].heading,
        "n": len(rows),
    }
    return {"blocks": made, "values": values}


def _awards(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    counts = frame["level_label"].value_counts(sort=False)
    bars = [Bar(str(level), int(count), str(count)) for level, count in counts.items()]
    most = max(bars, key=lambda bar: bar.value)
    values = {
        "n": len(frame),
        "first_label": bars[0].label,
        "first": bars[0].text,
        "most_label": most.label,
        "most": most.text,
    }
    return {"blocks": [Block(bars)], "values": values}


def _commitments(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    say = texts("charts", edition.lang)
    table = frame.pivot(index="label", columns="modality", values="count").fillna(0).astype(int)
    used = [code for code in FIRMNESS if code in table and table[code].sum()]
    names = dict(zip(frame["modality"], frame["modality_label"], strict=True))
    table = table[used]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    quantified = frame.groupby("modality")["quantified"].sum()[used]
    grid = Grid(
        [str(names[code]) for code in used],
        [(str(label), [int(count) for count in table.loc[label]]) for label in order],
        say["commitments.total"],
        [
            (say["commitments.total"], [int(count) for count in table.sum()]),
            (say["column.quantified"], [int(count) for count in quantified]),
        ],
    )
    most = table.sum().idxmax()
    values = {
        "n": int(table.to_numpy().sum()),
        "quantified": int(frame["quantified"].sum()),
        "most_label": str(names[most]),
        "most": int(table[most].sum()),
        "theme": str(order[0]),
        "theme_count": int(table.loc[order[0]].sum()),
    }
    return {"grid": grid, "values": values}


#: What each chart shows: its blocks or grid, the values of its finding, and which finding it is.
CONTENTS: Mapping[str, Callable[[pd.DataFrame, list[Row], Edition], dict[str, Any]]] = {
    **{"targets": target_contents, "growth": _growth, "money": _money},
    **{"awards": _awards, "commitments": _commitments, "projects": _projects},
}
