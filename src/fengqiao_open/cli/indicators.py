"""The command on the catalogue of indicators: `indicators`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import worded
from ..lang import sentence, texts
from .common import app, language, print_table, say

if TYPE_CHECKING:
    from ..indicators.proposed import Match

_COLUMNS = ("indicator", "indicator_name", "indicator_quantity", "indicator_headline")
_AROUND = 14  # characters shown before a number
# No phrase of a report ends so: a number has digits behind its point.
_FILE = re.compile(r"[^\n]*\.[A-Za-z][A-Za-z0-9]{0,4}")


@app.command("indicators")
@click.argument("text", required=False, help="A phrase, or a file with a report.")
def indicators_command(text: str | None) -> None:
    """Say which indicator each number of a text is of, and why.

    Of a text without a number, the indicators that it names are listed.

    Without a text, the catalogue of indicators is listed.
    """
    from ..indicators.catalogue import records

    lang = language()
    words = texts("indicators", lang)
    if text is None:
        _list(records())
        return
    from ..indicators.names import names_in
    from ..indicators.tables import matches
    from ..tabular.corrupted_texts import read_report

    file = _is_file(text)
    content = read_report(Path(text)) if file else text
    lines = content.split("\n")
    found = matches(content)
    if not found and not file:
        named = {each.indicator.indicator_id for each in names_in(text, lambda _: True)}
        if not named:
            raise worded(ValueError, "indicators-of-nothing", text=text)
        _list(each for each in records() if each["indicator_id"] in named)
        say(words["no_number"], sys.stderr)
        return
    rows = [_row(each, lines[each.figure.paragraph - 1]) for each in found]
    print_table([words[name] for name in ("number", "indicator", "reason")], rows)
    known = sum(bool(each.indicator_id) for each in found)
    say(sentence("indicators", "matched", lang, named=known, all=len(found)), sys.stderr)


def _is_file(text: str) -> bool:
    """Whether a text is the name of a file, of a folder, or of a file that is not there."""
    try:
        return bool(_FILE.fullmatch(text)) or ("\n" not in text and bool(text) and Path(text).exists())
    except (OSError, ValueError):  # a phrase may be longer than any name of a file
        return False


def _list(listed: Iterable[Mapping[str, str]]) -> None:
    """Print indicators of the catalogue."""
    lang = language()
    rows = [
        [row["indicator_id"], row[f"name_{lang}"], row["quantity"], "✓" if row["headline"] == "yes" else ""]
        for row in listed
    ]
    print_table([texts("indicators", lang)[name] for name in _COLUMNS], rows)


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
