"""The observations for statistics offices: `data.csv` in SDMX-CSV 2.0, and its meaning in `structure.xml`.

The columns that no two observations share are the dimensions, `value` is the measure, all else attributes. A
column has the name of its SDMX concept, or its own in capitals. Columns with codes, and those that lead to a
table with names, have a code list in both languages.

SDMX has no status for a target or a plan, so STATUS is a dimension of our own and not OBS_STATUS. A missing
value is NaN, as the standard has it: an empty one would mean that the value stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sdmx
from sdmx.message import StructureMessage
from sdmx.model import common, v21

from ..datapackage.schema import Code, Field, Json, Words, written
from ..errors import PackageError
from .content import Content, Table, moment, with_decimals
from .facts import in_words

DATA, STRUCTURE = "data.csv", "structure.xml"
_TABLE = "observations"
_AGENCY = common.Agency(id="FENGQIAO_OPEN")
# Concepts that SDMX defines otherwise than the column that comes nearest to them.
_OWN = {"OBS_STATUS"}
_MISSING = "NaN"
_FINAL = {"is_final": True, "is_external_reference": False}
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")


def write(content: Content, path: Path) -> None:
    """Write both files into the folder.

    Raises:
        PackageError: the package has no table of observations.
    """
    tables = {table.name: table for table in content.tables}
    if _TABLE not in tables:
        raise PackageError("no-table", table=_TABLE)
    table = with_decimals(tables[_TABLE])
    message = _structure(content, table, tables)
    (path / STRUCTURE).write_bytes(sdmx.to_xml(message, pretty_print=True))
    (flow,) = message.dataflow.values()
    sdmx.to_csv(_data(table, flow), path=path / DATA, labels="id", attributes="o", dtype=None)


def component(field: Field) -> str:
    """The identifier of a column: its concept, or its own name where SDMX has none for it.

    >>> [component(Field(name, concept=concept)) for name, concept in
    ...  (("area_id", "REF_AREA"), ("status", "OBS_STATUS"), ("note_zh", ""))]
    ['REF_AREA', 'STATUS', 'NOTE_ZH']
    """
    return field.concept if field.concept and field.concept not in _OWN else field.name.upper()


def _structure(content: Content, table: Table, tables: Mapping[str, Table]) -> StructureMessage:
    """The concepts, the code lists, the data structure and the dataflow."""
    said = content.package.get("version", "")
    version = said if _VERSION.fullmatch(said) else "1.0"
    owned: Json = {"maintainer": _AGENCY, "version": version, **_FINAL}
    concepts = common.ConceptScheme(id="CONCEPTS", name=_both(in_words("concepts")), **owned)
    structure = v21.DataStructureDefinition(
        id="OBSERVATIONS", **_said(table.title, table.description), **owned
    )
    words = _said(content.title, content.description)
    flow = v21.DataflowDefinition(id="OBSERVATIONS", **words, structure=structure, **owned)
    # The standard gives the three lists their names.
    structure.dimensions.id, structure.measures.id, structure.attributes.id = (
        "DimensionDescriptor",
        "MeasureDescriptor",
        "AttributeDescriptor",
    )
    header = sdmx.message.Header(id="STRUCTURE", prepared=moment(content), sender=_AGENCY)
    message = StructureMessage(header=header)
    dimensions = next(columns for columns in table.unique_keys if len(columns) > 1)
    for field in table.fields:
        concept = common.Concept(id=component(field), **_said(field.title, field.description))
        concepts.append(concept)
        facet = common.Facet(value_type=common.FacetValueType[field.data_type.sdmx])
        form = common.Representation(non_enumerated=[facet])
        if codes := _codes(table, field, tables):
            listed = common.Codelist(id=f"CL_{concept.id}", name=_both(field.title), **owned)
            for code in codes:
                listed.append(common.Code(id=code.value, **_said(code.label, code.definition)))
            message.codelist[listed.id] = listed
            form = common.Representation(enumerated=listed)
        named: Json = {"id": concept.id, "concept_identity": concept, "local_representation": form}
        if field.name in dimensions:
            kind = common.TimeDimension if field.concept == "TIME_PERIOD" else common.Dimension
            structure.dimensions.append(kind(order=len(structure.dimensions) + 1, **named))
        elif field.concept == "OBS_VALUE":
            structure.measures.append(v21.PrimaryMeasure(**named))
        else:
            usage = common.UsageStatus.mandatory if field.required else common.UsageStatus.conditional
            related = v21.PrimaryMeasureRelationship()
            structure.attributes.append(common.DataAttribute(usage_status=usage, related_to=related, **named))
    message.concept_scheme[concepts.id] = concepts
    message.structure[structure.id] = structure
    message.dataflow[flow.id] = flow
    return message


def _codes(table: Table, field: Field, tables: Mapping[str, Table]) -> Iterable[Code]:
    """The codes of a column: its own list, or the rows of the table it leads to, where those have names."""
    if field.codes:
        return field.codes
    for link in table.foreign_keys:
        target = tables[link.table]
        columns = {each.name for each in target.fields}
        for part in ("name", "title"):
            if link.column == field.name and {f"{part}_en", f"{part}_zh"} <= columns:
                names = (link.target, f"{part}_en", f"{part}_zh")
                rows = zip(*map(target.column, names), strict=True)
                return [Code(str(key), Words(str(en), str(zh))) for key, en, zh in rows]
    return ()


def _data(table: Table, flow: Any) -> Any:
    """The observations as a data set of the dataflow; missing attributes are left out."""
    structure = flow.structure
    made: list[Any] = []
    for row in table.rows:
        cells = {component(field): written(cell) for field, cell in zip(table.fields, row, strict=True)}
        key = {each.id: cells[each.id] for each in structure.dimensions.components}
        attributes = {
            each.id: common.AttributeValue(value=cells[each.id], value_for=each)
            for each in structure.attributes.components
            if cells[each.id]
        }
        value, place = cells["OBS_VALUE"] or _MISSING, structure.make_key(common.Key, key)
        made.append(v21.Observation(dimension=place, value=value, attached_attribute=attributes))
    return v21.DataSet(described_by=flow, structured_by=structure, obs=made)


def _said(title: Words, description: Words) -> Json:
    return {"name": _both(title), "description": _both(description)}


def _both(words: Words) -> dict[str, str]:
    return {lang: text for lang, text in (("en", words.en), ("zh", words.zh)) if text}
