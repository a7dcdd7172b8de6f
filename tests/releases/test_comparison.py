"""Release against release: every changed cell is told as what it is, and the version is held against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from packages import pack

from fengqiao_open.cli import app
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.releases.changes import Change, Difference, Level, raised, version
from fengqiao_open.releases.comparison import compare
from fengqiao_open.releases.errata import BEGIN, END, with_errata
from fengqiao_open.releases.renames import renamed_rows
from fengqiao_open.releases.report import rendered

FIRST, SECOND = "qinghe-2032-p04-01", "qinghe-2032-p04-02"
FIGURE = "qinghe-2032-p04-c009"
_ROW = f"{FIRST},qinghe-2032,{FIGURE},990101100000,gross-industrial-output,level,2031,actual,20.5,yi-yuan,exact,,,,,"


def replaced(package: Path, table: str, old: str, new: str, times: int = 1) -> None:
    """Change a text of one table's file."""
    path = package / "data" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), "utf-8")


def described(package: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the descriptor."""
    descriptor = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    change(descriptor)
    (package / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def resource(descriptor: dict[str, Any], name: str) -> dict[str, Any]:
    """One table of a descriptor."""
    found: dict[str, Any] = next(each for each in descriptor["resources"] if each["name"] == name)
    return found


def field(descriptor: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    """One field of a descriptor."""
    fields = resource(descriptor, table)["schema"]["fields"]
    found: dict[str, Any] = next(each for each in fields if each["name"] == name)
    return found


def to_version(package: Path, number: str) -> None:
    """Say that a package is of this version."""
    described(package, lambda each: each.update(version=number))


def difference(old: Path, new: Path) -> Difference:
    """What changed between two folders."""
    return compare(read_package(old), read_package(new), "old", "new")


def only(found: Difference) -> Change:
    """The one change that there is."""
    (change,) = found.changes
    return change


def test_a_release_is_equal_to_itself(sound: Path) -> None:
    """A difference where there is none would call for a version for nothing."""
    found = difference(sound, sound)
    assert (found.changes, found.ok, found.needed) == ((), True, "0.1.0")


def test_quotes_and_line_ends_are_no_change(sound: Path, good: Path) -> None:
    """A file saved by a spreadsheet says the same in other bytes."""
    path = good / "data" / "themes.csv"
    path.write_bytes(path.read_bytes().replace(b"Economy", b'"Economy"').replace(b"\n", b"\r\n"))
    assert difference(sound, good).changes == ()


@pytest.mark.parametrize(
    ("table", "old", "new", "kind", "column"),
    [
        ("observations", ",20.5,", ",20.6,", "correction", "value"),
        ("observations", ",20.5,", ",20.50,", "correction", "value"),
        ("observations", ",20.5,yi-yuan,exact", ",20.5,yi-yuan,over", "correction", "qualifier"),
        ("themes", "Economy", "The economy", "wording", "name_en"),
        ("observations", f"{_ROW}\n", f"{_ROW[:-1]}注,note\n", "wording", "note_zh"),
    ],
)
def test_a_changed_cell_is_a_correction_or_a_wording(
    sound: Path, good: Path, table: str, old: str, new: str, kind: str, column: str
) -> None:
    """Who uses the value must know; who uses the note need not. Precision is part of a printed value."""
    replaced(good, table, old, new)
    found = difference(sound, good)
    assert {(each.kind, each.of, each.table, each.level) for each in found.changes} == {
        (kind, "cell", table, Level.PATCH)
    }
    assert found.changes[0].column == column
    assert found.needed == "0.1.1" and not found.failures


def test_a_change_has_old_and_new_value_and_the_name_of_its_row(sound: Path, good: Path) -> None:
    """A bare identifier tells no reader what was corrected."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    change = only(difference(sound, good))
    assert (change.key, change.old, change.new) == (FIRST, "20.5", "20.6")
    assert change.label == ("规上工业总产值", "Gross industrial output")


@pytest.mark.parametrize(
    ("column", "old", "new"),
    [
        ("indicator_id", ",gross-industrial-output,level", ",fixed-asset-investment,level"),
        ("area_id", f"{FIGURE},990101100000", f"{FIGURE},990101000000"),
        ("period", ",level,2031,", ",level,2030,"),
        ("measure", ",level,2031,", ",growth,2031,"),
        ("status", ",2031,actual,20.5", ",2031,planned,20.5"),
        ("figure_id", FIGURE, "qinghe-2032-p04-c016"),
    ],
)
def test_an_observation_that_stands_for_something_else_fails(
    sound: Path, good: Path, column: str, old: str, new: str
) -> None:
    """Who cited the identifier would now cite another statistic; no version makes that right."""
    replaced(good, "observations", old, new)
    to_version(good, "9.0.0")
    found = difference(sound, good)
    change = only(found)
    assert (change.kind, change.column, change.fails, found.covered, found.ok) == (
        "meaning", column, True, True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "key"), [("observations", FIRST), ("indicators", "fixed-asset-investment")]
)
def test_an_identifier_that_vanished_fails(sound: Path, good: Path, table: str, key: str) -> None:
    """Identifiers of statistics and of shared code lists survive every version."""
    path = good / "data" / f"{table}.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f"{key},")]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    to_version(good, "9.0.0")
    change = only(difference(sound, good))
    assert (change.kind, change.of, change.key, change.fails) == ("removal", "row", key, True)
    assert change.cells


