"""Serves a preview on this machine; every open page follows each save, until Ctrl-C.

Starlette and Uvicorn serve. If the watching ends, so does the server: a page that no longer follows must not look as if it did.
The script that reloads is added only to what is served, and it and its worker are separate files, so pages keep the policy that
the build gives them.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from budgetbook.cli.messages import say
from budgetbook.cli.serve.local_hosts import NO_STORE, AccessRules, HostFilter, format_address, listen
from budgetbook.cli.serve.preview import Preview
from budgetbook.cli.serve.review_routes import ReviewServer
from budgetbook.cli.serve.watcher import WatchEndedError, Watcher
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES, Language, Problem, for_pages, one_line
from budgetbook.review.workbench import Workbench

LIVE = Path(__file__).with_name("live")
_NOTHING_YET = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Budgetbook</title><link rel="icon" href="data:,">
</head><body></body></html>"""
"""Shown for a page that cannot be made while the content has problems."""


@dataclass
class _Server:
    """The preview, and the open pages that wait for its next change."""

    preview: Preview
    on_refresh: Callable[[Preview], None]
    workbench: Workbench
    change_event: asyncio.Event = field(default_factory=asyncio.Event)

    def announce(self) -> None:
        """Wake every open page."""
        with suppress(OSError):  # the terminal was closed, or the reader of its output ended
            self.on_refresh(self.preview)
        self.change_event.set()
        self.change_event = asyncio.Event()

    async def serve_file(self, request: Request) -> Response:
        """Serve a file of the site as a build writes it; pages get the script that reloads them."""
        path = request.path_params["path"]
        path = f"{path}index.html" if path.endswith("/") or not path else path
        problem_count = len(self.preview.problems)
        data = self.preview.read(path)
        if len(self.preview.problems) > problem_count:
            self.announce()
        if data is None and self.preview.problems:
            return HTMLResponse(self._add_live_script(_NOTHING_YET), headers=NO_STORE)
        if data is None and self.preview.read(f"{path}/index.html"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/{path}/{query}")
        if data is None:
            return HTMLResponse(self._add_live_script(self.preview.read("404.html") or b""), 404, NO_STORE)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(self._add_live_script(data) if kind == "text/html" else data, headers=NO_STORE, media_type=kind)

    def _add_live_script(self, page: bytes) -> bytes:
        script = f'<script src="/_live/page.js?v={self.preview.version}" defer></script></head>'
        return page.replace(b"</head>", script.encode(), 1)

    async def serve_events(self, _request: Request) -> Response:
        """Stream to an open page, now and after each change, which site is shown and what is wrong."""
        return StreamingResponse(self._generate_events(), media_type="text/event-stream", headers=NO_STORE)

    async def _generate_events(self) -> AsyncIterator[str]:
        while True:
            change_event = self.change_event
            yield f"data: {json.dumps(_build_state(self.preview, self.workbench))}\n\n"
            await change_event.wait()


def _build_state(preview: Preview, workbench: Workbench) -> dict[str, object]:
    problem_texts = {lang: [for_pages(problem, lang) for problem in preview.problems] for lang in MESSAGE_LANGUAGES}
    has_drafts = bool(preview.problems) and workbench.has_documents()
    return {
        "version": preview.version,
        "problems": problem_texts,
        "head": {lang: _build_headline(preview.problems, lang) for lang in MESSAGE_LANGUAGES},
        "review": {lang: say("drafts-on-page", lang) if has_drafts else "" for lang in MESSAGE_LANGUAGES},
    }


def _build_headline(problems: list[Problem], lang: Language) -> str:
    return say("shown-problem" if len(problems) == 1 else "shown-problems", lang, count=len(problems))


def create_app(
    preview: Preview, on_refresh: Callable[[Preview], None], access: AccessRules, on_end: Callable[[asyncio.Task[None]], None]
) -> Starlette:
    """Create the application: the site, the events that pages follow, and the watcher; `on_end` is called when that ends."""
    workbench = Workbench(preview.content, preview.cache)
    server = _Server(preview, on_refresh, workbench)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(Watcher(preview, server.announce).watch())
        task.add_done_callback(on_end)
        yield
        task.cancel()
        await asyncio.wait([task])

    routes = [
        *ReviewServer(workbench).list_routes(),
        Route("/_live/events", server.serve_events),
        Mount("/_live", StaticFiles(directory=LIVE)),
        Route("/{path:path}", server.serve_file),
    ]
    only_here = Middleware(HostFilter, access=access)
    return Starlette(routes=routes, middleware=[only_here], lifespan=lifespan)


def serve(
    preview: Preview, port: int, access: AccessRules, on_refresh: Callable[[Preview], None], on_ready: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C; `on_ready` is called with the address.

    Raises OSError if the port is taken or the address is not of this machine, and WatchEndedError.
    """
    server_socket = listen(access.host, port)
    preview.refresh()
    errors: list[BaseException] = []

    def stop_server(task: asyncio.Task[None]) -> None:
        server.should_exit = True
        if not task.cancelled() and (error := task.exception()):
            errors.append(error)

    config = uvicorn.Config(
        create_app(preview, on_refresh, access, stop_server), log_level="critical", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # Ctrl-C is the ordinary end from the moment that the address is told
        on_ready(format_address(access.host, server_socket.getsockname()[1]))
        on_refresh(preview)
        server.run(sockets=[server_socket])
    for error in errors:
        raise WatchEndedError(one_line(f"{type(error).__name__}: {error}")) from error
