"""Numbers that an edit may be of in one go: the open ones beside one that are of the same time as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
_OF_THE_TIME: Final = ("period", "status", "area_id")


def choices(tables: Tables, numbers: Mapping[str, Number], number: str) -> list[list[Any]]:
    """How far an edit of the time of a number may go: the code, and the words with how many numbers it is."""
    made: list[list[Any]] = []
    known = 1
    for reach in _REACHES:
        count = len({row["figure_id"] for row in _rows(tables, numbers, number, reach)})
        if count > known:
            known = count
            made.append(
                [reach, {lang: sentence("desk", f"together.{reach}", lang, n=count) for lang in LANGS}]
            )
    return made


def widened(request: Request, tables: Tables, numbers: Mapping[str, Number]) -> Request:
    """An edit that is of several numbers, with the rows of all of them."""
    if request.action != "edit" or request.reason not in _REACHES or not request.targets:
        return request
    row = row_of(tables["observations"], request.targets[0])
    rows = _rows(tables, numbers, row["figure_id"], request.reason) if row else ()
    return replace(request, targets=tuple(dict.fromkeys((*request.targets, *(each.key for each in rows)))))


def _rows(tables: Tables, numbers: Mapping[str, Number], number: str, reach: str) -> Iterator[Row]:
    """The observations of open numbers within reach, with the time and the printed words of time of a number."""
    one = numbers.get(number)
    observations = tables["observations"].rows
    own = next((row for row in observations if row["figure_id"] == number), None)
    if one is None or own is None:
        return
    passages = {
        int(row["paragraph"]): row
        for row in tables["passages"].rows
        if row["source_id"] == one.row["source_id"] and row["paragraph"].isdigit()
    }
    here = passages.get(int(one.row["paragraph"]))
    for row in observations if here else ():
        each = numbers.get(row["figure_id"])
        if each is None or (each.key != number and (each.state != "open" or each.asked)):
            continue
        passage = passages.get(int(each.row["paragraph"]))
        near = passage and here and all(passage[name] == here[name] for name in _REACHES[reach])
        if (
            near
            and all(row[name] == own[name] for name in _OF_THE_TIME)
            and each.row[DATED] == one.row[DATED]
        ):
            yield row
