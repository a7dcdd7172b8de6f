"""What a request may do, by name: each action changes cells of the tables, and needs nothing but them, or
little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from ..figures.figure import Figure
from ..findings.report import Finding
from . import decisions, rows
from .answers import answer
from .apart import apart
from .changes import Change, Tables
from .decisions import RefusedError, Request
from .history import removed
from .log import Decision
from .relating import relate

_ACTIONS: Final[Mapping[str, Callable[[Tables, Request], Iterable[Change]]]] = {
    "accept": decisions.accept,
    "exclude": decisions.exclude,
    "doubt": decisions.doubt,
    "edit": decisions.edit_row,
    "name": decisions.name,
    "relate": relate,
    "answer": answer,
    "add": rows.add,
    "change": rows.change,
    "remove": rows.remove,
    "another": rows.another,
    "drop": rows.drop,
}


def asked(
    request: Request,
    tables: Tables,
    read: Mapping[str, Figure],
    made: Sequence[Decision],
    findings: Iterable[Finding],
) -> Iterable[Change]:
    """The changes that a request asks for.

    Args:
        request, tables: as ever.
        read: the numbers as the scanner reads them.
        made: the decisions, for what an excluded number had.
        findings: what is found at present, for what is kept with a reason.

    Raises:
        RefusedError: there is no such action, or it has no target.
    """
    if not request.targets and request.action != "add":
        raise RefusedError("desk-no-target")
    if request.action == "reopen":
        former = {key: removed(made, key) for key in request.targets}
        return decisions.reopen(tables, request, read, former)
    if request.action == "explain":
        place = (request.reason, request.cells.get("table", ""), *request.targets[:1])
        return rows.explain(tables, next((each for each in findings if each.place == place), None), request)
    if request.action == "apart":
        return apart(tables, (each for each in findings if each.key in request.targets))
    if request.action not in _ACTIONS:
        raise RefusedError("desk-no-action", action=request.action)
    return _ACTIONS[request.action](tables, request)
