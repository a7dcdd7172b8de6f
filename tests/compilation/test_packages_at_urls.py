"""Packages at URLs: found, copied, checked and combined as those of this machine are."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from command import run
from packages import files_of, make_bad, pack
from towns import make_town

from fengqiao_open import PackageError, Report
from fengqiao_open.compilation import remote
from fengqiao_open.compilation.addresses import addresses
from fengqiao_open.compilation.cache import opened
from fengqiao_open.compilation.combine import combine
from fengqiao_open.compilation.discover import validated
from fengqiao_open.compilation.machine import this_machine

CODES = ("FQ-P01", "FQ-F01", "FQ-T06", "FQ-D01", "FQ-D10")
FOUND = [
    "bad/FQ-D10.zip",
    "bad/FQ-D01",
    "bad/FQ-F01",
    "bad/FQ-P01",
    "bad/FQ-T06",
    "good/nanhe.zip",
    "good/linhe",
]


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sound and broken packages, archives among them, below folders; no test changes it."""
    folder = tmp_path_factory.mktemp("kept") / "towns"
    for code in CODES:
        make_bad(code, folder / "bad" / code)
    shutil.rmtree(folder / "bad" / "FQ-D10", ignore_errors=True)
    make_town(folder / "good" / "linhe", "linhe")
    pack(make_town(folder / "good" / "nanhe", "nanhe"))
    shutil.rmtree(folder / "good" / "nanhe")
    (folder / "good" / "notes.txt").write_text("no package", "utf-8")
    (folder / ".trash").mkdir()
    shutil.copytree(folder / "good" / "linhe", folder / ".trash" / "old")
    return folder


