"""Withholds what does not add up in a statement that no person has checked, until a person has confirmed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from budgetbook.arithmetic.finding import Finding, Findings
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.run_rules import run_statement_rules
from budgetbook.content.content import Content, Statement


def withhold_unconfirmed(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, tuple[Finding, ...]]:
    """The findings as they may be published: of a statement that a program read, only confirmed ones fail.

    The others cannot be tested yet, since the slip may be the reader's. `check` still counts them for the editors.
    """
    return {name: _withhold_open(content.statements[name], own) for name, own in findings.items()}


class PublishedFindings(Mapping[str, tuple[Finding, ...]]):
    """The findings of each statement as they may be published, worked out for one when somebody asks for it."""

    def __init__(self, content: Content) -> None:
        self._content, self._ledgers = content, ledgers_of(content)
        self._findings: dict[str, tuple[Finding, ...]] = {}

    def __getitem__(self, name: str) -> tuple[Finding, ...]:
        if name not in self._findings:
            findings = run_statement_rules(self._content, self._ledgers, name)
            self._findings[name] = _withhold_open(self._content.statements[name], findings)
        return self._findings[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ledgers)

    def __len__(self) -> int:
        return len(self._ledgers)


class JoinedFindings(Mapping[str, tuple[Finding, ...]]):
    """The findings of several entities, none of which is worked out for that."""

    def __init__(self, parts: Iterable[Findings]) -> None:
        self._parts = {name: part for part in parts for name in part}

    def __getitem__(self, name: str) -> tuple[Finding, ...]:
        return self._parts[name][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def list_unconfirmed(statement: Statement, findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings of a statement that wait for a person."""
    return [finding for finding in findings if finding.why == "unconfirmed"] if statement.is_unchecked else []


def _withhold_open(statement: Statement, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(_withhold(finding) for finding in findings) if statement.is_unchecked else findings


def _withhold(finding: Finding) -> Finding:
    is_open = finding.verdict == "fails" and finding.mark is None
    return replace(finding, verdict="untestable", why="unconfirmed") if is_open else finding
