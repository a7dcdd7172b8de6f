"""Judged changes as rows of CSV, and their shares, with how sure they are, as lines of text or of Markdown."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

from detection.judges import Judgement
from detection.tables import CORE, Sheet

#: A judged change as a row of CSV.
Record = Mapping[str, str]
Line = tuple[str, list[Record]]
_Z = 1.959964

COLUMNS = (
    "group", "operator", "table", "lines", "columns", "keys", "before", "after", "wording", "refresh_refused", "caught",
    "note_only", "located", "one_finding", "elsewhere", "with_a_value", "codes", "elsewhere_at", "values_at",
    "frictionless", "pandera",
)  # fmt: skip
HEADER = (
    "changed", "changes", "caught", "95% interval", "note only", "located", "one finding", "elsewhere", "with a value",
    "frictionless alone", "pandera alone",
)  # fmt: skip
#: Changes that leave a text of letters that could be meant.
ONE_LETTER = {
    "letter changed", "letter dropped", "letter doubled", "letters swapped", "character changed", "character dropped",
    "character doubled", "characters swapped", "homophone", "look alike character", "traditional variant",
}  # fmt: skip
TITLES = {
    "cell": "one cell",
    "cell, then refresh": "one cell, then refresh",
    "exchange": "two cells exchanged",
    "exchange, then refresh": "two cells exchanged, then refresh",
    "two edits": "two edits",
    "two edits, then refresh": "two edits, then refresh",
    "row": "a row or a part of a column",
    "order": "the order of the rows",
    "column": "a column",
    "file": "a file",
    "descriptor": "a property of the descriptor",
}


def record(judged: Judgement) -> Record:
    """A judged change as a row of CSV."""
    change = judged.change
    lines = {str(line) for _, line, _ in change.cells} or {str(line) for line in change.lines}
    cells = (
        change.group + (", then refresh" if change.refreshed else ""), change.operator, change.table,
        *(" ".join(sorted(words)) for words in (lines, change.columns, change.keys)), change.before, change.after,
        change.wording, judged.refused, judged.caught, judged.noted, judged.located, judged.once,
        len(judged.elsewhere), len(judged.accused), " ".join(judged.codes), " | ".join(judged.elsewhere[:9]),
        " | ".join(judged.accused[:9]), _known(judged.frictionless), _known(judged.pandera),
    )  # fmt: skip
    return dict(zip(COLUMNS, map(str, cells), strict=True))


def _known(answer: bool | None) -> str:
    return "" if answer is None else str(answer)


def write(path: Path, records: Iterable[Record]) -> None:
    """Every judged change as a row of CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


def read(path: Path) -> list[Record]:
    """The judged changes of an earlier run."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def interval(count: int, total: int) -> tuple[float, float]:
    """The 95 per cent Wilson interval of a share.

    >>> [round(end, 3) for end in interval(9, 10)]
    [0.596, 0.982]
    """
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return middle - half, middle + half


def parts(records: Sequence[Record], sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, list[Line]]]:
    """Headings with their lines: all groups, then single cells by table, then each group by operator."""
    groups = {group: _of(records, "group", group) for group in TITLES}
    groups = {group: own for group, own in groups.items() if own}
    yield "all groups", [line for group, own in groups.items() for line in _lines(group, own, sheets)]
    for group, own in groups.items():
        if group.startswith("cell"):
            yield f"{TITLES[group]}, by table", _by(own, "table")
        yield f"{TITLES[group]}, by change", _by(own, "operator")


def _lines(group: str, own: list[Record], sheets: Mapping[str, Sheet]) -> Iterator[Line]:
    """A group, and of single cells its parts."""
    yield TITLES[group], own
    if group.startswith("cell"):
        some: Sequence[tuple[str, Callable[[Record], bool]]] = (
            ("of a table that is edited by hand", lambda each: not sheets[each["table"]].generated),
            (f"of {', '.join(CORE[:-1])} or {CORE[-1]}", lambda each: each["table"] in CORE),
            ("of a wording column", lambda each: each["wording"] == "True"),
            (
                "… one letter or character of it",
                lambda each: each["wording"] == "True" and each["operator"] in ONE_LETTER,
            ),
        )
        for title, wanted in some:
            if chosen := [each for each in own if wanted(each)]:
                yield f"… {title}", chosen


def _of(records: Iterable[Record], column: str, value: str) -> list[Record]:
    return [each for each in records if each[column] == value]


def _by(records: Sequence[Record], column: str) -> list[Line]:
    return [(value, _of(records, column, value)) for value in sorted({each[column] for each in records})]


def cells_of(title: str, records: Sequence[Record]) -> list[str]:
    """One line: shares of all changes, but `located` and `one finding` of those caught."""
    total, caught = len(records), _of(records, "caught", "True")
    low, high = interval(len(caught), total)

    def share(column: str, among: Sequence[Record], nothing: str = "False") -> str:
        return _share(sum(each[column] != nothing for each in among), len(among))

    line = [
        title, f"{total:,}", _share(len(caught), total), f"{low:.3f}–{high:.3f}", share("note_only", records),
        share("located", caught), share("one_finding", caught), share("elsewhere", records, "0"),
        share("with_a_value", records, "0"),
    ]  # fmt: skip
    if any(each["frictionless"] for each in records):
        line += [_share(len(_of(records, name, "True")), total) for name in ("frictionless", "pandera")]
    return line


def _share(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else "–"


def in_docs(heading: str) -> bool:
    """Whether a table is one of those in the docs; the others are printed for who works on the rules."""
    return heading == "all groups" or heading.startswith(f"{TITLES['cell']}, by")


def as_text(heading: str, lines: Sequence[Line]) -> str:
    """A table for the terminal."""
    rows = [cells_of(*line) for line in lines]
    shown = (
        f"{row[0]:60}"
        + "".join(f"{cell:>13}" for cell in row[1:9])
        + "".join(f"{cell:>20}" for cell in row[9:])
        for row in (HEADER[: len(rows[0])], *rows)
    )
    return "\n".join((heading.upper(), *shown, ""))


def as_markdown(heading: str, lines: Sequence[Line]) -> str:
    """A table for the docs."""
    rows = [cells_of(*line) for line in lines]
    header = HEADER[: len(rows[0])]
    rule = ["---", *["---:"] * (len(header) - 1)]
    shown = (f"| {' | '.join(row)} |" for row in (header, rule, *rows))
    return "\n".join((f"### {heading[0].upper()}{heading[1:]}", "", *shown, ""))
