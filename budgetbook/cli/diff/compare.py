"""Compares the site before and after a change: every figure, finding and page that differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.amount_format import format_as_printed
from budgetbook.arithmetic.finding import RemarkVerdict, Verdict
from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.cli.diff.published_site import DescribedSite, FindingSentences, PublishedSite, Record
from budgetbook.content.content import Entity
from budgetbook.content.text import Language
from budgetbook.content.units import Unit
from budgetbook.engine.inputs import entity_common_files
from budgetbook.infra.base.files import OutputFile
from budgetbook.render import redirects


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A row of the open data's `figures` that was added, removed or changed."""

    figure: str
    name: dict[Language, str]
    year: int
    role: str
    old_value: str
    """As printed, with its unit, or `=` and the computed value; empty if there was none."""
    new_value: str
    difference: str
    """After minus before, signed, in the unit of after; empty if either has no amount."""


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that appeared or disappeared."""

    finding: str
    old_verdict: Verdict | RemarkVerdict | None
    new_verdict: Verdict | RemarkVerdict | None
    sentence: dict[Language, str]
    """Its sentence, after the change if it still has one."""


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """Everything a change does to the published site."""

    figures: tuple[FigureChange, ...]
    findings: tuple[FindingChange, ...]
    added_pages: tuple[str, ...]
    removed_pages: tuple[str, ...]
    changed_pages: tuple[str, ...]
    """Addresses of pages; one whose edit links merely lead to other lines has not changed."""
    moved_pages: tuple[tuple[str, str], ...] = ()
    """Addresses of pages that become redirects, with their targets."""
    lost_files: tuple[str, ...] = ()
    """Addresses of data files and images that disappear."""
    dropped_entities: tuple[str, ...] = ()
    """Entities whose addresses disappear without another entity that claims their former id."""


def compare_sites(old: PublishedSite, new: PublishedSite) -> SiteDifference:
    """Find everything that differs, in the order after the change. Whatever is the same on both sides is not made."""
    same_entities = {entity for entity, files in new.entity_files.items() if old.entity_files.get(entity) == files}
    same_entities = same_entities if entity_common_files(old.common_files) == entity_common_files(new.common_files) else set()
    site = DescribedSite()
    old_pages, old_files = old.list_files(site, same_entities)
    new_pages, new_files = new.list_files(site, same_entities)
    gone_addresses = [address for address in old_pages if address not in new_pages]
    moved_addresses = {
        address: new_address
        for address in gone_addresses
        if (new_address := _find_new_path(address, new.entities)) and new_address in new_pages
    }
    lost_files = (path for path in old_files if path not in new_files and _find_new_path(path, new.entities) not in new_files)
    former_names = {name for entity in new.entities.values() for name in entity.formerly}
    return SiteDifference(
        tuple(_compare_figures(old.figure_rows(same_entities), new.figure_rows(same_entities))),
        tuple(_compare_findings(old.explain_findings(same_entities), new.explain_findings(same_entities))),
        tuple(address for address in new_pages if address not in old_pages),
        tuple(address for address in gone_addresses if address not in moved_addresses),
        tuple(address for address, page in new_pages.items() if not _is_same_page(old_pages.get(address, page), page)),
        tuple(moved_addresses.items()),
        tuple(lost_files),
        tuple(entity for entity in old.entities if entity not in new.entities and entity not in former_names),
    )


def _is_same_page(old: OutputFile, new: OutputFile) -> bool:
    """True if two descriptions are the same; they are not even made where they would be of the same."""
    return old is new or ((made_of := new.fingerprint()) and made_of == old.fingerprint()) or old.data == new.data


def _find_new_path(path: str, entities: Mapping[str, Entity]) -> str | None:
    """Map a path to its present one, if an entity used to have this id."""
    for entity in entities.values():
        for former_name in entity.formerly:
            if (new_path := redirects.rename_path(path, former_name, entity.id)) != path:
                return new_path
    return None


def _compare_figures(old_rows: Mapping[str, Record], new_rows: Mapping[str, Record]) -> list[FigureChange]:
    changes = []
    for figure in dict.fromkeys((*new_rows, *old_rows)):
        old, new = old_rows.get(figure), new_rows.get(figure)
        if _format_value(old) != _format_value(new):
            row: Record = new or old or {}
            name: dict[Language, str] = {
                column.removeprefix("name_"): str(cell) for column, cell in row.items() if column.startswith("name_")
            }
            role, year = str(row["role"]), int(str(row["year"]))
            changes.append(
                FigureChange(figure, name, year, role, _format_value(old), _format_value(new), _format_difference(old, new))
            )
    return changes


def _format_value(row: Record | None) -> str:
    """Format a row's value: digits and unit as printed, a computed value with `=`, or its state in words."""
    if row is None:
        return ""
    if row["printed"] is not None:
        return format_as_printed(Amount(Decimal(str(row["printed"])), _unit(row)))
    if row["amount"] is not None:
        return f"= {format_as_printed(_read_amount(row))}"
    return str(row["state"])


def _read_amount(row: Record) -> Amount:
    """Read a row's amount, which the data give in the base unit, in the row's own unit and printed scale."""
    base, unit = Decimal(str(row["amount"])), _unit(row)
    in_unit = Amount(base, unit.base).to_unit(unit).value
    return Amount(
        without_trailing_zeros(in_unit) if row["printed"] is None else in_unit.quantize(Decimal(str(row["printed"]))), unit
    )


def _unit(row: Record) -> Unit:
    unit = row["unit"]
    return unit if isinstance(unit, Unit) else Unit(str(unit))


def _format_difference(old: Record | None, new: Record | None) -> str:
    if old is None or new is None or old["amount"] is None or new["amount"] is None or old["unit"] != new["unit"]:
        return ""
    difference = _read_amount(new).value - _read_amount(old).value
    return f"{'+' if difference > 0 else ''}{format_as_printed(Amount(difference, _unit(new)))}"


def _compare_findings(old_sentences: FindingSentences, new_sentences: FindingSentences) -> list[FindingChange]:
    changes = []
    for name in dict.fromkeys((*new_sentences, *old_sentences)):
        old, new = old_sentences.get(name), new_sentences.get(name)
        if old is None or new is None or old[1] != new[1]:
            sentence = (new or old or (None, {}))[1]
            changes.append(FindingChange(name, old[0].verdict if old else None, new[0].verdict if new else None, sentence))
    return changes
