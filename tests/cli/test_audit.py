"""`audit` writes its report and nothing else, from any folder; all formats say the same; a refusal is told in a sentence."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import built_site
import project
import pytest
from browser_pages import axe
from docx import Document
from playwright.sync_api import Browser
from sample_content import LANGUAGES

from budgetbook.audit import assembly, page_writer, word_writer
from budgetbook.audit.page_writer import escape_markdown
from budgetbook.audit.report import AuditReport
from budgetbook.content.text import Language

ACCOUNTS = """河湾区图书馆2024年部门决算
一、支出决算情况
（一）支出合计
2024年支出合计500.00万元，比2023年480.00万元增加20.00万元，增长9.17%。
（二）支出结构
基本支出300.00万元，占支出的60.00%；项目支出210.00万元，占支出的42.00%。
（三）接待
严格执行《河湾区公务接待管理办法，厉行节约。另记21.55万元。
"""
RIGHT = "河湾区图书馆2024年部门预算\n2024年支出预算500.00万元，比2023年预算480.00万元增加20.00万元，增长4.17%。\n"
LAST = {".md": "markdown", ".html": "html", ".docx": "docx"}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "accounts.txt"
    file.write_text(ACCOUNTS, encoding="utf-8")
    return file


def make_report(folder: Path, lang: Language, text: str = ACCOUNTS) -> AuditReport:
    file = folder / "read.txt"
    file.write_text(text, encoding="utf-8")
    return assembly.audit_document([file], project.CONTENT, lang)


def words_of_page(page: str) -> str:
    """All text of a page, in its order."""
    body = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def words_of_word(raw: bytes) -> str:
    document = Document(io.BytesIO(raw))
    blocks = document.iter_inner_content()
    texts = [
        block.text if hasattr(block, "text") else "\n".join(cell.text for row in block.rows for cell in row.cells)
        for block in blocks
    ]
    return "\n".join(texts)


def texts_of(report: AuditReport) -> list[str]:
    """Every text of a report, in its order."""
    texts = [report.title, report.verdict, *report.counts]
    for section in report.sections:
        texts += [section.heading, section.lead]
        for item in section.items:
            texts += [item.heading, item.sentence, item.passage]
            texts += [text for fact in item.facts for text in (fact.label, fact.text)]
            texts += item.readings
        if section.table:
            texts += section.table.heads + tuple(cell for row in section.table.rows for cell in row)
        texts += section.notes
    return [text for text in texts if text]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_says_every_word_of_the_report(lang: Language, tmp_path: Path) -> None:
    report = make_report(tmp_path, lang)
    markdown = re.sub(r"\\(.)", r"\1", page_writer.write_markdown(report, project.TEMPLATES).decode())
    page = words_of_page(page_writer.write_html(report, project.TEMPLATES).decode())
    for said in (markdown, page, words_of_word(word_writer.write_word(report))):
        squeezed, start = "".join(said.split()), 0
        for text in texts_of(report):
            found = squeezed.find("".join(text.split()), start)
            assert found >= 0, text
            start = found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("suffix", LAST)
def test_the_report_is_written_and_nothing_else_from_any_folder(
    suffix: str, lang: Language, document: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [
        sys.executable,
        str(project.ROOT / "build.py"),
        "audit",
        str(document),
        "--output",
        f"report{suffix}",
        "--lang",
        lang,
    ]
    ended = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, check=False, timeout=project.PATIENCE)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert [path.name for path in elsewhere.iterdir()] == [f"report{suffix}"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["accounts.txt", "elsewhere"]
    raw = (elsewhere / f"report{suffix}").read_bytes()
    said = words_of_word(raw) if suffix == ".docx" else raw.decode()
    assert "300.00 + 210.00 = 510.00 ≠ 500.00 万元" in said.replace("\\", "").replace('<span lang="zh-CN">万元</span>', "万元")


def test_it_is_printed_as_markdown_and_is_strict_only_if_asked(document: Path) -> None:
    ended = project.run("audit", document, "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("# Check before publication: 河湾区图书馆, 2024 final accounts\n")
    assert project.run("audit", document, "--strict", "--lang", "en").status == 1
    document.write_text(RIGHT, encoding="utf-8")
    assert project.run("audit", document, "--strict", "--lang", "en").status == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "docx"), "a report for Word needs a file"),
        (("--output", "report.odt"), "the ending of report.odt does not tell the format"),
        (("--output", "accounts.txt", "--format", "markdown"), "is the document itself"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    options: tuple[str, ...], sentence: str, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(document.parent)
    ended = project.run("audit", document, *options, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err
    assert [path.name for path in document.parent.iterdir()] == ["accounts.txt"]
    assert document.read_text(encoding="utf-8") == ACCOUNTS


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_audited_ends_with_one_sentence(lang: Language, document: Path, tmp_path: Path) -> None:
    document.write_bytes(b"%PDF-1.7\nnothing more")
    ended = project.run("audit", document, "--output", tmp_path / "report.md", "--lang", lang)
    assert (ended.status, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert not (tmp_path / "report.md").exists()


def test_no_word_of_a_document_is_markup(tmp_path: Path) -> None:
    text = ACCOUNTS.replace("（三）接待", "（三）<b>*接待*</b>|[甲](http://x.example)")
    report = make_report(tmp_path, "en", text)
    markdown = page_writer.write_markdown(report, project.TEMPLATES).decode()
    page = page_writer.write_html(report, project.TEMPLATES).decode()
    assert "<b>" not in page
    assert re.search(r"(?<!\\)[<|*]", markdown.partition("接待")[2].partition("接待")[0][:20]) is None
    assert escape_markdown("1. a\n- b") == "1\\. a - b"
    assert escape_markdown("350.35 ≠ 352.67") == "350.35 ≠ 352.67"


def test_the_word_file_has_headings_and_table_heads(tmp_path: Path) -> None:
    document = Document(io.BytesIO(word_writer.write_word(make_report(tmp_path, "zh"))))
    styles = [str(paragraph.style.name) for paragraph in document.paragraphs if paragraph.style]
    levels = [style for style in styles if style.startswith("Heading")]
    assert levels[:3] == ["Heading 1", "Heading 2", "Heading 3"]
    assert document.core_properties.language == "zh-CN"
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in document.tables)
    assert document.tables


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_accessible_fits_a_telephone_and_two_sheets(lang: Language, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(page_writer.write_html(make_report(tmp_path, lang), project.TEMPLATES))
    page = browser.new_page(viewport={"width": 360, "height": 800})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    assert requests == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == []
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 <= sheets <= 2
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_the_word_file_on_two_pages(lang: Language, tmp_path: Path) -> None:
    if (office := shutil.which("soffice")) is None:
        built_site.needs("LibreOffice")
    import pdfplumber

    (tmp_path / "report.docx").write_bytes(word_writer.write_word(make_report(tmp_path, lang)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=project.PATIENCE)
    with pdfplumber.open(tmp_path / "report.pdf") as printed:
        assert len(printed.pages) <= 2
        text = "".join(page.extract_text() for page in printed.pages)
    assert "510.00" in text
