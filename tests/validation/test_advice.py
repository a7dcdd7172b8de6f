"""What a finding advises: followed to the letter, it mends the mistake and nothing else."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fengqiao_open import Report, validate
from fengqiao_open.datapackage.package import read_package, standard_table
from fengqiao_open.findings.report import Finding
from fengqiao_open.lang import LANGS, Lang
from fengqiao_open.tabular.file_structure import check_columns
from fengqiao_open.validation.fixes import corrections

Rows = list[list[str]]


@pytest.fixture
def released(town: Path, tmp_path: Path) -> Path:
    """A copy of the shipped package, whose release is at hand."""
    return Path(shutil.copytree(town, tmp_path / "released"))


def changed(
    package: Path, table: str, change: Callable[[Rows], Rows | None], *, hashes: bool = True
) -> Report:
    """The report on a package of which a table was changed; without hashes, no release is at hand."""
    path = package / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows = change(rows) or rows
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return validate(package, hashes=hashes)


def wrong(report: Report) -> list[Finding]:
    """The errors."""
    return [each for each in report.findings if each.severity == "error"]


def without(*keys: str) -> Callable[[Rows], Rows]:
    """Drop the rows of some keys."""
    return lambda rows: [row for row in rows if row[0] not in keys]


def put(line: int, **cells: str) -> Callable[[Rows], None]:
    """Put texts into columns of the row on a line."""

    def change(rows: Rows) -> None:
        for column, cell in cells.items():
            rows[line - 1][rows[0].index(column)] = cell

    return change


def sorted_alone(column: str) -> Callable[[Rows], None]:
    """Sort one column without the others."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        for row, cell in zip(rows[1:], sorted(row[at] for row in rows[1:]), strict=True):
            row[at] = cell

    return change


# A row that is missing


def test_a_missing_organisation_is_not_another_whose_key_ends_alike(released: Path) -> None:
    """Catches “perhaps hongfeng-machinery”: done, an award is another organisation's and nothing says so."""
    new = put(3, organisation_id="lianhe-machinery", recipient_zh="联合机械厂", recipient_en="Lianhe Works")
    (found,) = [
        each for each in wrong(changed(released, "awards", new, hashes=False)) if each.code == "FQ-K03"
    ]
    assert all("hongfeng" not in each.how_to_fix(lang) for each in (found,) for lang in LANGS)


def test_a_key_that_the_row_spells_is_that_of_a_missing_row(released: Path) -> None:
    """Catches a right cell that is blamed: its award names the organisation, whose row is gone."""
    (found,) = wrong(changed(released, "organisations", without("hongfeng-machinery"), hashes=False))
    assert found.place == ("FQ-R38", "organisations", "hongfeng-machinery")


def test_a_mistyped_key_has_the_one_that_is_meant(released: Path) -> None:
    """Catches a slip without the word that it is of."""
    (found,) = wrong(changed(released, "awards", put(3, organisation_id="hongfeng-machinry")))
    assert found.place[:2] == ("FQ-K03", "awards")
    assert "hongfeng-machinery" in found.how_to_fix("zh")


def test_a_reference_to_nothing_has_the_row_that_its_text_names(good: Path) -> None:
    """Catches silence on which organisation is meant where the award says it."""
    (found,) = wrong(changed(good, "awards", put(2, organisation_id="factory")))
    assert "east-works" in found.how_to_fix("zh")


def test_a_missing_figure_is_not_another_of_its_paragraph(released: Path) -> None:
    """Catches a statistic that is made to rest on another number."""
    with (released / "data" / "observations.csv").open(encoding="utf-8", newline="") as file:
        keys = [row["figure_id"] for row in csv.DictReader(file)][:40]
    for key in dict.fromkeys(keys):
        shutil.copy(released / "data" / "figures.csv", released / "kept.csv")
        found = wrong(changed(released, "figures", without(key), hashes=False))
        assert [each.place for each in found] == [("FQ-R38", "figures", key)]
        shutil.copy(released / "kept.csv", released / "data" / "figures.csv")


