"""The words that the rules on Chinese texts look for: data of the language, in lexicon.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
#: A Chinese character.
CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def has_chinese(text: str) -> bool:
    """Whether a text has a Chinese character.

    >>> has_chinese("Fengqiao 凤桥"), has_chinese("“Fengqiao”")
    (True, False)
    """
    return not text.isascii() and CHINESE.search(text) is not None


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the lexicon.

    >>> bool(pattern("town").search("凤桥镇"))
    True
    """
    return re.compile(WORDS[name])


def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """The patterns of a part of the lexicon, by what they mean."""
    return {meaning: re.compile(words) for meaning, words in WORDS[name].items()}


@cache
def usual_words() -> frozenset[str]:
    """Usual English words that are one edit away from others, as trail is from trial."""
    lines = Path(__file__).with_name("usual.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
