"""The real content and templates in; how long a build takes out, as a small table. `make bench` runs it; it is no test.

Whole programs: from nothing, with the drawings kept, with nothing changed: the median of five each, after one that does
not count. Then where the time of one build from nothing goes, measured inside a program of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 5


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="budgetbook-bench-") as folder:
        checkout = _checkout(Path(folder) / "checkout")
        _run(checkout, Path(folder) / "first")  # reads everything from disk once, and compiles the modules
        _print("from nothing", [_cold(checkout, Path(folder) / f"cold-{n}") for n in range(RUNS)])
        _print("drawings and templates kept", [_run(checkout, Path(folder) / f"warm-{n}") for n in range(RUNS)])
        _print("nothing has changed", [_run(checkout, Path(folder) / "first") for _ in range(RUNS)])
        shutil.rmtree(checkout / ".cache")
        program = [sys.executable, str(checkout / "bench.py"), "--inside", str(Path(folder) / "inside")]
        inside = json.loads(subprocess.run(program, check=True, capture_output=True, text=True).stdout)
    sys.stdout.write("\nwhere the time from nothing goes\n")
    for step, seconds in inside.items():
        _print(step, [seconds])


def _checkout(folder: Path) -> Path:
    """A copy of the program, so that the cache of the real one is left alone."""
    for name in ("budgetbook", "templates", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)
    shutil.copy(__file__, folder / "bench.py")
    return folder


def _cold(checkout: Path, out: Path) -> float:
    shutil.rmtree(checkout / ".cache", ignore_errors=True)
    return _run(checkout, out)


def _run(checkout: Path, out: Path) -> float:
    """Seconds that one whole program takes."""
    start = time.perf_counter()
    program = [sys.executable, str(checkout / "build.py"), "--quiet", "--out", str(out)]
    subprocess.run(program, check=True, cwd=out.parent)
    return time.perf_counter() - start


def _print(what: str, seconds: list[float]) -> None:
    spread = f"   {min(seconds):.2f} to {max(seconds):.2f}" if len(seconds) > 1 else ""
    sys.stdout.write(f"{statistics.median(seconds):6.2f} s  {what:30}{spread}\n")
    sys.stdout.flush()


def _inside(out: Path) -> None:
    """Take the steps of the line one by one, and print what each took, as JSON."""
    here = Path(__file__).parent
    sys.path.insert(0, str(here))
    took: dict[str, float] = {}
    with _timed(took, "import"):
        from budgetbook import pipeline
        from budgetbook.arithmetic import findings
        from budgetbook.arithmetic.finding import Finding
        from budgetbook.charts import draw
        from budgetbook.checks import checks
        from budgetbook.content import load
        from budgetbook.data import downloads
        from budgetbook.pages import pages
        from budgetbook.site import write
    with _timed(took, "load"):
        content, problems = load.content(here / "content")
    if content is None:
        raise SystemExit(f"the content has problems: {problems}")
    found: dict[str, tuple[Finding, ...]]
    with _timed(took, "check"):
        checks.names(content)
        found = findings.of(content)
        checks.run(content, found)
    with _timed(took, "pages"):
        made = list(pages.of(content, found, downloads.of(content, found)))
    drawing: dict[str, float] = {"draw": 0.0}
    svg = draw.Pen.svg

    def timed(*arguments: object, **options: object) -> str:
        start = time.perf_counter()
        try:
            return svg(*arguments, **options)  # type: ignore[arg-type]
        finally:
            drawing["draw"] += time.perf_counter() - start

    draw.Pen.svg = timed  # type: ignore[method-assign]
    with _timed(took, "render"):
        outputs = list(pipeline.outputs(pipeline.Checked(content, found), here / "templates", here / ".cache"))
    took["draw"] = drawing["draw"]
    took["render"] -= took["draw"] + took["pages"]
    with _timed(took, "write"):
        write.site(iter(outputs), out)
    order = ("import", "load", "check", "pages", "draw", "render", "write")
    if len(made) < len(order):
        raise SystemExit("a build without pages has measured nothing")
    json.dump({step: took[step] for step in order}, sys.stdout)


@contextmanager
def _timed(took: dict[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    took[step] = time.perf_counter() - start


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    if sys.argv[1:2] == ["--inside"]:
        _inside(Path(sys.argv[2]))
    else:
        main()
