"""Recognises what a document says: its mentions, tables, places, year, phase and entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.body_name import BodyName, find_body_name, find_own_level
from budgetbook.importer.carried_lists import doubt_carried_lists
from budgetbook.importer.classification_codes import assign_code, build_code_list
from budgetbook.importer.contents_list import find_missing_tables
from budgetbook.importer.document_phase import Phase, find_phase, is_told_later
from budgetbook.importer.document_title import find_title
from budgetbook.importer.economic_lists import settle_economic_lists
from budgetbook.importer.entity_names import EntityNames
from budgetbook.importer.fiscal_year import find_fiscal_year
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.outcomes import doubt_outcomes
from budgetbook.importer.outline import Outline, OutlineNode
from budgetbook.importer.project_papers import find_papers, settle_mentions
from budgetbook.importer.readers.document import Document, DocumentTable, Paragraph, SourceLocation
from budgetbook.importer.rival_revenue import doubt_rival_revenue
from budgetbook.importer.sentences.lexicon import Lexicon
from budgetbook.importer.sentences.paragraph_state import DocumentContext
from budgetbook.importer.sentences.project_lists import continues_projects
from budgetbook.importer.sentences.reader import read_paragraph
from budgetbook.importer.sentences.subject import PreviousParagraph
from budgetbook.importer.sentences.subject_finder import SubjectFinder
from budgetbook.importer.tables.empty_tables import lines_below
from budgetbook.importer.tables.missing_units import settle_unit
from budgetbook.importer.tables.reader import RecognisedTable, TableReader
from budgetbook.importer.unit_sections import doubt_sections_of_units
from budgetbook.importer.unlike_amounts import doubt_some_people, doubt_unlike_amounts
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True)
class Recognition:
    """One document, understood as far as the vocabulary goes."""

    document: Document
    fiscal_year: int
    phase: Phase
    body_name: BodyName
    entity_kind: str
    """The concept of the kind of body that its name ends like (`public-institution`); "" if the name does not tell."""
    title: str
    mentions: tuple[Mention, ...]
    tables: tuple[RecognisedTable, ...]
    places: dict[str, OutlineNode]
    missing_tables: tuple[str, ...] = ()
    """Standard tables that the contents name and the document does not have."""

    @property
    def entity_name(self) -> str:
        """The body's name; "" if the document does not name it surely."""
        return self.body_name.text if self.body_name.is_sure else ""

    @property
    def unsure_name(self) -> str:
        """What the document has in place of the body's name: that of a place, or one that many bodies have (交通运输厅)."""
        return "" if self.body_name.is_sure else self.body_name.text

    @cached_property
    def standard_tables(self) -> list[RecognisedTable]:
        """The first table of each standard kind, in the document's order."""
        return list({table.id: table for table in reversed(self.tables) if table.id}.values())[::-1]


_GRAND_TOTAL = re.compile("(?:收入|支出)(?:总计|总预算|预算总计|预算总额)|总收入|总支出")
_CARRIED_PART = re.compile(
    r"(?:(?:上年|年初|年末|(?:19|20)[0-9]{2}年度?)结[转余]|结转下年)[^0-9，,。；;]{0,20}(?!0(?:[.]0+)?[^0-9.])[0-9]"
)
"""Money carried over with its amount; a budget that carries over 0 need not tell its totals apart."""
_OWN_PART = re.compile("^[，,：:]?本年度?(?:收入|支出)")
"""The year's own total, as the first part of a larger one: 总收入…，其中本年收入…."""


def recognise(document: Document, vocabulary: Vocabulary) -> Recognition:
    """Read every paragraph and table. Raises MissingYearError if the document does not say which year it is about."""
    names = ConceptNames(vocabulary)
    title = find_title(document, vocabulary)
    body_name = find_body_name(document, title, vocabulary.config.identity)
    year = find_fiscal_year(document, title)
    phase = find_phase(document, title, year, vocabulary)
    lexicon = Lexicon(vocabulary, names)
    is_final_accounts = phase == "final-accounts"
    own_totals = is_final_accounts or _tells_own_totals(document, vocabulary)
    own_level = find_own_level(title, () if body_name.text else document.texts())
    finder = SubjectFinder(vocabulary, names, body_name.text, own_totals, phase, own_level)
    document_context = DocumentContext(
        vocabulary, lexicon, finder, year, is_final_accounts, is_told_later(document, year, phase, vocabulary)
    )
    reader = TableReader(vocabulary, names, year, body_name.text, is_final_accounts)
    outline = Outline(vocabulary, names, body_name.text, title)
    tables, mentions = _read_blocks(document, outline, reader, document_context)
    tables, mentions = _settle_units(tables, mentions)
    mentions = _settle_codes_and_shares(document, tables, mentions, vocabulary)
    mentions = settle_economic_lists(mentions, vocabulary, year)
    entity_names = EntityNames(vocabulary.config.identity)
    mentions = doubt_sections_of_units(doubt_outcomes(mentions, phase, year), outline.places, entity_names)
    kind = entity_names.find_kind(body_name.text if body_name.is_sure else "")
    missing_tables = tuple(find_missing_tables(document, tables, reader.titles))
    return Recognition(
        document, year, phase, body_name, kind, title, tuple(mentions), tuple(tables), outline.places, missing_tables
    )


