"""What changed between two releases, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..datapackage.characters import visible
from ..lang import Lang, sentence, texts
from .changes import Change, Difference
from .errata_table import FILE, Erratum

_ALONE = ("correction", "wording", "meaning", "schema")


def counted(changes: Iterable[Change], lang: Lang) -> str:
    """How many changes there are of each kind, in words.

    >>> from fengqiao_open.releases.changes import Level
    >>> counted([Change("addition", "row", Level.MINOR, "units", "mu", new="mu")], "en")
    '1 row added'
    """
    count = Counter((each.kind if each.kind in _ALONE else (each.of, each.kind)) for each in changes)
    found = []
    for what, n in count.items():
        if isinstance(what, str):
            found.append(sentence("releases", f"number.{what}", lang, n=n))
        else:
            of, kind = what
            words = {"of": sentence("releases", f"of.{of}", lang, n=n), "kind": _kind(kind, lang)}
            found.append(sentence("releases", "kind_of", lang, n=n, **words))
    return texts("releases", lang)["list"].join(found)


def verdict(difference: Difference, lang: Lang) -> Iterator[tuple[str, bool]]:
    """What changed, which version it requires, and whether the version is as high; True marks what is bad."""
    say = texts("releases", lang)
    changes = difference.changes
    if changes:
        number = sentence("releases", "changes", lang, n=len(changes))
        yield sentence("releases", "counted", lang, changes=number, listed=counted(changes, lang)), False
        yield (
            sentence("releases", "calls", lang, level=difference.level.name, needed=difference.needed),
            False,
        )
    else:
        yield say["none"], False
    facts = {"version": difference.new_version, "needed": difference.needed, "old": difference.old_version}
    if difference.covered:
        yield sentence("releases", "covered", lang, **facts), False
    else:
        yield sentence("releases", "low" if difference.level else "lower", lang, **facts), True
    if missing := difference.unexplained:
        yield sentence("releases", "unexplained", lang, n=len(missing), file=FILE), True


def heading(difference: Difference, lang: Lang) -> str:
    """Which release is held against which."""
    names = ("old", "old_version", "new", "new_version")
    facts = (difference.old_name, difference.old_version, difference.new_name, difference.new_version)
    return sentence("releases", "from_to", lang, **dict(zip(names, map(visible, facts), strict=True)))


def title(table: str, changes: Iterable[Change], lang: Lang) -> str:
    """A table, and how many changes it has."""
    say = texts("releases", lang)
    return f"{visible(table) or say['package']}{say['colon']}{counted(changes, lang)}"


def failure(change: Change, lang: Lang) -> str:
    """What changed that no version allows, why not, and what to do instead."""
    say, gone, named = texts("releases", lang), change.key, name(change, lang)
    facts = {"column": visible(change.column), "old": cell(change.old, lang), "new": cell(change.new, lang)}
    if change.kind == "meaning":
        why = sentence("releases", "meaning", lang, **facts)
    elif change.of == "table":
        why = say["table_gone"]
    elif change.kind == "rename":
        why, gone = sentence("releases", "replaced", lang, **facts), change.old
    else:
        why = say["vanished"]
    place = (visible(change.table), visible(gone), f"({named})" if named else "")
    return f"{' '.join(filter(None, place))}{say['colon']}{why}"


def kind(change: Change | Erratum, lang: Lang) -> str:
    """The kind of a change in a word or two."""
    if change.kind in _ALONE:
        return _kind(change.kind, lang)
    of = sentence("releases", f"of.{change.of}", lang, n=1)
    return f"{of}{' ' if lang == 'en' else ''}{_kind(change.kind, lang)}"


def _kind(kind: str, lang: Lang) -> str:
    return texts("releases", lang)[f"kind.{kind}"]


def reason(change: Change, lang: Lang) -> str:
    """Why something was changed, "" where no reason is recorded."""
    return visible(change.reason[0 if lang == "zh" else 1])


def cell(text: str, lang: Lang) -> str:
    """A cell as quoted: visible, and blank where it is."""
    return visible(text) if text else texts("releases", lang)["blank"]


def name(change: Change, lang: Lang) -> str:
    """The name of the row concerned, "" where it has none."""
    return visible(change.label[0 if lang == "zh" else 1])


def by_table(difference: Difference) -> list[tuple[str, list[Change]]]:
    """The changes by table, those of the package itself first."""
    found: dict[str, list[Change]] = {}
    for each in difference.changes:
        found.setdefault(each.table, []).append(each)
    return list(found.items())
