"""What goes with charts and with a page: specifications, a page for frames on other sites, pictures for sharing."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import struct
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import built_site
import project
import pytest
from browser_pages import opened
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.charts.render import social_card
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.social_card import Card
from budgetbook.charts.text_metrics import measure
from budgetbook.content.text import Language

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = ("hundred", "changes", "three-public-pairs", "named-projects", "assets", "people-and-posts")
"""Those that the real statement has something to say in."""
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def folder(site: Path, lang: Language) -> Path:
    return site / lang / project.STATEMENT


def specifications(site: Path, lang: Language) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder(site, lang) / "charts.json").read_text(encoding="utf-8"))
    return found


def size(png: bytes) -> tuple[int, int]:
    """Of a PNG: its signature, then width and height from its first chunk (PNG specification, 5.2 and 11.2.2)."""
    assert png[:16] == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@each_language
def test_all_charts_of_a_statement_have_one_page_and_one_file(site: Path, lang: Language) -> None:
    assert {path.name for path in (folder(site, lang) / "chart").rglob("*")} == {"index.html"}
    page = built_site.documents(site)[f"{lang}/{project.STATEMENT}/chart/index.html"]
    assert [figure.attributes["id"] for figure in page.all("figure")] == [f"chart-{name}" for name in CHARTS]
    assert tuple(specifications(site, lang)) == CHARTS


@each_language
def test_each_specification_stands_on_a_line_of_its_own(site: Path, lang: Language) -> None:
    """Whoever wants one chart copies its line, without the name and the comma, into an editor."""
    lines = (folder(site, lang) / "charts.json").read_text(encoding="utf-8").splitlines()[1:-1]
    assert [json.loads(line.rstrip(",").partition(": ")[2]) for line in lines] == list(specifications(site, lang).values())


@each_language
@pytest.mark.parametrize("name", CHARTS)
def test_the_data_are_what_is_drawn(site: Path, lang: Language, name: str) -> None:
    page = (folder(site, lang) / "chart" / "index.html").read_text(encoding="utf-8")
    figure = page[page.index(f'id="chart-{name}"') :].partition("</figure>")[0]
    spec = specifications(site, lang)[name]
    spoken = set(re.findall(r'<path[^>]* aria-label="([^"]+)"', figure))
    assert {html.escape(row["sentence"]) for row in spec["datasets"]["rows"]} == spoken
    assert all(part in spec["description"] for part in re.findall(r"<h2[^>]*>([^<]*)</h2>", figure))


@each_language
def test_of_each_hundred_yuan_none_is_lost(site: Path, lang: Language) -> None:
    rows = specifications(site, lang)["hundred"]["datasets"]["rows"]
    assert sum(Decimal(str(row["amount"])) for row in rows) == 100
    assert {row["unit"] for row in rows} == {"yuan of each 100"}


@each_language
def test_the_page_of_frames_says_how_to_embed_each_chart(site: Path, lang: Language) -> None:
    page = built_site.documents(site)[f"{lang}/{project.STATEMENT}/chart/index.html"]
    (canonical,) = page.all("link", rel="canonical")
    line = r'<iframe src="([^"]+)" title="[^"]+" width="100%" height="(\d+)" loading="lazy"></iframe>'
    frames = re.findall(line, "".join(page.text))
    assert [address for address, _ in frames] == [f"{canonical.attributes['href']}#chart-{name}" for name in CHARTS]
    narrow = [e for e in page.all("svg") if "chart-narrow" in e.attributes["class"]]
    assert all(int(high) > int(e.attributes["height"]) + 150 for (_, high), e in zip(frames, narrow, strict=True))
    assert not page.all("nav")
    assert len([e for e in page.all("a") if e.attributes.get("target") == "_top"]) == len(CHARTS)


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
    assert sizes == {(900, 472)}
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


@pytest.mark.parametrize(
    "finding", ["Cars cut by half", "其他城乡社区支出增加4,312.87万元，比总额的增加还多", "many long words " * 30]
)
@pytest.mark.parametrize("parts", [2, 5])
def test_the_finding_and_the_hundred_yuan_stay_on_the_card_and_apart(finding: str, parts: int) -> None:
    bar = tuple((f"a part with a long name, number {number}", Decimal(100) / parts) for number in range(parts))
    card = Card("en", "Body", "2023 budget", (), (), False, "Budgetbook", finding, "Of every 100 yuan", bar)
    found = lines(social_card.picture(card))
    assert [line for line in found if line[2] > social_card.WIDE - 60 or line[1] < 60 or not 0 < line[3] < social_card.HIGH] == []
    bases = sorted({line[3] for line in found})
    assert all(low - high >= 30 for high, low in pairwise(bases))


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
                address = f"{home}{lang}/{project.STATEMENT}/chart/#chart-{name}"
                text = "".join(built_site.documents(site)[f"{lang}/{project.STATEMENT}/chart/index.html"].text)
                line = rf'<iframe src="[^"]+#chart-{name}"( title="[^"]+" width="100%" height="(\d+)" loading="lazy"></iframe>)'
                found = re.search(line, text)
                assert found
                other = tmp_path / f"{lang}-{name}.html"
                style = "<style>body { margin: 0 } iframe { border: 0 }</style>"
                other.write_text(f'<!doctype html><meta charset="utf-8">{style}<iframe src="{address}"{found[1]}', "utf-8")
                page = context.new_page()
                page.on("console", lambda message: said.append(message.text))
                page.goto(other.as_uri())
                frame = page.frame_locator("iframe")
                figure = frame.locator(f"#chart-{name}")
                drawing = figure.locator(f"svg.chart-{'narrow' if wide < 500 else 'wide'}")
                drawing.wait_for(state="visible")
                figure.locator(f"svg.chart-{'wide' if wide < 500 else 'narrow'}").wait_for(state="hidden")  # the style is there
                expect(frame.locator("figure:visible")).to_have_count(1)  # and the browser has gone to the chart
                box, inner = page.locator("iframe").bounding_box(), figure.locator(".chart-source").bounding_box()
                assert [each.get_attribute("id") for each in frame.locator("figure:visible").all()] == [f"chart-{name}"]
                assert box
                assert inner
                assert inner["y"] + inner["height"] <= box["y"] + box["height"], (
                    f"{lang} {name} at {wide}: the source is below the frame"
                )
                page.close()
    assert said == []


@pytest.mark.browser
def test_a_reader_saves_a_chart_as_a_picture_and_as_data(site: Path, browser: Browser, tmp_path: Path) -> None:
    """Made in the browser under the page's own policy, from what the page and the file of specifications hold."""
    files: dict[str, bytes] = {}
    with built_site.served(site) as home, opened(browser, home, f"en/{project.STATEMENT}/") as page:
        figure = page.locator("#chart-changes")
        figure.locator("summary").click()
        for kind in ("PNG", "SVG", "CSV"):
            with page.expect_download() as saved:
                figure.get_by_role("button", name=f"Save as {kind}").click()
            saved.value.save_as(tmp_path / saved.value.suggested_filename)
            files[saved.value.suggested_filename] = (tmp_path / saved.value.suggested_filename).read_bytes()
    rows = specifications(site, "en")["changes"]["datasets"]["rows"]
    data = list(csv.DictReader(io.StringIO(files["changes.csv"].decode("utf-8-sig"), newline="")))
    assert [(row["item"], Decimal(row["amount"])) for row in data] == [(row["item"], Decimal(row["amount"])) for row in rows]
    picture = ElementTree.fromstring(files["changes.svg"].decode())  # noqa: S314 (our own output)
    words = " ".join(element.text or "" for element in picture.iter() if element.tag.endswith(("text", "tspan")))
    assert all(row["shown"] in words for row in rows)
    assert "Particular tasks cut by almost half" in words
    assert "What changed most, 2022 and 2023" in words
    assert "var(" not in files["changes.svg"].decode()
    assert size(files["changes.png"]) == (2 * int(picture.get("width", "0")), 2 * int(picture.get("height", "0")))


@pytest.mark.browser
def test_a_frame_at_a_former_address_is_led_to_its_chart(site: Path, browser: Browser) -> None:
    with built_site.served(site) as home, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{home}zh/{project.STATEMENT}/chart/changes/")
        page.wait_for_url(f"**/zh/{project.STATEMENT}/chart/#chart-changes")
        assert [each.get_attribute("id") for each in page.locator("figure:visible").all()] == ["chart-changes"]
