"""Many packages in numbers: their states, what was found by kind and by province, and the worst of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from . import catalogue as codes

State = Literal["unread", "errors", "warnings", "clean"]
#: The states of a package, the worst first; a clean one has nothing but notes.
STATES: tuple[State, ...] = get_args(State)
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Checked:
    """One package of many, in numbers.

    Attributes:
        path: where it lies, as it was named.
        province: the first two digits of its official code; "" where unknown.
        counts: the number of findings, by code.
        unread: whether it could not be read at all.
        clashes: codes of the findings at other packages that say that it clashes too.
    """

    path: str
    province: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    unread: bool = False
    clashes: frozenset[str] = frozenset()

    def number(self, severity: str) -> int:
        """The number of findings that are an error, a warning or a note."""
        return sum(count for code, count in self.counts.items() if severity_of(code) == severity)

    @property
    def state(self) -> State:
        """Its state.

        >>> Checked("a", counts={"FQ-R05": 2}).state, Checked("b", clashes=frozenset(["FQ-C02"])).state
        ('errors', 'errors')
        """
        if self.unread:
            return "unread"
        found = {severity_of(code) for code in (*self.counts, *self.clashes)}
        return "errors" if "error" in found else "warnings" if "warning" in found else "clean"


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of one code: their number, in how many packages, and their number by province."""

    code: str
    count: int
    packages: int
    provinces: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Province:
    """The packages of one province by state, and the number of their errors and warnings."""

    code: str
    states: Mapping[State, int]
    count: int

    @property
    def packages(self) -> int:
        """The number of packages."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Overview:
    """Many packages in numbers.

    Attributes:
        packages: all of them, in their order.
        names: the names of provinces in the packages, Chinese and English, by their digits.
    """

    packages: tuple[Checked, ...]
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def states(self) -> Mapping[State, int]:
        """The number of packages, by state."""
        return _states(self.packages)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What was found by code: errors, then warnings and notes, of each the most frequent first."""
        counts, packages = Counter[str](), Counter[str]()
        provinces: dict[str, Counter[str]] = {}
        for each in self.packages:
            counts.update(each.counts)
            packages.update(each.counts.keys())
            for code, count in each.counts.items():
                provinces.setdefault(code, Counter())[each.province] += count
        order = _SEVERITIES.index
        listed = sorted(counts, key=lambda code: (order(severity_of(code)), -counts[code], code))
        return tuple(Kind(code, counts[code], packages[code], provinces[code]) for code in listed)

    @cached_property
    def provinces(self) -> tuple[Province, ...]:
        """The packages by province: that with most unread packages and packages with errors first."""
        by_code: dict[str, list[Checked]] = {}
        for each in self.packages:
            by_code.setdefault(each.province, []).append(each)
        found = [Province(code, _states(some), sum(map(_weight, some))) for code, some in by_code.items()]
        return tuple(
            sorted(found, key=lambda each: (*(-each.states[state] for state in STATES[:3]), each.code))
        )

    @cached_property
    def worst(self) -> tuple[Checked, ...]:
        """The packages that are not clean: unread ones, then those with most errors, then most warnings."""
        wrong = (each for each in self.packages if each.state != "clean")
        return tuple(
            sorted(
                wrong,
                key=lambda each: (STATES.index(each.state), -each.number("error"), -each.number("warning")),
            )
        )

    def only(self, keep: Callable[[str], bool]) -> Overview:
        """The same of some codes only; what could not be read remains so."""

        def less(each: Checked) -> Checked:
            counts = {code: count for code, count in each.counts.items() if keep(code)}
            return replace(each, counts=counts, clashes=frozenset(filter(keep, each.clashes)))

        return Overview(tuple(map(less, self.packages)), self.names)


def severity_of(code: str) -> str:
    """`error`, `warning` or `note`."""
    return codes.entry(code).severity


def _states(packages: Iterable[Checked]) -> Mapping[State, int]:
    found = Counter(each.state for each in packages)
    return {state: found[state] for state in STATES}


def _weight(package: Checked) -> int:
    return package.number("error") + package.number("warning")
