"""Bodies of one statement each in; what the search index of them weighs, takes and what a query reads out. No test.

`make bench` runs it. Seconds are of one process, both languages; a query's bytes are of the index alone, not compressed.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

import many  # noqa: E402 - found by the path above
import real  # noqa: E402

from budgetbook.pages.edition import editions  # noqa: E402
from budgetbook.pipeline import Checked  # noqa: E402
from budgetbook.site import searchentries  # noqa: E402

COUNTS = (1, 300)
QUERIES = {"zh": ["三公", "基本支出 2031", "1058.41"], "en": ["three public", "basic expenditure 2031", "1058.41"]}


def main() -> None:
    """Print the table."""
    checked = real.check(real.CONTENT)
    for count in COUNTS:
        _measure(many.bodies(checked, count), count)


def _measure(checked: Checked, count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="budgetbook-bench-") as folder:
        for edition in editions(checked.content, checked.findings):
            start = time.perf_counter()
            files = list(searchentries.index(edition))
            took = time.perf_counter() - start
            for file in files:
                path = Path(folder) / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
            size, packed = sum(len(file.data) for file in files), sum(len(gzip.compress(file.data)) for file in files)
            read = _read(Path(folder) / edition.lang / "search", QUERIES[edition.lang])
            sys.stdout.write(
                f"{count:5} statements, {edition.lang}: {len(files)} files, {size / 1e3:,.0f} kB, {packed / 1e3:,.0f} compressed,"
                f" {took:5.2f} s; queries read {', '.join(f'{each / 1e3:.0f}' for each in read)} kB\n"
            )


def _read(folder: Path, queries: list[str]) -> list[int]:
    program = ["node", str(HERE.parent / "pages" / "queries.mjs")]
    question = json.dumps({"folder": str(folder), "queries": queries})
    done = subprocess.run(program, input=question, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[int] = json.loads(done.stdout)["read"]
    return found


if __name__ == "__main__":
    main()
