"""The live page as people use it: a real server, its readers, a writer beside them, and its end."""

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any, Final

import attrs
import pytest

from chrono.log.sqlite import SqliteLog
from tests.building import drafts, event, source
from tests.stories.command import CHRONO, ENV, complaints, process, run
from tests.unit.web.asking import log_at

READERS: Final = 50
ADDRESSES: Final = ("/at/2030.json", "/", "/why/club/number.json", "/at/2030.json")
"""What each of the readers asks, in this order."""

APPENDS: Final = 20
HALF: Final = APPENDS // 2


def numbered(number: int) -> dict[str, Any]:
    """Make an event by which the number of the club is its own."""
    date = f"2024-01-{number + 1:02}"
    claim = {"set": "club/number", "value": number}
    return event(f"n{number}", date, claim, sources=[source("2024-02")])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Make a log with one such event."""
    return log_at(tmp_path / "chrono.db", numbered(0))


@attrs.frozen
class Server:
    """A server in a process of its own, and the port at which it is."""

    process: subprocess.Popen[str]
    port: int

    def get(self, address: str) -> tuple[int, str]:
        """Ask, and return the status and the text of the answer."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asking.request("GET", address)
        answer = asking.getresponse()
        text = answer.read().decode()
        asking.close()
        return answer.status, text

    def left(self, number: signal.Signals) -> tuple[int, str]:
        """Send a signal, and return the exit code and what was said since the start."""
        self.process.send_signal(number)
        said = self.process.stderr.read() if self.process.stderr else ""
        return self.process.wait(60), said


@contextmanager
def serving(folder: Path, *flags: str) -> Iterator[Server]:
    """Serve the log of a folder at any free port."""
    command = [CHRONO, "serve", "--port", "0", "-f", "chrono.db", *flags]
    process = subprocess.Popen(
        command, cwd=folder, env=ENV, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        said = process.stderr.readline() if process.stderr else ""
        yield Server(process, int(said.rpartition(":")[2].partition("/")[0]))
    finally:
        process.kill()
        process.communicate()


def test_fifty_readers_get_whole_answers_beside_a_writer(log: Path, figures: list[str]) -> None:
    """Every answer is of one head, and none is of an earlier one than when it was asked."""
    together = Barrier(READERS + 1, timeout=120)
    with serving(log.parent) as server, ThreadPoolExecutor(READERS) as readers:

        def read() -> list[tuple[int, str]]:
            found = []
            for addresses in (ADDRESSES[:2], ADDRESSES[2:]):
                together.wait()
                found += [server.get(address) for address in addresses]
            return found

        reading = [readers.submit(read) for _ in range(READERS)]
        with SqliteLog(log, write=True) as writer:
            for number in range(1, APPENDS + 1):
                if number in (1, HALF + 1):
                    together.wait()
                writer.append(drafts(numbered(number)))
        answers = [each.result() for each in reading]
        last = json.loads(server.get("/at/2030.json")[1])

    early, late = ([json.loads(each[n][1]) for each in answers] for n in (0, 3))
    assert [status for each in answers for status, _ in each] == [200] * READERS * len(ADDRESSES)
    assert all(one["state"][0]["value"] == one["log"]["entries"] - 2 for one in (*early, *late))
    assert all(one["state"][0]["value"] >= HALF for one in late)
    assert all(each[1][1].endswith("</html>\n") for each in answers)
    assert all(json.loads(each[2][1])["chain"] for each in answers)
    assert (last["log"]["entries"], last["state"][0]["value"]) == (APPENDS + 2, APPENDS)
    heads = len({one["log"]["head"] for one in (*early, *late)})
    figures.append(f"serve: {READERS} readers, {APPENDS} appends, answers of {heads} heads")


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, "error: interrupted; nothing was left half-written\n"),
        (signal.SIGTERM, 143, ""),
    ],
)
def test_a_signal_ends_it_as_any_verb(
    log: Path, number: signal.Signals, code: int, said: str
) -> None:
    """Also while connections are open, one of them amid a request; no file stays by the log."""
    with serving(log.parent) as server:
        assert server.get("/head.json")[0] == 200
        with (
            socket.create_connection(("127.0.0.1", server.port)),
            socket.create_connection(("127.0.0.1", server.port)) as amid,
        ):
            amid.sendall(b"GET / HTTP/1.1\r\nHost:")
            assert server.left(number) == (code, said)
    assert [path.name for path in log.parent.iterdir()] == ["chrono.db"]


HOSTILE: Final = (
    b"GET /%00%ff/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /at/\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"GET / HTTP/0.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
    b"\r\n" * 1000,
)
"""What browsers do not send: bad text, other hosts, too much, no HTTP at all."""


def test_hostile_requests_harm_nobody(log: Path) -> None:
    """Each is refused or let go, beside a hundred connections that never ask; others are served."""
    with serving(log.parent) as server:
        where = ("127.0.0.1", server.port)
        silent = [socket.create_connection(where) for _ in range(100)]
        for sent in HOSTILE:
            with socket.create_connection(where, timeout=30) as asking:
                asking.sendall(sent)
                asking.shutdown(socket.SHUT_WR)
                said = asking.recv(65_536)
            assert said[9:12] in (b"", b"200", b"400", b"404", b"405", b"421", b"431"), sent[:60]
            assert b"Traceback" not in said
        assert server.get("/head.json")[0] == 200
        assert server.left(signal.SIGINT)[1].count("\n") == 1
        for each in silent:
            each.close()


def test_a_port_that_is_taken_is_named(log: Path) -> None:
    """With the flag, and what would work."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = run(log.parent, "serve", "--port", str(port))

    reason = f"--port {port}: another program is there; write another, or 0 for one that is free"
    assert (found.returncode, complaints(found)) == (2, [reason])


def test_without_the_extra_the_command_to_install_it_is_named(log: Path) -> None:
    """Other verbs do without."""
    without = (
        "import sys; sys.modules['uvicorn'] = None; from chrono.cli.__main__ import main; main()"
    )
    refused, answered = (
        process(log.parent, *words.split(), program=(sys.executable, "-c", without))
        for words in ("serve", "state 2024 -f chrono.db")
    )

    reason = "serve needs uvicorn, which is not installed; do so with: "
    assert complaints(refused) == [f"{reason}pip install 'chrono-engine[web]'"]
    assert (refused.returncode, answered.returncode) == (2, 0)


def test_who_may_read_is_said(log: Path) -> None:
    """It is warned of whoever reaches this computer; a log that is not there is refused first."""
    with serving(log.parent, "--host", "0.0.0.0") as server:  # noqa: S104  what it is about
        assert server.get("/head.json")[0] == 200
        assert "there is no password" in server.left(signal.SIGINT)[1]
    assert complaints(run(log.parent, "serve", "-f", "none.db")) == [
        "none.db: no such log; make it with: chrono init none.db"
    ]
