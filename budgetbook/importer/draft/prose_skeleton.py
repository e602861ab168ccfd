"""Figures in; the text of a statement to begin with out: a heading for each part of its page that has one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from budgetbook.content.yaml import reader


def of_statement(file: Path, content_root: Path) -> str:
    """The same for a statement's file that is there."""
    data = _data(file)
    figures = data.get("figures")
    return headings(content_root, figures if isinstance(figures, dict) else ())


def headings(content_root: Path, figures: Collection[str]) -> str:
    """The headings, in the order of the page."""
    sections = _data(content_root / "sections.yaml")
    return text({name: about.get("figures", ()) for name, about in sections.items() if isinstance(about, dict)}, figures)


def text(sections: Mapping[str, Iterable[str]], figures: Collection[str]) -> str:
    """The same, by the figures of each section."""
    used = [name for name, shown in sections.items() if set(shown) & set(figures)]
    return "\n".join(f"## {name}\n" for name in used)


def _data(path: Path) -> Mapping[str, object]:
    read, _ = reader.read(path.as_posix(), path.read_bytes()) if path.exists() else (None, [])
    return read.data if read else {}
