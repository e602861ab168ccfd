"""The content before and after a change in; what that does to everything published out: figures, findings, pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding, Verdict
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.money import Amount, format_as_printed, without_trailing_zeros
from budgetbook.charts.render.renderer import ChartRenderer
from budgetbook.content import code_hosts
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.engine import all_pages
from budgetbook.opendata import downloads
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.render import chart_files, redirects
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References

_COLON: dict[Language, str] = {"zh": "：", "en": ": "}
Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One row of the open data's `figures` that came, went or changed."""

    figure: str
    name: dict[Language, str]
    year: int
    role: str
    old_value: str
    """As printed, with its unit, or `=` and the computed value; empty where there was none."""
    new_value: str
    difference: str
    """After minus before, signed, in the unit of after; empty where one of them has no amount."""


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One check that ended otherwise before: in a fault that was not there, or without the one that was."""

    finding: str
    old_verdict: Verdict | None
    new_verdict: Verdict | None
    sentence: dict[Language, str]
    """What it says now, or what it said."""


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """All that a change does to what is published."""

    figures: tuple[FigureChange, ...]
    findings: tuple[FindingChange, ...]
    added_pages: tuple[str, ...]
    removed_pages: tuple[str, ...]
    changed_pages: tuple[str, ...]
    """Addresses of pages; a page whose only change is the line that its edit links lead to has not changed."""
    moved_pages: tuple[tuple[str, str], ...] = ()
    """Addresses of pages that lead on from now on, each with where to."""
    lost_files: tuple[str, ...] = ()
    """Addresses of data files and pictures that cease."""
    dropped_entities: tuple[str, ...] = ()
    """Bodies whose addresses cease, and of which no other says that it had their name."""


def compare_content(old_content: Content, new_content: Content) -> SiteDifference:
    """Everything that differs, in the order of what is published after."""
    old_findings, new_findings = run_rules.run_rules(old_content), run_rules.run_rules(new_content)
    old_pages, new_pages = _describe_pages(old_content, old_findings), _describe_pages(new_content, new_findings)
    gone_addresses = [address for address in old_pages if address not in new_pages]
    moved_addresses = {
        address: new_address
        for address in gone_addresses
        if (new_address := _find_new_path(address, new_content)) and new_address in new_pages
    }
    new_files = _list_files(new_content, new_findings)
    lost_files = (
        path
        for path in _list_files(old_content, old_findings)
        if path not in new_files and _find_new_path(path, new_content) not in new_files
    )
    former_names = {name for entity in new_content.entities.values() for name in entity.formerly}
    return SiteDifference(
        tuple(_compare_figures(_load_figure_rows(old_content, old_findings), _load_figure_rows(new_content, new_findings))),
        tuple(_compare_findings(_explain_findings(old_content, old_findings), _explain_findings(new_content, new_findings))),
        tuple(address for address in new_pages if address not in old_pages),
        tuple(address for address in gone_addresses if address not in moved_addresses),
        tuple(address for address, page in new_pages.items() if old_pages.get(address, page) != page),
        tuple(moved_addresses.items()),
        tuple(lost_files),
        tuple(entity for entity in old_content.entities if entity not in new_content.entities and entity not in former_names),
    )


def _find_new_path(path: str, new_content: Content) -> str | None:
    """Where a page or file stands now, if a body says that it had its name before."""
    for entity in new_content.entities.values():
        for former_name in entity.formerly:
            if (new_path := redirects.rename_path(path, former_name, entity.id)) != path:
                return new_path
    return None


def _list_files(content: Content, findings_by_statement: Mapping[str, tuple[Finding, ...]]) -> dict[str, None]:
    """The paths of all data files and pictures; none is made."""
    files = downloads.build_downloads(content, findings_by_statement)
    picture_paths = (
        picture.path
        for page in all_pages.build_from_content(content, findings_by_statement, files)
        for picture in chart_files.chart_files(page, ChartRenderer(None))
    )
    return dict.fromkeys((*(file.path for file in files), *picture_paths))


def _load_figure_rows(content: Content, findings_by_statement: Mapping[str, tuple[Finding, ...]]) -> dict[str, Record]:
    figure_rows = rows.build_all_rows(content, findings_by_statement)["figures"]
    return {str(row["figure"]): row for row in rows.records(TABLES["figures"], figure_rows)}


def _compare_figures(old_rows: Mapping[str, Record], new_rows: Mapping[str, Record]) -> list[FigureChange]:
    changes = []
    for figure in dict.fromkeys((*new_rows, *old_rows)):
        old, new = old_rows.get(figure), new_rows.get(figure)
        if _format_value(old) != _format_value(new):
            row: Record = new or old or {}
            name: dict[Language, str] = {lang: str(row[f"name_{lang}"]) for lang in LANGUAGES}
            role, year = str(row["role"]), int(str(row["year"]))
            changes.append(
                FigureChange(figure, name, year, role, _format_value(old), _format_value(new), _format_difference(old, new))
            )
    return changes


def _format_value(row: Record | None) -> str:
    """What a reader sees of a row: digits and unit as printed, a computed value with `=`, or its state in words."""
    if row is None:
        return ""
    if row["printed"] is not None:
        return format_as_printed(Amount(Decimal(str(row["printed"])), str(row["unit"])))
    if row["amount"] is not None:
        return f"= {format_as_printed(_read_amount(row))}"
    return str(row["state"])


def _read_amount(row: Record) -> Amount:
    """A row's amount, which the data give in the base unit, in the row's own unit and with the scale that is printed."""
    base, unit = Decimal(str(row["amount"])), str(row["unit"])
    in_unit = Amount(base, "元").to_unit(unit).value if Amount(base, unit).is_money else base
    return Amount(
        without_trailing_zeros(in_unit) if row["printed"] is None else in_unit.quantize(Decimal(str(row["printed"]))), unit
    )


def _format_difference(old: Record | None, new: Record | None) -> str:
    if old is None or new is None or old["amount"] is None or new["amount"] is None or old["unit"] != new["unit"]:
        return ""
    difference = _read_amount(new).value - _read_amount(old).value
    return f"{'+' if difference > 0 else ''}{format_as_printed(Amount(difference, str(new['unit'])))}"


_FindingSentences = dict[str, tuple[Finding, dict[Language, str]]]


def _explain_findings(content: Content, findings_by_statement: Mapping[str, tuple[Finding, ...]]) -> _FindingSentences:
    """Every finding that does not come out exactly, with its sentence in both languages."""
    sentences: _FindingSentences = {}
    for name, ledger in ledgers_of(content).items():
        words = [Phrases(lang, content.phrases) for lang in LANGUAGES]
        explainers = [Explainer(content, each, ledger, References(content, each, ledger)) for each in words]
        for finding in findings_by_statement[name]:
            if not finding.exact:
                sentences[finding.id] = finding, {each.lang: _build_sentence(each, finding) for each in explainers}
    return sentences


def _build_sentence(explainer: Explainer, finding: Finding) -> str:
    return f"{explainer.name(finding.concept)}{_COLON[explainer.lang]}{explainer.sentence(finding)}"


def _compare_findings(old_sentences: _FindingSentences, new_sentences: _FindingSentences) -> list[FindingChange]:
    changes = []
    for name in dict.fromkeys((*new_sentences, *old_sentences)):
        old, new = old_sentences.get(name), new_sentences.get(name)
        if old is None or new is None or old[1] != new[1]:
            sentence = (new or old or (None, {}))[1]
            changes.append(FindingChange(name, old[0].verdict if old else None, new[0].verdict if new else None, sentence))
    return changes


def _describe_pages(content: Content, findings_by_statement: Mapping[str, tuple[Finding, ...]]) -> dict[str, str]:
    """Each page by its address, as all that it shows; a data file is its name and rows there, not its bytes.

    Without edit links: these lead to lines, and a line moves with any change above it.
    """
    files = downloads.build_downloads(content, findings_by_statement)
    content_without_editor = replace(content, site=content.site.model_copy(update={"edit": code_hosts.NO_EDITOR}))
    return {
        page.address: repr(page) for page in all_pages.build_from_content(content_without_editor, findings_by_statement, files)
    }
