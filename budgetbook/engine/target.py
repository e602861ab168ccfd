"""A target: files that are built from the same inputs, and built or reused together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.models.page import Page
from budgetbook.render import chart_files
from budgetbook.render.renderer import Renderer


class Target(NamedTuple):
    """Files that are built from the same inputs, and built or reused together."""

    name: str
    """An entity's id, or a name that begins with a slash."""
    fingerprint: Callable[[], str]
    """Computes the fingerprint of everything its files are built from."""
    files: Callable[[], Iterator[OutputFile]]
    priority: int = 0
    """Higher runs earlier: start the slowest targets first."""
    prerequisites: tuple[str, ...] = ()
    """Targets that must be finished before, because these files describe theirs."""
    contribute: Callable[[], dict[tuple[str, str], bytes]] = dict
    """Its contributions to shared targets; see `stored_contributions.py`."""


PageRenderer = Callable[[Iterable[Page]], Iterator[OutputFile]]


def render_pages(renderer: Renderer, pages: Iterable[Page]) -> Iterator[OutputFile]:
    """Render each page and the image files of its charts."""
    for page in pages:
        yield renderer.render_page(page)
        yield from chart_files.chart_files(page, renderer.chart_renderer)
