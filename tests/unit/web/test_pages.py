"""Pages: each is made once for all who ask, and the last ones are kept."""

import asyncio
from collections.abc import Callable

import pytest

from chrono.web.pages import _KEPT, Pages


def making(made: list[str], name: str) -> Callable[[], bytes]:
    """Make a page that is its name, and note it."""

    def make() -> bytes:
        made.append(name)
        return name.encode()

    return make


def test_a_page_is_made_once_for_all_who_ask_at_once() -> None:
    """And for those who ask later, also if one of the first goes away."""
    made: list[str] = []

    async def readers() -> list[bytes | BaseException]:
        pages = Pages()
        asking = [asyncio.create_task(pages.page("a", making(made, "a"))) for _ in range(50)]
        await asyncio.sleep(0)
        asking[0].cancel()
        found = await asyncio.gather(*asking, return_exceptions=True)
        found.append(await pages.page("a", making(made, "a")))
        pages.close()
        return found

    gone, *answers = asyncio.run(readers())

    assert isinstance(gone, asyncio.CancelledError)
    assert answers == [b"a"] * 50
    assert made == ["a"]


def test_the_pages_asked_for_last_are_kept() -> None:
    """Of one more than there is room for, the one that was longest not asked for is made anew."""
    made: list[str] = []

    async def reader() -> None:
        pages = Pages()
        names = [str(number) for number in range(_KEPT)]
        for name in (*names, "0", "more", "0", "1"):
            assert await pages.page(name, making(made, name)) == name.encode()
        pages.close()

    asyncio.run(reader())

    assert made == [*map(str, range(_KEPT)), "more", "1"]


def test_a_page_that_could_not_be_made_is_made_when_asked_again() -> None:
    """Whoever waits is told why; the mistake is not kept."""

    def fail() -> bytes:
        raise OSError("no room")

    async def reader() -> bytes:
        pages = Pages()
        with pytest.raises(OSError, match="no room"):
            await pages.page("a", fail)
        found = await pages.page("a", lambda: b"a")
        pages.close()
        return found

    assert asyncio.run(reader()) == b"a"
