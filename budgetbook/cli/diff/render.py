"""Renders a comparison: lines for a terminal, or Markdown in both languages for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.cli.diff.compare import FigureChange, FindingChange, SiteDifference
from budgetbook.cli.messages import DIFF
from budgetbook.diagnostics.problem import Language, Problem, for_editors, one_line

MOST = 200
"""Rows of one kind; the summary of a CI job holds one MiB."""


def render_text(difference: SiteDifference, lang: Language) -> Iterator[str]:
    """Render one line per change: `+` added, `-` removed, `~` changed."""
    says = {key: sentence[lang] for key, sentence in DIFF.items()}
    if not _has_changes(difference):
        yield says["nothing"]
        return
    yield f"{says['figures']}: {len(difference.figures)}"
    for change in difference.figures:
        yield one_line(
            f"{_change_sign(change.old_value, change.new_value)} {change.figure} ({change.name[lang]}): {_render_change(change)}"
        )
    yield f"{says['findings']}: {len(difference.findings)}"
    for finding in difference.findings:
        sign = _change_sign(finding.old_verdict or "", finding.new_verdict or "")
        yield one_line(f"{sign} {finding.finding}: {_render_verdicts(finding, lang)}: {finding.sentence[lang]}")
    pages = _list_pages(difference)
    yield f"{says['pages']}: {len(pages)}"
    yield from (one_line(f"{sign} {address or 'index.html'}") for sign, address in pages)
    if difference.lost_files:
        yield f"{says['lost']}: {len(difference.lost_files)}"
        yield from (one_line(f"- {path}") for path in difference.lost_files)
    yield from (one_line(DIFF["unled"][lang].format(name=name)) for name in difference.dropped_entities)


def render_markdown(difference: SiteDifference) -> Iterator[str]:
    """Render tables in both languages. Text of the content is escaped, so it can be neither markup nor a command."""
    yield f"### {_both_languages('title')}\n"
    if not _has_changes(difference):
        yield _both_languages("nothing")
        return
    yield from _render_figures(difference.figures)
    yield from _render_findings(difference.findings)
    pages = _list_pages(difference)
    yield f"\n#### {_both_languages('pages')}: {len(pages)}\n"
    yield from (f"- `{sign}` {_escape(address or 'index.html')}" for sign, address in pages[:MOST])
    yield from _render_more(pages)
    if difference.lost_files:
        yield f"\n#### {_both_languages('lost')}: {len(difference.lost_files)}\n"
        yield from (f"- `-` {_escape(path)}" for path in difference.lost_files[:MOST])
        yield from _render_more(difference.lost_files)
    yield from (f"\n{_escape(_both_languages('unled').format(name=name))}" for name in difference.dropped_entities)


def _has_changes(difference: SiteDifference) -> bool:
    pages = difference.added_pages, difference.removed_pages, difference.changed_pages, difference.moved_pages
    return any((difference.figures, difference.findings, *pages, difference.lost_files))


def render_problems(problems: Sequence[Problem]) -> Iterator[str]:
    """Render the problems that prevent publication, one line each, in both languages."""
    yield f"### {_both_languages('problems')}: {len(problems)}\n"
    for problem in problems[:MOST]:
        position, _, english = for_editors(problem, "en").partition(": ")
        chinese = for_editors(problem, "zh").partition(": ")[2]
        yield f"- {_escape(position)}<br>{_escape(chinese)}<br>{_escape(english)}"
    yield from _render_more(problems)


def _render_figures(changes: Sequence[FigureChange]) -> Iterator[str]:
    yield f"#### {_both_languages('figures')}: {len(changes)}\n"
    if not changes:
        return
    yield f"| {' | '.join(map(_both_languages, ('figure', 'year', 'before', 'after', 'difference')))} |"
    yield "|---|---|---|---|---|"
    for change in changes[:MOST]:
        name = f"{_escape(change.name['zh'])} / {_escape(change.name['en'])}<br>{_escape(change.figure)}"
        cells = (change.old_value or "–", change.new_value or "–", change.difference)
        yield f"| {name} | {change.year} | {' | '.join(map(_escape, cells))} |"
    yield from _render_more(changes)


def _render_findings(changes: Sequence[FindingChange]) -> Iterator[str]:
    yield f"\n#### {_both_languages('findings')}: {len(changes)}\n"
    for change in changes[:MOST]:
        verdicts = f"{_render_verdicts(change, 'zh')} / {_render_verdicts(change, 'en')}"
        sentences = f"{_escape(change.sentence['zh'])}<br>{_escape(change.sentence['en'])}"
        yield f"- `{_change_sign(change.old_verdict or '', change.new_verdict or '')}` {verdicts}<br>{sentences}"
    yield from _render_more(changes)


def _both_languages(key: str) -> str:
    return f"{DIFF[key]['zh']} / {DIFF[key]['en']}"


def _render_more(rows: Sequence[object]) -> Iterator[str]:
    if len(rows) > MOST:
        yield f"\n… +{len(rows) - MOST}"


def _change_sign(old: str, new: str) -> str:
    return "~" if old and new else "+" if new else "-"


def _render_change(change: FigureChange) -> str:
    difference = f" ({change.difference})" if change.difference else ""
    return f"{change.old_value or '–'} → {change.new_value or '–'}{difference}"


def _render_verdicts(change: FindingChange, lang: Language) -> str:
    old_verdict, new_verdict = (
        DIFF[f"verdict-{verdict or 'none'}"][lang] for verdict in (change.old_verdict, change.new_verdict)
    )
    return new_verdict if old_verdict == new_verdict else f"{old_verdict} → {new_verdict}"


def _list_pages(difference: SiteDifference) -> list[tuple[str, str]]:
    moved_pages = tuple(f"{address} → {new_address}" for address, new_address in difference.moved_pages)
    kinds = (("+", difference.added_pages), ("-", difference.removed_pages), (">", moved_pages), ("~", difference.changed_pages))
    return [(sign, address) for sign, addresses in kinds for address in addresses]


def _escape(text: str) -> str:
    """Escape every character that Markdown or HTML could interpret; digits, signs and commas stay readable."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&@:])", r"\\\1", one_line(text))
