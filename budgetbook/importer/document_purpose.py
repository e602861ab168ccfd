"""Refuses documents that are no statement of a department or unit, each with a sentence that says what it seems to be."""

from __future__ import annotations

import re

from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Document, DocumentTable, UnreadableDocumentError
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary

_ENOUGH = 2
"""Different words of a kind that a text must have to be of it."""
_FIELD_LINES = 3
"""Lines that a table of fields has at least."""
_FIELDS = re.compile(r"[,，\t;]")
_AMOUNT = re.compile(r"[0-9]\s?(?:[百千万亿]?元|%|人|辆|个)|[0-9]\.[0-9]|[0-9],[0-9]{3}")
_UNIT_LINE = re.compile(r"(?:金额)?单位\s?[：:]\s?(?:人民币)?\s?(?:亿元|万元|元)")
_BLANK = re.compile(r"[^0-9\s]\s{0,20}(?:亿元|万元)|[xX×＿_]{2}")
_PLACEHOLDER = re.compile(r"(?:[xX×＿_]{2}|[xX][,，][xX]{3})\s?(?:亿元|万元|元|辆|个|人|台)")
"""What a form has where a number is to be filled in."""
_MANY_PLACEHOLDERS = 5
"""Placeholders for each number that make a document a form. A form prints thresholds itself: 单价100万元以上."""
_WHOLE_REVENUE = re.compile(r"(?:全|我|本)(?:省|市|州|盟|县|区|旗|镇|乡)(?:地方)?(?:一般公共预算|财政)?(?:总)?收入")


def check_purpose(recognition: Recognition, vocabulary: Vocabulary) -> None:
    """Raise UnreadableDocumentError if the document is a table of fields, a blank form, or not about one body."""
    words = vocabulary.config.identity
    text = _join_texts(recognition.document, recognition.title)
    refuse_fields(recognition.document, recognition.title)
    if _is_blank(recognition, text):
        raise UnreadableDocumentError("import-blank-form")
    if any(word in text for word in words.department):
        return
    if len({word for word in words.government if word in text}) + bool(_WHOLE_REVENUE.search(text)) >= _ENOUGH:
        raise UnreadableDocumentError("import-government-accounts")
    if sum(word in text for word in words.press) >= _ENOUGH and not any(m.status == "placed" for m in recognition.mentions):
        raise UnreadableDocumentError("import-press-item")


def refuse_fields(document: Document, title: str = "") -> None:
    """Raise UnreadableDocumentError if a text is a table of separated fields, such as a CSV file."""
    if document.kind == "text" and _is_fields(_join_texts(document, title)):
        raise UnreadableDocumentError("import-fields")


def _join_texts(document: Document, title: str) -> str:
    """All text but the title: a page may put any text under the title of another."""
    return "\n".join(part for part in _all_texts(document) if part != title)


def _all_texts(document: Document) -> list[str]:
    texts = list(document.texts())
    for block in document.blocks:
        if isinstance(block, DocumentTable):
            texts += [cell.text for row in block.rows for cell in row if cell and cell.text]
    return texts


def _is_fields(text: str) -> bool:
    """True if most lines of a text are fields of one table: no sentences, and as many commas or tabs in each."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _FIELD_LINES or "。" in text:
        return False
    counts = [len(_FIELDS.findall(re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", line))) for line in lines]
    usual = max(set(counts), key=counts.count)
    return usual > 0 and counts.count(usual) >= 0.8 * len(lines)


def _is_blank(recognition: Recognition, text: str) -> bool:
    """True for a form: most numbers are placeholders, or units stand without a single amount and nothing is said to be none."""
    document = recognition.document
    figure_count = sum(m.kind == "figure" and bool(m.digits) for m in recognition.mentions)
    if len(_PLACEHOLDER.findall(text)) >= _MANY_PLACEHOLDERS * max(1, figure_count):
        return True
    if not _BLANK.search(_UNIT_LINE.sub("", text)) and not any(isinstance(block, DocumentTable) for block in document.blocks):
        return False
    if document.picture_pages or document.omissions:
        return False  # what is missing may stand in a part that was not read
    if any(table.nil_note.is_given for table in recognition.tables):
        return False
    return not any(m.nil or (m.kind == "figure" and m.digits) for m in recognition.mentions) and not _AMOUNT.search(narrow(text))
