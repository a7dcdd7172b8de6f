"""Codes offered in place of names, tried out: one that another rule would refuse is a question, and no safe
fix.

A name may be that of a unit which is not the one printed: its code would be the next error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ..findings import catalogue as codes
from ..findings.report import Finding
from ..lang import LANGS
from ..tabular.csv import Table
from .intended import NAMED
from .read import with_safe_fixes
from .since_release import Edit

#: The findings of the rules on tables, given those before the rules, and what was not checked.
Rules = Callable[[Mapping[str, Table], Sequence[Finding]], tuple[list[Finding], Sequence[str]]]


def questioned(
    found: Sequence[Finding], tables: Mapping[str, Table], changed: Iterable[Edit], rules: Rules
) -> list[Finding]:
    """The findings, where a code for a name is no fix if a rule objects to it in its cell.

    It is none either where it is not what was released and some rules could not be asked. What was released
    stays a fix, and what a known issue explains is no objection.
    """
    named = [each for each in found if each.code == NAMED and each.fix]
    if not named:
        return list(found)
    rest = [each for each in found if not any(each is one for one in named)]
    objections, skipped = rules({name: with_safe_fixes(table, named) for name, table in tables.items()}, rest)
    former = {(each.now.table, each.now.line): each.cells for each in changed if each.now}
    entries = tables["discrepancies"].rows if "discrepancies" in tables else ()
    known = {(row["rule_code"], row["table"], row["key"]) for row in entries}
    made = []
    for each in named:
        against = [
            one
            for one in objections
            if (one.spot, one.column) == (each.spot, each.column)
            and one.severity == "error"
            and one.place not in known
        ]
        against.sort(key=lambda one: (not one.code.startswith("FQ-P"), one.code))
        before = former.get((each.table, each.line), {}).get(each.column, "")
        unlike = skipped and before
        words = (
            {}
            if before == each.fix
            else _against(against[0])
            if against
            else {"case": "unlike"}
            if unlike
            else {}
        )
        if words:
            each = replace(each, values={**each.values, "code": str(each.fix), **words}, fix=None)
        made.append(each)
    return [*rest, *made]


def _against(by: Finding) -> dict[str, str]:
    """What a rule says against a code, as values of the finding on its name."""
    titles = {f"title_{lang}": codes.entry(by.code).title(lang) for lang in LANGS}
    if not by.values.get("right"):
        return {"case": "contradicted", "rule": by.code, **titles}
    wanted = {f"objection_{lang}": by.expected(lang) for lang in LANGS}
    return {"case": "refused", "rule": by.code, "right": by.values["right"], **titles, **wanted}
