"""A number of statements in; what the search index of so many costs, weighs and what a query of it reads out. No test.

`make bench` runs it; `search_index.py 10000 zh` measures one. What the real statement gives is given again by every body, with a
name, an address and digits of its own. Seconds are of the processor, bytes of the index, not compressed.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent / "helpers")]

import project  # noqa: E402 - found by the path above
from sample_content import LANGUAGES  # noqa: E402

from budgetbook.arithmetic.finding import Findings  # noqa: E402
from budgetbook.content.content import Content  # noqa: E402
from budgetbook.content.text import Language, Text  # noqa: E402
from budgetbook.opendata.contributions import EntityEntry, Register, StatementEntry  # noqa: E402
from budgetbook.search import entries as search_entries  # noqa: E402
from budgetbook.search.entries import SearchContribution  # noqa: E402
from budgetbook.search.index import EntryBlock, SearchEntry  # noqa: E402

COUNTS = ("1", "300", "2000")
YEARS = range(2021, 2026)
LINES = 95
QUERIES = {
    "zh": [
        "三公",
        "支出",
        "基本支出",
        "基本支出 2023",
        "第77号街道 基本支出",
        "2023年 第77号街道",
        "办公费",
        "1.058",
        "吃喝花了多少",
        "第77号街道 工资",
        "支出为什么减少",
    ],
    "en": [
        "three public",
        "expenditure",
        "basic expenditure",
        "basic expenditure 2023",
        "77 basic expenditure",
        "office",
        "1.058",
        "how much for dinners",
        "77 salary",
        "why did spending fall",
    ],
}
DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Many:
    """Shares of bodies that all give what one gave, in one language."""

    share: SearchContribution
    count: int
    lang: Language
    lines: tuple[SearchEntry, ...]
    """Of coded tables, which the real statement has none of; every statement has the same."""

    @property
    def register(self) -> Register:
        """The entries of all."""
        return Register({name: EntityEntry(name, *self._names(n), self._years(name, n)) for n, name in enumerate(self._bodies)})

    def collect(self, *_: object) -> Iterator[SearchContribution]:
        """What each gives."""
        statement, group = self.share.statements[0][1:]
        for number, body in enumerate(self._bodies):
            name = self._names(number)[0][self.lang]
            own = tuple(self._entry(entry, body, number * 7) for entry in (self.share.entity, statement))
            years = []
            for year in self._years(body, number):
                entries = (*(self._entry(each, body, number * 7 + year.fiscal_year % 97) for each in group.entries), *self.lines)
                context = f"{name} · {year.fiscal_year} · {statement.title}"
                years.append((year.id, own[1]._replace(names=(name, str(year.fiscal_year))), EntryBlock(context, entries)))
            yield SearchContribution(own[0]._replace(title=name, names=(name,)), tuple(years))

    def fingerprint(self, *_: object) -> str:
        """Nothing is kept here."""
        raise NotImplementedError

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """Nothing is shown in full here."""
        raise NotImplementedError

    @property
    def _bodies(self) -> list[str]:
        return [f"body-{number:05}" for number in range(-(-self.count // len(YEARS)))]

    def _names(self, number: int) -> tuple[Text, Text]:
        name = Text({"zh": f"第{number}号街道办事处", "en": f"Sub-district office no. {number}"})
        return name, name

    def _years(self, body: str, number: int) -> tuple[StatementEntry, ...]:
        years = YEARS[: self.count - number * len(YEARS)]
        return tuple(StatementEntry(f"{body}/{year}-budget", body, year, "budget", 0, (), (), ()) for year in years)

    def _entry(self, entry: SearchEntry, body: str, factor: int) -> SearchEntry:
        if entry.kind == "line":
            return entry

        def differ(words: str) -> str:
            """Other digits in front of each number, in every form of it the same: 0.59万元 and 5,900 yuan stay equal."""
            return DIGITS.sub(lambda found: f"{factor}{found[0].replace(',', '').removeprefix('0')}", words)

        note, text, shown = map(differ, (entry.note, entry.text, entry.number_forms))
        return entry._replace(note=note, text=text, number_forms=shown, href=entry.href.replace(project.ENTITY, body))


def main() -> None:
    """Print the table, each row by a process of its own, which ends with the memory that it took."""
    if len(sys.argv) == 3:
        _measure(int(sys.argv[1]), "zh" if sys.argv[2] == "zh" else "en")
        return
    for count in COUNTS:
        for lang in LANGUAGES:
            subprocess.run([sys.executable, __file__, count, lang], check=True)


def _measure(count: int, lang: Language) -> None:
    checked = project.check(project.CONTENT)
    shared, mine = checked.content.restricted_to(()), checked.content.restricted_to((project.ENTITY,))
    codes = list(shared.classifications["economic"].items())[:LINES]
    lines = tuple(
        SearchEntry("line", e.name[lang], e.name[lang], f"#{code}", (e.name[lang], e.name["zh"], code)) for code, e in codes
    )
    share = search_entries.contribute(mine, {name: checked.findings[name] for name in mine.statements})[lang]
    with tempfile.TemporaryDirectory(prefix="budgetbook-bench-") as folder:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        size = files = 0
        for file in search_entries.build_index(shared, Many(share, count, lang, lines), lang):
            path = Path(folder) / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
            size, files = size + len(file.data), files + 1
        took, memory = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        read = _read(Path(folder) / lang / "search", QUERIES[lang])
    sys.stdout.write(
        f"{count:6} statements, {lang}: {took:5.1f} s, {memory / 1e3:4.0f} MB more memory, {files:,} files, {size / 1e6:,.1f} MB;"
        f" queries read {', '.join(f'{each / 1e3:.0f}' for each in read)} kB\n"
    )


def _read(folder: Path, queries: list[str]) -> list[int]:
    program = ["node", str(HERE.parent / "page_checkers" / "queries.mjs")]
    question = json.dumps({"folder": str(folder), "queries": queries})
    done = subprocess.run(program, input=question, capture_output=True, text=True, encoding="utf-8", check=True)
    found: list[int] = json.loads(done.stdout)["read"]
    return found


if __name__ == "__main__":
    main()
