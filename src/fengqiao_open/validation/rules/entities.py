"""Rules on entities: projects, awards and commitments agree with what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .registry import rule

STAGES = ("planned", "landed", "started", "under_construction", "completed", "in_use")
# Words that name a level in Chinese administration, in the order in which they bind.
LEVEL_WORDS = {
    "national": re.compile("全国|国家|中央|央视"),
    "provincial": re.compile("省级|全省|省首批|^省|省[^份]{0,6}(?:案例|名单|实施库)"),
    "municipal": re.compile("市级|全市"),
    "district": re.compile("区级|全区|区长|^区"),
}
AREA_LEVELS = {"province": "provincial", "prefecture": "municipal", "county": "district", "town": "town"}
# What a deadline in words says: the last month and day.
DEADLINES = {
    "上半年": (6, 30),
    "年底": (12, 31),
    "年内": (12, 31),
    "全年": (12, 31),
    "当年度": (12, 31),
    "下半年": (12, 31),
}
ROLE_QUANTITIES = {"funding": ("money",), "member": ("count",), "quantity": ("count", "length", "area")}


@rule("FQ-R20", "commitments")
def quantified_promises_have_their_number(data: Data) -> Iterator[Finding]:
    """A promise called quantified without a statistic, or with one and not called so; or general that names a thing."""
    for row in data.rows("commitments"):
        if (row["specificity"] == "quantified") != bool(row["observation_id"]):
            yield row.finding(
                "FQ-R20", "specificity" if row["observation_id"] else "observation_id",
                problem_en=f"{row['specificity']}, statistic “{row['observation_id']}”.",
                problem_zh=f"{row['specificity']}，统计数“{row['observation_id']}”。",
            )  # fmt: skip
        elif row["specificity"] == "general" and (row["project_id"] or row["organisation_id"]):
            named = row["project_id"] or row["organisation_id"]
            yield row.finding(
                "FQ-R20", "specificity",
                problem_en=f"general, though it names {named}.", problem_zh=f"general，却指明 {named}。",
            )  # fmt: skip


@rule("FQ-R21", "commitments", "observations", "projects", "project_stages", whole=True)
def plans_have_their_promise(data: Data) -> Iterator[Finding]:
    """A goal, or a stage planned for a project, that no promise takes up; only once a report's promises are entered."""
    if not data.rows("commitments"):
        return
    promised = data.groups("commitments", "observation_id")
    ahead: dict[str, list[Row]] = {}
    for row in data.rows("observations"):
        if row["status"] != "actual":
            ahead.setdefault(_paragraph(row), []).append(row)
    for row in data.rows("observations"):
        beside = promised.get((row.key,), [])
        if row["status"] == "actual" or len(beside) == 1:
            continue
        here = ahead[_paragraph(row)]
        without = [other.key for other in here if (other.key,) not in promised]
        # Any of several promises of one goal may be the one that was meant for a goal without.
        for promise in beside:
            hint_en = f" for {row.key}, and none for {', '.join(without)}" if without else ""
            hint_zh = f"对应 {row.key}，而 {'、'.join(without)} 没有" if without else ""
            yield promise.finding(
                "FQ-R21", "observation_id", *beside, number=len(beside), others_en=hint_en, others_zh=hint_zh
            )
        if not beside and all(len(promised.get((other.key,), [])) < 2 for other in here):
            yield row.finding("FQ-R21", "status", *here, number=0, others="")
    projects = data.groups("commitments", "project_id")
    for row in data.rows("project_stages"):
        if row["status"] == "planned" and (row["project_id"],) not in projects:
            yield row.finding("FQ-R21", "project_id", number=0, others="")


def _paragraph(row: Row) -> str:
    return row["figure_id"].rpartition("-c")[0]


@rule("FQ-R22", "awards", "areas", whole=("areas",))
def levels_agree_with_names(data: Data) -> Iterator[Finding]:
    """An honour whose level is none of those that its name and its giver name."""
    places = {
        re.sub("[省市区镇]$", "", row["name_zh"]): AREA_LEVELS[row["type"]]
        for row in data.rows("areas")
        if row["type"] in AREA_LEVELS
    }
    for row in data.rows("awards"):
        words = f"{row['name_zh']} {row['giver_zh']}"
        named = {
            level
            for level, pattern in LEVEL_WORDS.items()
            if any(pattern.search(word) for word in words.split())
        }
        named |= {level for place, level in places.items() if level != "town" and place in words}
        if named and row["level"] not in named:
            yield row.finding(
                "FQ-R22", "level", value=row["level"], wanted=", ".join(sorted(named)), name=words.strip()
            )


@rule("FQ-R23", "project_stages")
def stages_move_forward(data: Data) -> Iterator[Finding]:
    """A project that a later year finds at an earlier stage."""
    for rows in data.groups("project_stages", "project_id").values():
        furthest: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: row["period"]):
            before = [stage for period, stage in furthest.items() if period < row["period"]]
            place = STAGES.index(row["stage"])
            # Building may go on for years; only what is finished cannot begin again.
            if before and place < max(before) and max(before) >= STAGES.index("completed"):
                yield row.finding("FQ-R23", "stage", value=row["stage"], wanted=STAGES[max(before)])
            furthest[row["period"]] = max(place, furthest.get(row["period"], 0))


