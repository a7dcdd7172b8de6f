"""The descriptor of a draft: the shipped one, with all that it says of its own town replaced or left out."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from ..datapackage.package import shipped
from ..indicators.catalogue import version
from ..lang import sentence

SHARED_LISTS: Final = ("themes", "units", "indicators")
# What only a steward can say: where the package is at home and who keeps it.
_OF_THE_SHIPPED: Final = ("homepage", "contributors", "created")


def drafted_descriptor(
    source: Mapping[str, str], place: Mapping[str, str], year: int, periods: Iterable[str]
) -> dict[str, Any]:
    """The descriptor of a package for one report; shared lists may hold more than is used.

    Args:
        source: the row of the report.
        place: the row of its area.
        year: the year in which it was presented.
        periods: the years of its statistics.
    """
    made = copy.deepcopy(dict(shipped().descriptor))
    for name in _OF_THE_SHIPPED:
        made.pop(name, None)
    years = sorted({*periods, source["review_year"], source["plan_year"]})
    given = {"town_zh": place["name_zh"], "town_en": place["name_en"], "year": year}
    words = {
        (part, lang): sentence("authoring", part, lang, town=given[f"town_{lang}"], **given)
        for part in ("title", "description", "contact", "keywords")
        for lang in ("en", "zh")
    }
    made |= {
        "name": source["source_id"],
        "id": uuid5(NAMESPACE_URL, f"{source['source_id']}/{source['text_sha256']}").urn,
        "title": words["title", "en"],
        "version": "0.1.0",
        "description": words["description", "en"],
        "keywords": [each for lang in ("en", "zh") for each in words["keywords", lang].split("|")],
        "sources": [_source(source)],
        "fq:titleZh": words["title", "zh"],
        "fq:descriptionZh": words["description", "zh"],
        "fq:indicatorCatalogue": version(),
        "fq:contact": {
            "title": words["contact", "en"],
            "fq:titleZh": words["contact", "zh"],
            "path": "{homepage}/issues",
        },
        "fq:spatial": {"title": place["name_en"], "fq:titleZh": place["name_zh"]},
        "fq:temporal": {"start": f"{years[0]}-01-01", "end": f"{years[-1]}-12-31"},
    }
    for resource in made["resources"]:
        if resource["name"] in SHARED_LISTS:
            resource["fq:shared"] = True
    return made


def _source(source: Mapping[str, str]) -> dict[str, str]:
    """The entry of the report, with its day of issue where it is known."""
    made = {"title": source["title_en"], "fq:titleZh": source["title_zh"]}
    made |= {"fq:publisher": source["publisher_en"], "fq:publisherZh": source["publisher_zh"]}
    return {**made, "version": source["issued"]} if source["issued"] else made
