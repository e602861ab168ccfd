"""Withholds what does not add up in a statement that no person has checked, until a person has confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Content, Statement


def withhold_unconfirmed(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Finding, ...]]:
    """The findings as they may be published: of a statement that a program read, only confirmed ones fail.

    The others cannot be tested yet, since the slip may be the reader's. `check` still counts them for the editors.
    """
    return {
        name: tuple(_withhold(finding) for finding in own) if content.statements[name].is_unchecked else own
        for name, own in findings.items()
    }


def list_unconfirmed(statement: Statement, findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings of a statement that wait for a person."""
    return [finding for finding in findings if finding.why == "unconfirmed"] if statement.is_unchecked else []


def _withhold(finding: Finding) -> Finding:
    is_open = finding.verdict == "fails" and finding.mark is None
    return replace(finding, verdict="untestable", why="unconfirmed") if is_open else finding
