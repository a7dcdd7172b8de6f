"""The relations of a row as its card offers them: to remove, to add, and to point elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..authoring.drafted_relations import relation as drafted
from ..lang import LANGS, sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .changes import Change, Tables, addition, removal
from .decisions import RefusedError, Request, existing, reopened
from .readback import relation

_OF_MEASURES: Final = {
    **{"growth": "growth_of", "growth_yoy": "growth_of", "ratio_to_target": "ratio_to_target_of"},
    **{"rate": "rate_of", "share": "rate_of"},
}
#: Kinds of which a row may have several; another of the rest takes the place of the one that is there.
_SEVERAL: Final = ("part_of", "amount_of", "may_overlap")
#: So many are offered that each has a key.
_MOST: Final = 16
_REMOVE: Final = "-"


def offered(tables: Tables, data: Data, key: str) -> list[list[Any]]:
    """What can be done with the relations of an observation: the code of each choice, and its words.

    Those that it has come first, then what the same indicator or the same paragraph has; the last, without a
    code, is a form.
    """
    row = existing(tables, "observations", key)
    own = [each for each in tables["relations"].rows if each["from_observation_id"] == key]
    made = [[f"{_REMOVE}{each.key}", _words("remove", each, data)] for each in own]
    kinds = {each["kind"] for each in own if each["kind"] not in _SEVERAL}
    for kind, other in _fitting(tables, row):
        cells = {"kind": kind, "to_observation_id": other.key}
        if any(all(each[name] == cell for name, cell in cells.items()) for each in own):
            continue
        one = Row("relations", 0, "", cells)
        made.append([f"{kind}:{other.key}", _words("instead" if kind in kinds else "add", one, data)])
        if len(made) == _MOST:
            break
    return [*made, ["", {lang: sentence("desk", "relate.form", lang) for lang in LANGS}]]


def relate(tables: Tables, request: Request) -> Iterator[Change]:
    """Remove a relation of an observation, or add one, by the code of a choice; its number is open again."""
    [key, *_] = request.targets
    row = existing(tables, "observations", key)
    if request.reason.startswith(_REMOVE):
        yield removal(tables["relations"], existing(tables, "relations", request.reason[1:]).key)
    else:
        kind, _, target = request.reason.partition(":")
        other = existing(tables, "observations", target)
        if (kind, target) not in {(one, each.key) for one, each in _fitting(tables, row)}:
            raise RefusedError("desk-no-row", table="relations", key=request.reason)
        for each in tables["relations"].rows:
            if each["from_observation_id"] == key and each["kind"] == kind and kind not in _SEVERAL:
                yield removal(tables["relations"], each.key)
        made = drafted(kind, dict(row.cells), dict(other.cells), note=kind == "target_for")
        yield addition(tables["relations"], made)
    yield from reopened(tables, row["figure_id"])


def _words(how: str, row: Row, data: Data) -> dict[str, str]:
    return {
        lang: sentence("desk", f"relate.{how}", lang, relation=relation(row, data, lang)) for lang in LANGS
    }


def _fitting(tables: Tables, row: Row) -> list[tuple[str, Row]]:
    """The relations that an observation may have within its indicator or paragraph, the nearest first."""
    rows = tables["observations"].rows
    at = next(place for place, each in enumerate(rows) if each.key == row.key)
    passage = row.key.rpartition("-")[0]
    found = []
    for place, other in enumerate(rows):
        same = bool(row["indicator_id"]) and other["indicator_id"] == row["indicator_id"]
        if place == at or not (same or other.key.rpartition("-")[0] == passage):
            continue
        found += [
            ((not same, other["period"] != row["period"], abs(place - at)), kind, other)
            for kind in _kinds(row, other, same)
        ]
    return [(kind, other) for _, kind, other in sorted(found, key=lambda each: each[0])]


def _kinds(row: Row, other: Row, same: bool) -> Iterator[str]:
    """What an observation may be to another, by their measures and status."""
    level = other["measure"] == "level"
    if level and row["status"] == other["status"] and row["measure"] in _OF_MEASURES:
        yield _OF_MEASURES[row["measure"]]
    if row["measure"] == "rank" and other["measure"] != "rank":
        yield "rank_of"
    if same and row["status"] != "actual" and other["status"] == "actual" and other["measure"] != "rank":
        yield "target_for"
    if level and row["measure"] == "level" and row["status"] == other["status"] and not same:
        yield "part_of" if row["unit_id"] == other["unit_id"] else "amount_of"
