"""The lines that an import prints for the person who ran it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from budgetbook.content.text import Language
from budgetbook.importer.draft.difference import DraftDifference
from budgetbook.importer.draft.omissions import OMISSION_NAMES
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.recognise import Recognition
from budgetbook.infra.base.program_files import SERVE

IMPORT_MESSAGES: dict[str, dict[Language, str]] = {
    "drafted": {"zh": "已写草稿：{file}", "en": "draft written: {file}"},
    "copied": {
        "zh": f"原文件的副本（不进 Git，不公布）：{{file}}；运行 {SERVE}，打开 /review/ 对照着看",
        "en": f"copy of the document (not in Git, never published): {{file}}; run {SERVE} and open /review/ to compare",
    },
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
    "no-phase": {
        "zh": "注意：原文件没有说明是预算还是决算，请在草稿里写明，并改文件名。",
        "en": "note: the document does not tell whether it is a budget or final accounts; write it in the draft and its name.",
    },
    "no-name": {
        "zh": "注意：原文件没有明确写出是哪个单位，请在草稿里写明。",
        "en": "note: the document does not say surely whose it is; write the name of the body in the draft.",
    },
    "report": {"zh": "报告：{file}", "en": "report: {file}"},
    "left-out": {
        "zh": "有 {count} 处读出的内容预算文件放不下，已略去（清单在草稿末尾），第一处是 {first}。请对照原文件处理。",
        "en": "{count} things that were read fit no statement and were left out (the draft lists them at its end); the first is"
        " {first}. Look at the document there.",
    },
    "omitted": {
        "zh": "注意：文件里有 {count} 处没有读或没有采信（{kinds}），草稿末尾有清单。",
        "en": "note: {count} parts of the file were not read, or not believed ({kinds}); the draft lists them at its end.",
    },
}


def summarise(recognition: Recognition, draft: StatementDraft, lang: Language) -> Iterator[str]:
    """Yield what was read, and what the editor should know of it."""
    yield _summarise_numbers(recognition, lang)
    document = recognition.document
    separator = "、" if lang == "zh" else ", "
    if document.picture_pages:
        yield IMPORT_MESSAGES["pictures"][lang].format(pages=separator.join(map(str, document.picture_pages)))
    if document.omissions:
        kinds = dict.fromkeys(OMISSION_NAMES[omission.kind][lang] for omission in document.omissions)
        yield IMPORT_MESSAGES["omitted"][lang].format(count=len(document.omissions), kinds=separator.join(kinds))
    if recognition.phase == "unknown":
        yield IMPORT_MESSAGES["no-phase"][lang]
    if not recognition.entity_name:
        yield IMPORT_MESSAGES["no-name"][lang]
    if draft.left_out:
        yield IMPORT_MESSAGES["left-out"][lang].format(count=len(draft.left_out), first=draft.left_out[0])


def format_differences(target: Path, differences: Sequence[DraftDifference], lang: Language) -> list[str]:
    """The lines about how a statement that is there already differs from what was read."""
    nothing = IMPORT_MESSAGES["nothing"][lang]
    head = IMPORT_MESSAGES["kept"][lang].format(file=target.as_posix(), count=len(differences))
    rows = [
        IMPORT_MESSAGES["difference"][lang].format(path=d.path, old=d.old or nothing, new=d.new or nothing, place=d.place)
        for d in differences
    ]
    return [head, *rows]


def _summarise_numbers(recognition: Recognition, lang: Language) -> str:
    numbers = [m for m in recognition.mentions if m.digits]
    placed_count = sum(m.status == "placed" for m in numbers)
    doubtful_count = sum(m.status == "doubtful" for m in numbers)
    unplaced_count = sum(m.kind == "figure" and m.status == "not-placed" for m in numbers)
    rest_count = len(numbers) - placed_count - doubtful_count - unplaced_count
    return IMPORT_MESSAGES["numbers"][lang].format(
        seen=len(numbers), placed=placed_count, doubtful=doubtful_count, lost=unplaced_count, rest=rest_count
    )
