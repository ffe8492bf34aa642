"""The site: each address, and what is answered there."""

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlencode

import attrs
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from chrono.api.reading import Query
from chrono.codec.upcasts import up_to_date
from chrono.errors import ChronoError
from chrono.events.history import History
from chrono.events.kinds import Register
from chrono.exports.html.page import page
from chrono.queries.state import keys_of, missing_keys, slot_body
from chrono.queries.state import state as state_of
from chrono.queries.why import why as why_of
from chrono.web.asked import ANSWER, PAGE, NoAddress, form_of, parameters
from chrono.web.complaints import complaint
from chrono.web.contents import contents
from chrono.web.guard import SECURITY, Guard
from chrono.web.pages import Pages
from chrono.web.served import Served

_Answer = TypeVar("_Answer")

_LIVE: Final = Path(__file__).with_name("live.js").read_text(encoding="utf-8")
_ADDRESSES: Final = "/, /at/2023-11-19, /why/office/openai/ceo, or one of these with .json"
_UNFRAMED: Final = {"Content-Security-Policy": "frame-ancestors 'none'"}
"""The policy of a page that a meta element of its own cannot have; the rest stands there."""


@attrs.frozen(kw_only=True)
class Forms:
    """How answers become text: the command line and the site write them by the same functions.

    Attributes:
        json: Returns JSON.
        csv: Returns rows as CSV, without the last line end.
    """

    json: Callable[[Any], str]
    csv: Callable[[Sequence[Mapping[str, Any]]], str]


