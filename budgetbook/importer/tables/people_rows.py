"""Places the counts of a table of people: 编制数, 在职人数, 离退休人数 by rows, all of them in the column 合计.

Such a table is none of the standard ones. What the columns beside 合计 count is told by no head alone: staff of agencies need not
hold administrative posts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.readers.document import DocumentTable
from budgetbook.importer.tables.row_labels import strip_list_number
from budgetbook.importer.vocabulary import Vocabulary

_PEOPLE = re.compile(r"单位[:：]?[人名]")
_MEASURES = ("people", "posts")
_FEWEST_ROWS = 2
_SOME = re.compile(r"^其中[:：]?")
_UNIT = "人"


def place_people(
    table: DocumentTable, mentions: Sequence[Mention], vocabulary: Vocabulary, names: ConceptNames, year: int
) -> list[Mention]:
    """The mentions, where the table says that it counts people, with those of the column 合计 placed by their rows' names."""
    texts = ["".join(text.split()) for text in (*table.caption, *(c.text for row in table.rows[:2] for c in row if c))]
    heads = ["".join(cell.text.split()) if cell else "" for cell in (table.rows[0] if table.rows else ())]
    totals = [index for index, head in enumerate(heads) if head in vocabulary.config.total_rows]
    if not any(map(_PEOPLE.search, texts)) or len(totals) != 1:
        return [*mentions]
    concepts_by_cell = {}
    for row in table.rows[1:]:
        label, cell = row[0], row[totals[0]] if totals[0] < len(row) else None
        concept = _find_concept(label.text, vocabulary, names) if label else ""
        if concept and cell and cell.text.isdigit():
            concepts_by_cell[str(cell.spot), cell.text] = concept
    if len(concepts_by_cell) < _FEWEST_ROWS:
        return [*mentions]
    return [_place(m, concepts_by_cell.get((str(m.spot), m.digits), ""), heads[totals[0]], year) for m in mentions]


def _find_concept(label: str, vocabulary: Vocabulary, names: ConceptNames) -> str:
    """The people or posts that a row's label names, if just one."""
    text = strip_list_number(_SOME.sub("", "".join(label.split())))
    concepts = [c for c in names.find_exact(text) if vocabulary.concepts[c].measure in _MEASURES]
    return concepts[0] if len(concepts) == 1 else ""


def _place(mention: Mention, concept: str, head: str, year: int) -> Mention:
    is_total = "".join(mention.evidence.split()) == head
    if not concept or not is_total or mention.status == "placed":
        return mention
    return replace(mention, kind="figure", status="placed", concept=concept, unit=_UNIT, role="amount", year=year)