@pytest.fixture
def in_memory(towns: Path) -> Iterator[str]:
    """The same in a store of fsspec that needs no server."""
    store = fsspec.filesystem("memory")
    store.put(str(towns), "/towns", recursive=True)
    yield "memory://towns"
    store.rm("/towns", recursive=True)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and lists folders, and prints nothing of it."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def over_http(towns: Path) -> Iterator[str]:
    """The same on a server of this machine that lists its folders."""
    pytest.importorskip("aiohttp", reason="fsspec reads http with aiohttp")
    handler = functools.partial(Quiet, directory=str(towns.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/towns"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def in_s3(towns: Path) -> Iterator[str]:
    """The same in a bucket, on one server of moto: fsspec remembers where it found the first."""
    pytest.importorskip("s3fs", reason="fsspec reads S3 with s3fs")
    server = pytest.importorskip("moto.server", reason="the bucket is moto's").ThreadedMotoServer(
        "127.0.0.1", port=0
    )
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        store = fsspec.filesystem("s3", skip_instance_cache=True)
        store.mkdir("country")
        store.put(str(towns), "country/towns", recursive=True)
        yield "s3://country/towns"
    server.stop()


def named_locally(report: Report, url: str, towns: Path) -> list[tuple[object, ...]]:
    """All that is said of a report in both languages, with the URL as the path that it stands for."""
    return [
        (each.code, each.table, each.line, each.column, each.key, each.fix, each.evidence.cells,
         *(text.replace(url, str(towns)) for text in (each.evidence.file, each.evidence.package)),
         *(say(lang).replace(url, str(towns)) for say in (each.found, each.how_to_fix) for lang in ("zh", "en")))
        for each in (*report.findings, *report.known)
    ]  # fmt: skip


def check_a_store(url: str, towns: Path) -> None:
    """The packages are found in the order of those of this machine, and so are their findings."""
    found = addresses([url])
    assert [str(each).removeprefix(f"{url}/") for each in found] == FOUND
    assert [Path(each).relative_to(towns).as_posix() for each in addresses([towns])] == FOUND
    report = validated(found)
    assert named_locally(report, url, towns) == named_locally(
        validated(addresses([towns])), str(towns), towns
    )
    assert report.overview is not None
    assert [each.path for each in report.overview.packages] == found
    assert addresses([f"{url}/good/nanhe.zip", f"{url}/good/linhe/datapackage.json"]) == [
        f"{url}/good/nanhe.zip",
        f"{url}/good/linhe/datapackage.json",
    ]


def test_a_store_without_a_server(in_memory: str, towns: Path, tmp_path: Path) -> None:
    """Folders and archives, sound and broken; nothing of a copy is left, and none is named."""
    before = set(tmp_path.parent.parent.iterdir())
    check_a_store(in_memory, towns)
    assert set(tmp_path.parent.parent.iterdir()) == before
    report = validated(addresses([in_memory]))
    assert "/tmp" not in repr([(each, each.evidence) for each in report.findings])


def test_a_server_that_lists_its_folders(over_http: str, towns: Path) -> None:
    """Links of a page to folders above it, or sorted otherwise, are not followed."""
    check_a_store(over_http, towns)
    made = run("validate", f"{over_http}/good/nanhe.zip", "--lang", "en")
    assert (made.returncode, made.stderr, made.stdout.startswith("No problems found")) == (0, "", True)


@pytest.mark.slow
def test_a_bucket(in_s3: str, towns: Path, tmp_path: Path) -> None:
    """S3, also combined, and by the commands."""
    check_a_store(in_s3, towns)
    made = combine([f"{in_s3}/good"], tmp_path / "all")
    combine([towns / "good"], tmp_path / "wanted")
    assert set(made.taken) == {f"{in_s3}/good/linhe", f"{in_s3}/good/nanhe.zip"}
    assert files_of(tmp_path / "all") == files_of(tmp_path / "wanted")
    told = run("validate", in_s3, "--lang", "en", "--all", tmp_path / "all.csv")
    assert told.returncode == 1 and told.stdout.startswith("7 packages: ")


@pytest.mark.slow
def test_a_bucket_on_a_cluster(
    in_s3: str, towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each worker reads its own packages; the process that asks reads those that clash."""
    pytest.importorskip("distributed", reason="a cluster needs the extra `cluster`")
    # All packages are one batch, for one worker of the cluster that each command starts.
    monkeypatch.setattr("distributed.deploy.local.nprocesses_nthreads", lambda: (1, 1))
    here = run("validate", in_s3, "--lang", "en")
    assert run("validate", in_s3, "--lang", "en", "--engine", "dask").stdout == here.stdout
    made = run("combine", f"{in_s3}/good", "-o", tmp_path / "all", "--engine", "dask")
    assert made.returncode == 0, made.stderr
    combine([towns / "good"], tmp_path / "wanted")
    assert files_of(tmp_path / "all") == files_of(tmp_path / "wanted")


def test_what_was_validated_at_a_url_is_in_the_cache(
    in_memory: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy lies elsewhere each time; what it holds counts."""
    packages = addresses([f"{in_memory}/good"])
    with opened(tmp_path / "cache") as cache:
        wanted = validated(packages, engine=this_machine(cache))
    monkeypatch.setattr("fengqiao_open.compilation.machine.examine", None)
    with opened(tmp_path / "cache") as cache:
        assert validated(packages, engine=this_machine(cache)) == wanted


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("memory://nowhere", "does not exist"),
        ("memory://towns/good/linhe/data", "contains no package"),
        ("zz://towns", "zz"),
    ],
)
def test_a_url_without_packages_is_one_line(url: str, message: str, in_memory: str) -> None:
    """As a path without packages."""
    made = run("validate", url, "--lang", "en")
    assert (made.returncode, message in made.stderr, made.stderr.count("\n")) == (2, True, 1), made.stderr


def test_a_library_that_fsspec_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """“No module named s3fs” after all packages failed would come late."""

    def missing(_: str) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(remote.fsspec.core, "url_to_fs", missing)
    with pytest.raises(ImportError, match=r"s3://x/a\.zip cannot be read: Install s3fs"):
        addresses(["s3://x/a.zip"])


def test_no_more_is_copied_than_a_package_may_have(in_memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server may send without end; a size that it names may be a lie."""
    monkeypatch.setattr(remote, "LARGEST_CONTENT", 10_000)
    monkeypatch.setattr(remote, "LARGEST_ARCHIVE", 10_000)
    for name in ("good/linhe", "good/nanhe.zip"):
        with (
            pytest.raises(PackageError, match="is larger than 10000 bytes"),
            remote.copied(f"{in_memory}/{name}"),
        ):
            pass
        report = validated([f"{in_memory}/{name}"])
        assert [each.code for each in report.findings] == ["FQ-D01"]


def test_no_path_of_a_descriptor_leads_a_copy_out_of_its_folder(in_memory: str, tmp_path: Path) -> None:
    """A descriptor from elsewhere must not write files of the reader, nor read those of its server."""
    store = fsspec.filesystem("memory")
    text = store.cat("/towns/good/linhe/datapackage.json").decode()
    store.pipe(
        "/towns/good/linhe/datapackage.json",
        text.replace('"data/sources.csv"', '"../../secret.csv"').encode(),
    )
    store.pipe("/towns/secret.csv", b"secret")
    with remote.copied(f"{in_memory}/good/linhe") as folder:
        assert "secret.csv" not in {path.name for path in folder.parent.rglob("*")}
    assert "FQ-D07" in {each.code for each in validated([f"{in_memory}/good/linhe"]).findings}


@pytest.mark.parametrize("path", ["", ".", "data", "data/sources.csv/x.csv"])
def test_a_path_that_is_no_file_is_a_finding_on_its_table(path: str, in_memory: str) -> None:
    """One senseless path must not hide what else is in a package."""
    store = fsspec.filesystem("memory")
    text = store.cat("/towns/good/linhe/datapackage.json").decode()
    store.pipe("/towns/good/linhe/datapackage.json", text.replace('"data/units.csv"', f'"{path}"').encode())
    report = validated([f"{in_memory}/good/linhe"])
    assert "units" in {each.table for each in report.findings if each.severity == "error"}
    assert all(count for name, count in report.rows.items() if name != "units")


def test_a_file_url_is_a_path(towns: Path) -> None:
    """Nothing of this machine needs a copy."""
    assert addresses([f"file://{towns}/good"]) == addresses([towns / "good"])


def test_a_relative_path_is_no_url(towns: Path) -> None:
    """Names with a colon are those of files."""
    with contextlib.chdir(towns):
        assert addresses(["good"]) == [Path("good/nanhe.zip"), Path("good/linhe")]
    assert os.sep in str(towns)
