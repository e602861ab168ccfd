"""Writes an invented statement with the dictionary of any country, so that a new site has something to show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from budgetbook.cli.starter.texts import CountryOutline
from budgetbook.importer.draft import prose_skeleton
from budgetbook.importer.draft.yaml_writer import format_field, join_lines

BODY, YEAR = "sample-body", 2025
_TOTAL, _EARLIER_TOTAL = Decimal("1234500.00"), Decimal("1200000.00")
_HOLE = re.compile(r"\{(year|figure|change)\}")
_FIRST_PART = Decimal("0.8")
"""Of a total with parts; the second has the rest, and any others nothing."""


def make_sample(outline: CountryOutline, texts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The files of the body and of its statement, by their names in the content folder; `texts` are by language."""
    figures = dict(_list_figures(outline))
    revenue = outline.find_concept("revenue")
    roles = {"{year}": str(YEAR), "{figure}": f"{{figure}}`{revenue}`", "{change}": f"{{change}}`{revenue}`"}
    texts = {lang: {part: _fill(words[part], roles) for part in ("body", "statement")} for lang, words in texts.items()}
    statement = {
        "fiscal_year": YEAR,
        "phase": "budget",
        "unit": outline.unit,
        "profile": outline.profile,
        "compares_with": {"year": YEAR - 1, "basis": "unstated"},
        "source": {"title": _translate(texts, "statement", "title"), "publisher": _translate(texts, "body", "name")},
        "summary": _translate(texts, "statement", "summary"),
        "places": {"1": {"name": _translate(texts, "statement", "place"), "lines": [1]}},
        "figures": figures,
    }
    body: dict[str, object] = {key: _translate(texts, "body", key) for key in ("name", "short", "place", "about")}
    body["kind"] = outline.find_concept("usual-body")
    headings = prose_skeleton.format_headings(
        {name: section.get("figures", ()) for name, section in outline.sections.items()}, figures
    )
    folder = f"statements/{BODY}"
    return {
        f"{folder}/entity.yaml": _write("entity", body),
        f"{folder}/{YEAR}-budget.yaml": _write("statement", statement),
        **{f"{folder}/{YEAR}-budget.{lang}.md": headings for lang in texts},
    }


def _list_figures(outline: CountryOutline) -> Iterator[tuple[str, dict[str, Any]]]:
    """Both sides with the year before and their parts: enough for every common check to find something."""
    for use in ("revenue", "expenditure"):
        concept = outline.find_concept(use)
        printed_change = {"direction": "increase", "change": _TOTAL - _EARLIER_TOTAL}
        yield concept, {"amount": _TOTAL, "prior": _EARLIER_TOTAL, "printed": printed_change, "at": "1"}
        first = _TOTAL * _FIRST_PART
        shares = [first.quantize(_TOTAL), (_TOTAL - first).quantize(_TOTAL)]
        parts = outline.list_parts(concept)
        if len(parts) > 1:
            for index, part in enumerate(parts):
                yield part, {"amount": shares[index] if index < len(shares) else Decimal(0), "at": "1"}


def _translate(texts: Mapping[str, Mapping[str, Any]], part: str, key: str) -> dict[str, str]:
    """One text in every language."""
    return {lang: words[part][key] for lang, words in texts.items()}


def _fill(part: Mapping[str, str], roles: Mapping[str, str]) -> dict[str, str]:
    """The texts of a part with their holes filled in."""
    return {key: _HOLE.sub(lambda hole: roles[hole[0]], text) for key, text in part.items()}


def _write(schema: str, data: Mapping[str, Any]) -> str:
    lines = [f"# yaml-language-server: $schema=../../schema/{schema}.json"]
    for key, value in data.items():
        lines += format_field(key, value, 0)
    return join_lines(lines)
