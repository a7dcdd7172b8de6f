"""What the tests share."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from hypothesis import settings
from packages import make_good

# A deadline says how busy the machine is, not whether the code is right.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")


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
