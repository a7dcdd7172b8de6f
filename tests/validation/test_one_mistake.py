"""One wrong cell is one finding, at that cell: nothing that is right is blamed, and no value is proposed for it."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fengqiao_open import validate
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.findings.catalogue import entry
from fengqiao_open.findings.report import Finding

Rows = list[list[str]]
#: Words of a finding that name a value to write.
PROPOSED = ("wanted", "parsed", "fix")
#: What compares two cells and says of neither that it is wrong.
CONFLICTS = ("FQ-R26", "FQ-R29", "FQ-L04")


def read(package: Path, table: str) -> Rows:
    """The rows of a table, the header first."""
    with (package / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def found_after(package: Path, table: str, change: Callable[[Rows], object]) -> tuple[Finding, ...]:
    """What is found while a table is changed."""
    path = package / "data" / f"{table}.csv"
    before, rows = path.read_bytes(), read(package, table)
    change(rows)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        return validate(package, hashes=False).findings
    finally:
        path.write_bytes(before)


def cell(line: int, column: str, value: str) -> Callable[[Rows], object]:
    """Put a value into a column of the row on a line."""

    def change(rows: Rows) -> None:
        rows[line - 1][rows[0].index(column)] = value

    return change


def proposes(finding: Finding) -> bool:
    """Whether a finding names a value to write into its cell."""
    words = entry(finding.code).general("expected", "en")
    named = any(finding.values.get(name) for name in PROPOSED) and (
        "{wanted}" in words or "{parsed}" in words
    )
    return finding.fix is not None or (named and finding.code not in CONFLICTS)


def changes(package: Path, number: int, seed: int) -> Iterator[tuple[str, int, str, str]]:
    """Table, line, column and new text of cells of every kind, changed in every way."""
    chance = random.Random(seed)
    names = shipped().tables
    for count in range(number):
        table = names[count % len(names)]
        rows = read(package, table)
        line, place = chance.randrange(2, len(rows) + 1), chance.randrange(len(rows[0]))
        old, column = rows[line - 1][place], [row[place] for row in rows[1:]]
        digits = [at for at, letter in enumerate(old) if letter.isdigit()]
        at = chance.choice(digits) if digits else 0
        new = chance.choice(
            [
                f"{old} ",
                f"{old[:1]}\u200b{old[1:]}",
                chance.choice(column),
                "",
                old[1:2] + old[:1] + old[2:],
                f"{old}亿元",
                f"{old[:at]}{(int(old[at]) + 1) % 10}{old[at + 1 :]}" if digits else old[:-1],
            ]
        )
        if new != old:
            yield table, line, rows[0][place], new


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_changed_cell_is_one_finding_and_no_other_row_is_told_to_change(town: Path, seed: int) -> None:
    """A dutiful clerk who is sent to a correct cell falsifies the data."""
    caught = alone = 0
    for table, line, column, new in changes(town, 40, seed):
        found = found_after(town, table, cell(line, column, new))
        errors = [each for each in found if each.severity == "error"]
        away = [each for each in found if proposes(each) and (each.table, each.line) != (table, line)]
        assert not away, (table, line, column, new, away)
        caught += bool(errors)
        alone += len(errors) == 1
    assert alone >= 0.9 * caught > 20


MISTAKES = {
    "a wrong area that others contradict": ("observations", cell(8, "area_id", "330402100226"), "observations", 8),
    "a wrong area that its target contradicts": ("observations", cell(2, "area_id", "330402100226"), "observations", 2),
    "a wrong area that only the last refresh knows": ("observations", cell(26, "area_id", "330402100226"), "statistics", 0),
    "a wrong period": ("observations", cell(2, "period", "2032"), "observations", 2),
    "a lost digit": ("observations", cell(2, "value", "4.4"), "observations", 2),
    "a space after a name": ("areas", cell(3, "name_en", "Jiaxing City "), "areas", 3),
    "a character without width": ("source_repairs", cell(2, "evidence_en", "The\u200b code."), "source_repairs", 2),
    "a generated cell edited": ("statistics", cell(2, "value", "4.05"), "statistics", 0),
    "a generated text emptied": ("statistics", cell(2, "indicator_en", "Revenue"), "statistics", 0),
    "a wrong year of the report": ("sources", cell(2, "review_year", "2021"), "sources", 2),
    "a dropped row": ("observations", lambda rows: rows.pop(10), "observations", 0),
    "an identifier used twice": ("observations", cell(11, "observation_id", "fengqiao-2023-p10-03"), "observations", 11),
    "a known issue under another rule": ("discrepancies", cell(4, "rule_code", "FQ-P06"), "discrepancies", 4),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_a_clerk_is_reported_once(town: Path, name: str) -> None:
    """Eight findings at correct cells hide the one that is wrong."""
    table, change, where, line = MISTAKES[name]
    found = found_after(town, table, change)
    assert [(each.table, each.line) for each in found] == [(where, line)]


def test_a_stale_table_names_the_command_and_no_source_cell(town: Path) -> None:
    """“observations 4.04, expected 4.05” is the wrong way round where the generated file was edited."""
    (found,) = found_after(town, "statistics", cell(2, "value", "4.05"))
    assert (found.code, found.table, found.column, found.fix) == ("FQ-R14", "statistics", "", None)
    assert "4.05" in found.found()
    assert "4.0" not in found.expected()
    assert "refresh" in found.how_to_fix()


def test_two_mistakes_in_one_row_are_both_reported(town: Path) -> None:
    """What is merged is what one cell explains, not what shares a row."""

    def change(rows: Rows) -> None:
        cell(2, "value", "4.05")(rows)
        cell(2, "qualifier", "about")(rows)

    found = found_after(town, "observations", change)
    assert {(each.code, each.column) for each in found} == {("FQ-P01", "value"), ("FQ-P02", "qualifier")}


ONE_ROW = [
    # Line, column and new text of a table, and the one finding.
    ("relations", 36, "from_observation_id", "fengqiao-2023-p22-04", "FQ-P13"),
    ("relations", 33, "kind", "amount_of", "FQ-P13"),
    ("relations", 15, "note_en", "", "FQ-L01"),
    ("project_stages", 68, "project_id", "legal-services-for-firms", "FQ-P13"),
    ("passages", 37, "paragraph", "63", "FQ-P07"),
    ("passages", 59, "paragraph", "85", "FQ-P07"),
    ("passages", 2, "passage_id", "fengqiao-2023-p011", "FQ-P07"),
    ("passages", 36, "text_sha256", "{above}", "FQ-P20"),
    ("passages", 47, "part", "review", "FQ-P12"),
    ("sources", 2, "paragraphs", "85", "FQ-P12"),
    ("sources", 2, "plan_year", "2013", "FQ-R33"),
    ("themes", 16, "order", "51", "FQ-K08"),
    ("awards", 6, "observation_id", "fengqiao-2023-p99-06", "FQ-K03"),
    ("observations", 30, "figure_id", "fengqiao-2023-p12-c052", "FQ-P27"),
    ("units", 19, "quantity", "area", "FQ-R17"),
    ("units", 9, "quantity", "length", "FQ-R17"),
    ("units", 21, "code", "{channel", "FQ-R17"),
    ("figures", 152, "figure_id", "fengqiso-2023-p22-c130", "FQ-P07"),
    ("areas", 5, "geonames_id", "", "FQ-K11"),
    ("areas", 9, "name_en", "Lianfeng village", "FQ-L32"),
    ("areas", 3, "note_en", "the GeoNames id is that of the city point.", "FQ-L32"),
    ("areas", 3, "note_en", "The GeoNames id Is that of the city point.", "FQ-L32"),
    ("areas", 19, "note_en", "Liancghuang is a name, not a number.", "FQ-L20"),
    ("areas", 8, "name_en", "Daxing Vil", "FQ-K10"),
    ("areas", 2, "name_zh", "浙漠省", "FQ-K10"),
    ("areas", 7, "geonames_id", "17888621788862", "FQ-K11"),
    ("figures", 73, "printed", "乙元以上", "FQ-P16"),
    ("areas", 3, "note_zh", "geoNames 编号为城市点位。", "FQ-L28"),
    ("indicators", 117, "comparability_en", "No figure is given for 9022.", "FQ-L04"),
]


@pytest.mark.parametrize(("table", "line", "column", "new", "code"), ONE_ROW)
def test_what_follows_from_a_changed_cell_is_not_reported_beside_it(
    town: Path, table: str, line: int, column: str, new: str, code: str
) -> None:
    """An identifier that still spells the former value, or paragraphs in their order, show which cell was changed."""
    rows = read(town, table)
    new = rows[line - 2][rows[0].index(column)] if new == "{above}" else new
    found = found_after(town, table, cell(line, column, new))
    assert [(each.code, each.table, each.line, each.column) for each in found] == [
        (code, table, line, column)
    ]


@pytest.mark.parametrize("column", ["counted_zh", "counted_en"])
def test_a_text_entered_in_one_language_is_a_missing_translation(town: Path, column: str) -> None:
    """Catches “contradicts other cells” in place of the cell that lacks its text, where a relation is wrong too."""
    path = town / "data" / "indicators.csv"
    before, rows = path.read_bytes(), read(town, "indicators")
    line = next(line for line, row in enumerate(rows, 1) if row[0] == "exports")
    cell(line, column, "beds" if column.endswith("en") else "床位")(rows)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        found = [(each.code, each.line, each.column) for each in validate(town).findings]
    finally:
        path.write_bytes(before)
    blank = {"counted_zh": "counted_en", "counted_en": "counted_zh"}[column]
    assert [each for each in found if each[0] != "FQ-D04"] == [("FQ-L01", line, blank)]


def test_a_mistake_beside_a_changed_part_of_an_identifier_is_reported_too(town: Path) -> None:
    """What the identifier shows of one cell excuses no other."""

    def change(rows: Rows) -> None:
        cell(36, "from_observation_id", "fengqiao-2023-p22-04")(rows)
        cell(36, "basis", "printed")(rows)

    found = found_after(town, "relations", change)
    assert {(each.code, each.column) for each in found} == {
        ("FQ-P13", "from_observation_id"),
        ("FQ-R08", "basis"),
    }


def test_a_file_cut_after_a_paragraph_lacks_it_and_not_the_number_of_paragraphs(town: Path) -> None:
    """The number that the source states is right where figures are in what is missing."""
    found = found_after(town, "passages", lambda rows: rows.__delitem__(slice(48, None)))
    assert ("FQ-P12", "sources") not in {(each.code, each.table) for each in found}


def test_a_changed_file_is_a_note(town: Path) -> None:
    """An edit that no rule objects to leaves the package valid; the note names the command that records it."""
    path = town / "data" / "rulings.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"The ", b"This ", 1))
    assert path.read_bytes() != before
    try:
        noted = [each for each in validate(town).findings if each.code == "FQ-D04"]
    finally:
        path.write_bytes(before)
    assert [each.severity for each in noted] == ["note"]
    assert "refresh" in noted[0].how_to_fix()


@pytest.mark.parametrize("kind", ["target_for", "growth_of", "rank_of", "may_overlap"])
def test_a_changed_kind_of_relation_is_one_finding_at_the_kind(good: Path, kind: str) -> None:
    """Catches the end of a relation blamed, whose right identifier would then be changed."""
    path = good / "data" / "relations.csv"
    path.write_bytes(path.read_bytes().replace(b",part_of,", f",{kind},".encode(), 1))
    (finding,) = [each for each in validate(good, hashes=False).findings if each.severity != "note"]
    assert (finding.table, finding.column) == ("relations", "kind")
    assert "“part-of-" in finding.found()


def test_a_relation_of_a_kind_that_its_ends_do_not_fit_names_those_that_do(good: Path) -> None:
    """Catches an expected end where the identifier agrees with the wrong kind."""
    path = good / "data" / "relations.csv"
    path.write_bytes(
        path.read_bytes()
        .replace(b"part-of-qinghe", b"rate-of-qinghe", 1)
        .replace(b",part_of,", b",rate_of,", 1)
    )
    (finding,) = [each for each in validate(good, hashes=False).findings if each.severity != "note"]
    assert (finding.code, finding.column) == ("FQ-R08", "kind")
    assert "part_of" in finding.found() + finding.expected()


@pytest.mark.parametrize(
    ("one", "other"), [(2, 5), (5, 2)], ids=["the earlier is wrong", "the later is wrong"]
)
def test_a_hash_copied_from_another_paragraph_is_a_contradiction_of_two_rows(
    good: Path, one: int, other: int
) -> None:
    """Catches the later row blamed alone where it is the earlier that was changed."""
    path = good / "data" / "passages.csv"
    lines = path.read_bytes().split(b"\n")
    lines[one] = lines[one].rpartition(b",")[0] + b"," + lines[other].rpartition(b",")[2]
    path.write_bytes(b"\n".join(lines))
    (finding,) = [each for each in validate(good, hashes=False).findings if each.severity != "note"]
    assert finding.code == "FQ-P20"
    assert "Paragraph 5 here and paragraph 2 on line 3 have the same hash" in finding.found()
