"""Numbers of the open data, looked for on the pages at the addresses that they name."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import built_site
from amount_styles import STYLES, read_unit
from sample_content import LANGUAGES

from budgetbook.arithmetic import amount_format, money
from budgetbook.arithmetic.money import Amount


def from_csv_gzip(data: bytes) -> list[dict[str, str]]:
    return from_csv(gzip.decompress(data))


def from_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


LEFT_OUT = {"zh": "整列都是0", "en": "every amount in the column is 0"}
PROOF = "proof of "
"""Before the identifier of a number: its whole disclosure on the page of evidence."""


class _Places(HTMLParser):
    """Every number of a page by the nearest identifier around it: as a reader sees it, and as the document prints it."""

    VOID = frozenset(("meta", "link", "br", "img", "input", "hr", "path", "rect", "line", "circle"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.numbers: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self.proved = ""
        """The number whose disclosure was opened last: it has its identifier within."""
        self.earlier: dict[str, list[str]] = {}
        """Where numbers of the year before are from, by place: the figures of the earlier document."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in self.VOID:
            return
        self.open.append((given.get("id") or "", given.get("class") or ""))
        if "proof" in self.open[-1][1].split():
            self.open[-1] = (PROOF, self.open[-1][1])
        elif self.open[-1][0] and len(self.open) > 1 and self.open[-2][0] == PROOF:
            self.proved = self.open[-1][0]
        if "tag-earlier" in self.open[-1][1].split():
            self.earlier.setdefault(self._place(), []).append(given["href"] or "")
        if "number" in self.open[-1][1].split() and (place := self._place()):
            self.numbers.setdefault(place, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open.pop()[0] == PROOF:
            self.numbers[PROOF + self.proved] = self.numbers.pop(PROOF, [])
            self.texts[PROOF + self.proved] = self.texts.pop(PROOF, "")

    def handle_data(self, data: str) -> None:
        for place, _ in self.open:
            if place:
                self.texts[place] = self.texts.get(place, "") + data
        if any("number" in classes.split() for _, classes in self.open) and (place := self._place()):
            self.numbers[place][-1] += data

    def _place(self) -> str:
        return next((place for place, _ in reversed(self.open) if place), "")


@cache
def places(path: Path) -> _Places:
    parser = _Places()
    parser.feed(path.read_text(encoding="utf-8"))
    parser.close()
    assert parser.open == []
    return parser


def amount_of(row: Mapping[str, str]) -> Amount:
    """The number of a row in the unit that it is printed in."""
    unit = read_unit(row["unit"])
    if row["printed"]:
        return Amount(Decimal(row["printed"]), unit)
    return Amount(money.without_trailing_zeros(Amount(Decimal(row["amount"]), unit.base).to_unit(unit).value), unit)


def short(number: str) -> str:
    """Without spaces, and without zeros at the end of the digits, which a computed number has as its terms have them."""
    return re.sub(r"(\.\d*?)0+(?!\d)", lambda match: match[1].rstrip("."), re.sub(r"\s", "", number))


def _earlier(path: Path, address: str, anchor: str, named: Mapping[str, set[str]]) -> set[str]:
    """What the earlier document has, to which a number of the year before leads."""
    targets = (built_site.target(f"{address}index.html", href) for href in places(path).earlier.get(anchor, ()))
    return {number for there, fragment in targets for number in named[f"{there.removesuffix('index.html')}#{fragment}"]}


def _proof(page: Path, anchor: str) -> str:
    """What the page of evidence says of a number: a statement's page rounds, and this has every digit."""
    evidence = page / "evidence" / "index.html"
    return places(evidence).texts.get(f"{PROOF}{anchor}", "") if evidence.is_file() else ""


def _proved(address: str, anchor: str, named: Mapping[str, set[str]]) -> set[str]:
    """What a number on a page of evidence may be: of a figure its row has the address, of a fact its proof."""
    if not address.endswith("/evidence/"):
        return set()
    name = anchor.removeprefix(PROOF)
    return named.get(f"{address}#{name}", set()) | named.get(f"{address.removesuffix('evidence/')}#{name}", set())


def walk(site: Path) -> tuple[int, int]:
    """Both ways between `figures.csv` and the pages; how many numbers were looked at on each way."""
    figures = from_csv_gzip((site / "data" / "figures.csv.gz").read_bytes())
    named: dict[str, set[str]] = {}
    for row in figures:
        for lang in LANGUAGES:
            page, _, anchor = row[f"page_{lang}"].partition("#")
            there = places(site / page / "index.html")
            assert anchor in there.texts, row[f"page_{lang}"]
            if row["amount"]:
                text, amount = f"{there.texts[anchor]}{_proof(site / page, anchor)}".replace("\n", ""), amount_of(row)
                forms = {
                    amount_format.format_readable(amount, STYLES[lang]),
                    amount_format.group_digits(amount.value),
                    amount_format.format_exact(amount, STYLES[lang]),
                }
                # A column in which every amount is 0 is told once above its table, and not shown.
                told_as_zero = not amount.value and LEFT_OUT[lang] in there.texts["main"]
                assert told_as_zero or any(form in text for form in forms), (row["figure"], forms)
                named.setdefault(row[f"page_{lang}"], set()).add(short(amount_format.format_readable(amount, STYLES[lang])))
    repeated: dict[str, set[str]] = {}
    """Budget against execution sets figures of two documents side by side, each linked to its own address."""
    for address, numbers in named.items():
        repeated.setdefault(address.partition("#")[2], set()).update(numbers)
    shown = 0
    for lang in LANGUAGES:
        for path in sorted((site / lang).glob("*/*/**/index.html")):
            address = path.parent.relative_to(site).as_posix() + "/"
            if address.startswith(f"{lang}/glossary/"):
                continue  # a term's page shows figures of many statements, each linked to its address
            for anchor, shown_there in places(path).numbers.items():
                for number in shown_there if anchor != "main" else ():  # the first screen repeats figures, linked
                    sums = address.endswith("/execution/")
                    known = repeated.get(anchor, set()) if sums else named.get(f"{address}#{anchor}", set())
                    known = known | _earlier(path, address, anchor, named) | _proved(address, anchor, named)
                    assert short(number) in known, (address, anchor, number)
                    shown += 1
    return len(figures), shown
