"""Draws the picture of the README from the data. Run: python tools/pictures.py (needs the extra `plot`)."""

from __future__ import annotations

from pathlib import Path

import fengqiao_open as fo

DOCS = Path(__file__).parents[1] / "docs"


if __name__ == "__main__":
    fo.plot.targets("en").properties(width=680).save(DOCS / "targets.svg")
