"""What a DataFrame carries of its package in `attrs`: strings, so that Parquet keeps them."""

from __future__ import annotations

from collections.abc import Hashable

from .schema import Json


def attrs(descriptor: Json) -> dict[Hashable, str]:
    """Title, version, licence and citation of a package, by its descriptor.

    They are the same for all its tables: pandas keeps the attrs of a merge only where both sides have the
    same.

    >>> attrs({"title": "Qinghe Open", "version": "1.0.0", "licenses": [{"name": "CC-BY-4.0"}]})["citation"]
    'Qinghe Open, version 1.0.0'
    """
    title, version = str(descriptor.get("title", "")), str(descriptor.get("version", ""))
    homepage = str(descriptor.get("homepage", ""))
    return {
        "title": title,
        "version": version,
        "licence": ", ".join(str(each.get("name")) for each in descriptor.get("licenses") or ()),
        "citation": ", ".join(filter(None, (title, f"version {version}", homepage))),
    }
