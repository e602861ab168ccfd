"""The importer against lists of main figures: what was found, placed wrongly or lost, and what the rules say of the draft.

A folder of documents, each `<name>.<ending>` beside `truth-<name>.tsv`, whose columns are concept (alternatives by `|`), code,
year, role, printed, unit and where (`text`, or a table: `t2`). Such a list is not the whole document: a number beside it is
judged only where the list has the same digits, unit and carrier for something that was not found.
"""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import sample_content

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer import sandbox
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.unfit_entries import drop_unfit_entries
from budgetbook.importer.fiscal_year import MissingYearError
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import Vocabulary, load


@dataclass(frozen=True)
class MainFigure:
    """One figure of a list."""

    concepts: frozenset[str]
    code: str
    year: int
    role: str
    digits: str
    unit: str
    where: str

    @property
    def in_table(self) -> bool:
        """True if a table prints it."""
        return self.where != "text"

    def __str__(self) -> str:
        name = "|".join(sorted(self.concepts)) + (f" {self.code}" if self.code else "")
        return f"{name} {self.year} {self.role} {self.digits} {self.unit} ({self.where})"


@dataclass(frozen=True)
class Judgement:
    """What the importer made of one document, and the rules of its draft."""

    name: str
    error: str = ""
    """Why there is no draft; of a draft that the rules could not take, why not."""
    entity_name: str = ""
    year: int = 0
    phase: str = ""
    found: tuple[MainFigure, ...] = ()
    lost: tuple[tuple[MainFigure, tuple[Mention, ...]], ...] = ()
    """Each with the numbers of the same digits and unit that were not placed."""
    wrong: tuple[tuple[Mention, MainFigure], ...] = ()
    """Numbers placed as something else than the list says."""
    placed: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    failing: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def wanted(self) -> int:
        """Figures of the list."""
        return len(self.found) + len(self.lost)


def read_main_figures(text: str) -> list[MainFigure]:
    """The rows of a list."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        MainFigure(
            frozenset(row["concept"].split("|")), row["code"] or "", int(row["year"]), row["role"],
            row["printed"].replace(",", ""), row["unit"], row["where"],
        )
        for row in rows
    ]  # fmt: skip


def judge(document: Path, wanted: Sequence[MainFigure]) -> Judgement:
    """Read one document in a process of its own, and compare."""
    try:
        judgement: Judgement = sandbox.run(judge_here, document, wanted)
    except (UnreadableDocumentError, ValueError) as error:
        text = error.describe("en") if isinstance(error, UnreadableDocumentError) else str(error)
        return Judgement(document.name, error=text, lost=tuple((each, ()) for each in wanted))
    return judgement


def judge_here(document: Path, wanted: Sequence[MainFigure]) -> Judgement:
    """The same in this process."""
    start, vocabulary = time.process_time(), _vocabulary()
    try:
        recognition = recognise(detect.read(document), vocabulary)
    except MissingYearError:
        return Judgement(document.name, error="no year", lost=tuple((each, ()) for each in wanted))
    drop_unfit_entries(draft := assemble(recognition, vocabulary))
    findings = dry_run.apply_rules(draft, vocabulary)
    numbers = [m for m in recognition.mentions if m.digits]
    found, lost, wrong = compare(wanted, numbers, vocabulary)
    return Judgement(
        document.name, "", recognition.entity_name, recognition.fiscal_year, recognition.phase, tuple(found), tuple(lost),
        tuple(wrong), sum(m.status == "placed" for m in numbers), Counter(f.verdict for f in findings),
        tuple(describe_finding(f) for f in findings if f.verdict == "fails"), time.process_time() - start,
    )  # fmt: skip


@cache
def _vocabulary() -> Vocabulary:
    return load(sample_content.shared())


def compare(
    wanted: Iterable[MainFigure], numbers: Sequence[Mention], vocabulary: Vocabulary
) -> tuple[list[MainFigure], list[tuple[MainFigure, tuple[Mention, ...]]], list[tuple[Mention, MainFigure]]]:
    """Found, lost and wrongly placed. A number is wrong if it stands as a lost figure does and is no other figure of the list."""
    figures = list(wanted)
    placed = [m for m in numbers if m.status == "placed" and m.kind == "figure"]
    alike = {each: [m for m in placed if is_alike(each, m)] for each in figures}
    found = [each for each in figures if any(is_found(each, m, vocabulary) for m in alike[each])]
    claimed = {id(m) for each in found for m in alike[each] if is_found(each, m, vocabulary)}
    lost: list[tuple[MainFigure, tuple[Mention, ...]]] = []
    wrong: dict[int, tuple[Mention, MainFigure]] = {}
    for each in figures:
        if each in found:
            continue
        left = tuple(m for m in numbers if is_alike(each, m) and m.status != "placed")
        lost.append((each, left))
        if not any(m.unit for m in left):  # else the figure is that number, and those placed may be others
            wrong |= {id(m): (m, each) for m in alike[each] if id(m) not in claimed}
    return found, lost, list(wrong.values())


def is_alike(figure: MainFigure, mention: Mention) -> bool:
    """True if the digits, the unit (or none) and the carrier are the figure's."""
    is_pasted = bool(mention.table) and mention.spot.table is None  # a table restored from lines of text may be listed as either
    same_carrier = is_pasted or (mention.spot.table is not None) == figure.in_table
    return mention.plain_digits == figure.digits and mention.unit in (figure.unit, "") and same_carrier


