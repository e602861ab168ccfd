"""What does not add up, each with its place, its working and the ways to mend it; slips of wording; remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.severity import SEVERITIES, Severity, rate_severity
from budgetbook.audit.audited_statement import AuditedStatement
from budgetbook.audit.excerpts import cut_around, cut_end
from budgetbook.audit.place_words import write_spots
from budgetbook.audit.report import AuditItem, AuditSection, AuditTable, ItemFact
from budgetbook.content.figure import Basis
from budgetbook.importer.draft.remarks import DraftRemark
from budgetbook.text.calculation import write_calculation
from budgetbook.text.finding_values import find_difference, find_printed_value

_MOST: dict[Severity, int] = {"contradiction": 5, "arithmetic": 6, "last-digit": 3}
"""Findings of a kind that are told in full; how many more there are is said below."""
_MOST_SLIPS, _MOST_REMARKS, _MOST_SPOTS = 6, 5, 6
_MOST_TERMS = 6
"""Terms of a sum that are named one by one."""
_ABOUT_THE_WHOLE = ("years", "basis")
"""Rules that may judge the whole document: their finding then hangs on its first figure."""
_OF_PAGES = ("page", "text-cut-off")
"""Remarks on what was not read, which has a section of its own."""


def describe_failures(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what does not add up, the weightiest first, then that of slips of wording."""
    by_severity: dict[Severity | None, list[Finding]] = {severity: [] for severity in reversed(SEVERITIES)}
    for finding in source.find_failures():
        by_severity[rate_severity(finding)].append(finding)
    slips = by_severity.pop("wording")
    items, notes = list[AuditItem](), list[str]()
    for severity, most in _MOST.items():
        findings = by_severity[severity]
        items += [_describe_finding(source, finding, severity) for finding in findings[:most]]
        notes += _count_rest(source, findings[most:], source.phrases[f"audit-severity-{severity}"])
    if items:
        yield AuditSection(source.phrases["checks-fails"], items=tuple(items), notes=tuple(notes))
    if slips:
        yield _describe_slips(source, slips)


def _count_rest(source: AuditedStatement, findings: Sequence[Finding], kind: str) -> Iterator[str]:
    """Yield a sentence on the findings that are not told in full, with their first places."""
    if findings:
        places = write_spots((source.places.find_spot(each) for each in findings), source.phrases, _MOST_SPOTS)
        yield source.phrases.say("audit-more-of-kind", count=len(findings), kind=kind, places=places)


def _describe_finding(source: AuditedStatement, finding: Finding, severity: Severity) -> AuditItem:
    explainer, phrases = source.explainer, source.phrases
    rule = phrases[f"rule-{finding.rule}"]
    about_the_whole = finding.rule in _ABOUT_THE_WHOLE and finding.number is None
    subject = rule if about_the_whole else phrases.say("audit-subject", name=explainer.finding_name(finding), rule=rule)
    return AuditItem(
        phrases.say("audit-finding-head", subject=subject, severity=phrases[f"audit-severity-{severity}"]),
        explainer.sentence(finding),
        tuple(fact for fact in _list_facts(source, finding) if fact.text),
        cut_end(explainer.passage(finding)),
        explainer.readings(finding),
    )


def _list_facts(source: AuditedStatement, finding: Finding) -> Iterator[ItemFact]:
    phrases, explainer = source.phrases, source.explainer
    if finding.rule == "basis":
        yield from _list_bases(source)
    else:
        yield ItemFact(phrases["audit-where"], _write_where(source, finding))
    if isinstance(finding.printed_value, Amount):
        yield ItemFact(phrases["audit-printed"], _write_amount(find_printed_value(finding, explainer.ledger), source))
    yield ItemFact(phrases["audit-terms"], _name_terms(source, finding))
    yield ItemFact(phrases["audit-working"], write_calculation(finding, source.phrases.style.printed_numbers))
    yield ItemFact(phrases["audit-difference"], _write_amount(find_difference(finding), source))


def _write_amount(value: Amount | str | None, source: AuditedStatement) -> str:
    return amount_format.format_as_printed(value, source.phrases.style.printed_numbers) if isinstance(value, Amount) else ""


def _write_where(source: AuditedStatement, finding: Finding) -> str:
    """The place of the number; of one that is printed again otherwise, both places."""
    part, spot = source.places.find_part(finding), source.places.find_spot(finding)
    if finding.kind != "again":
        return source.write_place(part, spot)
    number = replace(finding, kind="", number=None)
    first_place = source.write_place(source.places.find_part(number), source.places.find_spot(number))
    second_place = source.write_place(part, _find_spot_of_value(source, part, finding.computed_value) or spot)
    return source.phrases.say("audit-two-places", first=first_place, second=second_place)


