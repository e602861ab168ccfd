"""Guesses the typing slip behind unconfirmed findings, if exactly one explains them.

Two slips are known: two neighbouring digits swapped, and one digit mistyped. A correction counts only if the whole statement,
computed again with it, has fewer unconfirmed findings and no new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.arithmetic.term import LEVELS, Term, total_of
from budgetbook.content.content import Content, Statement
from budgetbook.content.figure import Figure
from budgetbook.content.yaml.reader import Path

LINEAR = ("sum", "change", "equal")
"""Rules whose difference tells how far one of its numbers is off."""
MOST = 80
"""Corrections tried per statement; beyond that, something larger is wrong."""


@dataclass(frozen=True, slots=True)
class Typo:
    """A number as typed and as it should be."""

    concept: str
    role: str
    typed_number: Decimal
    better: Decimal

    @property
    def path(self) -> Path:
        """Path of the field in the statement's file."""
        return ("figures", self.concept, self.role) if self.role in LEVELS else ("figures", self.concept, "printed", self.role)

    @property
    def is_swap(self) -> bool:
        """True if two digits are swapped, False if one is mistyped."""
        return count_typo_digits(self.typed_number, self.better) == 2


def guess_typos(content: Content, statement: Statement, statement_findings: tuple[Finding, ...]) -> dict[str, Typo]:
    """The slip that explains each finding, by the finding's id; findings without exactly one best slip are left out."""
    of_body = {each.id: each for each in content.statements.values() if each.entity == statement.entity}
    body_content = replace(content, statements=of_body)
    open_ids = _unconfirmed_ids(run_rules.run_rules(body_content, one_by_one=True)[statement.id])
    ledger = Ledger(statement, content.concepts, content.country)
    typos = dict.fromkeys(
        typo for finding in statement_findings if finding.id in open_ids for typo in _candidates(ledger, finding)
    )
    resolved_ids = {typo: _find_resolved_ids(body_content, statement, typo, open_ids) for typo in list(typos)[:MOST]}
    best: dict[str, Typo] = {}
    for name in open_ids:
        candidates = sorted(
            ((len(ids), typo.is_swap, typo) for typo, ids in resolved_ids.items() if name in ids), key=lambda r: r[:2]
        )
        if candidates and (len(candidates) == 1 or candidates[-1][:2] != candidates[-2][:2]):
            best[name] = candidates[-1][2]
    return best


def _unconfirmed_ids(statement_findings: tuple[Finding, ...]) -> set[str]:
    return {finding.id for finding in statement_findings if not finding.exact and finding.mark is None}


def _candidates(ledger: Ledger, finding: Finding) -> Iterator[Typo]:
    """Yield each number of the calculation corrected by the difference, if that is a typing slip."""
    if finding.rule not in LINEAR or finding.kind or finding.difference is None or not isinstance(finding.printed_value, Amount):
        return
    unit = finding.printed_value.unit
    for deviation in _deviations(ledger, finding):
        for concept, role, sign in dict.fromkeys(_numbers(ledger, finding)):
            typed_number = _typed_number(ledger.figure(concept), role)
            if typed_number is None:
                continue
            shift = Amount(sign * deviation, unit).to_unit(ledger.unit(concept)).value
            better = without_trailing_zeros(typed_number + shift)
            scale = typed_number.as_tuple().exponent
            if (
                better > 0
                and better == (correction := better.quantize(Decimal((0, (1,), int(scale)))))
                and count_typo_digits(typed_number, correction)
            ):
                yield Typo(concept, role, typed_number, correction)


def _deviations(ledger: Ledger, finding: Finding) -> list[Decimal]:
    """Distances of a finding from exactness and from each difference that a mark of its figure confirms."""
    figure = ledger.figure(finding.concept)
    marks = (
        [mark.difference for mark in figure.sic if mark.rule == finding.rule and mark.difference is not None] if figure else []
    )
    return [finding.difference - aim for aim in (Decimal(0), *marks) if finding.difference is not None]


def _numbers(ledger: Ledger, finding: Finding) -> Iterator[tuple[str, str, int]]:
    """Yield (concept, role, sign) of the printed value and every term; the sign tells which way a correction goes."""
    direction = -1 if finding.rule == "change" and total_of(finding.terms) < 0 else 1
    if finding.rule != "equal":
        yield finding.concept, finding.role, -1
    for term in finding.terms:
        for concept, role, sign in _leaves(ledger, term):
            yield concept, role, (-sign if finding.rule == "equal" else sign * direction)
    if finding.rule == "equal" and finding.other:
        yield from ((concept, role, sign) for concept, role, sign in _leaves_of(ledger, finding.other, finding.role))


def _leaves(ledger: Ledger, term: Term) -> Iterator[tuple[str, str, int]]:
    sign = -1 if term.sign == "−" else 1
    if not term.is_computed:
        yield term.concept, term.role, sign
        return
    yield from ((concept, role, sign * inner) for concept, role, inner in _leaves_of(ledger, term.concept, term.role))


def _leaves_of(ledger: Ledger, concept: str, role: str) -> Iterator[tuple[str, str, int]]:
    """Yield what a value consists of: itself if printed, else its parts."""
    level = next((level for level in LEVELS if level == role), None)
    known_value = ledger.known_value(concept, level) if level and concept in ledger.concepts else None
    if known_value is None or not known_value.is_computed:
        yield concept, role, 1
        return
    for term in known_value.terms:
        yield from _leaves(ledger, term)


def _typed_number(figure: Figure | None, role: str) -> Decimal | None:
    if figure is None:
        return None
    value = getattr(figure, role, None) if role in LEVELS else getattr(figure.printed, role, None)
    return value if isinstance(value, Decimal) else None


def count_typo_digits(typed_number: Decimal, better: Decimal) -> int:
    """1 if one digit differs, 2 if two neighbours are swapped, else 0; a typing slip keeps the number of digits."""
    old, new = f"{typed_number:f}".replace(".", ""), f"{better:f}".replace(".", "")
    positions = [index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]]
    if len(old) != len(new) or len(old) < 2 or not positions or positions[-1] - positions[0] > 1:
        return 0  # any other digit would do in place of a single one
    if len(positions) == 1:
        return 1
    return 2 if old[positions[0]] + old[positions[1]] == new[positions[1]] + new[positions[0]] else 0


def _find_resolved_ids(content: Content, statement: Statement, typo: Typo, open_ids: set[str]) -> set[str]:
    """Ids of the findings that a correction resolves; empty if it opens another."""
    figure = statement.figures[typo.concept]
    if typo.role in LEVELS:
        corrected_figure = figure.model_copy(update={typo.role: typo.better})
    elif figure.printed:
        corrected_figure = figure.model_copy(update={"printed": figure.printed.model_copy(update={typo.role: typo.better})})
    corrected_statement = statement.model_copy(update={"figures": {**statement.figures, typo.concept: corrected_figure}})
    corrected_content = replace(content, statements={**content.statements, statement.id: corrected_statement})
    new_findings = run_rules.run_rules(corrected_content, one_by_one=True)
    left = _unconfirmed_ids(new_findings[statement.id])
    return open_ids - left if left < open_ids else set()
