"""Errata: each correction of a release has its reason in both languages, and a correction without one is found."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from packages import ROOT, pack
from test_comparison import CHANGELOG, FIRST, difference, replaced, run, to_version
from test_releases import commit, needs_git

from fengqiao_open.authoring.refresh import read_data
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.releases.changes import Level
from fengqiao_open.releases.comparison import compare
from fengqiao_open.releases.errata import errata_page, with_errata
from fengqiao_open.releases.errata_table import (
    COLUMNS,
    FILE,
    Erratum,
    errata_csv,
    read_errata,
    updated,
)
from fengqiao_open.releases.reading import read_release
from fengqiao_open.releases.report import rendered

ZH, EN = "看错数字。", "A digit was misread."
#: The commit of release 0.1.0.
FIRST_RELEASE = "849151eed8c379874520308162d113f2743c7acb"


def corrected(package: Path, *errata: Erratum) -> None:
    """A value is corrected, and these are the errata."""
    replaced(package, "observations", ",20.5,", ",20.6,")
    to_version(package, "0.1.1")
    (package / FILE).write_bytes(errata_csv(errata))


def erratum(**given: str) -> Erratum:
    """The erratum of that value, but for what is given."""
    facts = {
        "version": "0.1.1", "table": "observations", "row_id": FIRST, "column": "value", "kind": "correction",
        "before": "20.5", "after": "20.6", "reason_zh": ZH, "reason_en": EN,
    }  # fmt: skip
    return Erratum(**{**facts, **given})  # type: ignore[arg-type]


def test_each_form_of_the_report_shows_the_reason(sound: Path, good: Path) -> None:
    """A user of the older value learns why it was wrong without looking elsewhere."""
    corrected(good, erratum())
    found = difference(sound, good)
    assert found.ok
    assert f"Why: {EN}" in rendered(found, "text", "en").decode()
    assert f"理由：{ZH}" in rendered(found, "text", "zh").decode()
    page = rendered(found, "html", "zh").decode()
    assert EN in page and ZH in page
    (table,) = json.loads(rendered(found, "json", "en"))["tables"]
    assert table["changes"][0]["reason"] == {"zh": ZH, "en": EN}
    assert f"| 20.5 | 20.6 | {ZH}<br>{EN} |" in with_errata(CHANGELOG, found)


@pytest.mark.parametrize(
    "given",
    [
        {"reason_en": ""},
        {"column": "unit_id"},
        {"version": "0.1.0"},
        {"version": "0.1.2"},
        {"after": "20.7"},
    ],
    ids=["one language", "another cell", "the release before", "the next release", "another value"],
)
def test_a_correction_without_its_reason_is_found(sound: Path, good: Path, given: dict[str, str]) -> None:
    """A reason that is missing, or about something else, is no reason for this release."""
    corrected(good, erratum(**given))
    code, text = run(str(sound), str(good), "--lang", "en")
    assert code == 1
    assert "1 correction has no reason in errata.csv" in text
    assert f"observations {FIRST} value" in text


def test_a_package_without_errata_needs_no_reasons(sound: Path, good: Path) -> None:
    """Other towns publish without them."""
    corrected(good)
    assert not difference(sound, good).ok
    (good / FILE).unlink()
    assert difference(sound, good).ok


def test_new_rows_need_no_reason_and_may_have_one(sound: Path, good: Path) -> None:
    """The next year's report is no correction; what was left out of this one is."""
    corrected(good, known := erratum())
    replaced(good, "themes", "\nsafety,", "\nculture,文化,Culture,3\nsafety,")
    to_version(good, "0.2.0")
    assert not difference(sound, good).unexplained
    facts = {"table": "themes", "row_id": "culture", "column": "", "kind": "addition", "before": ""}
    left_out = erratum(version="0.2.0", **facts, after="culture")
    (good / FILE).write_bytes(errata_csv([left_out, known]))
    found = difference(sound, good)
    assert [each.reason for each in found.changes if each.kind == "addition"] == [(ZH, EN)]
    assert updated([left_out], found)[0] == left_out


def test_an_identifier_is_renamed_only_with_a_reason(sound: Path, good: Path) -> None:
    """A rename that no cell shows is stated; what refers to the row follows."""
    other = "qinghe-2032-p04-90"
    replaced(good, "observations", FIRST, other)
    for table in ("relations", "project_observations", "discrepancies", "rulings"):
        path = good / "data" / f"{table}.csv"
        path.write_text(path.read_text("utf-8").replace(FIRST, other), "utf-8")
    to_version(good, "1.0.0")
    assert [each.key for each in difference(sound, good).failures] == [other]
    stated = erratum(version="1.0.0", row_id=other, column="", kind="rename", before=FIRST, after=other)
    (good / FILE).write_bytes(errata_csv([stated]))
    found = difference(sound, good)
    renamed = next(each for each in found.changes if each.of == "row")
    assert (renamed.kind, renamed.old, renamed.key, renamed.level) == ("rename", FIRST, other, Level.MAJOR)
    assert not found.failures


