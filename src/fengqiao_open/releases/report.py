"""What changed between two releases, in each form: one module per form, JSON here."""

from __future__ import annotations

from typing import Any

from ..datapackage.characters import json_text
from ..lang import Lang
from . import report_html, report_text
from .changes import Change, Difference
from .words import by_table


def rendered(difference: Difference, form: str, lang: Lang) -> bytes:
    """A difference as the bytes of a file: form is `text`, `json` or `html`."""
    made = {
        "text": lambda: report_text.render(difference, lang) + "\n",
        "json": lambda: json_text(_as_json(difference)) + "\n",
        "html": lambda: report_html.render(difference, lang),
    }[form]()
    return made.encode("utf-8", "backslashreplace")


def _as_json(difference: Difference) -> dict[str, Any]:
    """The difference as plain values, the changes by table; those of the package itself have the table ""."""
    tables = [
        {
            "table": table,
            "generated": table in difference.generated,
            "changes": [_change(each) for each in changes],
        }
        for table, changes in by_table(difference)
    ]
    return {
        "old": {"name": difference.old_name, "version": difference.old_version},
        "new": {"name": difference.new_name, "version": difference.new_version},
        "ok": difference.ok,
        "level": difference.level.name,
        "needed": difference.needed,
        "covered": difference.covered,
        "failures": len(difference.failures),
        "unexplained": len(difference.unexplained),
        "tables": tables,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "of": change.of,
        "level": change.level.name,
        "fails": change.fails,
        "key": change.key,
        "label": dict(zip(("zh", "en"), change.label, strict=True)),
        "column": change.column,
        "old": change.old,
        "new": change.new,
        "cells": dict(change.cells),
        "reason": dict(zip(("zh", "en"), change.reason, strict=True)),
    }
