"""Finds the columns of a prescribed form in the heads that a page gave line by line, where merged cells come out of order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from budgetbook.importer.readers.pasted_text.column_sums import Balance, can_stand

_EVEN = 0.8
"""Part of the rows whose total must be the sum of its parts, so that the columns are those of the form."""

_TOTALS = ("合计", "小计", "总计", "本年收入合计", "本年支出合计")
_REVENUE = (
    "财政拨款收入", "一般公共预算财政拨款收入", "一般公共预算拨款收入", "政府性基金预算财政拨款收入", "政府性基金预算拨款收入",
    "国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "财政专户管理资金收入", "上级补助收入", "事业收入", "经营收入",
    "事业单位经营收入", "附属单位上缴收入", "其他收入", "上年结转", "上年结转结余", "上年结转和结余",
)  # fmt: skip
_EXPENDITURE = (
    "基本支出", "项目支出", "上缴上级支出", "经营支出", "事业单位经营支出", "对附属单位补助支出", "对附属单位补助",
)  # fmt: skip
_FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
_APPROPRIATIONS = tuple(f"{fund}财政拨款" for fund in _FUNDS)
_STAFF = ("人员经费", "公用经费")


@dataclass(frozen=True)
class Form:
    """The columns of amounts of a form, and which of them make up which."""

    columns: tuple[str, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        """A factor for each column, so that every row comes to 0; without sums of its own the first column is the total."""
        sums = self.sums or (((self.columns[0], self.columns[1:]),) if len(self.columns) > 1 else ())
        return tuple(tuple(1 if name == whole else -(name in parts) for name in self.columns) for whole, parts in sums)


_FORMS = (
    Form(("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")),
    Form(("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")),
    Form(("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")),
    *(
        Form((total, "基本支出", *_STAFF, "项目支出"), ((total, ("基本支出", "项目支出")), ("基本支出", _STAFF)))
        for total in ("合计", "小计")
    ),
    *(Form((total, *_STAFF, "项目支出")) for total in ("合计", "小计")),
    *(Form((total, *_STAFF)) for total in ("合计", "小计")),
    *(Form((total, "基本支出", "项目支出")) for total in ("合计", "小计", "本年支出合计")),
    *(Form((total, *funds)) for total in ("合计", "小计") for funds in (_FUNDS, _APPROPRIATIONS)),
    *(Form((total, *funds[:2])) for total in ("合计", "小计") for funds in (_FUNDS, _APPROPRIATIONS)),
    Form(("决算数",)),
    Form(("预算数",)),
    Form(("金额",)),
)
"""The forms in which budgets and accounts are published."""
_OTHER_HEADS = (
    "支出功能分类科目编码", "功能分类科目编码", "功能分类科目名称", "经济分类科目编码", "经济分类科目名称",
    "部门经济分类科目名称", "部门经济分类科目编码", "政府经济分类科目名称", "支出功能分类", "功能分类", "经济分类",
    "部门经济分类", "科目编码", "科目代码", "科目名称", "科目编", "类科目", "科目", "编码", "名称", "项目名称", "项目",
    "栏次", "行次", "类款项", "类款", "类", "款", "项", "码", "决算数", "预算数", "收入预算", "支出预算", "收入决算",
    "支出决算", "本年收入", "本年支出", "收入", "支出", "财政拨款支出", "一般公共预算支出", "一般公共预算财政拨款支出",
    "一般公共预算基本支出", "一般公共预算财政拨款基本支出", "政府性基金预算支出", "政府性基金预算财政拨款支出",
    "国有资本经营预算支出", "国有资本经营预算财政拨款支出", "经济分", "类科目名称", "分类科目名称", "功能分", "金额",
)  # fmt: skip
"""Heads of other columns than those of amounts, and heads that stand above several."""
_KINDS = frozenset(("决算数", "预算数", "金额"))
"""What the amounts of a table are; two of them are two columns."""
_LISTS = frozenset(("人员经费", "公用经费"))
"""Heads above lists of items, each list with one column of amounts."""
_NAMES = frozenset((*_TOTALS, *_REVENUE, *_EXPENDITURE, *_FUNDS, *_APPROPRIATIONS, *_STAFF))
_TILE = re.compile("|".join(sorted({*_NAMES, *_OTHER_HEADS}, key=len, reverse=True)))
_TILES = re.compile(f"(?:{_TILE.pattern})+")


def find_forms(heads: Sequence[str], *, upper_heads: Collection[str] = (), allows_lists: bool = True) -> list[Form]:
    """The forms whose columns the heads are, whole or in up to three pieces, that with the fewest columns first; [] if none fits.

    `upper_heads` are further heads that may stand above those of the columns.
    """
    lines = [list(_split_heads(line)) for line in heads]
    forms = [form for form in _FORMS if _fits(lines, form, upper_heads, allows_lists=allows_lists)]
    other_form = None if forms else _read_one_line(lines, upper_heads)
    return sorted(forms, key=lambda form: len(form.columns)) or ([other_form] if other_form else [])


def choose_form(forms: Sequence[Form], rows: Sequence[Sequence[Decimal]]) -> Form | None:
    """The first of some forms whose sums hold in nearly all rows; None if they do in none."""
    full_rows = [row for row in rows if row]
    for form in forms:
        width = len(form.columns)
        if all(len(row) <= width for row in full_rows):
            even_count = sum(can_stand(row, width, form.balances) for row in full_rows)
            if even_count >= _EVEN * len(full_rows):
                return form
    return None


def is_head_line(line: str) -> bool:
    """True for a line of nothing but heads."""
    pieces = list(_split_heads(line))
    return bool(pieces) and all(piece in _NAMES or piece in _OTHER_HEADS for piece in pieces)


def _split_heads(line: str) -> Iterator[str]:
    """The heads of a line, also those that stand without a space; what is no whole head remains a piece."""
    for word in _join_letters(line):
        position = 0
        if not _TILES.fullmatch(word):
            while match := _TILE.match(word, position):
                yield match[0]
                position = match.end()
            yield from (word[position:],) if word[position:] else ()
        else:
            yield from (match[0] for match in _TILE.finditer(word))


def _join_letters(line: str) -> Iterator[str]:
    """The words of a line; single characters between spaces are one word that was spread over its column."""
    letters = ""
    for word in line.split():
        if len(word) == 1:
            letters += word
            continue
        yield from (letters,) if letters else ()
        letters = ""
        yield word
    yield from (letters,) if letters else ()


def _fits(lines: Sequence[Sequence[str]], form: Form, upper_heads: Collection[str], *, allows_lists: bool) -> bool:
    """True if the heads are those of a form, in its order, and such as stand above or beside them."""
    left = Counter(piece for line in lines for piece in line)
    is_list = len(form.columns) == 1
    groups = {"基本支出"} if set(_STAFF) <= set(form.columns) else set()
    others = {*_OTHER_HEADS, *upper_heads, *groups, *(_LISTS if is_list and allows_lists else ())} - set(
        form.columns[not is_list :]
    )
    if not all(_take(left, name) for name in form.columns) or len(_KINDS & left.keys() - set(form.columns)) > (not is_list):
        return False
    if any(count > 0 and piece not in others and not (is_list and piece in form.columns) for piece, count in left.items()):
        return False
    return is_list or _stand_in_order(lines, form.columns)


def _stand_in_order(lines: Sequence[Sequence[str]], columns: Sequence[str]) -> bool:
    """True if the heads stand in the order of the columns.

    Those of the parts of 基本支出 stand on a line below it and below 项目支出, which follows them.
    """
    places = {"基本支出": 0.5, **{name: float(index) for index, name in enumerate(columns)}}
    lower = set(_STAFF) if set(_STAFF) <= set(columns) else set()
    uppers = [places[piece] for line in lines for piece in line if piece in places.keys() - lower]
    leaves = [[places[piece] for piece in line if piece in lower] for line in lines]
    return uppers == sorted(uppers) and all(each == sorted(each) for each in leaves)


def _take(pieces: Counter[str], name: str, most: int = 3) -> bool:
    """Take a name off the pieces, or the two or three of which it is made."""
    if pieces[name] > 0:
        pieces[name] -= 1
        return True
    for end in range(2, len(name) - 1 if most > 1 else 0):
        if pieces[name[:end]] > 0:
            pieces[name[:end]] -= 1
            if _take(pieces, name[end:], most - 1):
                return True
            pieces[name[:end]] += 1
    return False


def _read_one_line(lines: Sequence[Sequence[str]], upper_heads: Collection[str]) -> Form | None:
    """The columns that one line of heads names from left to right, the total first; None if other lines name some too."""
    names_by_line = [[piece for piece in line if piece in _NAMES] for line in lines]
    rows = [(line, names) for line, names in zip(lines, names_by_line, strict=True) if len(names) > 1 and names[0] in _TOTALS]
    if len(rows) != 1:
        return None
    line, names = rows[0]
    others = [piece for each in lines if each is not line for piece in each]
    is_plain = all(piece in _OTHER_HEADS or piece in upper_heads for piece in others) and all(
        piece in _NAMES or piece in _OTHER_HEADS for piece in line
    )
    is_flat = len(set(names)) == len(names) and not (set(names) & set(_STAFF) and "基本支出" in names)
    return Form(tuple(names)) if is_plain and is_flat and not set(names[1:]) & set(_TOTALS) else None
