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
        reads: the tables it reads; it is passed over when one of them could not be read.
        whole: those of these tables of which it needs every row to be sound, since it looks for what is absent.
        check: the function.
        by: for a rule on single rows of the first table that it reads, the cells on which its outcome depends beside
            the code lists; rows that agree in them have the same outcome. `source_id.plan_year` is a cell of the row
            that `source_id` leads to, and of a value only its class counts (`measures.BOUNDS`).
    """

    code: str
    reads: tuple[str, ...]
    whole: tuple[str, ...]
    check: Check
    by: tuple[str, ...] = ()


RULES: list[Rule] = []


def rule(
    code: str, *reads: str, whole: bool | tuple[str, ...] = False, by: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Register a check under its code; `whole` for one that needs every row of all tables that it reads, or of some."""
    complete = whole if isinstance(whole, tuple) else reads if whole else ()

    def register(check: Check) -> Check:
        RULES.append(Rule(code, reads, complete, check, by))
        RULES.sort(key=lambda each: each.code)
        return check

    return register
