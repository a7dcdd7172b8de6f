"""Runs the command line within the process of the tests: starting Python anew would take longer than most commands."""

from __future__ import annotations

import contextlib
import gc
import io
import os
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from unittest import mock

from fengqiao_open.cli import main

_LANGUAGE = ("LC_ALL", "LC_MESSAGES", "LANG")


def run(*words: str | Path, folder: Path | None = None, **environment: str) -> CompletedProcess[str]:
    """Run the command as a user would, its output in a pipe, in a folder and on a system of a language.

    >>> run("--version").returncode
    0
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    arguments = ["fengqiao-open", *map(str, words)]
    with (
        mock.patch("sys.argv", arguments),
        mock.patch.dict(os.environ, dict.fromkeys(_LANGUAGE, "") | environment),
        contextlib.chdir(folder or Path.cwd()),
        _collector_kept(),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return CompletedProcess(arguments, code, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


@contextlib.contextmanager
def _collector_kept() -> Iterator[None]:
    """The command line, which ends soon, tells the garbage collector to do little, and at the end nothing."""
    threshold = gc.get_threshold()
    with mock.patch("gc.freeze"):
        yield
    gc.set_threshold(*threshold)
