"""What goes with a chart and with a page: files of four formats, a page for frames on other sites, pictures for sharing."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import built_site
import project
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from project import CheckedContent

from budgetbook.charts.render import social_card
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.social_card import Card
from budgetbook.charts.text_metrics import measure
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.render import chart_files

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = ("hundred", "bridge", "changes", "three-public-pairs", "named-projects", "assets", "people-and-posts")
"""Those that the real statement has something to say in."""
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def folder(site: Path, lang: Language) -> Path:
    return site / lang / project.STATEMENT / "chart"


def parsed(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 (our own output)


def size(png: bytes) -> tuple[int, int]:
    """Of a PNG: its signature, then width and height from its first chunk (PNG specification, 5.2 and 11.2.2)."""
    assert png[:16] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@each_language
def test_every_chart_that_has_something_to_say_has_its_page_and_files(site: Path, lang: Language) -> None:
    files = {path.name for path in folder(site, lang).iterdir() if path.is_file()}
    assert files == {f"{name}.{end}" for name in CHARTS for end in ("svg", "png", "csv", "vl.json")}
    assert {path.name for path in folder(site, lang).iterdir() if path.is_dir()} == set(CHARTS)


@each_language
@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_is_whole_and_the_png_is_half_as_large_again(site: Path, lang: Language, name: str) -> None:
    root = parsed(folder(site, lang) / f"{name}.svg")
    wide, high = int(root.get("width", "0")), int(root.get("height", "0"))
    png = (folder(site, lang) / f"{name}.png").read_bytes()
    across, down = size(png)
    assert across == 1.5 * wide
    assert abs(down - 1.5 * high) < 1
    assert len(png) < 150_000
    text = (folder(site, lang) / f"{name}.svg").read_text(encoding="utf-8")
    assert "var(" not in text
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "line",
        "text",
        "tspan",
    }
    for line in root.iter(f"{SVG}tspan"):
        assert 0 < float(line.get("y", "0")) < high


@each_language
@pytest.mark.parametrize("name", CHARTS)
def test_the_data_are_what_is_drawn(site: Path, lang: Language, name: str) -> None:
    raw = (folder(site, lang) / f"{name}.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == chart_files.COLUMNS
    assert [row for row in rows if any(value.startswith(tuple("=+-@")) for key, value in row.items() if key != "value")] == []
    page = (folder(site, lang) / name / "index.html").read_text(encoding="utf-8")
    spoken = set(re.findall(r'aria-label="([^"]+)"', page))
    assert {row["description"] for row in rows} <= spoken
    spec = json.loads((folder(site, lang) / f"{name}.vl.json").read_text(encoding="utf-8"))
    drawn = [
        (d["description"], Decimal(str(d["value"])))
        for layer in spec["layer"]
        for d in layer["data"]["values"]
        if "description" in d and "description" in layer["encoding"]
    ]
    assert sorted(drawn) == sorted((row["description"], Decimal(row["value"])) for row in rows)


@each_language
def test_of_each_hundred_yuan_none_is_lost(site: Path, lang: Language) -> None:
    rows = list(csv.DictReader(io.StringIO((folder(site, lang) / "hundred.csv").read_text(encoding="utf-8-sig"))))
    assert sum(Decimal(row["value"]) for row in rows) == 100
    assert {row["unit"] for row in rows} == {"yuan of each 100"}


@each_language
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_page_is_small_and_says_how_to_embed_it(site: Path, lang: Language, name: str) -> None:
    page = built_site.documents(site)[f"{lang}/{project.STATEMENT}/chart/{name}/index.html"]
    (canonical,) = page.all("link", rel="canonical")
    address = canonical.attributes["href"]
    shown = "".join(page.text)
    found = re.search(r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="(\d+)" loading="lazy"></iframe>', shown)
    assert found
    assert found[1] == address
    narrow = next(e for e in page.all("svg") if "chart-narrow" in e.attributes["class"])
    assert int(found[3]) > int(narrow.attributes["height"]) + 150
    assert not page.all("nav")
    assert [e.attributes.get("target") for e in page.all("a") if "#chart-" in e.attributes["href"]]
    pictured = page.all("meta", property="og:image")[0].attributes["content"]
    assert pictured == f"{address.rstrip('/')}.png"


@each_language
def test_every_page_has_a_picture_that_is_there(site: Path, lang: Language, checked: CheckedContent) -> None:
    sizes = set()
    for path, page in built_site.documents(site).items():
        if not path.startswith(f"{lang}/"):
            continue
        (meta,) = page.all("meta", property="og:image")
        file = site / meta.attributes["content"].removeprefix(checked.content.site.address)
        sizes.add(size(file.read_bytes()) if file.name == "card.png" else (0, 0))
        assert page.all("meta", name="twitter:card")
    assert sizes == {(0, 0), (1200, 630)}
    own = built_site.documents(site)[f"{lang}/{project.STATEMENT}/index.html"].all("meta", property="og:image")[0]
    assert own.attributes["content"].endswith(f"/{lang}/{project.STATEMENT}/card.png")
    assert (site / lang / project.STATEMENT / "card.png").stat().st_size < 100_000


def lines(picture: str) -> list[tuple[str, float, float, float]]:
    """Every line of a card: its words, where it begins and ends, and its base."""
    found = []
    for element in ElementTree.fromstring(picture).iter(f"{SVG}text"):  # noqa: S314 (our own output)
        size_, x = float(element.get("font-size", "0")), float(element.get("x", "0"))
        after = sum(8 + measure(span.text or "", 30) for span in element.iter(f"{SVG}tspan"))
        found.append((element.text or "", x, x + measure(element.text or "", size_) + after, float(element.get("y", "0"))))
    return found


words = st.text(alphabet="预算局Abc <&\"' -", min_size=1, max_size=90)
value = st.decimals(min_value=-(10**12), max_value=10**12, places=2).map(lambda number: f"{number:,}万元")


@given(words, words, st.lists(st.tuples(words, value), max_size=3), words, st.booleans())
def test_the_words_of_a_card_stay_on_it(kicker: str, title: str, numbers: list[tuple[str, str]], said: str, fails: bool) -> None:
    drawn = social_card.picture(Card("zh", kicker, title, tuple(numbers), (said,), fails, "预算书"))
    found = lines(drawn)
    assert len(found) >= 3 + 2 * len(numbers)
    assert [line for line in found if line[2] > social_card.WIDE - 60 or line[1] < 60 or not 0 < line[3] < social_card.HIGH] == []
    for one, other in zip(sorted(found, key=lambda line: line[3]), sorted(found, key=lambda line: line[3])[1:], strict=False):
        assert one[3] == other[3] or other[3] - one[3] >= 4


def test_a_card_says_in_the_accent_what_does_not_add_up_and_only_then() -> None:
    made = {
        fails: social_card.picture(Card("en", "A body", "2023 budget", (("Revenue", "10 yuan"),), ("All of it.",), fails, "x"))
        for fails in (True, False)
    }
    assert ("≠" in made[True], "≠" in made[False]) == (True, False)


@pytest.mark.usefixtures("drawn_anew")
def test_the_same_card_is_the_same_bytes() -> None:
    about = Card("zh", "某单位", "2023年部门预算", (("收入", "1,058.41万元"),), ("共78项检验。",), True, "预算书")
    assert ChartRenderer(None).card(about) == ChartRenderer(None).card(about)


@pytest.mark.browser
@pytest.mark.parametrize("wide", [340, 760])
def test_a_chart_can_be_shown_in_a_frame_on_another_site(site: Path, browser: Browser, tmp_path: Path, wide: int) -> None:
    said: list[str] = []
    with built_site.served(site) as home, browser.new_context(viewport={"width": wide, "height": 900}) as context:
        for lang in LANGUAGES:
            for name in CHARTS:
                address = f"{home}{lang}/{project.STATEMENT}/chart/{name}/"
                text = "".join(built_site.documents(site)[f"{lang}/{project.STATEMENT}/chart/{name}/index.html"].text)
                found = re.search(
                    r'<iframe src="[^"]+"( title="[^"]+" width="100%" height="(\d+)" loading="lazy"></iframe>)', text
                )
                assert found
                other = tmp_path / f"{lang}-{name}.html"
                style = "<style>body { margin: 0 } iframe { border: 0 }</style>"
                other.write_text(f'<!doctype html><meta charset="utf-8">{style}<iframe src="{address}"{found[1]}', "utf-8")
                page = context.new_page()
                page.on("console", lambda message: said.append(message.text))
                page.goto(other.as_uri())
                frame = page.frame_locator("iframe")
                drawing = frame.locator(f"svg.chart-{'narrow' if wide < 500 else 'wide'}")
                drawing.wait_for(state="visible")
                frame.locator(f"svg.chart-{'wide' if wide < 500 else 'narrow'}").wait_for(state="hidden")  # the style is there
                box, inner = page.locator("iframe").bounding_box(), frame.locator("figure > p.quiet").bounding_box()
                assert box
                assert inner
                assert inner["y"] + inner["height"] <= box["y"] + box["height"], (
                    f"{lang} {name} at {wide}: the source is below the frame"
                )
                page.close()
    assert said == []
