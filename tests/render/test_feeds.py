"""Feeds by the rules of RFC 4287, and the files for crawlers, hosts and phones; how long lists are cut."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.site_files import Update
from budgetbook.content.text import Language, Text
from budgetbook.opendata.contributions import ENTRY, Register
from budgetbook.pages import paging
from budgetbook.render import feeds, host_files
from budgetbook.text.phrases import Phrases

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
ONCE = ("id", "title", "updated")
"""What feeds and entries must have exactly once (4.1.1, 4.1.2)."""


def read(data: bytes) -> ElementTree.Element:
    """By a parser that is not ours."""
    return ElementTree.fromstring(data)  # noqa: S314 - made by the program itself


def update(date: str, **fields: object) -> Update:
    text = Text({"zh": "甲 < 乙 & 丙", "en": 'a < b & "c"'})
    return Update.model_validate({"date": date, "kind": "site", "text": text, **fields})


def register(checked: CheckedContent) -> Register:
    """Its bodies."""
    return project.contributions_of(checked.content, checked.findings, ENTRY).register


def feed(checked: CheckedContent, lang: Language, **updates: Update) -> ElementTree.Element:
    """The feed of the tests' content, or of other updates."""
    content = replace(checked.content, updates=updates) if updates else checked.content
    found = {output.path: output.data for output in feeds.render_feeds(content, register(checked))}
    assert sorted(found) == ["en/feed.xml", "zh/feed.xml"]
    return read(found[f"{lang}/feed.xml"])


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
    assert list(feeds.render_feeds(content, register(checked))) == []
    outputs = project.outputs(CheckedContent(content, checked.findings))
    assert not any(path.endswith("feed.xml") for path in outputs)
    assert b"atom+xml" not in outputs["en/index.html"].data


def test_pages_name_their_feed(site: Path) -> None:
    for lang in LANGUAGES:
        page = (site / lang / project.STATEMENT / "index.html").read_text(encoding="utf-8")
        (href,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]+)"', page)
        assert (site / lang / project.STATEMENT / href).resolve() == (site / lang / "feed.xml").resolve()


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
    pages: list[tuple[str, host_files.Alternates]] = [(f"zh/body-{n}/", ()) for n in range(25)]
    outputs = {output.path: output.data for output in host_files.render_sitemaps(checked.content.site, pages, {}, most=10)}
    assert sorted(outputs) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = read(outputs["sitemap.xml"])
    home = checked.content.site.address
    assert [e.text for e in index.iter(f"{MAP}loc")] == [f"{home}sitemap-{n}.xml" for n in (1, 2, 3)]
    listed = [e.text for n in (1, 2, 3) for e in read(outputs[f"sitemap-{n}.xml"]).iter(f"{MAP}loc")]
    assert listed == [home + address for address, _ in pages]


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
