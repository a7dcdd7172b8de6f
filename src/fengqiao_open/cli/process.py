"""How the program meets the system: its output, signals that end it, and its temporary files."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO

from ..datapackage.writing import remove_unfinished

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class _Output(io.FileIO):
    """Output whose reader may leave: what follows is for nobody, and the exit code stays what it is."""

    def write(self, data: object) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def prepare_output() -> None:
    """Make standard output and error streams that can be written to, whatever they are."""
    for number, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, _nowhere(number, "r" if number == 0 else "w"))
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is getattr(sys, f"__{name}__") and not stream.isatty() and hasattr(stream, "fileno"):
            stream.flush()
            raw = io.BufferedWriter(_Output(number, "wb", closefd=False))
            stream = io.TextIOWrapper(raw, stream.encoding, line_buffering=name == "stderr")
            setattr(sys, name, stream)
        # A console that has no Chinese must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _nowhere(number: int, mode: str) -> IO[str]:
    """A stream to nowhere for a closed one, whose number must not go to the next file that is opened."""
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, os.O_RDWR)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
    return open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123 - until the end


def flush_output() -> None:
    """Write what is still to be written.

    Raises:
        OSError: it cannot be, for the disk is full; nothing is tried again at the end of the program.
    """
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = _nowhere(1, "w")
        raise


@contextmanager
def cleaned_up() -> Iterator[None]:
    """Run something that signals can end at any moment, and leave no temporary file of it."""
    earlier = tempfile.tempdir, os.environ.get("TMPDIR")
    try:
        own = tempfile.mkdtemp(prefix="fengqiao-")
    except OSError:  # most commands need none
        own = ""
    else:
        tempfile.tempdir = os.environ["TMPDIR"] = own
    handlers = {
        number: handler
        for name in _SIGNALS
        if (number := getattr(signal, name, None)) is not None
        and (handler := signal.getsignal(number)) is not signal.SIG_IGN  # as nohup leaves it
    }
    for number in handlers:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        # From here on, nothing may come between what is left and its removal.
        for number in handlers:
            signal.signal(number, signal.SIG_IGN)
        remove_unfinished()
        if own:
            shutil.rmtree(own, ignore_errors=True)
            tempfile.tempdir = earlier[0]
            os.environ.pop("TMPDIR")
            if earlier[1] is not None:
                os.environ["TMPDIR"] = earlier[1]
        # Who runs a command within a process of their own gets its handlers back.
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _stop(number: int, _: FrameType | None) -> None:
    """End the program as shells expect it; a second signal does not disturb the cleaning up."""
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise SystemExit(128 + number)
