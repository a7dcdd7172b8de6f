"""A package that tests of validation may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fengqiao_open.datapackage.package import shipped


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shipped package; each test restores what it changes."""
    folder = tmp_path_factory.mktemp("shipped") / "package"
    folder.mkdir()
    shutil.copy(shipped().root / "datapackage.json", folder)
    shutil.copytree(shipped().root / "data", folder / "data")
    return folder
