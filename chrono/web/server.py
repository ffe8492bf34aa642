"""The server: a port of this computer, and what is kept of whoever knocks there."""

import errno
import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import HANDLED_SIGNALS

from chrono.errors import ChronoError

_PATIENCE: Final = 20.0
"""The seconds that a connection has for a whole request."""

_MOST: Final = 500
"""How many connections are answered at once; others are told to come again."""


class NoPort(ChronoError):
    """A port, or the host that it is of, at which nothing can be served."""

    def __init__(self, parameter: str, reason: str) -> None:
        self.parameter = parameter
        super().__init__(reason)


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that waits for readers.

    Args:
        host: An address or name of this computer.
        port: 0 for any that is free.

    Raises:
        NoPort: `parameter` says what is wrong: ``host`` or ``port``.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        host.encode("idna")
        return socket.create_server((host, port), family=family, backlog=_MOST)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"{port}: another program is there; write another, or 0 for one that is free"
        elif error.errno in (errno.EACCES, errno.EPERM):
            reason = f"{port}: not allowed to you; write one from 1024 on, as 8000"
        else:
            reason = f"{ascii(host)[:100]}: no address of this computer; write 127.0.0.1"
            raise NoPort("host", reason) from error
        raise NoPort("port", reason) from error
    except UnicodeError as error:  # of a name that no name can be
        reason = f"{ascii(host)[:100]}: no name of a computer; write 127.0.0.1"
        raise NoPort("host", reason) from error


def is_local(at: socket.socket) -> bool:
    """Return whether only this computer can reach a socket."""
    return ipaddress.ip_address(at.getsockname()[0]).is_loopback


def address(at: socket.socket) -> str:
    """Return the address that a browser of this computer opens."""
    host, port = at.getsockname()[:2]
    found = ipaddress.ip_address(host)
    if found.is_unspecified:
        host = "127.0.0.1" if found.version == 4 else "::1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


class _Impatient(H11Protocol):
    """Lets a connection go that has sent no whole request for some time."""

    def connection_made(self, transport: object) -> None:
        """Answer a connection, and look after a while at what came of it."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._answered: object = None
        self.loop.call_later(_PATIENCE, self._look)

    def _look(self) -> None:
        if self.transport.is_closing():
            return
        cycle = self.cycle
        if cycle is self._answered and (cycle is None or cycle.response_complete):
            self.transport.close()  # what is still being sent of an answer is sent
            return
        self._answered = cycle
        self.loop.call_later(_PATIENCE, self._look)


class _Server(uvicorn.Server):
    """A server that goes on where it was started to ignore a signal, as a job in the background."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Answer signals in the block, and again as before when it is over."""
        ignored = [each for each in HANDLED_SIGNALS if signal.getsignal(each) is signal.SIG_IGN]
        with super().capture_signals():
            for each in ignored:
                signal.signal(each, signal.SIG_IGN)
            yield


def serve(app: ASGIApp, at: socket.socket) -> None:
    """Answer readers until a signal ends it; the signal is then answered as it was before."""
    server_of(app).run(sockets=[at])


def server_of(app: ASGIApp) -> uvicorn.Server:
    """Return a server of an application, which says nothing itself."""
    config = uvicorn.Config(
        app,
        http=_Impatient,
        ws="none",
        loop="asyncio",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST,
        timeout_graceful_shutdown=1,
    )
    return _Server(config)
