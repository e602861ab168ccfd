"""Writes a report as a Word document, with real headings and table heads."""

from __future__ import annotations

import io
from typing import Any

from budgetbook.audit.report import AuditItem, AuditReport, AuditSection, AuditTable

_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_SIZES = {"Normal": 9.5, "Heading 1": 15, "Heading 2": 11.5, "Heading 3": 10, "List Bullet": 9.5}
_SPACE_BEFORE = {"Heading 1": 0, "Heading 2": 8, "Heading 3": 5}
_WIDTH, _NUMBER_WIDTH, _HEAD_WIDTH = 176, 20, 45
"""In mm: of the text, of a column of numbers, of the heads of a table of two columns."""
_INK = "1C2127"


def write_word(report: AuditReport) -> bytes:
    """The report as the bytes of a `.docx` file of A4 pages."""
    from docx import Document  # large, and only this format needs it

    document = Document()
    _set_styles(document, report)
    _set_page(document)
    document.add_heading(report.title, 1)
    document.add_paragraph().add_run(report.verdict).bold = True
    for sentence in report.counts:
        document.add_paragraph(sentence)
    for section in report.sections:
        _add_section(document, section, report)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_styles(document: Any, report: AuditReport) -> None:
    """Fonts for both scripts, sizes for two pages, and the language that a screen reader speaks."""
    from docx.shared import Pt

    properties = document.core_properties
    properties.title, properties.language, properties.author = report.title, report.language.tag, "Budgetbook"
    properties.comments = ""
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(_SPACE_BEFORE.get(name, 0))
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.05
        look = style.element.get_or_add_rPr()
        _set_fonts(look)
        _set_language(look, report)
        if name.startswith("Heading"):
            style.font.color.rgb = None
            _set_colour(look)


def _set_fonts(look: Any) -> None:
    from docx.oxml.ns import qn

    fonts = look.get_or_add_rFonts()
    fonts.attrib.clear()  # a font of the theme would prevail
    for script, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", _CHINESE)):
        fonts.set(qn(f"w:{script}"), font)


def _set_language(look: Any, report: AuditReport) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), report.language.locale.replace("_", "-"))
    language.set(qn("w:eastAsia"), "zh-CN")
    look.append(language)


def _set_colour(look: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _INK)
    look.append(colour)


def _set_page(document: Any) -> None:
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin = page.bottom_margin = Mm(14)


def _add_section(document: Any, section: AuditSection, report: AuditReport) -> None:
    document.add_heading(section.heading, 2)
    if section.lead:
        document.add_paragraph(section.lead)
    for item in section.items:
        _add_item(document, item, report)
    if section.table:
        _add_table(document, section.table)
    for sentence in section.notes:
        document.add_paragraph(sentence)


def _add_item(document: Any, item: AuditItem, report: AuditReport) -> None:
    from docx.shared import Mm

    colon = report.language.marks.colon
    document.add_heading(item.heading, 3)
    document.add_paragraph(item.sentence)
    if item.passage:
        passage = document.add_paragraph(item.passage)
        passage.paragraph_format.left_indent = Mm(5)
    for fact in item.facts:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{fact.label}{colon}").bold = True
        paragraph.add_run(fact.text)
    if item.readings:
        document.add_paragraph(style="List Bullet").add_run(f"{report.readings_label}{colon}").bold = True
    for reading in item.readings:
        document.add_paragraph(reading, style="List Bullet 2")


def _add_table(document: Any, table: AuditTable) -> None:
    """Add a table whose first row repeats as its head on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    grid = document.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    grid.autofit = False
    widths = _column_widths(table)
    for index, cells in enumerate((table.heads, *table.rows)):
        row = grid.add_row()
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(widths[column])
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold = index == 0
            if column in table.number_columns:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark_head(grid.rows[0])


def _column_widths(table: AuditTable) -> tuple[int, ...]:
    """Widths in mm: numbers and the heads of a table of two columns need little, all others share the page."""
    count = len(table.heads)
    if count == 2:
        return (_WIDTH - _NUMBER_WIDTH, _NUMBER_WIDTH) if 1 in table.number_columns else (_HEAD_WIDTH, _WIDTH - _HEAD_WIDTH)
    numbers = len(table.number_columns)
    text_width = (_WIDTH - numbers * _NUMBER_WIDTH) // (count - numbers)
    return tuple(_NUMBER_WIDTH if column in table.number_columns else text_width for column in range(count))


def _mark_head(row: Any) -> None:
    from docx.oxml import OxmlElement

    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)
