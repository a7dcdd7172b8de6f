"""Find and read a data package: the shipped one, a checkout, or any folder.

Only the standard library is used here, so that finding a package costs nothing. Someone else's package is
data: its descriptor is read within limits, and its paths are followed only inside its folder.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, get_args

from ..errors import PackageError, worded
from .characters import pasteable, visible
from .json_file import LARGEST_DESCRIPTOR as LARGEST_DESCRIPTOR
from .json_file import Repeated, read_json
from .root import DESCRIPTOR as DESCRIPTOR
from .root import shipped_root as shipped_root
from .schema import Resource
from .shape import Json as Json
from .shape import shaped
from .tablenames import TableName

# Some twenty times what the shipped descriptor has.
MOST_TABLES, MOST_FIELDS = 500, 5_000
#: Names of the tables that the standard has; a package may have others beside them.
STANDARD = frozenset(get_args(TableName))
#: The table of a compilation that lists the packages it was made from.
PACKAGES = "packages"
#: The bytes of all tables that may be checked in memory, which takes some twenty times as many.
LARGE = 64 * 2**20
MOST_RECORDS = 250_000
_NOT_LOCAL = re.compile(r"[\\:\0-\x1f\x7f]|^[/~]|(^|/)\.\.(/|$)")


@dataclass(frozen=True)
class Package:
    """A folder with a Data Package descriptor.

    Attributes:
        root: the folder that resource paths are relative to.
        descriptor: the descriptor in one shape (see `shape`): its resources are the tables.
        repeated: the duplicated properties of the descriptor; the last of them is the one in `descriptor`.
        origin: the archive that it was unpacked from; None of a folder.
        others: the resources that are no tables: files without a schema, inline data.
        written: the descriptor as its file has it; None where there is no file.
        judged: the same with the schemas and dialects that it names by their path.
        unread: why such a schema or dialect could not be read, each with the name of its resource.
    """

    root: Path
    descriptor: Json
    repeated: Repeated = ()
    origin: Path | None = None
    others: tuple[Json, ...] = ()
    written: Any = None
    judged: Any = None
    unread: tuple[tuple[str, PackageError], ...] = ()

    @property
    def as_written(self) -> Any:
        """The descriptor as its author wrote it, with the parts that it names by their path."""
        return self.descriptor if self.judged is None else self.judged

    @property
    def version(self) -> str:
        """The one version string: the package's, the data's and the wheel's."""
        return str(self.descriptor.get("version", ""))

    @cached_property
    def _resources(self) -> dict[str, Json]:
        """The descriptor of each table by its name; of two with one name, the first."""
        return {str(each["name"]): each for each in reversed(self.descriptor["resources"])}

    @cached_property
    def _schemas(self) -> dict[str, Resource]:
        """The columns and keys of the tables that were asked for."""
        return {}

    @cached_property
    def tables(self) -> list[str]:
        """Names of the tables, in the order of the descriptor."""
        return list(dict.fromkeys(str(resource["name"]) for resource in self.descriptor["resources"]))

    @property
    def additional(self) -> list[str]:
        """Names of the tables beside those of the standard."""
        return [name for name in self.tables if name not in STANDARD]

    def resource(self, name: str) -> Json:
        """The descriptor of one table; raises `UnknownTableError` with the nearest name, TypeError for no
        text.
        """
        if not isinstance(name, str):
            raise worded(TypeError, "no-table-name", given=type(name).__name__)
        found = self._resources.get(name)
        if found is None:
            from .misnamed import unknown_table

            titled = (
                (each["name"], {each.get("title"), each.get("fq:titleZh")})
                for each in self._resources.values()
            )
            meant = next((each for each, titles in titled if name in titles), "")
            raise unknown_table(name, self.tables, meant)
        return found

    def schema(self, name: str) -> Resource:
        """The columns and keys of one table."""
        resource = self.resource(name)
        if name not in self._schemas:
            self._schemas[name] = Resource.of(resource)
        return self._schemas[name]

    def fields(self, name: str) -> list[Json]:
        """The descriptors of the fields of one table, in order."""
        return list(self.resource(name)["schema"]["fields"])

    @property
    def compiled(self) -> bool:
        """Whether it is a merged dataset: its tables are Parquet, as `combine` writes them."""
        resources = self.descriptor["resources"]
        return bool(resources) and all(each.get("format") == "parquet" for each in resources)

    @property
    def large(self) -> bool:
        """Whether its tables have too many bytes to be checked in memory, or one has too many rows."""
        names = [name for name in self.tables if name in STANDARD and self.holds(name)]
        sizes = {path: _size(path) for name in names for path in self.paths(name)}
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

    def key(self, name: str) -> str:
        """The column that identifies the rows of one table; "" where its descriptor names none."""
        return self.schema(name).key

    def paths(self, name: str) -> list[Path]:
        """Where the files of one table lie, in order.

        Raises:
            PackageError: a path leads out of the folder.
        """
        if not self.holds(name):
            written = visible(", ".join(listed(self.resource(name)["path"])))
            raise PackageError("table-outside-package", table=name, written=written)
        return [self.root / written for written in listed(self.resource(name)["path"])]

    def files(self) -> list[Path]:
        """The descriptor and the files of the tables, as far as they stay inside the folder."""
        tables = (self.paths(name) for name in self.tables if self.holds(name))
        return [self.root / DESCRIPTOR, *(file for paths in tables for file in paths)]

    def holds(self, name: str) -> bool:
        """Whether the paths of a table stay inside the folder: relative, local, and no links out of it."""
        return all(self.inside(each) for each in listed(self.resource(name)["path"]))

    def inside(self, path: str) -> bool:
        """Whether a path stays inside the folder."""
        return is_local(path, self.root)


