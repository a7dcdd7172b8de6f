"""The language of a reader, where none is asked for: that of the system."""

from __future__ import annotations

import locale
from collections.abc import Mapping

from ..lang import Lang


def preferred(environment: Mapping[str, str]) -> Lang:
    """Chinese where the system speaks Chinese, English elsewhere.

    >>> preferred({"LC_ALL": "zh_CN.UTF-8", "LANG": "C"}), preferred({"LANG": "en_GB.UTF-8"})
    ('zh', 'en')
    """
    told = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None
    )
    # Windows sets none of them; its own name for the language is in English.
    name = told if told is not None else locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
