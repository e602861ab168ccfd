"""How many bodies and years, and a seed, in; a content folder with that many statements, in both languages, out.

The dictionary, the words and the rest of the content are the real ones; bodies and figures are invented. Figures follow
each other over the years, add up, and here and there do not: then the statement has the mark that confirms it. The same
seed gives the same bytes. `python tests/benchmarks/many.py FOLDER BODIES YEARS [SEED]` writes one to look at.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAST_YEAR = 2024
PLACES = (
    ("青河", "Qinghe"), ("石桥", "Shiqiao"), ("东陵", "Dongling"), ("南浦", "Nanpu"), ("云谷", "Yungu"),
    ("白塔", "Baita"), ("柳林", "Liulin"), ("长山", "Changshan"), ("金沙", "Jinsha"), ("平湖", "Pinghu"),
)  # fmt: skip
KINDS = (
    ("科学技术协会", "Association for Science and Technology"), ("文化和旅游局", "Bureau of Culture and Tourism"),
    ("教育局", "Bureau of Education"), ("水务局", "Water Bureau"), ("档案馆", "Archives"), ("图书馆", "Library"),
    ("园林绿化局", "Bureau of Parks"), ("民政局", "Bureau of Civil Affairs"), ("统计局", "Bureau of Statistics"),
    ("残疾人联合会", "Disabled Persons' Federation"),
)  # fmt: skip
PROSE = {
    "zh": """## summary

{year}`this`年预计收入{figure}`revenue`，比上年{change}`revenue`，幅度{percent}`revenue`。

- **运转**：{term}`基本支出 <basic-expenditure>`{figure}`basic-expenditure`，占支出的{share}`basic-expenditure of expenditure`。
- **办事**：{term}`项目支出 <project-expenditure>`{figure}`project-expenditure`，比上年{change}`project-expenditure`。

## spending

支出分两块。一块是基本支出，{figure}`basic-expenditure`，用在人员和日常办公上。另一块是项目支出，{figure}`project-expenditure`，用来办一件件具体的事。

## three-public

{term}`“三公”经费 <three-public>`合计{figure}`three-public`。它不是额外的一笔钱，已经在支出里。公务接待{figure}`reception`，用车{figure}`vehicles`。
""",
    "en": """## summary

In {year}`this` the body expects {figure}`revenue`, {change}`revenue` from the year before ({percent}`revenue`).

- **Running costs**: {term}`basic expenditure <basic-expenditure>` is {figure}`basic-expenditure`, {share}`basic-expenditure of expenditure` of spending.
- **Tasks**: {term}`project expenditure <project-expenditure>` is {figure}`project-expenditure`, {change}`project-expenditure`.

## spending

Spending has two parts. Basic expenditure, {figure}`basic-expenditure`, pays for people and the office. Project expenditure, {figure}`project-expenditure`, pays for particular tasks.

## three-public

{term}`“Three public” expenses <three-public>` come to {figure}`three-public`. They are part of spending already. Receptions take {figure}`reception`, cars {figure}`vehicles`.
""",
}


@dataclass(frozen=True, slots=True)
class Year:
    """One year's figures of one body, in hundredths of 万元 (or whole people)."""

    basic: int
    project: int
    projects: tuple[int, ...]
    reception: int
    vehicles: int
    agency: int
    posts: int
    staff: int


def write(root: Path, bodies: int, years: int, seed: int = 0) -> None:
    """Write the content: `bodies` times `years` statements."""
    shutil.copytree(ROOT / "content", root, ignore=shutil.ignore_patterns("statements"))
    for number in range(bodies):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - figures to measure with, no secret
        folder = root / "statements" / f"body-{number:06}"
        folder.mkdir(parents=True)
        (folder / "entity.yaml").write_text(entity(number), encoding="utf-8")
        before = first_year(chance)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            now = next_year(chance, before)
            (folder / f"{year}-budget.yaml").write_text(statement(number, year, now, before, chance), encoding="utf-8")
            for lang, prose in PROSE.items():
                (folder / f"{year}-budget.{lang}.md").write_text(prose, encoding="utf-8")
            before = now


