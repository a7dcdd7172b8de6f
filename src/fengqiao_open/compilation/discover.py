"""Find packages below folders, validate them on all cores, and compare them; this needs no extra."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from ..datapackage.archives import is_archive
from ..datapackage.characters import visible
from ..datapackage.package import DESCRIPTOR, Json, read_package
from ..errors import PackageError
from ..findings.catalogue import entry
from ..findings.report import Finding, Kept, Report
from ..lang import LANGS, both
from ..tabular.dataset import Data
from ..validation.own_rules import installed_rules
from ..validation.validate import examined, validate
from .conflict_findings import told, within
from .conflicts import Ledger, settled
from .fingerprints import Marks, is_whole, marks

One = TypeVar("One")
Two = TypeVar("Two")
#: Is told how many steps are done, and how many there are.
Progress = Callable[[int, int], None]
# Starting a worker takes as long as checking a dozen packages.
_FEW = 12


def validate_packages(paths: Sequence[str | Path], progress: Progress | None = None) -> Report:
    """Check many packages, each as `validate` does, and hold them against each other.

    Args:
        paths: packages (folders, zip archives, descriptors), and folders with packages anywhere below them.
        progress: is told how many packages are checked, and how many there are.

    Returns:
        One `Report`. The file of a finding begins with the path of its package. Of each kind of finding the
        first thousand are listed, and the number of the others. Where packages clash (FQ-C…), the finding
        is at the one that `combine` would leave out. Rules that were not run are listed once for all.

    Raises:
        PackageError: a path is not there, or holds no package.
    """
    found = find_packages(paths)
    installed_rules()  # their words are needed here too, whichever process runs them
    kept, known = Kept(), Kept()
    rows: dict[str, int] = {}
    skipped: dict[str, None] = {}
    with Ledger() as ledger:
        for number, each in enumerate(spread(examine, found)):
            for one in each.report.findings:
                kept.add(one)
            for one in each.report.known:
                known.add(one)
            rows |= {name: rows.get(name, 0) + count for name, count in each.report.rows.items()}
            skipped |= dict.fromkeys(each.report.skipped)
            ledger.add(number, each.marks)
            if progress:
                progress(number + 1, len(found))
        clashes, _ = settled(ledger.clashes(range(len(found))), len(found))
    for one in told(clashes, found):
        kept.add(one)
    name = found[0].as_posix() + (f" … ({len(found):,})" if len(found) > 1 else "")
    explained = (*known.listed, *map(suppressed, known.rest()))
    return Report(name, rows, (*kept.listed, *kept.rest()), explained, tuple(skipped))


def suppressed(counted: Finding) -> Finding:
    """The finding that counts known issues: what they are, and where the reason of each is."""
    titles = {f"title_{lang}": entry(counted.values["code"]).title(lang) for lang in LANGS}
    label = both("compilation", "known.label", "label", **titles)
    words: Json = {**label, **both("compilation", "known.reason", "reason")}
    evidence = replace(counted.evidence, **words)
    return replace(counted, suppressed=evidence.reason_en, evidence=evidence)


def find_packages(paths: Sequence[str | Path]) -> list[Path]:
    """The packages that paths lead to, in order: themselves, or what lies anywhere below them.

    Links to folders, hidden folders and the folders within a package are not looked into.

    Raises:
        PackageError: a path is not there, or holds no package.
    """
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise PackageError("no-file", file=visible(str(path)))
        inside = list(_below(path)) if path.is_dir() else [path]
        if not inside:
            raise PackageError("no-package", file=visible(str(path)), descriptor=DESCRIPTOR)
        for each in inside:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        if DESCRIPTOR in files:
            folders.clear()
            yield Path(place)
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        archives = (Path(place) / name for name in sorted(files) if name.lower().endswith(".zip"))
        yield from (each for each in archives if is_archive(each))


@dataclass(frozen=True, slots=True)
class Examined:
    """What is to be known of one package among many.

    Attributes:
        report: the report on it, each file named from where the package was named.
        sources: the identifiers of its reports.
        whole: whether nothing of it is left out for being wrong in itself.
        marks: what it says, to be compared with other packages.
        facts: what its descriptor says of it.
    """

    path: Path
    report: Report
    sources: tuple[str, ...]
    whole: bool
    marks: Marks
    facts: Json


def examine(path: Path) -> Examined:
    """Check one package; a package that is none is a finding."""
    try:
        package = read_package(path)
        if package.compiled:
            raise PackageError("merged-combine", file=visible(str(path)))
    except PackageError as problem:
        finding = Finding(problem.code, values=problem.values)
        report = Report(str(path), {}, (replace(finding, evidence=within(path, finding.evidence)),))
        return Examined(path, report, (), False, marks(Data({}, {})), {})
    report, data = (validate(path), Data({}, {})) if package.large else examined(package)
    findings, known = (
        tuple(replace(each, evidence=within(path, each.evidence)) for each in listed)
        for listed in (report.findings, report.known)
    )
    report = replace(report, findings=findings, known=known)
    sources = data.tables["sources"].rows if "sources" in data.tables else ()
    ids = tuple(sorted(row.key for row in sources))
    return Examined(path, report, ids, is_whole(data), marks(data), _facts(package.descriptor))


def _facts(descriptor: Json) -> Json:
    """Name, title, version and date, licences and contributors, all of them texts."""

    def text(value: object) -> str:
        return visible(value) if isinstance(value, str) else ""

    named, licences = ("name", "path", "title"), descriptor.get("licenses", [])
    return {
        **{name: text(descriptor.get(name)) for name in ("name", "title", "version", "created")},
        "licenses": [{name: text(one[name]) for name in named if one.get(name)} for one in licences],
        "contributors": [text(one.get("title")) for one in descriptor.get("contributors", [])],
    }


def spread(work: Callable[[One], Two], things: Sequence[One], few: int = _FEW) -> Iterator[Two]:
    """What is made of each thing, in order: on all cores where there are more than a few."""
    if len(things) <= few:
        yield from map(work, things)
        return
    # Not forked: a copy of a process that runs threads may wait for ever.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        try:
            with _undisturbed():
                results = pool.map(work, things)
            yield from results
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: the one that started them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)
