"""The plan of one document: the statement, its style, and what happens to the printed text on its way into a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import marked_documents
from marked_documents import Key, Marked

from document_generator.invented_facts import InventedStatement
from document_generator.passages import PASSAGES
from document_generator.printed_tables import TABLES
from document_generator.prose import Writer, write
from document_generator.style import NAMES, Style

ACCOUNT_NAMES = {
    "revenue": "本年收入", "expenditure": "本年支出", "vehicles": "公务用车购置及运行维护费",
    "general-public-expenditure": "一般公共预算财政拨款支出", "procurement": "政府采购",
}  # fmt: skip
Respelling = Callable[[str], str]
CARRIERS: dict[str, Callable[[Marked], bytes]] = {
    "html": marked_documents.as_html,
    "docx": marked_documents.as_word,
    "pdf": marked_documents.as_pdf,
}


@dataclass(frozen=True)
class Plan:
    """What a rule may change."""

    facts: InventedStatement
    style: Style
    respellings: tuple[Respelling, ...] = ()
    """Changes to the printed text that leave every number as it is."""
    carrier: str = "text"
    encoding: str = "utf-8"
    before: tuple[str, ...] = ()
    """Lines above the title."""
    after: tuple[str, ...] = ()
    """Lines at the end."""
    among: tuple[str, ...] = ()
    """Lines of prose put between those with figures."""
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311 - no secret


@dataclass(frozen=True)
class GeneratedDocument:
    """A file, and every figure in it."""

    data: bytes
    figures: tuple[Key, ...]
    plan: Plan
    lines: tuple[str, ...]
    """The marked lines that it was made of."""


def plan_document(chance: random.Random, facts: InventedStatement) -> Plan:
    """The usual document of a statement."""
    names = NAMES | (ACCOUNT_NAMES if facts.is_final else {})
    return Plan(facts, Style(names=names), chance=random.Random(chance.random()))  # noqa: S311 - no secret


def make_document(plan: Plan) -> GeneratedDocument:
    """The file of a plan."""
    return carry(plan, compose(plan))


def compose(plan: Plan) -> list[str]:
    """The lines of a document, in the notation of `marked_documents`."""
    writer = Writer(plan.facts, plan.style)
    lines = [*plan.before, *filter(None, writer.fill(plan.style.title).split("\n"))]
    for table in plan.style.tables:
        lines += TABLES[table](writer)
    prose = write(writer)
    for line in plan.among:
        prose.insert(plan.chance.randint(1, len(prose)), line)
    passages = [line for name in plan.style.extras for line in PASSAGES[name](writer)]
    return [*lines, *prose, *passages, *plan.after]


def carry(plan: Plan, lines: list[str]) -> GeneratedDocument:
    """The file of some marked lines. A text has no tables, so that a document with tables is a web page at least."""
    made = marked_documents.parse(lines)
    figures = tuple(_with_year(plan, key) for key in made.figures.elements())
    for respell in plan.respellings:
        made.blocks = [respell(block) if isinstance(block, str) else block for block in made.blocks]
    has_tables = not all(isinstance(block, str) for block in made.blocks)
    carrier = "html" if has_tables and plan.carrier == "text" else plan.carrier
    if carrier in CARRIERS:
        data = CARRIERS[carrier](made)
    else:
        data = "\n".join(block for block in made.blocks if isinstance(block, str)).encode(plan.encoding)
    return GeneratedDocument(data, figures, replace(plan, carrier=carrier), tuple(lines))


def _with_year(plan: Plan, key: Key) -> Key:
    """A figure's year by the statement: the first year of the text may be another's."""
    explicit = key[4] if key[1].startswith("official-vehicles") else str(plan.facts.year - (key[6] == "prior"))
    return (*key[:4], explicit, *key[5:])
