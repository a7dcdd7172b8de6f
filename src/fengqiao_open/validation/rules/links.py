"""Rules on relations: each kind links what it may link, and nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from ..intended import glossed
from .provenance import paragraph
from .registry import rule

GROWTH = ("growth", "growth_yoy")
PROPORTIONS = ("rate", "share")


@rule("FQ-R03", "observations", "relations", needs_complete_tables=True)
def growth_is_linked_to_its_level(data: Data) -> Iterator[Finding]:
    """A growth rate without a growth_of relation to the level of its indicator, place and period."""
    levels = data.groups("observations", "source_id", "area_id", "indicator_id", "period", "measure")
    for row in data.rows("observations"):
        same = (row["source_id"], row["area_id"], row["indicator_id"], row["period"], "level")
        nearby = levels.get(same, [])
        if row["measure"] in GROWTH and nearby and not _linked(data, "growth_of", row.key):
            yield row.finding("FQ-R03", "measure", nearby[0], level=nearby[0].line)


@rule("FQ-R04", "observations", "relations", needs_complete_tables=True)
def ratios_are_linked_to_their_level(data: Data) -> Iterator[Finding]:
    """A ratio to the annual target without the level that it is the ratio of."""
    for row in data.rows("observations"):
        if row["measure"] == "ratio_to_target" and not _linked(data, "ratio_to_target_of", row.key):
            yield row.finding("FQ-R04", "measure")


@rule("FQ-R06", "observations", "relations", needs_complete_tables=True)
def proportions_have_a_base(data: Data) -> Iterator[Finding]:
    """A rate or share without a link to its base; where none is printed, the known-issues list says so."""
    for row in data.rows("observations"):
        if row["measure"] in PROPORTIONS and not _linked(data, "rate_of", row.key):
            yield row.finding("FQ-R06", "measure")


@rule("FQ-R07", "observations", "relations", needs_complete_tables=True)
def ranks_have_an_object(data: Data) -> Iterator[Finding]:
    """A rank without a link to what is ranked; where that is not printed, the known-issues list says so."""
    for row in data.rows("observations"):
        if row["measure"] == "rank" and not _linked(data, "rank_of", row.key):
            yield row.finding("FQ-R07", "measure")


@rule("FQ-R12", "observations", "relations", needs_complete_tables=True)
def targets_are_linked_to_their_actual_value(data: Data) -> Iterator[Finding]:
    """A target without a target_for relation to the actual value of its indicator and place."""
    outcomes = data.groups("observations", "source_id", "area_id", "indicator_id", "status")
    for row in data.rows("observations"):
        if row["status"] == "actual" or _linked(data, "target_for", row.key):
            continue
        before = outcomes.get((row["source_id"], row["area_id"], row["indicator_id"], "actual"), [])
        comparable = [one for one in before if one["measure"] in (row["measure"], "level")]
        if comparable:
            yield row.finding("FQ-R12", "status", comparable[0], outcome=comparable[0].line)


@rule("FQ-R51", "observations", "relations", "indicators", needs_complete_tables=True)
def parts_have_their_total(data: Data) -> Iterator[Finding]:
    """A level whose indicator is part of another with a level there, without a relation between the two.

    `statistics` has its column “part of” from these relations; one of another kind is found by FQ-R08.
    """
    columns = ("source_id", "area_id", "indicator_id", "period", "status", "measure")
    levels = data.groups("observations", *columns)
    linked = data.groups("relations", "from_observation_id", "to_observation_id")
    for row in data.rows("observations"):
        indicator = data.row("indicators", row["indicator_id"])
        if indicator is None or row["measure"] != "level":
            continue
        whole = indicator["part_of_indicator_id"]
        same = (row["source_id"], row["area_id"], whole, row["period"], row["status"], "level")
        for total in levels.get(same, ())[:1]:
            if (row.key, total.key) not in linked:
                yield row.finding("FQ-R51", "indicator_id", total, value=row["indicator_id"], total=total.key)


@rule("FQ-R08", "relations", "observations", "indicators", "units")
def relations_join_what_they_can(data: Data) -> Iterator[Finding]:
    """A relation whose kind does not fit its two observations."""
    for row in data.rows("relations"):
        one, two = data.row("observations", row[_FROM]), data.row("observations", row[_TO])
        if one is None or two is None or not (_indicator(data, one) and _indicator(data, two)):
            continue
        for column, holds, case in (*_CONDITIONS[row["kind"]](data, row, one, two), _basis(row)):
            if not holds:
                if column == "basis" and not _spells_kind(row):  # it is the kind that was changed: FQ-P13
                    break
                # Followed to the letter, a finding at an end would have a right end changed.
                if kinds := _fitting(data, row, one, two) if column != "basis" else []:
                    column, case = "kind", "other_kind"
                words = {"kind": row["kind"], "start": _label(one), "end": _label(two)}
                words |= {**glossed("basis", row.table, "basis", row["basis"], {}), **_note(row)}
                yield row.finding("FQ-R08", column, case=case, kinds=", ".join(kinds), **words)
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


def _label(row: Row) -> str:
    return f"{row.key} ({row['indicator_id']}, {row['measure']}, {row['period']}, {row['status']})"


#: A column of a relation, whether it is valid there, and the case to report where it is not.
Condition = tuple[str, bool, str]
_FROM, _TO = "from_observation_id", "to_observation_id"


def _basis(row: Row) -> Condition:
    """An editorial link has a note with its reason; what the report prints needs none."""
    # A note in one language only is found by FQ-L01.
    return "basis", (row["basis"] == "ruled") in (bool(row["note_zh"]), bool(row["note_en"])), "basis_note"


def _note(row: Row) -> dict[str, str]:
    """The note of a relation, as a value of a finding."""
    return {f"note_{lang}": f"“{text}”" if (text := row[f"note_{lang}"]) else BLANK for lang in ("en", "zh")}


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
        (_FROM, one["measure"] in GROWTH, "from_growth"),
        (_TO, two["measure"] == "level", "to_level"),
        (_TO, _same_series(one, two), "same_series"),
    ]


def _part_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        (_FROM, _levels(one, two), "two_levels"),
        (_TO, _alike(one, two, "source_id", "period", "status"), "same_period"),
        (_TO, not _alike(one, two, "indicator_id", "area_id"), "part_and_whole"),
        (_TO, _same(data, one, two, "quantity", "counted_en"), "same_count"),
        (_TO, _same(data, one, two, "theme_id"), "same_theme"),
    ]


def _ratio_to_target_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        (_FROM, one["measure"] == "ratio_to_target", "from_ratio"),
        (_TO, two["measure"] == "level", "to_level"),
        (_TO, _same_series(one, two), "same_series"),
    ]


def _rate_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        (_FROM, one["measure"] in PROPORTIONS, "from_proportion"),
        (_TO, two["measure"] == "level", "to_level"),
        (_TO, _alike(one, two, "source_id", "area_id", "period", "status"), "same_place"),
        (_TO, _same(data, one, two, "counted_en"), "of_the_counted"),
    ]


def _target_for(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    same = one["indicator_id"] == two["indicator_id"]
    years = [int(each["period"]) if each["period"].isdigit() else 0 for each in (one, two)]
    return [
        (_FROM, one["status"] != "actual", "from_target"),
        (_TO, two["status"] == "actual", "to_actual"),
        (_TO, all(years) and years[0] == years[1] + 1, "year_before"),
        (_TO, two["measure"] in (one["measure"], "level"), "comparable"),
        (_TO, _alike(one, two, "area_id"), "one_place"),
        (_TO, same or _same(data, one, two, "quantity"), "same_quantity"),
        (_TO, same or (bool(row["note_en"]) and _same(data, one, two, "theme_id")), "same_scope"),
        ("basis", row["basis"] == "ruled", "target_basis"),
    ]


def _amount_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    two_of_one_theme = _same(data, one, two, "theme_id") and one["indicator_id"] != two["indicator_id"]
    return [
        (_FROM, _levels(one, two), "two_levels"),
        (_TO, _counts(data, two), "to_count"),
        (_TO, _alike(one, two, "source_id", "area_id", "period", "status"), "same_place"),
        (_TO, two_of_one_theme, "two_indicators"),
        (_TO, paragraph(one) == paragraph(two), "same_paragraph"),
    ]


def _rank_of(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    return [
        (_FROM, one["measure"] == "rank", "from_rank"),
        (_TO, two["measure"] not in ("rank", "statement"), "to_ranked"),
        (_TO, _same_series(one, two), "same_series"),
    ]


def _may_overlap(data: Data, row: Row, one: Row, two: Row) -> list[Condition]:
    same_period = one.key != two.key and _alike(one, two, "source_id", "period", "status")
    return [
        (_FROM, _levels(one, two), "two_levels"),
        (_TO, same_period, "two_statistics"),
        (_TO, _same(data, one, two, "quantity"), "same_quantity"),
        ("basis", row["basis"] == "ruled", "overlap_basis"),
    ]


def _same_series(one: Row, two: Row) -> bool:
    return _alike(one, two, "source_id", "area_id", "indicator_id", "period", "status")


def _levels(one: Row, two: Row) -> bool:
    return one["measure"] == two["measure"] == "level"


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
