"""Finds and reads a data package: the shipped one, a checkout's, or a folder of someone else's.

Everything else in the library starts from a `Package`: a folder and the descriptor in it. Only the
standard library is used here, so that finding a package costs nothing. Someone else's package is data:
its descriptor is read within bounds, and its paths are followed only inside its folder.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from .characters import visible
from .files import UnfitFileError, read_plain, size

Json = Mapping[str, Any]

DESCRIPTOR = "datapackage.json"
# Five to twenty times what the shipped descriptor has, in bytes, depth, tables, and fields of all tables.
LARGEST_DESCRIPTOR = 4 * 2**20
DEEPEST = 50
MOST_TABLES, MOST_FIELDS = 500, 5_000
#: So many bytes all tables may have together to be held while they are checked, which takes about twenty times as many.
LARGE = 64 * 2**20
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_NOT_LOCAL = re.compile(r"[\\:\0-\x1f\x7f]|^[/~]|(^|/)\.\.(/|$)")


class PackageError(Exception):
    """A package that cannot be read at all: not found, not JSON, not a descriptor of tables.

    Attributes:
        code: the code of the finding that says so.
        values: what the sentences of that finding are filled with.
    """

    def __init__(self, english: str, chinese: str = "", code: str = "FQ-D01") -> None:
        super().__init__(english)
        self.code = code
        self.values = {"problem": english, **({"problem_zh": chinese} if chinese else {})}


class UnknownTableError(KeyError):
    """A table name that the package does not have; the message lists those that it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        import difflib

        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        self.message = f"There is no table {name!r}.{hint} The tables are: {', '.join(known)}."
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Package:
    """A folder with a Data Package descriptor.

    Attributes:
        root: the folder that resource paths are relative to.
        descriptor: the descriptor as read, Data Package v2.
        repeated: properties that stand more than once in one object of the descriptor: name, count, and
            the name of what they belong to. The last of them is the one in `descriptor`.
    """

    root: Path
    descriptor: Json
    repeated: tuple[tuple[str, int, str], ...] = ()

    @property
    def version(self) -> str:
        """The one version string: the package's, the data's and the wheel's."""
        return str(self.descriptor.get("version", ""))

    @property
    def tables(self) -> list[str]:
        """Names of the tables, in the order of the descriptor."""
        return [str(resource["name"]) for resource in self.descriptor["resources"]]

    def resource(self, name: str) -> Json:
        """The descriptor of one table; raises `UnknownTableError` with the nearest name."""
        for resource in self.descriptor["resources"]:
            if resource["name"] == name:
                found: Json = resource
                return found
        raise UnknownTableError(name, self.tables)

    def fields(self, name: str) -> list[Json]:
        """The fields of one table, in order."""
        return list(self.resource(name)["schema"]["fields"])

    @property
    def compiled(self) -> bool:
        """Whether it is a compilation: its tables are Parquet, as `combine` writes them."""
        return _is_compiled(self.descriptor["resources"])

    @property
    def large(self) -> bool:
        """Whether its tables are too large to be held together while they are checked, or one has too many rows."""
        from .rows import MOST_RECORDS  # here, since finding a package needs no more than this module

        sizes = {path: _size(path) for name in self.tables if self.holds(name) for path in self.paths(name)}
        if sum(sizes.values()) > LARGE:
            return True
        # A row takes two bytes at least, a line end within quotes ends none.
        many = (path for path, size in sizes.items() if size > 2 * MOST_RECORDS)
        return any(
            sum(part.count(b"\n") for part in path.read_bytes().split(b'"')[::2]) > MOST_RECORDS + 1
            for path in many
        )

    def path(self, name: str) -> Path:
        """Where the file of one table lies; of a table in several files, the folder of them.

        Raises:
            PackageError: its path leads out of the folder.
        """
        paths = self.paths(name)
        return paths[0] if len(paths) == 1 else Path(os.path.commonpath(paths))

    def paths(self, name: str) -> list[Path]:
        """Where the files of one table lie, in order; only a compilation has several.

        Raises:
            PackageError: a path leads out of the folder.
        """
        if not self.holds(name):
            written = visible(str(self.resource(name)["path"]))
            raise PackageError(
                f"The path of table {name} leads out of the package: {written}.",
                f"{name} 表的路径指向数据包之外：{written}。",
            )
        return [self.root / written for written in _listed(self.resource(name)["path"])]

    def holds(self, name: str) -> bool:
        """Whether the paths of a table stay inside the folder: relative, local, and no links out of it."""
        paths = _listed(self.resource(name)["path"])
        if any(_NOT_LOCAL.search(written) for written in paths):
            return False
        # Installers may link the shipped files to their own store.
        return self.root == shipped_root() or all(_inside(self.root / each, self.root) for each in paths)


