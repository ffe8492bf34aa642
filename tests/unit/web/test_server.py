"""The server's port: what a socket listens to, and what is said where it cannot."""

import asyncio
import socket
from contextlib import closing
from threading import Event
from typing import Any

import pytest

from chrono.web import server as module
from chrono.web.server import NoPort, address, is_local, listening
from tests.unit.web.asking import serving


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("0.0.0.0", False)],  # noqa: S104  what it is about
)
def test_a_socket_says_how_it_is_reached(host: str, local: bool) -> None:  # noqa: FBT001
    """From this computer by its own address, also where it listens to all."""
    with closing(listening(host, 0)) as at:
        assert address(at) == f"http://127.0.0.1:{at.getsockname()[1]}/"
        assert is_local(at) == local


def test_a_port_that_is_taken_is_refused() -> None:
    """With what would help."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NoPort, match=f"^{port}: another program is there; write another") as no:
            listening("127.0.0.1", port)

    assert no.value.parameter == "port"


@pytest.mark.parametrize("host", ["192.0.2.1", "256.1.1.1", "a" * 70, "ä" * 70, "x..y"])
def test_a_host_that_is_none_of_ours_is_refused(host: str) -> None:
    """An address of another computer, and what is no address."""
    with pytest.raises(NoPort, match="write 127") as no:
        listening(host, 0)

    assert no.value.parameter == "host"


REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def slow(scope: Any, _: Any, send: Any) -> None:
    """Answer after many times the patience of the test below."""
    if scope["type"] == "http":
        await asyncio.sleep(0.5)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"whole"})


def test_who_sends_no_whole_request_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silent, amid a request, or after one; whoever waits for an answer gets it."""
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    answers = []
    with serving(slow) as at:
        for sent in (b"", REQUEST[:-2], REQUEST + b"GET"):
            with socket.create_connection(at.getsockname(), timeout=60) as asking:
                asking.sendall(sent)
                answers.append(b"".join(iter(lambda asking=asking: asking.recv(1000), b"")))

    assert answers[:2] == [b"", b""]
    assert b"whole" in answers[2]


def test_the_end_waits_for_no_answer_that_takes_long() -> None:
    """Whoever still waits for one is let go, and the server ends."""
    asked = Event()

    async def never(scope: Any, _: Any, __: Any) -> None:
        if scope["type"] == "http":
            asked.set()
            await asyncio.Event().wait()

    with socket.socket() as asking, serving(never) as at:
        asking.connect(at.getsockname())
        asking.sendall(REQUEST)
        assert asked.wait(60)
