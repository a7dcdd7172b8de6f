"""The service of the desk: a page and its requests, on this machine only.

It listens on 127.0.0.1 at a port of its own. The page has a token of 256 bits, which no other page knows; a
request without it, from another origin or to another host name is refused.
"""

from __future__ import annotations

import json
import re
import secrets
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..datapackage.files import json_bytes
from ..datapackage.writing import write_whole
from ..errors import PackageError, message_of, reasons, worded
from ..lang import LANGS, texts
from .changes import ConflictError
from .decisions import RefusedError, Request
from .desk import Desk, StaleError
from .finish import JOBS
from .store import FOLDER

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request as HttpRequest
    from starlette.responses import Response

LARGEST: Final = 64 * 1024
DEEPEST: Final = 6
HOST: Final = "127.0.0.1"
_IDLE: Final = 0.3  # seconds without a request before all rules run
_KEY: Final = re.compile(r"\S{1,300}")
# Control characters and halves of characters, which no table can hold; a line end parts contributors.
_UNSEEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES: Final = re.compile(" {2,}")
_KEYS: Final = {"id", "base", "action", "targets", "set", "reason", "note"}
#: How the page can look and behave.
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "lang": LANGS,
    "dark": ("dark", "light"),
    "keys": ("on", "off"),
}
_KINDS: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: What is wrong with a request, by the status of the answer.
_STATUS: Final[Mapping[type[Exception], int]] = {
    StaleError: 409,
    ConflictError: 409,
    RefusedError: 422,
    PackageError: 400,
}


class Service:
    """One desk behind HTTP."""

    def __init__(self, desk: Desk, report: Path, port: int, token: str = "") -> None:
        self.desk, self.report, self.port = desk, report, port
        self.token = token or secrets.token_urlsafe(32)
        self.listening: socket.socket | None = None
        self._last = time.monotonic()
        self._stopped = threading.Event()

    @property
    def address(self) -> str:
        """The address of the page; what is behind # is not sent."""
        return f"http://{HOST}:{self.port}/#{self.token}"

    def application(self) -> Starlette:
        """The application to serve."""
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.middleware.base import BaseHTTPMiddleware
        from starlette.routing import Route

        reads = {"state": self._state, "cards": self._cards, "indicators": self._indicators}
        reads |= {"changes": self._changes, "log": self._log, "relations": self._relations}
        reads |= {"forms/{table}": self._form}
        writes = {"decisions": self._decide, "undo": self._undo, "redo": self._redo, "fix": self._fix}
        writes |= {"preferences": self._prefer, "finish/{job}": self._finish}
        routes = [
            *(Route(f"/{name}", self._page, methods=["GET"]) for name in ("", *_page_files())),
            Route("/favicon.ico", self._no_icon, methods=["GET"]),
            *(Route(f"/api/{path}", _answering(made), methods=["GET"]) for path, made in reads.items()),
            *(Route(f"/api/{path}", _answering(made), methods=["POST"]) for path, made in writes.items()),
        ]
        return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=self._guard)])

    def watch(self) -> None:
        """Run all rules when nobody decides anything, until `stop`; for a thread."""
        checked = 0.0
        while not self._stopped.wait(_IDLE / 2):
            if self._last != checked and time.monotonic() - self._last > _IDLE:
                checked = self._last
                self.desk.check_all()

    def stop(self) -> None:
        """End `watch`."""
        self._stopped.set()

    async def _guard(
        self, request: HttpRequest, following: Callable[[HttpRequest], Awaitable[Response]]
    ) -> Response:
        """Refuse what is not of this page, before anything is read; add the headers to every answer."""
        refused = self._refused(request)
        answer = await following(request) if refused is None else refused
        answer.headers.update(_HEADERS)
        return answer

    def _refused(self, request: HttpRequest) -> Response | None:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if host != f"{HOST}:{self.port}" or origin not in (None, f"http://{HOST}:{self.port}"):
            return _problem(403, "desk-elsewhere")
        if not request.url.path.startswith("/api/"):
            return None
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return _problem(403, "desk-elsewhere")
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return _problem(401, "desk-expired")
        size = request.headers.get("content-length", "0")
        if not size.isdigit() or int(size) > LARGEST or "transfer-encoding" in request.headers:
            return _problem(413, "desk-large")
        return None

    async def _page(self, request: HttpRequest) -> Response:
        from starlette.responses import Response

        path = files(__package__).joinpath("page", request.url.path[1:] or "desk.html")
        return Response(path.read_bytes(), media_type=_KINDS[Path(path.name).suffix])

    async def _no_icon(self, request: HttpRequest) -> Response:
        from starlette.responses import Response

        return Response(status_code=204)

    # Each takes the query and the body of a request, and gives what is answered.

    def _state(self, query: Mapping[str, str], body: Any) -> Any:
        words = {lang: dict(texts("desk", lang)) for lang in LANGS}
        return {**self.desk.state(), "words": words, "preferences": self._preferred()}

    def _prefer(self, query: Mapping[str, str], body: Any) -> Any:
        """Keep how the page is to look: a page at another port would not know."""
        if not isinstance(body, dict) or not all(each in _CHOICES.get(key, ()) for key, each in body.items()):
            raise _unreadable()
        write_whole(self._look, json_bytes({**self._preferred(), **body}))
        return {}

    def _preferred(self) -> dict[str, str]:
        try:
            found = json.loads(self._look.read_bytes())
        except (OSError, ValueError):
            return {}
        return {key: each for key, each in found.items() if each in _CHOICES.get(key, ())}

    @property
    def _look(self) -> Path:
        return self.desk.package.root / FOLDER / "page.json"

    def _cards(self, query: Mapping[str, str], body: Any) -> Any:
        return self.desk.cards(query.get("keys", "").split(",")[:60])

    def _indicators(self, query: Mapping[str, str], body: Any) -> Any:
        return self.desk.search(query.get("q", "")[:100], query.get("row", ""))

    def _changes(self, query: Mapping[str, str], body: Any) -> Any:
        rev = _number(query.get("rev", ""))
        answer = self.desk.changes(rev)
        if answer["rev"] != rev:
            self._last = time.monotonic()  # another program may have changed a table: all rules run again
        return answer

    def _log(self, query: Mapping[str, str], body: Any) -> Any:
        return self.desk.log(_number(query.get("before", "")))

    def _relations(self, query: Mapping[str, str], body: Any) -> Any:
        return self.desk.relations(query.get("row", ""))

    def _form(self, query: Mapping[str, str], body: Any) -> Any:
        return self.desk.form(query["table"], query.get("key", ""), query.get("row", ""))

    def _decide(self, query: Mapping[str, str], body: Any) -> Any:
        self._last = time.monotonic()
        request, identifier, base = _request(body)
        return self.desk.decide(request, identifier, base)

    def _undo(self, query: Mapping[str, str], body: Any) -> Any:
        self._last = time.monotonic()
        return self.desk.undo()

    def _redo(self, query: Mapping[str, str], body: Any) -> Any:
        self._last = time.monotonic()
        return self.desk.redo()

    def _fix(self, query: Mapping[str, str], body: Any) -> Any:
        self._last = time.monotonic()
        given = _texts(body, {"code", "table", "key", "id"})
        return self.desk.fix(given["code"], given["table"], given["key"], given.get("id", ""))

    def _finish(self, query: Mapping[str, str], body: Any) -> Any:
        job = JOBS.get(query["job"])
        if job is None:
            raise _unreadable()
        return self.desk.alone(query["job"], lambda: job(self.desk.package.root, self.report))


