"""The code of the library as syntax trees, for tests of what it says."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

import fengqiao_open

SOURCE = Path(fengqiao_open.__file__).parent


@cache
def nodes_by_module() -> dict[Path, tuple[ast.AST, ...]]:
    """The nodes of every module by its path, from the outermost; parsed once, as that takes seconds."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    found = {path: tuple(ast.walk(tree)) for path, tree in trees.items()}
    # They stay: a million objects that the garbage collector need not look through.
    gc.freeze()
    return found
