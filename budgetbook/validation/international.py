"""Rules on the mapping to international classifications: codes that exist, and a note where no class fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.content.content import Content
from budgetbook.content.model import INTERNATIONAL_SCHEMES, ClassMapping
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


def international_classes(content: Content) -> Iterator[Problem]:
    """Every mapped code, and every class it is mapped to, exists; if no class fits, a note says why."""
    file = content.country_path("international.yaml")
    for part, scheme in INTERNATIONAL_SCHEMES.items():
        lines: Mapping[str, ClassMapping] = getattr(content.international, part)
        for name, line in lines.items():
            yield from _national_class(content, file, part, name)
            if line.to is None and line.note is None:
                yield content.files[file].problem((part, name), message("class-untold"), at_key=True)
            for path, code in (((part, name, "to"), line.to), *(((part, name, "or"), other) for other in line.alternatives)):
                classes = content.classifications.get(scheme, {})
                if code is not None and code not in classes:
                    yield content.problem(file, path, message("unknown-class", scheme=scheme, name=code))


def _national_class(content: Content, file: str, part: str, name: str) -> Iterator[Problem]:
    """The mapped code or concept exists."""
    if part == "concepts":
        if name not in content.concepts:
            hint = did_you_mean(name, content.concepts)
            yield content.files[file].problem((part, name), message("unknown-concept", name=name), hint, at_key=True)
    elif name not in content.classifications.get(part, {}):
        yield content.files[file].problem((part, name), message("unknown-class", scheme=part, name=name), at_key=True)
