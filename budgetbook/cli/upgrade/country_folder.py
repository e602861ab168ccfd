"""The step to form 1: a dictionary at the top of the content folder becomes what the site itself changed in it.

Until then a site had the whole dictionary of China in its content, in Chinese and English. What it was given comes with the
program now, in its present words; what the site changed, added or took away goes into `countries/china/` and `languages/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from budgetbook.cli.upgrade.content_draft import SETTINGS, ContentDraft, UpgradeError
from budgetbook.cli.upgrade.first_dictionary import had_path, had_value
from budgetbook.content.dictionary import COUNTRIES, LANGUAGES, PROGRAM_CONTENT
from budgetbook.content.fields import HOLE
from budgetbook.content.yaml import reader
from budgetbook.content.yaml.edits import YamlText
from budgetbook.content.yaml.reader import Path as FieldPath
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.importer.draft.yaml_writer import format_comment, format_field, join_lines

_COUNTRY = "china"
_LANGUAGES = ("zh", "en")
_WORDING = "wording.yaml"
_DICTIONARY_FILE = re.compile(
    r"(concepts|sections|tables|international|importer|form-words)\.yaml|(profiles|classifications)/[^/]+\.yaml|wording\.yaml"
)
_NAMED_BY_STATEMENTS = re.compile(r"(concepts|tables)\.yaml|(profiles|classifications)/.*")
"""Files whose entries stay although the program has them no more: a statement may name them."""
_EXAMPLES = "examples.yaml"
_REMOVAL = "null"
_OWN_CHANGES = _("{file}：留下本站自己改过的 {count} 条", "{file}: keeps what the site itself changed, entries: {count}")
_KEPT_WHOLE = _("{file}：程序没有这个文件，原样留下", "{file}: is none of the program's, and stays as it is")
_WITHOUT_PLACE = _(
    "{file}：本站改过的 {count} 句话，程序里已经没有位置，或者要填的空不同了；写在文件末尾的注释里",
    "{file}: sentences of the site that the program has no place for any more, or fills in another way: {count}."
    " They are comments at its end",
)
_EXAMPLES_TAKEN_OUT = _(
    "{file}：去掉程序原来给的 {count} 个例子，它们读的数据文件已经换了样子；新的例子在程序仓库的 content/examples.yaml",
    "{file}: loses the examples that came with the program ({count}): the data that they read have changed;"
    " present ones are in content/examples.yaml of the program's repository",
)
_OWN_EXAMPLES = _(
    "{file}：请看看 {names}：数据文件现在是 data/*.csv.gz，接口在 data/v2/",
    "{file}: look at {names}: data files are data/*.csv.gz now, and the API is at data/v2/",
)
_IN_THE_WAY = _(
    "{file} 已经有了，内容不同；什么也没有写：请先把它移开",
    "{file} is there already and says something else; nothing was written: move it away first",
)
_OF_PROGRAM = _(
    "这是程序自带的内容目录；请把您的内容放到另一个目录，用 --content 指明",
    "this is the content folder that comes with the program; put your content into another one and name it with --content",
)


def move_dictionary(draft: ContentDraft) -> None:
    """Take the step. Raises UpgradeError and EditError."""
    if draft.is_of_program:
        raise UpgradeError(_OF_PROGRAM)
    for name in [name for name in draft.files if _DICTIONARY_FILE.fullmatch(name)]:
        text = YamlText(draft.files.pop(name))
        if name == _WORDING:
            _move_wording(draft, text)
        else:
            _move_file(draft, name, text)
    if _EXAMPLES in draft.files:
        _clear_examples(draft)
    settings = draft.edit(SETTINGS)
    entries = {"languages": list(_LANGUAGES), "printed_in": _LANGUAGES[0], "country": _COUNTRY}
    for key, value in entries.items():
        if key not in settings.data:
            settings = settings.add_entry((key,), list(format_field(key, value, 0)), value)
    draft.files[SETTINGS] = settings.raw


def _clear_examples(draft: ContentDraft) -> None:
    """Take out the examples that came with the program, whose data lie elsewhere now, and from the site's own what they print."""
    text = draft.edit(_EXAMPLES)
    own_names = [name for name, entry in text.data.items() if _cut(_EXAMPLES, (name,), entry, {})]
    if len(own_names) < len(text.data):
        draft.remark(_EXAMPLES_TAKEN_OUT, file=_EXAMPLES, count=len(text.data) - len(own_names))
    if not own_names:
        del draft.files[_EXAMPLES]
        return
    for name, entry in text.data.items():
        if name not in own_names:
            text = text.remove((name,))
        elif "prints" in entry:
            text = text.remove((name, "prints"))
    draft.files[_EXAMPLES] = text.raw
    draft.remark(_OWN_EXAMPLES, file=_EXAMPLES, names=", ".join(own_names))


def _move_file(draft: ContentDraft, name: str, text: YamlText) -> None:
    new_name = f"{COUNTRIES}/{_COUNTRY}/{name}"
    program_data = _read_program(new_name)
    if not program_data and _NAMED_BY_STATEMENTS.fullmatch(name):  # the site's own, or one that the program has no more
        _put(draft, new_name, text.raw.replace(b"$schema=../schema/", b"$schema=../../../schema/"))
        draft.remark(_KEPT_WHOLE, file=new_name)
        return
    keeps_lost = _NAMED_BY_STATEMENTS.fullmatch(name) is not None
    own_entries = find_own_entries(name, text.data, program_data, keeps_lost=keeps_lost)
    _write(draft, new_name, own_entries, [], _collect_comments(text, own_entries))


