"""Takes over into a draft what a person wrote for an earlier statement of the same body: names, publisher, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from budgetbook.content.stages import STEM
from budgetbook.content.yaml import reader
from budgetbook.importer.draft.entries import DraftEntry, Fields
from budgetbook.importer.draft.statement_draft import StatementDraft

_STATEMENT_FILE = re.compile(rf"{STEM}\.yaml")
_HEADING = re.compile(r"^## .+$", re.MULTILINE)
_SHORTEST_NAME = 4
"""Characters of a place's name by which it is known again within a longer one."""


@dataclass(frozen=True)
class EarlierStatement:
    """The statement of the same body, and if there is one of the same phase, that is nearest in time."""

    file: Path
    year: int
    data: dict[str, Any]

    def list_headings(self, lang: str) -> str:
        """The headings of its prose, as an empty prose file has them; "" if it has no prose."""
        prose = self.file.with_suffix(f".{lang}.md")
        headings = _HEADING.findall(prose.read_text(encoding="utf-8")) if prose.exists() else []
        return "".join(f"{heading}\n\n" for heading in headings).rstrip("\n") + "\n" if headings else ""


def find_earlier_statement(target: Path) -> EarlierStatement | None:
    """Find what lies beside a statement's file; a file that cannot be read does not count."""
    own = _STATEMENT_FILE.fullmatch(target.name)
    candidates: list[tuple[bool, int, EarlierStatement]] = []
    for file in sorted(target.parent.glob("*.yaml")) if own else ():
        match = _STATEMENT_FILE.fullmatch(file.name)
        yaml_file = reader.read(file.as_posix(), file.read_bytes())[0] if match and file != target else None
        if match and own and yaml_file:
            distance = abs(int(match[1]) - int(own[1]))
            candidates.append((match[2] != own[2], distance, EarlierStatement(file, int(match[1]), yaml_file.data)))
    return min(candidates, key=lambda each: each[:2])[2] if candidates else None


def take_over(draft: StatementDraft, earlier: EarlierStatement) -> None:
    """Fill in the English that the draft lacks, and the publisher, wherever the earlier statement says the same in Chinese."""
    source, year = earlier.data.get("source", {}), str(draft.head.get("fiscal_year", ""))
    draft.source.pop("publisher", None)
    if isinstance(publisher := source.get("publisher"), dict):
        draft.source["publisher"] = publisher
    if isinstance(title := source.get("title"), dict):
        new_title = {lang: str(text).replace(str(earlier.year), year) for lang, text in title.items()}
        if new_title.get("zh") and new_title["zh"] == draft.source.get("title", {}).get("zh"):
            draft.source["title"] = new_title
    names = [each["name"] for each in _mappings(earlier.data.get("places")) if isinstance(each.get("name"), dict)]
    for place in draft.places.values():
        place["name"] = _find_name(place["name"], names)
    draft.projects = dict(_rename(name, entry, earlier.data.get("projects")) for name, entry in draft.projects.items())


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [each for each in value.values() if isinstance(each, dict)] if isinstance(value, dict) else []


def _find_name(name: Fields, earlier_names: list[Fields]) -> Fields:
    """The earlier name of the same part: the same words, or a shorter form that the new heading holds."""
    words = str(name["zh"])
    same = [each for each in earlier_names if str(each.get("zh", "")) == words]
    shorter = [each for each in earlier_names if len(str(each.get("zh", ""))) >= _SHORTEST_NAME and str(each["zh"]) in words]
    if not same and "en" in name and not _is_position(name):
        return name
    return next(iter(same or sorted(shorter, key=lambda each: -len(str(each["zh"])))), name)


def _is_position(name: Fields) -> bool:
    """True if the English only says where a part stands: `Structure, no. 2`."""
    return bool(re.search(r", no\. \d+$", str(name["en"])))


def _rename(name: str, entry: DraftEntry, earlier_projects: Any) -> tuple[str, DraftEntry]:
    """A project under the address and the names that it had."""
    for old_name, old in earlier_projects.items() if isinstance(earlier_projects, dict) else ():
        if isinstance(old, dict) and isinstance(old.get("name"), dict) and old["name"].get("zh") == entry.fields["name"]["zh"]:
            entry.fields["name"] = old["name"]
            return str(old_name), entry
    return name, entry
