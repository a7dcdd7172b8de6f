"""The command on the catalogue of indicators: `indicators`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..lang import sentence, texts
from .common import app, language, print_table, say

if TYPE_CHECKING:
    from ..indicators.proposed import Match

_COLUMNS = ("indicator", "indicator_name", "indicator_quantity", "indicator_headline")
_AROUND = 14  # characters shown before a number


@app.command("indicators")
@click.argument("text", required=False, help="A phrase, or a file with a report.")
def indicators_command(text: str | None) -> None:
    """Say which indicator each number of a text is of, and why.

    Without a text, the catalogue of indicators is listed.
    """
    lang = language()
    words = texts("indicators", lang)
    if text is None:
        _list([words[name] for name in _COLUMNS])
        return
    from ..indicators.tables import matches
    from ..tabular.corrupted_texts import read_report

    # A phrase may be longer than any name of a file.
    content = read_report(Path(text)) if "\n" not in text and _is_file(text) else text
    lines = content.split("\n")
    found = matches(content)
    rows = [_row(each, lines[each.figure.paragraph - 1]) for each in found]
    print_table([words[name] for name in ("number", "indicator", "reason")], rows)
    named = sum(bool(each.indicator_id) for each in found)
    say(sentence("indicators", "matched", lang, named=named, all=len(found)), sys.stderr)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _list(columns: list[str]) -> None:
    from ..indicators.catalogue import records

    lang = language()
    rows = [
        [row["indicator_id"], row[f"name_{lang}"], row["quantity"], "✓" if row["headline"] == "yes" else ""]
        for row in records()
    ]
    print_table(columns, rows)


def _row(each: Match, line: str) -> list[str]:
    from ..indicators.catalogue import indicators

    lang = language()
    figure = each.figure
    chosen = indicators().get(each.indicator_id)
    known = f"{each.indicator_id} {chosen.name_zh}" if chosen else "–"
    why = sentence(
        "indicators", f"why.{each.why}", lang, name=each.name or figure.printed, unit=figure.unit or "–"
    )
    return [line[max(0, figure.start - _AROUND) : figure.end], known, why]
