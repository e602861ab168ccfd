"""Statements made from the model, in the wordings of `importer.yaml` and in many layouts, come back as the same figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import document_parts
import marked_documents
import pytest
from amount_styles import CONTEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetbook.content.importer_config import Wording
from budgetbook.content.statement import StatementFile
from budgetbook.content.yaml import reader as yaml_reader
from budgetbook.importer.draft import draft, dry_run
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.readers import docx, html, pdf
from budgetbook.importer.readers.document import Document
from budgetbook.importer.recognise import recognise

# Concepts that a sentence can be about on their own: with these names, none is part of another's name.
CONCEPTS = (
    "revenue", "fiscal-appropriation", "service-revenue", "expenditure", "basic-expenditure", "project-expenditure",
    "personnel-expenses", "three-public", "overseas-travel", "reception", "vehicle-purchase", "vehicle-operation",
    "procurement", "procurement-goods", "agency-operating-expenses", "service-purchase", "set-aside-for-small-firms",
)  # fmt: skip
EXAMPLES: dict[str, Wording] = {name: wording for name, wording in document_parts.words().config.wordings.items() if wording.says}
OF_ACCOUNTS = sorted(name for name, wording in EXAMPLES.items() if "{budget}" in (wording.says or ""))
"""Wordings that only final accounts have."""
OF_BUDGETS = sorted(EXAMPLES.keys() - set(OF_ACCOUNTS))
NAMES = ConceptNames(document_parts.words())
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Said:
    """One figure, and the sentence that says it."""

    concept: str
    sentence: str
    fields: dict[str, object]


def _printed(value: Decimal, *, grouped: bool, wide: bool) -> str:
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(WIDE) if wide and not grouped else text


amounts = st.decimals(min_value=0, max_value=Decimal("999999.99"), places=2) | st.integers(0, 10**7).map(Decimal)


@st.composite
def said(draw: st.DrawFn, concept: str, wordings: Sequence[str] = OF_BUDGETS) -> Said:
    """A sentence about a concept, by one of the wordings' examples, with random figures, words, unit and spelling."""
    data = document_parts.words()
    pattern = EXAMPLES[draw(st.sampled_from(wordings))].says or ""
    about = data.concepts[concept]
    name = draw(st.sampled_from([name for name in (about.name["zh"], *about.also) if len(NAMES.find_exact(name)) == 1]))
    unit = draw(st.sampled_from(("万元", "元", "亿元")))
    way = draw(st.sampled_from(("increase", "decrease")))
    style = {"grouped": draw(st.booleans()), "wide": draw(st.booleans())}
    values = {role: draw(amounts) for role in ("amount", "prior", "change", "budget")}
    percent = draw(st.decimals(min_value=0, max_value=999, places=2))
    fill = {role: _printed(value, **style) + unit for role, value in values.items()}
    fill |= {"name": name, "this": "2024年", "last": "2023年", "percent": f"{percent}%", "completion": f"{percent}%"}
    fill["direction"] = draw(st.sampled_from([w for w in data.config.words[way] if not re.search("率|比例|收入|支出", w)]))
    fields: dict[str, object] = {role: f"{values[role]:f}" for role in ("amount", "prior", "budget") if f"{{{role}}}" in pattern}
    fields |= {"completion": f"{percent}"} if "{completion}" in pattern else {}
    printed: dict[str, object] = {"direction": way} if "{direction}" in pattern else {}
    printed |= {"change": f"{values['change']:f}"} if "{change}" in pattern else {}
    printed |= {"percent": f"{percent}"} if "{percent}" in pattern else {}
    return Said(concept, pattern.format(**fill), fields | ({"printed": printed, "unit": unit} if printed else {"unit": unit}))


@st.composite
def statements(draw: st.DrawFn) -> list[Said]:
    chosen = draw(st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=6, unique=True))
    return [draw(said(concept)) for concept in chosen]


def _layout(sentences: list[str], layout: str) -> list[str]:
    if layout == "one paragraph":
        return ["".join(sentences)]
    if layout == "list":
        return [f"（{'一二三四五六'[i]}）{sentence}" for i, sentence in enumerate(sentences)]
    return [f"{i}.{sentence}" if layout == "numbers" else sentence for i, sentence in enumerate(sentences, 1)]


