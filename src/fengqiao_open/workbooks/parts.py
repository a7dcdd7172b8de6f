"""The parts of a workbook file: XML in a zip archive, joined by relationships (Office Open XML).

A document type, which no such file has and with which a small one can swell, is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import ParseError, XMLParser

from ..datapackage.files import UnfitFileError, read_plain

Attributes = Mapping[str, str]
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class DamagedError(Exception):
    """A workbook file that is not as the format asks."""


class Handler:
    """Gets the elements of a part in order, by their names without namespaces: two exist for the same
    elements.
    """

    def __init__(self) -> None:
        self._text: list[str] = []

    def opened(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def closed(self, name: str, text: str) -> None:
        """An element ends; `text` is what it has behind its last child."""

    def doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise DamagedError

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called by the parser."""
        self._text.clear()
        self.opened(_local(tag), {_local(name): value for name, value in attributes.items()})

    def data(self, text: str) -> None:
        """Called by the parser."""
        self._text.append(text)

    def end(self, tag: str) -> None:
        """Called by the parser."""
        self.closed(_local(tag), "".join(self._text))
        self._text.clear()

    def close(self) -> None:
        """Called by the parser."""


_Any = TypeVar("_Any", bound=Handler)


class Parts:
    """The decompressed parts of a workbook file, by their names from its top."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, name: str) -> bool:
        return self._path(name).is_file()

    def read(self, name: str, handler: _Any) -> _Any:
        """Give the elements of a part to a handler, and return it.

        Raises:
            DamagedError: the part is missing, too large, or not XML.
        """
        try:
            parser = XMLParser(target=handler)
            parser.feed(read_plain(self._path(name)))
            parser.close()
        except (ParseError, UnfitFileError, OSError, ValueError, LookupError) as problem:
            raise DamagedError from problem
        return handler

    def related(self, name: str, kind: str) -> dict[str, str]:
        """The parts that a part refers to for one purpose, by the identifier of the reference."""
        folder, file = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self:
            return {}
        return self.read(listed, _Relationships(folder, kind)).found

    def _path(self, name: str) -> Path:
        path = posixpath.normpath(name.lstrip("/"))
        if path.startswith("..") or "\0" in path:
            raise DamagedError
        return self._folder / path


class _Relationships(Handler):
    def __init__(self, folder: str, kind: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._folder, self._kind = folder, kind

    def opened(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith(f"/{self._kind}"):
            self.found[attributes["Id"]] = posixpath.join(self._folder, attributes["Target"])


def unescaped(text: str) -> str:
    r"""A text with the characters that XML cannot hold, which the format writes with their numbers.

    >>> unescaped("a_x000A_b_x005F_x000A_")
    'a\nb_x000A_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _local(name: str) -> str:
    return name.rpartition("}")[2]
