"""A large table gets the findings of a small one: the same code, place and words, whatever its cells are."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from large_tables import HEADER, Fact, csv_of, in_large, in_small, make_narrow, read_records

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.datapackage.schema import Field
from fengqiao_open.streaming.csv_batches import CODE, from_block
from fengqiao_open.streaming.csv_blocks import Block, blocks
from fengqiao_open.streaming.prefilter import suspect
from fengqiao_open.streaming.reference_loader import LISTS
from fengqiao_open.streaming.row_classes import value_classes
from fengqiao_open.streaming.stream import one_machine
from fengqiao_open.tabular.csv import MalformedError, Row, Table, records
from fengqiao_open.tabular.dataset import Data
from fengqiao_open.validation.cells import check_values
from fengqiao_open.validation.rules import RULES, Rule

QUICK = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
NASTY = (
    "", " ", "１２", "2０31", "９", "\u00a0", "a\u200bb", "cafe\u0301", "\u212b", "\ufa0b", "葛\U000e0100", "\u2028",
    "\x1f", "\x85", "\x7f", "tab\tx", "\ufeffa", "a\u202eb", "全角　空格", "=1+1", "+5", "-x", "@a", "＝1", "－", "－30％",
    "娴欐睙", "æµ™æ±Ÿ", "Õã½­", "锟斤拷", "a\ufffdb", "NaN", "inf", "N/A", "-", "1e3", "007", "-0", "-0.0", "0", "100", "100.00000000000000000001", "-100.5", "1,234",
    "1，234", "1_000", "12.", ".5", "1.50", "9" * 18, "9" * 19, "1" * 31, "2101", "1949", "a,b", "a\nb", "a\r\nb",
    '"', 'a"b', '"a"', "x" * 1_000, "字" * 1_001, "unknown", "Level", "35 ?g/m?", "m?", "5?C",
    "the Zoig? a", "#REF!", "＃N/A", "Err:502", "错误：502", "####", "2031年", "12.0", "2031.00", "level ", "yi-yaun", "rate", "statement", "percent",
)  # fmt: skip


def _changes(old: str) -> list[str]:
    """What slips of the hand and bad conversions make of a cell."""
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in old)
    return [
        old + " ", "\u00a0" + old, old + "\u200b", old[:1] + "\u00ad" + old[1:], old[:-1], old + "x", old.upper(),
        unicodedata.normalize("NFKD", old), old.replace("-", "_"), wide, old + "\n", "=" + old, "\ufeff" + old, old[::-1],
    ]  # fmt: skip


Edit = tuple[int, int, int]
EDITS = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=40
)


def _edited(rows: Sequence[list[str]], edits: Sequence[Edit]) -> list[list[str]]:
    """The rows with some cells changed, taken from other rows, or whole rows repeated."""
    rows = [list(row) for row in rows]
    for at, column, how in edits:
        row, other = rows[at % len(rows)], rows[how % len(rows)]
        choices = [*NASTY, *_changes(row[column]), other[column]]
        row[column] = choices[how % len(choices)]
        if how % 11 == 0:
            row[:] = other
    return rows


@pytest.mark.slow
@pytest.mark.parametrize("package", ["good", "shipped"])
@QUICK
@given(edits=EDITS, size=st.sampled_from([1, 100, 10**6]), slice_=st.sampled_from([1, 1_000]))
@example(edits=[(0, 0, 400), (3, 2, 11), (5, 6, 4)], size=1, slice_=1_000)
def test_a_large_table_has_the_findings_of_a_small_one(
    package: str, sound: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[Edit], size: int, slice_: int
) -> None:  # fmt: skip
    """Two paths that drift apart would judge the same town's row in two ways."""
    whole = sound if package == "good" else shipped().root
    folder = make_narrow(whole, tmp_path_factory.mktemp("edited") / "package")
    path = folder / "data" / "observations.csv"
    header, *rows = read_records(path)
    # Forty rows of the shipped package are as nasty as all, and read sooner.
    path.write_bytes(csv_of([header, *_edited(rows[:40], edits)]))
    small, changed = in_small(folder)
    with pytest.MonkeyPatch.context() as patch:
        # Of more suspect rows than a slice has, those with the same suspect strings are checked together.
        patch.setattr("fengqiao_open.streaming.batch_checks._SLICE", slice_)
        large = in_large(path, folder, one_machine(size=size))
    # A large table reports a name in place of the key of a table that it does not hold as any other wrong text.
    lists = {link.column for link in shipped().schema("observations").foreign_keys if link.table in LISTS}
    codes = {each.name for each in shipped().schema("observations").fields if each.enum}
    named = {fact[1:4] for fact in small if fact[0] == "FQ-T15" and fact[3] not in lists | codes}
    small, large = ({fact for fact in facts if fact[1:4] not in named} for facts in (small, large))
    assert _without_changed_keys(small, changed) == _without_changed_keys(large, changed)


