"""What a workbook says of each table that it was made from, so that an edit can be told from an older
state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from ..datapackage.files import csv_bytes

#: The custom property of the workbook with the fingerprint of a table, before the name of the table.
PROPERTY = "fengqiao-open "


def fingerprint(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """The SHA-256 of a table as canonical CSV.

    >>> fingerprint(["a"], [{"a": "1"}])[:8]
    '309b0e45'
    """
    return hashlib.sha256(csv_bytes(columns, rows)).hexdigest()
