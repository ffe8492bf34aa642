"""The guard at the door: who is answered at all, and what browsers may do with an answer."""

import ipaddress
import re
from collections.abc import Collection
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chrono.values.hidden_characters import revealed

_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

SECURITY: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The headers of every answer; a page has a content security policy of its own instead."""


_HOST: Final = re.compile(r"(\[[^\]]+\]|[^:\[\]]*)(?::\d*)?")
"""An address of IPv6 in brackets, or another name; and a port, which may be left out."""


def is_known(host: str, names: Collection[str]) -> bool:
    """Return whether a Host header is an IP address, ``localhost``, or one of some names.

    A page of any site can have its own name mean this computer (DNS rebinding) and would then be
    given what is only for its reader; by that name it is refused.

    >>> is_known("127.0.0.1:8000", ()), is_known("[::1]", ()), is_known("evil.example:8000", ())
    (True, True, False)
    """
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    try:
        ipaddress.ip_address(found[1].strip("[]"))
    except ValueError:
        return found[1].lower().removesuffix(".") in ("localhost", *names)
    return True


class Guard:
    """Refuses a request that names another host, and adds the headers of security to answers.

    Args:
        app: What answers.
        names: The names of this server, in small letters, besides ``localhost``.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) == 1 and is_known(hosts[0], self._names):
            await self._app(scope, receive, guarded)
            return
        reason = (
            f"Host: {revealed(', '.join(hosts))[:100] or 'none'}: no name of this server; "
            "open it by the address that chrono serve printed\n"
        )
        await PlainTextResponse(reason, 421)(scope, receive, guarded)
