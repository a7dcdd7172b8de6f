"""The site of a package: static pages in Chinese and English that work from a folder, without a network.

MkDocs Material makes the pages, DataTables the table of statistics, Vega the pictures; this package writes
what goes into them. It needs the extra `site`.
"""

from __future__ import annotations

from .build import build

__all__ = ["build"]
