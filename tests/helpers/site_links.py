"""A published folder and its address in; the references of its pages that lead nowhere out."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def find_dead_references(folder: Path, address: str) -> Iterator[str]:
    """Yield each reference to the address's host that no file of the folder answers, as a server shows it at that address."""
    host = "/".join(address.split("/")[:3]) + "/"
    for page in sorted(folder.rglob("*.html")):
        here = address + page.relative_to(folder).as_posix()
        for reference in _read_references(page):
            target = urldefrag(urljoin(here, reference)).url
            if not target.startswith(host):
                continue
            path = unquote(target.removeprefix(address).partition("?")[0])
            file = folder / path
            if not target.startswith(address) or not (file / "index.html" if path.endswith("/") or not path else file).is_file():
                yield f"{page.relative_to(folder)}: {reference}"


def _read_references(page: Path) -> list[str]:
    parser = _References()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found