def _listed(path: str | list[str]) -> list[str]:
    return [path] if isinstance(path, str) else path


def of_one_report(package: Package) -> Package:
    """A package that is no compilation, for what is made of one package at a time.

    Raises:
        PackageError: it is a compilation.
    """
    if package.compiled:
        raise PackageError(
            f"{package.root} is a compilation: name one of the packages that it was made from.",
            f"{package.root} 是汇编：请指定其来源数据包之一。",
        )
    return package


def _is_compiled(resources: list[Json]) -> bool:
    return bool(resources) and all(
        isinstance(each, dict) and each.get("format") == "parquet" for each in resources
    )


def _size(path: Path) -> int:
    """The bytes of a plain file; 0 of what is none, which is told when it is read."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no system has
        return False


def shipped_root() -> Path:
    """The folder of the shipped package: inside the wheel, or the checkout of an editable install."""
    inside = Path(__file__).parent / "_package"
    return inside if inside.is_dir() else Path(__file__).parents[2]


@lru_cache(maxsize=1)
def shipped() -> Package:
    """The package that comes with the library.

    >>> shipped().descriptor["name"]
    'fengqiao-open'
    """
    return read_package(shipped_root())


def read_package(path: str | Path | None = None) -> Package:
    """Read a package from a folder, a zip archive, a wheel, a path to a `datapackage.json`, or (None) the shipped one.

    An archive is unpacked into a temporary folder, which is removed with the `Package`.

    Raises:
        PackageError: the descriptor is missing, is not UTF-8 JSON, or lists no tables; or the archive is refused.
    """
    if path is None:
        return shipped()
    path = Path(path)
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir, it never raises
        file = path / DESCRIPTOR
        if path != shipped_root() and not _inside(file, path):
            raise PackageError(
                f"{visible(str(file))} is a link out of its folder.",
                f"{visible(str(file))} 是指向文件夹之外的链接。",
            )
        return _read(file)
    from .archives import is_archive, unpacked

    if is_archive(path):
        import shutil
        import weakref

        folder = unpacked(path)
        try:
            package = _read(_descriptor_in(folder, path))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        weakref.finalize(package, shutil.rmtree, folder, ignore_errors=True)
        return package
    return _read(path)


def _descriptor_in(folder: Path, archive: Path) -> Path:
    """The descriptor of an archive: at its top, in its one folder, as archives of repositories have it, or in a wheel."""
    inside = [each for each in sorted(folder.iterdir()) if each.is_dir()]
    places = [folder, *(inside if len(inside) == 1 else []), *(each / "_package" for each in inside)]
    for file in (place / DESCRIPTOR for place in places):
        if file.is_file():
            return file
    raise PackageError(
        f"{visible(archive.name)} holds no {DESCRIPTOR}.",
        f"{visible(archive.name)} 中没有 {DESCRIPTOR}。",
        "FQ-D10",
    )


def _read(file: Path) -> Package:
    shown = visible(str(file))
    repeated: list[tuple[str, int, str]] = []

    def no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            owner = str(found.get("name", ""))
            repeated.extend((name, count, owner) for name, count in counts.items() if count > 1)
        return found

    if file.suffix in (".csv", ".parquet") and file.is_file():
        raise PackageError(
            f"{shown} is a table, not a package: name the folder of the package, or check it alone with --table.",
            f"{shown} 是一个表，不是数据包：请指定数据包的文件夹，或用 --table 单独校验该表。",
        )
    try:
        text = read_plain(file, LARGEST_DESCRIPTOR).decode("utf-8")
        descriptor = json.loads(text, object_pairs_hook=no_repeats, parse_constant=_no_number)
        _measure(descriptor, _HALF_CHARACTER.search(text) is not None)
    except FileNotFoundError:
        raise PackageError(f"{shown} does not exist.", f"{shown} 不存在。") from None
    except UnfitFileError as problem:
        en, zh = problem.values["problem_en"], problem.values["problem_zh"]
        limit = size(LARGEST_DESCRIPTOR)
        raise PackageError(
            f"{shown} cannot be read: {en} A descriptor is a plain file of at most {limit}.",
            f"{shown} 无法读取：{zh}描述文件应为不超过 {limit} 的普通文件。",
        ) from None
    except OSError as problem:
        why = problem.strerror or problem
        raise PackageError(f"{shown} cannot be read: {why}.", f"{shown} 无法读取：{why}。") from None
    except UnicodeDecodeError as problem:
        raise PackageError(
            f"{shown} is not UTF-8: byte {problem.start} does not belong to it.",
            f"{shown} 不是 UTF-8：第 {problem.start} 个字节不符。",
        ) from None
    except json.JSONDecodeError as problem:
        raise PackageError(
            f"{shown} is not JSON: {problem.msg}, line {problem.lineno}.",
            f"{shown} 不是 JSON：第 {problem.lineno} 行，{problem.msg}。",
        ) from None
    except RecursionError:
        raise PackageError(f"{shown} is nested too deeply.", f"{shown} 嵌套过深。") from None
    except ValueError as problem:
        raise PackageError(f"{shown} cannot be read: {problem}.", f"{shown} 无法读取：{problem}。") from None
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(_is_table(each, resources) for each in resources):
        raise PackageError(
            f"{shown} does not list tables with a name, a path and a schema of fields.",
            f"{shown} 没有列出带名称、路径和字段的表。",
        )
    if len(resources) > MOST_TABLES or sum(len(each["schema"]["fields"]) for each in resources) > MOST_FIELDS:
        raise PackageError(
            f"{shown} lists more than {MOST_TABLES:,} tables or {MOST_FIELDS:,} fields.",
            f"{shown} 列出的表多于 {MOST_TABLES:,} 张，或字段多于 {MOST_FIELDS:,} 个。",
        )
    return Package(file.parent, descriptor, tuple(repeated))


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON number")


def _measure(descriptor: object, halves: bool) -> None:
    """Go through the whole descriptor once, without recursion: how deep, and what no file can hold again.

    Raises:
        RecursionError: it is nested too deeply for those who read it after.
        ValueError: a number or a text in it cannot be written.
    """
    level, depth = [descriptor], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise RecursionError
        below: list[object] = []
        for each in level:
            if isinstance(each, dict):
                below.extend(each.values())
                below.extend(each if halves else ())
            elif isinstance(each, list):
                below.extend(each)
            elif isinstance(each, float) and not isfinite(each):
                raise ValueError("a number is too large")
            elif halves and isinstance(each, str) and any("\ud800" <= letter <= "\udfff" for letter in each):
                raise ValueError("a text holds half a character (\\ud800 to \\udfff)")
        level = below


def _is_table(resource: object, all_of_them: list[Json]) -> bool:
    if not isinstance(resource, dict):
        return False
    schema, path = resource.get("schema"), resource.get("path")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return (
        isinstance(resource.get("name"), str)
        and (isinstance(path, str) or (_is_compiled(all_of_them) and _is_paths(path)))
        and isinstance(fields, list)
        and all(isinstance(field, dict) and isinstance(field.get("name"), str) for field in fields)
    )


def _is_paths(path: object) -> bool:
    return isinstance(path, list) and bool(path) and all(isinstance(each, str) for each in path)
