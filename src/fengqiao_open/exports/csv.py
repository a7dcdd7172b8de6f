"""The tables as a zip archive of CSV files for Excel: the data as they are, behind a byte order mark.

Without the mark Excel reads Chinese text as GBK. Nothing else differs from the files of the package.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from ..datapackage.files import csv_bytes
from ..datapackage.schema import written
from ..lang import sentence, texts
from .content import Content, moment

MARK = "\ufeff".encode()


def write(content: Content, path: Path) -> None:
    """Write the archive: what it is, and a file for each table."""
    day = moment(content).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(content).items():
            entry = zipfile.ZipInfo(name, day)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # of every system alike
            archive.writestr(entry, MARK + text, zipfile.ZIP_DEFLATED)


def _files(content: Content) -> dict[str, bytes]:
    files = {texts("exports", content.lang)["readme"]: _readme(content).encode()}
    for table in content.tables:
        rows = (dict(zip(table.names, map(written, row), strict=True)) for row in table.rows)
        files[f"{table.name}.csv"] = csv_bytes(table.names, rows)
    return files


def _readme(content: Content) -> str:
    """The facts of the package and how to read the files, for whoever opens the archive."""
    lang, say = content.lang, texts("exports", content.lang)
    facts = [
        (f"fact.{name}", words.zh if lang == "zh" else words.en) for name, words in content.facts.items()
    ]
    lines = (
        sentence("exports", "labelled", lang, label=say[key], text=text)
        for key, text in (*facts, ("fact.reading", say["reading_csv"]))
    )
    return "\n\n".join(lines) + "\n"
