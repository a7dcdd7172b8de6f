"""The package as Parquet: a file for each table, with the types and the metadata that Arrow has."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from .arrow import arrow_table
from .content import Content, with_decimals


def write(content: Content, path: Path) -> None:
    """Write a file for each table into the folder."""
    for each in map(with_decimals, content.tables):
        pq.write_table(arrow_table(each, content), path / f"{each.name}.parquet", compression="zstd")
