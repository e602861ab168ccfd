"""The importer reads the field's wording and tables, places what is sure, and invents nothing."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import document_parts
import pytest
import yaml
from amount_styles import CONTEXT
from document_parts import TITLE, document, figures, lost, put, read, read_as, table, words

from budgetbook.content.sic_mark import SicMark
from budgetbook.content.statement import StatementFile
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.importer import report, run
from budgetbook.importer.draft import draft, dry_run
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import recognise

ACCOUNTS = "青山区水务局2024年度部门决算"

STATEMENT = """青山区水务局2024年部门预算

一、收入预算说明

2024年收入预算1,200.50万元，比2023年1,000.00万元增加200.5万元，增长20.05%。其中：财政拨款收入1,200.50万元；其他资金收入0万元。

二、支出预算说明

（一）基本支出预算700.50万元，占支出预算的58.35%，较上年减少10万元，下降1.4％。主要原因：人员减少3人。

（二）项目支出预算５００．００万元，与2023年持平。

三、“三公”经费财政拨款预算说明

1.公务接待费。2024年预算数0.5万元，比2023年预算数0.6万元减少0.1万元。

四、国有资产占用情况

截至2023年底，固定资产总额900万元，其中：房屋120.50平方米，300万元；汽车2辆，40.2万元；单价50万元（含）以上的设备0台（套），0万元。
"""


def test_every_wording_reads_its_own_example() -> None:
    digits = {"amount": "31.50万元", "prior": "30.00万元", "change": "1.50万元", "percent": "5%"}
    fill = {"name": "公务接待费", "this": "2024年", "last": "2023年", "direction": "增加", **digits}
    fill |= {"budget": "40.00万元", "completion": "78.75%"}
    examples = {name: wording for name, wording in words().config.wordings.items() if wording.says}
    assert len(examples) >= 5
    for name, wording in examples.items():
        title = ACCOUNTS if wording.role in ("budget", "adjusted", "completion") else TITLE
        says = (wording.says or "").format(**fill)
        found = [m for m in recognise(document(says, title=title), words()).mentions if m.kind == "figure"]
        assert {m.status for m in found} == {"placed"}, name
        assert {m.concept for m in found} == {wording.concept or "reception"}, name
        assert wording.role in {m.role for m in found}, name
        for mention in found:
            assert fill[mention.role].startswith(mention.digits), name


def test_a_sentence_gives_amount_prior_change_and_percent() -> None:
    found = figures("2024年收入预算1,200.50万元，比2023年1,000.00万元增加200.5万元，增长20.05%。")
    printed = {"direction": "increase", "change": "200.5", "percent": "20.05"}
    assert found == {"revenue": {"amount": "1200.50", "prior": "1000.00", "printed": printed}}


def test_the_words_printed_stay_even_where_the_figures_say_otherwise() -> None:
    found = figures("基本支出预算700.50万元，比2023年600.00万元减少100.5万元，下降16.8%。")
    assert found["basic-expenditure"]["printed"] == {"direction": "decrease", "change": "100.5", "percent": "16.8"}


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("公务接待费0.5万元，与上年持平。", {"amount": "0.5", "printed": {"direction": "unchanged"}}),
        # The wordings `unchanged-at` and `change-without-verb`, whose sentences have more than one figure's words.
        ("公务接待费与2023年持平，为2.00万元。", {"amount": "2.00", "printed": {"direction": "unchanged"}}),
        (
            "公务接待费预算数6.00万元，较2023年预算数5.00万元1.00万元，增长20.00%。",
            {
                "amount": "6.00",
                "prior": "5.00",
                "basis": "initial-budget",
                "printed": {"direction": "increase", "change": "1.00", "percent": "20.00"},
            },
        ),
        ("公务接待费０．５万元，与2023年相同。", {"amount": "0.5", "printed": {"direction": "unchanged"}}),
        ("公务接待费5000元。", {"amount": "5000", "unit": "元"}),
        ("公务接待费0.1亿元，比上年减少1元。", {"amount": "0.1", "unit": "亿元"}),
        ("公务接待费2万元，比2023年决算数3万元减少1万元。", {"amount": "2", "prior": "3", "basis": "final-accounts"}),
        ("公务接待费2万元，比2023年年初预算数3万元减少1万元。", {"amount": "2", "prior": "3", "basis": "initial-budget"}),
    ],
)
def test_units_widths_and_bases(sentence: str, fields: dict[str, object]) -> None:
    found = figures("收入预算100万元，比2023年90万元增加10万元。", "支出预算100万元，比2023年90万元增加10万元。", sentence)
    assert found["reception"].items() >= fields.items()


def test_a_change_in_another_unit_keeps_it() -> None:
    found = figures("“三公”经费财政拨款预算2.39万元，比2023年“三公经费”财政拨款预算减少0.01元。")
    assert found["three-public"]["printed"] == {"direction": "decrease", "change": "0.01", "unit": "元"}


def test_a_comparison_may_name_its_own_subject() -> None:
    found = figures("2024年收入预算50万元，其中：事业收入45万元，上年结转5万元。与2023年收入预算40万元相比，增加10万元。")
    assert found["revenue"]["prior"] == "40"
    assert "prior" not in found["carry-over"]


def test_what_follows_an_unknown_thing_is_not_about_the_one_before() -> None:
    found = figures("公务接待费2万元。展览费3万元，比2023年增加1万元，增长50%。")
    assert found["reception"] == {"amount": "2"}


def test_several_names_and_as_many_numbers() -> None:
    found = figures("人员经费和公用经费分别为300万元、40.5万元。")
    assert {name: entry["amount"] for name, entry in found.items()} == {"personnel-expenses": "300", "operating-expenses": "40.5"}
    assert figures("人员经费、公用经费和项目支出分别为300万元、40.5万元。") == {}


@pytest.mark.parametrize(
    ("sentence", "digits"),
    [
        ("服务人口约184万人，每年开展活动1200场次。", ["184", "1200"]),
        ("展览费3万元。", ["3"]),
        ("其他项目支出30万元，追加项目支出20万元。", ["30", "20"]),
        ("2023年决算支出4100万元。", ["4100"]),
        ("公务接待费预计比2019年减少3万元。", ["3"]),
        ("根据青政发〔2016〕168号文，建筑面积约为13459平方米，地上7层。", ["168", "13459", "7"]),
        ("位于W060701单元，抗震设防烈度为7度。", ["060701", "7"]),
        ("公务接待费增加，主要原因是新增会议2次，费用3万元。", ["2", "3"]),
    ],
)
def test_nothing_is_invented(sentence: str, digits: list[str]) -> None:
    found = read(sentence)
    assert [m.digits for m in found.mentions if m.digits and m.kind not in ("year", "ordinal") and m.spot.line == 2] == digits
    assert [m.digits for m in found.mentions if m.status == "placed" and m.digits] == []


def test_two_readings_are_kept_as_doubtful() -> None:
    doubtful = [m for m in read("其他用车3辆。").mentions if m.digits and m.status == "doubtful"]
    assert [(m.digits, {m.concept, *m.others}) for m in doubtful] == [("3", {"official-vehicles-other", "vehicles-to-buy-other"})]


def test_final_accounts_have_the_budget_beside_what_was_executed() -> None:
    title = "青山区水务局2024年度部门决算"
    made = read_as(
        title,
        "“三公”经费支出年初预算为10万元，支出决算为8.5万元，完成年初预算的85%，比上年减少0.5万元。",
        "公务接待费支出决算0.5万元，比2024年年初预算1万元减少0.5万元。",
        "与2023年度相比，收、支总计各增加50万元，增长5.26%。",
    )
    entry = made.figures["three-public"].fields
    assert (made.head["phase"], entry["amount"], entry["budget"]) == ("final-accounts", "8.5", "10")
    assert entry["printed"] == {"direction": "decrease", "change": "0.5"}
    assert made.figures["reception"].fields["amount"] == "0.5"
    assert "printed" not in made.figures["reception"].fields
    for total in ("total-revenue", "total-expenditure"):
        assert made.figures[total].fields["printed"] == {"direction": "increase", "change": "50", "percent": "5.26"}
    assert set(made.figures) == {"three-public", "reception", "total-revenue", "total-expenditure"}


def test_the_same_name_below_two_wholes() -> None:
    found = figures("截至2023年8月31日，共有车辆7辆，其中：其他用车7辆。", "2024年安排购置车辆1辆，其中：其他用车1辆。")
    assert (found["official-vehicles-other"]["amount"], found["vehicles-to-buy-other"]["amount"]) == ("7", "1")
    assert found["official-vehicles"]["as_of"] == "2023-08-31"


def test_a_slip_in_a_name_is_read_by_its_heading() -> None:
    assert figures("（一）政府采购预算说明", "2024年政府购买采购预算总额8万元。") == {"procurement": {"amount": "8"}}
    assert ("8", "figure") in lost("2024年政府购买采购预算总额8万元。")


def test_a_body_may_be_called_by_the_end_of_its_name() -> None:
    made = read_as("北京市青山区水务局2024年部门预算", "2024年区水务局政府采购预算总额8万元。", "2024年区教育局公务接待费9万元。")
    assert {name: entry.fields["amount"] for name, entry in made.figures.items()} == {"procurement": "8"}


def test_a_body_with_none_of_it_is_a_nil_figure() -> None:
    assert figures("本部门2024年无重点行政事业性收费。") == {"key-fees": {"state": "nil"}}


def test_a_zero_that_somebody_else_keeps() -> None:
    found = figures("因公出国（境）费用0万元，主要原因：此项为区级预留资金，年中另行安排。")
    assert found["overseas-travel"] == {"amount": "0", "state": "held-centrally"}


BY_FUNCTION: list[list[str | None]] = [
    ["项目", None, None, None, "支出预算", None, None],
    ["功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", "项", "^", "^", "^", "^"],
    ["213", "", "", "农林水支出", "1,500", "1,000", "500"],
    ["213", "03", "", "水利", "1,500", "1,000", "500"],
    ["213", "03", "01", "行政运行", "1,000", "1,000", ""],
    ["213", "03", "11", "水资源节约管理与保护", "500", "", "500"],
    ["合计", None, None, None, "1,500", "1,000", "500"],
]


def test_a_table_by_function_becomes_a_breakdown() -> None:
    made = put(table(("2024年部门支出预算总表", "单位：元"), BY_FUNCTION))
    breakdown = made.breakdowns["expenditure-by-function"]
    assert [row.get("code") for row in breakdown["rows"]] == ["213", "21303", "2130301", "2130311"]
    assert breakdown["rows"][2] == {"code": "2130301", "name": "行政运行", "values": ["1000", "1000", "blank"]}
    assert breakdown["total"] == ["1500", "1000", "500"]
    assert {name: entry.fields["amount"] for name, entry in made.figures.items()} == {
        "expenditure": "1500", "basic-expenditure": "1000", "project-expenditure": "500"
    }  # fmt: skip


def test_one_cell_may_hold_the_whole_code_and_a_shortened_one_is_kept() -> None:
    rows: list[list[str | None]] = [
        ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ["301", "工资福利支出", "9", "9", ""],
        ["3012", "津贴补贴", "9", "9", ""],
        ["合计", None, "9", "9", "0"],
    ]
    made = put(table(("表八 一般公共预算基本支出表", "单位：万元"), rows)).breakdowns["basic-by-economic-nature"]
    assert [row["code"] for row in made["rows"]] == ["301", "3012"]
    assert made["columns"][1] == {"concept": "personnel-expenses", "fund": "general-public"}


def test_text_and_table_are_one_figure_with_two_readings() -> None:
    entry = put("支出预算0.15万元。", table(("支出预算总表", "单位：元"), BY_FUNCTION)).figures["expenditure"].fields
    assert (entry["amount"], entry["readings"]) == ("0.15", [{"amount": "1500", "unit": "元", "at": "表1"}])


def test_a_text_about_an_item_is_a_line_of_the_table() -> None:
    text = (
        "1. “农林水支出（类）水利（款）行政运行（项）”0.10万元，主要用于行政运行。2023年当年预算执行数为0.20万元，"
        "2024年预算安排0.10万元，比2023年预算执行数减少50%。"
    )
    made = put(text, table(("支出预算总表", "单位：元"), BY_FUNCTION))
    line = made.lines["expenditure-by-function"]["2130301"].fields
    assert (line["amount"], line["prior"], line["basis"]) == ("0.10", "0.20", "executed")
    assert line["printed"] == {"direction": "decrease", "percent": "50"}
    unknown = text.replace("行政运行", "机关服务")
    assert put(unknown, table(("支出预算总表", "单位：元"), BY_FUNCTION)).lines == {}


def test_a_table_of_two_sides() -> None:
    rows: list[list[str | None]] = [
        ["收入", None, "支出", None],
        ["项目", "预算数", "项目", "预算数"],
        ["一、财政拨款收入", "90", "一、农林水支出", "80"],
        ["二、事业收入", "", "二、住房保障支出", "15"],
        ["本年收入合计", "90", "本年支出合计", "95"],
        ["上年结转", "10", "结转下年", "5"],
        ["收入总计", "100", "支出总计", "100"],
    ]
    made = put(table(("收支总表", "单位：万元"), rows))
    assert {name: entry.fields["amount"] for name, entry in made.figures.items()} == {
        "revenue": "90", "fiscal-appropriation": "90", "carry-over": "10", "carried-forward": "5", "expenditure": "95",
        "total-revenue": "100", "total-expenditure": "100",
    }  # fmt: skip
    assert [row["name"] for row in made.breakdowns["revenue-and-expenditure"]["rows"]] == ["一、农林水支出", "二、住房保障支出"]


THREE_PUBLIC: list[list[str | None]] = [
    ["年度", "合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", None, None],
    ["^", "^", "^", "^", "小计", "购置费", "运行费"],
    ["2023年", "8.2", "0", "0.2", "8", "0", "8"],
    ["2024年", "7.1", "0", "0.1", "7", "0", "7"],
]


def test_rows_of_two_years_are_prior_and_amount() -> None:
    made = put(table(("“三公”经费支出表", "单位：万元"), THREE_PUBLIC, ("注：故本表为空表。",)))
    assert made.figures["vehicle-operation"].fields["prior"] == "8"
    assert made.figures["three-public"].fields["amount"] == "7.1"
    assert made.tables == {"three-public-table": {"at": "表1", "nil_note": "true"}}


def test_a_table_that_nobody_knows_is_listed() -> None:
    made = put(table(("政府债务余额表", "单位：万元"), [["项目", "余额"], ["一般债务", "12"]]))
    assert made.figures == {}
    assert made.unread_parts[0] == "表1: 政府债务余额表"
    assert [m.digits for m in made.open_mentions] == ["12"]


def _imported(tmp_path: Path, text: str = STATEMENT) -> tuple[Path, run.ImportResult]:
    source = tmp_path / "qingshan.txt"
    source.write_text(text, encoding="utf-8")
    return source, run.import_document(source, Path("content"), tmp_path / "qingshan", tmp_path / "report.csv", "en")


def test_a_draft_is_strict_yaml_and_loads_once_its_texts_are_written(tmp_path: Path) -> None:
    _imported(tmp_path)
    for name, kind in (("2024-budget.yaml", StatementFile), ("entity.yaml", None)):
        file = tmp_path / "qingshan" / name
        found, problems = reader.read(name, file.read_bytes())
        assert found is not None
        assert problems == []
        if kind:
            statement = kind.model_validate(dry_run.fill_english(found.data), context=CONTEXT)
            assert statement.figures["revenue"].printed is not None
            assert str(statement.figures["project-expenditure"].amount) == "500.00"
            assert statement.figures["building-area"].as_of is not None


def test_the_draft_has_evidence_proposals_and_what_is_missing(tmp_path: Path) -> None:
    _imported(tmp_path)
    text = (tmp_path / "qingshan" / "2024-budget.yaml").read_text(encoding="utf-8")
    assert "  # percent 20.05%, l5: 增长20.05%\n" in text
    assert "summary: zh, en" in text
    assert text.count("TODO") == 0
    wrong = STATEMENT.replace("增加200.5万元", "减少200.5万元")
    made = put(*[line for line in wrong.split("\n")[1:] if line])
    found = draft.render_draft(made, dry_run.apply_rules(made, words()))
    assert "# proposal: sic: [{rule: direction, of: change, printed: decrease}]  # needs a note" in found


def test_a_second_import_changes_nothing_and_says_what_differs(tmp_path: Path) -> None:
    source, _ = _imported(tmp_path)
    file = tmp_path / "qingshan" / "2024-budget.yaml"
    edited = file.read_text(encoding="utf-8").replace("amount: 700.50", "amount: 700.05")
    file.write_text(edited, encoding="utf-8")
    again = run.import_document(source, Path("content"), tmp_path / "qingshan", None, "en")
    assert file.read_text(encoding="utf-8") == edited
    assert again.new_files == ()
    assert [(d.path, d.old, d.new, d.place) for d in again.differences] == [
        ("figures.basic-expenditure.amount", "700.05", "700.50", "二（一）")
    ]
    assert any("700.05" in line and "700.50" in line for line in again.messages)


def test_the_report_has_a_row_for_every_number(tmp_path: Path) -> None:
    _, done = _imported(tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == sum(bool(m.digits) for m in done.recognition.mentions)
    assert {row["status"] for row in rows} == {"placed", "not-placed"}
    change = next(row for row in rows if row["concept"] == "reception" and row["role"] == "change")
    assert (change["amount"], change["place"], change["unit"]) == ("-1000", "l15", "万元")


def test_a_second_table_with_the_same_title_may_be_another_units() -> None:
    other = [[cell if cell != "1,500" else "900" for cell in row] for row in BY_FUNCTION]
    made = put(table(("支出总表", "单位：元"), BY_FUNCTION), table(("支出总表", "单位：元"), other, number=2))
    assert made.figures["expenditure"].fields == {"amount": "1500", "at": "表1"}
    assert {m.status for m in made.open_mentions if m.digits == "900"} == {"doubtful"}


def test_a_table_of_somebody_else_is_not_ours() -> None:
    made = put(table(("青山水库管理中心支出总表", "单位：元"), BY_FUNCTION))
    assert made.figures == {}
    assert {m.status for m in made.open_mentions} == {"doubtful"}


def test_a_document_without_a_year_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "letter.txt"
    source.write_text("公务接待费2万元。\n", encoding="utf-8")
    with pytest.raises(UnreadableDocumentError) as refused:
        run.import_document(source, Path("content"), tmp_path / "letter", None, "zh")
    assert refused.value.reason.key == "import-no-year"
    assert refused.value.reason.key in MESSAGES
    assert not (tmp_path / "letter").exists()


def test_what_a_document_prints_cannot_be_a_formula_or_end_a_comment() -> None:
    made = read("=HYPERLINK(1)公务接待费2万元，会议费7万元。")
    assert b"\n=HYPER" not in report.build_numbers_report(made, words(), "a").replace(b",=", b"\n=")
    text = draft.render_draft(put("公务接待费2万元，\u2028会议费7万元。"), ())
    assert reader.read("draft.yaml", text.encode())[1] == []


def test_every_number_gets_one_mention_and_years_are_years() -> None:
    found = read("2024年收入预算100万元，规划（2021-2025年）实施5项行动。")
    assert [(m.digits, m.kind) for m in found.mentions if m.spot.line == 2] == [
        ("2024", "year"), ("100", "figure"), ("2021", "year"), ("2025", "year"), ("5", "other"),
    ]  # fmt: skip
    assert found.title == TITLE
    assert found.entity_name == "青山区水务局"
    assert document().sha256 == found.document.sha256


def test_a_word_does_one_thing() -> None:
    data = words().config
    classes = {**data.words, "last-year": data.last_year, "this-year": data.this_year}
    listed = [word for group in classes.values() for word in group]
    assert sorted(word for word in set(listed) if listed.count(word) > 1) == []


def test_every_proposal_confirms_its_finding() -> None:
    made = put(
        "收入预算0.16万元，比2023年0.14万元减少0.02万元，下降10%。",
        "支出预算0.15万元。",
        table(("支出预算总表", "单位：元"), [*BY_FUNCTION[:-1], ["合计", None, None, None, "1,600", "1,000", "500"]]),
    )
    failing = [finding for finding in dry_run.apply_rules(made, words()) if not finding.exact]
    assert {finding.rule for finding in failing} >= {"direction", "percent", "sum", "equal"}
    for finding in failing:
        mark = yaml.safe_load(dry_run.propose_mark(finding))["sic"][0]
        assert finding.is_confirmed_by(SicMark.model_validate({key: str(value) for key, value in mark.items()}))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2023年底", "2023-12-31"),
        ("2024年2月底", "2024-02-29"),
        ("2023年6月", "2023-06-30"),
        ("2023年13月", None),
        ("2023年2月30日", None),
    ],
)
def test_the_day_that_things_are_counted_on_is_a_day(said: str, day: str | None) -> None:
    found = figures(f"截至{said}，本部门共有车辆3辆。")
    assert found["official-vehicles"].get("as_of") == day


def test_an_import_writes_all_that_a_statement_needs(tmp_path: Path) -> None:
    """The texts with the parts of the page that have figures, and at the top of the body's file the kinds that it may be."""
    source = tmp_path / "document.txt"
    source.write_text("某某局2024年部门预算\n2024年公务接待费预算3.20万元。\n", encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "body", None, "en")
    names = {path.name for path in done.new_files}
    assert names == {"2024-budget.yaml", "2024-budget.numbers.txt", "2024-budget.zh.md", "2024-budget.en.md", "entity.yaml"}
    assert (tmp_path / "body" / "2024-budget.zh.md").read_text(encoding="utf-8").startswith("## ")
    entity = (tmp_path / "body" / "entity.yaml").read_text(encoding="utf-8")
    assert entity.index("administrative-unit") < entity.index("peoples-organisation") < entity.index("\nname:")


