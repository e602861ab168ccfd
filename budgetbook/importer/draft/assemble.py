"""Assembles the data of a statement's file from a recognised document, with the evidence for each entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.content.figure import Basis
from budgetbook.importer.document_title import find_own_title
from budgetbook.importer.draft.entries import DraftEntry, Fields, add_further_parts, make_entry
from budgetbook.importer.draft.further_parts import find_further_parts
from budgetbook.importer.draft.line_entries import find_home_table, make_line_entries
from budgetbook.importer.draft.listed_classes import ListedClasses
from budgetbook.importer.draft.omissions import list_unread_parts
from budgetbook.importer.draft.own_comparison import OwnComparison
from budgetbook.importer.draft.place_entries import PlaceDescriber
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft.table_entries import make_breakdown, make_table_entry
from budgetbook.importer.draft.text_lists import find_listed_classes
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.tables.reader import RecognisedTable
from budgetbook.importer.vocabulary import Vocabulary

_COUNTRY = "全国"


def assemble(recognition: Recognition, vocabulary: Vocabulary) -> StatementDraft:
    """Make one entry of the mentions of each figure, and one breakdown of each table."""
    return _DraftAssembler(recognition, vocabulary).run()


@dataclass
class _DraftAssembler:
    recognition: Recognition
    vocabulary: Vocabulary
    listed_classes: Sequence[ListedClasses] = ()

    def run(self) -> StatementDraft:
        recognition = self.recognition
        places = PlaceDescriber(recognition, self.vocabulary)
        self.unit = self._unit()
        groups = self._group_mentions()
        basis = self._basis(groups)
        own_comparison = OwnComparison(basis, recognition.phase == "final-accounts")
        comparison = {"year": str(recognition.fiscal_year - 1), "basis": basis}
        has_comparison = any(m.role == "prior" or m.direction for m in recognition.mentions)
        head: Fields = {
            "fiscal_year": str(recognition.fiscal_year),
            **({} if recognition.phase == "unknown" else {"phase": recognition.phase}),
            "unit": self.unit,
            "profile": self._profile(),
        }
        figures = {c: self._entry(c, groups[c], own_comparison) for c in self.vocabulary.concepts if c in groups}
        self.listed_classes = find_listed_classes(recognition, self.vocabulary, figures, self.unit)
        self.table_codes = self._table_codes()
        placed_figures = [m for m in recognition.mentions if m.kind == "figure" and m.status == "placed"]
        places_with_numbers = (
            {m.place for m in recognition.mentions}
            | {t.place for t in self.recognition.standard_tables}
            | places.find_places_with_numbers()
            | ({self._beginning()} if recognition.missing_tables else set())
        )
        return StatementDraft(
            head | ({"compares_with": comparison} if has_comparison else {}),
            self._source(),
            {key: places.describe(place) for key, place in recognition.places.items() if key in places_with_numbers},
            figures,
            self._projects(placed_figures, figures),
            self._breakdowns(),
            make_line_entries(recognition, self.vocabulary, self.table_codes, self.unit, own_comparison),
            self._other_tables(),
            [m for m in recognition.mentions if m.digits and m.kind in ("figure", "other") and self._is_open(m)],
            list_unread_parts(recognition),
            file_names=recognition.document.file_names,
        )

    def _table_codes(self) -> dict[str, frozenset[str]]:
        """Table -> the codes that it prints with its rows; also of lists in the text that stand for a table."""
        listed_codes = {each.table: each.codes for each in self.listed_classes}
        return {t.id: t.codes for t in self.recognition.standard_tables} | listed_codes

    def _breakdowns(self) -> dict[str, Fields]:
        """The tables that break a total down, then the lists that do so in the text."""
        tables = (t for t in self.recognition.standard_tables if self._breaks_down_total(t))
        lists = {each.table: each.make_breakdown(self.vocabulary) for each in self.listed_classes}
        return {t.id: make_breakdown(t, self.vocabulary) for t in tables} | lists

    def _other_tables(self) -> dict[str, Fields]:
        """Tables whose numbers are all among the figures, and those that only the contents have."""
        there = {t.id: make_table_entry(t) for t in self.recognition.standard_tables if self._repeats_figures(t)}
        entry: Fields = {"at": self._beginning(), "in_contents_only": "true"}
        return there | dict.fromkeys(self.recognition.missing_tables, entry)

    def _beginning(self) -> str:
        """The place where the document begins, and with it its contents."""
        return next(iter(self.recognition.places), "")

    def _source(self) -> Fields:
        document = self.recognition.document
        own_title = find_own_title(self.recognition.title, self.vocabulary)
        title: Fields = {"zh": own_title} if own_title else {}
        if english := _name_document(self.recognition):
            title["en"] = english
        further: Fields = {"further_sha256": list(document.further_sha256)} if document.further_sha256 else {}
        return {**({"title": title} if title else {}), "sha256": document.sha256, **further}

    def _unit(self) -> str:
        """The money unit of the statement: that of most amounts in the text, else in the tables."""
        money = [m for m in self.recognition.mentions if m.kind == "figure" and m.status == "placed" and m.unit in MONEY]
        units = Counter(m.unit for m in money if not m.table) or Counter(m.unit for m in money)
        return units.most_common(1)[0][0] if units else "万元"

    def _profile(self) -> str:
        """The profile of the place named in the entity's name or the title; else the country's."""
        profiles = self.vocabulary.config.profiles["final-accounts" if self.recognition.phase == "final-accounts" else "budget"]
        recognition = self.recognition
        names = recognition.entity_name + recognition.unsure_name + recognition.title
        own = [name for place, name in profiles.items() if place in names]
        return own[0] if own else profiles[_COUNTRY]

    def _group_mentions(self) -> dict[str, list[Mention]]:
        """Concept -> the mentions of its own figure, those in the text before those in tables."""
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(self.recognition.mentions, key=lambda m: bool(m.table)):
            if mention.status != "placed" or mention.project or mention.code or mention.item_path:
                continue
            if mention.table and mention.is_own_figure and (concept := self._find_total_concept(mention, groups)):
                groups[concept].append(mention)
            elif (not mention.table and mention.concept and (mention.says_something or mention.nil)) or (
                mention.reason and mention.concept in groups
            ):
                groups[mention.concept].append(mention)
                if mention.twin:
                    groups[mention.twin].append(mention)
        return groups

    def _find_total_concept(self, mention: Mention, groups: dict[str, list[Mention]]) -> str:
        """The concept that a total in a table is the figure of, or "".

        A fund's part of a concept is not the concept's own figure, unless the fund pays for all of it.
        """
        table = self.vocabulary.tables.get(mention.table)
        if mention.fund == "all" or table is None:
            return mention.concept
        fund_concepts = self.vocabulary.config.by_fund.get(mention.fund, {})
        if mention.concept in fund_concepts:
            return str(fund_concepts[mention.concept])
        whole = self.vocabulary.whole_of.get(mention.concept, "")
        return mention.concept if table.by == "economic" and self._covers(mention.table, whole, groups) else ""

    def _covers(self, table: str, whole: str, groups: dict[str, list[Mention]]) -> bool:
        """True if a table of one fund holds all of `whole`, because its total equals the figure of the whole."""
        own = [
            Amount(m.value, read_unit(m.unit)).to_base_unit() for m in groups.get(whole, ()) if m.role == "amount" and m.digits
        ]
        totals = [
            m for m in self.recognition.mentions if m.table == table and m.is_own_figure and m.concept == whole and m.digits
        ]
        return any(Amount(m.value, read_unit(m.unit)).to_base_unit() in own for m in totals)

    def _basis(self, groups: dict[str, list[Mention]]) -> Basis:
        """The kind of last year's figure that changes are mostly from; last year's figures themselves tell where there is none.

        A budget may print what last year spent, and compare with last year's budget. Of final accounts, the amounts of budgets
        do not count.
        """
        is_final_accounts = self.recognition.phase == "final-accounts"
        mentions = [m for group in groups.values() for m in group]
        changes = [m for m in mentions if m.role == "change" or m.direction]
        bases = Counter(
            (not m.table and m.basis) or "unstated"
            for m in changes or [m for m in mentions if m.role == "prior"]
            if not (is_final_accounts and m.role == "prior" and m.basis in ("initial-budget", "adjusted-budget"))
        )
        return bases.most_common(1)[0][0] if bases else "unstated"

    def _entry(self, concept: str, mentions: Sequence[Mention], comparison: OwnComparison) -> DraftEntry:
        own_unit = self.vocabulary.unit_of(concept) or self.unit
        entry = make_entry(mentions, self.vocabulary, own_unit, comparison)
        add_further_parts(entry, find_further_parts(concept, self.recognition.mentions, self.vocabulary), own_unit)
        return entry

    def _projects(self, placed_figures: Iterable[Mention], figures: dict[str, DraftEntry]) -> dict[str, DraftEntry]:
        projects: dict[str, DraftEntry] = {}
        for mention in placed_figures:
            if mention.project:
                name = f"project-{len(projects) + 1}"
                unit: Fields = {} if mention.unit == self.unit else {"unit": mention.unit}
                fields: Fields = {"name": {"zh": mention.project}, "amount": mention.plain_digits, **unit, "at": mention.place}
                entry = DraftEntry(fields)
                entry.evidence.append(f"{mention.digits}{mention.unit}, {mention.spot}: {mention.project}")
                projects[name if name not in figures else f"named-{name}"] = entry
        return projects

    def _breaks_down_total(self, table: RecognisedTable) -> bool:
        """True if the table breaks a total down, or is empty where it would; others only repeat figures."""
        has_figures = table.total is None and any(m.kind == "figure" and m.status == "placed" for m in table.mentions)
        may_be_empty = self.vocabulary.tables[table.id].by != "items" and not has_figures
        return bool(table.columns and table.unit and (table.rows or may_be_empty))

    def _repeats_figures(self, table: RecognisedTable) -> bool:
        """True unless the table breaks a total down, or has numbers of which none could be placed: it only looks empty."""
        figures = [m for m in table.mentions if m.kind == "figure"]
        is_unread = bool(figures) and not any(m.status == "placed" for m in figures)
        return not is_unread and not self._breaks_down_total(table)

    def _is_open(self, mention: Mention) -> bool:
        """True if a number has no entry: its reading is not sure, or no table of the document has its item."""
        if mention.status != "placed" or not mention.item_path or mention.table:
            return mention.status != "placed"
        if any(each.has_amount_of(mention) for each in self.listed_classes):
            return False
        return not find_home_table(mention, self.table_codes, self.vocabulary)


def _name_document(recognition: Recognition) -> str:
    """What the document is, in English: `2024 departmental budget`; "" if it does not say whether it is a budget."""
    stages = {"budget": "budget", "final-accounts": "final accounts"}
    if recognition.phase not in stages:
        return ""
    kinds = {"部门": "departmental ", "单位": "unit ", "三公": "“three public” expenses, "}
    kind = next((english for chinese, english in kinds.items() if chinese in recognition.title), "")
    return f"{recognition.fiscal_year} {kind}{stages[recognition.phase]}"
