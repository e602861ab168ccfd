"""Where a country marks no concept as all revenue or expenditure nothing is an addend, and its data are made all the same."""

from __future__ import annotations

import re
from pathlib import Path

from added_tables import add_tables, loaded

from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.opendata.tables.additive import Sums


def test_no_side_has_addends(content: Path) -> None:
    (concepts,) = content.glob("countries/*/concepts.yaml")
    text = concepts.read_text(encoding="utf-8")
    unmarked_text = re.sub(r"(?m)^  use: (?:revenue|expenditure)\n", "  use: null\n", text)
    assert unmarked_text != text
    add_tables(content, {"expenditure-by-function": {"rows": [{"code": "201", "name": "名称", "values": ["7"]}], "total": ["7"]}})
    before = _sums(content)
    assert any(all_sums.cells or all_sums.figures for all_sums in before)
    concepts.write_text(unmarked_text, encoding="utf-8")
    for all_sums in _sums(content):
        assert set(all_sums.sides.values()) == {None}
        assert (all_sums.figures, all_sums.cells) == (frozenset(), frozenset())


def _sums(folder: Path) -> list[Sums]:
    content = loaded(folder)
    return [Sums(read_tables(ledger, content.classifications)) for ledger in ledgers_of(content).values()]
