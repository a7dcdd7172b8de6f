"""Rules on provenance: each statistic agrees with its number, each number is at its position."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ...datapackage.package import Json, shipped
from ...figures.figure import Figure
from ...figures.ranges import entered, has_two_numbers, is_range, qualifiers_of, values_of
from ...figures.scanner import parse
from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import CHINESE, WORDS
from .registry import rule


def paragraph(observation: Row) -> str:
    """The key of the passage of a statistic, which its figure begins with."""
    return observation["figure_id"].rpartition("-c")[0]


def with_figures(data: Data) -> Iterator[tuple[Row, Row, Figure]]:
    """Each observation with its figure and what the scanner reads from the figure as printed."""
    for row in data.rows("observations"):
        figure = data.row("figures", row["figure_id"])
        parsed = parse(figure["printed"]) if figure else None
        if figure and parsed and parsed.value is not None:
            yield row, figure, parsed
        elif figure and row["value"] and parsed is None:
            printed = figure["printed"]
            none = Figure(0, 0, 0, printed, None, None, "", "exact", "", "idiom", "no number", False)
            yield row, figure, none


@rule("FQ-P01", "observations", "figures")
def values_are_as_printed(data: Data) -> Iterator[Finding]:
    """A value that is not the number printed, in size, sign or precision.

    Programs that read the column as decimal numbers write 13 as 13.0, and spreadsheets 2.10 as 2.1: what is
    rounded from a value is then taken for more, or less, exact than it was printed.
    """
    for row, figure, parsed in with_figures(data):
        value = Decimal(row["value"]) if row["value"] else None
        shown = BLANK if parsed.value is None else format(parsed.value, "f")
        words = {"value": row["value"] or BLANK, "parsed": shown, "printed": figure["printed"]}
        if value not in values_of(parsed, row["qualifier"]):
            if value is not None or row["measure"] != "statement":
                yield row.finding("FQ-P01", "value", **words, right=shown)
        elif (
            value is not None
            and value == parsed.value
            and value.as_tuple().exponent != Decimal(shown).as_tuple().exponent
        ):
            found = row.finding("FQ-P01", "value", case="precision", **words, right=shown)
            yield replace(found, fix=shown)


@rule("FQ-P02", "observations", "figures")
def qualifiers_are_as_printed(data: Data) -> Iterator[Finding]:
    """A qualifier that is not the printed one."""
    for row, figure, parsed in with_figures(data):
        allowed = qualifiers_of(parsed)
        if row["qualifier"] not in ("", *allowed):  # FQ-R53 reports one that is missing
            words = {"value": row["qualifier"], "parsed": allowed[0], "printed": figure["printed"]}
            yield row.finding("FQ-P02", "qualifier", **words)


@rule("FQ-P31", "observations", "figures")
def ranges_are_no_exact_numbers(data: Data) -> Iterator[Finding]:
    """One end of a printed range that is written as if it were the number."""
    beside = data.groups("observations", "figure_id", "indicator_id", "area_id")
    for row, figure, parsed in with_figures(data):
        others = beside[row["figure_id"], row["indicator_id"], row["area_id"]]
        if row["qualifier"] != "exact" or len(others) > 1 or not has_two_numbers(parsed):
            continue
        if is_range(parsed, row["measure"]) and row["value"] and Decimal(row["value"]) == parsed.value:
            value, qualifier = entered(parsed, row["measure"])
            words = {"value": row["value"], "printed": figure["printed"], "wanted": qualifier, "end": value}
            yield row.finding("FQ-P31", "qualifier", **words)


# Measures that the words at the figure state.
_STATED = ("growth", "growth_yoy", "rank", "class", "ratio_to_target")
_LISTED = 2  # characters that may be between two figures of a list


def _position(figure: Row) -> tuple[str, int, int]:
    return figure["source_id"], int(figure["paragraph"]), int(figure["start"])


@rule("FQ-P03", "observations", "figures")
def measures_are_as_printed(data: Data) -> Iterator[Finding]:
    """A measure that is not the one that the words at the figure, or at the first of its list, state."""
    end, before = ("", 0, 0), ""
    for row, figure, parsed in sorted(with_figures(data), key=lambda each: _position(each[1])):
        stated = parsed.measure or ("class" if parsed.unit in WORDS["class_units"] else "")
        source, line, start = _position(figure)
        listed = (source, line) == end[:2] and 0 <= start - end[2] <= _LISTED
        if not stated and listed and row["measure"] == before:
            stated = before  # 分别增长12%和12.5%: the words are at the first
        end, before = (source, line, int(figure["end"])), stated
        if row["measure"] != stated if stated else row["measure"] in _STATED:
            words = {"value": row["measure"], "parsed": stated, "printed": figure["printed"]}
            yield row.finding("FQ-P03", "measure", case="" if stated else "unstated", **words)


@rule("FQ-P04", "figures")
def offsets_fit_the_printed_text(data: Data) -> Iterator[Finding]:
    """Offsets that span more or fewer characters than are printed."""
    for row in data.rows("figures"):
        length = int(row["end"]) - int(row["start"])
        if length != len(row["printed"]):
            words = {"start": row["start"], "end": row["end"], "length": length}
            wanted = len(row["printed"])
            yield row.finding("FQ-P04", "end", **words, printed=row["printed"], wanted=wanted)


@rule("FQ-P05", "figures", "passages", needs_complete_tables=True)
def numbers_are_in_passages(data: Data) -> Iterator[Finding]:
    """A figure of a paragraph that is not among the passages."""
    known = data.groups("passages", "source_id", "paragraph")
    for row in data.rows("figures"):
        if (row["source_id"], row["paragraph"]) not in known:
            yield row.finding("FQ-P05", "paragraph", paragraph=row["paragraph"], source=row["source_id"])


@rule("FQ-P07", "figures", "passages")
def identifiers_spell_out_their_place(data: Data) -> Iterator[Finding]:
    """An identifier that names another report, paragraph or character than its row does."""
    for (source_id,), rows in data.groups("passages", "source_id").items():
        number = Counter(int(row["paragraph"]) for row in rows)
        for row in rows:
            paragraph = int(row["paragraph"])
            wanted = f"{source_id}-p{paragraph:02}"
            if row.key != wanted:
                # Paragraphs are numbered from 1: one out of the numbers, or there twice, is the wrong one.
                meant = _paragraph(source_id, row.key)
                column = "passage_id"
                if meant and meant not in number and (paragraph > len(rows) or number[paragraph] > 1):
                    column = "paragraph"
                former = {"former": str(meant)} if column == "paragraph" else {}
                yield row.finding("FQ-P07", column, key=row.key, wanted=wanted, **former)
    for row in data.rows("figures"):
        wanted = f"{row['source_id']}-p{int(row['paragraph']):02}-c{int(row['start']):03}"
        if row.key != wanted:
            column = "paragraph" if row.key.rpartition("-c")[0] != wanted.rpartition("-c")[0] else "start"
            if not re.fullmatch(r"p\d{2,}-c\d{3,}", row.key.removeprefix(f"{row['source_id']}-")):
                column = "figure_id"
            yield row.finding("FQ-P07", column, key=row.key, wanted=wanted)


def _paragraph(source_id: str, key: str) -> int:
    """The paragraph that the identifier of a passage spells, 0 where it spells none."""
    found = re.fullmatch(rf"{re.escape(source_id)}-p(\d{{2}}|[1-9]\d{{2,}})", key)
    return int(found[1]) if found else 0


@rule("FQ-P27", "observations", depends_on=("observation_id", "figure_id"))
def statistics_are_named_by_their_paragraph(data: Data) -> Iterator[Finding]:
    """A statistic whose identifier names another paragraph than its figure's does."""
    for row in data.rows("observations"):
        if row.key.rpartition("-")[0] != paragraph(row):
            yield row.finding("FQ-P27", "figure_id", key=row.key, wanted=f"“{paragraph(row)}-…”")


