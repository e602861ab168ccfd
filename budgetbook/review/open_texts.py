"""What a person still has to write: texts that a statement or its body lacks, and the edit that writes one.

The importer cannot know them; `check` asks for each. Here they are asked for in one list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetbook.content.model import LANGUAGES, Language
from budgetbook.content.yaml.edits import YamlText
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft.yaml_writer import format_field, format_flow
from budgetbook.review.assignments import ActError

LONGEST = 2000
"""Characters of one text that the workbench takes."""


@dataclass(frozen=True, slots=True)
class OpenText:
    """One text that is missing in one or both languages, or one name that is to be chosen."""

    path: Path
    languages: tuple[Language, ...] = LANGUAGES
    present_text: str = ""
    """What stands there in the other language."""
    choices: tuple[str, ...] = ()
    """Where one of a few names is asked for, and no text."""


def list_statement_texts(data: Mapping[str, Any]) -> list[OpenText]:
    """What a statement lacks, in the order of its file."""
    source = data.get("source")
    texts = [OpenText(("source", "title"))] if isinstance(source, dict) and "title" not in source else []
    for name, project in (data.get("projects") or {}).items():
        texts += [OpenText(("projects", name, "purpose"))] if "purpose" not in project else []
    summary = [OpenText(("summary",))] if "summary" not in data else []
    return [*summary, *texts, *_half_written(data, ())]


def list_entity_texts(data: Mapping[str, Any], kinds: Sequence[str]) -> list[OpenText]:
    """What the file of a body lacks; `kinds` are those that a body can be of."""
    texts = [OpenText((key,)) for key in ("name", "place", "about") if key not in data]
    kind = [OpenText(("kind",), (), "", tuple(kinds))] if "kind" not in data else []
    return [*_half_written(data, ()), *texts, *kind]


def _half_written(value: Any, path: Path) -> Iterator[OpenText]:
    """Yield every text that stands in one language alone."""
    if isinstance(value, dict):
        present = [lang for lang in LANGUAGES if lang in value]
        if len(present) == 1 and value.keys() <= set(LANGUAGES):
            yield OpenText(path, tuple(lang for lang in LANGUAGES if lang not in value), str(value[present[0]]))
            return
        for key, inner in value.items():
            yield from _half_written(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _half_written(inner, (*path, index))


def write_text(text: YamlText, path: Path, words: Mapping[Language, str], choice: str = "") -> YamlText:
    """Write what was missing at a path; what stands there stays."""
    if choice:
        return text.add_entry(path, [f"{path[-1]}: {choice}"], choice)
    words = {lang: " ".join(words[lang].split()) for lang in LANGUAGES if words.get(lang, "").strip()}
    if not words or any(len(each) > LONGEST for each in words.values()):
        raise ActError("text-needed")
    if path not in text.nodes:
        if len(words) < len(LANGUAGES):
            raise ActError("both-languages")
        follower_key = "places" if path == ("summary",) else ""
        return text.add_entry(path, list(format_field(str(path[-1]), words, 0)), words, follower_key=follower_key)
    for lang, each in words.items():
        text = text.add_entry((*path, lang), [f"{lang}: {format_flow(each, lang)}"], each)
    return text