def _read_blocks(
    document: Document, outline: Outline, reader: TableReader, document_context: DocumentContext
) -> tuple[list[RecognisedTable], list[Mention]]:
    """Read the blocks from the first to the last, each under its headings and after the paragraph before it."""
    vocabulary, year = document_context.vocabulary, document_context.fiscal_year
    mentions: list[Mention] = []
    tables: list[RecognisedTable] = []
    concepts_by_table: dict[str, set[str]] = defaultdict(set)
    previous, place = PreviousParagraph(), ""
    in_list, earlier_text = False, ""
    papers = find_papers(document.blocks, vocabulary)
    for index, (block, context) in enumerate(outline.assign_contexts(document)):
        if isinstance(block, DocumentTable):
            table = reader.read(block, context.place, tuple(lines_below(document.blocks, index, vocabulary)))
            is_repeat = bool(table.id) and not table.concepts.isdisjoint(concepts_by_table[table.id])
            tables.append(table)
            concepts_by_table[table.id] |= table.concepts
            mentions += map(_make_doubtful, table.mentions) if is_repeat else table.mentions
        else:
            in_list = continues_projects(block.text, earlier_text, is_open=in_list)
            context, earlier_text = replace(context, in_projects=context.in_projects or in_list), block.text
            new_mentions, previous = read_paragraph(
                document_context, block, context, _carry_over(previous, block, is_same=place == context.place)
            )
            place = context.place
            paper = papers.get(index)
            mentions += settle_mentions(new_mentions, paper, vocabulary, year) if paper else new_mentions
    return tables, mentions


def _carry_over(previous: PreviousParagraph, block: Paragraph, *, is_same: bool) -> PreviousParagraph:
    """What the paragraph before leaves to one at the same place, or at another."""
    if is_same:
        return previous
    return PreviousParagraph() if block.heading else previous.leave_to_item()


def _settle_codes_and_shares(
    document: Document, tables: list[RecognisedTable], mentions: list[Mention], vocabulary: Vocabulary
) -> list[Mention]:
    """The mentions with what the whole document tells of them: their codes, whose share a share is, what leaves them doubtful."""
    codes = build_code_list(tables, vocabulary)
    mentions = _settle_shares([assign_code(mention, codes, vocabulary.economic_classes) for mention in mentions], vocabulary)
    words = (*vocabulary.config.some_bodies, *vocabulary.config.one_level)
    mentions = doubt_some_people(mentions, vocabulary.config.some_people)
    mentions = doubt_rival_revenue(doubt_carried_lists(document, _doubt_recognised(document, mentions)), vocabulary)
    return doubt_unlike_amounts(mentions, words)


def _settle_units(tables: list[RecognisedTable], mentions: list[Mention]) -> tuple[list[RecognisedTable], list[Mention]]:
    """Give each table without a unit the one that the text's amounts tell, and its mentions with it."""
    settled_tables = [settle_unit(table, mentions) for table in tables]
    replacements = {
        id(old): new
        for table, settled_table in zip(tables, settled_tables, strict=True)
        for old, new in zip(table.mentions, settled_table.mentions, strict=True)
    }
    return settled_tables, [replacements.get(id(mention), mention) for mention in mentions]


def _settle_shares(mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """Settle doubtful shares of a total with carry-over: if the document prints both totals alike, they are shares of either."""
    amounts: dict[str, set[Decimal]] = defaultdict(set)
    for m in mentions:
        if m.status == "placed" and m.role == "amount" and m.unit in MONEY and not m.code and (not m.table or m.is_own_figure):
            amounts[m.concept].add(Amount(m.value, read_unit(m.unit)).to_base_unit())
            amounts[m.twin].add(Amount(m.value, read_unit(m.unit)).to_base_unit())

    def is_alike(m: Mention) -> bool:
        if m.role != "share" or m.status != "doubtful" or len(m.others) != 1:
            return False
        return amounts[vocabulary.concepts[m.concept].share_of or ""] == amounts[m.others[0]]

    return [replace(m, status="placed", others=()) if is_alike(m) else m for m in mentions]


def _doubt_recognised(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Make doubtful what stands on a page whose words a machine recognised in a picture."""
    pages = {omission.where for omission in document.omissions if omission.kind == "recognised"}
    return [
        _make_doubtful(m) if pages and str(SourceLocation(file=m.spot.file, page=m.spot.page)) in pages else m for m in mentions
    ]


def _make_doubtful(mention: Mention) -> Mention:
    """A placed number of a second table with the same title becomes doubtful: it may be another unit's."""
    return replace(mention, status="doubtful") if mention.status == "placed" else mention


def _tells_own_totals(document: Document, vocabulary: Vocabulary) -> bool:
    """True if the document tells the year's own totals from those with carry-over, in its tables or in a sentence."""
    paragraphs = (block.text for block in document.blocks if isinstance(block, Paragraph))
    if any(_counts_in_carry_over(sentence) for text in paragraphs for sentence in text.split("。")):
        return True
    texts = (
        t for b in document.blocks for t in ([b.text] if isinstance(b, Paragraph) else (c.text for r in b.rows for c in r if c))
    )
    return any(word in normalise(text).text for text in texts for word in vocabulary.config.own_rows)


def _counts_in_carry_over(sentence: str) -> bool:
    """True if a sentence breaks a total down into the year's own and what was carried over: 收入总计…，其中：…上年结转…."""
    lead, _, parts = sentence.partition("其中")
    return bool(_GRAND_TOTAL.search(lead)) and bool(_CARRIED_PART.search(parts) or _OWN_PART.match(parts))
