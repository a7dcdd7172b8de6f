"""The two languages that reports, pages and charts speak."""

from __future__ import annotations

from typing import Literal

Lang = Literal["zh", "en"]
