"""The package as one JSON file: a Data Package v2 whose tables have their rows in them, as objects.

Every reader of Data Packages reads it and finds types, keys and labels. Numbers have the digits printed: 13.0
is written as 13.0, which a reader that keeps decimals sees. A blank is null.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import simplejson

from .content import Content, Table

# Of a table's descriptor, what is true of its file only.
_OF_FILE = {"path", "format", "mediatype", "encoding", "bytes", "hash", "dialect"}


def write(content: Content, path: Path) -> None:
    """Write the file."""
    resources = [_resource(content.resources[table.name], table) for table in content.tables]
    whole = {**content.package, "resources": resources}
    text = simplejson.dumps(
        whole, ensure_ascii=False, indent=1, use_decimal=True, allow_nan=False, default=str
    )
    path.write_text(text + "\n", "utf-8")


def _resource(descriptor: Any, table: Table) -> dict[str, Any]:
    said = {name: value for name, value in descriptor.items() if name not in _OF_FILE}
    return {**said, "data": [dict(zip(table.names, row, strict=True)) for row in table.rows]}
