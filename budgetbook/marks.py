"""Content and findings in; a problem out for each finding that no `sic` mark confirms, and each mark that confirms none.

This bridge keeps our slips apart from the document's: what does not add up is published only once a person has
compared it with the document and said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.finding import Finding
from budgetbook.load import Content, Statement
from budgetbook.money import Amount, printed
from budgetbook.problems import Message, Problem, message
from budgetbook.yamlfile import Path


def unconfirmed(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> Iterator[Problem]:
    """A finding that does not come out exactly is confirmed by a mark, and a mark confirms such a finding."""
    for name, statement in content.statements.items():
        inexact = [finding for finding in findings[name] if not finding.exact]
        for finding in inexact:
            if finding.mark is None:
                yield content.problem(statement.file, _path(statement, finding), *_unconfirmed(finding))
            elif finding.verdict == "fails" and finding.mark.note is None:
                index = statement.figures[finding.concept].sic.index(finding.mark)
                path: Path = ("figures", finding.concept, "sic", index)
                yield content.problem(statement.file, path, message("mark-without-note"), message("add-a-note"))
        for concept, figure in statement.figures.items():
            for index, mark in enumerate(figure.sic):
                if not any(finding.concept == concept and finding.confirmed_by(mark) for finding in inexact):
                    text = message(
                        "mark-without-finding", rule=mark.rule, difference="–" if mark.difference is None else mark.difference
                    )
                    yield content.problem(statement.file, ("figures", concept, "sic", index), text, message("check-again"))


def _unconfirmed(finding: Finding) -> tuple[Message, Message]:
    says, gives = _shown(finding.printed), _shown(finding.computed)
    apart = (
        "" if finding.difference is None or not isinstance(finding.printed, Amount) else f", difference: {finding.difference:f}"
    )
    of = f", of: {finding.role}" if finding.rule in ("equal", "sum") and finding.role != "amount" else ""
    note = ", note: {zh: …, en: …}" if finding.verdict == "fails" else ""
    mark = f"sic: [{{rule: {finding.rule}{of}{apart}{note}}}]"
    return message(f"unconfirmed-{finding.verdict}", rule=finding.rule, printed=says, computed=gives), message(
        "mark-it", mark=mark
    )


def _shown(value: Amount | str | None) -> str:
    return printed(value) if isinstance(value, Amount) else str(value)


_FIELD_OF_RULE: dict[str, Path] = {
    "change": ("printed", "change"),
    "direction": ("printed", "direction"),
    "zero-with-a-direction": ("printed", "direction"),
    "percent": ("printed", "percent"),
    "unit": ("printed", "unit"),
    "share": ("share",),
    "chain": ("prior",),
}


def _path(statement: Statement, finding: Finding) -> Path:
    """The field that a finding is about; for a whole that has no entry, the first of its figures that has one."""
    if finding.rule == "years":
        return ("compares_with", "year")
    if finding.concept not in statement.figures:
        for term in finding.terms:
            if term.concept in statement.figures:
                return ("figures", term.concept, "amount")
    tail = _FIELD_OF_RULE.get(finding.rule, ("prior",) if finding.role == "prior" else ("amount",))
    return ("figures", finding.concept, *tail)
