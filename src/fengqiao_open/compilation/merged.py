"""The public functions of merged datasets: importing them needs nothing, calling them the extra `large`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..datapackage.package import read_package
from ..errors import needs_text
from ..lang import Lang
from ..optional import extra

if TYPE_CHECKING:
    import polars as pl

    from ..datapackage.tablenames import TableName
    from .combine import Combination
    from .discover import Progress


def combine(
    packages: str | Path | Sequence[str | Path],
    output: str | Path,
    *,
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
) -> Combination:
    """Merge packages into one dataset: partitioned Parquet with one descriptor and one set of code lists.

    Each package is validated first. A package with errors is excluded. So is one that conflicts with
    others: it has another row for a code or an identifier, or another code for the same thing. The version
    in most packages stays; if two are equally frequent, that of the first package by source. The other
    packages are written in the order of their sources, every row once. If no package remains, nothing is.

    Args:
        packages: one or several: folders, zip archives and descriptors, and folders that contain packages at
            any depth; or URLs of these that fsspec supports.
        output: the folder to create; an older merged dataset there is replaced in one step.
        ignore: prefixes of codes that exclude no package, such as "FQ-R12"; not errors of cells or keys.
        progress: called with the number of steps done and of all; each package has two, validate and write.

    Returns:
        A `Combination` with the `report`, and the paths of the packages `taken` and `left_out`.

    Raises:
        ImportError: the extra `large` is not installed; the message has the command that installs it.
        PackageError: a path does not exist, or has no package.
        FileExistsError: the folder has other contents than a merged dataset.
        ValueError: an entry of `ignore` matches no code.

    >>> import tempfile
    >>> from fengqiao_open.datapackage.package import shipped_root
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     made = combine([shipped_root()], f"{folder}/all")
    >>> made.report.ok, len(made.taken)
    (True, 1)
    """
    made: Combination = extra("fengqiao_open.compilation.combine", "large").combine(
        packages, output, ignore=ignore, progress=progress
    )
    return made


def load_lazy(
    name: TableName | Literal["wide"], package: str | Path | None = None, lang: Lang = "en"
) -> pl.LazyFrame:
    """One table of a package or a merged dataset as a polars `LazyFrame`; also `wide`, with growth beside
    level.

    Filters, columns and aggregates are pushed down to the files: only the parts and columns needed are
    read, on `collect()`. Integers and years are `Int64`, numbers `Float64`, booleans `Boolean`, dates
    `Date`; strings and codes are `String`. For Arrow: `load_lazy(…).collect().to_arrow()`.

    Args:
        name: the table, or "wide" for what `wide` gives.
        package: a package or a merged dataset; None for the shipped package.
        lang: the language of names and units in "wide"; other tables have both.

    Raises:
        ImportError: the extra `large` is not installed; the message has the command that installs it.
        UnknownTableError: no such table; the message suggests the nearest name.
        PackageError: the package cannot be read.

    >>> import polars
    >>> targets = load_lazy("observations").filter(polars.col("status") == "target")
    >>> targets.select(polars.len()).collect().item()
    20
    >>> fast = load_lazy("wide").filter(polars.col("growth_yoy") > 60)
    >>> fast.select("indicator_id", "level", "growth_yoy").collect().rows()
    [('technical-upgrading-investment', 4.0, 67.3), ('foreign-capital-utilized', 2000.0, 62.1)]
    """
    needs_text(name, "load_lazy", "observations")
    if name == "wide":
        made: pl.LazyFrame = extra("fengqiao_open.compilation.wide", "large").lazy(
            read_package(package), lang
        )
        return made
    found: pl.LazyFrame = extra("fengqiao_open.compilation.lazy", "large").lazy_table(
        read_package(package), name
    )
    return found
