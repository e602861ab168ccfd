"""Pages of one body need no other body, and what bodies share needs only what each of them gives."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import built_site
import many_entities
import project
import pytest

from budgetbook.aggregate.contributions import Findings, LiveContributions, Register
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES
from budgetbook.engine import all_pages
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.engine.in_memory import CheckedContent
from budgetbook.opendata import downloads
from budgetbook.pages import entity_pages, home
from budgetbook.pages.language import language_sites
from budgetbook.pages.models.page import Page


class Stored:
    """Shares that have been somewhere else: each body's are those of a content without any other, and went through bytes."""

    def __init__(self, checked: CheckedContent) -> None:
        self.alone = [LiveContributions(*self._only(checked, entity), CONTRIBUTORS) for entity in checked.content.entities]
        self.checked, self.asked = checked, list[tuple[str, ...]]()

    @staticmethod
    def _only(checked: CheckedContent, *entities: str) -> tuple[Content, Findings]:
        return LiveContributions(checked.content, checked.findings, {}).load_in_full(entities)

    @property
    def register(self) -> Register:
        """The entries of all."""
        return Register({name: body for each in self.alone for name, body in each.register.entities.items()})

    def collect(self, kind: str, part: str = "") -> Iterator[Any]:
        """Each body's, from its bytes."""
        for each in self.alone:
            yield from (pickle.loads(pickle.dumps(given)) for given in each.collect(kind, part))  # noqa: S301 - made a line above

    def fingerprint(self, kind: str, part: str = "") -> str:
        """No page is made of it."""
        raise NotImplementedError(kind, part)

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """These bodies, and that they were asked for."""
        wanted = tuple(entities)
        self.asked.append(wanted)
        return self._only(self.checked, *wanted)


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


def test_pages_made_a_body_at_a_time_and_from_what_bodies_give_are_those_of_the_whole(several: CheckedContent) -> None:
    content, findings = several.content, several.findings
    files = downloads.build_downloads(content, findings)
    shared_files = tuple(file for file in files if not file.statement)
    stored = Stored(several)
    made = [*all_pages.build_common_pages(content.restricted_to(()), stored, shared_files)]
    for entity in content.entities:
        mine = tuple(file for file in files if file.statement.partition("/")[0] == entity)
        made += entity_pages.entity_pages(*stored.load_in_full((entity,)), mine)
    assert addressed(made) == addressed(all_pages.build_from_content(content, findings, files))
    together = addressed(entity_pages.entity_pages(content, findings, files))
    assert {address: page for address, page in addressed(made).items() if address in together} == together
    assert len(together) > 20
    assert len(together) < len(made)


def test_shared_pages_look_at_few_bodies_in_full(checked: CheckedContent) -> None:
    crowd = many_entities.bodies(checked, 40)
    stored = Stored(crowd)
    assert (
        sum(
            1
            for _ in all_pages.build_common_pages(
                crowd.content.restricted_to(()), stored, downloads.build_downloads(crowd.content, crowd.findings)
            )
        )
        > 100
    )
    assert len(stored.asked) == len(set(stored.asked)) * len(LANGUAGES), "each once a language"
    assert 5 <= len(set(stored.asked)) <= 12


def test_a_body_that_is_added_changes_no_page_of_another(several: CheckedContent) -> None:
    entities, files = list(several.content.entities), downloads.build_downloads(several.content, several.findings)
    after = addressed(all_pages.build_from_content(several.content, several.findings, files))
    for added in (entities[0], entities[-1]):
        fewer = several.content.restricted_to(entity for entity in entities if entity != added)
        found = {name: several.findings[name] for name in fewer.statements}
        before = addressed(all_pages.build_from_content(fewer, found, downloads.build_downloads(fewer, found)))
        of_bodies = tuple(f"{lang}/{entity}/" for lang in LANGUAGES for entity in fewer.entities)
        kept = [address for address in before if address.startswith(of_bodies)]
        assert len(kept) >= 4
        assert [address for address in kept if before[address] != after[address]] == []
        assert before["en/glossary/revenue/"] != after["en/glossary/revenue/"], "the test would notice"


def test_every_body_can_be_reached_from_home(checked: CheckedContent) -> None:
    crowd = many_entities.bodies(checked, 230)
    shares = LiveContributions(crowd.content, crowd.findings, {})
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
