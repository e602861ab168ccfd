"""A number in; an invented body out: its names in both languages, its kind, its units. No two numbers give the same name."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
WORDS: dict[str, Any] = yaml.load((HERE / "words.yaml").read_bytes(), Loader=yaml.CSafeLoader)
_SECOND, _FIRST, _KINDS = WORDS["second"], WORDS["first"], WORDS["kinds"]


@dataclass(frozen=True, slots=True)
class Body:
    """One invented body."""

    id: str
    zh: str
    en: str
    district: tuple[str, str]
    kind: dict[str, Any]
    """Its entry in `words.yaml`."""
    units: int
    """How many units stand below it."""


def body(number: int, chance: random.Random) -> Body:
    """The body of that number."""
    place, kind = divmod(number, len(_KINDS))
    about = _KINDS[kind]
    zh, en = _place(place)
    return Body(
        id=f"{en.lower().replace(' ', '-')}-{about['en'].lower().replace(' ', '-')}",
        zh=f"{zh}区{about['zh']}",
        en=f"{en} {about['en']}",
        district=(f"{zh}区", f"{en} District"),
        kind=about,
        units=chance.randint(1, len(WORDS["units"])),
    )


def _place(index: int) -> tuple[str, str]:
    """A name of a place in both languages: two syllables, and as many more before them as there are places to name."""
    index, last = divmod(index, len(_FIRST) * len(_SECOND))
    first, second = _FIRST[last // len(_SECOND)], _SECOND[last % len(_SECOND)]
    zh, en = first[0] + second[0], first[1] + second[1]
    while index:
        index, more = divmod(index - 1, len(_FIRST))
        zh, en = _FIRST[more][0] + zh, f"{_FIRST[more][1]} {en}"
    return zh, en


def text(value: dict[str, str]) -> str:
    """A text in both languages as YAML in one line."""
    return f"{{zh: {quoted(value['zh'])}, en: {quoted(value['en'])}}}"


def quoted(value: str) -> str:
    """A string as YAML, whatever stands in it."""
    return json.dumps(value, ensure_ascii=False)


def entity(body: Body, chance: random.Random) -> str:
    """The body's `entity.yaml`."""
    return "".join(_entity(body, chance))


def _entity(body: Body, chance: random.Random) -> Iterator[str]:
    zh, en = body.district
    yield "# yaml-language-server: $schema=../../schema/entity.json\n"
    yield f"name: {text({'zh': body.zh, 'en': f'{body.en}, {en}'})}\n"
    yield f"short: {text({'zh': body.zh, 'en': body.en})}\n"
    yield f"kind: {body.kind['kind']}\nplace: {text({'zh': zh, 'en': en})}\n"
    yield f"parent: {text({'zh': f'{zh}（区一级）', 'en': f'{en} (district level)'})}\n"
    about = {
        "zh": f"{body.zh}是{zh}的一个单位，为区里的居民办事。它把每年的预算公布出来。",
        "en": f"The {body.en} is a body of {en} and works for its residents. It publishes a budget every year.",
    }
    yield f"about: {text(about)}\nduties:\n"
    for duty in chance.sample(WORDS["duties"], chance.randint(3, 6)):
        yield f"  - short: {text(duty['short'])}\n    text: {text(duty['text'])}\n"
    if chance.random() < 0.4:
        yield from _units(body)


def _units(body: Body) -> Iterator[str]:
    """The units below it as a tree: the last of several stands below the first."""
    names = [{"zh": f"{body.zh}{zh}", "en": f"{body.en}, {en}"} for zh, en in WORDS["units"][: body.units]]
    yield f"units:\n  - name: {text(names[0])}\n    kind: public-institution\n"
    if len(names) > 2:
        yield f"    units:\n      - name: {text(names.pop())}\n        kind: public-institution\n"
    for name in names[1:]:
        yield f"  - name: {text(name)}\n    kind: public-institution\n"
