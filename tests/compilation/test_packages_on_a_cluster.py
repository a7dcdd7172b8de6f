"""Packages on a Dask cluster: what one machine finds and writes, also when a worker is lost in the middle."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command import run
from packages import files_of, make_bad, pack
from towns import make_town

from fengqiao_open import Report
from fengqiao_open.compilation.addresses import Address, addresses
from fengqiao_open.compilation.cache import lasts, opened
from fengqiao_open.compilation.combine import combine
from fengqiao_open.compilation.discover import validated
from fengqiao_open.compilation.examined import Examined, examine
from fengqiao_open.compilation.machine import this_machine
from fengqiao_open.compilation.workers import FEW, batched

pytest.importorskip("distributed", reason="a cluster needs the extra `cluster`")
from distributed import LocalCluster

from fengqiao_open.compilation import cluster as clusters
from fengqiao_open.compilation.cluster import on_cluster

pytestmark = pytest.mark.slow

#: Faults of a cell that has a fix, of a key, of what is printed, and a package that cannot be read.
BROKEN = ("FQ-T06", "FQ-K02", "FQ-P01", "FQ-D01")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    """Two worker processes of this machine; one that is killed is started again."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Broken packages, sound ones, an archive, and clashes of each kind; no test changes it.

    As many as one machine examines in this process: others would have to import everything for each test.
    """
    folder = tmp_path_factory.mktemp("country") / "towns"
    for code in BROKEN:
        make_bad(code, folder / "broken" / code)
    for name in ("linhe", "wuhe", "nanhe", "beihe"):
        make_town(folder / "sound" / name, name)
    make_town(folder / "sound" / "wuhe-2033", "wuhe", later=1)
    shutil.move(pack(folder / "sound" / "beihe"), folder / "beihe.zip")
    shutil.copytree(folder / "sound" / "linhe", folder / "again")  # the same rows from another server
    other = shutil.copytree(folder / "sound" / "nanhe", folder / "clashing")
    path = other / "data" / "areas.csv"
    path.write_text(path.read_text("utf-8").replace("Example District", "Sample District"), "utf-8")
    assert len(addresses([folder])) == FEW
    return folder


def facts(report: Report) -> list[Any]:
    """All of a report."""
    return [report, [(each, each.evidence, each.others) for each in (*report.findings, *report.known)]]


def small_batches(monkeypatch: pytest.MonkeyPatch, most: int = 2) -> None:
    """Many tasks of few packages, and marks compared in several shares."""
    monkeypatch.setattr(clusters, "_BATCH", most)
    monkeypatch.setattr(clusters, "_AT_ONCE", 5)


def test_a_cluster_finds_what_one_machine_finds(
    towns: Path, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word for word, the clashes among it, whose marks never come to this process."""
    small_batches(monkeypatch)
    packages = addresses([towns])
    wanted = validated(packages)
    assert {each.code for each in wanted.findings} >= {"FQ-C02"}
    assert facts(validated(packages, engine=on_cluster(local.scheduler_address))) == facts(wanted)


def test_paths_are_named_as_they_were_given(towns: Path, local: LocalCluster, tmp_path: Path) -> None:
    """Workers have a working folder of their own; findings name the paths of who asks."""
    with contextlib.chdir(towns.parent):
        packages = addresses(["towns/broken", "towns/beihe.zip"])
        assert not any(Path(each).is_absolute() for each in packages)
        wanted = validated(packages)
        assert facts(validated(packages, engine=on_cluster(local.scheduler_address))) == facts(wanted)
        made = combine(["towns/sound"], tmp_path / "all", engine=on_cluster(local.scheduler_address))
        assert made.taken and not any(Path(each).is_absolute() for each in made.taken)


@pytest.mark.parametrize("at", [1, 9])
def test_a_killed_worker_changes_nothing(
    at: int, towns: Path, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had examined, and the marks that only it had, are made anew."""
    small_batches(monkeypatch)
    packages: list[Address] = addresses([towns])
    killed = list[int]()

    def kill(done: int, _: int) -> None:
        if done == at:
            killed.append(next(iter(local.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    made = validated(packages, kill, engine=on_cluster(local.scheduler_address))
    assert killed and facts(made) == facts(validated(packages))


@pytest.mark.parametrize("killing", [False, True], ids=["whole", "killed"])
def test_what_is_combined_is_the_same(
    killing: bool, towns: Path, local: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, in several parts, whichever worker wrote them."""
    small_batches(monkeypatch)
    monkeypatch.setattr(
        "fengqiao_open.compilation.combine.shares", lambda sizes: [range(n, n + 1) for n in range(len(sizes))]
    )
    wanted = combine([towns], tmp_path / "one")
    assert len(wanted.taken) >= 5 and wanted.left_out

    def kill(done: int, total: int) -> None:
        if killing and done == total // 2 + 1:  # while parts are written
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)

    made = combine([towns], tmp_path / "two", progress=kill, engine=on_cluster(local.scheduler_address))
    assert (made.taken, made.left_out) == (wanted.taken, wanted.left_out)
    assert made.report.findings == wanted.report.findings and made.report.rows == wanted.report.rows
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


