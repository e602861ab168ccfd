"""Charts: the specification is valid Vega-Lite, its lengths are the figures', and its words neither collide nor overflow."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_charts import DRAWINGS, EN_NOTE, FORMS, drawing

from budgetbook.charts.text_metrics import measure, wrap
from budgetbook.charts.vega_lite import PALETTE, ChartRow, ChartSpec, Theme, Width, build

ROOT = Path(__file__).parents[2]
WIDTHS: tuple[Width, ...] = ("narrow", "wide")
EACH = pytest.mark.parametrize(("name", "width"), [(name, width) for name in DRAWINGS for width in WIDTHS])


def layers(spec: dict[str, Any], *marks: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] in marks]


def described(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of every mark that stands for a row."""
    return [d for layer in spec["layer"] if "description" in layer["encoding"] for d in layer["data"]["values"]]


def pixels(layer: dict[str, Any], value: float) -> float:
    (low, high), (left, right) = layer["encoding"]["x"]["scale"]["domain"], layer["encoding"]["x"]["scale"]["range"]
    return float(left + (value - low) / (high - low) * (right - left))


def bar_pixels(spec: dict[str, Any]) -> dict[str, float]:
    """The length of the bar of each row, in pixels, by description."""
    found = {}
    for layer in layers(spec, "bar"):
        end = layer["encoding"]["x2"]["field"]
        for d in layer["data"]["values"]:
            found[d["description"]] = pixels(layer, d[end]) - pixels(layer, d["start"])
    return found


@pytest.mark.slow
@EACH
def test_is_valid_vega_lite(name: str, width: Width) -> None:
    import altair as alt

    for theme in ("light", "dark"):
        spec = build(DRAWINGS[name], width, theme)
        again = alt.LayerChart.from_dict(spec, validate=True).to_dict(validate=True)
        assert len(again["layer"]) == len(spec["layer"]) > 1


@EACH
def test_page_theme_differs_in_colours_only(name: str, width: Width) -> None:
    page, light = (json.dumps(build(DRAWINGS[name], width, theme)) for theme in ("page", "light"))
    for key, colour in PALETTE["light"].items():
        light = light.replace(colour, PALETTE["page"][key])
    assert json.loads(page) == {key: value for key, value in json.loads(light).items() if key != "background"}


@EACH
def test_every_row_has_one_mark_and_its_words(name: str, width: Width) -> None:
    rows = DRAWINGS[name].rows
    spec = build(DRAWINGS[name], width, "light")
    marks = [d["description"] for d in described(spec)]
    assert sorted(marks) == sorted(row.description for row in rows)
    words = " ".join(d["text"] for layer in layers(spec, "text") for d in layer["data"]["values"])
    for row in rows:
        assert row.text in words or DRAWINGS[name].form.name == "years"  # the values of a crowded panel are told on touch
        assert row.label.replace(" ", "") in words.replace(" ", "")
    assert "Infinity" not in json.dumps(spec)
    assert "NaN" not in json.dumps(spec)


@EACH
def test_marks_come_in_the_order_of_the_rows(name: str, width: Width) -> None:
    rows = DRAWINGS[name].rows
    if DRAWINGS[name].form.name == "items":
        rows = tuple(sorted(rows, key=lambda row: (row.tone == "rest", -row.value)))
    if DRAWINGS[name].form.name == "stack":  # a zero has no place on the bar; it is told after the parts that have one
        rows = tuple(sorted(rows, key=lambda row: not row.value))
    marks = [d["description"] for d in described(build(DRAWINGS[name], width))]
    assert marks == [row.description for row in rows if row.description in marks]


def boxes(spec: dict[str, Any]) -> list[tuple[str, float, float, float, float]]:
    """Every line of words, and the rectangle it fills at most."""
    found = []
    for layer in layers(spec, "text"):
        size, align = layer["mark"]["fontSize"], layer["mark"]["align"]
        for d in layer["data"]["values"]:
            wide = measure(d["text"], size)
            left = d["x"] - wide * {"left": 0, "center": 0.5, "right": 1}[align]
            found.append((d["text"], left, left + wide, d["y"] - size / 2, d["y"] + size / 2))
    return found