def names(number: int) -> tuple[str, str]:
    """A body's name in both languages; no two bodies have the same."""
    place, kind = PLACES[number % 10], KINDS[number // 10 % 10]
    group = number // 100
    return (
        f"{place[0]}第{group + 1}区{kind[0]}" if group else f"{place[0]}区{kind[0]}",
        f"{place[1]} District {group + 1} {kind[1]}" if group else f"{place[1]} District {kind[1]}",
    )


def entity(number: int) -> str:
    """`entity.yaml`."""
    zh, en = names(number)
    return f"""# yaml-language-server: $schema=../../schema/entity.json
name: {{zh: {zh}, en: "{en}"}}
short: {{zh: {zh}, en: "{en}"}}
kind: peoples-organisation
place: {{zh: {PLACES[number % 10][0]}区, en: "{PLACES[number % 10][1]} District"}}
about:
  zh: {zh}为区里的居民办事，下面有两家单位。
  en: The {en} works for the residents of the district and has two units.
"""


def first_year(chance: random.Random) -> Year:
    """A body as it might be."""
    basic, project = chance.randint(20_000, 2_000_000), chance.randint(5_000, 900_000)
    posts = chance.randint(5, 200)
    return Year(basic, project, _shares(chance, project), basic // 400, basic // 300, basic // 12, posts, posts - posts // 20)


def next_year(chance: random.Random, before: Year) -> Year:
    """The year after: some per cent more or less."""
    basic, project = (max(1_000, int(value * chance.uniform(0.8, 1.25))) for value in (before.basic, before.project))
    staff = max(1, before.staff + chance.randint(-2, 2))
    return Year(basic, project, _shares(chance, project), basic // 420, basic // 310, basic // 13, before.posts, staff)


def _shares(chance: random.Random, whole: int) -> tuple[int, ...]:
    return tuple(int(whole * chance.uniform(0.05, 0.3)) for _ in range(chance.randint(0, 3)))


def statement(number: int, year: int, now: Year, before: Year, chance: random.Random) -> str:
    """`<year>-budget.yaml`; one in five prints a percentage or a sum that does not come out."""
    zh, en = names(number)
    wrong = chance.choice(("percent", "sum", "", "", "", "", "", "", "", ""))
    return "".join((_head(zh, en, year), "figures:\n", *_figures(now, before, wrong), *_projects(now), *_table(now)))


def _head(zh: str, en: str, year: int) -> str:
    return f"""# yaml-language-server: $schema=../../schema/statement.json
fiscal_year: {year}
phase: budget
unit: 万元
profile: beijing-district-department
compares_with: {{year: {year - 1}, basis: initial-budget}}
source:
  title: {{zh: {zh}{year}年部门预算, en: "{en}, budget {year}"}}
  publisher: {{zh: {zh}, en: "{en}"}}
  published: {year}-02-{1 + year % 27:02}
summary:
  zh: 多数钱用在人员和日常运转上，其余用来办事。
  en: Most of the money pays for people and the office, and the rest for tasks.
places:
  一: {{name: {{zh: 收入, en: Revenue}}}}
  二: {{name: {{zh: 支出, en: Expenditure}}}}
  三: {{name: {{zh: “三公”经费, en: “Three public” expenses}}}}
  四: {{name: {{zh: 其他情况, en: Other matters}}}}
  表三: {{name: {{zh: 支出总表, en: Table of expenditure}}}}
"""


def _figures(now: Year, before: Year, wrong: str) -> Iterator[str]:
    whole, whole_before = now.basic + now.project, before.basic + before.project
    yield _figure("revenue", whole, whole_before, "一")
    yield _figure("fiscal-appropriation", whole, whole_before, "一")
    yield _figure("other-funds", 0, 0, "一")
    yield _figure("expenditure", whole, whole_before, "二")
    yield _figure("basic-expenditure", now.basic, before.basic, "二", wrong == "percent")
    yield _figure("project-expenditure", now.project, before.project, "二")
    for concept in ("business-expenditure", "paid-to-higher-level", "grants-to-affiliated-units"):
        yield f"  {concept}:\n    amount: 0\n    at: 二\n"
    spent, spent_before = now.reception + now.vehicles, before.reception + before.vehicles
    yield _figure("three-public", spent, spent_before, "三")
    yield "  overseas-travel:\n    amount: 0\n    prior: 0\n    at: 三\n    state: held-centrally\n"
    yield _figure("reception", now.reception, before.reception, "三")
    yield _figure("vehicles", now.vehicles, before.vehicles, "三")
    yield "  vehicle-purchase:\n    amount: 0\n    prior: 0\n    at: 三\n"
    yield _figure("vehicle-operation", now.vehicles, before.vehicles, "三")
    yield f"  agency-operating-expenses:\n    amount: {_digits(now.agency)}\n    at: 四\n"
    yield f"  administrative-posts:\n    amount: {now.posts}\n    at: 四\n"
    yield f"  administrative-staff:\n    amount: {now.staff}\n    at: 四\n"
    off = 1 if wrong == "sum" else 0
    yield f"  retirees:\n    amount: {now.posts // 4 + now.posts // 5 - off}\n    at: 四\n"
    if off:
        yield "    sic:\n      - rule: sum\n        difference: -1\n"
        yield "        note: {zh: 合计比各项相加少。, en: The total is less than its parts.}\n"
    yield f"  administrative-retirees:\n    amount: {now.posts // 4}\n    at: 四\n"
    yield f"  institutional-retirees:\n    amount: {now.posts // 5}\n    at: 四\n"


def _figure(concept: str, now: int, before: int, at: str, wrong: bool = False) -> str:
    """A figure of both years, with what a document says of its change."""
    change = now - before
    direction = "increase" if change > 0 else "decrease" if change else "unchanged"
    lines = [f"  {concept}:", f"    amount: {_digits(now)}", f"    prior: {_digits(before)}"]
    if before and change:
        percent = (Decimal(abs(change)) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
        shown = percent + (Decimal("0.5") if wrong else 0)
        lines.append(f"    printed: {{direction: {direction}, change: {_digits(abs(change))}, percent: {shown}}}")
        lines.append("    reason: {zh: 工作安排有变化。, en: The work planned has changed.}")
    lines.append(f"    at: {at}")
    if wrong and change:
        lines += ["    sic:", "      - rule: percent", "        difference: 0.5"]
        lines.append("        note: {zh: 百分比比两年数字算出来的大。, en: The percentage is larger than its two figures give.}")
    return "\n".join(lines) + "\n"


def _digits(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _projects(now: Year) -> Iterator[str]:
    yield "projects:\n" if now.projects else ""
    for index, amount in enumerate(now.projects):
        yield f"  task-{index + 1}:\n    name: {{zh: 第{index + 1}项工作, en: Task {'ABC'[index]}}}\n    amount: {_digits(amount)}\n"
        yield "    at: 四\n    purpose: {zh: 为居民办一批活动。, en: Pays for a series of events for residents.}\n"


_CODES = (
    ("206", "科学技术支出", ""), ("20607", "科学技术普及", "206"), ("2060701", "机构运行", "20607"),
    ("2060702", "科普活动", "20607"), ("208", "社会保障和就业支出", ""), ("20805", "行政事业单位养老支出", "208"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "20805"), ("2080506", "机关事业单位职业年金缴费支出", "20805"),
)  # fmt: skip


def _table(now: Year) -> Iterator[str]:
    """A small table by function, which adds up to the figures of the text."""
    basic, project = now.basic, now.project
    pension, annuity = basic // 10, basic // 20
    split = {
        "2060701": (basic - pension - annuity, 0), "2060702": (0, project), "2080505": (pension, 0), "2080506": (annuity, 0),
    }  # fmt: skip
    yield "breakdowns:\n  expenditure-by-function:\n    by: functional\n    unit: 万元\n    at: 表三\n"
    yield "    columns:\n      - {concept: expenditure}\n      - {concept: basic-expenditure}\n      - {concept: project-expenditure}\n"
    yield "    rows:\n"
    for code, name, _ in _CODES:
        finest = [value for key, value in split.items() if key.startswith(code)]
        values = [sum(value[0] for value in finest), sum(value[1] for value in finest)]
        yield f"      - {{code: '{code}', name: {name}, values: [{', '.join(map(_digits, (sum(values), *values)))}]}}\n"
    yield f"    total: [{', '.join(map(_digits, (basic + project, basic, project)))}]\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 0)