class Site:
    """Answers the readers of what is served.

    One thread reads the log and answers, another makes pages; the event loop waits for neither.

    Args:
        served: The chronologies.
        kinds: The kinds by which a page reads events.
        forms: How answers are written.
        names: The names of this server, besides ``localhost``.
    """

    def __init__(
        self, served: Served, kinds: Register, forms: Forms, names: Collection[str] = ()
    ) -> None:
        self._served = served
        self._kinds = kinds
        self._forms = forms
        self._names = names
        self._reader = ThreadPoolExecutor(1, "reader")
        self._pages = Pages()

    @cached_property
    def app(self) -> ASGIApp:
        """The application, for a server."""
        routes = [
            Route("/", self._front),
            Route("/at/{when:path}", self._at),
            Route("/why/{key:path}", self._why),
            Route("/head.json", self._head),
        ]
        handlers = {ChronoError: _complain, HTTPException: _refuse, Exception: _report}
        site = Starlette(routes=routes, exception_handlers=handlers, lifespan=self._lifespan)  # type: ignore[arg-type]
        return Guard(site, self._names)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self.close()

    def close(self) -> None:
        """Close the log, once what is being read is read; a server does so when it ends."""
        self._pages.close()
        self._reader.submit(self._served.close)
        self._reader.shutdown()

    async def _front(self, request: Request) -> Response:
        """Return the page of a chronology; where none is named and there are several, a list."""
        asked = parameters(request.query_params, PAGE)
        if "chronology" not in asked:
            names = await self._read(self._served.names)
            if len(names) > 1:
                body = await self._read(lambda: contents(map(self._query, names)).encode())
                return _answered(request, body, "text/html", _UNFRAMED)
        return await self._page(request, None, asked)

    async def _at(self, request: Request) -> Response:
        """Return the page that opens at a moment, or the state then as JSON or CSV."""
        when, form = form_of(request.path_params["when"], ("json", "csv"))
        if form == "html":
            return await self._page(request, when, parameters(request.query_params, PAGE))
        asked = parameters(request.query_params, (*ANSWER, "key"))
        text = await self._read(lambda: self._state(form, when, **asked))
        return _answered(request, text.encode(), _SORTS[form])

    async def _why(self, request: Request) -> Response:
        """Return all that is said of a key as JSON, or lead to where the page has it."""
        key, form = form_of(request.path_params["key"], ("json",))
        taken = (*(ANSWER if form == "json" else PAGE), "at")
        asked = parameters(request.query_params, taken)
        text = await self._read(lambda: self._claims(key, asked.pop("at", "now"), **asked))
        if form == "json":
            return _answered(request, text.encode(), _SORTS[form])
        when = request.query_params.get("at")
        where = f"/at/{quote(when)}" if when else "/"
        given = urlencode([pair for pair in request.query_params.items() if pair[0] != "at"])
        return RedirectResponse(f"{where}{'?' if given else ''}{given}#why/{key}", 302)

    async def _head(self, request: Request) -> Response:
        """Return where the log ends, by which a page knows that it has grown."""
        asked = parameters(request.query_params, ("chronology",))
        head = (await self._read(lambda: self._query(**asked))).head
        text = self._forms.json({"entries": head.entries, "head": head.hash})
        return _answered(request, f"{text}\n".encode(), _SORTS["json"])

    async def _page(self, request: Request, when: str | None, asked: Mapping[str, Any]) -> Response:
        def read() -> tuple[Query, History]:
            query = self._query(at=when or "now", **asked)
            return query, query.history  # in this thread, as the log belongs to it

        query, history = await self._read(read)
        last = None if when is None else query.asof.at.instant
        live = "" if query.asof.recorded else _LIVE  # what was recorded by then grows no more

        def made() -> bytes:
            return page(up_to_date(history, self._kinds), query.head, last, live).encode()

        of = history.chronology, query.head, last, live
        body = await self._pages.page(of, made)
        return _answered(request, body, "text/html", _UNFRAMED)

    def _query(self, chronology: str | None = None, at: str = "now", **through: Any) -> Query:
        return self._served.query(chronology, at, through.pop("key", ()), **through)

    def _state(self, form: str, when: str, **asked: Any) -> str:
        query = self._query(at=when, **asked)
        answer = state_of(query.history, query.asof, query.keys)
        if form == "csv":
            rows = [slot_body(slot) for slot in answer.slots]
            return f"{self._forms.csv(rows)}\n" if rows else ""
        return f"{self._forms.json(answer.body(query.head.entries, query.head.hash))}\n"

    def _claims(self, key: str, at: str, **asked: Any) -> str:
        """Return why a key holds what it holds, as JSON.

        Raises:
            NoAddress: Nothing is said of it.
        """
        query = self._query(at=at, key=(key,), **asked)
        answer = why_of(query.history, query.asof, key)
        if not answer.chain:
            known = keys_of(query.history, query.asof)
            hints = [*missing_keys((key,), known), "a glob is no key; ask for one of its keys"]
            raise NoAddress(hints[0])
        return f"{self._forms.json(answer.body())}\n"

    async def _read(self, read: Callable[[], _Answer]) -> _Answer:
        """Return what is read from the log, in the thread to which it belongs."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, read)


_SORTS: Final = {"json": "application/json", "csv": "text/csv"}
"""The media type of each form."""


def _answered(
    request: Request, body: bytes, sort: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an answer, or that the reader has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", **(headers or {})}
    had = _tags(request.headers.getlist("if-none-match"))
    if tag in had or "*" in had:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=sort, headers=headers)


def _tags(given: Iterable[str]) -> list[str]:
    return [tag.strip().removeprefix("W/") for line in given for tag in line.split(",")]


async def _complain(_: Request, error: ChronoError) -> Response:
    status, text = complaint(error)
    return PlainTextResponse(f"{text}\n", status)


async def _refuse(request: Request, error: HTTPException) -> Response:
    """Return that there is no such address, or that it is only read."""
    if error.status_code == 405:
        text = f"{request.method}: the log is only read here; ask with GET or HEAD"
    else:
        text = f"there is nothing here; ask for {_ADDRESSES}"
    return PlainTextResponse(f"{text}\n", error.status_code, error.headers)


async def _report(_: Request, error: Exception) -> Response:
    """Return that something is wrong with us, and show it where the server runs."""
    traceback.print_exception(error, file=sys.stderr)
    text = "chrono serve failed; what it printed says where\n"
    return PlainTextResponse(text, 500, SECURITY)
