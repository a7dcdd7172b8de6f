"""The page of one statistic: what it means, where it is printed, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from ..datapackage.files import csv_line
from ..lang import texts
from ..tabular.csv import Row
from .citation import written
from .drawing import Chart, drawings
from .edition import Edition, web
from .indicators import Indicator, address, indicators
from .numbers import amount, derived_amount, joined, phrase, strives
from .page import Page
from .statistic_charts import statistic_charts
from .table import place
from .text import grouped

#: The mark without which a spreadsheet reads Chinese text as GBK.
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts: its label, its text, what is said beside it, and an address where it leads
    somewhere.
    """

    label: str
    text: str
    beside: str = ""
    address: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What belongs to the statistics of a package, found once for all pages."""

    of: Mapping[str, Indicator]
    derived: Mapping[str, Sequence[Row]]
    rulings: Mapping[str, Sequence[Row]]
    issues: Mapping[str, Sequence[Row]]
    relations: Mapping[str, Sequence[Row]]
    promised: Mapping[str, Sequence[Row]] = field(default_factory=dict)


def neighbours(edition: Edition) -> Neighbours:
    """What belongs to each statistic, by its identifier."""
    data = edition.data

    def by(table: str, *columns: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in data.rows(table):
            for key in dict.fromkeys(key for column in columns for key in row[column].split()):
                found.setdefault(key, []).append(row)
        return found

    return Neighbours(
        {row.key: each for each in indicators(edition) for row in each.rows},
        by("derived", "input_observation_ids"),
        by("rulings", "observation_ids"),
        by("discrepancies", "key"),
        by("relations", "from_observation_id", "to_observation_id"),
        by("commitments", "observation_id"),
    )


def statistics(edition: Edition, citations: Mapping[str, tuple[str, str]]) -> Iterator[Page]:
    """A page for each statistic, with the one before and the one after it."""
    rows, near = edition.data.rows("statistics"), neighbours(edition)
    for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        yield _page(row, before, after, near, edition, citations.get(row.key, ("", "")))


def _page(
    row: Row,
    before: Row | None,
    after: Row | None,
    near: Neighbours,
    edition: Edition,
    cited: tuple[str, str],
) -> Page:
    name = _heading(row, edition)
    values = {
        "row": row,
        "heading": name,
        "other_name_of_row": row["indicator_en" if edition.lang == "zh" else "indicator_zh"],
        "amount": amount(row, edition),
        "wording": edition.say("strives") if strives(row, edition) else "",
        "about": _about(row, edition),
        "theme": (edition.text(row, "theme"), f"table.html#theme={row['theme_id']}"),
        "facts": list(_facts(row, near, edition)),
        "warning": _warning(row, near, edition),
        "derived": [_derived(each, row, edition) for each in near.derived.get(row.key, ())],
        "charts": [_chart(chart) for chart in statistic_charts(row, near.of[row.key], edition)],
        "relations": list(_relations(row, near, edition)),
        "rulings": [_ruling(each, edition) for each in near.rulings.get(row.key, ())],
        "issues": [_issue(each, edition) for each in near.issues.get(row.key, ())],
        "promised": [edition.text(each, "name") for each in near.promised.get(row.key, ())],
        "place": _place(row, edition),
        "strip": _strip(row, edition),
        "cited": written(cited[0], edition.day),
        "checked": cited[1],
        "before": _near(before, edition),
        "after": _near(after, edition),
    }
    title = edition.say("titled", name=name, value=phrase(row, edition), period=row["period"])
    return Page(address(row.key), "statistic.html", title, values, "table", _summary(row, edition))


def _heading(row: Row, edition: Edition) -> str:
    """The name of the indicator; of a rank, that it is one, where the name is of what is ranked."""
    name = edition.text(row, "indicator")
    indicator = edition.data.row("indicators", row["indicator_id"])
    if row["measure"] == "rank" and indicator and indicator["quantity"] != "rank":
        return edition.say("rank_by", name=edition.within(name))
    return name


def _summary(row: Row, edition: Edition) -> str:
    said = (
        f"{edition.text(row, 'indicator')}{edition.say('colon')}{phrase(row, edition)}{edition.say('stop')}"
    )
    return said + edition.say("space") + edition.say("comma").join(_about(row, edition)) + edition.say("stop")


def _about(row: Row, edition: Edition) -> list[str]:
    """Where, when, whether it is so or is to be, and how it is measured."""
    return [
        edition.text(row, "area"),
        row["period"],
        edition.text(row, "status"),
        edition.text(row, "measure"),
    ]


def _near(row: Row | None, edition: Edition) -> tuple[str, str, str] | None:
    if row is None:
        return None
    return edition.text(row, "indicator"), amount(row, edition).whole, address(row.key)


def _facts(row: Row, near: Neighbours, edition: Edition) -> Iterator[Fact]:
    say, text = edition.say, edition.text
    qualifier = row["qualifier"] not in ("", "exact") and row["qualifier"]
    qualifier = edition.label("observations", "qualifier", qualifier) if qualifier else ""
    yield Fact(say("printed"), say("quoted", text=row["printed"]), qualifier, lang="zh")
    if row["base_value"] and row["base_value"] != row["value"]:
        yield Fact(say("base"), joined(grouped(row["base_value"], edition.lang), text(row, "base_unit")))
    group = near.of[row.key]
    for label, others in (("level", group.actual), ("growth_of", group.growth), ("", group.aims)):
        for other in others:
            if other.key != row.key:
                called = say(label) if label else text(other, "status")
                year = edition.dated(called, other["period"])
                yield Fact(year, phrase(other, edition), text(other, "note"), address(other.key))
    yield Fact(say("rank_scope"), text(row, "rank_scope"))
    indicator = edition.data.row("indicators", row["indicator_id"])
    yield Fact(say("area"), f"{text(row, 'area')}{say('open')}{row['area_id']}{say('close')}")
    if indicator:
        source = _definition(indicator, edition)
        url = web(indicator["definition_url"])
        yield Fact(say("definition"), text(indicator, "definition"))
        yield Fact(say("definition_source"), source, address=url)
        yield Fact(say("comparability"), text(indicator, "comparability"))
        yield Fact(say("counted"), text(indicator, "counted"))
        for column in ("nature", "direction"):
            if indicator[column] not in ("not_applicable", "none"):
                yield Fact(say(column), edition.meaning("indicators", column, indicator[column]))
    if row["value"]:  # what is printed in words has its note under them
        yield Fact(say("note"), text(row, "note"))


def _definition(indicator: Row, edition: Edition) -> str:
    """Where a definition is from: the scheme, or else the document, with its vintage and how far it was
    compared; without either, what it follows.
    """
    say = edition.say
    title = edition.text(indicator, "definition_scheme") or edition.text(indicator, "definition_title")
    status = indicator["definition_status"]
    if not title:
        return edition.meaning("indicators", "definition_status", status)
    compared = edition.within(edition.label("indicators", "definition_status", status))
    how = say("comma").join(filter(None, (indicator["definition_vintage"], compared)))
    return f"{title}{say('open')}{how}{say('close')}"


def _warning(row: Row, near: Neighbours, edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """What must not be added: the total that a value is in, its parts, what it may overlap; what matters
    most first, and only that is a box.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for relation in near.relations.get(row.key, ()):
        ends = relation["from_observation_id"], relation["to_observation_id"]
        other = edition.data.row("statistics", ends[1] if ends[0] == row.key else ends[0])
        if other is None or relation["kind"] not in ("part_of", "may_overlap"):
            continue
        way = relation["kind"] if relation["kind"] == "may_overlap" or ends[0] == row.key else "has_part"
        value = f"{edition.say('open')}{amount(other, edition).whole}{edition.say('close')}"
        shown = f"{edition.text(other, 'indicator')}{value}"
        found.setdefault(way, []).append((shown, address(other.key)))
    return [
        (edition.say(f"warn_{way}"), found[way])
        for way in ("part_of", "has_part", "may_overlap")
        if way in found
    ]


