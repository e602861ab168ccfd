"""What sentences say of single items of a classification, as entries below the table that has the item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from budgetbook.importer.draft.entries import DraftEntry, make_entry
from budgetbook.importer.draft.own_comparison import OwnComparison
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary

_LINE_TABLES = (
    "general-public-by-function",
    "expenditure-by-function",
    "government-funds-by-function",
    "state-capital-by-function",
    "basic-by-economic-nature",
)
"""Tables whose rows sentences speak of, in the order in which they are searched."""
_LINES = ("expenditure", "basic-expenditure")
"""What a row is a line of: expenditure by function, basic expenditure by economic nature."""
TableCodes = Mapping[str, Collection[str]]
"""Standard table -> the codes of its rows."""


def make_line_entries(
    recognition: Recognition, vocabulary: Vocabulary, table_codes: TableCodes, unit: str, comparison: OwnComparison
) -> dict[str, dict[str, DraftEntry]]:
    """Table -> code -> what the text says of that row, below the first table of the same money that has the code."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in recognition.mentions:
        if mention.item_path and mention.code and not mention.table and _speaks_of_line(mention, vocabulary):
            groups[mention.code, mention.fund].append(mention)
    lines: dict[str, dict[str, DraftEntry]] = defaultdict(dict)
    for (code, _), mentions in groups.items():
        home = find_home_table(mentions[0], table_codes, vocabulary)
        if home and code not in lines[home]:
            lines[home][code] = make_entry(mentions, vocabulary, unit, comparison)
    return {home: entries for home, entries in lines.items() if entries}


def find_home_table(mention: Mention, table_codes: TableCodes, vocabulary: Vocabulary) -> str:
    """The table with the row that a sentence is about; "" if none has it or the fund is another."""
    if mention.concept not in _LINES:  # a part of an item, for which a row has no place in the text's own words
        return ""
    kind = "economic" if mention.concept == "basic-expenditure" else "functional"
    homes = [
        table
        for table, codes in table_codes.items()
        if table in _LINE_TABLES
        and vocabulary.tables[table].by == kind
        and mention.fund in ("all", vocabulary.tables[table].fund)
        and mention.code in codes
    ]
    return min(homes, key=_LINE_TABLES.index, default="")


def _speaks_of_line(mention: Mention, vocabulary: Vocabulary) -> bool:
    """True if a mention belongs in a line's entry: it is sure, of all the line's money, and a number of it has a unit."""
    is_economic = mention.code in vocabulary.classifications["economic"]
    if mention.concept != _LINES[is_economic]:
        return False
    return mention.says_something and mention.status == "placed" and bool(mention.unit or not mention.digits)
