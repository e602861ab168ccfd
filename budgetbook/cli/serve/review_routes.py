"""The workbench over HTTP: its pages, the pictures of documents, what a page shows, and what a person does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from budgetbook.cli.serve.review_guard import HEADERS, ReviewGuard, read_limited
from budgetbook.diagnostics.os_errors import describe_os_error
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES, Language
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.sandbox import find_place
from budgetbook.review import page_frame, page_state
from budgetbook.review.assignments import ActError
from budgetbook.review.error_words import ERRORS
from budgetbook.review.safe_files import FileChangedError
from budgetbook.review.source_files import StatementFiles
from budgetbook.review.statement_names import ListedStatement, describe_statement
from budgetbook.review.words import WORDS
from budgetbook.review.workbench import Workbench

_FILES = Path(__file__).with_name("workbench")

Answer = Callable[[Request], Awaitable[Response]]


@dataclass
class ReviewServer:
    """Answers for one workbench; requests that read or write statements wait for each other."""

    workbench: Workbench
    guard: ReviewGuard = field(default_factory=ReviewGuard)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def list_routes(self) -> list[BaseRoute]:
        """The routes; they come before those of the site."""
        statement = "/review/{entity:str}/{name:str}"
        return [
            Route("/review", _lead_to_list),
            Route("/review/", self._guard_reading(self.show_list)),
            Route(f"{statement}/", self._guard_reading(self.show_statement)),
            Route(f"{statement}/frame.json", self._guard_reading(self.send_frame)),
            Route(f"{statement}/state.json", self._guard_reading(self.send_state)),
            Route(f"{statement}/pages/{{page:int}}.png", self._guard_reading(self.send_picture)),
            Route(f"{statement}/acts", partial(_answer_in_words, self.take_act), methods=["POST"]),
            Mount("/_review", StaticFiles(directory=_FILES)),
        ]

    def _guard_reading(self, answer: Answer) -> Answer:
        async def guarded_answer(request: Request) -> Response:
            if not self.guard.may_read(request):
                return _refuse(request)
            response: Response = await _answer_in_words(answer, request)
            response.headers.update(HEADERS)
            return response

        return guarded_answer

    async def show_list(self, request: Request) -> Response:
        """The page that lists the statements with their documents."""
        lang = read_language(request)
        files = await run_in_threadpool(self.workbench.list_statements)
        statements, others = await run_in_threadpool(_describe_statements, files, lang)
        return _render_page("list", lang, {"list": _render_list(statements, others, lang)})

    async def show_statement(self, request: Request) -> Response:
        """The page of one statement, which its script fills."""
        files, lang = self._find(request), read_language(request)
        if files is None:
            return PlainTextResponse(f"{ERRORS['gone'][lang]}\n", 404)
        parts = {"token": self.guard.token, "id": files.id, "offline": ERRORS["offline"][lang]}
        return _render_page("statement", lang, {key: escape(text) for key, text in parts.items()})

    async def send_frame(self, request: Request) -> Response:
        """What stays while the page is open, with the first state."""
        return await self._send(request, with_frame=True)

    async def send_state(self, request: Request) -> Response:
        """The statement as it is now."""
        return await self._send(request, with_frame=False)

    async def _send(self, request: Request, *, with_frame: bool) -> Response:
        files, lang = self._find(request), read_language(request)
        if files is None:
            return _miss(request)
        async with self._lock:
            return JSONResponse(await run_in_threadpool(self._describe, files, lang, with_frame))

    def _describe(self, files: StatementFiles, lang: Language, with_frame: bool) -> dict[str, Any]:
        view = self.workbench.look(files)
        state = page_state.build_state(view, lang)
        return {**page_frame.build_frame(view, lang), "state": state} if with_frame else state

    async def send_picture(self, request: Request) -> Response:
        """A page of a PDF as PNG."""
        files = self._find(request)
        if files is None or not files.documents:
            return _miss(request)
        try:
            async with self._lock:
                if await request.is_disconnected():  # whoever turns pages quickly waits for the last of them only
                    return Response(status_code=204)
                data = await run_in_threadpool(self.workbench.draw_page, files, request.path_params["page"])
        except (UnreadableDocumentError, OSError):
            return _miss(request)
        return Response(data, media_type="image/png")

    async def take_act(self, request: Request) -> Response:
        """Do what a page asks for, and answer with the state that follows, or with the reason why nothing was done."""
        if not self.guard.may_write(request):
            return _refuse(request)
        files, lang, body = self._find(request), read_language(request), await read_limited(request)
        request_fields = _parse(body)
        if files is None or request_fields is None:
            return JSONResponse({"error": ERRORS["refused"][lang]}, 413 if body is None else 400, HEADERS)
        async with self._lock:
            status, answer = await run_in_threadpool(self._act, files, request_fields, lang)
        return JSONResponse(answer, status, HEADERS)

    def _act(self, files: StatementFiles, request_fields: dict[str, Any], lang: Language) -> tuple[int, dict[str, Any]]:
        status, error = 200, ""
        try:
            view = self.workbench.look(files)
            if request_fields.get("version") != view.version:
                raise FileChangedError
            self.workbench.act(view, request_fields)
        except FileChangedError:
            status, error = 409, ERRORS["changed"][lang]
        except ActError as refusal:
            status, error = 422, ERRORS[refusal.key][lang].format(**refusal.fields)
        except OSError as fault:
            status, error = 507, ERRORS["disk"][lang].format(why=describe_os_error(fault).text(lang))
        if request_fields.get("act") == "accept" and not error:
            return status, {"error": "", "state": page_state.build_counts(self.workbench.look(files))}
        return status, {"error": error, "state": self._describe(files, lang, with_frame=False)}

    def _find(self, request: Request) -> StatementFiles | None:
        return self.workbench.find(f"{request.path_params['entity']}/{request.path_params['name']}")


def read_language(request: Request) -> Language:
    """The language that `?lang` asks for, else the one that the browser likes better."""
    request_fields = request.query_params.get("lang")
    accepted_languages = request.headers.get("accept-language", "").lower()
    return next(
        (lang for lang in MESSAGE_LANGUAGES if lang == request_fields), "zh" if accepted_languages.startswith("zh") else "en"
    )


async def _answer_in_words(answer: Answer, request: Request) -> Response:
    """Answer a request; a fault of the disk or of the program is told in a sentence too."""
    try:
        return await answer(request)
    except OSError as fault:
        lang = read_language(request)
        sentence = ERRORS["unreadable"][lang].format(why=describe_os_error(fault).text(lang))
    except Exception as fault:  # noqa: BLE001 - whoever waits for the page needs a sentence, whatever went wrong
        place = f"{type(fault).__name__}, {find_place(fault)}"
        sentence = ERRORS["fault"][read_language(request)].format(fault=place)
    return JSONResponse({"error": sentence}, 500, HEADERS)


def _miss(request: Request) -> Response:
    return JSONResponse({"error": ERRORS["gone"][read_language(request)]}, 404, HEADERS)


async def _lead_to_list(_request: Request) -> Response:
    return RedirectResponse("/review/")


def _refuse(request: Request) -> Response:
    return JSONResponse({"error": ERRORS["refused"][read_language(request)]}, 403, HEADERS)


def _parse(body: bytes | None) -> dict[str, Any] | None:
    """A request's JSON object; None if it is none."""
    try:
        request_fields = json.loads(body) if body is not None else None
    except (ValueError, RecursionError):
        return None
    return request_fields if isinstance(request_fields, dict) else None


