"""Commands that are interrupted, or whose disk or reader is gone, leave nothing half done and say so by their exit code."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from packages import make_good

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.package import read_package
from fengqiao_open.datapackage.writing import folder_written_whole, placed_together, write_all, write_whole
from fengqiao_open.exports import export

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and devices of POSIX")
MAIN = "from fengqiao_open.cli import main; main()"
REPORT = "清河镇政府工作报告\n2031年，完成工业总产值20.5亿元，增长3.2%。\n"

# Each writes into the folder `out`, from the package `good` or the report beside it.
COMMANDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "report.txt", "--town", "清河镇", "--year", "2032", "-o", "out/made"),
    "refresh": ("refresh", "out/town"),
    "metadata": ("metadata", "-o", "out/made"),
    "sqlite": ("export", "sqlite", "-o", "out/made.db"),
    "duckdb": ("export", "duckdb", "-o", "out/made.duckdb"),
    "xlsx": ("export", "xlsx", "-o", "out/made.xlsx"),
    "parquet": ("export", "parquet", "-o", "out/made"),
    "stata": ("export", "stata", "-o", "out/made"),
    "combine": ("combine", "good", "-o", "out/made"),
    "site": ("site", "-o", "out/made"),
    "report": ("validate", "--format", "html", "-o", "out/made.html"),
    "fix": ("fix", "out/padded", "--in-place"),
}


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Path:
    """A folder with a package, a report, a stale package and one to fix."""
    shutil.copytree(sound, tmp_path / "good")
    for name in ("town", "padded"):
        shutil.copytree(sound, tmp_path / "out" / name)
    themes = tmp_path / "out" / "town" / "data" / "themes.csv"
    themes.write_bytes(themes.read_bytes().replace(b"Overview", b"Overviews"))
    (tmp_path / "out" / "town" / "data" / "statistics.csv").write_bytes(b"stale\n")
    units = tmp_path / "out" / "padded" / "data" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b",1000,1,", b", 1000,1,"))
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    (tmp_path / "temporary").mkdir()
    return tmp_path


def run(place: Path, *words: str, before: str = "") -> subprocess.Popen[str]:
    """Start a command in a folder, with temporary files in `temporary`; `before` runs first in its process."""
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{MAIN}", *words],
        cwd=place, env={**os.environ, "TMPDIR": str(place / "temporary")}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Code that sends the process a real signal when it comes to a moment: a file is complete beside its target, it takes
# its place, or something is opened or made beside the targets for the n-th time.
COMPLETE = "import os, signal\nos.fsync = lambda _: os.kill(os.getpid(), {number})"
PLACED = "import os, pathlib\npathlib.Path.replace = lambda *_: os.kill(os.getpid(), {number})"
NTH = """
import os, sys
left = [{nth}]
def count(event, given):
    if event in ("open", "os.mkdir") and f"{{os.sep}}out{{os.sep}}." in str(given[0]):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), {number})
sys.addaudithook(count)
"""
# Both signals are handled by the same code: each moment gets one of them in turn.
SIGNALS = (signal.SIGINT, signal.SIGTERM)
INTERRUPTED = [
    *((command, COMPLETE) for command in ("refresh", "metadata", "report", "fix")),
    *((command, PLACED) for command in ("new", "refresh", "metadata", "sqlite", "parquet", "report", "fix")),
    *((command, NTH.replace("{nth}", "1")) for command in ("duckdb", "xlsx", "combine", "stata")),
    *(("site", NTH.replace("{nth}", nth)) for nth in ("1", "100")),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "moment", "number"),
    [(*moment, number) for moment, number in zip(INTERRUPTED, cycle(SIGNALS))],
    ids=[f"{command}-{number}" for number, (command, _) in enumerate(INTERRUPTED)],
)
def test_a_signal_while_files_are_written_leaves_the_old_ones(
    place: Path, command: str, moment: str, number: signal.Signals
) -> None:
    """A package that is half new and half old passes for a whole one."""
    before = content(place / "out")
    process = run(
        place,
        *COMMANDS[command],
        before=moment.replace("{number}", str(int(number))).replace("{{", "{").replace("}}", "}"),
    )
    _, said = process.communicate()
    assert (process.returncode, "Traceback" in said) == (128 + number, False), said
    assert content(place / "out") == before
    assert [each.name for each in (place / "out").iterdir() if each.name.startswith(".")] == []
    assert list((place / "temporary").iterdir()) == []


# The disk


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_line_and_exit_2(place: Path, command: str) -> None:
    """Exit code 1 means findings, and half a file passes for a whole one."""
    if command in ("site", "duckdb", "combine"):
        pytest.importorskip({"site": "jinja2", "duckdb": "duckdb", "combine": "polars"}[command])
    before = content(place / "out")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    process = run(place, *COMMANDS[command], before=f"import sys; sys.dont_write_bytecode = True\n{limit}")
    _, said = process.communicate()
    assert process.returncode == 2 and "Traceback" not in said, (process.returncode, said)
    assert said.count("\n") == 1 and said.startswith("fengqiao-open: "), said
    assert content(place / "out") == before
    assert list((place / "temporary").iterdir()) == []


def test_a_disk_that_is_full_between_two_files_leaves_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The descriptor would have the hash of a table that was never written."""
    town = make_good(tmp_path / "town")
    (town / "data" / "statistics.csv").write_bytes(b"stale\n")
    (town / "data" / "derived.csv").write_bytes(b"stale\n")
    before = content(town)
    replace, count = Path.replace, iter(range(99))

    def full(self: Path, target: Path) -> Path:
        if next(count) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        refresh(read_package(town))
    assert content(town) == before


# What is no plain file