# With a cache.


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """What is validated, by workers that are threads of this process."""
    found: list[Address] = []

    def counted(address: Address, path: Path | None = None) -> Examined:
        found.append(address)
        return examine(address, path)

    monkeypatch.setattr("fengqiao_open.compilation.machine.examine", counted)
    return found


@pytest.fixture(scope="module")
def threads() -> Iterator[str]:
    """The address of a cluster of threads."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as cluster:
        yield cluster.scheduler_address


def read(path: Path, packages: Sequence[Address], scheduler: str) -> Report:
    """The report of a cluster with a cache."""
    with opened(path) as cache:
        made = validated(packages, engine=on_cluster(scheduler, cache))
        assert not cache.damaged
        return made


def test_with_a_cache_a_cluster_validates_only_what_has_changed(
    towns: Path, threads: str, asked: list[Address], tmp_path: Path
) -> None:
    """Catches a package that is validated again, one that is not, and a clash with one that was taken from the cache."""
    folder = Path(shutil.copytree(towns, tmp_path / "towns"))
    with contextlib.chdir(tmp_path):
        packages = addresses(["towns"])
        wanted = validated(packages)
        assert facts(read(Path("cache"), packages, threads)) == facts(wanted)
        assert {each.code for each in wanted.findings} >= {"FQ-C02"}
        lasting = {each for each in packages if lasts(examine(each))}
        assert 0 < len(lasting) < len(packages)
        asked.clear()
        assert facts(read(Path("cache"), packages, threads)) == facts(wanted)
        assert sorted(map(str, asked)) == sorted(str(each) for each in packages if each not in lasting)
        asked.clear()
        with opened(Path("cache")) as cache:  # and this machine takes what a cluster has written
            assert facts(validated(packages, engine=this_machine(cache))) == facts(wanted)
        assert not lasting & set(asked)
        changed = folder / "sound" / "wuhe"
        (changed / "notes.txt").write_text("A file beside the tables.\n", "utf-8")
        asked.clear()
        made = facts(read(Path("cache"), packages, threads))
        assert Path("towns/sound/wuhe") in asked and len(lasting & set(asked)) == 1
        assert made == facts(validated(packages))


def test_workers_that_check_otherwise_take_nothing_from_a_cache_and_add_nothing(
    towns: Path, threads: str, asked: list[Address], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another release of the library on a worker finds something else: neither may stand for the other."""
    packages = addresses([towns / "sound"])
    with monkeypatch.context() as patched:
        answers = iter(["of this machine"])
        patched.setattr(clusters, "checker", lambda: next(answers, "of a worker"))
        read(tmp_path / "cache", packages, threads)
    with opened(tmp_path / "cache") as cache:
        assert not any(map(cache.content, packages))
    read(tmp_path / "cache", packages, threads)
    with opened(tmp_path / "cache") as cache:
        assert all(map(cache.content, packages))
    asked.clear()
    with monkeypatch.context() as patched:
        answers = iter(["of this machine"])
        patched.setattr(clusters, "checker", lambda: next(answers, "of a worker"))
        read(tmp_path / "cache", packages, threads)
    assert sorted(map(str, asked)) == sorted(map(str, packages))


def test_a_killed_worker_leaves_the_cache_right(
    towns: Path, local: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a record of half a batch, and one that is missing."""
    monkeypatch.setattr("fengqiao_open.compilation.machine.batched", partial(batched, size=3))
    packages: list[Address] = addresses([towns])
    wanted = facts(validated(packages))

    def kill(done: int, _: int) -> None:
        if done == 1:
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)

    for progress in (kill, None):
        with opened(tmp_path / "cache") as cache:
            made = validated(packages, progress, engine=on_cluster(local.scheduler_address, cache))
            assert facts(made) == wanted and not cache.damaged


def test_the_commands_take_a_cluster(towns: Path, local: LocalCluster, tmp_path: Path) -> None:
    """The same report and exit code, and the compilation."""
    words = ("--engine", "dask", "--scheduler", local.scheduler_address, "--lang", "en")
    here = run("validate", towns, "--lang", "en")
    for more in ((), ("--cache", tmp_path / "cache"), ("--cache", tmp_path / "cache")):
        there = run("validate", towns, *words, *more)
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, "")
    made = run("combine", towns / "sound", "-o", tmp_path / "all", *words)
    assert (made.returncode, made.stderr) == (0, ""), made.stdout
    refused = run("combine", towns, "-o", tmp_path / "other", *words[2:])
    assert (refused.returncode, "--scheduler goes with --engine dask" in refused.stderr) == (2, True)
