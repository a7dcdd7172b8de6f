"""Optional dependencies: imported when needed; the error names the missing extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .errors import worded


def extra(module: str, name: str) -> Any:
    """A module that needs an extra.

    Raises:
        ImportError: the extra is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise worded(ImportError, "needs-extra", extra=name, module=problem.name) from problem


def library(module: str) -> Any:
    """A library that has no extra, since it is all that is needed.

    Raises:
        ImportError: the library is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise worded(ImportError, "needs-library", module=module) from problem