@EACH
def test_words_neither_collide_nor_overflow(name: str, width: Width) -> None:
    spec = build(DRAWINGS[name], width)
    found = boxes(spec)
    assert found
    for words, left, right, top, bottom in found:
        assert 0 <= left < right <= spec["width"] + 0.01, words
        assert 0 <= top < bottom <= spec["height"], words
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(found, 2):
        assert b <= e or f <= a or d <= g or h <= c, f"{one!r} over {other!r}"


@EACH
def test_bars_leave_words_alone(name: str, width: Width) -> None:
    spec = build(DRAWINGS[name], width)
    for layer in layers(spec, "bar"):
        if layer["mark"]["orient"] == "vertical":
            continue
        thick, end = layer["mark"]["size"], layer["encoding"]["x2"]["field"]
        for d in layer["data"]["values"]:
            left, right = sorted((pixels(layer, d["start"]), pixels(layer, d[end])))
            for words, a, b, top, bottom in boxes(spec):
                clear = b <= left or right <= a or bottom <= d["y"] - thick / 2 or d["y"] + thick / 2 <= top
                assert clear, f"the bar of {d['label']!r} over {words!r}"


@pytest.mark.parametrize("name", ["items-zh", "items-en", "pairs-zh", "pairs-en", "against-zh", "against-en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_lengths_are_the_figures(name: str, width: Width) -> None:
    lengths = bar_pixels(build(DRAWINGS[name], width))
    longest = max(DRAWINGS[name].rows, key=lambda row: row.value)
    unit = lengths[longest.description] / float(longest.value)
    for row in DRAWINGS[name].rows:
        expected = float(row.value) * unit if row.value else 2  # a zero is a line, two pixels thick
        assert lengths[row.description] == pytest.approx(expected, abs=0.05)


def test_zero_has_the_colour_of_lines() -> None:
    spec = build(DRAWINGS["pairs-zh"], "wide", "light")
    (layer,) = layers(spec, "bar")
    scale = layer["encoding"]["fill"]["scale"]
    looks = {d["value"]: d["look"] for d in layer["data"]["values"]}
    assert dict(zip(scale["domain"], scale["range"], strict=True))[looks[0.0]] == PALETTE["light"]["line"]
    assert looks[18000.0] != looks[0.0]


def test_rest_is_told_without_colour() -> None:
    (layer,) = layers(build(DRAWINGS["items-en"], "wide", "light"), "bar")
    scale = layer["encoding"]["stroke"]["scale"]
    edges = dict(zip(scale["domain"], scale["range"], strict=True))
    assert edges.pop("rest") == PALETTE["light"]["line"]
    assert set(edges.values()) == {"transparent"}
    assert layer["mark"]["strokeDash"]


def test_items_from_the_largest_to_the_smallest_and_the_rest_last() -> None:
    (layer,) = layers(build(DRAWINGS["items-en"], "narrow"), "bar")
    data = layer["data"]["values"]
    assert [d["value"] for d in data] == [340600, 100000, 0, 602400]
    assert all(a["y"] < b["y"] for a, b in pairwise(data))


def bridge_start(spec: dict[str, Any]) -> float:
    return float(layers(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"][0])


def torn(spec: dict[str, Any]) -> int:
    paper = [layer for layer in layers(spec, "rule") if layer["mark"]["stroke"] == PALETTE["light"]["paper"]]
    return sum(len(layer["data"]["values"]) for layer in paper)


def test_bridge_cuts_its_axis_only_where_a_note_says_so() -> None:
    cut = DRAWINGS["bridge-en"]
    assert bridge_start(build(cut, "wide", "light")) > 0
    assert torn(build(cut, "wide", "light")) == 4  # two strokes through each of the two wholes
    whole = build(replace(cut, cut_note=""), "wide", "light")
    assert bridge_start(whole) == 0
    assert torn(whole) == 0


def test_bridge_that_needs_no_cut_says_nothing_of_one() -> None:
    rows = [("2022", "100", "100", "", "whole"), ("a", "-90", "−90", "", "down"), ("2023", "10", "10", "", "whole")]
    spec = build(drawing("bridge", "en", *rows, cut=EN_NOTE), "wide", "light")  # type: ignore[arg-type]
    assert bridge_start(spec) == 0
    assert torn(spec) == 0
    assert "axis" not in json.dumps([d["text"] for layer in layers(spec, "text") for d in layer["data"]["values"]])


@pytest.mark.parametrize("note", ["", EN_NOTE])
def test_bridge_changes_have_one_scale(note: str) -> None:
    lengths = bar_pixels(build(replace(DRAWINGS["bridge-en"], cut_note=note), "wide"))
    first, up, down, last = (lengths[row.description] for row in DRAWINGS["bridge-en"].rows)
    assert up / 594300 == pytest.approx(down / -969300, rel=0.001)
    assert first - last == pytest.approx(-up - down, abs=0.05)
    assert last > 0


def test_bridge_tells_up_from_down_by_shape() -> None:
    shapes = {
        layer["mark"]["shape"]: len(layer["data"]["values"]) for layer in layers(build(DRAWINGS["bridge-zh"], "wide"), "point")
    }
    assert shapes == {"triangle-up": 1, "triangle-down": 2}


@given(st.lists(st.integers(min_value=0, max_value=4000), min_size=1, max_size=6), st.sampled_from(WIDTHS))
def test_a_hundred_gives_each_row_its_length(hundredths: list[int], width: Width) -> None:
    parts = [*hundredths, 0]
    if sum(parts) > 10000:
        parts = [part * 10000 // sum(parts) for part in parts]
    parts[-1] = 10000 - sum(parts[:-1])
    rows = tuple(ChartRow(f"part {n}", Decimal(part) / 100, str(part), f"number {n}") for n, part in enumerate(parts))
    spec = build(ChartSpec(FORMS["stack"], rows, "en", slices=100), width)
    data = layers(spec, "bar")[0]["data"]["values"]
    assert [(d["label"], round(d["end"] - d["start"], 4)) for d in data] == [(r.label, float(r.value)) for r in rows if r.value]
    assert all(above["end"] == below["start"] for above, below in pairwise(data))
    assert layers(spec, "bar")[0]["encoding"]["x"]["scale"]["domain"] == [0, 100]
    told = [d["label"] for layer in layers(spec, "tick") for d in layer["data"]["values"]]
    assert told == [row.label for row in rows if not row.value]
    for (one, left, right, top, bottom), (other, e, f, g, h) in combinations(boxes(spec), 2):
        assert right <= e or f <= left or bottom <= g or h <= top, f"{one!r} over {other!r}"


def test_a_hundred_keeps_inside_its_bar_where_rounding_adds_up_to_more() -> None:
    rows = tuple(ChartRow(str(n), Decimal("33.34"), "33.34", str(n)) for n in range(3))
    (layer,) = layers(build(ChartSpec(FORMS["stack"], rows, "en", slices=100), "wide"), "bar")
    data = layer["data"]["values"]
    assert pixels(layer, data[-1]["end"]) == 680
    assert len({d["shade"] for d in data}) == 3  # of one tone, and still told apart


def slits(spec: dict[str, Any]) -> list[float]:
    """The distance between the cuts of each kind, in pixels."""
    return [sum(layer["mark"]["strokeDash"]) for layer in layers(spec, "rule") if "strokeDash" in layer["mark"]]


def test_a_hundred_has_a_hundred_slices_and_on_a_phone_ten() -> None:
    assert slits(build(DRAWINGS["hundred-zh"], "wide")) == pytest.approx([6.8, 68])
    assert slits(build(DRAWINGS["hundred-zh"], "narrow")) == pytest.approx([32])
    assert slits(build(DRAWINGS["itemised-zh"], "wide")) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_changes_rise_to_the_right_and_fall_to_the_left_on_one_scale(width: Width) -> None:
    lengths = bar_pixels(build(DRAWINGS["changes-zh"], width))
    up, none, little, most = (lengths[row.description] for row in DRAWINGS["changes-zh"].rows)
    assert up / 6.6 == pytest.approx(-most / 48.2, abs=0.05) == pytest.approx(-little / 3.4, abs=0.05)
    assert none == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("width", WIDTHS)
def test_years_are_joined_only_where_one_follows_the_other(width: Width) -> None:
    spec = build(DRAWINGS["years-zh"], width, "light")
    dots = layers(spec, "point")[0]["data"]["values"]
    revenue = {d["series"]: d for d in dots if d["label"] == "收入"}
    main = next(layer for layer in layers(spec, "rule") if layer["mark"]["stroke"] == PALETTE["light"]["main"])
    assert [(d["x"], d["x2"]) for d in main["data"]["values"]] == [(revenue["2022"]["x"], revenue["2023"]["x"])]
    assert revenue["2025"]["x"] - revenue["2023"]["x"] == pytest.approx(
        2 * (revenue["2023"]["x"] - revenue["2022"]["x"]), abs=0.05
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_heights_over_the_years_are_the_figures(width: Width) -> None:
    spec = build(DRAWINGS["years-zh"], width, "light")
    base = next(layer for layer in layers(spec, "rule") if layer["mark"]["stroke"] == PALETTE["light"]["line"])
    (line, *_) = base["data"]["values"]
    dots = [d for layer in layers(spec, "point") for d in layer["data"]["values"] if d["label"] == "收入"]
    units = [(line["y"] - d["y"]) / d["value"] for d in dots]
    assert units == pytest.approx([units[0]] * 3, rel=0.002)


def twenty(values: Sequence[int], first: int = 2005) -> ChartSpec:
    """One figure over as many years as there are values."""
    years = enumerate(values, first)
    return ChartSpec(
        FORMS["years"], tuple(ChartRow("收入", Decimal(v), f"{v}.00万元", f"{y}：{v}", series=str(y)) for y, v in years), "zh"
    )


SHAPES: dict[str, Sequence[int]] = {
    "rising": range(100, 300, 10), "falling": range(300, 100, -10), "saw": [100, 20] * 10, "flat": [7] * 20,
    "peak in the middle": [*range(10, 110, 10), *range(100, 0, -10)], "steep": [5] * 10 + [500] * 10,
    "valley": [300, *[3] * 18, 290], "two": [10, 500],
    "high near the end": [*range(100, 280, 10), 270, 265], "high near the start": [90, 95, *range(80, 8, -4)],
    "forty": range(1, 41),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("width", WIDTHS)
def test_many_years_tell_the_first_the_last_and_the_highest_and_no_line_runs_through_words(width: Width, shape: str) -> None:
    values = SHAPES[shape]
    spec = build(twenty(values), width, "light")
    found = [box for box in boxes(spec) if "万元" in box[0]]
    told = {box[0] for box in found}
    assert {f"{v}.00万元" for v in (values[0], values[-1], max(values))} <= told
    main = next(layer for layer in layers(spec, "rule") if layer["mark"]["stroke"] == PALETTE["light"]["main"])
    for line in main["data"]["values"]:
        for words, left, right, top, bottom in found:
            for step in range(101):
                x = line["x"] + (line["x2"] - line["x"]) * step / 100
                y = line["y"] + (line["y2"] - line["y"]) * step / 100
                assert not (left < x < right and top < y < bottom), f"the line through {words!r}"
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(boxes(spec), 2):
        assert b <= e or f <= a or d <= g or h <= c, f"{one!r} over {other!r}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [3, 9, 12, 20, 40, 90])
def test_years_are_written_at_even_spaces_up_to_the_last(width: Width, count: int) -> None:
    spec = build(twenty(range(count), 1930), width)
    words = [(d["text"], d["x"]) for layer in layers(spec, "text") for d in layer["data"]["values"]]
    years = sorted((int(text), x) for text, x in words if text.isdigit() and len(text) == 4)
    assert years[-1][0] == 1930 + count - 1
    assert len({b[0] - a[0] for a, b in pairwise(years)}) == 1
    gaps = [b[1] - a[1] for a, b in pairwise(years)]
    assert max(gaps) - min(gaps) < 0.1
    assert len(years) >= 3 or count > 20


def test_each_panel_has_a_scale_of_its_own() -> None:
    large = tuple(replace(row, panel="Large") for row in DRAWINGS["pairs-en"].rows)
    small = tuple(replace(row, panel="Small", value=row.value / 100, description=f"small {n}") for n, row in enumerate(large))
    spec = build(replace(DRAWINGS["pairs-en"], rows=large + small), "wide")
    lengths = bar_pixels(spec)
    for one, other in zip(large, small, strict=True):
        assert lengths[one.description] == pytest.approx(lengths[other.description], abs=0.05)
    words = [d["text"] for layer in layers(spec, "text") for d in layer["data"]["values"]]
    assert {"Large", "Small"} <= set(words)


def test_itemised_parts_fill_the_bar() -> None:
    spec = build(DRAWINGS["itemised-zh"], "wide")
    (layer,) = layers(spec, "bar")
    data = layer["data"]["values"]
    assert [d["label"] for d in data] == ["房屋", "车辆", "没有列明"]
    assert all(a["end"] == b["start"] for a, b in pairwise(data))
    assert data[-1]["end"] == layer["encoding"]["x"]["scale"]["domain"][1] == 12029400


@pytest.mark.parametrize("width", WIDTHS)
def test_many_parts_still_have_room_for_their_words(width: Width) -> None:
    cells = [(f"第{n}项很小的资产", "1000", "0.1万元", "", "main") for n in range(12)]
    spec = build(drawing("stack", "zh", *cells, ("其余", "90000000", "9,000万元", "", "rest")), width)  # type: ignore[arg-type]
    for (one, a, b, c, d), (other, e, f, g, h) in combinations(boxes(spec), 2):
        assert b <= e or f <= a or d <= g or h <= c, f"{one!r} over {other!r}"
    assert all(d["drawn"] > d["start"] for d in layers(spec, "bar")[0]["data"]["values"])


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"years"}))
def test_zeros_alone_are_drawn(form: str) -> None:
    rows = (ChartRow("一", Decimal(0), "0", "一：0"), ChartRow("二", Decimal(0), "0", "二：0", tone="rest"))
    spec = build(ChartSpec(FORMS[form], rows, "zh"), "narrow")
    assert len(described(spec)) == 2


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        build(ChartSpec(FORMS["items"], (), "zh"), "narrow")


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
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_told_from_the_paper(theme: Theme) -> None:
    colours = PALETTE[theme]
    for name, least in {
        "text": 7,
        "muted": 4.5,
        "main": 4.5,
        "second": 3,
        "line": 3,
        "up": 4.5,
        "down": 4.5,
        "whole": 4.5,
    }.items():
        light, dark = sorted((luminance(colours[name]), luminance(colours["paper"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= least, name


def test_this_year_and_last_year_differ_in_lightness() -> None:
    for theme in ("light", "dark"):
        colours = PALETTE[theme]
        light, dark = sorted((luminance(colours["main"]), luminance(colours["second"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 1.7


def test_importing_charts_does_not_import_altair() -> None:
    code = "import sys\nfrom budgetbook.charts import vega_lite\nfrom budgetbook.charts.render import renderer\n"
    code += "print({*sys.modules} & {'altair', 'vl_convert', 'narwhals', 'PIL'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"
