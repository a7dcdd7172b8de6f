"""Numbers of one report or of a folder of reports, on all cores."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from operator import attrgetter
from pathlib import Path

from ..datapackage.files import csv_bytes
from ..datapackage.misnamed import no_report
from ..errors import PackageError
from ..figures.figure import Figure
from ..figures.scanner import figures
from .cleaning import clean
from .documents import ENDINGS, read_document

COLUMNS = ("report", *(name for name in Figure.__slots__ if name != "shared"))
_cells = attrgetter(*COLUMNS[1:])


def reports(path: Path) -> list[Path]:
    """The report that a path is, or the reports below a folder, in order.

    Raises:
        PackageError: there is no such file, or no report in the folder.
    """
    if path.is_file():
        return [path]
    below = path.rglob("*") if path.is_dir() else ()
    found = sorted(each for each in below if each.suffix.lower() in ENDINGS and each.is_file())
    if not found:
        raise no_report(path) or PackageError("no-report", file=path)
    return found


def corpus_figures(paths: list[Path], done: Callable[[], None] = lambda: None) -> Iterator[bytes]:
    """The figures of each report as CSV without a header, in the order of the paths.

    CSV and not objects: between processes, text costs a tenth of what records do.

    Raises:
        PackageError: a report cannot be read.
    """
    if len(paths) == 1:
        yield _lines(paths[0])
        done()
        return
    with ProcessPoolExecutor() as pool:
        for lines in pool.map(_lines, paths, chunksize=max(1, min(16, len(paths) // 8))):
            yield lines
            done()


def header() -> bytes:
    """The header of that CSV."""
    return csv_bytes(COLUMNS, ())


def _lines(path: Path) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    # csv writes None as a blank and everything else as text.
    writer.writerows((path.name, *_cells(figure)) for figure in figures(clean(read_document(path)).text))
    return lines.getvalue().encode("utf-8")
