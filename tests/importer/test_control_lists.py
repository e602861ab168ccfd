"""Control lists of every kind of document: what stands in them, and that one wrong digit is found in whatever was imported."""

from __future__ import annotations

import copy
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import document_parts
import marked_documents
import project
import pytest
from amount_styles import CONTEXT
from marked_documents import CARRIERS, ENTITY

from budgetbook.arithmetic.passages.chinese_units import CODE_LEVELS
from budgetbook.content.content import Statement
from budgetbook.content.control_list import ControlList, list_numbers, read_numbers
from budgetbook.content.statement import StatementFile
from budgetbook.content.yaml import reader
from budgetbook.importer import run
from budgetbook.importer.draft import dry_run, yaml_writer
from budgetbook.validation.number_balance import compute_balances

WANLI = project.ROOT / "tests" / "statements" / "field" / "content" / "statements" / "wanli-subdistrict-office"
NUMBERS = {"amount", "prior", "budget", "adjusted", "change", "percent", "share", "code", "values", "total"}
"""Fields that hold digits of the document."""


def statement_of(data: Any, numbers: ControlList) -> Statement:
    """A statement's data as a record with its list."""
    record = StatementFile.model_validate(data, context=CONTEXT)
    return Statement.model_construct(
        **dict(record), id="", entity="", file="", prose={}, numbers=numbers, code_levels=CODE_LEVELS
    )


def imported(name: str, carrier: str, folder: Path) -> tuple[Any, ControlList, Path]:
    """A document of `marked/`, imported; its list; and a content folder with it, finished."""
    content = folder / "content"
    shutil.copytree(document_parts.CONTENT, content)
    source = folder / f"document.{carrier}"
    source.write_bytes(CARRIERS[carrier](marked_documents.load(name)))
    body = content / "statements" / "a-new-body"
    file = run.import_document(source, content, body, None, "en").new_files[0]
    read, _ = reader.read(file.as_posix(), file.read_bytes())
    assert read is not None
    listed = file.with_suffix(".numbers.txt")
    data = dry_run.fill_english(read.data)
    file.write_text(
        yaml_writer.join_lines([line for key, value in data.items() for line in yaml_writer.format_field(key, value, 0)]),
        encoding="utf-8",
    )
    for lang in ("zh", "en"):
        file.with_suffix(f".{lang}.md").write_text("", encoding="utf-8")
    (body / "entity.yaml").write_text(ENTITY, encoding="utf-8")
    numbers, problems = read_numbers("list", listed.read_text(encoding="utf-8"))
    assert numbers is not None
    assert problems == []
    return data, numbers, file


