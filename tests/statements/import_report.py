"""The importer against the truth files: recall and precision of every document, overall and by kind of number.

`python tests/statements/import_report.py [TRUTH.tsv DOCUMENT …] [--misses]`; without files, every document of this folder
that has a truth file beside it: `<name>.truth.tsv` and `<name>.pdf`, `.txt`, `.html` or `.docx`.

`python tests/statements/import_report.py FOLDER [--misses]`: the documents of a folder that have a list of their main figures
beside them (`truth-<name>.tsv`), with every check that fails.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests" / "helpers"), str(Path(__file__).parent)]

import main_figures  # noqa: E402

from budgetbook.importer import recognise, vocabulary  # noqa: E402
from budgetbook.importer.mention import Mention  # noqa: E402
from budgetbook.importer.readers import detect  # noqa: E402

Key = tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How the importer did on one kind of number."""

    truth: int
    placed: int
    right: int

    @property
    def recall(self) -> float:
        """Of the numbers that are there, how many were placed rightly."""
        return self.right / self.truth if self.truth else 1.0

    @property
    def precision(self) -> float:
        """Of the numbers that were placed, how many rightly."""
        return self.right / self.placed if self.placed else 1.0


@dataclass(frozen=True)
class Result:
    """One document, compared."""

    scores: dict[str, Score]
    missed: list[Key]
    wrong: list[Key]
    numbers: tuple[int, int]
    """Numbers in the truth, and numbers that the importer saw."""
    kinds: tuple[int, int]
    """Numbers that are no figures, and how many of them the importer calls figures."""


def truth_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a truth file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def compare(truth: Path, found: recognise.Recognition) -> Result:
    """Match what was placed with what is there: page (or line), digits, concept, code, table, year, unit and role."""
    rows = truth_rows(truth)
    figures = Counter(_truth_key(row) for row in rows if row["kind"] == "figure")
    placed = Counter(_key(m) for m in found.mentions if m.kind == "figure" and m.status == "placed")
    right = figures & placed
    scores: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for index, counter in enumerate((figures, placed, right)):
        for key, times in counter.items():
            for group in ("all", key[-1], "table" if key[4] else "text"):
                scores[group][index] += times
    numbers = [m for m in found.mentions if m.digits]
    others = Counter((_spot(row["spot"]), row["digits"]) for row in rows if row["kind"] != "figure")
    called = Counter((_spot(str(m.spot)), m.digits) for m in numbers if m.kind == "figure" and m.status == "placed")
    spots = Counter((_spot(row["spot"]), row["digits"]) for row in rows if row["kind"] == "figure")
    loose = called - spots
    return Result(
        {name: Score(*counts) for name, counts in scores.items()}, sorted((figures - right).elements()),
        sorted((placed - right).elements()), (len(rows), len(numbers)), (others.total(), (loose & others).total()),
    )  # fmt: skip


def _spot(spot: str) -> str:
    """A page, or a line where there are no pages."""
    return spot.split()[0]


def _truth_key(row: dict[str, str]) -> Key:
    concept = row["concept"]
    return (_spot(row["spot"]), row["digits"], concept, row["code"], row["table"], row["year"], row["unit"], row["role"])


def _key(mention: Mention) -> Key:
    concept = "project" if mention.project else mention.concept
    year, table = str(mention.year), mention.table
    return (_spot(str(mention.spot)), mention.digits, concept, mention.code, table, year, mention.unit, mention.role)


def report(name: str, result: Result, *, misses: bool) -> str:
    """The lines for one document."""
    seen = f"{result.numbers[1]} of {result.numbers[0]} numbers seen"
    lines = [f"{name}: {seen}; {result.kinds[1]} of {result.kinds[0]} numbers that are no figures taken for one"]
    for group, score in sorted(result.scores.items(), key=lambda item: -item[1].truth):
        lines.append(
            f"  {group:8} {score.right:5} right of {score.truth:5}, {score.placed:5} placed"
            f"   recall {score.recall:7.2%}   precision {score.precision:7.2%}"
        )
    if misses:
        lines += [f"  missed {' '.join(key)}" for key in result.missed]
        lines += [f"  wrong  {' '.join(key)}" for key in result.wrong]
    return "\n".join(lines)


def beside() -> list[Path]:
    """Truth files of this folder, each followed by its document, where that is there."""
    found = []
    for truth in sorted(Path(__file__).parent.glob("*.truth.tsv")):
        documents = [truth.with_name(truth.name.replace(".truth.tsv", ending)) for ending in (".pdf", ".txt", ".html", ".docx")]
        found += [path for document in documents if document.exists() for path in (truth, document)]
    return found


def main(arguments: list[str]) -> int:
    """Print the report; 1 where a document stays below the aim."""
    misses = "--misses" in arguments
    files = [Path(a) for a in arguments if not a.startswith("--")] or beside()
    if files and files[0].is_dir():
        judgements = main_figures.judge_folder(files[0])
        sys.stdout.write(main_figures.report(judgements, misses=misses) + "\n")
        return int(any(j.lost or j.wrong or j.failing for j in judgements))
    words = vocabulary.load(HERE / "content")
    enough = True
    for truth, document in zip(files[::2], files[1::2], strict=True):
        result = compare(truth, recognise.recognise(detect.read(document), words))
        sys.stdout.write(report(document.name, result, misses=misses) + "\n")
        enough &= result.scores["all"].recall >= 0.98 and not result.wrong
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
