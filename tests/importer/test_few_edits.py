"""A draft asks once, at its top, for what only a person knows; all else is named, taken over or held by the program."""

from __future__ import annotations

from pathlib import Path

import document_parts
import pytest

from budgetbook.content.yaml import reader
from budgetbook.importer import run

TEXT = """某某县水务局{year}年部门预算
第一部分 部门概况
一、机构设置
1.某某县水务局（本级）
2.某某县水文站
第二部分 有关河湖的话
一、收支预算总体情况说明
{year}年收入预算500.00万元，支出预算500.00万元。
二、一般公共预算支出情况
1.农林水支出（类）水利（款）行政运行（项）300.00万元，主要用于人员工资。
2.农林水支出（类）水利（款）防汛（项）200.00万元，主要用于防汛。
三、河长制落实专班情况
专班共有工作人员12人。
"""


def draft(tmp_path: Path, year: int = 2024) -> Path:
    source = tmp_path / f"{year}.txt"
    source.write_text(TEXT.format(year=year), encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en")
    return done.new_files[0]


def names(file: Path) -> dict[str, dict[str, str]]:
    data = reader.read(file.name, file.read_bytes())[0]
    assert data
    return {key: place["name"] for key, place in data.data["places"].items()}


def test_places_have_english_names_of_usual_headings_items_and_positions(tmp_path: Path) -> None:
    drafted = names(draft(tmp_path))
    assert drafted["标题"] == {"zh": "标题", "en": "Title"}
    assert {"zh": "收支预算总体情况说明", "en": "Overview of revenue and expenditure"} in drafted.values()
    assert {"zh": "防汛", "en": "Flood prevention"} in drafted.values()
    assert {"zh": "水利：行政运行", "en": "Water conservancy: running of offices"} in drafted.values()
    units = [name["en"] for name in drafted.values() if name["zh"] == "某某县水文站"]
    assert units == ["Structure, no. 2"]


@pytest.mark.parametrize(
    "caption", ["(图2：收入决算结构图)（饼状图）", "图3 支出构成", "（图表1）", "表二：收支变化", "图1-2：收入增减"]
)
def test_a_caption_of_a_picture_is_no_heading(caption: str, tmp_path: Path) -> None:
    text = TEXT.replace("二、一般公共预算", f"{caption}\n二、一般公共预算")
    source = tmp_path / "2024.txt"
    source.write_text(text.format(year=2024), encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "captioned", None, "en")
    drafted = names(done.new_files[0])
    assert list(drafted) == list(names(draft(tmp_path)))


def test_a_heading_that_no_list_has_is_asked_for_once_at_the_top(tmp_path: Path) -> None:
    file = draft(tmp_path)
    text = file.read_text(encoding="utf-8")
    assert [name for name in names(file).values() if "en" not in name] == [{"zh": "河长制落实专班情况"}]
    head = text[: text.index("fiscal_year:")]
    assert "places, name.en: " in head
    assert "summary: zh, en" in head
    assert text.count("summary: zh, en") == 1


@pytest.mark.parametrize("title", ["2024 departmental budget"])
def test_the_title_is_named_by_its_kind_and_the_publisher_is_the_body_itself(tmp_path: Path, title: str) -> None:
    data = reader.read("", draft(tmp_path).read_bytes())[0]
    assert data
    assert data.data["source"]["title"] == {"zh": "某某县水务局2024年部门预算", "en": title}
    assert "publisher" not in data.data["source"]


def test_the_second_year_takes_over_what_a_person_wrote_for_the_first(tmp_path: Path) -> None:
    first = draft(tmp_path, 2024)
    text = first.read_text(encoding="utf-8")
    text = text.replace("{zh: 河长制落实专班情况}", "{zh: 河长制落实专班情况, en: River chiefs' task force}")
    text = text.replace('en: "2024 departmental budget"', 'en: "Budget of the water bureau for 2024"')
    text = text.replace("source:\n", "source:\n  publisher: {zh: 某某县人民政府, en: County government}\n")
    first.write_text(text, encoding="utf-8")
    for lang in ("zh", "en"):
        first.with_suffix(f".{lang}.md").write_text("## summary\n\nWords.\n\n## spending\n\nMore.\n", encoding="utf-8")
    second = draft(tmp_path, 2025)
    data = reader.read("", second.read_bytes())[0]
    assert data
    assert {"zh": "河长制落实专班情况", "en": "River chiefs' task force"} in names(second).values()
    assert data.data["source"]["title"]["en"] == "Budget of the water bureau for 2025"
    assert data.data["source"]["publisher"]["en"] == "County government"
    assert second.with_suffix(".en.md").read_text(encoding="utf-8") == "## summary\n\n## spending\n"
    assert "name.en" not in second.read_text(encoding="utf-8").split("fiscal_year:")[0]


PAPERS = """某某县水务局{year}年部门预算
目 录
4．{year}年财政拨款收支预算总表
河道整治经费情况说明
一、项目概述
清理河道。
二、实施主体
某某县水务局
三、年度预算安排
{year}年度项目总预算120.00万元，其中清淤80.00万元。
"""


def test_the_items_of_a_long_list_are_counted_whole_in_either_script(tmp_path: Path) -> None:
    items = [f"{number}.做第{name}件事。" for number, name in enumerate("甲乙丙丁戊己庚辛壬癸子丑", 1)]
    chapters = [f"（{name}）办好这一类的事。" for name in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")]
    source = tmp_path / "list.txt"
    lines = ("某某县水务局2024年部门预算", "一、主要职能", *items, "二、机构设置", *chapters)
    source.write_text("\n".join(lines), encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en")
    english = {name.get("en") for name in names(done.new_files[0]).values()}
    assert {"Main duties, no. 1", "Main duties, no. 10", "Main duties, no. 12"} <= english
    assert not [name for name in english if name and name.count("no. ") > 1]


def test_the_number_of_an_item_before_a_year_is_no_decimal(tmp_path: Path) -> None:
    source = tmp_path / "papers.txt"
    source.write_text(PAPERS.format(year=2024), encoding="utf-8")
    file = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en").new_files[0]
    assert "4.2024" not in file.with_suffix(".numbers.txt").read_text(encoding="utf-8")
    assert "aside" not in file.read_text(encoding="utf-8")


def test_the_body_named_below_a_heading_heads_nothing(tmp_path: Path) -> None:
    source = tmp_path / "papers.txt"
    source.write_text(PAPERS.format(year=2024), encoding="utf-8")
    file = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en").new_files[0]
    assert not [key for key in names(file) if key.startswith("某某县水务局")]
    assert [key for key in names(file) if key.endswith("三")]


def test_the_glossary_has_a_place_although_it_prints_no_number(tmp_path: Path) -> None:
    source = tmp_path / "glossary.txt"
    lines = (
        "某某县水务局2024年部门预算",
        "第一部分 收支",
        "一、收入",
        "2024年收入预算500.00万元。",
        "第二部分 名词解释",
        "一、财政拨款：财政给的钱。",
    )
    source.write_text("\n".join(lines), encoding="utf-8")
    file = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en").new_files[0]
    assert {"zh": "名词解释", "en": "Glossary"} in names(file).values()


@pytest.mark.parametrize(
    ("first_line", "title"),
    [
        ("某某县水务局2024年部门预算", "某某县水务局2024年部门预算"),
        ("第二部分 2024年部门预算情况说明", "2024年部门预算情况说明"),
        ("首页 > 信息公开 > 2024年部门预算", ""),
        ("纳入某某县水务局2024年部门预算编制范围的单位包括：", ""),
        ("近日，某某县水务局公布2024年部门预算", ""),
        ("一、部门职责", ""),
    ],
)
def test_what_is_no_title_is_asked_for(first_line: str, title: str, tmp_path: Path) -> None:
    source = tmp_path / "found.txt"
    source.write_text(f"{first_line}\n某某县水务局2024年支出预算500.00万元，其中基本支出300.00万元。\n", encoding="utf-8")
    file = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en").new_files[0]
    data = reader.read("", file.read_bytes())[0]
    assert data
    assert data.data["source"].get("title", {}).get("zh", "") == title
    assert ("source.title.zh" in file.read_text(encoding="utf-8")) == (not title)


@pytest.mark.parametrize("measure_word", ["名", "个", "人"])
def test_a_count_has_the_unit_of_its_concept_whatever_its_measure_word(tmp_path: Path, measure_word: str) -> None:
    source = tmp_path / "2024.txt"
    sentence = f"三、人员情况\n我局现有行政编制10{measure_word}，事业编制8{measure_word}。\n"
    source.write_text(TEXT.format(year=2024) + sentence, encoding="utf-8")
    done = run.import_document(source, document_parts.CONTENT, tmp_path / "water", None, "en")
    data = reader.read(done.new_files[0].name, done.new_files[0].read_bytes())[0]
    assert data
    figures = data.data["figures"]
    assert (figures["administrative-posts"]["amount"], figures["institutional-posts"]["amount"]) == ("10", "8")
    assert not any("unit" in figures[name] for name in ("administrative-posts", "institutional-posts"))
