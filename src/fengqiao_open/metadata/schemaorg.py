"""schema.org Dataset as JSON-LD: what search engines read in a page.

Properties: https://schema.org/Dataset, and those that Google's dataset search asks for. A page is in one
language, so that the metadata in it are too.
"""

from __future__ import annotations

import json
from typing import Any

from ..datapackage.facts import Facts, Named, Report
from ..datapackage.package import Json
from ..lang import Lang


def dataset(facts: Facts, lang: Lang = "en") -> dict[str, Any]:
    """The dataset with a download for each table.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> made = dataset(read_facts(shipped()), "zh")
    >>> made["name"], made["temporalCoverage"]
    ('凤桥开放数据：一份镇政府工作报告中的统计数据', '2022-01-01/2023-12-31')
    """
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{facts.homepage}#dataset",
        "name": facts.title.name(lang),
        "alternateName": facts.title.name("en" if lang == "zh" else "zh"),
        "description": facts.description.name(lang),
        "url": facts.homepage,
        "identifier": facts.identifier,
        "version": facts.version,
        "license": facts.licence.path,
        "usageInfo": facts.rights.name(lang),
        "isAccessibleForFree": True,
        "conditionsOfAccess": facts.access_rights.name(lang),
        "creator": [_organisation(each, lang) for each in facts.creators],
        "publisher": _organisation(facts.publisher, lang),
        "keywords": list(facts.keywords),
        "inLanguage": [each.code for each in facts.languages],
        "dateCreated": facts.created,
        "datePublished": facts.created,
        "dateModified": facts.created,
        "temporalCoverage": "/".join(facts.temporal),
        "spatialCoverage": _place(facts.spatial, lang),
        "about": [
            {"@type": "DefinedTerm", "@id": each.path, "name": each.name(lang)} for each in facts.themes
        ],
        "isBasedOn": [_report(each, lang) for each in facts.reports],
        "distribution": [_download(facts, each, lang) for each in facts.resources],
    }


def script(facts: Facts, lang: Lang = "en") -> str:
    """The dataset as an element for the head of a page; no text in it can end the element.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> script(read_facts(shipped())).partition(">")[0]
    '<script type="application/ld+json"'
    """
    text = json.dumps(dataset(facts, lang), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def _place(named: Named, lang: Lang) -> Json:
    address = {"@id": named.path} if named.path else {}
    return {"@type": "Place", **address, "name": named.name(lang)}


def _organisation(named: Named, lang: Lang) -> Json:
    made = {"@type": "Organization", "name": named.name(lang)}
    return {**made, "url": named.path} if named.path else made


def _report(report: Report, lang: Lang) -> Json:
    made: dict[str, Any] = {"@type": "Report", "name": report.title.name(lang)}
    if report.issued:
        made["datePublished"] = report.issued
    if report.publisher.en:
        made["publisher"] = _organisation(report.publisher, lang)
    if report.title.path:
        made["url"] = report.title.path
    return made


def _download(facts: Facts, resource: Json, lang: Lang) -> Json:
    zh = lang == "zh"
    return {
        "@type": "DataDownload",
        "@id": f"{facts.homepage}#{resource['name']}",
        "name": resource["fq:titleZh" if zh else "title"],
        "description": resource["fq:descriptionZh" if zh else "description"],
        "contentUrl": facts.address(resource),
        "encodingFormat": resource["mediatype"],
        "contentSize": f"{resource['bytes']} B",
        "sha256": str(resource["hash"]).removeprefix("sha256:"),
    }
