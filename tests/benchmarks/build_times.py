"""Numbers of statements in; how long their site takes to build, and to build again when something has changed, out. No test.

For each number a content of that many invented statements (`generate.py`) is built in a copy of the checkout: from nothing, with
nothing changed, with one figure changed, one template, one name of the dictionary, one after the other. Seconds are the clock's;
CPU is the processor time of all processes; the peak is that of the largest process; what was written, left as it was and removed
is told by the files themselves. The real content is built from nothing and with nothing changed, in the middle of three.

Short statements (`--statements`) stand beside real-shaped ones (`--real-shaped`), which have eight tables and a thousand numbers.
Of each content it is said how many files and bytes a statement takes by kind of file, and which hosts take no such site.

No profiler is at work in these runs. One more from nothing, in one process and under it, tells which rooms of the package take
the processor's time: the profiler makes it slower as a whole, and small functions more than large ones, so only parts are shown.

    make bench                             100 and 1,000 statements
    make bench ARGS="--statements 10000 --real-shaped 1000"   --folder for another disk, --changes 2 for fewer of them
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import generate
from measure import Taken, run

from budgetbook.infra.publish import host_limits

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
YEARS = 5
RUNS = 3
ROOM = 6
"""MB of disk that a statement needs at most: its part of the old site, of the new one, and what is kept for the next build."""
ALONE = 50
"""Entities of a content up to which everything can be done in one process, where the profiler sees it."""

COLUMNS = (
    "seconds", "CPU", "of cold", "pages", "pages/s", "ms/page", "files", "MB", "MB/s",
    "written", "unchanged", "removed", "peak MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One build."""

    taken: Taken
    written: int
    unchanged: int
    removed: int
    pages: int
    size: int


