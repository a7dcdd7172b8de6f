"""Revisions of a git repository, read without any effect of its configuration.

A repository can name commands to run and servers to fetch from: in its configuration and the files that
includes, in hooks, in attributes. So git never works in it. It gets a repository of our own with an empty
configuration, a copy of the other's references, and its objects to read; nothing else is fetched.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import worded
from .files import read_plain

_SECONDS = 60
_MAX_BYTES = 256 * 2**20
_MAX_REFERENCES = 100_000
_PLAIN = ("HEAD", "packed-refs", "shallow")
_TREES = ("refs", "logs")
_KEEP = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
# git leaves system and user configuration alone, asks nobody, follows no replacement, and reaches no server.
_CLOSED = {
    **dict.fromkeys(("GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL"), os.devnull),
    **dict.fromkeys(("GIT_CONFIG_NOSYSTEM", "GIT_ATTR_NOSYSTEM"), "1"),
    **dict.fromkeys(("GIT_NO_LAZY_FETCH", "GIT_NO_REPLACE_OBJECTS"), "1"),
    **dict.fromkeys(("GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT"), "0"),
    **{"GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"},
}


class RepositoryError(Exception):
    """Why a repository cannot be read, in one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit: its mode, kind and size in bytes, and the name of its content."""

    mode: str
    kind: str
    size: int
    blob: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository as git is shown it.

    Attributes:
        program: the git program.
        folder: our own repository, which holds references only.
        objects: the folder of the other repository's objects.
        prefix: where the folder asked for lies in the repository, "" or ending in a slash.
    """

    program: str
    folder: Path
    objects: Path
    prefix: str

    def commit(self, revision: str) -> str:
        """The commit that a revision names: a branch, a tag, a hash or its beginning, `HEAD~1`."""
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return self._git(words, "git-no-revision").decode("ascii").strip()

    def history(self, path: str, most: int) -> list[str]:
        """The last commits that changed a file, the newest first."""
        words = ("rev-list", f"--max-count={most}", "HEAD", "--", self.prefix + path)
        return self._git(words, "git-no-revision").decode("ascii").split()

    def files(self, commit: str, paths: Sequence[str]) -> Mapping[str, Entry]:
        """The files of a commit at these paths; those that it does not have are left out."""
        places = {self.prefix + path: path for path in paths}
        listed = self._git(("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *places))
        found = {}
        for line in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
            facts, _, place = line.partition("\t")
            mode, kind, blob, length = facts.split()
            if place not in places:
                continue
            if kind == "blob" and not length.isdecimal():
                raise worded(RepositoryError, "git-content-missing", file=place)
            found[places[place]] = Entry(mode, kind, int(length) if kind == "blob" else 0, blob)
        return found

    def content(self, entry: Entry) -> bytes:
        """The bytes of a file; no filter or attribute touches them."""
        return self._git(("cat-file", "blob", entry.blob))

    def _git(self, words: Sequence[str], otherwise: str = "git-failed") -> bytes:
        command = (self.program, "--literal-pathspecs", *words)
        try:
            done = _run(command, self.folder, GIT_OBJECT_DIRECTORY=str(self.objects))
        except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
            raise RepositoryError(getattr(problem, "strerror", None) or type(problem).__name__) from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise RepositoryError(said[0]) if said else worded(RepositoryError, otherwise)
        return done.stdout


def _run(command: Sequence[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in our own repository, with nothing of the surroundings but where programs lie."""
    kept = {name: os.environ[name] for name in _KEEP if name in os.environ}
    own = {**kept, **_CLOSED, "GIT_DIR": str(folder), **environment}
    return subprocess.run(
        command,
        env=own,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )


@contextmanager
def opened(folder: Path) -> Iterator[Repository]:
    """The repository that a folder lies in.

    Raises:
        RepositoryError: there is none, git is not installed, or its objects lie in other repositories too.
    """
    program = _program()
    top, own = _found(folder.resolve())
    common = _pointed(own, "commondir") or own
    objects = common / "objects"
    if (objects / "info" / "alternates").exists():
        raise worded(RepositoryError, "git-alternates")
    prefix = "" if top is None else folder.resolve().relative_to(top).as_posix()
    with tempfile.TemporaryDirectory(prefix="fengqiao-", ignore_cleanup_errors=True) as made:
        view = Path(made)
        try:
            _configure(program, common / "config", view)
            for each in dict.fromkeys((common, own)):  # what a work tree has of its own comes last
                _copy_references(each, view)
        except OSError as problem:
            raise RepositoryError(problem.strerror or str(problem)) from None
        yield Repository(program, view, objects, "" if prefix in ("", ".") else f"{prefix}/")


def _program() -> str:
    """The git program, never one that lies in the working folder."""
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which("git", path=os.pathsep.join(each for each in places if Path(each).is_absolute()))
    if found is None or not Path(found).is_absolute():
        raise worded(RepositoryError, "git-not-installed")
    return found


def _found(folder: Path) -> tuple[Path | None, Path]:
    """The work tree that a folder lies in, None of a bare repository, and the repository itself."""
    for place in (folder, *folder.parents):
        mark = place / ".git"
        if mark.is_dir():
            return place, mark
        if mark.is_file() and (pointed := _pointed(place, ".git", "gitdir:")):
            return place, pointed
        if all((place / each).exists() for each in ("HEAD", "objects", "refs")):
            return None, place
    raise worded(RepositoryError, "git-no-repository")


def _pointed(folder: Path, name: str, word: str = "") -> Path | None:
    """The folder that a file names, as a work tree names its repository; None where there is no such file."""
    file = folder / name
    if not file.is_file():
        return None
    try:
        written = read_plain(file, 2**16).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise worded(RepositoryError, "git-unreadable", file=file.name) from None
    try:
        if written.startswith(word):
            return (folder / written.removeprefix(word).strip()).resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no system has
        pass
    raise worded(RepositoryError, "git-names-none", file=file.name)


def _configure(program: str, config: Path, view: Path) -> None:
    """Our own configuration; of the other's, only how its objects are named counts."""
    form = "sha1"
    if config.is_file():
        words = ("--no-includes", "--file", str(config.resolve()), "--get", "extensions.objectformat")
        said = _run((program, "config", *words), view)
        form = "sha256" if said.stdout.strip().lower() == b"sha256" else form
    text = f"[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = {form}\n"
    # A list of commits beside the objects may say otherwise than the objects themselves.
    (view / "config").write_text(f"{text}[core]\n\tcommitGraph = false\n\tmultiPackIndex = false\n", "utf-8")
    (view / "refs").mkdir()


def _copy_references(source: Path, view: Path) -> None:
    """Copy where branches and tags lead; links and anything that is no plain file are left out."""
    files = [source / name for name in _PLAIN]
    for tree in _TREES:
        if (source / tree).is_symlink():
            continue
        for folder, _, names in os.walk(source / tree, followlinks=False):
            files += (Path(folder, name) for name in names)
            if len(files) > _MAX_REFERENCES:
                raise worded(RepositoryError, "git-references", limit=_MAX_REFERENCES)
    plain = [file for file in files if os.path.lexists(file) and stat.S_ISREG(file.lstat().st_mode)]
    left = _MAX_BYTES
    for file in plain:
        target = view / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        left -= target.write_bytes(read_plain(file, left))
