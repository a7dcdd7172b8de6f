"""A draft of a made-up report, and a desk on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_report import REPORT

from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.desk.desk import Desk
from fengqiao_open.desk.opening import open_desk


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The file of the report."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def package(tmp_path: Path, report: Path) -> Path:
    """A draft of it."""
    path = tmp_path / "qinghe"
    write_draft(draft(REPORT, "青禾镇", 2032, "qinghe-2032", "990101100000"), path)
    return path


@pytest.fixture
def desk(package: Path, report: Path) -> Desk:
    """A desk on the draft."""
    return open_desk(package, report)
