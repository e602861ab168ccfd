"""Cuts a Markdown text into its title and its sections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """One Markdown file, cut at its level-2 headings."""

    file: str
    title: str
    """The text of a level-1 heading on the first line; empty if there is none."""
    sections: Mapping[str, tuple[int, str]]
    """Heading -> (line of the heading, Markdown below it); the text before the first heading is under ""."""
    repeated_headings: tuple[tuple[str, int], ...] = ()
    """Each further occurrence of a heading, with its line."""


def cut_prose(file: str, text: str) -> Prose:
    """Cut Markdown at its level-2 headings; headings inside fenced blocks do not count."""
    sections: dict[str, tuple[int, list[str]]] = {"": (0, [])}
    title, current, fence = "", "", ""
    repeated_headings: list[tuple[str, int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.match(r"(`{3,}|~{3,})", line):
            fence = "" if fence and line.startswith(fence) else fence or match[1]
        if number == 1 and line.startswith("# "):
            title = line[2:].strip()
            sections[""] = (1, [])
        elif line.startswith("## ") and not fence:
            current = line[3:].strip()
            if current in sections:
                repeated_headings.append((current, number))
            sections.setdefault(current, (number, []))
        else:
            sections[current][1].append(line)
    joined_sections = {name: (line, "\n".join(lines)) for name, (line, lines) in sections.items()}
    return Prose(file, title, joined_sections, tuple(repeated_headings))
