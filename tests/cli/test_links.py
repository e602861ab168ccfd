"""Addresses of sources that still answer, that answer otherwise, and that do not answer; on a server of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import built_site
import project
import pytest
from statement_edits import statement_of

from budgetbook.cli import address_check, links
from budgetbook.cli.address_check import NoAnswerError, NotPublicError, RefusedError, ask

PUBLIC = "8.8.8.8"
MORE = " (look for its new address on the publisher's site)"


class _Answers(BaseHTTPRequestHandler):
    """`/there` is there, others lead on, `/slow` never comes to an end of its head; nothing else is."""

    leads: ClassVar = {
        "/moved": "/there",
        "/round": "/round",
        "/inside": "http://inside.example/there",
        "/strange": "http://a..b/",
    }
    stop = threading.Event()

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/slow":
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not self.stop.wait(0.02):
                    self.wfile.write(b"X-More: 1\r\n")
            return
        self.send_response(302 if self.path in self.leads else 200 if self.path == "/there" else 404)
        if leads := self.leads.get(self.path):
            self.send_header("Location", leads)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of this machine that passes for one of the public net; `inside.example` is what it is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    _Answers.stop.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names = {"public.example": PUBLIC, "inside.example": "10.0.0.7"}
    connect, ask_system = socket.create_connection, socket.getaddrinfo

    def look_up(host: str, port: int, *more: Any, **named: Any) -> list[Any]:
        if host == "127.0.0.1":
            return ask_system(host, port, *more, **named)
        if host not in names:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host], port))]

    def reach(to: tuple[str, int], timeout: float) -> socket.socket:
        assert to[0] == PUBLIC, "asked by its number, and only where that is public"
        return connect(("127.0.0.1", to[1]), timeout)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", reach)
    yield f"http://public.example:{server.server_port}"
    _Answers.stop.set()
    server.shutdown()
    server.server_close()


def with_source(tmp_path: Path, address: str) -> Path:
    content = built_site.small_content(tmp_path / "content")
    path = statement_of(content)
    text = path.read_text(encoding="utf-8")
    assert text.count("\n  published: ") == 1
    path.write_text(text.replace("\n  published: ", f"\n  url: {address}\n  published: "), encoding="utf-8")
    return content


@pytest.mark.parametrize("path", ["there", "moved"])
def test_an_address_that_answers_is_no_problem(path: str, address: str, tmp_path: Path) -> None:
    ended = project.run("links", "--content", with_source(tmp_path, f"{address}/{path}"), "--lang", "en")
    assert ended == project.Ended(0, "all 1 addresses answer\n", "")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "expected the document here; the server answers 404"),
        ("/round", "expected the document here; there is no answer"),
        ("/strange", "expected the document here; there is no answer"),
        ("/inside", "expected a host of the public net; inside.example is none, so nobody asked it"),
    ],
)
def test_an_address_that_does_not_is_a_problem_at_its_line(path: str, said: str, address: str, tmp_path: Path) -> None:
    content = with_source(tmp_path, f"{address}{path}")
    ended = project.run("links", "--content", content, "--lang", "en", "--format", "editors")
    line = statement_of(content).read_text(encoding="utf-8").split("\n  url: ")[0].count("\n") + 2
    assert ended.status == 1
    assert ended.problems == [f"{statement_of(content)}:{line}:8: source.url: {said}{MORE}"]


def test_an_answer_that_trickles_in_is_cut_when_time_is_up(address: str) -> None:
    with pytest.raises(NoAnswerError):
        ask(f"{address}/slow", seconds=0.5)
    with pytest.raises(RefusedError):
        ask(f"{address}/gone")


def test_what_is_known_when_time_is_up_is_told(tmp_path: Path) -> None:
    """One address never answers; the others are told all the same, and the one as what it is."""
    content, never = built_site.small_content(tmp_path / "content"), threading.Event()
    wanted = [f"https://a{number}.example/" for number in range(links.AT_ONCE * 2)]

    def slowly(address: str) -> None:
        if address == wanted[3]:
            never.wait()
        raise RefusedError(410)

    answers = links._ask_all(wanted, slowly, seconds=5)
    assert {address for address, why in answers.items() if why and why.key == "link-unasked"} == {wanted[3]}
    assert {why.key for address, why in answers.items() if why and address != wanted[3]} == {"link-refused"}
    assert not list(links.find_dead_links(project.check(content).content, slowly, seconds=0))
    never.set()


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",  # noqa: S104
        "224.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1",
    ],
)  # fmt: skip
def test_no_number_of_a_machine_or_its_neighbours_is_public(number: str) -> None:
    assert not address_check.is_public(number)


@pytest.mark.parametrize("number", [PUBLIC, "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_others_are(number: str) -> None:
    assert address_check.is_public(number)


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "localhost"])
def test_an_address_of_this_machine_is_not_asked(host: str) -> None:
    with pytest.raises(NotPublicError):
        ask(f"http://{host}:1/latest/meta-data/")
