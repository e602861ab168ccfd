"""Rules on the numbers of the passages that a statement quotes: what one sentence says of them goes together.

Of what a figure holds, the rules on figures judge; these judge the sentence by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages import named_counts, shares, unused_accounts
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.rules.quoted_budgets import compare_quoted_budgets
from budgetbook.arithmetic.rules.quoted_statement import QuotedStatement, QuoteRule
from budgetbook.content.units import PERCENT


def shares_in_a_sentence(source: QuotedStatement) -> Iterator[Finding]:
    """In a sentence on structure, each share is the part in the whole, and all of them are 100 %.

    One that is wrong leaves nothing to say of them all.
    """
    for name, quote in source.quotes.items():
        for structure in shares.find_structures(quote.text):
            for number, each in enumerate(structure, 1):
                yield _compare_share(source, name, each.share, each.true_share, "sentence", number, each.is_right)
            if all(each.is_right for each in structure):
                total = Amount(sum((each.share.value for each in structure), Decimal(0)), PERCENT)
                is_right = shares.is_hundred(structure)
                yield _compare_share(source, name, total, Amount(Decimal(100), PERCENT), "hundred", None, is_right)


def parts_in_a_sentence(source: QuotedStatement) -> Iterator[Finding]:
    """What a sentence lists of a whole is no more than the whole."""
    for name, quote in source.quotes.items():
        for number, each in enumerate(shares.find_listed_parts(quote.text), 1):
            yield Finding(
                source.tables.statement,
                name,
                "sum",
                "amount",
                "holds" if each.is_right else "fails",
                each.whole,
                each.total,
                each.whole.value - each.total.value,
                kind="sentence",
                number=number,
            )


def _compare_share(
    source: QuotedStatement, name: str, printed_share: Amount, true_share: Amount, kind: Kind, number: int | None, right: bool
) -> Finding:
    return Finding(
        source.tables.statement,
        name,
        "share",
        "amount",
        "holds" if right else "fails",
        printed_share,
        true_share,
        printed_share.value - true_share.value,
        kind=kind,
        number=number,
    )


def counted_and_named(source: QuotedStatement) -> Iterator[Finding]:
    """Where a sentence counts things and names them, it names as many."""
    for name, quote in source.quotes.items():
        for number, count in enumerate(named_counts.find_named_counts(quote.text, source.words.counted), 1):
            printed_count, name_count = (
                Amount(Decimal(each), read_unit("个")) for each in (count.printed_count, count.name_count)
            )
            yield Finding(
                source.tables.statement,
                name,
                "count",
                "amount",
                "holds" if count.is_right else "fails",
                printed_count,
                name_count,
                printed_count.value - name_count.value,
                kind="named",
                number=number,
            )


def budgets_in_a_sentence(source: QuotedStatement) -> Iterator[Finding]:
    """The rate of completion and the word that a sentence has for an outcome are those of its two amounts."""
    for name, quote in source.quotes.items():
        yield from compare_quoted_budgets(source.tables.statement, name, quote.text)


def accounts_said_to_be_unused(source: QuotedStatement) -> Iterator[Finding]:
    """An account that the text says the body has no money in has none anywhere in the document."""
    ledger = source.tables.ledger
    for name, quote in source.quotes.items():
        for number, (fund, concepts) in enumerate(unused_accounts.find_unused_accounts(quote.text, source.year), 1):
            amounts = [amount for concept in concepts if (amount := ledger.printed_amount(concept, "amount"))]
            if amounts:
                amount = max(amounts, key=lambda each: each.to_base_unit())
                verdict: Verdict = "fails" if amount.value > 0 else "holds"
                yield Finding(ledger.statement.id, name, "nil-table", "amount", verdict, amount, fund, kind="said", number=number)


RULES: tuple[QuoteRule, ...] = (
    accounts_said_to_be_unused,
    shares_in_a_sentence,
    parts_in_a_sentence,
    counted_and_named,
    budgets_in_a_sentence,
)
