"""A desk on one package and one report: what the page asks is decided, logged, applied, written and checked.

All of it is under one lock. A decision is logged and flushed before it is answered; tables follow, and where
they cannot be written (open in another program), they wait and the log goes on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final

from ..datapackage.package import Package
from ..errors import PackageError, reasons
from ..findings.report import Finding
from ..lang import LANGS, both
from . import decisions as made
from . import log, store
from .actions import asked
from .against_text import AgainstText
from .apart import way_apart
from .cards import option
from .changes import Change, ConflictError, Tables, applied, inverse, merged, row_of
from .checks import ALL, Checker, by_number, places, unchanged
from .decisions import RefusedError, Request, folded
from .folder import Folder
from .history import last_to_redo, last_to_undo, listed
from .log import Decision
from .question_cards import form
from .relating import offered
from .search import search
from .spans import years
from .summary import news, placed, summary
from .together import widened
from .view import LISTED, View, card_of, lists, named, paragraphs_of, scanned, view

Json = dict[str, Any]
#: Jobs that must find nothing before a report is done.
_ASKED_AT_THE_END: Final = frozenset(("validate", "audit"))
_NONE: Final[Tables] = MappingProxyType({})
_REMEMBERED: Final = 500  # answers kept for requests that are sent again


class StaleError(PackageError):
    """A number was decided elsewhere since the page saw it."""


class Desk:
    """See the module; `open_desk` makes one."""

    def __init__(self, package: Package, source_id: str, paragraphs: Sequence[str]) -> None:
        self.package, self.source_id, self.paragraphs = package, source_id, tuple(paragraphs)
        self._lock = threading.RLock()
        self._log = package.root / store.FOLDER / store.LOG
        self._read = scanned(source_id, paragraphs)
        self._text = AgainstText(source_id, paragraphs, self._read.values())
        self._checker = Checker(package.descriptor, self._text)
        self._answers: dict[str, Json] = {}
        self._later: list[Finding] = []
        self._checked: Tables = _NONE  # the tables that these were found in
        self._rev, self._notices = 0, list[Json]()
        self._summarised: Json = {"rev": -1}
        self._passed: frozenset[str] = frozenset()  # jobs that found nothing since the last decision
        self._blocked: set[int] = set()  # decisions that could not be undone
        self._revisions: dict[
            str, int
        ] = {}  # the decision that changed a number last, since the desk was opened
        self._decisions, incomplete = log.read_log(self._log)
        self._folder = Folder(package, source_id, paragraphs)
        self._tables = dict(self._folder.written)
        changed = self._replay(incomplete)
        self._view = self._made()
        self._write()
        self._doubt(changed, ())

    # What the page reads.

    def state(self) -> Json:
        """Everything but the cards: paragraphs, numbers, questions, counts, code lists."""
        with self._lock:
            return {
                "paragraphs": paragraphs_of(self._view, self.paragraphs),
                "places": {
                    key: [int(each.row[name]) for name in ("paragraph", "start", "end")]
                    for key, each in self._view.numbers.items()
                },
                "printed": {key: each.row["printed"] for key, each in self._view.numbers.items()},
                "years": years(self._view.source),
                "title": {lang: self._view.source[f"title_{lang}"] for lang in LANGS},
                "lists": lists(self._view),
                **self._summary(),
            }

    def changes(self, rev: int) -> Json:
        """What is new since a revision: nothing, or the numbers and questions as they are."""
        with self._lock:
            self._adopt_outside()
            self._write()
            now = self._summary()
            return now if rev != self._rev else {name: now[name] for name in ("rev", "waiting", "ready")}

    def cards(self, keys: Iterable[str]) -> Json:
        """The cards of numbers and questions by key; those that are not there are left out."""
        with self._lock:
            return {
                key: found for key in keys if (found := card_of(self._view, key, self.paragraphs)) is not None
            }

    def search(self, typed: str, observation: str) -> list[Json]:
        """The indicators that fit what is typed."""
        with self._lock:
            return [option(hit, self._view.data) for hit in search(self._tables, typed, observation)]

    def relations(self, observation: str) -> list[list[Any]]:
        """What can be done with the relations of a row: the code of each choice, and its words."""
        with self._lock:
            return offered(self._tables, self._view.data, observation)

    def log(self, before: int = 0, number: int = 50) -> list[Json]:
        """The decisions, the last first."""
        with self._lock:
            return listed(self._decisions, before, number, lambda target: named(self._view, target))

    # What the page changes.

    def decide(self, request: Request, identifier: str = "", base: Mapping[str, int] | None = None) -> Json:
        """Make a decision; the same identifier a second time gives the same answer and decides nothing.

        Raises:
            StaleError: a number was decided elsewhere since the page saw it.
            ConflictError: cells are not as they were.
            RefusedError: it cannot be made; `findings` of the answer say why where rules do.
            OSError: the log cannot be written; nothing was decided.
        """
        with self._lock:
            if identifier and identifier in self._answers:
                return self._answers[identifier]
            self._adopt_outside()
            for key, seen in (base or {}).items():
                if self._revisions.get(key, 0) != seen:
                    raise StaleError("desk-stale", key=named(self._view, key))
            request = widened(request, self._tables, self._view.numbers)
            changes = folded(
                self._tables, asked(request, self._tables, self._read, self._decisions, self._view.findings)
            )
            if not changes:
                return self._unchanged(request.targets)
            tables = applied(self._tables, changes)
            if request.action == "accept":
                self._refuse_errors(tables, request.targets)
            answer = self._take(request.action, request.targets, changes, tables)
            if identifier:
                self._answers[identifier] = answer
                while len(self._answers) > _REMEMBERED:
                    self._answers.pop(next(iter(self._answers)))
            return answer

    def undo(self) -> Json:
        """Take back the last decision that still holds."""
        with self._lock:
            self._adopt_outside()
            last = last_to_undo(self._decisions, self._blocked)
            if last is None:
                raise RefusedError("desk-nothing-to-undo")
            return self._again("undo", last, inverse(last.changes))

    def redo(self) -> Json:
        """Make the decision again that was taken back last, unless another was made since."""
        with self._lock:
            self._adopt_outside()
            again = last_to_redo(self._decisions)
            if again is None:
                raise RefusedError("desk-nothing-to-redo")
            return self._again("redo", again, again.changes)

    def fix(self, code: str, table: str, key: str, identifier: str = "") -> Json:
        """Apply the safe fix of a finding, as far as there still is one."""
        with self._lock:
            one = next((each for each in self._view.findings if each.place == (code, table, key)), None)
            if one and way_apart(self._tables, one):
                return self.decide(Request("apart", (key,)), identifier)
            if one is None or not one.safe:
                raise RefusedError("desk-no-fix", code=code, key=key)
            action = "edit" if table == "observations" else "change"
            return self.decide(Request(action, (key,), {one.column: str(one.fix)}, table), identifier)

    def form(self, table: str, key: str = "", observation: str = "") -> Json:
        """The form for a row of a table: for that of a key, or for a new one beside an observation."""
        with self._lock:
            row = row_of(self._tables["observations"], observation)
            figure = self._read.get(row["figure_id"]) if row else None
            return form(table, self.package, self._tables, self._view.data, key, row, figure)

    def alone(self, name: str, job: Callable[[], Json]) -> Json:
        """Run what reads or writes the files, with no decision meanwhile; what it changed is taken over."""
        with self._lock:
            self._write()
            try:
                answer = job()
                self._passed = self._passed | {name} if answer["ok"] else self._passed - {name}
                found = {"findings": placed(answer["findings"], self._tables)} if "findings" in answer else {}
                return {**answer, **found, "ready": self._ready}
            finally:
                self._adopt_outside()

    def check_all(self) -> bool:
        """Run the rules that are left out of an answer; whether something is new."""
        with self._lock:
            tables, rev = self._tables, self._rev
        found = Checker(self.package.descriptor, self._text).findings(
            tables, ALL
        )  # its own: this runs beside decisions
        with self._lock:
            if rev != self._rev:
                return False
            known = places(self._checker.findings(tables))
            later = [each for each in found if each.place not in known]
            if later == self._later:
                self._checked = tables
                return False
            self._later, self._checked = later, tables
            self._renew()
            return True

    # How it is done.

    def _replay(self, incomplete: int) -> set[str]:
        """Bring the tables to where the log is; the accepted numbers whose rows were changed meanwhile.

        What was logged and not written is applied again.
        """
        known = self._folder.former
        present = store.hashes_of_rows(self._tables, known.decided)
        later = self._decisions[known.seq :]
        lost: set[str] = set()
        for each in self._decisions:
            for change in each.changes:
                if change.table == store.STATES or each.seq > known.seq:
                    try:
                        self._tables = applied(self._tables, [change], again=True)
                    except ConflictError:
                        lost.add(change.table)
        if incomplete:
            self._notice("incomplete", number=incomplete, kept=incomplete - 1)
        for each in later:
            self._folder.ahead(each.changes)
        now = self._folder.applied.hashes
        outside = {name for name, old in known.hashes.items() if now.get(name) != old}
        if changed := (outside - self._folder.waiting) | lost:
            self._notice("outside_before", tables="、".join(sorted(changed)))
        decided_since = {target for each in later for target in each.targets}
        return {key for key, old in known.decided.items() if present.get(key) != old} - decided_since

    def _refuse_errors(self, tables: Tables, targets: Iterable[str]) -> None:
        found = by_number(self._checker.findings(tables), tables)
        wrong = [each for key in targets for each in found.get(key, ()) if each.severity == "error"]
        if wrong:
            words = {f"found_{lang}": wrong[0].found(lang) for lang in LANGS}
            raise RefusedError("desk-has-errors", code=wrong[0].code, n=len(wrong), **words)

    def _take(
        self,
        action: str,
        targets: tuple[str, ...],
        changes: tuple[Change, ...],
        tables: Tables,
        undoes: int = 0,
    ) -> Json:
        """Log a decision, apply it and write it; the answer says what has changed."""
        at = _now()
        decision = Decision(len(self._decisions) + 1, at, action, targets, changes, undoes)
        (self.package.root / store.FOLDER).mkdir(exist_ok=True)
        log.append(self._log, decision)
        before = self._summary()
        concerned = dict.fromkeys((*targets, *self._touched(changes, tables)))
        self._decisions.append(decision)
        self._passed = frozenset()
        self._tables = dict(tables)
        self._revisions |= dict.fromkeys(concerned, decision.seq)
        if action != "outside":  # the files have it already
            self._folder.ahead(changes)
        self._write()
        self._renew()
        more = {"lists": lists(self._view)} if any(each.table in LISTED for each in changes) else {}
        return {
            **news(before, self._summary()),
            **more,
            "seq": decision.seq,
            "saved_at": at,
            "cards": self.cards(concerned),
        }

    def _unchanged(self, targets: Iterable[str]) -> Json:
        """The answer to a decision that changes nothing: it is not logged."""
        summary = self._summary()
        return {**news(summary, summary), "saved_at": _now(), "cards": self.cards(targets)}

    def _again(self, action: str, other: Decision, changes: tuple[Change, ...]) -> Json:
        try:
            tables = applied(self._tables, changes)
        except ConflictError as problem:
            self._blocked.add(other.seq)  # asked again, an earlier one is undone
            raise RefusedError("desk-changed-since", seq=other.seq, key=problem.change.key) from None
        return self._take(action, other.targets, changes, tables, other.seq)

    def _write(self) -> None:
        """Write the tables that are ahead; those that cannot be written wait."""
        try:
            self._folder.write(self._tables, len(self._decisions))
        except OSError as problem:
            self._notice("waiting", **reasons(problem), tables="、".join(sorted(self._folder.waiting)))

    def _adopt_outside(self) -> None:
        """Take over what another program changed in the files, as a decision of its own.

        Where the desk has changed the same cells and has not written them yet, its own stay; both are logged.
        """
        try:
            found, read = self._folder.changed_outside()
        except PackageError as problem:
            self._notice("unreadable", **{f"why_{lang}": problem.message(lang) for lang in LANGS})
            return
        fitting, others = merged(self._tables, found)
        if others:
            self._notice("outside_waiting", tables="、".join(sorted({each.table for each in others})))
        elif found:
            self._notice("outside", n=len(found), tables="、".join(sorted({each.table for each in found})))
        # A file that is as the desk has it but for its form or order is taken as it is.
        as_read = {name: table for name, table in read.items() if name not in self._folder.waiting}
        if found:
            self._doubt((), (*fitting, *others, *inverse(others)), as_read)
        else:
            self._tables = {**self._tables, **as_read}

    def _doubt(self, numbers: Iterable[str], changes: tuple[Change, ...], as_read: Tables = _NONE) -> None:
        """Log what was changed outside; accepted numbers among it are in doubt."""
        tables = {**applied(self._tables, changes), **as_read}
        touched = [*numbers, *self._touched(changes, tables)]
        again = [
            each
            for key in dict.fromkeys(touched)
            if key in self._view.numbers and self._view.numbers[key].state == "accepted"
            for each in made.doubt(tables, Request("doubt", (key,)))
        ]
        if changes or again:
            self._take("outside", tuple(touched), (*changes, *again), applied(tables, again))

    def _touched(self, changes: Iterable[Change], tables: Tables) -> list[str]:
        """The numbers whose rows or relations have changed."""
        both = [each for found in (self._tables, tables) for each in found["observations"].rows]
        numbers = {row.key: row["figure_id"] for row in both}
        found: list[str] = []
        for each in changes:
            row = None if each.before is None or each.after is None else row_of(tables[each.table], each.key)
            whole = row.cells if row else each.before or each.after or {}
            named = {"relations": "from_observation_id", "discrepancies": "key"}.get(each.table, "")
            key = whole.get(named, each.key)
            found.append(key if each.table == "figures" else numbers.get(key, ""))
            if each.table == "indicators":  # its name is on the card of each
                found += [row["figure_id"] for row in both if row["indicator_id"] == each.key]
        return [key for key in dict.fromkeys(found) if key in self._view.numbers]

    def _notice(self, key: str, **values: object) -> None:
        """Something that the clerk should know; the page shows the last."""
        words = both("desk", f"notice.{key}", "text", **values)
        one: Json = {lang: words[f"text_{lang}"] for lang in LANGS}
        one["key"] = key
        if not self._notices or self._notices[-1] != one:
            self._notices = [*self._notices[-4:], one]
            self._rev += 1

    def _renew(self) -> None:
        self._rev += 1
        self._view = self._made()

    def _made(self) -> View:
        found = [*self._checker.findings(self._tables), *unchanged(self._later, self._checked, self._tables)]
        return view(self._tables, self.package.descriptor, self.source_id, found)

    def _summary(self) -> Json:
        seen = self._view
        if self._summarised["rev"] != self._rev:
            self._summarised = {
                "rev": self._rev,
                "seq": len(self._decisions),
                "notices": self._notices,
                **summary(seen, self._revisions),
            }
        return {**self._summarised, "waiting": sorted(self._folder.waiting), "ready": self._ready}

    @property
    def _ready(self) -> bool:
        """Whether the jobs at the end have found nothing since the last decision."""
        return self._passed >= _ASKED_AT_THE_END


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
