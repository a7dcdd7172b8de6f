"""Rules on entities: projects, awards and commitments agree with what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ...findings.catalogue import BLANK
from ...findings.report import Finding
from ...tabular.csv import Row
from ...tabular.dataset import Data
from .lexicon import WORDS, pattern, patterns
from .provenance import paragraph
from .registry import rule

STAGES = ("planned", "landed", "started", "under_construction", "in_progress", "completed", "in_use")
_DIVISION_SUFFIX = pattern("division_suffix")
LEVEL_WORDS = patterns("levels")
AREA_LEVELS = {"province": "provincial", "prefecture": "municipal", "county": "district", "town": "town"}
# What a deadline in words says: the last month and day.
DEADLINES: Mapping[str, tuple[int, int]] = WORDS["deadlines"]
ROLE_QUANTITIES = {"funding": ("money",), "member": ("count",), "quantity": ("count", "length", "area")}


@rule("FQ-R20", "commitments")
def quantified_commitments_have_their_number(data: Data) -> Iterator[Finding]:
    """A commitment called quantified without a statistic, or the reverse; or general that names something."""
    for row in data.rows("commitments"):
        if (row["specificity"] == "quantified") != bool(row["observation_id"]):
            column = "specificity" if row["observation_id"] else "observation_id"
            words = {"value": row["specificity"], "statistic": row["observation_id"]}
            yield row.finding("FQ-R20", column, case="statistic", **words)
        elif row["specificity"] == "general" and (row["project_id"] or row["organisation_id"]):
            named = row["project_id"] or row["organisation_id"]
            yield row.finding("FQ-R20", "specificity", case="general", named=named)


@rule("FQ-R21", "commitments", "observations", "projects", "project_stages", needs_complete_tables=True)
def plans_have_their_commitment(data: Data) -> Iterator[Finding]:
    """A target, or a planned stage of a project, without a commitment; only once commitments are entered."""
    if not data.rows("commitments"):
        return
    committed = data.groups("commitments", "observation_id")
    ahead: dict[str, list[Row]] = {}
    for row in data.rows("observations"):
        if row["status"] != "actual":
            ahead.setdefault(paragraph(row), []).append(row)
    for row in data.rows("observations"):
        nearby = committed.get((row.key,), [])
        if row["status"] == "actual" or len(nearby) == 1:
            continue
        here = ahead[paragraph(row)]
        without = [other.key for other in here if (other.key,) not in committed]
        # Any of several commitments of one target may be that of a target without.
        for commitment in nearby:
            words = {"number": len(nearby), "key": row.key, "without": ", ".join(without)}
            case = "others" if without else ""
            yield commitment.finding("FQ-R21", "observation_id", *nearby, case=case, **words)
        if not nearby and all(len(committed.get((other.key,), [])) < 2 for other in here):
            yield row.finding("FQ-R21", "status", *here, number=0)
    projects = data.groups("commitments", "project_id")
    for row in data.rows("project_stages"):
        if row["status"] == "planned" and (row["project_id"],) not in projects:
            yield row.finding("FQ-R21", "project_id", number=0)


@rule("FQ-R22", "awards", "areas", needs_complete_tables=("areas",))
def levels_agree_with_names(data: Data) -> Iterator[Finding]:
    """An award whose level is none of those that its name and its giver name."""
    places = {
        _DIVISION_SUFFIX.sub("", row["name_zh"]): row
        for row in data.rows("areas")
        if row["type"] in AREA_LEVELS and row["type"] != "town"
    }
    for row in data.rows("awards"):
        words = f"{row['name_zh']} {row['giver_zh']}"
        parts = words.split()
        named = {level for level, form in LEVEL_WORDS.items() if any(map(form.search, parts))}
        theirs = [place for name, place in places.items() if name in words]
        named |= {AREA_LEVELS[place["type"]] for place in theirs}
        # The media have a reach, and their praise no level.
        if named and row["level"] not in named and row["kind"] != "media_praise":
            wanted = ", ".join(sorted(named))
            words = words.strip()
            yield row.finding("FQ-R22", "level", *theirs, value=row["level"], wanted=wanted, name=words)


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
def rows_are_in_their_part(data: Data) -> Iterator[Finding]:
    """A stage, award or commitment whose year or paragraph is not that of its part of the report."""
    for table, column in (("project_stages", "period"), ("awards", "year"), ("commitments", "")):
        for row in data.rows(table):
            passage = data.row("passages", row["passage_id"])
            source = data.row("sources", passage["source_id"]) if passage else None
            if passage is None or source is None:
                continue
            ahead = row["status"] == "planned" or table == "commitments"
            year, part = (source["plan_year"], "plan") if ahead else (source["review_year"], "review")
            if passage["part"] != part or (column and row[column] != year):
                where = "passage_id" if passage["part"] != part else column
                if row["status"] and passage["part"] != part and column and row[column] != year:
                    where = "status"
                yield row.finding("FQ-R24", where, value=row[where], year=year, part=part)


@rule("FQ-R25", "project_observations", "observations", "indicators", "projects", "passages")
def statistics_of_projects_fit_their_role(data: Data) -> Iterator[Finding]:
    """Funding that is no money, a member of something that is not counted."""
    for row in data.rows("project_observations"):
        observation = data.row("observations", row["observation_id"])
        indicator = data.row("indicators", observation["indicator_id"]) if observation else None
        if indicator is not None and indicator["quantity"] not in ROLE_QUANTITIES[row["role"]]:
            words = {"value": row["role"], "quantity": indicator["quantity"]}
            wanted = ", ".join(ROLE_QUANTITIES[row["role"]])
            yield row.finding("FQ-R25", "role", **words, wanted=wanted)


@rule("FQ-R50", "project_observations")
def shared_amounts_are_joint(data: Data) -> Iterator[Finding]:
    """An amount for several projects that is not marked joint, or a project that is one of a count and is."""
    shares = data.groups("project_observations", "observation_id", "role")
    for row in data.rows("project_observations"):
        member = row["role"] == "member"
        number = len(shares[(row["observation_id"], row["role"])])
        if row["joint"] == "true" if member else row["joint"] == "false" and number > 1:
            yield row.finding("FQ-R50", "joint", case="member" if member else "", number=number)


@rule("FQ-R26", "commitments", "observations", "indicators", "passages")
def commitments_agree_with_their_statistic(data: Data) -> Iterator[Finding]:
    """A commitment whose paragraph, place or theme is not that of its statistic."""
    for row in data.rows("commitments"):
        observation = data.row("observations", row["observation_id"])
        indicator = data.row("indicators", observation["indicator_id"]) if observation else None
        if observation is None or indicator is None:
            continue
        pairs = (
            ("passage_id", row["passage_id"], paragraph(observation)),
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
            words = {"value": row["deadline"], "wanted": wanted, "printed": row["deadline_printed"]}
            yield row.finding("FQ-R27", "deadline", **{name: word or BLANK for name, word in words.items()})


def _deadline(printed: str, source: Row) -> str:
    for word, (month, day) in DEADLINES.items():
        if word in printed:
            return date(int(source["plan_year"]), month, day).isoformat()
    return ""


_MENTIONED = ("projects", "organisations")
_MENTIONING = ("awards", "commitments", "project_stages", "passages")


@rule("FQ-R28", *_MENTIONED, *_MENTIONING, needs_complete_tables=True)
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
                    words = {"value": named["passage_id"], "wanted": row["passage_id"]}
                    yield named.finding("FQ-R28", "passage_id", row, **words)


@rule("FQ-R29", "commitments", "projects")
def commitments_agree_with_their_project(data: Data) -> Iterator[Finding]:
    """A commitment about a project that gives another place or organisation than the project does."""
    for row in data.rows("commitments"):
        project = data.row("projects", row["project_id"])
        for column in ("area_id", "organisation_id") if project else ():
            if project and row[column] != project[column] and (column == "area_id" or project[column]):
                yield row.finding(
                    "FQ-R29", column, value=row[column] or BLANK, wanted=project[column] or BLANK
                )


_KIND_WORDS = patterns("award_kinds")


@rule("FQ-R30", "awards")
def kinds_of_awards_fit_their_words(data: Data) -> Iterator[Finding]:
    """A claim to be first, a shortlist or media praise that is not called so, or something else that is."""
    for row in data.rows("awards"):
        name = row["name_zh"]
        words = {"claim": name, "shortlist": f"{name} {row['note_zh']}", "media_praise": name}
        for kind, form in _KIND_WORDS.items():
            if bool(form.search(words[kind])) != (row["kind"] == kind):
                yield row.finding("FQ-R30", "kind", value=row["kind"], name=words[kind].strip(), wanted=kind)
