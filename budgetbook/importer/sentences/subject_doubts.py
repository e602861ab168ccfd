"""Tells by the sentence before it where a named figure may be somebody else's, or of something narrower than the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetbook.importer.sentences.compared_subject import ComparedSubjectFinder
from budgetbook.importer.sentences.kinds_of_posts import are_others_people, counts_people_by_posts, is_one_kind
from budgetbook.importer.sentences.subject import Subject

_PROJECTS = "project-expenditure"
DOMESTIC = "国内"
"""How the names of receptions begin that are not of foreigners."""


@dataclass
class SubjectDoubts(ComparedSubjectFinder):
    """Judges the subjects of a paragraph's figures."""

    def may_be_of_others(self, subject: Subject) -> bool:
        """True for a figure that the words before it may limit to less than the body's own."""
        return (
            self._is_of_doubtful_whole(subject)
            or self._is_of_strange_whole(subject)
            or self._is_of_foreigners(subject)
            or self._follows_others_people(subject)
            or is_one_kind(subject, self.whole, self.paragraph.text)
        )

    def _is_of_doubtful_whole(self, subject: Subject) -> bool:
        """True for a part of an amount that may be somebody else's, or of another year."""
        whole, concept = self.doubtful_whole, subject.concept
        is_part = concept not in ("", whole) and self.document_context.vocabulary.belongs_to(concept, whole)
        return bool(whole) and (is_part or bool(subject.item_path))

    def _is_of_strange_whole(self, subject: Subject) -> bool:
        """True for money of the whole body within the parts of an item (教育支出5万元，其中：基本支出3万元) or of projects.

        What projects spend on meetings is not all that the body spends on them: 项目支出9万元，其中：会议费2万元.
        """
        data = self.document_context.vocabulary
        by_fund = data.config.by_fund.values()
        if self.has_strange_whole and counts_people_by_posts(data, subject, self.sentence_tokens):
            return True
        if self.has_strange_whole and self.item_whole and subject.concept:
            return data.concepts[subject.concept].measure == "money" and not subject.item_path
        if self.has_strange_whole:
            return any(subject.concept in {*limits, *limits.values()} for limits in by_fund)
        if not subject.concept or subject.item_path or data.concepts[subject.concept].measure != "money":
            return False
        of_projects = self.whole in {_PROJECTS, *(limits.get(_PROJECTS) for limits in by_fund)}
        return of_projects and not data.belongs_to(subject.concept, self.whole)

    def _is_of_foreigners(self, subject: Subject) -> bool:
        """True for a count of receptions whose sentence spoke last of those of foreigners: 国（境）外接待1批次，接待人次5人."""
        data = self.document_context.vocabulary
        if not any(wording.unless and wording.concept == subject.concept for wording in data.config.wordings.values()):
            return False
        depth = 0
        for token in reversed(self.sentence_tokens):
            depth += (token.text == ")") - (token.text == "(")
            if depth <= 0 and token.kind == "foreign":
                return True
            if depth <= 0 and token.kind == "name" and token.text.startswith(DOMESTIC):
                return False
        return False

    def _follows_others_people(self, subject: Subject) -> bool:
        """True for people right behind those whom a clause with another body's name counts: 河湾馆编制8个，在编人员6人."""
        if not (self.amounts and self.document_context.finder.entity_name):
            return False
        position, earlier = self.amounts[-1]
        text = self.paragraph.text[: self.tokens[position].start]
        head = text.rpartition(earlier.evidence)[0] if earlier.evidence else ""
        owner = re.split("[，,。；;：:、]", head)[-1].strip()
        body = self.document_context.finder.entity_name
        return are_others_people(self.document_context.vocabulary, earlier, subject, owner, body)
