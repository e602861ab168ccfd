"""Judges every passage of the document by its words, and quotes in the draft those that do not stand the test."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.arithmetic.passages.punctuation import unpaired_offsets
from budgetbook.arithmetic.rules import QUOTE_RULES
from budgetbook.arithmetic.rules.quoted_statement import QuotedStatement
from budgetbook.arithmetic.rules.totals import sums
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.content import Statement
from budgetbook.content.form_words import FormWords
from budgetbook.content.statement import Quote
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.change_remarks import remark_on_changes
from budgetbook.importer.draft.entries import DraftEntry
from budgetbook.importer.draft.figure_remarks import remark_on_figures
from budgetbook.importer.draft.number_remarks import remark_on_lists, remark_on_repeated_changes, remark_on_units, remark_on_years
from budgetbook.importer.draft.page_remarks import remark_on_pages
from budgetbook.importer.draft.passage_remarks import remark_on_identity, remark_on_words
from budgetbook.importer.draft.passages import Passage, list_passages
from budgetbook.importer.draft.place_entries import PlaceDescriber
from budgetbook.importer.draft.remarks import DraftRemark
from budgetbook.importer.draft.sentence_remarks import remark_on_breakdowns, remark_on_sentences, remark_on_shares
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.draft.table_remarks import remark_on_tables
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary

_SENTENCE = re.compile(r"[^。]+。*|。+")
_REACH = 3
"""Paragraphs within which a mark's other half may stand: a quotation of several paragraphs, a paragraph that was cut in two."""
_OFTEN = 3
"""Paragraphs with a quotation mark alone beyond which the document's font, not its author, has no other half."""
_LONGEST = 400
"""Characters of a passage that is quoted; a longer one is not a sentence but a whole table set as text."""


def judge_passages(draft: StatementDraft, recognition: Recognition, vocabulary: Vocabulary) -> None:
    """Add to the draft each passage for which a rule on words fails, and the remarks on what no rule is sure of."""
    passages = list(list_passages(draft, recognition, vocabulary))
    draft.body_names = _sure_names(recognition, passages)
    statement = dry_run.build_statement(draft)
    judge = _PassageJudge(statement, vocabulary, draft.body_names)
    place_by_text: dict[str, str] = {}
    for index, findings in judge.find_slips(passages).items():
        for text in judge.cut(passages[index].text, findings):
            place_by_text.setdefault(text, passages[index].place)
    for number, (text, place) in enumerate(place_by_text.items(), 1):
        draft.quotes[f"quote-{number}"] = DraftEntry({"text": text, "at": place})
    _add_places(draft, recognition, vocabulary, set(place_by_text.values()))
    ledger = Ledger(statement, vocabulary.concepts, vocabulary.country)
    failing_wholes = frozenset(
        f.printed_value for f in sums(ledger) if f.verdict == "fails" and isinstance(f.printed_value, Amount)
    )
    for passage in passages:
        draft.remarks += _read_remarks(
            passage, recognition, draft.body_names, vocabulary.form_words, place_by_text, failing_wholes
        )
    draft.remarks += remark_on_sentences(passages, draft)
    draft.remarks += remark_on_breakdowns(passages)
    table_amounts = [Amount(m.value, read_unit(m.unit)) for m in recognition.mentions if m.table and m.digits and m.unit in MONEY]
    draft.remarks += remark_on_shares(passages, place_by_text, table_amounts)
    paragraphs = [block for block in recognition.document.blocks if isinstance(block, Paragraph)]
    text_by_spot = {run.spot: paragraph.text for paragraph in paragraphs for run in paragraph.text_runs}
    draft.remarks += remark_on_units(recognition.mentions)
    draft.remarks += remark_on_repeated_changes(recognition.mentions)
    draft.remarks += remark_on_years(recognition.mentions, recognition.fiscal_year, text_by_spot)
    parts_of = {name: concept.parts for name, concept in vocabulary.concepts.items()}
    draft.remarks += remark_on_tables(recognition.mentions, vocabulary.config.totals, parts_of)
    figures = {name: {"unit": ledger.unit(name), **entry.fields} for name, entry in draft.figures.items()}
    draft.remarks += remark_on_figures(figures, vocabulary.form_words, vocabulary.concepts)
    draft.remarks += remark_on_changes(figures, vocabulary.concepts)
    draft.remarks += remark_on_pages(recognition.document)


