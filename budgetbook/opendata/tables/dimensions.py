"""Rows of the dimension tables that figures refer to: concepts, entities, statements, projects, table lines, classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.content.content import Content
from budgetbook.content.country import NO_SHAPE
from budgetbook.content.model import INTERNATIONAL_SCHEMES, ClassMapping
from budgetbook.content.text import Text
from budgetbook.opendata.tables import international
from budgetbook.opendata.tables.additive import Sums
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Row, Value
from budgetbook.opendata.tables.translated_texts import TranslatedTexts, translated_cells
from budgetbook.text.table_lines import line_address, row_name

Cells = dict[str, Value]


def concepts(content: Content, concept_tree: ConceptTree, texts: TranslatedTexts) -> Iterator[Row]:
    """One row per term of the dictionary, whether it has figures or not."""
    for name, definition in content.concepts.items():
        mapped_class = international.map_concept(content, name)
        cells: Cells = {
            "concept": name,
            **translated_cells(content, "name", definition.name),
            **texts.translated_cells("explain", definition.explain),
            "also": "；".join(definition.also),
            "measure": definition.measure,
            "whole": concept_tree.wholes.get(name),
            "direction": concept_tree.side(name),
            "memorandum": concept_tree.is_memorandum(name),
            "stock": definition.stock,
            "gfsm": mapped_class.code,
            "mapping_status": mapped_class.status,
            **_note(content, mapped_class.mapping),
            **{f"page_{lang}": f"{lang}/glossary/{name}/" for lang in content.languages},
        }
        yield build_row(site_tables(content)["concepts"], cells)


def entities(content: Content, texts: TranslatedTexts) -> Iterator[Row]:
    """One row per public entity."""
    for entity in content.entities.values():
        cells: Cells = {
            "entity": entity.id,
            **translated_cells(content, "name", entity.name),
            **translated_cells(content, "short", entity.short),
            "kind": entity.kind,
            **translated_cells(content, "place", entity.place),
            **translated_cells(content, "parent", entity.parent),
            **texts.translated_cells("explain", entity.about),
            **{f"page_{lang}": f"{lang}/{entity.id}/" for lang in content.languages},
        }
        yield build_row(site_tables(content)["entities"], cells)


def statements(content: Content, texts: dict[str, TranslatedTexts], sums: dict[str, Sums]) -> Iterator[Row]:
    """One row per published document."""
    for statement in content.statements.values():
        source, comparison, sides = statement.source, statement.compares_with, sums[statement.id].sides
        cells: Cells = {
            "statement": statement.id, "entity": statement.entity, "year": statement.fiscal_year,
            "document": str(statement.phase),
            "unit": statement.unit, **translated_cells(content, "title", source.title),
            **translated_cells(content, "publisher", content.publisher_of(statement)),
            "published": source.published.isoformat() if source.published else None, "url": source.url,
            "copy_hash": " ".join((source.sha256, *source.further_sha256)) if source.sha256 else None,
            "numbers_seen": statement.review.seen if statement.review else None,
            "numbers_printed": statement.review.of if statement.review else None,
            **translated_cells(content, "seen_by", statement.review.by if statement.review else None),
            "compared_year": comparison.year if comparison else None, "compared_basis": comparison.basis if comparison else None,
            **{f"{side}_sum": partition.how if partition else None for side, partition in sides.items()},
            **texts[statement.id].translated_cells("summary", statement.summary),
            **{f"page_{lang}": f"{lang}/{statement.id}/" for lang in content.languages},
        }  # fmt: skip
        yield build_row(site_tables(content)["statements"], cells)


def projects(content: Content, texts: dict[str, TranslatedTexts]) -> Iterator[Row]:
    """One row per project that a document names; amounts are in `figures`."""
    for statement in content.statements.values():
        project_texts = texts[statement.id]
        for name, project in statement.projects.items():
            cells: Cells = {
                "project": f"{statement.id}/{name}",
                "statement": statement.id,
                **translated_cells(content, "name", project.name),
                **project_texts.translated_cells("purpose", project.purpose),
                **project_texts.translated_cells("target", project.target),
                "at": project.at,
                **{f"page_{lang}": f"{lang}/{statement.id}/#{name}" for lang in content.languages},
            }
            yield build_row(site_tables(content)["projects"], cells)


def breakdowns(content: Content, concept_tree: ConceptTree, ledgers: Mapping[str, Ledger]) -> Iterator[Row]:
    """One row per line of a document's table; numbers are in `figures`."""
    printed_total = next(iter(content.phrases.values())).words["total"]
    for ledger in ledgers.values():
        for name, breakdown in ledger.statement.breakdowns.items():
            entries = content.classifications.get(breakdown.by, {})
            shape = content.shapes.get(breakdown.by, NO_SHAPE)
            table = StatementTable(name, breakdown, entries=entries, shape=shape)
            for position, line in enumerate(table.rows, 1):
                anchor, total = table.anchor(line), table.is_total(line)
                statement = ledger.statement
                parent = table.codes.upper_code(line.code or "")
                names = {
                    f"name_{lang}": content.phrases[lang].words["total"]
                    if total
                    else row_name(content, statement, name, line, lang)
                    for lang in content.languages
                }
                cells: Cells = {
                    "line": f"{statement.id}/{anchor.replace('.', '/')}",
                    "statement": statement.id,
                    "table": name,
                    **translated_cells(content, "table_name", content.name_table(statement, name)),
                    "classified_by": breakdown.by,
                    "position": position,
                    "code": line.code,
                    "printed_name": printed_total if total else line.name,
                    **names,
                    "total": total,
                    "parent": f"{statement.id}/{name}/{parent}" if parent else None,
                    **concept_tree.code_cells(breakdown.by, line.code or ""),
                    "at": line.at or breakdown.at,
                    **{f"page_{lang}": line_address(statement, anchor, lang) for lang in content.languages},
                }
                yield build_row(site_tables(content)["breakdowns"], cells)


def classifications(content: Content) -> Iterator[Row]:
    """One row per class: national classes with their mapping, then international ones."""
    for scheme, entries in content.classifications.items():
        target = INTERNATIONAL_SCHEMES.get(scheme)
        for code, entry in entries.items():
            mapped_class = international.map_code(content, scheme, code)
            prefixes = (code[:end] for end in range(len(code) - 1, 0, -1))
            parent = entry.under or next((each for each in prefixes if each in entries), None)
            cells: Cells = {
                "class": f"{scheme}:{code}",
                "scheme": scheme,
                "code": code,
                **translated_cells(content, "name", entry.name),
                "parent": f"{scheme}:{parent}" if parent else None,
                "since": entry.since,
                "until": entry.until,
                "international": f"{target}:{mapped_class.code}" if mapped_class.code else None,
                "alternatives": " ".join(f"{target}:{other}" for other in mapped_class.mapping.alternatives)
                if mapped_class.mapping
                else None,
                "mapping_status": mapped_class.status,
                **_note(content, mapped_class.mapping),
            }
            yield build_row(site_tables(content)["classifications"], cells)


def _note(content: Content, mapping: ClassMapping | None) -> Cells:
    note: Text | None = mapping.note if mapping else None
    return translated_cells(content, "mapping_note", note)
