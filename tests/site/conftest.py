"""A browser and a built site; where either cannot be had, the tests are skipped and say so."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packages import make_good
from site_browser import Visit

from fengqiao_open.authoring.refresh import refresh
from fengqiao_open.datapackage.files import csv_bytes
from fengqiao_open.datapackage.package import DESCRIPTOR, read_package
from fengqiao_open.tabular.csv import records


def built(
    tmp_path_factory: pytest.TempPathFactory, name: str, package: Callable[[Path], Path | None]
) -> Path:
    """A site that one worker builds and all share; the others wait for it.

    Args:
        tmp_path_factory: pytest's.
        name: of the folder.
        package: makes the package in a folder; gives None for the shipped one.
    """
    for needed in ("jinja2", "markdown_it"):
        pytest.importorskip(needed, reason="the site needs the extra “site”")
    filelock = pytest.importorskip("filelock", reason="workers that share a site need the extra “dev”")
    from fengqiao_open.site import build

    kept = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        kept = kept.parent
    with filelock.FileLock(kept / f"{name}.lock"):
        made = kept / name / "public"
        if not made.is_dir():
            (kept / name).mkdir(exist_ok=True)
            build(made, package(kept / name))
    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped package's site."""
    return built(tmp_path_factory, "site", lambda folder: None)


#: What looks like HTML and Markdown, and must stay text.
EVIL = "<img src=x onerror=alert(1)>**b**"


@pytest.fixture(scope="session")
def town_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of another town, whose English texts hold mark-up."""
    return built(tmp_path_factory, "town", _hostile_town)


def _hostile_town(folder: Path) -> Path:
    package = make_good(folder / "package")
    for table, column in (
        ("indicators", "name_en"),
        ("indicators", "definition_en"),
        ("rulings", "question_en"),
    ):
        path = package / "data" / f"{table}.csv"
        (_, columns), *rows = records(path.read_text("utf-8"))
        made = [dict(zip(columns, cells, strict=True)) for _, cells in rows]
        made[0][column] = EVIL
        path.write_bytes(csv_bytes(columns, made))
    path = package / DESCRIPTOR
    descriptor = json.loads(path.read_text("utf-8")) | {
        "title": f"{EVIL}: title",
        "description": f"{EVIL}\n\n<script>alert(2)</script>\n\nGrain: 1",
        "fq:titleZh": "青禾开放数据",
        "fq:descriptionZh": "青禾镇2032年政府工作报告中的统计数。",
        "fq:rights": f"{EVIL} An official compilation.",
        "fq:rightsZh": "官方整理。",
        "homepage": "javascript:alert(3)",
    }
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    (package / "downloads").mkdir()
    refresh(read_package(package))
    return package


@pytest.fixture(scope="session")
def windows(browser: Any, site: Path) -> Iterator[Callable[[int], Visit]]:
    """One window for all tests of a worker, as wide as each asks: opening one takes longer than most tests."""
    opened = Visit(browser, site, 1280)

    def window(width: int) -> Visit:
        opened.resize(width)
        opened.complaints.clear()
        return opened

    yield window
    opened.context.close()


@pytest.fixture
def visit(windows: Callable[[int], Visit]) -> Visit:
    """A window as wide as a desk's."""
    return windows(1280)


@pytest.fixture
def telephone(windows: Callable[[int], Visit]) -> Visit:
    """A window as narrow as a telephone's."""
    return windows(360)


@pytest.fixture
def apart(browser: Any, site: Path) -> Iterator[Visit]:
    """A window of its own, for what would stay behind in a shared one."""
    made = Visit(browser, site, 1280)
    yield made
    made.context.close()
