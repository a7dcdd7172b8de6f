"""The cache of `validate --cache`: what has not changed is not validated again, and nothing else is skipped."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command import run
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import CODES, files_of, make_bad, pack

from fengqiao_open import Report
from fengqiao_open.compilation import cache as caching
from fengqiao_open.compilation import contents, machine
from fengqiao_open.compilation.addresses import addresses
from fengqiao_open.compilation.cache import lasts, opened
from fengqiao_open.compilation.contents import checker, content
from fengqiao_open.compilation.discover import validated
from fengqiao_open.compilation.examined import Address, Examined, examine
from fengqiao_open.compilation.fingerprints import MARK
from fengqiao_open.compilation.machine import this_machine
from fengqiao_open.compilation.records import packed, unpacked
from fengqiao_open.compilation.workers import BATCH
from fengqiao_open.datapackage.package import DESCRIPTOR

FINDINGS_BY_HAND = True
#: A few packages with faults whose findings have others, fixes, sources, labels and reasons.
SOME = ["FQ-R05", "FQ-T06", "FQ-K02", "FQ-F02", "FQ-D01", "FQ-R15", "FQ-P01"]


def facts(report: Report) -> list[Any]:
    """All of a report: what two findings are compared by leaves their context out."""
    listed = (*report.findings, *report.known)
    return [report, [(each, each.evidence, each.others) for each in listed]]


def read(path: Path, packages: Sequence[Address]) -> tuple[Report, int]:
    """The report with a cache, and how many places of it were damaged."""
    with opened(path) as cache:
        return validated(packages, engine=this_machine(cache)), cache.damaged


def fake(address: Address, path: Path | None = None) -> Examined:
    """Stands for the validation, which takes long: rows are counted by what the files hold."""
    there = Path(path or address)
    kept = files_of(there) if there.is_dir() else {"": there.read_bytes() if there.exists() else b""}
    number = int(hashlib.sha256(repr(sorted(kept.items())).encode()).hexdigest()[:8], 16)
    return Examined(address, Report(str(address), {"sources": number}, ()), (), False, np.empty(0, MARK), {})


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """The validation replaced by a count of what is validated."""
    asked: list[Address] = []

    def counted(address: Address, path: Path | None = None) -> Examined:
        asked.append(address)
        return fake(address, path)

    monkeypatch.setattr(machine, "examine", counted)
    return asked


@pytest.fixture
def three(tmp_path: Path) -> list[Address]:
    """Three packages that nothing but the fake validation can read."""
    made = []
    for name in "abc":
        (tmp_path / "towns" / name / "data").mkdir(parents=True)
        (tmp_path / "towns" / name / DESCRIPTOR).write_text("{}", "utf-8")
        (tmp_path / "towns" / name / "data" / "areas.csv").write_text(f"area_id\n{name}\n", "utf-8")
        made.append(tmp_path / "towns" / name)
    return made


# What is kept.


@pytest.mark.parametrize("code", [*SOME, *(pytest.param(each, marks=pytest.mark.slow) for each in CODES)])
def test_what_was_examined_comes_back_whole(code: str, tmp_path: Path) -> None:
    """A word, a fix or a place that is lost on the way makes a report that is not that of the package."""
    found = examine(make_bad(code, tmp_path / "bad"))
    again = unpacked(packed(found), found.address)
    assert facts(again.report) == facts(found.report)
    assert (again.marks == found.marks).all()
    for name in ("address", "sources", "whole", "facts", "province"):
        assert getattr(again, name) == getattr(found, name), name


def test_a_second_run_validates_nothing_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both languages, with known issues, clashes between packages, and an archive."""
    for code in SOME:
        make_bad(code, tmp_path / "towns" / code)
    pack(tmp_path / "towns" / "FQ-R05")
    packages = addresses([tmp_path / "towns"])
    wanted = validated(packages)
    assert facts(read(tmp_path / "cache", packages)[0]) == facts(wanted)
    again = list[Address]()
    monkeypatch.setattr(machine, "examine", lambda *given: again.append(given[0]) or examine(*given))
    made, damaged = read(tmp_path / "cache", packages)
    assert facts(made) == facts(wanted) and not damaged
    assert [made.render(lang, verbose=True) for lang in ("zh", "en")] == [
        wanted.render(lang, verbose=True) for lang in ("zh", "en")
    ]
    # What depends on more than its files is validated each time: it could not be read, or has changed since.
    elsewhere = [each.report for each in map(examine, packages) if not lasts(each)]
    assert len(again) == len(elsewhere) < len(packages)


