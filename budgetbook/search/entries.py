"""Search entries of the whole site in one language, the most general first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content, Entity, Statement
from budgetbook.content.text import Language, Text
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.contributions import Contributions
from budgetbook.pages.language import LanguageSite, language_sites, relative_href
from budgetbook.pages.standalone import article_part
from budgetbook.search.asked_words import PAGES, asked_words
from budgetbook.search.index import SPAN, EntryBlock, SearchEntry, build_index_files
from budgetbook.search.normal_text import text_rules
from budgetbook.search.number_units import number_units
from budgetbook.search.statement import build_entries
from budgetbook.search.terms import TermCutter
from budgetbook.text import markdown
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References

KINDS = ("term", "entity", "statement", "article", "page", "section", "table", "figure", "finding", "project", "fact", "line")


CONTRIBUTION = "search"
"""Kind of contribution that entities make to the index, by language."""


class SearchContribution(NamedTuple):
    """One entity's search entries in one language."""

    entity: SearchEntry
    statements: tuple[tuple[str, SearchEntry, EntryBlock], ...]
    """For each statement: its id, its own entry, and the entries on its pages."""


def contribute(content: Content, findings: Findings) -> dict[str, SearchContribution]:
    """The contribution of one entity, by language."""
    return {language_site.lang: _build_contribution(language_site) for language_site in language_sites(content, findings)}


def build_index(content: Content, contributions: Contributions, lang: Language) -> Iterator[OutputFile]:
    """The files of the search index of one language."""
    kinds = {kind: content.phrases[lang].words[f"found-{kind}"] for kind in KINDS}
    return build_index_files(
        f"{lang}/search/",
        entry_blocks(content, contributions, lang),
        kinds,
        _count_general_blocks(content, contributions),
        TermCutter(number_units(content), text_rules(content, lang)),
        asked_words(content, lang),
    )


def entry_blocks(content: Content, contributions: Contributions, lang: Language) -> Iterator[tuple[int, EntryBlock]]:
    """Yield every entry in numbered blocks: general blocks first, then statements from the newest to the oldest.

    Entries of a statement beyond the size of a block come in extra blocks, numbered after all of these.
    """
    rank = {statement.id: number for number, statement in enumerate(contributions.register.newest_first)}
    first = _count_general_blocks(content, contributions)
    overflow_numbers = count(first + len(rank))
    entity_entries: list[SearchEntry] = []
    statement_entries: dict[str, SearchEntry] = {}
    for contribution in contributions.collect(CONTRIBUTION, lang):
        entity_entries.append(contribution.entity)
        for name, entry, block in contribution.statements:
            statement_entries[name] = entry
            for start in range(0, max(len(block.entries), 1), SPAN):
                part = block._replace(entries=block.entries[start : start + SPAN])
                yield next(overflow_numbers) if start else first + rank[name], part
    newest = (statement_entries[name] for name in rank)
    general = (
        *_term_entries(content, lang),
        *entity_entries,
        *_article_entries(content, lang),
        *_page_entries(content, lang),
        *newest,
    )
    for number in range(first):
        yield number, EntryBlock("", general[number * SPAN : (number + 1) * SPAN])