def test_a_row_that_lost_its_key_is_named_and_not_written_again(released: Path) -> None:
    """Catches “write the row again” where it is there under the key that a spreadsheet filled in."""
    (found,) = wrong(
        changed(released, "organisations", put(3, organisation_id="fengqiao-town-government-2"), hashes=False)
    )
    assert (found.table, found.line) == ("organisations", 3)
    assert "rongtai-electric" in found.how_to_fix("zh")


def test_a_statistic_that_was_deleted_is_the_finding_and_not_what_it_leaves_unused(good: Path) -> None:
    """Catches “remove the indicator” and “correct the disposition”, both right: the row is missing."""
    (found,) = wrong(changed(good, "observations", without("qinghe-2032-p05-08")))
    assert found.place == ("FQ-R38", "observations", "qinghe-2032-p05-08")


def test_an_award_of_one_organisation_is_not_linked_to_one_whose_name_contains_it(good: Path) -> None:
    """Catches a recipient whose whole name is that of another organisation than the linked one."""
    row = ["works-school", "东片区工厂学校", "East Works School", "school"]
    report = changed(good, "organisations", lambda rows: [*rows, [*row, *rows[1][4:]]])
    assert not [each for each in wrong(report) if each.code == "FQ-R35"]
    report = changed(good, "awards", put(2, organisation_id="works-school"))
    assert [each.values["wanted"] for each in report.findings if each.code == "FQ-R35"] == ["east-works"]


# Commands that restore


def test_restore_is_advised_only_where_a_release_is_at_hand(good: Path) -> None:
    """Catches a command that answers that it cannot find the release."""
    for each in wrong(changed(good, "organisations", without("east-works"))):
        assert all(" restore " not in each.how_to_fix(lang) for lang in LANGS)


@pytest.mark.parametrize("number", [3, 4, 107])
def test_many_missing_rows_have_one_command(released: Path, number: int) -> None:
    """Catches a command for each of a hundred rows, and rows beyond the hundredth that nothing restores."""
    report = changed(released, "observations", lambda rows: [*rows[:6], *rows[6 + number :]])
    found = [each for each in wrong(report) if each.code == "FQ-R38"]
    assert len(found) == number == len(wrong(report))
    said = found[0].how_to_fix("zh")
    assert ("restore observations --package" in said and "整张表" in said) == (number > 3)
    assert all(each.key in report.render("zh") for each in found[:3])


@pytest.mark.parametrize(
    "change",
    [sorted_alone("value"), lambda rows: [put(at, status="target")(rows) for at in range(2, 60)] and None],
)
def test_many_changed_rows_have_one_command(released: Path, change: Callable[[Rows], Rows | None]) -> None:
    """Catches the command for one row of a hundred that one sorting changed."""
    said = [each.how_to_fix("zh") for each in wrong(changed(released, "observations", change))]
    commands = {each[each.index("restore ") :].split("，")[0] for each in said if "restore " in each}
    assert commands == {f"restore observations --package {released}"}


# Codes in exponents


def exponents(rows: Rows) -> None:
    """What a spreadsheet makes of long codes."""
    for row in rows[1:]:
        row[:] = [f"{float(cell):.1E}" if cell.isdigit() and len(cell) > 9 else cell for cell in row]


@pytest.mark.parametrize("hashes", [True, False])
def test_a_code_in_exponents_is_not_the_name_of_itself(released: Path, hashes: bool) -> None:
    """Catches “3.3E+11 is the name of 3.3E+11”, safe to fix with the same bytes for ever."""
    report = changed(released, "areas", exponents, hashes=hashes)
    assert {each.code for each in wrong(report)} == {"FQ-T04"}
    assert not list(corrections(report.findings, read_package(released)))


def test_a_fix_that_changes_nothing_is_none(released: Path) -> None:
    """Catches “run the same command again” of a fix that wrote what was there."""
    same = Finding("FQ-T15", "themes", 2, "theme_id", "overview", {"value": "overview"}, fix="overview")
    assert not list(corrections([same], read_package(released)))


