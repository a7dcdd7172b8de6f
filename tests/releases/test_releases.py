"""Releases read from where they lie, another one loaded by its name and hash, and the release command of this repository."""

from __future__ import annotations

import gc
import http.server
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packages import ROOT, hash_of, pack
from test_comparison import replaced, to_version

import fengqiao_open as fo
from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage import cache as kept
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.releases.comparison import compare
from fengqiao_open.releases.reading import read_release

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    """Run git as somebody, with no settings but its own."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    names = {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env=own | names, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, *tags: str) -> None:
    """Commit everything, and tag it."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")
    for tag in tags:
        git(folder, "tag", tag)


def wheel(package: Path) -> Path:
    """A wheel with a package where the build puts it."""
    path = package.parent / "fengqiao_open-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fengqiao_open/__init__.py", "")
        archive.writestr("fengqiao_open-0.1.0.dist-info/METADATA", "Metadata-Version: 2.4\n")
        for each in sorted(package.rglob("*.*")):
            archive.write(each, f"fengqiao_open/_package/{each.relative_to(package).as_posix()}")
    return path


# Where a release lies


def test_a_wheel_is_read_like_its_folder(good: Path) -> None:
    """Whoever has an installed release at hand has a wheel."""
    assert compare(read_release(str(good)), read_release(str(wheel(good)))).changes == ()
    assert fo.load("units", wheel(good)).equals(fo.load("units", good))


