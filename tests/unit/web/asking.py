"""Asking the site as a server asks it, without a socket."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import attrs

from chrono.cli.render.rows import rows_in_csv
from chrono.cli.render.terminal import to_json
from chrono.log.creation import create_log
from chrono.log.sqlite import SqliteLog
from chrono.plugins import register
from chrono.web.served import Served
from chrono.web.server import listening, server_of
from chrono.web.site import Forms, Site
from tests.building import declaration, drafts, event, source

FORMS = Forms(json=to_json, csv=rows_in_csv)


def chair(given: str, person: str, month: int) -> dict[str, Any]:
    """Make an event by which somebody takes the chair; the page of a short record is made fast."""
    claim = {"set": "club/chair", "value": person}
    return event(given, f"2024-0{month}-01", claim, sources=[source(f"2024-0{month}-02")])


ADA = chair("ada", "Ada", 1)
BO = chair("bo", "Bo", 2)


def log_at(path: Path, *written: dict[str, Any]) -> Path:
    """Make a log file of a declaration and written events, or append to it."""
    if not path.exists():
        create_log(path, drafts(declaration()))
    with SqliteLog(path, write=True) as log:
        log.append(drafts(*written))
    return path


def site_of(path: Path | None, only: str | None = None, **more: Any) -> Site:
    """Serve a log file, or the bundled chronologies."""
    return Site(Served(path, only), register(), FORMS, **more)


@attrs.frozen
class Answer:
    """What the site answered: the status, the headers in small letters, and the body as text."""

    status: int
    headers: Mapping[str, str]
    text: str


async def asked(
    app: Callable[..., Any],
    address: str,
    method: str = "GET",
    host: str | None = "127.0.0.1:8000",
    **headers: str,
) -> Answer:
    """Send a request, and return the answer; a header ``if_none_match`` is If-None-Match."""
    path, _, query = address.partition("?")
    given = {**({} if host is None else {"host": host}), **headers}
    scope = {
        "type": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    listed = {k.decode().lower(): v.decode() for k, v in sent[0]["headers"]}
    body = b"".join(message["body"] for message in sent[1:])
    return Answer(sent[0]["status"], listed, body.decode())


def ask(site: Site, address: str, *more: str, **headers: str) -> Answer:
    """Ask the site once."""
    return asyncio.run(asked(site.app, address, *more, **headers))


@contextmanager
def serving(app: Callable[..., Any]) -> Iterator[socket.socket]:
    """Serve an application at any free port, in a thread of this process."""
    with closing(listening("127.0.0.1", 0)) as at:
        server = server_of(app)
        thread = Thread(target=server.run, args=([at],), daemon=True)
        thread.start()
        try:
            yield at
        finally:
            server.should_exit = True
            thread.join(60)
            assert not thread.is_alive()
