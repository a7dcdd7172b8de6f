"""The language of what is printed: the one asked for, else the system's."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import get_args

import click

from ..lang import Lang

#: A command that a text names.
_COMMAND = re.compile(r"\bfengqiao-open [a-z]+\b")


def asked(words: Sequence[str]) -> Lang | None:
    """The language that a command line asks for, before or behind the command, whatever becomes of it.

    >>> asked(["validate", "--lang", "zh"]), asked(["--lang=en", "validate"]), asked(["validate"])
    ('zh', 'en', None)
    """
    given = [value for name, value in pairwise(words) if name == "--lang"]
    given += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return next((each for each in get_args(Lang) if each in given), None)


def language(asked: Lang | None = None, environment: Mapping[str, str] = os.environ) -> Lang:
    """The language asked for, else the system's: Chinese where it speaks Chinese, English elsewhere.

    >>> language(None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "C"}), language(None, {"LANG": "en_GB.UTF-8"})
    ('zh', 'en')
    """
    call = click.get_current_context(silent=True)
    own = asked or (call.obj if call else None)
    return system(environment) if own is None else own


def system(environment: Mapping[str, str] = os.environ) -> Lang:
    """The system's language: Chinese where it speaks Chinese, English elsewhere."""
    set_ = [environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)]
    # Windows sets none of them; its own name for the language is in English.
    name = set_[0] if set_ else locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def with_language(text: str, asked: Lang | None) -> str:
    """A text whose commands ask for a language too, where the system would answer in another.

    The next step would else be in a language that its reader did not ask for.
    """
    return text if asked in (None, system()) else _COMMAND.sub(rf"\g<0> --lang {asked}", text)
