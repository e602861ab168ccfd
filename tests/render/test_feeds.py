"""Feeds by the rules of RFC 4287, and the files for crawlers, hosts and phones; how long lists are cut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import built_site
import project
import pytest
from classified_tables import classified_table
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.site_files import Update
from budgetbook.content.text import Language, Text
from budgetbook.opendata.contributions import ENTRY
from budgetbook.pages import feed_entries, findings, line_feeds, paging
from budgetbook.render import feeds, host_files
from budgetbook.text.phrases import Phrases

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
BODY = "wanli-subdistrict-office"
ONCE = ("id", "title", "updated")
"""What feeds and entries must have exactly once (4.1.1, 4.1.2)."""


def read(data: bytes) -> ElementTree.Element:
    """By a parser that is not ours."""
    return ElementTree.fromstring(data)  # noqa: S314 - made by the program itself


def update(date: str, **fields: object) -> Update:
    text = Text({"zh": "甲 < 乙 & 丙", "en": 'a < b & "c"'})
    return Update.model_validate({"date": date, "kind": "site", "text": text, **fields})


def feeds_of(checked: CheckedContent) -> dict[str, bytes]:
    """Every feed of a content by its address."""
    contributions = project.contributions_of(checked.content, checked.findings, ENTRY, findings.KIND, line_feeds.KIND)
    return {output.path: output.data for output in feeds.render_feeds(checked.content, contributions, "")}


def feed(checked: CheckedContent, lang: Language, **updates: Update) -> ElementTree.Element:
    """The feed of the tests' content, or of other updates."""
    content = replace(checked.content, updates=updates) if updates else checked.content
    found = feeds_of(CheckedContent(content, checked.findings))
    assert {"en/feed.xml", "zh/feed.xml"} < found.keys()
    return read(found[f"{lang}/feed.xml"])


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    """Several bodies and years, and an update about one of the documents."""
    folder = built_site.small_content(tmp_path_factory.mktemp("followed") / "content", "hillside")
    (folder / "updates.yaml").write_text(
        "office:\n  date: 2026-02-03\n  kind: new-statement\n  statement: hillside-office/2024-budget\n  text: {zh: 甲, en: A}\n",
        encoding="utf-8",
    )
    return project.check(folder)


@pytest.fixture(scope="module")
def two_years(field: CheckedContent) -> CheckedContent:
    """Two budgets of one body, each with a table by function."""
    amounts = {2024: {"201": 40_000_000, "208": 60_000_000}, 2025: {"201": 55_000_000, "208": 45_000_000}}
    names = {code: entry.name["zh"] for code, entry in field.content.classifications["functional"].items()}
    statements = {
        name: field.content.statements[name].model_copy(
            update={"breakdowns": {"expenditure-by-function": classified_table(lines, names=names, total=100_000_000)}}
        )
        for year, lines in amounts.items()
        for name in [f"{BODY}/{year}-budget"]
    }
    told = {"told": update("2026-01-02", kind="new-statement", statement=f"{BODY}/2025-budget")}
    entities = {BODY: field.content.entities[BODY]}
    content = replace(field.content, statements=statements, entities=entities, updates=told)
    return CheckedContent(content, dict.fromkeys(statements, ()))


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [each.text or "" for each in element.findall(ATOM + name)]


