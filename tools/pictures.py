"""Draws the pictures of the README. Run: python tools/pictures.py (needs the extra `dev` and Chromium)."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import fengqiao_open as fo
from fengqiao_open.authoring.scaffold import draft, write_draft
from fengqiao_open.desk.serving import in_background

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
sys.path.append(str(ROOT / "tests" / "desk"))


def desk(picture: Path) -> None:
    """The desk on the made-up report of its tests, with some numbers decided."""
    from desk_report import REPORT

    with tempfile.TemporaryDirectory() as scratch:
        report, package = Path(scratch) / "report.txt", Path(scratch) / "qinghe"
        report.write_text(REPORT, "utf-8")
        write_draft(draft(REPORT, "青禾镇", 2032, "qinghe-2032", "990101100000"), package)
        with in_background(package, report) as service, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 760}, locale="zh-CN")
            page.goto(service.address)
            page.wait_for_selector(".acts .primary")
            for key in ("Enter",) * 6 + ("q", "Enter"):
                page.keyboard.press(key)
                page.wait_for_timeout(800)
            page.screenshot(path=picture)
            browser.close()


if __name__ == "__main__":
    fo.plot.targets("en").properties(width=680).save(DOCS / "targets.svg")
    desk(DOCS / "desk.png")
