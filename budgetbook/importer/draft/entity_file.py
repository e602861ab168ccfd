"""Drafts the file of a new body from what its first document says of it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import entity_kinds
from budgetbook.importer.draft import draft
from budgetbook.importer.draft.yaml_writer import format_comment, format_field, join_lines
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary


def render_entity(recognition: Recognition, vocabulary: Vocabulary) -> str:
    """The text of `entity.yaml`: the name as far as the document tells it, and what a person has to write."""
    lines = ["# yaml-language-server: $schema=../../schema/entity.json", *(format_comment(line, 0) for line in draft.HEAD[2:3])]
    lines += [format_comment("To be written by a person / 请补写：", 0)]
    lines += [format_comment(f"  {line}", 0) for line in _list_missing_fields(recognition)]
    lines.append("# kind:  # one of these / 单位是哪一类，选一个：")
    kinds = {kind: vocabulary.concepts[kind].name for kind in entity_kinds(vocabulary.concepts)}
    lines += [format_comment(f"  {kind}  # {name.as_printed} / {name['en']}", 0) for kind, name in kinds.items()]
    if recognition.entity_kind:
        lines.append(format_comment(f"By its name it is perhaps: / 从名称看可能是：{recognition.entity_kind}", 0))
    return join_lines([*lines, *_name_lines(recognition)])


def _list_missing_fields(recognition: Recognition) -> Iterator[str]:
    yield "name.en" if recognition.entity_name else "name: zh, en"
    yield "kind"
    yield "place: zh, en"
    yield "about: zh, en"
    yield "where known / 知道就写：short, parent, duties, units"


def _name_lines(recognition: Recognition) -> Iterator[str]:
    if recognition.entity_name:
        yield from format_field("name", {"zh": recognition.entity_name}, 0)
    else:
        yield "# name:  # the document does not say surely whose it is / 原文件没有明确写出是哪个单位"
        if recognition.unsure_name:
            yield format_comment(f"It only says: / 原文件里只有：{recognition.unsure_name}", 0)
