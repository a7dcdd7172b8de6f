"""Every metadata file passes the validator of its own format, offline, and says what the descriptor says."""

from __future__ import annotations

import argparse
import dataclasses
import json
import logging
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from packages import ROOT, SHAPES

from fengqiao_open.authoring.scaffold import draft
from fengqiao_open.datapackage.facts import Facts, read_facts
from fengqiao_open.datapackage.package import Package, shipped
from fengqiao_open.errors import PackageError
from fengqiao_open.metadata import schemaorg
from fengqiao_open.metadata.dcat import catalogue
from fengqiao_open.metadata.files import metadata_files, write_metadata
from fengqiao_open.metadata.mqa import METRICS, scores
from fengqiao_open.metadata.turtle import Triple, iri, text, turtle
from fengqiao_open.tabular.loader import load

for needed in ("csvw", "datacite", "extruct", "mlcroissant", "pyshacl", "rdflib"):
    pytest.importorskip(needed, reason="validators of metadata need the extra `dev`")
import mlcroissant  # noqa: E402
import pyshacl  # noqa: E402
from csvw import __main__ as csvw_command  # noqa: E402
from datacite import schema45  # noqa: E402
from extruct.jsonld import JsonLdExtractor  # noqa: E402
from rdflib import Graph  # noqa: E402
from rdflib.namespace import DCAT, DCTERMS  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_network")]


