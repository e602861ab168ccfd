"""Drawing: what reaches the page is markup fit for it, the same bytes each time, and what was kept is never trusted blindly."""

from __future__ import annotations

import json
import logging
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import project
import pytest
import source_tree
from sample_charts import DRAWINGS

from budgetbook.charts import templates
from budgetbook.charts.drawing import ChartRow, ChartSpec, Width
from budgetbook.charts.glyphs import missing_glyphs
from budgetbook.charts.render import renderer
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.social_card import Card, picture
from budgetbook.charts.render.svg_cleaner import clean_svg
from budgetbook.charts.theme import INK, css_variable

pytestmark = pytest.mark.usefixtures("drawn_anew")

ROOT = Path(__file__).parents[2]
FONT = ROOT / "budgetbook" / "charts" / "fonts" / "BudgetbookSans.otf"
CARD = Card("zh", "一个单位", "2023年预算", (("收入", "1,058.41万元"),), ("有8处对不上。",), True, "账本")
EACH = pytest.mark.parametrize("name", list(DRAWINGS))
ATTRIBUTES = {
    "class", "lang", "fill", "overflow", "width", "height", "viewBox", "role", "aria-labelledby", "aria-label", "aria-hidden",
    "id", "x", "y", "x2", "y2", "dy", "d", "transform", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset",
    "font-size", "font-weight", "text-anchor", "fill-opacity",
}  # fmt: skip


def page(drawing: ChartSpec, width: Width = "narrow", name: str = "") -> str:
    return ChartRenderer(None).svgs(drawing, name)[width]


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 (our own output)


def words_of(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter("text")]


