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
from budgetbook.audit.report import AuditItem, AuditSection, AuditTable, Fact
from budgetbook.content.figure import Basis
from budgetbook.importer.draft.remarks import DraftRemark
from budgetbook.text.calculation import write_calculation

_MOST: dict[Severity, int] = {"contradiction": 5, "arithmetic": 6, "last-digit": 3}
"""Findings of a kind that are told in full; how many more there are is said below."""
_MOST_SLIPS, _MOST_REMARKS, _MOST_SPOTS = 6, 5, 6
_MOST_TERMS = 6
"""Terms of a sum that are named one by one."""
_ABOUT_THE_WHOLE = ("years", "basis")
"""Rules that may judge the whole document: their finding then hangs on its first figure."""
_OF_PAGES = ("page", "text-cut-off")
"""Remarks on what was not read, which has a section of its own."""


def describe_failures(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what does not add up, the weightiest first, then that of slips of wording."""
    by_severity: dict[Severity | None, list[Finding]] = {severity: [] for severity in reversed(SEVERITIES)}
    for finding in audited.find_failures():
        by_severity[rate_severity(finding)].append(finding)
    slips = by_severity.pop("wording")
    items, closing = list[AuditItem](), list[str]()
    for severity, most in _MOST.items():
        findings = by_severity[severity]
        items += [_describe_finding(audited, finding, severity) for finding in findings[:most]]
        closing += _count_rest(audited, findings[most:], audited.phrases[f"audit-severity-{severity}"])
    if items:
        yield AuditSection(audited.phrases["checks-fails"], items=tuple(items), closing=tuple(closing))
    if slips:
        yield _describe_slips(audited, slips)


def _count_rest(audited: AuditedStatement, findings: Sequence[Finding], kind: str) -> Iterator[str]:
    """Yield a sentence on the findings that are not told in full, with their first places."""
    if findings:
        places = write_spots((audited.places.find_spot(each) for each in findings), audited.phrases, _MOST_SPOTS)
        yield audited.phrases.say("audit-more-of-kind", count=len(findings), kind=kind, places=places)


def _describe_finding(audited: AuditedStatement, finding: Finding, severity: Severity) -> AuditItem:
    explainer, phrases = audited.explainer, audited.phrases
    rule = phrases[f"rule-{finding.rule}"]
    about_the_whole = finding.rule in _ABOUT_THE_WHOLE and finding.number is None
    subject = rule if about_the_whole else phrases.say("audit-subject", name=explainer.finding_name(finding), rule=rule)
    return AuditItem(
        phrases.say("audit-finding-head", subject=subject, severity=phrases[f"audit-severity-{severity}"]),
        explainer.sentence(finding),
        tuple(fact for fact in _list_facts(audited, finding) if fact.text),
        cut_end(explainer.passage(finding)),
        explainer.readings(finding),
    )


def _list_facts(audited: AuditedStatement, finding: Finding) -> Iterator[Fact]:
    phrases, explainer = audited.phrases, audited.explainer
    if finding.rule == "basis":
        yield from _list_bases(audited)
    else:
        yield Fact(phrases["audit-where"], _write_where(audited, finding))
    if isinstance(finding.printed_value, Amount):
        yield Fact(phrases["audit-printed"], _write_amount(explainer.as_printed(finding)))
    yield Fact(phrases["audit-terms"], _name_terms(audited, finding))
    yield Fact(phrases["audit-working"], write_calculation(finding))
    yield Fact(phrases["audit-difference"], _write_amount(explainer.difference(finding)))


def _write_amount(value: Amount | str | None) -> str:
    return amount_format.format_as_printed(value) if isinstance(value, Amount) else ""


def _write_where(audited: AuditedStatement, finding: Finding) -> str:
    """The place of the number; of one that is printed again otherwise, both places."""
    part, spot = audited.places.find_part(finding), audited.places.find_spot(finding)
    if finding.kind != "again":
        return audited.write_place(part, spot)
    number = replace(finding, kind="", number=None)
    first_place = audited.write_place(audited.places.find_part(number), audited.places.find_spot(number))
    second_place = audited.write_place(part, _find_spot_of_value(audited, part, finding.computed_value) or spot)
    return audited.phrases.say("audit-two-places", first=first_place, second=second_place)


def _find_spot_of_value(audited: AuditedStatement, part: str, value: Amount | str | None) -> str:
    """Where a part of the document prints an amount; "" if it does not."""
    mentions = (mention for mention in audited.recognition.mentions if mention.status == "placed" and mention.digits)
    return next(
        (
            str(mention.spot)
            for mention in mentions
            if isinstance(value, Amount) and mention.place == part and (mention.value, mention.unit) == (value.value, value.unit)
        ),
        "",
    )


def _name_terms(audited: AuditedStatement, finding: Finding) -> str:
    """The terms of a short sum by name, with their amounts as printed."""
    names = {term.concept for term in finding.terms}
    if finding.rule != "sum" or not 1 < len(finding.terms) <= _MOST_TERMS or len(names) < len(finding.terms):
        return ""
    explainer = audited.explainer
    parts = (
        f"{explainer.name_in_sentence(term.concept)} {amount_format.group_digits(term.amount.value)}" for term in finding.terms
    )
    return ("；" if audited.phrases.lang == "zh" else "; ").join(parts)


def _list_bases(audited: AuditedStatement) -> Iterator[Fact]:
    """Yield where the document compares with which figure of the year before."""
    spots_by_basis: dict[Basis, list[str]] = {}
    for mention in audited.recognition.mentions:
        if mention.status == "placed" and mention.basis and mention.basis != "unstated" and mention.role != "completion":
            spots_by_basis.setdefault(mention.basis, []).append(str(mention.spot))
    for basis, spots in spots_by_basis.items():
        name = audited.phrases.say("audit-counted", name=audited.phrases[f"basis-{basis}"], count=len(set(spots)))
        yield Fact(name, write_spots(spots, audited.phrases, _MOST_SPOTS))


def _describe_slips(audited: AuditedStatement, slips: list[Finding]) -> AuditSection:
    """Slips of wording in a table, those of one rule together."""
    phrases = audited.phrases
    slips.sort(key=lambda finding: (finding.rule, finding.kind))
    rows, closing = list[tuple[str, ...]](), list[str]()
    for (rule, _), same_slips in groupby(slips, key=lambda finding: (finding.rule, finding.kind)):
        findings = list(same_slips)
        room = max(1, min(len(findings), _MOST_SLIPS - len(rows)))
        rows += [_slip_row(audited, finding) for finding in findings[:room]]
        closing += _count_rest(audited, findings[room:], phrases[f"rule-{rule}"])
    heads = (phrases["audit-where"], phrases["audit-what"], phrases["audit-words"])
    return AuditSection(
        phrases["checks-wording"], phrases["explained-wording"], table=AuditTable(heads, tuple(rows)), closing=tuple(closing)
    )


def _slip_row(audited: AuditedStatement, finding: Finding) -> tuple[str, str, str]:
    words = finding.printed_value if isinstance(finding.printed_value, str) else ""
    passage = cut_around(audited.explainer.passage(finding), words)
    return _write_where(audited, finding), audited.explainer.sentence(finding), passage


def describe_remarks(audited: AuditedStatement) -> Iterator[AuditSection]:
    """Yield the section of what no rule is sure of."""
    remarks = [remark for remark in audited.draft.remarks if remark.finding.rule not in _OF_PAGES]
    if not remarks:
        return
    phrases = audited.phrases
    rows = [_remark_row(audited, remark) for remark in remarks[:_MOST_REMARKS]]
    heads = (phrases["audit-where"], phrases["audit-what"], phrases["audit-words"])
    rest = len(remarks) - len(rows)
    closing = (phrases.say("audit-more", count=rest),) if rest else ()
    yield AuditSection(
        phrases["audit-remarks"], phrases["audit-remarks-lead"], table=AuditTable(heads, tuple(rows)), closing=closing
    )


def _remark_row(audited: AuditedStatement, remark: DraftRemark) -> tuple[str, str, str]:
    """Where, what to look at, and the words: those of the passage, or those that a figure was read from."""
    finding, places = remark.finding, audited.places
    spot = places.find_passage_spot(remark.place, remark.passage) or places.find_spot(finding)
    words = finding.printed_value if isinstance(finding.printed_value, str) else ""
    mentions = (mention for mention in audited.recognition.mentions if mention.concept == finding.concept)
    passage = remark.passage or next((each.evidence for each in mentions if each.place == remark.place), "")
    is_figure = finding.concept in audited.statement.figures
    sentence = _capitalise(remark.sentence(audited.phrases.lang))
    if is_figure:
        sentence = audited.phrases.say("audit-subject", name=audited.explainer.name(finding.concept), rule=sentence)
    return audited.write_place(remark.place, spot), sentence, cut_around(passage, words)


def _capitalise(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
