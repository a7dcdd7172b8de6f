"""One statistic as the site shows it: its row in the explorer, and what opens under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from ..lang import Lang, texts
from ..plot.frames import SIGNS
from ..tabular.csv import Row
from ..tabular.dataset import Data
from .text import anchor, definitions, link, listed

# The column of `statistics` behind each filter; a choice's label is in `<column>_zh` and `<column>_en`.
FILTERS: Mapping[str, str] = {
    **{"theme": "theme_id", "period": "period", "status": "status"},
    **{"measure": "measure", "area": "area_id"},
}


def choices(data: Data, lang: Lang) -> dict[str, dict[str, str]]:
    """For each filter, the codes that occur with their labels, in the order of the report."""
    made: dict[str, dict[str, str]] = {name: {} for name in FILTERS}
    for row in data.rows("statistics"):
        for name, column in FILTERS.items():
            made[name].setdefault(row[column], row[f"{name}_{lang}"] or row[column])
    made["period"] = dict(sorted(made["period"].items()))
    return made


def table_row(row: Row, lang: Lang) -> str:
    """A row of the explorer's table."""
    both = " ".join(row[each] for each in ("indicator_zh", "indicator_en", "printed", "note_zh", "note_en"))
    codes = "".join(f' data-{name}="{escape(row[column])}"' for name, column in FILTERS.items())
    unit = f' <span class="fq-unit">{escape(row[f"unit_{lang}"])}</span>' if row[f"unit_{lang}"] else ""
    value = escape(shown(row, lang))
    if not row["value"] and lang != "zh":  # the words of the report, which is in Chinese
        value = f'<span lang="zh">{value}</span>'
    name = escape(row[f"indicator_{lang}"])
    rest = "".join(
        f'<td class="fq-{each}">{escape(row[f"{each}_{lang}"] or row[FILTERS[each]])}</td>'
        for each in ("period", "status", "measure", "area", "theme")
    )
    cells = (
        f'<td data-search="{escape(both)} {escape(row.key)}" data-order="{name}">'
        f'<button type="button" class="fq-open" aria-expanded="false">{name}</button></td>'
        f'<td data-order="{escape(row["base_value"] or row["value"])}">{value}{unit}</td>{rest}'
    )
    return f'<tr data-id="{escape(row.key)}"{codes}>{cells}</tr>'


def shown(row: Row, lang: Lang) -> str:
    """The value with its qualifier; in words where no number is printed.

    >>> shown(Row("statistics", 2, "a", {"value": "10", "qualifier": "at_least"}), "en")
    '≥ 10'
    """
    if not row["value"]:
        return row["printed"]
    sign = SIGNS.get(row["qualifier"])
    return f"{sign if sign is not None else row[f'qualifier_{lang}'] + ' '}{row['value'].replace('-', '−')}"


def details(row: Row, data: Data, lang: Lang) -> str:
    """What opens under a row: definition, relations, derived values, decisions, known issues, place."""
    pairs = (pair for part in (_meaning, _links, _judgements, _place) for pair in part(row, data, lang))
    return definitions(pairs, lang)


