"""A site replaces one block of a page and keeps the rest, whatever the program's template becomes."""

from __future__ import annotations

import re
from pathlib import Path

import built_site
import guides
import project
import pytest
from sample_content import LANGUAGES

from budgetbook.engine.build import build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.render.templates import SiteTemplateError, Templates

BLOCKS = {
    "base.html": {"brand", "menu", "search", "header", "footer", "scripts"},
    "home.html": {"opening", "budgets", "alarms", "principles"},
    "statement.html": {"opening", "key_numbers", "scales", "alarms"},
    "article.html": {"opening"},
}
"""What the documentation promises: the names stay."""


@pytest.mark.parametrize("name", BLOCKS)
def test_the_blocks_that_the_guides_name_are_there(name: str) -> None:
    source = (project.TEMPLATES / name).read_text("utf-8")
    assert set(re.findall(r"{% block (\w+)", source)) >= BLOCKS[name]
    for lang in LANGUAGES if guides.ARTICLES else ():
        assert BLOCKS[name] <= {*guides.list_code_words("documentation/make-it-yours", lang)}


@pytest.mark.whole
def test_one_block_is_replaced_on_every_page_and_another_on_one_kind(tmp_path: Path) -> None:
    content, own = built_site.small_content(tmp_path / "content"), tmp_path / "templates"
    own.mkdir()
    before = tmp_path / "before"
    assert build(content, own, before, BuildOptions(1))[1] == []
    (own / "base.html").write_text(
        '{% extends "program/base.html" %}\n{% block brand %}<b class="mine">{{ site.name }}</b>{{ super() }}{% endblock %}\n',
        encoding="utf-8",
    )
    (own / "home.html").write_text(
        '{% extends "program/home.html" %}\n{% block principles %}<p class="ours">Ours</p>\n{% endblock %}\n', encoding="utf-8"
    )
    after = tmp_path / "after"
    assert build(content, own, after, BuildOptions(1))[1] == []
    home, about = ((after / "en" / name / "index.html").read_text("utf-8") for name in ("", "about"))
    assert '<p class="ours">Ours</p>' in home
    assert 'id="principles"' not in home
    for page in (home, about):
        assert '<b class="mine">Small Budgetbook</b><a class="site-name"' in page
    plain = re.sub(r'<b class="mine">.*?</b>', "", about)
    assert plain == (before / "en/about/index.html").read_text("utf-8")


@pytest.mark.whole
def test_a_fault_of_a_replaced_template_is_told_in_its_file(tmp_path: Path) -> None:
    content, own = built_site.small_content(tmp_path / "content"), tmp_path / "templates"
    own.mkdir()
    (own / "home.html").write_text('{% extends "program/home.html" %}\n{% block alarms %}{{ nothing }}{% endblock %}\n', "utf-8")
    assert Templates.read(own).find_source("program/home.html") == (project.TEMPLATES / "home.html").read_bytes()
    with pytest.raises(SiteTemplateError, match="nothing") as raised:
        build(content, own, tmp_path / "site", BuildOptions(1))
    assert not (tmp_path / "site").exists()
    assert raised.value.name == "home.html"
