"""A document, recognised, in; the data of a statement's file out, with the evidence for each entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgetbook.arithmetic.money import Amount
from budgetbook.content.statement import Basis
from budgetbook.importer.draft.control_list import parts, printed
from budgetbook.importer.draft.entries import Entry, Fields, make
from budgetbook.importer.draft.table_entries import breakdown, whole
from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import Names
from budgetbook.importer.outline import Place, without_numbers
from budgetbook.importer.readers.document import Spot
from budgetbook.importer.recognise import Recognised
from budgetbook.importer.tables.reader import TableReading
from budgetbook.importer.vocabulary import MONEY, Vocabulary

_COUNTRY = "全国"
_LINED = (
    "general-public-by-function",
    "expenditure-by-function",
    "government-funds-by-function",
    "state-capital-by-function",
    "basic-by-economic-nature",
)
"""Tables whose rows sentences speak of, in the order in which one is looked for."""


@dataclass
class Assembled:
    """A statement's data in the order of the file, and all that the editor should know."""

    head: Fields
    source: Fields
    places: dict[str, Fields]
    figures: dict[str, Entry]
    projects: dict[str, Entry]
    breakdowns: dict[str, Fields]
    lines: dict[str, dict[str, Entry]]
    """By table and code: what the text says of single rows."""
    tables: dict[str, Fields]
    left: list[Mention]
    """Numbers that look like figures and are not placed, or that have two readings."""
    unread: list[str] = field(default_factory=list)
    """Tables without a standard title, and columns that no concept fits."""


def assemble(found: Recognised, vocabulary: Vocabulary) -> Assembled:
    """Put what was recognised together: every figure one entry, every table one breakdown."""
    return _Assembly(found, vocabulary).run()