@pytest.mark.parametrize("code", ["FQ-D01", "FQ-D04", "FQ-F01", "FQ-D10"])
def test_what_depends_on_more_than_the_files_is_not_kept(code: str, tmp_path: Path) -> None:
    """The history of a repository names the released content of a changed file; a disk may fail only now."""
    assert not lasts(examine(make_bad(code, tmp_path / "bad")))


def test_only_what_changed_is_validated_again(
    three: list[Address], faked: list[Address], tmp_path: Path
) -> None:
    """The point of it."""
    read(tmp_path / "cache", three)
    assert faked == three
    (Path(three[1]) / "data" / "areas.csv").write_text("area_id\nB\n", "utf-8")
    read(tmp_path / "cache", three)
    assert faked == [*three, three[1]]
    read(tmp_path / "cache", three[:2])
    read(tmp_path / "cache", three)  # what was not asked for in between is still there
    assert faked == [*three, three[1]]


# It is never wrong.

Change = tuple[str, str, bytes]
NAMES = st.sampled_from(["data/areas.csv", "data/units.csv", DESCRIPTOR, "notes.txt"])
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["write", "edit", "remove", "swap", "restore", "folder", "link"]),
        NAMES,
        st.binary(min_size=1, max_size=3),
    ),
    max_size=5,
)


def changed(folder: Path, first: dict[str, bytes], change: Change) -> None:
    """Change a package as editors, tools that keep times, and people do; the time of every file stays the same."""
    kind, name, data = change
    path = folder / name
    there = path.is_file() and not path.is_symlink()
    if kind == "write":
        _removed(path)
        path.write_bytes(data)
    elif kind == "edit" and there and path.read_bytes():  # as many bytes as before
        text = bytearray(path.read_bytes())
        text[-1] ^= 1 + data[0] % 255
        path.write_bytes(text)
    elif kind == "remove":
        _removed(path)
    elif kind == "swap":
        other = folder / "data" / "areas.csv"
        if there and other.is_file() and path != other:
            one, two = path.read_bytes(), other.read_bytes()
            path.write_bytes(two)
            other.write_bytes(one)
    elif kind == "restore" and name in first:
        _removed(path)
        path.write_bytes(first[name])
    elif kind == "folder":
        _removed(path)
        path.mkdir()
    elif kind == "link":
        _removed(path)
        path.symlink_to(folder.parent / "outside")
    for each in folder.rglob("*"):
        os.utime(each, ns=(10**18, 10**18), follow_symlinks=False)


