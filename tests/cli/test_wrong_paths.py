"""A path that leads to something else than is expected: the message has the command that does what is wanted."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from command import run
from packages import make_good

import fengqiao_open as fo

#: Commands that take a package, with what else they need; what they make is in the working folder.
OF_A_PACKAGE = (
    *(
        "validate {}",
        "fix {}",
        "refresh {} --check",
        "next {}",
        "audit {} --source r.txt",
        "tables --package {}",
    ),
    *("show units --package {}", "export json --package {} -o o.json", "cite --package {}", "site {} -o s"),
    *("metadata {} -o m", "diff {}", "desk {} --source r.txt --no-browser", "import w.xlsx {}"),
    *("restore units --package {}",),
)
OF_A_REPORT = (
    "extract {}",
    "new {} --town 凤桥镇 --year 2024 -o o",
    "audit town --source {}",
    "next town --source {}",
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a package, a report and a workbook."""
    make_good(tmp_path / "town")
    (tmp_path / "r.txt").write_text("全年工业总产值12亿元。\n", "utf-8")
    assert run("export", "xlsx", "--package", "town", "-o", "w.xlsx", folder=tmp_path).returncode == 0
    shutil.copy(tmp_path / "w.xlsx", tmp_path / "old.xls")
    return tmp_path


def said(words: str, given: str, here: Path) -> str:
    """What a command says of a path with which it cannot run."""
    result = run(*shlex.split(words.format(given)), folder=here)
    assert result.returncode == 2, words
    return result.stdout + result.stderr


def followed(text: str, here: Path) -> list[int]:
    """The exit codes of the commands that a text names, as it names them."""
    commands = re.findall(r"`fengqiao-open ([^`]+)`", text)
    made = [each for each in commands if re.search(r"town|\.txt|\.csv", each) and "TOWN" not in each]
    return [run(*shlex.split(each), folder=here).returncode for each in made]


@pytest.mark.parametrize("words", OF_A_PACKAGE)
@pytest.mark.parametrize("given", ["town/data", "town/data/units.csv", "r.txt", "w.xlsx", "old.xls"])
def test_a_command_on_what_is_no_package_names_the_package(words: str, given: str, here: Path) -> None:
    """Catches advice that leads nowhere: a file that does not exist, an archive that is none, `--table` alone."""
    text = said(words, given, here)
    assert re.search(r"\btown(?!/)\b", text), text
    assert all(code < 2 for code in followed(text, here) if "old.xlsx" not in text)


@pytest.mark.parametrize(
    "words", [each for each in OF_A_PACKAGE if not each.startswith(("validate", "site"))]
)
def test_a_command_in_the_folder_above_names_the_package_below(words: str, here: Path) -> None:
    """Catches “datapackage.json does not exist” as the whole answer where the package is in the next folder."""
    assert "such as town" in said(words, ".", here)


@pytest.mark.parametrize("words", OF_A_REPORT)
@pytest.mark.parametrize(
    "given", ["town", "town/data/units.csv", "town/datapackage.json", "w.xlsx", "old.xls"]
)
def test_a_command_on_what_is_no_report_says_what_it_is(words: str, given: str, here: Path) -> None:
    """Catches the numbers of a table taken for those of a report, and the faults of a library on a workbook."""
    text = said(words, given, here)
    assert "a report is expected" in text
    assert followed(text, here) == ([] if given in ("w.xlsx", "old.xls") else [0])


def test_the_table_of_a_file_is_known_by_its_header_or_its_name(here: Path) -> None:
    """Catches a command with a placeholder in place of the table."""
    shutil.copy(here / "town" / "data" / "themes.csv", here / "观测.csv")
    assert "`fengqiao-open validate --table themes 观测.csv`" in said("validate {}", "观测.csv", here)
    (here / "units.csv").touch()
    assert "--table units units.csv" in said("validate {}", "units.csv", here)
    (here / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    assert "--table" not in said("fix {}", "x.csv", here)


def test_a_folder_of_all_tables_is_no_table(here: Path) -> None:
    """Catches hundreds of findings on the columns of the other tables of the folder."""
    text = said("validate --table units {}", "town/data", here)
    assert followed(text, here) == [0]


def test_a_path_in_place_of_a_table_has_the_call_that_reads_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches “There is no table 'x.csv'”, and the nearest name to a path, which is no help."""
    monkeypatch.chdir(here)
    for name in ("town/data/units.csv", "units.csv"):
        with pytest.raises(fo.UnknownTableError, match=r"load\('units', package='town'\)"):
            fo.load(name)
    with pytest.raises(fo.UnknownTableError, match="There is no table 'unit'"):
        fo.load("unit")
    assert followed(said("show {}", "town/data/units.csv", here), here) == [0]
