"""The command line: one thin command for each thing the library does. Only this package prints.

Exit codes: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn, get_args

from ..findings import Lang
from ..package import PackageError, UnknownTableError
from . import checks, compilations, exports, metadata, releases, reports, site, tables
from .app import app
from .common import language

__all__ = [
    "app",
    "checks",
    "compilations",
    "exports",
    "main",
    "metadata",
    "releases",
    "reports",
    "site",
    "tables",
]

# So many objects are made before Python looks for those that are not used any more.
_NEW_OBJECTS = 100_000


def main() -> None:
    """Run the command line; a problem that stops it is one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        # A console that has no Chinese must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Most objects stay until the end: to look through them again and again, and once more then, takes long.
    gc.set_threshold(_NEW_OBJECTS)
    try:
        app()
    except BrokenPipeError:
        sys.exit(0)
    except PackageError as problem:
        _stop(problem.values.get("problem_zh", str(problem)) if _spoken(sys.argv) == "zh" else str(problem))
    except (UnknownTableError, KeyError, ValueError, ImportError, OSError) as problem:
        _stop(str(problem.args[0]) if isinstance(problem, KeyError) and problem.args else str(problem))
    finally:
        gc.freeze()


def _spoken(words: Sequence[str]) -> Lang:
    """The language that a command line asks for, whatever becomes of its command; else the system's.

    >>> _spoken(["fengqiao-open", "validate", "--lang", "zh"]), _spoken(["validate", "--lang=en"])
    ('zh', 'en')
    """
    asked = [value for name, value in pairwise(words) if name == "--lang"]
    asked += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return language(next((each for each in get_args(Lang) if each in asked), None))


def _stop(problem: str) -> NoReturn:
    print(f"fengqiao-open: {problem}", file=sys.stderr)
    sys.exit(2)
