"""Drafts the prose of a statement: a heading for each section of its page that has a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from budgetbook.content import dictionary


def make_statement_headings(file: Path, content_root: Path) -> str:
    """The headings for a statement whose file exists."""
    data = _read_data(file, content_root)
    figures = data.get("figures")
    return make_headings(content_root, figures if isinstance(figures, dict) else ())


def make_headings(content_root: Path, figures: Collection[str]) -> str:
    """The headings for these figures, in the order of the page."""
    sections = _read_data(dictionary.find_file(content_root, "sections.yaml"), content_root)
    return format_headings(
        {name: section.get("figures", ()) for name, section in sections.items() if isinstance(section, dict)}, figures
    )


def format_headings(sections: Mapping[str, Iterable[str]], figures: Collection[str]) -> str:
    """The headings of the sections that have any of these figures."""
    section_names = [name for name, section_figures in sections.items() if set(section_figures) & set(figures)]
    return "\n".join(f"## {name}\n" for name in section_names)


def _read_data(path: Path, root: Path) -> Mapping[str, object]:
    attempt = dictionary.read_file(root, path) if path.exists() else None
    return attempt.file.data if attempt and attempt.file and not attempt.problems else {}
