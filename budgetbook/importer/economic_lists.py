"""Tells by sums what a list of classes by economic nature breaks down: all expenditure, that of one fund, or only some of it.

The words seldom say (按经济分类：工资福利支出…，商品和服务支出…). The classes add up to their whole, and to nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import normalise
from budgetbook.importer.vocabulary import FundLimit, Vocabulary

_FEWEST = 2
"""Classes of a list from which on its sum tells something."""
_FILLERS = "为共计约 "
_LONGEST_EVIDENCE = 6
"""Characters that the importer keeps before a number that is no figure."""
_PROJECTS = "project-expenditure"
_DAILY_COSTS = "operating-expenses"
_WHOLES = ("expenditure", "basic-expenditure", _PROJECTS)
"""What such a list can break down, over all money or of one fund; a grand total counts as the side that it is of."""


def settle_economic_lists(mentions: Sequence[Mention], vocabulary: Vocabulary, year: int) -> list[Mention]:
    """The mentions, with the doubtful classes of each list that adds up placed as parts of what they add up to."""
    settled_mentions = list(mentions)
    amounts = [index for index, mention in enumerate(mentions) if _is_amount(mention, year)]
    for run in _find_runs(mentions, amounts, vocabulary):
        members, whole = _find_whole(mentions, amounts, run, vocabulary)
        concept, fund = _read_whole(whole, vocabulary) if whole else ("", "")
        for index in members if concept else ():
            mention = mentions[index]
            names = mention.item_path if _is_class(mention, vocabulary) else _name_rest(mention, vocabulary)
            if names and mention.status != "placed":
                settled_mentions[index] = settled_mention = replace(
                    mention,
                    concept=concept,
                    item_path=names,
                    code=vocabulary.economic_classes[names[0]],
                    fund=fund or "all",
                    status="placed",
                    kind="figure",
                    year=year,
                    others=(),
                )
                if whole and (share := _find_share(mentions, index, settled_mention, whole)):
                    settled_mentions[share] = replace(
                        settled_mention,
                        **{name: getattr(mentions[share], name) for name in ("digits", "unit", "role", "spot", "evidence")},
                    )
    return settled_mentions


def _find_share(mentions: Sequence[Mention], index: int, part: Mention, whole: Mention) -> int:
    """The index of the doubtful share right behind a class, if it is that of the class in its whole; 0 if there is none."""
    share = mentions[index + 1] if index + 1 < len(mentions) else None
    if share is None or (share.role, share.item_path, share.status) != ("share", mentions[index].item_path, "doubtful"):
        return 0
    half_step = Decimal(5).scaleb(int(share.value.as_tuple().exponent) - 1)
    comes_out = _yuan(whole) and abs(_yuan(part) * 100 / _yuan(whole) - share.value) <= half_step
    return index + 1 if comes_out else 0


def _find_runs(mentions: Sequence[Mention], amounts: Sequence[int], vocabulary: Vocabulary) -> Iterator[list[int]]:
    """Places in `amounts` of successive classes, each named once; some may have been told by words already."""
    run: list[int] = []
    for place, index in enumerate(amounts):
        mention = mentions[index]
        is_class = _is_class(mention, vocabulary) or (bool(run) and _is_daily_cost(mention, vocabulary))
        if not is_class or any(mentions[amounts[p]].code == mention.code for p in run):
            yield from [run] if len(run) >= _FEWEST else []
            run, is_class = [], _is_class(mention, vocabulary)
        run += [place] if is_class else []
    yield from [run] if len(run) >= _FEWEST else []


def _find_whole(
    mentions: Sequence[Mention], amounts: Sequence[int], run: Sequence[int], vocabulary: Vocabulary
) -> tuple[list[int], Mention | None]:
    """The indexes of a list's members, and the last amount before it, or the first behind it, to which they add up.

    The list may end in amounts that no class is named for: 其他支出, 专项支出.
    """
    first, last = run[0], run[-1]
    for surplus in range(3):
        members = [amounts[place] for place in range(first, min(last + 1 + surplus, len(amounts)))]
        if len(members) < len(run) + surplus or any(_is_total(mentions[i], vocabulary) for i in members[len(run) :]):
            break
        total = sum((_yuan(mentions[index]) for index in members), Decimal(0))
        others = [*reversed(amounts[:first]), *amounts[last + 1 + surplus :]]
        wholes = [mentions[i] for i in others if _is_whole(mentions[i], vocabulary) and _yuan(mentions[i]) == total]
        if wholes:
            return members, wholes[0]
    return [], None


def _is_amount(mention: Mention, year: int) -> bool:
    """True for an amount of money of the document's year that its text prints, whether it was understood or not."""
    is_money = bool(mention.digits) and mention.unit in MONEY and mention.kind in ("figure", "other") and not mention.table
    return is_money and mention.role == "amount" and mention.year in (0, year)


def _is_class(mention: Mention, vocabulary: Vocabulary) -> bool:
    return len(mention.item_path) == 1 and mention.item_path[0] in vocabulary.economic_classes


def _is_daily_cost(mention: Mention, vocabulary: Vocabulary) -> bool:
    """True for what is called 公用支出 in the place of a class: 工资福利支出…、日常公用支出…、对个人和家庭的补助…."""
    limits = vocabulary.config.by_fund.values()
    return not mention.item_path and mention.concept in {_DAILY_COSTS, *(limit.get(_DAILY_COSTS) for limit in limits)}


def _is_whole(mention: Mention, vocabulary: Vocabulary) -> bool:
    is_own = mention.status == "placed" and not (mention.item_path or mention.code or mention.project)
    return is_own and bool(_read_whole(mention, vocabulary)[0])


def _is_total(mention: Mention, vocabulary: Vocabulary) -> bool:
    """True for a whole that is no part of another, as projects are beside the classes of what is spent from day to day."""
    return _is_whole(mention, vocabulary) and mention.concept != _PROJECTS


def _read_whole(mention: Mention, vocabulary: Vocabulary) -> tuple[str, FundLimit]:
    """What a total is without its fund, and the fund; "" if no list of classes breaks it down."""
    for concept in (mention.concept, mention.twin):
        plain, fund = concept, vocabulary.fund_of.get(concept, "")
        limits = vocabulary.config.by_fund.get(fund, {}) if fund else {}
        plain = next((wide for wide, own in limits.items() if own == concept), concept)
        plain = vocabulary.side_of(plain) or plain
        if plain in _WHOLES:
            return plain, fund
    return "", ""


def _name_rest(mention: Mention, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The class that an amount of a list is called by, though its name stands for nothing by itself or was read as part of a use.

    Where the evidence begins within the name, its end must be that of one class alone.
    """
    words = normalise(mention.evidence).text.partition(mention.digits)[0].rstrip(_FILLERS)
    classes = vocabulary.economic_classes
    is_cut = mention.kind == "other" and len(words) >= _LONGEST_EVIDENCE
    names = [n for n in classes if words.endswith(n)] or [n for n in classes if is_cut and n.endswith(words)]
    return (names[0],) if len({classes[n] for n in names}) == 1 else ()


def _yuan(mention: Mention) -> Decimal:
    return Amount(mention.value, read_unit(mention.unit)).to_base_unit()
