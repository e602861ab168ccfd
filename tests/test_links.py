"""Addresses of sources that still answer, that answer otherwise, and that do not answer; on a server of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import built
import pytest
import real
from test_serve import statement_of


class _Answers(BaseHTTPRequestHandler):
    """`/there` is there; nothing else is."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200 if self.path == "/there" else 404)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def with_source(tmp_path: Path, address: str) -> Path:
    content = built.small_content(tmp_path / "content")
    path = statement_of(content)
    text = path.read_text(encoding="utf-8")
    assert text.count("\n  published: ") == 1
    path.write_text(text.replace("\n  published: ", f"\n  url: {address}\n  published: "), encoding="utf-8")
    return content


def test_an_address_that_answers_is_no_problem(address: str, tmp_path: Path) -> None:
    ended = real.run("links", "--content", with_source(tmp_path, f"{address}/there"), "--lang", "en")
    assert ended == real.Ended(0, "all 1 addresses answer\n", "")


@pytest.mark.parametrize(("path", "said"), [("/gone", "the server answers 404"), ("no server", "there is no answer")])
def test_an_address_that_does_not_is_a_problem_at_its_line(path: str, said: str, address: str, tmp_path: Path) -> None:
    content = with_source(tmp_path, f"{address}{path}" if path.startswith("/") else "http://127.0.0.1:1/document")
    ended = real.run("links", "--content", content, "--lang", "en", "--format", "editors")
    line = statement_of(content).read_text(encoding="utf-8").split("\n  url: ")[0].count("\n") + 2
    assert ended.status == 1
    place = f"{statement_of(content)}:{line}:8: source.url"
    assert ended.problems == [f"{place}: expected the document here; {said} (look for its new address on the publisher's site)"]
