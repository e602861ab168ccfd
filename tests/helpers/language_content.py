"""The tests' content in one language, or in more than it is written in.

A further language has the words of its own file and copies of the content's texts: Japanese of the Chinese ones, since both are
written in Han, Castilian of the English ones.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import built_site
import yaml

_LIKE = {"es": "en", "ja": "zh"}
"""Further language -> that of whose texts it is given a copy."""
_NOT_TEXTS = ("languages", "schema")


class _Writer(yaml.SafeDumper):
    """Writes every value out."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def in_one_language(to: Path, lang: str, case: str = "hillside") -> Path:
    """A small content in one language alone; what documents print stays Chinese."""
    content = built_site.small_content(to, case)
    shutil.rmtree(content / "languages")
    _rewrite_site(content, [lang])
    for path in content.rglob("*.md"):
        if not path.name.endswith(f".{lang}.md"):
            path.unlink()
    return content


def in_more_languages(to: Path, more: Sequence[str], case: str = "hillside") -> Path:
    """A small content in Chinese, English and further languages."""
    content = built_site.small_content(to, case)
    shutil.rmtree(content / "languages")
    for path in content.rglob("*.yaml"):
        if not set(_NOT_TEXTS).intersection(path.relative_to(content).parts):
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - all is text in it
            path.write_text(_dump(_add(data, more)), encoding="utf-8")
    for lang in more:
        for path in list(content.rglob(f"*.{_LIKE[lang]}.md")):
            shutil.copy(path, path.with_name(path.name.replace(f".{_LIKE[lang]}.md", f".{lang}.md")))
    _rewrite_site(content, ["zh", "en", *more])
    return content


def _rewrite_site(content: Path, languages: list[str]) -> None:
    site = content / "site.yaml"
    data = yaml.load(site.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    site.write_text(_dump({**data, "languages": languages}), encoding="utf-8")


def _dump(data: Any) -> str:
    return yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_style='"', width=10_000)


def _add(value: Any, more: Sequence[str]) -> Any:
    """Add the further languages to every text."""
    if isinstance(value, Mapping):
        inner = {key: _add(each, more) for key, each in value.items()}
        return inner | {lang: value[_LIKE[lang]] for lang in more} if value.keys() == {"zh", "en"} else inner
    return [_add(each, more) for each in value] if isinstance(value, list) else value
