"""The content before and after a change in; what that does to everything published out: figures, findings, pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding, Verdict
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.money import Amount, plain, printed
from budgetbook.charts.render.renderer import Pen
from budgetbook.content import code_hosts
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.engine import all_pages
from budgetbook.infra.base.record import record
from budgetbook.opendata import downloads
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.render import chart_files, redirects
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Words
from budgetbook.text.roles import References

_COLON: dict[Language, str] = {"zh": "：", "en": ": "}
Record = Mapping[str, object]


@record
class FigureChange:
    """One row of the open data's `figures` that came, went or changed."""

    figure: str
    name: dict[Language, str]
    year: int
    role: str
    before: str
    """As printed, with its unit, or `=` and the computed value; empty where there was none."""
    after: str
    difference: str
    """After minus before, signed, in the unit of after; empty where one of them has no amount."""


@record
class FindingChange:
    """One check that ended otherwise before: in a fault that was not there, or without the one that was."""

    finding: str
    before: Verdict | None
    after: Verdict | None
    sentence: dict[Language, str]
    """What it says now, or what it said."""


@record
class Difference:
    """All that a change does to what is published."""

    figures: tuple[FigureChange, ...]
    findings: tuple[FindingChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    """Addresses of pages; a page whose only change is the line that its edit links lead to has not changed."""
    moved: tuple[tuple[str, str], ...] = ()
    """Addresses of pages that lead on from now on, each with where to."""
    lost: tuple[str, ...] = ()
    """Addresses of data files and pictures that cease."""
    unled: tuple[str, ...] = ()
    """Bodies whose addresses cease, and of which no other says that it had their name."""


def between(before: Content, after: Content) -> Difference:
    """Everything that differs, in the order of what is published after."""
    old, new = run_rules.of(before), run_rules.of(after)
    old_pages, new_pages = _pages(before, old), _pages(after, new)
    gone = [address for address in old_pages if address not in new_pages]
    led = {address: to for address in gone if (to := _leads(address, after)) and to in new_pages}
    kept = _files(after, new)
    lost = (path for path in _files(before, old) if path not in kept and _leads(path, after) not in kept)
    former = {name for entity in after.entities.values() for name in entity.formerly}
    return Difference(
        tuple(_figures(_rows(before, old), _rows(after, new))),
        tuple(_findings(_said(before, old), _said(after, new))),
        tuple(address for address in new_pages if address not in old_pages),
        tuple(address for address in gone if address not in led),
        tuple(address for address, page in new_pages.items() if old_pages.get(address, page) != page),
        tuple(led.items()),
        tuple(lost),
        tuple(entity for entity in before.entities if entity not in after.entities and entity not in former),
    )


def _leads(path: str, after: Content) -> str | None:
    """Where a page or file stands now, if a body says that it had its name before."""
    for entity in after.entities.values():
        for old in entity.formerly:
            if (now := redirects.renamed(path, old, entity.id)) != path:
                return now
    return None


def _files(content: Content, found: Mapping[str, tuple[Finding, ...]]) -> dict[str, None]:
    """The paths of all data files and pictures; none is made."""
    files = downloads.of(content, found)
    shown = (picture.path for page in all_pages.of(content, found, files) for picture in chart_files.of(page, Pen(None)))
    return dict.fromkeys((*(file.path for file in files), *shown))


def _rows(content: Content, found: Mapping[str, tuple[Finding, ...]]) -> dict[str, Record]:
    made = rows.of(content, found)["figures"]
    return {str(record["figure"]): record for record in rows.records(TABLES["figures"], made)}


def _figures(before: Mapping[str, Record], after: Mapping[str, Record]) -> list[FigureChange]:
    changes = []
    for figure in dict.fromkeys((*after, *before)):
        old, new = before.get(figure), after.get(figure)
        if _shown(old) != _shown(new):
            row: Record = new or old or {}
            name: dict[Language, str] = {lang: str(row[f"name_{lang}"]) for lang in LANGUAGES}
            role, year = str(row["role"]), int(str(row["year"]))
            changes.append(FigureChange(figure, name, year, role, _shown(old), _shown(new), _apart(old, new)))
    return changes


def _shown(row: Record | None) -> str:
    """What a reader sees of a row: digits and unit as printed, a computed value with `=`, or its state in words."""
    if row is None:
        return ""
    if row["printed"] is not None:
        return printed(Amount(Decimal(str(row["printed"])), str(row["unit"])))
    if row["amount"] is not None:
        return f"= {printed(_amount(row))}"
    return str(row["state"])


def _amount(row: Record) -> Amount:
    """A row's amount, which the data give in the base unit, in the row's own unit and with the scale that is printed."""
    base, unit = Decimal(str(row["amount"])), str(row["unit"])
    in_unit = Amount(base, "元").to(unit).value if Amount(base, unit).is_money else base
    return Amount(plain(in_unit) if row["printed"] is None else in_unit.quantize(Decimal(str(row["printed"]))), unit)


def _apart(old: Record | None, new: Record | None) -> str:
    if old is None or new is None or old["amount"] is None or new["amount"] is None or old["unit"] != new["unit"]:
        return ""
    apart = _amount(new).value - _amount(old).value
    return f"{'+' if apart > 0 else ''}{printed(Amount(apart, str(new['unit'])))}"


_Said = dict[str, tuple[Finding, dict[Language, str]]]


def _said(content: Content, found: Mapping[str, tuple[Finding, ...]]) -> _Said:
    """Every finding that does not come out exactly, with its sentence in both languages."""
    said: _Said = {}
    for name, ledger in ledgers_of(content).items():
        words = [Words(lang, content.phrases) for lang in LANGUAGES]
        explainers = [Explainer(content, each, ledger, References(content, each, ledger)) for each in words]
        for finding in found[name]:
            if not finding.exact:
                said[finding.id] = finding, {each.lang: _sentence(each, finding) for each in explainers}
    return said


def _sentence(explainer: Explainer, finding: Finding) -> str:
    return f"{explainer.name(finding.concept)}{_COLON[explainer.lang]}{explainer.sentence(finding)}"


def _findings(before: _Said, after: _Said) -> list[FindingChange]:
    changes = []
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        if old is None or new is None or old[1] != new[1]:
            sentence = (new or old or (None, {}))[1]
            changes.append(FindingChange(name, old[0].verdict if old else None, new[0].verdict if new else None, sentence))
    return changes


def _pages(content: Content, found: Mapping[str, tuple[Finding, ...]]) -> dict[str, str]:
    """Each page by its address, as all that it shows; a data file is its name and rows there, not its bytes.

    Without edit links: these lead to lines, and a line moves with any change above it.
    """
    files = downloads.of(content, found)
    still = replace(content, site=content.site.model_copy(update={"edit": code_hosts.NO_EDITOR}))
    return {page.address: repr(page) for page in all_pages.of(still, found, files)}
