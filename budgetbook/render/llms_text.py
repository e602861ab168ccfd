"""`llms.txt`: what a language model is told of the site and of its data, in each language (https://llmstxt.org/)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.tables.translated_texts import join_texts
from budgetbook.text.phrases import Phrases


def render_llms_text(content: Content) -> OutputFile:
    """The file at the root of the site."""
    lines = [f"# {join_texts(content, content.site.name)}", "", f"> {join_texts(content, content.site.tagline)}"]
    for lang in content.languages:
        lines += ["", *_describe_site(content, lang)]
    return OutputFile("llms.txt", ("\n".join(lines) + "\n").encode())


def _describe_site(content: Content, lang: Language) -> Iterator[str]:
    phrases, base = Phrases(lang, content.phrases), content.site.address
    home = f"{base}{lang}/"
    explain = phrases.say
    yield f"## {phrases.language.name}"
    yield ""
    yield explain("llms-lead")
    yield ""
    for name, address, text in (
        (phrases["sql-title"], f"{home}data/sql/", explain("sql-description")),
        (phrases["download-data"], f"{home}data/", explain("data-description")),
        (phrases["checks"], f"{home}checks/", explain("checks-description")),
        (phrases["updates"], f"{home}updates/", explain("updates-description")),
        ("statements.json", f"{base}data/v2/statements.json", explain("api-statements")),
        ("concepts.json", f"{base}data/v2/concepts.json", explain("api-concepts")),
        ("openapi.json", f"{base}data/openapi.json", explain("api-openapi")),
        ("datapackage.json", f"{base}data/datapackage.json", explain("whole-json")),
        ("CITATION.cff", f"{base}data/CITATION.cff", phrases["please-cite"]),
    ):
        yield f"- [{name}]({address}): {text}"
