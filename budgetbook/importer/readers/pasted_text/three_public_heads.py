"""The heads of the “three public” expenses in a pasted table: what each says, however a page broke or joined them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from budgetbook.importer.readers.pasted_text.cells import PastedCell

_KINDS = (
    ("vehicles", re.compile(r"(?:车|购置)[^和及与、]{0,8}[和及与、].{0,8}(?:运行|运维|购置)")),
    ("operation", re.compile(r"(?<!机关)运行|运维")),
    ("purchase", re.compile(r"购置")),
    ("travel", re.compile(r"出国")),
    ("reception", re.compile(r"接待")),
    ("agency", re.compile(r"机关运行")),
    ("subtotal", re.compile(r"^小计$")),
    ("vehicles", re.compile(r"^公务用车(?:费用?|经费|支出)?$")),
    ("total", re.compile(r"合计$|总计$|[“\"]三公[”\"]经费(?:总额|支出)?(?:[预决]算数?)?$")),
)
"""What a head is called, the wider name first."""
_HEAD = re.compile(
    r"合计|小计|因公出国[（(]境[）)]费用?|公务接待费|公务用车购置[及和]运行(?:维护)?费|(?:公务用车)?购置费|(?:公务用车)?运行(?:维护)?费"
)
_HEADS = re.compile(rf"数?(?:{_HEAD.pattern})+")
"""Heads that stand without a space, the first perhaps behind the end of another."""
_TAILS = ("数", "费", "经费", "(境)费", "（境）费")
"""What a line break splits off a head."""
PARTS = ("purchase", "operation")
"""The two kinds of vehicle costs."""
ROLE_HEADS = (re.compile(r"预算数?$"), re.compile(r"(?:决算|执行)数?$"))
"""Heads of the budget's and of the outcome's columns."""
_YEAR = re.compile(r"(?:19|20)\d\d|[上去本今当]年")
_ROW_HEADS = re.compile(r"项目|栏次|(?:预算)?(?:单位|部门)(?:名称|编码|代码)?|.{0,20}[“\"]三公[”\"]经费.{0,12}情况")
"""Heads of what names the row, beside those of amounts."""
_FULL_NAMES = {
    "travel": "因公出国（境）费",
    "vehicles": "公务用车购置及运行维护费",
    "purchase": "公务用车购置费",
    "operation": "公务用车运行维护费",
    "reception": "公务接待费",
}


def find_kind(head: PastedCell) -> str:
    """What a head says; "" if none of these expenses."""
    return next((kind for kind, pattern in _KINDS if pattern.search(head.bare_text)), "")


def is_role(head: PastedCell) -> bool:
    """True for the head of the budget's columns, or of the outcome's."""
    return not find_kind(head) and any(pattern.search(head.bare_text) for pattern in ROLE_HEADS)


def split_head_rows(cells: Sequence[PastedCell], body: Sequence[PastedCell]) -> tuple[list[PastedCell], list[PastedCell], int]:
    """The cells of the head, the heads of amounts that they hold, and how many heads of what names the row were left out."""
    head_cells = [cell for cell in cells if not body or cell.paragraph is not body[0].paragraph]
    split_cells = [piece for cell in head_cells for piece in split_heads(cell)]
    pieces = [piece for piece in split_cells if not _ROW_HEADS.fullmatch(piece.bare_text)]
    row_head_count = len(split_cells) - len(pieces)
    is_row_name = bool(row_head_count and pieces) and not (find_kind(pieces[-1]) or is_role(pieces[-1]))
    if is_row_name and pieces[-1].bare_text not in _TAILS:  # the name of the row's body, above its first amount
        del pieces[-1]
    return head_cells, pieces, row_head_count


def split_heads(cell: PastedCell) -> list[PastedCell]:
    """The heads of several columns on one line; spaces that spread a head over its column part single characters."""
    words = cell.text.split()
    pieces = [piece for word in words for piece in _split_joined(word)]
    if len(pieces) > len(words) or (len(words) > 1 and min(map(len, words)) > 1):
        return [PastedCell(piece, cell.paragraph) for piece in pieces]
    return [cell]


def _split_joined(word: str) -> list[str]:
    """The heads that a word is made of where no space parts them; the first may be the end of one broken before."""
    starts = [match.start() for match in _HEAD.finditer(word)]
    if len(starts) < (1 if word[:1] in _TAILS else 2) or not _HEADS.fullmatch(word):
        return [word]
    return [piece for start, end in pairwise(sorted({0, *starts, len(word)})) if (piece := word[start:end])]


def join_halves(cells: Sequence[PastedCell]) -> list[PastedCell]:
    """The heads, those joined that a line break split: 公务 and 接待费."""
    heads: list[PastedCell] = []
    for cell in cells:
        is_open = bool(heads) and not find_kind(heads[-1]) and not is_role(heads[-1])
        if heads and (cell.bare_text in _TAILS or (is_open and find_kind(cell))):
            heads[-1] = PastedCell(heads[-1].bare_text + cell.bare_text, heads[-1].paragraph)
        else:
            heads.append(cell)
    return heads


def name_in_full(heads: Sequence[PastedCell]) -> list[PastedCell]:
    """The heads with their whole names, where lines of several columns cut them in pieces."""
    return [PastedCell(_FULL_NAMES.get(find_kind(head), head.text), head.paragraph) for head in heads]


def name_column(kind: str, text: str) -> str:
    """The full name of a column: its head may say no more than 购置费, below that of both kinds of vehicle costs."""
    if kind == "total":
        return "合计"
    return f"公务用车{text}" if kind in PARTS and "车" not in text else text


def tell_apart(role: str, other_role: str) -> bool:
    """True for the heads of a budget and its outcome, or of the same of two years."""
    kinds = [[bool(pattern.search(text)) for pattern in ROLE_HEADS] for text in (role, other_role)]
    years = [_YEAR.findall(text) for text in (role, other_role)]
    return kinds[0] != kinds[1] or (all(years) and years[0] != years[1])
