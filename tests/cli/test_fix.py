"""`fengqiao-open fix`: a diff first, then files written with a backup, all of them or none."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from command import run
from packages import make_bad

from fengqiao_open.datapackage.package import Package, read_package
from fengqiao_open.findings.report import Finding
from fengqiao_open.validation.fixes import corrections
from fengqiao_open.validation.validate import validate

BOM = b"\xef\xbb\xbf"


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a package."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def saved_by_excel(folder: Path) -> dict[str, bytes]:
    """The tables of a package saved as CSV UTF-8, and one as GBK with an empty column; returns what they were."""
    before = content(folder)
    for path in (folder / "data").glob("*.csv"):
        path.write_bytes(BOM + path.read_bytes().replace(b"\n", b"\r\n"))
    themes = folder / "data" / "themes.csv"
    themes.write_bytes(before["data/themes.csv"].replace(b"\n", b",\r\n").decode().encode("gbk"))
    return before


@pytest.mark.parametrize(("locale", "asks"), [("C.UTF-8", True), ("zh_CN.UTF-8", False)])
def test_commands_named_in_chinese_answer_in_chinese(good: Path, locale: str, asks: bool) -> None:
    """A clerk who asked for Chinese is answered in English by the command that the report names."""
    saved_by_excel(good)
    units = good / "data" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b",1000,1,", b",km,1,", 1))
    option = " --lang zh" if asks else ""
    report = run("validate", good, "--lang", "zh", LANG=locale).stdout
    assert report.rstrip().endswith(f"fengqiao-open validate{option} {good}")
    done = run("fix", good, "--in-place", "--lang", "zh", LANG=locale).stdout
    assert f"`fengqiao-open refresh{option} {good}`" in done
    stopped = run("refresh", good, "--lang", "zh", LANG=locale).stderr
    assert f"`fengqiao-open validate{option} {good}`" in stopped
    assert "--lang" not in run("validate", good).stdout


def test_a_diff_is_printed_and_nothing_is_written(good: Path) -> None:
    """A command that changes files before one has seen how is run only once."""
    saved_by_excel(good)
    units = good / "data" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b",1000,1,", b", 1000,1,", 1))
    before = content(good)
    done = run("fix", good)
    assert (done.returncode, content(good)) == (1, before)
    diff = [line for line in done.stdout.splitlines() if line.startswith(("---", "+++", "@@", "-", "+"))]
    assert diff[:3] == ["--- data/units.csv", "+++ data/units.csv", "@@ -8 +8 @@"] and len(diff) == 5
    assert (
        "themes.csv in the canonical CSV format; it had the encoding GB18030 (GBK); empty columns"
        in done.stdout
    )
    assert f"`fengqiao-open fix {good} --in-place` writes them" in done.stdout


def test_files_are_written_as_released_and_kept_as_they_were(good: Path) -> None:
    """The round trip through a spreadsheet leaves no trace but the backups."""
    before = saved_by_excel(good)
    saved = content(good)
    done = run("fix", good, "--in-place", "--lang", "zh")
    after = content(good)
    assert done.returncode == 0
    assert {name: after[name] for name in before} == before
    kept = {name: data for name, data in after.items() if name not in before}
    assert kept == {f"{name}.bak": saved[name] for name in saved if saved[name] != before[name]}
    assert "改为规范的 CSV 格式" in done.stdout and "themes.csv.bak" in done.stdout
    assert f"{good / 'data' / 'themes.csv.bak'}" in done.stdout and "../" not in done.stdout
    assert "核对无误后可以删除" in done.stdout
    assert "refresh" not in done.stdout  # the files are those that the descriptor records
    again = run("fix", good, "--in-place")
    assert (again.returncode, content(good)) == (0, after)
    assert "No value and no file can be fixed safely." in again.stdout


def test_an_earlier_backup_is_kept(good: Path) -> None:
    """The file that somebody typed would be lost with the second fix."""
    path = good / "data" / "themes.csv"
    first = path.read_bytes().replace(b"Safety", b" Safety")
    for each in (first, BOM + path.read_bytes()):
        path.write_bytes(each)
        assert run("fix", good, "--in-place").returncode == 0
    assert path.with_name("themes.csv.bak").read_bytes() == first
    assert path.with_name("themes.csv.bak2").read_bytes() == BOM + path.read_bytes()


def test_what_remains_to_be_done_is_said(good: Path) -> None:
    """A corrected cell leaves generated tables and hashes behind."""
    path = good / "data" / "units.csv"
    path.write_bytes(path.read_bytes().replace(b",1000,1,", b',"1,000",1,', 1))
    other = good / "data" / "themes.csv"
    other.write_bytes(other.read_bytes().replace(b"Safety", b" Public safety"))
    done = run("fix", good, "--in-place")
    assert "--- data/units.csv" in done.stdout
    assert f"run `fengqiao-open refresh {good}`" in done.stdout


def test_errors_come_before_the_refresh(good: Path) -> None:
    """Catches a refresh advised that makes the generated tables from the errors that are left."""
    path = good / "data" / "units.csv"
    path.write_bytes(path.read_bytes().replace(b",1000,1,", b',"1,000",1,', 1))
    other = good / "data" / "observations.csv"
    other.write_bytes(other.read_bytes().replace(b",actual,", b",actaul,", 1))
    done = run("fix", good, "--in-place", "--lang", "zh")
    assert f"还有 1 个错误，先更正，再运行 `fengqiao-open refresh --lang zh {good}`" in done.stdout


def test_a_refresh_names_the_rows_that_are_dropped(good: Path) -> None:
    """Catches a dropped row that silently goes from the generated tables too, after which nothing shows it."""
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", *command], cwd=good, check=True)
    path = good / "data" / "observations.csv"
    rows = path.read_bytes().splitlines(keepends=True)

    def without(key: bytes) -> CompletedProcess[str]:
        path.write_bytes(b"".join(row for row in rows if not row.startswith(key)))
        return run("refresh", good)

    # Relations refer to it: what is made without it would be wrong.
    done = without(b"qinghe-2032-p04-02,")
    assert (done.returncode, done.stdout) == (1, "")
    done = without(b"qinghe-2032-p05-08,")
    assert (done.returncode, "made data/statistics.csv" in done.stdout) == (0, True)
    assert "observations.csv no longer has 1 row of the release" in done.stderr
    assert f"fengqiao-open restore observations qinghe-2032-p05-08 --package {good}" in done.stderr
    assert done.stderr.count("no longer has") == 1
    assert "no longer has" not in run("refresh", good).stderr


def test_a_refresh_names_dropped_rows_that_no_other_table_has(good: Path) -> None:
    """Catches rows that no rule misses and that a refresh takes out of the recorded hashes without a word."""
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "a"),
    ):
        subprocess.run(["git", *command], cwd=good, check=True)
    path = good / "data" / "project_stages.csv"
    before = path.read_bytes()
    header, *rows = before.splitlines(keepends=True)
    keys = [row.partition(b",")[0].decode() for row in rows]
    path.write_bytes(b"".join([header, *rows[2:]]))
    done = run("refresh", good, "--lang", "zh")
    assert done.returncode == 0
    assert "project_stages.csv 比已发布数据少 2 行" in done.stderr
    (restore,) = re.findall("`fengqiao-open (restore [^`]+)`", done.stderr)
    assert restore.startswith(f"restore --lang zh project_stages {' '.join(keys)} --package {good} --from ")
    run(*restore.split())
    assert path.read_bytes() == before


def test_nothing_is_made_from_wrong_rows(good: Path) -> None:
    """Catches statistics and downloads of a wrong value, and hashes under which it is the released one."""
    path = good / "data" / "observations.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b",actual,", b",actaul,", 1))
    files = {each: each.read_bytes() for each in good.rglob("*") if each.is_file()}
    done = run("refresh", good)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nothing is made: the tables have 1 error.")
    assert {each: each.read_bytes() for each in good.rglob("*") if each.is_file()} == files
    path.write_bytes(before)
    statistics = good / "data" / "statistics.csv"
    made = statistics.read_bytes()
    statistics.write_bytes(made.replace(b",actual,", b",actaul,", 1))
    assert run("refresh", good).returncode == 0  # what is wrong only in a generated table is made anew
    assert statistics.read_bytes() == made


def test_cells_that_are_counted_and_not_listed_are_no_secret(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand and more dates of one column, the report lists a thousand, and the command fixes those."""
    monkeypatch.setattr("fengqiao_open.findings.report.MOST_ALIKE", 1)
    path = good / "data" / "commitments.csv"
    before = path.read_bytes()
    assert before.count(b",false,") > 1
    path.write_bytes(before.replace(b",false,", b",FALSE,"))
    assert "run the command again" in run("fix", good, "--in-place").stdout
    while path.read_bytes() != before:
        assert run("fix", good, "--in-place").returncode == 0


