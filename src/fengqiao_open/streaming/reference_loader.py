"""The reference tables of a large table: found, validated and loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import polars as pl

from ..datapackage.files import is_url, read_plain
from ..datapackage.package import DESCRIPTOR, LARGE, Package, read_package, shipped
from ..datapackage.schema import Resource
from ..errors import PackageError
from ..findings.report import UNLISTED
from ..tabular.canonical_csv import OTHER_FORMAT, canonical
from ..tabular.csv import MOST_RECORDS, NO_ROW
from ..tabular.encodings import is_gb18030
from ..validation.intended import NAMES
from ..validation.rules import RULES
from .batch_checks import FIXED_KEY, TableChecks
from .csv_batches import LINE, NUMBER
from .inputs import expand
from .key_hashes import SEED
from .paths import Files
from .reference_tables import ReferenceTables, resolves
from .stream import TableResult, one_machine, stream

#: Code lists: tables that others refer to, with rows that rules look up. They are loaded at any length.
LISTS = ("sources", "areas", "units", "indicators", "themes")
# Bytes of a block: several tables are read at once.
_BLOCK = 8 * 2**20


def lists_beside(table: str, files: Sequence[str | Path]) -> Path | None:
    """The package that all files of a table lie in; None where there is no such one.

    It is the nearest above each file, where it has the table.

    Raises:
        PackageError: its descriptor cannot be read.
    """
    found = {_package_above(table, each) for each in {_folder(str(file)) for file in files}}
    return found.pop() if len(found) == 1 else None


def _folder(file: str) -> Path | None:
    """The folder of a local file."""
    if is_url(file):
        return None
    path = Path(file).absolute()
    return path if path.is_dir() else path.parent


def _package_above(table: str, folder: Path | None) -> Path | None:
    above = (folder, *folder.parents) if folder else ()
    nearest = next((each for each in above if (each / DESCRIPTOR).is_file()), None)
    return nearest if nearest and table in read_package(nearest).tables else None


def load_references(
    tables: Sequence[str], path: str | Path | None
) -> tuple[ReferenceTables, dict[str, TableResult]]:
    """Check and load the tables that large ones refer to, with the result of each; not a single large one.

    A malformed table is not loaded. Of one that is no code list and has more rows than a small package may,
    only the hashes of its keys are. The rules skip invalid rows of the others, as in a small package.

    Args:
        tables: the names of the large tables.
        path: a package, or a folder of tables by name; None for the shipped code lists.

    Raises:
        PackageError: there are no tables, or the package cannot be read.
    """
    with TemporaryDirectory(prefix="fengqiao-lists-") as folder:
        written = _files(tables, None if path is None else Path(path))
        return _loaded(tables, {name: _in_utf8(name, each, Path(folder)) for name, each in written.items()})


def _in_utf8(table: str, files: Files, folder: Path) -> Files:
    """The files of a reference table, those that a spreadsheet saved in GB18030 as copies in UTF-8."""
    made = []
    for number, (file, shown) in enumerate(files):
        if not is_url(file) and file.endswith(".csv") and Path(file).stat().st_size < LARGE:
            data = read_plain(Path(file))
            if not _is_utf8(data) and is_gb18030(data):
                file = str(folder / f"{table}-{number}.csv")
                Path(file).write_text(canonical(table, data, shipped().schema(table).names)[0], "utf-8")
        made.append((file, shown))
    return made


def _is_utf8(data: bytes) -> bool:
    """Whether content is UTF-8, as that of most files is."""
    try:
        return bool(data.decode()) or not data
    except UnicodeDecodeError:
        return False


def _loaded(
    tables: Sequence[str], files: Mapping[str, Files]
) -> tuple[ReferenceTables, dict[str, TableResult]]:
    """The reference tables in some files, with the result of each."""
    resources = list(shipped().descriptor["resources"])
    schemas = {name: shipped().schema(name) for name in files}
    checks = {
        name: TableChecks(schema, ReferenceTables(), resources, retained=_retained(tables, schema))
        for name, schema in schemas.items()
    }
    with ThreadPoolExecutor() as pool:
        coming = pool.map(lambda name: _load(checks[name], files[name]), files)
        loaded = dict(zip(files, coming, strict=True))
    keys = {name: each.keys for name, each in loaded.items() if each.keys is not None}
    for name, each in checks.items():
        # The keys are known only now; in most tables, all references resolve.
        known, found = replace(each, references=ReferenceTables(keys)), loaded[name].references
        targets = known.target_keys
        if targets and (found is None or not all(resolves(found[to], targets[to]).all() for to in targets)):
            loaded[name] = _load(known, files[name])
    references = ReferenceTables(
        {name: each.keys for name, each in loaded.items() if each.keys is not None},
        {name: each.frame for name, each in loaded.items() if each.frame is not None},
        schemas,
        {name: found[0][1] for name, found in files.items()},
    )
    return references, {name: each.result for name, each in loaded.items()}


def _files(tables: Sequence[str], path: Path | None) -> dict[str, Files]:
    """The files of the tables that some refer to, by their names."""
    if path is not None and path.is_dir() and not (path / DESCRIPTOR).is_file():
        files = {
            name: [file]
            for name in shipped().tables
            for place in (path, path / "data")
            for ending in (".csv", ".parquet")
            if (file := place / f"{name}{ending}").is_file()
        }
        package: Package | None = None
    else:
        package = read_package(path)
        files = {name: package.paths(name) for name in shipped().tables if name in package.tables}
    if not files:
        raise PackageError("no-tables-in-folder", folder=path)
    # The shipped package is of one report: its tables that are no code lists are not those of others.
    large = () if package is shipped() else tables
    wanted = {*LISTS, *(link.table for table in large for link in shipped().schema(table).foreign_keys)}
    # What does not exist is reported where the package itself is checked.
    return {
        name: expand([str(each) for each in paths])
        for name, paths in files.items()
        if name in wanted and [name] != list(tables) and all(each.exists() for each in paths)
    }


def _retained(tables: Sequence[str], schema: Resource) -> set[str]:
    """The keys and names of a reference table and the columns that rules read: all, unless each names
    them.
    """
    found = {*schema.primary_key, *(link.column for link in schema.foreign_keys)}
    # Reports are too many for their titles to be held, and nobody writes one in place of its key.
    found |= {*NAMES} & {*schema.names} if schema.name in LISTS and schema.name != "sources" else set()
    for rule in RULES:
        if rule.depends_on and rule.tables[0] in tables and schema.name in rule.tables[1:]:
            foreign_keys = shipped().schema(rule.tables[0]).foreign_keys
            links = {link.column for link in foreign_keys if link.table == schema.name}
            cells = (each.partition(".") for each in rule.depends_on)
            found |= {column for link, _, column in cells if column and link in links} or set(schema.names)
    return found


class _Loaded(NamedTuple):
    """A reference table as it was read.

    Attributes:
        frame: the retained columns of valid rows, sorted by key; None for too many, for those that cannot be
            read, and where not all invalid ones are known.
        keys: its keys with fixes applied, or their hashes, sorted; None where they cannot be read.
        references: for each foreign key the values; None without rows.
        result: the result of its checks.
    """

    frame: pl.DataFrame | None
    keys: pl.Series | None
    references: Mapping[str, pl.Series] | None
    result: TableResult


def _load(checks: TableChecks, files: Files) -> _Loaded:
    """Check a table by itself, and load its retained columns; of one that is too long, hashes of keys."""
    frames, keys = list[pl.DataFrame](), list[pl.Series]()

    def retain(rows: pl.DataFrame, before: int) -> None:
        places = (pl.col(LINE).cast(pl.UInt32), (pl.col(NUMBER) + before + 1).cast(pl.UInt32))
        frames.append(rows.drop(FIXED_KEY).with_columns(places))
        keys.append(rows[FIXED_KEY].drop_nulls())
        if before + rows.height > MOST_RECORDS and checks.schema.name not in LISTS:
            frames.clear()
            keys[:] = [each.hash(SEED) if each.dtype == pl.String else each for each in keys]

    with one_machine(_BLOCK)() as engine:
        result = stream(checks, files, engine, retain=retain)
    codes = {each.code for each in result.findings} - {OTHER_FORMAT, UNLISTED, NO_ROW}
    if not keys or any(code.startswith(("FQ-F", "FQ-S")) for code in codes):
        return _Loaded(None, None, None, result)
    known = _sorted(pl.concat(keys, rechunk=True).to_frame(), FIXED_KEY).to_series()
    if not frames:
        return _Loaded(None, known.unique(maintain_order=True), None, result)
    rows = pl.concat(frames, rechunk=True)
    # The blocks are not needed any more.
    frames.clear()
    keys.clear()
    columns = {link.column for link in checks.schema.foreign_keys}
    references = {name: rows[name].unique().drop_nulls().cast(pl.String) for name in columns}
    invalid = [each.line for each in result.findings if each.invalidates_row]
    frame = _sorted(rows.filter(~pl.col(LINE).is_in(invalid)), checks.schema.key)
    # No key is held twice.
    same = frame[checks.schema.key].equals(known)
    known = frame[checks.schema.key] if same else known.unique(maintain_order=True)
    complete = not any(each.invalidates_table for each in result.findings)
    return _Loaded(frame if complete else None, known, references, result)


def _sorted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Rows in the order of a column; many tables are sorted, and sorting one takes as much memory again."""
    return frame if frame[name].is_sorted() else frame.sort(name)
