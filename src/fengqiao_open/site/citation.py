"""How the explorer cites: as `fo.cite` does, with places for what the reader's choice decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ..citing.citations import cited, selection_hash
from ..citing.content import Cited
from ..citing.styles import STYLES, rows
from ..citing.styles import citation as cited_as
from ..datapackage.package import Package
from ..errors import PackageError
from ..lang import LANGS, Lang, sentence, texts
from ..tabular.loader import load
from .edition import Edition
from .text import breaking

#: The style that reads well as text in each language.
STYLE: dict[Lang, str] = {"en": "apa", "zh": "gbt7714"}


def citations(package: Package) -> dict[Lang, dict[str, Any]]:
    """What the page's script needs to cite, by language; nothing for a package that does not say who made it.

    `whole` is the citation of the package. `data` is the reference for the data. `selection` is what
    identifies some rows of `statistics`, with the places `{rows}` and `{selection}`; `count` is the same
    without the hash, for a browser that cannot make one. `reports` has a line for each report, with the place
    `{paragraphs}`, filled by the patterns `paragraphs`: one, several, and what separates. `{accessed}` is the
    day of access.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> citations(shipped())["en"]["selection"].partition("Table ")[2].partition(";")[0]
    '“statistics”, {rows} of 139 rows, selection {selection}'
    """
    try:
        whole = replace(cited(None, package), accessed="{accessed}")
    except PackageError:
        return {}
    reports = tuple(replace(each, paragraphs="{paragraphs}") for each in whole.reports)
    some = replace(
        cited(load("statistics", package.root), package),
        rows="{rows}",
        selection="{selection}",
        reports=reports,
        accessed="{accessed}",
    )
    return {lang: _patterns(whole, some, lang) for lang in LANGS}


def _patterns(whole: Cited, some: Cited, lang: Lang) -> dict[str, Any]:
    style = STYLE[lang]
    data, *lines = STYLES[style](some, lang).split("\n")
    identified = (
        rows(each, lang) + texts("citing", lang)["stop"] for each in (some, replace(some, selection=""))
    )
    return {
        "whole": cited_as(style, whole, lang),
        "data": data,
        **dict(zip(("selection", "count"), identified, strict=True)),
        "reports": dict(zip((each.source_id for each in some.reports), lines, strict=True)),
        "paragraphs": [
            *(sentence("citing", key, lang, paragraphs="{}") for key in ("paragraph", "paragraphs")),
            texts("citing", lang)["list"],
        ],
    }


def each_cited(edition: Edition, pattern: Mapping[str, Any] | None) -> dict[str, tuple[str, str]]:
    """How to cite each statistic, with the place `{accessed}`, and what its row is checked by, by its
    identifier; none without a pattern.
    """
    if pattern is None:
        return {}
    table = edition.data.tables["statistics"]
    one = pattern["paragraphs"][0]
    made = {}
    for row in table.rows:
        hashed = selection_hash(table, [row])
        chosen = pattern["selection"].replace("{rows}", "1").replace("{selection}", hashed)
        paragraph = one.replace("{}", row["paragraph"])
        report = pattern["reports"].get(row["source_id"], "").replace("{paragraphs}", paragraph)
        made[row.key] = "\n".join(filter(None, (pattern["data"], report))), chosen
    return made


def written(text: str, day: str) -> Markup:
    """A citation as HTML; a script of the page writes the day of access, which is that of the data until
    then.
    """
    span = Markup('<span class="accessed">{}</span>').format(day)
    return span.join(breaking(part) for part in text.split("{accessed}"))
