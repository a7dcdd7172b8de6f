"""What is read from a text once: most texts of a town are those of other towns, and are kept for the next.

>>> @by_text
... def number(text: str) -> int:
...     return len(text)
>>> number("one"), number("one"), number.cache_info().hits
(3, 3, 1)
"""

from __future__ import annotations

from functools import lru_cache

#: So many texts are kept for each reading: those of three or four packages of one report.
MOST_TEXTS = 2**12

#: Makes a function of texts remember its results; they must not be changed.
by_text = lru_cache(maxsize=MOST_TEXTS)
