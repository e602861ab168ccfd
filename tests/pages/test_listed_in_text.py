"""A document that says in sentences where its money goes: the draft passes every check, and the pages call it no table."""

from __future__ import annotations

import re
import shutil
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import mkdtemp

import document_parts
import marked_documents
import project
import pytest

from budgetbook.content.yaml import reader
from budgetbook.importer import run
from budgetbook.importer.draft import dry_run, yaml_writer

pytestmark = pytest.mark.slow
TEXT = """青山区水务局{year}年部门预算
一、支出预算情况说明
{year}年支出预算500.00万元，其中：教育120.00万元，卫生健康80.00万元，农林水300.00万元。
二、一般公共预算支出情况说明
{year}年一般公共预算支出200.00万元，具体情况如下：
（一）教育支出120.00万元，比上年增加10.00万元，增长9.09%。
（二）卫生健康支出80.00万元。
三、基本支出情况说明
{year}年基本支出90.00万元，其中：工资福利支出60.00万元，商品和服务支出25.00万元，对个人和家庭补助支出5.00万元。
"""
LISTED = {"zh": "这是文件在文字里逐项列出的，不是文件里的一张表。", "en": "The document lists this in words."}


def _finish(statement: Path) -> None:
    """Give a draft its English, and the texts that a person writes."""
    data = reader.read(statement.as_posix(), statement.read_bytes())[0]
    assert data is not None
    lines = [line for key, value in dry_run.fill_english(data.data).items() for line in yaml_writer.format_field(key, value, 0)]
    statement.write_text(yaml_writer.join_lines(lines), encoding="utf-8")
    for lang in ("zh", "en"):
        statement.with_suffix(f".{lang}.md").write_text("", encoding="utf-8")


@cache
def site() -> dict[str, str]:
    """The pages of a body with two such documents."""
    folder = Path(mkdtemp())
    content, body = folder / "content", folder / "content" / "statements" / "a-new-body"
    shutil.copytree(document_parts.CONTENT, content)
    for year in (2024, 2025):
        source = folder / f"{year}.txt"
        source.write_text(TEXT.format(year=year), encoding="utf-8")
        _finish(run.import_document(source, content, body, None, "en").new_files[0])
    (body / "entity.yaml").write_text(marked_documents.ENTITY, encoding="utf-8")
    checked, problems = project.try_check(content)
    assert [problem.message.text("en") for problem in problems] == []
    assert checked is not None
    shutil.rmtree(folder)
    pages = {path: file for path, file in project.outputs(checked).items() if path.endswith((".html", "search.json"))}
    return {path: unescape(file.data.decode()) for path, file in pages.items() if "/a-new-body/" in path}


def words_of(page: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


def test_the_page_says_where_the_money_goes() -> None:
    page = words_of(site()["en/a-new-body/2024-budget/index.html"])
    assert "Of every 100 yuan, 60 go to agriculture, forestry and water, 24 to education, 16 to health." in page
    assert "67 go to wages and benefits, 28 to goods and services, 6 to transfers to individuals and households." in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_tables_has_it_as_none(lang: str) -> None:
    page = site()[f"{lang}/a-new-body/2024-budget/index.html"]
    items = [words_of(item) for item in re.findall(r'<li class="table-[a-z-]+">.*?</li>', page, re.DOTALL)]
    assert {item.count(LISTED[lang]) for item in items} == {0, 1}
    assert sum(LISTED[lang] in item for item in items) == 3
    assert '<li class="table-there">' not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", ["expenditure-by-function", "general-public-by-function", "basic-by-economic-nature"])
def test_the_page_of_its_lines_says_that_it_is_no_table(lang: str, table: str) -> None:
    page = words_of(site()[f"{lang}/a-new-body/2024-budget/{table}/index.html"])
    assert LISTED[lang] in page
    assert "没有编码" not in page
    assert "gives no codes" not in page
    assert "支出表" not in page


def test_classes_have_pages_over_the_years_by_their_names() -> None:
    paths = {path for path in site() if path.startswith("en/a-new-body/lines/")}
    assert {f"en/a-new-body/lines/{code}/index.html" for code in ("205", "210", "213", "301", "302", "303")} <= paths
    page = words_of(site()["en/a-new-body/lines/205/index.html"])
    assert page.count("1.20") >= 2
