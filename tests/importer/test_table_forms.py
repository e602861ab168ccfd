"""Forms of standard tables: columns of changes, codes in three columns, three lists side by side, years as heads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_BUDGET, _ACCOUNTS = "河湾区水务局2030年部门预算", "河湾区水务局2030年度部门决算"


def _read(folder: Path, title: str, caption: str, rows: str, note: str = "") -> Recognition:
    """A web page with one table: a line for each row, bars between the cells, `2*` for a cell over two columns."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows.strip().split("\n")]
    lines = ("".join(map(_cell, row)) for row in cells)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    document = folder / "statement.html"
    body = f"<p>{title}</p><p>{caption}</p><p>单位：万元</p><table>{table}</table><p>{note}</p>"
    document.write_text(f"<!doctype html><html><meta charset=utf-8><body>{body}</body></html>", encoding="utf-8")
    return recognise(detect.read(document), _VOCABULARY)


def _cell(text: str) -> str:
    span, star, words = text.partition("*")
    return f"<td colspan={span}>{words}</td>" if star else f"<td>{text}</td>"


def _placed(recognition: Recognition) -> set[tuple[str, str, str, Decimal]]:
    return {(m.concept, m.code, m.role, m.value) for m in recognition.mentions if m.digits and m.status == "placed"}


def test_columns_say_how_figures_have_changed(tmp_path: Path) -> None:
    rows = "项目|2029年预算数|2030年预算数|增减额|增减率\n合计|10|9.5|-0.5|-5%\n公务接待费|2|1.5|-0.5|-25%"
    recognition = _read(tmp_path, _BUDGET, "“三公”经费预算表", rows)
    wanted = {("reception", "", "change", Decimal("-0.5")), ("reception", "", "percent", Decimal(-25))}
    assert wanted | {("reception", "", "prior", Decimal(2))} <= _placed(recognition)
    printed = assemble(recognition, _VOCABULARY).figures["reception"].fields["printed"]
    assert printed == {"direction": "decrease", "change": "0.5", "percent": "25"}


def test_a_change_from_the_budget_is_none_from_last_year(tmp_path: Path) -> None:
    rows = "项目|预算数|决算数|增减额\n合计|10|9.5|-0.5\n公务接待费|2|1.5|-0.5"
    placed = _placed(_read(tmp_path, _ACCOUNTS, "“三公”经费支出决算表", rows))
    assert ("reception", "", "budget", Decimal(2)) in placed
    assert not any(role == "change" for _, _, role, _ in placed)


def test_parts_of_a_code_go_on_from_the_row_above(tmp_path: Path) -> None:
    rows = "类|款|项|科目名称|合计\n213|||农林水支出|120\n|03||水利|120\n||01|行政运行|100\n||06|水利工程运行与维护|20"
    placed = _placed(_read(tmp_path, _BUDGET, "一般公共预算支出表", rows))
    assert {code for _, code, _, _ in placed} == {"213", "21303", "2130301", "2130306"}


def test_a_third_list_names_the_nature_of_the_money(tmp_path: Path) -> None:
    rows = (
        "2*收入|4*支出\n项目|预算数|项目（按功能分类）|预算数|项目（按经济分类）|预算数\n"
        "一、一般公共预算拨款收入|120|一、农林水支出|100|一、基本支出|90\n||二、住房保障支出|20|二、项目支出|30\n"
        "收入总计|120|支出总计|120|支出总计|120"
    )
    recognition = _read(tmp_path, _BUDGET, "部门收支总表", rows)
    assert {
        ("expenditure", "213", "amount", Decimal(100)),
        ("expenditure", "221", "amount", Decimal(20)),
        ("basic-expenditure", "", "amount", Decimal(90)),
        ("project-expenditure", "", "amount", Decimal(30)),
    } <= _placed(recognition)


def test_heads_may_be_years_alone_and_older_ones_are_unknown(tmp_path: Path) -> None:
    rows = "项目|2028年|2029年|2030年\n合计|8|10|9.5\n公务接待费|3|2|1.5"
    placed = _placed(_read(tmp_path, _BUDGET, "“三公”经费预算表", rows))
    assert {(role, value) for concept, _, role, value in placed if concept == "reception"} == {
        ("prior", Decimal(2)),
        ("amount", Decimal("1.5")),
    }


def test_a_printed_zero_does_not_fill_a_table_noted_as_empty(tmp_path: Path) -> None:
    note = "注：本部门没有国有资本经营预算财政拨款支出，故本表无数据。"
    rows = "科目编码|科目名称|合计|基本支出|项目支出\n2*合计|0.00|0.00|0.00"
    recognition = _read(tmp_path, _ACCOUNTS, "国有资本经营预算财政拨款支出决算表", rows, note)
    findings = dry_run.apply_rules(assemble(recognition, _VOCABULARY), _VOCABULARY)
    assert "fails" not in {finding.verdict for finding in findings}


_BOTH_SIDES = (
    "2*收入|2*支出\n项目|预算数|项目|预算数\n一、一般公共预算拨款收入|110|一、农林水支出|100\n二、财政专户管理资金收入||二、住房保障支出|20\n"
    "本年收入合计|110|本年支出合计|120\n上年结转结余|10|年终结转结余|\n收入总计|120|支出总计|120"
)
_THREE_PUBLIC = "合计|因公出国（境）费|3*公务用车费|公务接待费\n||小计|公务用车运行维护费|公务用车购置费|\n9.5|0|8|8|0|1.5"


@pytest.mark.parametrize("caption", ["2030年部门预算信息公开目录", "部门预算信息公开情况说明", "部门预算公开"])
def test_the_name_of_the_whole_document_above_a_table_is_no_title(caption: str, tmp_path: Path) -> None:
    rows = f"4*101河湾区水务局\n2*预算年度：2030|2*单位：万元\n{_BOTH_SIDES}"
    placed = _placed(_read(tmp_path, "2030年部门预算", caption, rows))
    assert {
        ("expenditure", "213", "amount", Decimal(100)),
        ("revenue", "", "amount", Decimal(110)),
        ("carry-over", "", "amount", Decimal(10)),
        ("total-expenditure", "", "amount", Decimal(120)),
    } <= placed


@pytest.mark.parametrize("title", ["政府性基金表", "财政拨款收支对照", "上年结转支出", "会议经费"])
def test_a_title_within_a_table_that_nothing_knows_leaves_it_open(title: str, tmp_path: Path) -> None:
    assert not _placed(_read(tmp_path, _BUDGET, "部门预算公开", f"4*{title}\n{_BOTH_SIDES}"))


@pytest.mark.parametrize(
    "title",
    [
        "6*河湾区水务局2030年“三公”经费预算表",
        "6*河湾区水务局2030年“三公”经费预算\n6*财政拨款情况表",
        "6*“三公”经费支出预算表\n||||2*单位：万元",
        "6*附件3\n6*河湾区水务局\n6*一般公共预算“三公”经费预算表",
    ],
)
def test_a_title_may_stand_in_the_first_rows_of_its_table(title: str, tmp_path: Path) -> None:
    placed = _placed(_read(tmp_path, _BUDGET, "河湾区水务局预算公开", f"{title}\n{_THREE_PUBLIC}"))
    assert {(concept, value) for concept, _, _, value in placed} == {
        ("three-public", Decimal("9.5")),
        ("overseas-travel", Decimal(0)),
        ("vehicles", Decimal(8)),
        ("vehicle-operation", Decimal(8)),
        ("vehicle-purchase", Decimal(0)),
        ("reception", Decimal("1.5")),
    }
