"""DCAT-AP 3: a catalogue with the package as its one dataset, and a distribution for each table.

Standard: https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Every node has an address of its own under the
homepage, so that two runs give the same bytes. Concepts of the vocabularies of the European Union carry their
label and scheme, since a harvester may look at this file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..datapackage.facts import Facts, Named, Report
from ..datapackage.package import Json
from ..lang import texts
from .turtle import Triple, iri, text, turtle, typed

_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "r5r": "http://data.europa.eu/r5r/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# The shapes of the controlled vocabularies ask for https here; SPDX itself says http, and is named beside.
_SHA256 = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"

# The value of a property is a term, a name in both languages, a list of these, or None.
Properties = Mapping[str, object]
Graph = list[Triple]
_NONE: Properties = MappingProxyType({})


def catalogue(facts: Facts) -> bytes:
    """Catalogue, dataset, distributions, and what they name, as Turtle.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> catalogue(read_facts(shipped())).count(b"dcat:Distribution")
    21
    """
    graph: Graph = []
    home, here = facts.homepage, f"{facts.homepage}#"
    themes = Named(texts("exports", "en")["data_theme"], texts("exports", "zh")["data_theme"])
    own = {
        "dcat:dataset": _dataset(graph, here, facts),
        "foaf:homepage": _node(graph, home, "foaf:Document"),
        "dcat:themeTaxonomy": _node(graph, f"{_EU}data-theme", "skos:ConceptScheme", {"dct:title": themes}),
    }
    _node(graph, f"{here}catalogue", "dcat:Catalog", {**_common(graph, here, facts), **own})
    return turtle(graph, _PREFIXES)


def _common(graph: Graph, here: str, facts: Facts) -> Properties:
    """What a catalogue and a dataset have in common."""
    return {
        "dct:title": facts.title,
        "dct:description": facts.description,
        "dct:publisher": _agent(graph, f"{here}publisher", facts.publisher),
        "dct:language": [_concept(graph, each, "dct:LinguisticSystem") for each in facts.languages],
        "dct:license": _licence(graph, facts),
        "dct:spatial": _node(
            graph, facts.spatial.path or f"{here}place", "dct:Location", {"skos:prefLabel": facts.spatial}
        ),
        "dct:issued": _day(facts.created),
        "dct:modified": _day(facts.created),
    }


def _dataset(graph: Graph, here: str, facts: Facts) -> str:
    creators = [
        _agent(graph, f"{here}publisher" if each == facts.publisher else f"{here}creator-{number}", each)
        for number, each in enumerate(facts.creators, 1)
    ]
    contact: Properties = {"vcard:fn": facts.contact, "vcard:hasURL": iri(facts.contact.path)}
    first, last = map(_day, facts.temporal)
    standard: Properties = {"dct:title": Named("Data Package", "Data Package")}
    own: Properties = {
        "dct:identifier": typed(facts.identifier, "xsd:anyURI"),
        "dcat:version": text(facts.version),
        "dcat:landingPage": iri(facts.homepage),
        "dcat:keyword": [text(word, "en" if word.isascii() else "zh") for word in facts.keywords],
        "dcat:theme": [_concept(graph, theme) for theme in facts.themes],
        "dct:accessRights": _concept(graph, facts.access_rights, "dct:RightsStatement"),
        "dct:accrualPeriodicity": _concept(graph, facts.frequency, "dct:Frequency"),
        "dct:creator": creators,
        "dcat:contactPoint": _node(graph, f"{here}contact", ["vcard:Organization", "vcard:Kind"], contact),
        "dct:temporal": _node(
            graph, f"{here}period", "dct:PeriodOfTime", {"dcat:startDate": first, "dcat:endDate": last}
        ),
        "dct:conformsTo": _node(graph, facts.profile, "dct:Standard", standard),
        # Not dct:source, which may only lead to another dataset.
        "prov:wasDerivedFrom": [_report(graph, here, *each) for each in enumerate(facts.reports, 1)],
        "dcat:distribution": [_distribution(graph, here, facts, each) for each in facts.resources],
    }
    return _node(graph, f"{here}dataset", "dcat:Dataset", {**_common(graph, here, facts), **own})


def _distribution(graph: Graph, here: str, facts: Facts, resource: Json) -> str:
    """One table: where it is, what it is, how large, and its hash."""
    name, kind = str(resource["name"]), str(resource["format"]).upper()
    file_type = Named(kind, kind, f"{_EU}file-type/{kind}")
    same = {"skos:exactMatch": "spdx:checksumAlgorithm_sha256"}
    digest = str(resource["hash"]).removeprefix("sha256:")
    checksum = {
        "spdx:algorithm": _node(graph, _SHA256, "spdx:ChecksumAlgorithm", same),
        "spdx:checksumValue": typed(digest, "xsd:hexBinary"),
    }
    rights: Properties = {"rdfs:label": facts.rights}
    properties: Properties = {
        "dct:title": Named(resource["title"], resource["fq:titleZh"]),
        "dct:description": Named(resource["description"], resource["fq:descriptionZh"]),
        "dct:identifier": text(f"{facts.identifier}#{name}"),
        "dcat:accessURL": iri(facts.homepage),
        "dcat:downloadURL": iri(facts.address(resource)),
        "dcat:mediaType": _node(graph, f"{_MEDIA_TYPES}{resource['mediatype']}", "dct:MediaType"),
        "dct:format": _concept(graph, file_type, "dct:MediaTypeOrExtent"),
        "dcat:byteSize": typed(int(resource["bytes"]), "xsd:nonNegativeInteger"),
        "spdx:checksum": _node(graph, f"{here}{name}-checksum", "spdx:Checksum", checksum),
        "dct:license": _licence(graph, facts),
        "dct:rights": _node(graph, f"{here}rights", "dct:RightsStatement", rights),
        "r5r:availability": _concept(graph, facts.availability),
        "dct:language": [iri(language.path) for language in facts.languages],
        "dct:issued": _day(facts.created),
        "dct:modified": _day(facts.created),
    }
    return _node(graph, f"{here}{name}", "dcat:Distribution", properties)


def _report(graph: Graph, here: str, number: int, report: Report) -> str:
    publisher = f"{here}report-{number}-publisher"
    properties: Properties = {
        "dct:title": report.title,
        "dct:issued": _day(report.issued) if report.issued else None,
        "dct:publisher": _agent(graph, publisher, report.publisher) if report.publisher.en else None,
    }
    return _node(graph, f"{here}report-{number}", "prov:Entity", properties)


def _licence(graph: Graph, facts: Facts) -> str:
    """The licence, in the vocabulary of the European Union where it is there, with its own page beside."""
    page, concept = facts.licence.path, facts.licence_concept
    properties: Properties = {
        "dct:title": facts.licence,
        "rdfs:seeAlso": iri(page),
        "skos:inScheme": _scheme(concept) if concept else None,
    }
    return _node(graph, concept or page, "dct:LicenseDocument", properties)


def _concept(graph: Graph, named: Named, kind: str | None = None) -> str:
    """A concept of a vocabulary: its address, labels, and the scheme that its address says."""
    properties: Properties = {"skos:inScheme": _scheme(named.path), "skos:prefLabel": named}
    return _node(graph, named.path, ["skos:Concept", kind], properties)


def _scheme(concept: str) -> str:
    return iri(concept.rpartition("/")[0])


def _agent(graph: Graph, address: str, named: Named) -> str:
    return _node(graph, address, "foaf:Agent", {"foaf:name": named})


def _node(graph: Graph, address: str, kind: object, properties: Properties = _NONE) -> str:
    """A node with its kind and properties; a name is in each language, once where both are the same."""
    node = iri(address)
    for name, given in {"rdf:type": kind, **properties}.items():
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, Named):
                graph.append(Triple(node, name, text(value.en, "en")))
                if value.zh != value.en:
                    graph.append(Triple(node, name, text(value.zh, "zh")))
            elif value is not None:
                graph.append(Triple(node, name, str(value)))
    return node


def _day(date: str) -> str:
    return typed(date, "xsd:date")
