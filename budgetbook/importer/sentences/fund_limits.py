"""Limits a figure to the money of a fund, where the words before its name, the whole or the heading name one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.name_context import begins
from budgetbook.importer.sentences.subject import HeadingContext, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import FundLimit, Vocabulary

_FUND_WORDS = ("当年", "拨款", "财政拨款", "资金")
"""Words that a fund's name may end in."""
_ALL_WORDS = ("共", "共计", "总计", "合计", "累计", "全部")
"""Words that a bare 收入 or 支出 is all of."""


def find_adjoining_fund(vocabulary: Vocabulary, tokens: Sequence[Token], index: int) -> FundLimit:
    """The fund whose name ends right where another name begins: 财政拨款|基本支出, 一般公共预算|当年拨款|支出."""
    index = _skip_fund_words(tokens, index)
    previous = tokens[index - 1] if index else None
    funds = [vocabulary.fund_of.get(c) for c in previous.concepts] if previous and previous.kind == "name" else []
    return next((fund for fund in funds if fund), "")


def limit_subject_to_fund(
    data: Vocabulary,
    subject: Subject,
    tokens: Sequence[Token],
    index: int,
    whole: str,
    context: HeadingContext,
    *,
    has_owner: bool,
) -> Subject:
    """Limit a subject to the fund that the words right before it, the whole or the heading give.

    It is empty or doubtful where they contradict it, or leave open whose it is; `has_owner` tells that the body's name says so.
    """
    concept, weak = subject.concept, subject.concept in data.config.weak_names
    limit = find_adjoining_fund(data, tokens, index) or ("" if weak else data.fund_of.get(whole) or context.fund)
    later_names = [t for t in tokens[index + 1 :] if t.kind == "name" and not data.concepts[concept].memorandum]
    # 上年结转的一般公共预算收入
    if funds := {data.fund_of[c] for t in later_names for c in t.concepts if c in data.weak_funds}:
        fund_concept = data.limit_to_fund(concept, next(iter(funds))) if len(funds) == 1 else ""
        return replace(subject, concept=fund_concept or concept, sure=bool(fund_concept))
    if weak and whole and data.side_of(whole) == "expenditure":  # 支出……其中：一般公共预算
        return replace(subject, concept=data.limit_to_fund("expenditure", data.fund_of[concept]))
    in_whole = bool(whole) and not (data.side_of(whole) or data.sides.get(whole))
    if weak and in_whole and data.concepts[whole].memorandum:  # “三公”经费（其中一般公共预算……）: some of the fund
        return replace(subject, sure=False)
    matches_heading = context.heading in ("", concept)
    bare = (
        is_bare(data, tokens[index])
        and not (has_owner or _has_owner(tokens, index))
        and not (matches_heading and begins(tokens, index))
    )
    if limit and (fund_concept := data.limit_to_fund(concept, limit)):
        return Subject() if bare and _follows_other_words(tokens, index) else replace(subject, concept=fund_concept)
    if concept in (*data.config.totals, *data.grand_totals.values()) and (in_whole or bare):
        return Subject()
    is_carry_over = concept in data.config.carried and bool(limit)
    fits_targets = not context.in_targets or concept in data.config.target_concepts
    in_doubt = is_carry_over or not fits_targets or (bool(whole) and _is_foreign(data, concept, whole))
    return replace(subject, sure=False) if in_doubt else subject


def _is_foreign(data: Vocabulary, concept: str, whole: str) -> bool:
    """True for what is no part of a whole: what the whole is some of, or a view of money that nobody counts in it."""
    if data.belongs_to(whole, concept):  # 公务用车保有量9辆，其中：公务用车4辆: a kind of car
        return True
    is_view = data.concepts[concept].memorandum and not data.side_of(whole)
    may_be_part = concept in data.concepts[whole].may_include
    return is_view and not (data.fund_of.get(whole) or data.belongs_to(concept, whole) or may_be_part)


def is_bare(data: Vocabulary, token: Token) -> bool:
    """True for a name that says no more than the side: 收入, 支出."""
    return normalise(token.text).text in data.config.bare


def _follows_other_words(tokens: Sequence[Token], index: int) -> bool:
    """True if words other than a fund's name stand before a bare name in its clause: 共计支出."""
    index = _skip_fund_words(tokens, index)
    return bool(index) and tokens[index - 1].kind not in ("mark", "name")


def _has_owner(tokens: Sequence[Token], index: int) -> bool:
    """True if a bare 收入 or 支出 is called the year's or the entity's, be it as all of it: 2024年共支出."""
    while index and tokens[index - 1].kind == "filler" and tokens[index - 1].text in _ALL_WORDS:
        index -= 1
    previous = tokens[index - 1] if index else None
    return previous is not None and (previous.kind == "this-year" or (previous.kind == "lead" and len(previous.text) > 1))


def _skip_fund_words(tokens: Sequence[Token], index: int) -> int:
    """The index without the words before it that the name of a fund may end in."""
    while index and tokens[index - 1].kind == "filler" and tokens[index - 1].text in _FUND_WORDS:
        index -= 1
    return index
