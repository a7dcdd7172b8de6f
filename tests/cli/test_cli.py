"""The command line: what it prints and how it exits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from command import run
from packages import GOOD, REPORTS, make_bad, make_good
from rich.cells import cell_len

import fengqiao_open as fo
from fengqiao_open.cli import app
from fengqiao_open.datapackage.package import shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.validation.validate import validate


def test_the_version_is_the_descriptors() -> None:
    """Two version strings drift apart sooner or later."""
    assert run("--version").stdout.strip() == shipped().version


def test_python_runs_the_package_as_the_command() -> None:
    """Where the folder of scripts is not on the path, as often on Windows, there is no other way."""
    command = [sys.executable, "-m", "fengqiao_open", "--version"]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    assert made.stdout == run("--version").stdout


@pytest.mark.parametrize("command", [(), ("validate",), ("export",)])
def test_help_has_a_short_form(command: tuple[str, ...]) -> None:
    """Who types `-h` wants help, not the advice to type `--help`."""
    short = run(*command, "-h")
    assert short.returncode == 0
    assert short.stdout == run(*command, "--help").stdout


@pytest.mark.parametrize(
    ("typed", "wanted"), [("fengqiao-open va", "validate"), ("fengqiao-open validate --format js", "json")]
)
def test_a_shell_completes_commands_and_values(typed: str, wanted: str) -> None:
    """docs/command-line.md promises it; what a command prints on its way would spoil it."""
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    made = run(**words, _FENGQIAO_OPEN_COMPLETE="bash_complete")
    assert made.stdout.split() == [f"plain,{wanted}"]


def test_validate_exits_with_0_1_and_2(tmp_path: Path) -> None:
    """Scripts and CI read the exit code and nothing else."""
    good, bad = make_good(tmp_path / "good"), make_bad("FQ-P01", tmp_path / "bad")
    assert run("validate", str(good)).returncode == 0
    found = run("validate", str(bad))
    assert found.returncode == 1
    assert "observations.csv · row 7 (line 8) · column I “value” · cell I8" in found.stdout
    missing = run("validate", str(tmp_path / "nowhere"))
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr + missing.stdout


@pytest.mark.parametrize(
    "words",
    [("show", "observation"), ("locate", "x"), ("show", "units", "-c", "nam"), ("refresh", "nowhere")],
)
def test_a_mistake_is_one_line_and_exit_2(words: tuple[str, ...]) -> None:
    """A traceback tells a clerk nothing but that the program is broken."""
    result = run(*words)
    assert result.returncode == 2
    assert result.stderr.startswith("fengqiao-open: ")
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("validate", ""), ("validate", ".", ""), ("validate", "", "--table", "areas"),
                                   ("tables", "--package", ""), ("next", ""), ("refresh", ""), ("site", "", "-o", "x"),
                                   ("combine", "", "-o", "x"), ("metadata", "-o", "")])  # fmt: skip
def test_an_empty_path_is_no_path(words: tuple[str, ...], tmp_path: Path) -> None:
    """Catches a variable of a script that is not set: the current folder was checked, or written over."""
    make_good(tmp_path / "here")
    done = run(*words, folder=tmp_path / "here", LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert "路径为空" in done.stderr
    assert not (tmp_path / "here" / "x").exists()


def test_the_library_takes_no_empty_path_for_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the command refuses, a notebook may give as well."""
    monkeypatch.chdir(make_good(tmp_path))
    assert not fo.validate("").ok
    with pytest.raises(fo.PackageError, match="empty"):
        fo.load("areas", package="")


def test_in_the_folder_of_a_package_a_command_is_about_that_package(tmp_path: Path) -> None:
    """Catches “no problems found” for the shipped package, said to a clerk in the folder of a broken one."""
    broken = make_good(tmp_path / "town")
    (broken / "data" / "units.csv").unlink()
    for words in (("validate",), ("refresh", "--check"), ("show", "units"), ("next",)):
        assert "units" in run(*words, folder=broken).stderr + run(*words, folder=broken).stdout
        assert run(*words, folder=broken).returncode != 0
    assert run("refresh", folder=tmp_path).returncode == 2, "not of a package that nobody named"
    beside = run("validate", folder=tmp_path)
    assert beside.returncode == 0 and "the package that comes with fengqiao-open" in beside.stdout
    assert "the package that comes with" not in run("validate", str(make_good(tmp_path / "sound"))).stdout
    (broken / "datapackage.json").write_text("{", encoding="utf-8")
    assert run("validate", folder=broken).returncode == 2


@pytest.mark.parametrize(("old", "new"), [("source", "locate"), ("figures", "extract")])
def test_an_earlier_name_of_a_command_gives_the_present_one(old: str, new: str) -> None:
    """“No such command” does not say that the command is still there."""
    result = run(old, "x")
    assert result.returncode == 2 and f"The command {old!r} is now {new!r}." in result.stderr


