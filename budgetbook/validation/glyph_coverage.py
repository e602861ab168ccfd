"""Notes on names with a character that the font of cards lacks.

They are notes, not problems: pages show every character in the reader's own fonts. But a card would show a box,
and its editor should know before readers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from budgetbook.charts.glyphs import missing_glyphs
from budgetbook.content.content import Content
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, message

_NAMES = ("name", "short", "title", "tagline", "words", "sentences")
"""Fields whose text appears in pictures, as labels, titles and sources."""


def note_undrawn_characters(content: Content, files: Iterable[str]) -> Iterator[Problem]:
    """Note each missing character once per file, at its first occurrence."""
    for file in files:
        noted_characters = set[str]()
        for path, text in _texts(content.files[file].data, (), is_name=False):
            if new := "".join(c for c in missing_glyphs(text, _find_script(content, file, path)) if c not in noted_characters):
                noted_characters.update(new)
                codes = " ".join(f"{c} (U+{ord(c):04X})" for c in new)
                yield content.problem(file, path, message("not-drawn", characters=codes), message("not-drawn-hint"))


def _find_script(content: Content, file: str, path: Path) -> str:
    """The script of the language that a text is in: its own key, that of the file of a language, or that of the documents."""
    keys = (*reversed(path), *(lang for lang in content.languages if file == content.language_path(lang)))
    lang = next((key for key in keys if key in content.phrases), content.printed_in)
    return content.phrases[str(lang)].script


def _texts(data: Any, path: Path, *, is_name: bool) -> Iterator[tuple[Path, str]]:
    """Yield every text in a name field, or anywhere below one, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key), is_name=is_name or key in _NAMES)
    elif isinstance(data, (list, tuple)):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index), is_name=is_name)
    elif is_name and isinstance(data, str):
        yield path, data
