"""JSON files, and what of a descriptor is not read again."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from fengqiao_open.datapackage import json_file
from fengqiao_open.datapackage.json_file import read_json
from fengqiao_open.datapackage.package import DESCRIPTOR, shipped
from fengqiao_open.errors import PackageError

TEXT = (shipped().root / DESCRIPTOR).read_text("utf-8")


def changed(seed: int) -> str:
    """The shipped descriptor with a few lines lost, repeated, exchanged or changed."""
    chance, lines = random.Random(seed), TEXT.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = (chance.randrange(len(lines) - 1) for _ in range(2))
        match chance.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at].replace('": ', '": 1e999, "x": ', 1)
            case _:
                lines[at] = lines[at].replace("true", "1").replace("name", "title")
    return "\n".join(lines)


def outcome(file: Path) -> str:
    """What a descriptor is read as, or why it is not."""
    try:
        return repr(read_json(file))
    except PackageError as problem:
        return repr((problem.code, problem.values))


@pytest.mark.parametrize("seed", range(60))
def test_a_descriptor_is_read_as_if_none_had_been_read_before(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A schema that is known from another package could hide what is wrong, or other, in this one."""
    file = tmp_path / DESCRIPTOR
    file.write_text(changed(seed), "utf-8")
    read = outcome(file)
    monkeypatch.setattr(json_file, "_with_known_schemas", lambda text: None)
    assert read == outcome(file)


def test_equal_schemas_are_read_once(tmp_path: Path) -> None:
    """Nine tenths of a descriptor are the schemas of the standard: reading them again takes most of its time."""
    file = tmp_path / DESCRIPTOR
    file.write_text(TEXT.replace('"version": "', '"version": "9', 1), "utf-8")
    one, two = read_json(shipped().root / DESCRIPTOR)[0], read_json(file)[0]
    assert all(a["schema"] is b["schema"] for a, b in zip(one["resources"], two["resources"], strict=True))
    assert two == json.loads(file.read_text("utf-8"))
