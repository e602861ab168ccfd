"""What a person still has to write: texts that a statement or its body lacks, and the edit that writes one.

The importer cannot know them; `check` asks for each. Here they are asked for in one list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetbook.content.text import Language
from budgetbook.content.yaml.edits import YamlText
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft.yaml_writer import format_field, format_flow
from budgetbook.review.assignments import ActError

LONGEST = 2000
"""Characters of one text that the workbench takes."""


@dataclass(frozen=True, slots=True)
class OpenText:
    """One text that is missing in one or several languages, or one name that is to be chosen."""

    path: Path
    languages: Sequence[Language]
    present_text: str = ""
    """What stands there in another language."""
    choices: tuple[str, ...] = ()
    """Where one of a few names is asked for, and no text."""


def list_statement_texts(data: Mapping[str, Any], languages: Sequence[Language]) -> list[OpenText]:
    """What a statement lacks, in the order of its file."""
    source = data.get("source")
    texts = [OpenText(("source", "title"), languages)] if isinstance(source, dict) and "title" not in source else []
    for name, project in (data.get("projects") or {}).items():
        texts += [OpenText(("projects", name, "purpose"), languages)] if "purpose" not in project else []
    summary = [OpenText(("summary",), languages)] if "summary" not in data else []
    return [*summary, *texts, *_half_written(data, (), languages)]


def list_entity_texts(data: Mapping[str, Any], kinds: Sequence[str], languages: Sequence[Language]) -> list[OpenText]:
    """What the file of a body lacks; `kinds` are those that a body can be of."""
    texts = [OpenText((key,), languages) for key in ("name", "place", "about") if key not in data]
    kind = [OpenText(("kind",), (), "", tuple(kinds))] if "kind" not in data else []
    return [*_half_written(data, (), languages), *texts, *kind]


def _half_written(value: Any, path: Path, languages: Sequence[Language]) -> Iterator[OpenText]:
    """Yield every text that stands in some of the languages alone."""
    if isinstance(value, dict):
        present = [lang for lang in languages if lang in value]
        if 0 < len(present) < len(languages) and value.keys() <= set(languages):
            yield OpenText(path, tuple(lang for lang in languages if lang not in value), str(value[present[0]]))
            return
        for key, inner in value.items():
            yield from _half_written(inner, (*path, key), languages)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _half_written(inner, (*path, index), languages)


def write_text(
    text: YamlText, path: Path, words: Mapping[Language, str], languages: Sequence[Language], choice: str = ""
) -> YamlText:
    """Write what was missing at a path; what stands there stays."""
    if choice:
        return text.add_entry(path, [f"{path[-1]}: {choice}"], choice)
    words = {lang: " ".join(words[lang].split()) for lang in languages if words.get(lang, "").strip()}
    if not words or any(len(each) > LONGEST for each in words.values()):
        raise ActError("text-needed")
    if path not in text.nodes:
        if len(words) < len(languages):
            raise ActError("both-languages")
        follower_key = "places" if path == ("summary",) else ""
        return text.add_entry(path, list(format_field(str(path[-1]), words, 0)), words, follower_key=follower_key)
    for lang, each in words.items():
        text = text.add_entry((*path, lang), [f"{lang}: {format_flow(each, lang)}"], each)
    return text
