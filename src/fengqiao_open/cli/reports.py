"""Commands that read a report: `extract`, `new`, `next`; how well they read: `score`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..datapackage.characters import pasteable
from ..errors import worded
from ..lang import Lang, sentence, texts
from .common import (
    PATH,
    app,
    in_language,
    language,
    own_package,
    print_lines,
    print_table,
    progress,
    say,
    write_out,
)

if TYPE_CHECKING:
    from ..authoring.score import Score
    from ..tabular.corrupted_texts import CorruptedReport

_YEAR = "The year in which the report was presented."
_BENCHMARK = "A CSV file of labelled phrases, such as benchmarks/numbers/phrases.csv."
_PREDICTED = "A CSV file of what a reader predicts; the scanner of this library when left out."
_SCORES = "A table, or JSON for machines."
_ADD = "A package to add the report to: of the same town when --town is left out."
_AGENDA = "What to do first, on one screen, or everything as JSON."
#: Questions that are said at once: the whole package may be of another place.
_ON_PLACE = ("whose-", "code-")
_SCORED = ("split", "level", "labelled", "predicted", "correct", "recall", "precision", "f1")


@app.command("extract")
@click.argument(
    "report", type=PATH, help="A report (text, Markdown, HTML, DOCX, PDF), or a folder of reports."
)
@click.option("-o", "--output", type=PATH, help="A CSV file to write instead of printing.")
def extract_command(report: Path, output: Path | None) -> None:
    """Find every number in a report or a folder of reports."""
    from ..authoring.cleaning import clean
    from ..authoring.documents import read_document
    from ..authoring.extraction import COLUMNS, corpus_figures, header, reports
    from ..datapackage.writing import refuse_inputs, write_whole
    from ..tabular.corrupted_texts import in_report, refuse_if_throughout
    from ..tabular.csv import records

    paths = reports(report)
    refuse_inputs([output], paths)
    corrupt = {path: found for path in paths if (found := in_report(read_document(path)))}
    for path, found in corrupt.items():
        refuse_if_throughout(path, found)
    done = count(1)
    lang = language()
    with progress(texts("cli", lang)["reports"]) as update:
        content = header() + b"".join(corpus_figures(paths, lambda: update(next(done), len(paths))))
    if output is not None:
        write_whole(output, content)
        numbers = sum(1 for _ in records(content.decode())) - 1
        say(sentence("cli", "extracted", lang, figures=numbers, reports=len(paths), path=output))
        if len(paths) == 1:
            _say_cleaned(clean(read_document(paths[0])).changes)
    elif sys.stdout.isatty():
        (_, columns), *rows = records(content.decode("utf-8"))
        shown = [at for at, name in enumerate(columns) if name not in ("report", "ground")]
        print_table([COLUMNS[at] for at in shown], [[cells[at] for at in shown] for _, cells in rows])
    else:
        sys.stdout.write(content.decode("utf-8"))
    _warn(corrupt)
    if corrupt:
        sys.exit(1)


def _warn(corrupt: Mapping[Path, CorruptedReport]) -> None:
    """Say of each report with corrupted lines where the first is."""
    from ..tabular.corrupted_texts import corrupted_error

    for path, found in corrupt.items():
        say(corrupted_error(path, found).message(language()), sys.stderr)


def _say_cleaned(changes: Mapping[str, int]) -> None:
    """Say what was taken off a report before it was read."""
    lang = language()
    words = texts("cli", lang)
    listed = [f"{words[f'cleaned.{kind}']} {count:,}" for kind, count in changes.items()]
    if listed:
        say(sentence("cli", "cleaned.all", lang, changes=words["cleaned.between"].join(listed)))


@app.command("new")
@click.argument("report", type=PATH, help="The report: text, Markdown, HTML, DOCX or PDF.")
@click.option("--town", default="", help="The town's name in Chinese.")
@click.option("--year", type=click.IntRange(1950, 2100), required=True, help=_YEAR)
@click.option("-o", "--output", type=PATH, help="The folder to make.")
@click.option("--add", "package", type=PATH, help=_ADD)
@click.option(
    "--id",
    "source_id",
    default="",
    help="A slug for the report, such as xinfeng-2024; from the town's name when left out.",
)
@click.option("--area", default="", help="The town's official 12-digit code.")
def new_command(
    report: Path,
    town: str,
    year: int,
    output: Path | None,
    package: Path | None,
    source_id: str,
    area: str,
) -> None:
    """Start a package for another report, or add a report to a package.

    Numbers are found, observations proposed, and decisions listed in TODO.csv.
    """
    from ..authoring.addition import add_report
    from ..authoring.cleaning import clean
    from ..authoring.documents import read_document
    from ..authoring.scaffold import draft, write_draft
    from ..tabular.corrupted_texts import in_report, refuse_if_throughout

    folder = output or package
    if folder is None or (output and package):
        raise worded(ValueError, "add-or-new")
    text = read_document(report)
    corrupt = in_report(text)
    refuse_if_throughout(report, corrupt)
    if package is not None:
        made = add_report(package, text, year, source_id, town, area)
    else:
        made = draft(text, town, year, source_id, area)
        write_draft(made, folder)
    _say_cleaned(clean(text).changes)
    _warn({report: corrupt} if corrupt else {})
    figures, observations = made.tables["figures"], made.tables["observations"]
    drafts = {row["indicator_id"] for row in made.tables["indicators"] if row["definition_status"] == "draft"}
    named = sum(row["indicator_id"] not in drafts for row in observations)
    counts = {"figures": len(figures), "observations": len(observations), "named": named}
    say(sentence("cli", "drafted", language(), path=folder, **counts))
    if not source_id and (town or package is None):
        given = made.tables["sources"][0]["source_id"]
        say(sentence("cli", "drafted_id", language(), id=given))
    for asked in made.todo:
        if asked["question_id"].startswith(_ON_PLACE):
            say(asked[f"decide_{language()}"], sys.stderr)
    say(sentence("cli", "decisions", language(), n=len(made.todo), path=pasteable(folder)))


@app.command("next")
@own_package
@click.option("--source", type=PATH, help="The report, to compare the tables with as well.")
@in_language
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=_AGENDA)
def next_command(path: Path, source: Path | None, lang: Lang | None, form: str) -> None:
    """Say what is left to do in a package, in the order in which to do it.

    Open questions of TODO.csv and findings, each with its row and its place in the report. Generated files
    are made anew where nothing is wrong with the tables.

    Exit code 0 where nothing is left, 1 where something is, 2 where it could not run.
    """
    from dataclasses import asdict

    from ..authoring.agenda import agenda
    from ..authoring.agenda_lines import agenda_lines
    from ..datapackage.files import json_bytes

    found = agenda(path, source)
    if form == "json":
        items = [asdict(each) for each in found.items]
        write_out(json_bytes({"left": found.left, "done": found.done, "items": items}), None)
    else:
        print_lines(lambda _: agenda_lines(found, language(lang), source))
    if found.items:
        sys.exit(1)


@app.command("desk")
@own_package
@click.option(
    "--source", "report", type=PATH, required=True, help="The report that the package is made from."
)
@click.option(
    "--browser/--no-browser", default=True, help="Open the page in the browser, or print its address."
)
def desk_command(path: Path, report: Path, browser: bool) -> None:
    """Open a page on this machine on which a report becomes a package.

    Each number of the report has a proposed row, to be confirmed or corrected. What is decided is written at
    once; nothing leaves the machine. Ctrl+C ends it.
    """
    from ..desk.serving import RunningError, open_page, run, served, server

    lang = language()
    try:
        with served(path, report, browser=browser) as service:
            say(sentence("cli", "desk.open", lang, address=service.address))
            sys.stdout.flush()
            run(service, server(service))
    except RunningError as problem:
        if not problem.address:
            raise
        say(sentence("cli", "desk.running", lang, address=problem.address))
        if browser:
            open_page(path)


@app.command("score")
@click.argument("benchmark", type=PATH, help=_BENCHMARK)
@click.argument("predicted", type=PATH, required=False, help=_PREDICTED)
@in_language
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=_SCORES)
def score_command(benchmark: Path, predicted: Path | None, lang: Lang | None, form: str) -> None:
    """Measure how well quantities are found in labelled phrases.

    Recall, precision and F1 of each split: of numbers, of numbers with their units, and of all that is
    labelled.
    """
    from ..authoring.labelled_phrases import read_benchmark, read_predictions
    from ..authoring.score import scanned, scores
    from ..datapackage.files import json_bytes

    phrases = read_benchmark(benchmark)
    found = scores(phrases, read_predictions(predicted, phrases) if predicted else scanned(phrases))
    if form == "json":
        write_out(json_bytes([{name: getattr(each, name) for name in _SCORED} for each in found]), None)
        return
    words = texts("cli", language(lang))
    rows = [_score_row(each, words) for each in found]
    print_table([words[f"score.{name}"] for name in _SCORED], rows)


def _score_row(score: Score, words: Mapping[str, str]) -> list[str]:
    counts = (f"{count:,}" for count in (score.labelled, score.predicted, score.correct))
    rates = ("–" if rate is None else f"{rate:.3f}" for rate in (score.recall, score.precision, score.f1))
    return [score.split, words[f"levels.{score.level}"], *counts, *rates]