@pytest.mark.slow
@given(statements(), st.sampled_from(("one paragraph", "list", "numbers", "paragraphs")))
def test_sentences_come_back(what: list[Said], layout: str) -> None:
    made = document_parts.put(*_layout([each.sentence for each in what], layout))
    assert set(made.figures) == {each.concept for each in what}
    own = made.head["unit"]
    for each in what:
        found = made.figures[each.concept].fields
        expected = {k: v for k, v in each.fields.items() if k != "unit" or v != own}
        assert {k: found[k] for k in found if k in ("amount", "prior", "printed", "unit")} == expected
        assert made.figures[each.concept].conflicts == []


@pytest.mark.slow
@given(st.sampled_from(CONCEPTS).flatmap(lambda concept: said(concept, OF_ACCOUNTS)))
def test_sentences_of_final_accounts_come_back(what: Said) -> None:
    made = document_parts.read_as("青山区水务局2024年度部门决算", what.sentence, words=document_parts.words())
    found = made.figures[what.concept].fields
    own = made.head["unit"]
    expected = {k: v for k, v in what.fields.items() if k != "unit" or v != own}
    assert {k: found[k] for k in found if k in ("amount", "budget", "completion", "unit")} == expected


@pytest.mark.slow
@given(statements())
def test_what_comes_back_makes_a_draft_that_can_be_read(what: list[Said]) -> None:
    made = document_parts.put(*[each.sentence for each in what])
    text = draft.render_draft(made, dry_run.apply_rules(made, document_parts.words()))
    read, problems = yaml_reader.read("draft.yaml", text.encode())
    assert read is not None
    assert problems == []
    statement = StatementFile.model_validate(dry_run.fill_english(read.data), context=CONTEXT)
    for each in what:
        assert statement.figures[each.concept].amount == Decimal(str(each.fields["amount"]))