def test_columns_stay_in_line_with_chinese_text() -> None:
    """Chinese characters are two cells wide: padding by length shifts every column after them."""
    lines = run("show", "themes", "--rows", "22").stdout.splitlines()
    header, rows = lines[0], lines[1:]
    at = cell_len(header[: header.index("name_en")])
    for row in rows:
        before = ""
        for character in row:
            if cell_len(before) == at:
                break
            before += character
        assert cell_len(before) == at
        assert before.endswith(" ")


def test_nothing_is_cut_in_a_pipe_and_what_is_not_shown_is_said() -> None:
    """A silent cut in a pipe is lost data."""
    shown = run("show", "indicators", "-n", "3").stdout
    assert "…" not in shown.splitlines()[1]
    assert "Showing 3 of 116 rows" in shown


def test_refresh_says_what_is_stale_and_mends_it(tmp_path: Path) -> None:
    """CI fails on a stale file by this command."""
    bad = make_bad("FQ-R14", tmp_path / "bad")
    stale = run("refresh", "--check", str(bad))
    assert (stale.returncode, "stale data/statistics.csv" in stale.stdout) == (1, True)
    assert run("refresh", str(bad)).returncode == 0
    assert run("refresh", "--check", str(bad)).returncode == 0
    assert run("validate", str(bad)).returncode == 0


def test_the_shipped_files_are_fresh() -> None:
    """A stale statistics.csv would tell downloaders something else than the tables say."""
    assert run("refresh", "--check").returncode == 0


def test_figures_of_a_folder_come_out_as_those_of_each_report(tmp_path: Path) -> None:
    """Work spread over cores must not lose, double or reorder a report."""
    folder = REPORTS
    target = tmp_path / "figures.csv"
    said = run("extract", str(folder), "-o", str(target)).stdout
    each = [run("extract", str(path)).stdout.splitlines() for path in sorted(folder.glob("*.txt"))]
    lines = target.read_text("utf-8").splitlines()
    assert lines == [each[0][0], *(line for lines in each for line in lines[1:])]
    assert said.startswith(f"{len(lines) - 1} figures of 2 reports")


def test_the_audit_prints_coverage_and_exits_by_it(tmp_path: Path) -> None:
    """CI reads the exit code, people the coverage."""
    good = make_good(tmp_path / "good")
    clean = run("audit", str(good), "--source", str(GOOD / "report.txt"))
    assert (clean.returncode, "0  without a disposition" in clean.stdout) == (0, True)
    (tmp_path / "other.txt").write_text("收入9亿元\n", "utf-8")
    assert run("audit", str(good), "--source", str(tmp_path / "other.txt")).returncode == 1


def test_a_new_package_is_made_and_a_second_refused(tmp_path: Path) -> None:
    """A steward's first command must work, and must not write over what is there."""
    words = (
        "new",
        str(REPORTS / "linhe-2029.txt"),
        "--town",
        "临河乡",
        "--year",
        "2029",
        "--id",
        "linhe-2029",
    )
    made = run(*words, "-o", str(tmp_path / "linhe"))
    assert made.returncode == 0 and (tmp_path / "linhe" / "TODO.csv").is_file()
    assert run(*words, "-o", str(tmp_path / "linhe")).returncode == 2


def test_refreshing_an_archive_is_refused(tmp_path: Path) -> None:
    """What is made inside the temporary copy of an archive would vanish without a word."""
    import shutil

    archive = shutil.make_archive(str(tmp_path / "good"), "zip", make_good(tmp_path / "good"))
    result = run("refresh", archive)
    assert (result.returncode, "unpack it first" in result.stderr) == (2, True)


def test_several_packages_are_checked_together(tmp_path: Path) -> None:
    """An aggregator has a folder of packages, and wants to know which of them is wrong."""
    make_good(tmp_path / "towns" / "one")
    make_bad("FQ-R05", tmp_path / "towns" / "two")
    done = run("validate", str(tmp_path / "towns"), "--lang", "en")
    assert done.returncode == 1
    assert "FQ-R05" in done.stdout
    assert "two/data/" in done.stdout


