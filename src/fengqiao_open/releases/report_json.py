"""What changed between two releases as JSON: every change with its cells, the names in both languages."""

from __future__ import annotations

from typing import Any

from ..datapackage.characters import json_text
from .changes import Change, Difference
from .words import by_table


def render(difference: Difference) -> str:
    """The difference as a JSON text."""
    return json_text(as_json(difference)) + "\n"


def as_json(difference: Difference) -> dict[str, Any]:
    """The difference as plain values, the changes by table; the package's own stand under ""."""
    return {
        "old": {"name": difference.old_name, "version": difference.old_version},
        "new": {"name": difference.new_name, "version": difference.new_version},
        "ok": difference.ok,
        "level": difference.level.name,
        "needed": difference.needed,
        "covered": difference.covered,
        "failures": len(difference.failures),
        "tables": [
            {
                "table": table,
                "generated": table in difference.generated,
                "changes": [_change(each) for each in changes],
            }
            for table, changes in by_table(difference)
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    zh, en = change.label
    return {
        "kind": change.kind,
        "of": change.of,
        "level": change.level.name,
        "fails": change.fails,
        "key": change.key,
        "label": {"zh": zh, "en": en},
        "column": change.column,
        "old": change.old,
        "new": change.new,
        "cells": dict(change.cells),
    }
