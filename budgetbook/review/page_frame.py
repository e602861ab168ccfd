"""What stays while a page of the workbench is open, as plain data for its script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

from budgetbook.content.content import Content, Statement
from budgetbook.content.importer_config import MentionRole
from budgetbook.content.row import Row
from budgetbook.diagnostics.problem import Language
from budgetbook.review.entry_labels import find_year
from budgetbook.review.error_words import ERRORS
from budgetbook.review.number_words import ROLE_WORDS, STATE_WORDS
from budgetbook.review.seen_numbers import name_number
from budgetbook.review.source_pages import PageBlock, PageRun, SourcePage
from budgetbook.review.statement_view import StatementView
from budgetbook.review.words import WORDS
from budgetbook.text.table_lines import row_name

Data = dict[str, Any]


def build_frame(view: StatementView, lang: Language) -> Data:
    """What stays while a page is open: its words, the pages of the document, and what a number can be assigned to."""
    statement, content, source = view.check_result.statement, view.check_result.content, view.source
    groups = {"words": WORDS, "states": STATE_WORDS, "roles": ROLE_WORDS, "errors": ERRORS}
    return {
        "id": view.files.id,
        "words": {name: {key: each[lang] for key, each in group.items()} for name, group in groups.items()},
        "fault": view.source_fault.text(lang) if view.source_fault else "",
        "pages": [_describe_page(page, view, lang) for page in source.pages] if source else [],
        "targets": _list_targets(content, statement, lang) if content and statement else [],
        "rolesOf": {role: _label_role(statement, role, lang) for role in get_args(MentionRole)} if statement else {},
    }


def _list_targets(content: Content, statement: Statement, lang: Language) -> list[Data]:
    """Every figure that a number can be of, then the lines of the tables; those of which the text does speak come first."""
    figures = [
        {"path": ["figures", name], "label": _join_names(concept.name, lang), "key": name}
        for name, concept in content.concepts.items()
        if concept.measure
    ]
    lines = [
        {"path": ["breakdowns", table, "lines", row.code], "label": _label_line(content, statement, table, row, lang)}
        for table, breakdown in sorted(statement.breakdowns.items(), key=lambda item: not item[1].lines)
        for row in breakdown.rows
        if row.code
    ]
    return [*figures, *lines]


def _label_line(content: Content, statement: Statement, table: str, row: Row, lang: Language) -> str:
    """A line of a table by its code, its names and the name of its table."""
    table_name = content.name_table(statement, table).nearest(lang) if table in content.tables else table
    names = _join_names({lang: row_name(content, statement, table, row, lang) for lang in content.languages}, lang)
    return f"{row.code} {names} · {table_name}"


def _join_names(names: Mapping[str, str], lang: Language) -> str:
    """A label that is found in each language."""
    first = names.get(lang, "")
    return " · ".join(dict.fromkeys(filter(None, (first, *names.values()))))


def _label_role(statement: Statement, role: str, lang: Language) -> str:
    year = find_year(statement, role)
    return f"{ROLE_WORDS[role][lang]}{f' ({year})' if year else ''}"


def _describe_page(page: SourcePage, view: StatementView, lang: Language) -> Data:
    file = WORDS["step-f"][lang].format(number=page.file) if page.file else ""
    document = view.files.documents[page.file - 1].name if page.file else ""
    return {
        "shape": asdict(page.shape) if page.shape else None,
        "name": page.name,
        "file": f"{file}{WORDS['colon'][lang]}{document}" if page.file else "",
        "blocks": _build_blocks(page.blocks),
    }


def _build_blocks(blocks: Sequence[PageBlock]) -> list[Data]:
    return [
        {
            "rowNames": block.row_names,
            "columnNames": block.column_names,
            "kind": block.kind,
            "runs": [_build_run(run) for run in block.runs],
            "rows": [
                [
                    {"rows": cell.row_span, "columns": cell.column_span, "runs": [_build_run(run) for run in cell.runs]}
                    for cell in row
                ]
                for row in block.rows
            ],
        }
        for block in blocks
    ]


def _build_run(run: PageRun) -> Any:
    return {"text": run.text, "number": name_number(run.number)} if run.number else run.text
