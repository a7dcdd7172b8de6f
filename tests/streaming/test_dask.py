"""A cluster finds what one machine finds, also when it loses a worker in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from large_tables import facts, large_report, make_lists, places
from seeded_defects import Seeded

from fengqiao_open import Report
from fengqiao_open.streaming.validate_table import validate_table

pytest.importorskip("distributed", reason="a cluster needs the extra `cluster`")
import dask
from distributed import Client, LocalCluster

from fengqiao_open.streaming import dask as cluster
from fengqiao_open.streaming.dask import on_cluster

pytestmark = pytest.mark.slow

# Small enough for a byte range to begin and end within quoted cells of several lines.
RANGE, ROWS = 2_500, 40


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """A table with defects of all kinds, quoted line ends among them."""
    return Seeded(tmp_path_factory.mktemp("seeded"), shapes=True, lone_quotes=False)


@pytest.fixture(scope="module")
def wanted(seeded: Seeded) -> Mapping[bool, Report]:
    """What one machine finds in CSV, and in Parquet."""
    files = {False: seeded.as_csv(), True: seeded.as_parquet(20)}
    return {packed: large_report(each, seeded.lists) for packed, each in files.items()}


@contextmanager
def _started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask that listens on this machine alone, and ends with the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", *words, "--no-dashboard"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(there: Callable[[], bool]) -> None:
    """Wait for something, not for ever."""
    for _ in range(6_000):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


Cluster = tuple[str, list[subprocess.Popen[bytes]]]


@pytest.fixture(scope="module")
def over_tcp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and three workers, each a process of its own: its address, and the workers that are alive.

    Processes take longer to start than a test takes: two tests kill one each, and leave another to go on.
    """
    facts_file = tmp_path_factory.mktemp("scheduler") / "scheduler.json"
    scheduler = (
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--scheduler-file",
        str(facts_file),
    )
    with _started(*scheduler):
        _until(facts_file.exists)
        _until(lambda: facts_file.read_text("utf-8").endswith("}"))
        address = json.loads(facts_file.read_text("utf-8"))["address"]
        worker = (
            "distributed.cli.dask_worker",
            address,
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-nanny",
        )
        with _started(*worker) as one, _started(*worker) as two, _started(*worker) as three:
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(3, timeout=600)
            yield address, [one, two, three]


def check(
    files: list[Path], lists: Path, address: str, progress: Callable[[int], None] | None = None
) -> Report:
    """The report of a cluster."""
    engine = on_cluster(address, size=RANGE, rows=ROWS)
    return validate_table("observations", files, lists, engine=engine, progress=progress)


def test_a_cluster_finds_what_one_machine_finds(
    seeded: Seeded, wanted: Mapping[bool, Report], over_tcp: Cluster
) -> None:
    """Byte ranges that are read apart, and keys of all of them that are compared, CSV and Parquet."""
    address, _ = over_tcp
    report = check(seeded.as_csv(), seeded.lists, address)
    assert places(report) == seeded.places
    assert facts(report) == facts(wanted[False])
    assert facts(check(seeded.as_parquet(20), seeded.lists, address)) == facts(wanted[True])


def test_lone_quotes_are_read_from_the_start(tmp_path: Path, over_tcp: Cluster) -> None:
    """Where quotes do not pair, no worker can know where its byte range begins."""
    malformed = Seeded(tmp_path, shapes=True)
    report = check(malformed.as_csv(), malformed.lists, over_tcp[0])
    assert places(report) == malformed.places
    assert facts(report) == facts(large_report(malformed.as_csv(), malformed.lists))


@pytest.mark.parametrize("packed", [False, True], ids=["csv", "parquet"])
def test_a_worker_killed_in_the_middle_changes_nothing(
    seeded: Seeded, wanted: Mapping[bool, Report], over_tcp: Cluster, packed: bool
) -> None:
    """What it had is made anew by another: nothing is found twice, nothing is lost."""
    address, workers = over_tcp
    killed = workers.pop()
    files = seeded.as_parquet(20) if packed else seeded.as_csv()
    progress = list[int]()

    def kill(rows: int) -> None:
        progress.append(rows)
        if len(progress) == 1:
            killed.send_signal(signal.SIGKILL)

    report = check(files, seeded.lists, address, kill)
    assert killed.wait(10) == -signal.SIGKILL and workers
    assert len(progress) > 8
    assert facts(report) == facts(wanted[packed])


def test_a_worker_that_comes_back_changes_nothing(seeded: Seeded, wanted: Mapping[bool, Report]) -> None:
    """A nanny starts the only worker again when it is killed; it knows nothing of what it had."""
    progress = list[int]()

    def kill(rows: int) -> None:
        progress.append(rows)
        if len(progress) == 1:
            os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)

    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as local:
        report = check(seeded.as_csv(), seeded.lists, local.scheduler_address, kill)
    assert len(progress) > 8
    assert facts(report) == facts(wanted[False])


def test_a_cluster_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    """A wrong address ends in one line, not in a wait without end."""
    lists = make_lists(tmp_path / "lists", ["r1"])

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(OSError, match=r"127\.0\.0\.1:9"),
    ):
        check([lists / "sources.csv"], lists, "tcp://127.0.0.1:9")


def test_a_scheduler_that_does_not_answer_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare time-out says neither what was waited for nor how to start it."""

    def silent(*_: object, **__: object) -> None:
        raise OSError("Timed out")

    monkeypatch.setattr(cluster, "Client", silent)
    with (
        pytest.raises(OSError, match=r"No scheduler answers at tcp://x:1 .*dask scheduler"),
        on_cluster("tcp://x:1")(),
    ):
        pass