@EACH
def test_holds_only_what_a_page_may_show(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        text = page(DRAWINGS[name])
    root = parsed(text)
    tags = {element.tag for element in root.iter()}
    assert tags <= {"svg", "g", "path", "line", "text", "tspan"}
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    assert {element.get("role") for element in root.iter()} == {"img", None}
    colours = {element.get(side) for element in root.iter() for side in ("fill", "stroke")} - {None, "none"}
    assert colours <= set(map(css_variable, INK))
    assert len(text.encode()) < 6500
    assert not [record for record in caplog.records if record.name.startswith("vl_convert")]


@pytest.mark.parametrize("name", [name for name in DRAWINGS if name.endswith("zh")])
def test_a_chinese_chart_has_no_english_word(name: str) -> None:
    root = parsed(page(DRAWINGS[name]))
    spoken = [
        *words_of(root),
        *(v for e in root.iter() for k, v in e.attrib.items() if k.startswith("aria-label") and k != "aria-labelledby"),
    ]
    assert root.get("lang") == DRAWINGS[name].tag
    assert len(spoken) >= 2 * DRAWINGS[name].mark_count
    assert not [text for text in spoken if re.search("[A-Za-z]", text)]


def test_has_the_name_that_it_is_given() -> None:
    """A short one: the page's heading and sentence stand above it, and are read out there."""
    root = parsed(page(DRAWINGS["items-en"], name='Chart <b> & "c"'))
    assert (root.get("role"), root.get("aria-label")) == ("img", 'Chart <b> & "c"')
    assert {element.tag for element in root} <= {"g", "path", "line", "text", "tspan"}


def test_scales_by_its_box() -> None:
    for width, across in (("narrow", 320), ("wide", 680)):
        root = parsed(page(DRAWINGS["pairs-en"], width))  # type: ignore[arg-type]
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert root.get("width") == str(across)
        assert root.get("class") == f"chart chart-{width}"


def test_what_is_published_holds_nothing_of_the_code_that_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment in `charts/`, or another version of a library, changes what is kept, and no byte that is published."""
    drawing = DRAWINGS["changes-zh"]

    def made() -> tuple[object, ...]:
        pen = ChartRenderer(None)
        return pen.svgs(drawing, "图"), pen.spec(drawing, "一句话。"), pen.card(CARD)

    first, named = made(), renderer._drawing_fingerprint("svg", drawing)
    monkeypatch.setattr(renderer, "code_fingerprint", lambda *_: "0123456789abcdef")
    assert renderer._drawing_fingerprint("svg", drawing) != named
    assert made() == first


def test_the_same_bytes_in_any_order() -> None:
    names = ["hundred-en", "itemised-zh", "changes-zh", "years-en"]
    first = {name: (page(DRAWINGS[name]), ChartRenderer(None).spec(DRAWINGS[name], "")) for name in names}
    templates._made_specs.clear()
    again = {name: (page(DRAWINGS[name]), ChartRenderer(None).spec(DRAWINGS[name], "")) for name in names[::-1]}
    assert first == again


def test_another_process_finds_the_forms_that_one_has_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_made_specs", {})
    first = ChartRenderer(tmp_path).svgs(DRAWINGS["changes-zh"])
    for path in kept(tmp_path):
        path.unlink()
    monkeypatch.setattr(templates, "_made_specs", {})
    monkeypatch.setattr(renderer, "_compile", lambda *_: pytest.fail("compiled again"))
    assert ChartRenderer(tmp_path).svgs(DRAWINGS["changes-zh"]) == first


@pytest.mark.slow
def test_an_engine_that_begins_anew_draws_the_same_and_may_do_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["hundred-en", "itemised-zh", "changes-zh", "years-en"]
    first = [page(DRAWINGS[name]) for name in names]
    monkeypatch.setattr(renderer, "_LASTS", 2)
    monkeypatch.setattr(renderer, "_draw_counter", count(1))
    again, settings = [], []
    for name in names:
        again.append(page(DRAWINGS[name]))
        settings.append(renderer._vega().get_config())
    assert again == first
    assert [one != other for one, other in pairwise(settings)] == [True, False, True], "only then does it begin anew"
    assert {(*one["allowed_base_urls"], one["base_url"], one["missing_fonts"]) for one in settings} == {(False, "error")}


class StableLibrary:
    """The drawing library as its stable version is called: settings stand in each call, and there are no others."""

    def __init__(self) -> None:
        self.library: Any = import_module("vl_convert")
        self.calls: list[str] = []

    def vegalite_to_vega(self, spec: Any) -> Any:
        """Compile."""
        self.calls.append("compile")
        return self.library.vegalite_to_vega(spec)

    def vega_to_svg(self, spec: Any, allowed_base_urls: list[str] | None = None) -> Any:
        """Draw a chart, which by default might ask any address."""
        assert allowed_base_urls == []
        self.calls.append("draw")
        return self.library.vega_to_svg(spec)

    def svg_to_png(self, svg: str, scale: float | None = None) -> Any:
        """Draw a card."""
        self.calls.append("card")
        return self.library.svg_to_png(svg, scale=scale)

    def register_font_directory(self, folder: str) -> None:
        """Take no font: the engine has them."""
        assert list(Path(folder).glob("*.otf"))


def test_the_stable_version_of_the_engine_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = DRAWINGS["changes-zh"]
    expected = ChartRenderer(None).svgs(drawing), ChartRenderer(None).card(CARD)
    library = StableLibrary()
    monkeypatch.setitem(sys.modules, "vl_convert", library)
    monkeypatch.setattr(renderer, "_vega", renderer._vega.__wrapped__)
    monkeypatch.setattr(renderer, "_LASTS", 1)
    monkeypatch.setattr(templates, "_made_specs", {})
    assert (ChartRenderer(None).svgs(drawing), ChartRenderer(None).card(CARD)) == expected
    assert {*library.calls} == {"compile", "draw", "card"}


@pytest.mark.parametrize(
    "bad", ["</text></svg><script>alert(1)</script>", '" onload="alert(1)', "a&b<c>'d", "]]>", "var(--x) url(#y) 1.23456"]
)
def test_no_text_becomes_markup(bad: str) -> None:
    drawing = ChartSpec(
        "bars", (ChartRow(bad, Decimal(5), bad, bad), ChartRow("b", Decimal(1), "1", "b: 1", tone="rest")), "en", "yuan"
    )
    root = parsed(page(drawing, "wide", bad))
    assert {element.tag for element in root.iter()} <= {"svg", "g", "path", "line", "text", "tspan"}
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    assert [e.get("aria-label") for e in root.iter() if e.get("aria-label")] == [bad, bad, "b: 1"]
    assert bad.replace(" ", "") in "".join(words_of(root)).replace(" ", "")


@pytest.mark.parametrize(
    "bad",
    [
        '<image href="https://example.org/a.png"/>',
        "<style>text{fill:red}</style>",
        '<a href="https://example.org/"><text text-anchor="start" transform="translate(0,0)">x</text></a>',
        '<path onclick="alert(1)"/>',
        '<use href="#a"/>',
    ],
)
def test_what_a_page_may_not_hold_is_refused(bad: str) -> None:
    raw = renderer._vega().vegalite_to_svg(json.loads(ChartRenderer(None).spec(DRAWINGS["items-en"], "")))
    clean_svg(raw)
    with pytest.raises(ValueError, match="may not"):
        clean_svg(raw.replace("</g>", f"{bad}</g>", 1))


def test_a_card_is_drawn_with_the_committed_font() -> None:
    """Chinese words leave more ink than none, and the size is that which sites that show cards ask for."""
    png, empty = (ChartRenderer(None).card(replace(CARD, title=title)) for title in ("费费费费", "一"))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (900, 472)
    assert len(png) > len(empty) > 3000


def test_a_character_outside_the_font_still_draws() -> None:
    rows = (ChartRow("𠮷野한글", Decimal(1), "①万元", "𠮷野：①"), ChartRow("b", Decimal(2), "2", "b"))
    assert "𠮷野한글" in page(ChartSpec("bars", rows, "zh", "yuan"))


# What is kept.


def kept(folder: Path) -> list[Path]:
    """The drawings of every version."""
    return sorted(path for path in folder.glob("*/*") if path.name != "forms")


def test_what_was_kept_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = DRAWINGS["items-zh"]
    pen = ChartRenderer(tmp_path / "cache")
    first = (pen.svgs(drawing), pen.card(CARD), pen.spec(drawing, ""))
    assert len(kept(tmp_path / "cache")) == 3
    monkeypatch.setattr("budgetbook.charts.render.renderer._vega", lambda *_: pytest.fail("drew again"))
    pen = ChartRenderer(tmp_path / "cache")
    assert (pen.svgs(drawing), pen.card(CARD), pen.spec(drawing, "")) == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data[:200],
        lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        lambda data: b"0" * 64 + data[64:],
        lambda data: data.partition(b"\n")[2],
        lambda _: b"\xff\x00" * 40,
    ],
    ids=["empty", "one byte short", "cut off", "one bit", "other checksum", "no checksum", "noise"],
)
def test_what_is_damaged_is_drawn_again(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    first = ChartRenderer(tmp_path).svgs(DRAWINGS["against-zh"])
    (path,) = kept(tmp_path)
    good = path.read_bytes()
    path.write_bytes(damage(good))
    assert ChartRenderer(tmp_path).svgs(DRAWINGS["against-zh"]) == first
    assert path.read_bytes() == good


def test_a_folder_that_cannot_be_used_costs_only_time(tmp_path: Path) -> None:
    drawing = DRAWINGS["against-zh"]
    expected = page(drawing)
    (tmp_path / "file").write_text("no folder")
    assert ChartRenderer(tmp_path / "file").svgs(drawing)["narrow"] == expected
    assert ChartRenderer(tmp_path / "file" / "inside").svgs(drawing)["narrow"] == expected
    taken = tmp_path / "cache"
    ChartRenderer(taken).svgs(drawing)
    (path,) = kept(taken)
    path.unlink()
    path.mkdir()  # an entry that can neither be read nor replaced
    assert ChartRenderer(taken).svgs(drawing)["narrow"] == expected
    assert kept(taken) == [path]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert ChartRenderer(tmp_path).spec(DRAWINGS["against-zh"], "")
    assert kept(tmp_path) == []


def test_whatever_a_drawing_depends_on_makes_another_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pen, drawing = ChartRenderer(tmp_path), DRAWINGS["against-zh"]
    first = drawing.rows[0]
    monkeypatch.setattr(ChartRenderer, "_draw", lambda *_: ["drawn", "drawn"])
    changed = [
        {"label": "a"},
        {"value": Decimal(8)},
        {"text": "b"},
        {"description": "c"},
        {"series": "d"},
        {"tone": "rest"},
        {"panel": "e"},
    ]
    drawings = [
        drawing,
        replace(drawing, unit="posts"),
        replace(drawing, changes=(("a", "b"),)),
        replace(drawing, tag="en"),
        replace(drawing, form="pairs"),
        replace(drawing, rows=drawing.rows[:2]),
    ]
    drawings += [replace(drawing, rows=(replace(first, **change), *drawing.rows[1:])) for change in changed]  # type: ignore[arg-type]
    for one in drawings:
        pen.svgs(one)
    pen.svgs(drawing, "a name, which is no part of it")
    assert len(kept(tmp_path)) == len(drawings)
    before = set(kept(tmp_path))
    monkeypatch.setattr("budgetbook.charts.render.renderer.code_fingerprint", lambda *_: "another version")
    pen.svgs(drawing)
    assert len(set(kept(tmp_path)) - before) == 1


def test_a_change_of_any_module_that_draws_makes_another_entry() -> None:
    """`code_fingerprint("charts")` covers charts/ and infra/: nothing that draws may import from another room."""
    for path in source_tree.FILES:
        if source_tree.module_name(path).startswith("charts"):
            own = {name for name, _ in source_tree.imports(path) if name.startswith("budgetbook.")}
            assert all(name.startswith(("budgetbook.charts", "budgetbook.infra")) for name in own), path


_HITS = """
import sys
from pathlib import Path
from typing import Any
sys.path.append("tests/helpers")
from budgetbook.charts.render.renderer import ChartRenderer
from sample_charts import DRAWINGS
pen = ChartRenderer(Path(sys.argv[1]))
for drawing in DRAWINGS.values():
    pen.svgs(drawing)
print("altair" in sys.modules, "vl_convert" in sys.modules)
"""


@pytest.mark.slow
def test_hits_import_neither_altair_nor_the_engine(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", _HITS, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT)
        seen.append(done.stdout.split())
    assert seen == [["True", "True"], ["False", "False"]]


@pytest.mark.slow
def test_two_pens_at_once_do_not_spoil_what_is_kept(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _HITS, str(tmp_path)], stdout=subprocess.DEVNULL, cwd=ROOT) for _ in range(2)
    ]
    assert [process.wait(timeout=project.PATIENCE) for process in running] == [0, 0]
    assert len(kept(tmp_path)) == len(DRAWINGS)
    assert not list(tmp_path.rglob(".*"))


# The font.


RARE = "漷甪垟镕喆滘塱埗堃込埇硚堽圙㘵昇頔"
"""Towns and people are called so; none of it is in GB2312."""


def test_the_font_has_what_places_and_people_are_called() -> None:
    known = characters(FONT.read_bytes())
    standard = "".join((FONT.parent / "general-standard.txt").read_text("utf-8").split())
    assert len(standard) == len(set(standard)) == 1467, "of the 8,105 of the table, those that GB2312 lacks"
    assert set(standard + RARE) <= known
    assert missing_glyphs(standard + RARE + "é à ạ ① “北京”") == ""


def test_the_japanese_font_has_what_japanese_computers_write() -> None:
    known = characters((FONT.parent / "BudgetbookSansJapanese.otf").read_bytes())
    words = bytes(range(0xA6, 0xDE)).decode("cp932") + "鷹歳読険齢還証広災髙﨑塚あアーゝ々〆「」、。ABCxyz0189"
    assert set(words) <= known
    assert missing_glyphs(words + "𠮟剝塡頰", "kana") == ""
    assert missing_glyphs("三鷹市𠮷한", "kana") == "𠮷한"
    assert missing_glyphs("三鷹市の歳入") == "鷹歳"


def test_a_card_is_set_in_the_font_of_its_script() -> None:
    assert 'font-family="Budgetbook Sans Japanese, sans-serif"' in picture(replace(CARD, script="kana"))
    assert 'font-family="Budgetbook Sans, sans-serif"' in picture(replace(CARD, script="han"))


@pytest.mark.parametrize("script", ["han", "kana", "latin"])
def test_what_no_picture_can_draw_is_what_all_fonts_lack(script: str) -> None:
    """As their other tables of characters say too: this reads format 4 where there is one, the program format 12."""
    known = {
        c
        for font in FONT.parent.glob("*.[ot]tf")
        if script == "kana" or "Japan" not in font.name
        for c in characters(font.read_bytes())
    }
    codes = (*range(0x20, 0x3000), *range(0x3000, 0xA000, 3), *range(0xF900, 0x10000), *range(0x20000, 0x2A000, 7))
    lacking = "".join(c for c in map(chr, codes) if c.isprintable() and c not in known)
    assert "".join(missing_glyphs(c, script) for c in map(chr, codes)) == lacking
    assert missing_glyphs("北京𠮷𠮷한", script) == "𠮷한"


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Żółwin, świadczenia", "latin"),
        ("İstanbul Büyükşehir", "latin"),
        ("Příbram, žádosti", "latin"),
        ("Бюджет города Пловдив", "cyrillic"),
        ("Δήμος Ἀθηναίων", "greek"),
        ("₴ ₽ ₹", "latin"),
    ],
)
def test_the_letters_of_europe_are_drawn_in_one_font(name: str, script: str) -> None:
    assert missing_glyphs(name, script) == ""
    card = picture(replace(CARD, script=script, kicker="Rada", title=name, site="budget.example"))
    texts = re.findall(r"<text (?:font-family=\"([^\"]+)\" )?[^>]*>([^<]*)", card)
    assert 'font-family="Budgetbook Sans European, sans-serif"' in card
    assert ("", name) in texts
    assert ("", "Rada") in texts
    assert ("Budgetbook Sans", "收入") in texts, "a text in Chinese on the same card"


def test_a_text_that_no_font_draws_as_a_whole_is_told() -> None:
    assert missing_glyphs("Žitný 万里") in ("Ž", "万里")


def characters(font: bytes) -> set[str]:
    """The characters a font has glyphs for (OpenType, `cmap`, formats 4 and 12)."""
    tables = {
        font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    start = tables[b"cmap"][0]
    found: set[int] = set()
    for n in range(struct.unpack(">H", font[start + 2 : start + 4])[0]):
        at = start + struct.unpack(">I", font[start + 8 + 8 * n : start + 12 + 8 * n])[0]
        form = struct.unpack(">H", font[at : at + 2])[0]
        if form == 4:
            count = struct.unpack(">H", font[at + 6 : at + 8])[0] // 2
            ends = struct.unpack(f">{count}H", font[at + 14 : at + 14 + 2 * count])
            starts = struct.unpack(f">{count}H", font[at + 16 + 2 * count : at + 16 + 4 * count])
            found |= {code for low, high in zip(starts, ends, strict=True) for code in range(low, high + 1)}
        elif form == 12:
            for g in range(struct.unpack(">I", font[at + 12 : at + 16])[0]):
                low, high, _ = struct.unpack(">III", font[at + 16 + 12 * g : at + 28 + 12 * g])
                found |= set(range(low, high + 1))
    return {chr(code) for code in found - {0xFFFF}}


@pytest.mark.parametrize(("font", "japanese"), [("BudgetbookSans.otf", False), ("BudgetbookSansJapanese.otf", True)])
def test_the_fonts_have_every_character_of_the_content(font: str, japanese: bool) -> None:
    known = characters((FONT.parent / font).read_bytes())
    files = [
        path
        for path in project.CONTENT.rglob("*")
        if path.suffix in (".yaml", ".md")
        and path.name != "importer.yaml"  # whose words are matched, never drawn
        and (path.name == "ja.yaml" or "japan" in path.parts) is japanese
    ]
    assert files
    missing = {c: path.name for path in files for c in path.read_text("utf-8") if c.isprintable() and c not in known}
    assert missing == {}, "budgetbook/charts/fonts/README.md says how to make the font again"


def test_the_font_has_the_characters_of_chinese_and_english() -> None:
    known = characters(FONT.read_bytes())
    assert set("〇“”‘’—…·、。《》（）％−×≈▲▼①鑫ABCxyz0189") <= known
    assert len(known) > 7000
    assert "𠮷" not in known


def test_the_font_comes_with_its_licence() -> None:
    licence = (FONT.parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence
    assert FONT.stat().st_size < 2_000_000