@rule("FQ-R24", "project_stages", "awards", "commitments", "passages", "sources")
def named_things_stand_in_their_part(data: Data) -> Iterator[Finding]:
    """A stage, honour or promise whose year or paragraph is not that of its part of the report."""
    for table, column in (("project_stages", "period"), ("awards", "year"), ("commitments", "")):
        for row in data.rows(table):
            passage = data.row("passages", row["passage_id"])
            source = data.row("sources", passage["source_id"]) if passage else None
            if passage is None or source is None:
                continue
            ahead = row["status"] == "planned" or table == "commitments"
            year, part = (source["plan_year"], "plan") if ahead else (source["review_year"], "review")
            if passage["part"] != part or (column and row[column] != year):
                elsewhere, otherwise = passage["part"] != part, bool(column) and row[column] != year
                where = (
                    "status"
                    if row["status"] and elsewhere and otherwise
                    else "passage_id"
                    if elsewhere
                    else column
                )
                yield row.finding(
                    "FQ-R24", where, problem=row[where],
                    wanted_en=f"{year}, in the part “{part}”", wanted_zh=f"{year}年，“{part}”部分",
                )  # fmt: skip


@rule("FQ-R25", "project_observations", "observations", "indicators", "projects", "passages")
def statistics_of_projects_fit_their_role(data: Data) -> Iterator[Finding]:
    """Funding that is no money, a member of something that is not counted."""
    for row in data.rows("project_observations"):
        observation = data.row("observations", row["observation_id"])
        indicator = data.row("indicators", observation["indicator_id"]) if observation else None
        if indicator is not None and indicator["quantity"] not in ROLE_QUANTITIES[row["role"]]:
            yield row.finding(
                "FQ-R25",
                "role",
                value=row["role"],
                quantity=indicator["quantity"],
                wanted=", ".join(ROLE_QUANTITIES[row["role"]]),
            )


@rule("FQ-R26", "commitments", "observations", "indicators", "passages")
def promises_agree_with_their_statistic(data: Data) -> Iterator[Finding]:
    """A promise whose paragraph, place or theme is not that of its statistic."""
    for row in data.rows("commitments"):
        observation = data.row("observations", row["observation_id"])
        indicator = data.row("indicators", observation["indicator_id"]) if observation else None
        if observation is None or indicator is None:
            continue
        pairs = (
            ("passage_id", row["passage_id"], observation["figure_id"].rpartition("-c")[0]),
            ("area_id", row["area_id"], observation["area_id"]),
            ("theme_id", row["theme_id"], indicator["theme_id"]),
        )
        for column, cell, wanted in pairs:
            if cell != wanted:
                yield row.finding("FQ-R26", column, value=cell, wanted=wanted)


@rule("FQ-R27", "commitments", "passages", "sources")
def deadlines_are_as_printed(data: Data) -> Iterator[Finding]:
    """A deadline in words without its date, or a date that the words do not say."""
    for row in data.rows("commitments"):
        passage = data.row("passages", row["passage_id"])
        source = data.row("sources", passage["source_id"]) if passage else None
        wanted = _deadline(row["deadline_printed"], source) if source else row["deadline"]
        if row["deadline"] != wanted:
            yield row.finding(
                "FQ-R27",
                "deadline",
                value=row["deadline"] or "-",
                wanted=wanted or "-",
                printed=row["deadline_printed"] or "-",
            )


def _deadline(printed: str, source: Row) -> str:
    for word, (month, day) in DEADLINES.items():
        if word in printed:
            return date(int(source["plan_year"]), month, day).isoformat()
    return ""


@rule(
    "FQ-R28", "projects", "organisations", "awards", "commitments", "project_stages", "passages", whole=True
)
def first_mentions_come_first(data: Data) -> Iterator[Finding]:
    """A project or organisation that is linked in a paragraph before the one said to name it first."""
    order = {row.key: (row["source_id"], int(row["paragraph"])) for row in data.rows("passages")}
    for table, column, users in (
        ("projects", "project_id", ("project_stages", "commitments")),
        ("organisations", "organisation_id", ("projects", "awards", "commitments")),
    ):
        for user in users:
            for row in data.rows(user):
                named = data.row(table, row[column])
                if named is None or named["passage_id"] not in order or row["passage_id"] not in order:
                    continue
                first, here = order[named["passage_id"]], order[row["passage_id"]]
                if first[0] == here[0] and here[1] < first[1]:
                    yield named.finding(
                        "FQ-R28", "passage_id", row, value=named["passage_id"], wanted=row["passage_id"]
                    )


@rule("FQ-R29", "commitments", "projects")
def promises_agree_with_their_project(data: Data) -> Iterator[Finding]:
    """A promise about a project that gives another place or organisation than the project does."""
    for row in data.rows("commitments"):
        project = data.row("projects", row["project_id"])
        for column in ("area_id", "organisation_id") if project else ():
            if project and row[column] != project[column] and (column == "area_id" or project[column]):
                yield row.finding("FQ-R29", column, value=row[column] or "-", wanted=project[column] or "-")


_KIND_WORDS = {"claim": re.compile("首个|首家|首位|唯一|率先"), "shortlist": re.compile("入围")}


@rule("FQ-R30", "awards")
def kinds_of_honours_fit_their_words(data: Data) -> Iterator[Finding]:
    """A claim to be first or a shortlist that is not called so, or something else that is."""
    for row in data.rows("awards"):
        words = {"claim": row["name_zh"], "shortlist": f"{row['name_zh']} {row['note_zh']}"}
        for kind, pattern in _KIND_WORDS.items():
            if bool(pattern.search(words[kind])) != (row["kind"] == kind):
                yield row.finding("FQ-R30", "kind", value=row["kind"], name=words[kind].strip(), wanted=kind)
