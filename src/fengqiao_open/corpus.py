"""Figures of one report or of a folder of them, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .figures import figures
from .package import PackageError

COLUMNS = (
    "report", "paragraph", "start", "end", "printed", "value", "upper", "unit", "qualifier", "measure", "kind", "ground",
)  # fmt: skip


def reports(path: Path) -> list[Path]:
    """The report that a path is, or the .txt files below a folder, in order.

    Raises:
        PackageError: there is no such file, or no .txt file in the folder.
    """
    if path.is_file():
        return [path]
    found = sorted(path.rglob("*.txt")) if path.is_dir() else []
    if not found:
        raise PackageError(f"There is no report at {path}: name a text file, or a folder of .txt files.")
    return found


def corpus_figures(paths: list[Path], done: Callable[[], None] = lambda: None) -> Iterator[dict[str, str]]:
    """The figures of each report as rows of text, in the order of the paths; `done` is called after each report.

    Raises:
        PackageError: a report is not UTF-8 text.
    """
    if len(paths) == 1:
        yield from _rows(paths[0])
        done()
        return
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(_rows, paths, chunksize=max(1, min(16, len(paths) // 8))):
            yield from rows
            done()


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PackageError(f"{path} is not UTF-8 (byte {problem.start}).") from None
    return [
        {name: _text(getattr(figure, name)) for name in COLUMNS[1:]} | {"report": path.name}
        for figure in figures(text)
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
