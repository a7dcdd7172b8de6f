"""DCAT-AP 3: a catalogue with the package as its one dataset, and a distribution for each table.

Standard: https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Every node has an address of its own under the
homepage, so that two runs give the same bytes. Concepts of the vocabularies of the European Union carry their
label and scheme, since a harvester may look at this file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from ..datapackage.facts import Facts, Named, Report
from ..datapackage.package import Json
from ..lang import texts

_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_PREFIXES = {
    **{"dcat": DCAT, "dct": DCTERMS, "foaf": FOAF, "prov": PROV, "skos": SKOS},
    **{"spdx": _SPDX, "vcard": _VCARD},
}
# The version of DCAT that rdflib knows is older than the property.
_VERSION = URIRef(f"{DCAT}version")
# The shapes of the controlled vocabularies ask for https here; SPDX itself says http, and is named beside.
_SHA256 = URIRef("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
_AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")

# A property's value is a node, a name in both languages, a list of these, or None.
Properties = Mapping[URIRef, object]
_NONE: Properties = MappingProxyType({})


def catalogue(facts: Facts) -> Graph:
    """The graph: catalogue, dataset, distributions, and what they name.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> graph = catalogue(read_facts(shipped()))
    >>> len(list(graph.subjects(None, DCAT.Distribution)))
    20
    """
    graph, home = Graph(), facts.homepage
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    here = Namespace(f"{home}#")
    themes = Named(texts("exports", "en")["data_theme"], texts("exports", "zh")["data_theme"])
    own = {
        DCAT.dataset: _dataset(graph, here, facts),
        FOAF.homepage: _node(graph, home, FOAF.Document),
        DCAT.themeTaxonomy: _node(graph, f"{_EU}data-theme", SKOS.ConceptScheme, {DCTERMS.title: themes}),
    }
    _node(graph, here.catalogue, DCAT.Catalog, {**_common(graph, here, facts), **own})
    return graph


def turtle(facts: Facts) -> bytes:
    """The graph as Turtle, UTF-8."""
    return catalogue(facts).serialize(format="turtle", encoding="utf-8")


def _common(graph: Graph, here: Namespace, facts: Facts) -> Properties:
    """What a catalogue and a dataset have in common."""
    return {
        DCTERMS.title: facts.title,
        DCTERMS.description: facts.description,
        DCTERMS.publisher: _agent(graph, here.publisher, facts.publisher),
        DCTERMS.language: [_concept(graph, each, DCTERMS.LinguisticSystem) for each in facts.languages],
        DCTERMS.license: _licence(graph, facts),
        DCTERMS.spatial: _node(graph, facts.spatial.path, DCTERMS.Location, {SKOS.prefLabel: facts.spatial}),
        DCTERMS.issued: _day(facts.created),
        DCTERMS.modified: _day(facts.created),
    }


def _dataset(graph: Graph, here: Namespace, facts: Facts) -> Node:
    creators = [
        _agent(graph, here.publisher if each == facts.publisher else here[f"creator-{number}"], each)
        for number, each in enumerate(facts.creators, 1)
    ]
    contact: Properties = {_VCARD.fn: facts.contact, _VCARD.hasURL: URIRef(facts.contact.path)}
    first, last = map(_day, facts.temporal)
    standard: Properties = {DCTERMS.title: Named("Data Package", "Data Package")}
    own: Properties = {
        DCTERMS.identifier: Literal(facts.identifier, datatype=XSD.anyURI),
        _VERSION: Literal(facts.version),
        DCAT.landingPage: URIRef(facts.homepage),
        DCAT.keyword: [Literal(word, lang="en" if word.isascii() else "zh") for word in facts.keywords],
        DCAT.theme: [_concept(graph, theme) for theme in facts.themes],
        DCTERMS.accessRights: _concept(graph, facts.access_rights, DCTERMS.RightsStatement),
        DCTERMS.accrualPeriodicity: _concept(graph, facts.frequency, DCTERMS.Frequency),
        DCTERMS.creator: creators,
        DCAT.contactPoint: _node(graph, here.contact, [_VCARD.Organization, _VCARD.Kind], contact),
        DCTERMS.temporal: _node(
            graph, here.period, DCTERMS.PeriodOfTime, {DCAT.startDate: first, DCAT.endDate: last}
        ),
        DCTERMS.conformsTo: _node(graph, facts.profile, DCTERMS.Standard, standard),
        # Not dct:source, which may only lead to another dataset.
        PROV.wasDerivedFrom: [_report(graph, here, *each) for each in enumerate(facts.reports, 1)],
        DCAT.distribution: [_distribution(graph, here, facts, each) for each in facts.resources],
    }
    return _node(graph, here.dataset, DCAT.Dataset, {**_common(graph, here, facts), **own})


def _distribution(graph: Graph, here: Namespace, facts: Facts, resource: Json) -> Node:
    """One table: where it is, what it is, how large, and its hash."""
    name, kind = str(resource["name"]), str(resource["format"]).upper()
    file_type = Named(kind, kind, f"{_EU}file-type/{kind}")
    same = {SKOS.exactMatch: _SPDX.checksumAlgorithm_sha256}
    digest = str(resource["hash"]).removeprefix("sha256:")
    checksum = {
        _SPDX.algorithm: _node(graph, _SHA256, _SPDX.ChecksumAlgorithm, same),
        _SPDX.checksumValue: Literal(digest, datatype=XSD.hexBinary),
    }
    rights: Properties = {RDFS.label: facts.rights}
    properties: Properties = {
        DCTERMS.title: Named(resource["title"], resource["fq:titleZh"]),
        DCTERMS.description: Named(resource["description"], resource["fq:descriptionZh"]),
        DCTERMS.identifier: Literal(f"{facts.identifier}#{name}"),
        DCAT.accessURL: URIRef(facts.homepage),
        DCAT.downloadURL: URIRef(facts.address(resource)),
        DCAT.mediaType: _node(graph, f"{_MEDIA_TYPES}{resource['mediatype']}", DCTERMS.MediaType),
        DCTERMS["format"]: _concept(graph, file_type, DCTERMS.MediaTypeOrExtent),
        DCAT.byteSize: Literal(int(resource["bytes"]), datatype=XSD.nonNegativeInteger),
        _SPDX.checksum: _node(graph, here[f"{name}-checksum"], _SPDX.Checksum, checksum),
        DCTERMS.license: _licence(graph, facts),
        DCTERMS.rights: _node(graph, here.rights, DCTERMS.RightsStatement, rights),
        _AVAILABILITY: _concept(graph, facts.availability),
        DCTERMS.language: [URIRef(language.path) for language in facts.languages],
        DCTERMS.issued: _day(facts.created),
        DCTERMS.modified: _day(facts.created),
    }
    return _node(graph, here[name], DCAT.Distribution, properties)


def _report(graph: Graph, here: Namespace, number: int, report: Report) -> Node:
    publisher = here[f"report-{number}-publisher"]
    properties: Properties = {
        DCTERMS.title: report.title,
        DCTERMS.issued: _day(report.issued) if report.issued else None,
        DCTERMS.publisher: _agent(graph, publisher, report.publisher) if report.publisher.en else None,
    }
    return _node(graph, here[f"report-{number}"], PROV.Entity, properties)


def _licence(graph: Graph, facts: Facts) -> Node:
    """The licence, in the vocabulary of the European Union where it is there, with its own page beside."""
    page, concept = facts.licence.path, facts.licence_concept
    properties: Properties = {
        DCTERMS.title: facts.licence,
        RDFS.seeAlso: URIRef(page),
        SKOS.inScheme: _scheme(concept) if concept else None,
    }
    return _node(graph, concept or page, DCTERMS.LicenseDocument, properties)


def _concept(graph: Graph, named: Named, kind: Node | None = None) -> Node:
    """A concept of a vocabulary: its address, labels, and the scheme that its address says."""
    properties: Properties = {SKOS.inScheme: _scheme(named.path), SKOS.prefLabel: named}
    return _node(graph, named.path, [SKOS.Concept, kind], properties)


def _scheme(concept: str) -> Node:
    return URIRef(concept.rpartition("/")[0])


def _agent(graph: Graph, address: str, named: Named) -> Node:
    return _node(graph, address, FOAF.Agent, {FOAF.name: named})


def _node(graph: Graph, address: str, kind: object, properties: Properties = _NONE) -> Node:
    """A node with its kind and properties; a name is in each language, once where both are the same."""
    node = URIRef(address)
    for property_, given in {RDF.type: kind, **properties}.items():
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, Named):
                graph.add((node, property_, Literal(value.en, lang="en")))
                if value.zh != value.en:
                    graph.add((node, property_, Literal(value.zh, lang="zh")))
            elif isinstance(value, Node):
                graph.add((node, property_, value))
    return node


def _day(date: str) -> Node:
    return Literal(date, datatype=XSD.date)
