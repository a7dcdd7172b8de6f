"""Rules on relations: each kind links what it may link, and nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule

GROWTH = ("growth", "growth_yoy")
PROPORTIONS = ("rate", "share")


@rule("FQ-R03", "observations", "relations", whole=True)
def growth_is_linked_to_its_level(data: Data) -> Iterator[Finding]:
    """A growth rate beside a printed level of the same indicator, place and period, without a growth_of relation."""
    levels = data.groups("observations", "source_id", "area_id", "indicator_id", "period", "measure")
    for row in data.rows("observations"):
        beside = levels.get(
            (row["source_id"], row["area_id"], row["indicator_id"], row["period"], "level"), []
        )
        if row["measure"] in GROWTH and beside and not _linked(data, "growth_of", row.key):
            yield row.finding("FQ-R03", "measure", beside[0], level=beside[0].line)


@rule("FQ-R04", "observations", "relations", whole=True)
def ratios_are_linked_to_their_level(data: Data) -> Iterator[Finding]:
    """A ratio to the annual target without the level that it is the ratio of."""
    for row in data.rows("observations"):
        if row["measure"] == "ratio_to_target" and not _linked(data, "ratio_to_target_of", row.key):
            yield row.finding("FQ-R04", "measure")


@rule("FQ-R06", "observations", "relations", whole=True)
def proportions_have_a_base(data: Data) -> Iterator[Finding]:
    """A rate or share whose base is not linked; where the report prints none, the register says so."""
    for row in data.rows("observations"):
        if row["measure"] in PROPORTIONS and not _linked(data, "rate_of", row.key):
            yield row.finding("FQ-R06", "measure")


@rule("FQ-R07", "observations", "relations", whole=True)
def ranks_have_an_object(data: Data) -> Iterator[Finding]:
    """A rank that is not linked to what was ranked; where the report prints nothing, the register says so."""
    for row in data.rows("observations"):
        if row["measure"] == "rank" and not _linked(data, "rank_of", row.key):
            yield row.finding("FQ-R07", "measure")


@rule("FQ-R12", "observations", "relations", whole=True)
def goals_are_linked_to_their_outcome(data: Data) -> Iterator[Finding]:
    """A goal or plan whose indicator has an outcome at the same place the year before, without a target_for relation."""
    outcomes = data.groups("observations", "source_id", "area_id", "indicator_id", "status")
    for row in data.rows("observations"):
        if row["status"] == "actual" or _linked(data, "target_for", row.key):
            continue
        before = outcomes.get((row["source_id"], row["area_id"], row["indicator_id"], "actual"), [])
        comparable = [one for one in before if one["measure"] in (row["measure"], "level")]
        if comparable:
            yield row.finding("FQ-R12", "status", comparable[0], outcome=comparable[0].line)


@rule("FQ-R08", "relations", "observations", "indicators", "units")
def relations_join_what_they_can(data: Data) -> Iterator[Finding]:
    """A relation whose kind does not fit its two observations."""
    for row in data.rows("relations"):
        one, two = (
            data.row("observations", row["from_observation_id"]),
            data.row("observations", row["to_observation_id"]),
        )
        if one is None or two is None or not (_indicator(data, one) and _indicator(data, two)):
            continue
        for column, holds, want_en, want_zh in (*_CONDITIONS[row["kind"]](data, row, one, two), _basis(row)):
            if not holds:
                if column == "basis" and not _spells_kind(row):  # it is the kind that was changed: FQ-P13
                    break
                # Followed to the letter, a finding at an end would have a right end changed.
                if column != "basis" and (kinds := _fitting(data, row, one, two)):
                    column = "kind"
                    want_en = f"A kind that fits both ends: {', '.join(kinds)}."
                    want_zh = f"符合两端的关系种类：{'、'.join(kinds)}。"
                yield row.finding(
                    "FQ-R08", column,
                    problem_en=f"{row['kind']} from {_label(data, one)} to {_label(data, two)}.",
                    problem_zh=f"{row['kind']}：从 {_label(data, one)} 到 {_label(data, two)}。",
                    wanted_en=want_en, wanted_zh=want_zh,
                )  # fmt: skip
                break


def _fitting(data: Data, row: Row, one: Row, two: Row) -> list[str]:
    """The kinds that fit both ends, unless the identifier shows that it is an end that was changed."""
    if _spells_kind(row) and not (one.key in row.key and two.key in row.key):
        return []
    return [
        kind
        for kind, conditions in _CONDITIONS.items()
        if all(holds for column, holds, *_ in conditions(data, row, one, two) if column != "basis")
    ]


def _spells_kind(row: Row) -> bool:
    return row.key.startswith(row["kind"].replace("_", "-"))


def _linked(data: Data, kind: str, key: str) -> bool:
    return (kind, key) in data.groups("relations", "kind", "from_observation_id")


def _label(data: Data, row: Row) -> str:
    return f"{row.key} ({row['indicator_id']}, {row['measure']}, {row['period']}, {row['status']})"


Condition = tuple[str, bool, str, str]


def _basis(row: Row) -> Condition:
    """A ruled link says why in a note; what the report prints needs none."""
    # A note in one language only is found by FQ-L01.
    fits = (row["basis"] == "ruled") in (bool(row["note_zh"]), bool(row["note_en"]))
    return (
        "basis",
        fits,
        "A note with a ruled link, none with a printed one.",
        "裁定的关系附说明，原文写明的不附。",
    )


def _alike(one: Row, two: Row, *columns: str) -> bool:
    return all(one[column] == two[column] for column in columns)


def _indicator(data: Data, row: Row) -> Row | None:
    return data.row("indicators", row["indicator_id"])


def _same(data: Data, one: Row, two: Row, *columns: str) -> bool:
    """Whether the indicators of two observations have the same cells."""
    first, second = _indicator(data, one), _indicator(data, two)
    return first is not None and second is not None and _alike(first, second, *columns)


def _counts(data: Data, row: Row) -> bool:
    indicator = _indicator(data, row)
    return indicator is not None and indicator["quantity"] == "count"


def _growth_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] in GROWTH, "From a growth rate.", "起于增速。"),
        ("to_observation_id", two["measure"] == "level", "To a level.", "指向水平。"),
        ("to_observation_id", _alike(one, two, "source_id", "area_id", "indicator_id", "period", "status"),
         "Both of the same indicator, place, period and status.", "两端指标、地点、时期和状态相同。"),
    ]  # fmt: skip


def _part_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] == two["measure"] == "level", "From a level to a level.", "从水平到水平。"),
        ("to_observation_id", _alike(one, two, "source_id", "period", "status"), "Both of the same period and status.", "两端时期和状态相同。"),
        ("to_observation_id", one["indicator_id"] != two["indicator_id"] or one["area_id"] != two["area_id"],
         "A part and a whole that differ.", "部分与总量不同。"),
        ("to_observation_id", _same(data, one, two, "quantity", "counted_en"),
         "Both of the same quantity, and of the same thing counted.", "两端的量和计数对象相同。"),
        ("to_observation_id", _same(data, one, two, "theme_id"), "Both of one theme.", "两端属同一主题。"),
    ]  # fmt: skip


def _ratio_to_target_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] == "ratio_to_target", "From a ratio to target.", "起于完成比例。"),
        ("to_observation_id", two["measure"] == "level", "To a level.", "指向水平。"),
        ("to_observation_id", _alike(one, two, "source_id", "area_id", "indicator_id", "period", "status"),
         "Both of the same indicator, place, period and status.", "两端指标、地点、时期和状态相同。"),
    ]  # fmt: skip


def _rate_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] in PROPORTIONS, "From a rate or share.", "起于比率或占比。"),
        ("to_observation_id", two["measure"] == "level", "To a level.", "指向水平。"),
        ("to_observation_id", _alike(one, two, "source_id", "area_id", "period", "status"), "Both of the same place, period and status.", "两端地点、时期和状态相同。"),
        ("to_observation_id", _same(data, one, two, "counted_en"), "A rate of the thing that is counted.", "比率的对象即所计事物。"),
    ]  # fmt: skip


def _target_for(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    same = one["indicator_id"] == two["indicator_id"]
    return [
        ("from_observation_id", one["status"] != "actual", "From a goal or plan.", "起于目标或计划。"),
        ("to_observation_id", two["status"] == "actual", "To an outcome.", "指向实际。"),
        ("to_observation_id", one["period"].isdigit() and two["period"].isdigit() and int(one["period"]) == int(two["period"]) + 1,
         "To an outcome of the year before.", "指向上一年的实际。"),
        ("to_observation_id", two["measure"] in (one["measure"], "level"), "To a level, or to the same measure.", "指向水平或相同的计量方式。"),
        ("to_observation_id", same or _same(data, one, two, "quantity"), "Both of the same quantity.", "两端的量相同。"),
        ("to_observation_id", same or (bool(row["note_en"]) and _same(data, one, two, "theme_id")),
         "Both of the same indicator, or of one theme with a note that says how the scopes differ.", "两端指标相同，或属同一主题并注明口径差异。"),
        ("basis", row["basis"] == "ruled", "Basis ruled: a report does not say which outcome a goal answers.", "依据为裁定：报告不写明目标对应哪一实际。"),
    ]  # fmt: skip


def _amount_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] == two["measure"] == "level", "From a level to a level.", "从水平到水平。"),
        ("to_observation_id", _counts(data, two), "To a number of things.", "指向事物的数目。"),
        ("to_observation_id", _alike(one, two, "source_id", "area_id", "period", "status"), "Both of the same place, period and status.", "两端地点、时期和状态相同。"),
        ("to_observation_id", _same(data, one, two, "theme_id") and one["indicator_id"] != two["indicator_id"], "Two indicators of one theme.", "同一主题的两个指标。"),
        ("to_observation_id", _paragraph(one) == _paragraph(two), "Both of one paragraph.", "两端在同一段。"),
    ]  # fmt: skip


def _rank_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] == "rank", "From a rank.", "起于位次。"),
        ("to_observation_id", two["measure"] not in ("rank", "statement"), "To the figure that was ranked.", "指向所排的数字。"),
        ("to_observation_id", _alike(one, two, "source_id", "area_id", "indicator_id", "period", "status"),
         "Both of the same indicator, place, period and status.", "两端指标、地点、时期和状态相同。"),
    ]  # fmt: skip


def _may_overlap(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        ("from_observation_id", one["measure"] == two["measure"] == "level", "From a level to a level.", "从水平到水平。"),
        ("to_observation_id", one.key != two.key and _alike(one, two, "source_id", "period", "status"), "Two statistics of the same period and status.", "同一时期和状态的两个统计数。"),
        ("to_observation_id", _same(data, one, two, "quantity"), "Both of the same quantity.", "两端的量相同。"),
        ("to_observation_id", _same(data, one, two, "theme_id"), "Both of one theme.", "两端属同一主题。"),
        ("basis", row["basis"] == "ruled", "Basis ruled: no report says that two counts overlap.", "依据为裁定：报告不写明重叠。"),
    ]  # fmt: skip


def _paragraph(row: Row) -> str:
    return row["figure_id"].rpartition("-c")[0]


_CONDITIONS: dict[str, Callable[[Data, Row, Row, Row], list[Condition]]] = {
    "growth_of": _growth_of,
    "part_of": _part_of,
    "ratio_to_target_of": _ratio_to_target_of,
    "rate_of": _rate_of,
    "target_for": _target_for,
    "amount_of": _amount_of,
    "rank_of": _rank_of,
    "may_overlap": _may_overlap,
}
