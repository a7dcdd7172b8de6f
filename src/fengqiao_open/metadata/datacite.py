"""DataCite 4.5 as JSON: what a repository needs to register a DOI for a release.

Standard: https://schema.datacite.org/meta/kernel-4.5/. No DOI is in it: the repository gives one.
"""

from __future__ import annotations

from typing import Any

from ..datapackage.facts import Facts, Named
from ..datapackage.package import Json

# The address of the list that the subjects are from, as DataCite wants it.
_THEMES = "http://publications.europa.eu/resource/authority/data-theme"


def datacite(facts: Facts) -> Json:
    """The file, as JSON.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> datacite(read_facts(shipped()))["types"]["resourceTypeGeneral"]
    'Dataset'
    """
    size = sum(int(each["bytes"]) for each in facts.resources)
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Data package"},
        "creators": [{"name": each.en, "nameType": "Organizational"} for each in facts.creators],
        "titles": [
            {"title": facts.title.en, "lang": "en"},
            {"title": facts.title.zh, "lang": "zh", "titleType": "TranslatedTitle"},
        ],
        "publisher": {"name": facts.publisher.en},
        "publicationYear": facts.created[:4],
        "url": facts.homepage,
        "version": facts.version,
        "language": facts.languages[0].code,
        "subjects": [*({"subject": word} for word in facts.keywords), *map(_subject, facts.themes)],
        "dates": [
            {"date": facts.created, "dateType": "Issued"},
            {
                "date": "/".join(facts.temporal),
                "dateType": "Other",
                "dateInformation": "Years that the data speak of",
            },
        ],
        "alternateIdentifiers": [
            {"alternateIdentifier": facts.identifier, "alternateIdentifierType": "data package id"}
        ],
        "relatedItems": [_report(each.title, each.publisher, each.issued) for each in facts.reports],
        "sizes": [f"{size} bytes", f"{len(facts.resources)} tables"],
        "formats": sorted({str(each["mediatype"]) for each in facts.resources}),
        "rightsList": [
            {
                "rights": facts.licence.en,
                "rightsUri": facts.licence.path,
                "rightsIdentifier": facts.licence.code,
                "rightsIdentifierScheme": "SPDX",
                "schemeUri": "https://spdx.org/licenses/",
            },
            {"rights": facts.rights.en, "lang": "en"},
            {"rights": facts.rights.zh, "lang": "zh"},
        ],
        "descriptions": [
            {"description": facts.description.en, "descriptionType": "Abstract", "lang": "en"},
            {"description": facts.description.zh, "descriptionType": "Abstract", "lang": "zh"},
        ],
        "geoLocations": [{"geoLocationPlace": facts.spatial.en}],
    }


def _subject(theme: Named) -> Json:
    return {
        "subject": theme.en,
        "subjectScheme": "EU data theme",
        "schemeUri": _THEMES,
        "valueUri": theme.path,
        "lang": "en",
    }


def _report(title: Named, publisher: Named, issued: str) -> Json:
    """The report that the figures come from, which has no address of its own."""
    made: dict[str, Any] = {
        "titles": [{"title": title.zh, "lang": "zh"}],
        "relationType": "IsDerivedFrom",
        "relatedItemType": "Report",
    }
    if publisher.en:
        made |= {
            "creators": [{"name": publisher.zh, "nameType": "Organizational"}],
            "publisher": publisher.zh,
        }
    if issued:
        made["publicationYear"] = issued[:4]
    return made