def is_found(figure: MainFigure, mention: Mention, vocabulary: Vocabulary) -> bool:
    """True if a number of the same digits was placed as the figure. Of a line by code, the fund is not compared."""
    if (mention.role, mention.year, mention.unit, mention.code) != (figure.role, figure.year, figure.unit, figure.code):
        return False
    concepts = set(figure.concepts)
    if figure.code:
        concepts |= {by_fund.get(c, c) for by_fund in vocabulary.config.by_fund.values() for c in figure.concepts}
    if mention.project:
        return any(concept.startswith("project-") for concept in concepts)
    return mention.concept in concepts or mention.twin in concepts


def describe_finding(finding: Finding) -> str:
    """One line: what was found on what, printed and computed."""
    values = f"printed {finding.printed_value} computed {finding.computed_value} difference {finding.difference}"
    about = " ".join(filter(None, (finding.concept, finding.rule, finding.kind, finding.role, finding.other)))
    return f"{about}: {values}"


def judge_folder(folder: Path) -> list[Judgement]:
    """Every document of a folder that has a list beside it."""
    judgements = []
    for truth in sorted(folder.glob("truth-*.tsv")):
        name = truth.stem.removeprefix("truth-")
        documents = [path for path in sorted(folder.glob(f"{name}.*")) if path.suffix != ".tsv"]
        if documents:
            judgements.append(judge(documents[0], read_main_figures(truth.read_text(encoding="utf-8"))))
    return judgements


def report(judgements: Sequence[Judgement], *, misses: bool) -> str:
    """A line for each document, and one for all; with `misses`, every figure lost or wrong and every failing check."""
    lines = [line for judgement in judgements for line in _document_lines(judgement, misses=misses)]
    found, wanted = sum(len(j.found) for j in judgements), sum(j.wanted for j in judgements)
    wrong, verdicts = sum(len(j.wrong) for j in judgements), sum((j.verdicts for j in judgements), Counter())
    share = f"{found / wanted:.1%}" if wanted else "nothing"
    lines.append(f"ALL: {found} of {wanted} found ({share}), {wrong} wrong; {_format_verdicts(verdicts)}")
    return "\n".join(lines)


def _document_lines(judgement: Judgement, *, misses: bool) -> list[str]:
    head = (
        f"{judgement.name}: {len(judgement.found)} of {judgement.wanted} found, {len(judgement.wrong)} wrong, "
        f"{judgement.placed} placed; {_format_verdicts(judgement.verdicts)}; "
        f"{judgement.entity_name or '?'} / {judgement.year} / {judgement.phase or '?'}; {judgement.seconds:.1f} s"
    )
    lines = [head] + ([f"  no checks: {judgement.error}"] if judgement.error else [])
    lines += [f"  fails  {text}" for text in judgement.failing]
    if misses:
        lines += [
            f"  wrong  {m.concept} {m.code} {m.year} {m.role} {m.digits} {m.unit} at {m.spot}, wanted {each}: {m.evidence}"
            for m, each in judgement.wrong
        ]
        for each, seen in judgement.lost:
            marks = "; ".join(f"{m.status} {m.kind} {m.concept} at {m.spot}: {m.evidence}" for m in seen) or "not seen so"
            lines.append(f"  lost   {each}: {marks}")
    return lines


def _format_verdicts(verdicts: Counter[str]) -> str:
    return ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items())) or "no checks"
