"""Tells what a bare 结余 or 结转结余 means in final accounts: behind the year's expenditure, what is left at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.vocabulary import Vocabulary

_AGES = ("上年", "年初", "期初", "历年", "以前年度", "去年", "往年")


def tell_left_money(subject: Subject, totals: Mapping[str, tuple[Subject, str]], vocabulary: Vocabulary) -> Subject:
    """Money of a bare name as that of the year's end, where the paragraph gave the expenditure of the same fund; else in doubt.

    `totals` are the totals of both sides as far as the paragraph gave them.
    """
    expenditure = vocabulary.config.totals[1]
    year_start, year_end = vocabulary.config.carried
    by_fund = vocabulary.config.by_fund.values()
    ends = {year_start: (year_end, expenditure)} | {
        limits[year_start]: (limits[year_end], limits[expenditure])
        for limits in by_fund
        if {year_start, year_end, expenditure} <= {*limits}
    }
    if subject.concept not in ends or any(age in subject.evidence for age in _AGES):
        return subject
    end, whole = ends[subject.concept]
    spent_concept = totals[expenditure][0].concept if expenditure in totals else ""
    if spent_concept not in (whole, vocabulary.grand_totals.get(whole)):
        return replace(subject, sure=False)
    return replace(subject, concept=end, sure=True, others=())
