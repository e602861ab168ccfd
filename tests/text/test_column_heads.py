"""Heads of columns: whatever the columns of a table differ by, no two heads are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.text import Language
from budgetbook.text.column_heads import column_heads
from budgetbook.text.phrases import Phrases

COLUMN = st.builds(
    Column,
    concept=st.sampled_from(["expenditure", "basic-expenditure"]),
    fund=st.sampled_from(["all", "appropriation", "general-public"]),
    role=st.sampled_from(["amount", "prior", "budget", "adjusted"]),
)


def heads(checked: CheckedContent, lang: Language, *columns: Column) -> tuple[str, ...]:
    (statement, *_) = checked.content.statements.values()
    table = Breakdown.model_construct(columns=columns)
    return column_heads(Phrases(lang, checked.content.phrases), checked.content, statement, table)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(columns=st.lists(COLUMN, min_size=1, max_size=6))
def test_no_two_columns_have_one_head(checked: CheckedContent, lang: Language, columns: list[Column]) -> None:
    found = heads(checked, lang, *columns)
    assert len(set(found)) == len(found) == len(columns)


def test_columns_that_differ_by_role_say_which_year_or_stage(checked: CheckedContent) -> None:
    roles = [Column(concept="expenditure", role=role) for role in ("amount", "budget", "adjusted", "prior")]
    en, zh = heads(checked, "en", *roles), heads(checked, "zh", *roles)
    assert en[1:] == ("Expenditure (initial budget)", "Expenditure (adjusted budget)", "Expenditure (2022)")
    assert zh[1:] == ("支出（年初预算）", "支出（调整后预算）", "支出（2022年）")
    assert heads(checked, "en", roles[0], roles[3]) == ("Expenditure (2023)", "Expenditure (2022)")
    assert heads(checked, "en", roles[0]) == ("Expenditure",)
