"""The errors that the library raises for what a user gave it; their sentences are in `words/errors.toml`."""

from __future__ import annotations

from typing import Any

from .lang import Lang, sentence


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
        path = {"path": str(self._given["path"])} if "path" in self._given else {}
        return {"problem": self.message("en"), "problem_zh": self.message("zh"), **path}


class UnknownTableError(KeyError):
    """A table name that the package does not have; the message lists those that it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self._known = known

    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        import difflib

        name, between = str(self.args[0]), sentence("errors", "list", lang)
        near = difflib.get_close_matches(name, self._known, n=1)
        hint = sentence("errors", "did-you-mean", lang, near=near[0]) if near else ""
        return sentence(
            "errors", "unknown-table", lang, name=name, hint=hint, known=between.join(self._known)
        )

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
        hint = sentence("analysis", "sum.hint", lang) if given.get("hint") else ""
        return sentence("analysis", f"sum.{self.args[0]}", lang, **{**given, **listed}) + hint

    def __str__(self) -> str:
        return self.message()
