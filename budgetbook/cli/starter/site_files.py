"""Writes the files of a new site: content, pages, what publishes it, and what says how to go on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from budgetbook.cli.starter.host_files import describe_publishing, make_host_files
from budgetbook.cli.starter.sample import make_sample
from budgetbook.cli.starter.texts import CountryOutline, read_texts
from budgetbook.content import json_schemas
from budgetbook.content.form import PRESENT_FORM
from budgetbook.content.source_documents import IGNORED_BY_GIT
from budgetbook.importer.draft.yaml_writer import format_field, join_lines
from budgetbook.infra.base.program_files import PROGRAM

_PAGES = ("about", "how-to-read", "contribute")
_EXTENDS = '{% extends "program/home.html" %}'
_GITIGNORE = join_lines(["/site/*", "/.site*", "/.cache/", "/.venv/", *IGNORED_BY_GIT])
_ADDRESS = "https://budgets.example/"


def make_site(country: str, languages: tuple[str, ...], host: str) -> dict[str, str]:
    """All files of a new site that is published on a host, by their names in its folder."""
    outline = CountryOutline.read(country)
    texts = {lang: read_texts(lang) for lang in languages}
    content = {
        "site.yaml": _write_settings(country, outline, texts),
        **{f"pages/{page}.{lang}.md": words["pages"][page] for page in _PAGES for lang, words in texts.items()},
        **make_sample(outline, texts),
        **{f"schema/{name}": text for name, text in json_schemas.build_schemas().items()},
    }
    from budgetbook.render import template_blocks  # with its library, which only this command and a build need

    return {
        **{f"content/{name}": text for name, text in content.items()},
        **{f"README{'' if lang == languages[0] else f'.{lang}'}.md": _write_readme(words, host) for lang, words in texts.items()},
        f"templates/{template_blocks.FINGERPRINT_FILE}": template_blocks.make_fingerprint_file().decode(),
        "requirements.txt": f"budgetbook[import]=={program_version()}\n",
        **make_host_files(host, program_version()),
        ".gitignore": _GITIGNORE,
    }


def program_version() -> str:
    """The version of this program."""
    return str(tomllib.loads((PROGRAM / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def _write_readme(words: Mapping[str, Any], host: str) -> str:
    text = str(words["readme"]).replace("{name}", words["name"]).replace("{extends}", _EXTENDS)
    return text.replace("{publish}", describe_publishing(host, words))


def _write_settings(country: str, outline: CountryOutline, texts: Mapping[str, Mapping[str, Any]]) -> str:
    printed_in = outline.languages[0]
    settings = {
        "form": PRESENT_FORM,
        "languages": list(texts),
        **({"printed_in": printed_in} if printed_in in texts else {}),
        "country": country,
        **{key: {lang: words[key] for lang, words in texts.items()} for key in ("name", "tagline", "publisher")},
        "address": _ADDRESS,
        "repository": "https://github.com/example/budgets",
        "contact": "https://github.com/example/budgets/issues",
        "key_figures": [outline.find_concept("revenue"), outline.find_concept("expenditure")],
    }
    lines = ["# yaml-language-server: $schema=schema/site.json"]
    for key, value in settings.items():
        lines += format_field(key, value, 0)
    return join_lines(lines)
