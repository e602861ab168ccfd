"""The name of the body in a passage, one character more, less or other than it should have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.arithmetic.passages.slip import PassageSlip, narrow_digits

_HEAD = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}部分\s*)?(?:(?:部门|单位|编制单位|预算单位|填报单位)(?:名称)?[：:]\s?)?(?:(?:19|20)[0-9]{2}年度?)?"
    r"(?P<name>[\u4e00-\u9fff]{3,40}?)(?:[（](?:部门|单位|本级)[）])?"
    r"(?=(?:19|20)[0-9]{2}\s?年|部门[预决]算|单位[预决]算|\s|$)"
)
_SHORTEST = 5
"""Characters of a name: of a shorter one, one character is too much to tell a slip from another body."""


def read_body_name(text: str, names: tuple[str, ...], alike: Sequence[str] = ()) -> Iterator[PassageSlip]:
    """Yield the name where a heading or a table names its body, right or one character off; or a character that is stutter.

    `names` are all that the body is called; within sentences only a character printed twice is a slip for certain. Another
    character in its place is one only if the two are taken for each other: `alike` groups such characters, for 第一中学 and
    第二中学 are two schools.
    """
    for name in (name for name in names if len(name) >= _SHORTEST):
        for stutter in _doublings(name):
            if stutter in text and stutter not in names:
                yield PassageSlip(stutter, name)
                return
    match = _HEAD.match(narrow_digits(text).strip())
    printed_name = match["name"] if match else ""
    if printed_name in names:
        yield PassageSlip(printed_name, printed_name, True)
    elif len(printed_name) >= _SHORTEST - 1 and not any(name in text for name in names):
        close = [name for name in names if len(name) >= _SHORTEST and _is_slip_of(printed_name, name, alike)]
        if close:
            yield PassageSlip(printed_name, close[0])


def find_near_names(text: str, names: Sequence[str], tell_apart: str) -> Iterator[PassageSlip]:
    """Yield a name in a heading or over a table that is the body's but for one character, unless both characters `tell_apart`
    bodies: 一, 二, 东, 西. It may be another body's, so a person has to look.
    """
    match = _HEAD.match(narrow_digits(text).strip())
    printed_name = match["name"] if match else ""
    if len(printed_name) < _SHORTEST or any(name in text for name in names):
        return
    for name in names:
        pairs = _unlike_characters(printed_name, name)
        if len(pairs) == 1 and not set(pairs[0]) <= set(tell_apart):
            yield PassageSlip(printed_name, name)


def _doublings(name: str) -> Iterator[str]:
    return (name[:index] + name[index - 1] + name[index:] for index in range(1, len(name) + 1))


def _is_slip_of(printed_name: str, name: str, alike: Sequence[str]) -> bool:
    """True if a name is another with one character more, less or taken for one that looks or sounds alike."""
    pairs = _unlike_characters(printed_name, name)
    return _is_one_off(printed_name, name) or (len(pairs) == 1 and any(set(pairs[0]) <= set(group) for group in alike))


def _unlike_characters(first: str, second: str) -> list[tuple[str, str]]:
    """The characters in which two names of the same length differ; none for names of different lengths."""
    return [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] if len(first) == len(second) else []


def _is_one_off(first: str, second: str) -> bool:
    """True if one text is the other with one character left out, within the name: its first may belong to a longer one."""
    shorter, longer = sorted((first, second), key=len)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
