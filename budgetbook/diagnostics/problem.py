"""A problem in a file of ours: where it is, what is wrong, how to mend it; and its formats for people, editors and GitHub."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from budgetbook.diagnostics.messages import MESSAGES

Language = Literal["zh", "en"]
"""A language of messages: they are for editors, whatever the languages of the site."""
MESSAGE_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_LONGEST_WORD = 200
"""Characters of a word that are compared: no name is longer, and comparing takes time."""
ANNOTATIONS = 10
"""Annotations of one step that GitHub shows; it drops the rest."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of `messages.py` by its key, with values for its holes: texts that both languages share, or messages."""

    key: str
    fields: tuple[tuple[str, str | Message], ...] = ()

    def text(self, lang: Language) -> str:
        """The sentence in one language, on one line."""
        values = {name: value.text(lang) if isinstance(value, Message) else one_line(value) for name, value in self.fields}
        return MESSAGES[self.key][lang].format_map(values)


def message(sentence: str, /, **fields: object) -> Message:
    """Build a `Message`. A value may be a message too; anything else becomes text."""
    pairs = ((name, value if isinstance(value, Message) else str(value)) for name, value in fields.items())
    return Message(sentence, tuple(pairs))


def bilingual_message(zh: str, en: str) -> Message:
    """A message that has other words in each language, such as a concept's name in Chinese and its id in English."""
    return message("either", zh=zh, en=en)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at one place. Lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    path: str
    """The field, as `figures.revenue.amount`; empty for a whole file."""
    message: Message
    hint: Message | None = None
    """The likeliest repair; printed under the caret."""
    source: str = field(default="", compare=False)
    """The text of the line."""
    name: str = field(default="", compare=False)
    """The Chinese name of the figure that the field belongs to, or empty."""


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file, line and column; drops duplicates."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.path, repr(p.message)))


def format_problems(problems: list[Problem], kind: str, lang: Language) -> Iterator[str]:
    """Format all problems for `people`, `editors` or `github`. GitHub gets ten annotations, and a log of every problem."""
    if kind == "github":
        yield from (for_github(problem, lang) for problem in _first_of_each_file(problems)[:ANNOTATIONS])
        yield from (for_editors(problem, lang) for problem in problems)
    else:
        show = for_people if kind == "people" else for_editors
        yield from (show(problem, lang) for problem in problems)


def format_notes(notes: list[Problem], kind: str, lang: Language) -> Iterator[str]:
    """Format notes, which stop nothing, in the same formats; GitHub shows them as notices."""
    if kind == "github":
        yield from (for_github(note, lang, "notice") for note in notes[:ANNOTATIONS])
    show = for_people if kind == "people" else for_editors
    yield from (show(note, lang) for note in notes)


def _first_of_each_file(problems: list[Problem]) -> list[Problem]:
    """Take the first problem of every file, then the second, …: the first is the likeliest cause of the rest."""
    counts: Counter[str] = Counter()
    ranks = []
    for problem in problems:
        counts[problem.file] += 1
        ranks.append((counts[problem.file], problem))
    return [problem for _, problem in sorted(ranks, key=lambda pair: pair[0])]


def for_people(problem: Problem, lang: Language) -> str:
    """Place and sentence, then the line with a caret below the place; a wide character takes two columns."""
    head = f"{_place(problem)}: {_sentence(problem, lang)}"
    hint = problem.hint.text(lang) if problem.hint else ""
    if not problem.source.strip():
        return f"{head}\n      {hint}" if hint else head
    source = one_line(problem.source)
    room = " " * _columns(source[: problem.column - 1])
    return f"{head}\n{problem.line:5} | {source}\n      | {room}^ {hint}".rstrip()


def for_pages(problem: Problem, lang: Language) -> dict[str, str]:
    """The parts of a problem for a web page: place, sentence, the source line up to the place and from there, hint."""
    source = one_line(problem.source)
    return {
        "place": _place(problem),
        "sentence": _sentence(problem, lang),
        "before": source[: problem.column - 1],
        "there": source[problem.column - 1 :],
        "hint": problem.hint.text(lang) if problem.hint else "",
    }


def for_editors(problem: Problem, lang: Language) -> str:
    """`file:line:col: message`, the form that editors jump to."""
    return f"{_place(problem)}: {_with_hint(problem, lang)}"


def for_github(problem: Problem, lang: Language, level: str = "error") -> str:
    """A workflow command that annotates the line in both languages: whoever opened the pull request reads one of them.

    Escaped as GitHub's toolkit does it, so that no text can forge a command.
    """
    place = f"file={_escape_property(one_line(problem.file))},line={problem.line},col={problem.column}"
    other: Language = "en" if lang == "zh" else "zh"
    sentences = [_with_hint(problem, each) for each in (lang, other)]
    return f"::{level} {place}::{_escape_data(' / '.join(sentences))}"


def _with_hint(problem: Problem, lang: Language) -> str:
    hint = f" ({problem.hint.text(lang)})" if problem.hint else ""
    return f"{_sentence(problem, lang)}{hint}"


def nearest_word(word: str, known_words: Iterable[str]) -> str | None:
    """The known word that a slip of the keyboard most likely meant, or None."""
    word, names = word[:_LONGEST_WORD], sorted(known_words)
    narrow = _narrow(word)
    same = next((name for name in names if _narrow(name) == narrow), None)
    close = [same] if same else get_close_matches(word, names, n=1, cutoff=0.6)
    return close[0] if close else None


def _narrow(word: str) -> str:
    """Undo what a keyboard in another state adds: full-width letters, capitals, spaces around the word."""
    return unicodedata.normalize("NFKC", word).strip().lower()


def did_you_mean(word: str, known_words: Iterable[str]) -> Message | None:
    """The hint that names the nearest known word, or None."""
    close = nearest_word(word, known_words)
    if close and close.isascii() and (strange := next((letter for letter in word if ord(letter) > 0x7F), None)):
        return message("look-alike", word=close, letter=strange, code=f"U+{ord(strange):04X}")
    return message("did-you-mean", word=close) if close else None


def meant_word(hint: Message) -> str:
    """The word that a hint names; empty if it names none."""
    return str(dict(hint.fields).get("word", "")) if hint.key in ("did-you-mean", "look-alike") else ""


def one_line(text: str) -> str:
    """Replace control characters (a newline, an escape) by visible marks: nothing that content holds can forge a line.

    GitHub's runner also takes `##[…]` for a command wherever it stands in a line, so a space comes between.
    """
    visible = "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)
    return visible.replace("##[", "## [")


def _place(problem: Problem) -> str:
    """`file:line:column`. GitHub would take a colon at the start of a line for a command, so such a name gets `./` before it."""
    file = one_line(problem.file)
    return f"{'./' if file.startswith(':') else ''}{file}:{problem.line}:{problem.column}"


def _sentence(problem: Problem, lang: Language) -> str:
    text = problem.message.text(lang)
    path = one_line(problem.path)
    if problem.name and lang == "zh":
        path = f"{one_line(problem.name)}（{path}）"
    return f"{path}: {text}" if path else text


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
