"""The pages over several places: the list of them, and one page for each indicator that they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..lang import LANGS, Lang, sentence, texts
from ..tabular.csv import Row
from .comparison import Comparison, Place, comparisons
from .drawing import Bar, Block, Chart, drawings
from .edition import Edition
from .indicators import address
from .numbers import amount, phrase
from .templates import filled
from .text import anchor, with_languages


@dataclass(frozen=True, slots=True)
class Site:
    """The site of one place among several: its folder below the common one, and its package in a language."""

    folder: str
    edition: Edition


def folder_of(name: str, taken: Sequence[str]) -> str:
    """The folder of a place, by the name of its package; with a number where another has it.

    >>> folder_of("qinghe-open", []), folder_of("qinghe-open", ["places/qinghe-open"])
    ('places/qinghe-open', 'places/qinghe-open-2')
    """
    plain = anchor(name).strip(".") or "place"
    names = (f"places/{plain}{f'-{number}' if number > 1 else ''}" for number in range(1, len(taken) + 2))
    return next(each for each in names if each not in taken)


def pages(sites: Sequence[Site]) -> Iterator[tuple[str, str]]:
    """The pages over all places, each with its path below the common folder, in both languages.

    Args:
        sites: the places, in any one language.
    """
    found = comparisons([Place(each.folder, each.edition.data) for each in sites])
    for lang in LANGS:
        editions = {each.folder: replace(each.edition, lang=lang) for each in sites}
        listed = [_listed(each, editions) for each in found]
        yield f"{lang}/index.html", _filled("places.html", "", lang, places=_rows(editions), compared=listed)
        for each, head in zip(found, listed, strict=True):
            values = _values(each, editions, lang)
            yield f"{lang}/{head['address']}", _filled("compare.html", "../", lang, **head, **values)


def _filled(template: str, root: str, lang: Lang, **values: Any) -> str:
    def say(key: str, **filling: object) -> str:
        return sentence("site", key, lang, **filling) if filling else texts("site", lang)[key]

    other: Lang = "en" if lang == "zh" else "zh"
    name = texts("reports", other)["language_name"]
    path = values.get("address", "index.html")
    common = {"say": say, "lang": lang, "other": other, "other_name": name, "root": root, "path": path}
    made = filled(template, **common, **values)
    return with_languages(made) if lang == "en" else made


def _rows(editions: dict[str, Edition]) -> list[dict[str, object]]:
    return [
        {
            "name": edition.place,
            "above": edition.parents,
            "address": f"../{folder}/{edition.lang}/index.html",
            "report": edition.date(edition.reports[-1]["issued"]) if edition.reports else "",
            "statistics": len(edition.data.rows("statistics")),
            "standing": _draft(edition) or edition.standing,
        }
        for folder, edition in sorted(editions.items(), key=lambda each: (each[1].parents, each[1].place))
    ]


def _draft(edition: Edition) -> str:
    """That a package is a draft, so that none of its values is sure; else nothing."""
    return edition.say("is_draft") if edition.unconfirmed else ""


def _listed(each: Comparison, editions: dict[str, Edition]) -> dict[str, Any]:
    first = (each.entries or each.refusals)[0]
    edition = editions[first.place.folder]
    return {
        "name": edition.text(first.row, "indicator"),
        "theme": edition.text(first.row, "theme"),
        "period": each.period,
        "address": f"compare/{anchor(each.indicator)}-{each.period}.html",
        "compared": len(each.entries),
        "refused": len(each.refusals),
    }


def _values(each: Comparison, editions: dict[str, Edition], lang: Lang) -> dict[str, Any]:
    rows = []
    for entry in each.entries:
        edition = editions[entry.place.folder]
        rows.append(
            {
                **_place(entry.place, entry.row, edition),
                "growth": phrase(entry.growth, edition) if entry.growth else edition.say("not_printed"),
                "printed": entry.growth is not None,
                "rank": entry.rank,
            }
        )
    refused = [
        {
            **_place(each.place, each.row, editions[each.place.folder]),
            "why": texts("analysis", lang)[f"refused.{each.reason}"],
        }
        for each in each.refusals
    ]
    told = [entry.place for entry in each.entries if each.entries]
    definition = _cell(told[0], each.indicator, "definition", editions) if told else ""
    notes = {_cell(place, each.indicator, "comparability", editions) for place in told}
    return {
        "rows": rows,
        "left_out": refused,
        "definition": definition,
        "notes": sorted(notes - {""}),
        "chart": drawings(_chart(each, editions, lang), "../../") if each.entries else "",
        "ranked": all(entry.rank for entry in each.entries),
    }


def _place(place: Place, row: Row, edition: Edition) -> dict[str, object]:
    found, area = amount(row, edition), edition.text(row, "area")
    source = place.data.row("sources", row["source_id"])
    town = place.data.row("areas", source["area_id"]) if source else None
    names = dict.fromkeys((edition.text(town, "name") if town else area, area))
    return {
        "place": edition.say("between").join(names),
        "home": f"../../{place.folder}/{edition.lang}/index.html",
        "page": f"../../{place.folder}/{edition.lang}/{address(row.key)}",
        "number": found.sign + found.number,
        "unit": found.unit,
        "draft": _draft(edition),
    }


def _cell(place: Place, indicator: str, column: str, editions: dict[str, Edition]) -> str:
    row = place.data.row("indicators", indicator)
    return editions[place.folder].text(row, column) if row else ""


def _chart(each: Comparison, editions: dict[str, Edition], lang: Lang) -> Chart:
    bars = []
    for entry in each.entries:
        edition = editions[entry.place.folder]
        found = amount(entry.row, edition)
        growth = phrase(entry.growth, edition) if entry.growth else ""
        note = edition.say("comma").join(filter(None, (growth, _draft(edition))))
        page = f"{entry.place.folder}/{lang}/{address(entry.row.key)}"
        value = float(entry.row["base_value"])
        bars.append(
            Bar(edition.text(entry.row, "area"), value, found.sign + found.whole, note=note, address=page)
        )
    first = each.entries[0]
    edition = editions[first.place.folder]
    name = edition.text(first.row, "indicator")
    alone = [entry.rank for entry in each.entries].count(1) == 1
    values = {"name": name, "year": each.period, "place": bars[0].label, "value": bars[0].text}
    title = sentence("site", "compare_finding" if alone else "in_year", lang, **values)
    standings = dict.fromkeys(editions[entry.place.folder].standing for entry in each.entries)
    standing = texts("site", lang)["comma"].join(filter(None, standings))
    say = texts("site", lang)
    source = say["compare_source"] + (f"{say['space']}{standing}{say['stop']}" if standing else "")
    told = say["semicolon"].join(f"{bar.label}{say['colon']}{bar.text}" for bar in bars)
    return Chart(f"compare-{lang}", title, say["compare_about"], source, told, [Block(bars)])
