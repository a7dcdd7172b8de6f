"""Rows beside the numbers: by a form, a further row of a number, and the reason for what a rule finds odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ..authoring.drafted_units import DRAFTED_CODE
from ..datapackage.package import shipped
from ..findings.report import Finding
from ..tabular.csv import Table
from ..validation.rules.units import annotation
from .changes import Change, Tables, addition, removal, row_of
from .decisions import RefusedError, Request, edited, existing, next_key, reopened, without
from .numbers import rows_of

#: The tables of what a paragraph names besides numbers, and those that its numbers may lack a row of.
BESIDE: Final = (
    *("organisations", "projects", "awards", "commitments", "project_stages", "project_observations"),
    *("areas", "units", "rulings"),
)
#: The tables to which a form adds a row.
FORMS: Final = (*BESIDE, "source_repairs", "relations")
#: Those of which a form changes a row: a finding must have a way out on the page.
CHANGED: Final = (*FORMS, "indicators", "sources", "passages", "discrepancies")
#: Those of which a row can go.
REMOVED: Final = (*FORMS, "discrepancies")


def add(tables: Tables, request: Request) -> Iterator[Change]:
    """Add a row of a form to a table; a unit is that of the observation that it is added for."""
    table = _table(tables, request.reason, FORMS)
    cells = _cells(table, request.cells)
    key = cells.get(table.columns[0]) or _key(table, cells)
    if row_of(table, key):
        raise RefusedError("desk-key-taken", key=key)
    if table.name == "units" and not cells.get("base_unit_id"):
        cells["base_unit_id"] = key
    cells = coded(table.name, cells)
    _refuse_blank(table, cells)
    yield addition(table, {**cells, table.columns[0]: key})
    for target in request.targets if table.name == "units" else ():
        yield from edited(tables, "observations", target, {"unit_id": key})
        yield from reopened(tables, existing(tables, "observations", target)["figure_id"])


def change(tables: Tables, request: Request) -> Iterator[Change]:
    """Change cells of rows by a form; their keys stay."""
    table = _table(tables, request.reason, CHANGED)
    cells = _cells(table, request.cells)
    cells.pop(table.columns[0], None)
    for key in request.targets:
        yield from edited(tables, table.name, key, coded(table.name, cells))


def coded(table: str, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row; a unit that counts, and has no code but that of a draft, gets the one of its
    English name.
    """
    made = dict(cells)
    if table == "units" and made.get("quantity") == "count" and made.get("code", "") in ("", DRAFTED_CODE):
        code = annotation(made) if made.get("name_en") else ""
        made |= {"code_system": "UCUM", "code": code} if code else {}
    return made


def remove(tables: Tables, request: Request) -> Iterator[Change]:
    """Remove rows of a table; what refers to them is found by the rules.

    The number that a reason was given for is open again without it.
    """
    table = _table(tables, request.reason, REMOVED)
    for key in request.targets:
        gone = existing(tables, table.name, key)
        yield removal(table, key)
        of = row_of(tables["observations"], gone["key"]) if table.name == "discrepancies" else None
        if of:
            yield from reopened(tables, of["figure_id"])


def another(tables: Tables, request: Request) -> Iterator[Change]:
    """A further row of a number that is a statistic of two things (each, on average): a copy to change."""
    [key, *_] = request.targets
    row = existing(tables, "observations", key)
    last = rows_of(tables, row["figure_id"])[-1]
    place = tables["observations"].rows.index(last) + 1
    cells = {**row.cells, "observation_id": next_key(tables, key.rpartition("-")[0])}
    yield addition(tables["observations"], cells, place)
    yield from reopened(tables, row["figure_id"])


def drop(tables: Tables, request: Request) -> Iterator[Change]:
    """Remove a row of a number that has others."""
    [key, *_] = request.targets
    row = existing(tables, "observations", key)
    if len(rows_of(tables, row["figure_id"])) == 1:
        raise RefusedError("desk-last-row", key=key)
    yield from without(tables, [row])
    yield from reopened(tables, row["figure_id"])


def explain(tables: Tables, found: Finding | None, request: Request) -> Iterator[Change]:
    """Keep what a rule finds odd, with the reason: it is a known issue as long as its cell stays."""
    if found is None or not found.suppressible or not found.column:
        raise RefusedError("desk-no-reason-here", code=request.reason)
    reasons = {name: request.cells.get(name, "").strip() for name in ("reason_zh", "reason_en")}
    if missing := [name for name, words in reasons.items() if not words]:
        raise RefusedError("desk-no-answer", column=missing[0])
    value = existing(tables, found.table, found.key)[found.column]
    yield addition(
        tables["discrepancies"],
        {
            "discrepancy_id": f"{found.code.lower()}-{found.key}",
            **{"rule_code": found.code, "table": found.table, "key": found.key, "field": found.column},
            **{"operator": "eq" if value else "blank", "expected": value},
            **reasons,
        },
    )


def _table(tables: Tables, name: str, listed: tuple[str, ...]) -> Table:
    if name not in listed or name not in tables:
        raise RefusedError("desk-no-form", table=name)
    return tables[name]


def _cells(table: Table, cells: Mapping[str, str]) -> dict[str, str]:
    if unknown := [name for name in cells if name not in table.columns]:
        raise RefusedError("desk-no-column", column=unknown[0])
    return {name: cell.strip() for name, cell in cells.items()}


def _refuse_blank(table: Table, cells: Mapping[str, str]) -> None:
    for each in shipped().schema(table.name).fields:
        if each.required and each.name != table.columns[0] and not cells.get(each.name):
            words = {"column_zh": each.title.zh, "column_en": each.title.en}
            raise RefusedError("desk-missing", **words)


def _key(table: Table, cells: Mapping[str, str]) -> str:
    """An identifier for a row that is typed without one: of the cells that it joins, else of its English
    name.
    """
    schema = shipped().resource(table.name)["schema"]
    if joined := [cells.get(name, "") for name in schema.get("fq:idOf", ())]:
        return "-".join(joined).replace("_", "-")
    named = cells.get("name_en") or cells.get("title_en") or table.name
    stem = "-".join(re.findall("[a-z0-9]+", named.lower())) or table.name
    number = 2
    key = stem
    while row_of(table, key):
        key, number = f"{stem}-{number}", number + 1
    return key
