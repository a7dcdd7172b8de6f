"""Rules on commitments: their modality, and whether they are examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import WORDS
from .registry import rule

_BEGINNINGS: Mapping[str, list[str]] = WORDS["modalities"]


@rule("FQ-R41", "commitments")
def modality_is_as_worded(data: Data) -> Iterator[Finding]:
    """A commitment whose first word has another modality than its row."""
    for row in data.rows("commitments"):
        firm = next((kinds for word, kinds in _BEGINNINGS.items() if row["name_zh"].startswith(word)), [])
        if firm and row["modality"] not in firm:
            words = {"value": row["modality"], "name": row["name_zh"], "wanted": firm[0]}
            yield row.finding("FQ-R41", "modality", **words)


@rule("FQ-R42", "commitments", "projects")
def examples_are_so_with_their_project(data: Data) -> Iterator[Finding]:
    """A commitment and its project of one paragraph of which only one is an example."""
    for (key,), rows in data.groups("commitments", "project_id").items():
        if project := data.row("projects", key):
            here = [row for row in rows if row["passage_id"] == project["passage_id"]]
            differ = [row for row in here if row["example"] != project["example"]]
            if len(differ) == len(here) > 1:
                yield _differs(project, here[0])
            else:
                yield from (_differs(row, project) for row in differ)


def _differs(row: Row, other: Row) -> Finding:
    return row.finding("FQ-R42", "example", value=row["example"], other=other.key, wanted=other["example"])
