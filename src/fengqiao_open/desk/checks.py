"""The findings on the tables as the desk has them: the rules of `validate`, without the files.

Most of a decision's answer is the time of its rules. Those on spelling and on English read every name and
definition, which a decision on a number does not touch: they run when the desk is idle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from typing import Final

from ..authoring.audit import readable
from ..datapackage.package import STANDARD, Json, shipped
from ..findings.report import Finding, Place
from ..tabular.csv import Table
from ..tabular.dataset import Data
from ..validation.duplicates import but_of_duplicates, one_each
from ..validation.read import on_values, with_keys
from ..validation.rules import RULES, Rule
from ..validation.validate import apply_known_issues, run_rules
from .against_text import AgainstText
from .changes import Tables

#: What is as it should be while a package is made: files not yet refreshed, drafts not yet confirmed.
_LATER: Final = frozenset(("FQ-R14", "FQ-R60", "FQ-R61"))
AT_ONCE: Final = tuple(rule for rule in RULES if not rule.code.startswith("FQ-L") and rule.code not in _LATER)
ALL: Final = tuple(rule for rule in RULES if rule.code not in _LATER)


class Checker:
    """Finds what is wrong with tables; what read only tables that have not changed since is not looked at
    again.
    """

    def __init__(self, descriptor: Json, text: AgainstText | None = None) -> None:
        self._descriptor, self._text = descriptor, text
        self._values: dict[str, tuple[Table, list[Finding]]] = {}
        self._keys: tuple[list[Table], list[Finding]] = ([], [])
        self._rules: dict[str, tuple[list[Table | None], list[Finding]]] = {}
        self._all: tuple[list[Table], list[Finding]] = ([], [])

    def findings(self, tables: Tables, rules: Sequence[Rule] = AT_ONCE) -> list[Finding]:
        """The errors and warnings on the tables by these rules, less known issues.

        One checker is asked for the same rules each time.
        """
        own = {name: table for name, table in tables.items() if name in STANDARD}
        known, found = self._all
        if not _same(known, own.values()):
            found = self._found(own, rules)
            self._all = (list(own.values()), found)
        return found

    def _found(self, own: Mapping[str, Table], rules: Sequence[Rule]) -> list[Finding]:
        found = self._on_keys(own)
        listed = [replace(each, check=partial(self._on_rule, each)) for each in rules]
        more, skipped = run_rules(own, self._descriptor, found, listed)
        ran = {each.code for each in listed} - {each.partition(":")[0] for each in skipped}
        unchecked = {code for rule in RULES if rule.code not in ran for code in rule.codes}
        if self._text is not None:
            more += self._text.findings(Data(readable(own, found), self._descriptor), more, found)
        retained, _ = apply_known_issues(more, own, unchecked, found, text=self._text is not None)
        reported = (*one_each(found, retained, own, ()), *but_of_duplicates(retained, found, ()))
        return [each for each in reported if each.severity != "note"]

    def _on_values(self, table: Table) -> list[Finding]:
        """The findings on values: where there were none, only the rows with other cells are looked at."""
        known, found = self._values.get(table.name, (None, []))
        if known is not table:
            if known is None or found or on_values(_with_new_cells(known, table)):
                found = on_values(table)
            self._values[table.name] = (table, found)
        return found

    def _on_keys(self, tables: Mapping[str, Table]) -> list[Finding]:
        """The findings on values and keys."""
        known, found = self._keys
        if not _same(known, tables.values()):
            values = [each for table in tables.values() for each in self._on_values(table)]
            if not known or found or values or not all(map(_same_keys, known, tables.values())):
                found = with_keys(tables, values)
            self._keys = (list(tables.values()), found)
        return found

    def _on_rule(self, rule: Rule, data: Data) -> Iterator[Finding]:
        """The findings of a rule; what rows are left out, and why, changes from one time to the next."""
        if data.keys_left_out:
            yield from rule.check(data)
            return
        # A rule that names no table may read any.
        read = [data.tables.get(name) for name in rule.tables] or [*data.tables.values()]
        known, found = self._rules.get(rule.code, ([], []))
        if not _same(known, read):
            found = list(rule.check(data))
            self._rules[rule.code] = (read, found)
        yield from found


def _same(one: Iterable[object], two: Iterable[object]) -> bool:
    """Whether both are the very same tables: a table that changes is another object."""
    return [*map(id, one)] == [*map(id, two)]


def _with_new_cells(known: Table, table: Table) -> Table:
    """A table with those of its rows whose cells are not those of a row before."""
    before = {id(row.cells) for row in known.rows}
    return replace(table, rows=tuple(row for row in table.rows if id(row.cells) not in before))


def _same_keys(known: Table, table: Table) -> bool:
    """Whether a table has the same rows as before, as far as keys of this and other tables go."""
    columns = _key_columns()[table.name]
    return len(known.rows) == len(table.rows) and all(
        old.cells is new.cells or all(old[name] == new[name] for name in columns)
        for old, new in zip(known.rows, table.rows, strict=True)
    )


@cache
def _key_columns() -> Mapping[str, set[str]]:
    """The columns of each table that are keys, refer to keys, or are referred to."""
    schemas = {name: shipped().schema(name) for name in shipped().tables}
    columns = {name: {*schema.primary_key, *chain(*schema.unique_keys)} for name, schema in schemas.items()}
    for name, schema in schemas.items():
        for link in schema.foreign_keys:
            columns[name].add(link.column)
            columns[link.table].add(link.target)
    return columns


def owner(tables: Tables) -> Callable[[str, str], str]:
    """A function that says which number a row of a table is about: "" for none.

    It is the number of an observation, and of an indicator the first that has it.
    """
    observed: dict[str, str] = {}
    first: dict[str, str] = {}
    for row in tables["observations"].rows:
        observed[row.key] = row["figure_id"]
        first.setdefault(row["indicator_id"], row["figure_id"])
    related = {row.key: observed.get(row["from_observation_id"], "") for row in tables["relations"].rows}
    figures = {row.key: row.key for row in tables["figures"].rows}
    known = {row.key: observed.get(row["key"], "") for row in tables["discrepancies"].rows}
    keys = {
        "observations": observed,
        "indicators": first,
        "relations": related,
        "figures": figures,
        "discrepancies": known,
    }
    return lambda table, key: figures.get(keys.get(table, {}).get(key, ""), "")


def by_number(findings: Iterable[Finding], tables: Tables) -> Mapping[str, list[Finding]]:
    """The findings by the number that they are about."""
    number = owner(tables)
    made: dict[str, list[Finding]] = {}
    for each in findings:
        if found := number(each.table, each.key):
            made.setdefault(found, []).append(each)
    return made


def places(findings: Iterable[Finding]) -> set[Place]:
    """What findings are about, to compare those of two moments."""
    return {each.place for each in findings}


def unchanged(findings: Iterable[Finding], before: Tables, tables: Tables) -> Iterator[Finding]:
    """The findings of a moment before on rows that are as they were: a rule that runs later says nothing of
    others.
    """
    listed = list(findings)
    rows = {
        name: {row.key: row.cells for row in tables[name].rows}
        for name in {each.table for each in listed}
        if name in tables and tables[name] is not before.get(name)
    }
    old = {name: {row.key: row.cells for row in before[name].rows} for name in rows if name in before}
    for each in listed:
        if each.table not in rows or rows[each.table].get(each.key) == old.get(each.table, {}).get(each.key):
            yield each