def _read_remarks(
    passage: Passage,
    recognition: Recognition,
    names: tuple[str, ...],
    words: FormWords,
    quotes: Mapping[str, str],
    failing_wholes: Container[Amount],
) -> Iterator[DraftRemark]:
    """Yield the remarks on a passage; not on year and name where a quoted sentence of it says more for certain."""
    yield from remark_on_words(passage.text, passage.place, words)
    own_mentions = [m for m in recognition.mentions if (m.place, m.status, m.kind) == (passage.place, "placed", "figure")]
    yield from remark_on_lists(
        passage.text, passage.place, [Amount(m.value, read_unit(m.unit)) for m in own_mentions], failing_wholes
    )
    if not any(text in passage.text for text in quotes):
        yield from remark_on_identity(passage.text, passage.place, recognition.fiscal_year, names, words)


def _add_places(draft: StatementDraft, recognition: Recognition, vocabulary: Vocabulary, keys: set[str]) -> None:
    """Add the places of quotes, in the order of the document."""
    describer = PlaceDescriber(recognition, vocabulary)
    new = {key: describer.describe(recognition.places[key]) for key in keys - draft.places.keys()}
    places = draft.places | new
    draft.places = {key: places[key] for key in recognition.places if key in places}


def _sure_names(recognition: Recognition, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The body's name, if the title or many passages print it: then one that differs is the slip."""
    name = recognition.entity_name
    is_sure = name in recognition.title or sum(name in passage.text for passage in passages) >= _OFTEN
    return (name,) if name and is_sure else ()


@dataclass(frozen=True)
class _PassageJudge:
    """Runs the rules on words over passages of one statement."""

    statement: Statement
    vocabulary: Vocabulary
    body_names: tuple[str, ...]

    def find_slips(self, passages: Sequence[Passage]) -> dict[int, list[Finding]]:
        """The failed findings of each passage, by its index, without those that something innocent may explain."""
        slips_found = self._judge([passage.text for passage in passages])
        lonely = _doubtful_pairs([passage.text for passage in passages])
        slips = {}
        for index, findings in slips_found.items():
            sure_slips = [
                each
                for each in findings
                if not (each.kind == "unpaired" and index in lonely)
                and (each.kind != "no-stop" or passages[index].at_end)
                and not (each.rule in ("completion", "outcome") and passages[index].is_figure)
                and not (each.kind == "wrong-base" and str(each.printed_value).endswith(tuple(passages[index].percents)))
                and not (each.kind == "sentence" and _number(each.printed_value) in passages[index].shares)
            ]
            if sure_slips:
                slips[index] = sure_slips
        return slips

    def _judge(self, texts: Sequence[str]) -> dict[int, list[Finding]]:
        quotes = {f"q{index}": Quote.model_construct(text=text, at="", sic=()) for index, text in enumerate(texts)}
        statement = self.statement.model_copy(update={"quotes": quotes})
        ledger = Ledger(statement, self.vocabulary.concepts, self.vocabulary.country)
        tables = StatementTables(ledger, self.vocabulary.classifications)
        source = QuotedStatement(tables, self.vocabulary.form_words, self.body_names)
        slips: dict[int, list[Finding]] = {}
        for rule in QUOTE_RULES:
            for finding in rule(source):
                if finding.verdict == "fails":
                    slips.setdefault(int(finding.concept[1:]), []).append(finding)
        return slips

    def cut(self, text: str, findings: Sequence[Finding]) -> Iterator[str]:
        """Yield the sentences of a passage that show its slips, each slip in as few as it takes, and none twice."""
        windows = list(self._choose_windows(text, findings))
        yield from (window for window in windows if not any(window != other and window in other for other in windows))

    def _choose_windows(self, text: str, findings: Sequence[Finding]) -> Iterator[str]:
        sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]
        all_slips = {_slip_of(finding) for finding in findings}
        open_slips = set(all_slips)
        for length in (1, 2, 3):
            windows = ["".join(sentences[i : i + length]).strip() for i in range(len(sentences) - length + 1)]
            for index, window_findings in sorted(self._judge(windows).items()):
                slips = {_slip_of(finding) for finding in window_findings}
                if open_slips & slips and slips <= all_slips and len(windows[index]) <= _LONGEST:
                    open_slips -= slips
                    yield windows[index]
            if not open_slips:
                return
        if len(text) <= _LONGEST:
            yield text


def _number(value: Amount | str | None) -> Decimal | None:
    return value.value if isinstance(value, Amount) else None


def _slip_of(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same slip, wherever their text was cut."""
    return finding.rule, finding.kind, finding.printed_value, finding.computed_value


def _doubtful_pairs(texts: Sequence[str]) -> set[int]:
    """The passages with a lonely mark whose other half stands near, or whose like the whole document has."""
    lonely = [(index, mark) for index, text in enumerate(texts) for mark in unpaired_offsets(text)]
    often = Counter(mark for _, mark in lonely)
    doubtful = {index for index, mark in lonely if mark in "“「" and often[mark] > _OFTEN}
    for (first, mark), (second, other) in pairwise(lonely):
        if mark == other and second - first <= _REACH:
            doubtful |= {first, second}
    return doubtful
