"""What the tests of merged datasets share."""

from __future__ import annotations

from pathlib import Path

import made_towns
import pytest

import fengqiao_open as fo
from fengqiao_open.datapackage.package import shipped_root


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The shipped package and made towns, which no test changes."""
    folder = tmp_path_factory.mktemp("towns")
    made_towns.make(8, folder)
    return [shipped_root(), *(each.parent for each in sorted(folder.glob("*/*/datapackage.json")))]


@pytest.fixture(scope="session")
def merged(packages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them in one dataset, which no test changes."""
    folder = tmp_path_factory.mktemp("merged") / "all"
    assert fo.combine(packages, folder).report.ok
    return folder
