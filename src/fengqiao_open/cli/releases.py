"""Commands on releases: `diff`."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from ..files import write_whole
from .app import app
from .common import InLanguage, language, print_lines


class DiffForm(str, Enum):  # noqa: UP042 - the help of older typers shows a StrEnum badly
    """The forms of a difference."""

    text = "text"
    json = "json"
    html = "html"


@app.command("diff")
def diff_command(
    old: Annotated[
        str,
        typer.Argument(
            help="The older release: a folder, zip archive or wheel, a git revision, or FOLDER@REVISION."
        ),
    ],
    new: Annotated[str, typer.Argument(help="The newer release, in the same ways.")] = ".",
    lang: InLanguage = None,
    form: Annotated[DiffForm, typer.Option("--format", help="The form of the report.")] = DiffForm.text,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file to write to, whole or not at all.")
    ] = None,
    changelog: Annotated[
        Path | None,
        typer.Option(
            "--changelog", help="A changelog whose section of the newer version gets the errata table."
        ),
    ] = None,
) -> None:
    """Hold a release against an older one, cell by cell, and its version against what changed.

    Exit code 0 where the version covers the changes, 1 where it is too low or an identifier vanished or stands for
    something else, 2 where the releases could not be compared.
    """
    from ..releases.comparison import compare
    from ..releases.reading import read_release
    from ..render.releases import rendered
    from ..render.releases.text import difference_lines
    from ..render.releases.words import verdict, words

    spoken = language(lang)
    difference = compare(read_release(old), read_release(new), old, new)
    if output is None and form is DiffForm.text:
        print_lines(lambda _: difference_lines(difference, spoken))
    elif output is None:
        sys.stdout.buffer.write(rendered(difference, form.value, spoken))
        sys.stdout.flush()
    else:
        write_whole(output, rendered(difference, form.value, spoken))
        print("\n".join(sentence for sentence, _ in verdict(difference, spoken)))
        print(words(spoken)["written"].format(path=output))
    if changelog is not None:
        from ..releases.errata import with_errata

        write_whole(changelog, with_errata(changelog.read_text("utf-8"), difference).encode("utf-8"))
        # A machine reads what other forms print.
        stream = sys.stdout if output or form is DiffForm.text else sys.stderr
        print(words(spoken)["errata"].format(path=changelog, version=difference.new_version), file=stream)
    if not difference.ok:
        raise typer.Exit(1)
