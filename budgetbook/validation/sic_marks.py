"""Matches findings with `sic` marks: each inexact finding needs a mark, and each mark needs its finding.

This keeps our typing slips apart from the document's errors: what does not add up is published only once a person has compared it
with the document and confirmed it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from budgetbook.arithmetic.amount_format import format_as_printed
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.arithmetic.run_rules import marks_of
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import MESSAGE_LANGUAGES, Message, Problem, bilingual_message, message
from budgetbook.validation import typo_guess
from budgetbook.validation.typo_guess import Typo


def validate_marks(
    content: Content, findings: Mapping[str, tuple[Finding, ...]], doubtful: Collection[tuple[str, str]]
) -> Iterator[Problem]:
    """Every inexact finding is confirmed by a mark, and every mark confirms an inexact finding.

    A difference that rounding explains needs none where a control list holds the numbers.

    `doubtful` holds (statement, name) of figures, projects and tables with a number that is not in the document; no mark is
    offered for findings that rest on them.
    """
    for name, statement in content.statements.items():
        inexact = [finding for finding in findings[name] if not finding.exact]
        loose = [finding for finding in inexact if finding.mark is None and not _is_held(statement, finding)]
        typo_by_finding = typo_guess.guess_typos(content, statement, findings[name]) if loose else {}
        for finding in loose:
            text, hint = _describe_finding(content, finding, typo_by_finding.get(finding.id))
            if _rests_on(finding, name, doubtful):
                hint = message("find-it-first")
            yield content.problem(statement.file, _path(statement, finding), text, hint)
        for path, concept, mark in marks_of(statement, content.concepts):
            confirmed_findings = [finding for finding in inexact if finding.concept == concept and finding.is_confirmed_by(mark)]
            if not confirmed_findings:
                difference = "–" if mark.difference is None else f"{mark.difference:f}"
                holds = f"difference: {difference}" if mark.printed is None else f"printed: {mark.printed}"
                text = message("mark-without-finding", rule=mark.rule, holds=holds)
                yield content.problem(statement.file, path, text, message("check-again"))
            elif mark.note is None and any(finding.verdict == "fails" for finding in confirmed_findings):
                yield content.problem(statement.file, path, message("mark-without-note"), message("add-a-note"))


def _is_held(statement: Statement, finding: Finding) -> bool:
    """True for a difference that rounding explains, where a control list holds every digit to the document: no slip can hide."""
    return finding.verdict == "rounding" and statement.numbers is not None


def _rests_on(finding: Finding, statement: str, doubtful: Collection[tuple[str, str]]) -> bool:
    """True if some number of the finding's calculation was not found in the document."""
    names = (finding.concept, finding.other, *(term.concept for term in finding.terms))
    return any((statement, part) in doubtful for name in names for part in (name, name.partition(".")[0]))


def _describe_finding(content: Content, finding: Finding, typo: Typo | None) -> tuple[Message, Message]:
    says, gives = _format_value(finding.printed_value), _format_value(finding.computed_value)
    difference = "" if finding.difference is None else f", difference: {finding.difference:f}"
    words = "" if finding.words is None else f", printed: {_quote_for_yaml(finding.words)}"
    row = f", row: {_quote_for_yaml(finding.row)}" if finding.row else ""
    role = f", of: {finding.role}" if finding.rule in ("equal", "sum") and finding.role != "amount" else ""
    note = ", note: {zh: …, en: …}" if finding.verdict == "fails" else ""
    mark = f"sic: [{{rule: {finding.rule}{row}{role}{difference}{words}{note}}}]"
    fields = {"rule": finding.rule, "printed": says, "computed": gives, "working": _format_working(content, finding)}
    return message(f"unconfirmed-{finding.verdict}", **fields), _hint(content, typo, mark)


def _hint(content: Content, typo: Typo | None, mark: str) -> Message:
    """How to mend it: the one typing slip that explains it, or else a look at the document."""
    if typo is None:
        return message("mark-it", mark=mark)
    path = ".".join(map(str, typo.path))
    name = content.concepts[typo.concept].name.as_printed
    fields = {
        "typed": f"{typo.typed_number:f}",
        "better": f"{typo.better:f}",
        "mark": mark,
        "path": bilingual_message(f"{name}（{path}）", path),
    }
    return message("digits-swapped" if typo.is_swap else "digit-mistyped", **fields)


def _format_working(content: Content, finding: Finding) -> Message | str:
    """The calculation as ` [project-expenditure 104.30 + …]` with the names that editors type; empty for a single number."""
    if len(finding.terms) < 2 or finding.rule in ("percent", "share", "completion"):
        return ""
    workings = []
    for lang in MESSAGE_LANGUAGES:
        names = [content.concept_label(term.concept).text(lang) for term in finding.terms]
        pairs = zip(names, finding.terms, strict=True)
        workings.append("".join(f"{f' {term.sign} ' if term.sign else ''}{name} {term.amount.value:f}" for name, term in pairs))
    return bilingual_message(f" [{workings[0]}]", f" [{workings[1]}]")


def _quote_for_yaml(text: str) -> str:
    """Quote words that YAML could take for another type, codes above all."""
    return text if re.fullmatch(r"[^\W\d][\w-]*", text) else f'"{text}"'


def _format_value(value: Amount | str | None) -> str:
    return format_as_printed(value) if isinstance(value, Amount) else value or "–"


_FIELD_OF_RULE: dict[str, Path] = {
    "change": ("printed", "change"),
    "direction": ("printed", "direction"),
    "zero-with-a-direction": ("printed", "direction"),
    "percent": ("printed", "percent"),
    "unit": ("printed", "unit"),
    "share": ("share",),
    "completion": ("completion",),
    "outcome": ("outcome",),
    "chain": ("prior",),
    "years": ("printed", "year"),
    "basis": ("printed", "basis"),
}


def _path(statement: Statement, finding: Finding) -> Path:
    """Path of the field that a finding is about; for a total without an entry, of the first term that has one."""
    if finding.rule in ("years", "basis") and finding.number is None:
        return ("compares_with", "year" if finding.rule == "years" else "basis")
    if finding.kind == "score":
        return ("performance", "evaluation", "score") if finding.concept == WHOLE_ENTITY else _score_of(finding.concept)
    if finding.rule == "chain" and finding.kind == "budget":
        return ("figures", finding.concept, "budget")
    if finding.concept in statement.quotes:
        return ("quotes", finding.concept, "text")
    if finding.concept in statement.tables:
        return ("tables", finding.concept)
    if breakdown := statement.breakdowns.get(finding.table):
        return _path_in_table(finding, breakdown)
    if finding.concept not in statement.figures:
        for term in finding.terms:
            if term.concept in statement.figures:
                return ("figures", term.concept, "amount")
    tail = _FIELD_OF_RULE.get(finding.rule, ("prior",) if finding.role == "prior" else ("amount",))
    return ("figures", finding.concept, *tail)


def _score_of(project: str) -> Path:
    return ("projects", project, "evaluation", "score")


def _path_in_table(finding: Finding, breakdown: Breakdown) -> Path:
    """Path of the table row, or of the line in the text, that a finding is about."""
    table: Path = ("breakdowns", finding.table)
    if finding.row == "total":
        return (*table, "total")
    if finding.rule in _FIELD_OF_RULE and finding.number is None and finding.row in breakdown.lines:
        return (*table, "lines", finding.row, *_FIELD_OF_RULE[finding.rule])
    for index, row in enumerate(breakdown.rows):
        if finding.row in (row.code, str(index + 1)):
            return (*table, "rows", index)
    return table
