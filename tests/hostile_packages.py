"""Breaks packages on purpose, and reads reports as strictly as a terminal would."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fengqiao_open import Report
from fengqiao_open.datapackage.characters import first_invisible
from fengqiao_open.datapackage.package import DESCRIPTOR


def codes_of(report: Report) -> set[str]:
    """The codes of a report, which must be words in both languages too."""
    for each in report.findings:
        for lang in ("en", "zh"):
            words = each.found(lang) + each.expected(lang) + each.how_to_fix(lang)
            assert first_invisible(words) is None
            assert "\n" not in words
    assert str(report).encode("utf-8")
    return {each.code for each in report.findings}


def describe(package: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the descriptor of a package."""
    path = package / DESCRIPTOR
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content), "utf-8")


def table_of(content: dict[str, Any], name: str) -> dict[str, Any]:
    """One table of a descriptor."""
    found: dict[str, Any] = next(each for each in content["resources"] if each["name"] == name)
    return found


def with_cell(package: Path, cell: str, old: str = "One row for each village.") -> Path:
    """The table of rulings with one cell of text replaced."""
    path = package / "data" / "rulings.csv"
    quoted = '"' + cell.replace('"', '""') + '"'
    text = path.read_text("utf-8").replace(old, quoted)
    path.write_bytes(text.encode("utf-8"))
    return package


def zip_entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    """An entry of an archive under exactly this name, which zipfile would tidy."""
    entry = zipfile.ZipInfo(name)
    entry.filename = entry.orig_filename = name
    entry.external_attr = mode << 16
    return entry
