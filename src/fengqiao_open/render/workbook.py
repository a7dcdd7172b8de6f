"""The formats of a workbook, for all that writes one with XlsxWriter."""

from __future__ import annotations

from typing import Any


class Formats:
    """The formats of a workbook, each made once: a report may have a hundred thousand cells."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[str, Any]()

    def get(self, **properties: Any) -> Any:
        """The format with these properties, in XlsxWriter's words."""
        name = repr(properties)
        if name not in self._made:
            self._made[name] = self._book.add_format(properties)
        return self._made[name]
