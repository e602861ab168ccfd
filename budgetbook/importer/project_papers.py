"""Reads the papers on single projects at the end of a budget: a title, then what it is, its grounds, its plan and its money.

Their amounts are the project's and no figures of the body: the first that its budget is called is the project's amount, and all
others are left to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import Block, Paragraph
from budgetbook.importer.vocabulary import Vocabulary

_CHAPTER = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*、\s*")
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_LONGEST_TITLE = 60


@dataclass
class ProjectPaper:
    """One paper; its amount is taken once."""

    name: str
    has_amount: bool = False


def find_papers(blocks: Sequence[Block], vocabulary: Vocabulary) -> dict[int, ProjectPaper]:
    """Index of each block within a paper -> the paper."""
    words = vocabulary.config
    papers: dict[int, ProjectPaper] = {}
    current: ProjectPaper | None = None
    for index, block in enumerate(blocks):
        heading = _read_chapter(block)
        if heading.startswith(words.project_openings):
            current = ProjectPaper(_read_title(blocks[index - 1] if index else None, vocabulary))
        elif not isinstance(block, Paragraph) or _PART.match(block.text) or _leaves(heading, vocabulary):
            current = None
        if current is not None:
            papers[index] = current
    return papers


def _read_chapter(block: Block) -> str:
    """The words of a heading numbered 一、, or ""."""
    if not isinstance(block, Paragraph) or not (match := _CHAPTER.match(block.text)):
        return ""
    return block.text[match.end() :].strip()


def _leaves(heading: str, vocabulary: Vocabulary) -> bool:
    """True if a heading is none that a paper has."""
    return bool(heading) and not any(part in heading for part in vocabulary.config.project_parts)


def _read_title(block: Block | None, vocabulary: Vocabulary) -> str:
    """The project's name: the line above the paper, without 经费情况说明; "" if that line is a chapter's or a sentence."""
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TITLE or block.text.endswith(("。", "；", "：")):
        return ""
    if _CHAPTER.match(block.text) or _PART.match(block.text):
        return ""
    tails = [tail for tail in vocabulary.config.project_titles if block.text.endswith(tail)]
    return block.text.removesuffix(max(tails, key=len, default="")).strip()


def settle_mentions(mentions: Sequence[Mention], paper: ProjectPaper, vocabulary: Vocabulary, fiscal_year: int) -> list[Mention]:
    """The mentions of a paragraph of a paper: the project's amount is placed, and nothing else is a figure of the body."""
    own_mentions: list[Mention] = []
    for mention in mentions:
        if mention.kind == "word":
            continue
        if mention.kind != "figure" or mention.concept in vocabulary.config.project_figures:
            own_mentions.append(mention)
            continue
        is_amount = not paper.has_amount and bool(paper.name) and _names_budget(mention, vocabulary)
        paper.has_amount = paper.has_amount or is_amount
        own_mentions.append(_make_project(mention, paper, fiscal_year) if is_amount else _set_aside(mention))
    return own_mentions


def _names_budget(mention: Mention, vocabulary: Vocabulary) -> bool:
    words_before = mention.evidence.rpartition(mention.digits)[0] or mention.evidence
    return mention.unit in MONEY and any(word in words_before for word in vocabulary.config.project_amounts)


def _make_project(mention: Mention, paper: ProjectPaper, fiscal_year: int) -> Mention:
    bare = _set_aside(mention)
    return replace(bare, status="placed", role="amount", year=fiscal_year, project=paper.name, evidence=paper.name)


def _set_aside(mention: Mention) -> Mention:
    """The mention without a concept or anything else that would make it a figure of the body."""
    return replace(mention, status="not-placed", concept="", twin="", code="", item_path=(), direction=None, nil=False, others=())
