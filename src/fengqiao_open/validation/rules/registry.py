"""The definition of a rule, and the list of all rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...findings.report import Finding
from ...tabular.dataset import Data

Check = Callable[[Data], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code.

    Attributes:
        code: the code of its findings.
        tables: the tables it reads; it is skipped when one of them could not be read.
        needs_complete_tables: the tables of which it needs every row, since it looks for what is absent.
        check: the function.
        depends_on: for a rule on single rows of its first table, the cells on which its result depends
            besides the code lists; rows that agree in them have the same result. `source_id.plan_year` is a
            cell of the row that `source_id` refers to; of a value only its class counts (`measures.BOUNDS`).
    """

    code: str
    tables: tuple[str, ...]
    needs_complete_tables: tuple[str, ...]
    check: Check
    depends_on: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all its findings."""
        return (self.code, *self.others)


RULES: list[Rule] = []


def rule(
    code: str,
    *tables: str,
    needs_complete_tables: bool | tuple[str, ...] = False,
    depends_on: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Register a check under its code; it may need every row of all its tables, or of some."""
    some = needs_complete_tables
    complete = some if isinstance(some, tuple) else tables if some else ()

    def register(check: Check) -> Check:
        RULES.append(Rule(code, tables, complete, check, depends_on, others))
        RULES.sort(key=lambda each: each.code)
        return check

    return register