def test_the_command_writes_the_rows_and_keeps_reasons_and_older_releases(sound: Path, good: Path) -> None:
    """A reason that is lost with the next run is not written a second time."""
    older = erratum(version="0.1.0", column="unit_id", before="a", after="b")
    corrected(good, erratum(after="20.7"), older)
    replaced(good, "observations", ",8.2,", ",8.3,")
    run(str(sound), str(good), "--errata", str(good / FILE))
    first, second, third = read_errata(read_package(good)) or ()
    assert (first, third) == (erratum(), older)
    assert (second.before, second.after, second.reason_zh) == ("8.2", "8.3", "")


def test_reasons_of_several_releases_are_joined(sound: Path, good: Path) -> None:
    """Who skips a release reads both reasons, the older first."""
    corrected(
        good,
        erratum(version="0.1.2", before="20.55", reason_zh="二。", reason_en="Two."),
        erratum(after="20.55"),
    )
    to_version(good, "0.1.2")
    (change,) = difference(sound, good).changes
    assert change.reason == (f"{ZH}二。", f"{EN} Two.")


@needs_git
def test_an_archive_and_a_git_revision_have_their_errata(sound: Path, good: Path) -> None:
    """Releases are compared where they are; reasons that stay behind are none."""
    corrected(good, erratum())
    old = read_package(sound)
    archive = pack(good)
    commit(good, "v0.1.1")
    for where in (str(archive), f"{good}@v0.1.1"):
        (change,) = compare(old, read_release(where)).changes
        assert change.explained


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"version,table\n", "line 1"),
        (",".join(COLUMNS).encode() + b"\n0.1.1,observations\n", "line 2"),
        (",".join(COLUMNS).encode() + b'\n0.1.1,"a\n', "line 2"),
        (",".join(COLUMNS).encode() + b"\n0.1.1,a,b,c,repair,,,,\n", "repair is no kind"),
        (",".join(COLUMNS).encode() + b"\nsoon,a,b,c,rename,,,,\n", "soon"),
        ("看".encode("gb18030"), "UTF-8"),
    ],
)
def test_errata_that_cannot_be_read_are_one_line(good: Path, content: bytes, told: str) -> None:
    """A reason in a wrong column would be printed as a value."""
    (good / FILE).write_bytes(content)
    with pytest.raises(PackageError, match=told):
        read_errata(read_package(good))


def test_the_page_has_each_reason_once_for_its_table() -> None:
    """Forty cells with one reason are one paragraph; a cell is no markup."""
    page = errata_page([erratum(), erratum(column="note_zh", kind="wording", after="a|b <img>")])
    assert page.count(EN) == page.count(ZH) == 1
    assert r"a\|b \<img\>" in page and "## 0.1.1: observations" in page


def test_the_errata_of_this_package_are_about_what_its_cells_have() -> None:
    """Without the older release at hand: a cell that was changed again needs its erratum anew."""
    package = read_package(ROOT)
    errata = read_errata(package) or ()
    tables = read_data(package).tables
    latest = {each.place: each for each in reversed(errata)}  # the newest release is first
    stale = []
    for each in latest.values():
        table = tables.get(each.table)
        if table is None:
            continue
        rows = {row.key: row for row in table.rows}
        there = each.row_id in rows if each.row_id else each.column in table.columns
        if each.kind == "removal":
            right = not there
        else:
            right = there and (each.of != "cell" or rows[each.row_id][each.column] == each.after)
        if not right:
            stale.append(each.place)
    assert stale == []
    assert all(each.reason_zh and each.reason_en for each in errata)


@needs_git
def test_each_correction_of_this_package_since_the_first_release_has_a_reason() -> None:
    """Where the history is at hand: errata, changelog and version cover every change."""
    known = ["git", "-C", str(ROOT), "cat-file", "-e", f"{FIRST_RELEASE}^{{commit}}"]
    if subprocess.run(known, capture_output=True, check=False).returncode:
        pytest.skip("the first release is not in this clone")
    new = read_package(ROOT)
    found = compare(read_release(f"{ROOT}@{FIRST_RELEASE}"), new)
    assert found.ok, rendered(found, "text", "en").decode()
    assert {each.table for each in found.changes if each.fails} == {"indicators", "observations"}
    errata = read_errata(new) or ()
    assert updated(errata, found) == errata
    log = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert with_errata(log, found) == log