def faults(root: ElementTree.Element) -> list[str]:
    """What RFC 4287 asks for and this feed lacks."""
    found = [] if root.tag == f"{ATOM}feed" else [f"the root is {root.tag}"]
    for element in (root, *root.findall(f"{ATOM}entry")):
        found += [f"{element.tag}: {name} {len(texts(element, name))} times" for name in ONCE if len(texts(element, name)) != 1]
        found += [f"not a moment: {text}" for text in texts(element, "updated") if not RFC_3339.fullmatch(text)]
        found += [f"not an IRI: {text}" for text in texts(element, "id") if not text.startswith("https://")]
        links = [(link.get("rel"), link.get("href", "")) for link in element.findall(f"{ATOM}link")]
        found += [f"{element.tag} has no alternate"] if "alternate" not in dict(links) else []
        found += [f"not absolute: {href}" for _, href in links if not href.startswith("https://")]
    ids = [text for entry in root.findall(f"{ATOM}entry") for text in texts(entry, "id")]
    found += ["an id stands twice"] if len(ids) != len(set(ids)) else []
    found += ["no author"] if not root.findall(f"{ATOM}author/{ATOM}name") else []
    return found + (["no link to itself"] if root.find(f"{ATOM}link[@rel='self']") is None else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_feed_keeps_the_rules(lang: Language, checked: CheckedContent) -> None:
    root = feed(checked, lang)
    assert faults(root) == []
    assert len(root.findall(f"{ATOM}entry")) == len(checked.content.updates) > 0
    other = feed(checked, "en" if lang == "zh" else "zh")
    assert len(other.findall(f"{ATOM}entry")) == len(checked.content.updates)
    root.remove(root.findall(f"{ATOM}id")[0])
    assert faults(root) == [f"{ATOM}feed: id 0 times"], "the test would notice"


def test_a_feed_has_the_newest_first_and_dates_from_the_content(checked: CheckedContent) -> None:
    root = feed(checked, "en", older=update("2026-01-02"), newer=update("2026-03-04"))
    assert texts(root, "updated") == ["2026-03-04T00:00:00Z"]
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == ["2026-03-04T00:00:00Z", "2026-01-02T00:00:00Z"]
    assert entries[0].findtext(f"{ATOM}id", "").endswith("/en/updates/#newer")
    assert entries[0].findtext(f"{ATOM}summary") == 'a < b & "c"'


def test_a_correction_leads_to_the_figure(checked: CheckedContent) -> None:
    told = update("2026-01-02", kind="correction", statement=project.STATEMENT, figure="reception")
    entry = feed(checked, "zh", told=told).find(f"{ATOM}entry")
    assert entry is not None
    link, category = entry.find(f"{ATOM}link"), entry.find(f"{ATOM}category")
    assert link is not None
    assert (link.get("href") or "").endswith(f"/zh/{project.STATEMENT}/#reception")
    assert category is not None
    assert category.get("term") == "correction"


@pytest.mark.slow
def test_where_nothing_is_told_there_is_no_feed(checked: CheckedContent) -> None:
    content = replace(checked.content, updates={})
    assert feeds_of(CheckedContent(content, checked.findings)) == {}
    outputs = project.outputs(CheckedContent(content, checked.findings))
    assert not any(path.endswith("feed.xml") for path in outputs)
    assert b"atom+xml" not in outputs["en/index.html"].data


def test_pages_name_their_feed(site: Path) -> None:
    for lang in LANGUAGES:
        page = (site / lang / project.STATEMENT / "index.html").read_text(encoding="utf-8")
        hrefs = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page)
        found = [(site / lang / project.STATEMENT / href).resolve() for href in hrefs]
        assert found == [(site / lang / name / "feed.xml").resolve() for name in (".", project.ENTITY)]
        assert all(path.is_file() for path in found)


# --------------------------------------------------------------- Bodies, lines, and what does not add up.


def categories(root: ElementTree.Element) -> list[str]:
    return [each.get("term") or "" for each in root.iterfind(f"{ATOM}entry/{ATOM}category")]


def test_every_feed_keeps_the_rules(several: CheckedContent, two_years: CheckedContent) -> None:
    for checked, lines in ((several, 0), (two_years, 2)):
        found = feeds_of(checked)
        assert len(found) == 2 * (2 + len(checked.content.entities) + lines)
        assert {path: faults(read(data)) for path, data in found.items() if faults(read(data))} == {}


@pytest.mark.parametrize("case", ["several", pytest.param("field", marks=pytest.mark.slow)])
def test_whatever_feeds_lead_to_is_there(case: str, request: pytest.FixtureRequest) -> None:
    """Each entry leads to a page of the site and to something on it; each feed is named by the page that it follows."""
    checked: CheckedContent = request.getfixturevalue(case)
    outputs, home = project.outputs(checked), checked.content.site.address
    pages: dict[str, str] = {}

    def page(address: str) -> str:
        if address not in pages:
            pages[address] = outputs[f"{address}index.html"].data.decode()
        return pages[address]

    found = {path: read(output.data) for path, output in outputs.items() if path.startswith("en/") and path.endswith("feed.xml")}
    assert len(found) == len(feeds_of(checked)) // 2
    for path, root in found.items():
        for link in root.findall(f"{ATOM}entry/{ATOM}link"):
            address, _, anchor = (link.get("href") or "").removeprefix(home).partition("#")
            assert not anchor or f'id="{anchor}"' in page(address), f"{path}: {address}#{anchor}"
        followed = root.find(f"{ATOM}link[@rel='alternate']")
        assert followed is not None
        if path != "en/feed.xml":
            address = (followed.get("href") or "").removeprefix(home)
            assert page(address).count('href="feed.xml"') == 2, "once for programs, once for readers"


