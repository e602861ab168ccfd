"""Charts as a reader sees and hears them: every figure once, in order, its words legible, its length that of the figure."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_charts import DRAWINGS, drawing

from budgetbook.charts.drawing import PIXELS, ChartRow, ChartSpec, Form, Width
from budgetbook.charts.layout import lay_out
from budgetbook.charts.render import renderer
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.render.svg_cleaner import clean_svg
from budgetbook.charts.text_metrics import measure, wrap
from budgetbook.charts.theme import INK

ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "templates" / "assets" / "style.css").read_text(encoding="utf-8")
WIDTHS: tuple[Width, ...] = ("narrow", "wide")
FORMS: tuple[Form, ...] = ("bars", "hundred", "changes", "pairs", "dots", "squares", "years")
EACH = pytest.mark.parametrize(("name", "width"), [(name, width) for name in DRAWINGS for width in WIDTHS])
PEN = ChartRenderer(None)
Box = tuple[str, float, float, float, float]


def drawn(chart: ChartSpec, width: Width) -> ElementTree.Element:
    return ElementTree.fromstring(PEN.svgs(chart)[width])  # noqa: S314 (our own output)


def spoken(root: ElementTree.Element) -> list[str]:
    return [label for element in root.iter() if (label := element.get("aria-label"))]


def places(element: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[tuple[ElementTree.Element, float, float]]:
    """Every element, and where its own origin is."""
    if move := re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", "")):
        x, y = x + float(move[1]), y + float(move[2])
    yield element, x, y
    for child in element:
        yield from places(child, x, y)


def lines(root: ElementTree.Element) -> list[Box]:
    """Every line of words, and the box that it fills at most."""
    found, anchors = list[Box](), {child: parent for parent in root.iter() for child in parent}
    for element, x, y in places(root):
        if element.tag != "text":
            continue
        anchor = element.get("text-anchor") or anchors[element].get("text-anchor") or "start"
        for number, words in enumerate([part.text or "" for part in element] or [element.text or ""]):
            wide = measure(words, 13)
            left, low = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor], y + 18 * number
            found.append((words, left, left + wide, low - 12, low + 3))
    return found


def lengths(root: ElementTree.Element) -> dict[str, float]:
    """How long the bar is that says a sentence."""
    found = {}
    for element in root.iter("path"):
        if (label := element.get("aria-label")) and (box := re.match(r"M[-\d.]+,[-\d.]+h([\d.]+)v", element.get("d", ""))):
            found[label] = float(box[1])
    return found


def in_order(chart: ChartSpec) -> list[ChartRow]:
    """The rows in the order in which a reader meets them."""
    rows = list(chart.rows)
    if chart.form == "bars":
        return sorted(rows, key=lambda row: (row.tone == "rest", -row.value))
    return sorted(rows, key=lambda row: row.tone != "before") if chart.form in ("pairs", "dots") else rows


@EACH
def test_every_row_is_read_out_once_and_in_order(name: str, width: Width) -> None:
    chart = DRAWINGS[name]
    wanted = [row.description for row in in_order(chart)]
    if chart.form == "squares":
        wanted = [f"{one} {other}" for one, other in zip(wanted[::2], wanted[1::2], strict=True)]
    assert spoken(drawn(chart, width)) == wanted
    assert len(wanted) == chart.mark_count


@EACH
def test_every_row_shows_its_name_and_its_value(name: str, width: Width) -> None:
    shown = "".join(words for words, *_ in lines(drawn(DRAWINGS[name], width))).replace(" ", "")
    for row in DRAWINGS[name].rows:
        assert row.label.replace(" ", "") in shown
        assert row.note.replace(" ", "") in shown
        crowded = DRAWINGS[name].form == "years"  # a panel of many years tells some values on touch
        assert row.text.replace(" ", "") in shown or crowded


@EACH
def test_words_neither_collide_nor_overflow(name: str, width: Width) -> None:
    root = drawn(DRAWINGS[name], width)
    found, high = lines(root), float(root.get("height", "0"))
    assert found
    for words, left, right, top, bottom in found:
        assert left >= -0.5, words
        assert right <= PIXELS[width] + 0.5, words
        assert -1 <= top < bottom <= high + 1, words
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(found, 2):
        assert b <= e or f <= a or d <= g or h <= c, f"{one!r} over {other!r}"


@pytest.mark.parametrize("name", [name for name, chart in DRAWINGS.items() if chart.form in ("bars", "hundred", "changes")])
@pytest.mark.parametrize("width", WIDTHS)
def test_lengths_are_the_figures(name: str, width: Width) -> None:
    found, rows = lengths(drawn(DRAWINGS[name], width)), DRAWINGS[name].rows
    longest = max(rows, key=lambda row: abs(row.value))
    unit = found[longest.description] / abs(float(longest.value))
    for row in rows:
        assert found[row.description] == pytest.approx(abs(float(row.value)) * unit, abs=0.05)


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_of_one_panel_have_one_scale_and_much_smaller_ones_another(width: Width) -> None:
    def pair(label: str, before: str, now: str, panel: str) -> list[ChartRow]:
        amounts = (("2022", before, "before"), ("2023", now, "main"))
        return [ChartRow(label, Decimal(v), v, f"{label} {year}", year, tone, panel) for year, v, tone in amounts]  # type: ignore[arg-type]

    rows = (*pair("a", "1000", "500", ""), *pair("b", "5", "10", "Much smaller"))
    root = drawn(ChartSpec("pairs", rows, "en", "yuan"), width)
    found = lengths(root)
    assert found["a 2022"] == pytest.approx(2 * found["a 2023"], abs=0.05)
    assert found["b 2023"] == pytest.approx(found["a 2022"], abs=0.05)
    assert "Much smaller" in [words for words, *_ in lines(root)]


def test_what_is_not_itemised_is_told_without_colour() -> None:
    for name, dashed in (("items-en", 1), ("items-zh", 1), ("changes-zh", 0)):
        broken = [e.get("aria-label") for e in drawn(DRAWINGS[name], "wide").iter() if e.get("stroke-dasharray") == "3,2"]
        assert len(broken) == dashed, name
        assert broken == [row.description for row in DRAWINGS[name].rows if row.tone == "rest"]


@pytest.mark.parametrize(("posts", "people", "squares", "dots"), [(7, 10, 7, 3), (18, 18, 18, 0), (12, 9, 12, 0), (0, 2, 0, 2)])
def test_people_and_posts_can_be_counted(posts: int, people: int, squares: int, dots: int) -> None:
    """A square for each post, a dot for each person beyond them: as paths, squares have straight sides and dots have arcs."""
    cells = ("编制", str(posts), f"{posts}名", "编制", "before"), ("编制", str(people), f"{people}人", "实有", "main")
    root = drawn(drawing("squares", "zh", *cells, unit="people"), "narrow")  # type: ignore[arg-type]
    shapes = [e.get("d", "") for e in root.iter("path") if not e.get("aria-label")]
    assert len([d for d in shapes if "A" in d]) == dots
    assert len([d for d in shapes if "h" in d]) == squares
    empty = [e for e in root.iter("path") if e.get("fill") == "var(--paper)" and not e.get("aria-label")]
    assert len(empty) == max(posts - people, 0)


@pytest.mark.parametrize("width", WIDTHS)
def test_years_are_joined_only_where_one_follows_the_other(width: Width) -> None:
    joined = [
        e.get("d", "")
        for e in drawn(DRAWINGS["years-zh"], width).iter("path")
        if e.get("d", "").count("L") and "A" not in e.get("d", "")
    ]
    ends = [d for d in joined if re.fullmatch(r"M[^ML]+L[^ML]+", d)]
    assert len(ends) == 2, "2022 to 2023, of two figures; 2025 stands alone"


def test_the_change_over_the_years_is_written() -> None:
    chart = replace(DRAWINGS["years-zh"], changes=(("收入", "增加62.5万元，5.7%"),))
    assert "增加62.5万元，5.7%" in [words for words, *_ in lines(drawn(chart, "wide"))]


def test_each_panel_of_years_has_a_scale_of_its_own() -> None:
    """The highest dot of each panel is as high as that of any other, whatever its value."""
    rows = tuple(
        ChartRow(label, Decimal(value), value, f"{label} {year}", str(year))
        for label, values in (("a", ("100", "50")), ("b", ("1000000", "3000000")))
        for year, value in zip((2022, 2023), values, strict=True)
    )
    root = drawn(ChartSpec("years", rows, "en", "yuan"), "wide")
    high = {e.get("aria-label"): y for e, _, y in places(root) if e.get("aria-label")}
    assert high["a 2022"] == pytest.approx(high["b 2023"], abs=0.02)
    assert high["a 2023"] > high["a 2022"]


@pytest.mark.parametrize("form", ["bars", "hundred", "changes", "pairs"])
def test_zeros_alone_are_drawn(form: Form) -> None:
    tones = ("main", "before") if form == "pairs" else ("main", "rest")
    rows = tuple(ChartRow("一", Decimal(0), "0", f"{tone}：0", tone=tone) for tone in tones)  # type: ignore[arg-type]
    assert len(spoken(drawn(ChartSpec(form, rows, "zh", "yuan"), "narrow"))) == 2


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        lay_out(ChartSpec("bars", (), "zh", "yuan"), "narrow")


# What is published.


def published(chart: ChartSpec) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(PEN.spec(chart, "What it shows"))
    return spec


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("width", WIDTHS)
def test_each_form_is_valid_vega_lite(form: Form, width: Width) -> None:
    from budgetbook.charts import forms

    assert forms.write(form, width, validate=True)["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")


@pytest.mark.parametrize("name", list(DRAWINGS))
def test_the_specification_has_the_figures_under_their_names_and_units(name: str) -> None:
    chart, spec = DRAWINGS[name], published(DRAWINGS[name])
    data = spec["datasets"]["rows"]
    if chart.form == "squares":
        assert [(d["posts"], d["people"]) for d in data] == [
            (one.value, other.value) for one, other in zip(chart.rows[::2], chart.rows[1::2], strict=True)
        ]
    else:
        wanted = sorted((row.label, float(row.value), row.description) for row in chart.rows)
        assert sorted((d["item"], d["amount"], d["sentence"]) for d in data) == wanted
    assert {d["unit"] for d in data} == {chart.unit}
    assert spec["description"] == "What it shows"


@pytest.mark.slow
@pytest.mark.parametrize("name", list(DRAWINGS))
def test_the_specification_opens_as_the_same_chart(name: str) -> None:
    """Drawn from Vega-Lite, as an editor draws it, it says the same words and sentences, in marks of the same shape."""
    raw = clean_svg(renderer._vega().vegalite_to_svg(published(DRAWINGS[name])))
    opened, ours = ElementTree.fromstring(f"<svg>{raw}</svg>"), drawn(DRAWINGS[name], "wide")  # noqa: S314
    assert spoken(opened) == spoken(ours)
    assert ["".join(e.itertext()) for e in opened.iter("text")] == ["".join(e.itertext()) for e in ours.iter("text")]
    assert [e.get("d") for e in opened.iter("path")] == [e.get("d") for e in ours.iter("path")]


def test_an_edited_figure_moves_its_bar() -> None:
    spec = published(DRAWINGS["items-zh"])
    spec["datasets"]["rows"][1]["amount"] *= 2
    before = lengths(drawn(DRAWINGS["items-zh"], "wide"))
    after = lengths(ElementTree.fromstring(f"<svg>{clean_svg(renderer._vega().vegalite_to_svg(spec))}</svg>"))  # noqa: S314
    changed = spec["datasets"]["rows"][1]["sentence"]
    assert after[changed] == pytest.approx(2 * before[changed], abs=0.05)


# Words and colours.


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("公务用车运行维护费", 60, ["公务用车", "运行维", "护费"]),
        ("因公出国（境）费", 70, ["因公出国", "（境）费"]),
        ("支出，说明。", 26, ["支", "出，", "说", "明。"]),
        ("Basic expenditure", 60, ["Basic", "expenditure"]),
        ("Basic expenditure", 300, ["Basic expenditure"]),
        ("Desarrollo económico", 60, ["Desarrollo", "económico"]),
        ("Montréal Łódź", 60, ["Montréal", "Łódź"]),
        ("Montre\u0301al Ελλάδα Україна", 60, ["Montre\u0301al", "Ελλάδα", "Україна"]),
        ("", 100, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(words: str, room: int, lines: list[str]) -> None:
    assert wrap(words, 13, room) == tuple(lines)


@pytest.mark.slow
@given(st.text(alphabet="公务 用车（费）。,ab-/c ", max_size=40), st.integers(min_value=20, max_value=200))
def test_wrapping_loses_nothing(words: str, room: int) -> None:
    assert "".join(wrap(words, 13, room)).replace(" ", "") == words.replace(" ", "")


def luminance(colour: str) -> float:
    colour = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def page_colours() -> list[dict[str, str]]:
    """The colours of charts in the style sheet, in the light and in the dark."""
    blocks = re.findall(r":root \{([^}]*--chart-main[^}]*)\}", STYLE)
    pairs = [re.findall(r"--([\w-]+): (#\w+);", block) for block in blocks]
    return [{name.removeprefix("chart-"): colour for name, colour in each} for each in pairs]


def test_the_pages_know_every_colour_of_charts() -> None:
    light, dark = page_colours()
    assert {name: light["paper"] if name == "paper" else light[name] for name in INK} == {**INK, "paper": "#fff"}
    assert INK.keys() <= dark.keys()
    assert len(set(INK.values())) == len(INK), "a colour that stood for two things would have one shade in the dark"


def test_colours_can_be_told_from_the_paper() -> None:
    for colours in page_colours():
        for name, least in {"text": 7, "muted": 4.5, "main": 4.5, "line": 3, "whole": 4.5}.items():
            assert contrast(colours[name], colours["paper"]) >= least, name
        assert contrast(colours["main"], colours["before"]) >= 3


def test_importing_charts_does_not_import_altair() -> None:
    code = "import sys\nfrom budgetbook.charts import layout, templates\nfrom budgetbook.charts.render import renderer\n"
    code += "print({*sys.modules} & {'altair', 'vl_convert', 'narwhals', 'PIL'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("words", ["2024/25", "2024-25", "€40.96", "40,96\u00a0€", "1\u00a0200\u00a0£"])
def test_a_year_and_an_amount_stay_on_one_line(words: str) -> None:
    assert wrap(words, 12, 12) == (words,)
    assert words in wrap(f"Council of Fernleigh, {words}", 12, 130)