@needs_git
def test_a_git_revision_is_read_as_it_was(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The working tree and the settings of the repository must not leak into an old release."""
    (good / ".gitattributes").write_text("*.csv text eol=crlf export-ignore\n")
    commit(good, "v0.1.0")
    replaced(good, "observations", ",20.5,", ",20.6,")
    commit(good)
    old = read_release(f"{good}@v0.1.0")
    assert b",20.5," in old.path("observations").read_bytes()
    assert b"\r" not in old.path("observations").read_bytes()
    assert [each.new for each in compare(old, read_release(str(good))).changes] == ["20.6"]
    monkeypatch.chdir(good)
    assert read_release("HEAD~1").path("themes").read_bytes() == old.path("themes").read_bytes()
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert read_release("v0.1.0").version == "0.1.0"


@needs_git
def test_a_package_in_a_folder_of_a_repository_is_found_there(good: Path, tmp_path: Path) -> None:
    """Towns may keep several packages in one repository."""
    top = tmp_path / "top"
    shutil.copytree(good, top / "town")
    commit(top, "v1")
    assert read_release(f"{top / 'town'}@v1").tables == read_package(good).tables


@needs_git
def test_a_link_in_a_revision_is_refused(good: Path) -> None:
    """What a link leads to is not part of the release."""
    (good / "data" / "themes.csv").unlink()
    (good / "data" / "themes.csv").symlink_to("/etc/passwd")
    commit(good, "v1")
    with pytest.raises(PackageError, match=r"data/themes\.csv is not a regular file at v1"):
        read_release(f"{good}@v1")


@needs_git
def test_nothing_is_left_behind(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each diff would leave a copy of the package in the temporary folder."""
    commit(good, "v1")
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    read_release(f"{good}@v1")
    with pytest.raises(PackageError, match="v2 is not a folder"):
        read_release(f"{good}@v2")
    gc.collect()
    assert list(place.iterdir()) == []


# Another release, by name and hash


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("FENGQIAO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.usefixtures("no_network")
def test_another_release_is_loaded_from_a_folder_an_archive_or_a_file_url(good: Path) -> None:
    """A study is repeated with the release it used, wherever that was put."""
    replaced(good, "observations", ",20.5,", ",20.6,")
    to_version(good, "7.0.0")
    made = wheel(good)  # once: a wheel has the time at which it was made
    digest_of_made = hash_of(made)
    for source, digest in (
        (good, None),
        (str(good), None),
        (pack(good), None),
        (made, digest_of_made),
        (made.as_uri(), f"sha256:{digest_of_made}"),
    ):
        frame = fo.load("observations", version="7.0.0", source=source, sha256=digest)
        assert frame["value"].iloc[0] == 20.6
        assert frame.attrs["version"] == "7.0.0"


@pytest.mark.usefixtures("no_network")
def test_a_version_that_is_not_there_is_never_fetched(good: Path) -> None:
    """A library that goes looking for a release would be neither offline nor silent about it."""
    own = fo.__version__
    assert fo.load("units", version=own).equals(fo.load("units"))
    with pytest.raises(ValueError, match=rf"Version {own} is installed. Say where version 7.0.0 is: source="):
        fo.load("units", version="7.0.0")
    with pytest.raises(ValueError, match="name the release with source="):
        fo.load("units", sha256="0" * 64)
    with pytest.raises(PackageError, match=r"is version 0\.1\.0, not 7\.0\.0"):
        fo.load("units", version="7.0.0", source=good)
    with pytest.raises(PackageError, match=r"is version 0\.1\.0, not 7\.0\.0"):
        fo.load("units", good, version="7.0.0")
    with pytest.raises(ValueError, match="give one of them"):
        fo.load("units", good, source=good)


@pytest.mark.usefixtures("no_network")
def test_what_has_another_hash_is_not_read(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash is what makes a study repeatable; it is looked at before the content."""
    path = wheel(good)
    monkeypatch.setattr(kept, "read_archive", lambda *_: pytest.fail("read"))
    for source in (path, path.as_uri()):
        with pytest.raises(PackageError, match="Its content is not read"):
            fo.load("units", source=source, sha256="0" * 64)
    with pytest.raises(PackageError, match="is not an archive"):
        fo.load("units", source=good / DESCRIPTOR, sha256=hash_of(good / DESCRIPTOR))
    with pytest.raises(ValueError, match="A folder has no hash"):
        fo.load("units", source=good, sha256="0" * 64)


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    ("source", "digest", "why"),
    [
        ("https://example.org/a.whl", None, "add sha256="),
        ("https://example.org/a.whl", "12", "64 hexadecimal digits"),
        ("http://example.org/a.whl", "0" * 64, "by https: only"),
        ("ftp://example.org/a.whl", "0" * 64, "by https: only"),
        ("file://example.org/a.whl", "0" * 64, "a file of this machine"),
    ],
)
def test_a_url_needs_a_hash_and_https(source: str, digest: str | None, why: str) -> None:
    """Without a hash the content may be anything; over http: anybody on the way can read what is asked for."""
    with pytest.raises(ValueError, match=why):
        fo.load("units", source=source, sha256=digest)


class _Answers(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "ftp://example.org/a.zip")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of this machine, which for the test may be asked without https."""
    monkeypatch.setattr(kept, "SCHEMES", ("http",))
    monkeypatch.setenv("no_proxy", "*")
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *words: _Answers(*words, directory=str(tmp_path))
    ) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()


def test_a_release_is_fetched_once_kept_and_never_silently(
    good: Path, server: str, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A second run works offline; a kept file that was changed is not believed."""
    path = wheel(good)
    source, digest = f"{server}/{path.name}", hash_of(path)
    with caplog.at_level(logging.WARNING, "fengqiao_open"):
        first = fo.load("units", version="0.1.0", source=source, sha256=digest)
        assert [each.getMessage().split(";")[0] for each in caplog.records] == [f"Fetching {source}"]
        path.unlink()
        assert fo.load("units", source=source, sha256=digest).equals(first)
        assert len(caplog.records) == 1
        (file,) = cache.iterdir()
        file.write_bytes(b"PK\x03\x04 changed")
        with pytest.raises(PackageError, match=r"cannot be downloaded: .*not found"):
            fo.load("units", source=source, sha256=digest)
        assert "was changed since it was fetched" in caplog.text


def test_what_is_fetched_with_another_hash_is_not_kept(
    good: Path, server: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what is larger than an archive may be, or lies behind a redirect to elsewhere."""
    path = wheel(good)
    with pytest.raises(PackageError, match="not the expected file"):
        fo.load("units", source=f"{server}/{path.name}", sha256="0" * 64)
    with pytest.raises(PackageError, match=r"it leads on to ftp://example\.org"):
        fo.load("units", source=f"{server}/moved", sha256="0" * 64)
    monkeypatch.setattr(kept, "LARGEST_ARCHIVE", 1_000)
    with pytest.raises(PackageError, match="is larger than"):
        fo.load("units", source=f"{server}/{path.name}", sha256=hash_of(path))
    assert list(cache.iterdir()) == []


def test_importing_and_loading_does_not_import_what_fetches() -> None:
    """The first load of the installed release must cost what it cost before."""
    code = "import sys, fengqiao_open as fo; fo.load('units'); print('fengqiao_open.releases' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# The release of this repository


LOG = "# Changelog\n\n## {version} (2026-11-23)\n\n- A line.\n"


def release(root: Path, *steps: str) -> tuple[int, str]:
    """Exit code and output of the release command for another repository."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "release.py"), *steps, "--root", str(root)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def stated(root: Path, number: str) -> None:
    """Say a version everywhere."""
    to_version(root, number)
    (root / "CITATION.cff").write_text(f"version: {number}\ndate-released: 2026-11-23\n", "utf-8")
    before = (root / "CHANGELOG.md").read_text("utf-8") if (root / "CHANGELOG.md").exists() else ""
    (root / "CHANGELOG.md").write_text(
        LOG.format(version=number) + before.removeprefix("# Changelog\n"), "utf-8"
    )
    refresh(read_package(root))


@pytest.fixture
def repository(good: Path) -> Path:
    """A repository with one release, and a corrected cell since."""
    stated(good, "0.1.0")
    commit(good, "v0.1.0")
    replaced(good, "indicators", "money,,,flow,higher", "money,,,flow,none")
    refresh(read_package(good))
    return good


@pytest.mark.slow
@needs_git
def test_a_release_passes_only_with_version_errata_and_everything_committed(repository: Path) -> None:
    """The way of every release: each thing forgotten stops it, with what to do."""
    commit(repository)
    code, text = release(repository, "changes")
    assert code == 1 and "too low: raise it to 0.1.1" in text
    code, text = release(repository, "said")
    assert code == 1 and "Version 0.1.0 is tagged already, on another commit: raise it." in text

    stated(repository, "0.1.1")
    code, text = release(repository, "said")
    assert code == 1 and "Not committed: " in text
    commit(repository)
    code, text = release(repository, "said", "changes")
    assert code == 1 and "fengqiao-open diff v0.1.0 . --changelog CHANGELOG.md" in text

    made = subprocess.run(
        [sys.executable, "-c", "from fengqiao_open.cli import main; main()", "diff", "v0.1.0", ".", "--changelog", "CHANGELOG.md"],
        cwd=repository, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    commit(repository, "v0.1.1")
    code, text = release(repository, "said", "data", "changes")
    assert code == 0, text
    assert "correction gross-industrial-output (Gross industrial output) direction: higher → none" in text
    _, notes = release(repository, "notes")
    assert "(Gross industrial output) | direction | higher | none | |" in notes and "0.1.0 (" not in notes


@needs_git
def test_a_tag_that_is_not_the_version_stops_the_release(repository: Path) -> None:
    """The tag is typed by hand; the page of the release would bear another number than the wheel."""
    stated(repository, "0.1.1")
    commit(repository, "v0.2.0")
    code, text = release(repository, "said")
    assert code == 1 and "tagged v0.2.0, but its version is 0.1.1" in text


@needs_git
def test_the_last_release_is_the_highest_and_not_the_latest_or_longest_tag(good: Path) -> None:
    """0.10.0 comes after 0.9.0, and a tag of another kind is no release."""
    for number in ("0.9.0", "0.10.0"):
        stated(good, number)
        commit(good, f"v{number}")
    (good / "x.txt").write_text("x")
    commit(good)
    git(good, "tag", "vintage")
    to_version(good, "0.9.9")
    code, text = release(good, "changes")
    assert code == 1 and "@v0.10.0 (0.10.0)" in text and "lower than 0.10.0" in text


def test_a_full_folder_of_builds_stops_the_build(tmp_path: Path) -> None:
    """What lies there from last time would be uploaded with the rest."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "old.whl").touch()
    code, text = release(tmp_path, "build")
    assert code == 1 and "is not empty" in text


def test_this_repository_says_one_version_everywhere() -> None:
    """A version in the citation that nobody raised is cited for years."""
    code, text = release(ROOT, "notes")
    assert code == 0 and text.strip()
    number = json.loads((ROOT / DESCRIPTOR).read_text("utf-8"))["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == number
    pinned = re.findall(r"(?:rev: |@)v(\d+\.\d+\.\d+)", (ROOT / "docs" / "automation.md").read_text("utf-8"))
    assert pinned and set(pinned) == {number}


@pytest.mark.slow
def test_the_workflow_is_one_and_runs_the_command() -> None:
    """It is run only at a release, when a misspelt key is too late to mend; what it checks is what runs here."""
    pytest.importorskip("check_jsonschema", reason="the validator of workflows needs the extra `dev`")
    path = ROOT / ".github" / "workflows" / "release.yml"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    runs = [step["run"] for step in jobs["check"]["steps"] if "run" in step]
    assert "python tools/release.py" in runs
    assert jobs["publish"]["needs"] == "check" and jobs["publish"]["permissions"] == {"id-token": "write"}
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert all("@v" in each for each in used)
