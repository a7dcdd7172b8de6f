"""Makes packages to test with: the small good one, and each bad one as the files that differ from it.

`tests/good/data` holds the tables of an invented town. `tests/bad/<CODE>/` holds only what is broken:
files that replace those of the good package (under `data/`), `removed.txt` with files to leave out,
`linked.txt` with files that become links out of the folder,
`folders.txt` with files that become folders of the same name,
`descriptor.json` with edits of the descriptor, each `{"at": [path…], "set": value}` (null removes),
`replaced.json` with edits of the descriptor's text, each `[old, new]`, and
`archive.txt` with names of files that are packed beside the package into a zip archive.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package, shipped
from fengqiao_open.errors import PackageError

HERE = Path(__file__).parent
ROOT = HERE.parent
GOOD = HERE / "good"
BAD = HERE / "bad"
PHRASES = ROOT / "benchmarks" / "numbers" / "phrases.csv"
REPORTS = HERE / "reports"
SHAPES = HERE / "shapes"
# Where the report's text lies when it is at hand: never in the project itself.
SHARED = ROOT.parent / "shared" / "source"
#: Codes without a package: a fault in a rule is none of a package's, what is cut after a thousand needs a thousand,
#: and a clash or a compilation needs several packages (test_combine).
NO_PACKAGE = {"FQ-D08", "FQ-F07", "FQ-C01", "FQ-C02", "FQ-C03", "FQ-C04", "FQ-C05", "FQ-C06", "FQ-F13"}
CODES = sorted(path.name for path in BAD.iterdir())
# Faults between a text and its tables: the folder holds the text.
AUDITED = [code for code in CODES if (BAD / code / "report.txt").is_file()]


def make_good(folder: Path) -> Path:
    """The good package, complete with descriptor and generated files."""
    (folder / "data").mkdir(parents=True)
    for name, content in _good_files().items():
        (folder / name).write_bytes(content)
    return folder


@cache
def _good_files() -> dict[str, bytes]:
    """The files of the good package: generated once, written for each test."""
    with tempfile.TemporaryDirectory() as temporary:
        return files_of(_made(Path(temporary) / "good"))


def files_of(folder: Path) -> dict[str, bytes]:
    """The content of every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _made(folder: Path) -> Path:
    shutil.copytree(GOOD / "data", folder / "data")
    descriptor = json.loads((shipped().root / DESCRIPTOR).read_text("utf-8"))
    descriptor |= {"name": "qinghe-open", "title": "Qinghe Open", "version": "0.1.0"}
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    refresh(read_package(folder))
    return folder


def make_bad(code: str, folder: Path) -> Path:
    """The good package with the faults of `tests/bad/<code>`; what is generated is made anew where it can be."""
    broken = BAD / code
    (folder / "data").mkdir(parents=True)
    for name, content in _files_of_bad(code).items():
        (folder / name).write_bytes(content)
    if (broken / "descriptor.json").is_file():
        _edit(folder / DESCRIPTOR, json.loads((broken / "descriptor.json").read_text("utf-8")))
    if (broken / "linked.txt").is_file():
        for name in (broken / "linked.txt").read_text("utf-8").split():
            outside = folder.parent / Path(name).name
            (folder / name).rename(outside)
            (folder / name).symlink_to(outside)
    if (broken / "folders.txt").is_file():
        for name in (broken / "folders.txt").read_text("utf-8").split():
            (folder / name).unlink()
            (folder / name).mkdir()
    if (broken / "replaced.json").is_file():
        text = (folder / DESCRIPTOR).read_text("utf-8")
        for old, new in json.loads((broken / "replaced.json").read_text("utf-8")):
            assert old in text
            text = text.replace(old, new, 1)
        (folder / DESCRIPTOR).write_text(text, "utf-8")
    if (broken / DESCRIPTOR).is_file():
        shutil.copy(broken / DESCRIPTOR, folder / DESCRIPTOR)
    if (broken / "archive.txt").is_file():
        return pack(folder, *(broken / "archive.txt").read_text("utf-8").split())
    return folder


@cache
def _files_of_bad(code: str) -> dict[str, bytes]:
    """The files of a bad package before its descriptor and its kinds of files are changed: made once."""
    with tempfile.TemporaryDirectory() as temporary:
        return files_of(_made_bad(BAD / code, Path(temporary) / "bad"))


def _made_bad(broken: Path, folder: Path) -> Path:
    make_good(folder)
    if (broken / "data").is_dir():
        shutil.copytree(broken / "data", folder / "data", dirs_exist_ok=True)
    if (broken / "removed.txt").is_file():
        for name in (broken / "removed.txt").read_text("utf-8").split():
            (folder / name).unlink()
    try:
        kept = {path: path.read_bytes() for path in (broken / "data").glob("*.csv")}
        refresh(read_package(folder))
        for path, content in kept.items():
            (folder / "data" / path.name).write_bytes(content)
        if {"statistics.csv", "derived.csv"} & {path.name for path in kept}:
            record_files(folder)
    except PackageError:
        record_files(folder)
    return folder


def pack(folder: Path, *others: str) -> Path:
    """The zip archive of a package, with other files of these names in it."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*.*")):
            archive.write(each, each.relative_to(folder))
        for name in others:
            archive.writestr(name, "x")
    return path


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record_files(folder: Path) -> None:
    """Byte counts and hashes as they are, so that they are not what is found."""
    from fengqiao_open.validation.descriptor import content_facts

    descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        if path.is_file():
            resource.update(content_facts(path.read_bytes()))
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def _edit(path: Path, edits: list[dict[str, Any]]) -> None:
    descriptor = json.loads(path.read_text("utf-8"))
    for edit in edits:
        *way, last = edit["at"]
        place = descriptor
        for step in way:
            place = _step(place, step)
        last = _index(place, last) if isinstance(place, list) else last
        if edit["set"] is None:
            del place[last]
        else:
            place[last] = edit["set"]
    path.write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")


def _step(place: Any, step: Any) -> Any:
    return place[_index(place, step)] if isinstance(place, list) else place[step]


def _index(place: list[Any], step: Any) -> int:
    """In lists of things with names, a step is a name."""
    if isinstance(step, int):
        return step
    return next(number for number, each in enumerate(place) if each["name"] == step)
