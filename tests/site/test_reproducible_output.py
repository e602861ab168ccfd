"""The same content makes the same bytes everywhere; every link leads somewhere; both languages say the same; pages are light."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import built_site
import project
import pytest
from built_site import Document, documents
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.engine import build as site_build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.publish.file_trees import MARKER_FILE
from budgetbook.render import page_weight

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ALONE = {"index.html", "404.html"}
"""The two pages that speak both languages at once."""


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Document]:
    found = documents(site)
    assert len(found) > 100
    return found


def files(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    assert len(found) > 40
    return found


# The same bytes


PLAIN = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8"}


def build(
    checkout: Path, content: Path, out: Path, *options: str, environment: dict[str, str] = PLAIN, umask: int = 0o022
) -> dict[str, bytes]:
    """A build by a program of its own, in an environment of its own; every file of the site."""
    kept = {"PATH": os.environ["PATH"]} | environment
    program = [sys.executable, str(checkout / "build.py"), "--content", str(content), "--out", str(out), *options]
    done = subprocess.run(
        program, env=kept, umask=umask, capture_output=True, check=False, timeout=project.PATIENCE, cwd=out.parent
    )
    assert done.returncode == 0, done.stderr
    return files(out)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in another folder, with a cache of its own."""
    folder = tmp_path_factory.mktemp("elsewhere") / "another folder"
    for name in ("budgetbook", "templates"):
        shutil.copytree(project.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml"):
        shutil.copy(project.ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def plain(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small site, built without anything special; it fills the cache of the copy."""
    folder = tmp_path_factory.mktemp("plain")
    return build(checkout, built_site.small_content(folder / "content"), folder / "site")


ENVIRONMENTS = {
    "hash-seed": {"PYTHONHASHSEED": "4242"},
    "time-zone": {"TZ": "Pacific/Kiritimati"},
    "chinese-locale": {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"},
    "turkish-locale": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    "ascii-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "github": {"GITHUB_ACTIONS": "true", "CI": "true", "SOURCE_DATE_EPOCH": "1", "HOME": "/nonexistent"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_no_environment_reaches_the_site(name: str, checkout: Path, plain: dict[str, bytes], tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    assert build(checkout, content, tmp_path / "site", environment=ENVIRONMENTS[name]) == plain


def test_neither_folder_nor_umask_nor_cache_reaches_the_site(plain: dict[str, bytes], tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "内容 with spaces" / "and more")
    out = tmp_path / "out 站点"
    assert build(project.ROOT, content, out, "--no-cache", umask=0o077) == plain
    built_before = tmp_path / "before"
    shutil.copytree(out, built_before, copy_function=shutil.copy)
    assert build(project.ROOT, content, built_before, "--no-cache") == plain


def test_no_time_of_a_file_reaches_the_site(plain: dict[str, bytes], checkout: Path, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    for path in content.rglob("*"):
        os.utime(path, (1, 1))
    assert build(checkout, content, tmp_path / "site") == plain


@pytest.mark.usefixtures("drawn_anew")
def test_two_builds_of_the_real_site_are_the_same_with_a_cache_and_without(site: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for target in (first, second):
        site_build.build(project.CONTENT, project.TEMPLATES, target, BuildOptions(cache=tmp_path / "cache"))
    assert any((tmp_path / "cache").rglob("*")), "the second build has taken its drawings from here"
    assert files(first) == files(site)
    assert files(second) == files(site)


def test_the_order_in_which_a_folder_is_listed_does_not_reach_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = built_site.small_content(tmp_path / "content")
    checked = project.check(content)
    straight = [(file.path, file.data) for file in project.outputs(checked).values()]
    listed = Path.iterdir

    def backwards(self: Path) -> Iterator[Path]:
        return iter(sorted(listed(self), reverse=True))

    scanned = os.scandir

    class Backwards:
        """A folder's entries, last first."""

        def __init__(self, path: str) -> None:
            with scanned(path) as entries:
                self.entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Backwards:
            return self

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *_: object) -> None:
            """Nothing is open."""

    monkeypatch.setattr(Path, "iterdir", backwards)
    monkeypatch.setattr(os, "scandir", Backwards)
    assert [(file.path, file.data) for file in project.outputs(project.check(content)).values()] == straight


def test_each_file_is_made_once(checked: CheckedContent) -> None:
    paths = [output.path for output in project.outputs(checked, project.TEMPLATES, None).values()]
    assert len(paths) > 100
    assert len(paths) == len({path.casefold() for path in paths})


# What no file may hold


OBJECT_OF_JSON = re.compile(r'("(?:[^"\\]|\\.)*")|[{}]')
"""A text, or a brace between texts: objects in each other end like a hole of a template."""


def test_no_file_tells_of_the_machine_or_of_a_missing_value(site: Path) -> None:
    home, here = str(Path.home()), str(project.ROOT)
    strange = re.compile(
        rf"[>\"'(:=]\s*None\s*[<\"'),]|undefined|Undefined|NaN|Infinity|\bnan\b|<object|0x[0-9a-f]{{6,}}|/tmp/|/home/|{re.escape(here)}"
        rf"|{re.escape(home)}/|localhost|127\.0\.0\.1|\{{\{{|\}}\}}|\{{%|Decimal\(|&amp;(?:amp|lt|gt|quot|#)|\ufffd|TODO|FIXME|Lorem"
    )
    looked = 0
    for name, data in files(site).items():
        if (
            name == MARKER_FILE.path
            or name.endswith((".js", ".css", ".png"))
            or (name.startswith("data/") and ".csv" not in name)
        ):
            continue
        looked += 1
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8-sig")
        found = strange.search(re.sub(OBJECT_OF_JSON, r"\1", text) if name.endswith(".json") else text)
        assert found is None, f"{name}: {found[0]!r}"
    assert looked > 100


def test_no_role_is_left_as_it_was_written(pages: dict[str, Document], site: Path) -> None:
    """The page of the data shows addresses with {holes}: those of openapi.json, and no others."""
    served = json.loads((site / "data" / "openapi.json").read_text(encoding="utf-8"))["paths"]
    patterns = "|".join(re.escape(path.removeprefix("/")) for path in served if "{" in path)
    for page in pages.values():
        text = re.sub(patterns, "", "".join(page.text)) if page.path.endswith("/data/index.html") else "".join(page.text)
        found = re.search(r"\{[a-z]+\}`?|`", text)
        assert found is None or page.path.endswith(("contribute/index.html", "how-to-read/index.html")), f"{page.path}: {found}"


# Links


def dead_links(site: Path) -> list[str]:
    """Every link of a site that works from no folder, or leads to no file or to no place in it."""
    pages, there = documents(site), files(site).keys()
    dead, looked = [], 0
    for page in pages.values():
        for element, href in page.links():
            parts = urlsplit(href)
            if parts.scheme or (page.path == "404.html" and href.startswith("/")):  # looked at below
                continue
            looked += 1
            path, fragment = built_site.target(page.path, href)
            leads = path in there and (not fragment or fragment in pages[path].ids)
            if href.startswith("/") or not (parts.path or parts.fragment) or not leads:
                dead.append(f"{page.path}:{element.line}: {href}")
    assert looked > 100
    return dead


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


@pytest.mark.parametrize("what", ["statements", "statements/riverside-library/2024-budget"])
def test_a_site_without_a_statement_is_whole_too(what: str, tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    shutil.rmtree(content / what, ignore_errors=True)
    for path in content.glob(f"{what}.*"):
        path.unlink()
    project.build_site(project.check(content), tmp_path / "site")
    assert dead_links(tmp_path / "site") == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    site = tmp_path / "site"
    project.build_site(project.check(built_site.small_content(tmp_path / "content")), site)
    page = site / "en" / "index.html"
    links = '<a href="nowhere.html">a</a><a href="index.html#nowhere">b</a><a href="/en/">c</a><a href="">d</a>'
    page.write_text(page.read_text(encoding="utf-8") + links, encoding="utf-8")
    assert len(dead_links(site)) == 4


def test_every_link_to_elsewhere_is_https_and_known(pages: dict[str, Document], checked: CheckedContent) -> None:
    site = checked.content.site
    known = (site.repository, site.contact, site.address, "https://creativecommons.org/")
    outside = {(page.path, href) for page in pages.values() for _, href in page.links() if urlsplit(href).scheme}
    assert outside
    assert {(path, href) for path, href in outside if not href.startswith(known)} == set()


def test_the_page_for_what_is_not_there_works_at_any_depth(pages: dict[str, Document], site: Path) -> None:
    there = files(site).keys()
    hrefs = [href for _, href in pages["404.html"].links() if not href.startswith("#")]
    assert {f"/{lang}/{to}" for lang in LANGUAGES for to in ("", "search/", "glossary/", "compare/")} <= set(hrefs)
    for href in hrefs:
        assert href.startswith("/"), href
        path = urlsplit(href).path[1:]
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in there, href


@pytest.mark.parametrize(
    ("address", "root"),
    [("https://someone.github.io/budget/", "/budget/"), ("http://localhost:8000/a/b/", "/a/b/"), ("https://example.org/", "/")],
)
def test_the_page_for_what_is_not_there_names_no_host(checked: CheckedContent, address: str, root: str) -> None:
    """So it has its style on a preview, under www and below a path, where the page's policy lets it load its own host's alone."""
    site = checked.content.site.model_copy(update={"address": address})
    elsewhere = replace(checked, content=replace(checked.content, site=site))
    document = Document("404.html")
    document.feed(project.outputs(elsewhere)["404.html"].data.decode())
    hrefs = [href for _, href in document.links() if not href.startswith("#")]
    assert f"{root}assets/style.css" in hrefs
    assert [href for href in hrefs if not href.startswith(root) or "//" in href] == []


def test_every_page_can_be_reached(pages: dict[str, Document]) -> None:
    reached, left = set(), ["index.html"]
    while left:
        page = left.pop()
        if page not in reached and page in pages:
            reached.add(page)
            left += [built_site.target(page, href)[0] for _, href in pages[page].links() if not urlsplit(href).scheme]
    assert pages.keys() - reached == {"404.html"}


def test_an_identifier_is_given_once_a_page(pages: dict[str, Document]) -> None:
    twice = [(page.path, name) for page in pages.values() for name, times in page.ids.items() if times > 1]
    assert twice == []
    assert any(page.ids for page in pages.values())


def test_what_describes_something_by_name_names_something(pages: dict[str, Document]) -> None:
    looked = 0
    for page in pages.values():
        for element in page.elements:
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for name in element.attributes.get(attribute, "").split():
                    looked += 1
                    assert name in page.ids, f"{page.path}:{element.line}: {attribute}={name}"
    assert looked > 100


def test_addresses_in_the_data_lead_to_a_figure(pages: dict[str, Document], site: Path) -> None:
    looked = 0
    for path in (site / "data").glob("*.csv.gz"):
        for address in re.findall(r"(?:zh|en)/[a-z0-9/-]+/#[a-z0-9-]+", gzip.decompress(path.read_bytes()).decode("utf-8-sig")):
            page, _, fragment = address.partition("#")
            looked += 1
            assert fragment in pages[f"{page}index.html"].ids, address
    assert looked > 200


# Two languages


def twin(path: str) -> str:
    return {"zh": "en", "en": "zh"}[path[:2]] + path[2:]


def test_both_languages_have_the_same_pages_with_the_same_identifiers(pages: dict[str, Document]) -> None:
    spoken = pages.keys() - ALONE
    assert {twin(path) for path in spoken} == spoken
    for path in spoken:
        mine, other = (
            {name for name in pages[each].ids if not name.startswith("chart-") or name.endswith("-figure")}
            for each in (path, twin(path))
        )
        assert mine == other, path
        assert [e.tag for e in pages[path].elements if e.tag in ("h1", "h2", "h3", "table", "details", "section")] == [
            e.tag for e in pages[twin(path)].elements if e.tag in ("h1", "h2", "h3", "table", "details", "section")
        ], path


def test_a_page_says_its_language_and_links_to_its_twin(pages: dict[str, Document]) -> None:
    for path, page in pages.items():
        (html,) = page.all("html")
        if path in ALONE:
            assert html.attributes["lang"] == "zh-CN"
            continue
        assert html.attributes["lang"] == {"zh": "zh-CN", "en": "en"}[path[:2]]
        (switch,) = page.all("a", **{"class": "language"})
        assert built_site.target(path, switch.attributes["href"]) == (twin(path), "")
        assert switch.attributes["hreflang"] == twin(path)[:2]


def test_no_chinese_page_speaks_english_and_no_english_page_chinese(pages: dict[str, Document]) -> None:
    """Apart from what is marked as the other language, and from code."""
    for path, page in pages.items():
        if path in ALONE:
            continue
        titles = [page.all("meta", name="description")[0].attributes["content"]]
        titles += [e.attributes[name] for e in page.elements for name in ("aria-label", "title") if name in e.attributes]
        assert titles
        for title in titles:
            chinese = re.search("[\u4e00-\u9fff]", re.sub("[万亿]元", "", title))  # the unit as printed, in either language
            assert bool(chinese) == path.startswith("zh"), f"{path}: {title}"


def alternates(page: Document) -> dict[str, str]:
    links = [link for link in page.all("link", rel="alternate") if "hreflang" in link.attributes]  # a feed has none
    found = {link.attributes["hreflang"]: link.attributes["href"] for link in links}
    assert len(found) == len(links)
    return found


def path_of(address: str, site: str) -> str:
    assert address.startswith(site), address
    rest = address.removeprefix(site)
    return f"{rest}index.html" if rest.endswith("/") or not rest else rest


def test_canonical_and_language_links_are_absolute_and_answer_each_other(
    pages: dict[str, Document], checked: CheckedContent
) -> None:
    site = checked.content.site.address
    for path, page in pages.items():
        if path == "404.html":
            assert not alternates(page)
            assert page.all("meta", name="robots", content="noindex")
            continue
        (canonical,) = page.all("link", rel="canonical")
        assert path_of(canonical.attributes["href"], site) == path
        links = alternates(page)
        assert {"zh", "en"} <= links.keys()
        if path not in ALONE:
            assert links[path[:2]] == canonical.attributes["href"]
        for address in links.values():
            assert alternates(pages[path_of(address, site)]) == links, f"{path}: {address}"


def test_the_sitemap_lists_every_page(pages: dict[str, Document], checked: CheckedContent, site: Path) -> None:
    address = checked.content.site.address
    root = ElementTree.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - our own file
    listed = [path_of(url.findtext("s:loc", namespaces=SITEMAP) or "", address) for url in root.findall("s:url", SITEMAP)]
    assert sorted(listed) == sorted(path for path in pages if path != "404.html")
    assert f"Sitemap: {address}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")


def allowed(policy: str) -> set[tuple[str, str]]:
    """(what, from where) pairs of a policy."""
    return {(what, source) for what, *sources in map(str.split, policy.split(";")) for source in sources}


def test_every_page_allows_only_what_the_headers_allow(pages: dict[str, Document], site: Path) -> None:
    (sent,) = re.findall(r"^  Content-Security-Policy: (.*)$", (site / "_headers").read_text(encoding="utf-8"), re.MULTILINE)
    for page in pages.values():
        (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
        first = next(e for e in page.elements if e.tag in ("meta", "link", "script") and "charset" not in e.attributes)
        assert first == policy, "what stands before the policy is not held to it"
        assert allowed(policy.attributes["content"]) <= allowed(sent), page.path
        assert [e for e in page.elements if "style" in e.attributes or e.tag == "style"] == [], page.path
        assert [e for e in page.elements if any(name.startswith("on") for name in e.attributes)] == [], page.path
        inline = [e for e in page.elements if e.tag == "script" and "src" not in e.attributes]
        assert [e for e in inline if e.attributes.get("type") != "application/ld+json"] == [], page.path  # data, never run


# Weight


def compressed(path: Path) -> int:
    """Bytes on the wire."""
    return len(gzip.compress(path.read_bytes(), 9))


BROTLI = "const {brotliCompressSync:b}=require('zlib'),{readFileSync:r}=require('fs');"
BROTLI += "console.log(process.argv.slice(1).map(f=>b(r(f)).length).reduce((x,y)=>x+y))"


def test_a_statement_with_style_and_script_is_light(site: Path) -> None:
    """By Brotli, as hosts that have it send; the build prints the figures by gzip."""
    if (node := shutil.which("node")) is None:
        built_site.needs("node")
    for lang in ("zh", "en"):
        files = [site / lang / project.STATEMENT / "index.html", *(site / name for name in page_weight.COMMON_ASSETS)]
        done = subprocess.run(
            [node, "-e", BROTLI, *map(str, files)], capture_output=True, text=True, check=True, timeout=project.PATIENCE
        )
        assert 10_000 < int(done.stdout) <= 40_000
    heaviest = page_weight.measure_page(site, f"zh/{project.STATEMENT}/index.html")
    assert heaviest.page == compressed(site / heaviest.address / "index.html") < heaviest.total


def test_pages_are_light(pages: dict[str, Document], site: Path) -> None:
    statements = [path for path in pages if re.fullmatch(r"(zh|en)/[^/]+/\d{4}-[^/]+/index\.html", path)]
    assert len(statements) >= 2
    sizes = {path: compressed(site / path) for path in pages}
    assert {path: size for path, size in sizes.items() if path in statements and size > 40_000} == {}
    assert {path: size for path, size in sizes.items() if path not in statements and size > 20_000} == {}
    assert compressed(site / "assets" / "script.js") < 4_000
    # Read once for all pages: those of answers, of evidence and of results have parts of their own, and no rule is unused.
    assert compressed(site / "assets" / "style.css") < 9_600


SHOWING = {
    r"/compare/": {"compare.js", "languages.js"},
    r"/search/": {"query.js", "ranking.js", "search.js", "results.js", "languages.js"},
    r"/glossary/index": {"filter.js", "parts.js"},
    r"/data/sql/": {"sql.js"},
    r"/[0-9]{4}-[a-z-]+/index": {"parts.js"},
}
"""What some pages load beside: to read the question, to find, to show, to mark the language; to open parts on a wide window."""


def test_a_page_loads_three_files_and_where_scripts_show_texts_theirs_too(pages: dict[str, Document]) -> None:
    for page in pages.values():
        loaded = [e.attributes.get("src") or e.attributes["href"] for e in page.elements if loads(e)]
        names = {Path(urlsplit(href).path).name for href in loaded}
        own = {script for place, scripts in SHOWING.items() if re.search(place, f"/{page.path}") for script in scripts}
        assert names == {"favicon.svg", "script.js", "style.css"} | own, page.path


def loads(element: built_site.Element) -> bool:
    """Whether a browser fetches what the element names."""
    return "src" in element.attributes or (element.tag == "link" and element.attributes["rel"] in ("stylesheet", "icon"))


def test_the_schemas_that_editors_use_are_no_part_of_the_site(site: Path) -> None:
    assert json.loads((project.CONTENT / "schema" / "statement.json").read_text(encoding="utf-8"))
    schemas = {path.read_bytes() for path in (project.CONTENT / "schema").iterdir()}
    assert [path for path in site.rglob("*.json") if path.read_bytes() in schemas] == []
