"""How many bodies and years, and a seed, in; a content folder with that many statements, in both languages, out.

The dictionary and the words are the real ones; the bodies and their figures are invented. Figures follow
each other over the years and add up, and in one statement of five something does not: it has the mark that confirms it. About one
document in five is the final accounts of a year beside its budget; half of the bodies publish their tables, and the others
have control lists. The same seed gives the same bytes, and a body is the same however many there are.

    python tests/benchmarks/generate.py FOLDER BODIES YEARS [SEED [real]]
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "helpers")]

import sample_content  # noqa: E402 - found by the path above
from imagined import amounts, bodies, documents  # noqa: E402
from imagined.documents import Document  # noqa: E402

LAST_YEAR = 2025
TOLD = 20
"""Of how many bodies `updates.yaml` tells."""


def write(root: Path, number: int, years: int, seed: int = 0, *, real_shaped: bool = False) -> None:
    """Write a content folder with `number` bodies of `years` statements each. The folder must not be there.

    Real-shaped statements are budgets with eight tables and a thousand numbers; the others are short.
    """
    sample_content.copy(root, bodies=False)
    told = []
    for index in range(number):
        about, chance = body(index, seed)
        folder = root / "statements" / about.id
        folder.mkdir(parents=True)
        (folder / "entity.yaml").write_text(bodies.entity(about, chance), encoding="utf-8")
        for document in _documents(about, index, years, chance, real_shaped=real_shaped):
            for name, text in documents.files(document, chance).items():
                (folder / name).write_text(text, encoding="utf-8")
        told += [_told(about, document)] if index < TOLD else []
    (root / "updates.yaml").write_text("".join(told) or "{}\n", encoding="utf-8")


def body(index: int, seed: int) -> tuple[bodies.Body, random.Random]:
    """The body of an index, and the chance that makes the rest of it."""
    chance = random.Random(f"{seed} {index}")  # noqa: S311 - figures to measure with, no secret
    return bodies.body(index, chance), chance


def _documents(body: bodies.Body, index: int, years: int, chance: random.Random, *, real_shaped: bool) -> Iterator[Document]:
    """The budgets of its last years, and in one document of five, counted over all bodies, the final accounts of one."""
    closed = 0 if real_shaped else min(years // 2, (index + 1) * years // 5 - index * years // 5)
    tables = chance.random() < 0.5 or real_shaped
    before = amounts.first(body.units, chance)
    for year in range(LAST_YEAR - (years - closed) + 1, LAST_YEAR + 1):
        now = amounts.following(before, chance)
        yield Document(body, year, "budget", now, before, tables, real_shaped)
        if year > LAST_YEAR - closed:
            yield Document(body, year, "final-accounts", amounts.executed(now, chance), now, tables=False)
        before = now


def _told(body: bodies.Body, document: Document) -> str:
    text = bodies.text({"zh": f"{body.zh}的文件上线。", "en": f"The documents of the {body.en} are here."})
    statement = f"{body.id}/{document.year}-{document.phase}"
    return f"{body.id}:\n  date: 2026-01-15\n  kind: new-statement\n  statement: {statement}\n  text: {text}\n"


def change_one_figure(root: Path) -> Path:
    """Change the last digit of one number, which a chart shows and no other number depends on; its file out."""
    tables = (path for path in sorted(root.glob("statements/*/*-budget.yaml")) if not path.with_suffix(".numbers.txt").exists())
    path = next(tables)
    _replace(path, r"(?<=  building-value:\n    amount: )([0-9.]+)([0-9])", lambda found: f"{found[1]}{(int(found[2]) + 1) % 10}")
    return path


def change_one_name(root: Path) -> Path:
    """Change the name of a concept that every budget has a figure of; its file out."""
    path = root / "countries/china/concepts.yaml"
    _replace(path, r"(?<=name: \{zh: 公务接待费, en: Official reception)s?(?=\})", lambda found: "" if found[0] else "s")
    return path


def change_one_template(templates: Path) -> Path:
    """Change what stands at the foot of every page; its file out."""
    path = templates / "base.html"
    _replace(path, r"(?=</body>)", lambda _: "\n")
    return path


def _replace(path: Path, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
    text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    if not count:
        raise SystemExit(f"{path} has nothing like {pattern!r} to change")
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5, 6):
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]), *map(int, sys.argv[2:5]), real_shaped=sys.argv[5:] == ["real"])
