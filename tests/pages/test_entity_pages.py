"""Pages of one body need no other body, and what bodies share needs only what each of them gives."""

from __future__ import annotations

from collections.abc import Iterable

import built_site
import many_entities
import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.engine.full_entities import FullEntities
from budgetbook.opendata.contributions import ENTRY
from budgetbook.pages import home
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.page import Page

pytestmark = pytest.mark.slow  # its content of many bodies takes a while to make


@pytest.fixture(scope="module", params=["hillside", "crowd"])
def several(request: pytest.FixtureRequest, checked: CheckedContent, tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    """Several bodies: a small case with tables and final accounts, and bodies enough for lists of several pages."""
    if request.param == "hillside":
        return project.check(built_site.small_content(tmp_path_factory.mktemp("pages") / "content", "hillside"))
    return many_entities.bodies(checked, 4, years=3)


def addressed(made: Iterable[Page]) -> dict[str, Page]:
    """Pages by their addresses, which are all different."""
    found: dict[str, Page] = {}
    for page in made:
        assert page.address not in found
        found[page.address] = page
    return found


def test_shared_pages_look_at_few_bodies_in_full(checked: CheckedContent, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd, asked, really = many_entities.bodies(checked, 40), list[tuple[str, ...]](), FullEntities.load_in_full

    def load_in_full(self: FullEntities, entities: Iterable[str]) -> tuple[Content, Findings]:
        asked.append(tuple(entities))
        return really(self, asked[-1])

    monkeypatch.setattr(FullEntities, "load_in_full", load_in_full)
    pages = project.pages_of(crowd.content, crowd.findings)
    assert sum(page.address.split("/")[1:2] != ["body-00000"] for page in pages) > 100
    assert len(asked) == len(set(asked)) * len(LANGUAGES), "each once a language"
    assert 5 <= len(set(asked)) <= 12


def test_a_body_that_is_added_changes_no_page_of_another(several: CheckedContent) -> None:
    entities = list(several.content.entities)
    after = addressed(project.pages_of(several.content, several.findings))
    for added in (entities[0], entities[-1]):
        fewer = several.content.restricted_to(entity for entity in entities if entity != added)
        found = {name: several.findings[name] for name in fewer.statements}
        before = addressed(project.pages_of(fewer, found))
        of_bodies = tuple(f"{lang}/{entity}/" for lang in LANGUAGES for entity in fewer.entities)
        kept = [address for address in before if address.startswith(of_bodies)]
        assert len(kept) >= 4
        assert [address for address in kept if before[address] != after[address]] == []
        assert before["en/glossary/revenue/"] != after["en/glossary/revenue/"], "the test would notice"


def test_every_body_can_be_reached_from_home(checked: CheckedContent) -> None:
    crowd = many_entities.bodies(checked, 230)
    shares = project.contributions_of(crowd.content, crowd.findings, ENTRY)
    for edition in language_sites(crowd.content.restricted_to(()), {}):
        lang = edition.lang
        made = addressed([*home.home_pages(edition, shares), *home.entity_list_pages(edition, shares)])
        assert f"'{lang}/bodies/'" in repr(made[f"{lang}/"])
        listed = [made[f"{lang}/bodies/{number}"] for number in ("", "2/", "3/")]
        assert f"{lang}/bodies/4/" not in made
        for entity in crowd.content.entities:
            assert sum(f"'{lang}/{entity}/'" in repr(page) for page in listed) == 1


def test_where_home_shows_every_body_there_is_no_list_of_them(checked: CheckedContent) -> None:
    assert not any("/bodies/" in address for address in project.outputs(checked))
