"""Drawings like those of pages in; what a chart costs in the drawing library and outside it out. No test.

`make bench` runs it. Milliseconds of the processor: in the library of all its threads, which go on
tidying after a drawing is there; outside it of ours. Every chart has numbers of its own, so that nothing is drawn twice.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent / "helpers")]

import project  # noqa: E402 - found by the path above

from budgetbook.charts.drawing import ChartSpec  # noqa: E402
from budgetbook.charts.render import renderer  # noqa: E402
from budgetbook.pages.chart import FramesPage  # noqa: E402

ROUNDS = 10


def main() -> None:
    """Print the costs."""
    checked = project.check(project.CONTENT)
    bodies = (page.content for page in project.pages_of(checked.content, checked.findings))
    drawings = [chart.drawing for body in bodies if isinstance(body, FramesPage) for chart in body.charts]
    library, compiler = Counted(renderer._vega().vega_to_svg), Counted(renderer._vega().vegalite_to_vega)
    engine = type("Engine", (), {"vega_to_svg": staticmethod(library), "vegalite_to_vega": staticmethod(compiler)})
    renderer._vega = lambda: engine  # type: ignore[assignment]
    kinds: dict[str, float] = {}
    pen, outside, count = renderer.ChartRenderer(None), 0.0, 0
    for drawing in _each(drawings):
        before, start = library.here + compiler.here, time.thread_time()
        made = pen.svgs(drawing)
        took = time.thread_time() - start - (library.here + compiler.here - before)
        if drawing.form in kinds:
            outside, count = outside + took, count + len(made)
        else:
            kinds[drawing.form] = took
    inside = library.seconds / library.calls
    sys.stdout.write(
        f"{library.calls} charts, two widths of each, of {len(kinds)} kinds: {inside * 1e3:.2f} ms a chart in the library,"
        f" {outside / count * 1e3:.2f} ms outside, {1 + outside / count / inside:.2f} times the library's own;"
        f" the first two of a kind {max(kinds.values()) * 1e3:.0f} ms outside at most;"
        f" {compiler.calls} times Vega-Lite was compiled, in {compiler.seconds / compiler.calls * 1e3:.2f} ms\n"
    )


class Counted:
    """A function, with how often it was called and how long it took, in all threads and in this one."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function, self.calls, self.seconds, self.here = function, 0, 0.0, 0.0

    def __call__(self, *given: Any) -> Any:
        """What the function gives."""
        start, here = time.process_time(), time.thread_time()
        made = self._function(*given)
        self.seconds, self.here = self.seconds + time.process_time() - start, self.here + time.thread_time() - here
        self.calls += 1
        return made


def _each(drawings: list[ChartSpec]) -> Iterator[ChartSpec]:
    """Each drawing, and again with other values."""
    for number in range(ROUNDS):
        for drawing in drawings:
            rows = tuple(replace(row, value=row.value * (1 + Decimal(number) / 1000)) for row in drawing.rows)
            yield replace(drawing, rows=rows)


if __name__ == "__main__":
    main()
