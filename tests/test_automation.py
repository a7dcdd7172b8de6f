"""Checks that run by themselves in other repositories do what their page says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import run
from packages import ROOT, make_bad, make_good

from fengqiao_open.testing import assert_valid

PAGE = (ROOT / "docs" / "automation.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The blocks of the page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def steps() -> list[dict[str, Any]]:
    """The steps of the action."""
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return found


def test_one_line_makes_a_test_of_a_package(tmp_path: Path) -> None:
    """The message of the failed test is the whole report, not “False is not true”."""
    assert_valid(make_good(tmp_path / "good"))
    bad = make_bad("FQ-P01", tmp_path / "bad")
    with pytest.raises(AssertionError, match=r"observations\.csv · row 7 \(line 8\)"):
        assert_valid(bad)
    assert_valid(bad, ignore={"FQ-P01"})


def test_the_test_on_the_page_runs_and_fails_with_the_report(tmp_path: Path) -> None:
    """A sample that nobody ran is wrong by the next release; a trace into this library helps no clerk."""
    (test,) = blocks("python")
    for folder, code in ((make_good(tmp_path / "good"), 0), (make_bad("FQ-P01", tmp_path / "bad"), 1)):
        (folder / "test_data.py").write_text(test, "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_data.py"],
            cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout
    assert "1. FQ-P01 error: The value is not the one printed" in done.stdout
    assert "testing.py" not in done.stdout


def test_the_hook_and_the_action_run_the_command_that_there_is() -> None:
    """Both are run by others only after a release, when a misspelt command is too late to mend."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["entry"].split(), hook["args"]) == (
        "fengqiao-validate", ["fengqiao-open", "validate"], ["."],
    )  # fmt: skip
    assert steps()[-1]["run"].startswith("fengqiao-open validate --format github")
    assert "${{" not in "".join(each.get("run", "") for each in steps())


def test_the_page_names_the_hook_and_the_inputs_of_the_action() -> None:
    """An input that there is not is ignored by GitHub with a mere warning."""
    hooks, workflow, *_ = map(yaml.safe_load, blocks("yaml"))
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [each["id"] for repo in hooks["repos"] for each in repo["hooks"]] == [hook["id"]]
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    used = workflow["jobs"]["validate"]["steps"][-1]["with"]
    assert set(used) <= set(action["inputs"])


def test_the_report_that_a_workflow_writes_is_the_one_that_it_hands_over(tmp_path: Path) -> None:
    """A file under another name is not found, and the step is green all the same."""
    _, _, scanning, gitlab = map(yaml.safe_load, blocks("yaml"))
    steps = scanning["jobs"]["validate"]["steps"]
    commands = [steps[-2]["run"], gitlab["validate"]["script"][-1]]
    written = [steps[-1]["with"]["sarif_file"], gitlab["validate"]["artifacts"]["reports"]["junit"]]
    make_bad("FQ-P01", tmp_path)
    for command, name in zip(commands, written, strict=True):
        assert run(*shlex.split(command)[1:], folder=tmp_path).returncode == 1
        assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.skipif(sys.platform == "win32", reason="GitHub runs it with bash, which is not found there")
@pytest.mark.parametrize(
    ("path", "code", "word"),
    [
        ("bad", 1, "::error file=bad/data/observations.csv,line=8"),
        ("-x", 2, "FQ-D01"),
        ("$(touch x)", 2, "FQ-D01"),
    ],
)
def test_the_last_step_of_the_action_runs(tmp_path: Path, path: str, code: int, word: str) -> None:
    """A path that looks like an option or a command is a path."""
    make_bad("FQ-P01", tmp_path / "bad")
    command = f'"{sys.executable}" -c "from fengqiao_open.cli import main; main()"'
    script = steps()[-1]["run"].replace("fengqiao-open", command)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=tmp_path, check=False,
        env={"PATH": "/usr/bin:/bin", "PACKAGE_PATH": path, "REPORT_LANG": "zh", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, word in done.stdout) == (code, True)
    assert not (tmp_path / "x").exists()
