"""Every example of the data page is run, on the files of the built site, and prints what the page says."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import built
import duckdb
import pytest
import real

from budgetbook.content.model import LANGUAGES, Example, Language
from budgetbook.data.package import VERSION
from budgetbook.pipeline import Checked

EXAMPLES = real.check(real.CONTENT).content.examples
RUN = [name for name, example in EXAMPLES.items() if example.code]


def by_program(command: list[str], example: Example, site: Path) -> str:
    """As a reader runs it, with the site at an address of this machine."""
    with built.served(site) as address:
        code = example.code.replace("{address}", address)
        done = subprocess.run([*command, code], capture_output=True, text=True, check=False, timeout=real.PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def by_sqlite(example: Example, site: Path) -> str:
    """As the SQLite shell prints it: a row a line, columns apart by a bar."""
    with sqlite3.connect(f"file:{site / 'data' / 'budgets.sqlite'}?mode=ro", uri=True) as database:
        answers = [database.execute(part).fetchall() for part in example.code.split(";") if part.strip()]
    return "\n".join("|".join(map(str, row)) for answer in answers for row in answer)


def by_duckdb(example: Example, site: Path) -> str:
    """From the file itself: DuckDB's part that reads web addresses is fetched when first used."""
    cursor = duckdb.connect().execute(example.code.replace("{address}", f"{site}/"))
    return "\n".join("|".join(map(str, row)) for row in cursor.fetchall())


def printed(name: str, site: Path) -> str:
    example = EXAMPLES[name]
    if example.language == "python":
        return by_program([sys.executable, "-c"], example, site)
    if example.language == "r":
        if not (program := shutil.which("Rscript")):
            pytest.skip("R is not installed: its example is not run")
        return by_program([program, "-e"], example, site)
    return by_duckdb(example, site) if ".parquet" in example.code else by_sqlite(example, site)


@pytest.mark.parametrize("name", RUN)
def test_an_example_prints_what_the_page_says(name: str, site: Path) -> None:
    assert printed(name, site).strip() == EXAMPLES[name].prints.strip()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_every_example_every_file_and_what_may_change(lang: Language, site: Path, checked: Checked) -> None:
    page = built.documents(site)[f"{lang}/data/index.html"]
    text = "".join(page.text)
    for example in EXAMPLES.values():
        assert example.explain[lang] in text
        assert example.code.replace("{address}", checked.content.site.address).strip() in text
    linked = {built.target(page.path, href)[0] for _, href in page.links()}
    files = {path.relative_to(site).as_posix() for path in (site / "data").glob("*.*")}
    assert files - {"data/openapi.json"} <= linked | {"data/openapi.json"}
    assert all((site / path).is_file() for path in linked if path.startswith("data/"))
    assert VERSION in text
    assert len(RUN) == 4
