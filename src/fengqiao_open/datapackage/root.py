"""Where the shipped package lies, and the name of a descriptor."""

from __future__ import annotations

from pathlib import Path
from typing import Final

DESCRIPTOR: Final = "datapackage.json"


def shipped_root() -> Path:
    """The folder of the shipped package: inside the wheel, or the checkout of an editable install."""
    inside = Path(__file__).parents[1] / "_package"
    return inside if inside.is_dir() else Path(__file__).parents[3]
