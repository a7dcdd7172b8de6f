"""Find packages below folders, validate them on all cores, and compare them; this needs no extra."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..datapackage.package import Json
from ..findings.catalogue import entry
from ..findings.overview import Checked, Overview
from ..findings.report import Finding, Kept, Report, counted_by_code
from ..lang import LANGS, both
from ..validation.own_rules import installed_rules
from .addresses import Address, addresses, shown
from .conflict_findings import told
from .conflicts import settled
from .examined import Examined
from .machine import OpenEngine, this_machine

#: Is told how many steps are done, and how many there are.
Progress = Callable[[int, int], None]
#: Is told each finding, those that are only counted included.
Sink = Callable[[Finding], object]
# Codes of a package that could not be read at all.
_UNREAD = ("FQ-D01", "FQ-D10")


def validate_packages(paths: Sequence[str | Path], progress: Progress | None = None) -> Report:
    """Check many packages, each as `validate` does, and hold them against each other.

    Args:
        paths: packages (folders, zip archives, descriptors, or URLs of them), and folders with packages
            anywhere below them.
        progress: is told how many packages are checked, and how many there are.

    Returns:
        One `Report`, with the `overview` of all packages. The file of a finding begins with the path of its
        package. Of each kind of finding the first thousand are listed, and the number of the others. Where
        packages clash (FQ-C…), the finding is at the one that `combine` would leave out. Rules that were not
        run are listed once for all.

    Raises:
        PackageError: a path is not there, or holds no package.
        OSError: the system ended a worker.
    """
    return validated(addresses(paths), progress)


def validated(
    packages: Sequence[Address],
    progress: Progress | None = None,
    *,
    engine: OpenEngine | None = None,
    sink: Sink | None = None,
) -> Report:
    """The same for packages that were found, by the cores of this machine or by another engine.

    Args:
        packages: at least one.
        progress: is told how many packages are checked, and how many there are.
        engine: `machine.this_machine()` when left out.
        sink: is told every finding as it is made.
    """
    installed_rules()  # their words are needed here too, whichever process runs them
    made = _Made(sink)
    with (engine or this_machine())() as opened:
        for each in opened.examined(packages):
            made.add(each)
            if progress:
                progress(len(made.packages), len(packages))
        clashes, _ = settled(opened.clashes(range(len(packages))), len(packages))
    for one, numbers in told(clashes, packages):
        made.add_clash(one, numbers)
    return made.report(shown(packages[0]) + (f" … ({len(packages):,})" if len(packages) > 1 else ""))


@dataclass(slots=True)
class _Made:
    """The report on many packages as it is made."""

    sink: Sink | None
    kept: Kept = field(default_factory=Kept)
    known: Kept = field(default_factory=Kept)
    rows: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, None] = field(default_factory=dict)
    packages: list[Checked] = field(default_factory=list)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, each: Examined) -> None:
        """Add what was examined of one package."""
        report = each.report
        for one in report.findings:
            self._keep(one)
        for one in report.known:
            self.known.add(one)
        self.rows |= {name: self.rows.get(name, 0) + count for name, count in report.rows.items()}
        self.skipped |= dict.fromkeys(report.skipped)
        counts = counted_by_code(report.findings)
        place = each.province
        unread = any(code in counts for code in _UNREAD)
        self.packages.append(Checked(str(each.address), place.code, counts, unread))
        if place.name_zh and place.name_en:
            self.names.setdefault(place.code, (place.name_zh, place.name_en))

    def add_clash(self, found: Finding, numbers: Sequence[int]) -> None:
        """Add the finding on a version that some packages have; it is at the first of them."""
        self._keep(found)
        for number in numbers:
            each = self.packages[number]
            self.packages[number] = replace(each, clashes=each.clashes | {found.code})
        first = self.packages[numbers[0]]
        counts = {**first.counts, found.code: first.counts.get(found.code, 0) + 1}
        self.packages[numbers[0]] = replace(first, counts=counts)

    def _keep(self, found: Finding) -> None:
        self.kept.add(found)
        if self.sink:
            self.sink(found)

    def report(self, name: str) -> Report:
        """The report on all that was added."""
        kept, known = self.kept, self.known
        return Report(
            name,
            self.rows,
            (*kept.listed, *kept.rest()),
            (*known.listed, *map(suppressed, known.rest())),
            tuple(self.skipped),
            overview=Overview(tuple(self.packages), self.names),
        )


def suppressed(counted: Finding) -> Finding:
    """The finding that counts known issues: what they are, and where the reason of each is."""
    titles = {f"title_{lang}": entry(counted.values["code"]).title(lang) for lang in LANGS}
    label = both("compilation", "known.label", "label", **titles)
    words: Json = {**label, **both("compilation", "known.reason", "reason")}
    evidence = replace(counted.evidence, **words)
    return replace(counted, suppressed=evidence.reason_en, evidence=evidence)
