"""The citation of the data in the Citation File Format 1.2 (https://citation-file-format.github.io/)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from budgetbook.content.content import Content
from budgetbook.content.text import Text
from budgetbook.opendata.catalogue import metadata
from budgetbook.opendata.formats.data_version import DataVersion
from budgetbook.opendata.formats.datapackage import CC_BY
from budgetbook.opendata.tables.translated_texts import join_texts
from budgetbook.text.phrases import Phrases


def write_citation(content: Content, version: DataVersion) -> bytes:
    """The file, in which every text is a JSON string, and so a YAML one."""
    return "".join(f"{line}\n" for line in _lines(content, version)).encode()


def _lines(content: Content, version: DataVersion) -> Iterator[str]:
    site, dataset = content.site, metadata.dataset_metadata(content, ())
    message = Text({lang: Phrases(lang, content.phrases)["please-cite"] for lang in content.languages})
    fields = {
        "cff-version": "1.2.0",
        "message": join_texts(content, message),
        "type": "dataset",
        "title": join_texts(content, Text(dataset.title)),
        "abstract": join_texts(content, Text(dataset.description)),
        "version": str(version),
        **({"date-released": dataset.last_update.isoformat()} if dataset.last_update else {}),
        "url": f"{site.address}{content.languages[0]}/data/",
        "repository-code": site.repository,
        "license": CC_BY["name"],
    }
    yield from (f"{name}: {_quote(text)}" for name, text in fields.items())
    yield f"authors:\n  - name: {_quote(join_texts(content, site.publisher))}"
    yield "keywords:"
    words = dict.fromkeys(word for lang in content.languages for word in content.phrases[lang].keywords)
    yield from (f"  - {_quote(word)}" for word in words)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
