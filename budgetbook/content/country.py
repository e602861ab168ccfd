"""The record of `country.yaml`: a country's codes, its currencies and the units in which its documents count."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from budgetbook.content.budget_calendar import Calendar
from budgetbook.content.currency_sign import has_currency_sign
from budgetbook.content.fields import Flag, LanguageTag, Number, PatternText, PrintedText, Slug, fault
from budgetbook.content.language_file import Languages
from budgetbook.content.model import Measure, Record
from budgetbook.content.number_form import AmountScale
from budgetbook.content.plural_rules import PluralForm
from budgetbook.content.stages import USUAL_STAGES, Phase, Stage, Stages
from budgetbook.content.text import Text
from budgetbook.content.units import Currency, Unit, UnitKind, Units
from budgetbook.content.year_names import find_strange_part, find_twin_era, find_twin_years

Whole = Annotated[int, BeforeValidator(int)]


class CurrencyEntry(Record):
    """A currency in which bodies of the country report."""

    unit: PrintedText
    """What documents call its unit: 元, €."""
    sign: Flag | None = None
    """True if its unit is a sign, which each language puts before or behind a number: `CHF 340`, `340 CHF`. What has the sign of
    a currency in it ($, £, R$) is one, where nothing is said. Words by language (`words`) follow the number instead."""
    digits: Whole = 2
    """Digits after the point that its smallest coin needs."""
    pads: Flag = False
    """True where an amount with a fraction of the unit has all of these digits: 1,234.50 euros."""
    working_step: Number = Decimal(0)
    """What amounts that are printed in its unit may have been rounded to before a percentage was worked out from them: 100 yuan
    are a hundredth of 万元."""
    words: dict[str, dict[PluralForm, PrintedText]] = Field(default_factory=dict)
    """By language: what readers call it after a number, by plural category (`one`, `other`)."""

    @property
    def is_sign(self) -> bool:
        """True if its unit is a sign."""
        return has_currency_sign(self.unit) if self.sign is None else self.sign


class UnitEntry(Record):
    """A unit, by the name that documents print."""

    kind: UnitKind
    """What it counts. Units of people, and those of things, are measure words for the same."""
    currency: str | None = None
    """Of money: the code of its currency."""
    exponent: Whole = 0
    """Of money: the power of ten between it and the unit of its currency."""
    words: dict[str, dict[PluralForm, PrintedText]] = Field(default_factory=dict)
    """By language: what readers call it after a number, by plural category; absent where a bare number says it."""


class ClassificationShape(Record):
    """How the codes of a classification are built."""

    levels: tuple[Whole, ...] = ()
    """How many digits a code of each level has, the coarsest first: 3, 5, 7. A code begins with that of the line it is part of.
    Absent where codes have no such form; then each entry of the classification may name the code that it is `under`."""
    names: dict[Slug, Text] = Field(default_factory=dict)
    """What its levels are called, the coarsest first: data files have a column of this name for each. Where nothing is said,
    these are class, section and item, and the number of the level."""
    headings_hold_money: Flag = False
    """True where a line may have money beside that of its finer lines; then it may be more than these."""


class StageEntry(Record):
    """A stage at which bodies publish a year: files and addresses have its name, as in `2024-adopted`."""

    name: Text | None = None
    """What readers call a document of it, to stand after or before the year: adopted budget; absent where the language files have
    words of their own for it, as for `budget` and `final-accounts`."""
    phase: Phase
    """What its documents report, as the Fiscal Data Package has it: a plan (proposed, approved, adjusted), or an outcome
    (executed)."""
    is_partial: Flag = Field(default=False, alias="partial")
    """True where its documents report a part of the year: a quarter, the year so far. They are compared with no whole year."""


class FundEntry(Record):
    """A fund or account in which money is kept apart."""

    name: Text
    parts: tuple[Slug, ...] = ()
    """The funds that together are this one."""
    is_account: Flag = Field(default=False, alias="account")
    """True for an account of the budget, which has tables of its own, and a note where there is no such money."""
    figures: dict[Slug, Slug] = Field(default_factory=dict)
    """By concept: the concept for what this fund pays of it."""


class CountryFile(Record):
    """`country.yaml` of a country."""

    name: Text
    """What readers call it."""
    code: str
    """Its two letters in ISO 3166-1, for data files."""
    authority_code: str
    """Its three letters there, by which the European Union’s list of countries names it."""
    currencies: dict[str, CurrencyEntry]
    """By ISO 4217 code. Money is added to and compared with money of its currency alone."""
    units: dict[str, UnitEntry]
    """In the order in which editors are offered them."""
    funds: dict[Slug, FundEntry] = Field(default_factory=dict)
    """The funds that columns of tables can be limited to; `all` stands for all money."""
    stages: dict[Slug, StageEntry] = Field(default_factory=dict, max_length=10)
    """The stages of a year, in their order; `budget` and `final-accounts`, where nothing is said."""
    other_lines: tuple[PrintedText, ...] = ()
    """How the names of lines begin that hold what no other line names: 其他, Otros."""
    calendar: Calendar = Calendar()
    """The budget year; the calendar year, where nothing is said."""
    classifications: dict[Slug, ClassificationShape] = Field(default_factory=dict)
    """By the name of its file in `classifications/`."""
    wording: dict[LanguageTag, dict[Slug, PatternText]] = Field(default_factory=dict)
    """By language: words and sentences of the site as they are said of this country, in place of the language file's."""
    amounts: dict[LanguageTag, tuple[AmountScale, ...]] = Field(default_factory=dict)
    """By language: the sizes in which readers count money of this country, in place of the language file's: billions of yen."""
    usual: dict[Measure, str] = Field(default_factory=dict)
    """By what a figure counts: its unit where nothing names one; else the first that counts it."""

    @model_validator(mode="after")
    def _check_units(self) -> Self:
        errors = [InitErrorDetails(type=error, loc=path, input=path[-1]) for path, error in self._find_errors()]
        if errors:
            raise ValidationError.from_exception_data("CountryFile", errors)
        return self

    def _find_errors(self) -> Iterator[tuple[tuple[str | int, ...], PydanticCustomError]]:
        for name, unit in self.units.items():
            if (unit.kind == "money") != (unit.currency in self.currencies):
                yield ("units", name), fault("unit-without-currency", name=name)
        for code, currency in self.currencies.items():
            own = self.units.get(currency.unit)
            if own is None or own.currency != code or own.exponent:
                yield ("currencies", code, "unit"), fault("currency-without-unit", code=code, name=currency.unit)
        for name, shape in self.classifications.items():
            names, levels = len(shape.names), len(shape.levels)
            if names and levels and names != levels:
                yield ("classifications", name, "names"), fault("levels-unnamed", names=names, levels=levels)
        yield from self._find_unnamed()
        for measure, name in self.usual.items():
            if name not in self.units:
                yield ("usual", measure), fault("usual-unit-unknown", name=name)

    def _find_unnamed(self) -> Iterator[tuple[tuple[str | int, ...], PydanticCustomError]]:
        """Stages without a name of their own, and years with a name that cannot be made or that another year has too."""
        for stage, entry in self.stages.items():
            if entry.name is None and stage not in USUAL_STAGES:
                yield ("stages", stage), fault("stage-without-name", name=stage)
            elif twin := self._find_namesake(stage):
                yield ("stages", stage, "name"), fault("stage-of-same-name", name=stage, other=twin)
        if (place := find_twin_era(self.calendar.eras)) is not None:
            yield ("calendar", "eras", place, "from"), fault("two-eras-at-once", year=self.calendar.eras[place].since)
        for lang, pattern in self.calendar.label.items():
            if strange := find_strange_part(pattern):
                yield ("calendar", "label", lang), fault("no-part-of-a-year", name=strange)
            elif "{era" in pattern and not self.calendar.eras:
                yield ("calendar", "label", lang), fault("era-without-eras", found=pattern)
            elif twins := find_twin_years(pattern, self.calendar.eras):
                yield ("calendar", "label", lang), fault("years-of-same-name", first=twins[0], second=twins[1], found=pattern)

    def _find_namesake(self, stage: str) -> str:
        """An earlier stage that is called the same in some language; empty if there is none."""
        names = set((self.stages[stage].name or Text()).items())
        earlier_stages = takewhile(lambda other: other != stage, self.stages)
        return next((other for other in earlier_stages if names.intersection((self.stages[other].name or Text()).items())), "")

    @cached_property
    def code_levels(self) -> dict[str, tuple[int, ...]]:
        """Of each classification, how many digits a code of each level has."""
        return {name: shape.levels for name, shape in self.classifications.items()}

    @cached_property
    def stage_list(self) -> Stages:
        """The stages, as statements have them."""
        stages = (Stage(name, each.phase, each.is_partial, order) for order, (name, each) in enumerate(self.stages.items()))
        return Stages(stages) if self.stages else USUAL_STAGES

    @property
    def stage_names(self) -> dict[str, Text]:
        """What readers call the stages that have names of their own."""
        return {name: each.name for name, each in self.stages.items() if each.name is not None}

    def fit(self, languages: Languages) -> Languages:
        """The languages of a site as the country says it."""
        return languages.fit(self.wording, self.amounts, self.stage_names, self.calendar.year_names)

    @cached_property
    def unit_list(self) -> Units:
        """The units, as figures have them."""
        currencies = {
            code: Currency(code, each.unit, each.digits, each.words, each.pads, each.working_step, each.is_sign)
            for code, each in self.currencies.items()
        }
        units = (
            Unit(name, each.kind, each.exponent, currencies.get(each.currency or ""), each.words)
            for name, each in self.units.items()
        )
        return Units(units, {str(measure): name for measure, name in self.usual.items()})


NO_SHAPE = ClassificationShape()
