"""The explorer: a table of all statistics to search, sort, filter, open, download and cite."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ..datapackage.files import csv_line
from ..datapackage.package import Package
from ..lang import Lang, texts
from ..tabular.dataset import Data
from .statistics import FILTERS, choices, details, table_row
from .text import for_script


def explorer_page(data: Data, lang: Lang, citable: bool) -> str:
    """The page, as Markdown with the table in HTML, which reads without a script too."""
    words = texts("site", lang)
    chosen = choices(data, lang)
    selects = "".join(
        f'<label>{escape(words[name])}<select name="{name}"><option value="">{escape(words["all"])}</option>'
        + "".join(
            f'<option value="{escape(code)}">{escape(label)}</option>' for code, label in chosen[name].items()
        )
        + "</select></label>"
        for name in FILTERS
    )
    heads = ["indicator", "value", "period", "status", "measure", "area", "theme"]
    columns = "".join(f'<th class="fq-{name}" scope="col">{escape(words[name])}</th>' for name in heads)
    field = '<input type="search" name="q" autocomplete="off">'
    search = f'<label class="fq-search">{escape(words["search"])}{field}</label>'
    download = f'<button type="button" class="md-button fq-download">{escape(words["download"])}</button>'
    rows = "\n".join(table_row(row, lang) for row in data.rows("statistics"))
    return f"""---
hide: [navigation, toc]
---

# {words["explorer"]} {{ #explorer }}

{words["explorer_lead"]}

<div id="fq-explorer" data-search-exclude>
<form class="fq-filters" role="search">{search}{selects}
<button type="reset">{escape(words["reset"])}</button></form>
<p class="fq-count" role="status" aria-live="polite"></p>
<p class="fq-actions">{download}</p>
{_CITE.format(**{name: escape(words[name]) for name in ("cite", "copy")}) if citable else ""}
<noscript><p>{escape(words["no_script"])}</p></noscript>
<table class="fq-table"><thead><tr>{columns}</tr></thead><tbody>
{rows}
</tbody></table>
</div>

<link rel="stylesheet" href="assets/dataTables.min.css">
<script src="assets/dataTables.min.js"></script>
<script src="assets/explorer-data.js"></script>
<script src="assets/explorer.js"></script>
"""


def explorer_data(data: Data, package: Package, lang: Lang, citation: Mapping[str, Any] | None) -> str:
    """What the explorer's script needs: what opens under a row, the lines of the CSV, words, the citation."""
    words = texts("site", lang)
    columns = package.schema("statistics").names
    content: dict[str, object] = {
        "details": {row.key: details(row, data, lang) for row in data.rows("statistics")},
        "csv": {
            "header": csv_line(columns),
            "lines": {row.key: csv_line(map(row.cells.get, columns)) for row in data.rows("statistics")},
            "name": f"{package.descriptor.get('name', 'statistics')}-statistics",
        },
        "words": {name: words[name] for name in _SPOKEN},
        "places": {row.key: [row["source_id"], int(row["paragraph"])] for row in data.rows("statistics")},
        "citation": citation,
    }
    return f"window.fengqiaoExplorer={for_script(content)};\n"


_CITE = (
    '<details class="fq-cite"><summary>{cite}</summary><p class="fq-citation"></p><p class="fq-chosen"></p>'
    '<button type="button" class="md-button fq-copy">{copy}</button></details>'
)
_SPOKEN = (
    *("count", "none", "sort_up", "sort_down", "sort_off", "pages", "first", "previous", "next", "last"),
    *("colon", "comma", "copied", "chosen"),
)
