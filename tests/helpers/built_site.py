"""A built site in; its pages as a reader's browser has them, and a server that shows it, out."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

import project
import pytest

GOLDEN = project.ROOT / "tests" / "golden"
LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("use", "href"), ("form", "action"))
"""Where an address may stand in a page."""


def small_content(to: Path, case: str = "library") -> Path:
    """The small content of a golden case, to change; the words of the site are the real ones."""
    shutil.copytree(GOLDEN / case / "content", to)
    shutil.copytree(project.CONTENT / "languages", to / "languages")
    return to


def needs(what: str) -> NoReturn:
    """Skip a test, with what is missing; where CI is set, everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"CI is set, and this is missing: {what}")
    pytest.skip(f"this is missing: {what}")


EDIT = re.compile(r"/edit/main/content/(.+)#L\{line\}$")
"""Where a page's form of citation opens a line of a content file for editing."""


@dataclass(frozen=True)
class Element:
    """One start tag."""

    tag: str
    attributes: dict[str, str]
    line: int


@dataclass
class Document(HTMLParser):
    """One page: its elements in their order, and its visible text."""

    path: str
    elements: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it; an attribute without a value is empty."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text.append(data)

    @property
    def ids(self) -> Counter[str]:
        """Every identifier, and how often it is given."""
        return Counter(element.attributes["id"] for element in self.elements if "id" in element.attributes)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Every element of a tag with these attributes."""
        wanted = attributes.items()
        return [element for element in self.elements if element.tag == tag and wanted <= element.attributes.items()]

    def links(self) -> Iterator[tuple[Element, str]]:
        """Every address that the page names, but for those that say what the page is (canonical, alternate)."""
        for element in self.elements:
            if element.attributes.get("rel") in ("canonical", "alternate"):
                continue
            for tag, attribute in LINKS:
                if element.tag == tag and attribute in element.attributes:
                    yield element, element.attributes[attribute]


@cache
def documents(site: Path) -> dict[str, Document]:
    """Every page by its path in the site."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found[name] = Document(name)
        found[name].feed(path.read_text(encoding="utf-8"))
        found[name].close()
    assert found, f"no page in {site}"
    return found


def opened_line(content: Path, document: Document, anchor: str) -> str:
    """The line of a content file that “correct this number” opens, for the element with an identifier."""
    (form,) = (match for element in document.elements if (match := EDIT.search(element.attributes.get("data-edit", ""))))
    at = next(n for n, element in enumerate(document.elements) if element.attributes.get("id") == anchor)
    is_proof = document.elements[at].tag == "dl"  # within its disclosure; the line of a table holds its disclosure
    around = reversed(document.elements[:at]) if is_proof else document.elements[at:]
    line = next(int(element.attributes["data-line"]) for element in around if "data-line" in element.attributes)
    return (content / form[1]).read_text(encoding="utf-8").splitlines()[line - 1].strip()


def target(page: str, href: str) -> tuple[str, str]:
    """The path in the site that a relative link leads to, and its fragment."""
    parts = urlsplit(href)
    steps = page.split("/")[:-1] if parts.path else page.split("/")
    for step in unquote(parts.path).split("/") if parts.path else ():
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps), unquote(parts.fragment)


class _Quiet(SimpleHTTPRequestHandler):
    """As GitHub Pages does: 404.html for what is not there; no line on stderr."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the library gives it
        """Say nothing."""

    def end_headers(self) -> None:
        """Nothing is kept: the next site may have the address of this one."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on a port of this machine; its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
