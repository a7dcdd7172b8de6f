"""The catalogue of finding codes: what each means, and the words for it in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue; its sentences have places `{…}` for what was found."""

    code: str
    severity: str
    words: Mapping[str, Mapping[str, str]]

    def title(self, lang: str) -> str:
        """The rule's name."""
        return self.words["title"][lang]

    def why(self, lang: str) -> str:
        """Why it matters."""
        return self.words["why"][lang]

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
    with (Path(__file__).parent / "codes.toml").open("rb") as file:
        raw: dict[str, dict[str, Any]] = tomllib.load(file)
    return {code: Entry(code, words.pop("severity"), words) for code, words in raw.items()}


def entry(code: str) -> Entry:
    """The entry of one code; raises KeyError for a code that the catalogue does not have."""
    return catalogue()[code]


def _fill(sentence: str, lang: str, values: Mapping[str, str]) -> str:
    """Fill the places; a value that differs by language comes under its name with `_zh` or `_en` behind it."""
    own = {name[:-3]: value for name, value in values.items() if name.endswith(f"_{lang}")}
    return sentence.format_map(_Blank({**values, **own}))


class _Blank(dict[str, str]):
    """A place that has no value stays empty: a finding is never lost for want of a word."""

    def __missing__(self, key: str) -> str:
        return ""
