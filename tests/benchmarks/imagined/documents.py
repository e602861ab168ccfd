"""A body and its amounts in; a statement's files out: YAML, prose in both languages and, without tables, a control list."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imagined import figures, wide_tables
from imagined.amounts import Amounts
from imagined.bodies import HERE, WORDS, Body, text
from imagined.figures import Sheet, money

PROSE = {
    (phase, lang): (HERE / f"{phase}.{lang}.md").read_text(encoding="utf-8")
    for phase in ("budget", "final-accounts")
    for lang in ("zh", "en")
}
_LIST = re.compile(r"(?:^- .*\n)+", re.MULTILINE)
SLIPS = tuple(WORDS["sic"])


@dataclass(frozen=True, slots=True)
class Document:
    """One document to be written."""

    body: Body
    year: int
    phase: str
    now: Amounts
    before: Amounts
    """The year compared with; of final accounts, the budget."""
    tables: bool
    """Whether the copy has the tables; one that has not has a control list."""
    real_shaped: bool = False
    """Whether there are eight tables with a thousand numbers, as in a real document, instead of two short ones."""


def files(document: Document, chance: random.Random) -> dict[str, str]:
    """Every file of a statement, by name."""
    sheet, name = Sheet(), f"{document.year}-{document.phase}"
    body = "".join(_body(document, sheet, chance))
    order = chance.random()
    made = {f"{name}.{lang}.md": _prose(document, lang, order) for lang in ("zh", "en")}
    if document.tables:
        return {f"{name}.yaml": "".join(_head(document, "", chance)) + body, **made}
    lines = "".join(f"{number} {' '.join(printed)}\n" for number, printed in _lines(sheet))
    digest = hashlib.sha256(lines.encode()).hexdigest()
    made[f"{name}.numbers.txt"] = f"sha256 {digest}\n{lines}"
    return {f"{name}.yaml": "".join(_head(document, digest, chance)) + body, **made}


def _lines(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The document has a line for each place."""
    yield from ((n, sheet.printed[place]) for n, place in enumerate(WORDS["places"], 1) if place in sheet.printed)


def _prose(document: Document, lang: str, order: float) -> str:
    """The prose with the body's name in it and its lists in an order of their own, the same in both languages."""
    name = document.body.zh if lang == "zh" else f"the {document.body.en}"

    def mixed(found: re.Match[str]) -> str:
        lines = found[0].splitlines(keepends=True)
        random.Random(order).shuffle(lines)  # noqa: S311 - no secret
        return "".join(lines)

    prose = _LIST.sub(mixed, PROSE[document.phase, lang].replace("@", name))
    return re.sub(r"(^|\. )the ", r"\1The ", prose, flags=re.MULTILINE) if lang == "en" else prose


def _head(document: Document, digest: str, chance: random.Random) -> Iterator[str]:
    budget, body, year = document.phase == "budget", document.body, document.year
    profile = "beijing-district-department" if budget else "national-final-accounts"
    published = f"{year}-02-{chance.randint(1, 28):02}" if budget else f"{year + 1}-08-{chance.randint(1, 28):02}"
    title = {"zh": f"{body.zh}{year}年部门预算", "en": f"{body.en}, budget for {year}"}
    if not budget:
        title = {"zh": f"{body.zh}{year}年部门决算", "en": f"{body.en}, final accounts for {year}"}
    yield f"# yaml-language-server: $schema=../../schema/statement.json\nfiscal_year: {year}\nphase: {document.phase}\n"
    yield f"unit: 万元\nprofile: {profile}\n"
    yield f"compares_with: {{year: {year - 1}, basis: initial-budget}}\n" if budget else ""
    yield f"source:\n  title: {text(title)}\n  publisher: {text({'zh': body.zh, 'en': body.en})}\n  published: {published}\n"
    yield f"  without_tables: true\n  sha256: '{digest}'\n" if digest else ""
    yield f"summary: {text(chance.choice(WORDS['summaries']))}\nplaces:\n"
    for number, (place, name) in enumerate(WORDS["places"].items(), 1):
        yield f"  {place}:\n    name: {text(name)}\n" + (f"    lines: [{number}]\n" if digest else "")
    if document.tables:
        places = wide_tables.PLACES if document.real_shaped else WORDS["tables"]
        yield from (f"  {place}:\n    name: {text(name)}\n" for place, name in places.items())


def _body(document: Document, sheet: Sheet, chance: random.Random) -> Iterator[str]:
    now, before = document.now, document.before
    yield "figures:\n"
    if document.phase == "budget":
        slip = chance.choice(SLIPS) if chance.random() < 0.25 else ""
        yield from figures.budget(document.year, now, before, slip, sheet, chance)
        yield from _projects(now, None, sheet, chance)
        yield from _facts(sheet, chance)
        if document.tables:
            yield from wide_tables.tables(now, chance) if document.real_shaped else _tables(document)
        yield from _remarks(chance)
    else:
        yield from figures.outcome(now, before, sheet, chance)
        yield from _projects(now, before, sheet, chance)


