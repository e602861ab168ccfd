"""Answers only those who call the preview by a name of this machine, and binds the address that it listens at."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from budgetbook.cli.messages import say
from budgetbook.diagnostics.problem import Language, one_line

HOST = "127.0.0.1"
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
"""Names by which a browser may call this machine, whatever host was asked for."""
_WILDCARD_HOSTS = ("0.0.0.0", "::")  # noqa: S104 - only if somebody asks for it
NO_STORE = {"Cache-Control": "no-store"}


class AccessRules(NamedTuple):
    """Who may open the preview, and in which language it speaks."""

    host: str = HOST
    """The address at which it listens."""
    allowed_hosts: tuple[str, ...] = ()
    """Other names it may be called by, such as that of a cloud editor."""
    lang: Language = "en"


class HostFilter:
    """Answers only requests to a name of this machine: a page of another site would call it by another name."""

    def __init__(self, app: ASGIApp, access: AccessRules) -> None:
        self._app, self._lang = app, access.lang
        self._names = {*_LOCAL_HOSTS, access.host.lower(), *map(str.lower, access.allowed_hosts)}
        self._numbers = access.host not in _LOCAL_HOSTS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        name = _strip_port(Headers(scope=scope).get("host", "")) if scope["type"] == "http" else ""
        if scope["type"] != "http" or self._knows(name):
            await self._app(scope, receive, send)
            return
        text = say("unknown-host", self._lang, name=one_line(name))
        await PlainTextResponse(f"{text}\n", 400, NO_STORE)(scope, receive, send)

    def _knows(self, name: str) -> bool:
        """Accept a known name; also an IP address, if we listen for other machines: no other site can have that as its name."""
        return name in self._names or (self._numbers and _is_number(name))


def _strip_port(host: str) -> str:
    """Strip the port: `[::1]:8000` is `::1`."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _is_number(name: str) -> bool:
    with suppress(ValueError):
        ip_address(name)
        return True
    return False


def listen(host: str, port: int) -> socket.socket:
    """Bind a port, 0 for any free one; OSError if it is taken or the host is none of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)
    except (socket.gaierror, UnicodeError) as error:
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL), f"{host}:{port}") from error
    return socket.create_server((host, port), family=family)


def format_address(host: str, port: int) -> str:
    """Address at which a browser on this machine finds the preview."""
    if host in (*_LOCAL_HOSTS, *_WILDCARD_HOSTS):
        host = "[::1]" if host == "::1" else "localhost"
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{port}/"
