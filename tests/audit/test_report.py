"""The report on a document before it is published: what each section says, in both languages, and that nobody is accused."""

from __future__ import annotations

from pathlib import Path

import project
import pytest
from sample_content import LANGUAGES

from budgetbook.audit import assembly
from budgetbook.audit.audited_statement import AuditedStatement
from budgetbook.audit.place_words import write_spot
from budgetbook.audit.report import AuditReport, AuditSection
from budgetbook.content.text import Language
from budgetbook.importer.readers.document import UnreadableDocumentError

ACCOUNTS = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>河湾区图书馆2024年部门决算</title></head><body>
<h1>河湾区图书馆2024年部门决算</h1>
<h2>一、支出决算情况</h2>
<p>（一）支出合计</p>
<p>2024年支出合计500.00万元，比2023年480.00万元减少20.00万元，下降4.17%。</p>
<p>（二）支出结构</p>
<p>基本支出300.00万元，占支出的60.00%；项目支出210.00万元，占支出的42.01%。</p>
<h2>二、“三公”经费情况</h2>
<p>（一）公务接待</p>
<p>公务接待费3.00万元，比2023年增加3.00万元，增长100%。严格执行《河湾区公务接待管理办法，厉行节约。</p>
<p>（二）其他</p>
<p>另记21.55万元。<span style="display:none">隐藏的话99.00万元</span></p>
<h2>三、一般公共预算财政拨款“三公”经费支出决算表</h2>
<p>单位：万元</p>
<table><tr><th>项目</th><th>决算数</th></tr><tr><td>公务接待费</td><td>5.00</td></tr></table>
</body></html>
"""
"""Something for every section."""
RIGHT = (
    "河湾区图书馆2024年部门预算\n一、支出预算情况\n2024年支出预算500.00万元，比2023年预算480.00万元增加20.00万元，增长4.17%。\n"
)
PHRASES: dict[Language, dict[str, str]] = {
    "zh": {
        "fails": "对不上", "wording": "文字小问题", "remarks": "请再看一眼", "untestable": "无法核对", "tables": "按规定应有的表",
        "unplaced": "认不出是什么的数", "unread": "没有读到的内容", "identity": "读出的文件情况",
    },
    "en": {
        "fails": "Do not add up", "wording": "Slips of wording", "remarks": "Worth a second look",
        "untestable": "Cannot be checked",
        "tables": "Tables that the rules ask for", "unplaced": "Numbers that could not be placed",
        "unread": "What could not be read", "identity": "The document as read",
    },
}  # fmt: skip


def audit(folder: Path, text: str, lang: Language, name: str = "accounts.html") -> AuditReport:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return assembly.audit_document([file], project.CONTENT, lang)


def section(report: AuditReport, key: str) -> AuditSection:
    (one,) = [each for each in report.sections if each.heading == PHRASES[report.language.tag[:2]][key]]
    return one


def facts(report: AuditReport, heading: str) -> dict[str, str]:
    (item,) = [each for each in section(report, "fails").items if each.heading == heading]
    return {fact.label: fact.text for fact in item.facts}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sections_stand_in_the_order_of_their_weight(lang: Language, tmp_path: Path) -> None:
    report = audit(tmp_path, ACCOUNTS, lang)
    assert [each.heading for each in report.sections] == list(PHRASES[lang].values())
    assert "5" in report.verdict
    assert (report.failures, report.is_serious) == (5, True)


def test_the_weightiest_leads_with_place_working_difference_and_both_readings(tmp_path: Path) -> None:
    report = audit(tmp_path, ACCOUNTS, "en")
    assert [each.heading for each in section(report, "fails").items] == [
        "Expenditure · Direction (in its words)",
        "Expenditure · Sum (in its numbers)",
        "Official receptions · Equal figures (in its numbers)",
        "Project expenditure · Share (in the last digit)",
    ]
    assert facts(report, "Expenditure · Sum (in its numbers)") == {
        "Where": "一（一） 支出合计, line 4",
        "Printed": "500.00 万元",
        "Parts": "basic expenditure 300.00; project expenditure 210.00",
        "Working": "300.00 + 210.00 = 510.00 ≠ 500.00 万元",
        "Difference": "10.00 万元",
    }
    readings = section(report, "fails").items[1].readings
    assert [words.split(",")[0] for words in readings] == ["If the parts are right", "If the total of 5 million yuan is right"]


def test_a_number_that_is_printed_twice_has_both_places(tmp_path: Path) -> None:
    zh = facts(audit(tmp_path, ACCOUNTS, "zh"), "公务接待费 · 应当相等（数字不符）")
    assert zh["位置"] == "一处在二（一） 公务接待，第9行；另一处在一般公共预算财政拨款三公经费支出决算表，第2行第2列"
    assert (zh["文件写的"], zh["相差"]) == ("3.00 万元", "2.00 万元")


def test_slips_remarks_lost_numbers_and_hidden_words_are_told_with_their_places(tmp_path: Path) -> None:
    report = audit(tmp_path, ACCOUNTS, "zh")
    tables = {key: section(report, key).table for key in ("wording", "remarks", "unplaced", "unread")}
    rows = {key: table.rows for key, table in tables.items() if table}
    assert rows["wording"] == (
        (
            "二（一） 公务接待，第9行",
            "《河湾区公务接——这里的标点不成对，缺少 》 。",
            "严格执行《河湾区公务接待管理办法，厉行节约。",
        ),
    )
    assert rows["remarks"][0][:2] == ("二（一） 公务接待，第9行", "公务接待费 · 说增长了100%，可是上年是零，谈不上百分比")
    assert rows["unplaced"] == (("二（二） 其他，第11行", "21.55万元", "另记21.55万元。"),)
    assert rows["unread"] == (("看不见的文字", "1", "二、“三公”经费情况"),)


def test_what_cannot_be_checked_is_counted_by_its_reason(tmp_path: Path) -> None:
    table = section(audit(tmp_path, ACCOUNTS, "en"), "untestable").table
    assert table is not None
    counts = [int(count) for _, count in table.rows]
    assert counts == sorted(counts, reverse=True)
    assert table.rows[0][0] == "No figure is given for the year before, so changes cannot be worked out"
    assert table.number_columns == {1}


def test_missing_tables_are_named_and_may_stand_elsewhere(tmp_path: Path) -> None:
    tables = section(audit(tmp_path, ACCOUNTS, "en"), "tables")
    assert "found here: 1. One that was not found may have another title, or stand in another file." in tables.lead
    assert tables.notes[0].startswith("Not found: Table of revenue and expenditure, ")
    assert "three public" not in tables.notes[0]
    text = section(audit(tmp_path, RIGHT, "en", "budget.txt"), "tables")
    assert (text.lead.startswith("No table was read in this file."), text.notes) == (True, ())


@pytest.mark.parametrize(("body", "is_asked"), [("", True), ("<p>本表为空表。</p>", False)])
def test_an_empty_table_is_asked_for_its_note(body: str, is_asked: bool, tmp_path: Path) -> None:
    head = "<h1>河湾区图书馆2024年部门预算</h1><p>2024年支出预算500.00万元。</p><h2>政府性基金预算支出表</h2><p>单位：万元</p>"
    heads = "<tr><th>科目编码</th><th>科目名称</th><th>合计</th></tr>"
    page = f"{head}<table>{heads}<tr><td></td><td></td><td></td></tr></table>{body}"
    notes = section(audit(tmp_path, page, "en"), "tables").notes
    assert any(note.startswith("Empty, without a note") for note in notes) == is_asked


def test_nothing_found_is_said_and_is_no_certificate(tmp_path: Path) -> None:
    report = audit(tmp_path, RIGHT, "en", "budget.txt")
    assert report.verdict == "Nothing was found that does not add up or is amiss in its words."
    assert report.counts[-1].endswith("no certificate.")
    assert (report.failures, report.is_serious) == (0, False)
    assert "Do not add up" not in [each.heading for each in report.sections]


def test_a_slip_of_wording_alone_is_not_called_wrong(tmp_path: Path) -> None:
    report = audit(tmp_path, RIGHT + "严格执行《河湾区公务接待管理办法，厉行节约。\n", "en", "budget.txt")
    assert (report.failures, report.is_serious) == (1, False)
    assert report.verdict == "Nothing was found that does not add up; please look at the wording of 1 place before you publish."


def test_what_is_not_known_of_the_document_is_asked(tmp_path: Path) -> None:
    text = "2024年“三公”经费增减情况说明\n公务接待费3.00万元，比上年减少1.00万元，下降25.00%。\n"
    report = audit(tmp_path, text, "en", "note.txt")
    questions = section(report, "identity").notes
    assert [words.partition("?")[0] for words in questions] == [
        "Whose document is it",
        "Is it a budget or final accounts",
        "Which figure of 2023 does it compare with: the budget, what was spent, or the final accounts",
    ]
    assert report.title == "Check before publication: note.txt, 2024"


def test_long_lists_are_cut_and_say_how_much_more_there_is(tmp_path: Path) -> None:
    slips = "".join(f"2024年度第{number}号项目总预算{number}720.00万，其中购书{number}720.00万。\n" for number in range(1, 25))
    lost = "".join(f"<h2>{number}、其他</h2><p>另记21.55万元。</p>" for number in "一二三四五六七八九十")
    report = audit(tmp_path, RIGHT + slips, "en", "budget.txt")
    wording = section(report, "wording")
    assert wording.table is not None
    assert len(wording.table.rows) + int(wording.notes[0].split()[1]) == report.failures > len(wording.table.rows)
    page = f"<h1>河湾区图书馆2024年部门预算</h1><p>2024年支出预算500.00万元。</p>{lost}"
    unplaced = section(audit(tmp_path, page, "en"), "unplaced")
    assert unplaced.table is not None
    assert len(unplaced.table.rows) + int(unplaced.notes[0].split()[1]) == 10


REFUSED = {
    "import-government-accounts": "河湾县2023年财政决算\n"
    "2023年全县一般公共预算收入10亿元，税收收入8亿元，上级转移支付5亿元，政府债务限额20亿元。\n",
    "import-blank-form": "河湾区图书馆2024年部门预算\n支出预算    万元，其中基本支出    万元。\n",
    "import-fields": "科目,2024年预算数,2023年\n工资,60.00,55\n办公费,8.00,7\n差旅费,12.00,3\n",
}


@pytest.mark.parametrize("key", REFUSED)
def test_what_is_no_statement_is_refused_in_one_sentence(key: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        audit(tmp_path, REFUSED[key], "en", "other.txt")
    assert refusal.value.reason.key == key


def test_text_and_tables_in_two_files_are_one_document_with_one_report(tmp_path: Path) -> None:
    head, _, tables = ACCOUNTS.partition("<h2>三、")
    text, sheet = tmp_path / "text.html", tmp_path / "tables.html"
    text.write_text(f"{head}</body></html>", encoding="utf-8")
    sheet.write_text(f"<meta charset=utf-8><h1>河湾区图书馆2024年部门决算</h1><h2>三、{tables}", encoding="utf-8")
    report = assembly.audit_document([text, sheet], project.CONTENT, "en")
    where = facts(report, "Official receptions · Equal figures (in its numbers)")["Where"]
    assert where.startswith(
        "二（一） 公务接待, file 1, line 9; and again in 一般公共预算财政拨款三公经费支出决算表, file 2, row 2"
    )


def test_places_in_a_workbook_are_those_of_its_sheets(tmp_path: Path) -> None:
    phrases = AuditedStatement.read([_write(tmp_path, RIGHT)], project.CONTENT, "en").phrases
    assert write_spot("收支总表!B5", phrases) == "收支总表!B5"
    assert write_spot("f2 't1 r2'!B5:C7", phrases) == "file 2, 't1 r2'!B5:C7"


def test_an_english_report_calls_no_part_by_a_chinese_key(tmp_path: Path) -> None:
    text = "2024年部门决算\n支出合计500.00万元，比2023年480.00万元增加20.00万元，增长9.17%。\n"
    (chinese,) = section(audit(tmp_path, text, "zh", "accounts.txt"), "fails").items
    (english,) = section(audit(tmp_path, text, "en", "accounts.txt"), "fails").items
    assert chinese.facts[0].text == "标题，第2行"
    assert english.facts[0].text == "Title, line 2"


def test_the_words_around_a_lost_number_end_in_a_mark_where_they_are_cut(tmp_path: Path) -> None:
    text = RIGHT + "另外记下一笔" + "很长的说明" * 8 + "的21.55万元，" + "后面还有话" * 8 + "。\n"
    table = section(audit(tmp_path, text, "en", "budget.txt"), "unplaced").table
    assert table
    assert table.rows[0][2].startswith("…")
    assert table.rows[0][2].endswith("…")


def _write(folder: Path, text: str) -> Path:
    file = folder / "budget.txt"
    file.write_text(text, encoding="utf-8")
    return file
