"""Every metadata file of a package at once."""

from __future__ import annotations

import json
from pathlib import Path

from ..datapackage.facts import read_facts
from ..datapackage.package import Package
from ..datapackage.writing import write_all
from ..errors import worded
from .citation_cff import citation_file
from .croissant import croissant
from .csvw import table_group
from .datacite import datacite
from .dcat import catalogue
from .schemaorg import dataset


def metadata_files(package: Package) -> dict[str, bytes]:
    """The metadata files by name, made from the descriptor alone; nothing is written.

    Raises:
        PackageError: the descriptor lacks what they need; the message says what.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> sorted(metadata_files(shipped()))
    ['CITATION.cff', 'croissant.json', 'csv-metadata.json', 'datacite.json', 'dcat.ttl', 'schemaorg.json']
    """
    facts = read_facts(package)
    return {
        "dcat.ttl": catalogue(facts),
        "schemaorg.json": _json(dataset(facts)),
        "croissant.json": _json(croissant(facts)),
        "csv-metadata.json": _json(table_group(facts)),
        "CITATION.cff": citation_file(facts),
        "datacite.json": _json(datacite(facts)),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8")


def write_metadata(package: Package, folder: Path) -> list[Path]:
    """Write the metadata files into a folder, all or none.

    Raises:
        PackageError: as `metadata_files`; nothing is written.
        OSError: the folder cannot be written.
    """
    files = metadata_files(package)
    if folder.exists() and not folder.is_dir():
        raise worded(NotADirectoryError, "file-for-folder", file=folder)
    write_all(folder, {folder / name: content for name, content in files.items()})
    return [folder / name for name in files]
