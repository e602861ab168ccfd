"""The real statement against a person's own reading of the document: every finding, and every number that it prints.

`statements/mentougou-2023.findings.txt` is the arithmetic done by hand; `statements/mentougou-2023.tsv` lists the
document's numbers, a row each for what a reader would look up (line, digits, unit, year). The document itself is not here.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import project
import pytest
from project import CheckedContent

from budgetbook.arithmetic.amount_format import group_digits
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount

HERE = Path(__file__).parent.parent / "statements"
BY_HAND = HERE / "mentougou-2023.findings.txt"
DOCUMENT = HERE / "mentougou-2023.tsv"
LIST_NUMBER, NONE = "序号", "无"


def _said(value: Amount | str | None) -> str:
    return f"{value.value:f} {value.unit}" if isinstance(value, Amount) else value or ""


def _line(finding: Finding) -> str:
    difference = "" if finding.difference is None else f"{finding.difference.normalize() + 0:f}"
    cells = [
        finding.concept,
        finding.rule,
        finding.role,
        finding.verdict,
        _said(finding.printed_value),
        _said(finding.computed_value),
    ]
    return " | ".join([*cells, difference])


def by_hand() -> list[str]:
    """The lines of the table, as `_line` writes a finding."""
    lines = [line for line in BY_HAND.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [" | ".join(cell.strip() for cell in line.split("|")) for line in lines]


def test_the_findings_are_those_of_a_person_no_more_and_no_fewer(checked: CheckedContent) -> None:
    expected = by_hand()
    assert len(expected) == 78
    assert sorted(_line(finding) for finding in checked.findings[project.STATEMENT]) == sorted(expected)


def test_what_fails_or_is_rounded_is_confirmed_and_what_fails_is_explained(checked: CheckedContent) -> None:
    inexact = [finding for finding in checked.findings[project.STATEMENT] if finding.verdict in ("fails", "rounding")]
    assert Counter(finding.verdict for finding in inexact) == {"fails": 8, "rounding": 2}
    assert all(finding.mark for finding in inexact)
    assert all(finding.mark.note for finding in inexact if finding.mark and finding.verdict == "fails")


def test_every_part_that_left_nothing_is_named(checked: CheckedContent) -> None:
    """Line 59 to 69: last year's business expenditure, payments and grants are not printed."""
    (finding,) = [f for f in checked.findings[project.STATEMENT] if f.id.endswith("expenditure/equal-prior-revenue")]
    assert finding.missing_parts == ("business-expenditure", "paid-to-higher-level", "grants-to-affiliated-units")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the document."""

    line: int
    digits: str
    unit: str
    year: str


Row = dict[str, str]
Matched = tuple[dict[Number, list[Row]], list[Row], list[Number]]


def document_rows() -> list[list[Number]]:
    """The rows of the table, each with its numbers; one unit or year stands for all of a row."""
    rows = []
    for row in csv.DictReader(DOCUMENT.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        tokens, units, years = row["tokens"].split() or [""], row["unit"].split(), row["year"].split()
        units, years = units * len(tokens) if len(units) == 1 else units, years * len(tokens) if len(years) == 1 else years
        rows.append([Number(int(row["line"]), *each) for each in zip(tokens, units, years, strict=True)])
    return rows


@pytest.fixture(scope="module")
def figures(site: Path) -> list[Row]:
    """The rows of the data file."""
    text = gzip.decompress((site / "data" / "figures.csv.gz").read_bytes()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def places(checked: CheckedContent) -> dict[int, str]:
    """Which place of the document each of its lines belongs to."""
    named = checked.content.statements[project.STATEMENT].places
    return {line: place for place, about in named.items() for line in about.lines}


@pytest.fixture(scope="module")
def matched(figures: list[Row], places: dict[int, str]) -> Matched:
    """Each number of the document with its rows of the data file; the rows that are left; the numbers that have none."""
    left = [row for row in figures if row["printed"] or row["state"] == "nil"]
    found: dict[Number, list[Row]] = {}
    without: list[Number] = []
    for number in (number for row in document_rows() for number in row if number.unit != LIST_NUMBER):
        wanted = (places[number.line], number.digits.replace(",", ""), number.year)
        row = next((r for r in left if (r["at"], r["printed"], r["year"]) == wanted and _unit(r) == number.unit), None)
        if row is None:
            without.append(number)
        else:
            left.remove(row)
            found.setdefault(number, []).append(row)
    return found, left, without


def _unit(row: Row) -> str:
    return NONE if row["state"] == "nil" else row["unit"]


def test_the_table_has_every_row_of_the_document() -> None:
    rows = document_rows()
    assert len(rows) == 75
    assert sum(number.unit != LIST_NUMBER for row in rows for number in row) == 82


def test_every_number_of_the_document_is_in_the_data_with_its_unit_and_year(matched: Matched, checked: CheckedContent) -> None:
    """Line 75 repeats the two units of line 8: one figure, with a second reading."""
    found, _, without = matched
    assert sum(map(len, found.values())) == 81
    assert without == [Number(75, "2", "个", "2023")]
    (reading,) = checked.content.statements[project.STATEMENT].figures["subordinate-units"].readings
    assert (reading.at, reading.amount) == ("四（一）", Decimal(2))


def test_the_data_say_nothing_that_the_document_does_not_print(matched: Matched) -> None:
    """But the length of the list of terms, whose numbers 1 to 5 are the last rows of the table."""
    _, left, _ = matched
    assert [(row["fact"], row["printed"], row["at"]) for row in left] == [("glossary-terms", "5", "五（八）")]
    listed = [number.digits for row in document_rows() for number in row if number.unit == LIST_NUMBER]
    assert listed == ["1", "2", "3", "4", "5"]


class _Texts(HTMLParser):
    """The text of every element that has an id, what is inside it included."""

    VOID = frozenset(("meta", "link", "br", "img", "input", "hr", "path", "rect", "line"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(dict(attrs).get("id") or "")
            self.texts.setdefault(self.open[-1], "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in filter(None, self.open):
            self.texts[name] += data


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[str, dict[str, str]]:
    """The page of evidence in each language: id -> text."""
    made = {}
    for lang in ("zh", "en"):
        parser = _Texts()
        parser.feed((site / lang / project.STATEMENT / "evidence" / "index.html").read_text(encoding="utf-8"))
        parser.close()
        assert parser.open == []
        made[lang] = parser.texts
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number_stands_as_printed_at_the_address_that_the_data_name(
    lang: str, matched: Matched, texts: dict[str, dict[str, str]]
) -> None:
    found, _, _ = matched
    looked_at = 0
    for number, rows in found.items():
        for row in rows:
            page, _, anchor = row[f"page_{lang}"].partition("#")
            assert page in (f"{lang}/{project.STATEMENT}/", f"{lang}/{project.STATEMENT}/evidence/")
            assert anchor in texts[lang], f"{anchor} is no place on the page"
            if number.unit != NONE:
                assert _printed(number) in _numbers(texts[lang][anchor]), (number, anchor)
            if number.unit == "年":
                assert group_digits(Decimal(number.digits)) not in texts[lang][anchor], "a year has no thousands comma"
            looked_at += 1
    assert looked_at == 81


@pytest.mark.parametrize(("lang", "word"), [("zh", "文件写明没有"), ("en", "none")])
def test_what_the_document_says_there_is_none_of_has_a_word_and_no_number(
    lang: str, word: str, texts: dict[str, dict[str, str]]
) -> None:
    """Line 113: no key fees. A nil is no 0."""
    text = texts[lang]["key-fees"]
    assert word in text.lower()
    assert "0" not in _numbers(text)


def _printed(number: Number) -> str:
    return number.digits if number.unit == "年" else group_digits(Decimal(number.digits.replace(",", "")))


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))
