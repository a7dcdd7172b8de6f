"""The scanner: every number of Chinese official prose, with its value, unit, qualifier and measure."""

from .figure import Figure
from .scanner import extract, figures, parse

__all__ = ["Figure", "extract", "figures", "parse"]
