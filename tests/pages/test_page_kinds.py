"""The list of page kinds is whole: every record, every template, and every page of a built site is of one of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import built_site
import project
from source_tree import TEMPLATES

from budgetbook.pages.models.page import PageContent
from budgetbook.pages.registry import RECORDS


def test_every_record_of_a_page_is_in_the_list_once() -> None:
    names = {record.__name__ for record in PageContent.__subclasses__()}  # a class with slots is made twice
    assert Counter(record.__name__ for record in RECORDS) == Counter(names)


def test_every_template_of_a_page_belongs_to_one_kind() -> None:
    whole = {path.name for path in TEMPLATES if re.search(r'\{%-? extends "|<!doctype', path.read_text("utf-8"), re.IGNORECASE)}
    no_pages = {"base.html", "audit.html"}  # the layout of all, and the report of a command
    assert Counter(record.template for record in RECORDS) == Counter(whole - no_pages)
    assert all((project.TEMPLATES / record.template).is_file() for record in RECORDS)


def test_every_kind_has_a_page_on_a_site(tmp_path: Path) -> None:
    checked = project.check(built_site.small_content(tmp_path / "content", "hillside"))
    pages = project.pages_of(checked.content, checked.findings)
    kinds_it_lacks = {"MovedPage", "LinePage", "EntrancePage"}  # nothing renamed, no class in several documents, two languages
    assert {record.__name__ for record in RECORDS} - {type(page.content).__name__ for page in pages} == kinds_it_lacks
