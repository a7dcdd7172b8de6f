"""The log of decisions: what is answered is on the disk, and what was cut off is known."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao_open.desk.changes import Change
from fengqiao_open.desk.log import Decision, append, read_log
from fengqiao_open.errors import PackageError

CELLS = st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=20), max_size=3)


def decision(seq: int, cell: str = "1") -> Decision:
    """A decision that changes one cell."""
    return Decision(
        seq,
        "2032-02-20T08:00:00Z",
        "edit",
        ("p01-c000",),
        (Change("units", "mu", {"code": ""}, {"code": cell}),),
    )


@given(st.lists(st.tuples(CELLS, st.none() | CELLS), max_size=4))
def test_a_decision_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, cells: list) -> None:  # type: ignore[type-arg]
    """A cell may hold any text: quotes, line ends, U+2028, formulas."""
    path = tmp_path_factory.mktemp("log") / "decisions.csv"
    changes = tuple(Change("units", "a b", before, after, 3) for before, after in cells)
    written = [
        Decision(1, "t", "accept", ("a", "b"), changes),
        Decision(2, "t", "undo", (), changes[::-1], 1),
    ]
    for each in written:
        append(path, each)
    assert read_log(path) == (written, 0)


@pytest.mark.parametrize("kept", range(1, 30, 4))
def test_a_line_that_was_cut_off_is_left_out_and_reported(tmp_path: Path, kept: int) -> None:
    """A process that is killed while it writes leaves part of a line."""
    path = tmp_path / "decisions.csv"
    append(path, decision(1))
    whole = path.read_bytes()
    append(path, decision(2))
    path.write_bytes(path.read_bytes()[: len(whole) + kept])
    assert read_log(path) == ([decision(1)], 2)
    assert path.read_bytes() == whole
    append(path, decision(2))
    assert read_log(path) == ([decision(1), decision(2)], 0)


def test_a_last_line_of_another_content_is_left_out(tmp_path: Path) -> None:
    """A disk may write the end of a line and not its middle."""
    path = tmp_path / "decisions.csv"
    for seq in (1, 2):
        append(path, decision(seq))
    path.write_bytes(path.read_bytes()[:-30] + b"0" * 29 + b"\n")
    assert read_log(path) == ([decision(1)], 2)


def test_a_damaged_line_before_the_last_is_refused_with_its_place(tmp_path: Path) -> None:
    """To go on after it would lose decisions without a word."""
    path = tmp_path / "decisions.csv"
    for seq in (1, 2, 3):
        append(path, decision(seq))
    path.write_bytes(path.read_bytes().replace(b"2032-02-20", b"2032-02-21", 1))
    with pytest.raises(PackageError, match="line 2 is damaged"):
        read_log(path)


def test_a_full_disk_leaves_the_log_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a line would be taken for a decision that was cut off later."""
    path = tmp_path / "decisions.csv"
    append(path, decision(1))
    before, write = path.read_bytes(), os.write

    def full(descriptor: int, data: bytes) -> int:
        if len(data) < 40:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[:20])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        append(path, decision(2))
    assert path.read_bytes() == before