def _count_general_blocks(content: Content, contributions: Contributions) -> int:
    """Number of blocks that terms, entities, articles, pages and statements fill."""
    register = contributions.register
    entity_entry_count = len(register.entities) + len(register.statements)
    article_parts = sum(len({"", *prose[content.languages[0]].sections}) for prose in content.articles.values())
    return -(-(len(content.concepts) + article_parts + len(PAGES) + entity_entry_count) // SPAN)


def _build_contribution(language_site: LanguageSite) -> SearchContribution:
    (entity,) = language_site.content.entities.values()
    return SearchContribution(_entity_entry(language_site, entity), tuple(_statement_entries(language_site, entity)))


def _statement_entries(language_site: LanguageSite, entity: Entity) -> Iterator[tuple[str, SearchEntry, EntryBlock]]:
    words, content = language_site.phrases, language_site.content
    own_names = (*_in_each_language(content, entity.name), *_in_each_language(content, entity.short))
    for statement in language_site.newest:
        presenter = language_site.presenter(statement.id, _search_page(language_site.lang))
        context = " · ".join((*own_names, presenter.title, *_year_names(words, statement)))
        statement_title = words.say("page-title", title=entity.short[language_site.lang], entity=presenter.title)
        yield (
            statement.id,
            _statement_entry(language_site, statement),
            EntryBlock(context, tuple(build_entries(language_site, presenter, statement_title))),
        )


def _search_page(lang: Language) -> str:
    return f"{lang}/search/"


def _relative_href(lang: Language, address: str) -> str:
    return relative_href(_search_page(lang), address)


def _in_each_language(content: Content, text: Text) -> tuple[str, ...]:
    return tuple(text[lang] for lang in content.languages)


def _term_entries(content: Content, lang: Language) -> Iterator[SearchEntry]:
    refs = References(content, Phrases(lang, content.phrases))
    for name, concept in content.concepts.items():
        href = _relative_href(lang, f"{lang}/glossary/{name}/")
        yield SearchEntry(
            "term",
            concept.name[lang],
            _other_name(content, concept.name, lang),
            href,
            (*_in_each_language(content, concept.name), *concept.also),
            refs.tip(name),
            sentence=_first_sentence(refs.tip(name), refs.phrases),
            tags=(name,),
        )


def _other_name(content: Content, name: Text, lang: Language) -> str:
    """A name in the other language that stands beside it; empty if the site has no other."""
    other = content.other_language(lang)
    return name[other] if other else ""


def _first_sentence(text: str, phrases: Phrases) -> str:
    sign = phrases.marks.stop + phrases.marks.space
    return f"{text.partition(sign)[0]}{sign.strip()}" if sign in text else text


def _entity_entry(language_site: LanguageSite, entity: Entity) -> SearchEntry:
    lang, content = language_site.lang, language_site.content
    text = " ".join((entity.place[lang], entity.about[lang], *(duty.short[lang] for duty in entity.duties)))
    href = _relative_href(lang, f"{lang}/{entity.id}/")
    return SearchEntry(
        "entity",
        entity.short[lang],
        entity.name[lang],
        href,
        (*_in_each_language(content, entity.short), *_in_each_language(content, entity.name)),
        text,
        sentence=entity.about[lang],
        tags=("entity",),
    )


def _article_entries(content: Content, lang: Language) -> Iterator[SearchEntry]:
    """Yield the articles, each followed by its parts."""
    refs = References(content, Phrases(lang, content.phrases))
    for name, prose in content.articles.items():
        article, href = prose[lang], _relative_href(lang, f"{lang}/{name}/")
        nav_label = content.phrases[lang].words.get(f"nav-{name}")  # what the navigation calls it
        names = tuple(dict.fromkeys((article.title, *([nav_label] if nav_label else []))))
        texts = {head: _words_of(text, refs) for head, (_, text) in article.sections.items()}
        opening = texts.get("", "")
        yield SearchEntry("article", article.title, "", href, names, opening, sentence=opening, tags=(name,))
        for number, head in enumerate(filter(None, texts), 1):
            part_href = f"{href}#{article_part(number)}"
            tags = (f"{name}-{article_part(number)}",)
            yield SearchEntry("article", head, article.title, part_href, (head,), texts[head], sentence=texts[head], tags=tags)


def _words_of(text: str, refs: References) -> str:
    """The words of a text, without what Markdown adds."""
    return " ".join(markdown.render_html(text, refs).striptags().split())


def _page_entries(content: Content, lang: Language) -> Iterator[SearchEntry]:
    words = Phrases(lang, content.phrases)
    for name in PAGES:
        href, description = _relative_href(lang, f"{lang}/{name}/"), words[f"way-{name}"]
        yield SearchEntry("page", words[name], "", href, (words[name],), description, sentence=description, tags=(name,))


def _statement_entry(language_site: LanguageSite, statement: Statement) -> SearchEntry:
    presenter, lang = language_site.presenter(statement.id, _search_page(language_site.lang)), language_site.lang
    entity = language_site.content.entities[statement.entity]
    content = language_site.content
    own_names = (*_in_each_language(content, entity.short), *_in_each_language(content, entity.name))
    names = (presenter.title, *own_names, *_year_names(language_site.phrases, statement))
    text = f"{statement.source.title[lang]} {markdown.plain_text(statement.summary[lang], presenter.refs)}"
    note = entity.short[lang]
    if statement.is_unchecked:
        note = language_site.phrases.say("page-title", title=note, entity=language_site.phrases["review-short"])
    summary = _words_of(statement.summary[lang], presenter.refs)
    return SearchEntry("statement", presenter.title, note, _relative_href(lang, presenter.address), names, text, sentence=summary)


def _year_names(phrases: Phrases, statement: Statement) -> Iterable[str]:
    """The number of a statement's year, and what readers call it."""
    return dict.fromkeys((str(statement.fiscal_year), phrases.name_year(statement.fiscal_year)))
