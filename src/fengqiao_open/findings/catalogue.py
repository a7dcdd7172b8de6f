"""The catalogue of finding codes: the meaning and the messages of each, in both languages."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue; its sentences have places `{…}` for what was found.

    Attributes:
        code: the code.
        severity: `error`, `warning` or `note`.
        words: each sentence by language.
        example: a failing (`bad`) and a passing (`good`) example, in no language.
        register: whether it may stand if the report itself says so, with a reason in discrepancies.csv.
    """

    code: str
    severity: str
    words: Mapping[str, Mapping[str, str]]
    example: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    register: bool = False

    def title(self, lang: str) -> str:
        """The rule's name."""
        return self.words["title"][lang]

    def why(self, lang: str, values: Mapping[str, str] = _NOTHING) -> str:
        """Why it matters."""
        return _fill(self.words["why"][lang], lang, values)

    def found(self, lang: str, values: Mapping[str, str]) -> str:
        """What was found."""
        return _fill(self.words["found"][lang], lang, values)

    def expected(self, lang: str, values: Mapping[str, str]) -> str:
        """What was expected."""
        return _fill(self.words["expected"][lang], lang, values)

    def mend(self, lang: str, values: Mapping[str, str]) -> str:
        """How to mend it."""
        return _fill(self.words["mend"][lang], lang, values)


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Entry]:
    """Every code, in order.

    >>> catalogue()["FQ-R09"].title("en")
    'A part is greater than its total'
    """
    with (Path(__file__).parent / "catalogue.toml").open("rb") as file:
        raw: dict[str, dict[str, Any]] = tomllib.load(file)
    return {
        code: Entry(
            code, words.pop("severity"), words, words.pop("example", _NOTHING), words.pop("register", False)
        )
        for code, words in raw.items()
    }


# The codes of users' own rules, for as long as the process runs.
_OWN: dict[str, Entry] = {}


def add(own: Entry) -> None:
    """Add the code of a user's own rule, or replace it."""
    _OWN[own.code] = own


def all_codes() -> Mapping[str, Entry]:
    """Every code of the catalogue and of users' own rules."""
    return {**catalogue(), **_OWN}


def entry(code: str) -> Entry:
    """The entry of one code; raises KeyError for a code that there is not."""
    return _OWN.get(code) or catalogue()[code]


def spelled(written: str) -> str:
    """A code, or the beginning of one, as a person writes it, in full: `r05` is FQ-R05."""
    code = written.strip().upper()
    own = {each.partition("-")[0] for each in ("FQ-", *_OWN)}
    return code if code.startswith(tuple(own)) else f"FQ-{code}"


def prefix(written: str) -> str:
    """The beginning of codes as a person writes it, in full.

    Raises:
        ValueError: no code begins so.
    """
    code = spelled(written)
    if not any(each.startswith(code) for each in all_codes()):
        raise ValueError(f"No code begins with {written!r}; `fengqiao-open explain` lists all codes.")
    return code


def find(written: str) -> Entry:
    """The entry of a code as a person writes it: `r05` is FQ-R05.

    Raises:
        ValueError: there is no such code; the message names the nearest.
    """
    code, known = spelled(written), all_codes()
    if code in known:
        return known[code]
    # A letter O in place of a nought is the commonest slip.
    digits = code[:4] + code[4:].translate(str.maketrans("OIL", "011"))
    near = [digits] if digits in known else difflib.get_close_matches(code, known, n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise ValueError(f"There is no code {written!r}.{hint} `fengqiao-open explain` lists all codes.")


def _fill(sentence: str, lang: str, values: Mapping[str, str]) -> str:
    """Fill the places; a value that differs by language comes under its name with `_zh` or `_en` behind it."""
    own = {name[:-3]: value for name, value in values.items() if name.endswith(f"_{lang}")}
    return sentence.format_map(_Blank({**values, **own}))


class _Blank(dict[str, str]):
    """A place that has no value stays empty: a finding is never lost for want of a word."""

    def __missing__(self, key: str) -> str:
        return ""