def _removed(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _shape(folder: Path) -> list[tuple[str, bool, bool, bytes]]:
    """All that is in a folder: names, kinds and content."""
    return sorted(
        (
            str(each.relative_to(folder)),
            each.is_symlink(),
            each.is_dir(),
            each.read_bytes() if each.is_file() else b"",
        )
        for each in folder.rglob("*")
    )


@settings(max_examples=60)
@given(CHANGES)
def test_after_any_edits_the_report_is_that_of_the_files(edits: list[Change]) -> None:
    """Edits of the same size, within one tick of the clock, with the old time, back to what it was: times say nothing."""
    with tempfile.TemporaryDirectory() as kept, pytest.MonkeyPatch.context() as patch:
        folder = Path(kept) / "town"
        (folder / "data").mkdir(parents=True)
        (Path(kept) / "outside").write_bytes(b"outside")
        for name in ("data/areas.csv", DESCRIPTOR):
            (folder / name).write_bytes(name.encode())
        first = files_of(folder)
        patch.setattr(machine, "examine", fake)
        seen: dict[str, Any] = {}
        for edit in (None, *edits):
            if edit:
                changed(folder, first, edit)
            made, _ = read(Path(kept) / "cache", [folder])
            assert made == validated([folder])
            told, shape = content(folder), _shape(folder)
            assert told is not None and seen.setdefault(told, shape) == shape


def test_a_package_that_changes_while_it_is_validated_is_not_kept(
    three: list[Address], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report may be of neither content: kept under one of them, it would be wrong when that comes back."""
    path = Path(three[0]) / "data" / "areas.csv"

    def meanwhile(address: Address, place: Path | None = None) -> Examined:
        path.write_text(f"{path.read_text('utf-8')}more\n", "utf-8")
        return fake(address, place)

    before = path.read_bytes()
    monkeypatch.setattr(machine, "examine", meanwhile)
    read(tmp_path / "cache", three[:1])
    path.write_bytes(before)
    monkeypatch.setattr(machine, "examine", fake)
    assert read(tmp_path / "cache", three[:1])[0] == validated(three[:1])


def test_a_package_under_another_name_is_another(
    three: list[Address], faked: list[Address], tmp_path: Path
) -> None:
    """Findings name their files from where the package was named."""
    read(tmp_path / "cache", three[:1])
    with contextlib.chdir(tmp_path / "towns"):
        report, _ = read(tmp_path / "cache", [Path("a")])
    assert len(faked) == 2 and report.package == "a"


def test_what_checks_is_part_of_it(
    three: list[Address], faked: list[Address], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another release of this library, of pandera or of Python may find something else."""
    read(tmp_path / "cache", three)
    monkeypatch.setattr(caching, "checker", lambda: "another")
    read(tmp_path / "cache", three)
    assert faked == [*three, *three]


def test_a_rule_of_your_own_its_helpers_and_an_installed_release_change_what_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that is being written keeps its name and release; what it imports from beside it changes too."""
    seen = [checker()]

    def now() -> str:
        importlib.invalidate_caches()
        return checker.__wrapped__()

    assert now() == seen[0]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "own" / "helper.py").write_text("LONGEST = 20\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "own-1.0.dist-info").mkdir()
    (tmp_path / "own-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: own\nVersion: 1.0\n", "utf-8"
    )
    seen.append(now())
    entries = "[fengqiao_open.rules]\nown = own.helper:LONGEST\n"
    (tmp_path / "own-1.0.dist-info" / "entry_points.txt").write_text(entries, "utf-8")
    seen.append(now())
    (tmp_path / "own" / "helper.py").write_text("LONGEST = 30\n", "utf-8")
    seen.append(now())
    (tmp_path / "own-1.0.dist-info").rename(tmp_path / "own-1.1.dist-info")
    seen.append(now())
    assert len(set(seen)) == len(seen)


def test_the_library_itself_is_part_of_what_checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a checkout, a rule changes while the version stays."""
    here = Path(contents.__file__).parents[1]
    copy = Path(shutil.copytree(here, tmp_path / "library", ignore=shutil.ignore_patterns("__pycache__")))
    monkeypatch.setattr(contents, "__file__", str(copy / "compilation" / "contents.py"))
    before = checker.__wrapped__()
    rules = copy / "validation" / "rules" / "lexicon.toml"
    rules.write_text(rules.read_text("utf-8") + "\n", "utf-8")
    assert checker.__wrapped__() != before


# Damage.


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Address], Path]:
    """Three packages, and the cache of their fake validation."""
    folder = tmp_path_factory.mktemp("written")
    made: list[Address] = []
    for name in "abc":
        (folder / name).mkdir()
        (folder / name / DESCRIPTOR).write_text(f"{name} " * 50, "utf-8")
        made.append(folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "examine", fake)
        read(folder / "cache", made)
    return made, folder / "cache"


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_cache_is_never_trusted(written: tuple[list[Address], Path], data: st.DataObject) -> None:
    """A byte that a disk lost, a file that was cut or overwritten: the report is that of the files, or none."""
    packages, whole = written[0], written[1].read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["flip", "cut", "blank"]))
    other = data.draw(st.integers(1, 255))
    torn = bytearray(whole)
    if kind == "flip":
        torn[at] ^= other
    elif kind == "cut":
        del torn[at:]
    else:
        torn[at : at + 512] = bytes(len(torn[at : at + 512]))
    with tempfile.TemporaryDirectory() as kept, pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "examine", fake)
        (Path(kept) / "cache").write_bytes(torn)
        try:
            made, _ = read(Path(kept) / "cache", packages)
        except ValueError as problem:
            assert "is not a cache" in str(problem)
            assert (Path(kept) / "cache").read_bytes() == torn
            return
        assert made == validated(packages)
        assert read(Path(kept) / "cache", packages) == (made, 0)


@pytest.mark.parametrize("name", ["CREATE", "tablepack"])
def test_a_damaged_name_within_a_cache_is_told_as_damage(
    name: str, written: tuple[list[Address], Path], tmp_path: Path
) -> None:
    """SQLite quotes it: where it is no text, its message cannot be read, which is no error of SQLite."""
    packages, whole = written[0], written[1].read_bytes()
    torn = whole.replace(name.encode(), name[:-1].encode() + b"\xc5")
    assert torn != whole
    (tmp_path / "cache").write_bytes(torn)
    made = run("validate", *packages, "--cache", tmp_path / "cache", "--lang", "en")
    assert (made.returncode, "is not a cache" in made.stderr) == (2, True), made.stderr
    assert (tmp_path / "cache").read_bytes() == torn


