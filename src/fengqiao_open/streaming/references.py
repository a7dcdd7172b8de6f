"""The reference tables of a large table: found, validated and loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ..datapackage.package import DESCRIPTOR, Json, Package, read_package, shipped
from ..datapackage.schema import Resource
from ..errors import PackageError
from ..findings.report import UNLISTED, Finding
from ..tabular.csv import MOST_RECORDS
from ..validation.rules import RULES
from .batch_checks import MEANT, Kernel, make_kernel
from .code_lists import Lists, stand
from .csv_batches import LINE, NUMBER
from .inputs import expand
from .key_hashes import SEED
from .local import one_machine
from .stream import Streamed, stream

#: Code lists: tables that others refer to and that rules look single rows up in. They are held however long they are.
LISTS = ("sources", "areas", "units", "indicators", "themes")
# Bytes of a block of a list: several lists are read at once.
_BLOCK = 8 * 2**20
# A table that ends lines otherwise or begins with a mark can be read all the same.
_READABLE = ("FQ-F03", "FQ-F05")


@dataclass(frozen=True, slots=True)
class Beside:
    """The tables beside a large one.

    Attributes:
        lists: what is held of them.
        checked: what was found in each, by its name.
    """

    lists: Lists
    checked: Mapping[str, Streamed]


def read_beside(tables: Sequence[str], path: str | Path | None) -> Beside:
    """Read and check the tables that large ones refer to; a single large one is not read beside itself.

    A table with faults in its shape is not at hand. Of one that is no code list and has more rows than a small package
    may, only the hashes of its keys are. Of the others, rows that are wrong in themselves are passed over by the rules,
    as in a small package.

    Args:
        tables: the names of the large tables.
        path: a package, or a folder of tables by name; None for the shipped code lists.

    Raises:
        PackageError: there are no tables, or the package cannot be read.
    """
    resources = list(shipped().descriptor["resources"])
    package = None if path is not None and _is_plain_folder(Path(path)) else read_package(path)
    files = _files(tables, Path(path or ""), package)
    asked = {name: set[str]().union(*(_asked(table, name, resources) for table in tables)) for name in files}
    kernels = {name: make_kernel(name, resources, Lists({}, {}, {}, {}, {})) for name in files}
    with ThreadPoolExecutor() as pool:
        coming = pool.map(lambda name: _read(kernels[name], files[name], asked[name]), files)
        read = dict(zip(files, coming, strict=True))
    keys = {name: each.keys for name, each in read.items() if each.keys is not None}
    for name, kernel in kernels.items():
        # Which keys there are is known only now; of most lists, no row leads nowhere.
        if not _leads(kernel, read[name].led, keys):
            known = make_kernel(name, resources, Lists(keys, {}, {}, {}, {}))
            read[name] = _read(known, files[name], asked[name])
    keys = {name: each.keys for name, each in read.items() if each.keys is not None}
    frames = {name: each.frame for name, each in read.items() if each.frame is not None}
    parents = {
        name: link.column
        for name in frames
        for link in kernels[name].schema.foreign_keys
        if link.table == name
    }
    named = {name: kernels[name].key for name in frames}
    shown = {name: listed[0][1] for name, listed in files.items()}
    checked = {name: each.checked for name, each in read.items()}
    return Beside(Lists(keys, frames, named, parents, shown), checked)


def _is_plain_folder(path: Path) -> bool:
    return path.is_dir() and not (path / DESCRIPTOR).is_file()


def _files(tables: Sequence[str], folder: Path, package: Package | None) -> dict[str, list[tuple[str, str]]]:
    """The files of the tables that some refer to, by their names."""
    if package is not None:
        files = {name: package.paths(name) for name in shipped().tables if name in package.tables}
    else:
        files = {
            name: [place / f"{name}{ending}"]
            for name in shipped().tables for place in (folder, folder / "data") for ending in (".csv", ".parquet")
            if (place / f"{name}{ending}").is_file()
        }  # fmt: skip
    if not files:
        raise PackageError("no-tables-in-folder", folder=folder)
    links = (link for table in tables for link in shipped().schema(table).foreign_keys)
    # The shipped package is of one report: what is no code list in it says nothing of others.
    wanted = set(LISTS) if package is shipped() else {*LISTS, *(link.table for link in links)}
    kept = {name: paths for name, paths in files.items() if name in wanted and [name] != list(tables)}
    # What is not there is told where the package itself is checked.
    return {
        name: expand([str(path) for path in paths])
        for name, paths in kept.items()
        if all(path.exists() for path in paths)
    }


def _asked(table: str, name: str, resources: Sequence[Json]) -> set[str]:
    """The columns of a list that rules on a table ask for: all, unless each names them, as `source_id.plan_year`."""
    schemas = {each["name"]: Resource.of(each) for each in resources}
    links = [link.column for link in schemas[table].foreign_keys if link.table == name]
    above = (link.column for link in schemas[name].foreign_keys if link.table == name)
    asked = {*schemas[name].primary_key, *above}
    for rule in RULES:
        if rule.depends_on and rule.tables[0] == table and name in rule.tables[1:]:
            named = {
                each.partition(".")[2]
                for each in rule.depends_on
                if each.partition(".")[0] in links and "." in each
            }
            asked |= named or set(schemas[name].names)
    return asked


@dataclass(frozen=True, slots=True)
class _Read:
    """A table as it was read.

    Attributes:
        frame: what is held of those rows that are not wrong in themselves, in the order of their keys; None where they
            are not held, cannot be read, or not all that are wrong are known.
        keys: its keys as they are meant, in order, or their hashes; None where they cannot be read.
        led: by column, the keys of other tables that its rows name; None where its rows are not held.
        checked: what was found in it.
    """

    frame: pl.DataFrame | None
    keys: pl.Series | None
    led: Mapping[str, pl.Series] | None
    checked: Streamed


def _read(kernel: Kernel, files: Sequence[tuple[str, str]], asked: set[str]) -> _Read:
    """Check a table by itself, and hold some of its columns and those that lead to others.

    Of a table too long to be held, there are no rows, and hashes for keys.
    """
    links = {column for column, _, _ in kernel.links()}
    kernel = replace(kernel, held=asked | links)
    frames, keys = list[pl.DataFrame](), list[pl.Series]()

    def hold(rows: pl.DataFrame, before: int) -> None:
        places = (pl.col(LINE).cast(pl.UInt32), (pl.col(NUMBER) + before + 1).cast(pl.UInt32))
        frames.append(rows.drop(MEANT).with_columns(places))
        keys.append(rows[MEANT].drop_nulls())
        if before + rows.height > MOST_RECORDS and kernel.table not in LISTS:
            frames.clear()
            keys[:] = [each.hash(SEED) if each.dtype == pl.String else each for each in keys]

    with one_machine(_BLOCK)() as engine:
        checked = stream(kernel, files, engine, hold=hold)
    if not keys or any(_unreadable(each) for each in checked.findings):
        return _Read(None, None, None, checked)
    ordered = _in_order(pl.concat(keys, rechunk=True).to_frame(), MEANT).to_series()
    if not frames:
        return _Read(None, ordered.unique(maintain_order=True), None, checked)
    whole = pl.concat(frames, rechunk=True)
    # What was read in blocks is not needed any more.
    frames.clear()
    keys.clear()
    led = {name: whole[name].unique().drop_nulls().cast(pl.String) for name in links}
    frame = _in_order(_sound(whole, checked.findings), kernel.key)
    # No key is held twice.
    same = frame[kernel.key].equals(ordered)
    known = frame[kernel.key] if same else ordered.unique(maintain_order=True)
    spoiled = any(each.invalidates_table for each in checked.findings)
    return _Read(None if spoiled else frame, known, led, checked)


def _leads(kernel: Kernel, led: Mapping[str, pl.Series] | None, keys: Mapping[str, pl.Series]) -> bool:
    """Whether each row of a list surely leads to rows of the others at hand."""
    links = [(column, target) for column, target, _ in kernel.links() if target in keys]
    return not links or (
        led is not None and all(stand(led[column], keys[target]).all() for column, target in links)
    )


def _unreadable(found: Finding) -> bool:
    """Whether a table cannot be read for it."""
    return found.code.startswith(("FQ-F", "FQ-S")) and found.code not in (*_READABLE, UNLISTED)


def _in_order(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Rows in the order of a column; long lists often have it, and sorting them takes as much memory again."""
    return frame if frame[name].is_sorted() else frame.sort(name)


def _sound(frame: pl.DataFrame, found: tuple[Finding, ...]) -> pl.DataFrame:
    """The rows of a table that are not wrong in themselves."""
    return frame.filter(~pl.col(LINE).is_in([each.line for each in found if each.invalidates_row]))