def _find_spot_of_value(source: AuditedStatement, part: str, value: Amount | str | None) -> str:
    """Where a part of the document prints an amount; "" if it does not."""
    mentions = (mention for mention in source.recognition.mentions if mention.status == "placed" and mention.digits)
    return next(
        (
            str(mention.spot)
            for mention in mentions
            if isinstance(value, Amount) and mention.place == part and (mention.value, mention.unit) == (value.value, value.unit)
        ),
        "",
    )


def _name_terms(source: AuditedStatement, finding: Finding) -> str:
    """The terms of a short sum by name, with their amounts as printed."""
    names = {term.concept for term in finding.terms}
    if finding.rule != "sum" or not 1 < len(finding.terms) <= _MOST_TERMS or len(names) < len(finding.terms):
        return ""
    explainer = source.explainer
    parts = (
        f"{explainer.namer.name_in_sentence(term.concept)} {source.phrases.style.digits(term.amount.value)}"
        for term in finding.terms
    )
    return source.phrases.marks.semicolon.join(parts)


def _list_bases(source: AuditedStatement) -> Iterator[ItemFact]:
    """Yield where the document compares with which figure of the year before."""
    spots_by_basis: dict[Basis, list[str]] = {}
    for mention in source.recognition.mentions:
        names_basis = mention.basis not in (None, "unstated") and mention.role != "completion" and not mention.table
        if mention.status == "placed" and mention.basis and names_basis:
            spots_by_basis.setdefault(mention.basis, []).append(str(mention.spot))
    for basis, spots in spots_by_basis.items():
        name = source.phrases.say("audit-counted", name=source.phrases[f"basis-{basis}"], count=len(set(spots)))
        yield ItemFact(name, write_spots(spots, source.phrases, _MOST_SPOTS))


def _describe_slips(source: AuditedStatement, slips: list[Finding]) -> AuditSection:
    """Slips of wording in a table, those of one rule together."""
    phrases = source.phrases
    slips.sort(key=lambda finding: (finding.rule, finding.kind))
    rows, notes = list[tuple[str, ...]](), list[str]()
    for (rule, _), same_slips in groupby(slips, key=lambda finding: (finding.rule, finding.kind)):
        findings = list(same_slips)
        room = max(1, min(len(findings), _MOST_SLIPS - len(rows)))
        rows += [_slip_row(source, finding) for finding in findings[:room]]
        notes += _count_rest(source, findings[room:], phrases[f"rule-{rule}"])
    heads = (phrases["audit-where"], phrases["audit-what"], phrases["audit-words"])
    return AuditSection(
        phrases["checks-wording"], phrases["explained-wording"], table=AuditTable(heads, tuple(rows)), notes=tuple(notes)
    )


def _slip_row(source: AuditedStatement, finding: Finding) -> tuple[str, str, str]:
    words = finding.printed_value if isinstance(finding.printed_value, str) else ""
    passage = cut_around(source.explainer.passage(finding), words)
    return _write_where(source, finding), source.explainer.sentence(finding), passage


def describe_remarks(source: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what no rule is sure of."""
    remarks = [remark for remark in source.draft.remarks if remark.finding.rule not in _OF_PAGES]
    if not remarks:
        return
    phrases = source.phrases
    rows = [_remark_row(source, remark) for remark in remarks[:_MOST_REMARKS]]
    heads = (phrases["audit-where"], phrases["audit-what"], phrases["audit-words"])
    rest = len(remarks) - len(rows)
    notes = (phrases.say("audit-more", count=rest),) if rest else ()
    yield AuditSection(phrases["audit-remarks"], phrases["audit-remarks-lead"], table=AuditTable(heads, tuple(rows)), notes=notes)


def _remark_row(source: AuditedStatement, remark: DraftRemark) -> tuple[str, str, str]:
    """Where, what to look at, and the words: those of the passage, or those that a figure was read from."""
    finding, places = remark.finding, source.places
    spot = places.find_passage_spot(remark.place, remark.passage) or places.find_spot(finding)
    words = finding.printed_value if isinstance(finding.printed_value, str) else ""
    mentions = (mention for mention in source.recognition.mentions if mention.concept == finding.concept)
    passage = remark.passage or next((each.evidence for each in mentions if each.place == remark.place), "")
    is_figure = finding.concept in source.statement.figures
    sentence = _capitalise(remark.sentence(source.phrases.lang))
    if is_figure:
        sentence = source.phrases.say("audit-subject", name=source.explainer.namer.name(finding.concept), rule=sentence)
    return source.write_place(remark.place, spot), sentence, cut_around(passage, words)


def _capitalise(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
