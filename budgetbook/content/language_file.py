"""Record of the file of one language: how it writes, and every word and sentence of the site in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from budgetbook.content.fields import Flag, LanguageTag, PatternText, PrintedText, Slug, fault, shorten
from budgetbook.content.model import Record
from budgetbook.content.number_form import AmountScale, NumberForm, Sign
from budgetbook.content.plural_rules import USUAL_PLURALS, Category, PluralRuleError, read_rule
from budgetbook.content.reading_context import SCRIPTS, LanguageSketch, has_script

if TYPE_CHECKING:
    Script = str
else:  # a closed list, made of the one list of scripts
    Script = Literal[SCRIPTS]


class Marks(Record):
    """The signs and small words with which a language joins its sentences and lists, with the spaces that belong to them."""

    colon: Sign
    comma: Sign
    """Between parts of one description."""
    listing: Sign
    """Between the items of a list."""
    last: Sign
    """Before the last item of a list."""
    semicolon: Sign
    stop: Sign
    """The end of a sentence."""
    opening: Sign
    """An opening bracket within a sentence."""
    closing: Sign
    spaced: Flag = True
    """True if spaces stand between words and between sentences."""
    steps: Sign = ""
    """Between the steps that lead to a place in a document: 第3页第8行, page 3, line 8."""
    apposition: Sign
    """Between a thing and the part of it that is meant: `支出总表：合计`, `Table of expenditure, total`."""

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return " " if self.spaced else ""


class SearchForm(Record):
    """How the search understands words of a language; scripts without spaces are cut into adjacent characters by themselves."""

    endings: tuple[PrintedText, ...] = ()
    """Endings that a reader may leave out or add, in the order in which they are tried, each with what stands there instead:
    `ies y`, `s`."""


def _read_plural_rule(text: object) -> str:
    """A rule for a plural category, in the notation of CLDR. Raises a fault."""
    try:
        read_rule(text if isinstance(text, str) else "")
    except PluralRuleError:
        raise fault("not-a-plural-rule", found=shorten(text)) from None
    return str(text)


PluralRule = Annotated[str, BeforeValidator(_read_plural_rule)]


class LanguageFile(Record):
    """`content/languages/<tag>.yaml`: one language of the site."""

    tag: PrintedText
    """What `lang` says in pages: zh-CN, en."""
    locale: PrintedText
    """The language and the country whose forms it follows, for the networks that show a picture of a page: zh_CN, en_GB."""
    code: PrintedText
    """Its code of three letters in ISO 639-3, for catalogues of open data: zho, eng."""
    name: PrintedText
    """Its own name, as on the switch of languages: 中文, English."""
    script: Script
    """The script of its words; a text that has none of its letters is in another language."""
    numbers: NumberForm = NumberForm()
    amounts: tuple[AmountScale, ...] = Field(min_length=1)
    """The sizes in which it counts money, the largest first; the last is the currency's own unit (power 0)."""
    plurals: dict[Category, PluralRule] = Field(default_factory=lambda: dict(USUAL_PLURALS))
    """Which numbers are of which plural category, by the rules of CLDR and in their order: `few: "v = 0 and i % 10 = 2..4"`. What
    none of them holds for is `other`. Units give a word for each category that they tell apart."""
    measure_words: Flag = False
    """True where a count keeps its unit in a sentence that names what is counted: 编制20名."""
    marks: Marks
    search: SearchForm = SearchForm()
    languages: dict[LanguageTag, PrintedText] = Field(default_factory=dict)
    """What it calls languages, within a sentence: `en: English`."""
    keywords: tuple[PrintedText, ...] = ()
    """The words by which catalogues of open data find the data of the site."""
    small_first: Literal["names", "none"] = "none"
    """Which names begin with a small letter within a sentence: `names` (all but those with further capitals), or none."""
    words: dict[Slug, PrintedText]
    """The words of the interface."""
    sentences: dict[Slug, PatternText]
    """The patterns of its sentences. What stands in {braces} is filled in from the figures."""

    @model_validator(mode="after")
    def _check_script(self) -> Self:
        if errors := list(self._find_foreign_words()):
            raise ValidationError.from_exception_data("LanguageFile", errors)
        return self

    def _find_foreign_words(self) -> Iterator[InitErrorDetails]:
        for name, word in self.words.items():
            if not has_script(word, self.script):
                wrong = fault("not-of-the-language", language=self.name, found=shorten(word))
                yield InitErrorDetails(type=wrong, loc=("words", name), input=word)

    def reword(self, wording: Mapping[str, str]) -> LanguageFile:
        """The same language with some words and sentences put in another way; what it has none of is left out."""
        words, sentences = (
            {**own, **{key: wording[key] for key in own if key in wording}} for own in (self.words, self.sentences)
        )
        return self.model_copy(update={"words": words, "sentences": sentences})

    def name_stages(self, names: Mapping[str, str]) -> LanguageFile:
        """The same language with the names of a country's stages, and what their documents are called."""
        sentences, words = dict(self.sentences), dict(self.words)
        for stage, name in names.items():
            small, title = self.write_small(name), sentences["statement-title-of-stage"]
            sentences[f"document-{stage}"] = sentences["document-of-stage"].replace("{stage}", small)
            sentences[f"statement-title-{stage}"] = title.replace("{stage}", name if title.startswith("{stage}") else small)
            words[f"stage-name-{stage}"] = name
        return self.model_copy(update={"words": words, "sentences": sentences})

    def label_years(self) -> LanguageFile:
        """The same language with the names of budget years in place of their numbers, wherever a sentence speaks of one."""
        sentences = {
            key: text.replace("{year}", "{fiscal_year}") if key.startswith(_OF_BUDGET_YEARS) else text
            for key, text in self.sentences.items()
        }
        sentences = {key: text.replace("{prior_year}", "{prior_fiscal_year}") for key, text in sentences.items()}
        return self.model_copy(update={"sentences": sentences})

    def write_small(self, name: str) -> str:
        """One of our own names as it stands within a sentence: with a small first letter, unless the language has none, or other
        words of the name are capitalised."""
        if self.small_first == "none" or not name[1:2].islower() or any(word[:1].isupper() for word in name.split()[1:]):
            return name
        return name[0].lower() + name[1:]

    @property
    def sketch(self) -> LanguageSketch:
        """What can be told of the language without its words."""
        return LanguageSketch(self.name, self.script)


