"""Finds the one wrong number behind several findings, so that one slip of a document is counted once.

A printed total of 0 contradicts its parts, its change, its percentage, its table and what must equal it. If one other value of
one number settles two failures or more and breaks none, the finding nearest to it stays, and the others follow from that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.number_places import NumberPath, find_number_paths, find_reading_path, number_at, with_number
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
    for correction, settled_ids in _try_corrections(statement, open_findings, rerun):
        follow_ids = settled_ids - causes.keys()
        if len(follow_ids) > 1:
            causes |= _follow(statement, correction, [finding for finding in open_findings if finding.id in follow_ids])
    return tuple(_mark(finding, causes) for finding in findings)


def _try_corrections(
    statement: Statement, open_findings: list[Finding], rerun: Rerun
) -> list[tuple[_Correction, frozenset[str]]]:
    """The corrections that break nothing, each with the findings that it settles, the one that settles most first.

    Of two values for one number, that of a sum to the last digit settles what one from a rounded number leaves open.
    """
    # A wrong unit is no wrong digit, though another digit may make the number fit the unit.
    open_ids = frozenset(finding.id for finding in open_findings if finding.rule != "unit")
    trials: list[tuple[_Correction, frozenset[str]]] = []
    for correction in _corrections(statement, open_findings)[:_MOST_TRIALS] if len(open_ids) > 1 else ():
        corrected_findings = rerun(with_number(statement, correction.path, correction.value))
        left_ids = {finding.id for finding in corrected_findings if finding.verdict == "fails"}
        if left_ids <= {finding.id for finding in open_findings}:
            trials.append((correction, open_ids - left_ids))
        if open_ids.isdisjoint(left_ids):
            break
    return sorted(trials, key=lambda trial: -len(trial[1]))


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
    yield from _find_repeated_path(statement, finding)


def _find_repeated_path(statement: Statement, finding: Finding) -> tuple[NumberPath, ...]:
    """Where the other reading stands of a figure that is printed twice."""
    is_repeated = finding.kind == "again" and finding.concept in statement.figures and finding.number is not None
    return (find_reading_path(statement, finding.concept, finding.number or 0),) if is_repeated else ()


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
    yield from _shift(statement, (*others, *_find_repeated_path(statement, finding)), difference, printed_amount.unit)


def _falls(finding: Finding) -> bool:
    """True if this year's figure is smaller than last year's."""
    current_term, prior_term = finding.terms
    return current_term.amount.value < prior_term.amount.value


def _shift(statement: Statement, paths: Iterable[NumberPath], difference: Decimal, unit: Unit) -> Iterator[_Correction]:
    for path in paths:
        number = number_at(statement, path)
        shift = Amount(difference, unit)
        shift = shift.to_unit(number.unit) if shift.is_money and number.is_money else shift
        yield _Correction(path, _round_as(number.value, number.value + shift.value))


def _round_as(own_value: Decimal, value: Decimal) -> Decimal:
    """A value with no more digits behind the point than the corrected number has, which may have to fit one in another unit."""
    exponent = int(own_value.as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP) if exponent < 0 else value


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
