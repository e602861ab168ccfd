"""A preview in; it is shown at an address of this machine, and every open page follows what is saved, until Ctrl-C.

watchfiles watches and Starlette with Uvicorn serves. The script that reloads is added to what is served only; it and its
worker are files of their own, so the pages keep the policy that the build gives them.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

from budgetbook.commands.preview import Preview
from budgetbook.commands.words import say
from budgetbook.content.model import LANGUAGES
from budgetbook.problems.problems import Language, Problem, for_pages

LIVE = Path(__file__).with_name("live")
HOST = "127.0.0.1"
_FRESH = {"Cache-Control": "no-store"}
_NOTHING_YET = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Budgetbook</title><link rel="icon" href="data:,">
</head><body></body></html>"""
"""A page that cannot be made as long as the content has problems."""


@dataclass
class _Server:
    """The preview, and everyone who waits for its next change."""

    preview: Preview
    tell: Callable[[Preview], None]
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def announce(self) -> None:
        """Wake every open page."""
        self.tell(self.preview)
        self.changed.set()
        self.changed = asyncio.Event()

    async def watch(self) -> None:
        """Read again whenever a file of the content or of the templates is saved."""
        async for _ in awatch(self.preview.content, self.preview.templates, debounce=200, step=20):
            self.preview.refresh()
            self.announce()

    async def file(self, request: Request) -> Response:
        """A file of the site, as the build writes it; a page with the script that reloads it."""
        path = request.path_params["path"]
        path = f"{path}index.html" if path.endswith("/") or not path else path
        before = len(self.preview.problems)
        data = self.preview.read(path)
        if len(self.preview.problems) > before:
            self.announce()
        if data is None and self.preview.problems:
            return HTMLResponse(self._followed(_NOTHING_YET), headers=_FRESH)
        if data is None and self.preview.read(f"{path}/index.html"):
            return RedirectResponse(f"/{path}/")
        if data is None:
            return HTMLResponse(self._followed(self.preview.read("404.html") or b""), 404, _FRESH)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(self._followed(data) if kind == "text/html" else data, headers=_FRESH, media_type=kind)

    def _followed(self, page: bytes) -> bytes:
        script = f'<script src="/_live/page.js?v={self.preview.version}" defer></script></head>'
        return page.replace(b"</head>", script.encode(), 1)

    async def events(self, _request: Request) -> Response:
        """What an open page has to know, now and after each change: which site is shown, and what is wrong."""
        return StreamingResponse(self._news(), media_type="text/event-stream", headers=_FRESH)

    async def _news(self) -> AsyncIterator[str]:
        while True:
            waiting = self.changed
            yield f"data: {json.dumps(_state(self.preview))}\n\n"
            await waiting.wait()


def _state(preview: Preview) -> dict[str, object]:
    told = {lang: [for_pages(problem, lang) for problem in preview.problems] for lang in LANGUAGES}
    return {"version": preview.version, "problems": told, "head": {lang: _head(preview.problems, lang) for lang in LANGUAGES}}


def _head(problems: list[Problem], lang: Language) -> str:
    return say("shown-problem" if len(problems) == 1 else "shown-problems", lang, count=len(problems))


def app(preview: Preview, tell: Callable[[Preview], None]) -> Starlette:
    """The server as an application: the site, what its pages follow, and the watcher beside them."""
    server = _Server(preview, tell)

    @asynccontextmanager
    async def watching(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(server.watch())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    routes = [
        Route("/_live/events", server.events),
        Mount("/_live", StaticFiles(directory=LIVE)),
        Route("/{path:path}", server.file),
    ]
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=["localhost", HOST])
    return Starlette(routes=routes, middleware=[only_here], lifespan=watching)


def run(preview: Preview, port: int, tell: Callable[[Preview], None], ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; `ready` is told the address. Raises OSError where the port is taken."""
    listening = socket.create_server((HOST, port))
    preview.refresh()
    ready(f"http://localhost:{listening.getsockname()[1]}/")
    tell(preview)
    config = uvicorn.Config(app(preview, tell), log_level="critical", timeout_graceful_shutdown=1)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
