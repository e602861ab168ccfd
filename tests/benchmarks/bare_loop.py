"""A bare loop over the same content as a yardstick: its processor time, and how many times as much Budgetbook takes, out.

Both sides read every file of every body, make the body's own pages (its page, its statements, tables, budgets beside outcomes and
charts, in both languages) and write them, on two processes with half of the bodies each. The bare loop does what no generator in
Python can do without, and nothing else:

- yaml: PyYAML's C parser turns each YAML file into plain data;
- markdown: markdown-it-py, set up as ours, renders each text that our pages put through it, once; roles are words as they stand;
- render: the same templates are rendered from finished page records, which are read while the clock stands;
- write: the bytes are written, one file after the other.

Ours is all that stands between the files of a body and its pages: check (the files read with the place of every value,
recomputation and every check), pages (page records), render, write (with the record that the next build asks). On neither side
is anything drawn: charts are ready strings. Imports, the dictionary and compiled templates, paid once a process, are
not counted, nor is what many bodies share. Rounds alternate; medians count.

    python tests/benchmarks/bare_loop.py [--bodies 20] [--years 5] [--rounds 5] [--processes 2]
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

import generate  # noqa: E402 - found by the path above
import yaml  # noqa: E402
from markdown_it import MarkdownIt  # noqa: E402

from budgetbook.arithmetic.finding import Findings  # noqa: E402
from budgetbook.charts.drawing import PIXELS, Width  # noqa: E402
from budgetbook.charts.render.renderer import ChartRenderer  # noqa: E402
from budgetbook.content.content import Content  # noqa: E402
from budgetbook.content.folder import Folder  # noqa: E402
from budgetbook.infra.processes.pool import raise_gc_threshold  # noqa: E402
from budgetbook.infra.publish.site_writer import SiteWriter  # noqa: E402
from budgetbook.pages import entity_pages  # noqa: E402
from budgetbook.render.renderer import Renderer  # noqa: E402
from budgetbook.render.templates import Templates  # noqa: E402
from budgetbook.text import markdown  # noqa: E402
from budgetbook.text.markdown import ResolvedRole  # noqa: E402
from budgetbook.validation import validate  # noqa: E402

LINE = 1.2
"""What is asked: no more than this many times the bare loop."""
STEPS = {"bare": ("yaml", "markdown", "render", "write"), "ours": ("check", "pages", "render", "write")}


class StepClock:
    """Processor seconds by step: at each moment one step is at work."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._step, self._since = "", time.process_time()

    def switch(self, step: str) -> None:
        """From here on the time is this step's; that of no step counts nowhere."""
        now = time.process_time()
        if self._step:
            self.seconds[self._step] += now - self._since
        self._step, self._since = step, now


class ReadyPen(ChartRenderer):
    """Every drawing is one ready string, of the size of a real one."""

    chart = '<svg viewBox="0 0 640 240" role="img">' + '<path d="M12 34h56v78h-56z" class="mark"/>' * 140 + "</svg>"

    def svgs(self, *_: object) -> dict[Width, str]:
        """The string."""
        return dict.fromkeys(PIXELS, self.chart)


def plain_data(raw: bytes) -> Any:
    """YAML as text, lists and mappings, by the C parser's events: half the time of PyYAML's own loaders."""
    events = yaml.parse(raw, Loader=yaml.CSafeLoader)
    next(events), next(events)  # the stream and the document begin
    return _value(next(events), events)


def _value(event: Any, events: Iterator[Any]) -> Any:
    if type(event) is yaml.ScalarEvent:
        return event.value
    if type(event) is yaml.MappingStartEvent:
        found = {}
        for key in events:
            if type(key) is yaml.MappingEndEvent:
                break
            found[key.value] = _value(next(events), events)
        return found
    items = []
    for item in events:
        if type(item) is yaml.SequenceEndEvent:
            break
        items.append(_value(item, events))
    return items


@contextmanager
def noting(texts: dict[tuple[str, str], None]) -> Iterator[None]:
    """Note every text that is put through Markdown, by how."""
    blocks, line = markdown._blocks, MarkdownIt.renderInline

    def noted(text: str) -> Any:
        texts["render", text] = None
        return blocks(text)

    def noted_line(parser: MarkdownIt, text: str, env: Any = None) -> str:
        texts["renderInline", text] = None
        return str(line(parser, text, env))

    with patch.object(markdown, "_blocks", noted), patch.object(MarkdownIt, "renderInline", noted_line):
        yield


def as_it_stands(role: str, content: str) -> ResolvedRole:
    """A role as a link with its own words."""
    return ResolvedRole(content, f"{role}/{content}")


def main() -> None:
    """Print the table."""
    wanted = argparse.ArgumentParser(description="A bare loop over the same content, and what Budgetbook takes beside it.")
    for name, default in (("bodies", 20), ("years", 5), ("rounds", 5), ("processes", 2)):
        wanted.add_argument(f"--{name}", type=int, default=default)
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="budgetbook-bench-", dir=ROOT.parent) as name:
        folder = Path(name)
        generate.write(folder / "content", asked.bodies, asked.years)
        made = [_child("prepare", folder, part, asked.processes) for part in range(asked.processes)]
        took: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for number in range(2 * asked.rounds):
            side = ("bare", "ours")[number % 2]
            took[side].append(_round(side, folder, asked.processes))
    _print(took, int(sum(each["pages"] for each in made)))