codes = st.lists(st.tuples(st.integers(201, 232), st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=6, unique=True)
cells = st.none() | st.integers(0, 10**9)


@pytest.mark.slow
@given(st.data(), codes, st.sampled_from(("split", "joined")), st.sampled_from(("元", "万元")), st.booleans())
def test_tables_come_back(data: st.DataObject, items: list[tuple[int, int, int]], form: str, unit: str, total: bool) -> None:
    lines = sorted(
        {f"{a}" for a, _, _ in items} | {f"{a}{b:02}" for a, b, _ in items} | {f"{a}{b:02}{c:02}" for a, b, c in items}
    )
    values = {code: [data.draw(cells) for _ in range(3)] for code in lines}
    rows: list[list[str | None]] = (
        [["功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"]]
        if form == "split"
        else [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
    )
    for code in lines:
        parts: list[str | None] = [code[:3], code[3:5], code[5:7]] if form == "split" else [code]
        rows.append([*parts, f"科目{code[-1]}甲", *("" if v is None else f"{v:,}" for v in values[code])])
    if total:
        rows.append(["合计", *([None] * (3 if form == "split" else 1)), "1", "2", "3"])
    made = document_parts.put(document_parts.table(("2024年部门支出预算总表", f"单位：{unit}"), rows)).breakdowns[
        "expenditure-by-function"
    ]
    assert made["unit"] == unit
    assert {row["code"]: row["values"] for row in made["rows"]} == {
        code: ["blank" if v is None else str(v) for v in values[code]] for code in lines
    }
    assert made.get("total") == (["1", "2", "3"] if total else None)


@st.composite
def executed(draw: st.DrawFn, concept: str) -> Said:
    """A sentence of final accounts: budget, execution, and the change since the year before."""
    data = document_parts.words()
    about = data.concepts[concept]
    name = draw(st.sampled_from([name for name in (about.name["zh"], *about.also) if len(NAMES.find_exact(name)) == 1]))
    unit, way = draw(st.sampled_from(("万元", "元", "亿元"))), draw(st.sampled_from(("increase", "decrease")))
    level = draw(st.sampled_from(("budget", "adjusted")))
    word = draw(st.sampled_from({"budget": ("年初预算", "年初预算数"), "adjusted": ("调整预算数", "全年预算数")}[level]))
    given = {role: draw(amounts) for role in ("amount", level, "change")}
    shown = {role: _printed(value, grouped=draw(st.booleans()), wide=False) + unit for role, value in given.items()}
    done = draw(st.decimals(min_value=0, max_value=999, places=2))
    sentence = (
        f"{name}{word}为{shown[level]}，支出决算为{shown['amount']}，完成{word}的{done}%，"
        f"比上年{'增加' if way == 'increase' else '减少'}{shown['change']}。"
    )
    fields: dict[str, object] = {"amount": f"{given['amount']:f}", level: f"{given[level]:f}", "unit": unit}
    return Said(concept, sentence, fields | {"printed": {"direction": way, "change": f"{given['change']:f}"}})


@pytest.mark.slow
@given(st.lists(st.sampled_from(CONCEPTS), min_size=1, max_size=4, unique=True), st.data())
def test_final_accounts_come_back(chosen: list[str], data: st.DataObject) -> None:
    what = [data.draw(executed(concept)) for concept in chosen]
    made = document_parts.read_as("青山区水务局2024年度部门决算", *[each.sentence for each in what])
    assert set(made.figures) == set(chosen)
    for each in what:
        found = made.figures[each.concept].fields
        expected = {k: v for k, v in each.fields.items() if k != "unit" or v != made.head["unit"]}
        assert {k: found[k] for k in found if k in ("amount", "budget", "adjusted", "printed", "unit")} == expected


CARRIERS: dict[str, Callable[[marked_documents.Marked], bytes]] = {
    "html": marked_documents.as_html,
    "docx": marked_documents.as_word,
    "pdf": marked_documents.as_pdf,
}
HEADS: dict[str, tuple[list[str], list[str]]] = {
    "joined": (["科目编码", "科目名称"], ["code", "name"]),
    "split": (["功能分类科目编码", "<", "<", "科目名称"], ["code", "code", "code", "name"]),
    "growing": (["功能分类科目编码", "<", "<", "科目名称"], ["code", "code", "code", "name"]),
}


@st.composite
def printed_tables(draw: st.DrawFn) -> list[str]:
    """A table as documents print it: codes in one column or three, columns numbered or not, the total first or last."""
    form, executed = draw(st.sampled_from(sorted(HEADS))), draw(st.booleans())
    items = draw(codes)
    lines = sorted({f"{a}" for a, _, _ in items} | {f"{a}{b:02}{c:02}" for a, b, c in items})
    head, meaning = HEADS[form]
    rows = [[*head, "本年支出合计" if executed else "合计", "基本支出", "项目支出"]]
    if draw(st.booleans()):
        rows.append([*[""] * (len(head) - 1), "栏次", "1", "2", "3"])
    for code in lines:
        cut = [code[:3], code[3:5], code[5:7]] if form == "split" else [code[:3], code[:5] if code[5:] else "", code[5:] and code]
        cells = [draw(st.none() | st.integers(0, 10**7)) for _ in range(3)]
        parts = [code] if form == "joined" else cut
        rows.append([*parts, f"科目{code[-1]}甲", *("" if value is None else f"{value:,}.00" for value in cells)])
    total = ["合计", *["<"] * (len(head) - 1), "1.00", "2.00", "3.00"]
    rows.insert(len(rows) if draw(st.booleans()) else 2 if rows[1][len(head) - 1] == "栏次" else 1, total)
    unit = draw(st.sampled_from(("元", "万元")))
    title = "支出决算表" if executed else "支出预算总表"
    columns = " ".join([*meaning, "expenditure", "basic-expenditure", "project-expenditure"])
    start = [f"青山区水务局2024年{'度部门决算' if executed else '部门预算'}", title, f"单位：{unit}"]
    return [*start, f"! expenditure-by-function {unit} {columns}", *("| " + " | ".join(row) + " |" for row in rows)]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(printed_tables(), st.sampled_from(sorted(CARRIERS)))
def test_tables_come_back_from_every_kind_of_file(lines: list[str], carrier: str) -> None:
    made = marked_documents.parse(lines)
    reader = {"html": html.read, "docx": docx.read, "pdf": pdf.read}[carrier]
    document = Document("table", "text", "0" * 64, reader(CARRIERS[carrier](made)).blocks)
    found = recognise(document, document_parts.words())
    placed = Counter(
        (m.digits, m.concept, m.code, m.table, str(m.year), m.unit, m.role)
        for m in found.mentions
        if m.status == "placed" and m.digits
    )
    assert placed == made.figures


@pytest.mark.slow
@given(st.text(alphabet="年月0123456789.,，。；：、（）()%万元个增加减少比其中财政拨款收入支出预算公务接待费- ", max_size=60))
def test_any_text_is_read_without_a_fault_and_every_number_once(text: str) -> None:
    found = document_parts.read(f"文{text}")
    digits = "".join(m.digits for m in found.mentions if m.spot.line == 2).replace(",", "").replace(".", "")
    assert digits == "".join(c for c in text if c.isdigit())
