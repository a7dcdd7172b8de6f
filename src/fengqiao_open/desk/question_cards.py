"""The cards of questions that are not numbers: parts of the report, numbers set aside, what the draft asks;
forms.
"""

from __future__ import annotations

from typing import Any, Final

from ..authoring.drafted_units import DRAFTED_CODE
from ..datapackage.package import Json, Package
from ..errors import PackageError
from ..figures.figure import Figure
from ..indicators.units import quantity_of
from ..lang import LANGS, sentence
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .cards import on_the_page
from .changes import Tables, row_of
from .numbers import Question
from .readback import code_label, readback
from .rows import CHANGED, FORMS, REMOVED
from .store import TODO

_OF_PARTS: Final = {"plan": ("plan_year", "target")}
_SHOWN: Final = 200  # numbers or rows of a list on a card


def question_card(asked: Question, tables: Tables, data: Data, source_id: str) -> dict[str, Any]:
    """What the page shows of a question: its words, what it is about, and what can be answered."""
    kind, _, rest = asked.key.partition(":")
    card: dict[str, Any] = {
        "key": asked.key,
        "state": asked.state,
        "step": asked.step,
        "kind": kind if rest else "todo",
    }
    if kind == "part" and rest:
        return {**card, **_part(asked, tables, data, source_id)}
    if kind == "rule" and rest:
        return {**card, **_rule(asked, rest.rpartition("/")[2], tables, data)}
    if kind == "english" and rest:
        return {**card, **_english(asked, tables)}
    row = row_of(tables[TODO], asked.key)
    return {**card, **(_todo(row, tables, data) if row else {})}


def form(
    table: str,
    package: Package,
    tables: Tables,
    data: Data,
    key: str = "",
    observation: Row | None = None,
    figure: Figure | None = None,
) -> dict[str, Any]:
    """A form for a row of a table, from its schema; what refers to another table is a choice of its rows.

    Args:
        table: the table.
        package, tables, data: the package, and its tables as they are.
        key: the row to change; without it, the row is new.
        observation, figure: the row and the number that a new row is beside.

    Raises:
        PackageError: there is no such form.
    """
    row = row_of(tables[table], key) if key and table in tables else None
    if table not in (CHANGED if row else FORMS) or table not in tables:
        raise PackageError("desk-no-form", table=table)
    schema = package.schema(table)
    links = {link.column: link.table for link in schema.foreign_keys}
    values = row.cells if row else _beside(table, data, observation, figure)
    fields = []
    for each in schema.fields:
        if row and each.name in schema.primary_key:
            continue
        codes = data.codes(table, each.name)
        choices = [
            [code, {lang: code_label(data, table, each.name, code, lang) for lang in LANGS}] for code in codes
        ]
        if each.type == "boolean":
            choices = [
                [code, {lang: sentence("desk", f"form.{code}", lang) for lang in LANGS}]
                for code in ("false", "true")
            ]
        target = links.get(each.name, "")
        if target == "passages":
            choices = [[one.key, _paragraph(one)] for one in tables[target].rows]
        elif target == "observations":
            choices = [[one.key, readback(one, data)] for one in tables[target].rows]
        elif target in tables:
            choices = [[one.key, {lang: _name(one, lang) for lang in LANGS}] for one in tables[target].rows]
        value = values.get(each.name, "false" if each.type == "boolean" else "")
        fields.append(
            {
                "column": each.name,
                "title": {"zh": each.title.zh, "en": each.title.en},
                "help": {"zh": each.description.zh, "en": each.description.en},
                "required": each.required and each.name not in schema.primary_key,
                "key": each.name in schema.primary_key,
                "refers": target,
                "choices": choices,
                "value": "" if value == DRAFTED_CODE else value,
            }
        )
    listed = [{lang: _name(one, lang) for lang in LANGS} for one in tables[table].rows[:_SHOWN]]
    title = {"zh": schema.title.zh, "en": schema.title.en}
    gone = bool(row) and table in REMOVED
    return {"table": table, "key": key, "title": title, "fields": fields, "rows": listed, "removable": gone}


