"""Rules on awards: who gave what to whom, and the count that an award is one of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import pattern
from .provenance import paragraph
from .registry import rule

_PRIZE = pattern("prize")


@rule("FQ-R40", "awards", "organisations", "areas")
def awards_givers_and_recipients_are_three(data: Data) -> Iterator[Finding]:
    """An award that is called like its recipient, its giver, or an organisation or a place."""
    things = {row["name_zh"] for table in ("organisations", "areas") for row in data.rows(table)}
    for row in data.rows("awards"):
        name, giver, recipient = row["name_zh"], row["giver_zh"], row["recipient_zh"]
        if name in things or name in (giver, recipient):
            column = "recipient_zh" if name == recipient and name not in things else "name_zh"
        elif giver and giver == recipient:
            linked = [data.row("organisations", row["organisation_id"]), data.row("areas", row["area_id"])]
            own = any(thing is not None and thing["name_zh"] in recipient for thing in linked)
            column = "giver_zh" if own else "recipient_zh"
        else:
            continue
        yield row.finding("FQ-R40", column, value=row[column])


@rule("FQ-R43", "awards", "observations", "indicators")
def counts_of_awards_are_theirs(data: Data) -> Iterator[Finding]:
    """An award that is one of what is not counted or not yet reached, or of a count of another paragraph."""
    nearby: dict[str, list[Row]] = {}
    for observation in data.rows("observations"):
        if _counts(data, observation):
            nearby.setdefault(paragraph(observation), []).append(observation)
    for row, observation in _linked(data):
        likely = [each.key for each in nearby.get(row["passage_id"], ()) if _shared(data, row, each) > 1]
        other = likely and not _shared(data, row, observation)
        if data.left_out("indicators", observation["indicator_id"]):
            continue
        if other or not _counts(data, observation):
            yield row.finding("FQ-R43", "observation_id", value=observation.key, name=row["name_zh"])


@rule("FQ-R44", "awards", "observations", "indicators", needs_complete_tables=("awards",))
def examples_are_fewer_than_their_count(data: Data) -> Iterator[Finding]:
    """Awards that are all that a count counts and are called examples, or are fewer and are not."""
    listed: dict[str, list[Row]] = {}
    # An award whose count is not there may be one of any count of its paragraph.
    lost = {
        row["passage_id"]
        for row in data.rows("awards")
        if row["observation_id"] and data.row("observations", row["observation_id"]) is None
    }
    for row, observation in _linked(data):
        known = bool(observation["value"]) and observation["qualifier"] == "exact"
        known = known and paragraph(observation) not in lost
        if known and _counts(data, observation) and _shared(data, row, observation):
            listed.setdefault(observation.key, []).append(row)
    for key, rows in listed.items():
        number = Decimal(data.by_key("observations")[key]["value"])
        wanted = "true" if len(rows) < number else "false"
        for row in rows if len(rows) <= number else ():
            if row["example"] != wanted:
                words = {"listed": len(rows), "number": number, "wanted": wanted}
                yield row.finding("FQ-R44", "example", value=row["example"], **words)


def _linked(data: Data) -> Iterator[tuple[Row, Row]]:
    """Each award that is one of a count, with the statistic."""
    for row in data.rows("awards"):
        observation = data.row("observations", row["observation_id"])
        if observation is not None:
            yield row, observation


def _counts(data: Data, observation: Row) -> bool:
    """Whether a statistic is the actual value of a count."""
    indicator = data.row("indicators", observation["indicator_id"])
    if indicator is None:
        return True
    actual = observation["status"] == "actual" and observation["measure"] in ("level", "statement")
    return actual and indicator["quantity"] == "count"


def _shared(data: Data, row: Row, observation: Row) -> int:
    """How many pairs of characters the names of an award and an indicator, with its definition, share."""
    indicator = data.row("indicators", observation["indicator_id"])
    text = f"{indicator['name_zh']} {indicator['definition_zh']}" if indicator else ""
    name = row["name_zh"]
    return sum(name[at : at + 2] in text for at in range(len(name) - 1))


@rule("FQ-R45", "awards")
def prizes_are_awards(data: Data) -> Iterator[Finding]:
    """A prize that is called a designation."""
    for row in data.rows("awards"):
        if _PRIZE.search(row["name_zh"]) and row["kind"] == "designation":
            yield row.finding("FQ-R45", "kind", value=row["kind"], name=row["name_zh"])


@rule("FQ-R49", "awards")
def claims_have_their_scope(data: Data) -> Iterator[Finding]:
    """A claim to be the first or the only one without its scope, or a scope at what is no claim."""
    for row in data.rows("awards"):
        for column in ("claim_area_id", "claim_scope_zh"):
            if bool(row[column]) != (row["kind"] == "claim"):
                yield row.finding("FQ-R49", column, case="surplus" if row[column] else "", value=row[column])
                break
