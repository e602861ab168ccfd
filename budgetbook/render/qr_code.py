"""An address as a code that a telephone reads from paper. The only module that knows the library that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from markupsafe import Markup

_QUIET = 4
"""Modules of white around a code, without which readers miss it."""


@lru_cache(maxsize=64)
def draw_qr_code(address: str, name: str) -> Markup:
    """Draw an address as SVG, dark on white in every scheme; `name` is read out."""
    import segno  # loaded only where a sheet of paper is made anew

    return Markup(_write_svg(segno.make_qr(address, error="m").matrix, name))  # noqa: S704 - the name is escaped, the rest numbers


def _write_svg(matrix: Sequence[Sequence[int]], name: str) -> str:
    size = len(matrix) + 2 * _QUIET
    box = f"{-_QUIET} {-_QUIET} {size} {size}"
    paper = f'<path fill="#fff" d="M{-_QUIET},{-_QUIET}h{size}v{size}h-{size}Z"/>'
    picture = f'{paper}<path stroke="#000" d="{_write_runs(matrix)}"/>'
    return f'<svg class="qr" viewBox="{box}" role="img" aria-label="{escape(name)}">{picture}</svg>'


def _write_runs(matrix: Iterable[Iterable[int]]) -> str:
    """Write the dark modules as lines, one for each run of them in a row."""
    path = []
    for row, cells in enumerate(matrix):
        column = 0
        for is_dark, run in groupby(cells):
            length = len(list(run))
            path += [f"M{column},{row}.5h{length}"] if is_dark else []
            column += length
    return "".join(path)
