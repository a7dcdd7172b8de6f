"""Rules on commitments: their modality, and whether they are examples."""

from __future__ import annotations

from collections.abc import Iterator

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule

# The words of the definitions of `modality`, where a name begins with them. What is moved forward may be so firmly or not.
_BEGINNINGS = {
    "谋划": ("plan",), "力争": ("strive",), "确保": ("ensure",),
    "推进": ("advance", "strive", "ensure", "plan"), "推动": ("advance", "strive", "ensure", "plan"),
    "加快": ("advance", "strive", "ensure", "plan"),
}  # fmt: skip


@rule("FQ-R41", "commitments")
def firmness_is_as_worded(data: Data) -> Iterator[Finding]:
    """A commitment that begins with 谋划, 力争, 确保, 推进, 推动 or 加快 and is called something else."""
    for row in data.rows("commitments"):
        firm = next((kinds for word, kinds in _BEGINNINGS.items() if row["name_zh"].startswith(word)), ())
        if firm and row["modality"] not in firm:
            yield row.finding(
                "FQ-R41", "modality", value=row["modality"], name=row["name_zh"], wanted=firm[0]
            )


@rule("FQ-R42", "commitments", "projects")
def examples_are_so_with_their_project(data: Data) -> Iterator[Finding]:
    """A commitment and its project that one paragraph names, one as an example of a longer list and one not."""
    for (key,), rows in data.groups("commitments", "project_id").items():
        project = data.row("projects", key)
        here = [row for row in rows if project is not None and row["passage_id"] == project["passage_id"]]
        differ = [row for row in here if project is not None and row["example"] != project["example"]]
        if project is not None and len(differ) == len(here) > 1:
            yield _differs(project, here[0])
        else:
            yield from (_differs(row, project) for row in differ if project is not None)


def _differs(row: Row, other: Row) -> Finding:
    return row.finding("FQ-R42", "example", value=row["example"], other=other.key, wanted=other["example"])
