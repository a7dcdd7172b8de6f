"""Many packages in tables: what was found by kind and by province, and the worst packages first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..datapackage.characters import visible
from ..findings import catalogue as codes
from ..findings.overview import STATES, Checked, Overview, severity_of
from ..findings.report import Report
from ..lang import LANGS, Lang, sentence, texts
from ..validation.rules.lexicon import WORDS
from .lines import Line, Text
from .terminal_text import cell_len, pad

#: So many packages are shown with their causes; of more, the tables say more.
FEW = 5


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an overview: its name, its columns, and its rows; numbers stand on the right."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


def of_many(report: Report) -> Overview | None:
    """The overview of a report on more packages than are shown with their causes."""
    overview = report.overview
    return overview if overview is not None and len(overview.packages) > FEW else None


def states_line(overview: Overview, lang: Lang) -> str:
    """How many packages there are, and how many in each state.

    >>> states_line(Overview((Checked("a"), Checked("b", counts={"FQ-R05": 1}))), "en")
    '2 packages: 1 with errors, 1 without problems.'
    """
    numbers = ((state, overview.states[state]) for state in STATES)
    listed = [sentence("reports", f"state.{state}", lang, n=n) for state, n in numbers if n]
    between = texts("reports", lang)["list"]
    return sentence("reports", "states", lang, n=len(overview.packages), listed=between.join(listed))


def grids(overview: Overview, lang: Lang) -> tuple[Grid, Grid, Grid]:
    """The tables, whole: kinds, provinces, and the packages that are not clean."""
    say = texts("reports", lang)
    kinds = tuple(
        (
            each.code,
            say[severity_of(each.code)],
            codes.entry(each.code).title(lang),
            each.count,
            each.packages,
        )
        for each in overview.kinds
    )
    provinces: tuple[tuple[str | int, ...], ...] = tuple(
        (each.code, province_name(overview, each.code, lang), each.packages, *each.states.values())
        for each in overview.provinces
    )
    worst = tuple(
        (
            visible(each.path),
            province_name(overview, each.province, lang),
            say[f"column_{each.state}"],
            each.number("error"),
            each.number("warning"),
            say["list"].join(sorted({*each.counts, *each.clashes})),
        )
        for each in overview.worst
    )
    states = tuple(f"column_{state}" for state in STATES)
    return (
        Grid(
            "kinds",
            ("column_code", "column_severity", "column_title", "column_count", "column_packages"),
            kinds,
        ),
        Grid("provinces", ("column_code", "column_province", "column_packages", *states), provinces),
        Grid(
            "worst",
            (
                *("column_package", "column_province", "column_state"),
                *("column_errors", "column_warnings", "column_codes"),
            ),
            worst,
        ),
    )


def province_name(overview: Overview, code: str, lang: Lang) -> str:
    """The name of a province, from the packages, or else from the list of provinces."""
    if not code:
        return texts("reports", lang)["unknown"]
    zh, en = overview.names.get(code, (WORDS["provinces"].get(code, code),) * 2)
    return visible(zh if lang == "zh" else en)


def overview_lines(overview: Overview, lang: Lang, most: int, verbose: str) -> Iterator[Line]:
    """The tables as lines, each with its first rows and how many more there are."""
    for grid in grids(overview, lang):
        if grid.rows:
            yield Line()
            yield from _lines(grid, lang, most)
        if len(grid.rows) > most:
            more = sentence("reports", "more_rows", lang, n=len(grid.rows) - most, verbose=verbose)
            yield Line(Text(more), "  ")


def _lines(grid: Grid, lang: Lang, most: int) -> Iterator[Line]:
    """The heading of a table, its columns, and its first rows in line with each other."""
    say = texts("reports", lang)
    rows = [[say[name] for name in grid.columns], *([*map(written, row)] for row in grid.rows[:most])]
    widths = [max(map(cell_len, cells)) for cells in zip(*rows, strict=True)]
    numbers = [isinstance(cell, int) for cell in grid.rows[0]]
    yield Line(Text(say[f"overview_{grid.name}"], "bold"))
    for at, row in enumerate(rows):
        cells = [
            " " * (width - cell_len(cell)) + cell if number else pad(cell, width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        ]
        yield Line(Text("  ".join(cells).rstrip(), "" if at else "dim"), "  ", fold=False)


def written(cell: str | int) -> str:
    """A cell of a table as text."""
    return f"{cell:,}" if isinstance(cell, int) else cell


def as_json(overview: Overview) -> dict[str, Any]:
    """The overview as plain values: the states, the kinds, the provinces, and every package in its order."""
    return {
        "states": dict(overview.states),
        "kinds": [
            {
                "code": each.code,
                "severity": severity_of(each.code),
                "title": {lang: codes.entry(each.code).title(lang) for lang in LANGS},
                "count": each.count,
                "packages": each.packages,
                "provinces": dict(each.provinces),
            }
            for each in overview.kinds
        ],
        "provinces": [
            {
                "code": each.code,
                "name": {lang: province_name(overview, each.code, lang) for lang in LANGS},
                "packages": each.packages,
                "states": dict(each.states),
                "count": each.count,
            }
            for each in overview.provinces
        ],
        "packages": [_package(each) for each in overview.packages],
    }


def _package(package: Checked) -> dict[str, Any]:
    return {
        "path": package.path,
        "province": package.province,
        "state": package.state,
        "counts": dict(package.counts),
        "clashes": sorted(package.clashes),
    }
