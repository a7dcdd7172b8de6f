"""Conflicts between packages, found by comparing their fingerprints.

Marks are put aside on disk and brought together by key, so that packages without number need little memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from .fingerprints import MARK, Kind, Marks

Numbers = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
_BUCKETS, _SHIFT = 256, np.uint64(56)
_WAITING = 500_000


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing of which packages say different things.

    Attributes:
        key: the hash that tells it.
        kind: what it is.
        versions: each content with the packages that have it, by their place in the order; first the one of
            the most packages, and of those with as many the one of the first package; when settled, first the
            one that stays.
    """

    key: int
    kind: Kind
    versions: tuple[tuple[int, Numbers], ...]

    def among(self, kept: Flags) -> Clash | None:
        """The clash of the packages that are kept, None where they agree."""
        left = [(content, numbers[kept[numbers]]) for content, numbers in self.versions]
        left = [(content, numbers) for content, numbers in left if len(numbers)]
        return Clash(self.key, self.kind, _ranked(left)) if len(left) > 1 else None


def _ranked(versions: Iterable[tuple[int, Numbers]]) -> tuple[tuple[int, Numbers], ...]:
    return tuple(sorted(versions, key=lambda each: (-len(each[1]), int(each[1].min()))))


@dataclass(slots=True)
class Ledger:
    """The marks of all packages, on disk by their keys; its folder goes with it."""

    _folder: tempfile.TemporaryDirectory[str] = field(
        default_factory=lambda: tempfile.TemporaryDirectory(prefix="fengqiao-marks-")
    )
    _waiting: list[Marks] = field(default_factory=list)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()

    def add(self, number: int, made: Marks) -> None:
        """Put the marks of one package, which is known by a number, aside."""
        made = made.copy()
        made["package"] = number
        self._waiting.append(made)
        if sum(map(len, self._waiting)) > _WAITING:
            self._write()

    def clashes(self, order: Sequence[int]) -> list[Clash]:
        """Where the packages with these numbers clash, reports first."""
        return ranked(clash for bucket in self._buckets() for clash in clashes(bucket, order))

    def repeats(self, order: Sequence[int]) -> dict[int, set[int]]:
        """For packages by their place in the order, the keys of rows that an earlier one has too.

        Rows of tables in one file are not among them: most packages have them all.
        """
        return joined(repeats(bucket, order) for bucket in self._buckets())

    def _write(self) -> None:
        waiting = np.concatenate(self._waiting) if self._waiting else np.empty(0, MARK)
        self._waiting.clear()
        numbers = (waiting["high"] >> _SHIFT).astype(np.uint8)
        for number in np.unique(numbers):
            with self._path(int(number)).open("ab") as file:
                waiting[numbers == number].tofile(file)

    def _buckets(self) -> Iterator[Marks]:
        """All marks, those of one key together."""
        self._write()
        for number in range(_BUCKETS):
            if self._path(number).exists():
                yield np.fromfile(self._path(number), MARK)

    def _path(self, number: int) -> Path:
        return Path(self._folder.name) / str(number)


def ranked(found: Iterable[Clash]) -> list[Clash]:
    """Clashes in their order, reports first."""
    return sorted(found, key=lambda each: (each.kind, each.key))


def joined(found: Iterable[Mapping[int, set[int]]]) -> dict[int, set[int]]:
    """The repeated keys of several buckets together, by package."""
    made: dict[int, set[int]] = {}
    for some in found:
        for number, keys in some.items():
            made.setdefault(number, set()).update(keys)
    return made


def clashes(bucket: Marks, order: Sequence[int]) -> list[Clash]:
    """Where packages clash, among marks of which those of one key are all there."""
    made = _ordered(bucket[bucket["kind"] != Kind.MADE], order)
    same = _same_key(made)
    other = made["content"][1:] != made["content"][:-1]
    starts = np.concatenate(([0], np.flatnonzero(~same) + 1, [len(made)]))
    found = []
    for place in np.unique(np.searchsorted(starts, np.flatnonzero(same & other), side="right")):
        group = made[starts[place - 1] : starts[place]]
        contents, firsts = np.unique(group["content"], return_index=True)
        # A copy: a view would keep the whole bucket in memory.
        packages = np.split(group["package"].copy(), firsts[1:])
        versions = [(int(content), each) for content, each in zip(contents, packages, strict=True)]
        found.append(Clash(_key(group[0]), Kind(int(group[0]["kind"])), _ranked(versions)))
    return found