def is_local(path: str, root: Path) -> bool:
    """Whether a path of a descriptor stays inside its folder."""
    if _NOT_LOCAL.search(path):
        return False
    # Installers may link the shipped files to their own store.
    return _without_links(path, root) or root == shipped_root() or _inside(root / path, root)


def _without_links(path: str, root: Path) -> bool:
    """Whether no part of a path below a folder is a link, so that it stays there: as of most files.

    Windows has other links, which only resolving a path finds.
    """
    steps = accumulate(path.split("/"), "{}/{}".format, initial=str(root))
    return os.name == "posix" and not any(map(os.path.islink, islice(steps, 1, None)))


def listed(path: str | list[str]) -> list[str]:
    """The path or paths of a resource, as a list."""
    return [path] if isinstance(path, str) else path


def of_one_report(package: Package) -> Package:
    """A package, for what is made of one report; raises `PackageError` on a merged dataset."""
    if package.compiled:
        raise PackageError("merged-one", file=package.root)
    return package


def _size(path: Path) -> int:
    """The bytes of a regular file; 0 of anything else, which is reported when it is read."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no system has
        return False


@lru_cache(maxsize=1)
def shipped() -> Package:
    """The package that comes with the library.

    >>> shipped().descriptor["name"]
    'fengqiao-open'
    """
    return read_package(shipped_root())


@lru_cache(maxsize=64)
def standard_table(name: str) -> Resource:
    """The columns and keys of a table of the standard; raises `UnknownTableError`.

    >>> standard_table("units").key
    'unit_id'
    """
    return shipped().schema(name)


def read_package(path: str | Path | None = None) -> Package:
    """Read a package: a folder, a zip archive, a wheel, a `datapackage.json`, or (None) the shipped one.

    An archive is unpacked into a temporary folder, which is removed with the `Package`.

    Raises:
        PackageError: the descriptor is missing, not UTF-8 JSON, or without tables; or the archive is refused.
        TypeError: it is no path; of a DataFrame, the message names `check`.
    """
    if path is None:
        return shipped()
    if not isinstance(path, str | os.PathLike):
        key = "dataframe-no-path" if hasattr(path, "columns") else "no-path"
        raise worded(TypeError, key, given=type(path).__name__)
    if path == "":  # which `Path` takes for the current folder
        raise PackageError("empty-path")
    path = Path(path)
    if os.path.isdir(path):  # noqa: PTH112 - unlike Path.is_dir, it never raises
        file = path / DESCRIPTOR
        if path != shipped_root() and not _inside(file, path):
            raise PackageError("link-outside", file=visible(str(file)))
        if os.path.lexists(file):
            return _read(file)
    from .archives import is_archive
    from .misnamed import misnamed

    if problem := misnamed(path):
        raise problem
    return read_archive(path) if is_archive(path) else _read(path)


def read_archive(path: Path, data: bytes | None = None) -> Package:
    """Read a package from an archive, or from its content in `data`; it is unpacked into a temporary folder.

    Raises:
        PackageError: the archive is refused, or holds no package.
    """
    import shutil
    import weakref

    from .archives import unpacked

    folder = unpacked(path, data)
    try:
        package = replace(_read(_descriptor_in(folder, path)), origin=path)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(package, shutil.rmtree, folder, ignore_errors=True)
    return package


def _descriptor_in(folder: Path, archive: Path) -> Path:
    """The descriptor of an archive: at its top, in its only folder, or in a wheel."""
    inside = [each for each in sorted(folder.iterdir()) if each.is_dir()]
    places = [folder, *(inside if len(inside) == 1 else []), *(each / "_package" for each in inside)]
    if file := next((each / DESCRIPTOR for each in places if (each / DESCRIPTOR).is_file()), None):
        return file
    if (folder / "xl").is_dir():
        words = {"path": pasteable(archive), "package": "PACKAGE", "near": ""}
        raise PackageError("workbook-not-package", file=visible(archive.name), case="workbook", **words)
    raise PackageError("archive-no-descriptor", "FQ-D10", file=visible(archive.name), descriptor=DESCRIPTOR)


def _read(file: Path) -> Package:
    shown = visible(str(file))
    written, repeated = read_json(file)
    if not isinstance(written, dict) or not isinstance(written.get("resources"), list):
        raise PackageError("no-resources", file=shown)
    judged, unread = _with_parts(written, file.parent)
    descriptor, others = shaped(judged, STANDARD)
    tables = descriptor["resources"]
    if not tables and written["resources"]:
        raise PackageError("no-tables", file=shown)
    fields = sum(len(each["schema"]["fields"]) for each in tables)
    if len(written["resources"]) > MOST_TABLES or fields > MOST_FIELDS:
        raise PackageError("too-many-resources", file=shown, tables=MOST_TABLES, fields=MOST_FIELDS)
    return Package(
        file.parent, descriptor, repeated, others=others, written=written, judged=judged, unread=unread
    )


def _with_parts(written: dict[str, Any], root: Path) -> tuple[Any, tuple[tuple[str, PackageError], ...]]:
    """The descriptor with the schemas and dialects that it names by a path, and why one was not read."""
    read: dict[str, Any] = {}
    unread: list[tuple[str, PackageError]] = []
    resources = list(written["resources"][: MOST_TABLES + 1])
    left = LARGEST_DESCRIPTOR  # of all such files together
    for number, resource in enumerate(resources):
        for part in ("schema", "dialect"):
            path = resource.get(part) if isinstance(resource, dict) else None
            if not isinstance(path, str):
                continue
            try:
                if path not in read:
                    read[path] = _part(path, root, left)
                    left -= _size(root / path)
                resources[number] = {**resources[number], part: read[path]}
            except PackageError as problem:
                unread.append((str(resource.get("name", number)), problem))
    return {**written, "resources": resources} if read else written, tuple(unread)


def _part(path: str, root: Path, limit: int) -> Any:
    """A schema or dialect in a file of its own inside the package."""
    if not is_local(path, root):
        raise PackageError("outside-package", "FQ-D07", path=visible(path))
    if not (root / path).exists():
        raise PackageError("no-file", "FQ-F01", file=visible(path), path=visible(path))
    found, _ = read_json(root / path, limit)
    if not isinstance(found, dict):
        raise PackageError("not-an-object", file=visible(path))
    return found


@cache
def is_generated(table: str) -> bool:
    """Whether a table is made from others: what is wrong in it is not corrected there."""
    return any(
        each["name"] == table for each in shipped().descriptor["resources"] if each.get("fq:generated")
    )
