"""What the tests share."""

from __future__ import annotations

import gc
import shutil
import socket
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from packages import make_good

# Nothing but the page: no graphics card, no updates, no services of the browser's maker.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

# The one without a window first: with its tabs and menus, Chromium takes twice the time to open a page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# A deadline says how busy the machine is, not whether the code is right.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without the garbage collector, and keep what is collected from it.

    Tests, modules and their imports, a million objects, stay to the end: to look through them for garbage again and
    again takes a tenth of the time of all tests.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good package that no test changes."""
    return make_good(tmp_path_factory.mktemp("sound") / "good")


@pytest.fixture
def good(sound: Path, tmp_path: Path) -> Path:
    """A good package to break."""
    return Path(shutil.copytree(sound, tmp_path / "good"))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever fetched: a connection fails the test that makes it."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def strict_messages(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that lacks a value fails the test that shows it; a user would get it with a gap.

    Not in modules with `FINDINGS_BY_HAND`, whose findings have no more values than the test needs.
    """
    if getattr(request.module, "FINDINGS_BY_HAND", False):
        return

    def fail(name: str) -> str:
        raise KeyError(f"no value {name!r}")

    monkeypatch.setattr("fengqiao_open.findings.catalogue.missing", fail)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a worker: there can be no second in one process."""
    api = pytest.importorskip("playwright.sync_api", reason="the site is tested with Playwright")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is installed: apt-get install chromium-headless-shell fonts-noto-cjk")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()
