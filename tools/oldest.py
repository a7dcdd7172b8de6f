"""Prints the oldest version of each dependency that pyproject.toml allows, as constraints for pip.

python tools/oldest.py large audit > oldest.txt && pip install -c oldest.txt ".[large,audit]"
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_BOUND = re.compile(r"(?P<name>[\w.-]+)(?:\[[\w,-]+\])?>=(?P<version>[\w.]+)")


def constraints(*extras: str) -> Iterator[str]:
    """The lower bounds of the dependencies and of some extras, each as an exact version."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in (
        *project["dependencies"],
        *(each for extra in extras for each in project["optional-dependencies"][extra]),
    ):
        if bound := _BOUND.match(requirement):
            yield f"{bound['name']}=={bound['version']}"


if __name__ == "__main__":
    print(*constraints(*sys.argv[1:]), sep="\n")
