"""Finds the one wrong number behind several findings, so that one slip of a document is counted once.

A printed total of 0 contradicts its parts, its change, its percentage, its table and what must equal it. If one other value of
one number settles two failures or more and breaks none, the finding nearest to it stays, and the others follow from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.number_places import NumberPath, find_number_paths, number_at, with_number
from budgetbook.content.content import Statement
from budgetbook.content.units import Unit

Findings = tuple[Finding, ...]
Rerun = Callable[[Statement], Findings]
"""Applies all rules to a changed statement."""

_MOST_TRIALS = 8
"""Corrections tried for one statement; where more would be needed, something larger is wrong."""
_SOLVABLE = ("sum", "change", "equal", "chain", "percent", "share")
"""Rules whose difference tells what one of their numbers would have to be."""


@dataclass(frozen=True, slots=True)
class _Correction:
    """Another value for one number of the document."""

    path: NumberPath
    value: Decimal


def trace_to_causes(statement: Statement, findings: Findings, rerun: Rerun) -> Findings:
    """The findings, with those that follow from another one marked as such."""
    open_findings = [finding for finding in findings if finding.verdict == "fails"]
    causes: dict[str, Finding] = {}
    for correction in _corrections(statement, open_findings)[:_MOST_TRIALS]:
        # A wrong unit is no wrong digit, though another digit may make the number fit the unit.
        open_ids = {finding.id for finding in open_findings if finding.id not in causes and finding.rule != "unit"}
        if len(open_ids) < 2:
            break
        corrected_findings = rerun(with_number(statement, correction.path, correction.value))
        left_ids = {finding.id for finding in corrected_findings if finding.verdict == "fails"}
        settled_ids = open_ids - left_ids
        if len(settled_ids) > 1 and left_ids <= {finding.id for finding in open_findings}:
            causes |= _follow(statement, correction, [finding for finding in open_findings if finding.id in settled_ids])
    return tuple(_mark(finding, causes) for finding in findings)


def _corrections(statement: Statement, failures: list[Finding]) -> list[_Correction]:
    """Corrections of numbers that several failures rest on, the most often needed one first."""
    use_counts: Counter[NumberPath] = Counter()
    wish_counts: Counter[_Correction] = Counter()
    for finding in failures:
        use_counts.update(dict.fromkeys(_paths_of(statement, finding)).keys())
        wish_counts.update(dict.fromkeys(_solutions(statement, finding)).keys())
    several = [correction for correction in wish_counts if use_counts[correction.path] > 1]
    return sorted(several, key=lambda correction: (-wish_counts[correction], -use_counts[correction.path]))


def _paths_of(statement: Statement, finding: Finding) -> Iterator[NumberPath]:
    """Yield the path of every number that a finding rests on."""
    yield from find_number_paths(statement, finding.concept, finding.role, _amount(finding.printed_value), finding.number)
    if finding.rule == "percent":  # of the change that leads to the amount
        yield from find_number_paths(statement, finding.concept, "amount", None)
    for term in finding.terms:
        yield from find_number_paths(statement, term.concept, term.role, term.amount)
    yield from find_number_paths(statement, finding.other, finding.role, _amount(finding.computed_value))


def _solutions(statement: Statement, finding: Finding) -> Iterator[_Correction]:
    """Yield each number of a calculation with the value by which it would come out."""
    printed_amount, difference = _amount(finding.printed_value), finding.difference
    if finding.rule not in _SOLVABLE or printed_amount is None or difference is None:
        return
    paths = find_number_paths(statement, finding.concept, finding.role, printed_amount, finding.number)
    yield from _shift(statement, paths, -difference, printed_amount.unit)
    if finding.rule in ("percent", "share"):
        return
    direction = -1 if finding.rule == "change" and isinstance(finding.computed_value, Amount) and _falls(finding) else 1
    direction = -direction if finding.rule in ("equal", "chain") else direction
    for term in finding.terms:
        sign = -direction if term.sign == "−" else direction
        paths = find_number_paths(statement, term.concept, term.role, term.amount)
        yield from _shift(statement, paths, sign * difference, printed_amount.unit)
    others = find_number_paths(statement, finding.other, finding.role, _amount(finding.computed_value))
    yield from _shift(statement, others, difference, printed_amount.unit)


def _falls(finding: Finding) -> bool:
    """True if this year's figure is smaller than last year's."""
    current_term, prior_term = finding.terms
    return current_term.amount.value < prior_term.amount.value


def _shift(statement: Statement, paths: Iterable[NumberPath], difference: Decimal, unit: Unit) -> Iterator[_Correction]:
    for path in paths:
        number = number_at(statement, path)
        shift = Amount(difference, unit)
        shift = shift.to_unit(number.unit) if shift.is_money and number.is_money else shift
        yield _Correction(path, number.value + shift.value)


def _follow(statement: Statement, correction: _Correction, settled_findings: list[Finding]) -> dict[str, Finding]:
    """The leading finding of those that a correction settles, by the id of each other one: the one about the number itself."""

    def distance(finding: Finding) -> tuple[bool, bool, bool]:
        printed_amount = _amount(finding.printed_value)
        paths = find_number_paths(statement, finding.concept, finding.role, printed_amount, finding.number)
        return correction.path not in paths, finding.concept.partition(".")[0] not in correction.path, finding.difference is None

    cause = min(settled_findings, key=distance)
    return {finding.id: cause for finding in settled_findings}


def _mark(finding: Finding, causes: dict[str, Finding]) -> Finding:
    cause = causes.get(finding.id)
    if cause is None or cause.id == finding.id:
        return finding
    return replace(finding, verdict="untestable", why="follows", cause=cause)


def _amount(value: Amount | str | None) -> Amount | None:
    return value if isinstance(value, Amount) else None
