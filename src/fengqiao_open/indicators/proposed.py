"""What is proposed for a number, and what its sentence has said before it."""

from __future__ import annotations

from dataclasses import dataclass

from ..figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Match:
    """What is proposed for a number.

    Attributes:
        figure: the number.
        indicator_id: the indicator; blank where none is proposed.
        name: the name in the text that decided; blank where none did.
        why: the reason: `name`, `after`, `list`, `carried`; or why nothing is proposed: `unit`, `veto`,
            `modified`, `apart`, `several`, `passed`, `none`, or what `at_stage` says; `part` in a sentence
            of a part of the area.
    """

    figure: Figure
    indicator_id: str = ""
    name: str = ""
    why: str = "none"


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence has said before a number.

    Attributes:
        end: where its last number ends.
        unit: the unit of that.
        names: the indicators named for that number, a list or one; none where it has none.
        place: which of them it was.
        levels: the indicators of its numbers that say no change, in order, blank where there is none.
        grew: whether its last number says a change in percent.
        run: how many numbers that say no change the last list of them has.
    """

    end: int
    unit: str = ""
    names: tuple[str, ...] = ()
    place: int = 0
    levels: tuple[str, ...] = ()
    grew: bool = False
    run: int = 0
