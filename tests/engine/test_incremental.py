"""Edits drawn at random; after each of them a build that spares what it can gives the bytes of one that knows nothing.

A walk keeps one content, one site and one cache, and edits them all: figures, texts, names, templates, whole bodies; it
breaks the cache and the site's files too. A content that became wrong leaves the site as it was.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import built_site
import generate
import project
import pytest
from project import snapshot

from budgetbook.engine import build as site_build
from budgetbook.engine import shard
from budgetbook.engine.build import BuildResult
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.publish.file_trees import MARKER_FILE

STEPS = project.rounds(8, 72)
WALKS = project.rounds(2, 7)
"""Together more than five hundred steps in `make stress`, each of one to three edits."""
TWO_PROCESSES = {1, 5}
"""Walks whose builds may use two processes."""


class Walk:
    """A content with its templates, a site, a cache, and what may happen to them."""

    def __init__(self, folder: Path, seed: int, processes: int) -> None:
        self.processes = processes
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.content = built_site.small_content(folder / "content", "hillside" if seed % 2 else "library")
        self.templates = Path(shutil.copytree(project.TEMPLATES, folder / "templates"))
        self.site, self.cache, self.apart = folder / "site", folder / "cache", folder / "drawings"
        self.edits: tuple[Callable[[], None], ...] = (
            *[self.digit] * 2, *[self.twice] * 5, *[self.word] * 5, self.name, self.wording,
            self.template, self.asset, self.comment, self.updates,
            self.another_body, self.another_body, self.rename_body, self.delete_body, *[self.revert] * 6,
            *[self.break_cache] * 3, self.lose_cache, *[self.break_site] * 3,
        )  # fmt: skip
        self.kept: list[tuple[Path, bytes]] = []
        """Files before they were edited, to go back to."""

    def step(self) -> None:
        """One to three edits."""
        for _ in range(self.chance.randint(1, 3)):
            self.chance.choice(self.edits)()

    def build(self) -> BuildResult | None:
        """With the walk's cache; None where the content is wrong."""
        return site_build.build(self.content, self.templates, self.site, BuildOptions(self.processes, cache=self.cache))[0]

    def expected(self) -> dict[str, bytes]:
        """The site of the same content, by another way and without the walk's cache.

        At most steps drawings are kept, apart from it; at one of eight nothing is.
        """
        checked = project.check(self.content)
        outputs = project.outputs(checked, self.templates, self.chance.choice((*[self.apart] * 7, None))).values()
        return {output.path: output.data for output in outputs} | {MARKER_FILE.path: MARKER_FILE.data}

    # ----------------------------------------------------------- edits

    def digit(self) -> None:
        """A figure has another last digit, and stays what it was to the rules at times only."""
        self._change(
            "statements/*/*.yaml", r"(amount|prior|change): ([0-9.]*)([0-9])\n", lambda m: f"{m[1]}: {m[2]}{self._digit()}\n"
        )

    def twice(self) -> None:
        """All amounts of one statement are twice what they were, so that what came out still does."""
        path = self.chance.choice(sorted((self.content / "statements").glob("*/2*.yaml")))
        self.kept.append((path, path.read_bytes()))
        text = re.sub(r"\b\d+\.\d\d\b", lambda m: f"{2 * Decimal(m[0])}", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")

    def word(self) -> None:
        """A sentence of a statement or an article."""
        self._change("**/*.md", r"([。.])\n", lambda m: f"{m[1]}{self._letter()}{m[1]}\n")

    def name(self) -> None:
        """A name in the dictionary."""
        self._change("countries/*/concepts.yaml", r"name: \{zh: (\S+?),", lambda m: f"name: {{zh: {m[1]}{self._sign()},")

    def wording(self) -> None:
        """A word of the interface."""
        self._change("languages/*.yaml", r"(?<=: )([一-鿿]+|[a-z ]+)$", lambda m: f"{m[1]}{self._sign()}")

    def comment(self) -> None:
        """A line that says nothing."""
        self._change("**/*.yaml", r"\Z", lambda _: f"# {self._letter()}\n")

    def template(self) -> None:
        """A letter in a template."""
        self._change("*.html", r"</(p|h1|main|li|td)>", lambda m: f"{self._letter()}</{m[1]}>", self.templates)

    def asset(self) -> None:
        """A rule in the style."""
        self._change("assets/*.css", r"\}\n", lambda _: f"}}\n.{self._letter()} {{ color: red }}\n", self.templates)

    def updates(self) -> None:
        """An entry is added, about the site."""
        file = self.content / "updates.yaml"
        self.kept.append((file, file.read_bytes() if file.exists() else b""))
        name, day = self.chance.randrange(10**9), self.chance.randint(1, 9)
        entry = f"about-{name}:\n  date: 2024-01-0{day}\n  kind: site\n  text: {{zh: 新。, en: New.}}\n"
        with file.open("a", encoding="utf-8") as text:
            text.write(entry)

    def another_body(self) -> None:
        """A copy of one, with a name of its own."""
        bodies = self._bodies()
        if bodies and len(bodies) < 4:
            new = self.content / "statements" / f"body-{self.chance.randrange(10**6)}"
            shutil.copytree(self.chance.choice(bodies), new)
            entity = new / "entity.yaml"
            named = re.sub(r"(?m)^name: \{zh: [^,]+,", f"name: {{zh: {new.name},", entity.read_text("utf-8"))
            entity.write_text(named, encoding="utf-8")

    def rename_body(self) -> None:
        """Its folder has another name."""
        if bodies := self._bodies():
            self.chance.choice(bodies).rename(self.content / "statements" / f"body-{self.chance.randrange(10**6)}")

    def delete_body(self) -> None:
        """With all its years."""
        bodies = self._bodies()
        if len(bodies) > 1:
            shutil.rmtree(self.chance.choice(bodies))

    def revert(self) -> None:
        """A file is what it was before an edit."""
        if self.kept:
            path, data = self.kept.pop()
            if path.parent.is_dir():
                path.write_bytes(data) if data else path.unlink(missing_ok=True)

    def break_cache(self) -> None:
        """A kept file is damaged, emptied, cut, or what another one is."""
        files = sorted(path for path in self.cache.rglob("*") if path.is_file())
        if files:
            path, data = (chosen := self.chance.choice(files)), bytearray(chosen.read_bytes())
            if data:
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            other = self.chance.choice(files).read_bytes()
            path.write_bytes(self.chance.choice((bytes(data), b"", bytes(data[: len(data) // 2]), other)))

    def lose_cache(self) -> None:
        """All of it."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def break_site(self) -> None:
        """Somebody has changed, deleted or added a file of the site."""
        files = sorted(path for path in self.site.rglob("*") if path.is_file() and path.name != MARKER_FILE.path)
        if files:
            path = self.chance.choice(files)
            act = self.chance.randrange(3)
            if act == 0:
                path.unlink()
                path.write_bytes(b"not ours")
            elif act == 1:
                path.unlink()
            else:
                path.with_name("stray.html").write_bytes(b"not ours")

    # ----------------------------------------------------------- how

    def _bodies(self) -> list[Path]:
        return sorted((self.content / "statements").iterdir())

    def _change(self, glob: str, pattern: str, to: Callable[[re.Match[str]], str], root: Path | None = None) -> None:
        """One place of one file, where there is such a place."""
        files = sorted((root or self.content).glob(glob))
        path = self.chance.choice(files)
        text = path.read_text("utf-8")
        if places := list(re.finditer(pattern, text)):
            place = self.chance.choice(places)
            self.kept.append((path, path.read_bytes()))
            path.write_text(text[: place.start()] + to(place) + text[place.end() :], encoding="utf-8")

    def _digit(self) -> str:
        return self.chance.choice("0123456789")

    def _letter(self) -> str:
        return self.chance.choice("abcdefgh")

    def _sign(self) -> str:
        return self.chance.choice("甲乙丙丁")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


@pytest.mark.parametrize("seed", range(WALKS))
def test_after_any_edits_what_is_spared_is_what_would_be_made(seed: int, tmp_path: Path) -> None:
    walk, right, safe = Walk(tmp_path, seed, 2 if seed in TWO_PROCESSES else 1), 0, tmp_path / "safe"
    assert walk.build() is not None
    for _ in range(STEPS):
        copied(walk.content, safe)
        walk.step()
        touched = snapshot(walk.site)
        if walk.build() is None:
            assert snapshot(walk.site) == touched
            copied(safe, walk.content)
            walk.kept.clear()
            assert walk.build() is not None
        else:
            right += 1
        stands = snapshot(walk.site)
        assert {path: state[0] for path, state in stands.items()} == walk.expected()
        again = walk.build()
        assert again is not None
        assert (again.summary.changed_count, again.summary.removed_count) == (0, 0)
        assert snapshot(walk.site) == stands
    assert STEPS // 3 < right < STEPS, "most edits leave the content right, and some do not"
    fresh = tmp_path / "fresh"
    assert site_build.build(walk.content, walk.templates, fresh, BuildOptions())[0] is not None
    assert bytes_of(fresh) == bytes_of(walk.site)


def copied(from_folder: Path, to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(from_folder, to)


SHOWS_A_FIGURE = (
    r"data/[^/]+|data/(v2/)?statements/{body}/[^/]+|data/v2/concepts/building-value\.json|../{body}/.+"
    r"|../(checks|data|compare/building-value|glossary/building-value)/index\.html|../search/[^/]+\.json"
)
"""Paths that may change with one figure: its body's, its concept's, and what is made of all bodies."""


def test_what_is_changed_changes_what_shows_it(tmp_path: Path) -> None:
    content, target, means = tmp_path / "content", tmp_path / "site", BuildOptions(cache=tmp_path / "cache")
    templates = Path(shutil.copytree(project.TEMPLATES, tmp_path / "templates"))
    generate.write(content, 6, 1, 1)

    def changed() -> set[str]:
        before = snapshot(target) if target.exists() else {}
        done = site_build.build(content, templates, target, means)[0]
        after = snapshot(target)
        paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert done is not None
        assert done.summary.changed_count == len(paths & after.keys())
        return paths

    assert len(changed()) > 500
    body = generate.change_one_figure(content).parent.name
    by_a_figure = changed()
    assert {path for path in by_a_figure if not re.fullmatch(SHOWS_A_FIGURE.format(body=body), path)} == set()
    assert {f"{language}/{body}/2025-budget/index.html" for language in ("zh", "en")} <= by_a_figure
    for template, pages in (("term.html", r"../glossary/[^/]+/index\.html"), ("search.html", r"../search/index\.html")):
        file = templates / template
        file.write_text(file.read_text("utf-8").replace("</h1>", " x</h1>", 1), encoding="utf-8")
        assert changed() == {path for path in snapshot(target) if re.fullmatch(pages, path)}


def test_shards_draw_what_a_build_by_any_number_of_processes_then_finds(tmp_path: Path) -> None:
    content, joined = tmp_path / "content", tmp_path / "joined"
    generate.write(content, 4, 1, 1)
    for part in (1, 2):
        cache = tmp_path / f"cache-{part}"
        assert shard.fill_cache(content, project.TEMPLATES, (part, 2), BuildOptions(cache=cache)) == (2, [])
        shutil.copytree(cache, joined, dirs_exist_ok=True)
    drawn = set((joined / "charts").rglob("*"))
    sites = []
    for processes in (1, 2):
        target = tmp_path / str(processes)
        assert site_build.build(content, project.TEMPLATES, target, BuildOptions(processes, cache=joined))[0] is not None
        sites.append(bytes_of(target))
    assert sites[0] == sites[1]
    more = set((joined / "charts").rglob("*")) - drawn
    comparisons = [path for path in sites[0] if "/compare/" in str(path)]
    assert len(more) < len(drawn) / 20 + len(comparisons), "only what bodies share was left to draw"
