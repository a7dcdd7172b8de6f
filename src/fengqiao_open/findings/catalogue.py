"""The catalogue of finding codes: the meaning and the messages of each, in both languages."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ..errors import did_you_mean, worded
from ..lang import Words

_NOTHING: Mapping[str, str] = MappingProxyType({})
#: A value of a finding that is a blank cell: sentences say so in words.
BLANK: Final = "∅"
Sentences = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue; its sentences have placeholders `{…}` for what was found.

    Attributes:
        code: the code.
        severity: `error`, `warning` or `note`.
        words: each sentence by language.
        cases: sentences that replace those of the code; the value `case` of a finding names a case.
        example: a failing (`bad`) and a passing (`good`) example, in no language.
        register: whether it may be registered as a known issue, with a reason in discrepancies.csv.
    """

    code: str
    severity: str
    words: Sentences
    cases: Mapping[str, Sentences] = field(default_factory=lambda: MappingProxyType({}))
    example: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    register: bool = False

    def title(self, lang: str) -> str:
        """The rule's name."""
        return self.words["title"][lang]

    def sentence(self, part: str, lang: str, values: Mapping[str, str] = _NOTHING) -> str:
        """Its sentence `found`, `expected`, `why` or `how_to_fix`, filled; the value `case` names a case."""
        case = values.get("case")
        sentences = self.cases[case] if case and part in self.cases.get(case, ()) else self.words
        template = sentences[part][lang] if part in sentences else missing(f"{self.code}.{case}.{part}")
        made = _Words(lang).vformat(template, (), values)
        # What was released at the cell comes first, in place of a form, or before the advice of the code.
        form = _RELEASED.get(part, "")
        return in_words(form, lang, values[form], {**values, "rest": made}) if form in values else made

    def general(self, part: str, lang: str) -> str:
        """A sentence for every case, its placeholders unfilled and without those of hints.

        >>> entry("FQ-T01").general("found", "en")
        '“{value}”'
        """
        if part in self.words:
            sentences = [self.words[part][lang]]
        else:
            sentences = list(dict.fromkeys(each[part][lang] for each in self.cases.values() if part in each))
        hints = forms().keys() - set(_ALWAYS)
        return _FORM.sub(lambda found: "" if found[2] in hints else f"{{{found[1]}}}", " / ".join(sentences))


#: The forms that replace a sentence where the released content of a cell is at hand.
_RELEASED = {"expected": "released_expected", "how_to_fix": "restore"}
#: Forms of values that every finding of a code has; those in other forms are hints that most lack.
_ALWAYS = ("type", "thing", "corruption", "csv_fault")
_FORM = re.compile(r"\{(\w*):(\w+)\}")


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every code, in order.

    >>> catalogue()["FQ-R09"].title("en")
    'A part is greater than its total'
    """
    own = ("severity", "cases", "example", "register")
    return {
        code: Entry(
            code,
            words={name: part for name, part in entry.items() if name not in own},
            **{name: part for name, part in entry.items() if name in own},
        )
        for code, entry in _read("catalogue.toml").items()
    }


# The codes of users' own rules, for as long as the process runs.
_OWN: dict[str, Entry] = {}


def add(own: Entry) -> None:
    """Add the code of a user's own rule, or replace it."""
    _OWN[own.code] = own


def all_codes() -> Mapping[str, Entry]:
    """Every code of the catalogue and of users' own rules."""
    return {**catalogue(), **_OWN}


@cache
def forms() -> Mapping[str, Sentences]:
    """The words of values that differ by language, by form: `{kind:type}` is written by the form `type`."""
    return _read("forms.toml")


def _read(name: str) -> dict[str, dict[str, Any]]:
    with (Path(__file__).parent / name).open("rb") as file:
        return tomllib.load(file)


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
        raise worded(ValueError, "no-code-begins", code=written)
    return code


def find(written: str) -> Entry:
    """The entry of a code as a person writes it: `r05` is FQ-R05.

    Raises:
        ValueError: there is no such code; the message names the nearest.
    """
    code, known = spelled(written), all_codes()
    if code in known:
        return known[code]
    # A letter O in place of a zero is the commonest slip.
    digits = code[:4] + code[4:].translate(str.maketrans("OIL", "011"))
    near = [digits] if digits in known else difflib.get_close_matches(code, known, n=3)
    raise worded(ValueError, "no-code", code=written, **did_you_mean(*near))


def in_words(form: str, lang: str, value: str, values: Mapping[str, str] = _NOTHING) -> str:
    """A value in the words of a language; nothing stays nothing.

    A form has words for each value, or one phrase (`_`) with a place for it; the form `list` has separators.

    >>> in_words("perhaps", "en", "yi-yuan"), in_words("list", "zh", "a, b")
    ('Perhaps “yi-yuan” is intended. ', 'a、b')
    """
    if form == "list":
        return value.replace(", ", "、") if lang == "zh" else value
    words = forms().get(form, {})
    phrase = words.get(value, words.get("_"))
    return _Words(lang).vformat(phrase[lang], (value,), values) if value and phrase else value


def in_both(form: str, case: str, **values: str) -> Mapping[str, str]:
    """What a form says in both languages, by language."""
    return {lang: in_words(form, lang, case, values) for lang in ("en", "zh")}


def joined(name: str, listed: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Sentences in both languages as one value of a finding: its words by language.

    >>> joined("examples", [{"en": "one", "zh": "一"}, {"en": "two", "zh": "二"}])
    {'examples_en': 'one; two', 'examples_zh': '一；二'}
    """
    return {
        f"{name}_en": "; ".join(each["en"] for each in listed),
        f"{name}_zh": "；".join(each["zh"] for each in listed),
    }


def missing(name: str) -> str:
    """The text of a value that is not given: none, so that no finding is lost; in tests it raises."""
    return ""


class _Words(Words):
    """Fills the sentences of findings; a value that differs by language is named with `_zh` or `_en`."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if isinstance(key, int):
            return args[key]
        own = f"{key}_{self.lang}"
        return kwargs[own] if own in kwargs else kwargs[key] if key in kwargs else missing(key)

    def format_field(self, value: Any, format_spec: str) -> str:
        if value == BLANK:
            return forms()["blank"]["_"][self.lang]
        return in_words(format_spec, self.lang, value) if format_spec else str(value)