# Columns under other names

UNITS = standard_table("units")


@pytest.mark.parametrize("lang", LANGS)
def test_a_translated_header_is_put_back_and_no_column_is_added_or_removed(
    released: Path, lang: Lang
) -> None:
    """Catches “add the column” and “remove it”: done, three columns are empty."""
    path = released / "data" / "units.csv"
    before = path.read_bytes()
    for number in (3, len(UNITS.names)):
        titles = [getattr(each.title, lang) for each in UNITS.fields[:number]]
        report = changed(
            released, "units", lambda rows, new=titles: [[*new, *rows[0][len(new) :]], *rows[1:]]
        )
        (found,) = wrong(report)
        assert (found.code, found.values["case"]) == ("FQ-S09", "renamed")
        _, _, rest = path.read_bytes().partition(b"\n")
        assert found.values["header"].encode() + b"\n" + rest == before
        path.write_bytes(before)


def test_a_title_among_columns_in_another_order_names_its_column(released: Path) -> None:
    """Catches a column that is to be removed, and another to be added, where it has its title for a name."""
    report = changed(
        released, "units", lambda rows: [[*row[1:], "单位编号" if row is rows[0] else row[0]] for row in rows]
    )
    (found,) = wrong(report)
    assert (found.code, found.column) == ("FQ-S02", "单位编号")
    assert "unit_id" in found.how_to_fix("zh")


def test_a_name_in_place_of_a_column_may_be_the_one_that_is_missing() -> None:
    """Catches one column to add and one to remove, which may be the same."""
    header = ["编", *UNITS.names[2:], UNITS.names[1]]
    assert [each.values["near"] for each in check_columns("units", header, UNITS.names)] == ["编", "unit_id"]


def test_capitals_in_another_order_are_not_put_back_by_place() -> None:
    """Catches a header line over columns that are not its own."""
    header = [each.upper() for each in reversed(UNITS.names)]
    assert {each.code for each in check_columns("units", header, UNITS.names)} == {"FQ-S02"}


# One column changed throughout


def every(column: str, old: str, new: str) -> Callable[[Rows], None]:
    """Replace a text in all cells of a column."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        for row in rows[1:]:
            row[at] = row[at].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("observations", every("status", "actual", "planned")),
        ("observations", sorted_alone("unit_id")),
        ("observations", lambda rows: [put(at, figure_id=rows[13][2])(rows) for at in (15, 16, 17)] and None),
    ],
)
def test_a_column_that_was_changed_throughout_is_the_one_that_is_wrong(
    released: Path, table: str, change: Callable[[Rows], Rows | None]
) -> None:
    """Catches the report or a unit, which are right, blamed first for a hundred statistics that were changed."""
    found = wrong(changed(released, table, change, hashes=False))
    assert {each.table for each in found if each.code != "FQ-R14"} == {table}


@pytest.mark.parametrize(("table", "column"), [("indicators", "theme_id"), ("figures", "printed")])
def test_tables_that_are_as_released_are_not_blamed_for_one_that_is_not(
    released: Path, table: str, column: str
) -> None:
    """Catches “correct the theme” of thirteen passages that nobody touched."""
    found = wrong(changed(released, table, sorted_alone(column)))
    # A known issue may no longer hold, and what is generated is out of date.
    assert {each.table for each in found if each.code not in ("FQ-R14", "FQ-R15")} == {table}


def test_rows_that_became_alike_as_digits_were_lost_are_not_said_to_be_repeated(released: Path) -> None:
    """Catches “two rows repeat each other” of two statistics of which a spreadsheet cut the codes of places."""
    cut = [put(at, area_id="3.30402E+11") for at in range(2, 135)]
    report = changed(released, "observations", lambda rows: [one(rows) for one in cut] and None, hashes=False)
    assert {each.code for each in wrong(report)} == {"FQ-T04"}
