"""Rules of a user's own: given to `validate`, or installed as entry points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from string import Formatter

from ..datapackage.package import shipped
from ..errors import worded
from ..findings.catalogue import Entry, add
from ..findings.report import Finding
from ..lang import Lang
from ..tabular.dataset import Data
from .rules.registry import Check, Rule

#: The group of entry points that hold rules; each names a rule or a list of rules.
GROUP = "fengqiao_open.rules"
#: A sentence in one language for both, or one for each.
Words = str | Mapping[Lang, str]
_CODE = re.compile(r"(?!FQ)[A-Z][A-Z0-9]*-[A-Z]+[0-9]+")
_SEVERITIES = ("error", "warning", "note")


def rule(
    code: str,
    *tables: str,
    title: Words,
    found: Words,
    expected: Words,
    fix: Words,
    why: Words = "",
    severity: str = "error",
    needs_complete_tables: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that takes the tables and yields findings.

    Args:
        code: the code of its findings, with a prefix of your own, such as "NH-R01".
        tables: the tables that it reads. When one cannot be read, the rule is reported as not run.
        title: its name.
        found: what was found. `{name}` is filled with the value of that name in the finding.
        expected: what is expected instead.
        fix: how to fix it.
        why: why it matters.
        severity: "error", "warning" or "note".
        needs_complete_tables: whether it looks for absent rows, and is not run where a row is invalid.

    Returns:
        A decorator that makes the rule, to be given to `validate(rules=[…])`.

    Raises:
        ValueError: the code is not of that form, or a sentence has a place that cannot be filled.
        UnknownTableError: there is no such table.

    >>> import fengqiao_open as fo
    >>> words = {"found": "{name} is long.", "expected": "20 letters.", "fix": "Shorten it."}
    >>> @fo.rule("NH-R01", "themes", title="A theme's name is short", **words)
    ... def names_are_short(data):
    ...     for row in data.rows("themes"):
    ...         if len(row["name_en"]) > 20:
    ...             yield row.finding("NH-R01", "name_en", name=row["name_en"])
    >>> fo.validate(rules=[names_are_short]).findings[0].found()
    'Fixed-asset investment is long.'
    """
    if not _CODE.fullmatch(code):
        raise worded(ValueError, "rule-code", code=code)
    if severity not in _SEVERITIES:
        raise worded(ValueError, "rule-severity", severity=severity, known=", ".join(_SEVERITIES))
    if not tables:
        raise worded(ValueError, "rule-without-table", code=code)
    for each in tables:
        shipped().resource(each)
    parts = {"title": title, "why": why, "found": found, "expected": expected, "how_to_fix": fix}
    entry = Entry(code, severity, {name: _in_both(text) for name, text in parts.items()})
    _refuse_unfillable(entry)

    def made(check: Check) -> Rule:
        add(entry)
        return Rule(code, tables, tables if needs_complete_tables else (), _of_its_code(code, check))

    return made


def _in_both(text: Words) -> Mapping[str, str]:
    if isinstance(text, str):
        return {"en": text, "zh": text}
    either = next(iter(text.values()), "")
    return {"en": text.get("en", either), "zh": text.get("zh", either)}


def _refuse_unfillable(entry: Entry) -> None:
    """Refuse a sentence that would fail when a report is written."""
    for text in (each for words in entry.words.values() for each in words.values()):
        try:
            places = [place for _, place, _, _ in Formatter().parse(text) if place is not None]
        except ValueError:  # a lone brace
            places = [""]
        if not all(place.isidentifier() for place in places):
            raise worded(ValueError, "rule-text", code=entry.code, text=text)


def _of_its_code(code: str, check: Check) -> Check:
    """The check, which stops at a finding of another code: its words would be those of another rule."""

    def checked(data: Data) -> Iterator[Finding]:
        for each in check(data):
            if each.code != code:
                raise worded(ValueError, "rule-other-code", code=each.code)
            yield each

    return checked


def own_rules(given: Iterable[Rule] = ()) -> tuple[list[Rule], list[Finding]]:
    """The rules that are given, those installed under other codes, and findings on what cannot be loaded."""
    own: dict[str, Rule] = {}
    for each in given:
        if not isinstance(each, Rule):
            raise worded(TypeError, "no-rule", given=each)
        if own.setdefault(each.code, each) is not each:
            raise worded(ValueError, "rule-twice", code=each.code)
    installed, broken = installed_rules()
    return list({**installed, **own}.values()), list(broken)


@lru_cache(maxsize=1)
def installed_rules() -> tuple[Mapping[str, Rule], tuple[Finding, ...]]:
    """The rules of the distributions in this environment by code, and findings on what cannot be loaded."""
    rules: dict[str, Rule] = {}
    broken = []
    for each in entry_points(group=GROUP):
        try:
            for one in _loaded(each):
                if rules.setdefault(one.code, one) is not one:
                    raise worded(ValueError, "rule-installed-twice", code=one.code)
        except Exception as problem:  # one that is broken must not keep a package from being checked
            words = {"rule": each.name, "problem": f"{type(problem).__name__}: {problem}"}
            broken.append(Finding("FQ-D08", values=words))
    return rules, tuple(broken)


def _loaded(point: EntryPoint) -> list[Rule]:
    """The rules of one entry point."""
    loaded = point.load()
    rules = [loaded] if isinstance(loaded, Rule) else list(loaded)
    if not all(isinstance(each, Rule) for each in rules):
        raise worded(TypeError, "rule-entry-point", name=point.value)
    return rules