def fields(value: Any, key: str = "", path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every field of a statement that holds digits of its document."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in ("places", "source", "sic", "compares_with", "columns"):
                yield from fields(each, name, (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from fields(each, key, (*path, index))
    elif path[0] != "remarks" and key in NUMBERS and any(digit.isdigit() for digit in value):
        yield path


def wrong(digits: str) -> list[str]:
    """The number with one digit a step up, for each digit; never with a zero put in front."""
    made = []
    for index, digit in enumerate(digits):
        if digit.isdigit():
            step = 2 if digit == "9" and index == 0 else 1
            made.append(f"{digits[:index]}{(int(digit) + step) % 10}{digits[index + 1 :]}")
    return made


def missed(data: Any, numbers: ControlList, every: int = 1) -> tuple[int, list[tuple[object, str, str]]]:
    """How many slips were tried, one at a time, and which of them the list does not find."""
    tried = 0
    found: list[tuple[object, str, str]] = []
    data = copy.deepcopy(data)
    for path in list(fields(data))[::every]:
        holder = data
        for step in path[:-1]:
            holder = holder[step]
        right = holder[path[-1]]
        for slip in wrong(right):
            holder[path[-1]] = slip
            tried += 1
            if not any(balance.surplus or balance.left for balance in compute_balances(statement_of(data, numbers))):
                found.append((path, right, slip))
        holder[path[-1]] = right
    return tried, found


@pytest.mark.slow
@pytest.mark.parametrize("carrier", CARRIERS)
def test_one_wrong_digit_is_found_in_every_carrier(carrier: str, tmp_path: Path) -> None:
    data, numbers, _ = imported("budget-unit", carrier, tmp_path)
    assert not any(balance.surplus or balance.left for balance in compute_balances(statement_of(data, numbers)))
    tried, found = missed(data, numbers)
    assert tried > 100
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["budget-capital-tables", "final-accounts-forms"])
def test_one_wrong_digit_is_found_in_the_cells_and_codes_of_tables(name: str, tmp_path: Path) -> None:
    data, numbers, _ = imported(name, "pdf", tmp_path)
    tried, found = missed(data, numbers, every=7)
    assert tried > 80
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("year", [2024, 2025])
def test_one_wrong_digit_is_found_in_real_statements_made_from_pdfs(year: int) -> None:
    file = WANLI / f"{year}-budget.yaml"
    read, _ = reader.read(file.name, file.read_bytes())
    numbers, _ = read_numbers("list", file.with_suffix(".numbers.txt").read_text(encoding="utf-8"))
    assert read is not None
    assert numbers is not None
    tried, found = missed(read.data, numbers, every=23)
    assert tried > 150
    assert found == []


@pytest.mark.slow
def test_the_slip_is_told_with_file_line_and_column(tmp_path: Path) -> None:
    """Two digits swapped in a number that no rule uses."""
    data, _, file = imported("budget-unit", "pdf", tmp_path)
    content = file.parents[2]
    assert [problem.message.text("en") for problem in project.try_check(content)[1]] == []
    name, figure = next((n, f) for n, f in data["figures"].items() if len({*f.get("amount", "")[:2]}) == 2)
    right = figure["amount"]
    slip = right[1] + right[0] + right[2:]
    before = file.read_text(encoding="utf-8")
    start = before.index(f"  {name}:")
    place = before.index(right, start)
    file.write_text(before[:place] + slip + before[place + len(right) :], encoding="utf-8")
    (told,) = project.try_check(content)[1]
    assert (told.message.key, told.file, told.line) == ("misread", file.as_posix(), before.count("\n", 0, place) + 1)
    assert told.column == place - before.rindex("\n", 0, place)
    assert told.hint is not None
    listed = file.with_suffix(".numbers.txt")
    spot = re.search(r"\(([ptrcl0-9 ]+)\)$", told.message.text("en"))
    row = re.search(
        rf"write {re.escape(right)} \(control list: {re.escape(listed.as_posix())}, line (\d+)\)", told.hint.text("en")
    )
    assert spot
    assert row
    assert f"{listed.read_text(encoding='utf-8').splitlines()[int(row[1]) - 1]} ".startswith(f"{spot[1]} ")


@pytest.mark.slow
def test_a_list_names_places_and_says_what_is_no_figure(tmp_path: Path) -> None:
    _, numbers, file = imported("budget-capital-tables", "pdf", tmp_path)
    assert {tuple(line.steps) for line in numbers.lines} >= {("p", "l"), ("p", "t", "r", "c")}
    kinds = Counter(token.kind for line in numbers.lines for token in line.tokens)
    assert kinds.keys() >= {"", "year", "code"}
    again = project.run("numbers", file.parents[3] / "document.pdf", "--content", file.parents[2])
    assert again.out == file.with_suffix(".numbers.txt").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("listed", "zh", "en"),
    [
        (
            False,
            "这份文件没有数字清单，所以没有逐个核对；能发现抄录差错的只有各项勾稽关系。",
            "There is no list of the numbers of this document, so they were not checked one by one; only the rules can tell",
        ),
        (
            True,
            "每一个都在这里有着落，由程序逐个核对。",
            "Every one of them is accounted for here, checked one by one by the program.",
        ),
    ],
)
def test_a_page_says_whether_its_document_has_a_list(content: Path, tmp_path: Path, listed: bool, zh: str, en: str) -> None:
    if not listed:
        (content / project.NUMBERS_FILE).unlink()
    assert project.run_on(content, "--out", tmp_path / "site").err == ""
    for lang, sentence in (("zh", zh), ("en", en)):
        page = (tmp_path / "site" / lang / project.STATEMENT / "evidence" / "index.html").read_text(encoding="utf-8")
        assert page.count(sentence) == 1


def test_ranges_of_places_are_found() -> None:
    text = f"sha256 {'0' * 64}\np1 l2 5\np1 l10 6\np2 l2 7\np2 t1 r3 c4 8\np3 t1 r9 c1 9\n"
    numbers, _ = read_numbers("list", text)
    assert numbers is not None

    def within(part: str) -> str:
        return " ".join(token.digits for line in numbers.find_lines(part) for token in line.tokens)

    found = [within(part) for part in ("p1", "p1 l2-9", "p1-2 l2", "t1", "t1 r4-99", "p9", "t2")]
    assert found == ["5 6", "5", "5 7", "8 9", "9", "", ""]
    assert within(f"p1-{10**6} l1-{10**6}") == "5 6 7"


@pytest.mark.parametrize(
    "line", ["p1 l2 5\np1 l2 6", "l0 5", "p1 l2", "x1 5", "p12345678 5", "p1 l2 page:5", f"{'9' * 5000} 1", "p1  l2 5"]
)
def test_a_place_of_another_form_or_a_second_time_is_refused(line: str) -> None:
    numbers, problems = read_numbers("list", f"sha256 {'0' * 64}\n{line}\n")
    assert numbers is None
    assert len(problems) == 1


def test_commas_of_a_csv_file_part_numbers() -> None:
    text = 'code,amount\n132,12000\n"1,234",5\n"two\nlines",7\n8,"9\n10"\n'
    assert list_numbers(text.encode(), text, fields=True).splitlines()[1:] == ["2 132 12000", "3 1,234 5", "4 7", "6 8 9 10"]


def test_a_number_of_two_figures_is_printed_once_and_one_of_a_figure_twice() -> None:
    """收支总计各 100 万元: revenue and expenditure are both typed of the one number."""
    numbers, _ = read_numbers("list", f"sha256 {'0' * 64}\np1 l1 100\n")
    assert numbers is not None
    head = {"fiscal_year": "2024", "phase": "budget", "unit": "万元", "profile": "x", "source": {"title": {}, "publisher": {}}}
    both = {"revenue": {"amount": "100", "at": "一"}, "expenditure": {"amount": "100", "at": "一"}}
    again = {"revenue": {"amount": "100", "at": "一", "readings": [{"amount": "100", "at": "一"}]}}
    for figures, surplus in ((both, 0), (again, 1)):
        place = {"一": {"name": {"zh": "收支"}, "spots": ["p1"]}}
        data = dry_run.fill_english(
            {**head, "places": place, "figures": figures, "source": {"title": {"zh": "题"}, "publisher": {"zh": "人"}}}
        )
        (balance,) = compute_balances(statement_of(data, numbers))
        assert balance.surplus.total() == surplus
