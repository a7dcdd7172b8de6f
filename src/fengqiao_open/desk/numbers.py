"""The numbers of a report with what was decided of each, and the questions in the order in which they are
asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

from ..authoring.questions import is_open
from ..datapackage.package import Json
from ..tabular.csv import Row
from ..validation.rules.drafts import DRAFT, NO_NAME
from .changes import Tables
from .store import STATES, TODO

State = Literal["open", "accepted", "excluded", "doubt"]
#: The steps, in order. A step can be left at any time.
STEPS: Final = ("parts", "numbers", "names", "finish")
STATISTIC: Final = "statistic"
_NAMED: Final = ("organisations", "projects", "awards", "commitments")
#: What `new` may have read wrongly in a number: each is shown on its card, and such a number is not accepted
#: in a row.
HINTS: Final = ("indicator_twice", "unit", "period", "part_of_year", "rank", "shared", "range", "touching")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the report.

    Attributes:
        row: its row in `figures`.
        state: what was decided of it.
        asked: whether it is open and probably no statistic.
        by_rule: whether it was set aside by the draft, and nobody has looked at it.
        hints: the open questions of the draft on it.
    """

    row: Row
    state: State
    asked: bool
    by_rule: bool
    hints: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its identifier in `figures`."""
        return self.row.key

    @property
    def flagged(self) -> bool:
        """Whether it is open and has something to look at before it is accepted."""
        return self.state == "open" and not self.asked and bool(self.hints)


@dataclass(frozen=True, slots=True)
class Question:
    """A thing to decide: a part of the report, a number, the numbers set aside for one reason, or a question.

    Attributes:
        key: the identifier of a number or of a row of TODO; `part:<passage>`, `rule:<report>/<disposition>`
            or `english:<report>`.
        step: one of `STEPS`.
        state: what was decided.
        targets: the passages or numbers that it is about.
    """

    key: str
    step: str
    state: State
    targets: tuple[str, ...]


def numbers(tables: Tables, source_id: str) -> list[Number]:
    """The numbers of one report, in their order; of one that is no draft, all are decided."""
    states = {row.key: row["state"] for row in tables[STATES].rows}
    hints = _hints(tables)
    drafted = is_draft(tables, source_id)
    made = []
    for row in tables["figures"].rows:
        if row["source_id"] != source_id:
            continue
        statistic = row["disposition"] == STATISTIC
        known = states.get(row.key, "")
        asked = not known and "not_a_statistic" in hints.get(row.key, ())
        state: State = _known(known) or ("open" if drafted and (statistic or asked) else _default(statistic))
        shown = tuple(each for each in hints.get(row.key, ()) if each in HINTS)
        made.append(Number(row, state, asked, drafted and not (statistic or known or asked), shown))
    return sorted(made, key=lambda each: (int(each.row["paragraph"]), int(each.row["start"])))


def questions(tables: Tables, source_id: str, found: Sequence[Number]) -> list[Question]:
    """All questions in their order: parts, numbers, numbers set aside by a rule, named things, the rest."""
    states = {row.key: row["state"] for row in tables[STATES].rows}

    def state(key: str, answered: bool = False) -> State:
        return _known(states.get(key, "")) or ("accepted" if answered else "open")

    drafted = is_draft(tables, source_id)
    made = [
        Question(key, "parts", state(key, not drafted), passages)
        for key, passages in parts(tables, source_id)
    ]
    made += [Question(each.key, "numbers", each.state, (each.key,)) for each in found if not each.by_rule]
    aside: dict[str, list[str]] = {}
    for each in found:
        if each.by_rule:
            aside.setdefault(each.row["disposition"], []).append(each.key)
    for disposition, keys in aside.items():
        key = f"rule:{source_id}/{disposition}"
        made.append(Question(key, "numbers", state(key), tuple(keys)))
    asked = []
    for row in tables[TODO].rows:
        if row["figure_id"] or row["question_id"].startswith(("part-", "years-")):
            continue
        step = "names" if row["table"] in _NAMED and not row["columns"] else "finish"
        answered = not is_open(dict(row.cells), tables, described(tables))
        asked.append(Question(row.key, step, state(row.key, answered), ()))
    unnamed = without_english(tables, source_id)
    if unnamed:
        asked.append(Question(f"english:{source_id}", "finish", "open", unnamed))
    return [*made, *sorted(asked, key=lambda each: STEPS.index(each.step))]


def without_english(tables: Tables, source_id: str) -> tuple[str, ...]:
    """The indicators of a report that have no English name yet, but for those that nobody has confirmed."""
    return tuple(
        row.key
        for row in tables["indicators"].rows
        if NO_NAME.fullmatch(row["name_en"])
        and row.key.startswith(f"{source_id}-")
        and row["definition_status"] != DRAFT
    )


def is_draft(tables: Tables, source_id: str) -> bool:
    """Whether a report is still being worked on: something is asked of it, its parts were, or it has drafts.

    A TODO.csv that was removed makes no report finished, and a correction makes no finished one a draft.
    """
    stem = f"{source_id}-"
    asked = any(row["key"] == source_id or row["key"].startswith(stem) for row in tables[TODO].rows)
    begun = any(row.key.startswith((f"part:{stem}", f"rule:{source_id}/")) for row in tables[STATES].rows)
    drafted = any(
        row["definition_status"] == DRAFT and row.key.startswith(stem) for row in tables["indicators"].rows
    )
    return asked or begun or drafted


def described(tables: Tables) -> Json:
    """What is asked of the descriptor, as it is now."""
    return {row.key: row["value"] for row in tables["descriptor"].rows}


def parts(tables: Tables, source_id: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each run of paragraphs of one part, by the key of its question."""
    rows = sorted(
        (row for row in tables["passages"].rows if row["source_id"] == source_id),
        key=lambda row: int(row["paragraph"]),
    )
    for _, run in groupby(rows, key=lambda row: row["part"]):
        listed = list(run)
        yield f"part:{listed[0].key}", tuple(row.key for row in listed)


def rows_of(tables: Tables, number: str) -> list[Row]:
    """The observations of a number."""
    return [row for row in tables["observations"].rows if row["figure_id"] == number]


def _hints(tables: Tables) -> Mapping[str, list[str]]:
    """The open questions of the draft by number."""
    made: dict[str, list[str]] = {}
    rows = (row for row in tables[TODO].rows if row["figure_id"])
    present = described(tables)
    for row in rows:
        if is_open(dict(row.cells), tables, present):
            made.setdefault(row["figure_id"], []).append(row.key.partition("-")[0])
    return made


def _known(state: str) -> State | None:
    return state if state in ("open", "accepted", "excluded", "doubt") else None  # type: ignore[return-value]


def _default(statistic: bool) -> State:
    return "accepted" if statistic else "excluded"
