"""A document in; everything that it says out: mentions, tables, places, and what it says of itself (year, body, unit)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.importer.classification_codes import code_list, coded
from budgetbook.importer.identity import body_of, fiscal_year, phase_of, title_of
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import Names, plain
from budgetbook.importer.outline import Outline, Place
from budgetbook.importer.readers.document import Document, Paragraph, Table
from budgetbook.importer.sentences.lexicon import Lexer
from budgetbook.importer.sentences.paragraph_state import Grammar
from budgetbook.importer.sentences.reader import mentions as mentions_of
from budgetbook.importer.sentences.subject import Before
from budgetbook.importer.sentences.subject_finder import Chooser
from budgetbook.importer.tables.reader import Reader, TableReading
from budgetbook.importer.vocabulary import MONEY, Vocabulary


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
    title, body = title_of(document, vocabulary), body_of(document, vocabulary)
    year, phase = fiscal_year(document, title), phase_of(title, vocabulary)
    lexer = Lexer(vocabulary, names)
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
            said, before = mentions_of(grammar, block, context, before if place == context.place else Before())
            place = context.place
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


def _doubted(mention: Mention) -> Mention:
    """A number of a second table with the same title: it may be another unit's."""
    return replace(mention, status="doubtful") if mention.status == "placed" else mention


def _own_totals(document: Document, vocabulary: Vocabulary) -> bool:
    """Whether the document tells the year's own totals from those with what is carried over."""
    texts = (
        t for b in document.blocks for t in ([b.text] if isinstance(b, Paragraph) else (c.text for r in b.rows for c in r if c))
    )
    return any(word in plain(text).text for text in texts for word in vocabulary.words.own_rows)
