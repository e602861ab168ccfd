"""The built site in; the pictures that the README shows out (`make pictures`)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from chromium import ARGUMENTS, executable  # noqa: E402 - asks for the package, found by the path above
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

STATEMENT = "mentougou-science-association/2023-budget/index.html"
EVIDENCE = "mentougou-science-association/2023-budget/evidence/index.html"


@dataclass(frozen=True, slots=True)
class Picture:
    """What one picture shows: a page at a size, from its top or from a place on it."""

    name: str
    page: str
    width: int
    height: int
    at: str = ""
    dark: bool = False


PICTURES = (
    Picture("statement", STATEMENT, 1280, 800),
    Picture("figure", EVIDENCE, 1280, 800, at="#basic-expenditure"),
    Picture("phone", STATEMENT, 390, 800),
    Picture("phone-dark", STATEMENT, 390, 800, at="#chart-three-public-pairs", dark=True),
)


def main() -> int:
    """Take each of them in both languages, a dot a pixel."""
    chromium = executable()
    if chromium is None:
        sys.stderr.write("pictures need Chromium on the PATH\n")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for lang in ("zh", "en"):
            for picture in PICTURES:
                _take(browser, picture, lang)
        browser.close()
    return 0


def _take(browser: Browser, picture: Picture, lang: str) -> None:
    scheme = "dark" if picture.dark else "light"
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme=scheme)
    page.goto((ROOT / "site" / lang / picture.page).as_uri() + picture.at)
    page.screenshot(path=ROOT / ".github" / "pictures" / f"{picture.name}-{lang}.png")
    page.close()


if __name__ == "__main__":
    sys.exit(main())
