"""Texts as plain words in each language of the site, with the figures that they name filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.content import Content
from budgetbook.content.text import Language, Text
from budgetbook.opendata.tables.table import Value
from budgetbook.text.explain import Explainer
from budgetbook.text.markdown import plain_text
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References


@dataclass(frozen=True)
class TranslatedTexts:
    """Turns the texts of one statement, or of the site, into plain words."""

    languages: tuple[Language, ...]
    references: Mapping[Language, References]
    explainers: Mapping[Language, Explainer]

    def translated_cells(self, name: str, text: Text | None) -> dict[str, Value]:
        """`<name>_<lang>` of each language, with roles filled in."""
        return {f"{name}_{lang}": plain_text(text[lang], self.references[lang]) if text else None for lang in self.languages}

    def note_cells(self, finding: Finding) -> dict[str, Value]:
        """`note_<lang>` of each language: a finding in a few sentences."""
        return {f"note_{lang}": self.explainers[lang].note(finding) for lang in self.languages}


def statement_texts(content: Content, ledger: Ledger) -> TranslatedTexts:
    """Texts of a statement, whose roles name its figures."""
    phrases = {lang: Phrases(lang, content.phrases) for lang in content.languages}
    references = {lang: References(content, phrases[lang], ledger) for lang in content.languages}
    explainers = {lang: Explainer(content, phrases[lang], ledger, references[lang]) for lang in content.languages}
    return TranslatedTexts(content.languages, references, explainers)


def site_texts(content: Content) -> TranslatedTexts:
    """Texts outside a statement, whose roles name terms only."""
    references = {lang: References(content, Phrases(lang, content.phrases)) for lang in content.languages}
    return TranslatedTexts(content.languages, references, {})


def format_sentence(content: Content, phrase_id: str, **fields: Text | str) -> dict[Language, str]:
    """A sentence in each language; translated fields are filled in by language. Raises PhraseError."""
    return {
        lang: Phrases(lang, content.phrases).say(
            phrase_id, **{k: v if isinstance(v, str) else v[lang] for k, v in fields.items()}
        )
        for lang in content.languages
    }


def translated_cells(content: Content, name: str, text: Text | None) -> dict[str, Value]:
    """`<name>_<lang>` of each language of the site, of a text without roles."""
    return {f"{name}_{lang}": text[lang] if text else None for lang in content.languages}


def join_texts(content: Content, text: Text) -> str:
    """A text in every language of the site, one after the other."""
    return " ".join(text[lang] for lang in content.languages)