def _relations(row: Row, near: Neighbours, edition: Edition) -> Iterator[Fact]:
    for relation in near.relations.get(row.key, ()):
        start = relation["from_observation_id"] == row.key
        key = relation["to_observation_id" if start else "from_observation_id"]
        other = edition.data.row("statistics", key)
        said = f"relation.{relation['kind']}.{'of' if start else 'has'}"
        text = named(other, edition) if other else key
        yield Fact(edition.say(said), text, edition.text(relation, "note"), address(key) if other else "")


def _derived(each: Row, row: Row, edition: Edition) -> dict[str, str]:
    """A derived value under one of its inputs, with its subject where that is not the input's indicator."""
    about = edition.text(each, "about")
    name = edition.say("in_year", name=edition.text(each, "formula"), year=each["period"])
    if about != edition.text(row, "indicator"):
        name = edition.say("of", what=name, about=about)
    (value, low, high), unit = derived_amount(each, edition)
    return {
        "value": value,
        "interval": edition.say("range").join((low, high))
        if low and high
        else _open_interval(low, high, edition),
        "name": name,
        "unit": joined("", unit),
        "refusal": edition.text(each, "refusal"),
        "formula": _formula(each, edition),
    }


def _open_interval(low: str, high: str, edition: Edition) -> str:
    if low or high:
        return edition.say(f"qualified.{'at_least' if low else 'at_most'}", value=low or high)
    return ""