def _move_wording(draft: ContentDraft, text: YamlText) -> None:
    """Cut the words of both languages in two files; a sentence that the program could not fill any more becomes a comment."""
    for lang in _LANGUAGES:
        name = f"{LANGUAGES}/{lang}.yaml"
        program_data = _read_program(name)
        own_entries: dict[str, Any] = {}
        leftovers: list[str] = []
        for part, words in text.data.items():
            for key, value in words.items():
                own_text = value.get(lang) if isinstance(value, dict) else None
                if own_text is None or had_value(_WORDING, (part, key, lang), own_text):
                    continue
                program_text = program_data.get(part, {}).get(key)
                if program_text is not None and _list_holes(program_text) == _list_holes(own_text):
                    own_entries.setdefault(part, {})[key] = own_text
                else:
                    leftovers.append(f"{key}: {own_text}")
        _write(draft, name, own_entries, leftovers, {})


def find_own_entries(name: str, data: Mapping[str, Any], program_data: Mapping[str, Any], *, keeps_lost: bool) -> dict[str, Any]:
    """What a file says beyond what it was given: changed and added values, and a removal for each that was taken away."""
    own_entries = _cut(name, (), data, program_data)
    lost_entries = {key: value for key, value in data.items() if keeps_lost and key not in program_data}
    return {**own_entries, **lost_entries}


def _cut(name: str, path: FieldPath, data: Mapping[str, Any], program_data: Mapping[str, Any]) -> dict[str, Any]:
    own_entries: dict[str, Any] = {}
    for key, value in data.items():
        inner_path = (*path, key)
        if isinstance(value, dict):
            program_value = program_data.get(key)
            if inner := _cut(name, inner_path, value, program_value if isinstance(program_value, dict) else {}):
                own_entries[key] = inner
        elif not had_value(name, inner_path, value):
            own_entries[key] = value
    for key, value in program_data.items():
        if key not in data and _was_given(name, (*path, key), value):
            own_entries[key] = _REMOVAL
    return own_entries


def _was_given(name: str, path: FieldPath, value: Any) -> bool:
    """True if the dictionary before the first release had this, too, in whatever words: the site took it away."""
    if isinstance(value, dict):
        return any(_was_given(name, (*path, key), inner) for key, inner in value.items())
    return had_path(name, path)


def _write(
    draft: ContentDraft, name: str, own_entries: Mapping[str, Any], leftovers: list[str], comments: Mapping[str, list[str]]
) -> None:
    """Put the own entries into a new file, if there are any, and tell how many."""
    if not own_entries and not leftovers:
        return
    lines = []
    for key, value in own_entries.items():
        lines += [*comments.get(key, ()), *(_format_entry(key, value, 0))]
    raw = join_lines([*lines, *(format_comment(each, 0) for each in leftovers)]).encode()
    _put(draft, name, raw)
    if own_entries:
        draft.remark(_OWN_CHANGES, file=name, count=len(own_entries))
    if leftovers:
        draft.remark(_WITHOUT_PLACE, file=name, count=len(leftovers))


def _put(draft: ContentDraft, name: str, raw: bytes) -> None:
    """Put a file where none is yet, unless an upgrade that was cut short has left the same one. Raises UpgradeError."""
    if draft.files.get(name, raw) != raw:
        raise UpgradeError(_IN_THE_WAY, file=(draft.root / name).as_posix())
    draft.files[name] = raw


def _format_entry(key: str, value: Any, indent: int) -> Iterator[str]:
    """Lines of one entry; a removal is a plain `null`, which no other value may be."""
    if value is _REMOVAL:
        yield f"{next(iter(format_field(key, 0, indent))).removesuffix('0')}{_REMOVAL}"
    elif isinstance(value, dict) and _has_removal(value):
        yield f"{next(iter(format_field(key, 0, indent))).removesuffix(' 0')}"
        for inner, item in value.items():
            yield from _format_entry(inner, item, indent + 2)
    else:
        yield from format_field(key, value, indent)


def _has_removal(value: Any) -> bool:
    return value is _REMOVAL or (isinstance(value, dict) and any(map(_has_removal, value.values())))


def _collect_comments(text: YamlText, own_entries: Mapping[str, Any]) -> dict[str, list[str]]:
    """The comments above and within the entries that stay, by their keys."""
    lines = text.raw.decode("utf-8-sig").splitlines()
    comments = {}
    for key in own_entries:
        node = text.nodes.get((key,))
        if node is None or node.key is None:
            continue
        first, last = node.key[0], node.extent[2]
        while first and lines[first - 1].startswith("#") and "yaml-language-server" not in lines[first - 1]:
            first -= 1
        comments[key] = [line.strip() for line in lines[first : last + 1] if line.lstrip().startswith("#")]
    return comments


def _list_holes(sentence: str) -> frozenset[str]:
    return frozenset(HOLE.findall(sentence))


def _read_program(name: str) -> dict[str, Any]:
    """The program's own file of that name; {} if it has none."""
    path = PROGRAM_CONTENT / name
    attempt = reader.attempt(name, path.read_bytes()) if path.is_file() else None
    return attempt.file.data if attempt and attempt.file else {}
