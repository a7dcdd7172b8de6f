"""Numbers that an edit may be of in one go: the open ones beside one that are of the same time as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ..lang import LANGS, sentence
from ..tabular.csv import Row
from .changes import Tables, row_of
from .decisions import DATED, Request
from .numbers import Number

#: How far from the number, the nearest first: the columns of `passages` that are as those of its paragraph.
_REACHES: Final = {
    "paragraph": ("paragraph",),
    "section": ("part", "section"),
    "part": ("part",),
}
_COLUMNS: Final = ("paragraph", "part", "section")
_OF_THE_TIME: Final = ("period", "status", "area_id")


def choices(tables: Tables, numbers: Mapping[str, Number], number: str) -> list[list[Any]]:
    """How far an edit of the time of a number may go: the code, and the words with how many numbers it is."""
    made: list[list[Any]] = []
    known = 1
    near = _near(tables, numbers, number)
    for reach, columns in _REACHES.items():
        count = len({row["figure_id"] for row, apart in near if not apart & {*columns}})
        if count > known:
            known = count
            words = {lang: sentence("desk", f"together.{reach}", lang, n=count) for lang in LANGS}
            made.append([reach, words])
    return made


def widened(request: Request, tables: Tables, numbers: Mapping[str, Number]) -> Request:
    """An edit that is of several numbers, with the rows of all of them."""
    if request.action != "edit" or request.reason not in _REACHES or not request.targets:
        return request
    row = row_of(tables["observations"], request.targets[0])
    columns = {*_REACHES[request.reason]}
    near = _near(tables, numbers, row["figure_id"]) if row else ()
    keys = (each.key for each, apart in near if not apart & columns)
    return replace(request, targets=tuple(dict.fromkeys((*request.targets, *keys))))


def _near(tables: Tables, numbers: Mapping[str, Number], number: str) -> list[tuple[Row, set[str]]]:
    """The observations of open numbers with the time of a number and its printed words of time, and in which
    columns their paragraph is another than its own.
    """
    one = numbers.get(number)
    observations = tables["observations"].rows
    own = next((row for row in observations if row["figure_id"] == number), None)
    if one is None or own is None:
        return []
    passages = {
        row["paragraph"]: row for row in tables["passages"].rows if row["source_id"] == one.row["source_id"]
    }
    here = passages.get(one.row["paragraph"])
    time = [own[name] for name in _OF_THE_TIME]
    found = []
    for row in observations if here else ():
        each = numbers.get(row["figure_id"])
        if each is None or [row[name] for name in _OF_THE_TIME] != time or each.row[DATED] != one.row[DATED]:
            continue
        passage = passages.get(each.row["paragraph"])
        if here and passage and (each.key == number or (each.state == "open" and not each.asked)):
            found.append((row, {name for name in _COLUMNS if passage[name] != here[name]}))
    return found