def _formula(each: Row, edition: Edition) -> str:
    """The formula in words and with its numbers; one without words as the descriptor has it."""
    key = f"formula.{each['formula']}"
    if key not in texts("site", edition.lang):
        code = edition.data.codes("derived", "formula").get(each["formula"], {})
        return str(code.get("fq:expression", ""))
    words, numbers = edition.say(key), f"{key}.numbers"
    inputs = [edition.data.row("statistics", id) for id in each["input_observation_ids"].split()]
    if each["refusal_en"] or not all(inputs) or numbers not in texts("site", edition.lang):
        return words
    shown = (amount(row, edition).whole.removeprefix("+") for row in inputs if row)
    filled = edition.say(numbers, **dict(zip(("one", "two"), shown, strict=False)))
    return f"{words}{edition.say('colon')}{filled}"


def _chart(chart: Chart) -> dict[str, object]:
    """A chart with what it shows as a table, and that as a CSV that is in the page."""
    bars = [bar for block in chart.blocks for bar in block.bars]
    rows = [(bar.label, f"{bar.value:.15g}", bar.text, bar.note) for bar in bars]
    text = "".join(csv_line(row) for row in (("name", "value", "shown", "note"), *rows))
    return {
        "drawings": drawings(chart, "../"),
        "alternative": chart.alternative,
        "bars": bars,
        "csv": f"data:text/csv;charset=utf-8,{quote(_BOM + text)}",
    }


def _ruling(each: Row, edition: Edition) -> dict[str, str]:
    made = {name: edition.text(each, name) for name in ("question", "ruling", "alternatives")}
    return {**made, "address": f"rulings.html#{each.key}"}


def _issue(each: Row, edition: Edition) -> dict[str, str]:
    return {
        "reason": edition.text(each, "reason"),
        "code": each["rule_code"],
        "address": f"discrepancies.html#{each.key}",
        "rule": f"rules/{each['rule_code']}.html",
    }


def _place(row: Row, edition: Edition) -> dict[str, str]:
    data, say = edition.data, edition.say
    passage = data.groups("passages", "source_id", "paragraph").get((row["source_id"], row["paragraph"]))
    report = data.row("sources", row["source_id"])
    parts = [edition.part(passage[0]["part"], report)] if passage and report else []
    if row["section"]:
        parts.append(say("section", section=row["section"]))
    parts.append(say("paragraph", paragraph=row["paragraph"]))
    parts.append(say("characters", start=row["start"], end=row["end"]))
    return {
        "text": say("comma").join(parts),
        "report": f"{edition.text(report, 'title')}{say('open')}{edition.date(report['issued'])}{say('close')}"
        if report
        else "",
        "url": web(report["url"]) if report else "",
        "address": f"report.html#{place(row['source_id'], row['paragraph'], edition)}",
    }


def _strip(row: Row, edition: Edition) -> list[dict[str, object]]:
    """The numbers of the paragraph in their order, each with its page or the reason why it has none."""
    data = edition.data
    figures = data.groups("figures", "source_id", "paragraph").get((row["source_id"], row["paragraph"]), ())
    statistics = data.groups("statistics", "source_id", "paragraph", "start")
    made = []
    for figure in figures:
        found = statistics.get((figure["source_id"], figure["paragraph"], figure["start"]), ())
        ids = [each.key for each in found]
        reason = edition.label("figures", "disposition", figure["disposition"])
        made.append(
            {
                "printed": figure["printed"],
                "address": address(row.key if row.key in ids else ids[0]) if ids else "",
                "current": row.key in ids,
                "reason": "" if ids else reason,
                "characters": edition.say("characters", start=figure["start"], end=figure["end"]),
            }
        )
    return made


def named(row: Row, edition: Edition) -> str:
    """A statistic in a few words: what, how much, when.

    >>> from fengqiao_open.datapackage.package import shipped
    >>> from fengqiao_open.site.build import edition_of
    >>> made = edition_of(shipped(), "en")
    >>> named(made.data.row("statistics", "fengqiao-2023-p10-11"), made).replace("\\xa0", " ")
    'Total value of exports, 1.3 billion yuan, 2022'
    """
    parts = (edition.text(row, "indicator"), phrase(row, edition), row["period"])
    return edition.say("comma").join(parts)


def record(row: Row, edition: Edition) -> dict[str, object]:
    """A statistic as JSON: its cells as in the table, and the values derived from it."""
    derived = [
        {name: each[name] for name in ("derived_id", "formula", "value", "low", "high", "unit_id", "period")}
        for each in edition.data.rows("derived")
        if row.key in each["input_observation_ids"].split()
    ]
    return {**row.cells, "derived": derived}
