"""The site: what is answered at each address, and what a browser may do with it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chrono.exports.html.markup import hash_of
from chrono.log.errors import BusyLog
from chrono.values.hidden_characters import hidden
from chrono.web.guard import SECURITY
from chrono.web.served import Served
from chrono.web.site import Site
from tests.crafted import craft, crafted
from tests.profiles import examples
from tests.stories.command import complaints, run
from tests.unit.web.asking import ADA, BO, ask, log_at, site_of


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Make a log in which Ada takes the chair."""
    return log_at(tmp_path / "chrono.db", ADA)


@pytest.fixture
def site(log: Path) -> Iterator[Site]:
    """Serve that log."""
    made = site_of(log)
    yield made
    made.close()


@pytest.fixture(scope="module")
def asked_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve one log to all examples."""
    made = site_of(log_at(tmp_path_factory.mktemp("log") / "chrono.db", ADA))
    yield made
    made.close()


def printed(log: Path, words: str) -> str:
    """Return what the command prints; a space within a word is written as an underscore."""
    typed = [word.replace("_", " ") for word in words.split()]
    return run(log.parent, *typed).stdout.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/at/2024-05-01.json", "state 2024-05-01 --json"),
        ("/at/2024-05-01.csv", "state 2024-05-01 --csv"),
        ("/at/2023.json", "state 2023 --json"),
        ("/at/2023.csv", "state 2023 --csv"),
        ("/at/May%202024.json?key=club/*&known=2100", "state May_2024 club/* --known 2100 --json"),
        ("/at/2024-05-01.json?recorded=e2", "state 2024-05-01 --recorded e2 --json"),
        ("/at/2024-05-01.json?basis=filed", "state 2024-05-01 --basis filed --json"),
        ("/at/2024-05-01.json?without=Paper", "state 2024-05-01 --without Paper --json"),
        ("/at/2024-05-01.json?chronology=test", "state 2024-05-01 -c test --json"),
        ("/why/club/chair.json", "why club/chair --json"),
        ("/why/club/chair.json?at=2024-01-15", "why club/chair 2024-01-15 --json"),
    ],
)  # fmt: skip
def test_an_answer_is_what_the_command_prints(
    site: Site, log: Path, address: str, words: str
) -> None:
    """Byte for byte, with each flag as a parameter of its name."""
    log_at(log, BO)
    answer = ask(site, address)

    assert (answer.status, answer.text) == (200, printed(log, words))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "export html"),
        ("/at/2024-01-15", "export html 2024-01-15"),
        ("/?chronology=test", "export html"),
    ],
)
def test_a_page_is_that_of_an_export_with_a_script_more(
    site: Site, log: Path, address: str, words: str
) -> None:
    """Its policy allows that script, to ask this server, and nothing else that it did not allow."""
    text = ask(site, address).text

    *_, script = re.findall(r"<script>.*?</script>", text, re.DOTALL)
    allowed = f" {hash_of(script.removeprefix('<script>').removesuffix('</script>'))};"
    plain = text.replace(script, "").replace(allowed, ";").replace("; connect-src 'self'", "")
    assert plain == printed(log, words)
    assert len(text) - len(plain) == len(script) + len(allowed) - 1 + len("; connect-src 'self'")


def test_a_page_as_of_what_was_recorded_is_not_live(site: Site, log: Path) -> None:
    """It never changes, so it is the exported one."""
    assert ask(site, "/?recorded=e2").text == printed(log, "export html --recorded e2")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/why/club/chair", "/#why/club/chair"),
        ("/why/club/chair?at=1 May 2024", "/at/1%20May%202024#why/club/chair"),
        ("/why/club/chair?chronology=test", "/?chronology=test#why/club/chair"),
    ],
)
def test_why_leads_to_the_place_on_the_page(site: Site, address: str, where: str) -> None:
    """Each key has an anchor there, with and without a script."""
    answer = ask(site, address)

    assert (answer.status, answer.headers["location"]) == (302, where)
    assert "id=why/club/chair " in ask(site, where.partition("#")[0]).text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/at/gestern", 400, "at: 'gestern': expected a date, such as 9 March 2023, 2023-03 or"),
        ("/at/2024%2F2025.json", 400, "'2024/2025' is an interval, not a moment"),
        ("/at/e9.csv", 400, "no event at position 9; the last is e2"),
        ("/at/e1.csv", 400, "declares the chronology and has no date"),
        ("/at/%00%FF", 400, r"at: '\x00�': expected a date"),
        ("/at/" + "9" * 10_000, 400, "at: "),
        ("/at/2024.json?known=x", 400, "known: 'x'"),
        ("/at/2024.json?basis=good", 400, "write one of filed, announced"),
        ("/at/2024.json?key=Chair", 400, "is no key"),
        ("/at/2024.json?knwon=2024", 400, "no parameter 'knwon' here; did you mean known?"),
        ("/at/2024.json?known=2024&known=2025", 400, "known is given 2 times; give it once"),
        ("/?known=2024", 400, "this address takes chronology, recorded"),
        ("/why/club/chiar", 404, "nothing is said of it by then; did you mean club/chair?"),
        ("/why/club/*", 404, "a glob is no key"),
        ("/why/club/chair.json?at=2023", 404, "club/chair: nothing is said of it by then"),
        ("/why/club/chair.csv", 404, "there is no .csv of this; ask for .json"),
        ("/why/chair", 400, "is no key"),
        ("/?chronology=tets", 404, "no such chronology here; did you mean test?"),
        ("/nowhere", 404, "there is nothing here; ask for /, /at/2023-11-19"),
    ],
)
def test_an_error_says_what_is_wrong(site: Site, address: str, status: int, said: str) -> None:
    """In plain words with what would work, and with the status that programs go by."""
    answer = ask(site, address)

    assert answer.status == status, answer.text
    assert said in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@examples(60)
@given(when=st.text(), key=st.text(), known=st.text())
def test_whatever_is_asked_is_answered_in_plain_words(
    asked_of: Site, when: str, key: str, known: str
) -> None:
    """No text in an address is a mistake of ours."""
    flags = urlencode({"key": key, "known": known})
    for address in (f"/at/{quote(when)}.json?{flags}", f"/why/{quote(key)}.json"):
        answer = ask(asked_of, address)

        assert answer.status in (200, 400, 404)
        assert not hidden().search(answer.text)


def test_the_log_is_only_read(site: Site) -> None:
    """Whatever would write is refused, with what is allowed."""
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = ask(site, "/", method)

        assert (answer.status, sorted(answer.headers["allow"].split(", "))) == (
            405,
            ["GET", "HEAD"],
        )
    assert ask(site, "/", "HEAD").status == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:8000", "", None, "127.0.0.1.evil", "0x7f.1"),
        *("[::1", "[::1]evil", "[]", "[localhost]", "localhost:evil", "127.0.0.1:80:80", "::1"),
    ],
)
def test_a_request_to_another_host_is_refused(site: Site, host: str | None) -> None:
    """A site whose name means this computer gets nothing."""
    answer = ask(site, "/", "GET", host)

    assert answer.status == 421
    assert "the address that chrono serve printed" in answer.text


def test_a_name_of_this_server_is_answered(log: Path) -> None:
    """Where one was given for it; and localhost, and any address."""
    site = site_of(log, names={"desk"})

    for host in ("desk:80", "DESK.", "localhost", "Localhost:", "127.0.0.1:1", "[::1]", "[::1]:80"):
        assert ask(site, "/head.json", "GET", host).status == 200, host
    site.close()


def test_every_answer_has_the_headers_of_security(site: Site) -> None:
    """A page's policy stands in the page, but for who may frame it."""
    assert SECURITY == {
        "Content-Security-Policy": (
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    for address in ("/head.json", "/at/x", "/nowhere", "/at/2024.csv", "/why/club/chair"):
        assert SECURITY.items() <= dict(_titled(ask(site, address).headers)).items()
    page = dict(_titled(ask(site, "/").headers))
    assert page.pop("Content-Security-Policy") == "frame-ancestors 'none'"
    assert {**SECURITY, **page} == {
        **page,
        "Content-Security-Policy": SECURITY["Content-Security-Policy"],
    }


def _titled(headers: object) -> Iterator[tuple[str, str]]:
    for name, value in dict(headers).items():  # type: ignore[call-overload]
        yield name.title(), value


@pytest.mark.parametrize("address", ["/", "/at/2024-05.json", "/head.json"])
def test_what_a_reader_has_is_not_sent_again(site: Site, log: Path, address: str) -> None:
    """Until the log grows."""
    tag = ask(site, address).headers["etag"]
    again = ask(site, address, if_none_match=f'"other", W/{tag}')
    assert (again.status, again.text, again.headers["etag"]) == (304, "", tag)

    log_at(log, BO)

    assert ask(site, address, if_none_match=tag).status == 200


def test_several_chronologies_are_listed() -> None:
    """Each with a link to its page; elsewhere one is to be picked."""
    site = site_of(None)
    text = ask(site, "/").text
    links = re.findall(r'href="([^"]*)"', text)

    assert links == ["/?chronology=musk-twitter", "/?chronology=openai-microsoft"]
    refused = ask(site, "/at/2023.json")
    assert (refused.status, "pick one with ?chronology=musk-twitter" in refused.text) == (400, True)
    assert ask(site, "/at/2023.json?chronology=musk-twitter&key=office/*").status == 200
    site.close()


def test_one_chronology_alone_is_served() -> None:
    """Where one was named, it needs no naming, and others are not there."""
    site = site_of(None, "musk-twitter")

    assert '"musk-twitter"' in ask(site, "/at/2022.json?key=office/*").text
    assert ask(site, "/at/2022.json?chronology=openai-microsoft").status == 404
    site.close()


@pytest.mark.parametrize(
    "what", ["a body that is not JSON", "retracts: unknown", "an unknown zone"]
)
def test_a_log_that_was_tampered_with_is_told_of_as_by_the_command(
    tmp_path: Path, what: str
) -> None:
    """Every answer is its complaint, without the path; none blames what was asked."""
    craft(tmp_path / "chrono.db", crafted()[what][0])
    site = site_of(tmp_path / "chrono.db")
    for address, words in (
        ("/", "export html"),
        ("/at/2024-06", "export html 2024-06"),
        ("/at/2024-06.json", "state 2024-06 --json"),
        ("/at/2024-06.csv", "state 2024-06 --csv"),
        ("/why/club/chair.json", "why club/chair --json"),
    ):
        answer, (said,) = ask(site, address), complaints(run(tmp_path, *words.split()))

        assert (answer.status, answer.text) == (500, f"{said.removeprefix('chrono.db: ')}\n")
    site.close()


def test_a_log_that_cannot_be_read_is_told_of(
    site: Site, log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is gone, locked, or we fail: each has its status, and a mistake of ours is printed."""
    log.rename(log.with_name("away.db"))
    assert (ask(site, "/").status, "no such log" in ask(site, "/").text) == (500, True)

    def raising(error: Exception) -> None:
        def names(_: Served) -> list[str]:
            raise error

        monkeypatch.setattr(Served, "names", names)

    raising(BusyLog(log, 30))
    assert ask(site, "/").status == 503
    raising(ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        ask(site, "/")
    assert "ZeroDivisionError: ours" in capsys.readouterr().err
