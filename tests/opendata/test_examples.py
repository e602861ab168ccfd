"""Every example of the data page is run on the files of a site, and prints what the page says, whatever bodies there are."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import built_site
import duckdb
import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.site_files import Example
from budgetbook.content.text import Language
from budgetbook.opendata.example_answers import ExampleStatement
from budgetbook.opendata.formats.data_version import VERSION

EXAMPLES = project.check(project.CONTENT).content.examples
RUN = [name for name, example in EXAMPLES.items() if example.code]
FIELD = Path(__file__).parent.parent / "statements" / "field" / "content"


def content_of(case: str, to: Path) -> Path:
    """The sample, a golden content or that of two bodies with tables; always with the examples of the site."""
    if case == "field":
        content = project.copy_content(to)
        shutil.copytree(FIELD, content, dirs_exist_ok=True)
        office = content / "statements" / "wanli-subdistrict-office"
        shutil.move(office, office.with_name("a-subdistrict-office"))  # so that the one with tables comes first
    else:
        content = built_site.small_content(to, case)
        shutil.copy(project.CONTENT / "examples.yaml", content)
    return content


@pytest.fixture(scope="module", params=["library", "hillside", pytest.param("field", marks=pytest.mark.slow)])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ExampleStatement, Path]:
    """What the examples of such a site ask, and a folder with its data files."""
    folder = tmp_path_factory.mktemp("asked")
    checked = project.check(content_of(request.param, folder / "content"))
    for file in project.downloads_of(checked.content, checked.findings):
        if file.path in ("data/figures.csv.gz", "data/figures.parquet", "data/budgets.sqlite"):
            (folder / file.path).parent.mkdir(exist_ok=True)
            (folder / file.path).write_bytes(file.data)
    shares = project.contributions_of(checked.content, checked.findings)
    return ExampleStatement(checked.content.restricted_to(()), shares), folder


def by_program(command: list[str], code: str, address: str, site: Path) -> str:
    """As a reader runs it, with the site at an address of this machine."""
    with built_site.served(site) as here:
        done = subprocess.run(
            [*command, code.replace(address, here)], capture_output=True, text=True, check=False, timeout=project.PATIENCE
        )
    assert done.returncode == 0, done.stderr
    return done.stdout


def by_sqlite(code: str, site: Path) -> str:
    """As the SQLite shell prints it: a row a line, columns apart by a bar."""
    with sqlite3.connect(f"file:{site / 'data' / 'budgets.sqlite'}?mode=ro", uri=True) as database:
        answers = [database.execute(part).fetchall() for part in code.split(";") if part.strip()]
    return "\n".join("|".join(map(str, row)) for answer in answers for row in answer)


def by_duckdb(code: str, address: str, site: Path) -> str:
    """From the file itself: DuckDB's part that reads web addresses is fetched when first used."""
    cursor = duckdb.connect().execute(code.replace(address, f"{site}/"))
    return "\n".join("|".join(map(str, row)) for row in cursor.fetchall())


def printed(example: Example, code: str, address: str, site: Path) -> str:
    if example.language == "python":
        return by_program([sys.executable, "-c"], code, address, site)
    if example.language == "r":
        if not (program := shutil.which("Rscript")):
            pytest.skip("R is not installed: its example is not run")
        return by_program([program, "-e"], code, address, site)
    return by_duckdb(code, address, site) if ".parquet" in code else by_sqlite(code, site)


@pytest.mark.slow
@pytest.mark.parametrize("name", RUN)
def test_an_example_prints_what_the_page_says(name: str, asked: tuple[ExampleStatement, Path]) -> None:
    about, folder = asked
    example, address = EXAMPLES[name], about.content.site.address
    said = about.expected_output(example)
    assert len(said.splitlines()) > (1 if example.language in ("python", "r") else 0)
    assert printed(example, about.code(example), address, folder).strip() == said


def test_on_a_site_without_bodies_the_code_stands_and_nothing_is_said_of_what_it_prints(checked: CheckedContent) -> None:
    shares = project.contributions_of(checked.content.restricted_to(()), {})
    nobody = ExampleStatement(checked.content.restricted_to(()), shares)
    for name in RUN:
        assert nobody.code(EXAMPLES[name])
        assert nobody.expected_output(EXAMPLES[name]) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_every_example_every_file_and_what_may_change(lang: Language, site: Path, checked: CheckedContent) -> None:
    page = built_site.documents(site)[f"{lang}/data/index.html"]
    text = "".join(page.text)
    shares = project.contributions_of(checked.content, checked.findings)
    about = ExampleStatement(checked.content.restricted_to(()), shares)
    for example in EXAMPLES.values():
        assert example.explain[lang] in text
        assert about.code(example) in text
        assert about.expected_output(example) in text
    linked = {built_site.target(page.path, href)[0] for _, href in page.links()}
    files = {path.relative_to(site).as_posix() for path in (site / "data").glob("*.*")}
    assert files - {"data/openapi.json"} <= linked | {"data/openapi.json"}
    assert all((site / path).is_file() for path in linked if path.startswith("data/"))
    assert VERSION in text
    assert len(RUN) == 4