@pytest.fixture(scope="module")
def facts() -> Facts:
    """The facts of the shipped package."""
    return read_facts(shipped())


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The metadata files of the shipped package."""
    return metadata_files(shipped())


def graph_of(facts: Facts) -> Graph:
    """The catalogue, as rdflib reads it."""
    return Graph().parse(data=catalogue(facts), format="turtle")


def conforms(graph: Graph, shapes: str) -> tuple[bool, str]:
    """What the SHACL validator says under one file of shapes; recommendations are warnings and do not count."""
    found, _, text = pyshacl.validate(
        graph, shacl_graph=Graph().parse(SHAPES / shapes), allow_warnings=True, advanced=True
    )
    return found, text


def json_of(files: dict[str, bytes], name: str) -> Any:
    """A JSON file."""
    return json.loads(files[name])


@pytest.mark.parametrize("shapes", sorted(path.name for path in SHAPES.glob("*.ttl")))
def test_dcat_conforms_to_the_shapes_of_dcat_ap(files: dict[str, bytes], shapes: str) -> None:
    """A catalogue drops what breaks its profile; every file of shapes of 3.0.1 is asked."""
    found, text = conforms(Graph().parse(data=files["dcat.ttl"], format="turtle"), shapes)
    assert found, text


@pytest.mark.parametrize("shapes", sorted(path.name for path in SHAPES.glob("*.ttl")))
def test_who_publishes_is_the_creator_and_the_place_needs_no_address(shapes: str) -> None:
    """A town names who keeps its package, and has no number at GeoNames: its metadata are as valid."""
    own = {"contributors": [{"title": "Office", "fq:titleZh": "统计办公室", "roles": ["publisher"]}]}
    own["fq:spatial"] = {"title": "Qinghe", "fq:titleZh": "清河镇"}  # type: ignore[assignment]
    made = Package(shipped().root, {**shipped().descriptor, **own})
    found = read_facts(made)
    assert [each.zh for each in found.creators] == ["统计办公室"] == [found.publisher.zh]
    passed, text = conforms(graph_of(found), shapes)
    assert passed, text
    assert schemaorg.dataset(found, "zh")["spatialCoverage"] == {"@type": "Place", "name": "清河镇"}


def test_the_shapes_refuse_what_breaks_them(facts: Facts) -> None:
    """Shapes that nothing breaks, or that are not read, would let everything pass."""
    graph = graph_of(facts)
    graph.remove((None, DCAT.accessURL, None))
    assert not conforms(graph, "v301.ttl")[0]
    graph = graph_of(facts)
    graph.remove((None, DCTERMS.title, None))
    assert not conforms(graph, "301_shapes.ttl")[0]


def test_any_text_is_written_so_that_turtle_gives_it_back() -> None:
    """A title with a quote or a line of its own would end the file there."""
    said = 'a "quote", a \\, \r\n, a\ttab and 凤桥'
    made = turtle([Triple(iri("https://example.org/a b<"), "dct:title", text(said))], {"dct": str(DCTERMS)})
    ((node, _, value),) = Graph().parse(data=made, format="turtle")
    assert (str(node), str(value)) == ("https://example.org/a%20b%3C", said)


def test_a_distribution_leads_to_the_bytes_of_its_table(facts: Facts) -> None:
    """A hash or a size of another file would make every download look damaged."""
    graph, package = graph_of(facts), shipped()
    sizes = sorted(int(value) for value in graph.objects(None, DCAT.byteSize))  # type: ignore[arg-type]
    assert sizes == sorted(package.path(name).stat().st_size for name in package.tables)
    ends = {str(each).partition(f"/v{package.version}/")[2] for each in graph.objects(None, DCAT.downloadURL)}
    assert ends == {package.resource(name)["path"] for name in package.tables}


def test_the_european_score_is_all_that_can_be_judged_offline(facts: Facts) -> None:
    """325 of 405: the other 80 points are for addresses that answer. What docs/metadata.md states is this."""
    graph = graph_of(facts)
    found = scores(graph, compliant=all(conforms(graph, path.name)[0] for path in SHAPES.glob("*.ttl")))
    judged = [each for each in found if each.points is not None]
    assert sum(each.weight for each in METRICS) == 405
    assert sum(each.metric.weight for each in judged) == 325
    assert [each.metric.name for each in judged if each.points != each.metric.weight] == []
    for each in found:
        shown = "not judged offline" if each.points is None else str(each.points)
        row = f"| {each.metric.dimension} | {each.metric.name} | {each.metric.weight} | {shown} |"
        assert row in (ROOT / "docs" / "metadata.md").read_text("utf-8")


@pytest.mark.parametrize("metric", [each for each in METRICS if each.test], ids=lambda each: each.name)
def test_a_metric_of_the_score_is_lost_without_its_property(facts: Facts, metric: Any) -> None:
    """A metric that is always met would make the score mean nothing."""
    graph = graph_of(facts)
    name = metric.name.partition(" ")[0].partition(":")
    graph.remove((None, {"dcat": DCAT, "dct": DCTERMS}[name[0]][name[2]], None))
    lost = {each.metric.name for each in scores(graph, compliant=True) if each.points == 0}
    assert metric.name in lost


def test_dimensions_of_the_score_have_their_weights() -> None:
    """The weights of the methodology: 100, 100, 110, 75, 20."""
    found: Counter[str] = Counter()
    for metric in METRICS:
        found[metric.dimension] += metric.weight
    assert list(found.values()) == [100, 100, 110, 75, 20]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib, of itself
def test_croissant_is_valid_and_every_record_set_loads(
    files: dict[str, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    """The checker is weak: only loading shows that columns, types and files fit together."""
    package = shipped()
    paths = {f"{name}.csv": package.path(name) for name in package.tables}
    with caplog.at_level(logging.WARNING):
        found = mlcroissant.Dataset(json_of(files, "croissant.json"), mapping=paths)
    assert found.metadata.ctx.is_v1_1()
    assert not found.metadata.ctx.issues.errors
    assert not found.metadata.ctx.issues.warnings, found.metadata.ctx.issues.report()
    for name in package.tables:
        frame, records = load(name), list(found.records(name))  # type: ignore[arg-type]
        assert len(records) == len(frame)
        assert set(records[0]) == {f"{name}/{column}" for column in frame.columns}
    first = next(iter(found.records("observations")))
    assert (first["observations/value"], first["observations/period"]) == (4.04, 2022)
    assert first["observations/area_id"].decode() == "330402100000"


def csvwvalidate(files: dict[str, bytes], folder: Path) -> int:
    """The exit code of the command for the description beside the tables of a folder."""
    (folder / "csv-metadata.json").write_bytes(files["csv-metadata.json"])
    words = argparse.Namespace(url=str(folder / "csv-metadata.json"), verbose=True, lax=False)
    return csvw_command.csvwvalidate(words, test=True)  # type: ignore[no-any-return]


def test_csvw_is_valid_beside_the_tables(
    files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Types, bounds, patterns, keys and foreign keys of every row of every table."""
    shutil.copytree(shipped().root / "data", tmp_path / "data")
    assert csvwvalidate(files, tmp_path) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",4.04,", ",4.x4,", "4.x4"),
        (",level,", ",levvel,", "levvel"),
        ("fengqiao-2023,", "fengqiao-1923,", "fengqiao-1923"),
        (",2022,", ",22,", "observations.csv:2"),
    ],
    ids=["a number", "a code", "a foreign key", "a year"],
)
@pytest.mark.filterwarnings("default:Invalid column value:UserWarning")  # how the package tells of a bad cell
def test_csvw_finds_a_broken_cell(
    files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    """A description that leaves types, codes, bounds or keys out finds nothing wrong, ever."""
    shutil.copytree(shipped().root / "data", tmp_path / "data")
    table = tmp_path / "data" / "observations.csv"
    table.write_text(table.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert csvwvalidate(files, tmp_path) == 2
    assert said in capsys.readouterr().out


def test_the_citation_file_is_valid_and_the_one_in_the_repository(files: dict[str, bytes]) -> None:
    """GitHub shows nothing for a file that breaks the schema."""
    schema = json.loads((SHAPES / "cff-1.2.0.json").read_text("utf-8"))
    content = yaml.safe_load(files["CITATION.cff"])
    jsonschema.Draft7Validator(schema).validate(content)
    assert (content["version"], content["license"]) == (shipped().version, "CC-BY-4.0")
    assert (ROOT / "CITATION.cff").read_bytes() == files["CITATION.cff"]


def test_datacite_is_valid(files: dict[str, bytes]) -> None:
    """A repository refuses to register what breaks the schema."""
    content = json_of(files, "datacite.json")
    assert [error.message for error in schema45.validator.iter_errors(content)] == []
    assert content["publicationYear"] == shipped().descriptor["created"][:4]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_carries_the_dataset_in_its_language(facts: Facts, lang: schemaorg.Lang) -> None:
    """What a search engine takes out of the page is valid, complete and in the language of the page."""
    page = f"<html><head>{schemaorg.script(facts, lang)}</head><body></body></html>"
    (found,) = JsonLdExtractor().extract(page)
    schema = json.loads((SHAPES / "schemaorg-dataset.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["name"] == facts.title.name(lang)
    assert len(found["distribution"]) == len(shipped().tables)


def test_no_text_ends_the_element_of_a_page(facts: Facts) -> None:
    """A title is someone else's text: markup in it must stay text."""
    title = dataclasses.replace(facts.title, en="</script><script>alert(1)</script>")
    element = schemaorg.script(dataclasses.replace(facts, title=title))
    assert element.count("</script>") == 1
    (found,) = JsonLdExtractor().extract(f"<html>{element}</html>")
    assert found["name"] == title.en


def test_the_same_descriptor_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    """Files that differ between runs cannot be compared between releases."""
    assert metadata_files(shipped()) == files


def test_what_a_descriptor_lacks_is_told_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    """A draft says neither who publishes it nor where; a steward should hear of all that in one message."""
    made = draft("青禾镇政府工作报告\n全年实现规上工业总产值91.7亿元。\n", "青禾镇", 2023, "qinghe-2023")
    with pytest.raises(PackageError) as problem:
        write_metadata(Package(tmp_path, made.descriptor), tmp_path / "out")
    for name in ("homepage", "created", "contributors (one with the role publisher)"):
        assert name in str(problem.value)
    assert "contributors（须有一项的 roles 含 publisher）" in problem.value.message("zh")
    assert not re.search("one|with|role ", problem.value.message("zh"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fq:download", "{other}/x"),
        ("fq:themes", [{"title": "x"}]),
        ("fq:temporal", "2022"),
        ("licenses", [{}]),
        ("contributors", 5),
        ("fq:spatial", {"title": 7, "fq:titleZh": 7, "path": 7}),
        ("created", "2022"),
    ],
)
def test_a_property_in_another_form_is_told(name: str, value: object) -> None:
    """Someone else's descriptor may hold anything; it is never met with a traceback."""
    with pytest.raises(PackageError, match=r"of a form|must be|lacks|not conform"):
        read_facts(Package(shipped().root, {**shipped().descriptor, name: value}))
