"""The score that the European data portal gives to metadata (MQA), as far as it can be judged offline.

Metrics and weights: https://data.europa.eu/mqa/methodology, five dimensions, 405 points in all. Three metrics ask whether
addresses answer (80 points): they need the network and a published release, and are not judged here. Of the other 325,
30 are for conforming to the shapes of DCAT-AP, which a SHACL validator says.

The portal takes the best distribution of a dataset; here a point counts only when every dataset or distribution earns it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF
from rdflib.term import Node

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
# Of the portal's lists of file types, those that are open and read by machines and that a Data Package may have.
_NOT_PROPRIETARY = ("CSV", "TSV", "JSON", "JSON_LD", "XML", "ODS", "RDF_TURTLE", "RDF_XML", "PARQUET")
_MACHINE_READABLE = (*_NOT_PROPRIETARY, "XLSX", "XLS")

Test = Callable[[Graph, Node], bool]


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that the portal looks for.

    Attributes:
        dimension: one of the five.
        name: the property, with what is asked of it.
        weight: the most points it gives.
        of: what it is asked of.
        test: whether one of those has it; None where only the network or a validator can say.
    """

    dimension: str
    name: str
    weight: int
    of: Literal["dataset", "distribution"]
    test: Test | None


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one metric; None where it cannot be judged offline."""

    metric: Metric
    points: int | None


def _has(property_: URIRef) -> Test:
    return lambda graph, node: (node, property_, None) in graph


def _within(property_: URIRef, *addresses: str) -> Test:
    """Every value of the property begins with one of the addresses, and there is one."""

    def test(graph: Graph, node: Node) -> bool:
        values = [str(value) for value in graph.objects(node, property_)]
        return bool(values) and all(value.startswith(addresses) for value in values)

    return test


def _among(property_: URIRef, codes: tuple[str, ...]) -> Test:
    """Every value of the property is one of the file types, and there is one."""
    known = {f"{_EU}file-type/{code}" for code in codes}

    def test(graph: Graph, node: Node) -> bool:
        values = {str(value) for value in graph.objects(node, property_)}
        return bool(values) and values <= known

    return test


def _both(one: Test, two: Test) -> Test:
    return lambda graph, node: one(graph, node) and two(graph, node)


# Not DCTERMS.format: that is what every text can do.
_FORMAT = URIRef(f"{DCTERMS}format")
COMPLIANCE = Metric("interoperability", "DCAT-AP compliance", 30, "dataset", None)
METRICS = (
    Metric("findability", "dcat:keyword", 30, "dataset", _has(DCAT.keyword)),
    Metric("findability", "dcat:theme", 30, "dataset", _has(DCAT.theme)),
    Metric("findability", "dct:spatial", 20, "dataset", _has(DCTERMS.spatial)),
    Metric("findability", "dct:temporal", 20, "dataset", _has(DCTERMS.temporal)),
    Metric("accessibility", "dcat:accessURL answers", 50, "distribution", None),
    Metric("accessibility", "dcat:downloadURL", 20, "distribution", _has(DCAT.downloadURL)),
    Metric("accessibility", "dcat:downloadURL answers", 30, "distribution", None),
    Metric("interoperability", "dct:format", 20, "distribution", _has(_FORMAT)),
    Metric("interoperability", "dcat:mediaType", 10, "distribution", _has(DCAT.mediaType)),
    Metric("interoperability", "dct:format and dcat:mediaType from a vocabulary", 10, "distribution",
           _both(_within(_FORMAT, f"{_EU}file-type/"), _within(DCAT.mediaType, _IANA))),
    Metric("interoperability", "dct:format not proprietary", 20, "distribution", _among(_FORMAT, _NOT_PROPRIETARY)),
    Metric("interoperability", "dct:format machine-readable", 20, "distribution", _among(_FORMAT, _MACHINE_READABLE)),
    COMPLIANCE,
    Metric("reusability", "dct:license", 20, "distribution", _has(DCTERMS.license)),
    Metric("reusability", "dct:license from a vocabulary", 10, "distribution", _within(DCTERMS.license, f"{_EU}licence/")),
    Metric("reusability", "dct:accessRights", 10, "dataset", _has(DCTERMS.accessRights)),
    Metric("reusability", "dct:accessRights from a vocabulary", 5, "dataset",
           _within(DCTERMS.accessRights, f"{_EU}access-right/")),
    Metric("reusability", "dcat:contactPoint", 20, "dataset", _has(DCAT.contactPoint)),
    Metric("reusability", "dct:publisher", 10, "dataset", _has(DCTERMS.publisher)),
    Metric("contextuality", "dct:rights", 5, "distribution", _has(DCTERMS.rights)),
    Metric("contextuality", "dcat:byteSize", 5, "distribution", _has(DCAT.byteSize)),
    Metric("contextuality", "dct:issued", 5, "dataset", _has(DCTERMS.issued)),
    Metric("contextuality", "dct:modified", 5, "dataset", _has(DCTERMS.modified)),
)  # fmt: skip


def scores(graph: Graph, compliant: bool) -> list[Score]:
    """The points of each metric, in the order of the methodology.

    Args:
        graph: a DCAT-AP catalogue.
        compliant: whether a SHACL validator finds it in keeping with the shapes of DCAT-AP.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.metadata.dcat import catalogue
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> sum(each.points or 0 for each in scores(catalogue(read_facts(shipped())), compliant=True))
    325
    """
    things = {
        "dataset": list(graph.subjects(RDF.type, DCAT.Dataset)),
        "distribution": list(graph.subjects(RDF.type, DCAT.Distribution)),
    }

    def points(metric: Metric) -> int | None:
        if metric is COMPLIANCE:
            return metric.weight if compliant else 0
        if metric.test is None:
            return None
        nodes = things[metric.of]
        return metric.weight if nodes and all(metric.test(graph, node) for node in nodes) else 0

    return [Score(metric, points(metric)) for metric in METRICS]
