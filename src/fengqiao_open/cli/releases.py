"""Commands on releases: `diff`, `restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..datapackage.characters import pasteable
from ..datapackage.files import read_plain
from ..datapackage.package import of_one_report, read_package
from ..datapackage.writing import write_whole
from ..lang import Lang, sentence
from .common import PATH, app, in_language, language, print_lines, say, write_out

FORMS = ("text", "json", "html")
_OLD = "The older release: a folder, zip archive or wheel, a git revision, or FOLDER@REVISION."
_ERRATA = "The errata.csv of NEW: gets a row for each correction; reasons in it stay."
_FROM = "A release: as OLD of `diff`; when left out, the one recorded in datapackage.json, if it is at hand."
_HERE = "The folder of the package; the working folder when left out."
_CHANGELOG = "A changelog whose section of the newer version gets the errata table."


@app.command("diff")
@click.argument("old", help=_OLD)
@click.argument("new", default=".", help="The newer release, in the same ways.")
@in_language
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="The format of the report.")
@click.option("-o", "--output", type=PATH, help="A file to write to, whole or not at all.")
@click.option("--errata", type=PATH, help=_ERRATA)
@click.option("--changelog", type=PATH, help=_CHANGELOG)
def diff_command(
    old: str,
    new: str,
    lang: Lang | None,
    form: str,
    output: Path | None,
    errata: Path | None,
    changelog: Path | None,
) -> None:
    """Compare a release with an older one.

    Cell by cell: what changed, and whether the version covers it.

    Exit code 0 where the version covers the changes, 1 where it is too low, an identifier is missing or means
    something else, or a correction has no reason in errata.csv, 2 where the releases could not be compared.
    """
    from ..releases.comparison import compare
    from ..releases.reading import read_release
    from ..releases.report import rendered
    from ..releases.report_text import difference_lines
    from ..releases.words import verdict

    spoken = language(lang)
    newer = read_release(new)
    difference = compare(read_release(old), newer, old, new)
    if output is None and form == "text":
        print_lines(lambda _: difference_lines(difference, spoken))
    else:
        write_out(rendered(difference, form, spoken), output)
    if output is not None:
        say("\n".join(sentence for sentence, _ in verdict(difference, spoken)))
        say(sentence("releases", "written", spoken, path=output))
    # A machine reads what other forms print.
    stream = sys.stdout if output or form == "text" else sys.stderr
    if errata is not None:
        from ..releases.errata_table import errata_csv, read_errata, updated

        write_whole(errata, errata_csv(updated(read_errata(newer) or (), difference)))
        say(sentence("releases", "table", spoken, path=errata, version=difference.new_version), stream)
    if changelog is not None:
        from ..releases.errata import with_errata

        write_whole(changelog, with_errata(changelog.read_text("utf-8"), difference).encode("utf-8"))
        say(sentence("releases", "errata", spoken, path=changelog, version=difference.new_version), stream)
    if not difference.ok:
        sys.exit(1)


@app.command("restore")
@click.argument("table", help="Name of the table.")
@click.argument("keys", nargs=-1, metavar="[KEY]...", help="Keys of rows; the whole table when left out.")
@click.option("--package", "folder", type=PATH, default=".", help=_HERE)
@click.option("--from", "release", default="", help=_FROM)
@in_language
def restore_command(table: str, keys: tuple[str, ...], folder: Path, release: str, lang: Lang | None) -> None:
    """Put rows of a table back as they were released: dropped and changed ones.

    The released version is that of the package installed with the library, or of the git history. What is
    written over is printed.
    """
    from ..datapackage.misnamed import refuse_archive
    from ..releases.reading import read_release
    from ..releases.restore import released_content, restored
    from ..render.terminal_text import visible_lines
    from ..validation.fixes import unified

    refuse_archive(folder, "restore-archive")
    package = of_one_report(read_package(folder))
    content = released_content(package, table, read_release(release) if release else None)
    path = package.path(table)
    before = read_plain(path) if path.is_file() else b""
    after = restored(package, table, keys, content)
    write_whole(path, after)
    old, new = (each.decode("utf-8", "replace") for each in (before, after))
    changed = unified(path.name, old, new).split("\n")[2:]
    say(visible_lines("\n".join(changed)))
    count = sum(line.startswith("+") for line in changed)
    say(sentence("releases", "restored", language(lang), n=count, path=path, package=pasteable(folder)))