def test_an_observation_under_another_identifier_is_a_rename_and_fails(sound: Path, good: Path) -> None:
    """A row removed and a row added hide that it is the same statistic."""
    replaced(good, "observations", f"\n{FIRST},", f"\n{FIRST}-b,")
    found = difference(sound, good)
    change = next(each for each in found.changes if each.table == "observations")
    assert (change.kind, change.old, change.new, change.fails) == ("rename", FIRST, f"{FIRST}-b", True)


def test_another_statistic_in_the_place_of_one_is_no_rename(sound: Path, good: Path) -> None:
    """Statistics of one report share year, place and status: that alone makes no two of them one."""
    other = _ROW.replace(FIRST, "qinghe-2032-p99-01").replace(FIGURE, "qinghe-2032-p99-c000")
    other = other.replace("gross-industrial-output", "other-thing").replace("20.5,yi-yuan", "7,household")
    replaced(good, "observations", _ROW, other)
    kinds = [(each.kind, each.key) for each in difference(sound, good).changes]
    assert kinds == [("removal", FIRST), ("addition", "qinghe-2032-p99-01")]


def test_a_reference_that_follows_a_rename_is_no_other_meaning(sound: Path, good: Path) -> None:
    """A figure whose place was mended gets another identifier; the statistic stays what it was."""
    replaced(good, "figures", FIGURE, "qinghe-2032-p04-c010")
    replaced(good, "observations", FIGURE, "qinghe-2032-p04-c010")
    found = difference(sound, good)
    assert [(each.kind, each.of, each.table) for each in found.changes] == [
        ("rename", "row", "figures"), ("rename", "cell", "observations"),
    ]  # fmt: skip
    assert not found.failures and found.needed == "0.2.0"


def test_a_row_more_is_minor(sound: Path, good: Path) -> None:
    """New rows break nothing, but are more than a correction."""
    replaced(good, "themes", "\nsafety,", "\nculture,文化,Culture,3\nsafety,")
    found = difference(sound, good)
    change = only(found)
    assert (change.kind, change.key, change.level) == ("addition", "culture", Level.MINOR)
    assert change.cells["name_en"] == "Culture" and found.needed == "0.2.0"


