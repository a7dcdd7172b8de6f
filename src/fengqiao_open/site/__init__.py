"""The site of a package: static pages in Chinese and English that work from a folder, without a network.

Jinja2 fills the templates, markdown-it-py reads the guides; charts are drawn as SVG. It needs the extra
`site`.
"""

from __future__ import annotations

from .build import build

__all__ = ["build"]
