"""Lists of projects within a sentence that says it names projects: 主要项目支出有宣传经费5万元，普查经费3万元."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?:主要|重点)项目(?:支出|预算|经费)?(?:安排)?(?:分别)?(?:有|包括|包含|为|是|如下)[:：]?")
_OPEN_END = re.compile(r"(?:主要|重点)项目(?:支出|预算|经费)?(?:安排)?(?:有|包括|包含|为|是|如下)[:：]?\s*$")
"""The end of a paragraph behind which each item of the list is a paragraph."""
_ITEM = re.compile(r"\s*[(（]?[0-9]{1,2}[)）.、．](?![0-9])")
_EARLIER_ITEM = re.compile(r"[0-9](?:万元|亿元|元)[，,、；;和及]")
_NAME = re.compile(r"\s*(?:[(（]?[0-9一二三四五六七八九十]{1,2}[)）.、．])?\s*([^，,、；;：:。()（）0-9]{2,30}?)(?:为|共|计)?\s*")
_NO_NAME = re.compile("其中|合计|共计|总计|占|比|较|增|减|[性类]项目|[一-龥]类$|其他|上级|配套|拨款|结转")
"""Words of an item that is no project but a change, a kind of projects or where their money comes from."""
_LONGEST = 400


def find_listed_project(sentence: str) -> str:
    """The name of the project right before an amount, by the sentence up to it; "" if the sentence lists no projects there."""
    sentence = sentence[-_LONGEST:]
    opening = _OPENING.search(sentence)
    if opening is None:
        return ""
    list_text = sentence[opening.end() :]
    starts = [match.end() for match in _EARLIER_ITEM.finditer(list_text)]
    name = _NAME.fullmatch(list_text[starts[-1] :] if starts else list_text)
    return name[1].strip() if name and not _NO_NAME.search(name[1]) else ""


def continues_projects(paragraph: str, earlier_paragraph: str, *, is_open: bool) -> bool:
    """True for an item of the projects that a paragraph announces, each in a paragraph of its own: 主要项目是：¶1.宣传经费5万元.

    `is_open` tells that the paragraph before is such an item too.
    """
    return bool(_ITEM.match(paragraph)) and (is_open or bool(_OPEN_END.search(earlier_paragraph)))
