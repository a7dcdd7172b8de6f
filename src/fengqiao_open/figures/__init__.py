"""The scanner: every number of Chinese official prose, with its value, unit, qualifier and measure."""

from .scanner import Figure, extract, figures, parse

__all__ = ["Figure", "extract", "figures", "parse"]
