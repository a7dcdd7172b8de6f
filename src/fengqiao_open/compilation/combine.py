"""Merge many packages into one dataset: `fengqiao-open combine`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ..datapackage.characters import visible
from ..datapackage.files import is_url
from ..datapackage.package import DESCRIPTOR, PACKAGES, Json, read_package, shipped
from ..datapackage.writing import folder_written_whole
from ..errors import PackageError, worded
from ..findings.report import Finding, Kept, Report
from ..lang import LANGS
from .addresses import Address, absolute, addresses, shown
from .conflict_findings import told
from .conflicts import settled
from .discover import Progress
from .examined import Examined
from .fingerprints import IN_ONE
from .machine import Engine, OpenEngine, this_machine
from .manifest import manifest, packages_table
from .partitions import Taken, made_share, once, part_path, shares, write, write_file


@dataclass(frozen=True, slots=True)
class Combination:
    """What came of combining packages.

    Attributes:
        report: the rows that were written, by table, and a finding at what kept a package out.
        taken: the packages of the compilation, in its order.
        left_out: the packages that are not in it.
    """

    report: Report
    taken: tuple[Address, ...]
    left_out: tuple[Address, ...]


def combine(
    packages: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
    engine: OpenEngine | None = None,
) -> Combination:
    """Merge packages into one dataset, as `fengqiao_open.combine` describes it; on this machine, or an
    `engine`.
    """
    output = Path(output)
    _look_at(output)
    own = os.path.realpath(output)
    paths = [each for each in addresses(packages) if is_url(each) or os.path.realpath(each) != own]
    tell = progress or (lambda *_: None)
    kept, fit = Kept(), dict[int, _Fit]()
    rows = dict.fromkeys(shipped().tables, 0)
    with (engine or this_machine())() as opened:
        for number, each in enumerate(opened.examined(paths)):
            if refusal := _refusal(each, ignore):
                kept.add(refusal)
            else:
                rows_of = tuple(each.report.rows[name] for name in rows)
                # Where nothing is found, the files are those whose hashes the descriptor has.
                content = "" if each.report.findings else each.facts["content"]
                fit[number] = _Fit(each.address, each.sources, rows_of, each.facts, content)
            tell(number + 1, 2 * len(paths))
        order = sorted(fit, key=lambda number: (fit[number].sources, number))
        clashes, agree = settled(opened.clashes(order), len(order))
        taken = [number for number, agrees in zip(order, agree, strict=True) if agrees]
        for finding, _ in told(clashes, [fit[number].path for number in order]):
            kept.add(finding)
        merged = [fit[number] for number in taken]
        if merged:

            def wrote(done: int) -> None:
                tell(2 * len(paths) - len(merged) + done, 2 * len(paths))

            try:
                with folder_written_whole(output) as folder:
                    rows |= _written(merged, opened.repeats(taken), folder, opened, wrote)
            except pl.exceptions.PolarsError as problem:  # a full disk is one too
                raise worded(OSError, "not-written", file=visible(str(output)), why=problem) from problem
    report = Report(visible(str(output)), rows, (*kept.listed, *kept.rest()))
    inside = dict.fromkeys(each.path for each in merged)
    return Combination(report, tuple(inside), tuple(each for each in paths if each not in inside))


def _look_at(output: Path) -> None:
    """Refuse early what could not be written in the end."""
    if output.exists() and not (output.is_dir() and (not any(output.iterdir()) or _is_compilation(output))):
        raise worded(FileExistsError, "no-earlier-dataset", folder=visible(str(output)))
    if not output.absolute().parent.is_dir():
        raise worded(FileNotFoundError, "no-folder", folder=visible(str(output.parent)))


def _is_compilation(folder: Path) -> bool:
    try:
        return (folder / DESCRIPTOR).is_file() and read_package(folder).compiled
    except PackageError:
        return False


@dataclass(frozen=True, slots=True)
class _Fit:
    """A package without errors."""

    path: Address
    sources: tuple[str, ...]
    rows: tuple[int, ...]
    facts: Json
    content: str


def _refusal(package: Examined, ignore: Sequence[str]) -> Finding | None:
    """Why a package cannot be taken: the finding at its first error."""
    errors = [each for each in package.report.findings if each.severity == "error"]
    weighty = [each for each in package.report.only(ignore=ignore).findings if each.severity == "error"]
    weighty = weighty or ([] if package.whole else errors)
    if not weighty:
        return None
    first, path = weighty[0], visible(shown(package.address))
    words = {f"problem_{lang}": visible(first.found(lang)) for lang in LANGS}
    words |= {"count": f"{len(weighty):,}", "code": first.code, "package": path}
    return Finding("FQ-C01", first.table, first.line, first.column, first.key, words, evidence=first.evidence)


def _written(
    packages: Sequence[_Fit],
    repeats: dict[int, set[int]],
    folder: Path,
    engine: Engine,
    tell: Callable[[int], None],
) -> dict[str, int]:
    """Write all files of a compilation; returns the number of rows by table."""
    places = shares([sum(each.rows) for each in packages])
    taken = [
        Taken(
            absolute(each.path),
            each.rows,
            each.facts["elsewhere"],
            frozenset(repeats.get(at, ())),
            each.content,
        )
        for at, each in enumerate(packages)
    ]
    listed = [taken[place.start : place.stop] for place in places]
    rows: Counter[str] = Counter()
    lists: dict[str, list[pl.DataFrame]] = {name: [] for name in IN_ONE}
    for number, (made, place) in enumerate(zip(engine.each(made_share, listed), places, strict=True)):
        rows.update(made.rows)
        for name, content in made.files.items():
            write_file(folder / part_path(name, number), content)
        for name, frame in made.lists.items():
            lists[name].append(frame)
        tell(place.stop)
    files = {name: [part_path(name, number) for number in range(len(places))] for name in rows}
    in_one = {name: once(pl.concat(frames), name) for name, frames in lists.items()}
    in_one[PACKAGES] = packages_table([each.facts for each in packages], [each.sources for each in packages])
    for name, frame in in_one.items():
        write(frame, folder / part_path(name))
        rows[name] = frame.height
        files[name] = [part_path(name)]
    (folder / DESCRIPTOR).write_bytes(manifest(files, folder, [each.facts for each in packages]))
    return dict(rows)
