"""A document and the content folder in; a draft statement, a report, or the differences to a file that is there, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content import reserved_names
from budgetbook.content.control_list import read_numbers
from budgetbook.content.fields import is_slug
from budgetbook.content.loader import kinds_of_body
from budgetbook.content.model import Language
from budgetbook.content.yaml import reader
from budgetbook.importer import report as reports
from budgetbook.importer.draft import draft, dry_run, leftover_numbers, prose_skeleton
from budgetbook.importer.draft.assemble import Assembled, assemble
from budgetbook.importer.draft.control_list import control_list
from budgetbook.importer.draft.difference import Difference, between
from budgetbook.importer.draft.yaml_writer import field as yaml_field
from budgetbook.importer.draft.yaml_writer import lines
from budgetbook.importer.identity import NoYear
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import CannotRead, Document
from budgetbook.importer.recognise import Recognised, recognise
from budgetbook.importer.vocabulary import Vocabulary, load

SAYS: dict[str, dict[Language, str]] = {
    "drafted": {"zh": "已写草稿：{file}", "en": "draft written: {file}"},
    "kept": {
        "zh": "{file} 已经有了，没有改动。与新读出的数不同的有 {count} 处：",
        "en": "{file} is already there and was left alone. It differs from what was read just now in {count} places:",
    },
    "difference": {
        "zh": "  {path}：文件里是 {old}，新读出 {new}（{place}）",
        "en": "  {path}: {old} in the file, {new} read now ({place})",
    },
    "numbers": {
        "zh": "共有 {seen} 个数：{placed} 个已放好，{doubtful} 个存疑，{lost} 个像是数据但放不进去，"
        "其余 {rest} 个是年份、序号、代码等。",
        "en": "{seen} numbers: {placed} placed, {doubtful} doubtful, {lost} that look like figures not placed, "
        "{rest} years, list numbers, codes and the like.",
    },
    "pictures": {
        "zh": "注意：第 {pages} 页只有图像，没有文字，这些页上的数没有读。",
        "en": "note: page {pages} has pictures and no text; the numbers on it were not read.",
    },
    "nothing": {"zh": "无", "en": "nothing"},
    "report": {"zh": "报告：{file}", "en": "report: {file}"},
}


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    found: Recognised
    assembled: Assembled
    written: tuple[Path, ...] = ()
    kept: Path | None = None
    """A statement that was there already."""
    differences: tuple[Difference, ...] = ()
    says: tuple[str, ...] = field(default=())
    """For the person who ran it, a line each."""


def run(path: Path, content_root: Path, out: Path | None, report: Path | None, lang: Language) -> Imported:
    """Import one document. `out` is the body's folder; without it, the one under `content_root` that has its name.

    Raises CannotRead where the document is of no use, ValueError where the importer's own data is not, OSError.
    """
    words = load(content_root)
    document = detect.read(path)
    try:
        found = recognise(document, words)
    except NoYear:
        raise CannotRead("import-no-year", file=path.name) from None
    assembled = assemble(found, words)
    folder = out or folder_of(found, content_root)
    target = folder / f"{found.fiscal_year}-{found.phase}.yaml"
    says: list[str] = []
    written: list[Path] = []
    differences: tuple[Difference, ...] = ()
    if target.exists():
        differences = tuple(between(target, dry_run.data(assembled)))
        says += _differences(target, differences, lang)
    else:
        written += _write(target, found, assembled, words, document, path, content_root)
        says += [SAYS["drafted"][lang].format(file=file.as_posix()) for file in written]
    says.append(_counted(found, lang))
    if document.pictures:
        says.append(SAYS["pictures"][lang].format(pages=("、" if lang == "zh" else ", ").join(map(str, document.pictures))))
    if report is not None:
        report.write_bytes(reports.table(found, words, folder.name))
        says.append(SAYS["report"][lang].format(file=report.as_posix()))
    kept = target if target not in written else None
    return Imported(found, assembled, tuple(written), kept, differences, tuple(says))


def says(path: Path, content_root: Path, out: Path | None, report: Path | None, lang: Language) -> tuple[str, ...]:
    """Import one document, and what to tell the person who ran it."""
    return run(path, content_root, out, report, lang).says


def numbers(path: Path, content_root: Path) -> str:
    """The control list of a document; where it does not say its year, nothing in it is marked."""
    document = detect.read(path)
    if document.kind == "text":
        return control_list(path, document)
    try:
        return control_list(path, document, recognise(document, load(content_root)).mentions)
    except NoYear:
        return control_list(path, document)


def _write(
    target: Path, found: Recognised, assembled: Assembled, words: Vocabulary, document: Document, path: Path, content_root: Path
) -> list[Path]:
    listed = control_list(path, document, found.mentions)
    if made := read_numbers(target.name, listed)[0]:
        leftover_numbers.complete(assembled, found, made)
    files = {target: draft.text(assembled, dry_run.run(assembled, words)), target.with_suffix(".numbers.txt"): listed}
    entity = target.parent / "entity.yaml"
    if not entity.exists():
        files[entity] = _entity(found, words)
    for lang in ("zh", "en"):
        prose = target.with_suffix(f".{lang}.md")
        if not prose.exists():
            files[prose] = prose_skeleton.headings(content_root, assembled.figures)
    target.parent.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        with file.open("x", encoding="utf-8", newline="\n") as open_file:  # never over a file that is there
            open_file.write(text)
    return list(files)


def _entity(found: Recognised, words: Vocabulary) -> str:
    """The body, as far as the document names it; at the top, what kind of body it may be."""
    called = found.body or found.title.strip()
    text = ["# yaml-language-server: $schema=../../schema/entity.json", *(f"# {line}" for line in draft.HEAD[2:])]
    text.append("# kind:  # one of these / 单位是哪一类，选一个：")
    kinds = {kind: words.concepts[kind].name for kind in kinds_of_body(words.concepts)}
    text += [f"#   {kind}  # {name.zh} / {name.en}" for kind, name in kinds.items()]
    text += [*yaml_field("name", {"zh": called}, 0), *yaml_field("short", {"zh": called}, 0)]
    text.append("# Still to be written by a person: name.en, short.en, kind, place, about; where known: parent, duties, units")
    return lines(text)


def folder_of(found: Recognised, content_root: Path) -> Path:
    """The folder of the body that has this name; a new one otherwise, named after the file."""
    statements = content_root / "statements"
    for file in sorted(statements.glob("*/entity.yaml")):
        read, _ = reader.read(file.as_posix(), file.read_bytes())
        if read and found.body and found.body in (read.data.get("name", {}).get("zh"), read.data.get("short", {}).get("zh")):
            return file.parent
    return statements / folder_name(found.document.name, found.body)


def folder_name(file: str, body: str) -> str:
    """What a file's name has of a body's; where that says little, or is taken by a page of the site, a name of no meaning."""
    stem = re.sub(r"(?:19|20)\d\d|budget|final-accounts|\.[a-z]+$", "", file.lower())
    slug = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:64].strip("-")
    if re.search("[a-z]{3}", slug) and is_slug(slug) and reserved_names.is_free(slug):
        return slug
    return f"body-{hashlib.sha256(body.encode()).hexdigest()[:8]}"


def _differences(target: Path, differences: Sequence[Difference], lang: Language) -> list[str]:
    nothing = SAYS["nothing"][lang]
    head = SAYS["kept"][lang].format(file=target.as_posix(), count=len(differences))
    rows = [
        SAYS["difference"][lang].format(path=d.path, old=d.old or nothing, new=d.new or nothing, place=d.place)
        for d in differences
    ]
    return [head, *rows]


def _counted(found: Recognised, lang: Language) -> str:
    numbers = [m for m in found.mentions if m.digits]
    placed = sum(m.status == "placed" for m in numbers)
    doubtful = sum(m.status == "doubtful" for m in numbers)
    lost = sum(m.kind == "figure" and m.status == "not-placed" for m in numbers)
    rest = len(numbers) - placed - doubtful - lost
    return SAYS["numbers"][lang].format(seen=len(numbers), placed=placed, doubtful=doubtful, lost=lost, rest=rest)
