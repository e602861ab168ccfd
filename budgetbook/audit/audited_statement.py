"""A document as an import reads it, with its findings and the words for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.audit.place_words import write_place
from budgetbook.content.content import Statement
from budgetbook.content.model import Profile
from budgetbook.content.text import Language
from budgetbook.importer import vocabulary
from budgetbook.importer.document_draft import draft_document
from budgetbook.importer.draft.finding_places import FindingPlaces
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import MalformedVocabularyError, Vocabulary
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Phrases


@dataclass(frozen=True)
class AuditedStatement:
    """What one document says, what does not come out in it, and how that is said in one language."""

    recognition: Recognition
    draft: StatementDraft
    vocabulary: Vocabulary
    profile: Profile | None
    """What the rules ask for; None if the content folder has no such file."""
    findings: tuple[Finding, ...]
    explainer: Explainer
    places: FindingPlaces

    @classmethod
    def read(cls, paths: Sequence[Path], content_root: Path, lang: Language) -> AuditedStatement:
        """Read a document of one or several files with the words of a content folder.

        Raises UnreadableDocumentError if the document is of no use, MalformedVocabularyError if the folder's words are.
        """
        words = vocabulary.load(content_root)
        document_draft = draft_document(paths, words)
        phrase_files = vocabulary.load_phrases(content_root)
        if lang not in phrase_files:
            raise MalformedVocabularyError(f"{(content_root / 'languages' / f'{lang}.yaml').as_posix()}?")
        phrases = Phrases(lang, phrase_files)
        content = document_draft.with_phrases(phrase_files)
        (ledger,) = ledgers_of(content).values()
        return cls(
            document_draft.recognition,
            document_draft.statement,
            words,
            vocabulary.load_profile(content_root, str(document_draft.statement.head.get("profile", ""))),
            document_draft.findings,
            Explainer.create(content, phrases, ledger),
            FindingPlaces(ledger.statement, document_draft.recognition),
        )

    @property
    def phrases(self) -> Phrases:
        """Words of the report's language."""
        return self.explainer.phrases

    @property
    def statement(self) -> Statement:
        """The statement as drafted."""
        return self.explainer.ledger.statement

    def write_place(self, part: str, spot: str) -> str:
        """A place in words, by the key of its part and its location there."""
        node = self.recognition.places.get(part)
        page = node.spots[0].page if node and node.spots else None
        full_spot = f"p{page} {spot}" if page and not spot.startswith(("p", "f")) and "!" not in spot else spot
        return write_place(part, self.statement.places.get(part), full_spot, self.phrases)

    def find_failures(self) -> Iterator[Finding]:
        """Yield each finding that fails."""
        return (finding for finding in self.findings if finding.verdict == "fails")
