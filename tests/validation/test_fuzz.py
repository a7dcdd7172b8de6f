"""Whatever comes, the answer is a report: bytes, names, cells and descriptors that nobody thought of."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hostile_packages import codes_of, zip_entry
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fengqiao_open import validate
from fengqiao_open.datapackage.characters import first_invisible, visible
from fengqiao_open.datapackage.package import DESCRIPTOR
from fengqiao_open.tabular.csv import MalformedError, records
from fengqiao_open.validation.fixes import cells

pytestmark = pytest.mark.usefixtures("no_network")
FUZZ = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZ
@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 40))
@example(b"", 0, 40)
def test_any_bytes_in_an_archive_make_a_report(
    sound: Path, tmp_path: Path, data: bytes, at: int, cut: int
) -> None:
    """A zip file broken anywhere ends in a finding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(DESCRIPTOR, b'{"resources": []}')
        archive.writestr("data/rulings.csv", b"a,b\n")
    content = buffer.getvalue()
    path = tmp_path / "a.zip"
    path.write_bytes(content[:at] + data + content[at + cut :])
    assert not validate(path).ok


@FUZZ
@given(st.lists(st.tuples(st.text(max_size=8), st.binary(max_size=20)), max_size=5))
def test_any_names_in_an_archive_stay_inside(tmp_path: Path, entries: list[tuple[str, bytes]]) -> None:
    """No name writes beside the folder."""
    import warnings

    path = tmp_path / "a.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(zip_entry(name.encode("utf-8", "replace").decode("utf-8")), content)
    assert not validate(path).ok
    assert list(tmp_path.iterdir()) == [path]


@FUZZ
@given(st.text(max_size=60))
def test_any_text_in_a_cell_is_quoted_safely(sound: Path, text: str) -> None:
    """A finding never carries a character that a terminal obeys."""
    shown = visible(text)
    assert first_invisible(shown) is None
    assert "\n" not in shown
    assert shown.encode("utf-8").decode("utf-8") == shown


_CSV = st.lists(st.sampled_from([*',"\n\r', "\r\n", '""', "凤", "a", " "]), max_size=30).map("".join)


@given(_CSV)
@example("a,")
@example('"a""b"\r\n,')
def test_any_text_is_read_in_one_way(text: str) -> None:
    """The reader, the csv module and the corrections tell cells apart alike, or a correction hits another cell."""
    try:
        wanted = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        with pytest.raises(MalformedError):
            list(records(text))
        return
    listed = list(records(text))
    assert [row for _, row in listed] == wanted
    counts = Counter(line for line, *_ in cells(text))
    assert [counts[line] for line, _ in listed] == [len(row) or 1 for _, row in listed]


_PLACES = st.lists(st.integers(0, 12), min_size=1, max_size=6)
_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.slow
@FUZZ
@given(_PLACES, _JUNK)
def test_a_sound_descriptor_changed_anywhere_makes_a_report(
    sound: Path, good: Path, places: list[int], junk: object
) -> None:
    """A descriptor that is right but for one value gets furthest before it fails."""
    content = json.loads((sound / DESCRIPTOR).read_text("utf-8"))
    _graft(content, places, junk)
    (good / DESCRIPTOR).write_text(json.dumps(content, ensure_ascii=True), "utf-8")
    codes_of(validate(good, hashes=False))


def _graft(content: Any, places: list[int], junk: object) -> None:
    """Replace what the steps lead to, each step counting through the keys or items."""
    for number in places:
        keys = list(content) if isinstance(content, dict) else list(range(len(content)))
        if not keys:
            return
        key = keys[number % len(keys)]
        if number == places[-1] or not isinstance(content[key], (dict, list)):
            content[key] = junk
            return
        content = content[key]


@pytest.mark.slow
@FUZZ
@given(st.lists(st.lists(st.text(max_size=6), max_size=9), max_size=4), st.sampled_from(["rulings", "units"]))
def test_any_cells_under_a_sound_header_make_a_report(good: Path, rows: list[list[str]], table: str) -> None:
    """Cells of the right number and the wrong content reach the types, the keys and the rules."""
    path = good / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((row + [""] * len(header))[: len(header)] for row in rows)
    assert "FQ-D08" not in codes_of(validate(good, hashes=False))
