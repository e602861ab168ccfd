"""The blocks of templates: which of the program's a site's own replace, and fingerprints by which a change of them is noticed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, TemplateSyntaxError

from budgetbook.infra.base.program_files import TEMPLATES
from budgetbook.render.templates import PROGRAM_PREFIX, SiteTemplateError, Templates

FINGERPRINT_FILE = "blocks.json"
"""In the templates of a site: the program's blocks as they were when the site was made or last upgraded."""
Fingerprints = Mapping[str, Mapping[str, str]]
"""By template, the fingerprint of each block."""
_DIGITS = 12
WHOLE = ""
"""The name under which a template as a whole has its fingerprint."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a template."""

    source: str
    """What stands in it; of a block inside it only the name."""
    is_outermost: bool
    """False for a block inside another one."""


@dataclass(frozen=True, slots=True)
class BlockOutline:
    """The blocks of one template, and the one that it extends."""

    parent: str
    """Empty where it extends none, or one that is only known when a page is made."""
    blocks: Mapping[str, Block] = field(default_factory=dict)


def outline_template(name: str, source: bytes) -> BlockOutline:
    """Find the blocks of a template; an asset has none. Raises SiteTemplateError."""
    if "/" in name:
        return BlockOutline("")
    try:
        tokens = [(kind, value) for _line, kind, value in Environment(autoescape=True).lex(source.decode())]
    except TemplateSyntaxError as error:
        raise SiteTemplateError(str(error.message), name, error.lineno) from error
    parent, blocks = "", dict[str, Block]()
    open_blocks: list[tuple[str, list[str]]] = []
    tag: list[tuple[str, str]] = []
    for kind, value in tokens:
        if kind == "block_begin":
            tag = []
        elif kind == "block_end":
            words = [text for word_kind, text in tag if word_kind in ("name", "string")]
            parent = _read_tag(words, parent, open_blocks, blocks)
            continue
        else:
            tag.append((kind, value))
        if open_blocks and kind not in ("block_begin", "whitespace"):
            open_blocks[-1][1].append(value)
    return BlockOutline(parent, blocks)


def _read_tag(words: list[str], parent: str, open_blocks: list[tuple[str, list[str]]], blocks: dict[str, Block]) -> str:
    """Open or close a block where a tag does so; returns the template that is extended."""
    if words[:1] == ["block"] and len(words) > 1:
        open_blocks.append((words[1], []))
    elif words[:1] == ["endblock"] and open_blocks:
        name, parts = open_blocks.pop()
        blocks[name] = Block("".join(parts), not open_blocks)
    elif words[:1] == ["extends"] and len(words) > 1 and words[1][:1] in "\"'":
        return words[1][1:-1]
    return parent


def fingerprint_templates(sources: Mapping[str, bytes]) -> Fingerprints:
    """Fingerprint each block and the whole of these templates. Raises SiteTemplateError."""
    fingerprints = {}
    for name, source in sorted(sources.items()):
        blocks = sorted(outline_template(name, source).blocks.items())
        fingerprints[name] = {WHOLE: _hash(source), **{each: _hash(block.source.encode()) for each, block in blocks}}
    return fingerprints


def make_fingerprint_file() -> bytes:
    """The fingerprints of the program's present blocks, as a site keeps them."""
    fingerprints = fingerprint_templates(Templates.read_own(TEMPLATES))
    return (json.dumps(fingerprints, indent=1, sort_keys=True) + "\n").encode()


def find_block(name: str, template: str, fingerprints: Fingerprints, parents: Mapping[str, str]) -> str | None:
    """The template, this one or one that it extends, whose block of that name a page shows; None if none has one."""
    known_names: set[str] = set()
    while template in fingerprints and template not in known_names:
        if name in fingerprints[template]:
            return template
        known_names.add(template)
        template = parents.get(template, "").removeprefix(PROGRAM_PREFIX)
    return None


def _hash(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()[:_DIGITS]
