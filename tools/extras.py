"""Measures what each extra installs: packages and MB, each in an environment of its own, from wheels only.

python tools/extras.py [EXTRA ...] prints the rows of the table in the README. It needs the network, or a cache of pip,
and some minutes. MB are those of the files on disk, without pip.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_FOR_DEVELOPERS = {"bench", "test", "lint", "dev"}


def extras() -> list[str]:
    """The extras for users, in the order of pyproject.toml; "" is the plain install."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return ["", *(name for name in project["optional-dependencies"] if name not in _FOR_DEVELOPERS)]


def measured(wheel: Path, extra: str) -> tuple[int, int]:
    """The number of packages that an extra needs, this one included, and their MB."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        target = f"{wheel}[{extra}]" if extra else str(wheel)
        subprocess.run(
            [*pip, "install", "--quiet", "--no-compile", "--only-binary", ":all:", target], check=True
        )
        listed = subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout
        subprocess.run([*pip, "uninstall", "--quiet", "--yes", "setuptools", "pip"], check=True)
        (packages,) = Path(folder).glob("lib/python*/site-packages")
        size = sum(path.stat().st_size for path in packages.rglob("*") if path.is_file())
    return sum(not line.startswith(("pip==", "setuptools==")) for line in listed.splitlines()), round(
        size / 1e6
    )


def main(wanted: list[str]) -> None:
    """Print a row for each extra: its packages and MB, and what it adds to the plain install."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, str(_ROOT)]
        subprocess.run(build, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        for extra in wanted or extras():
            packages, size = measured(wheel, extra)
            print(f"| {extra or 'none'} | {packages} | {size} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
