"""Finds the title of a document.

A web page has lines before its title (navigation, source, date of publication), so the title is the first short line with both a
year and a word for a budget or for final accounts. A cover may spread it over two or three lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.importer.entity_names import EntityNames, clean_title
from budgetbook.importer.fiscal_year import LONGEST_TITLE, has_year
from budgetbook.importer.readers.document import Document, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

HEAD = 12
"""Paragraphs from the beginning in which the title may stand."""
_LONG_HEAD = 40
"""The same below a form of a web page, for a title of one line."""
_LINE = 40
"""Characters of one of several lines of a title."""
_NO_TITLE = re.compile(r"[:：>|。；;，,]|首页|当前位置|打印|字体|字号|目录|^[\d\s./-]+$")
_PATH_OR_SENTENCE = re.compile(r"[>|。；;，,]|[：:]$|首页|当前位置|索引号")
_BULLETS = "•·●▪■◆ "
_NUMBER = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]")
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|html?|txt)$", re.IGNORECASE)
_SENTENCE = re.compile(r"[较比与](?:上年|去年|[0-9]{4}年)")
_COLUMN_HEAD = re.compile(r"(?:19|20)\d\d ?年度?[^，。]{0,30}[预决]算数")
"""Over the numbers of one year in a table that has others: 2010年“三公”经费预算数."""
_AMOUNT = re.compile(r"[0-9]\s*(?:[百千万亿]*元|%)")


def find_title(document: Document, vocabulary: Vocabulary) -> str:
    """The title: an early short line with a year and a word for its kind, or several such lines joined.

    Without one, the title that a web page gives itself, else the first short line with Chinese, else the first line, cut. Of
    tables alone, the name of the file or the caption of a table.
    """
    raw_lines = [block.text for block in document.blocks if isinstance(block, Paragraph)][:_LONG_HEAD]
    lines = [clean_title(line).lstrip(_BULLETS) for line in raw_lines]
    names = EntityNames(vocabulary.config.identity)
    # A numbered heading is the title only if nothing else is: it is often that of a part.
    ways = [(1, HEAD, False), (2, HEAD, False), (3, HEAD, False), (1, _LONG_HEAD, False), (1, HEAD, True)]
    for count, most, may_be_numbered in ways:
        for start in range(min(len(lines), most) - count + 1):
            group = lines[start : start + count]
            if is_title(group, vocabulary) and (may_be_numbered or not is_numbered(group[0])):
                return _FILE_ENDING.sub("", _add_name(lines, start, start + len(group), names))
    pieces = [piece for line in raw_lines[:HEAD] for piece in re.split(r"[|｜\s]+", line, maxsplit=4)[:4]]
    if own := next((piece for piece in map(clean_title, pieces) if is_title([piece], vocabulary)), ""):
        return own
    if document.title and has_kind(document.title, vocabulary):
        return re.split(r"[_|｜]", document.title)[0].strip()
    chinese = [line for line in lines if re.search(r"[\u4e00-\u9fff]", line)]
    if not chinese:
        return _find_title_of_tables(document, vocabulary)
    return next((line for line in chinese if len(line) <= LONGEST_TITLE), chinese[0][:_LINE])


def _find_title_of_tables(document: Document, vocabulary: Vocabulary) -> str:
    """The title of a document that is nothing but tables: the name of its file if that is one, else the first in a caption."""
    candidates = (_FILE_ENDING.sub("", document.name), *map(clean_title, document.texts()))
    return next((text for text in candidates if is_title([text], vocabulary)), document.name)


def is_title(group: Sequence[str], vocabulary: Vocabulary) -> bool:
    """True if the lines of a group together are short, and have a year and a word for the kind of document."""
    text = "".join(group)
    if len(text) > LONGEST_TITLE or _AMOUNT.search(text) or _SENTENCE.search(text) or _COLUMN_HEAD.fullmatch(text):
        return False
    if len(group) > 1 and any(len(line) > _LINE or _NO_TITLE.search(line) for line in group):
        return False
    return has_kind(text, vocabulary) and has_year(text) and not text.endswith("。")


def find_own_title(text: str, vocabulary: Vocabulary) -> str:
    """What was found for a title as a document may be called, without the number of a part; "" for a path through a website, a
    sentence or a form's field, which only stand where a title would."""
    bare_text = _NUMBER.sub("", text, count=1).strip() if is_numbered(text) else text.strip()
    return bare_text if is_title([bare_text], vocabulary) and not _PATH_OR_SENTENCE.search(bare_text) else ""


def is_numbered(text: str) -> bool:
    """True for a line with the number of a part or an item."""
    return bool(_NUMBER.match(text))


def has_kind(text: str, vocabulary: Vocabulary) -> bool:
    """True if a text has a word for a budget, for final accounts, or for what only these are about."""
    words = vocabulary.config
    return any(word in text for word in (*words.final_accounts, *words.budgets, *words.identity.subjects))


def _add_name(lines: Sequence[str], start: int, end: int, names: EntityNames) -> str:
    """Join the lines above or below a title that name its body, if it does not itself."""
    title = "".join(lines[start:end])
    if names.find_body(title):
        return title
    upper_lines = [line for line in lines[max(0, start - 2) : start] if len(line) <= _LINE and not _NO_TITLE.search(line)]
    if len(upper_lines) == 2 and names.find_body(upper_lines[0]):
        upper_lines = upper_lines[1:]  # the name of another body, such as the one of the site
    for first in range(len(upper_lines)):
        joint_text = "".join(upper_lines[first:])
        if names.find_body(joint_text) == joint_text:
            return joint_text + title
    lower_line = lines[end] if end < len(lines) else ""
    return lower_line + title if lower_line and names.find_body(lower_line) == lower_line else title


def is_kind_line(text: str, vocabulary: Vocabulary) -> bool:
    """True for a line that is the rest of a title: “三公”经费决算情况说明."""
    return len(text) <= _LINE and has_kind(text, vocabulary) and not _NO_TITLE.search(text) and not _AMOUNT.search(text)