def repeats(bucket: Marks, order: Sequence[int]) -> dict[int, set[int]]:
    """The keys of rows that an earlier package has too; of a key, all marks or none are there."""
    made = _ordered(bucket[np.isin(bucket["kind"], (Kind.ROW, Kind.MADE))], order)
    found: dict[int, set[int]] = {}
    for each in made[1:][_same_key(made)]:
        found.setdefault(int(each["package"]), set()).add(_key(each))
    return found


def _ordered(bucket: Marks, order: Sequence[int]) -> Marks:
    """The marks of some packages sorted by key, content and package; packages are numbered by their order."""
    places = np.full(max(order, default=-1) + 1, -1, np.int64)
    places[list(order)] = range(len(order))
    bucket = bucket[bucket["package"] < len(places)]
    at = places[bucket["package"]]
    bucket, at = bucket[at >= 0], at[at >= 0]
    bucket["package"] = at
    return bucket[np.lexsort([bucket[name] for name in ("package", "content", "low", "high")])]


def _key(mark: np.void) -> int:
    return int(mark["high"]) << 64 | int(mark["low"])


def _same_key(bucket: Marks) -> Flags:
    """Whether each mark but the first has the key of the one before it."""
    same: Flags = (bucket["high"][1:] == bucket["high"][:-1]) & (bucket["low"][1:] == bucket["low"][:-1])
    return same


def settled(clashes: Sequence[Clash], count: int) -> tuple[list[Clash], Flags]:
    """The clashes with the version that stays first, and which packages stay: among them, nothing clashes.

    Two editions of one report differ in many rows for one reason: what packages with different editions say
    otherwise is left to the clash of the report. `clashes` has reports first, `count` is of all packages.
    """
    kept = np.ones(count, bool)
    stays: dict[int, tuple[int, int]] = {}
    for each in clashes:
        clash = each.among(kept)
        if clash is not None:
            stays[clash.key] = clash.versions[0][0], int(clash.versions[0][1].min())
            for _, numbers in clash.versions[1:]:
                kept[numbers] = False
    editions: dict[int, dict[int, int]] = {}
    for clash in (each for each in clashes if each.kind is Kind.REPORT):
        for content, numbers in clash.versions:
            for number in numbers:
                editions.setdefault(int(number), {})[clash.key] = content
    settled = (_told_apart(each, stays.get(each.key) or _staying(each, kept), editions) for each in clashes)
    return [each for each in settled if len(each.versions) > 1], kept


def _staying(clash: Clash, kept: Flags) -> tuple[int, int]:
    """The version that stays where other clashes have settled one, with a package that has it."""
    found = ((content, numbers[kept[numbers]]) for content, numbers in clash.versions)
    content, numbers = next((each for each in found if len(each[1])), clash.versions[0])
    return content, int(numbers.min())


def _told_apart(clash: Clash, stays: tuple[int, int], editions: Mapping[int, Mapping[int, int]]) -> Clash:
    """A clash with the version that stays first, without packages that have another edition of a report."""
    ranked = sorted(clash.versions, key=lambda each: each[0] != stays[0])
    first = editions.get(stays[1], {})
    if clash.kind is Kind.REPORT or not first:
        return Clash(clash.key, clash.kind, tuple(ranked))

    def same(number: int) -> bool:
        own = editions.get(int(number), {})
        return all(own.get(report, content) == content for report, content in first.items())

    others = [(content, numbers[[same(each) for each in numbers]]) for content, numbers in ranked[1:]]
    return Clash(clash.key, clash.kind, (ranked[0], *(each for each in others if len(each[1]))))