@rule("FQ-P13")
def identifiers_spell_out_what_they_join(data: Data) -> Iterator[Finding]:
    """An identifier that the descriptor says is made of other cells (`fq:idOf`), and is not."""
    for resource in data.descriptor["resources"]:
        parts = resource["schema"].get("fq:idOf", ()) if resource["name"] in data.tables else ()
        known = _spellings(data, resource, parts) if parts else {}
        for row in data.rows(resource["name"]) if parts else ():
            wanted = "-".join(row[part] for part in parts).replace("_", "-")
            if row.key != wanted:
                part, intended = _changed_part(row, parts, known)
                column = part or resource["schema"]["primaryKey"][0]
                former = {"former": intended} if part else {}
                yield row.finding("FQ-P13", column, key=row.key, value=row[column], wanted=wanted, **former)


def _spellings(data: Data, resource: Json, parts: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """What may be in the cells that an identifier joins, by its spelling there."""
    known: dict[str, set[str]] = {part: {row[part] for row in data.rows(resource["name"])} for part in parts}
    name = resource["name"]
    for field in shipped().fields(name) if name in shipped().tables else ():
        if field["name"] in known:
            known[field["name"]].update(field.get("constraints", {}).get("enum", ()))
    for link in resource["schema"].get("foreignKeys", ()):
        part, target = link["fields"][0], link["reference"].get("resource") or resource["name"]
        if part in known and target in data.tables:
            known[part] |= data.by_key(target).keys()
    return {part: {cell.replace("_", "-"): cell for cell in cells} for part, cells in known.items()}


def _changed_part(row: Row, parts: Sequence[str], known: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """The cell that an identifier spells otherwise, and its value there; blank where the key is wrong."""
    spelled = [row[part].replace("_", "-") for part in parts]
    for number, part in enumerate(parts):
        before, after = ("-".join(some) for some in (spelled[:number], spelled[number + 1 :]))
        before, after = before and f"{before}-", after and f"-{after}"
        if not (row.key.startswith(before) and row.key.endswith(after)):
            continue
        intended = row.key.removeprefix(before).removesuffix(after)
        if intended in known[part]:
            return part, known[part][intended]
    return "", ""


@rule("FQ-P08", "figures")
def figures_do_not_overlap(data: Data) -> Iterator[Finding]:
    """Two figures that claim the same characters."""
    for rows in data.groups("figures", "source_id", "paragraph").values():
        ordered = sorted(rows, key=lambda row: (int(row["start"]), int(row["end"])))
        for one, two in pairwise(ordered):
            if int(two["start"]) < int(one["end"]):
                yield two.finding("FQ-P08", "start", one, start=two["start"], end=two["end"], first=one.line)


@rule("FQ-P09", "figures", "observations", needs_complete_tables=True)
def figures_and_statistics_answer_each_other(data: Data) -> Iterator[Finding]:
    """A statistic's figure that nothing uses, or a figure used that is marked as no statistic."""
    used = data.groups("observations", "figure_id")
    for row in data.rows("figures"):
        if row["disposition"] == "statistic" and (row.key,) not in used:
            yield row.finding("FQ-P09", "disposition", case="unused", printed=row["printed"])
        elif row["disposition"] != "statistic" and (row.key,) in used:
            words = {"printed": row["printed"], "value": row["disposition"]}
            yield row.finding("FQ-P09", "disposition", case="used", line=used[(row.key,)][0].line, **words)


_SHARED = ("measure", "period", "status", "value", "unit_id", "qualifier")


@rule("FQ-P10", "figures", "observations")
def shared_figures_differ_in_one_thing(data: Data) -> Iterator[Finding]:
    """One figure for statistics that differ in more than indicator or place."""
    for (key,), rows in data.groups("observations", "figure_id").items():
        figure = data.row("figures", key)
        if figure is None or len(rows) == 1:
            continue
        usual = {c: Counter(row[c] for row in rows).most_common(1)[0][0] for c in _SHARED}
        for row in rows:
            differ = [c for c in _SHARED if row[c] != usual[c]]
            if not differ and all(row[c] != rows[0][c] for c in ("indicator_id", "area_id")):
                differ = ["area_id"]
            if differ:
                other = next(one for one in rows if one is not row and one[differ[0]] != row[differ[0]])
                words = {"printed": figure["printed"], "count": len(rows), "differ": ", ".join(differ)}
                words |= {"value": row[differ[0]], "line": other.line, "other": other[differ[0]]}
                yield row.finding("FQ-P10", differ[0], other, **words)


@rule("FQ-P11", "figures", "observations")
def statistics_and_figures_share_a_report(data: Data) -> Iterator[Finding]:
    """A statistic whose report is not its figure's."""
    for row in data.rows("observations"):
        figure = data.row("figures", row["figure_id"])
        if figure and figure["source_id"] != row["source_id"]:
            yield row.finding("FQ-P11", "source_id", value=row["source_id"], wanted=figure["source_id"])


def out_of_order(values: Sequence[int] | Sequence[tuple[int, ...]]) -> list[int]:
    """The places of the fewest values without which the others do not decrease.

    >>> out_of_order([1, 2, 9, 3, 4]), out_of_order([1, 3, 2, 4])
    ([2], [1])
    """
    ends: list[int | tuple[int, ...]] = []
    lengths = []
    for value in values:
        length = bisect_right(ends, value)
        ends[length : length + 1] = [value]
        lengths.append(length)
    retained, wanted, bound = set[int](), len(ends) - 1, None
    for place in range(len(values) - 1, -1, -1):
        if lengths[place] == wanted and (bound is None or values[place] <= bound):  # type: ignore[operator]
            retained.add(place)
            wanted, bound = wanted - 1, values[place]
    return [place for place in range(len(values)) if place not in retained]


PARTS = ("front", "review", "plan", "government")


@rule("FQ-P12", "sources", "passages", needs_complete_tables=True)
def passages_are_complete(data: Data) -> Iterator[Finding]:
    """A report with a paragraph missing, or with parts or sections out of order."""
    passages = data.groups("passages", "source_id")
    for source in data.rows("sources"):
        rows = sorted(passages.get((source.key,), []), key=lambda row: int(row["paragraph"]))
        numbers = {int(row["paragraph"]) for row in rows}
        yield from _missing(data, source, numbers)
        if numbers and max(numbers) > int(source["paragraphs"]):
            words = {"number": str(max(numbers)), "paragraphs": source["paragraphs"]}
            yield source.finding("FQ-P12", "paragraphs", case="surplus", **words)
        parts = [PARTS.index(row["part"]) for row in rows]
        yield from _misplaced("part", rows, parts)
        sections = [row for row in rows if row["section"]]
        numbers_of = [tuple(map(int, row["section"].split("."))) for row in sections]
        yield from _misplaced("section", sections, numbers_of)
        astray = {rows[at].key for at in out_of_order(parts)}
        yield from _of_other_parts([row for row in sections if row.key not in astray])


def _of_other_parts(sections: Sequence[Row]) -> Iterator[Finding]:
    """Sections whose first number is that of sections in another part."""
    parts: dict[str, Counter[str]] = {}
    for row in sections:
        parts.setdefault(row["section"].partition(".")[0], Counter())[row["part"]] += 1
    usual = {number: count.most_common(1)[0][0] for number, count in parts.items()}
    for row in sections:
        number = row["section"].partition(".")[0]
        if row["part"] != usual[number]:
            own = ", ".join(each for each, part in usual.items() if part == row["part"]) or BLANK
            words = {"value": row["section"], "part": row["part"], "number": own}
            yield row.finding("FQ-P12", "section", case="other_part", **words)


def _misplaced(
    column: str, rows: Sequence[Row], values: Sequence[int] | Sequence[tuple[int, ...]]
) -> Iterator[Finding]:
    """The rows whose part or section is not in the order of the others."""
    for at in out_of_order(values):
        before = rows[at - 1][column] if at else BLANK
        yield rows[at].finding("FQ-P12", column, case=column, value=rows[at][column], before=before)


def _missing(data: Data, source: Row, numbers: Set[int]) -> Iterator[Finding]:
    """Paragraphs that are not there, one finding for each stretch of them.

    Where all behind the last are missing and no figure is in them, it is their number that is wrong.
    """
    figures = data.groups("figures", "source_id") if "figures" in data.tables else {}
    last = max((int(row["paragraph"]) for row in figures.get((source.key,), ())), default=0)
    number = int(source["paragraphs"])
    for first, after in pairwise(sorted({0, number + 1, *(each for each in numbers if each <= number)})):
        if after - first < 2:
            continue
        some = (f"{first + 1}", f"{after - 1}")
        case = "missing" if after - first == 2 else "missing_range"
        words = {"case": case, "number": some[0], "last": some[1], "paragraphs": str(number)}
        if after > number and last <= first and after - first > 2:
            yield source.finding("FQ-P12", "paragraphs", **words)
        else:
            yield Finding("FQ-P12", "passages", 0, "passage_id", f"{source.key}-p{first + 1:02}", words)


@rule("FQ-P14", "passages", "themes", "indicators", "observations", "commitments", needs_complete_tables=True)
def passages_have_the_theme_of_what_they_hold(data: Data) -> Iterator[Finding]:
    """A passage with a theme of none of its statistics and commitments; with several, the first will do."""
    contained: dict[str, set[str]] = {}
    for row in data.rows("observations"):
        indicator = data.row("indicators", row["indicator_id"])
        if indicator:
            contained.setdefault(paragraph(row), set()).add(indicator["theme_id"])
    for row in data.rows("commitments"):
        contained.setdefault(row["passage_id"], set()).add(row["theme_id"])
    general = {row.key for row in data.rows("themes") if row["order"] == "1"}
    for row in data.rows("passages"):
        themes = contained.get(row.key, set())
        if themes and row["theme_id"] not in (themes | general if len(themes) > 1 else themes):
            wanted = ", ".join(sorted(themes))
            yield row.finding("FQ-P14", "theme_id", value=row["theme_id"] or BLANK, wanted=wanted)


@rule("FQ-P15", "source_repairs", "sources", needs_complete_tables=("source_repairs",))
def repairs_fit_the_corrupted_text(data: Data) -> Iterator[Finding]:
    """A repair unlike the corrupted text or outside the report, or one that its number puts out of order.

    They are made in the order of their numbers; that of the rows says nothing.
    """
    for (source_id,), rows in data.groups("source_repairs", "source_id").items():
        source = data.row("sources", source_id)
        numbers = {f"{source_id}-repair-{number:02}": number for number in range(1, len(rows) + 1)}
        ordered = sorted((row for row in rows if row.key in numbers), key=lambda row: numbers[row.key])
        astray = {ordered[at].key for at in out_of_order([int(row["line"]) for row in ordered])}
        for row in rows:
            outside = source and int(row["line"]) > int(source["paragraphs"])
            checks = {
                "repaired": set(CHINESE.findall(row["garbled"])).isdisjoint(row["repaired"]),
                "line": row.key in astray or outside,
                "repair_id": row.key not in numbers,
            }
            for column in (column for column, wrong in checks.items() if wrong):
                yield row.finding("FQ-P15", column, value=row[column], garbled=row["garbled"])
