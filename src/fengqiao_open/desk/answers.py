"""Answers to questions that are not numbers: parts of the report, numbers set aside, what the draft asks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from ..authoring.drafted_place import is_named, official_places
from ..tabular.csv import Row
from .changes import Change, Tables, addition, row_of
from .decisions import OF_A_PART, RefusedError, Request, done, edited, existing, state_of
from .numbers import parts
from .rows import coded
from .store import OF_DESCRIPTOR, TODO

_OFFICIAL: Final = re.compile("[1-9][0-9]{11}")


def answer(tables: Tables, request: Request) -> Iterator[Change]:
    """Answer questions: the part of some paragraphs, numbers set aside by a rule, what the draft asks."""
    for target in request.targets:
        kind, _, rest = target.partition(":")
        if kind == "part":
            yield from _part(tables, target, request.reason)
        elif kind == "english":
            for key, cell in request.cells.items():
                yield from edited(
                    tables, "indicators", key, {"name_en": cell.strip()} if cell.strip() else {}
                )
            continue  # it is open until all have one
        elif kind != "rule":
            yield from _todo(tables, target, request)
        yield from state_of(tables, target, "accepted", rest.rpartition("/")[2] if kind == "rule" else "")


def _usual(source: Row, part: str) -> tuple[str, str]:
    column, status = OF_A_PART.get(part, ("review_year", "actual"))
    return source[column], status


def _part(tables: Tables, question: str, part: str) -> Iterator[Change]:
    """Paragraphs put into another part, with the year and status of numbers where these were as usual."""
    first = row_of(tables["passages"], question.partition(":")[2])
    of_report = parts(tables, first["source_id"]) if first else ()
    passages = next((keys for key, keys in of_report if key == question), ())
    for row in tables[TODO].rows:
        if row["key"] in passages and row["columns"] == "part" and not row["decided"]:
            yield from edited(tables, TODO, row.key, {"decided": done()})
    if not part or not passages:
        return
    places = {
        (row["source_id"], row["paragraph"]): row for row in tables["passages"].rows if row.key in passages
    }
    for key in passages:
        yield from edited(tables, "passages", key, {"part": part})
    figures = {row.key: row for row in tables["figures"].rows}
    for row in tables["observations"].rows:
        figure = figures.get(row["figure_id"])
        passage = places.get((figure["source_id"], figure["paragraph"])) if figure else None
        if figure is None or passage is None or figure["dated"]:
            continue
        source = existing(tables, "sources", row["source_id"])
        was, now = (_usual(source, each) for each in (passage["part"], part))
        if (row["period"], row["status"]) == was and was != now:
            yield from edited(
                tables, "observations", row.key, dict(zip(("period", "status"), now, strict=True))
            )


def _todo(tables: Tables, key: str, request: Request) -> Iterator[Change]:
    """The answer to a question of the draft: cells of its row, or words."""
    row = existing(tables, TODO, key)
    columns = row["columns"].split()
    cells = {name: cell.strip() for name, cell in request.cells.items()}
    if unknown := [name for name in cells if name not in columns]:
        raise RefusedError("desk-no-column", column=unknown[0])
    present = row_of(tables[row["table"]], row["key"]) if row["table"] else None
    blank = [name for name in columns if not cells.get(name, present[name] if present else "")]
    if (
        row["table"]
        and not columns
        and not any(row["key"] in _source(each) for each in tables[row["table"]].rows)
    ):
        blank = [row["table"]]
    if blank and not request.note.strip():
        raise RefusedError("desk-no-answer", column="、".join(blank))
    if parent := cells.get("parent_area_id", "") if row["table"] == "areas" else "":
        yield from _places(tables, parent)
    if row["table"] and cells:
        whole = coded(row["table"], {**existing(tables, row["table"], row["key"]).cells, **cells})
        yield from edited(tables, row["table"], row["key"], whole)
    elif cells:
        for column, cell in cells.items():
            yield from edited(tables, OF_DESCRIPTOR, column, {"value": _property(column, cell)})
    yield from edited(tables, TODO, key, {"decided": request.note.strip() or done()})


def _places(tables: Tables, code: str) -> Iterator[Change]:
    """The places that an official code names, as far as the package does not have them."""
    if row_of(tables["areas"], code):
        return
    rows = official_places(code) if _OFFICIAL.fullmatch(code) else []
    if not rows or not all(map(is_named, rows)):
        raise RefusedError("desk-no-area", code=code)
    for each in rows:
        if row_of(tables["areas"], each["area_id"]) is None:
            yield addition(tables["areas"], each)


def _source(row: Row) -> set[str]:
    """The keys of the reports that a row is of."""
    return {cell.partition("-p")[0] for cell in row.cells.values()}


def _property(name: str, cell: str) -> str:
    """A property of the descriptor from what a clerk types: an address; of contributors names, a line each.

    >>> _property("contributors", "清河镇统计办公室")
    '[{"title": "清河镇统计办公室", "fq:titleZh": "清河镇统计办公室", "roles": ["publisher"]}]'
    """
    if name != "contributors":
        return json.dumps(cell.strip(), ensure_ascii=False) if cell.strip() else ""
    made: list[dict[str, Any]] = []
    for line in filter(None, map(str.strip, cell.splitlines())):
        zh, _, en = line.partition("|")
        made.append({"title": en.strip() or zh.strip(), "fq:titleZh": zh.strip(), "roles": ["publisher"]})
    return json.dumps(made, ensure_ascii=False) if made else ""
