"""Syllables of Mandarin in Latin letters, as names of places are written (GB/T 28039, without tones)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# The finals that follow each group of initials.
_FINALS: Final = {
    "[bpm]": "a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u",
    "f": "a|o|ei|ou|an|en|ang|eng|u",
    "[dt]": "a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|ing|u|uo|ui|uan|un",
    "[nl]": "a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|uan|un|v|ve|ue|yu",
    "[gkh]": "a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang",
    "[jqx]": "i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un",
    "(?:zh|ch|sh|r)": "a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang",
    "[zcs]": "a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un",
    "y": "a|o|e|i|ao|ou|an|in|ang|ing|ong|u|ue|uan|un",
    "w": "a|o|ai|ei|an|en|ang|eng|u",
    "": "a|o|e|ai|ei|ao|ou|an|en|ang|eng|er",
}
SYLLABLE: Final = re.compile("|".join(f"{initial}(?:{finals})" for initial, finals in _FINALS.items()))
_LONGEST: Final = len("zhuang")


@lru_cache(maxsize=2**12)
def syllables(word: str) -> int:
    """The least number of syllables that a word in small letters is written with, 0 if it is none of
    Mandarin.

    >>> [syllables(word) for word in ("heze", "xian", "qiqihaer", "county", "jaixing")]
    [2, 1, 4, 0, 0]
    """
    least = [0, *[len(word) + 1] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(end - _LONGEST, 0), end):
            if SYLLABLE.fullmatch(word, start, end):
                least[end] = min(least[end], least[start] + 1)
    return least[-1] if least[-1] <= len(word) else 0
