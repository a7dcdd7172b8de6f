"""The report of a made town, and the tables of its package that are kept by hand.

The text is made only to be hashed and to give each number its place; the sentences are none of a real report.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from random import Random

from made_places import Record, Town, areas, split, words
from made_statistics import Statistic, statistics, units
from made_works import Project, Works, works
from made_writer import Tables, Writer

from fengqiao_open.datapackage.package import shipped
from fengqiao_open.indicators.catalogue import records
from fengqiao_open.indicators.rows import table_rows

#: Statistics in one paragraph.
_MOST = 9
_OVERLAPS, _RULINGS, _ASIDES = 10, (10, 50), 4
_NUMERALS = "一二三四五六七八九十"


def tables(town: Town) -> Tables:
    """The tables of a town that are kept by hand, each with its rows."""
    draw = Random(f"{town.seed}/report")
    writer = Writer(town, draw)
    found, made = statistics(town), works(town)
    phrases = words()["phrases"]
    issued = date(town.plan_year, draw.randint(1, 3), draw.randint(1, 28))
    years = {"plan": town.plan_year, "review": town.plan_year - 1, "month": issued.month, "day": issued.day}
    writer.say(phrases["title"], town=town.place.name_zh)
    writer.end()
    for line in phrases["front"]:
        writer.say(line, town=town.place.name_zh, **years)
        if "{town}" in line:
            writer.mention(made.bodies[0])
        writer.end()
    for part, goal in (("review", False), ("plan", True)):
        writer.part, writer.section = part, ""
        writer.say(phrases[part], **years)
        writer.end()
        some = [each for each in found if (each.status != "actual") == goal]
        _sections(writer, some, made, number=1 + goal)
    writer.part, writer.section = "government", ""
    for line in (*phrases["government"], phrases["end"]):
        writer.say(line)
        writer.end()
    _of_observations(writer)
    writer.row("sources", **_source(writer, issued))
    made_tables = writer.tables | _lists(writer)
    return {name: made_tables.get(name, []) for name in shipped().tables}


def _sections(writer: Writer, some: Sequence[Statistic], made: Works, number: int) -> None:
    """The sections of a part; each begins with its heading."""
    for at, (title, themes) in enumerate(words()["themes"].items()):
        writer.section = f"{number}.{at}" if title else ""
        if title:
            writer.say(f"[({_NUMERALS[at - 1]})/heading]{title}{'回顾' if number == 1 else '安排'}")
            writer.end()
        for theme in themes:
            own = [each for each in some if each.choice.indicator["theme_id"] == theme]
            (_review if writer.part == "review" else _plan)(writer, theme, own, made)


def _review(writer: Writer, theme: str, some: Sequence[Statistic], made: Works) -> None:
    """What was done about one theme: statistics, projects and awards, in paragraphs."""
    for group in _grouped(some):
        for each in group:
            writer.observe(each)
        _aside(writer)
        writer.end(theme)
    bodies = [
        each for each in made.bodies if {"school": "education", "health": "health"}.get(each["type"]) == theme
    ]
    projects = [each for each in made.projects if each.theme == theme and each.now]
    awards = made.awards if theme == words()["themes"]["经济运行"][0] else ()
    for body in bodies:
        writer.say(body["name_zh"] + "办学办医有序。")
        writer.mention(body)
    for project in projects:
        _name(writer, project)
        _stage(writer, project, project.now, "actual")
    for award in awards:
        writer.say(f"{award.row['recipient_zh']}获评{award.row['name_zh']}。")
        if award.organisation:
            writer.mention(award.organisation)
        writer.row("awards", **award.row, passage_id=writer.passage_id, year=str(writer.town.plan_year - 1))
    if bodies or projects or awards:
        _aside(writer)
        writer.end(theme if some else "")


def _plan(writer: Writer, theme: str, some: Sequence[Statistic], made: Works) -> None:
    """What is to be done about one theme: each goal and each project that is planned is a commitment."""
    things = [each for each in made.things if each[3] == theme]
    projects = [each for each in made.projects if each.theme == theme and each.ahead]
    for each in some:
        key = writer.observe(each)
        indicator = each.choice.indicator
        said = {"growth": f"up by at least {each.value} per cent", "level": f"{each.value} planned"}[
            each.measure
        ]
        names = {"name_zh": indicator["name_zh"] + each.printed, "name_en": f"{indicator['name_en']}: {said}"}
        _commit(
            writer,
            theme,
            "do",
            **names,
            specificity="quantified",
            area_id=each.place.area_id,
            observation_id=key,
        )
    for project in projects:
        _name(writer, project, project.ahead[0])
        _stage(writer, project, project.ahead[3], "planned")
        names = {
            "name_zh": project.ahead[0] + project.row["name_zh"],
            "name_en": f"{project.ahead[1]} {project.row['name_en']}",
        }
        same = {each: project.row[each] for each in ("area_id", "organisation_id", "project_id", "example")}
        deadline = (
            words()["commitments"]["deadline"]
            if project.ahead[0].startswith(words()["commitments"]["deadline"])
            else ""
        )
        _commit(
            writer,
            theme,
            project.ahead[2],
            **names,
            specificity="named",
            **same,
            deadline_printed=deadline,
            deadline=f"{writer.town.plan_year}-12-31" if deadline else "",
        )
    for zh, en, modality, _ in things:
        writer.say(zh + "。")
        _commit(
            writer,
            theme,
            modality,
            name_zh=zh,
            name_en=en,
            specificity="general",
            area_id=writer.town.place.area_id,
        )
    if some or projects or things:
        _aside(writer)
        writer.end(theme)


def _commit(writer: Writer, theme: str, modality: str, **cells: str) -> None:
    number = len(writer.tables.get("commitments", ()))
    writer.row(
        "commitments",
        **({"example": "false"} | cells),
        commitment_id=f"{writer.town.key}-commitment-{number:03}",
        passage_id=writer.passage_id,
        theme_id=theme,
        modality=modality,
    )


def _name(writer: Writer, project: Project, before: str = "") -> None:
    """Name a project, which has its row from where it is named first."""
    writer.say(f"{before}{project.row['name_zh']}；")
    if project.organisation:
        writer.mention(project.organisation)
    if not (project.now and before):
        writer.row("projects", **project.row, passage_id=writer.passage_id)


def _stage(writer: Writer, project: Project, stage: str, status: str) -> None:
    year = str(writer.town.plan_year - (status == "actual"))
    key = f"{project.row['project_id']}-{year}-{stage.replace('_', '-')}"
    writer.row(
        "project_stages",
        project_stage_id=key,
        project_id=project.row["project_id"],
        period=year,
        stage=stage,
        status=status,
        passage_id=writer.passage_id,
    )


def _aside(writer: Writer) -> None:
    for text in writer.draw.sample(words()["phrases"]["asides"], writer.draw.randint(1, _ASIDES)):
        writer.say(text + "。")


def _grouped(some: Sequence[Statistic]) -> list[Sequence[Statistic]]:
    """Statistics by paragraph; what is said of a level stays with it."""
    groups: list[list[Statistic]] = []
    for each in some:
        apart = each.measure in ("level", "rate", "statement")
        if not groups or (apart and len(groups[-1]) >= _MOST):
            groups.append([])
        groups[-1].append(each)
    return list(groups)


def _of_observations(writer: Writer) -> None:
    """What is said of statistics once they are all written: relations that were ruled, rulings and known issues."""
    town, draw, notes = writer.town, writer.draw, words()["notes"]
    rows, names = (
        writer.tables["observations"],
        {
            row["indicator_id"]: row
            for row in table_rows({row["indicator_id"] for row in writer.tables["observations"]})
        },
    )
    levels: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        if row["measure"] == "level" and row["status"] == "actual":
            indicator = names[row["indicator_id"]]
            levels.setdefault((indicator["theme_id"], indicator["quantity"]), []).append(row)
    linked = {(row["from_observation_id"], row["to_observation_id"]) for row in writer.tables["relations"]}
    pairs = [
        (one["observation_id"], two["observation_id"])
        for group in levels.values()
        for at, one in enumerate(group)
        for two in group[at + 1 :]
    ]
    pairs = [each for each in pairs if each not in linked and each[::-1] not in linked]
    for one, two in draw.sample(pairs, min(_OVERLAPS, len(pairs))):
        writer.relate("may_overlap", one, two, notes["overlap"])
    for number, row in enumerate(each for each in rows if each["measure"] == "rate"):
        zh, en = split(notes["base"])
        indicator = names[row["indicator_id"]]
        writer.row(
            "discrepancies",
            discrepancy_id=f"{town.key}-base-{number:02}",
            rule_code="FQ-R06",
            table="observations",
            key=row["observation_id"],
            field="measure",
            operator="eq",
            expected="rate",
            reason_zh=zh.format(name=indicator["name_zh"]),
            reason_en=en.format(name=indicator["name_en"]),
        )
    asked = [row for row in rows if row["measure"] == "level" and row["status"] == "actual"]
    for number, row in enumerate(draw.sample(asked, min(draw.randint(*_RULINGS), len(asked)))):
        indicator = names[row["indicator_id"]]
        texts = {
            f"{part}_{lang}": text.format(name=indicator[f"name_{lang}"])
            for part, column in (
                ("question", "question"),
                ("ruling", "ruling"),
                ("alternatives", "alternatives"),
            )
            for lang, text in zip(("zh", "en"), split(notes[column]), strict=True)
        }
        writer.row(
            "rulings",
            ruling_id=f"{town.key}-ruling-{number:02}",
            **texts,
            observation_ids=row["observation_id"],
        )


def _source(writer: Writer, issued: date) -> Record:
    place, whole = writer.town.place, "\n".join(writer.whole)
    return {
        "source_id": writer.town.source_id,
        "title_zh": f"{place.name_zh}政府工作报告", "title_en": f"Government Work Report of {place.name_en}",
        "publisher_zh": f"{place.name_zh}人民政府", "publisher_en": f"People's Government of {place.name_en}",
        "area_id": place.area_id, "issued": issued.isoformat(),
        "review_year": str(writer.town.plan_year - 1), "plan_year": str(writer.town.plan_year),
        "paragraphs": str(len(writer.whole)),
        "raw_sha256": sha256(f"{whole}\n".encode()).hexdigest(), "text_sha256": sha256(whole.encode()).hexdigest(),
    }  # fmt: skip


def _lists(writer: Writer) -> Tables:
    """The code lists, each with what is used, and what the report leaves out."""
    rows = writer.tables["observations"]
    used = {row["indicator_id"] for row in rows}
    indicators = table_rows(used)
    themes = {
        row["theme_id"]
        for name in ("indicators", "passages", "commitments")
        for row in (indicators if name == "indicators" else writer.tables[name])
    }
    in_order = [row for row in _shipped_rows("themes") if row["theme_id"] in themes]
    printed = {row["unit_id"] for row in rows} - {""}
    printed |= {units()[key]["base_unit_id"] for key in printed}
    source = writer.town.source_id
    named = ("indicator_id", "name_zh", "name_en")
    absent = [row for row in records() if row["headline"] == "yes" and row["indicator_id"] not in used]
    return {
        "areas": list(areas(writer.town)),
        "indicators": indicators,
        "themes": [{**row, "order": str(at)} for at, row in enumerate(in_order, 1)],
        "units": [row for key, row in units().items() if key in printed],
        "absences": [
            {each: row[each] for each in named}
            | {"absence_id": f"{source}-{row['indicator_id']}", "source_id": source, "confirmed": "not_named"}
            for row in absent
        ],
    }


def _shipped_rows(name: str) -> list[Mapping[str, str]]:
    with shipped().path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
