"""Findings that are worked out on demand are those that are worked out all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.arithmetic import confirmation, run_rules
from budgetbook.arithmetic.confirmation import JoinedFindings, PublishedFindings
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.content import Content


def test_findings_on_demand_are_those_of_a_build(tmp_path: Path) -> None:
    checked = project.check(built_site.small_content(tmp_path / "content", "hillside"))
    assert len(checked.findings) > 2
    assert dict(PublishedFindings(checked.content)) == dict(checked.findings)


def test_rules_are_run_only_over_the_statement_that_somebody_asks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = project.check(built_site.small_content(tmp_path / "content", "hillside")).content
    names, run = list[str](), run_rules.run_statement_rules

    def run_noted(content: Content, ledgers: Mapping[str, Ledger], name: str) -> tuple[Finding, ...]:
        names.append(name)
        return run(content, ledgers, name)

    monkeypatch.setattr(confirmation, "run_statement_rules", run_noted)
    findings = JoinedFindings([PublishedFindings(content)])
    assert set(findings) == set(content.statements)
    assert names == []
    one = next(iter(findings))
    assert findings[one] is findings[one]
    assert names == [one]
