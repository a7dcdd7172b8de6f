"""The scanner: every number of Chinese official prose, with its value, unit, qualifier and measure."""

from .scanner import Figure, figures, parse, scan

__all__ = ["Figure", "figures", "parse", "scan"]
