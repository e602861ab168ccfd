"""What people read before they use the program or change it: the pages at the top, and the articles of the documentation.

Each has a twin in the other language. A block of code is an example that a test runs or reads: `BLOCKS` says of which kinds there
are any, in which guides.

Whoever makes the project their own may leave the documentation out: what is asked of it is then not asked.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import project
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_content import LANGUAGES

from budgetbook.content.text import Language

TOP = ("README", "CONTRIBUTING")
_PAGES = project.ROOT / "content" / "pages"
OPENING = "documentation"
"""The article that leads to all others."""
ARTICLES = tuple(sorted(f"{OPENING}/{path.name.removesuffix('.en.md')}" for path in (_PAGES / OPENING).glob("*.en.md")))
GUIDES = (*TOP, OPENING, *ARTICLES) if ARTICLES else TOP
needs_documentation = pytest.mark.skipif(not ARTICLES, reason="this copy has no documentation")
COUNTRY_EXAMPLE = "yaml content/countries/spain/country.yaml"
IMPORTER_EXAMPLE = "yaml content/countries/china/importer.yaml"
MAP_EXAMPLE = "yaml content/countries/china/maps/town.yaml"
SITE_EXAMPLES = (
    "yaml content/site.yaml",
    "yaml content/languages/en.yaml",
    "yaml content/countries/china/concepts.yaml",
    "jinja templates/home.html",
)
"""Files of a site that makes itself at home, each with its name."""
_BLOCKS: dict[str, tuple[str, ...]] = {
    "sh": (
        "README",
        "CONTRIBUTING",
        *(f"{OPENING}/{name}" for name in ("add-a-budget", "add-a-country", "make-it-yours", "publish", "start", "use-the-data")),
    ),
    "yaml": ("CONTRIBUTING",),
    IMPORTER_EXAMPLE: ("CONTRIBUTING",),
    COUNTRY_EXAMPLE: ("documentation/add-a-country",),
    MAP_EXAMPLE: ("documentation/add-a-country",),
    "yml": ("documentation/add-a-country", "documentation/publish"),
    "markdown": ("documentation/add-a-budget", "documentation/make-it-yours"),
    **dict.fromkeys(SITE_EXAMPLES, ("documentation/make-it-yours",)),
}
BLOCKS = {kind: tuple(name for name in names if name in GUIDES) for kind, names in _BLOCKS.items()}
"""Each kind of block that a test takes up, and the guides that have it."""


def guide_path(name: str, lang: Language) -> Path:
    """The file of a guide."""
    if name in TOP:
        return project.ROOT / f"{name}{'' if lang == 'en' else f'.{lang}'}.md"
    return _PAGES / f"{name}.{lang}.md"


def read_tokens(name: str, lang: Language) -> list[Token]:
    """A guide as Markdown is parsed."""
    found = MarkdownIt().enable("table").parse(guide_path(name, lang).read_text(encoding="utf-8"))
    assert found
    return found


def list_blocks(name: str, lang: Language) -> list[tuple[str, str]]:
    """(kind, text) of every block of code, those without a fence too."""
    return [(token.info, token.content) for token in read_tokens(name, lang) if token.type in ("fence", "code_block")]


def read_examples(kind: str, lang: Language) -> list[str]:
    """All blocks of a kind, in the order of the guides."""
    found = [text for name in BLOCKS[kind] for each, text in list_blocks(name, lang) if each == kind]
    assert found
    return found


def list_commands(name: str, lang: Language) -> list[str]:
    """The lines of a guide's shell blocks, in their order."""
    return [line for kind, text in list_blocks(name, lang) if kind == "sh" for line in text.splitlines()]


def list_code_words(name: str, lang: Language) -> list[str]:
    """What stands as code within sentences and tables."""
    return [child.content for token in read_tokens(name, lang) for child in token.children or [] if child.type == "code_inline"]


def copy_articles(content: Path) -> None:
    """Put the documentation among the pages of a content folder."""
    for name in (OPENING, *ARTICLES):
        for lang in LANGUAGES:
            copy = content / "pages" / f"{name}.{lang}.md"
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(guide_path(name, lang), copy)
