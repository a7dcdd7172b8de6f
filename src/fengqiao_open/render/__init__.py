"""Reports in each of their forms: one module per form, each from the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ..datapackage.package import Package
    from ..findings.report import Report
    from ..lang import Lang

FORMATS = ("text", "json", "csv", "html", "github", "sarif", "junit", "xlsx", "frictionless")


def in_repository(folder: Path, working: Path) -> str:
    """A folder as the forms that name files write it: from the working folder where it lies inside.

    >>> from pathlib import Path
    >>> in_repository(Path("/srv/town"), Path("/srv")), in_repository(Path("/srv"), Path("/srv"))
    ('town', '')
    """
    folder, working = folder.resolve(), working.resolve()
    inside = folder.relative_to(working).as_posix() if folder.is_relative_to(working) else folder.as_posix()
    return "" if inside == "." else inside


def rendered(
    report: Report,
    form: str,
    lang: Lang,
    package: Package | None = None,
    folder: str = "",
    *,
    verbose: bool = False,
) -> bytes:
    """A report in one of the forms `FORMATS`, as the bytes of a file.

    Args:
        package: where the tables lie, for the forms that show them.
        folder: where the package lies in its repository, for the forms that name files.
        verbose: whether a text is the whole report, not what fits on a screen.
    """
    from . import csv, github, html, json, junit, sarif, text, xlsx

    if form == "xlsx":
        return xlsx.render(report, package, lang)
    if form == "frictionless":
        from . import frictionless

        return frictionless.render(report, lang).encode("utf-8")
    made = {
        "text": lambda: text.render(report, lang, verbose=verbose) + "\n",
        "json": lambda: json.render(report),
        "csv": lambda: csv.render(report, lang),
        "html": lambda: html.render(report, lang),
        "github": lambda: github.render(report, lang, folder),
        "sarif": lambda: sarif.render(report, lang, package, folder),
        "junit": lambda: junit.render(report, lang),
    }[form]()
    return made.encode("utf-8", "backslashreplace")
