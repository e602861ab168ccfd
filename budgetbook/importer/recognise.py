"""A document in; everything that it says out: mentions, tables, places, and what it says of itself (year, body, unit)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.importer.choose import Chooser
from budgetbook.importer.codes import code_list, coded
from budgetbook.importer.document import Document, Paragraph, Table
from budgetbook.importer.headings import Outline, Place
from budgetbook.importer.lexer import Lexer
from budgetbook.importer.match import Names, narrow, plain
from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences import mentions as mentions_of
from budgetbook.importer.speech import Grammar
from budgetbook.importer.subject import NOTHING, Before, Subject
from budgetbook.importer.tables import Reader, TableReading
from budgetbook.importer.vocabulary import MONEY, Vocabulary
from budgetbook.money import Amount

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")


@dataclass(frozen=True)
class Recognised:
    """One document, understood as far as the vocabulary goes."""

    document: Document
    fiscal_year: int
    phase: str
    body: str
    title: str
    mentions: tuple[Mention, ...]
    tables: tuple[TableReading, ...]
    places: dict[str, Place]


def recognise(document: Document, vocabulary: Vocabulary) -> Recognised:
    """Read every paragraph and table. Raises NoYear where the document does not say which year it is about."""
    names = Names(vocabulary)
    year, body = fiscal_year(document), body_of(document, vocabulary)
    lexer = Lexer(vocabulary, names)
    title = next((b.text for b in document.blocks if isinstance(b, Paragraph)), document.name)
    phase = "final-accounts" if any(word in title for word in vocabulary.words.final_accounts) else "budget"
    executed = phase == "final-accounts"
    chooser = Chooser(vocabulary, names, body, executed or _own_totals(document, vocabulary))
    grammar = Grammar(vocabulary, lexer, chooser, year, executed)
    reader = Reader(vocabulary, names, year, body, executed)
    outline = Outline(vocabulary, names, body)
    mentions: list[Mention] = []
    tables: list[TableReading] = []
    before, place = Before(), ""
    for block, context in outline.contexts(document):
        if isinstance(block, Table):
            table = reader.read(block, context.place)
            again = bool(table.id) and table.id in {t.id for t in tables}
            tables.append(table)
            mentions += map(_doubted, table.mentions) if again else table.mentions
        else:
            said, whole = mentions_of(grammar, block, context, before if place == context.place else Before())
            before, place = Before(_spoken_of(said), whole), context.place
            mentions += said
    codes = code_list(tables, vocabulary)
    mentions = _settled([coded(mention, codes, vocabulary.economic_classes) for mention in mentions], vocabulary)
    return Recognised(document, year, phase, body, title, tuple(mentions), tuple(tables), outline.places)


def _settled(mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Shares of a total with carry-over are shares of the year's own total too, where the document prints both alike."""
    amounts: dict[str, set[Decimal]] = defaultdict(set)
    for m in mentions:
        if m.status == "placed" and m.role == "amount" and m.unit in MONEY and not m.code and (not m.table or m.sums):
            amounts[m.concept].add(Amount(m.value, m.unit).base())
            amounts[m.twin].add(Amount(m.value, m.unit).base())

    def alike(m: Mention) -> bool:
        if m.role != "share" or m.status != "doubtful" or len(m.others) != 1:
            return False
        return amounts[vocabulary.concepts[m.concept].share_of or ""] == amounts[m.others[0]]

    return [replace(m, status="placed", others=()) if alike(m) else m for m in mentions]


def _spoken_of(mentions: Sequence[Mention]) -> Subject:
    """What a paragraph is about: the subject of its first amount, where that is sure."""
    first = next((m for m in mentions if m.digits and m.kind == "figure" and m.role == "amount"), None)
    if first is None or first.status != "placed" or first.project:
        return NOTHING
    return Subject(first.concept, first.names, evidence="", twin=first.twin)


def _doubted(mention: Mention) -> Mention:
    """A number of a second table with the same title: it may be another unit's."""
    return replace(mention, status="doubtful") if mention.status == "placed" else mention


def _own_totals(document: Document, vocabulary: Vocabulary) -> bool:
    """Whether the document tells the year's own totals from those with what is carried over."""
    texts = (
        t for b in document.blocks for t in ([b.text] if isinstance(b, Paragraph) else (c.text for r in b.rows for c in r if c))
    )
    return any(word in plain(text).text for text in texts for word in vocabulary.words.own_rows)


class NoYear(Exception):
    """The document names no year at all."""


def fiscal_year(document: Document) -> int:
    """The year in the title; where that has none, the year that the document names most often."""
    texts = [narrow(t) for block in document.blocks for t in ([block.text] if isinstance(block, Paragraph) else block.caption)]
    for text in texts[:6]:
        if found := _YEAR.search(text):
            return int(found[1])
    years = Counter(year for text in texts for year in _YEAR.findall(text))
    if not years:
        raise NoYear(document.name)
    return int(years.most_common(1)[0][0])


def body_of(document: Document, vocabulary: Vocabulary) -> str:
    """The body's name, as the first of the patterns finds it that finds one."""
    lines = [t for block in document.blocks for t in ([block.text] if isinstance(block, Paragraph) else block.caption)]
    for pattern in vocabulary.words.body:
        for line in lines:
            if match := re.search(pattern, line):
                return match[1].strip()
    return ""
