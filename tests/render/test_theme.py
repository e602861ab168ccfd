"""A site's theme feeds its style, charts and cards alike, and one that cannot be read is told with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.charts.theme import FAILS, INK
from budgetbook.content.theme import DARK, LIGHT, Theme, measure_contrast
from budgetbook.render.theme_style import chart_shades, make_style

STYLE = (project.TEMPLATES / "assets" / "style.css").read_text("utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content")


def give_theme(content: Path, theme: str) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"theme:\n{theme}")


def test_the_usual_colours_are_those_of_the_style_sheet_and_of_charts() -> None:
    light, dark = STYLE.split("@media screen and (prefers-color-scheme: dark)", 1)
    for colours, text in ((LIGHT, light), (DARK, dark)):
        for name, colour in colours.model_dump().items():
            variable = {"chart": "chart-main", "before": "chart-before"}.get(name, name)
            found = re.search(rf"--{variable}: (#[0-9a-f]+);", text)
            assert found
            assert colour in (found[1], "#" + "".join(digit * 2 for digit in found[1][1:]))
    names = {"paper": "paper", "ink": "text", "muted": "muted", "chart": "main", "before": "before"}
    assert {name: INK[ink] for name, ink in names.items()} == LIGHT.model_dump(include=set(names))
    assert LIGHT.accent == FAILS


def test_the_usual_colours_need_no_rule_and_no_shade() -> None:
    assert make_style(Theme()) == b""
    assert chart_shades(Theme()) == {}


def test_contrast_is_that_of_the_standard() -> None:
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert measure_contrast("#ffffff", "#767676") == pytest.approx(4.542, abs=0.001)


@pytest.mark.slow
def test_a_theme_reaches_style_cards_and_specifications(small: Path, tmp_path: Path) -> None:
    give_theme(
        small,
        '  colours: {chart: "#063", accent: "#7a0000", paper: "#fffdf8"}\n  dark: {chart: "#6fd0a0"}\n'
        "  font: [Atkinson Hyperlegible, PingFang SC]\n  radius: 8\n",
    )
    assert project.run_on(small, "--out", tmp_path / "site").status == 0
    style = (tmp_path / "site/assets/style.css").read_text("utf-8")
    light = re.search(r"@media print, \(prefers-color-scheme: light\) \{ :root \{ (.*?) \} \}", style)
    assert light
    assert "--chart-main: #006633;" in light[1]
    assert "--paper: #fffdf8;" in light[1]
    assert '--sans: "Atkinson Hyperlegible", "PingFang SC", sans-serif;' in style
    assert "--radius: 8px;" in style
    assert style.rindex("--chart-main: #6fd0a0;") > style.rindex("--chart-main: #7fb0e4;")
    page = (tmp_path / "site/en/index.html").read_text("utf-8")
    assert '<meta name="theme-color" content="#fffdf8" media="(prefers-color-scheme: light)">' in page
    manifest = json.loads((tmp_path / "site/en/manifest.webmanifest").read_text("utf-8"))
    assert manifest["background_color"] == "#fffdf8"
    specifications = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.vl.json"))
    specifications = specifications or "".join(
        path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.json") if '"$schema"' in path.read_text("utf-8")
    )
    assert "#006633" in specifications
    assert INK["main"] not in specifications


def test_a_card_is_drawn_in_the_colours_of_the_theme() -> None:
    shades = chart_shades(Theme.model_validate({"colours": {"ink": "#003300"}}))
    assert shades == {INK["text"]: "#003300"}
    drawn = ChartRenderer(None, shades)._shade(f'fill="{INK["text"]}" stroke="{INK["main"]}"')
    assert drawn == f'fill="#003300" stroke="{INK["main"]}"'


def test_colours_that_change_places_are_not_mixed_up() -> None:
    swapped = {"a": "#111111", "b": "#222222"}
    shades = {swapped["a"]: swapped["b"], swapped["b"]: swapped["a"]}
    assert ChartRenderer(None, shades)._shade("#111111 #222222") == "#222222 #111111"


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (
            '  colours: {muted: "#999999"}\n',
            "theme.colours.muted: expected a contrast of 4.5 at least between muted (#999999) and paper",
        ),
        (
            '  dark: {ink: "#333"}\n',
            "theme.dark.ink: expected a contrast of 4.5 at least between ink (#333333) and paper (#15181c)",
        ),
        ('  colours: {chart: "#eee"}\n', "theme.colours.chart: expected a contrast of 3 at least"),
        ('  colours: {before: "#ffffff"}\n', "theme.colours.before: expected a contrast of 1.2 at least between before"),
        ('  dark: {chart: "#a0b4cc", before: "#90a4bc"}\n', "theme.dark.chart: expected a contrast of 1.5 at least"),
        ("  colours: {ink: blue}\n", "theme.colours.ink: expected a colour written as"),
        ("  font: ['x; } body { display: none']\n", "theme.font.0: expected the name of one font"),
        ("  logo: ../logo.svg\n", "theme.logo: expected the name of a picture in content/static/"),
        ("  radius: 2em\n", "theme.radius: expected a whole number from 0 to 32"),
        ("  colour: {}\n", "theme.colour"),
    ],
)
def test_a_theme_that_cannot_be_used_is_told_with_its_line(theme: str, said: str, small: Path) -> None:
    give_theme(small, theme)
    lines = len((small / "site.yaml").read_text("utf-8").splitlines())
    problems = project.run_on(small, "check").problems
    assert problems
    assert all(f"site.yaml:{lines}:" in line for line in problems)
    assert any(said in line for line in problems), problems
