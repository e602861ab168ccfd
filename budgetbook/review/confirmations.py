"""Edits by which a person confirms a finding: the `sic` mark that says that the document really prints it so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import without_trailing_zeros
from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.content.yaml.edits import YamlText
from budgetbook.content.yaml.reader import Path
from budgetbook.importer.draft.yaml_writer import format_field, format_flow, format_scalar
from budgetbook.review.assignments import ActError


def confirm(text: YamlText, finding: Finding, note: Mapping[str, str], place: str) -> YamlText:
    """Add the mark of a finding, with its note, to what the finding is about; `place` is where a new entry for it would stand."""
    mark = build_mark(finding, note)
    holder = _find_holder(text, finding)
    lines = [line for key, value in mark.items() for line in format_field(key, value, 0)]
    if holder not in text.nodes:
        if holder[0] != "figures" or not place:
            raise ActError("by-hand", path=".".join(map(str, holder)))
        entry = {"state": "not-printed", "at": place, "sic": [mark]}
        head = [f"{holder[-1]}:", "  state: not-printed", f"  at: {format_scalar(place, is_text=True)}", *_list_lines(lines, 2)]
        return text.add_entry(holder, head, entry)
    if (path := (*holder, "sic")) in text.nodes:
        flow = text.nodes[path].is_flow
        return text.add_item(path, [format_flow(mark)] if flow else lines, mark)
    if text.nodes[holder].is_flow:
        return text.add_entry(path, [f"sic: {format_flow([mark])}"], [mark])
    return text.add_entry(path, _list_lines(lines, 0), [mark])


def build_mark(finding: Finding, note: Mapping[str, str]) -> dict[str, Any]:
    """The mark that confirms exactly this finding."""
    mark: dict[str, Any] = {"rule": finding.rule}
    if finding.role != "amount":
        mark["of"] = finding.role
    if finding.table and finding.row:
        mark["row"] = finding.row
    if finding.number is not None and finding.table:
        mark["column"] = str(finding.number)
    if finding.words is not None:
        mark["printed"] = finding.words
    elif finding.difference is not None:
        mark["difference"] = f"{without_trailing_zeros(finding.difference):f}"
    if note:
        mark["note"] = dict(note)
    return mark


def _list_lines(lines: list[str], indent: int) -> list[str]:
    """The lines of a list with one item."""
    room = " " * indent
    return [f"{room}sic:", *(f"{room}  {'- ' if index == 0 else '  '}{line}" for index, line in enumerate(lines))]


def _find_holder(text: YamlText, finding: Finding) -> Path:
    """What carries the marks of a finding."""
    if finding.kind == "score":
        holder = ("performance",) if finding.concept == WHOLE_ENTITY else ("projects", finding.concept)
        return (*holder, "evaluation")
    if finding.table and ("breakdowns", finding.table) in text.nodes:
        return ("breakdowns", finding.table)
    sections = ("quotes", "tables", "breakdowns")
    holders = ((section, finding.concept) for section in sections if (section, finding.concept) in text.nodes)
    return next(holders, ("figures", finding.concept))
