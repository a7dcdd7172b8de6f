"""The guide for stewards, docs/zh/stewards.md, is done step by step: its file, cells, commands, and what they print."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run
from packages import ROOT

GUIDE = ROOT / "docs" / "zh" / "stewards.md"
if not GUIDE.is_file():
    pytest.skip("the documents are not beside the tests", allow_module_level=True)
CLEAN = "未发现问题（21张表"
RAISE = "升至 0.1.1"
STEP = re.compile(r"^```(text|sh|json) ?(\S*)\n(.*?)^```$|^(\| 表 \| 行 \|.*?\n)\n", re.MULTILINE | re.DOTALL)


def cells(table: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What a table of the guide fills in: table, key of the row, cells by column."""
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    for name, key, *filled in rows:
        yield (
            name,
            key,
            {filled[0]: filled[1]}
            if head[2:] == ["列", "填写"]
            else dict(zip(head[2:], filled, strict=True)),
        )


def fill(path: Path, key: str, changes: dict[str, str]) -> None:
    """Write cells of the row with a key; it is added where there is none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    row = next((each for each in rows if each[names[0]] == key), None)
    if row is None:
        rows.append(row := {**dict.fromkeys(names, ""), names[0]: key})
    assert set(changes) <= set(names)
    row.update(changes)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def shown_in(block: str, printed: str) -> int:
    """The number of lines of a block, which must all be among those printed, in their order."""
    lines = [each.strip() for each in printed.splitlines()]
    for line in map(str.strip, block.splitlines()):
        assert line in lines, f"{line} is not in\n{printed}"
        lines = lines[lines.index(line) + 1 :]
    return len(block.splitlines())


def test_the_guide_leads_from_a_report_to_a_corrected_release(tmp_path: Path) -> None:
    """A steward who does what the guide says, and sees something else, gives up."""
    package, release, printed, shown = tmp_path / "qinghe", tmp_path / "qinghe-0.1.0.zip", "", 0
    for kind, file, block, table in STEP.findall(GUIDE.read_text("utf-8")):
        if table:
            for name, key, changes in cells(table):
                path = package / "TODO.csv" if name == "TODO" else package / "data" / f"{name}.csv"
                fill(path, key, changes)
        elif kind == "json":
            descriptor = json.loads((package / file).read_text("utf-8")) | json.loads(block)
            (package / file).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
        elif file:
            (tmp_path / file).write_text(block, "utf-8")
        elif kind == "text":
            shown += shown_in(block, printed)
        else:
            done = [
                run(*shlex.split(line)[1:], folder=tmp_path, LC_ALL="zh_CN.UTF-8")
                for line in block.splitlines()
            ]
            assert all(each.returncode in (0, 1) for each in done)
            printed = "".join(each.stdout for each in done)
        if CLEAN in block and not release.exists():
            shutil.make_archive(str(release.with_suffix("")), "zip", package)
        if RAISE in block:
            descriptor = (package / "datapackage.json").read_text("utf-8")
            raised = descriptor.replace('"version": "0.1.0"', '"version": "0.1.1"')
            (package / "datapackage.json").write_text(raised, "utf-8")
    assert shown > 14
    for line in re.findall(r"`(fengqiao-open (?:export|site) [^`]+)`", GUIDE.read_text("utf-8")):
        assert not run(*shlex.split(line)[1:], folder=tmp_path).returncode, line
    assert "0.1.1,areas,990101100000,name_en,wording,Qinghe,Qinghe Town,," in (
        package / "errata.csv"
    ).read_text("utf-8")
