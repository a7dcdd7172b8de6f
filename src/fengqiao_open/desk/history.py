"""Which decisions hold, and which is undone or made again next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Final

from .changes import Change, inverse
from .log import Decision

_NAMED: Final = 5  # targets that are named in a line of the log
_NOT_UNDONE: Final = ("undo", "redo", "outside")


def undone(decisions: Sequence[Decision]) -> set[int]:
    """The numbers of the decisions that are taken back."""
    found: set[int] = set()
    for each in decisions:
        if each.action == "undo":
            found.add(each.undoes)
        elif each.action == "redo":
            found.discard(each.undoes)
    return found


def last_to_undo(decisions: Sequence[Decision], but: Collection[int] = ()) -> Decision | None:
    """The last decision of the clerk that holds, but for some."""
    gone = {*undone(decisions), *but}
    return next(
        (each for each in reversed(decisions) if each.action not in _NOT_UNDONE and each.seq not in gone),
        None,
    )


def last_to_redo(decisions: Sequence[Decision]) -> Decision | None:
    """The decision that was taken back last, unless the clerk has made another since."""
    stack: list[int] = []
    for each in decisions:
        if each.action == "undo":
            stack.append(each.undoes)
        elif each.action == "redo":
            stack.pop()
        elif each.action != "outside":
            stack.clear()
    return decisions[stack[-1] - 1] if stack else None


def removed(decisions: Sequence[Decision], number: str) -> tuple[Change, ...]:
    """What puts back the rows of a number as the last decision that removed them found them."""
    for each in reversed(decisions):
        gone = [one for one in each.changes if one.after is None and one.before is not None]
        keys = {
            one.key
            for one in gone
            if one.table == "observations" and one.before and one.before["figure_id"] == number
        }
        if keys:
            own = (one for one in gone if one.before and (one.key in keys or keys & {*one.before.values()}))
            drafted = (one for one in gone if one.table == "indicators")
            return inverse([*own, *drafted])
    return ()


def listed(
    decisions: Sequence[Decision], before: int, number: int, name: Callable[[str], str]
) -> list[dict[str, Any]]:
    """The decisions before one, 0 for all, the last first, with the names of what they are about."""
    gone = undone(decisions)
    chosen = [each for each in decisions if not before or each.seq < before][::-1][:number]
    return [
        {
            **{"seq": each.seq, "at": each.at, "action": each.action, "undoes": each.undoes},
            "targets": [name(target) for target in each.targets[:_NAMED]],
            "more": max(0, len(each.targets) - _NAMED),
            "undone": each.seq in gone,
        }
        for each in chosen
    ]
