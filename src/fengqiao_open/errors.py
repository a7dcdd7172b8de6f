"""The errors that the library raises for what a user gave it; their sentences are in `words/errors.toml`."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from .lang import LANGS, Lang, both, sentence, texts

E = TypeVar("E", bound=Exception)

#: So many values that occur are listed in a message; of more, their number.
MOST_VALUES = 30
# The message on a value alone, and on one that occurs with none of the other filters.
_UNKNOWN_VALUE = ("unknown-value", "unknown-value-combined")
_UNKNOWN_WORDS = ("unknown-words", "unknown-words-combined")
#: Earlier names of functions and commands, which read as something else, with the present ones.
RENAMED = {"figures": "extract", "progress": "targets", "scan": "load_lazy", "source": "locate"}


class PackageError(Exception):
    """A package that cannot be read at all: not found, not JSON, not a descriptor of tables.

    `str` gives its sentence in English, `message` in either language.

    Attributes:
        code: the code of the finding that reports it.

    >>> PackageError("no-file", file="data").message("zh")
    'data 不存在。'
    """

    def __init__(self, key: str, code: str = "FQ-D01", /, **given: object) -> None:
        super().__init__(key)
        self.code = code
        self._given = given

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        return sentence("errors", str(self.args[0]), lang, **self._given)

    def __str__(self) -> str:
        return self.message()

    @property
    def values(self) -> dict[str, str]:
        """What the sentences of its finding are filled with."""
        given: dict[str, str] = {
            name: str(self._given[name]) for name in ("path", "case", "markers") if name in self._given
        }
        return {"problem": self.message("en"), "problem_zh": self.message("zh"), **given}


class UnknownTableError(KeyError):
    """A table name that the package does not have; the message lists those that it has.

    Of a title, the message has the name of the table that is `meant`; of a path, the call that reads this
    table of the `package` that it leads to.
    """

    def __init__(self, name: str, known: list[str], meant: str = "", *, package: str = "") -> None:
        super().__init__(name)
        self._known, self._meant, self._package = known, meant, package

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        name, known = str(self.args[0]), sentence("errors", "list", lang).join(self._known)
        if self._package:
            words = {"name": name, "table": self._meant, "package": self._package, "known": known}
            return sentence("errors", "path-for-table", lang, **words)
        return sentence(
            "errors",
            "unknown-table",
            lang,
            name=name,
            hint=_hint(self._meant or name, self._known, lang),
            known=known,
        )

    def __str__(self) -> str:
        return self.message()


class UnknownKeyError(KeyError):
    """A row that a table does not have; the message suggests the nearest key.

    >>> print(worded(UnknownKeyError, "no-observation", name="p10-011", **did_you_mean("'p10-01'")))
    There is no observation 'p10-011'. Did you mean 'p10-01'?
    """

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        return str(vars(self).get(f"message_{lang}", self))

    def __str__(self) -> str:
        # That of KeyError is in quotes.
        return str(self.args[0])


class UnknownColumnError(KeyError):
    """A column without a code list; the message suggests the nearest with one and lists them.

    >>> UnknownColumnError("observations", "state", ["status", "measure"]).message("en")
    "Table observations has no code list 'state'. Did you mean 'status'? It has: status, measure."
    """

    def __init__(self, table: str, name: str, known: list[str]) -> None:
        super().__init__(name)
        self._table, self._known = table, known

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        name = str(self.args[0])
        return sentence(
            "errors",
            "no-code-list",
            lang,
            table=self._table,
            name=name,
            hint=_hint(name, self._known, lang),
            known=sentence("errors", "list", lang).join(self._known),
        )

    def __str__(self) -> str:
        return self.message()


class UnknownValueError(ValueError):
    """A value of a filter that no row has; the message suggests the nearest and lists those that occur.

    Where other filters leave no row with it, the message names them. Where it is in the lists and only no row
    has it (`unused`), the message says so. Of many values those that are `alike` are listed.

    `str` gives its sentence in English, `message` in either language.

    >>> UnknownValueError("theme", "trad", ["trade"], near="trade").message("en")
    "No row has theme 'trad'. Did you mean 'trade'? There is: trade."
    """

    def __init__(
        self,
        filter: str,
        value: str,
        known: Sequence[object],
        *,
        near: str = "",
        alike: Sequence[str] = (),
        beside: Sequence[tuple[str, str]] = (),
        unused: bool = False,
        labels: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        super().__init__(filter, value)
        self._known, self._near, self._beside = tuple(map(str, known)), near, tuple(beside)
        self._alike, self._unused, self._labels = tuple(alike), unused, labels

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        between = sentence("errors", "list", lang)
        if self._unused:
            return sentence("errors", "unused-value", lang, filter=self.args[0], value=self.args[1])
        many = len(self._known) > MOST_VALUES and not self._beside
        shown = self._alike if many else self._known[:MOST_VALUES]
        listed = between.join(self._labelled(each, lang) for each in shown)
        if many and self.args[0] != "search":
            return sentence(
                "errors",
                "unknown-value-near" if listed else "unknown-value-of-many",
                lang,
                filter=self.args[0],
                value=self.args[1],
                hint=sentence("errors", "did-you-mean", lang, near=self._near) if self._near else "",
                known=listed,
                n=len(self._known),
            )
        beside = (sentence("errors", "filter", lang, filter=name, value=text) for name, text in self._beside)
        more = len(self._known) - MOST_VALUES
        alone, combined = _UNKNOWN_WORDS if self.args[0] == "search" else _UNKNOWN_VALUE
        return sentence(
            "errors",
            combined if self._beside else alone,
            lang,
            filter=self.args[0],
            value=self.args[1],
            beside=between.join(beside),
            hint=sentence("errors", "did-you-mean", lang, near=self._near) if self._near else "",
            known=listed + (sentence("errors", "more-values", lang, n=more) if more > 0 else ""),
        )

    def _labelled(self, value: str, lang: Lang) -> str:
        """A value with its label, Chinese or English, where one is given."""
        if value not in self._labels:
            return value
        zh, en = self._labels[value]
        return sentence("errors", "labelled-value", lang, value=value, label=zh if lang == "zh" else en)

    def __str__(self) -> str:
        return self.message()


class NotAdditiveError(ValueError):
    """Statistics that cannot be added, because a sum would count something twice or mix what is not alike.

    `str` gives its sentence in English, `message` in either language; it names the rows.
    """

    def __init__(self, key: str, /, **given: Any) -> None:
        super().__init__(key)
        self._given = given

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        between = sentence("analysis", "list", lang)
        given = dict(self._given)
        if "pairs" in given:
            given["pairs"] = [
                sentence("analysis", f"sum.{kind}", lang, one=one, two=two)
                for kind, one, two in given["pairs"]
            ]
        listed = {
            name: between.join(map(str, value)) for name, value in given.items() if isinstance(value, list)
        }
        hints = (sentence("analysis", f"sum.hint.{each}", lang) for each in given.get("hints", ()))
        return "".join((sentence("analysis", f"sum.{self.args[0]}", lang, **{**given, **listed}), *hints))

    def __str__(self) -> str:
        return self.message()


def needs_text(given: object, call: str, example: str) -> None:
    """Raise TypeError where a function was given something else than text.

    >>> needs_text(213, "locate", "p10-01")
    Traceback (most recent call last):
    TypeError: locate() takes text such as 'p10-01', not int.
    """
    if not isinstance(given, str):
        raise worded(TypeError, "no-text", call=call, example=example, given=type(given).__name__)


def needs_lang(given: object, *, none: bool = False) -> None:
    """Raise ValueError where a language is neither Chinese nor English, nor `none` where that has a meaning.

    >>> needs_lang("fr", none=True)
    Traceback (most recent call last):
    ValueError: lang is 'zh', 'en' or None, not 'fr'.
    """
    known = isinstance(given, str) and given in LANGS
    if not known and not (none and given is None):
        shown = given if isinstance(given, str) else type(given).__name__
        raise worded(ValueError, "lang-or-none" if none else "lang", lang=shown)


def needs_path(given: object, call: str) -> None:
    """Raise TypeError where a function was given something else than the path of a file.

    >>> needs_path(None, "export")
    Traceback (most recent call last):
    TypeError: export() takes the path of a file (str or Path), not NoneType.
    """
    if not isinstance(given, str | os.PathLike):
        raise worded(TypeError, "no-file-path", call=call, given=type(given).__name__)


def _hint(name: str, known: Sequence[str], lang: Lang) -> str:
    """The nearest of the known names as a question; "" if none is near."""
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    return sentence("errors", "did-you-mean", lang, near=near[0]) if near else ""


def worded(kind: type[E], key: str, /, **given: object) -> E:
    """An error of a kind that callers catch, with a sentence of `words/errors.toml`.

    `str` gives its sentence in English, `message_of` in either language.

    >>> str(worded(ValueError, "no-hash-of-folder"))
    'A folder has no hash: leave sha256 out, or name an archive.'
    """
    sentences = both("errors", key, "message", **given)
    error = kind(sentences["message_en"])
    vars(error).update(sentences)
    return error


def message_of(problem: BaseException, lang: Lang) -> str:
    """What is wrong, in a language; an error of another library is in its own words.

    >>> full = OSError(errno.ENOSPC, "full")
    >>> message_of(worded(ValueError, "no-hash-of-folder"), "zh"), message_of(full, "zh")
    ('文件夹没有校验值：请省略 sha256，或指定压缩包。', '磁盘已满')
    """
    if f"message_{lang}" in vars(problem):
        return str(vars(problem)[f"message_{lang}"])
    if callable(own := getattr(problem, "message", None)):
        return str(own(lang))
    if isinstance(problem, OSError) and problem.strerror:
        name = errno.errorcode.get(problem.errno or 0, "")
        return texts("errors", lang).get(f"system.{name}", problem.strerror)
    return str(problem.args[0]) if isinstance(problem, KeyError) and problem.args else str(problem)


def reasons(problem: BaseException) -> dict[str, str]:
    """The same in both languages, as the value `why` of the sentence of another error."""
    return {f"why_{lang}": message_of(problem, lang) for lang in LANGS}


def did_you_mean(*near: str) -> dict[str, str]:
    """The nearest names as a question in both languages, as the value `hint` of a sentence; "" without any.

    >>> did_you_mean("FQ-R01", "FQ-R10")["hint_en"]
    ' Did you mean FQ-R01 or FQ-R10?'
    """
    if not near:
        return {"hint_en": "", "hint_zh": ""}
    listed = {f"near_{lang}": sentence("errors", "or", lang).join(near) for lang in LANGS}
    return both("errors", "did-you-mean-name", "hint", **listed)
