"""What a draft leaves a person to decide: questions, each on some cells, kept in TODO.csv.

A question is done when its cells are no longer as drafted, when someone has written anything in its column
`decided`, or when its row is gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..datapackage.files import csv_bytes, read_named
from ..datapackage.package import Json, shipped
from ..errors import PackageError
from ..figures import clauses
from ..figures.figure import Figure
from ..figures.gaps import plain_spaces
from ..figures.outline import Outline
from ..lang import LANGS, Lang, both
from ..tabular.canonical_csv import canonical
from ..tabular.csv import MalformedError, Row, Table, records
from ..tabular.dataset import Data
from ..validation.area_codes import area_codes, contradiction, county_in, digits_of, is_certain
from .candidates import Proposal
from .drafted_place import TOP, is_named
from .printed_place import other_place

Record = dict[str, str]
FILE: Final = "TODO.csv"
#: `columns` are those of the table that the question is on; the key may be that of a number with several
#: statistics, of which it asks together; without columns, the rows with the key, or with that
#: of a passage of the report with the key, are counted; without a table, the question is on the descriptor.
#: `drafted` is what was there.
COLUMNS: Final = (
    *("question_id", "paragraph", "figure_id", "printed", "phrase", "decide_zh", "decide_en", "decided"),
    *("table", "key", "columns", "drafted"),
)
# Without them it is not known what is answered.
_OF_AN_ANSWER: Final = ("decided", "table", "key", "columns", "drafted")
# What is asked of a number, with the table and the columns that the answer changes.
_ON_FIGURES: Final = {
    "not_a_statistic": ("figures", "disposition"),
    "touching": ("figures", "printed"),
}
_ON_OBSERVATIONS: Final = {
    "indicator": "indicator_id",
    "indicator_twice": "indicator_id area_id",
    "unit": "unit_id",
    "period": "period status",
    "part_of_year": "indicator_id period",
    "rank": "rank_area_id rank_scope_zh rank_scope_en",
    "shared": "",
    "range": "value qualifier note_zh note_en",
}
#: What is asked once of a number, however many statistics it has: 城乡居民收入均居全市第2.
_OF_THE_NUMBER: Final = ("unit", "period", "rank", "range")
_OF_THE_DESCRIPTOR: Final = ("contributors", "homepage", "fq:contact", "fq:spatial")
_NAMED: Final = ("organisations", "projects", "awards", "commitments")


def questions_on_numbers(
    paragraphs: Sequence[str],
    found: Sequence[Figure],
    proposals: Sequence[Proposal],
    figures: Sequence[Record],
    observations: Sequence[Record],
) -> Iterator[Record]:
    """What a person must decide of numbers, in their order.

    Args:
        paragraphs: the report.
        found: its figures.
        proposals: the candidates for those that are quantities.
        figures: the rows of the figures.
        observations: the rows of the candidates.
    """
    by_figure: dict[tuple[int, int], list[tuple[Proposal | None, Record]]] = {}
    for one, row in zip(proposals, observations, strict=True):
        by_figure.setdefault((one.figure.paragraph, one.figure.start), []).append((one, row))
    rows = (
        (figure, drafted, beside, *each)
        for figure, drafted in zip(found, figures, strict=True)
        for beside in [by_figure.get((figure.paragraph, figure.start), [(None, drafted)])]
        for each in beside
    )
    same = Counter((each.indicator_id, each.measure, each.period, each.status) for each in proposals)
    for figure, drafted, beside, each, observation in rows:
        first = observation is beside[0][1]
        text = paragraphs[figure.paragraph - 1]
        # A Chinese numeral in a name or a saying (十八大, 第一批) is none; digits may be a number after all.
        unsure = figure.kind == "threshold" or re.search("[0-9０-９]", figure.printed)
        uncounted = figure.kind in ("name", "threshold", "idiom") and figure.value is not None and unsure
        touching = clauses.TOUCHING.search(text, 0, figure.start) and figure.printed[0].isdigit()
        twice = each and same[each.indicator_id, each.measure, each.period, each.status] > 1
        asks = {
            "not_a_statistic": not each and uncounted,
            "indicator": each and not each.indicator_id,
            "indicator_twice": each and each.indicator_id and twice,
            "unit": each and not each.unit_id,
            "period": each and each.doubtful,
            "part_of_year": each and each.months,
            "rank": each and each.measure == "rank",
            "shared": each and figure.shared and len(beside) == 1,
            "range": each and figure.upper is not None,
            "touching": touching and first,
        }
        printed = {
            "paragraph": str(figure.paragraph),
            "figure_id": drafted["figure_id"],
            "printed": plain_spaces(figure.printed),
            "phrase": plain_spaces(text[max(0, figure.start - 12) : figure.end + 4]),
        }
        for ask in (name for name, asked in asks.items() if asked):
            words = both("authoring", f"todo.{ask}", "decide")
            if ask == "shared":  # done when the number has another observation
                on = {"table": "observations", "key": drafted["figure_id"], "drafted": "1"}
            elif ask in _ON_FIGURES:
                table, columns = _ON_FIGURES[ask]
                on = _on(table, drafted["figure_id"], columns, drafted)
            elif ask in _OF_THE_NUMBER and len(beside) > 1:
                if not first:
                    continue
                columns = _ON_OBSERVATIONS[ask]
                before = " ".join(filter(None, (_joined(row, columns) for _, row in beside)))
                on = {
                    "table": "observations",
                    "key": drafted["figure_id"],
                    "columns": columns,
                    "drafted": before,
                }
            else:
                on = _on("observations", observation["observation_id"], _ON_OBSERVATIONS[ask], observation)
            yield {"question_id": f"{ask}-{on['key']}", **printed, **words, **on}


def questions_on_outline(
    paragraphs: Sequence[str], divided: Outline, year: int, source: Record, passages: Sequence[Record]
) -> Iterator[Record]:
    """What a person must decide of the years and the parts of a report."""
    calendar = divided.calendar
    if year not in (calendar.issued, calendar.plan) or calendar.plan - calendar.issued not in (0, 1):
        years = {"given": year, "issued": calendar.issued, "review": calendar.review, "plan": calendar.plan}
        on = _on("sources", source["source_id"], "issued review_year plan_year", source)
        asked = {"question_id": f"years-{source['source_id']}", "paragraph": "1"}
        yield {**asked, **both("authoring", "todo.years", "decide", **years), **on}
    for at in divided.doubtful:
        part = divided.parts[at]
        # The last paragraph is doubtful where no part looks ahead: an excerpt, or one without a heading.
        ask = "no_plan" if part == "review" and {"plan", "government"}.isdisjoint(divided.parts) else "part"
        labels = {f"part_{lang}": _label(part, lang) for lang in LANGS}
        words = both("authoring", f"todo.{ask}", "decide", year=calendar.review, **labels)
        on = _on("passages", passages[at]["passage_id"], "part", passages[at])
        asked = {"question_id": f"part-{on['key']}", "paragraph": str(at + 1)}
        yield {**asked, "phrase": plain_spaces(paragraphs[at][:16]), **words, **on}


def _label(part: str, lang: Lang) -> str:
    """A part of a report in words, behind them the code that its cell has."""
    code = Data({}, shipped().descriptor).codes("passages", "part")[part]
    return f"{code['fq:labelZh']}（{part}）" if lang == "zh" else str(code["label"]).lower()


def questions_on_package(descriptor: Json, source: Record, areas: Sequence[Record]) -> Iterator[Record]:
    """What no report says of itself: English names, where it is published, who keeps the package."""
    for name in (each for each in _OF_THE_DESCRIPTOR if not descriptor.get(each)):
        short = name.removeprefix("fq:")
        words = both("authoring", f"todo.descriptor.{short}", "decide")
        yield {"question_id": short, **words, "columns": name, "drafted": ""}
    key = source["source_id"]
    words = both("authoring", "todo.url", "decide")
    yield {"question_id": f"url-{key}", **words, **_on("sources", key, "url", source)}
    for number, area in enumerate(areas):
        ask, columns = ("english", "name_en") if is_named(area) else ("place", "name_zh name_en")
        key = area["area_id"]
        if number and is_named(area) and is_certain(key):
            continue
        words = both("authoring", f"todo.{ask}", "decide", code=key)
        yield {"question_id": f"{ask}-{key}", **words, **_on("areas", key, columns, area)}
        if area["type"] == "zone" and not area.get("parent_area_id"):
            words = both("authoring", "todo.parent", "decide")
            yield {"question_id": f"parent-{key}", **words, **_on("areas", key, "parent_area_id", area)}


def questions_on_place(text: str, source: Record, area: Record) -> Iterator[Record]:
    """What makes it doubtful that a report is of the place, or that the place has the code, that was given.

    Args:
        text: the report, normalised.
        source: its row.
        area: the row of the place.
    """
    town, code = area["name_zh"], area["area_id"]
    if other := other_place(text, town):
        words = both("authoring", "todo.whose", "decide", printed=other, town=town)
        on = _on("sources", source["source_id"], "area_id title_zh", source)
        yield {"question_id": f"whose-{source['source_id']}", "paragraph": "1", **words, **on}
    on = {"question_id": f"code-{code}", **_on("areas", code, "name_zh", area)}
    said, county = contradiction(code, town) if code.isdigit() else None, county_in(text[:TOP])
    if said and said.name_zh:
        yield {**both("authoring", "todo.code", "decide", code=code, town=town, other=said.name_zh), **on}
    elif said:
        words = both(
            "authoring", "todo.code_of", "decide", code=code, town=town, wanted=", ".join(said.codes)
        )
        yield {**words, **on}
    elif code.isdigit() and county and not (_within(code, county) or _within(county, code)):
        place = area_codes()[county[: digits_of(county)[0]]].name_zh
        yield {**both("authoring", "todo.code_elsewhere", "decide", code=code, place=place), **on}


def _within(code: str, other: str) -> bool:
    return code.startswith(other[: digits_of(other)[0]])


def questions_on_names(source_id: str) -> Iterator[Record]:
    """What a report names besides numbers, a question for each table of such things."""
    for table in _NAMED:
        words = both("authoring", f"todo.named.{table}", "decide")
        on = {"table": table, "key": source_id, "drafted": "0"}
        yield {"question_id": f"{table}-{source_id}", **words, **on}


def _on(table: str, key: str, columns: str, row: Record) -> Record:
    return {"table": table, "key": key, "columns": columns, "drafted": _joined(row, columns)}


def _joined(row: Mapping[str, str], columns: str) -> str:
    return " ".join(filter(None, (row.get(name, "") for name in columns.split())))


def is_open(question: Record, tables: Mapping[str, Table], descriptor: Json) -> bool:
    """Whether a question is still to be decided."""
    return not question["decided"].strip() and _present(question, tables, descriptor) == question["drafted"]


def _present(question: Record, tables: Mapping[str, Table], descriptor: Json) -> str | None:
    """What is now in the cells that a question is on; None where the row is gone."""
    key, columns = question["key"], question["columns"]
    if not question["table"]:
        return str(descriptor.get(columns, "")) if columns else question["drafted"]
    table = tables.get(question["table"])
    if table is None:
        return question["drafted"]  # it cannot be read: nothing is known to be done
    if not columns:
        return str(sum(_names(row, key) for row in table.rows))
    found = rows_of(table, key)
    return " ".join(filter(None, (_joined(row, columns) for row in found))) if found else None


def rows_of(table: Table, key: str) -> list[Row]:
    """The rows that a question is on: the one with its key, or all statistics of the number with it."""
    own = [row for row in table.rows if row.key == key]
    return own or [row for row in table.rows if row.cells.get("figure_id") == key]


def _names(row: Row, key: str) -> bool:
    """Whether a row has a key in a cell, or that of a passage of the report with the key."""
    return any(cell == key or cell.startswith(f"{key}-p") for cell in row.cells.values())


def read_questions(folder: Path) -> list[Record]:
    """The questions of a package, none where it has no TODO.csv; those without a row are open while they are
    listed.

    Raises:
        PackageError: the file cannot be read, or has no header or not all of its columns.
    """
    path = folder / FILE
    if not path.is_file():
        return []
    text, _ = canonical("TODO", read_named(path, FILE), COLUMNS)
    try:
        listed = [cells for _, cells in records(text) if any(cells)]
    except MalformedError:
        listed = []
    if not listed:
        raise PackageError("todo-unreadable", file=path)
    header = next((cells for cells in listed if len({*cells} & {*COLUMNS}) > len(cells) / 2), None)
    if header is None:
        raise PackageError("todo-no-header", file=path, header=",".join(COLUMNS))
    if lost := [name for name in _OF_AN_ANSWER if name not in header and not _is_early(header)]:
        raise PackageError("todo-no-column", file=path, columns=", ".join(lost))
    blank = dict.fromkeys(COLUMNS, "")
    rows = (cells for cells in listed if cells is not header)  # sorting may have moved the header down
    return _each_once({**blank, **dict(zip(header, cells, strict=False))} for cells in rows)


def _is_early(header: Sequence[str]) -> bool:
    """Whether a list is of an early version, whose questions are open while they are listed."""
    return {*_OF_AN_ANSWER}.isdisjoint(header)


def _each_once(asked: Iterable[Record]) -> list[Record]:
    """The questions, each once though its row is doubled, with the answer that one of its rows has."""
    once: dict[tuple[str, ...], Record] = {}
    for number, row in enumerate(asked):
        key = (row["question_id"], row["table"], row["key"]) if row["question_id"] else (str(number),)
        if key not in once or not once[key]["decided"].strip():
            once[key] = row
    return list(once.values())


def questions_file(asked: Sequence[Record]) -> bytes:
    """The content of TODO.csv."""
    return csv_bytes(COLUMNS, asked)