def test_columns_that_come_go_or_are_renamed_are_major(sound: Path, good: Path) -> None:
    """Who reads the table by name or by place reads something else."""
    path = good / "data" / "themes.csv"
    text = path.read_text("utf-8").replace("order", "place", 1)
    path.write_text("".join(f"{line},x\n" for line in text.splitlines()).replace(",x", ",colour", 1), "utf-8")

    def change(descriptor: dict[str, Any]) -> None:
        field(descriptor, "themes", "order")["name"] = "place"
        fields = resource(descriptor, "themes")["schema"]["fields"]
        fields.append({"name": "colour", "type": "string"})

    described(good, change)
    found = {(each.kind, each.of, each.old, each.new): each.level for each in difference(sound, good).changes}
    assert found == {
        ("rename", "column", "order", "place"): Level.MAJOR,
        ("addition", "column", "", "colour"): Level.MAJOR,
    }
    back = {(each.kind, each.of, each.old, each.new) for each in difference(good, sound).changes}
    assert back == {("rename", "column", "place", "order"), ("removal", "column", "colour", "")}


def test_a_renamed_table_is_major_and_its_cells_are_still_compared(sound: Path, good: Path) -> None:
    """A rename must not hide what changed with it."""
    described(good, lambda each: resource(each, "rulings").update(name="decisions"))
    path = good / "data" / "rulings.csv"
    rows = path.read_text("utf-8")
    assert len(rows.splitlines()) > 1
    found = difference(sound, good)
    change = next(each for each in found.changes if each.of == "table")
    assert (change.kind, change.old, change.new, change.level) == (
        "rename",
        "rulings",
        "decisions",
        Level.MAJOR,
    )
    assert found.needed == "0.2.0" and not found.failures


def test_a_table_of_identifiers_that_is_gone_fails_and_a_new_one_is_minor(sound: Path, good: Path) -> None:
    """With the table go all its identifiers."""
    described(good, lambda each: each["resources"].remove(resource(each, "observations")))
    found = difference(sound, good)
    change = next(each for each in found.changes if each.of == "table")
    assert (change.kind, change.fails) == ("removal", True)
    back = next(each for each in difference(good, sound).changes if each.of == "table")
    assert (back.kind, back.level) == ("addition", Level.MINOR)


@pytest.mark.parametrize(
    ("change", "level"),
    [
        (lambda d: d.update(title="Another"), Level.PATCH),
        (lambda d: d.update(name="another"), Level.MAJOR),
        (lambda d: field(d, "themes", "order").update(description="Otherwise."), Level.PATCH),
        (lambda d: field(d, "themes", "order").update(type="number"), Level.MAJOR),
        (lambda d: field(d, "themes", "name_en")["constraints"].pop("unique"), Level.MINOR),
        (lambda d: field(d, "themes", "name_en")["constraints"].update(maxLength=5), Level.MAJOR),
        (lambda d: field(d, "observations", "measure")["constraints"]["enum"].append("mood"), Level.MINOR),
        (lambda d: field(d, "observations", "measure")["constraints"]["enum"].remove("rank"), Level.MAJOR),
        (lambda d: field(d, "observations", "measure")["categories"][0].update(label="Height"), Level.PATCH),
        (lambda d: resource(d, "themes")["schema"]["fields"].reverse(), Level.MAJOR),
        (lambda d: resource(d, "relations")["schema"].pop("uniqueKeys"), Level.MINOR),
        (lambda d: resource(d, "observations")["schema"].pop("fq:meaning"), Level.MAJOR),
        (lambda d: d.update(created="2030-01-01T00:00:00Z"), Level.NONE),
    ],
)  # fmt: skip
def test_a_change_of_the_descriptor_raises_the_version_it_should(
    sound: Path, good: Path, change: Callable[[dict[str, Any]], object], level: Level
) -> None:
    """The version recipe of Data Package: tighter is MAJOR, looser MINOR, better described PATCH."""
    described(good, change)
    if level is Level.MAJOR:
        columns = resource(json.loads((good / DESCRIPTOR).read_text("utf-8")), "themes")["schema"]["fields"]
        header = ",".join(each["name"] for each in columns)
        lines = (good / "data" / "themes.csv").read_text("utf-8").splitlines()
        if lines[0] != header:
            turned = [",".join(reversed(line.split(","))) for line in lines]
            (good / "data" / "themes.csv").write_text("\n".join(turned) + "\n", "utf-8")
    assert difference(sound, good).level is level


