"""What a document says of itself: whose it is, of which kind and year, budget or final accounts; or that it is something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import document_parts
import pytest
from document_parts import words

from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.importer import run
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import Recognition, recognise

AMOUNT = "\n2024年公务接待费预算3.20万元。\n"


def _recognise(text: str, tmp_path: Path) -> Recognition:
    file = tmp_path / "document"
    file.write_text(text, encoding="utf-8")
    return recognise(detect.read(file), words())


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


NAMES = {
    "某某区司法局2024年“三公”经费预算情况": "某某区司法局",
    "2024年度某某县水务局部门决算公开": "某某县水务局",
    "关于某某市第一中学2024年单位预算的说明": "某某市第一中学",
    "某某市机关事务管理局2024年部门预算": "某某市机关事务管理局",
    "某某市财政预算审核中心2024年部门预算": "某某市财政预算审核中心",
    "某某县经济和信息化局（本级）2024年部门预算": "某某县经济和信息化局",
    "某某省人民代表大会常务委员会办公厅2024年部门预算": "某某省人民代表大会常务委员会办公厅",
    "中共某某区委宣传部2024年部门决算": "中共某某区委宣传部",
    "某 某 县 档 案 馆 2024 年 部 门 预 算": "某某县档案馆",
    "2024某某区政府办财政拨款“三公”经费预算": "某某区政府办",
    "某某县非税收入管理局2024年部门预算": "某某县非税收入管理局",
    "河湾区图书馆2024年度部门决算": "河湾区图书馆",
    "2024年区级“三公”经费预算情况说明": "",
    "2024年部门预算公开说明": "",
    "某某县教育系统2024年部门预算": "",
}


@pytest.mark.slow
@pytest.mark.parametrize("title", NAMES)
def test_the_name_in_a_title(title: str, tmp_path: Path) -> None:
    for text in (title + AMOUNT, _page(f"<h1>{title}</h1><p>{AMOUNT}</p>", f"<title>{title}_某某县人民政府</title>")):
        found = _recognise(text, tmp_path)
        assert (found.entity_name, found.fiscal_year) == (NAMES[title], 2024)


UNSURE = {
    "a place whose bodies' money is added up": ("某某区2024年区本级“三公”经费预算" + AMOUNT, "某某区"),
    "a place and who adds up": ("发布机构：某某县财政局\n某某县2024年“三公”经费预算情况说明" + AMOUNT, "某某县"),
    "a place in a sentence": ("2024年“三公”经费预算说明\n河湾区2024年一般公共预算安排“三公”经费预算3万元。" + AMOUNT, "河湾区"),
    "a name that many bodies have": ("前言\n研究所2024年单位预算收入9万元。" + AMOUNT, "研究所"),
    "the same in the title": ("交通运输厅2024年部门预算" + AMOUNT, "交通运输厅"),
    "of an order": ("2024年预算说明\n根据某某市编制委员会办公室〔2014〕3号文件，2024年预算9万元。" + AMOUNT, ""),
    "in a reason": ("2024年预算\n2024年预算9万元，主要原因是某某区水务局2024年预算减少。" + AMOUNT, ""),
    "the authorities": ("2024年预算\n根据国务院、某某省财政厅关于推进政府信息公开的部署，2024年预算9万元。" + AMOUNT, ""),
    "the foot of a site": ("2024年预算9万元，比上年增加。" + AMOUNT + "国务院部门网站\n地方政府网站\n其他网站\n", ""),
}


@pytest.mark.parametrize("name", UNSURE)
def test_what_many_bodies_could_be_called_is_no_name(name: str, tmp_path: Path) -> None:
    text, words_instead = UNSURE[name]
    found = _recognise(text, tmp_path)
    assert (found.entity_name, found.unsure_name) == ("", words_instead)


WHOLE = {
    "with the place that the text gives": (
        "河湾区审计局2024年部门预算\n某某市河湾区审计局2024年收入预算9万元。" + AMOUNT,
        "某某市河湾区审计局",
    ),
    "a short name written out": (
        "2024年预算说明\n区直工委2024年“三公”经费预算9万元。\n中共河湾区直属机关工作委员会共有车辆0辆。" + AMOUNT,
        "中共河湾区直属机关工作委员会",
    ),
    "by what it is": (
        "2024年预算说明\n（一）河湾区人民检察院是国家法律监督机关，在辖区内履行职责。" + AMOUNT,
        "河湾区人民检察院",
    ),
    "after who tells to publish": (
        "按照市政府、区政府关于推进政府信息公开工作部署和要求，现将河湾镇2024年度“三公”经费预算情况公布如下：" + AMOUNT,
        "河湾镇",
    ),
    "after a conjunction": ("2024年预算说明\n根据《预算法》和河湾区水务局2024年部门工作，预算9万元。" + AMOUNT, "河湾区水务局"),
    "whose place begins like one": ("2024年预算说明\n和平区水务局2024年部门预算9万元。" + AMOUNT, "和平区水务局"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_name(name: str, tmp_path: Path) -> None:
    text, body = WHOLE[name]
    assert _recognise(text, tmp_path).entity_name == body


PLACES = {
    "over three lines": ("某某区水务\n\n管理局\n\n2024 年度部门决算" + AMOUNT, "某某区水务管理局"),
    "a line of its own below": ("2024年部门预算\n\n河湾区图书馆\n\n一、收入说明" + AMOUNT, "河湾区图书馆"),
    "a form": ("2024年部门预算公开表\n编制部门：某某市商务委员会" + AMOUNT, "某某市商务委员会"),
    "a form beside the unit": ("2024年部门预算公开表\n填报单位：河湾区图书馆（本级） 单位：万元" + AMOUNT, "河湾区图书馆"),
    "the publisher": ("发布机构：某某县林业局 发布日期：2024-02-03\n2024年部门预算公开" + AMOUNT, "某某县林业局"),
    "an abbreviation written out": (
        "发文机构: 某某区人民政府办公室 发文日期: 2024-04-15\n\n某某区政府办2024年“三公”经费预算说明" + AMOUNT,
        "某某区人民政府办公室",
    ),
    "the signature": (
        "一、预算说明\n2024年支出预算5万元。" + AMOUNT + "某某市茶叶科学研究所\n2024年1月14日\n",
        "某某市茶叶科学研究所",
    ),
    "a sentence": ("2024年部门预算\n\n纳入某某区水务管理局2024年部门预算编制范围的单位共3家。" + AMOUNT, "某某区水务管理局"),
    "a sentence that shortens it": (
        "2024年部门预算\n\n某某县档案馆（以下简称县档案馆）主要职能是收集。" + AMOUNT,
        "某某县档案馆",
    ),
    "one who only collects": ("2024年预算\n\n经某某县财政局汇总，2024年支出预算9万元。" + AMOUNT, ""),
    "a paragraph": ("“三公”经费支出情况：" + "按照要求，进一步加强管理，" * 20 + "2024年预算3万元。" + AMOUNT, ""),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_name_elsewhere(name: str, tmp_path: Path) -> None:
    text, body = PLACES[name]
    assert _recognise(text, tmp_path).entity_name == body


def test_the_first_row_of_a_table_may_say_whose_it_is(tmp_path: Path) -> None:
    rows = "<tr><td colspan=2>{}</td></tr><tr><td>项目</td><td>预算数</td></tr><tr><td>收入总计</td><td>5</td></tr>"
    for first, name in {
        "101河湾区水务局": "河湾区水务局",
        "101 河湾镇财政所": "河湾镇财政所",
        "河湾区水务局收支总表": "",
    }.items():
        page = _page(f"<p>2024年部门预算信息公开目录</p><table>{rows.format(first)}</table>")
        assert _recognise(page, tmp_path).entity_name == name


def test_a_web_page_names_its_source_and_title_in_its_head(tmp_path: Path) -> None:
    page = _page(
        "<p>2024年支出预算5万元。</p>", "<title>2024年部门预算</title><meta name='ContentSource' content='某某县林业局'>"
    )
    assert _recognise(page, tmp_path).entity_name == "某某县林业局"
    page = _page("<p>公务接待费3万元。</p>", "<title>某某县林业局2024年部门决算_某某县人民政府</title>")
    found = _recognise(page, tmp_path)
    assert (found.entity_name, found.phase, found.title) == ("某某县林业局", "final-accounts", "某某县林业局2024年部门决算")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("某某县水务局", "administrative-unit"),
        ("某某县人民法院", "administrative-unit"),
        ("某某县人民医院", "public-institution"),
        ("某某区服务中心", "public-institution"),
        ("某某市科学技术协会", "peoples-organisation"),
    ],
)
def test_the_kind_of_body_by_its_name(name: str, kind: str, tmp_path: Path) -> None:
    assert _recognise(f"{name}2024年部门预算{AMOUNT}", tmp_path).entity_kind == kind


PHASES = {
    "2024年“三公”经费支出431万元，比上年累计支出433万元减少2万元。": "final-accounts",
    "2024年度经费支出2.05万元，公务接待费支出2.05万元，年初预算为2.95万元。": "final-accounts",
    "2024年度“三公”经费支出预算44.52万元，2024年实际支出“三公”经费22.62万元。": "final-accounts",
    "2024年“三公”经费预算数3.5万元，2023年实际支出2万元。": "budget",
    "2024年某某县水务局“三公”经费增减情况说明\n“三公”经费35万元，比上年减少2万元。": "unknown",
    "2024年某某县水务局“三公”经费增减情况说明\n“三公”经费35万元。\n2025年8月20日": "final-accounts",
    "2024年某某县水务局“三公”经费增减情况说明\n“三公”经费35万元。\n2024年2月20日": "budget",
    "某某县水务局2024年部门决算\n年初预算数3万元。": "final-accounts",
    "某某县水务局2024年部门预算\n比2023年决算数增加3万元。": "budget",
    "2024年某某县一般公共预算安排的“三公”经费情况\n2024年“三公”经费决算数35万元，比2023年决算数减少2万元。": "final-accounts",
    "一、2024年年初预算\n“三公”经费预算数35万元。\n二、2024年预算执行情况\n“三公”经费支出决算为30万元。": "final-accounts",
    "某某镇2024年预算执行及“三公”经费说明\n一、预算部分\n公务接待费预算6万元。\n二、决算\n接待费决算5万元。": "final-accounts",
    "某某镇2024年有关情况\n“三公”经费决算数共计35万元，比上年预算数下降3%，比上年决算数下降2%。": "final-accounts",
    "一、2024年部门决算“三公”经费部分\n公务接待费3万元。": "final-accounts",
    "2024年度某某县“三公”经费说明\n2025-09-27 15:24\n一、县本级预算单位及车辆情况\n“三公”经费支出合计9万元。": "final-accounts",
    "2024年度某某县“三公”经费说明\n2024-02-27 15:24\n一、县本级预算单位及车辆情况\n“三公”经费支出合计9万元。": "budget",
    "来源：某某处\n全县2023年“三公”经费预算执行数9万元。\n2024年“三公”经费预算安排8万元，比2023年执行数减少1万元。": "budget",
    "来源：某某处\n2023年公务接待费支出9万元。与2024年预算相比，少1万元。2024年公务接待费预算为10万元。": "budget",
    "某某县2023年“三公”经费预算执行情况和2024年“三公”经费预算\n2023年执行数9万元。": "budget",
    "某某县2024年“三公”经费决算和2025年“三公”经费预算\n2024年决算数9万元。": "final-accounts",
    "某某县水务局2024年度决算\n2024年收入9万元。2025年支出预算为8万元。": "final-accounts",
}


@pytest.mark.parametrize("text", PHASES)
def test_budget_or_final_accounts(text: str, tmp_path: Path) -> None:
    found = _recognise(text, tmp_path)
    assert (found.phase, found.fiscal_year) == (PHASES[text], 2024)


@pytest.mark.parametrize(
    "text",
    [
        "发布日期：2025年3月1日\n某某县水务局2024年部门预算\n",
        "某某县水务局二〇二四年部门预算\n",
        "某某县水务局2024 年度部门预算（2025年1月）\n",
        "根据《某某规程（2022年修订）》（某财〔2022〕12号），2024年支出预算5万元。\n",
        "（一）公务接待费支出5万元。与2023年预算相比，减少1万元。\n2024年支出预算5万元。\n",
        "某某县水务局部门预算\n截至2023年底，共有车辆3辆。\n2024年支出预算5万元。\n",
        "某某县水务局部门预算\n公务接待费5万元，同比增加5万元，2023年无此项预算。\n",
    ],
)
def test_the_year_is_not_that_of_a_day(text: str, tmp_path: Path) -> None:
    assert _recognise(text, tmp_path).fiscal_year == 2024


OTHERS = {
    "import-government-accounts": (
        "某某县水务局2024年部门决算\n我区一般公共预算收入31.2亿元，其中：税收收入20亿元，增值税8亿元。总收入60.5亿元，上级补助20亿元。\n"
    ),
    "import-press-item": "2024年全县预算工作会议\n本报讯 昨日，全县召开会议，记者从会上了解到，安排3项工作，明年将投入2亿元。\n",
    "import-blank-form": "××县××局2024年部门预算\n收入预算    万元，支出预算    万元。\n",
    "import-fields": '科目,2024年预算数,2023年\n工资,60.00,55\n办公费,8.00,7\n差旅费,"1,200",3\n',
}


@pytest.mark.parametrize("key", OTHERS)
def test_what_is_no_statement_of_a_body_is_told_so(key: str, tmp_path: Path) -> None:
    source = tmp_path / "document"
    source.write_text(OTHERS[key], encoding="utf-8")
    with pytest.raises(UnreadableDocumentError) as refusal:
        run.import_document(source, document_parts.CONTENT, tmp_path / "body", None, "en")
    assert refusal.value.reason.key == key
    assert set(MESSAGES[key]) >= {"zh", "en"}
    assert not (tmp_path / "body").exists()


def test_a_statement_that_speaks_of_taxes_is_still_a_statement(tmp_path: Path) -> None:
    text = "某某县财政局2024年部门预算\n本部门负责税收收入、转移支付和债券管理。2024年收入预算500.00万元。\n"
    source = tmp_path / "document"
    source.write_text(text, encoding="utf-8")
    assert run.import_document(source, document_parts.CONTENT, tmp_path / "body", None, "en").new_files


def test_a_draft_asks_for_what_the_document_does_not_tell(tmp_path: Path) -> None:
    source, content = tmp_path / "document", tmp_path / "content"
    shutil.copytree(document_parts.CONTENT, content)
    source.write_text("2024年“三公”经费增减情况说明\n“三公”经费35万元，其中：公务接待费30万元。\n", encoding="utf-8")
    done = run.import_document(source, content, tmp_path / "body", None, "en")
    statement = (tmp_path / "body" / "2024-unknown.yaml").read_text(encoding="utf-8")
    assert "\nphase:" not in statement
    assert "# phase:" in statement
    assert "publisher:" not in statement
    assert "\nname:" not in (tmp_path / "body" / "entity.yaml").read_text(encoding="utf-8")
    assert sum("does not" in line for line in done.messages) == 2


@pytest.mark.parametrize(
    "text",
    [
        "2024年“三公”经费决算公开\n经汇总，县本级行政单位、事业单位2024年“三公”经费支出9万元。\n2024年末，县级公务用车保有量3辆。\n",
        "2024年县级“三公”经费决算公开\n2024年末，县本级公务用车保有量3辆。\n",
        "来源：某某网\n中央本级2024年“三公”经费支出9万元。\n2024年末，中央级公务用车保有量3辆。\n",
    ],
)
def test_a_level_whose_money_is_added_up_is_the_documents_own(text: str, tmp_path: Path) -> None:
    assert ("vehicles-on-appropriation", "placed") in {(m.concept, m.status) for m in _recognise(text, tmp_path).mentions}


def test_the_level_of_others_is_not(tmp_path: Path) -> None:
    text = "某某县水务局2024年部门决算\n经汇总，县级公务用车保有量30辆。\n"
    assert not any(m.concept and m.status == "placed" for m in _recognise(text, tmp_path).mentions)


@pytest.mark.parametrize(
    "sentence", ["2024年柳树乡本年度预算总收入90万元。", "柳树乡下设行政单位1个。2024年柳树乡本年支出预算90万元。"]
)
def test_a_town_is_named_by_sentences_about_its_year_and_its_units(sentence: str, tmp_path: Path) -> None:
    recognition = _recognise(f"一、部门基本情况\n{sentence}{AMOUNT}", tmp_path)
    assert recognition.entity_name == "柳树乡"


def test_the_head_of_a_column_of_one_year_is_no_title(tmp_path: Path) -> None:
    text = (
        "某某县水务局“三公”经费情况\n2023年“三公”经费预算数\n2023年“三公”经费决算数\n2024年“三公”经费预算数\n"
        "2023年“三公”经费预算20.00万元。2023年，“三公”经费支出决算数为18.50万元。\n"
    )
    recognition = _recognise(text, tmp_path)
    assert recognition.title != "2023年“三公”经费预算数"
    values = {(m.role, m.digits) for m in recognition.mentions if (m.concept, m.status) == ("three-public", "placed")}
    assert not values >= {("amount", "20.00"), ("amount", "18.50")}, "a plan and its outcome are no one figure"
