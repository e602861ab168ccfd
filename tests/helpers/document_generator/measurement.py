"""How the importer does on generated documents: recall, numbers placed wrongly and false findings, by rule."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import document_parts
from marked_documents import Key

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import Recognition, recognise
from document_generator.invented_facts import invent
from document_generator.plan import GeneratedDocument, Plan, make_document, plan_document
from document_generator.rules import ACCOUNTS_ONLY, BUDGETS_ONLY, RULES


@dataclass
class Tally:
    """What was counted of the documents of one rule."""

    documents: int = 0
    wanted: int = 0
    right: int = 0
    placed: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    false_findings: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Documents of which nothing came, with the reason."""
    names: Counter[str] = field(default_factory=Counter)
    """The body's name: right, unknown or another."""

    @property
    def recall(self) -> float:
        """Of the figures that are there, the share that was placed rightly."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def wrong_rate(self) -> float:
        """Of the numbers placed, the share placed wrongly."""
        return len(self.wrong) / self.placed if self.placed else 0.0

    @property
    def completions_lost(self) -> int:
        """Completion rates among the figures lost."""
        return sum(" completion" in each for each in self.lost)

    def add(self, other: Tally) -> None:
        """Count another's in."""
        self.documents, self.wanted = self.documents + other.documents, self.wanted + other.wanted
        self.right, self.placed = self.right + other.right, self.placed + other.placed
        for name in ("wrong", "lost", "false_findings", "broken"):
            getattr(self, name).extend(getattr(other, name))
        self.names.update(other.names)


def generate(seed: int, rules: Sequence[str]) -> GeneratedDocument:
    """The document of a seed and the names of some rules."""
    chance = random.Random(f"{seed} {' '.join(rules)}")  # noqa: S311 - no secret
    final = bool(ACCOUNTS_ONLY & set(rules)) or (chance.random() < 0.5 and not BUDGETS_ONLY & set(rules))
    plan: Plan = plan_document(chance, invent(chance, final=final))
    extras: tuple[str, ...] = ()
    for name in rules:
        plan = RULES[name](plan)
        extras = tuple(dict.fromkeys((*extras, *plan.style.extras)))
    return make_document(replace(plan, style=replace(plan.style, extras=extras)))


def measure(rules: Iterable[str], seeds: Iterable[int]) -> dict[str, Tally]:
    """A tally for each rule alone, of a document for each seed."""
    seeds = list(seeds)
    tallies = {}
    for name in rules:
        tallies[name] = Tally()
        for seed in seeds:
            tallies[name].add(judge(generate(seed, [name])))
    return tallies


def measure_mixed(rules: Sequence[str], seeds: Iterable[int], together: int = 4) -> Tally:
    """Documents of several rules at once."""
    tally = Tally()
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - no secret
        tally.add(judge(generate(seed, chance.sample(list(rules), together))))
    return tally


def read(document: GeneratedDocument) -> Recognition:
    """What the importer makes of the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(document.data)
        return recognise(detect.read(path), document_parts.words())


def judge(document: GeneratedDocument) -> Tally:
    """Hold the importer to the truth of one document."""
    tally = Tally(1, len(document.figures))
    try:
        found = read(document)
        findings = dry_run.apply_rules(assemble(found, document_parts.words()), document_parts.words())
    except Exception as error:  # noqa: BLE001 - whatever ends the import is counted
        tally.broken.append(f"{type(error).__name__}: {error}")
        tally.lost += [" ".join(key) for key in document.figures]
        return tally
    placed = [m for m in found.mentions if m.digits and m.status == "placed" and m.kind == "figure"]
    tally.placed = len(placed)
    left, wrong = match(document.figures, placed)
    tally.right = len(document.figures) - len(left)
    tally.lost += [f"{_describe(key)} — {_context(document, key)}" for key in left]
    tally.wrong += [f"{m.digits}{m.unit} as {m.concept} {m.code} {m.year} {m.role} — {m.evidence}" for m in wrong]
    tally.false_findings += [describe_finding(f) for f in findings if f.verdict == "fails"]
    name = found.entity_name
    tally.names["right" if name == document.plan.facts.body else "unknown" if not name else "another"] += 1
    return tally


def match(figures: Sequence[Key], placed: Sequence[Mention]) -> tuple[list[Key], list[Mention]]:
    """The figures that no number was placed as, and the numbers that were placed as no figure."""
    left, wrong = list(figures), []
    for mention in placed:
        key = next((key for key in left if _fits(key, mention)), None)
        if key is None:
            wrong.append(mention)
        else:
            left.remove(key)
    return left, wrong


def _fits(key: Key, mention: Mention) -> bool:
    digits, concepts, code, table, year, unit, role = key
    if (mention.plain_digits, mention.code, mention.table) != (digits.replace(",", ""), code, table):
        return False
    if (str(mention.year), mention.role) != (year, role):
        return False
    counted = document_parts.words().concepts.get(concepts)
    if mention.unit not in (unit, counted.unit if counted else unit):
        return False
    return any(_family(mention.concept) == _family(c) or mention.twin == c for c in concepts.split("|"))


def _family(concept: str) -> str:
    """A concept without the fund that it may be limited to."""
    whole = {"appropriation-expenditure", "general-public-expenditure", "general-public-appropriation"}
    return concept if concept in whole else concept.removeprefix("general-public-").removeprefix("appropriation-")


def describe_finding(finding: Finding) -> str:
    """One line on a finding."""
    about = " ".join(filter(None, (finding.concept, finding.rule, finding.kind, finding.role, finding.other)))
    return f"{about}: printed {finding.printed_value}, computed {finding.computed_value}"


def _describe(key: Key) -> str:
    return " ".join(part for part in key if part)


def _context(document: GeneratedDocument, key: Key) -> str:
    """The sentence that says a figure, without its marks."""
    digits, concept, code = key[:3]
    mark = f"{digits}{{{concept}{'@' + code if code else ''}"
    sentences = (sentence for line in document.lines for sentence in re.split("[。；]", line))
    return next((re.sub(r"\{[^}]*\}", "", sentence) for sentence in sentences if mark in sentence), "in a table")
