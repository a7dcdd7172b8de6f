"""The page of pictures: each as a still for wide and narrow screens, with its table, data and chart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, get_args

import pandas as pd

from .. import plot
from ..datapackage.package import Package
from ..lang import Lang, texts
from ..plot.charts import drawn
from ..plot.frames import Picture
from .text import for_script, link, plain

PICTURE_NAMES: tuple[Picture, ...] = get_args(Picture)
WIDE, NARROW = 680, 300
# Columns of the tables under the pictures; all columns are in the CSV.
_SHOWN = {
    "targets": ("label", "actual", "target", "qualifier", "unit", "needed_level", "shown", "note"),
    "growth": ("label", "period", "shown", "measure_label", "printed"),
    "money": ("theme", "label", "period", "shown", "role", "printed"),
    "awards": ("level_label", "kind_label", "label", "recipient", "year", "note"),
    "commitments": ("label", "modality_label", "count", "quantified", "named"),
    "projects": ("label", "projects", "period", "status_label", "shown", "note"),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture in one language: its name, the frame behind it, and its chart as Vega-Lite."""

    name: str
    frame: pd.DataFrame
    spec: dict[str, Any]


def drawings(package: Package, lang: Lang) -> list[Drawing]:
    """The pictures that the package has something for."""
    frames = {name: plot.data(name, lang, package.root) for name in PICTURE_NAMES}
    some = {name: frame for name, frame in frames.items() if len(frame)}
    return [Drawing(name, frame, drawn(name, frame, lang).to_dict()) for name, frame in some.items()]


def pictures_page(pictures: list[Drawing], lang: Lang, elsewhere: str = "") -> str:
    """The page, as Markdown with HTML; `elsewhere` is the folder of another package than the shipped one."""
    words = texts("site", lang)
    parts = [
        "---\nhide: [navigation]\n---",
        f"# {words['pictures']} {{ #pictures }}",
        words["pictures_lead"],
        *(_picture(each, lang, elsewhere) for each in pictures),
        '<script src="assets/pictures.js"></script>',
    ]
    return "\n\n".join(parts) + "\n"


def _picture(drawing: Drawing, lang: Lang, elsewhere: str) -> str:
    words, name = texts("site", lang), drawing.name
    title = escape(drawing.spec["title"]["text"])
    files = f"pictures/{name}"
    call = f'fo.plot.{name}("{lang}"' + (f", package={json.dumps(elsewhere)})" if elsewhere else ")")
    forms = (("as_csv", ".csv"), ("as_svg", "-wide.svg"), ("as_spec", ".vl.json"))
    links = " · ".join(link(f"{files}{end}", words[form]) for form, end in forms)
    image = f'<img src="{files}-wide.svg" alt="{escape(drawing.spec["description"])}" loading="lazy">'
    narrow = f'<source media="(max-width: 48rem)" srcset="{files}-narrow.svg">'
    return f"""## {plain(drawing.spec["title"]["text"])} {{ #{name} }}

<figure class="fq-picture" data-picture="{name}">
<div class="fq-drawing" role="group" aria-label="{title}"><picture>{narrow}{image}</picture></div>
<figcaption>{links} · <code>{escape(call, quote=False)}</code></figcaption>
</figure>

<details class="fq-as-table"><summary>{escape(words["as_table"])}{words["colon"]}{title}</summary>
{_table(drawing, lang)}
</details>"""


def _table(drawing: Drawing, lang: Lang) -> str:
    frame, name, columns = drawing.frame, drawing.name, _SHOWN[drawing.name]
    say = texts("charts", lang)
    heads = "".join(f'<th scope="col">{escape(say[f"column.{column}"])}</th>' for column in columns)
    rows = "</tr>\n<tr>".join(
        "".join(f"<td>{escape(_cell(*each, name, lang))}</td>" for each in zip(row, columns, strict=True))
        for row in frame[list(columns)].itertuples(index=False)
    )
    title = escape(drawing.spec["title"]["text"])
    return (
        f'<div class="fq-scroll" data-search-exclude tabindex="0" role="region" aria-label="{title}">'
        f'<table class="fq-plain"><thead><tr>{heads}</tr></thead>'
        f"<tbody>\n<tr>{rows}</tr>\n</tbody></table></div>"
    )


def _cell(value: Any, column: str, name: str, lang: Lang) -> str:
    if pd.isna(value):
        return ""
    if column == "role":
        return texts("charts", lang)[f"{name}.{value}"]
    if column == "qualifier":
        return plot.SIGNS[str(value)].strip()
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".").replace("-", "−")
    return str(value)


def picture_files(pictures: list[Drawing]) -> dict[Path, str]:
    """The pictures as SVG, wide and narrow, their data as CSV, their charts as Vega-Lite; and the script."""
    import vl_convert

    files: dict[Path, str] = {}
    untitled: dict[str, Any] = {}
    for each in pictures:
        base = Path("pictures") / each.name
        # The heading says the title.
        untitled[each.name] = {key: part for key, part in each.spec.items() if key != "title"}
        for size, width in (("wide", WIDE), ("narrow", NARROW)):
            svg = vl_convert.vegalite_to_svg({**untitled[each.name], "width": width})
            files[base.with_name(f"{each.name}-{size}.svg")] = svg
        files[base.with_suffix(".csv")] = each.frame.to_csv(index=False, lineterminator="\n")
        files[base.with_suffix(".vl.json")] = json.dumps(each.spec, ensure_ascii=False, indent=1) + "\n"
    files[Path("assets/pictures-data.js")] = f"window.fengqiaoPictures={for_script(untitled)};\n"
    files[Path("assets/vega.js")] = _vega()
    return files


@lru_cache(maxsize=1)
def _vega() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the library that draws the still pictures."""
    import vl_convert

    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
