"""What each chart of the site shows: its bars, and the values of its finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ..lang import sentence, texts
from ..plot.frames import FIRMNESS
from ..tabular.csv import Row
from .drawing import Bar, Block, Form, Grid
from .edition import Edition
from .indicators import address
from .numbers import amount, phrase

_OPEN = ("at_least", "over")


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _written(row: Row, edition: Edition) -> str:
    """A value with the sign of its qualifier."""
    found = amount(row, edition)
    return f"{found.sign}{found.whole}"


def _growth(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    level_of = {
        row["from_observation_id"]: row["to_observation_id"]
        for row in edition.data.rows("relations")
        if row["kind"] == "growth_of"
    }
    good: list[Bar] = []
    falling: list[Bar] = []
    for row in rows:
        level = edition.data.row("statistics", level_of.get(row.key, ""))
        note = edition.text(row, "measure") if row["measure"] == "growth" else ""
        beside = amount(level, edition).whole if level else edition.say("not_printed")
        bar = Bar(
            edition.text(row, "indicator"), float(row["value"]), _written(row, edition),
            beside=beside, note=note, address=address(row.key),
        )  # fmt: skip
        indicator = edition.data.row("indicators", row["indicator_id"])
        (falling if indicator and indicator["direction"] == "lower" else good).append(bar)
    good.sort(key=lambda bar: -bar.value)
    falling.sort(key=lambda bar: -bar.value)
    blocks = [Block(good, "", "")] if good else []
    if falling:
        blocks.append(Block(falling, texts("charts", edition.lang)["growth.lower"] if good else "", ""))
    all_bars = good or falling
    up = sum(1 for bar in all_bars if bar.value > 0)
    values = {"n": len(all_bars), "up": up, "most_label": all_bars[0].label, "most": all_bars[0].text}
    finding = "growth.finding_all" if up == len(all_bars) > 1 else "growth.finding"
    return {"blocks": blocks, "values": values, "finding": finding}


def _targets(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    grown = {row["indicator_id"]: row for row in edition.data.rows("statistics") if row["status"] == "actual" and row["measure"] in ("growth_yoy", "growth")}  # fmt: skip
    say = texts("charts", edition.lang)
    rates: list[tuple[float, list[Bar]]] = []
    counts: dict[str, list[Bar]] = {}
    slower = compared = 0
    for row, found in zip(rows, _records(frame), strict=True):
        name, period = edition.text(row, "indicator"), row["period"]
        aimed, place = (
            edition.dated(edition.text(row, "status"), period),
            address(row.key),
        )
        unit = edition.data.row("units", row["unit_id"])
        form: Form = "open" if row["qualifier"] in _OPEN else "hollow"
        level = row["measure"] == "level"
        if level and unit and unit["quantity"] == "count":
            shown_before = f"{found['actual']:g}"
            unit_name = edition.text(row, "unit")
            before = edition.dated(edition.label("observations", "status", "actual"), str(int(period) - 1))
            counts.setdefault(unit_name, []).extend(
                [
                    Bar(
                        name,
                        found["actual"],
                        f"{shown_before}{_unit(unit_name, edition)}",
                        "solid",
                        note=before,
                        address=place,
                    ),
                    Bar("", float(row["value"]), phrase(row, edition), form, note=aimed),
                ]
            )
            continue
        shown = str(found["shown"]).replace(" %", "%").lstrip("≥> ")
        shown = f"+{shown}" if not shown.startswith("−") else shown
        text = edition.say(f"hedge.{row['qualifier']}", value=shown) if row["qualifier"] in _OPEN else shown
        derived = say["targets.derived"] if level else ""
        actual = grown.get(row["indicator_id"])
        bars = []
        if actual is not None:
            compared += 1
            slower += float(actual["value"]) > found["value"]
            before = edition.dated(edition.text(actual, "status"), actual["period"])
            bars.append(
                Bar(
                    name,
                    float(actual["value"]),
                    amount(actual, edition).whole,
                    note=before,
                    address=address(actual.key),
                )
            )
        note = aimed + (f"{edition.say('comma')}{derived}" if derived else "")
        under = "" if actual is not None else say["targets.no_growth"]
        bars.append(
            Bar(
                "" if bars else name,
                found["value"],
                text,
                form,
                note=note,
                under=under,
                address="" if bars else place,
            )
        )
        rates.append((max(bar.value for bar in bars), bars))
    rates.sort(key=lambda each: -each[0])
    blocks = [Block([bar for _, bars in rates for bar in bars], "", "%")] if rates else []
    blocks += [
        Block(bars, sentence("charts", "targets.counts", edition.lang, unit=unit), unit)
        for unit, bars in counts.items()
    ]
    most = max(
        (bar for block in blocks for bar in block.bars if bar.form != "solid"), key=lambda bar: bar.value
    )
    labels = [bar.label for block in blocks for bar in block.bars if bar.label]
    values = {
        "n": len(rows),
        "slower": slower,
        "compared": compared,
        "most": most.text,
        "most_label": most.label or labels[0],
    }
    finding = "targets.finding_slower" if compared and slower == compared else "targets.finding"
    return {"blocks": blocks, "values": values, "finding": finding}


def _unit(name: str, edition: Edition) -> str:
    return name if edition.lang == "zh" else f" {name}"


def _money(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    total_of = dict(zip(frame["observation_id"], frame["total_observation_id"], strict=True))
    ids = {row.key for row in rows}
    say = texts("charts", edition.lang)

    def bar(row: Row, form: Form) -> Bar:
        label = edition.text(row, "indicator")
        name = sentence("charts", "money.of_which", edition.lang, name=label) if form == "part" else label
        return Bar(name, float(row["base_value"]), _written(row, edition), form, address=address(row.key))

    bars = []
    totals = [row for row in rows if total_of[row.key] not in ids]
    totals.sort(key=lambda row: -float(row["base_value"]))
    for row in totals:
        bars.append(bar(row, "solid"))
        parts = [each for each in rows if total_of[each.key] == row.key]
        bars += [bar(each, "part") for each in sorted(parts, key=lambda each: -float(each["base_value"]))]
    values = {
        "most_label": bars[0].label,
        "most": bars[0].text,
        "parts": say["money.parts"] if len(bars) > len(totals) else "",
    }
    return {"blocks": [Block(bars)], "values": values}


def _projects(frame: pd.DataFrame, rows: list[Row], edition: Edition) -> dict[str, Any]:
    blocks: dict[str, list[Bar]] = {}
    for row, found in zip(rows, _records(frame), strict=True):
        joint = bool(found["joint"])
        under = (
            sentence("charts", "projects.joint", edition.lang, n=int(found["project_count"])) if joint else ""
        )
        form: Form = "hatched" if joint else "solid"
        heading = edition.dated(edition.text(row, "status"), row["period"])
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
    made.sort(key=lambda block: -block.bars[0].value)
    most = made[0].bars[0]
    values = {
        "most_label": most.label,
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
    table = frame.pivot(index="label", columns="modality", values="count").fillna(0).astype(int)
    used = [code for code in FIRMNESS if code in table and table[code].sum()]
    names = dict(zip(frame["modality"], frame["modality_label"], strict=True))
    table = table[used]
    order = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    grid = Grid(
        [str(names[code]) for code in used],
        [(str(label), [int(count) for count in table.loc[label]]) for label in order],
        edition.say("total"),
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
    **{"targets": _targets, "growth": _growth, "money": _money},
    **{"awards": _awards, "commitments": _commitments, "projects": _projects},
}