def test_generated_tables_are_counted_apart(sound: Path, good: Path) -> None:
    """One corrected cell shows in three tables; it is one correction."""
    from fengqiao_open.authoring.refresh import refresh

    replaced(good, "observations", ",20.5,", ",20.6,")
    refresh(read_package(good))
    text = rendered(difference(sound, good), "text", "en").decode()
    assert "Generated from the other tables: statistics: " in text
    assert text.count("20.5 → 20.6") == 1


@pytest.mark.parametrize(
    ("number", "ok"), [("0.1.0", False), ("0.1.1", True), ("0.2.0", True), ("0.0.9", False), ("1.0.0", True)]
)
def test_a_version_that_is_too_low_fails(sound: Path, good: Path, number: str, ok: bool) -> None:
    """A release whose version says less than changed misleads everyone who pins versions."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    to_version(good, number)
    assert difference(sound, good).ok is ok


def test_a_version_that_goes_back_fails_even_without_a_change(sound: Path, good: Path) -> None:
    """The newest release would not be the one with the highest number."""
    to_version(good, "0.0.9")
    found = difference(sound, good)
    assert not found.ok
    assert "lower than 0.1.0" in rendered(found, "text", "en").decode()


@given(st.tuples(*[st.integers(0, 99)] * 3), st.sampled_from(Level))
def test_a_raised_version_is_higher_and_no_two_levels_meet(numbers: tuple[int, ...], level: Level) -> None:
    """The order of versions is that of numbers, not of text: 0.10.0 is above 0.9.0."""
    text = ".".join(map(str, numbers))
    assert version(raised(text, level)) >= version(text)
    assert (raised(text, level) == text) is (level is Level.NONE)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.text("xyz", max_size=3), max_size=6))
def test_rows_that_only_changed_their_key_are_all_known_again(rows: dict[str, str]) -> None:
    """However many keys change at once, rows with cells of their own are paired, and none twice."""
    gone = {key: {"name": f"{key}{name}", "year": "2022"} for key, name in rows.items()}
    come = {f"new-{key}": row for key, row in gone.items()}
    found = renamed_rows(gone, come, [*gone.values(), *come.values()], ["name", "year"])
    assert len(set(found.values())) == len(found) == len(gone)
    assert all(come[new]["name"] == gone[old]["name"] for old, new in found.items())


# The forms


def run(*words: str) -> tuple[int, str]:
    """Exit code and output of the command."""
    done = CliRunner().invoke(app, ["diff", *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def test_the_command_exits_with_0_and_1_and_speaks_both_languages(sound: Path, good: Path) -> None:
    """A workflow reads the exit code, a person the reason."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    code, text = run(str(sound), str(good), "--lang", "en")
    assert code == 1
    assert "The version 0.1.0 is too low: raise it to 0.1.1" in text
    assert f"PATCH correction {FIRST} (Gross industrial output) value: 20.5 → 20.6" in text
    to_version(good, "0.1.1")
    code, text = run(str(sound), str(good), "--lang", "zh")
    assert code == 0 and "版本号 0.1.1 已足够。" in text


@pytest.mark.parametrize(
    "where", ["nowhere", "nowhere.zip", "/etc/passwd", "--upload-pack=x", ".@no-such-tag"]
)
def test_what_is_no_release_is_one_line(good: Path, where: str) -> None:
    """A traceback tells nobody which of the two was mistyped; a revision is never an option of git."""
    with pytest.raises((PackageError, SystemExit)):
        run("--", where, str(good))


def test_a_table_that_cannot_be_compared_is_said(sound: Path, good: Path) -> None:
    """A key that stands twice would hide one of its rows."""
    replaced(good, "themes", "safety,", "economy,")
    with pytest.raises(PackageError, match="the key economy is duplicated"):
        difference(sound, good)


