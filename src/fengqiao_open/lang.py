"""The two languages of reports, pages and charts, and the reader of their texts.

The texts of each room are in `words/<name>.toml`, each key in English and in Chinese. A sentence that differs
by number has two forms, `<key>.one` and `<key>.other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
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

    A value that differs by language is given under its name with `_en` or `_zh` behind it.

    Raises:
        KeyError: there is no such key, or a value of the sentence is not given.

    >>> sentence("reports", "problems", "en", n=1), sentence("reports", "problems", "en", n=2)
    ('1 problem', '2 problems')
    """
    found = texts(name, lang)
    template = found[key if key in found else f"{key}.one" if values["n"] == 1 else f"{key}.other"]
    suffix = f"_{lang}"
    own = {each.removesuffix(suffix): value for each, value in values.items() if each.endswith(suffix)}
    return template.format_map({**values, **own})


def both(name: str, key: str, value: str, /, **values: object) -> dict[str, str]:
    """A sentence in both languages, as the values `<value>_en` and `<value>_zh` of a finding."""
    return {f"{value}_{lang}": sentence(name, key, lang, **values) for lang in LANGS}


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
