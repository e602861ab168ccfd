"""A table of thousands of lines: no page is heavy, each line has one place, and whatever leads to a line finds it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import project
import pytest
from added_tables import add_tables

from budgetbook.content.breakdown import Column
from budgetbook.content.row import Row
from budgetbook.content.table_rows import write_rows
from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

pytestmark = pytest.mark.slow
TABLE = "expenditure-by-function"
MOST_BYTES = 300_000


def tree() -> Iterator[tuple[str, Decimal, int]]:
    """Codes, amounts and how many items are below, of classes that no classification knows."""
    for first in range(601, 613):
        yield f"{first}", Decimal(9 * 14), 9 * 14
        for second in range(1, 10):
            yield f"{first}{second:02}", Decimal(14), 14
            yield from ((f"{first}{second:02}{third:02}", Decimal(1), 1) for third in range(1, 15))


@pytest.fixture
def site(content: Path, tmp_path: Path) -> Path:
    rows = [
        Row(code=code, name=f"名称{code}", values=(amount,), origin=f"spending.csv#{number}-{number + count}")
        for number, (code, amount, count) in enumerate(tree(), 2)
    ]
    path = add_tables(content, {TABLE: {"total": [str(12 * 9 * 14)]}})
    path.with_suffix(".numbers.txt").unlink()  # the document does not print these
    columns = (Column(concept="expenditure"),)
    path.with_suffix(f".{TABLE}.csv").write_text(write_rows(columns, rows), encoding="utf-8")
    summary, problems = build.build(content, project.TEMPLATES, tmp_path / "site", BuildOptions())
    assert summary is not None, problems
    return tmp_path / "site"


def test_pages_are_light_and_every_line_is_found_where_links_lead(site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert max(len(page.encode()) for page in pages.values()) <= MOST_BYTES
    places: dict[str, set[Path]] = {}
    for path, page in pages.items():
        for line in re.findall(r'<tbody id="line-([^"]+)"', page):
            places.setdefault(f"{path.relative_to(site).parts[0]} {line}", set()).add(path)
    assert {f"{lang} {code}" for lang in ("zh", "en") for code, _, _ in tree()} <= places.keys()
    links = [(path, link) for path, page in pages.items() for link in re.findall(r'href="([^"]*#line-6[^"]*)"', page)]
    assert len(links) > 20
    for path, link in links:
        target, _, line = link.partition("#line-")
        file = (path.parent / target).resolve() if target else path
        assert file in places[f"{file.relative_to(site.resolve()).parts[0]} {line}"], (path, link)


def test_a_part_names_its_line_leads_back_and_tells_where_its_lines_come_from(site: Path) -> None:
    (table,) = site.glob(f"en/*/*/{TABLE}/index.html")
    overview = table.read_text(encoding="utf-8")
    assert 'href="601/index.html"' in overview
    assert 'id="line-total"' in overview
    assert 'id="line-6010101"' not in overview
    part = (table.parent / "601" / "index.html").read_text(encoding="utf-8")
    assert "名称601" in part[: part.index("<main")] or "名称601" in part
    assert 'href="../index.html"' in part
    assert "spending.csv#4-5" in part
    assert 'id="line-total"' not in part
