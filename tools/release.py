"""Everything of a release but the upload, by one command: python tools/release.py. Exit code 0 when it may go out.

Steps, in this order; name some to run only these:
  said     one version in the descriptor, CITATION.cff and CHANGELOG.md; nothing uncommitted; the tag fits
  data     full validation, and no generated file stale
  changes  the diff against the last released tag: the version covers it, no identifier is lost, the errata stand
  tests    the test suite
  build    the wheel and the sdist into dist/, and what they hold
`notes` prints the section of CHANGELOG.md, for the page of the release.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from fengqiao_open.errors import PackageError
from fengqiao_open.releases.changes import version
from fengqiao_open.releases.comparison import compare
from fengqiao_open.releases.errata import with_errata
from fengqiao_open.releases.errata_table import read_errata, updated
from fengqiao_open.releases.reading import read_release

COMMAND = [sys.executable, "-c", "from fengqiao_open.cli import main; main()"]
_HEADING = re.compile(
    r"^## (?P<version>\S+) \((?P<date>\d{4}-\d{2}-\d{2})\)\n(?P<text>.*?)(?=^## |\Z)", re.M | re.S
)
Problems = Iterator[str]


def said(root: Path, dist: Path) -> Problems:
    """What is said of the version, everywhere the same."""
    number = _version(root)
    citation = (root / "CITATION.cff").read_text("utf-8")
    cited = re.findall(r"^(version|date-released): [\"']?([^\"'\n]+)", citation, re.M)
    if ("version", number) not in cited:
        yield f"CITATION.cff does not say version: {number}."
    section = _section(root)
    if section is None:
        yield f"CHANGELOG.md has no section “## {number} (YYYY-MM-DD)”."
    elif ("date-released", section["date"]) not in cited:
        yield f"CITATION.cff does not say date-released: {section['date']}, as CHANGELOG.md does."
    if changed := _git(root, "status", "--porcelain"):
        yield f"Not committed: {', '.join(line[3:] for line in changed)}."
    here = [tag for tag in _git(root, "tag", "--points-at", "HEAD") if _is_release(tag)]
    if here and here != [f"v{number}"]:
        yield f"This commit is tagged {', '.join(here)}, but its version is {number}."
    if not here and _git(root, "tag", "--list", f"v{number}"):
        yield f"Version {number} is tagged already, on another commit: raise it."


def data(root: Path, dist: Path) -> Problems:
    """Full validation, and generated files as they would be made now."""
    yield from _run([*COMMAND, "validate", str(root)], root)
    yield from _run([*COMMAND, "refresh", "--check", str(root)], root)


def changes(root: Path, dist: Path) -> Problems:
    """The diff against the release before, and its errata in the changelog."""
    before = last_release(root)
    if before is None:
        print("No earlier release is tagged: nothing to compare with.")
        return
    old = f"{root}@{before}"
    found = list(_run([*COMMAND, "diff", old, str(root), "--lang", "en"], root))
    yield from found
    if not found:
        text = (root / "CHANGELOG.md").read_text("utf-8")
        newer = read_release(str(root))
        difference = compare(read_release(old), newer, before, ".")
        errata = read_errata(newer)
        if errata is not None and updated(errata, difference) != errata:
            yield f"errata.csv is stale: fengqiao-open diff {before} . --errata errata.csv"
        if with_errata(text, difference) != text:
            yield f"The errata in CHANGELOG.md are stale: fengqiao-open diff {before} . --changelog CHANGELOG.md"


def tests(root: Path, dist: Path) -> Problems:
    """The test suite, with the slow tests and those in a browser."""
    yield from _run([sys.executable, "-m", "pytest", "-q", "-m", ""], root)


def build(root: Path, dist: Path) -> Problems:
    """The wheel and the sdist, with the data of the repository byte for byte."""
    if dist.exists() and any(dist.iterdir()):
        yield f"{dist} is not empty: what lies there would be published too."
        return
    yield from _run([sys.executable, "-m", "build", "--outdir", str(dist), str(root)], root)
    yield from _run([sys.executable, str(root / "tools" / "wheel_content.py"), str(dist)], root)


def notes(root: Path, dist: Path) -> Problems:
    """Print what the changelog says of this version."""
    section = _section(root)
    if section is None:
        yield "CHANGELOG.md has no section for this version."
    else:
        print(section["text"].strip())


STEPS: dict[str, Callable[[Path, Path], Problems]] = {
    each.__name__: each for each in (said, data, changes, tests, build)
}


def last_release(root: Path) -> str | None:
    """The tag of the release before this commit: the highest version among those that lead to it."""
    here = _git(root, "tag", "--points-at", "HEAD")
    tags = [tag for tag in _git(root, "tag", "--merged", "HEAD") if _is_release(tag) and tag not in here]
    return max(tags, key=lambda tag: version(tag[1:]), default=None)


def _is_release(tag: str) -> bool:
    try:
        return tag.startswith("v") and bool(version(tag[1:]))
    except PackageError:
        return False


def _version(root: Path) -> str:
    return str(json.loads((root / "datapackage.json").read_text("utf-8"))["version"])


def _section(root: Path) -> re.Match[str] | None:
    number = _version(root)
    found = _HEADING.finditer((root / "CHANGELOG.md").read_text("utf-8"))
    return next((each for each in found if each["version"] == number), None)


def _git(root: Path, *words: str) -> list[str]:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.split("\n") if line]


def _run(command: list[str], root: Path) -> Problems:
    if code := subprocess.run(command, cwd=root, check=False).returncode:
        shown = ["fengqiao-open", *command[len(COMMAND) :]] if command[: len(COMMAND)] == COMMAND else command
        yield f"`{' '.join(shown)}` ended with {code}."


def main(words: list[str] | None = None) -> int:
    """Run the steps; the first that finds a problem is the last."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("steps", nargs="*", choices=[*STEPS, "notes", []], metavar="STEP")
    parser.add_argument("--root", type=Path, default=Path(__file__).parents[1], help="the repository")
    parser.add_argument("--dist", type=Path, help="where the wheel and the sdist go; ROOT/dist when left out")
    asked = parser.parse_args(words)
    root = asked.root.resolve()
    for name in asked.steps or STEPS:
        if name != "notes":
            print(f"== {name}", flush=True)
        step = notes if name == "notes" else STEPS[name]
        problems = list(step(root, (asked.dist or root / "dist").resolve()))
        for each in problems:
            print(f"release: {each}", file=sys.stderr)
        if problems:
            return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (PackageError, OSError, subprocess.CalledProcessError) as problem:
        print(f"release: {problem}", file=sys.stderr)
        sys.exit(2)
