"""Findings that no mark confirms in; the one typing slip that explains each, where exactly one does, out.

Two slips are known: two neighbouring digits swapped, and one digit mistyped. A correction counts only when the whole
statement, worked out again with it, has fewer unconfirmed findings and not one that is new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import LEVELS, Ledger, Term, total_of
from budgetbook.arithmetic.money import Amount, plain
from budgetbook.content.loader import Content, Statement
from budgetbook.content.statement import Figure
from budgetbook.content.yaml.reader import Path
from budgetbook.infra.base.record import record

LINEAR = ("sum", "change", "equal")
"""Rules whose difference says how far one of its numbers is out."""
MOST = 80
"""Corrections that are tried in one statement: beyond that something larger is amiss."""


@record
class Slip:
    """A number as typed, and as it would have to be."""

    concept: str
    role: str
    typed: Decimal
    better: Decimal

    @property
    def path(self) -> Path:
        """The field of the statement."""
        return ("figures", self.concept, self.role) if self.role in LEVELS else ("figures", self.concept, "printed", self.role)

    @property
    def swapped(self) -> bool:
        """Whether two digits stand in each other's place; else one is mistyped."""
        return differing(self.typed, self.better) == 2


def of(content: Content, statement: Statement, found: tuple[Finding, ...]) -> dict[str, Slip]:
    """The slip that explains a finding, by the finding's id; nothing where none does, or more than one."""
    open_ids = _unconfirmed(found)
    ledger = Ledger(statement, content.concepts)
    slips = dict.fromkeys(slip for finding in found if finding.id in open_ids for slip in _candidates(ledger, finding))
    tried = {slip: _mended(content, statement, slip, open_ids) for slip in list(slips)[:MOST]}
    best: dict[str, Slip] = {}
    for name in open_ids:
        ranked = sorted(((len(ids), slip.swapped, slip) for slip, ids in tried.items() if name in ids), key=lambda r: r[:2])
        if ranked and (len(ranked) == 1 or ranked[-1][:2] != ranked[-2][:2]):
            best[name] = ranked[-1][2]
    return best


def _unconfirmed(found: tuple[Finding, ...]) -> set[str]:
    return {finding.id for finding in found if not finding.exact and finding.mark is None}


def _candidates(ledger: Ledger, finding: Finding) -> Iterator[Slip]:
    """Each number of the working, changed by what the finding is out; kept where that is a slip of the finger."""
    if finding.rule not in LINEAR or finding.kind or finding.difference is None or not isinstance(finding.printed, Amount):
        return
    unit = finding.printed.unit
    for out in _out_by(ledger, finding):
        for concept, role, sign in dict.fromkeys(_numbers(ledger, finding)):
            typed = _typed(ledger.figure(concept), role)
            if typed is None:
                continue
            by = Amount(sign * out, unit).to(ledger.unit(concept)).value
            better = plain(typed + by)
            scale = typed.as_tuple().exponent
            if better > 0 and better == (fixed := better.quantize(Decimal((0, (1,), int(scale))))) and differing(typed, fixed):
                yield Slip(concept, role, typed, fixed)


def _out_by(ledger: Ledger, finding: Finding) -> list[Decimal]:
    """How far a finding is from coming out, and from what a mark of its figure confirms."""
    figure = ledger.figure(finding.concept)
    marks = (
        [mark.difference for mark in figure.sic if mark.rule == finding.rule and mark.difference is not None] if figure else []
    )
    return [finding.difference - aim for aim in (Decimal(0), *marks) if finding.difference is not None]


def _numbers(ledger: Ledger, finding: Finding) -> Iterator[tuple[str, str, int]]:
    """(concept, role, sign) of what is printed and of every term: the sign says which way a correction goes."""
    turned = -1 if finding.rule == "change" and total_of(finding.terms) < 0 else 1
    if finding.rule != "equal":
        yield finding.concept, finding.role, -1
    for term in finding.terms:
        for concept, role, sign in _leaves(ledger, term):
            yield concept, role, (-sign if finding.rule == "equal" else sign * turned)
    if finding.rule == "equal" and finding.other:
        yield from ((concept, role, sign) for concept, role, sign in _leaves_of(ledger, finding.other, finding.role))


def _leaves(ledger: Ledger, term: Term) -> Iterator[tuple[str, str, int]]:
    sign = -1 if term.sign == "−" else 1
    if not term.computed:
        yield term.concept, term.role, sign
        return
    yield from ((concept, role, sign * inner) for concept, role, inner in _leaves_of(ledger, term.concept, term.role))


def _leaves_of(ledger: Ledger, concept: str, role: str) -> Iterator[tuple[str, str, int]]:
    """What a value is made of: itself where it is printed, else its parts."""
    level = next((level for level in LEVELS if level == role), None)
    known = ledger.known(concept, level) if level and concept in ledger.concepts else None
    if known is None or not known.computed:
        yield concept, role, 1
        return
    for term in known.terms:
        yield from _leaves(ledger, term)


def _typed(figure: Figure | None, role: str) -> Decimal | None:
    if figure is None:
        return None
    value = getattr(figure, role, None) if role in LEVELS else getattr(figure.printed, role, None)
    return value if isinstance(value, Decimal) else None


def differing(typed: Decimal, better: Decimal) -> int:
    """1 where one digit differs, 2 where two neighbours are swapped, else 0; a slip of the finger keeps the length."""
    old, new = f"{typed:f}".replace(".", ""), f"{better:f}".replace(".", "")
    apart = [index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]]
    if len(old) != len(new) or len(old) < 2 or not apart or apart[-1] - apart[0] > 1:
        return 0  # of a single digit any other would do
    if len(apart) == 1:
        return 1
    return 2 if old[apart[0]] + old[apart[1]] == new[apart[1]] + new[apart[0]] else 0


def _mended(content: Content, statement: Statement, slip: Slip, open_ids: set[str]) -> set[str]:
    """The findings that come out with a correction; none where it opens another."""
    figure = statement.figures[slip.concept]
    if slip.role in LEVELS:
        changed = figure.model_copy(update={slip.role: slip.better})
    elif figure.printed:
        changed = figure.model_copy(update={"printed": figure.printed.model_copy(update={slip.role: slip.better})})
    corrected = statement.model_copy(update={"figures": {**statement.figures, slip.concept: changed}})
    near: Mapping[str, Statement] = {s.id: s for s in content.statements.values() if s.entity == statement.entity}
    after = run_rules.of(replace(content, statements={**near, statement.id: corrected}))
    left = _unconfirmed(after[statement.id])
    return open_ids - left if left < open_ids else set()
