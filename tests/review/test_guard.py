"""A page of another site can neither read nor write through the workbench, and no address leads out of the content."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import workbench_content
from workbench_content import STATEMENT, statement_path

from budgetbook.cli.serve.local_hosts import AccessRules
from budgetbook.cli.serve.preview import Preview
from budgetbook.cli.serve.server import create_app
from budgetbook.review import page_state

HOST = "localhost:8000"
OWN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "content-type": "application/json"}
PAGE = f"/review/{STATEMENT}/"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbench_content.import_library(tmp_path_factory.mktemp("library"), "txt")


class App:
    """The preview's application, asked without a network."""

    def __init__(self, content: Path, host: str = "127.0.0.1") -> None:
        preview = Preview(content, content, None)
        self.app = create_app(preview, lambda _preview: None, AccessRules(host), lambda _task: None)

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        method: str = "",
        client: str = "127.0.0.1",
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer to one request."""
        answer = self._ask(path, {"host": HOST, **(headers or {})}, body, method, client)
        with ThreadPoolExecutor(1) as pool:  # a browser test before may have left a loop running in this thread
            return pool.submit(asyncio.run, answer).result()

    async def _ask(
        self, path: str, headers: Mapping[str, str], body: bytes | None, method: str, client: str
    ) -> tuple[int, dict[str, str], bytes]:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body or b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method or ("GET" if body is None else "POST"),
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
            "client": (client, 5000),
            "server": ("127.0.0.1", 8000),
        }
        await self.app(scope, receive, send)  # type: ignore[arg-type]
        start = next(each for each in sent if each["type"] == "http.response.start")
        data = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
        return start["status"], {key.decode(): value.decode() for key, value in start["headers"]}, data


@pytest.fixture(scope="module")
def app(library: Path) -> App:
    return App(library)


def token_of(app: App) -> str:
    _, _, page = app.ask(PAGE)
    return page.decode().split('name="review-token" content="')[1].split('"')[0]


def act_of(app: App, content: Path, headers: Mapping[str, str], **options: Any) -> int:
    """Ask for an act with these headers, as a page would; the statement must stay as it is unless that is answered by 200."""
    state = json.loads(app.ask(f"{PAGE}state.json")[2])
    before = statement_path(content).read_bytes()
    body = json.dumps({"act": "set-aside", "number": "8#0", "version": state["version"]}).encode()
    status, _, _ = app.ask(f"{PAGE}acts", headers, **{"body": body, **options})
    assert (statement_path(content).read_bytes() != before) == (status == 200)
    return status


def test_pages_have_a_strict_policy_and_no_script_of_their_own(app: App) -> None:
    for path in ("/review/", PAGE, f"{PAGE}frame.json"):
        status, headers, data = app.ask(path)
        assert status == 200
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert b"unsafe" not in data[:100]
    assert b"<script>" not in app.ask(PAGE)[2]
    assert b"style=" not in app.ask(PAGE)[2]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/review/", PAGE, f"{PAGE}frame.json", f"{PAGE}state.json", f"{PAGE}pages/1.png"])
def test_other_sites_read_nothing(app: App, path: str, headers: dict[str, str]) -> None:
    assert app.ask(path, headers)[0] == 403


def test_other_machines_and_other_names_read_nothing(library: Path) -> None:
    app = App(library, "0.0.0.0")  # noqa: S104
    assert app.ask(PAGE, client="192.168.1.7")[0] == 403
    assert app.ask(PAGE, {"host": "evil.example"})[0] == 400
    assert app.ask(PAGE)[0] == 200


@pytest.mark.slow
def test_only_a_page_of_this_run_writes(library: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(library, tmp_path / "content"))
    app = App(content)
    token = {"x-review-token": token_of(app)}
    refused: list[tuple[dict[str, str], dict[str, Any]]] = [
        ({**OWN}, {}),
        ({**OWN, "x-review-token": token_of(App(content))}, {}),
        ({**OWN, **token, "origin": "https://evil.example"}, {}),
        ({key: value for key, value in {**OWN, **token}.items() if key != "origin"}, {}),
        ({**OWN, **token, "origin": "null"}, {}),
        ({**OWN, **token, "sec-fetch-site": "cross-site"}, {}),
        ({**OWN, **token, "content-type": "text/plain"}, {}),
        ({**OWN, **token, "content-type": "application/x-www-form-urlencoded"}, {}),
        ({**OWN, **token}, {"client": "10.0.0.9"}),
        ({**OWN, **token, "host": "evil.example"}, {}),
        ({**OWN, **token}, {"body": b'{"act": "set-aside", "pad": "' + b"x" * 70_000 + b'"}'}),
        ({**OWN, **token}, {"body": b"[]"}),
        ({**OWN, **token}, {"body": b"{"}),
        ({**OWN, **token}, {"body": b"[" * 60_000}),
        ({**OWN, **token}, {"method": "PUT"}),
        ({**OWN, **token}, {"method": "GET"}),
    ]
    for headers, options in refused:
        assert act_of(app, content, headers, **options) in (400, 403, 404, 405, 413), (headers, options)
    assert act_of(app, content, {**OWN, **token}) == 200


def test_a_page_that_is_out_of_date_writes_nothing(library: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(library, tmp_path / "content"))
    app = App(content)
    headers = {**OWN, "x-review-token": token_of(app)}
    path = statement_path(content)
    version = json.loads(app.ask(f"{PAGE}state.json")[2])["version"]
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    mine = path.read_bytes()
    body = json.dumps({"act": "set-aside", "number": "8#0", "version": version}).encode()
    status, _, data = app.ask(f"{PAGE}acts?lang=en", headers, body=body)
    answer = json.loads(data)
    assert (status, path.read_bytes()) == (409, mine)
    assert "left alone" in answer["error"]
    assert answer["state"]["version"] != version


@pytest.mark.parametrize(
    "path",
    [
        "/review/../../etc/passwd/",
        "/review/library/../2024-final-accounts/",
        "/review/library/2024-final-accounts%2f..%2f..%2fsite/",
        "/review/library/entity/",
        "/review/library/2024-final-accounts.numbers/",
        "/review/library/2023-budget/",
        "/review/./2024-final-accounts/",
        f"{PAGE}pages/99.png",
        f"{PAGE}pages/-1.png",
        f"{PAGE}pages/1.png/../../../site.yaml",
        "/_review/../review_guard.py",
        "/_review/%2e%2e/review_guard.py",
    ],
)
def test_no_address_leads_out_of_the_content(app: App, path: str) -> None:
    assert app.ask(path)[0] in (400, 403, 404)


def test_a_linked_statement_is_none(library: Path, tmp_path: Path) -> None:
    content = Path(shutil.copytree(library, tmp_path / "content"))
    path = statement_path(content)
    path.rename(tmp_path / "elsewhere.yaml")
    path.symlink_to(tmp_path / "elsewhere.yaml")
    assert App(content).ask(PAGE)[0] == 404


def test_a_fault_of_the_program_is_told_in_a_sentence(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(library)

    def fail(*_arguments: object) -> None:
        raise KeyError("step-x")

    monkeypatch.setattr(page_state, "build_state", fail)
    for path in (f"{PAGE}frame.json?lang=en", f"{PAGE}state.json?lang=en"):
        status, headers, data = app.ask(path)
        assert (status, headers["content-type"]) == (500, "application/json")
        assert json.loads(data)["error"].startswith("The program has failed, and nothing was written: KeyError, test_guard:")


def test_a_page_that_is_not_there_says_so(app: App) -> None:
    status, _, data = app.ask("/review/library/2023-budget/?lang=zh")
    assert (status, data.decode()[:5]) == (404, "没有这一页")
    status, _, data = app.ask("/review/library/2023-budget/state.json?lang=zh")
    assert (status, json.loads(data)["error"][:5]) == (404, "没有这一页")
