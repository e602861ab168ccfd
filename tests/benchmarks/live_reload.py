"""How long after a save the change is on the page: for the real content, a figure's note is edited ten times in Chromium."""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = (str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "helpers"))

import project  # noqa: E402
from chromium import ARGUMENTS, executable  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from statement_edits import serving  # noqa: E402

PAINTED = """() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return paint && performance.timeOrigin + paint.startTime;
}"""


def main() -> None:
    """Prints the milliseconds from each save to the new words on the page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        content = project.copy_content(Path(folder) / "content")
        file = content / project.STATEMENT_FILE
        text = file.read_text(encoding="utf-8")
        browser = running.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        with serving(content) as address:
            page = browser.new_page()
            page.goto(f"{address}zh/{project.STATEMENT}/")
            took = []
            for turn in "甲乙丙丁戊己庚辛壬癸":
                page.wait_for_timeout(300)
                start = time.time()
                file.write_text(re.sub(r"(summary:\n  zh: )", rf"\1{turn}号。", text), encoding="utf-8")
                page.get_by_text(f"{turn}号。").first.wait_for(state="attached")
                page.wait_for_function(PAINTED)
                took.append(page.evaluate(PAINTED) - 1000 * start)
        browser.close()
    sys.stdout.write(
        f"from save to paint, ms: {', '.join(f'{each:.0f}' for each in took)}; median {statistics.median(took):.0f}\n"
    )


if __name__ == "__main__":
    main()
