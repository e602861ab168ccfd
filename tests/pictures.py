"""The built site in; the pictures that the README shows out (`make pictures`)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
STATEMENT = "mentougou-science-association/2023-budget/index.html"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> int:
    """Take the first screen of the statement in both languages, 1280 pixels wide, one and a half dots to a pixel."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("pictures need Chromium on the PATH\n")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for lang in ("zh", "en"):
            page = browser.new_page(viewport={"width": 1280, "height": 1120}, device_scale_factor=1)
            page.goto((ROOT / "site" / lang / STATEMENT).as_uri())
            page.screenshot(path=ROOT / ".github" / "pictures" / f"statement-{lang}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
