"""A statement that a program read says so wherever it is shown, and accuses nobody before a person has looked."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import project
import pytest

from budgetbook.content.control_list import read_numbers

PAGE = f"en/{project.STATEMENT}/index.html"


@pytest.fixture(scope="module")
def numbers() -> int:
    """How many numbers the list of the tests' own statement has."""
    statement = project.check(project.CONTENT).content.statements[project.STATEMENT]
    assert statement.numbers
    return sum(len(line.tokens) for line in statement.numbers.lines)


def review(content: Path, text: str) -> Path:
    """Add a review to the statement, and take one confirming mark away."""
    file = content / project.STATEMENT_FILE
    statement = file.read_text(encoding="utf-8").replace("\nsource:", f"\nreview: {text}\nsource:", 1)
    file.write_text(statement, encoding="utf-8")
    return file


def drop_marks(file: Path) -> int:
    """Take every mark away, with whatever is indented below it; say how many fields of marks there were."""
    text, count = re.subn(r"(?m)^( +)sic:.*\n(?:\1 +.*\n)*", "", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    return count


@pytest.mark.slow
def test_what_nobody_has_confirmed_is_not_published_as_an_error(content: Path, numbers: int) -> None:
    before = project.check(content).findings[project.STATEMENT]
    file = review(content, f"{{seen: 0, of: {numbers}}}")
    assert drop_marks(file) > 0
    after = project.check(content).findings[project.STATEMENT]
    withheld = [finding for finding in after if finding.why == "unconfirmed"]
    fails = [sum(finding.verdict == "fails" for finding in findings) for findings in (before, after)]
    assert withheld
    assert fails[0] - fails[1] == len(withheld)
    ended = project.run("check", "--content", content, "--lang", "en")
    assert ended.status == 0
    assert f"as read, {len(withheld)} places do not add up, and nobody has compared them" in ended.out


def test_a_review_of_all_numbers_asks_for_every_mark(content: Path, numbers: int) -> None:
    file = review(content, f"{{seen: {numbers}, of: {numbers}, by: {{zh: 值班编辑, en: the editor on duty}}}}")
    assert project.run("check", "--content", content).status == 0
    assert drop_marks(file) > 0
    assert project.run("check", "--content", content).status == 1


@pytest.mark.slow
def test_pages_cards_comparison_and_data_say_who_has_looked(content: Path, numbers: int) -> None:
    review(content, f"{{seen: 12, of: {numbers}, by: {{zh: 值班编辑, en: the editor on duty}}}}")
    outputs = project.outputs(project.check(content))
    label = "Read by a program, not yet checked by a person"
    assert label in outputs[PAGE].data.decode()
    assert (
        f"Of the {numbers} numbers, 12 have been compared with the original by the editor on duty." in outputs[PAGE].data.decode()
    )
    assert label in outputs["en/index.html"].data.decode()
    assert "not yet checked" in outputs["en/compare/index.html"].data.decode()
    assert "confirmed so far" in outputs["en/compare/index.html"].data.decode()
    assert "budget · not yet checked</a>" in outputs["en/data/index.html"].data.decode()
    header, row, *_ = gzip.decompress(outputs["data/statements.csv.gz"].data).decode("utf-8-sig").splitlines()
    assert {"numbers_seen", "numbers_printed", "seen_by_en"} <= set(header.split(","))
    assert f",12,{numbers},值班编辑,the editor on duty," in row


@pytest.mark.slow
def test_a_statement_that_a_person_typed_says_nothing_of_it(content: Path) -> None:
    outputs = project.outputs(project.check(content))
    assert "checked by a person" not in outputs[PAGE].data.decode()
    assert "not yet checked" not in outputs["en/compare/index.html"].data.decode()
    assert "confirmed so far" not in outputs["en/compare/index.html"].data.decode()


@pytest.mark.slow
def test_its_charts_checks_and_search_say_so_too(content: Path, numbers: int) -> None:
    review(content, f"{{seen: 0, of: {numbers}}}")
    outputs = project.outputs(project.check(content))
    folder = f"en/{project.STATEMENT}"
    charts = [path for path in outputs if re.fullmatch(rf"{folder}/chart/index\.html", path)]
    drawings = [path for path in outputs if re.fullmatch(rf"{folder}/charts\.json", path)]
    assert charts
    assert drawings
    assert all("not yet checked by a person" in outputs[path].data.decode() for path in (*charts, "en/checks/index.html"))
    assert all("not yet checked" in re.sub(r"<[^>]+>", " ", outputs[path].data.decode()) for path in drawings)
    assert any("not yet checked" in outputs[path].data.decode() for path in outputs if path.startswith("en/search/e-"))


@pytest.mark.slow
def test_a_program_alone_does_not_say_that_the_figures_add_up(content: Path, numbers: int) -> None:
    drop_marks(review(content, f"{{seen: 0, of: {numbers}}}"))
    page = project.outputs(project.check(content))[PAGE].data.decode()
    assert "The figures add up" not in page
    assert "Checked by a program only" in page


@pytest.mark.slow
def test_a_table_says_so_in_one_line(tmp_path: Path) -> None:
    content = project.copy_content(tmp_path / "content")
    shutil.copytree(project.ROOT / "tests" / "statements" / "field" / "content", content, dirs_exist_ok=True)
    file = content / "statements" / "wanli-subdistrict-office" / "2025-budget.yaml"
    numbers, _ = read_numbers("list", file.with_suffix(".numbers.txt").read_text(encoding="utf-8"))
    assert numbers
    count = sum(len(line.tokens) for line in numbers.lines)
    text = re.sub(r"\nreview: .*", "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("\nsource:", f"\nreview: {{seen: 0, of: {count}}}\nsource:", 1), encoding="utf-8")
    outputs = project.outputs(project.check(content))
    tables = [
        path for path in outputs if re.fullmatch(r"en/wanli-subdistrict-office/2025-budget/(?!chart/)[a-z-]+/index\.html", path)
    ]
    assert tables
    assert all("Read by a program, not yet checked by a person" in outputs[path].data.decode() for path in tables)
