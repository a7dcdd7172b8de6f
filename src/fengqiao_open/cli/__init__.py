"""The command line: one thin command for each thing the library does. Only this package prints.

Exit codes: 0 clean, 1 findings, 2 could not run, 128 and more where a signal ended it.
"""

from __future__ import annotations

import contextlib
import gc
import io
import sys

import click

from ..errors import RENAMED, PackageError, message_of, reasons
from ..lang import Lang, sentence, texts
from . import checks, compilations, exports, indicators, releases, reports, tables, workbooks
from .common import app as app
from .common import say
from .help import click_words
from .language import asked, language, with_language
from .process import cleaned_up, flush_output, prepare_output

# Their commands are there as soon as they are imported.
MODULES = (checks, compilations, exports, indicators, releases, reports, tables, workbooks)
# So many objects are made before Python looks for those that are not used any more.
_NEW_OBJECTS = 100_000


def main() -> None:
    """Run the command line; a problem that stops it is one line and exit code 2."""
    prepare_output()
    # Most objects stay until the end: to look through them again and again, and once more then, takes long.
    gc.set_threshold(_NEW_OBJECTS)
    code = _run()
    try:
        flush_output()
    except OSError as problem:
        if code != 2:
            lang = language(asked(sys.argv))
            _report(sentence("errors", "output-not-written", lang, **reasons(problem)))
        code = 2
    gc.freeze()
    sys.exit(code)


def _run() -> int:
    """Run the command; its exit code."""
    lang = language(asked(sys.argv))
    with click_words(lang):
        return _code(lang)


def _code(lang: Lang) -> int:
    try:
        with cleaned_up():
            code: object = app(prog_name=app.name, standalone_mode=False)
    except SystemExit as ended:
        code = ended.code
    except click.Abort:
        return 130
    except click.ClickException as problem:
        shown = io.StringIO()
        _with_new_name(problem, lang).show(shown)
        say(shown.getvalue().rstrip("\n"), file=sys.stderr)
        return problem.exit_code
    except (PackageError, KeyError, ValueError, ImportError, OSError) as problem:
        _report(_words(problem, lang))
        return 2
    return code if isinstance(code, int) else 0 if code is None else 1


def _with_new_name(problem: click.ClickException, lang: Lang) -> click.ClickException:
    """The problem; that of a command that was renamed has the new name."""
    if isinstance(problem, click.exceptions.NoSuchCommand):
        new = RENAMED.get(problem.command_name)
        if new in app.commands:
            words = sentence("errors", "command-renamed", lang, old=problem.command_name, new=new)
            return click.UsageError(words, problem.ctx)
    return problem


def _words(problem: Exception, lang: Lang) -> str:
    """What stopped the command; a fault of the system is named with its file."""
    said = message_of(problem, lang)
    if isinstance(problem, OSError) and problem.strerror:
        file = problem.filename or texts("errors", lang)["the-output"]
        return sentence("errors", "file-system", lang, file=file, why=said)
    return said


def _report(problem: str) -> None:
    """Print on standard error what stopped a command; the disk may have no room for it either."""
    with contextlib.suppress(OSError):
        say(f"fengqiao-open: {with_language(problem, asked(sys.argv))}", file=sys.stderr)
