"""The score that the European data portal gives to metadata (MQA), as far as it can be judged offline.

Metrics and weights: https://data.europa.eu/mqa/methodology, five dimensions, 405 points in all. Three metrics
ask whether addresses answer (80 points): they need the network and a published release, and are not judged
here. Of the other 325, 30 are for conforming to the shapes of DCAT-AP, which a SHACL validator says.

The portal takes the best distribution of a dataset; here a point counts only when every dataset or
distribution earns it. Needs rdflib, which reads the catalogue of any package.
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
# Of the portal's lists of file types, those that are open and read by machines and that a Data Package may
# have.
_NOT_PROPRIETARY = ("CSV", "TSV", "JSON", "JSON_LD", "XML", "ODS", "RDF_TURTLE", "RDF_XML", "PARQUET")

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


def _each(property_: URIRef, wanted: Callable[[str], object] = bool) -> Test:
    """There are values of the property, and every one is as wanted."""

    def test(graph: Graph, node: Node) -> bool:
        values = [str(value) for value in graph.objects(node, property_)]
        return bool(values) and all(map(wanted, values))

    return test


def _within(address: str) -> Callable[[str], object]:
    return lambda value: value.startswith(address)


def _file_types(*codes: str) -> Callable[[str], object]:
    return {f"{_EU}file-type/{code}" for code in codes}.__contains__


def _both_known(graph: Graph, node: Node) -> bool:
    return all(
        test(graph, node) for test in (_each(_FORMAT, _FILE_TYPE), _each(DCAT.mediaType, _within(_IANA)))
    )


# Not DCTERMS.format: that is what every text can do.
_FORMAT = URIRef(f"{DCTERMS}format")
_FILE_TYPE = _within(f"{_EU}file-type/")
_OPEN, _READABLE = _file_types(*_NOT_PROPRIETARY), _file_types(*_NOT_PROPRIETARY, "XLSX", "XLS")
_LICENCE, _RIGHT = _within(f"{_EU}licence/"), _within(f"{_EU}access-right/")
COMPLIANCE = Metric("interoperability", "DCAT-AP compliance", 30, "dataset", None)
METRICS = (
    Metric("findability", "dcat:keyword", 30, "dataset", _each(DCAT.keyword)),
    Metric("findability", "dcat:theme", 30, "dataset", _each(DCAT.theme)),
    Metric("findability", "dct:spatial", 20, "dataset", _each(DCTERMS.spatial)),
    Metric("findability", "dct:temporal", 20, "dataset", _each(DCTERMS.temporal)),
    Metric("accessibility", "dcat:accessURL answers", 50, "distribution", None),
    Metric("accessibility", "dcat:downloadURL", 20, "distribution", _each(DCAT.downloadURL)),
    Metric("accessibility", "dcat:downloadURL answers", 30, "distribution", None),
    Metric("interoperability", "dct:format", 20, "distribution", _each(_FORMAT)),
    Metric("interoperability", "dcat:mediaType", 10, "distribution", _each(DCAT.mediaType)),
    Metric(
        "interoperability", "dct:format and dcat:mediaType from a vocabulary", 10, "distribution", _both_known
    ),
    Metric("interoperability", "dct:format not proprietary", 20, "distribution", _each(_FORMAT, _OPEN)),
    Metric("interoperability", "dct:format machine-readable", 20, "distribution", _each(_FORMAT, _READABLE)),
    COMPLIANCE,
    Metric("reusability", "dct:license", 20, "distribution", _each(DCTERMS.license)),
    Metric(
        "reusability", "dct:license from a vocabulary", 10, "distribution", _each(DCTERMS.license, _LICENCE)
    ),
    Metric("reusability", "dct:accessRights", 10, "dataset", _each(DCTERMS.accessRights)),
    Metric(
        "reusability", "dct:accessRights from a vocabulary", 5, "dataset", _each(DCTERMS.accessRights, _RIGHT)
    ),
    Metric("reusability", "dcat:contactPoint", 20, "dataset", _each(DCAT.contactPoint)),
    Metric("reusability", "dct:publisher", 10, "dataset", _each(DCTERMS.publisher)),
    Metric("contextuality", "dct:rights", 5, "distribution", _each(DCTERMS.rights)),
    Metric("contextuality", "dcat:byteSize", 5, "distribution", _each(DCAT.byteSize)),
    Metric("contextuality", "dct:issued", 5, "dataset", _each(DCTERMS.issued)),
    Metric("contextuality", "dct:modified", 5, "dataset", _each(DCTERMS.modified)),
)


def scores(graph: Graph, compliant: bool) -> list[Score]:
    """The points of each metric, in the order of the methodology.

    Args:
        graph: a DCAT-AP catalogue.
        compliant: whether a SHACL validator finds it in keeping with the shapes of DCAT-AP.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.metadata.dcat import catalogue
    >>> from fengqiao_open.datapackage.facts import read_facts
    >>> graph = Graph().parse(data=catalogue(read_facts(shipped())), format="turtle")
    >>> sum(each.points or 0 for each in scores(graph, compliant=True))
    325
    """
    kinds = {"dataset": DCAT.Dataset, "distribution": DCAT.Distribution}

    def points(metric: Metric) -> int | None:
        if metric is COMPLIANCE:
            return metric.weight * compliant
        if metric.test is None:
            return None
        nodes = list(graph.subjects(RDF.type, kinds[metric.of]))
        return metric.weight if nodes and all(metric.test(graph, node) for node in nodes) else 0

    return [Score(metric, points(metric)) for metric in METRICS]
