"""A fresh draft agrees with the control list of its document, in every carrier, and says where each number stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import document_parts
import marked_documents
import pytest
from marked_documents import CARRIERS, Marked
from test_control_lists import statement_of

from budgetbook.content.control_list import ControlList, list_numbers, read_numbers
from budgetbook.content.yaml import reader
from budgetbook.importer import run
from budgetbook.importer.draft import dry_run, unprinted_numbers
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.recognise import recognise
from budgetbook.validation.number_balance import compute_balances

LIBRARY = """河湾区图书馆2024年部门决算
一、收入支出决算情况说明
（一）支出决算情况
2024年支出合计500.00万元，比2023年480.00万元增加20.00万元，增长4.17%。
（二）支出结构
基本支出300.00万元，占支出的60.00%；项目支出200.00万元，占支出的40.00%。
（三）基本支出情况
基本支出年初预算为310.00万元，支出决算为300.00万元。读者留言134条，满意率97.50%，书库另列21.55万元。
（四）公务接待
2024年公务接待费支出2.10万元，年初预算为2.95万元，差值为0.85万元，较上年减少0.40万元，下降16.00%。
"""


def as_text(made: Marked) -> bytes:
    """A text file of the paragraphs."""
    return "\n".join(block for block in made.blocks if isinstance(block, str)).encode()


ALL = {"text": as_text, **CARRIERS}


def plain(text: str) -> Marked:
    """A document without marks."""
    return marked_documents.parse(text.splitlines())


def imported(source: Path, folder: Path) -> tuple[dict[str, Any], ControlList]:
    """A fresh draft, its English filled in, and the control list that lies beside it."""
    file = run.import_document(source, document_parts.CONTENT, folder / "body", None, "en").new_files[0]
    read, problems = reader.read(file.as_posix(), file.read_bytes())
    assert problems == []
    assert read is not None
    numbers, problems = read_numbers("list", file.with_suffix(".numbers.txt").read_text(encoding="utf-8"))
    assert problems == []
    assert numbers is not None
    return dry_run.fill_english(read.data), numbers


def unbalanced(data: dict[str, Any], numbers: ControlList) -> list[object]:
    """Parts in which draft and list differ, and the lines of the list that no place of the draft has."""
    balances = compute_balances(statement_of(data, numbers))
    rows = {line.row for balance in balances for line in balance.part.lines}
    wrong = [(each.part.places, each.surplus, each.left) for each in balances if each.surplus or each.left]
    return [*wrong, *(line.place for line in numbers.lines if line.row not in rows)]


def written(name: str, carrier: str, made: Marked, folder: Path) -> tuple[dict[str, Any], ControlList]:
    source = folder / f"{name}.{'txt' if carrier == 'text' else carrier}"
    source.write_bytes(ALL[carrier](made))
    return imported(source, folder)


@pytest.mark.parametrize("carrier", ALL)
def test_each_role_stands_where_it_is_printed(carrier: str, tmp_path: Path) -> None:
    data, numbers = written("library", carrier, plain(LIBRARY), tmp_path)
    figures = data["figures"]
    assert (figures["basic-expenditure"]["at"], figures["basic-expenditure"]["share"]) == ("一（二）", "60.00")
    assert figures["basic-expenditure"]["elsewhere"] == {"budget": "一（三）"}
    assert figures["basic-expenditure"]["readings"] == [{"amount": "300.00", "at": "一（三）"}]
    assert "elsewhere" not in figures["expenditure"]
    assert unbalanced(data, numbers) == []


@pytest.mark.parametrize("carrier", ALL)
def test_a_number_without_an_entry_is_accounted_for_by_the_draft(carrier: str, tmp_path: Path) -> None:
    """The number of messages and a rate are set aside or undecided, never lost and never a reason to stop."""
    data, _ = written("library", carrier, plain(LIBRARY), tmp_path)
    place = data["places"]["一（三）"]
    assert sorted([*place.get("aside", ()), *place["undecided"]]) == ["134", "21.55", "97.50"]
    assert "21.55" in place["undecided"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["budget-capital-tables", "final-accounts-forms", "final-accounts-city", "budget-town"])
@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_fresh_draft_agrees_with_its_control_list(name: str, carrier: str, tmp_path: Path) -> None:
    data, numbers = written(name, carrier, marked_documents.load(name), tmp_path)
    assert unbalanced(data, numbers) == []


def test_a_draft_without_a_figure_can_be_read(tmp_path: Path) -> None:
    source = tmp_path / "notice.txt"
    source.write_text("河湾区图书馆2024年部门预算\n一、说明\n共有读者134人。\n", encoding="utf-8")
    data, numbers = imported(source, tmp_path)
    assert "figures" not in data
    assert unbalanced(data, numbers) == []


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda fields: fields.update(share="61.00"), "figures.basic-expenditure.share: 61.00"),
        (lambda fields: fields["readings"][0].update(amount="301.00"), "figures.basic-expenditure.readings.0.amount: 301.00"),
        (lambda fields: fields.update(amount="900.00"), "figures.basic-expenditure.amount: 900.00"),
        (lambda fields: fields.update(printed={"percent": "41.70"}), "figures.basic-expenditure.printed.percent: 41.70"),
    ],
)
def test_what_the_document_does_not_print_there_leaves_the_draft_and_is_told(spoil: Callable[[Any], None], path: str) -> None:
    lines = LIBRARY.splitlines()
    document = document_parts.document(*lines[1:], title=lines[0])
    made = assemble(recognise(document, document_parts.words()), document_parts.words())
    spoil(made.figures["basic-expenditure"].fields)
    raw = LIBRARY.encode()
    numbers, _ = read_numbers("list", list_numbers(raw, LIBRARY))
    assert numbers is not None
    unprinted_numbers.remove_unprinted(made, numbers)
    place = "一（三）" if "readings" in path else "一（二）"
    assert made.unread_parts == [f"{place}: {path}, not printed there / 那里没有印"]
    balances = compute_balances(dry_run.build_statement(made, numbers))
    assert not any(balance.surplus for balance in balances)
    assert ("basic-expenditure" in made.figures) == ("900.00" not in path)
