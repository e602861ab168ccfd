"""Content in; the rows of the tables that figures refer to out: concepts, bodies, statements, projects, lines, classes."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.statement_tables import Sheet
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES, ForeignClass, Text
from budgetbook.opendata.tables import international
from budgetbook.opendata.tables.additive import Sums
from budgetbook.opendata.tables.bilingual import Texts, both
from budgetbook.opendata.tables.concept_tree import Structure
from budgetbook.opendata.tables.formula_guard import row
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, Value
from budgetbook.text.table_lines import line_address, row_name
from budgetbook.validation.international import SCHEMES

Cells = dict[str, Value]


def concepts(content: Content, structure: Structure, texts: Texts) -> Iterator[Row]:
    """One row a term of the dictionary, figures or not."""
    for name, about in content.concepts.items():
        mapped = international.of_concept(content, name)
        cells: Cells = {
            "concept": name, **both("name", about.name), **texts.both("explain", about.explain), "also": "；".join(about.also),
            "measure": about.measure, "whole": structure.wholes.get(name), "direction": structure.side(name),
            "memorandum": structure.memorandum(name), "stock": about.stock,
            "gfsm": mapped.code, "mapping_status": mapped.status, **_note(mapped.about),
            **{f"page_{lang}": f"{lang}/glossary/{name}/" for lang in LANGUAGES},
        }  # fmt: skip
        yield row(TABLES["concepts"], cells)


def entities(content: Content, texts: Texts) -> Iterator[Row]:
    """One row a public body."""
    for entity in content.entities.values():
        cells: Cells = {
            "entity": entity.id, **both("name", entity.name), **both("short", entity.short), "kind": entity.kind,
            **both("place", entity.place), **both("parent", entity.parent), **texts.both("explain", entity.about),
            **{f"page_{lang}": f"{lang}/{entity.id}/" for lang in LANGUAGES},
        }  # fmt: skip
        yield row(TABLES["entities"], cells)


def statements(content: Content, texts: dict[str, Texts], sums: dict[str, Sums]) -> Iterator[Row]:
    """One row a published document."""
    for statement in content.statements.values():
        source, compared, sides = statement.source, statement.compares_with, sums[statement.id].sides
        cells: Cells = {
            "statement": statement.id, "entity": statement.entity, "year": statement.fiscal_year, "document": statement.phase,
            "unit": statement.unit, **both("title", source.title), **both("publisher", source.publisher),
            "published": source.published.isoformat() if source.published else None, "url": source.url,
            "copy_hash": source.sha256,
            "compared_year": compared.year if compared else None, "compared_basis": compared.basis if compared else None,
            **{f"{side}_sum": made.how if made else None for side, made in sides.items()},
            **texts[statement.id].both("summary", statement.summary),
            **{f"page_{lang}": f"{lang}/{statement.id}/" for lang in LANGUAGES},
        }  # fmt: skip
        yield row(TABLES["statements"], cells)


def projects(content: Content, texts: dict[str, Texts]) -> Iterator[Row]:
    """One row a project that a document names; its amount is in `figures`."""
    for statement in content.statements.values():
        said = texts[statement.id]
        for name, project in statement.projects.items():
            cells: Cells = {
                "project": f"{statement.id}/{name}", "statement": statement.id, **both("name", project.name),
                **said.both("purpose", project.purpose), **said.both("target", project.target), "at": project.at,
                **{f"page_{lang}": f"{lang}/{statement.id}/#{name}" for lang in LANGUAGES},
            }  # fmt: skip
            yield row(TABLES["projects"], cells)


def breakdowns(content: Content, structure: Structure, ledgers: dict[str, Ledger]) -> Iterator[Row]:
    """One row a line of a document's table; its numbers are in `figures`."""
    for ledger in ledgers.values():
        for name, breakdown in ledger.statement.breakdowns.items():
            sheet = Sheet(name, breakdown)
            for position, line in enumerate(sheet.rows, 1):
                anchor, total = sheet.anchor(line), sheet.is_total(line)
                statement = ledger.statement
                parent = _parent(sheet, line.code or "")
                names = {"zh": "合计", "en": "Total"} if total else {
                    lang: row_name(content, statement, name, line, lang) for lang in LANGUAGES
                }  # fmt: skip
                cells: Cells = {
                    "line": f"{statement.id}/{anchor.replace('.', '/')}", "statement": statement.id, "table": name,
                    **both("table_name", content.tables[name].name), "classified_by": breakdown.by, "position": position,
                    "code": line.code, "printed_name": line.name, "name_zh": names["zh"], "name_en": names["en"], "total": total,
                    "parent": f"{statement.id}/{name}/{parent}" if parent else None,
                    **structure.codes(breakdown.by, line.code or ""), "at": line.at or breakdown.at,
                    **{f"page_{lang}": line_address(statement, anchor, lang) for lang in LANGUAGES},
                }  # fmt: skip
                yield row(TABLES["breakdowns"], cells)


def classifications(content: Content) -> Iterator[Row]:
    """One row a class: the national ones with where they go, then the international ones."""
    for scheme, entries in content.classifications.items():
        target = SCHEMES.get(scheme)
        for code, entry in entries.items():
            mapped = international.of_code(content, scheme, code)
            parent = max((other for other in entries if other != code and code.startswith(other)), key=len, default=None)
            cells: Cells = {
                "class": f"{scheme}:{code}", "scheme": scheme, "code": code, **both("name", entry.name),
                "parent": f"{scheme}:{parent}" if parent else None, "since": entry.since, "until": entry.until,
                "international": f"{target}:{mapped.code}" if mapped.code else None,
                "alternatives": " ".join(f"{target}:{other}" for other in mapped.about.alternatives) if mapped.about else None,
                "mapping_status": mapped.status, **_note(mapped.about),
            }  # fmt: skip
            yield row(TABLES["classifications"], cells)


def _parent(sheet: Sheet, code: str) -> str | None:
    """The code of the line above, where the table has it."""
    above = (code[:size] for size in range(len(code) - 1, 2, -1))
    return next((each for each in above if each in sheet.by_code), None)


def _note(about: ForeignClass | None) -> Cells:
    note: Text | None = about.note if about else None
    return both("mapping_note", note)
