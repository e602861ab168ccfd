"""The one typing slip that explains what does not come out: named where there is exactly one, never guessed at otherwise."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import invented_statements
import project
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented_statements import Data
from project import CheckedContent

from budgetbook.arithmetic import run_rules
from budgetbook.validation import typo_guess
from budgetbook.validation.typo_guess import Typo

Change = Callable[[str, str, str], Path]


@pytest.mark.parametrize(
    ("typed", "better", "kind"),
    [
        ("954.21", "954.12", 2), ("945.12", "954.12", 2), ("95.412", "95.421", 2), ("5941.2", "9541.2", 2),
        ("954.12", "954.13", 1), ("154.12", "954.12", 1), ("954.12", "954.12", 0), ("954.12", "9541.2", 0),
        ("954.12", "945.21", 0), ("914.52", "954.12", 0), ("95.12", "954.12", 0), ("3", "2", 0),
    ],
)  # fmt: skip
def test_two_slips_are_known(typed: str, better: str, kind: int) -> None:
    assert typo_guess.count_typo_digits(Decimal(typed), Decimal(better)) == kind


def fields(data: Data) -> Iterator[tuple[str, str, Data]]:
    """(concept, role, the mapping that holds it) of every number that a slip may be in."""
    for concept, figure in data["figures"].items():
        for role, within in (("amount", figure), ("prior", figure), ("change", figure.get("printed", {}))):
            if role in within:
                yield concept, role, within


def swaps(digits: str) -> Iterator[str]:
    """The number with each two different neighbouring digits swapped."""
    places = [index for index, sign in enumerate(digits) if sign != "."]
    for one, two in pairwise(places):
        if digits[one] != digits[two]:
            turned = list(digits)
            turned[one], turned[two] = turned[two], turned[one]
            yield "".join(turned)


def wrong(checked: CheckedContent, data: Data) -> list[run_rules.Finding]:
    """The findings of a statement that do not come out."""
    return [f for f in run_rules.run_rules(invented_statements.content_of(checked, data))[project.STATEMENT] if not f.exact]


def mending(checked: CheckedContent, data: Data) -> list[tuple[str, str, str]]:
    """Found by trying every swap of every number, without a look at what fails: those with which all comes out."""
    found = []
    for concept, role, within in list(fields(data)):
        typed = within[role]
        for turned in swaps(typed):
            if not re.match(r"0\d", turned):
                within[role] = turned
                if not wrong(checked, data):
                    found.append((concept, role, turned))
        within[role] = typed
    return found


@pytest.mark.slow
@settings(max_examples=project.rounds(5, 12))
@given(invented_statements.statements(), st.data())
def test_a_transposition_in_a_computed_statement_is_named(checked: CheckedContent, data: Data, draw: st.DataObject) -> None:
    slipped = copy.deepcopy(data)
    concept, role, within = draw.draw(st.sampled_from(list(fields(slipped))))
    right = within[role]
    turned = [each for each in swaps(right) if not re.match(r"0\d", each)]
    assume(turned)
    within[role] = draw.draw(st.sampled_from(turned))
    fails = wrong(checked, slipped)
    assume(any(finding.rule in typo_guess.LINEAR and not finding.kind for finding in fails))
    content = invented_statements.content_of(checked, slipped)
    named = typo_guess.guess_typos(
        content, content.statements[project.STATEMENT], run_rules.run_rules(content)[project.STATEMENT]
    )
    assume(mending(checked, slipped) == [(concept, role, right)])
    slip = Typo(concept, role, Decimal(within[role]), Decimal(right))
    assert slip.is_swap
    each_alone = run_rules.run_rules(content, one_by_one=True)[project.STATEMENT]
    assert named == dict.fromkeys([finding.id for finding in each_alone if not finding.exact], slip)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_transposition_in_the_real_statement_is_told_with_the_repair(lang: str, change: Change) -> None:
    content = change(project.STATEMENT_FILE, "amount: 954.12", "amount: 954.21")
    (content / project.NUMBERS_FILE).unlink()
    ended = project.run_on(content, "check", lang="zh" if lang == "zh" else "en")
    repair = {"zh": "是不是把 954.12 写成了 954.21（两位数字颠倒）", "en": "with 954.12 instead of 954.21 it adds up"}[lang]
    unconfirmed = [line for line in ended.problems if re.search("by the rule|按规则", line)]
    assert unconfirmed
    assert [line for line in unconfirmed if repair not in line] == []
    name = {"zh": "基本支出（basic-expenditure）", "en": "basic-expenditure"}[lang]
    assert f"[{name} 954.21 − {name} 894.69]" in ended.err


def test_a_slip_that_two_numbers_may_hold_is_not_guessed_at(change: Change) -> None:
    """Retired staff: 12 and 8 are 20, and 19 is printed; any of the three may be out by one."""
    content = change(project.STATEMENT_FILE, "difference: -1\n", "difference: -2\n")
    ended = project.run_on(content, "check")
    assert "check the transcription" in ended.err
    assert "mistyped" not in ended.err