def test_a_body_is_followed_with_its_own_statements_alone(several: CheckedContent) -> None:
    for entity in several.content.entities:
        root = read(feeds_of(several)[f"en/{entity}/feed.xml"])
        own = {link.get("href", "") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")}
        assert own
        assert all(f"/en/{entity}/" in address for address in own)
        news = categories(root).count("new-statement")
        assert news == sum(each.entity == entity for each in several.content.statements.values()), "told or not by an update"


def test_what_does_not_add_up_is_told_and_nothing_that_waits_for_a_person(checked: CheckedContent) -> None:
    address = f"en/{project.ENTITY}/feed.xml"
    told = feeds_of(checked)
    failing = [each for each in checked.findings[project.STATEMENT] if rate_outcome(each) == "fails"]
    entries = categories(read(told["en/checks/feed.xml"]))
    assert 0 < len(entries) <= len(failing)
    assert set(entries) == {"does-not-add-up"}
    assert categories(read(told[address])).count("does-not-add-up") == len(entries)
    waiting = tuple(replace(each, verdict="untestable", why="unconfirmed") for each in checked.findings[project.STATEMENT])
    quiet = feeds_of(CheckedContent(checked.content, {project.STATEMENT: waiting}))
    assert categories(read(quiet["en/checks/feed.xml"])) == []
    assert categories(read(quiet[address])) == ["new-statement"]


def test_no_feed_grows_without_end(two_years: CheckedContent, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the site, of what does not add up, of a body and of a line: the newest entries, and the pages have the rest."""
    whole = {address: read(data).findall(f"{ATOM}entry") for address, data in feeds_of(two_years).items()}
    assert max(map(len, whole.values())) > 1
    monkeypatch.setattr(feed_entries, "MAX_ENTRIES", 1)
    cut = {address: read(data).findall(f"{ATOM}entry") for address, data in feeds_of(two_years).items()}
    assert {address: len(entries) for address, entries in cut.items()} == {
        address: min(len(entries), 1) for address, entries in whole.items()
    }
    assert [texts(entries[0], "id") for entries in cut.values() if entries] == [
        texts(entries[0], "id") for entries in whole.values() if entries
    ]


def test_a_line_is_followed_over_the_years(two_years: CheckedContent) -> None:
    root = read(feeds_of(two_years)[f"en/{BODY}/lines/201/feed.xml"])
    assert [entry.findtext(f"{ATOM}summary") for entry in root.findall(f"{ATOM}entry")] == [
        "2025 budget: 55.00 million yuan, 55.0% of the whole; up 15.00 million yuan from the 2024 budget.",
        "2024 budget: 40.00 million yuan, 40.0% of the whole.",
    ]
    assert categories(root) == ["201", "201"]


def test_a_day_is_that_of_the_update_or_else_of_the_publication(checked: CheckedContent) -> None:
    statement = checked.content.statements[project.STATEMENT]
    published = statement.model_copy(update={"source": statement.source.model_copy(update={"published": date(2023, 2, 1)})})

    def days(*, is_told: bool) -> set[str]:
        told = {"told": update("2026-03-04", statement=project.STATEMENT if is_told else None)}
        content = replace(checked.content, updates=told, statements={project.STATEMENT: published})
        entries = read(feeds_of(CheckedContent(content, checked.findings))["en/checks/feed.xml"]).findall(f"{ATOM}entry")
        return {text for entry in entries for text in texts(entry, "updated")}

    assert days(is_told=True) == {"2026-03-04T00:00:00Z"}
    assert days(is_told=False) == {"2023-02-01T00:00:00Z"}


def test_a_renamed_body_is_followed_at_both_addresses(checked: CheckedContent) -> None:
    entity = checked.content.entities[project.ENTITY].model_copy(update={"formerly": ("old-name",)})
    found = feeds_of(CheckedContent(replace(checked.content, entities={project.ENTITY: entity}), checked.findings))
    assert found["zh/old-name/feed.xml"] == found[f"zh/{project.ENTITY}/feed.xml"]


def test_who_follows_a_body_is_not_told_all_again_when_it_is_renamed(several: CheckedContent, two_years: CheckedContent) -> None:
    """The entries keep their ids, in every feed; they lead to where the pages are now."""
    for checked in (several, two_years):
        followed = 0
        for name, entity in checked.content.entities.items():
            renamed = entity.model_copy(update={"formerly": ("first-name", "second-name")})
            content = replace(checked.content, entities=checked.content.entities | {name: renamed})
            before, after = feeds_of(checked), feeds_of(CheckedContent(content, checked.findings))
            for path in before:
                if f"/{name}/" not in path and path != "en/checks/feed.xml":
                    continue
                old, new = (read(feeds[path]).findall(f"{ATOM}entry") for feeds in (before, after))
                old_ids, new_ids = ([text for entry in entries for text in texts(entry, "id")] for entries in (old, new))
                assert new_ids == [text.replace(f"/{name}/", "/first-name/") for text in old_ids]
                links = [
                    [link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")] for entries in (old, new)
                ]
                assert links[0] == links[1]
                followed += len(old_ids)
        assert followed > 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_manifest_leads_to_what_is_there(lang: Language, site: Path) -> None:
    manifest = json.loads((site / lang / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {"name", "short_name", "start_url", "icons"} <= manifest.keys()
    assert (site / lang / manifest["start_url"] / "index.html").is_file()
    for icon in manifest["icons"]:
        data = (site / lang / icon["src"]).read_bytes()
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
        assert f"{width}x{height}" == icon["sizes"]


# --------------------------------------------------------------- Long lists.


def test_a_sitemap_of_many_addresses_is_cut_and_none_is_lost(checked: CheckedContent) -> None:
    pages = [f"zh/body-{n}/" for n in range(25)]
    outputs = {output.path: output.data for output in host_files.render_sitemaps(checked.content.site, pages, {}, most=10)}
    assert sorted(outputs) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = read(outputs["sitemap.xml"])
    home = checked.content.site.address
    assert [e.text for e in index.iter(f"{MAP}loc")] == [f"{home}sitemap-{n}.xml" for n in (1, 2, 3)]
    listed = [e.text for n in (1, 2, 3) for e in read(outputs[f"sitemap-{n}.xml"]).iter(f"{MAP}loc")]
    assert listed == [home + address for address in pages]


def test_a_sitemap_says_when_only_where_that_is_known(site: Path) -> None:
    root = read((site / "sitemap.xml").read_bytes())
    dated = [url.findtext(f"{MAP}loc", "") for url in root if url.find(f"{MAP}lastmod") is not None]
    assert [address.split("/", 3)[3] for address in dated] == [f"{lang}/{project.STATEMENT}/" for lang in ("en", "zh")]


@pytest.mark.parametrize("count", [0, 1, 10, 11, 25])
def test_a_list_is_cut_without_losing_anything(count: int) -> None:
    pages = paging.paginate(range(count), 10)
    assert [each for page in pages for each in page] == list(range(count))
    assert all(len(page) <= 10 for page in pages)
    assert len(pages) == max(1, -(-count // 10))


def test_a_pager_reaches_every_page_from_every_other(checked: CheckedContent) -> None:
    words = Phrases("en", checked.content.phrases)
    assert paging.pager(words, "en/x/", 1, 1) is None
    for number in range(1, 41):
        pager = paging.pager(words, "en/x/", number, 40)
        assert pager is not None
        assert [link.text for link in pager.pages] == sorted({link.text for link in pager.pages}, key=int)
        assert len(pager.pages) <= 7
        assert (pager.previous_page is None, pager.next_page is None) == (number == 1, number == 40)
        if pager.next_page:
            assert pager.next_page.address == f"en/x/{number + 1}/"


@pytest.mark.slow
def test_updates_have_a_page_each_fifty(change: Callable[[str, str, str], Path]) -> None:
    head = "mentougou-science-association-2023:"
    more = "\n".join(f"u{n}:\n  date: 2026-01-01\n  kind: site\n  text: {{zh: 甲, en: A}}\n" for n in range(60))
    outputs = project.outputs(project.check(change("updates.yaml", head, f"{more}\n{head}")))
    assert "en/updates/2/index.html" in outputs
    assert "en/updates/3/index.html" not in outputs
    assert outputs["en/updates/index.html"].data.count(b"<time ") == 50
    assert outputs["en/updates/2/index.html"].data.count(b"<time ") == 11