def _meaning(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    indicator = data.row("indicators", row["indicator_id"])
    if indicator is not None:
        yield "definition", escape(indicator[f"definition_{lang}"])
        yield "counted", escape(indicator[f"counted_{lang}"])
        for column in ("nature", "direction"):
            yield column, escape(_label(data, "indicators", column, indicator[column], lang))
        yield "definition_source", _source(indicator, data, lang)
        yield "comparability", escape(indicator[f"comparability_{lang}"])
    yield "printed", escape(row["printed"])
    if row["base_value"] and row["base_value"] != row["value"]:
        yield "base", f"{escape(_grouped(row['base_value']))} {escape(row[f'base_unit_{lang}'])}"
    yield "qualifier", escape(row[f"qualifier_{lang}"]) if row["qualifier"] != "exact" else ""
    yield "rank_scope", escape(row[f"rank_scope_{lang}"])
    yield "note", escape(row[f"note_{lang}"])


def _source(indicator: Row, data: Data, lang: Lang) -> str:
    """Where a definition is from, as HTML: the scheme, the document as a link, its vintage and the status."""
    words = texts("site", lang)
    scheme, title = (escape(indicator[f"definition_{name}_{lang}"]) for name in ("scheme", "title"))
    url = indicator["definition_url"]
    if url.startswith(("https://", "http://")):
        title = f'<a href="{escape(url)}">{title or escape(url)}</a>'
    status = _label(data, "indicators", "definition_status", indicator["definition_status"], lang)
    how = words["comma"].join(filter(None, (indicator["definition_vintage"], status)))
    named = words["comma"].join(filter(None, (scheme, title)))
    return f"{named}{words['open']}{escape(how)}{words['close']}" if named else escape(how)


def _links(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    words = texts("site", lang)
    found = []
    for relation in data.rows("relations"):
        ends = (relation["from_observation_id"], relation["to_observation_id"])
        if row.key not in ends:
            continue
        pattern, other = ("from_it", ends[1]) if ends[0] == row.key else ("to_it", ends[0])
        kind = _label(data, "relations", "kind", relation["kind"], lang)
        sentence = escape(words[pattern]).format(kind=escape(kind), other=_other(other, data, lang))
        note = relation[f"note_{lang}"]
        found.append(sentence + (f"{words['open']}{escape(note)}{words['close']}" if note else ""))
    yield "relations", listed(found)
    used = [each for each in data.rows("derived") if row.key in each["input_observation_ids"].split()]
    yield "derived", listed(_derived(each, row, lang) for each in used)


def _derived(row: Row, statistic: Row, lang: Lang) -> str:
    """A derived value under one of its inputs, and its subject where that is not the input's indicator."""
    words = texts("site", lang)
    about = row[f"about_{lang}"]
    name = row[f"formula_{lang}"]
    if about != statistic[f"indicator_{lang}"]:
        name += f"{words['comma']}{about}"
    name = f"{escape(name)}{words['colon']}"
    if row[f"refusal_{lang}"]:
        return f"{name}{escape(row[f'refusal_{lang}'])}"
    value, low, high = (row[each].replace("-", "−") for each in ("value", "low", "high"))
    ends = words["interval" if low and high else "least" if low else "greatest"].format(low=low, high=high)
    between = f"{words['comma']}{escape(ends)}" if low or high else ""
    return f"{name}{escape(value)}{escape(_unit(row[f'unit_{lang}'], lang))}{between}"


def _judgements(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    colon = texts("site", lang)["colon"]
    rulings = [
        link(f"rulings.html#{anchor(each.key)}", each[f"question_{lang}"])
        + " "
        + escape(each[f"ruling_{lang}"])
        for each in data.rows("rulings")
        if row.key in each["observation_ids"].split()
    ]
    known = [
        link(f"discrepancies.html#{anchor(each.key)}", each["rule_code"])
        + colon
        + escape(each[f"reason_{lang}"])
        for each in data.rows("discrepancies")
        if each["key"] == row.key
    ]
    yield "rulings_of", listed(rulings)
    yield "discrepancies_of", listed(known)


def _place(row: Row, data: Data, lang: Lang) -> Iterator[tuple[str, str]]:
    words = texts("site", lang)
    passage = data.groups("passages", "source_id", "paragraph").get((row["source_id"], row["paragraph"]))
    report = data.row("sources", row["source_id"])
    parts = [f"{report[f'title_{lang}']}{words['open']}{report['issued']}{words['close']}"] if report else []
    if passage:
        part = _label(data, "passages", "part", passage[0]["part"], lang)
        parts.append(words["part"].format(part=part))
    if row["section"]:
        parts.append(words["section"].format(section=row["section"]))
    parts.append(words["paragraph"].format(paragraph=row["paragraph"]))
    parts.append(words["characters"].format(start=row["start"], end=row["end"]))
    yield "place", escape(words["comma"].join(parts))
    yield "identifier", f'<a href="#open={escape(row.key)}"><code>{escape(row.key)}</code></a>'


def _other(key: str, data: Data, lang: Lang) -> str:
    row = data.row("statistics", key)
    return escape(key) if row is None else link(f"#open={key}", named(row, lang))


def named(row: Row, lang: Lang) -> str:
    """A statistic in a few words: what, how much, when.

    >>> cells = {"indicator_en": "Exports", "value": "13.0", "unit_en": "100 million yuan"}
    >>> named(Row("statistics", 2, "a", {**cells, "qualifier": "exact", "period": "2022"}), "en")
    'Exports, 13.0 (100 million yuan), 2022'
    """
    comma = texts("site", lang)["comma"]
    amount = f"{shown(row, lang)}{_unit(row[f'unit_{lang}'], lang)}"
    return comma.join((row[f"indicator_{lang}"], amount, row["period"]))


def _unit(name: str, lang: Lang) -> str:
    """A unit after its number: English names of units begin with numbers of their own."""
    if not name or lang == "zh" or name == "%":
        return f" {name}" if name else ""
    return f" ({name})"


def _label(data: Data, table: str, column: str, code: str, lang: Lang) -> str:
    category = data.codes(table, column).get(code, {})
    return str(category.get("label" if lang == "en" else "fq:labelZh", code))


def _grouped(number: str) -> str:
    whole, _, rest = number.partition(".")
    return f"{int(whole):,}{'.' + rest if rest else ''}".replace("-", "−")
