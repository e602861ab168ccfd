"""Pictures in pixels: as another program draws them, to the part of a pixel where it can be said what that is."""

from __future__ import annotations

import io
from functools import cache

import pytest
import vl_convert  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageStat
from sample_charts import DRAWINGS

from budgetbook.charts.drawing import FAILS, PALETTE
from budgetbook.charts.render import pixels, rasterizer, renderer
from budgetbook.charts.render.social_card import Card, picture
from budgetbook.charts.render.standalone_svg import Caption, with_faux_bold

pytestmark = pytest.mark.usefixtures("drawn_anew")

INKS = sorted({*PALETTE["light"].values(), FAILS})
CARD = Card(
    "zh", "某单位", "2023年部门预算", (("收入", "1,058.41万元"), ("Staff", "12 people")), ("共78项检验。",), True, "预算书"
)
PICTURES = (*DRAWINGS, "card")


@cache
def svg_of(name: str) -> tuple[str, float]:
    """A picture, and how many pixels a unit of it takes."""
    if name == "card":
        return picture(CARD), 1.0
    return with_faux_bold(renderer.ChartRenderer(None).picture(DRAWINGS[name], Caption(name, "一句话。", "Source"))), 1.5


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def painted(marks: str, scale: float = 1.0, size: int = 20) -> Image.Image:
    paper = f'<path d="M0,0h{size}v{size}h-{size}Z" fill="#ffffff"/>'
    return image(
        rasterizer.png(f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{paper}{marks}</svg>', scale)
    )


def darkness(picture: Image.Image) -> list[list[float]]:
    """How much of each pixel the ink `text` covers, line by line."""
    red = picture.getchannel("R").tobytes()
    shares = [(255 - value) / (255 - pixels._ink(PALETTE["light"]["text"])[0]) for value in red]
    return [shares[start : start + picture.width] for start in range(0, len(shares), picture.width)]


def total(picture: Image.Image) -> float:
    return sum(map(sum, darkness(picture)))


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_looks_as_a_program_for_every_svg_draws_it(name: str) -> None:
    svg, scale = svg_of(name)
    ours = image(rasterizer.png(svg, scale))
    vl_convert.register_font_directory(str(renderer._FONTS))
    theirs = image(vl_convert.svg_to_png(svg, scale=scale))
    assert ours.size == theirs.size
    apart = ImageChops.difference(ours, theirs)
    strong = apart.convert("L").histogram()
    assert sum(ImageStat.Stat(apart).mean) / 3 < 2, "of 255, on average: edges of letters"
    assert sum(strong[128:]) < 0.002 * sum(strong)


def test_every_ink_is_itself_in_the_file() -> None:
    for ink in INKS:
        found = painted(f'<path d="M0,0h20v10h-20Z" fill="{ink}"/>')
        assert {colour for _, colour in found.getcolors() or ()} == {pixels._ink(ink), (255, 255, 255)}


def test_the_way_from_paper_to_an_ink_has_no_step_that_shows() -> None:
    parts = pixels._palette().getpalette() or []
    used = [tuple(parts[start : start + 3]) for start in range(0, len(parts), 3)]
    assert len(used) <= 256
    for ink in INKS:
        for step in range(257):
            colour = tuple(round(a + (255 - a) * step / 256) for a in pixels._ink(ink))
            assert min(pixels._colour_distance(colour, other) for other in used) <= 10


def test_a_box_covers_parts_of_pixels() -> None:
    found = darkness(painted('<path d="M2.5,3h4.25v2.5h-4.25Z" fill="#1c2127"/>'))
    assert found[4][2:8] == pytest.approx([0.5, 1, 1, 1, 0.75, 0], abs=0.05)
    assert [line[4] for line in found[2:7]] == pytest.approx([0, 1, 1, 0.5, 0], abs=0.05)


def test_a_thin_box_is_thin() -> None:
    found = darkness(painted('<path d="M2.25,3h0.5v10h-0.5Z" fill="#1c2127"/>'))
    assert found[5][1:4] == pytest.approx([0, 0.5, 0], abs=0.05)


def test_a_box_may_let_the_paper_through() -> None:
    found = darkness(painted('<path d="M2,3h4v2h-4Z" fill="#1c2127" fill-opacity="0.5"/>'))
    assert found[3][1:7] == pytest.approx([0, 0.5, 0.5, 0.5, 0.5, 0], abs=0.05)


def test_dashes_begin_where_the_offset_says() -> None:
    line = (
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#1c2127" stroke-width="2" stroke-dasharray="2,3" stroke-dashoffset="-1"/>'
    )
    expected = [0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1]
    assert darkness(painted(line.format(0, 5, 20, 5)))[4][:12] == pytest.approx(expected, abs=0.05)
    assert [row[4] for row in darkness(painted(line.format(5, 0, 5, 20)))[:12]] == pytest.approx(expected, abs=0.05)


def test_dashes_go_on_around_a_corner() -> None:
    box = '<path d="M1,1h5v5h-5Z" fill="none" stroke="#1c2127" stroke-width="2" stroke-dasharray="3,4"/>'
    found = darkness(painted(box))
    assert found[0][1:6] == pytest.approx([1, 1, 1, 0, 0], abs=0.05)
    assert [row[6] for row in found[1:7]] == pytest.approx([0, 0, 1, 1, 1, 0], abs=0.05)


@pytest.mark.parametrize(
    ("marks", "area"),
    [
        ('<path transform="translate(10,10)" d="M6,0A6,6,0,1,1,-6,0A6,6,0,1,1,6,0" fill="#1c2127"/>', 113.1),
        ('<path transform="translate(10,10)" d="M0,-6L-6,6L6,6Z" fill="#1c2127"/>', 72),
        ('<line x1="2" y1="3" x2="14" y2="8" stroke="#1c2127" stroke-width="2"/>', 26),
        ('<line x1="2" y1="3" x2="14" y2="8" stroke="#1c2127" stroke-width="2" stroke-dasharray="2.6,2.6"/>', 15.6),
        ('<path d="M4,4h8v8h-8Z" fill="none" stroke="#1c2127" stroke-width="1.5"/>', 48),
    ],
    ids=["circle", "triangle", "slanted line", "slanted dashes", "frame"],
)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_shape_has_its_area(marks: str, area: float, scale: float) -> None:
    assert total(painted(marks, scale)) == pytest.approx(area * scale**2, rel=0.08)


def test_a_circle_with_a_line_around_it_is_two() -> None:
    look = 'fill="#b0122f" stroke="#1c2127" stroke-width="2"'
    found = painted(f'<path transform="translate(10,10)" d="M6,0A6,6,0,1,1,-6,0A6,6,0,1,1,6,0" {look}/>')
    assert found.getpixel((10, 10)) == pixels._ink(FAILS)
    assert found.getpixel((10, 4)) == pixels._ink("#1c2127")


@pytest.mark.parametrize(("anchor", "left", "right"), [("start", 100, 140), ("middle", 80, 120), ("end", 60, 100)])
def test_words_stand_at_their_place(anchor: str, left: int, right: int) -> None:
    words = f'<text x="100" y="100" font-size="20" fill="#1c2127" text-anchor="{anchor}">国国</text>'
    box = ImageChops.invert(painted(words, size=200)).getbbox()
    assert box
    assert (box[0], box[2]) == pytest.approx((left, right), abs=4)
    assert 78 < box[1] < 90
    assert 98 < box[3] < 105


def test_the_parts_of_a_line_stand_side_by_side() -> None:
    one = painted(
        '<text x="9" y="40" font-size="20" fill="#1c2127">10.5<tspan dx="8" font-size="10">万元</tspan></text>', size=90
    )
    left = 9 + pixels.text_width("10.5", 20) + 8
    two = painted(
        f'<g fill="#1c2127"><text x="9" y="40" font-size="20">10.5</text><text x="{left}" y="40" font-size="10">万元</text></g>',
        size=90,
    )
    assert one.tobytes() == two.tobytes()


def test_loud_words_are_thicker_and_no_wider() -> None:
    words = '<text x="5" y="30" font-size="20" fill="#1c2127"{}>国家 abc</text>'
    plain, loud = (painted(words.format(look), size=100) for look in ("", ' stroke="#1c2127" stroke-width=".5"'))
    assert 1.1 < total(loud) / total(plain) < 1.4
    ends = [(ImageChops.invert(one).getbbox() or (0, 0, 0, 0))[2] for one in (plain, loud)]
    assert abs(ends[0] - ends[1]) <= 1


def test_a_width_is_the_fonts_own() -> None:
    assert pixels.text_width("国", 16) == 16
    assert pixels.text_width("ab", 30) == pytest.approx(pixels.text_width("a", 30) + pixels.text_width("b", 30))
    assert pixels.text_width("m", 10) > pixels.text_width("i", 10) > 0


@pytest.mark.slow
def test_what_was_drawn_before_does_not_matter() -> None:
    names = PICTURES
    first = {name: rasterizer.png(*svg_of(name)) for name in names}
    pixels._letter.cache_clear()
    pixels._font.cache_clear()
    pixels._palette.cache_clear()
    assert {name: rasterizer.png(*svg_of(name)) for name in reversed(names)} == first


@pytest.mark.parametrize(
    "mark",
    ['<image href="x"/>', '<rect width="4" height="4"/>', '<path d="M0,0C1,1,2,2,3,3Z"/>', '<path d="M0,0h4v4h-5"/>', "<style/>"],
)
def test_a_mark_that_is_not_known_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match="a picture may not hold"):
        painted(mark)