def main() -> None:
    """Print the tables."""
    asked = _asked()
    for number in (*asked.statements, *asked.real_shaped):
        _refuse_small(asked.folder, number)
    with _checkout(asked.folder) as checkout:
        shutil.copytree(ROOT / "content", checkout / "content")
        _real(checkout)
    for numbers, real_shaped in ((asked.statements, False), (asked.real_shaped, True)):
        for number in numbers:
            with _checkout(asked.folder) as checkout:
                generate.write(checkout / "content", number // YEARS, YEARS, real_shaped=real_shaped)
                _scenarios(checkout, number, asked.changes, "real-shaped statements" if real_shaped else "short statements")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How long a build takes.")
    parser.add_argument("--statements", type=int, nargs="+", default=[100, 1000], help="how many; multiples of five")
    parser.add_argument("--real-shaped", type=int, nargs="*", default=[20], help="how many of these; multiples of five")
    parser.add_argument("--changes", type=int, default=4, help="how many kinds of change, in the order of the table")
    parser.add_argument("--folder", type=Path, default=ROOT.parent, help="where the sites are built, and removed again")
    return parser.parse_args()


def _refuse_small(folder: Path, number: int) -> None:
    free = shutil.disk_usage(folder).free / 1_000_000
    if free < number * ROOM:
        wanted = f"{number:,} statements need {number * ROOM:,.0f} MB of disk, and {folder} has {free:,.0f}"
        raise SystemExit(f"{wanted}: name another with --folder")


@contextmanager
def _checkout(folder: Path) -> Iterator[Path]:
    """A copy of the program without content, removed afterwards: the site and the cache of the real one are left alone."""
    with tempfile.TemporaryDirectory(prefix="budgetbook-bench-", dir=folder) as name:
        checkout = Path(name)
        for part in ("budgetbook", "templates"):
            shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__"))
        for file in ("build.py", "pyproject.toml"):
            shutil.copy(ROOT / file, checkout)
        yield checkout


def _real(checkout: Path) -> None:
    """The real content, in the middle of a few runs."""
    _build(checkout)  # compiles the modules
    cold = [_cold(checkout) for _ in range(RUNS)]
    unchanged = [_build(checkout) for _ in range(RUNS)]
    _head(checkout, "The real content")
    _row("from nothing", _middle(cold))
    _row("nothing changed", _middle(unchanged))
    _rooms(checkout)


def _scenarios(checkout: Path, number: int, count: int, kind: str) -> None:
    """Invented content, built and built again."""
    _head(checkout, f"{number:,} {kind} of {number // YEARS:,} bodies")
    changes: dict[str, Callable[[], object]] = {
        "from nothing": lambda: None,
        "nothing changed": lambda: None,
        "one figure changed": lambda: generate.change_one_figure(checkout / "content"),
        "one template changed": lambda: generate.change_one_template(checkout / "templates"),
        "one name of the dictionary changed": lambda: generate.change_one_name(checkout / "content"),
    }
    rows = {}
    for name, change in islice(changes.items(), 1 + count):
        change()
        rows[name] = _build(checkout)
        _row(name, rows[name], rows["from nothing"])
        if name == "from nothing":
            _weights(checkout, number)
    if number // YEARS <= ALONE:
        _rooms(checkout)


KINDS = (
    ("data of all", r"data/[^/]+"),
    ("data of a statement", r"data/(v\d+/)?(statements|entities)/.+"),
    ("data of concepts, schemas", r"data/.+"),
    ("search", r"../search/.+"),
    ("charts", r".*/charts?/.+|.+\.(png|svg|vl\.json)"),
    ("pages of statements", r"../[^/]+/\d{4}-[^/]+/.+"),
    ("everything else", r".+"),
)
"""Kinds of files, each by the first pattern that its path fits."""


def _weights(checkout: Path, number: int) -> None:
    """Files and bytes a statement by kind of file, and the hosts that take no such site."""
    files = list(_files(checkout / "site"))
    by_kind: dict[str, list[int]] = {kind: [] for kind, _ in KINDS}
    for path, file in files:
        name = os.path.relpath(path, checkout / "site")
        by_kind[next(kind for kind, pattern in KINDS if re.fullmatch(pattern, name))].append(file.size)
    for kind, sizes in by_kind.items():
        _say(f"  {kind:34}{len(sizes) / number:>10,.1f} files{sum(sizes) / number / 1000:>10,.1f} kB a statement")
    every = [file.size for _, file in files]
    _say(f"  {'in all':34}{len(every) / number:>10,.1f} files{sum(every) / number / 1000:>10,.1f} kB a statement")
    fullest = max(Counter(os.path.dirname(path) for path, _ in files).values())  # noqa: PTH120 - of a hundred thousand names
    for limit, own in host_limits.find_exceeded(
        {"bytes": sum(every), "files": len(every), "file_bytes": max(every), "folder_files": fullest}
    ):
        _say(f"  {limit.host} takes at most {limit.most:,} {limit.measure}; here are {own:,}")


def _cold(checkout: Path) -> Row:
    _forget(checkout)
    return _build(checkout)


def _forget(checkout: Path) -> None:
    for folder in (".cache", "site"):
        shutil.rmtree(checkout / folder, ignore_errors=True)


def _build(checkout: Path) -> Row:
    """One build as a program of its own, and what it did to the files of the site."""
    before = dict(_files(checkout / "site"))
    taken = run([sys.executable, "build.py", "build", "--quiet"], checkout)
    after = dict(_files(checkout / "site"))
    written = sum(before.get(path) != file for path, file in after.items())
    return Row(
        taken=taken,
        written=written,
        unchanged=len(after) - written,
        removed=len(before.keys() - after.keys()),
        pages=sum(path.endswith(".html") for path in after),
        size=sum(file.size for file in after.values()),
    )


class File(NamedTuple):
    """How a file is known again: one that is written anew is another one."""

    inode: int
    modified: int
    size: int


def _files(site: Path) -> Iterator[tuple[str, File]]:
    for folder, _, names in os.walk(site):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a Path for each of a million files takes a minute
            stat = os.stat(path)  # noqa: PTH116
            yield path, File(stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _middle(rows: list[Row]) -> Row:
    return sorted(rows, key=lambda row: row.taken.cpu)[len(rows) // 2]


def _head(checkout: Path, title: str) -> None:
    content = sum(file.size for _, file in _files(checkout / "content"))
    _say(f"\n{title}, {content / 1e6:,.1f} MB of content")
    _say(f"{'':36}" + "".join(f"{column:>10}" for column in COLUMNS))


def _row(name: str, row: Row, cold: Row | None = None) -> None:
    taken, size = row.taken, row.size / 1e6
    part = f"{taken.seconds / cold.taken.seconds:.1%}" if cold else ""
    cells = (
        f"{taken.seconds:.2f}", f"{taken.cpu:.2f}", part, f"{row.pages:,}", f"{row.pages / taken.seconds:,.0f}",
        f"{1000 * taken.seconds / row.pages:.2f}", f"{row.written + row.unchanged:,}", f"{size:,.1f}",
        f"{size / taken.seconds:,.1f}", f"{row.written:,}",
        f"{row.unchanged:,}", f"{row.removed:,}", f"{taken.peak:,.0f}",
    )  # fmt: skip
    _say(f"{name:36}" + "".join(f"{cell:>10}" for cell in cells))


def _rooms(checkout: Path) -> None:
    """Prints the rooms' parts of the processor time of a build from nothing."""
    _forget(checkout)
    report = checkout / "rooms.json"
    run([sys.executable, str(HERE / "profile_build.py"), str(report), "build", "--quiet", "--jobs", "1"], checkout)
    seconds: dict[str, float] = json.loads(report.read_bytes())
    whole = sum(seconds.values())
    rooms = sorted(seconds, key=seconds.__getitem__, reverse=True)
    _say("CPU by room: " + ", ".join(f"{room} {seconds[room] / whole:.1%}" for room in rooms if seconds[room] > whole / 1000))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
