"""What words of a question stand for: a concept, a code of a classification, a section, a page, or a kind of answer.

`concepts.yaml` and the classifications have them in `asked`, the files of `languages/` in the words `asked-<name>`, separated by
bars. Those of all languages are known on every page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.pages.standalone import article_part
from budgetbook.search.normal_text import TextRules, text_rules

_NOTHING = "nothing"
PAGES = ("compare", "glossary", "checks", "data")
"""Pages that belong to no entity."""
KINDS = (_NOTHING, "amount", "meaning", "up", "down", "finding", "entity")
"""Words that say nothing; that ask for a figure; that ask what something is; of what rose and what fell; of what does not add up;
of who somebody is."""


def asked_words(content: Content, lang: Language) -> dict[str, dict[str, str]]:
    """For the browser: the words, spelled as a query is cut, with what each stands for; and the plain names of concepts."""
    pairs, rules = list(_pairs(content)), text_rules(content, lang)
    idle = {spell(word, rules) for name, word in pairs if name == _NOTHING}
    words = {spelling: name for name, word in pairs if (spelling := spell(word, rules, () if name == _NOTHING else idle))}
    plain = {name: concept.plain[lang] for name, concept in content.concepts.items() if concept.plain}
    return {"words": words, "plain": plain}


def _pairs(content: Content) -> Iterator[tuple[str, str]]:
    """Yield (what it stands for, word); plain names first, since any other use of the same word counts more."""
    for name, concept in content.concepts.items():
        yield from ((name, concept.plain[lang]) for lang in content.languages if concept.plain)
    for scheme, entries in content.classifications.items():
        for code, entry in entries.items():
            if entry.asked:
                yield from ((code_tag(scheme, code), word) for lang in content.languages for word in entry.asked[lang])
    for name, concept in content.concepts.items():
        if concept.asked:
            yield from ((name, word) for lang in content.languages for word in concept.asked[lang])
    for name in asked_names(content):
        for lang in content.languages:
            yield from ((name, word) for word in content.phrases[lang].words.get(f"asked-{name}", "").split("|") if word)


def asked_names(content: Content) -> Iterator[str]:
    """What the words `asked-<name>` can stand for, beside concepts and codes."""
    yield from (*KINDS, *PAGES)
    yield from (f"section-{name}" for name in content.sections)
    for name, prose in content.articles.items():
        yield name
        yield from (
            f"{name}-{article_part(number)}" for number, _ in enumerate(filter(None, prose[content.languages[0]].sections), 1)
        )


def code_tag(scheme: str, code: str) -> str:
    """The tag of the lines that have a code of a classification."""
    return f"{scheme}-{code}"


def spell(word: str, rules: TextRules, idle: Collection[str] = ()) -> str:
    """A word as a query is cut: words without their endings, without idle ones, one space between them."""
    return " ".join(each for each in map(rules.cut_ending, rules.normalize(word).split()) if each not in idle)