def _projects(now: Amounts, planned: Amounts | None, sheet: Sheet, chance: random.Random) -> Iterator[str]:
    at = "五（五）"
    yield "projects:\n"
    for index, about in enumerate(chance.sample(WORDS["projects"], chance.randint(2, 4))):
        yield f"  {about['id']}:\n    name: {text(about['name'])}\n    amount: {sheet(at, money(now[f'named-{index}']))}\n"
        yield f"    budget: {sheet(at, money(planned[f'named-{index}']))}\n" if planned else ""
        yield f"    at: {at}\n    purpose: {text(about['purpose'])}\n"
        yield f"    target: {text(about['target'])}\n" if "target" in about else ""


def _facts(sheet: Sheet, chance: random.Random) -> Iterator[str]:
    yield "facts:\n"
    for about in WORDS["facts"]:
        amount = sheet("一（三）", str(chance.randint(about["from"], about["to"])))
        yield f"  {about['id']}:\n    name: {text(about['name'])}\n    amount: {amount}\n    at: 一（三）\n"
        yield f"    unit: {about['unit']}\n    note: {text(about['note'])}\n"


def _remarks(chance: random.Random) -> Iterator[str]:
    yield "remarks:\n"
    for about in chance.sample(WORDS["remarks"], chance.randint(3, 8)):
        yield f"  {about['id']}:\n    kind: {about['kind']}\n    at: {about['at']}\n"
        yield f"    about: {about['about']}\n" if "about" in about else ""
        yield f"    printed: '{about['printed']}'\n" if "printed" in about else ""
        yield f"    note: {text(about['note'])}\n"


def _tables(document: Document) -> Iterator[str]:
    """What the money is for, and what basic expenditure buys; both add up to the figures of the text."""
    now = document.now
    personnel, operating, project = (now[f"{name}-{rest}"] for name, rest in _PARTS)
    insured = {"30108": personnel // 8, "30109": personnel // 16, "30110": personnel // 12, "30113": personnel // 9}
    basic = personnel + operating
    purposes = {
        document.body.kind["own"][2]: (basic - sum(insured.values()), 0),
        document.body.kind["own"][3]: (0, project),
        **{purpose: (insured[nature], 0) for purpose, nature in _INSURED.items()},
    }
    yield "breakdowns:\n"
    yield from _table(
        "expenditure-by-function", "functional", "表三", _columns("", "expenditure", *_PURPOSES), purposes, document
    )
    retired = personnel // 40
    natures = {
        "30101": (personnel - sum(insured.values()) - retired, 0),
        **{code: (amount, 0) for code, amount in insured.items()},
        **_operating(operating, now),
        "30302": (retired, 0),
    }
    columns = _columns("general-public", "basic-expenditure", "personnel-expenses", "operating-expenses")
    yield from _table("basic-by-economic-nature", "economic", "表八", columns, natures, document)


_PARTS = (("personnel", "expenses"), ("operating", "expenses"), ("project", "expenditure"))
_PURPOSES = ("basic-expenditure", "project-expenditure")
_INSURED = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2210201": "30113"}


def _operating(operating: int, now: Amounts) -> dict[str, tuple[int, int]]:
    items = {
        "30201": operating // 5,
        "30205": operating // 50,
        "30206": operating // 20,
        "30207": operating // 25,
        "30209": operating // 6,
        "30211": operating // 12,
        "30213": operating // 15,
        "30215": now["meetings"],
        "30216": now["training"],
        "30217": now["reception"],
        "30228": operating // 30,
        "30231": now["vehicle-operation"],
    }
    return {code: (0, amount) for code, amount in (items | {"30299": operating - sum(items.values())}).items()}


def _columns(fund: str, *concepts: str) -> str:
    limit = f", fund: {fund}" if fund else ""
    return "".join(f"      - {{concept: {concept}{limit}}}\n" for concept in concepts)


def _table(name: str, by: str, at: str, columns: str, finest: Mapping[str, tuple[int, int]], document: Document) -> Iterator[str]:
    """A table of two kinds of money and their sum, with a row for each class and section above the finest codes."""
    yield f"  {name}:\n    by: {by}\n    unit: 万元\n    at: {at}\n    columns:\n{columns}    rows:\n"
    steps = (3, 5, 7) if by == "functional" else (3, 5)
    names = CODES | dict(zip(document.body.kind["own"], document.body.kind["names"], strict=True))
    for code in sorted({code[:step] for code in finest for step in steps}):
        yield f"      - {{code: '{code}', name: {names[code]}, values: [{_values(code, finest)}]}}\n"
    yield f"    total: [{_values('', finest)}]\n"


def _values(code: str, finest: Mapping[str, tuple[int, int]]) -> str:
    one, other = (sum(values[side] for key, values in finest.items() if key.startswith(code)) for side in (0, 1))
    return ", ".join(money(value) if value else "blank" for value in (one + other, one, other))


CODES = {
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出", "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "301": "工资福利支出", "30101": "基本工资", "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费", "30113": "住房公积金",
    "302": "商品和服务支出", "30201": "办公费", "30205": "水费", "30206": "电费", "30207": "邮电费", "30209": "物业管理费",
    "30211": "差旅费", "30213": "维修（护）费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费", "30228": "工会经费",
    "30231": "公务用车运行维护费", "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助", "30302": "退休费",
}  # fmt: skip
"""The names of codes as documents print them, but for those of a body's own purpose."""
