"""The pages that were made, each kept until newer ones need its room."""

import asyncio
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

_KEPT: Final = 8
"""How many pages are kept, the last that were asked for; each has a megabyte or two."""


class Pages:
    """Makes pages in a thread of its own, one after the other.

    Making one takes seconds, in which others are answered. Its methods belong to one event loop.
    """

    def __init__(self) -> None:
        self._maker = ThreadPoolExecutor(1, "pages")
        self._made: dict[Hashable, asyncio.Future[bytes]] = {}

    async def page(self, of: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return a page; for all who ask at once, and later, it is made once.

        Args:
            of: All that the page depends on.
            make: Makes it. What it raises is raised for those who wait, and not kept.
        """
        page = self._made.pop(of, None)
        if page is None:
            page = asyncio.get_running_loop().run_in_executor(self._maker, make)
            page.add_done_callback(lambda done: self._forget(of, done))
        self._made[of] = page
        for oldest in list(self._made)[:-_KEPT]:
            del self._made[oldest]
        return await asyncio.shield(page)  # whoever goes away takes it from nobody else

    def _forget(self, of: Hashable, done: asyncio.Future[bytes]) -> None:
        if (done.cancelled() or done.exception()) and self._made.get(of) is done:
            del self._made[of]

    def close(self) -> None:
        """Make no more; one that is being made is not waited for."""
        self._maker.shutdown(wait=False, cancel_futures=True)