def test_damage_is_said(
    written: tuple[list[Address], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is not told goes on with a failing disk."""
    packages = written[0]
    shutil.copy(written[1], tmp_path / "cache")
    with sqlite3.connect(tmp_path / "cache") as database:
        database.execute("update packages set examined = substr(examined, 2) where rowid = 2")
    database.close()
    monkeypatch.setattr(machine, "examine", fake)
    made = run("validate", *packages, "--cache", tmp_path / "cache", "--lang", "en")
    assert (
        made.stderr
        == f"The cache {tmp_path / 'cache'} was damaged in 1 place. What was there is validated again.\n"
    )
    assert run("validate", *packages, "--cache", tmp_path / "cache").stderr == ""


@pytest.mark.parametrize("text", ["area_id,name\n1,x\n", "SQLite format 3\0 and more"])
def test_a_file_of_something_else_is_never_written_over(
    text: str, three: list[Address], tmp_path: Path
) -> None:
    """A slip in a name must not cost a table."""
    (tmp_path / "areas.csv").write_text(text, "utf-8")
    made = run("validate", *three, "--cache", tmp_path / "areas.csv", "--lang", "en")
    assert (made.returncode, "is not a cache" in made.stderr) == (2, True)
    assert (tmp_path / "areas.csv").read_text("utf-8") == text
    with sqlite3.connect(tmp_path / "other.db") as database:
        database.execute("create table towns (name text)")
    database.close()
    with pytest.raises(ValueError, match="is not a cache"), opened(tmp_path / "other.db"):
        pass
    with pytest.raises(ValueError, match="is not a cache"), opened(tmp_path):
        pass


def test_a_cache_that_cannot_be_written_is_one_line(three: list[Address], tmp_path: Path) -> None:
    """A folder that is not there, in words and not in a traceback."""
    made = run("validate", *three, "--cache", tmp_path / "nowhere" / "cache", "--lang", "en")
    assert made.returncode == 2 and "cannot be read or written" in made.stderr
    assert made.stderr.count("\n") == 1


def test_where_it_would_do_nothing_it_is_refused(good: Path, three: list[Address], tmp_path: Path) -> None:
    """Who names a cache thinks that it is used."""
    for words, said in (
        ([good], "--cache goes with a folder of packages"),
        (["--table", "areas", good / "data" / "areas.csv"], "--cache goes with a folder of packages"),
    ):
        made = run("validate", *words, "--cache", tmp_path / "cache", "--lang", "en")
        assert (made.returncode, said in made.stderr) == (2, True), made.stderr


# Interrupted runs.


def _rows(folder: Path, copy: Path) -> dict[bytes, tuple[int, bytes]]:
    """The records of a cache by their address, each with its number, which a record that is written anew loses.

    They are read from a copy of its folder: to read what was interrupted is to mend it.
    """
    with contextlib.closing(sqlite3.connect(Path(shutil.copytree(folder, copy)) / "cache")) as database:
        return {row[0]: row[1:] for row in database.execute("select address, rowid, checksum from packages")}


# Code that sends the process a real signal while the records of its second batch are written, not yet all of them.
IN_A_WRITE = """
import os
from fengqiao_open.cli import main
from fengqiao_open.compilation.cache import Cache
write, earlier = Cache._write, []
def stopping(self, rows):
    if earlier:
        self._database.executemany("insert or replace into packages values (?, ?, ?, ?, ?)", rows[1:])
        os.kill(os.getpid(), {number})
    earlier.append(rows)
    write(self, rows)
Cache._write = stopping
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_run_goes_on_where_it_stopped(
    ending: signal.Signals, good: Path, tmp_path: Path
) -> None:
    """Killed in the middle, even of a write: what was done is not done again, and the report is whole."""
    towns, kept = tmp_path / "towns", tmp_path / "kept"
    kept.mkdir()
    for number in range(20):
        shutil.copytree(good, towns / f"town{number:02}")
    words = ("validate", str(towns), "--cache", str(kept / "cache"), "--lang", "en")
    stopped = subprocess.run(
        [sys.executable, "-c", IN_A_WRITE.replace("{number}", str(int(ending))), *words],
        capture_output=True, check=False, timeout=600,
    )  # fmt: skip
    assert stopped.returncode == (-ending if ending == signal.SIGKILL else 130) and stopped.stdout == b""
    done = _rows(kept, tmp_path / "interrupted")
    assert len(done) == BATCH
    whole = run(*words)
    assert (whole.returncode, whole.stderr) == (0, "")
    after = _rows(kept, tmp_path / "whole")
    assert len(after) == 20 and done.items() <= after.items()
    assert whole.stdout == run("validate", towns, "--lang", "en").stdout
