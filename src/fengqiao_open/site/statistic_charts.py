"""The charts on the page of one statistic: its level beside the year before and the target; its parts."""

from __future__ import annotations

from collections.abc import Iterator

from ..tabular.csv import Row
from .charts import source_line
from .drawing import Bar, Block, Chart, Form
from .edition import Edition
from .indicators import Indicator, address
from .numbers import derived_amount, joined, phrase, written

_OPEN = ("at_least", "over")


def statistic_charts(row: Row, group: Indicator, edition: Edition) -> list[Chart]:
    """The charts that there is something for; only of an actual level."""
    if row["measure"] != "level" or row["status"] != "actual" or not row["base_value"]:
        return []
    return [chart for chart in (_course(row, group, edition), _parts(row, edition)) if chart]


def _derived(row: Row, edition: Edition) -> Iterator[Row]:
    for each in edition.data.rows("derived"):
        if row.key in each["input_observation_ids"].split() and each["value"]:
            yield each


def _course(row: Row, group: Indicator, edition: Edition) -> Chart | None:
    """The level with the year before, which is derived from the growth, and with the targets."""
    bars, cited = [], [row]
    for each in _derived(row, edition):
        if each["formula"] == "previous_level":
            bars.append(_derived_bar(each, edition.dated("", each["period"]).strip(), "dashed", edition))
    growth = [each for each in group.growth if each["period"] == row["period"]]
    bars.append(
        Bar(
            edition.dated(edition.text(row, "status"), row["period"]),
            float(row["value"]),
            written(row, edition),
            note=edition.say("comma").join(
                (edition.say("is_printed"), *(phrase(each, edition) for each in growth))
            ),
        )
    )
    for aim in group.aims:
        label = edition.dated(edition.text(aim, "status"), aim["period"])
        form: Form = "open" if aim["qualifier"] in _OPEN else "hollow"
        if aim["measure"] == "level" and aim["value"] and aim["unit_id"] == row["unit_id"]:
            bars.append(
                Bar(
                    label,
                    float(aim["value"]),
                    phrase(aim, edition),
                    form,
                    note=edition.say("is_printed"),
                    address=address(aim.key),
                )
            )
            cited.append(aim)
        for each in _derived(row, edition):
            if each["formula"] == "goal_level" and aim.key in each["input_observation_ids"].split():
                made = _derived_bar(each, label, "dashed" if each["high"] else "dashed_open", edition)
                bars.append(made)
                cited.append(aim)
    if len(bars) < 2:
        return None
    parts = [phrase(each, edition) for each in growth]
    space = edition.say("space")
    aims = [
        f"{edition.dated(edition.text(each, 'status'), each['period'])}{space}{phrase(each, edition)}"
        for each in group.aims
    ]
    name = edition.say("in_year", name=edition.text(row, "indicator"), year=row["period"])
    said = edition.say("comma").join((written(row, edition), *parts))
    title = edition.say("semicolon").join((f"{name}{edition.say('colon')}{said}", *aims))
    return _chart("course", title, _forms(bars, edition), bars, [*cited, *growth], edition)


def _forms(bars: list[Bar], edition: Edition) -> str:
    """What each form means that is among the bars, and no other."""
    forms = {bar.form for bar in bars}
    derived = [bar for bar in bars if bar.form.startswith("dashed")]
    ranges = any(edition.say("range") in bar.note for bar in derived)
    said = {
        "course_solid": "solid" in forms,
        "course_dashed": bool(derived) and not ranges,
        "course_dashed_interval": ranges,
        "course_hollow": bool({"hollow", "open"} & forms),
        "course_open": bool({"open", "dashed_open"} & forms),
    }
    return edition.say("space").join(edition.say(name) for name, is_shown in said.items() if is_shown)


def _parts(row: Row, edition: Edition) -> Chart | None:
    """The total and each part by itself: parts may overlap, and are never stacked."""
    data = edition.data
    keys = [
        each["from_observation_id"]
        for each in data.groups("relations", "kind", "to_observation_id").get(("part_of", row.key), ())
    ]
    parts = [
        part for key in keys if (part := data.row("statistics", key)) and part["unit_id"] == row["unit_id"]
    ]
    parts = [part for part in parts if part["base_value"]]
    if not parts:
        return None
    shares = {
        key: each
        for each in _derived(row, edition)
        if each["formula"] == "share_of_total"
        for key in each["input_observation_ids"].split()
        if key != row.key
    }
    bars = [Bar(edition.text(row, "indicator"), float(row["value"]), written(row, edition))]
    for part in sorted(parts, key=lambda each: -float(each["base_value"])):
        note = ""
        if part.key in shares:
            (value, low, high), unit = derived_amount(shares[part.key], edition)
            note = edition.say("share_of", share=joined(value, unit), low=low, high=high)
        bars.append(
            Bar(
                edition.text(part, "indicator"),
                float(part["value"]),
                written(part, edition),
                "part",
                note=note,
                address=address(part.key),
            )
        )
    named = edition.say("list").join(
        f"{bar.label}{edition.say('open')}{bar.text}{edition.say('close')}" for bar in bars[1:]
    )
    title = edition.say("parts_of", name=edition.text(row, "indicator"), parts=named)
    return _chart("parts", title, edition.say("parts_about"), bars, [row, *parts], edition)


def _chart(name: str, title: str, about: str, bars: list[Bar], rows: list[Row], edition: Edition) -> Chart:
    alternative = edition.say("semicolon").join(
        f"{bar.label}{edition.say('colon')}{bar.text}" for bar in bars
    )
    return Chart(name, title, about, source_line(rows, edition), alternative, [Block(bars)])


def _derived_bar(each: Row, label: str, form: Form, edition: Edition) -> Bar:
    (value, low, high), unit = derived_amount(each, edition)
    text = joined(value, unit)
    if bool(low) != bool(high):
        text = edition.say(f"qualified.{'at_least' if low else 'at_most'}", value=text)
    interval = f"{low}{edition.say('range')}{high}" if low and high else ""
    note = edition.say("comma").join(filter(None, (edition.say("is_derived"), interval)))
    return Bar(label, float(each["value"]), text, form, note=note)