def test_what_no_statement_can_hold_is_left_out_and_told(tmp_path: Path) -> None:
    """The rest is drafted, with its report; the command ends with 1."""
    source, report_file = tmp_path / "document.txt", tmp_path / "report.csv"
    source.write_text(f"某某局2024年部门预算\n2024年公务接待费预算{'9' * 40}万元，因公出国（境）费7万元。\n", encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "body", report_file, "en")
    assert not done.is_whole
    assert set(done.statement_draft.figures) == {"overseas-travel"}
    text = done.new_files[0].read_text(encoding="utf-8")
    assert f"figures.reception.amount: {'9' * 40}" in text
    assert "fit no statement" in " ".join(done.messages)
    assert "9" * 40 in report_file.read_text(encoding="utf-8-sig")


def test_without_words_of_the_field_an_import_says_what_is_missing(tmp_path: Path) -> None:
    source = tmp_path / "document.txt"
    source.write_text("某某局2024年部门预算\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    with pytest.raises(UnreadableDocumentError) as refusal:
        run.import_document(source, tmp_path / "content", tmp_path / "body", None, "en")
    assert refusal.value.reason.key == "import-no-vocabulary"
    assert (tmp_path / "content").as_posix() in str(refusal.value.reason.fields)


def test_a_wrong_file_of_words_is_told_in_our_words(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(document_parts.CONTENT, content)
    words = content / "countries/china/importer.yaml"
    words.write_text(words.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    source = tmp_path / "document.txt"
    source.write_text("某某局2024年部门预算\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"importer\.yaml:[0-9]+:[0-9]+: .*nonsense") as error:
        run.import_document(source, content, tmp_path / "body", None, "en")
    assert "pydantic" not in str(error.value).lower()


@pytest.mark.parametrize(("there", "verdict"), [("88", "holds"), ("95", "fails")])
def test_a_misprinted_code_that_closes_the_sum_is_a_finding_about_the_code_alone(there: str, verdict: str) -> None:
    """3012 for 30102 stands under 301: where just its line is missing from the sum, the sum holds; else both are told."""
    made = put(
        table(
            ("一般公共预算基本支出部门预算经济分类预算表", "单位：万元"),
            [
                ["科目编码", "科目名称", "合计"],
                ["301", "工资福利支出", there],
                ["30101", "基本工资", "60"],
                ["3012", "津贴补贴", "28"],
            ],
        )
    )
    name = next(iter(made.breakdowns))
    found = dry_run.apply_rules(made, words())
    assert {f.verdict for f in found if f.rule == "sum" and f.concept == f"{name}.301"} == {verdict}
    assert {f.concept for f in found if f.rule == "code" and f.verdict == "fails"} == {f"{name}.3012"}