@dataclass
class _Assembly:
    found: Recognised
    vocabulary: Vocabulary

    def run(self) -> Assembled:
        found = self.found
        self.unit = self._unit()
        groups = self._groups()
        basis = self._basis(groups)
        compared = {"year": str(found.fiscal_year - 1), "basis": basis}
        compares = any(m.role == "prior" or m.direction for m in found.mentions)
        head: Fields = {
            "fiscal_year": str(found.fiscal_year),
            "phase": found.phase,
            "unit": self.unit,
            "profile": self._profile(),
        }
        figures = {c: self._entry(c, groups[c], basis) for c in self.vocabulary.concepts if c in groups}
        placed = [m for m in found.mentions if m.kind == "figure" and m.status == "placed"]
        numbered = {m.place for m in found.mentions} | {t.place for t in self._standard()} | self._printing()
        return Assembled(
            head | ({"compares_with": compared} if compares else {}),
            self._source(),
            {key: self._place(place) for key, place in found.places.items() if key in numbered},
            figures, self._projects(placed, figures),
            {t.id: breakdown(t, self.vocabulary) for t in self._standard() if self._breaks(t)},
            self._lines(basis),
            {t.id: whole(t) for t in self._standard() if not self._breaks(t)},
            [m for m in found.mentions if m.digits and m.kind in ("figure", "other") and self._left(m)],
            self._unread(),
        )  # fmt: skip

    def _source(self) -> Fields:
        title, body = self.found.title.strip(), self.found.body
        return {"title": {"zh": title}, "publisher": {"zh": body or title}, "sha256": self.found.document.sha256}

    def _unit(self) -> str:
        """What money is printed in: the unit of most amounts in the text, else in the tables."""
        money = [m for m in self.found.mentions if m.kind == "figure" and m.status == "placed" and m.unit in MONEY]
        units = Counter(m.unit for m in money if not m.table) or Counter(m.unit for m in money)
        return units.most_common(1)[0][0] if units else "万元"

    def _profile(self) -> str:
        """The rules of the place that the body's name or the title begins with; else the country's."""
        profiles = self.vocabulary.words.profiles["final-accounts" if self.found.phase == "final-accounts" else "budget"]
        own = [name for place, name in profiles.items() if place in self.found.body + self.found.title]
        return own[0] if own else profiles[_COUNTRY]

    def _groups(self) -> dict[str, list[Mention]]:
        """The mentions of each concept's own figure: the text first, then the tables."""
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(self.found.mentions, key=lambda m: bool(m.table)):
            if mention.status != "placed" or mention.project or mention.code or mention.names:
                continue
            if mention.table and mention.sums and (concept := self._of_cell(mention, groups)):
                groups[concept].append(mention)
            elif (not mention.table and mention.concept and (mention.kind == "figure" or mention.direction or mention.nil)) or (
                mention.reason and mention.concept in groups
            ):
                groups[mention.concept].append(mention)
                if mention.twin:
                    groups[mention.twin].append(mention)
        return groups

    def _of_cell(self, mention: Mention, groups: dict[str, list[Mention]]) -> str:
        """The concept that a total is a figure of; a fund's share of a concept is not the concept's own figure."""
        table = self.vocabulary.tables.get(mention.table)
        if mention.fund == "all" or table is None:
            return mention.concept
        limited = self.vocabulary.words.by_fund.get(mention.fund, {})  # type: ignore[call-overload]
        if mention.concept in limited:
            return str(limited[mention.concept])
        whole = self.vocabulary.whole_of.get(mention.concept, "")
        return mention.concept if table.by == "economic" and self._covers(mention.table, whole, groups) else ""

    def _covers(self, table: str, whole: str, groups: dict[str, list[Mention]]) -> bool:
        """Whether a table limited to one fund holds all of a whole: its total is the whole's own figure."""
        own = [Amount(m.value, m.unit).base() for m in groups.get(whole, ()) if m.role == "amount" and m.digits]
        totals = [m for m in self.found.mentions if m.table == table and m.sums and m.concept == whole and m.digits]
        return any(Amount(m.value, m.unit).base() in own for m in totals)

    def _basis(self, groups: dict[str, list[Mention]]) -> Basis:
        found = Counter(
            m.basis or "unstated" for ms in groups.values() for m in ms if m.role in ("prior", "change") or m.direction
        )
        return found.most_common(1)[0][0] if found else "unstated"

    def _entry(self, concept: str, mentions: Sequence[Mention], basis: Basis) -> Entry:
        return make(mentions, self.vocabulary, self.vocabulary.unit_of(concept) or self.unit, basis)

    def _projects(self, placed: Iterable[Mention], figures: dict[str, Entry]) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for mention in placed:
            if mention.project:
                name = f"project-{len(found) + 1}"
                entry = Entry({"name": {"zh": mention.project}, "amount": mention.spelt, "at": mention.place})
                entry.evidence.append(f"{mention.digits}{mention.unit}, {mention.spot}: {mention.project}")
                found[name if name not in figures else f"named-{name}"] = entry
        return found

    def _printing(self) -> set[str]:
        """The places that print a number, be it in the caption of a table."""
        spots = [spot for spot, *_ in printed(self.found.document.blocks)]
        tables = {spot.table for spot in spots if spot.table}
        lines = {(spot.page, spot.line) for spot in spots if not spot.table}

        def prints(spot: Spot) -> bool:
            return spot.table in tables if spot.table else (spot.page, spot.line) in lines

        return {key for key, place in self.found.places.items() if any(map(prints, place.spots))}

    def _place(self, place: Place) -> Fields:
        name = without_numbers(place.name) or place.key
        text: Fields = {"zh": name}
        if english := self._english(name):
            text["en"] = english
        if self.found.document.kind == "text" and not any(spot.table for spot in place.spots):
            return {"name": text, "lines": sorted({str(spot.line) for spot in place.spots}, key=int)}
        return {"name": text, "spots": parts(place.spots)}

    def _english(self, name: str) -> str:
        """The English of a part whose heading is the name of a standard table or a concept."""
        if table := next((t for t in self.found.tables if t.id and without_numbers(t.title).startswith(name)), None):
            return self.vocabulary.tables[table.id].name.en
        concepts = Names(self.vocabulary).exact(name)
        return self.vocabulary.concepts[concepts[0]].name.en if len(concepts) == 1 else ""

    def _standard(self) -> list[TableReading]:
        """The first table of each standard kind."""
        return list({t.id: t for t in reversed(self.found.tables) if t.id}.values())[::-1]

    def _breaks(self, table: TableReading) -> bool:
        """Whether a table breaks a total down; the others only repeat figures."""
        return bool(table.columns and table.unit and (table.rows or self.vocabulary.tables[table.id].by != "items"))

    def _lines(self, basis: Basis) -> dict[str, dict[str, Entry]]:
        """What the text says of items of a classification, under the first table of the same money that has the code."""
        groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in self.found.mentions:
            if mention.names and mention.code and not mention.table and (mention.kind == "figure" or mention.direction):
                groups[mention.code, mention.fund].append(mention)
        lines: dict[str, dict[str, Entry]] = defaultdict(dict)
        for (code, _), mentions in groups.items():
            home = self._home(mentions[0])
            if home and code not in lines[home]:
                lines[home][code] = make(mentions, self.vocabulary, self.unit, basis)
        return {home: entries for home, entries in lines.items() if entries}

    def _home(self, mention: Mention) -> str:
        """The table that has the row which a sentence is about; none where its money is not told."""
        kind = "economic" if mention.concept == "basic-expenditure" else "functional"
        tables = [t for t in self._standard() if t.id in _LINED and self.vocabulary.tables[t.id].by == kind]
        tables = [t for t in tables if mention.fund in ("all", self.vocabulary.tables[t.id].fund)]
        having = [t.id for t in tables if any(row.code == mention.code for row in t.rows)]
        return min(having, key=_LINED.index, default="")

    def _left(self, mention: Mention) -> bool:
        """Whether a number has no entry: not surely read, or about an item that no table of the document has."""
        if mention.status != "placed" or not mention.names or mention.table:
            return mention.status != "placed"
        return not self._home(mention)

    def _unread(self) -> list[str]:
        ids = Counter(t.id for t in self.found.tables)
        unknown = [f"{t.place}: {t.title or '?'}" for t in self.found.tables if not t.id]
        again = [f"{t.place}: {t.title}" for t in self.found.tables if t.id and ids[t.id] > 1 and t not in self._standard()]
        pages = [f"p. {page}: a picture without text, not read / 只有图像，没有读" for page in self.found.document.pictures]
        return pages + unknown + again + [f"{t.place}: {words}" for t in self.found.tables for words in t.unread]
