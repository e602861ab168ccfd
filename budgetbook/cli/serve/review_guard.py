"""Keeps the workbench to this machine and to its own pages: it reads documents and writes files.

Whoever asks must be this machine itself, and may not be sent by a page of another site. What writes must also carry the token of
this run, which only a page of the workbench has: a page of another site can send a request here, but read none of our pages.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.requests import Request

MOST_BYTES = 64_000
"""Length of the longest request that is read."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_OWN_SITES = ("same-origin", "none", "")
"""What `Sec-Fetch-Site` says of our own pages, of an address typed by a person, and of a program that sends none."""


@dataclass(frozen=True)
class ReviewGuard:
    """Decides which requests the workbench answers. Names of hosts are `HostFilter`'s to judge."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def may_read(self, request: Request) -> bool:
        """True for a request of this machine that no other site has caused."""
        origin = request.headers.get("origin")
        is_own = origin is None or origin == self._own_origin(request)
        return is_own and self._is_from_here(request) and request.headers.get("sec-fetch-site", "") in _OWN_SITES

    def may_write(self, request: Request) -> bool:
        """True for a request that a page of this run has sent, as JSON."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        given_token = request.headers.get("x-review-token", "")
        is_known = secrets.compare_digest(given_token.encode(), self.token.encode())
        is_ours = request.headers.get("origin") == self._own_origin(request) and self.may_read(request)
        return request.method == "POST" and kind == "application/json" and is_known and is_ours

    @staticmethod
    def _own_origin(request: Request) -> str:
        """The origin of our own pages: the scheme and host by which they were asked for."""
        return f"{request.url.scheme}://{request.headers.get('host', '')}"

    @staticmethod
    def _is_from_here(request: Request) -> bool:
        try:
            return request.client is not None and ip_address(request.client.host).is_loopback
        except ValueError:
            return False


async def read_limited(request: Request) -> bytes | None:
    """The body of a request; None if it is longer than any that our pages send."""
    chunks, length = [], 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > MOST_BYTES:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
