"""The two languages of reports, pages and charts, and the reader of their texts.

The texts of each room are in `words/<name>.toml`, each key in English and in Chinese. A sentence that differs
by number has two forms, `<key>.one` and `<key>.other`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, Lang] = ("zh", "en")


@cache
def texts(name: str, lang: Lang) -> Mapping[str, str]:
    """The texts of one room in one language.

    >>> texts("reports", "en")["found"], texts("reports", "zh")["found"]
    ('Found', '发现')
    """
    return MappingProxyType(dict(_flat(_read(name), lang)))


def sentence(name: str, key: str, lang: Lang, /, **values: object) -> str:
    """A sentence filled with values, in the singular or the plural by `n` where the two differ.

    A number `n` is written with a comma before each three digits. A value that differs by language is given
    under its name with `_en` or `_zh` behind it.

    Raises:
        KeyError: there is no such key, or a value of the sentence is not given.

    >>> sentence("reports", "problems", "en", n=1), sentence("reports", "problems", "en", n=1256)
    ('1 problem', '1,256 problems')
    """
    found = texts(name, lang)
    template = found[key if key in found else f"{key}.one" if values["n"] == 1 else f"{key}.other"]
    suffix = f"_{lang}"
    own = {each.removesuffix(suffix): value for each, value in values.items() if each.endswith(suffix)}
    if isinstance(number := values.get("n"), int):
        own["n"] = f"{number:,}"
    return Words(lang).vformat(template, (), {**values, **own})


def both(name: str, key: str, value: str, /, **values: object) -> dict[str, str]:
    """A sentence in both languages, as the values `<value>_en` and `<value>_zh` of a finding."""
    return {f"{value}_{lang}": sentence(name, key, lang, **values) for lang in LANGS}


def within_sentence(name: str) -> str:
    """An English name within a sentence; what begins with two capitals, such as R&D, remains, and so does
    Chinese.

    >>> [within_sentence(name) for name in ("Exports", "PM2.5", "R&D expenditure")]
    ['exports', 'PM2.5', 'R&D expenditure']
    """
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


class Words(Formatter):
    """Fills the sentences of one language.

    A Chinese sentence has a space beside a place for letters or digits. Where Chinese comes there, the space
    is left out; spaces within a value are its own.

    >>> Words("zh").format("{file} 采用 {form}", file="units.csv", form="分号")
    'units.csv 采用分号'
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        """The sentence with its values; raises KeyError where one is not given."""
        made, last = "", False  # whether a value is the last of what is made
        for literal, name, spec, conversion in self.parse(format_string):
            if last and literal.startswith(" ") and self._meet(made, literal[1:]):
                literal = literal[1:]
            made, last = made + literal, last and not literal
            if name is None:
                continue
            # A place without a name is for the one value that has none.
            value = self.convert_field(self.get_field(name or "0", args, kwargs)[0], conversion)
            filled = self.format_field(value, spec or "")
            if literal.endswith(" ") and self._meet(made[:-1], filled):
                made = made[:-1]
            made, last = made + filled, True
        return made

    def _meet(self, left: str, right: str) -> bool:
        """Whether Chinese is on both sides."""
        return self.lang == "zh" and bool(left and right) and _is_chinese(left[-1]) and _is_chinese(right[0])


def _is_chinese(character: str) -> bool:
    """Whether a character is Chinese, or punctuation of Chinese text.

    >>> [_is_chinese(each) for each in "分（…1a"]
    [True, True, True, False, False]
    """
    return character in "“”‘’…—" or unicodedata.east_asian_width(character) in "WF"


@cache
def _read(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((Path(__file__).parent / "words" / f"{name}.toml").read_text(encoding="utf-8"))


def _flat(entries: Mapping[str, Any], lang: Lang, above: str = "") -> Iterator[tuple[str, str]]:
    """Each text under its key; a group of keys, and the forms of a number, are under `<group>.<key>`."""
    for key, entry in entries.items():
        if isinstance(entry, str):
            if key == lang:
                yield above, entry
        else:
            yield from _flat(entry, lang, f"{above}.{key}" if above else key)
