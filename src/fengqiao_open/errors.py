"""The errors that the library raises for what a user gave it, in words."""

from __future__ import annotations


class PackageError(Exception):
    """A package that cannot be read at all: not found, not JSON, not a descriptor of tables.

    Attributes:
        code: the code of the finding that says so.
        values: what the sentences of that finding are filled with.
    """

    def __init__(self, english: str, chinese: str = "", code: str = "FQ-D01") -> None:
        super().__init__(english)
        self.code = code
        self.values = {"problem": english, **({"problem_zh": chinese} if chinese else {})}


class UnknownTableError(KeyError):
    """A table name that the package does not have; the message lists those that it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        import difflib

        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        self.message = f"There is no table {name!r}.{hint} The tables are: {', '.join(known)}."
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message