def test_a_full_disk_leaves_every_file_as_it_was(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the tables in one format, and no backup of them, is worse than before."""
    saved_by_excel(good)
    before = content(good)
    calls = 0

    def full(_: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = run("fix", good, "--in-place")
    assert (done.returncode, content(good)) == (2, before)


def test_a_file_that_was_cut_off_is_not_completed(good: Path) -> None:
    """With a last line end it would pass for a table that has no more rows."""
    path = good / "data" / "observations.csv"
    path.write_bytes(path.read_bytes()[:-300])
    before = content(good)
    assert run("fix", good, "--in-place").returncode == 0
    assert content(good) == before


def test_archives_and_missing_packages_are_refused(tmp_path: Path) -> None:
    """What is fixed in a temporary copy is lost."""
    archive = tmp_path / "town.zip"
    archive.write_bytes(b"PK\x05\x06" + bytes(18))
    for path, words in ((archive, "decompress it first"), (tmp_path / "none", "none")):
        done = run("fix", path, "--in-place")
        assert done.returncode == 2 and words in done.stderr


def test_a_correction_holds_what_it_replaces(tmp_path: Path) -> None:
    """A finding of an older report must not be written over a cell that was changed since."""
    folder = make_bad("FQ-T14", tmp_path / "bad")
    found = validate(folder).findings
    path = folder / "data" / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"2032/1/20", b"2032/1/21"))
    assert list(corrections(found, read_package(folder))) == []


def test_the_hint_to_refresh_follows_the_descriptor(good: Path) -> None:
    """Catches a package of no recorded hash that is said to be up to date."""
    package: Package = read_package(good)
    (good / "data" / "themes.csv").write_bytes(BOM + (good / "data" / "themes.csv").read_bytes())
    (made,) = corrections([Finding("FQ-F03", "themes")], package)
    assert (made.table, made.diff, made.path.read_bytes().startswith(BOM)) == ("themes", "", True)