def _child(side: str, folder: Path, part: int, parts: int) -> dict[str, float]:
    return _ended(_started(side, folder, part, parts))


def _started(side: str, folder: Path, part: int, parts: int) -> subprocess.Popen[str]:
    program = [sys.executable, __file__, f"--{side}", str(folder), str(part), str(parts)]
    return subprocess.Popen(program, stdout=subprocess.PIPE, text=True)


def _ended(process: subprocess.Popen[str]) -> dict[str, float]:
    out, _ = process.communicate()
    if process.returncode:
        raise SystemExit("a process of the benchmark failed")
    seconds: dict[str, float] = json.loads(out)
    return seconds


def _round(side: str, folder: Path, parts: int) -> dict[str, float]:
    """What all processes of one round of a side took, by step."""
    running = [_started(side, folder, part, parts) for part in range(parts)]
    total: Counter[str] = Counter()
    for process in running:
        total.update(_ended(process))
    shutil.rmtree(folder / "sites")
    return dict(total)


def _print(took: dict[str, list[dict[str, float]]], count: int) -> None:
    say = sys.stdout.write
    for side, rounds in took.items():
        say(f"{side}: " + ", ".join(f"{step} {_median([each[step] for each in rounds]):.3f}" for step in STEPS[side]))
        whole = _median([sum(each.values()) for each in rounds])
        say(f"; in all {whole:.3f} s of CPU for {count} pages, {1000 * whole / count:.2f} ms a page\n")
    ratios = [sum(ours.values()) / sum(bare.values()) for bare, ours in zip(took["bare"], took["ours"], strict=True)]
    say(f"ours is {_median(ratios):.2f} times the bare loop ({min(ratios):.2f} to {max(ratios):.2f}); {LINE} is asked\n")


def _median(values: list[float]) -> float:
    return statistics.median(values)


class Part:
    """The bodies of one process, and what all of them are made with."""

    def __init__(self, folder: Path, part: int, parts: int) -> None:
        self.kept = folder / "records"
        self.target = folder / "sites" / str(part)
        self.root = folder / "content"
        self.folder = Folder.scan(self.root)
        self.entities = list(self.folder.entities)[part::parts]
        shared, problems = validate.validate_common(self.folder, *self.folder.read(self.folder.common_files), {})
        if shared is None:
            raise SystemExit(f"the content has problems: {problems}")
        self.shared: Content = shared
        self.renderer = Renderer(Templates.read(ROOT / "templates"), shared.site, shared.phrases, ReadyPen(None), has_feed=True)
        for name in self.renderer.templates.sources:
            self.renderer.environment.get_template(name)

    def prepare(self) -> dict[str, float]:
        """Keep each body's page records, and the texts that they put through Markdown."""
        self.kept.mkdir(exist_ok=True)
        count = 0
        for entity in self.entities:
            texts = dict[tuple[str, str], None]()
            with noting(texts):
                made = list(entity_pages.entity_pages(*self.examined(entity), ()))
            count += len(made)
            (self.kept / entity).write_bytes(pickle.dumps((made, list(texts))))
        return {"pages": count}

    def examined(self, entity: str) -> tuple[Content, Findings]:
        """A body, read and checked as a build does."""
        found = validate.validate_entity(self.shared, self.root, entity, *self.folder.read(self.folder.entities[entity]))
        if found.content is None:
            raise SystemExit(f"{entity} has problems: {found.problems}")
        return found.content, found.findings

    def bare(self) -> dict[str, float]:
        """The bare loop."""
        clock = StepClock()
        for entity in self.entities:
            made, texts = pickle.loads((self.kept / entity).read_bytes())  # noqa: S301 - written by `prepare`
            clock.switch("yaml")
            for name in self.folder.entities[entity]:
                raw = (self.root / name).read_bytes()
                if name.endswith(".yaml"):
                    plain_data(raw)
            clock.switch("markdown")
            for kind, text in texts:
                getattr(markdown._parser(), kind)(text, {"resolve": as_it_stands, "href": str})
            for page in made:
                clock.switch("render")
                file = self.renderer.render_page(page)
                data = file.data
                clock.switch("write")
                path = self.target / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            clock.switch("")
            del made
        return clock.seconds

    def ours(self) -> dict[str, float]:
        """What a build does."""
        clock = StepClock()
        clock.switch("write")
        with SiteWriter(self.target, self.target.with_suffix(".sqlite")) as site:
            site.scan()
            for entity in self.entities:
                clock.switch("")
                markdown._blocks.cache_clear()  # the bodies of the generator have their texts in common, real ones have not
                clock.switch("check")
                content, findings = self.examined(entity)
                clock.switch("pages")
                for page in entity_pages.entity_pages(content, findings, ()):
                    clock.switch("render")
                    file = self.renderer.render_page(page)
                    data = file.read()
                    clock.switch("write")
                    site.add_file(entity, file.path, "", data)
                    clock.switch("pages")
                clock.switch("write")
            site.finish()
            clock.switch("")
        return clock.seconds


if __name__ == "__main__":
    if len(sys.argv) == 5 and sys.argv[1] in ("--prepare", "--bare", "--ours"):
        _, one, where, part, parts = sys.argv
        raise_gc_threshold()  # as in a build, and for both
        json.dump(getattr(Part(Path(where), int(part), int(parts)), one[2:])(), sys.stdout)
    else:
        main()
