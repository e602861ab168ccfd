"""A body's amounts in; the eight tables of a subdistrict office's budget out, with as many lines and numbers as a real one has.

Some sixty lines of purposes stand in three tables with eleven numbers each, thirty of what basic spending buys in one; two tables
are empty. The codes and names are those of the classifications, the amounts follow from the body's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

import sample_content

from imagined.amounts import Amounts

PLACES = {f"表{number}": {"zh": f"表{number}", "en": f"Table {number}"} for number in range(1, 9)}
_NAME = re.compile(r'^"(\d+)": \{name: \{zh: (?:"([^"]+)"|([^,]+)), en:', re.MULTILINE)
_CLASSES = ("201", "204", "205", "206", "207", "208", "210", "212", "221")
_ITEMS = 34
_LINKED = ("2080501", "2080505", "2080506", "2101101", "2101102", "2210201")
"""Purposes that are the same money as a line of what basic spending buys."""
_STAFF = ("30101", "30102", "30107", "30108", "30109", "30110", "30112", "30113", "30199")
_SUPPLIES = (
    "30201", "30204", "30205", "30206", "30207", "30209", "30211", "30213", "30214", "30215", "30216", "30217", "30227", "30228",
    "30229", "30231", "30239", "30299",
)  # fmt: skip
_NUMERALS = "一二三四五六七八九"
Row = tuple[int, ...]


def _names(scheme: str) -> dict[str, str]:
    text = (sample_content.shared() / "countries/china/classifications" / f"{scheme}.yaml").read_text(encoding="utf-8")
    return {code: quoted or plain for code, quoted, plain in _NAME.findall(text)}


_FUNCTIONAL, _ECONOMIC = _names("functional"), _names("economic")


def tables(now: Amounts, chance: random.Random) -> Iterator[str]:
    """The YAML of all tables. The text prints hundreds of yuan, the tables yuan."""
    purposes = {code: (basic + project, basic, project) for code, (basic, project) in _purposes(now, chance).items()}
    first = next(code for code, (_, _, project) in purposes.items() if project > now["other-funds"])
    whole, basic, project = purposes[first]
    public = {**purposes, first: (whole - now["other-funds"], basic, project - now["other-funds"])}
    revenue = {code: (sum(row[1:]), public[code][0], 0, 0, 0) for code, row in purposes.items()}
    revenue[first] = (whole, public[first][0], now["service-revenue"], 0, now["other-revenue"])
    wholes, public_wholes = ({code: row[:1] for code, row in each.items()} for each in (purposes, public))
    kinds = ("expenditure", "basic-expenditure", "project-expenditure")
    sources = ("revenue", "fiscal-appropriation", "service-revenue", "business-revenue", "other-revenue")
    yield "breakdowns:\n"
    yield from _classes("revenue-and-expenditure", 1, ["{concept: expenditure}"], wholes)
    yield from _coded("revenue-by-function", 2, [f"{{concept: {each}}}" for each in sources], revenue)
    yield from _coded("expenditure-by-function", 3, [f"{{concept: {each}}}" for each in kinds], purposes)
    funds = ("appropriation", "general-public", "government-funds", "state-capital")
    balance = [f"{{concept: expenditure, fund: {fund}}}" for fund in funds]
    yield from _classes("appropriation-balance", 4, balance, {code: row * 2 for code, row in public_wholes.items()}, 2)
    yield from _coded("general-public-by-function", 5, [f"{{concept: {each}, fund: general-public}}" for each in kinds], public)
    for number, fund in ((6, "government-funds"), (7, "state-capital")):
        columns = "".join(f"      - {{concept: {each}, fund: {fund}}}\n" for each in kinds)
        yield f"  {fund}-by-function:\n    by: functional\n    unit: 元\n    at: 表{number}\n    columns:\n{columns}"
        yield "    nil_note: true\n"
    yield from _natures(now, chance)


def _purposes(now: Amounts, chance: random.Random) -> dict[str, Row]:
    """Basic and project spending of some items, in the order of codes."""
    items = [code for code in _FUNCTIONAL if len(code) == 7 and code[:3] in _CLASSES and code not in _LINKED]
    chosen = {chance.choice([code for code in items if code.startswith(each)]) for each in _CLASSES}
    while len(chosen) < _ITEMS:
        chosen.add(chance.choice(items))
    codes = sorted(chosen)
    running = set(codes[::4])
    basic = _shares(now["basic-expenditure"], [code for code in codes if code in running], chance)
    project = _shares(now["project-expenditure"], [code for code in codes if code not in running], chance)
    return {code: (basic.get(code, 0), project.get(code, 0)) for code in codes}


def _natures(now: Amounts, chance: random.Random) -> Iterator[str]:
    retired = now["personnel-expenses"] // 40
    staff = _shares(now["personnel-expenses"] - retired, _STAFF, chance)
    known = {"30215": now["meetings"], "30216": now["training"], "30217": now["reception"], "30231": now["vehicle-operation"]}
    rest = [code for code in _SUPPLIES if code not in known]
    supplies = {**_shares(now["operating-expenses"] - sum(known.values()), rest, chance), **known}
    finest = {code: (amount, amount, 0) for code, amount in {**staff, "30302": retired}.items()}
    finest |= {code: (amount, 0, amount) for code, amount in supplies.items()}
    kinds = ("basic-expenditure", "personnel-expenses", "operating-expenses")
    columns = [f"{{concept: {each}, fund: general-public}}" for each in kinds]
    yield from _coded("basic-by-economic-nature", 8, columns, finest, "economic", (3, 5))


def _shares(amount: int, names: list[str] | tuple[str, ...], chance: random.Random) -> dict[str, int]:
    """The amount divided; the last name has what is left."""
    weights = [chance.randint(1, 20) for _ in names]
    shares = {name: amount * weight // sum(weights) for name, weight in zip(names, weights, strict=True)}
    shares[names[-1]] += amount - sum(shares.values())
    return shares


def _coded(
    name: str,
    number: int,
    columns: list[str],
    finest: Mapping[str, Row],
    by: str = "functional",
    steps: tuple[int, ...] = (3, 5, 7),
) -> Iterator[str]:
    """A table with a line for each class and section above the items."""
    names = _FUNCTIONAL if by == "functional" else _ECONOMIC
    yield from _head(name, by, number, columns)
    for code in sorted({code[:step] for code in finest for step in steps}):
        yield f"      - {{code: '{code}', name: '{names[code]}', values: [{_values(code, finest)}]}}\n"
    yield f"    total: [{_values('', finest)}]\n"


def _classes(name: str, number: int, columns: list[str], finest: Mapping[str, Row], blanks: int = 0) -> Iterator[str]:
    """A table that prints classes by their names alone."""
    blank = ", blank" * blanks
    yield from _head(name, "functional", number, columns)
    for numeral, code in zip(_NUMERALS, sorted({code[:3] for code in finest}), strict=True):
        yield f"      - {{name: '{numeral}、{_FUNCTIONAL[code]}', values: [{_values(code, finest)}{blank}]}}\n"
    yield f"    total: [{_values('', finest)}{blank}]\n"


def _head(name: str, by: str, number: int, columns: list[str]) -> Iterator[str]:
    yield f"  {name}:\n    by: {by}\n    unit: 元\n    at: 表{number}\n    columns:\n"
    yield from (f"      - {column}\n" for column in columns)
    yield "    rows:\n"


def _values(start: str, finest: Mapping[str, Row]) -> str:
    columns = zip(*(row for code, row in finest.items() if code.startswith(start)), strict=True)
    return ", ".join(str(100 * sum(column)) for column in columns)
