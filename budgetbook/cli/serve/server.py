"""Serves a preview on this machine; every open page follows each save, until Ctrl-C.

watchfiles watches, Starlette and Uvicorn serve. No mistake in a saved file ends the watching; if it ends all the same, so does
the server: a page that no longer follows must not look as if it did. The script that reloads is added only to what is served, and
it and its worker are separate files, so pages keep the policy that the build gives them.
"""

from __future__ import annotations

import asyncio
import errno
import json
import mimetypes
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from watchfiles import Change, awatch

from budgetbook.cli.messages import say
from budgetbook.cli.serve.preview import Preview, describe_unexpected
from budgetbook.content.leftovers import is_leftover
from budgetbook.content.model import LANGUAGES
from budgetbook.diagnostics.problem import Language, Problem, for_pages, one_line
from budgetbook.infra.base.errors import BudgetbookError

LIVE = Path(__file__).with_name("live")
HOST = "127.0.0.1"
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
"""Names by which a browser may call this machine, whatever host was asked for."""
_WILDCARD_HOSTS = ("0.0.0.0", "::")  # noqa: S104 - only if somebody asks for it
_CHECK_INTERVAL = 1000
"""Milliseconds between two looks whether the folders are still the ones that are watched."""
_RETRY_INTERVAL = 0.2
"""Seconds between two looks for a folder that is gone."""
_FRESH = {"Cache-Control": "no-store"}
_NOTHING_YET = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Budgetbook</title><link rel="icon" href="data:,">
</head><body></body></html>"""
"""Shown for a page that cannot be made while the content has problems."""


class WatchEndedError(BudgetbookError):
    """The watcher ended; carries the reason."""

    message_key = "watch-ended"


class AccessRules(NamedTuple):
    """Who may open the preview, and in which language it speaks."""

    host: str = HOST
    """The address at which it listens."""
    allowed_hosts: tuple[str, ...] = ()
    """Other names it may be called by, such as that of a cloud editor."""
    lang: Language = "en"


@dataclass
class _Server:
    """The preview, and the open pages that wait for its next change."""

    preview: Preview
    on_refresh: Callable[[Preview], None]
    change_event: asyncio.Event = field(default_factory=asyncio.Event)
    _was_folder_gone: bool = False
    """True if a folder was gone since the last refresh."""

    def announce(self) -> None:
        """Wake every open page."""
        with suppress(OSError):  # the terminal was closed, or the reader of its output ended
            self.on_refresh(self.preview)
        self.change_event.set()
        self.change_event = asyncio.Event()

    async def watch(self) -> None:
        """Refresh after every save in the content or the templates, until the server ends."""
        while True:
            try:
                await self._follow()
            except OSError as error:
                self.preview.problems = [describe_unexpected(self.preview.content, error)]
                self.announce()
                await asyncio.sleep(1)

    async def _follow(self) -> None:
        """Follow until a folder is gone or replaced: moving a folder away and back makes a new one."""
        folders = self.preview.content, self.preview.templates
        while None in (identities := [_identify(folder) for folder in folders]):
            await asyncio.sleep(_RETRY_INTERVAL)
        if self._was_folder_gone:
            self._was_folder_gone = False
            self.refresh()
        changes = awatch(
            *folders,
            watch_filter=_is_relevant,
            debounce=200,
            step=20,
            rust_timeout=_CHECK_INTERVAL,
            yield_on_timeout=True,
            recursive=True,
        )
        async for change_set in changes:
            if change_set:
                self.refresh()
            if identities != [_identify(folder) for folder in folders]:
                self._was_folder_gone = True
                self.refresh()
                return

    def refresh(self) -> None:
        """Read what has changed, and announce it."""
        self.preview.refresh()
        self.announce()

    async def serve_file(self, request: Request) -> Response:
        """Serve a file of the site as a build writes it; pages get the script that reloads them."""
        path = request.path_params["path"]
        path = f"{path}index.html" if path.endswith("/") or not path else path
        problem_count = len(self.preview.problems)
        data = self.preview.read(path)
        if len(self.preview.problems) > problem_count:
            self.announce()
        if data is None and self.preview.problems:
            return HTMLResponse(self._add_live_script(_NOTHING_YET), headers=_FRESH)
        if data is None and self.preview.read(f"{path}/index.html"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/{path}/{query}")
        if data is None:
            return HTMLResponse(self._add_live_script(self.preview.read("404.html") or b""), 404, _FRESH)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(self._add_live_script(data) if kind == "text/html" else data, headers=_FRESH, media_type=kind)

    def _add_live_script(self, page: bytes) -> bytes:
        script = f'<script src="/_live/page.js?v={self.preview.version}" defer></script></head>'
        return page.replace(b"</head>", script.encode(), 1)

    async def serve_events(self, _request: Request) -> Response:
        """Stream to an open page, now and after each change, which site is shown and what is wrong."""
        return StreamingResponse(self._generate_events(), media_type="text/event-stream", headers=_FRESH)

    async def _generate_events(self) -> AsyncIterator[str]:
        while True:
            change_event = self.change_event
            yield f"data: {json.dumps(_build_state(self.preview))}\n\n"
            await change_event.wait()


def _build_state(preview: Preview) -> dict[str, object]:
    problem_texts = {lang: [for_pages(problem, lang) for problem in preview.problems] for lang in LANGUAGES}
    return {
        "version": preview.version,
        "problems": problem_texts,
        "head": {lang: _build_headline(preview.problems, lang) for lang in LANGUAGES},
    }


def _build_headline(problems: list[Problem], lang: Language) -> str:
    return say("shown-problem" if len(problems) == 1 else "shown-problems", lang, count=len(problems))


def _is_relevant(_change: Change, path: str) -> bool:
    return not is_leftover(Path(path).name)


def _identify(folder: Path) -> tuple[int, int] | None:
    """Identify a folder whatever its name; None if there is none."""
    with suppress(OSError):
        status = folder.stat()
        return status.st_dev, status.st_ino
    return None


class _HostFilter:
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
        await PlainTextResponse(f"{text}\n", 400, _FRESH)(scope, receive, send)

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


def create_app(
    preview: Preview, on_refresh: Callable[[Preview], None], access: AccessRules, on_end: Callable[[asyncio.Task[None]], None]
) -> Starlette:
    """Create the application: the site, the events that pages follow, and the watcher; `on_end` is called when that ends."""
    server = _Server(preview, on_refresh)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(server.watch())
        task.add_done_callback(on_end)
        yield
        task.cancel()
        await asyncio.wait([task])

    routes = [
        Route("/_live/events", server.serve_events),
        Mount("/_live", StaticFiles(directory=LIVE)),
        Route("/{path:path}", server.serve_file),
    ]
    only_here = Middleware(_HostFilter, access=access)
    return Starlette(routes=routes, middleware=[only_here], lifespan=lifespan)


def serve(
    preview: Preview, port: int, access: AccessRules, on_refresh: Callable[[Preview], None], on_ready: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C; `on_ready` is called with the address.

    Raises OSError if the port is taken or the address is not of this machine, and WatchEndedError.
    """
    server_socket = _listen(access.host, port)
    preview.refresh()
    on_ready(_format_address(access.host, server_socket.getsockname()[1]))
    on_refresh(preview)
    errors: list[BaseException] = []

    def stop_server(task: asyncio.Task[None]) -> None:
        server.should_exit = True
        if not task.cancelled() and (error := task.exception()):
            errors.append(error)

    config = uvicorn.Config(
        create_app(preview, on_refresh, access, stop_server), log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run(sockets=[server_socket])
    for error in errors:
        raise WatchEndedError(one_line(f"{type(error).__name__}: {error}")) from error


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)
    except (socket.gaierror, UnicodeError) as error:
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL), f"{host}:{port}") from error
    return socket.create_server((host, port), family=family)


def _format_address(host: str, port: int) -> str:
    if host in (*_LOCAL_HOSTS, *_WILDCARD_HOSTS):
        host = "[::1]" if host == "::1" else "localhost"
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{port}/"
