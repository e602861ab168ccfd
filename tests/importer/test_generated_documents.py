"""Documents that say invented figures in many ways: each figure is found, none is placed wrongly, and no check fails.

`make stress` reads more of them, `make fuzz` many more, with a report by rule.
"""

from __future__ import annotations

import project
import pytest
from document_generator.measurement import Tally, generate, measure, measure_mixed
from document_generator.rules import HELD_BACK, RULES, TUNING
from document_generator.slips import judge_slips, make_slip

RECALL = 0.95
WRONG = 0.003
"""Of the numbers placed, those that may be placed wrongly."""


def _assert_read(tally: Tally) -> None:
    assert tally.broken == []
    assert tally.false_findings == []
    assert tally.recall >= RECALL, tally.lost
    assert tally.wrong_rate <= WRONG, tally.wrong


def _together(tallies: dict[str, Tally]) -> Tally:
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    return whole


@pytest.mark.slow
def test_each_way_of_saying_figures_is_read() -> None:
    _assert_read(_together(measure(TUNING, range(project.rounds(1, 12)))))


@pytest.mark.slow
def test_ways_that_the_importer_was_not_made_for_are_read() -> None:
    _assert_read(_together(measure(sorted(HELD_BACK), range(project.rounds(1, 50)))))


@pytest.mark.slow
def test_several_ways_in_one_document_are_read() -> None:
    _assert_read(measure_mixed(TUNING, range(project.rounds(10, 300))))


@pytest.mark.slow
def test_a_wrong_digit_is_found_where_other_figures_tell() -> None:
    slips = judge_slips(range(project.rounds(20, 300)))
    assert slips.share >= 0.35
    assert slips.elsewhere == []


def test_a_document_follows_from_its_seed() -> None:
    assert generate(7, ["in-yuan"]).data == generate(7, ["in-yuan"]).data != generate(8, ["in-yuan"]).data
    assert generate(7, ["in-yuan"]).figures != generate(7, ["as-usual"]).figures


def test_a_slip_is_one_digit_of_one_figure() -> None:
    slip = make_slip(3)
    assert len(slip.printed) == len(slip.meant)
    assert sum(old != new for old, new in zip(slip.meant, slip.printed, strict=True)) == 1


def test_about_a_third_of_the_rules_is_held_back() -> None:
    assert set(RULES) >= HELD_BACK
    assert 0.3 <= len(HELD_BACK) / len(RULES) <= 0.4