@pytest.mark.parametrize(("measure", "code"), [(b"ratio_to_target", 0), (b"lvl", 1)])
def test_one_table_is_checked_against_the_lists_of_a_package(
    tmp_path: Path, measure: bytes, code: int
) -> None:
    """A table of any size goes by its file, and its code lists by their folder."""
    pytest.importorskip("polars")
    good = make_good(tmp_path / "good")
    rows = (good / "data" / "observations.csv").read_bytes()
    file = tmp_path / "observations.csv"
    # The register of a package excuses nothing in a table by itself.
    rows = rows.replace(b",103,percent", b",93,percent")
    file.write_bytes(rows.replace(b"ratio_to_target", measure))
    every = tmp_path / "all.csv"
    done = run(
        "validate",
        "--table",
        "observations",
        str(file),
        "--lists",
        str(good),
        "--all",
        str(every),
        "--lang",
        "en",
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert ("FQ-T03" in done.stdout) == bool(code)
    assert every.read_text("utf-8").count("FQ-T03") == code


def test_a_table_of_a_package_is_checked_against_the_lists_of_its_package(tmp_path: Path) -> None:
    """Catches the lists of another town: every place and report was an error, and nothing said whose they were."""
    pytest.importorskip("polars")
    good = make_good(tmp_path / "good")
    name = "areas.csv"
    inside = good / "data" / name
    done = run("validate", "--table", "areas", str(inside), LC_ALL="zh_CN.UTF-8")
    assert done.returncode == 0, done.stdout
    assert f"所依代码表：{good}。" in done.stdout
    observations = good / "data" / "observations.csv"
    rows = observations.read_bytes().replace(b",103,percent", b",93,percent")
    observations.write_bytes(rows)
    done = run("validate", "--table", "observations", str(observations), "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert f"the code lists of {good}." in done.stdout
    outside = tmp_path / "observations.csv"
    outside.write_bytes(rows)
    done = run("validate", "--table", "observations", str(outside), "--lang", "en", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"] and "Fengqiao Town; --lists" in done.stderr
    # Two files of two places have no package in common.
    done = run("validate", "--table", "observations", str(outside), str(observations), "--lang", "en")
    assert "Fengqiao Town; --lists" in done.stdout


def test_a_report_that_cannot_be_read_starts_no_package_and_is_named(tmp_path: Path) -> None:
    """The codec's message names neither the file nor what to do."""
    report = tmp_path / "report.txt"
    for content, told in ((None, "No such file"), ("鳳橋鎮報告".encode("big5"), "save it as UTF-8")):
        if content:
            report.write_bytes(content)
        result = CliRunner().invoke(
            app, ["new", str(report), "--town", "凤桥", "--year", "2024", "-o", str(tmp_path / "made")]
        )
        assert isinstance(result.exception, PackageError)
        assert str(report) in str(result.exception)
        assert told in str(result.exception)


def test_metadata_are_not_written_into_a_file(tmp_path: Path) -> None:
    """`File exists` does not say that a folder was wanted."""
    place = tmp_path / "metadata"
    place.write_text("mine")
    result = CliRunner().invoke(app, ["metadata", "-o", str(place)])
    assert "is a file: name a folder" in str(result.exception)
    assert place.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "language"),
    [(("--lang", "zh"), ""), (("--lang=zh",), "en_GB.UTF-8"), ((), "zh_CN.UTF-8")],
)
def test_what_stops_a_command_is_said_in_chinese_where_that_is_spoken(
    words: tuple[str, ...], language: str
) -> None:
    """A clerk who reads no English would not learn that a path is misspelt."""
    asked = run("audit", "nowhere", *words, LC_ALL=language)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr == "fengqiao-open: nowhere 不存在。\n"


def test_an_empty_file_and_one_without_header_are_told_once_with_the_header_to_put(tmp_path: Path) -> None:
    """A finding for each of a dozen columns does not say what happened."""
    for content in ("", "economy,经济,Economy,1\n"):
        package = make_good(tmp_path / str(len(content)))
        (package / "data" / "themes.csv").write_text(content, encoding="utf-8")
        told = [each for each in validate(package, hashes=False).findings if each.table == "themes"]
        assert [each.code for each in told] == ["FQ-S09"]
        assert "theme_id,name_zh,name_en,order" in told[0].expected()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("tables", "observations          观测值"),
        (
            "locate fengqiao-2023-p10-13",
            "《凤桥镇政府工作报告》（2023-02-28），“回顾”部分，第 1.1 节，第 10 段",
        ),
        ("show units -n 1", "行中的 1 行；用 --rows"),
        ("extract report.txt -o figures.csv", "个数字已写入 figures.csv"),
        ("new report.txt --town 临河乡 --year 2029 -o linhe", "项，列于 linhe"),
        ("refresh bad", "已生成 data/statistics.csv"),
        ("metadata bad -o metadata", "已生成 metadata/dcat.ttl"),
        ("audit bad", "不作统计数据：日期"),
    ],
)
def test_what_a_command_prints_is_in_chinese(line: str, told: str, tmp_path: Path) -> None:
    """A clerk who reads no English must know what was made, and what is not shown."""
    (tmp_path / "report.txt").write_bytes((REPORTS / "linhe-2029.txt").read_bytes())
    make_bad("FQ-R14", tmp_path / "bad")
    made = run(*line.split(), folder=tmp_path, LC_ALL="zh_CN.UTF-8")
    assert told in made.stdout, made.stdout + made.stderr
    assert told not in run(*line.split(), folder=tmp_path).stdout
