"""The scanner of Chinese official prose: every number of a report, with its value, unit, qualifier and measure.

It imports nothing of the rest of the library.
"""

from .scanner import Figure, figures, parse, scan

__all__ = ["Figure", "figures", "parse", "scan"]
