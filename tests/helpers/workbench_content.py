"""A content with one imported statement of an invented body, its document beside it, for the tests of the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import marked_documents
import project
from marked_documents import CARRIERS
from workbooks import FORM, PlannedTable, PlannedText, write_pdf, write_web_page, write_workbook

LIBRARY = """河湾区图书馆2024年部门决算
一、支出决算情况
（一）支出合计
2024年支出合计500.00万元，比2023年480.00万元增加20.00万元，增长9.17%。
（二）支出结构
基本支出300.00万元，占支出的60.00%；项目支出200.00万元，占支出的40.00%。
（三）接待
另记21.55万元。
"""
"""One percentage is wrong (20 of 480 are 4.17 %), and one number is in no figure."""
STATEMENT = "library/2024-final-accounts"


def import_library(folder: Path, carrier: str = "pdf", text: str = LIBRARY) -> Path:
    """A content folder into which the document was imported, as a person would do it."""
    content = project.copy_content(folder / "content")
    source = folder / f"library.{carrier}"
    made = marked_documents.parse(text.splitlines())
    source.write_bytes(text.encode() if carrier == "txt" else CARRIERS[carrier](made))
    ended = project.run("import", source, "--content", content, "--lang", "en")
    assert ended.status == 0, ended.err
    return content


def import_forms(folder: Path, *, names: Sequence[str]) -> tuple[Path, Path]:
    """A content folder into which a statement in these files was imported, and the statement's file.

    `book.xlsx` is all of the form, `text.html` its prose, and `tables.xlsx` or `tables.pdf` its tables.
    """
    texts = [planned for planned in FORM if isinstance(planned, PlannedText)]
    tables = [planned for planned in FORM if isinstance(planned, PlannedTable)]
    plans = {"book": FORM, "text": texts, "tables": tables}
    writers = {".xlsx": write_workbook, ".html": write_web_page, ".pdf": write_pdf}
    content, files = project.copy_content(folder / "content"), [folder / name for name in names]
    for file in files:
        file.write_bytes(writers[file.suffix](plans[file.stem]))
    ended = project.run("import", *files, "--content", content, "--lang", "en")
    assert ended.status == 0, ended.err
    return content, content / "statements" / files[0].stem / "2026-budget.yaml"


def statement_path(content: Path) -> Path:
    """The file of the imported statement."""
    return content / "statements" / f"{STATEMENT}.yaml"
