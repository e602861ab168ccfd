"""Texts as plain words in both languages, with the figures that they name filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES, Language, Text
from budgetbook.opendata.tables.table import Value
from budgetbook.text.explain import Explainer
from budgetbook.text.markdown import plain_text
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References


@dataclass(frozen=True)
class BilingualTexts:
    """Turns the texts of one statement, or of the site, into plain words."""

    references: Mapping[Language, References]
    explainers: Mapping[Language, Explainer]

    def bilingual_cells(self, name: str, text: Text | None) -> dict[str, Value]:
        """`<name>_zh` and `<name>_en`, with roles filled in."""
        return {f"{name}_{lang}": plain_text(text[lang], self.references[lang]) if text else None for lang in LANGUAGES}

    def note_cells(self, finding: Finding) -> dict[str, Value]:
        """`note_zh` and `note_en`: a finding in a few sentences."""
        return {f"note_{lang}": self.explainers[lang].note(finding) for lang in LANGUAGES}


def statement_texts(content: Content, ledger: Ledger) -> BilingualTexts:
    """Texts of a statement, whose roles name its figures."""
    phrases = {lang: Phrases(lang, content.phrases) for lang in LANGUAGES}
    references = {lang: References(content, phrases[lang], ledger) for lang in LANGUAGES}
    explainers = {lang: Explainer(content, phrases[lang], ledger, references[lang]) for lang in LANGUAGES}
    return BilingualTexts(references, explainers)


def site_texts(content: Content) -> BilingualTexts:
    """Texts outside a statement, whose roles name terms only."""
    return BilingualTexts({lang: References(content, Phrases(lang, content.phrases)) for lang in LANGUAGES}, {})


def format_sentence(content: Content, phrase_id: str, **fields: Text | str) -> dict[Language, str]:
    """A sentence of `wording.yaml` in each language; bilingual fields are filled in by language. Raises PhraseError."""
    return {
        lang: Phrases(lang, content.phrases).say(
            phrase_id, **{k: v if isinstance(v, str) else v[lang] for k, v in fields.items()}
        )
        for lang in LANGUAGES
    }


def bilingual_cells(name: str, text: Text | None) -> dict[str, Value]:
    """`<name>_zh` and `<name>_en` of a text without roles."""
    return {f"{name}_{lang}": text[lang] if text else None for lang in LANGUAGES}
