"""Invented sentences on changes, percentages and totals, each right and with a slip: no right one fails, every slip is told.

A line begins with `right` or `slip` and the kind of document; `¶` parts the paragraphs of one line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from document_parts import document, words

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.quotes import judge_passages
from budgetbook.importer.draft.unfit_entries import drop_unfit_entries
from budgetbook.importer.recognise import recognise

TITLES = {"budget": "河湾区水务局2024年部门预算", "accounts": "河湾区水务局2024年度部门决算"}
LINES = Path(__file__).with_name("changes_and_bases.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [line for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_slip_is_told_and_nothing_else(line: str) -> None:
    kind, _, text = line.partition(": ")
    case, _, title = kind.partition(" ")
    recognition = recognise(document(*text.split("¶"), title=TITLES[title]), words())
    draft = assemble(recognition, words())
    drop_unfit_entries(draft)
    judge_passages(draft, recognition, words())
    failing = [f"{f.concept} {f.rule}" for f in dry_run.apply_rules(draft, words()) if f.verdict == "fails"]
    remarks = [remark.finding.rule for remark in draft.remarks]
    assert bool(failing or remarks) == (case == "slip"), (failing, remarks)
