"""What a change does to what is published in; lines for a terminal, or Markdown for a pull request in both languages, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.cli.diff.compare import Difference, FigureChange, FindingChange
from budgetbook.cli.messages import DIFF
from budgetbook.content.model import Language
from budgetbook.diagnostics.problem import Problem, for_editors, one_line

MOST = 200
"""Rows of one kind; a job's summary holds a mebibyte."""


def text(difference: Difference, lang: Language) -> Iterator[str]:
    """A line a change, `+` for what comes, `-` for what goes, `~` for what changes."""
    says = {key: sentence[lang] for key, sentence in DIFF.items()}
    if not _differs(difference):
        yield says["nothing"]
        return
    yield f"{says['figures']}: {len(difference.figures)}"
    for change in difference.figures:
        yield one_line(f"{_sign(change.before, change.after)} {change.figure} ({change.name[lang]}): {_from_to(change)}")
    yield f"{says['findings']}: {len(difference.findings)}"
    for finding in difference.findings:
        sign = _sign(finding.before or "", finding.after or "")
        yield one_line(f"{sign} {finding.finding}: {_verdicts(finding, lang)}: {finding.sentence[lang]}")
    pages = _pages(difference)
    yield f"{says['pages']}: {len(pages)}"
    yield from (one_line(f"{sign} {address or 'index.html'}") for sign, address in pages)
    if difference.lost:
        yield f"{says['lost']}: {len(difference.lost)}"
        yield from (one_line(f"- {path}") for path in difference.lost)
    yield from (one_line(DIFF["unled"][lang].format(name=name)) for name in difference.unled)


def markdown(difference: Difference) -> Iterator[str]:
    """Tables in both languages. Text of the content is escaped: it can be neither markup nor a command."""
    yield f"### {_both('title')}\n"
    if not _differs(difference):
        yield _both("nothing")
        return
    yield from _figures(difference.figures)
    yield from _findings(difference.findings)
    pages = _pages(difference)
    yield f"\n#### {_both('pages')}: {len(pages)}\n"
    yield from (f"- `{sign}` {_escaped(address or 'index.html')}" for sign, address in pages[:MOST])
    yield from _more(pages)
    if difference.lost:
        yield f"\n#### {_both('lost')}: {len(difference.lost)}\n"
        yield from (f"- `-` {_escaped(path)}" for path in difference.lost[:MOST])
        yield from _more(difference.lost)
    yield from (f"\n{_escaped(_both('unled').format(name=name))}" for name in difference.unled)


def _differs(difference: Difference) -> bool:
    pages = difference.added, difference.removed, difference.changed, difference.moved
    return any((difference.figures, difference.findings, *pages, difference.lost))


def problems_in_markdown(problems: Sequence[Problem]) -> Iterator[str]:
    """What keeps the content from being published, a line each in both languages."""
    yield f"### {_both('problems')}: {len(problems)}\n"
    for problem in problems[:MOST]:
        place, _, said = for_editors(problem, "en").partition(": ")
        chinese = for_editors(problem, "zh").partition(": ")[2]
        yield f"- {_escaped(place)}<br>{_escaped(chinese)}<br>{_escaped(said)}"
    yield from _more(problems)


def _figures(changes: Sequence[FigureChange]) -> Iterator[str]:
    yield f"#### {_both('figures')}: {len(changes)}\n"
    if not changes:
        return
    yield f"| {_both('figure')} | {_both('year')} | {_both('before')} | {_both('after')} | {_both('difference')} |"
    yield "|---|---|---|---|---|"
    for change in changes[:MOST]:
        name = f"{_escaped(change.name['zh'])} / {_escaped(change.name['en'])}<br>{_escaped(change.figure)}"
        cells = (change.before or "–", change.after or "–", change.difference)
        yield f"| {name} | {change.year} | {' | '.join(map(_escaped, cells))} |"
    yield from _more(changes)


def _findings(changes: Sequence[FindingChange]) -> Iterator[str]:
    yield f"\n#### {_both('findings')}: {len(changes)}\n"
    for change in changes[:MOST]:
        verdicts = f"{_verdicts(change, 'zh')} / {_verdicts(change, 'en')}"
        said = f"{_escaped(change.sentence['zh'])}<br>{_escaped(change.sentence['en'])}"
        yield f"- `{_sign(change.before or '', change.after or '')}` {verdicts}<br>{said}"
    yield from _more(changes)


def _both(key: str) -> str:
    return f"{DIFF[key]['zh']} / {DIFF[key]['en']}"


def _more(rows: Sequence[object]) -> Iterator[str]:
    if len(rows) > MOST:
        yield f"\n… +{len(rows) - MOST}"


def _sign(before: str, after: str) -> str:
    return "~" if before and after else "+" if after else "-"


def _from_to(change: FigureChange) -> str:
    apart = f" ({change.difference})" if change.difference else ""
    return f"{change.before or '–'} → {change.after or '–'}{apart}"


def _verdicts(change: FindingChange, lang: Language) -> str:
    before, after = (DIFF[f"verdict-{verdict or 'none'}"][lang] for verdict in (change.before, change.after))
    return after if before == after else f"{before} → {after}"


def _pages(difference: Difference) -> list[tuple[str, str]]:
    moved = tuple(f"{address} → {to}" for address, to in difference.moved)
    kinds = (("+", difference.added), ("-", difference.removed), (">", moved), ("~", difference.changed))
    return [(sign, address) for sign, addresses in kinds for address in addresses]


def _escaped(text: str) -> str:
    """Every mark that Markdown or HTML could take for more than itself; digits, signs and commas stay readable."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&@:])", r"\\\1", one_line(text))