def test_the_json_holds_every_change(sound: Path, good: Path) -> None:
    """Programs must not parse the text."""
    replaced(good, "themes", "\nsafety,", "\nculture,文化,Culture,3\nsafety,")
    _, text = run(str(sound), str(good), "--format", "json")
    found = json.loads(text)
    (table,) = found["tables"]
    (change,) = table["changes"]
    assert (found["ok"], found["needed"], table["table"]) == (False, "0.2.0", "themes")
    assert (change["kind"], change["of"], change["cells"]["order"]) == ("addition", "row", "3")


def test_nothing_of_a_cell_is_markup_or_moves_a_terminal(sound: Path, good: Path) -> None:
    """Someone else's release is data: it must not run in the page nor act on the terminal."""
    replaced(good, "themes", "Economy", "<script>alert(1)</script>\u202e[red]x")
    found = difference(sound, good)
    page = rendered(found, "html", "en").decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "\u202e" not in page
    assert "default-src 'none'" in page
    text = rendered(found, "text", "en").decode()
    assert "‹U+202E›[red]x" in text


def test_the_report_is_written_whole(sound: Path, good: Path, tmp_path: Path) -> None:
    """With -o the terminal gets the verdict, the file the report."""
    target = tmp_path / "diff.html"
    code, text = run(str(sound), str(good), "--format", "html", "-o", str(target), "--lang", "en")
    assert code == 0 and f"Written: {target}" in text
    assert target.read_text("utf-8").startswith("<!doctype html>")


def test_an_archive_is_compared_like_its_folder(sound: Path, good: Path) -> None:
    """Releases are handed on as archives."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    assert difference(sound, pack(good)).changes == difference(sound, good).changes


# The errata


CHANGELOG = "# Changelog\n\n## 0.1.1 (soon)\n\n- A line.\n\n## 0.1.0 (2026)\n\n- First.\n"


def test_the_errata_stand_in_the_section_of_the_release(sound: Path, good: Path) -> None:
    """Readers of the changelog see what was wrong without running anything."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    replaced(good, "themes", "Economy", "The economy")
    to_version(good, "0.1.1")
    text = with_errata(CHANGELOG, difference(sound, good))
    new, old = text.split("## 0.1.0")
    assert "| observations | qinghe-2032-p04-01 (Gross industrial output) | value | 20.5 | 20.6 | |" in new
    assert "Corrections since 0.1.0" in new and "The economy" not in text
    assert old == CHANGELOG.split("## 0.1.0")[1] and "- A line.\n" in new


def test_the_table_of_the_changelog_is_made_anew(sound: Path, good: Path) -> None:
    """What an earlier run wrote does not stay beside what is right now."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    to_version(good, "0.1.1")
    once = with_errata(CHANGELOG, difference(sound, good))
    replaced(good, "observations", ",8.2,", ",8.3,")
    twice = with_errata(once, difference(sound, good))
    assert "| 20.5 | 20.6 | |" in twice and "| 8.2 | 8.3 | |" in twice
    assert (twice.count(BEGIN), twice.count(END)) == (1, 1)
    assert with_errata(twice, difference(sound, good)) == twice
    assert with_errata(twice, difference(good, good)) == CHANGELOG


def test_a_cell_is_no_markup_in_the_changelog(sound: Path, good: Path) -> None:
    """A cell with a bar would shift the table, one with a tag act on the page."""
    replaced(good, "figures", "2031年", "a|b <img src=x> [x](y)")
    to_version(good, "0.1.1")
    text = with_errata(CHANGELOG, difference(sound, good))
    assert r"a\|b \<img src=x\> \[x\](y)" in text


def test_a_changelog_without_the_section_is_left_as_it_is(sound: Path, good: Path, tmp_path: Path) -> None:
    """Whole or not at all."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    to_version(good, "0.1.2")
    path = tmp_path / "CHANGELOG.md"
    path.write_text(CHANGELOG, "utf-8")
    with pytest.raises(PackageError, match=r"no section “## 0\.1\.2”"):
        run(str(sound), str(good), "--changelog", str(path))
    assert path.read_text("utf-8") == CHANGELOG
    to_version(good, "0.1.1")
    code, _ = run(str(sound), str(good), "--changelog", str(path))
    assert code == 0 and BEGIN in path.read_text("utf-8")
