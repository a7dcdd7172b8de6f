"""The changes from one release to the next, and the version they require."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from ..errors import PackageError

Kind = Literal["correction", "wording", "addition", "removal", "rename", "meaning", "schema"]
Of = Literal["cell", "row", "column", "table", "property"]
Version = tuple[int, int, int]

_VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")


class Level(IntEnum):
    """The part of a version that a change raises; the larger covers the smaller."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two releases.

    Attributes:
        kind: `correction` (a value), `wording` (a name, a note, a description), `addition`, `removal`,
            `rename`, `meaning` (an identifier that means something else), `schema` (what a table may hold).
        of: what it is a change of.
        level: the part of the version that it raises.
        table: the table, by its new name where it was renamed; "" for the package itself.
        key: the key of the row, by its new name where it was renamed.
        column: the column, or the property.
        old: what stood there, "" where nothing did.
        new: the value now, "" where nothing does.
        label: the name of the row, Chinese and English.
        cells: the cells that came or went with a row (by column) or a column (by key); no blank ones.
        fails: whether no version allows it: an identifier that is missing or means something else.
        reason: why, in Chinese and English, from the errata of the newer release; "" where none is recorded.
    """

    kind: Kind
    of: Of
    level: Level
    table: str
    key: str = ""
    column: str = ""
    old: str = ""
    new: str = ""
    label: tuple[str, str] = ("", "")
    cells: Mapping[str, str] = field(default_factory=dict)
    fails: bool = False
    reason: tuple[str, str] = ("", "")

    @property
    def corrects(self) -> bool:
        """Whether it changes or removes what the older release said, so that users must learn why."""
        return self.of != "property" and self.kind != "addition"

    @property
    def explained(self) -> bool:
        """Whether it has a reason in both languages."""
        return all(self.reason)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two releases and every change between them.

    Attributes:
        old_name, new_name: the releases as they were named.
        changes: the changes, table by table in the order of the newer descriptor.
        generated: the tables that are made from the others, whose changes follow from theirs.
        recorded: whether the newer release has errata, so that each correction needs a reason in them.
    """

    old_name: str
    new_name: str
    old_version: str
    new_version: str
    changes: tuple[Change, ...]
    generated: frozenset[str] = frozenset()
    recorded: bool = False

    @property
    def level(self) -> Level:
        """The part of the version that the changes raise together."""
        return max((each.level for each in self.changes), default=Level.NONE)

    @property
    def needed(self) -> str:
        """The lowest version that covers the changes."""
        return raised(self.old_version, self.level)

    @property
    def covered(self) -> bool:
        """Whether the version of the newer release is as high as its changes call for."""
        return version(self.new_version) >= version(self.needed)

    def needs_reason(self, change: Change) -> bool:
        """Whether it is a correction of a table that people keep; generated tables follow from those."""
        return change.corrects and change.table not in self.generated

    @property
    def failures(self) -> tuple[Change, ...]:
        """The changes that no version allows, except those whose reason is recorded."""
        return tuple(each for each in self.changes if each.fails and not each.explained)

    @property
    def unexplained(self) -> tuple[Change, ...]:
        """The corrections without a reason in the errata, if the newer release has errata."""
        found = (each for each in self.changes if self.needs_reason(each) and not each.explained)
        return tuple(found) if self.recorded else ()

    @property
    def ok(self) -> bool:
        """Whether the newer release may be published as what it says it is."""
        return self.covered and not self.failures and not self.unexplained


def version(text: str) -> Version:
    """The three numbers of a version.

    Raises:
        PackageError: it is no version of three numbers.

    >>> version("0.10.2")
    (0, 10, 2)
    """
    found = _VERSION.fullmatch(text)
    if found is None:
        raise PackageError("version-form", version=text[:50])
    major, minor, patch = found.groups()
    return int(major), int(minor), int(patch)


def raised(text: str, level: Level) -> str:
    """The lowest version that is higher by this much; before 1.0.0, what is MAJOR raises MINOR (SemVer, 4).

    >>> [raised("1.2.3", level) for level in Level]
    ['1.2.3', '1.2.4', '1.3.0', '2.0.0']
    >>> raised("0.1.0", Level.MAJOR)
    '0.2.0'
    """
    major, minor, patch = version(text)
    if major == 0:
        level = min(level, Level.MINOR)
    after = ((major, minor, patch), (major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0))
    return ".".join(map(str, after[level]))
