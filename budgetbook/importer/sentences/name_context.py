"""Tells whether the words before a name leave it the name of the body's own figure, or make it that of something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from budgetbook.content.importer_config import ImporterFile
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import BASES

_LEAD = (
    "lead",
    "receive",
    "sets-up",
    "year-end",
    "filler",
    "part",
    "item",
    "bracket",
    "this-year",
    "last-year",
    "other-year",
    "share",
    "compare",
    *BASES,
)
"""Tokens before a name that say nothing of whose it is."""
_WORD = 2
"""Characters of a word that limits money to some of a place's bodies: 区直."""
_BULLETS = "—–-•·●◆◇■□▲★☆※➢√*"
"""Marks at the head of an item of a list."""
_AND = ("、", "和", "及", "以及", "与")
_LIST_NUMBER = re.compile(r"\([一二三四五六七八九十]{1,3}\)|\s*[一二三四五六七八九十]{1,3}、")
_SCOPE = re.compile(r"[，,(](?:包括|含|涵盖)[^。；;:：0-9]{2,80}其他(?:预算)?单位$")
_SHORTEST_NAME = 4
_GOVERNMENT = "人民政府"


def is_clear(
    tokens: Sequence[Token], index: int, entity_name: str, own_level: str, own_words: Mapping[str, Sequence[str]] | None = None
) -> bool:
    """True if nothing before a name makes it the name of something else; `own_words` is what people call bodies at home."""
    loose_text = ""
    for position in range(index - 1, -1, -1):
        token = tokens[position]
        if token.text in _AND and not loose_text and _joins_names(tokens, position):
            return False
        if token.kind in ("mark", "number", "name", "reason", "unchanged") or token.text in ("(", ")"):
            break
        if token.kind in ("increase", "decrease") and not loose_text:
            # 减少公务接待费2万元 is a change; …增加，包括：公务接待费2万元 lists amounts.
            return any(t.kind == "part" for t in tokens[position + 1 : index])
        if token.kind == "this-year" and loose_text:
            break
        if token.kind in _LEAD:
            if token.text in ("部门", "本部门", "单位", "中", "本单位") and not loose_text:
                if scope := _find_scope(tokens, position):
                    return is_clear(tokens, scope, entity_name, own_level, own_words)
                return "".join(t.text for t in tokens[max(0, position - 2) : position]) != "其他"
            if not loose_text:
                continue
        loose_text = token.text + loose_text
    return _names_body(loose_text.lstrip(_BULLETS), entity_name, own_level, own_words or {})


def _names_body(text: str, entity_name: str, own_level: str, own_words: Mapping[str, Sequence[str]]) -> bool:
    """True if words before a name mean the body itself, or there are none."""
    if text in ("", own_level, own_level.replace("级", "本级")):
        return True
    is_own_word = entity_name.endswith(tuple(own_words.get(text, ()))) and text in own_words
    return bool(entity_name) and (is_own_word or _means_body(text, entity_name))


def _find_scope(tokens: Sequence[Token], position: int) -> int:
    """The index of words, up to here, that tell whose money a level's is: 县级，包括行政单位和其他单位|2024年…; else 0."""
    if not any(t.kind in ("this-year", "last-year") for t in tokens[position + 1 : position + 2]):
        return 0
    words = list(tokens[: position + 1])
    match = _SCOPE.search("".join(t.text for t in words))
    if match is None:
        return 0
    length = 0
    for index, token in enumerate(words):
        if length >= match.start():
            return index
        length += len(token.text)
    return 0


def _means_body(text: str, entity_name: str) -> bool:
    """True if words are the body's name, a piece of it, its short form or its place."""
    return (
        text.endswith(entity_name)
        or text in entity_name
        or is_short_name(text, entity_name)
        or entity_name.endswith(text[-8:])
        or is_own_level(text, entity_name)
    )


def names_owner(tokens: Sequence[Token], index: int, entity_name: str) -> bool:
    """True if the body's name, in full or without its place, stands right before a name: 河湾镇卫生院支出."""
    start = index
    while start and tokens[start - 1].kind not in ("mark", "number", "this-year", "last-year", "name", "reason"):
        start -= 1
    text = "".join(t.text for t in tokens[start:index])
    return bool(entity_name) and len(text) >= _SHORTEST_NAME and (text.endswith(entity_name) or entity_name.endswith(text))


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    """True if a conjunction joins two names and the first has no number: 土地、房屋120万元."""
    earlier_tokens = [t for t in tokens[:index] if t.kind not in ("bracket", "filler")]
    return bool(earlier_tokens) and earlier_tokens[-1].kind in ("name", "text", "code")


def is_short_name(text: str, name: str) -> bool:
    """True if the characters of a text stand in this order in a body's name: 河湾区政府办 of 河湾区人民政府办公室."""
    characters = iter(name)
    return len(text) >= _SHORTEST_NAME and text[:2] == name[:2] and all(c in characters for c in text)


def is_own_level(text: str, name: str) -> bool:
    """True if a text says "all of the place" or "of its level" of the place whose name this is: 全县, 县级 of 某某县.

    The last character alone is short for the body: 局 of 水务局, 镇 of 白沙镇人民政府.
    """
    kind = name.removesuffix(_GOVERNMENT)[-1:] or name[-1]
    return text in (f"全{name[-1]}", f"{name[-1]}级", f"{name[-1]}本级", f"全{name[-1]}各部门", kind)


def is_limited(tokens: Sequence[Token], index: int, words: ImporterFile) -> bool:
    """True if words before the name of a fund limit it to some of the bodies: 区直|财政拨款|“三公”经费."""
    start = index
    weak_names = set(words.weak_names)
    while start and (tokens[start - 1].kind == "filler" or weak_names.issuperset(tokens[start - 1].concepts or [""])):
        start -= 1
    text = "".join(t.text for t in tokens[max(0, start - _WORD) : start] if t.kind == "text")
    return start < index and text.endswith(words.some_bodies)


def confirms_figure(heading: str, concept: str, tokens: Sequence[Token], index: int, words: ImporterFile) -> bool:
    """True if the heading names the same figure, so that words before the name only describe it: 开展活动的公务接待费.

    Words that limit it to some of the body's money or to another body still count.
    """
    marks = [i for i, t in enumerate(tokens[:index]) if t.kind == "mark" and t.text != "、"]
    description = "".join(t.text for t in tokens[max(marks, default=-1) + 1 : index])
    return concept == heading and not any(word in description for word in words.limiting_words)


def begins(tokens: Sequence[Token], index: int) -> bool:
    """True if a name is the first of a paragraph, but for the paragraph's number."""
    return all(t.kind == "item" or _LIST_NUMBER.fullmatch(t.text) for t in tokens[:index])