def _beside(table: str, data: Data, row: Row | None, figure: Figure | None) -> dict[str, str]:
    """What is known of a new row from the number that it is beside."""
    if row is None:
        return {}
    known = data.row("figures", row["figure_id"])
    passage = f"{row['source_id']}-p{int(known['paragraph']):02}" if known else ""
    near = {"passage_id": passage, "observation_id": row.key, "from_observation_id": row.key}
    if table != "units" or figure is None or not figure.unit:
        return near
    return {
        **{"name_zh": figure.unit, "printed_forms": figure.unit, "quantity": quantity_of(figure.unit)[0]},
        **{"numerator": "1", "denominator": "1", "code_system": "none"},
    }


def _paragraph(row: Row) -> dict[str, str]:
    return {lang: sentence("desk", "form.paragraph", lang, n=row["paragraph"]) for lang in LANGS}


def _part(asked: Question, tables: Tables, data: Data, source_id: str) -> dict[str, Any]:
    """Which part some paragraphs are, with the year and the status that it gives their numbers."""
    rows = [row for row in tables["passages"].rows if row.key in asked.targets]
    source = row_of(tables["sources"], source_id)
    numbers = [int(row["paragraph"]) for row in rows]
    words = {lang: sentence("desk", "part.title", lang, first=numbers[0], last=numbers[-1]) for lang in LANGS}
    options = []
    for code in data.codes("passages", "part"):
        column, status = _OF_PARTS.get(code, ("review_year", "actual"))
        named: dict[str, str] = {
            lang: sentence(
                "desk",
                "part.year",
                lang,
                name=code_label(data, "passages", "part", code, lang),
                year=source[column] if source else "",
                status=code_label(data, "observations", "status", status, lang),
            )
            for lang in LANGS
        }
        options.append(dict(named, code=code))
    return {"title": words, "options": options, "chosen": rows[0]["part"], "paragraphs": numbers}


def _rule(asked: Question, disposition: str, tables: Tables, data: Data) -> dict[str, Any]:
    """The numbers that the draft set aside for one reason."""
    code = {lang: code_label(data, "figures", "disposition", disposition, lang) for lang in LANGS}
    words = {
        lang: sentence("desk", "rule.title", lang, n=len(asked.targets), name=code[lang]) for lang in LANGS
    }
    wanted = set(asked.targets)
    listed = [[row.key, row["printed"]] for row in tables["figures"].rows if row.key in wanted]
    return {"title": words, "numbers": listed}


def _english(asked: Question, tables: Tables) -> dict[str, Any]:
    """The indicators without an English name, a field each under its Chinese name."""
    wanted = asked.targets[:_SHOWN]
    words = {lang: sentence("desk", "english.title", lang, n=len(asked.targets)) for lang in LANGS}
    rows = [row for row in tables["indicators"].rows if row.key in wanted]
    fields = [{"column": row.key, "value": "", "title": dict.fromkeys(LANGS, row["name_zh"])} for row in rows]
    return {"title": words, "fields": fields, "table": "", "decided": "", "about": ""}


def _todo(row: Row, tables: Tables, data: Data) -> dict[str, Any]:
    """A question of the draft, with the cells that answer it."""
    words = {lang: on_the_page(row[f"decide_{lang}"], lang) for lang in LANGS}
    table, columns = row["table"], row["columns"].split()
    fields = []
    for column in columns:
        cells = row_of(tables[table], row["key"]) if table else row_of(tables["descriptor"], column)
        value = (cells[column] if table else "") if cells else ""
        if value == DRAFTED_CODE:
            continue  # it follows from the name
        own = {lang: sentence("desk", f"field.{column}", lang) for lang in LANGS} if not table else {}
        titles = _titles(data, table, column) if table else own
        if cells and column.startswith("name_"):
            titles = {
                lang: sentence("desk", "of", lang, name=cells["name_zh"], what=titles[lang]) for lang in LANGS
            }
        fields.append({"column": column, "value": value, "title": titles})
    return {
        "title": words,
        "fields": fields,
        "table": table if not columns else "",
        "decided": row["decided"],
        "about": row["key"],
    }


def _titles(data: Data, table: str, column: str) -> dict[str, str]:
    resource: Json = next((each for each in data.descriptor["resources"] if each["name"] == table), {})
    fields = resource.get("schema", {}).get("fields", ())
    field: Json = next((each for each in fields if each["name"] == column), {})
    return {"zh": str(field.get("fq:titleZh", column)), "en": str(field.get("title", column))}


def _name(row: Row, lang: str) -> str:
    return row[f"name_{lang}"] or row[f"title_{lang}"] or row.key