def _render_page(name: str, lang: Language, parts: dict[str, str]) -> Response:
    """A page from its file, with words for `{{…}}`. What is put in is text that was escaped, or markup made here of such."""
    other: Language = "en" if lang == "zh" else "zh"
    page = (_FILES / f"{name}.html").read_text(encoding="utf-8")
    fills = {**{key: escape(each[lang]) for key, each in WORDS.items()}, **parts, "lang": "zh-CN" if lang == "zh" else "en"}
    fills |= {"other": other, "code": lang}
    for key, value in fills.items():
        page = page.replace(f"{{{{{key}}}}}", value)
    return Response(page, media_type="text/html")


def _describe_statements(files: list[StatementFiles], lang: Language) -> tuple[list[ListedStatement], list[str]]:
    """The statements with a document, and the ids of the others."""
    return [describe_statement(each, lang) for each in files if each.documents], [each.id for each in files if not each.documents]


def _render_list(statements: list[ListedStatement], others: list[str], lang: Language) -> str:
    """The statements with a document as links, the others by name."""
    links = [
        f'<li><a href="{escape(each.id)}/?lang={lang}">{escape(each.title)}</a> <span>{escape(each.progress)}</span>'
        f"<small>{escape(', '.join((each.id, *each.documents)))}</small></li>"
        for each in statements
    ]
    page = f"<ul class=statements>{''.join(links)}</ul>" if links else f"<p>{escape(WORDS['no-statements'][lang])}</p>"
    if others:
        items = "".join(f"<li>{escape(each)}</li>" for each in others)
        page += f"<h2>{escape(WORDS['without-document'][lang])}</h2><ul>{items}</ul>"
        page += f"<p class=hint>{escape(WORDS['put-document'][lang])}</p>"
    return page