def _page_files() -> list[str]:
    """The names of the files of the page."""
    return sorted(each.name for each in files(__package__).joinpath("page").iterdir())


def _answering(made: Callable[[Mapping[str, str], Any], Any]) -> Callable[[HttpRequest], Awaitable[Response]]:
    """An endpoint that answers with JSON, and with words in both languages where something is wrong."""

    async def endpoint(request: HttpRequest) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import JSONResponse

        query = {**request.query_params, **request.path_params}
        try:
            data = await request.body()
            return JSONResponse(await run_in_threadpool(lambda: made(query, _body(data))))
        except PackageError as problem:
            status = next(status for kind, status in _STATUS.items() if isinstance(problem, kind))
            return _error(status, str(problem.args[0]), {lang: problem.message(lang) for lang in LANGS})
        except ImportError as problem:
            return _error(422, "extra", {lang: message_of(problem, lang) for lang in LANGS})
        except OSError as problem:
            return _problem(507, "desk-disk", **reasons(problem))
        except Exception:
            number = secrets.token_hex(3)
            import traceback

            traceback.print_exc()  # on the terminal of the clerk's own machine, not on the page
            return _problem(500, "desk-internal", number=number)

    return endpoint


def _problem(status: int, key: str, **values: object) -> Response:
    problem = worded(ValueError, key, **values)
    return _error(status, key, {lang: message_of(problem, lang) for lang in LANGS})


def _error(status: int, code: str, words: Mapping[str, str]) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse({"error": {"code": code, **words}}, status)


def _unreadable() -> PackageError:
    return PackageError("desk-request")


def _body(data: bytes) -> Any:
    if not data:
        return None
    if len(data) > LARGEST:
        raise PackageError("desk-large")
    try:
        found = json.loads(data)
        fits = _fits(found, DEEPEST)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not fits:
        raise _unreadable()
    return found


def _fits(value: Any, depth: int) -> bool:
    """Whether a value is no deeper than allowed, and all its texts can be written to a table."""
    if isinstance(value, str):
        return not _UNSEEN.search(value)
    inner = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth > 0 and all(_fits(each, depth - 1) for each in inner)


def _request(body: Any) -> tuple[Request, str, dict[str, int]]:
    """A decision as the page sends it.

    >>> _request({"action": "edit", "targets": ["t-p01-01"], "set": {"note_en": "as  printed"}})[0].cells
    {'note_en': 'as printed'}
    """
    if not isinstance(body, dict) or not body.keys() <= _KEYS:
        raise _unreadable()
    targets, base, cells = body.get("targets", []), body.get("base", {}), body.get("set", {})
    plain = {name: body.get(name, "") for name in ("id", "action", "reason", "note")}
    if not (
        isinstance(targets, list)
        and all(isinstance(each, str) and _KEY.fullmatch(each) for each in targets)
        and isinstance(base, dict)
        and all(isinstance(each, int) for each in base.values())
        and isinstance(cells, dict)
        and all(isinstance(each, str) for each in (*cells.values(), *plain.values()))
    ):
        raise _unreadable()
    # Two spaces are a slip of the thumb that a rule on spelling would report of each name.
    cells = {name: _SPACES.sub(" ", cell) for name, cell in cells.items()}
    request = Request(plain["action"], tuple(targets), cells, plain["reason"], plain["note"])
    return request, plain["id"], base


def _texts(body: Any, known: set[str]) -> dict[str, str]:
    if not isinstance(body, dict) or not {"code", "table", "key"} <= body.keys() <= known:
        raise _unreadable()
    if not all(isinstance(each, str) for each in body.values()):
        raise _unreadable()
    return body


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
