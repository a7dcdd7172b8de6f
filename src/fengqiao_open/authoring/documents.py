"""The text of a report's file: plain text, Markdown, a saved page, Word, or a PDF file with text."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ..datapackage.misnamed import DOCUMENTS, no_report
from ..errors import PackageError, reasons
from ..optional import extra
from ..tabular.corrupted_texts import read_report
from .web_page import BETWEEN_CELLS

ENDINGS: Final = DOCUMENTS


def read_document(path: Path) -> str:
    """The text of a file as it is in it; `clean` takes off the layout.

    Raises:
        PackageError: it cannot be read, is in another encoding, or holds no text.
        ImportError: it is a Word document or a PDF file, and the extra `documents` is not installed.
    """
    if refused := no_report(path):
        raise refused
    try:
        with path.open("rb") as file:
            first = file.read(_LONGEST)
    except OSError as problem:
        raise PackageError("file-unreadable", file=path, **reasons(problem)) from None
    if other := next((key for start, key in _OTHERS.items() if first.startswith(start)), ""):
        raise PackageError(other, file=path)
    reader = next((read for start, read in _READERS.items() if first.startswith(start)), None)
    if reader is None:
        return read_report(path)
    try:
        text = reader(path.read_bytes())
    except (ImportError, OSError):
        raise
    except Exception as problem:  # these libraries raise errors of many kinds on a damaged file
        raise PackageError("document-unreadable", file=path, why=f"{problem}"[:200]) from None
    if not text.strip():
        raise PackageError("document-without-text", file=path)
    return text


def _word(data: bytes) -> str:
    """The paragraphs and rows of tables of a .docx file, in order."""
    document = extra("docx", "documents").Document(io.BytesIO(data))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            rows = ([cell.text.strip() for cell in row.cells] for row in block.rows)
            lines += [BETWEEN_CELLS.join(cell for cell in row if any(map(str.isalnum, cell))) for row in rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _pdf(data: bytes) -> str:
    """The lines of the pages of a PDF file."""
    pages = extra("pypdf", "documents").PdfReader(io.BytesIO(data)).pages
    return "\n".join(page.extract_text() for page in pages)


_READERS: Final[dict[bytes, Callable[[bytes], str]]] = {b"PK\x03\x04": _word, b"%PDF": _pdf}
# How files begin that hold no text as it stands: those of Word and WPS before .docx, and images.
_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "document-old",
    b"{\\rtf": "document-old",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), "document-image"),
}
_LONGEST: Final = max(map(len, (*_READERS, *_OTHERS)))
