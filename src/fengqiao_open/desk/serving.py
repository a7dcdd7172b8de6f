"""Serve a desk until it is ended: one process a package, a random port, a page opened in the browser."""

from __future__ import annotations

import html
import json
import os
import socket
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import PackageError
from ..optional import extra
from .opening import open_desk, refuse_folder_of_others
from .service import HOST, Service
from .store import FOLDER

if TYPE_CHECKING:
    import uvicorn

_RUNNING: Final = "running.json"
_PAGE: Final = "open.html"


class RunningError(PackageError):
    """Another process serves this package; `address` is its page."""

    def __init__(self, path: Path, address: str) -> None:
        super().__init__("desk-running", path=path)
        self.address = address


@contextmanager
def served(path: Path, report: Path, *, browser: bool = True) -> Iterator[Service]:
    """A desk whose page can be opened, until the block is left; `run` answers requests meanwhile.

    Raises:
        RunningError: the package has a desk already.
        PackageError: see `open_desk`.
        ImportError: the extra `desk` is not installed.
    """
    for module in ("starlette", "uvicorn"):
        extra(module, "desk")
    lock_kind = extra("filelock", "desk")
    root = path if path.is_dir() else path.parent
    folder = root / FOLDER
    if not root.is_dir():
        raise PackageError("no-file", file=path)
    refuse_folder_of_others(root)
    folder.mkdir(exist_ok=True)
    lock = lock_kind.FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except lock_kind.Timeout:
        raise RunningError(path, _running(folder)) from None
    try:
        desk = open_desk(path, report)
        # Named as TCP: else the loop does not know, and each answer waits 40 ms for the browser's
        # acknowledgement.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
            listening.bind((HOST, 0))
            listening.listen()  # the page may be asked for before the server has started
            service = Service(desk, report, listening.getsockname()[1])
            _private(folder / _RUNNING, json.dumps({"address": service.address}))
            _private(folder / _PAGE, _redirect(service.address))
            watching = threading.Thread(target=service.watch, daemon=True)
            watching.start()
            service.listening = listening
            if browser:
                threading.Timer(0.3, open_page, [path]).start()
            try:
                yield service
            finally:
                service.stop()
                watching.join(5)
                for name in (_RUNNING, _PAGE):
                    with suppress(OSError):
                        (folder / name).unlink()
    finally:
        lock.release()


def open_page(path: Path) -> None:
    """Open the page of a running desk in the browser, by a file that only its user can read."""
    root = path if path.is_dir() else path.parent
    webbrowser.open((root / FOLDER / _PAGE).resolve().as_uri())


def server(service: Service) -> uvicorn.Server:
    """The server of a desk; it ends when its `should_exit` is set, or its process is asked to end."""
    import uvicorn

    options: dict[str, Any] = {
        "log_level": "warning",
        "access_log": False,
        "lifespan": "off",
        "server_header": False,
    }
    return uvicorn.Server(uvicorn.Config(service.application(), timeout_graceful_shutdown=2, **options))


def run(service: Service, made: uvicorn.Server) -> None:
    """Answer requests until the server ends."""
    made.run(sockets=[service.listening] if service.listening else None)


@contextmanager
def in_background(path: Path, report: Path) -> Iterator[Service]:
    """A desk that is served from a thread until the block is left: for a notebook, a test or a benchmark."""
    with served(path, report, browser=False) as service:
        answering = server(service)
        thread = threading.Thread(target=run, args=[service, answering], daemon=True)
        thread.start()
        try:
            yield service
        finally:
            answering.should_exit = True
            thread.join()


def _running(folder: Path) -> str:
    try:
        return str(json.loads((folder / _RUNNING).read_text("utf-8"))["address"])
    except (OSError, ValueError, KeyError):
        return ""


def _private(path: Path, text: str) -> None:
    """Write a file that nobody else can read: it holds the token."""
    with suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _redirect(address: str) -> str:
    """A page that leads to the desk: the token is in no list of processes."""
    target = html.escape(address, quote=True)
    head = f'<meta charset="utf-8"><meta http-equiv="refresh" content="0;url={target}">'
    return f"<!doctype html>{head}<title>fengqiao-open</title>\n"
