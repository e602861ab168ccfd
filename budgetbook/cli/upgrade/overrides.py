"""Compares a site's own templates with those of the program: blocks that have no place any more, and what changed beneath them.

`templates/blocks.json` of a site keeps fingerprints of the program's blocks as they were when the site was made or last upgraded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.infra.base.own_files import open_file
from budgetbook.infra.base.program_files import TEMPLATES
from budgetbook.render.template_blocks import (
    FINGERPRINT_FILE,
    WHOLE,
    BlockOutline,
    Fingerprints,
    find_block,
    fingerprint_templates,
    outline_template,
)
from budgetbook.render.templates import PROGRAM_PREFIX, Templates

_MAX_BYTES = 1_000_000
_BLOCK_LOST = _(
    "{file}：程序的 {template} 里没有 {block} 这一块了，您写在里面的不会显示；请换一块，或去掉它",
    "{file}: {template} of the program has no block {block} any more, so what you put there is not shown;"
    " move it to another block or take it out",
)
_PARENT_LOST = _("{file}：程序没有 {template} 这个模板了", "{file}: the program has no template {template} any more")
_BLOCK_CHANGED = _(
    "{file}：程序的 {block} 这一块（{template}）变了；请看看您的还合不合适",
    "{file}: the program's block {block} ({template}) has changed; see whether yours still fits",
)
_WHOLE_CHANGED = _(
    "{file} 整个替换程序的同名文件，而那个文件变了；请比较一下，或改成只替换几块",
    "{file} replaces the program's file of that name whole, and that one has changed; compare them, or replace single blocks",
)
_WHOLE = _(
    "{file} 整个替换程序的同名文件；如果不是有意的，可以删去，或改成只替换几块",
    "{file} replaces the program's file of that name whole; unless that is meant, delete it, or replace single blocks",
)
_SAME = _("{file} 和程序自带的一样，可以删去", "{file} is the program's own; it can be deleted")
_CANNOT_TELL = _(
    "{folder} 里没有 blocks.json，说不出程序的哪些块变过；这次升级会记下来，下次就能比较",
    "{folder} has no blocks.json, so nobody can tell which of the program's blocks have changed; this upgrade writes it down"
    " for the next",
)


@dataclass(frozen=True, slots=True)
class OverrideRemark:
    """What a person has to know of one template of the site."""

    sentence: Sentence
    fields: Mapping[str, str]
    is_loss: bool = False
    """True if something of the site is not shown."""


def compare_overrides(folder: Path) -> Iterator[OverrideRemark]:
    """Look at every template of a site's folder. Raises SiteTemplateError and OSError."""
    own_sources, program_sources = Templates.read_own(folder), Templates.read_own(TEMPLATES)
    old, now = _read_fingerprints(folder / FINGERPRINT_FILE), fingerprint_templates(program_sources)
    parents = {name: outline_template(name, source).parent for name, source in program_sources.items()}
    if own_sources and not old:
        yield OverrideRemark(_CANNOT_TELL, {"folder": folder.as_posix()})
    for name, source in own_sources.items():
        outline, file = outline_template(name, source), (folder / name).as_posix()
        if outline.parent:
            yield from _compare_blocks(file, outline, parents, old, now)
        if name not in program_sources or outline.parent.startswith(PROGRAM_PREFIX):
            continue
        if source == program_sources[name]:
            yield OverrideRemark(_SAME, {"file": file})
        elif not old:
            yield OverrideRemark(_WHOLE, {"file": file})
        elif _has_changed(old, now, name, WHOLE):
            yield OverrideRemark(_WHOLE_CHANGED, {"file": file})


def _compare_blocks(
    file: str, outline: BlockOutline, parents: Mapping[str, str], old: Fingerprints, now: Fingerprints
) -> Iterator[OverrideRemark]:
    parent = outline.parent.removeprefix(PROGRAM_PREFIX)
    if parent not in now:
        if parent != outline.parent:  # any other may be one of the site's
            yield OverrideRemark(_PARENT_LOST, {"file": file, "template": parent}, is_loss=True)
        return
    for name, block in outline.blocks.items():
        template = find_block(name, parent, now, parents)
        if template is None:
            if block.is_outermost:
                yield OverrideRemark(_BLOCK_LOST, {"file": file, "template": parent, "block": name}, is_loss=True)
        elif _has_changed(old, now, template, name):
            yield OverrideRemark(_BLOCK_CHANGED, {"file": file, "template": template, "block": name})


def _has_changed(old: Fingerprints, now: Fingerprints, template: str, block: str) -> bool:
    """True if the program had another text there; False as well where nobody has written down what it had."""
    return bool(old) and old.get(template, {}).get(block) != now[template][block]


def _read_fingerprints(path: Path) -> Fingerprints:
    """What the site keeps; {} if it keeps nothing that can be read."""
    try:
        with open_file(path) as file:
            data = json.loads(file.read(_MAX_BYTES))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {name: blocks for name, blocks in data.items() if isinstance(blocks, dict)}