@pytest.mark.parametrize("slice_", [1, 1_000])
def test_what_a_person_meant_is_offered_as_on_a_small_table(
    slice_: int, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name for a key, a label for a code, a value with its unit: forty thousand such cells are not typed anew by hand."""
    folder = make_narrow(sound, tmp_path / "package")
    path = folder / "data" / "observations.csv"
    header, *rows = read_records(path)
    at = {name: number for number, name in enumerate(header)}
    units = {row[0]: row for row in read_records(folder / "data" / "units.csv")[1:]}
    indicators = {row[0]: row for row in read_records(folder / "data" / "indicators.csv")[1:]}
    for number, row in enumerate(rows):
        unit = units[row[at["unit_id"]]][1] if row[at["unit_id"]] else ""
        # One value with the units of others too: what is right in one row is wrong in the next.
        row[at["value"]] = f"12{unit if number % 2 else '元'}" if row[at["value"]] else ""
        row[at["status"]] = {"actual": "实际", "target": "Target"}.get(row[at["status"]], row[at["status"]])
        if number % 3 == 0:
            row[at["unit_id"]] = unit
        if number % 3 == 1:
            row[at["indicator_id"]] = indicators[row[at["indicator_id"]]][1]
    path.write_bytes(csv_of([header, *rows]))
    small, changed = in_small(folder)
    monkeypatch.setattr("fengqiao_open.streaming.batch_checks._SLICE", slice_)
    large = in_large(path, folder, one_machine(size=10**6))
    assert {fact[3] for fact in large if fact[0] == "FQ-T15"} == {"status", "unit_id", "indicator_id"}
    assert sum(fact[0] == "FQ-T09" for fact in large) > 3
    assert _without_changed_keys(small, changed) == _without_changed_keys(large, changed)


def _without_changed_keys(facts: set[Fact], changed: set[tuple[str, str]]) -> set[Fact]:
    """The facts less those on cells that lead nowhere because a key was changed: the small path may tell that instead."""
    return {
        (code, table, line, column, key, values)
        for code, table, line, column, key, values in facts
        if code != "FQ-K03" or (column, dict(values)["value"]) not in changed
    }


def _passed(field: Field, cells: pl.Series, strings: pl.Series | None = None) -> pl.Series:
    """Which cells pass the prefilter; with `strings`, cells are numbers of these."""
    found = suspect(field, cells, strings)
    return pl.repeat(True, len(cells), eager=True) if found is None else ~found


FIELDS = [(name, field) for name in shipped().tables for field in shipped().schema(name).fields]
LETTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]), st.sampled_from([letter for text in NASTY for letter in text])
)


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{table}.{field.name}" for table, field in FIELDS])
def test_the_prefilter_passes_no_cell_that_is_a_finding(table: str, field: Field) -> None:
    """What the prefilter passes is never checked again: a wrong cell that passes is lost."""
    name, example, codes = field.name, field.example, field.enum

    @settings(max_examples=3)
    @given(st.lists(st.text(LETTERS, max_size=4), min_size=30, max_size=60))
    def judge(texts: list[str]) -> None:
        mixed = [example[: len(text)] + text + example[len(text) :] for text in texts]
        first = [letter + example for letter in "=+-@＝＋－＠\u200b\u0301\ufeff \u3000"]
        cells = [*texts, *mixed, *first, *NASTY, *codes, *_changes(example), example]
        passed = _passed(field, pl.Series(name, [cell or None for cell in cells], pl.String))
        # The same cells as numbers of their texts.
        texts = pl.Series(name, sorted({cell for cell in cells if cell}))
        numbers = {text: number for number, text in enumerate(texts)}
        numbered = pl.Series(name, [numbers.get(cell) for cell in cells], CODE)
        assert _passed(field, numbered, texts).equals(passed)
        rows = [Row(table, line, "", {name: cell}) for line, cell in enumerate(cells) if passed[line]]
        assert not check_values(Table(table, (name,), tuple(rows)), [field])

    judge()
    assert not check_values(Table(table, (name,), (Row(table, 2, "", {name: example}),)), [field])


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=[f"{table}.{field.name}" for table, field in FIELDS])
def test_the_prefilter_passes_the_example_of_a_field(table: str, field: Field) -> None:
    """A prefilter that passes nothing would be as right as it is slow."""
    assert _passed(field, pl.Series(field.name, [field.example])).item()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("number", [0.0, -0.0, 1e-7, 1e16, 1e40, 0.1 + 0.2, 123456.789, float("nan"), float("inf"), 1e-20]),
        ("integer", [0, 10**15, 10**18, -(10**18), 2**63 - 1]),
        ("year", [999, 1000, 2023, 10000, -5]),
    ],
)
def test_the_prefilter_passes_no_number_of_a_parquet_file_that_is_a_finding(
    kind: str, values: list[float]
) -> None:
    """A number that a file keeps as such is held to the form that a cell of text is held to."""
    from fengqiao_open.streaming.csv_batches import text

    field = Field("x", kind)
    series = pl.Series("x", values)
    passed = _passed(field, series)
    rows = [Row("t", line, "", {"x": text(value)}) for line, value in enumerate(series) if passed[line]]
    assert rows
    assert not check_values(Table("t", ("x",), tuple(rows)), [field])


BY_ROW = [each for each in RULES if each.depends_on]
NUMBERS = (
    "", "-0", "-0.0", "0", "0.00", "0.5", "1", "1.0", "1.5", "7", "99.5", "100", "100.0", "100.00000000000000000001",
    "99.99999999999999999", "101", "100.5", "-0.5", "-1", "-100", "-100.00000000000000001", "-99.5", "-100.5", "-101",
    "2000", "12345678901234567", "12345678901234567.5", "0.0000000000000000001", "-0.0000000000000000001",
)  # fmt: skip


@pytest.mark.parametrize("rule", BY_ROW, ids=[each.code for each in BY_ROW])
@settings(max_examples=3)
@given(seed=st.integers(0, 10**9))
def test_rows_that_agree_in_the_cells_of_a_rule_have_one_outcome(rule: Rule, seed: int) -> None:
    """A rule is asked about one row of each kind: a kind that holds two outcomes would hide one of them."""
    chance = random.Random(seed)
    data = shipped().root / "data"
    lists = {name: _table_of(data / f"{name}.csv", name) for name in rule.tables[1:]}
    real = [row.cells for row in _table_of(data / "observations.csv", "observations").rows]
    cells = {name: [row[name] for row in real] for name in HEADER}
    if "areas" in lists:
        cells["area_id"] += [row.key for row in lists["areas"].rows] * 5
    if "sources" in lists:
        # Other reports, of which some agree in what the rule asks of them.
        (report,) = lists["sources"].rows
        changes = [{}, {}, {"plan_year": "2022", "review_year": "2021"}, {"area_id": "330400000000"}]
        changes.append({"plan_year": "2024", "review_year": "2023"})
        others = [
            Row(report.table, report.line, f"other-{n}", {**report, **each}) for n, each in enumerate(changes)
        ]
        lists["sources"] = replace(lists["sources"], rows=(report, *others))
        cells["source_id"] += [row.key for row in others] * len(real)
    reports = {row.key: row for row in lists["sources"].rows} if "sources" in lists else {}
    mixed = [{name: chance.choice(cells[name]) for name in HEADER} for _ in real]
    kinds, rows = list[tuple[str, ...]](), list[Row]()
    own = [name.partition(".")[0] for name in rule.depends_on]
    for agreed in (*real, *mixed):
        for value in NUMBERS if "value" in rule.depends_on else ("1", "-1"):
            other = {**chance.choice(real), "observation_id": f"x-{len(rows)}", "value": value}
            row = other | {name: agreed[name] for name in own if name != "value"}
            rows.append(Row("observations", len(rows), row["observation_id"], row))
            # A cell such as source_id.plan_year is that of the report.
            kind = [
                (reports[agreed["source_id"]] if "." in name else agreed)[name.rpartition(".")[2]]
                for name in rule.depends_on
            ]
            kinds.append(
                tuple(cell for name, cell in zip(rule.depends_on, kind, strict=True) if name != "value")
            )
    if "value" in rule.depends_on:
        frame = pl.DataFrame({"value": [row["value"] or None for row in rows]})
        of_values = value_classes(frame["value"], None).to_list()
        kinds = [(*kind, str(value)) for kind, value in zip(kinds, of_values, strict=True)]
    outcomes: list[set[tuple[str, str]]] = [set() for _ in rows]
    tables = {**lists, "observations": Table("observations", tuple(HEADER), tuple(rows))}
    for each in rule.check(Data(tables, {"resources": []})):
        at = each.line if each.table == "observations" else int(each.values["goal"].partition("-")[2])
        outcomes[at].add((each.code, each.column))
    found: dict[tuple[str, ...], set[frozenset[tuple[str, str]]]] = {}
    for kind, outcome in zip(kinds, outcomes, strict=True):
        found.setdefault(kind, set()).add(frozenset(outcome))
    assert {kind: each for kind, each in found.items() if len(each) > 1} == {}
    assert any(outcomes)


def _table_of(path: Path, name: str) -> Table:
    header, *rows = read_records(path)
    found = (Row(name, line, row[0], dict(zip(header, row, strict=True))) for line, row in enumerate(rows, 2))
    return Table(name, tuple(header), tuple(found))


TOKENS = st.sampled_from(
    ["a", ",", '"', "\n", "\r", "\r\n", '""', '"a,b"', '"a\nb"', '"a""b"', '5"', " ", "\ufeff", "\0", "字", ",,\n", "a,b,c\n",
     '"x\ny",b,c\n', '","', '"\n"'],
)  # fmt: skip
Wrong = tuple[str, int, tuple[tuple[str, str], ...]]
Read = tuple[list[tuple[object, ...]], list[Wrong], int]


def _read(parts: Sequence[Block]) -> Read:
    """Rows with their places, what is wrong with their shape, and the number of records, of a file in blocks."""
    rows, found, number = list[tuple[object, ...]](), list[Wrong](), 0
    formats = set[str]()
    for block in parts:
        batch = from_block(block, "t", ["a", "b", "c"], ["c"])
        rows += [(*cells, line, at + number) for *cells, line, at in batch.decoded(batch.frame).rows()]
        for each in batch.findings:
            # Line ends are reported for each block, and as one for the file.
            if each.code == "FQ-F03":
                formats |= {*each.values["forms"].split(", ")}
            else:
                found.append((each.code, each.line, tuple(sorted(each.values.items()))))
        number += batch.rows
    # Where quotes do not pair, a line end within a cell is counted with the others.
    if all(block.paired for block in parts):
        found += [("FQ-F03", 0, (("form", each),)) for each in formats]
    return rows, sorted(found), number


@settings(max_examples=300)
@given(st.lists(TOKENS, max_size=40).map("".join), st.integers(1, 30))
@example('a,"b\nc","d\ne\nf"\n', 1)
@example('x,5",y\na,"b\nc",d\n', 3)
@example('a,"b,c\n' + "a,b,c\n" * 4 + 'a,"x",c\n', 7)
@example("\ufeffa,b,c\n\ufeffa,b,c\n", 1)
@example('a,b\na,"x,y",c\n', 1)
def test_it_does_not_matter_where_a_file_is_cut(text: str, size: int) -> None:
    """A cut in a quoted cell, after a lone quote or before a mark must change neither cells nor lines."""
    data = text.encode()
    whole = _read(list(blocks(io.BytesIO(data), "f", size=10**6)))
    assert _read(list(blocks(io.BytesIO(data), "f", size=size))) == whole
    # A worker of a cluster reads a block anew, by its place in the file.
    parts = [
        replace(each, data=data[each.start : each.start + len(each.data)])
        for each in blocks(io.BytesIO(data), "f", size=size)
    ]
    assert _read(parts) == whole


@settings(max_examples=300)
@given(st.lists(TOKENS, min_size=1, max_size=25).map("".join))
def test_records_are_those_that_a_small_file_has(text: str) -> None:
    """A fast reader that takes a quote, a blank line or a short row otherwise would move cells into other columns."""
    rows, found, number = _read(list(blocks(io.BytesIO(text.encode()), "f")))
    try:
        wanted = list(records(text))
    except MalformedError:
        assert any(code == "FQ-F04" for code, *_ in found)
        return
    fit = [
        (line, cells)
        for line, cells in wanted
        if len(cells) == 3 and any(cells) and "\0" not in "".join(cells)
    ]
    assert number == len(wanted)
    assert [(line - 1, [cell or "" for cell in cells]) for *cells, line, _ in rows] == fit


def test_csv_is_written_for_these_tests_as_a_small_file_is_read() -> None:
    """A helper that wrote other cells than it was given would make every comparison above worthless."""
    rows = [[text, "x"] for text in NASTY if "\r" not in text]
    assert list(csv.reader(io.StringIO(csv_of(rows).decode(), newline=""), strict=True)) == rows
