"""DCAT-AP 3: a catalogue with the package as its one dataset, and a distribution for each table.

Standard: https://semiceu.github.io/DCAT-AP/releases/3.0.1/. Every node has an address of its own under the homepage,
so that two runs give the same bytes. Concepts of the vocabularies of the European Union carry their label and scheme,
since a harvester may look at this file alone.
"""

from __future__ import annotations

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
# The version of DCAT that rdflib knows is older than the property.
_VERSION = URIRef(f"{DCAT}version")
# The shapes of the controlled vocabularies ask for https here; SPDX itself says http, and is named beside.
_SHA256 = URIRef("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
_AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")


def catalogue(facts: Facts) -> Graph:
    """The graph: catalogue, dataset, distributions, and what they name.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> graph = catalogue(read_facts(shipped()))
    >>> len(list(graph.subjects(None, DCAT.Distribution)))
    20
    """

    graph = Graph()
    for prefix, namespace in (
        ("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("prov", PROV), ("skos", SKOS), ("spdx", _SPDX),
        ("vcard", _VCARD),
    ):  # fmt: skip
        graph.bind(prefix, namespace)
    here = Namespace(f"{facts.homepage}#")
    themes = URIRef(f"{_EU}data-theme")
    _describe(graph, here.catalogue, facts, DCAT.Catalog)
    graph.add((here.catalogue, DCAT.dataset, here.dataset))
    graph.add((here.catalogue, FOAF.homepage, URIRef(facts.homepage)))
    graph.add((URIRef(facts.homepage), RDF.type, FOAF.Document))
    graph.add((here.catalogue, DCAT.themeTaxonomy, themes))
    graph.add((themes, RDF.type, SKOS.ConceptScheme))
    _texts(
        graph, themes, DCTERMS.title, Named(*(texts("exports", lang)["data_theme"] for lang in ("en", "zh")))
    )
    _dataset(graph, here, facts)
    for number, report in enumerate(facts.reports, 1):
        _report(graph, here.dataset, here[f"report-{number}"], here[f"report-{number}-publisher"], report)
    for resource in facts.resources:
        _distribution(graph, here, facts, resource)
    return graph


def turtle(facts: Facts) -> bytes:
    """The graph as Turtle, UTF-8."""
    return catalogue(facts).serialize(format="turtle", encoding="utf-8")


def _describe(graph: Graph, node: URIRef, facts: Facts, kind: Node) -> None:
    """What a catalogue and a dataset have in common."""

    graph.add((node, RDF.type, kind))
    _texts(graph, node, DCTERMS.title, facts.title)
    _texts(graph, node, DCTERMS.description, facts.description)
    publisher = URIRef(f"{facts.homepage}#publisher")
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((publisher, RDF.type, FOAF.Agent))
    _texts(graph, publisher, FOAF.name, facts.publisher)
    for language in facts.languages:
        graph.add((node, DCTERMS.language, _concept(graph, language, DCTERMS.LinguisticSystem)))
    graph.add((node, DCTERMS.license, _licence(graph, facts)))
    graph.add((node, DCTERMS.spatial, _place(graph, facts.spatial)))
    for date in (DCTERMS.issued, DCTERMS.modified):
        graph.add((node, date, _day(facts.created)))


def _dataset(graph: Graph, here: Namespace, facts: Facts) -> None:

    node = here.dataset
    _describe(graph, node, facts, DCAT.Dataset)
    graph.add((node, DCTERMS.identifier, Literal(facts.identifier, datatype=XSD.anyURI)))
    graph.add((node, _VERSION, Literal(facts.version)))
    graph.add((node, DCAT.landingPage, URIRef(facts.homepage)))
    for word in facts.keywords:
        graph.add((node, DCAT.keyword, Literal(word, lang="en" if word.isascii() else "zh")))
    for theme in facts.themes:
        graph.add((node, DCAT.theme, _concept(graph, theme)))
    graph.add((node, DCTERMS.accessRights, _concept(graph, facts.access_rights, DCTERMS.RightsStatement)))
    graph.add((node, DCTERMS.accrualPeriodicity, _concept(graph, facts.frequency, DCTERMS.Frequency)))
    for number, creator in enumerate(facts.creators, 1):
        agent = here.publisher if creator == facts.publisher else here[f"creator-{number}"]
        graph.add((node, DCTERMS.creator, agent))
        graph.add((agent, RDF.type, FOAF.Agent))
        _texts(graph, agent, FOAF.name, creator)
    graph.add((node, DCAT.contactPoint, here.contact))
    graph.add((here.contact, RDF.type, _VCARD.Organization))
    graph.add((here.contact, RDF.type, _VCARD.Kind))
    _texts(graph, here.contact, _VCARD.fn, facts.contact)
    graph.add((here.contact, _VCARD.hasURL, URIRef(facts.contact.path)))
    graph.add((node, DCTERMS.temporal, here.period))
    graph.add((here.period, RDF.type, DCTERMS.PeriodOfTime))
    graph.add((here.period, DCAT.startDate, _day(facts.temporal[0])))
    graph.add((here.period, DCAT.endDate, _day(facts.temporal[1])))
    graph.add((node, DCTERMS.conformsTo, _standard(graph, facts.profile)))


def _distribution(graph: Graph, here: Namespace, facts: Facts, resource: Json) -> None:
    """One table: where it is, what it is, how large, and its hash."""

    name = str(resource["name"])
    node, rights, checksum = here[name], here.rights, here[f"{name}-checksum"]
    media_type = URIRef(_MEDIA_TYPES + str(resource["mediatype"]))
    format_ = str(resource["format"]).upper()
    graph.add((here.dataset, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    _texts(graph, node, DCTERMS.title, Named(resource["title"], resource["fq:titleZh"]))
    _texts(graph, node, DCTERMS.description, Named(resource["description"], resource["fq:descriptionZh"]))
    graph.add((node, DCTERMS.identifier, Literal(f"{facts.identifier}#{name}")))
    graph.add((node, DCAT.accessURL, URIRef(facts.homepage)))
    graph.add((node, DCAT.downloadURL, URIRef(facts.address(resource))))
    graph.add((node, DCAT.mediaType, media_type))
    graph.add((media_type, RDF.type, DCTERMS.MediaType))
    graph.add((node, DCTERMS["format"], _concept(graph, Named(format_, format_, f"{_EU}file-type/{format_}"),
                                              DCTERMS.MediaTypeOrExtent)))  # fmt: skip
    graph.add((node, DCAT.byteSize, Literal(int(resource["bytes"]), datatype=XSD.nonNegativeInteger)))
    graph.add((node, _SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, _SPDX.Checksum))
    graph.add((checksum, _SPDX.algorithm, _SHA256))
    graph.add((_SHA256, RDF.type, _SPDX.ChecksumAlgorithm))
    graph.add((_SHA256, SKOS.exactMatch, _SPDX.checksumAlgorithm_sha256))
    digest = str(resource["hash"]).removeprefix("sha256:")
    graph.add((checksum, _SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)))
    graph.add((node, DCTERMS.license, _licence(graph, facts)))
    graph.add((node, DCTERMS.rights, rights))
    graph.add((rights, RDF.type, DCTERMS.RightsStatement))
    _texts(graph, rights, RDFS.label, facts.rights)
    graph.add((node, _AVAILABILITY, _concept(graph, facts.availability)))
    for language in facts.languages:
        graph.add((node, DCTERMS.language, URIRef(language.path)))
    for date in (DCTERMS.issued, DCTERMS.modified):
        graph.add((node, date, _day(facts.created)))


def _report(graph: Graph, dataset: URIRef, node: URIRef, publisher: URIRef, report: Report) -> None:
    """The report: `prov:wasDerivedFrom`, since `dct:source` may only lead to another dataset."""

    graph.add((dataset, PROV.wasDerivedFrom, node))
    graph.add((node, RDF.type, PROV.Entity))
    _texts(graph, node, DCTERMS.title, report.title)
    if report.issued:
        graph.add((node, DCTERMS.issued, _day(report.issued)))
    if report.publisher.en:
        graph.add((node, DCTERMS.publisher, publisher))
        graph.add((publisher, RDF.type, FOAF.Agent))
        _texts(graph, publisher, FOAF.name, report.publisher)


def _concept(graph: Graph, named: Named, kind: Node | None = None) -> URIRef:
    """A concept of a vocabulary: its address, labels, and the scheme that its address says."""

    node, scheme = URIRef(named.path), URIRef(named.path.rpartition("/")[0])
    graph.add((node, RDF.type, SKOS.Concept))
    if kind is not None:
        graph.add((node, RDF.type, kind))
    graph.add((node, SKOS.inScheme, scheme))
    _texts(graph, node, SKOS.prefLabel, named)
    return node


def _licence(graph: Graph, facts: Facts) -> URIRef:
    """The licence, in the vocabulary of the European Union where it is there, with its own page beside."""

    node = URIRef(facts.licence_concept or facts.licence.path)
    graph.add((node, RDF.type, DCTERMS.LicenseDocument))
    _texts(graph, node, DCTERMS.title, facts.licence)
    graph.add((node, RDFS.seeAlso, URIRef(facts.licence.path)))
    if facts.licence_concept:
        graph.add((node, SKOS.inScheme, URIRef(facts.licence_concept.rpartition("/")[0])))
    return node


def _place(graph: Graph, named: Named) -> URIRef:

    node = URIRef(named.path)
    graph.add((node, RDF.type, DCTERMS.Location))
    _texts(graph, node, SKOS.prefLabel, named)
    return node


def _standard(graph: Graph, address: str) -> URIRef:

    node = URIRef(address)
    graph.add((node, RDF.type, DCTERMS.Standard))
    _texts(graph, node, DCTERMS.title, Named("Data Package", "Data Package"))
    return node


def _texts(graph: Graph, node: Node, property_: Node, named: Named) -> None:
    """A text in each language; once where both are the same."""

    graph.add((node, property_, Literal(named.en, lang="en")))
    if named.zh != named.en:
        graph.add((node, property_, Literal(named.zh, lang="zh")))


def _day(date: str) -> Node:

    return Literal(date, datatype=XSD.date)
