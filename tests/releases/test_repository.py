"""A git repository from elsewhere is read, and nothing that it names is run, fetched or followed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from packages import make_good

from fengqiao_open.datapackage.package import read_package
from fengqiao_open.errors import PackageError
from fengqiao_open.releases.reading import read_release

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    """Run git as somebody, with no settings but the repository's."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    names = {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env=own | names, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def repository(folder: Path, *words: str) -> Path:
    """A good package in a repository with two commits, the first tagged v1."""
    make_good(folder)
    git(folder, "init", "--quiet", "--initial-branch=main", *words)
    for tag in ("v1", "v2"):
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--allow-empty", "--message", tag)
        git(folder, "tag", tag)
    return folder


def without_content(folder: Path) -> None:
    """Remove the content of a table from the objects, as a partial clone lacks it."""
    blob = git(folder, "rev-parse", "v1:data/units.csv")
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


def _promisor(folder: Path, script: Path) -> None:
    git(folder, "config", "core.repositoryformatversion", "1")
    git(folder, "config", "extensions.partialClone", "origin")
    git(folder, "config", "remote.origin.promisor", "true")
    git(folder, "config", "remote.origin.url", f"ext::{script}")
    git(folder, "config", "protocol.ext.allow", "always")
    without_content(folder)


def _ssh(folder: Path, script: Path) -> None:
    _promisor(folder, script)
    git(folder, "config", "remote.origin.url", "ssh://127.0.0.1/x")
    git(folder, "config", "core.sshCommand", str(script))


def _upload_pack(folder: Path, script: Path) -> None:
    _promisor(folder, script)
    git(folder, "config", "remote.origin.url", str(folder))
    git(folder, "config", "remote.origin.uploadpack", str(script))


def _include(folder: Path, script: Path) -> None:
    _promisor(folder, script)
    own = folder / ".git" / "config"
    (folder / "other").write_bytes(own.read_bytes())
    own.write_text("[core]\n\trepositoryformatversion = 1\n[include]\n\tpath = ../other\n")


def _fsmonitor(folder: Path, script: Path) -> None:
    git(folder, "config", "core.fsmonitor", str(script))


def _hooks_path(folder: Path, script: Path) -> None:
    hooks = folder / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(script, hooks / name)
    git(folder, "config", "core.hooksPath", str(hooks))


def _hooks(folder: Path, script: Path) -> None:
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(script, folder / ".git" / "hooks" / name)


def _attributes(folder: Path, script: Path) -> None:
    for name in ("diff.trap.textconv", "diff.trap.command", "filter.trap.smudge", "filter.trap.process"):
        git(folder, "config", name, str(script))
    git(folder, "config", "diff.external", str(script))
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "attributes").write_text("* diff=trap filter=trap\n")


def _alias(folder: Path, script: Path) -> None:
    for name in ("rev-parse", "ls-tree", "cat-file"):
        git(folder, "config", f"alias.{name}", f"!{script}")
        git(folder, "config", f"pager.{name}", str(script))
    git(folder, "config", "core.pager", str(script))


Trap = Callable[[Path, Path], None]
LACKING: tuple[Trap, ...] = (_promisor, _ssh, _upload_pack, _include)
WHOLE: tuple[Trap, ...] = (_fsmonitor, _hooks_path, _hooks, _attributes, _alias)


@pytest.mark.parametrize("trap", [*LACKING, *WHOLE], ids=lambda trap: trap.__name__.strip("_"))
def test_no_command_of_a_repository_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    """Comparing what a stranger sent would run the stranger's program."""
    folder, mark = repository(tmp_path / "town"), tmp_path / "mark"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    trap(folder, script)
    monkeypatch.chdir(folder)
    for where in ("v1", f"{folder}@v1"):
        if trap in LACKING:
            with pytest.raises(PackageError, match="git repository in town"):
                read_release(where)
        else:
            assert read_release(where).version == read_package(folder).version
    assert not mark.exists()


def test_a_program_in_the_folder_is_not_taken_for_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the search path names the working folder, its `git` would run."""
    folder = repository(tmp_path / "town")
    (folder / "git").write_text(f"#!/bin/sh\ntouch {tmp_path / 'mark'}\n")
    (folder / "git").chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    assert read_release("v1").tables == read_package(folder).tables
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("GIT_TRACE", "{mark}"), ("GIT_SSH_COMMAND", "touch {mark}"), ("GIT_EXTERNAL_DIFF", "touch {mark}")],
)
def test_the_environment_adds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """What a hook or a build set for its own repository would have an effect on this one."""
    folder, mark = repository(tmp_path / "town"), tmp_path / "mark"
    monkeypatch.setenv(name, value.format(mark=mark))
    assert read_release(f"{folder}@v1").version
    assert not mark.exists()


def test_objects_of_another_folder_are_refused(tmp_path: Path) -> None:
    """A file of the repository would decide which folders of this machine are read."""
    repository(tmp_path / "town")
    git(tmp_path, "clone", "--quiet", "--shared", "town", "shared")
    with pytest.raises(PackageError, match="make a full clone"):
        read_release(f"{tmp_path / 'shared'}@v1")


def test_references_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """A link in place of the references would have a whole disk copied."""
    folder = repository(tmp_path / "town")
    (folder / ".git" / "refs" / "tags").rename(tmp_path / "tags")
    (folder / ".git" / "refs" / "tags").symlink_to(tmp_path / "tags")
    with pytest.raises(PackageError, match="v1 is not a folder"):
        read_release(f"{folder}@v1")


@pytest.mark.parametrize("named", ["loop", "a\0b"], ids=["a link to itself", "a name that no system has"])
def test_a_repository_that_is_nowhere_is_no_traceback(tmp_path: Path, named: str) -> None:
    """A file `.git` may name any place; a link to itself was a traceback and exit code 1."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / ".git").write_text(f"gitdir: {named}\n", "utf-8")
    with pytest.raises(PackageError, match=r"names no repository|not a git repository"):
        read_release(f"{tmp_path}@v1")


REVISIONS = ("v1", "main", "HEAD", "HEAD~1", "refs/tags/v1", "main^{commit}")


@pytest.mark.parametrize(
    "form", ["loose", "packed", "sha256", "bare", "worktree", "shallow", "reference log"]
)
def test_revisions_of_every_kind_of_repository_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """What is closed to a stranger must stay open to the repository's owner."""
    folder = repository(tmp_path / "town", *(("--object-format=sha256",) if form == "sha256" else ()))
    revisions = [*REVISIONS, git(folder, "rev-parse", "v1"), git(folder, "rev-parse", "--short", "v1")]
    if form == "packed":
        git(folder, "gc", "--quiet")
    elif form == "bare":
        git(tmp_path, "clone", "--quiet", "--bare", "--no-local", "town", "bare")
        # What is both a path and a revision is a path: HEAD is a file of this folder.
        folder, revisions = tmp_path / "bare", [each for each in revisions if each != "HEAD"]
    elif form == "worktree":
        git(folder, "worktree", "add", "--quiet", str(tmp_path / "beside"), "v1")
        git(tmp_path / "beside", "commit", "--quiet", "--allow-empty", "--message", "x")
        folder = tmp_path / "beside"
    elif form == "shallow":
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder}", "shallow")
        folder, revisions = tmp_path / "shallow", ["HEAD", "main", "v2", "origin/main"]
    elif form == "reference log":
        revisions = ["HEAD@{1}"]
    monkeypatch.chdir(folder)
    found = {revision: read_release(revision).version for revision in revisions}
    assert set(found.values()) == {read_package(tmp_path / "town").version}
