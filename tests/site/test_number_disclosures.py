"""Every number on a page can be checked: within its disclosure stand its place, a citation, its address and the very line."""

from __future__ import annotations

import re
from pathlib import Path

import project
import pytest
from built_site import documents, opened_line
from project import CheckedContent

from budgetbook.content.model import LANGUAGES, Language


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_statement_opens_its_own_line(site: Path, checked: CheckedContent, lang: Language) -> None:
    statement = checked.content.statements[project.STATEMENT]
    document = documents(site)[f"{lang}/{project.STATEMENT}/index.html"]
    anchors = [*statement.figures, *statement.projects, *statement.facts]
    assert len(anchors) > 50
    for anchor in anchors:
        assert opened_line(project.CONTENT, document, anchor).startswith(f"{anchor}:"), anchor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_citation_ends_with_the_address_of_its_number(site: Path, checked: CheckedContent, lang: Language) -> None:
    text = (site / lang / project.STATEMENT / "index.html").read_text(encoding="utf-8")
    cited = [re.sub("<[^>]+>", "", each) for each in re.findall(r'<dd class="citation">(.+?)</dd>', text)]
    statement, home = checked.content.statements[project.STATEMENT], checked.content.site.address
    addresses = [each.rpartition("#")[2] for each in cited]
    assert set(addresses) >= {*statement.figures, *statement.projects, *statement.facts}
    assert all(f"{home}{lang}/{project.STATEMENT}/#" in each for each in cited)
    assert set(addresses) <= documents(site)[f"{lang}/{project.STATEMENT}/index.html"].ids.keys()
