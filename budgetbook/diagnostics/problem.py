"""A fault in our own files: where it is, what was expected, what was found, how to mend it; and its three prints."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from budgetbook.diagnostics.messages import MESSAGES

Language = Literal["zh", "en"]
_LONGEST_WORD = 200
"""Of a longer one, its beginning is compared: nobody means a name that long, and comparing takes time."""
ANNOTATIONS = 10
"""How many a step may have before GitHub drops them."""


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of `messages.py` by its key, and what fills its holes (plain text in either language)."""

    key: str
    fields: tuple[tuple[str, str | Message], ...] = ()

    def text(self, lang: Language) -> str:
        """The sentence in one language, on one line."""
        values = {name: value.text(lang) if isinstance(value, Message) else one_line(value) for name, value in self.fields}
        return MESSAGES[self.key][lang].format_map(values)


def message(sentence: str, /, **fields: object) -> Message:
    """A `Message`; a field may be one too, and everything else becomes text."""
    pairs = ((name, value if isinstance(value, Message) else str(value)) for name, value in fields.items())
    return Message(sentence, tuple(pairs))


def bilingual_message(zh: str, en: str) -> Message:
    """What is said in other words in each language: in Chinese, a name of the dictionary with its id in brackets."""
    return message("either", zh=zh, en=en)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place. Lines and columns count from 1, columns in characters."""

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
    """What the field is about, by its Chinese name; empty where it has none."""


def sort(problems: Iterable[Problem]) -> list[Problem]:
    """By file, line and column; the same fault said twice is said once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.path, repr(p.message)))


def format_problems(problems: list[Problem], kind: str, lang: Language) -> Iterator[str]:
    """All problems, as `people`, `editors` or `github` read them. GitHub shows ten annotations; the log has every problem."""
    if kind == "github":
        yield from (for_github(problem, lang) for problem in _first_of_each_file(problems)[:ANNOTATIONS])
        yield from (for_editors(problem, lang) for problem in problems)
    else:
        show = for_people if kind == "people" else for_editors
        yield from (show(problem, lang) for problem in problems)


def format_notes(notes: list[Problem], kind: str, lang: Language) -> Iterator[str]:
    """What is worth a look and stops nothing, in the same prints; on GitHub as a notice."""
    if kind == "github":
        yield from (for_github(note, lang, "notice") for note in notes[:ANNOTATIONS])
    show = for_people if kind == "people" else for_editors
    yield from (show(note, lang) for note in notes)


def _first_of_each_file(problems: list[Problem]) -> list[Problem]:
    """The first problem of every file, then the second of every file, …: the first is the likeliest cause of the rest."""
    counts: Counter[str] = Counter()
    ranks = []
    for problem in problems:
        counts[problem.file] += 1
        ranks.append((counts[problem.file], problem))
    return [problem for _, problem in sorted(ranks, key=lambda pair: pair[0])]


def for_people(problem: Problem, lang: Language) -> str:
    """Place and sentence, then the line with a caret under the place; a wide character is two columns."""
    head = f"{_place(problem)}: {_sentence(problem, lang)}"
    hint = problem.hint.text(lang) if problem.hint else ""
    if not problem.source.strip():
        return f"{head}\n      {hint}" if hint else head
    source = one_line(problem.source)
    room = " " * _columns(source[: problem.column - 1])
    return f"{head}\n{problem.line:5} | {source}\n      | {room}^ {hint}".rstrip()


def for_pages(problem: Problem, lang: Language) -> dict[str, str]:
    """The parts of one problem for a page: its place and sentence, the line up to the place and from there, the repair."""
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
    """A workflow command that annotates the line, in both languages: whoever opened the pull request reads one of them.

    Escaped as GitHub's toolkit does, so that no text forges a command.
    """
    place = f"file={_escape_property(one_line(problem.file))},line={problem.line},col={problem.column}"
    other: Language = "en" if lang == "zh" else "zh"
    sentences = [_with_hint(problem, each) for each in (lang, other)]
    return f"::{level} {place}::{_escape_data(' / '.join(sentences))}"


def _with_hint(problem: Problem, lang: Language) -> str:
    hint = f" ({problem.hint.text(lang)})" if problem.hint else ""
    return f"{_sentence(problem, lang)}{hint}"


def nearest_word(word: str, known_words: Iterable[str]) -> str | None:
    """The known word that a typing slip most likely meant, or None."""
    word, names = word[:_LONGEST_WORD], sorted(known_words)
    narrow = _narrow(word)
    same = next((name for name in names if _narrow(name) == narrow), None)
    close = [same] if same else get_close_matches(word, names, n=1, cutoff=0.6)
    return close[0] if close else None


def _narrow(word: str) -> str:
    """Without what a keyboard in another state adds: full-width letters, capitals, spaces around it."""
    return unicodedata.normalize("NFKC", word).strip().lower()


def did_you_mean(word: str, known_words: Iterable[str]) -> Message | None:
    """The hint that names the nearest known word, where there is one."""
    close = nearest_word(word, known_words)
    if close and close.isascii() and (strange := next((letter for letter in word if ord(letter) > 0x7F), None)):
        return message("look-alike", word=close, letter=strange, code=f"U+{ord(strange):04X}")
    return message("did-you-mean", word=close) if close else None


def one_line(text: str) -> str:
    """Control characters (a newline, an escape) become visible marks: nothing that content holds can forge a line.

    GitHub's runner also takes `##[…]` for a command wherever it stands in a line, so a space comes between.
    """
    visible = "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in text)
    return visible.replace("##[", "## [")


def _place(problem: Problem) -> str:
    """`file:line:column`; a name that begins with a colon cannot stand at the start of a line, where GitHub reads commands."""
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