def test_a_device_is_written_through_and_stays() -> None:
    """As root, in a container, /dev/null became a file."""
    before = os.stat("/dev/null")  # noqa: PTH116
    write_whole(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode) and os.stat("/dev/null").st_ino == before.st_ino  # noqa: PTH116


def test_a_pipe_is_written_through_and_stays(tmp_path: Path) -> None:
    """Whoever reads the pipe waited for a file that was written beside it."""
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"x" * 100_000)
    reader.join()
    assert read == [b"x" * 100_000] and stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_link_is_kept_and_what_it_leads_to_is_written(tmp_path: Path, there: bool) -> None:
    """A report that is linked to from elsewhere would go on showing the old one."""
    (tmp_path / "store").mkdir()
    target, link = tmp_path / "store" / "report", tmp_path / "link"
    link.symlink_to(target)
    if there:
        target.write_bytes(b"old")
        target.chmod(0o600)
    write_whole(link, b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert not there or stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [each.name for each in (tmp_path / "store").iterdir()] == ["report"]


def test_a_link_out_of_a_package_is_not_written_through(good: Path, tmp_path: Path) -> None:
    """A package of someone else's would have a file of the user's overwritten."""
    (tmp_path / "own").write_bytes(b"mine")
    (good / "copy.csv").symlink_to(tmp_path / "own")
    with pytest.raises(PermissionError, match="link out of its folder"):
        write_all(good, {good / "copy.csv": b"theirs"})
    assert (tmp_path / "own").read_bytes() == b"mine"


@pytest.mark.parametrize("format", ["sqlite", "json", "xlsx"])
def test_an_export_to_a_device_is_refused(format: str) -> None:
    """A database cannot be written through, and its metadata would lie in /dev."""
    with pytest.raises(OSError, match="no plain file"):
        export(format, "/dev/null")  # type: ignore[arg-type]
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116
    assert not Path("/dev/null.metadata.json").exists()


@pytest.mark.parametrize("format", ["sqlite", "json"])
@pytest.mark.parametrize("file", ["datapackage.json", "data/units.csv"])
@pytest.mark.parametrize("linked", [False, True])
def test_an_export_does_not_replace_what_it_reads(good: Path, format: str, file: str, linked: bool) -> None:
    """The descriptor, or a table, was gone after one slip of the keyboard."""
    before, output = (good / file).read_bytes(), good / file
    if linked:
        output = good.parent / "out"
        output.symlink_to(good / file)
    with pytest.raises(ValueError, match="one of the files to read"):
        export(format, output, good)  # type: ignore[arg-type]
    assert (good / file).read_bytes() == before


def test_the_list_of_figures_does_not_replace_the_report(tmp_path: Path) -> None:
    """A report that was typed in exists once."""
    report = tmp_path / "report.txt"
    report.write_text("枫桥镇\n增长5%。\n", "utf-8")
    told = run(tmp_path, "extract", str(report), "-o", str(report))
    assert "one of the files to read" in told.communicate()[1] and told.returncode == 2
    assert report.read_text("utf-8") == "枫桥镇\n增长5%。\n"


@pytest.mark.parametrize("command", ["site", "combine"])
def test_a_link_that_leads_to_itself_is_one_line_and_exit_2(good: Path, command: str) -> None:
    """It was a traceback and exit code 1, as if there were findings."""
    (good.parent / "loop").symlink_to("loop")
    told = run(good.parent, command, str(good), "-o", str(good.parent / "loop"))
    assert len(told.communicate()[1].splitlines()) == 1 and told.returncode == 2


def test_a_folder_that_is_a_link_stays_one(tmp_path: Path) -> None:
    """A web server's folder is often a link to the release of the day."""
    (tmp_path / "today").mkdir()
    (tmp_path / "public").symlink_to("today")
    with folder_written_whole(tmp_path / "public") as made:
        (made / "index.html").write_bytes(b"x")
    assert (tmp_path / "public").is_symlink() and (tmp_path / "today" / "index.html").is_file()


@pytest.mark.parametrize("writer", [folder_written_whole, placed_together], ids=["folder", "files"])
def test_what_fails_leaves_no_folder_behind(tmp_path: Path, writer: Callable[..., object]) -> None:
    """Half a site would be published with the next synchronisation."""

    class StopError(Exception):
        pass

    with pytest.raises(StopError), writer(tmp_path / "made") as made:  # type: ignore[attr-defined]
        (made / "made").write_bytes(b"x")
        raise StopError
    assert list(tmp_path.iterdir()) == []


# Who reads the output


@pytest.mark.parametrize(
    "words", [("validate", ".", "--format", "html"), ("show", "units"), ("--help",), ("explain",)]
)
def test_a_reader_that_leaves_does_not_change_the_verdict(words: tuple[str, ...], sound: Path) -> None:
    """`validate | head` would fail on a clean package."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *words], cwd=sound, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_does_not_hide_findings(good: Path) -> None:
    """A pipeline that looks at the exit code would take a broken package for a clean one."""
    (good / "data" / "units.csv").unlink()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-c", MAIN, "validate", str(good)], stdout=writing, check=False)
    os.close(writing)
    assert done.returncode == 1


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_traceback(closed: str, sound: Path) -> None:
    """Services start programs without any of the three."""
    shell = f"exec {sys.executable} -c '{MAIN}' validate '{sound}' {closed}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full there")
@pytest.mark.parametrize(
    "words", [("validate", "."), ("validate", ".", "--format", "json"), ("--version",), ("tables",)]
)
def test_output_to_a_full_disk_is_one_line_and_exit_2(words: tuple[str, ...], sound: Path) -> None:
    """A report that ends in the middle must not look like a whole one."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            cwd=sound, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "No space left on device" in done.stderr
