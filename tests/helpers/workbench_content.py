"""A content with one imported statement of an invented body, its document beside it, for the tests of the workbench."""

from __future__ import annotations

from pathlib import Path

import marked_documents
import project
from marked_documents import CARRIERS

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


def statement_path(content: Path) -> Path:
    """The file of the imported statement."""
    return content / "statements" / f"{STATEMENT}.yaml"
