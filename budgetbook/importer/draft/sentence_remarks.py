"""Remarks on what a sentence tells of an amount, its change and its share, where no entry of the draft has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.breakdowns import find_unlike_breakdowns
from budgetbook.arithmetic.passages.completion_rates import find_wrong_rates
from budgetbook.arithmetic.passages.lonely_shares import Wholes, read_shares
from budgetbook.arithmetic.passages.sentence_changes import find_rises_from_below_zero, find_wrong_percents, read_amounts
from budgetbook.arithmetic.passages.slip import PassageSlip, narrow_digits
from budgetbook.importer.draft.entries import DraftEntry
from budgetbook.importer.draft.passages import Passage
from budgetbook.importer.draft.remarks import DraftRemark, create_remark, say_amount
from budgetbook.importer.draft.statement_draft import StatementDraft

JudgedChange = tuple[str, str]
"""The digits of a change and of its percentage, if it has one."""
_FEWEST_SHARES = 3
"""Shares of which no more than one may be of nothing."""
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def remark_on_sentences(passages: Sequence[Passage], draft: StatementDraft) -> Iterator[DraftRemark]:
    """Yield each change that does not go with the amount before it, but for those that entries of the draft have."""
    judged_rates = {_plain(entry.fields["completion"]) for entry in _list_entries(draft) if "completion" in entry.fields}
    judged_changes = _find_judged_changes(
        [*draft.figures.values(), *(e for table in draft.lines.values() for e in table.values())]
    )
    all_amounts = [read_amounts(passage.text) for passage in passages]
    for index, passage in enumerate(passages):
        text, place = passage.text, passage.place
        near_amounts = [amount for amounts in all_amounts[max(0, index - 1) : index + 2] for amount in amounts]
        for slip in find_wrong_percents(text, near_amounts):
            if not _is_judged(slip, judged_changes):
                yield create_remark("percent-of-change", place, slip.words, slip.right_words, place=place, passage=text)
        for slip in find_wrong_rates(text, near_amounts):
            if _plain(_NUMBER.findall(narrow_digits(slip.words))[-1]) not in judged_rates and not _is_quoted(slip, draft):
                yield create_remark("percent-of-change", place, slip.words, slip.right_words, place=place, passage=text)
        for slip in find_rises_from_below_zero(text):
            if not _is_judged(slip, judged_changes):
                yield create_remark("change-above-amount", place, slip.words, slip.right_words, place=place, passage=text)


def remark_on_breakdowns(passages: Sequence[Passage]) -> Iterator[DraftRemark]:
    """Yield each breakdown of a whole that does not make it up, as another one does."""
    for index, each in find_unlike_breakdowns([passage.text for passage in passages]):
        passage = passages[index]
        yield create_remark(
            "sum-of-list",
            passage.place,
            say_amount(each.whole),
            say_amount(each.total),
            place=passage.place,
            passage=passage.text,
        )


def remark_on_shares(
    passages: Sequence[Passage], quotes: Iterable[str], table_amounts: Iterable[Amount]
) -> Iterator[DraftRemark]:
    """Yield each share of an amount that is one of nothing in the document, where no figure and no quote is judged by it.

    Where many are, the wholes stand in what was not read.
    """
    wholes = Wholes.collect([*table_amounts, *(amount for passage in passages for amount in read_amounts(passage.text))])
    shares = [(passage, slip) for passage in passages for slip in read_shares(passage.text, wholes)]
    lonely_shares = [(passage, slip) for passage, slip in shares if not slip.is_right]
    if len(lonely_shares) * _FEWEST_SHARES > len(shares):
        return
    quoted_text = "\n".join(quotes)
    for passage, slip in lonely_shares:
        share = Decimal(_NUMBER.findall(narrow_digits(slip.words))[-1])
        if share not in passage.shares and slip.words not in quoted_text:
            yield create_remark("share-of-none", passage.place, slip.words, place=passage.place, passage=passage.text)


def _list_entries(draft: StatementDraft) -> list[DraftEntry]:
    """The entries of figures and of lines."""
    return [*draft.figures.values(), *(entry for table in draft.lines.values() for entry in table.values())]


def _is_quoted(slip: PassageSlip, draft: StatementDraft) -> bool:
    """True if the draft quotes the passage, so that a rule says already what is amiss."""
    return any(slip.words in entry.fields["text"] for entry in draft.quotes.values())


def _find_judged_changes(entries: Iterable[DraftEntry]) -> set[JudgedChange]:
    """The changes of entries that have an amount, so that rules judge them."""
    all_fields = [entry.fields for entry in entries if "amount" in entry.fields]
    changes = [fields["printed"] for fields in all_fields if "change" in fields.get("printed", {})]
    return {(_plain(change["change"]), _plain(change.get("percent", ""))) for change in changes}


def _is_judged(slip: PassageSlip, judged_changes: set[JudgedChange]) -> bool:
    """True if an entry has the change that a slip is about, with its percentage."""
    change, percent = ([_plain(each) for each in _NUMBER.findall(narrow_digits(slip.words))] + [""])[:2]
    return (change, percent) in judged_changes


def _plain(digits: str) -> str:
    return f"{Decimal(digits.replace(',', '')).normalize():f}" if digits else ""
