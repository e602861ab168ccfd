"""Each role of a figure stands where the document prints it: what is checked, what pages and data say."""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import api_rows
import openpyxl
import project
import pytest
from data_readers import TABLES
from sample_content import LANGUAGES

from budgetbook.diagnostics.problem import Language
from budgetbook.opendata.tables import rows

Change = Callable[[str, str, str], Path]
LINE = "61 954.12 2022 894.69 59.43 6.6"
FIGURE = "  basic-expenditure:\n    amount: 954.12\n"
ELSEWHERE = "    elsewhere: {prior: 一, percent: 一（二）}\n"
ENDS = {
    "zh": "三（一） 基本支出；上年的数：一 部门情况；增减百分比：一（二） 人员",
    "en": "三（一） · Basic expenditure; Year before: 一 · The department; Percentage: 一（二） · Staff",
}


@pytest.fixture
def moved(change: Change) -> Path:
    """The sample content, of whose document one sentence prints the year before, and another the percentage."""
    content = change(project.NUMBERS_FILE, LINE, "61 954.12 59.43")
    numbers = content / project.NUMBERS_FILE
    head, *lines = numbers.read_text(encoding="utf-8").splitlines()
    by_line = {int(line.split()[0]): line for line in lines}
    by_line[4] = f"{by_line.get(4, 4)} 894.69"
    by_line[11] = f"{by_line.get(11, 11)} 6.6"
    numbers.write_text("\n".join([head, *(by_line[line] for line in sorted(by_line))]) + "\n", encoding="utf-8")
    return content


def test_a_number_of_another_place_is_told_and_that_place_named(moved: Path) -> None:
    told = project.run_on(moved, "check").problems
    assert len(told) == 2
    for number, place in (("894.69", "一"), ("6.6", "一（二）")):
        assert any(
            f"the document has {number} 0 times at 三（一）; more are typed here (the document has {number} at {place}, where"
            in line
            for line in told
        )


@pytest.mark.slow
def test_the_place_of_each_role_is_what_pages_and_data_say(moved: Path, change: Change) -> None:
    change(project.STATEMENT_FILE, FIGURE, FIGURE + ELSEWHERE)
    checked = project.check(moved)
    table = rows.build_all_rows(checked.content, checked.findings)["figures"]
    at = {row["role"]: row["at"] for row in rows.records(TABLES["figures"], table) if row["concept"] == "basic-expenditure"}
    assert at == {"amount": "三（一）", "prior": "一", "change": "三（一）", "percent": "一（二）"}
    outputs = project.outputs(checked)
    for lang in LANGUAGES:
        page = html.unescape(re.sub(r"<[^>]+>", "", outputs[f"{lang}/{project.STATEMENT}/evidence/index.html"].data.decode()))
        assert ENDS[lang] in page
    answer = json.loads(outputs[f"data/v2/statements/{project.STATEMENT}.json"].data)
    found = [row for row in api_rows.records(answer["figures"]) if row["figure"] == "basic-expenditure/percent"]
    assert {row["at"] for row in found} == {"一（二）"}
    workbook = openpyxl.load_workbook(io.BytesIO(outputs[f"data/statements/{project.STATEMENT}.xlsx"].data))
    cells = [cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "三（一）；上年的数 Year before：一；增减百分比 Percentage：一（二）" in cells


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "words"), [("zh", "是不是 share？"), ("en", "did you mean share?")])
def test_a_role_that_there_is_not_is_told_with_the_one_meant(change: Change, lang: Language, words: str) -> None:
    content = change(project.STATEMENT_FILE, FIGURE, f"{FIGURE}    elsewhere: {{shares: 一}}\n")
    (told,) = project.run_on(content, "check", lang=lang).problems
    assert "figures.basic-expenditure.elsewhere.shares" in told
    assert words in told