_OF_BUDGET_YEARS = (
    *("document-", "statement-title-", "execution-title", "execution-description", "compared-figure"),
    *("column-year", "key-plain", "untestable-no-budget", "chart-changes-earlier", "chart-pairs-row", "compare-dot-row"),
)
"""How the names of sentences begin whose year is that of a budget, not of a day on which something was counted."""


class Languages(dict[str, LanguageFile]):
    """The languages of a site in its order, and that of its documents."""

    def __init__(
        self, files: Mapping[str, LanguageFile], printed_in: str = "", year_names: Mapping[str, Mapping[int, str]] | None = None
    ) -> None:
        super().__init__(files)
        self.year_names = year_names or {}
        """By language: what readers call a budget year; none where its number says it."""
        self.printed_in = printed_in or next(iter(files), "")
        """The language in which the documents print; it need not be one of the site's."""

    def fit(
        self,
        wording: Mapping[str, Mapping[str, str]],
        amounts: Mapping[str, tuple[AmountScale, ...]],
        stages: Mapping[str, Mapping[str, str]],
        year_names: Mapping[str, Mapping[int, str]],
    ) -> Languages:
        """The same languages as a country says it: with its names of stages, and its words, sentences and sizes of money."""
        named_files = {
            lang: file.name_stages({stage: names[lang] for stage, names in stages.items() if lang in names})
            for lang, file in self.items()
        }
        files = {lang: file.reword(wording.get(lang, {})) for lang, file in named_files.items()}
        fitting_files = {
            lang: file.model_copy(update={"amounts": amounts.get(lang, file.amounts)}) for lang, file in files.items()
        }
        own_files = {lang: file.label_years() if lang in year_names else file for lang, file in fitting_files.items()}
        return Languages(own_files, self.printed_in, year_names)

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, LanguageFile], str, Mapping[str, Mapping[int, str]]]]:
        return type(self), (dict(self), self.printed_in, self.year_names)
