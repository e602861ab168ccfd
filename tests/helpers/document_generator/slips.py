"""Documents with one digit wrong, and whether a check fails at the figure that has it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import document_parts

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from document_generator.measurement import describe_finding, generate, read
from document_generator.plan import GeneratedDocument, carry

_FIGURE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\{([a-z0-9|@-]+) ?([a-z]*)[^}]*\}")


@dataclass(frozen=True)
class Slip:
    """A document with one digit wrong, and where."""

    document: GeneratedDocument
    concepts: frozenset[str]
    code: str
    role: str
    printed: str
    meant: str

    def __str__(self) -> str:
        about = " ".join(filter(None, ("|".join(sorted(self.concepts)), self.code, self.role)))
        return f"{about}: {self.printed} instead of {self.meant}"


@dataclass
class SlipTally:
    """How many of the slips end in a failing check at their figure."""

    caught: int = 0
    elsewhere: list[str] = field(default_factory=list)
    """Slips that only checks of other figures see."""
    missed: list[str] = field(default_factory=list)
    findings: int = 0
    """Failing checks of all slips: one slip should not make many."""

    @property
    def count(self) -> int:
        """Slips in all."""
        return self.caught + len(self.elsewhere) + len(self.missed)

    @property
    def share(self) -> float:
        """Of the slips, those that were caught."""
        return self.caught / self.count if self.count else 1.0


def make_slip(seed: int, rules: tuple[str, ...] = ()) -> Slip:
    """A consistent document in which one digit of one figure of the running text became another."""
    document = generate(seed, rules)
    chance = random.Random(seed)  # noqa: S311 - no secret
    places = [(number, match) for number, line in enumerate(document.lines) for match in _FIGURE.finditer(line)]
    number, match = chance.choice([(n, m) for n, m in places if any(digit in "123456789" for digit in m[1])])
    at = chance.choice([index for index, digit in enumerate(match[1]) if digit.isdigit()])
    digit = chance.choice([each for each in "123456789" if each != match[1][at]])
    printed = f"{match[1][:at]}{digit}{match[1][at + 1 :]}"
    lines = list(document.lines)
    lines[number] = f"{lines[number][: match.start(1)]}{printed}{lines[number][match.end(1) :]}"
    concept, _, code = match[2].partition("@")
    return Slip(carry(document.plan, lines), frozenset(concept.split("|")), code, match[3] or "amount", printed, match[1])


def judge_slips(seeds: Iterable[int], rules: tuple[str, ...] = ()) -> SlipTally:
    """Hold the rules to a slip for each seed."""
    tally = SlipTally()
    for seed in seeds:
        slip = make_slip(seed, rules)
        words = document_parts.words()
        failing = [f for f in dry_run.apply_rules(assemble(read(slip.document), words), words) if f.verdict == "fails"]
        tally.findings += len(failing)
        if any(_is_at(slip, finding) for finding in failing):
            tally.caught += 1
        elif failing:
            tally.elsewhere.append(f"{slip} — {describe_finding(failing[0])}")
        else:
            tally.missed.append(str(slip))
    return tally


def _is_at(slip: Slip, finding: Finding) -> bool:
    """True if a finding is on the figure, or the figure is a number of its calculation."""
    names = {finding.concept, finding.other, *(term.concept for term in finding.terms)}
    if slip.code:
        return any(name.endswith(f".{slip.code}") for name in names)
    return any(name == concept or name.endswith(f"-{concept}") for name in names for concept in slip.concepts)
