"""Commands that check: `validate`, `fix`, `audit`, `explain`, `refresh`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..datapackage.characters import pasteable
from ..datapackage.package import DESCRIPTOR, of_one_report, read_package, shipped
from ..datapackage.writing import refuse_inputs, write_with_backups
from ..errors import PackageError, worded
from ..lang import Lang, sentence, texts
from ..optional import extra
from ..render import FORMATS
from ..render.all_findings import all_findings
from .common import (
    PATH,
    PathOrUrl,
    app,
    cluster,
    in_language,
    language,
    on_engine,
    own_package,
    package_path,
    print_lines,
    progress,
    refuse_scheduler,
    say,
    working_package,
    write_out,
)

if TYPE_CHECKING:
    from ..compilation.addresses import Address
    from ..findings.report import Report
    from ..validation.fixes import Correction

_PATHS = (
    "Folders, zip archives, datapackage.json or URLs; when left out, the working folder if it is a package, "
    "else the shipped one; with --table, files."
)
_LISTS = (
    "With --table: a package or folder with the code lists it refers to; "
    "the package that the files lie in when left out."
)
_ALL = (
    "For many packages, or --table: a CSV or Parquet file for all findings, not only those that are listed."
)
_VERBOSE = "All of the report: every place, known issues, unchecked rules, tables without problems."
_ENGINE = "For many packages, or --table: this machine's cores, or a Dask cluster."
_CACHE = "For many packages: a file that keeps what was found; what has not changed is not validated again."


@app.command("validate")
# Not PATH, for an address has two slashes.
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PathOrUrl(), help=_PATHS)
@in_language
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="The format of the report; sarif and junit are for CI.",
)
@click.option("-o", "--output", type=PATH, help="A file to write the report to, whole or not at all.")
@click.option("--select", multiple=True, help="Only codes that begin so, such as FQ-R; repeatable.")
@click.option("--ignore", multiple=True, help="No codes that begin so, such as FQ-R18; repeatable.")
@click.option("-v", "--verbose", is_flag=True, help=_VERBOSE)
@click.option("--table", default="", help="Check one table of any size: PATHS are its CSV or Parquet files.")
@click.option("--lists", type=PATH, help=_LISTS)
@click.option("--all", "rest", type=PATH, help=_ALL)
@click.option("--cache", type=PATH, help=_CACHE)
@on_engine(_ENGINE)
def validate_command(
    paths: tuple[str, ...],
    lang: Lang | None,
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    verbose: bool,
    table: str,
    **given: Any,
) -> None:
    """Check a package, several, or one table of any size.

    Descriptor, files, values, keys, and the rules across tables.

    Exit code 0 where there is nothing but notes, 1 with errors or warnings, 2 where the check could not run.
    """
    from ..render import in_repository, rendered
    from ..render.brief import brief_lines
    from ..render.text import report_lines
    from ..render.verdict import verdict
    from ..validation.validate import validate

    spoken = language(lang)
    if form == "xlsx" and output is None:
        raise worded(ValueError, "xlsx-without-file")
    could_run, package, lists = True, None, None
    if table:
        refuse_scheduler(**given)
        _refuse_idle("option-with-table", cache=given.pop("cache"))
        refuse_inputs((output, given["rest"]), _files_of(table, paths))
        report, lists = _large(paths, spoken, table, **given)
    elif many := _many(paths):
        _refuse_idle("option-without-table", lists=given.pop("lists"))
        files = [each for each in (*many, given["cache"]) if isinstance(each, Path)]
        refuse_inputs((output, given["rest"]), files)
        report = _of_many(many, spoken, **given)
    else:
        _refuse_idle("option-without-table", lists=given.pop("lists"))
        _refuse_idle("option-without-many", **given)
        path = Path(paths[0]) if paths else working_package()
        report = validate(path)
        could_run = not any(finding.code in ("FQ-D01", "FQ-D10") for finding in report.findings)
        package = read_package(path) if could_run else None
        refuse_inputs((output,), [*filter(None, [path]), *(package.files() if package else ())])
    report = report.only(select, ignore)
    if output is None and form == "text":
        listed = report_lines if verbose else brief_lines
        print_lines(lambda width: listed(report, spoken, width=width))
    else:
        folder = in_repository(package.root, Path.cwd()) if package else ""
        write_out(rendered(report, form, spoken, package, folder, verbose=verbose), output)
        if output is not None:
            say(verdict(report, spoken))
            say(sentence("reports", "written", spoken, path=output))
    # A machine reads what other forms print.
    stream = sys.stdout if output or form == "text" else sys.stderr
    if table:
        say(sentence("cli", "lists" if lists else "lists_shipped", spoken, lists=lists), stream)
    elif not paths and package and package.root == shipped().root != Path().resolve():
        # Who is beside a package and not in it takes this report for the one of it.
        say(texts("cli", spoken)["shipped_checked"], stream)
    if not could_run:
        sys.exit(2)
    if not report.ok:
        sys.exit(1)


def _refuse_idle(key: str, **given: Any) -> None:
    """Refuse options that would do nothing, for who gave them would think that they did."""
    idle = next((name for name, value in given.items() if value and value != "local"), "")
    if idle:
        raise worded(ValueError, key, option=f"--{'all' if idle == 'rest' else idle}")


def _files_of(table: str, paths: Sequence[str]) -> list[Path]:
    """The files of a large table; a package is no folder of files of one table."""
    shipped().resource(table)
    for path in paths:
        folder = Path(path)
        if (folder / DESCRIPTOR).is_file():
            raise worded(ValueError, "package-for-table", file=path, table=table)
        named = folder / f"{table}.csv"
        if (folder.parent / DESCRIPTOR).is_file() and named.is_file():
            raise worded(ValueError, "tables-for-table", file=path, table=table, path=pasteable(named))
    return [Path(file) for file, _ in extra("fengqiao_open.streaming.inputs", "large").expand(paths)]


def _many(paths: Sequence[str]) -> list[Address]:
    """The packages, where there may be several: several paths, a URL, or a folder of packages only."""
    from ..compilation.addresses import addresses
    from ..datapackage.files import is_url

    given = [each if is_url(each) else Path(each) for each in paths]
    alone = given[0] if len(given) == 1 and isinstance(given[0], Path) else None
    if not given or (alone and (not alone.is_dir() or (alone / DESCRIPTOR).exists())):
        return []
    try:
        return addresses(given)
    except PackageError:
        if alone:
            return []
        raise


def _of_many(
    packages: Sequence[Address],
    spoken: Lang,
    rest: Path | None,
    cache: Path | None,
    engine: str,
    scheduler: str,
) -> Report:
    """The report on many packages, with the progress on a terminal."""
    from ..compilation.cache import opened
    from ..compilation.discover import validated
    from ..compilation.machine import this_machine

    refuse_scheduler(engine, scheduler)
    with ExitStack() as stack:
        kept = stack.enter_context(opened(cache)) if cache else None
        sink = stack.enter_context(all_findings(rest, spoken))
        shown = stack.enter_context(progress(unit=texts("cli", spoken)["packages"]))
        used = cluster(engine, scheduler, kept) or this_machine(kept)
        report = validated(packages, shown, engine=used, sink=sink)
    if kept and kept.damaged:
        say(sentence("cli", "cache_damaged", spoken, n=kept.damaged, file=cache), sys.stderr)
    return report


def _large(
    files: Sequence[str],
    spoken: Lang,
    table: str,
    lists: Path | None,
    rest: Path | None,
    engine: str,
    scheduler: str,
) -> tuple[Report, Path | None]:
    """The report on one table of any size, and where its lists are from; with the progress on a terminal."""
    if not files:
        raise worded(ValueError, "table-without-files", table=table)
    check = extra("fengqiao_open.streaming.validate_table", "large").validate_table
    lists = lists or extra("fengqiao_open.streaming.reference_loader", "large").lists_beside(table, files)
    opened = (
        extra("fengqiao_open.streaming.dask", "cluster").on_cluster(scheduler) if engine == "dask" else None
    )
    with progress(counted=texts("cli", spoken)["rows"]) as shown, all_findings(rest, spoken) as sink:
        report: Report = check(
            table, files, lists, engine=opened, sink=sink, progress=lambda rows: shown(rows, None)
        )
    return report, lists


@app.command("fix")
@own_package
@click.option("--in-place", is_flag=True, help="Write the files, and keep each as it was in FILE.bak.")
@in_language
def fix_command(path: Path, in_place: bool, lang: Lang | None) -> None:
    """Fix what needs no look at the source.

    Cells whose right form is certain, and files that a spreadsheet saved in another CSV format.

    Without --in-place, the changes are printed as a diff and nothing is written.

    Exit code 0 where there is nothing to fix or all is written, 1 where files would change, 2 where it could
    not run.
    """
    from ..authoring.refresh import errors_first
    from ..datapackage.misnamed import refuse_archive
    from ..findings.report import counted
    from ..validation.fixes import corrections, outdated
    from ..validation.validate import validate

    spoken = language(lang)
    refuse_archive(path, "fix-archive")
    package = of_one_report(read_package(path))
    findings = validate(path).findings
    made = list(corrections(findings, package))
    files = {each.path: each.content for each in made}
    where = path if path.is_dir() else path.parent
    kept = write_with_backups(package.root, files) if in_place and files else {}
    _say_fixes(made, kept, lambda file: where / file.relative_to(package.root), spoken)
    if not made:
        say(texts("reports", spoken)["nothing_to_fix"])
        return
    if not in_place:
        say(sentence("reports", "would_fix", spoken, n=len(made), path=pasteable(path)))
        sys.exit(1)
    after = validate(path)
    if any(corrections(after.findings, package)):
        say(sentence("reports", "fix_again", spoken))
    elif left := counted(errors_first(after)):
        say(sentence("reports", "errors_first", spoken, n=left, path=pasteable(path)))
    elif outdated(made, package):
        say(sentence("reports", "refresh_next", spoken, path=pasteable(path)))


def _say_fixes(
    made: Iterable[Correction], kept: Mapping[Path, Path], named: Callable[[Path], Path], lang: Lang
) -> None:
    """Print the change of each file: its cells as a diff, its format in words, and where its backup is.

    Files are `named` in the folder of the package as it was given.
    """
    from ..render.terminal_text import visible_lines
    from ..tabular.canonical_csv import OTHER_FORMAT

    for each in made:
        path = named(each.path)
        if each.diff:
            say(visible_lines(each.diff))
        if each.fixed[-1].code == OTHER_FORMAT:
            forms = each.fixed[-1].values[f"forms_{lang}"]
            say(sentence("reports", "format_fixed", lang, path=path, forms=forms))
        if each.path in kept:
            say(sentence("reports", "backup", lang, path=path, backup=named(kept[each.path])))
    if kept:
        say(texts("reports", lang)["backups"])


@app.command("audit")
@package_path
@click.option("--source", type=PATH, help="The report's text, as found or normalised.")
@in_language
def audit_command(path: Path | None, source: Path | None, lang: Lang | None) -> None:
    """Compare the text of a report with its tables.

    Every number is a statistic or has a reason, and every row has its position.
    """
    from ..authoring.audit import audit
    from ..authoring.coverage import audit_lines
    from ..validation.context import with_evidence

    result = audit(source, path)
    if result.findings:
        result = replace(result, findings=with_evidence(result.findings, read_package(path)))
    print_lines(lambda width: audit_lines(result, language(lang), width))
    if not result.ok:
        sys.exit(1)


@app.command("explain")
@click.argument("code", default="", help="A code such as FQ-R05; all codes are listed without one.")
@in_language
def explain_command(code: str, lang: Lang | None) -> None:
    """Explain what a finding means and how to fix it, with examples."""
    from ..render.explain import explain_lines, known, listing_lines

    spoken = language(lang)
    entry = known(code) if code else None
    print_lines(lambda _: explain_lines(entry, spoken) if entry else listing_lines(spoken))


@app.command("refresh")
@own_package
@click.option("--check", is_flag=True, help="Change nothing; exit 1 when something is stale.")
@click.option(
    "--source", type=PATH, help="The report's text, for the table of indicators that it leaves out."
)
def refresh_command(path: Path, check: bool, source: Path | None) -> None:
    """Make statistics.csv, and byte counts and hashes anew.

    Tables that a spreadsheet saved in another CSV format become canonical again. Nothing is made from
    tables with errors.
    """
    from ..authoring.documents import read_document
    from ..authoring.refresh import errors_first, is_dropped, refresh, removed, stale
    from ..datapackage.misnamed import refuse_archive
    from ..findings.report import counted
    from ..validation.validate import validate

    refuse_archive(path, "refresh-archive")
    package = read_package(path)
    # What is wrongly said to be absent is right once the table is made from the text.
    ignored = ["FQ-R60"] if source else []
    report = None if check else validate(path)
    wrong = errors_first(report.only(ignore=ignored)) if report else []
    where = pasteable(path)
    if errors := counted(each for each in wrong if not is_dropped(each)):
        say(sentence("cli", "not_made", language(), n=errors, path=where), sys.stderr)
        sys.exit(1)
    gone = list(removed(report, wrong, package)) if report else []
    text = None if source is None else read_document(source)
    paths = list(stale(package, text)) if check else refresh(package, text)
    for made in paths:
        path_ = made.relative_to(package.root)
        say(sentence("cli", "stale" if check else "made", language(), path=path_))
    # Afterwards nothing shows that they are gone: they are in no table, and the descriptor records others.
    for table, count, rows in gone if paths else ():
        say(sentence("cli", "made_without", language(), n=count, table=table, rows=rows), sys.stderr)
    for each in wrong if paths else ():
        if "keys" not in each.values:
            say(sentence("cli", "made_without_row", language(), table=each.table, key=each.key), sys.stderr)
    if check and paths:
        sys.exit(1)
