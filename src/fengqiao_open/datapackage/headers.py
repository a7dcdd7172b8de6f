"""What the header of a file says, read without the rest of it and in whatever form a spreadsheet gave it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

#: A header is in so many bytes, also of the widest table.
_HEADER: Final = 2**14
_WORD = re.compile(rb"\w+")


def header_words(path: Path | os.DirEntry[str]) -> frozenset[str]:
    """The words in ASCII of the first line of a file; none where it cannot be read.

    >>> header_words(Path(__file__)) >= {"What", "header", "file"}
    True
    """
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123 - of a folder, the path is made already
        lines = file.read(_HEADER).replace(b"\0", b"").splitlines()
        header = next((each for each in lines if b"sep=" not in each[:9].lower()), b"")
        return frozenset(each.decode() for each in _WORD.findall(header))
    return frozenset()


def most_alike(words: frozenset[str], tables: Mapping[str, list[str]]) -> str:
    """The table that has most of its columns among some words, at least half of them; "" where there is none.

    >>> tables = {"units": ["unit_id", "name_zh", "factor"], "themes": ["theme_id", "name_zh"]}
    >>> most_alike(frozenset(("unit_id", "name_zh", "note")), tables), most_alike(frozenset(), tables)
    ('units', '')
    """
    shares = {name: len(words.intersection(columns)) / len(columns) for name, columns in tables.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    return best if best and shares[best] >= 1 / 2 else ""
