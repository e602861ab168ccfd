"""The sentences of the importer for documents that it cannot read, in both languages. `messages.py` includes them."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

IMPORT_MESSAGES: dict[str, Sentence] = {
    "import-no-such-file": _("找不到这个文件，请检查文件名和路径", "expected a file; none has this name, so check the path"),
    "import-folder": _("这是一个文件夹，请指定里面的某个文件", "expected a file; found a folder, so name a file in it"),
    "import-system": _("系统打不开这个文件：{why}", "expected to open this file: {why}"),
    "import-empty": _("文件是空的，请重新下载", "expected a document; the file is empty, so download it again"),
    "import-too-large": _(
        "文件最大 {limit} MB，这个更大；可以只保留有预算的页，再另存一份",
        "expected at most {limit} MB; this file is larger, so save the pages with the budget as a file of their own",
    ),
    "import-no-words": _(
        "文件里没有文字；请确认下载的是文件本身，而不是要登录或要运行脚本的网页",
        "expected text; found none, so make sure that this is the document and not a page that needs a login or a script",
    ),
    "import-encoding": _(
        "文本应为 UTF-8 或 GB18030（GBK）编码，这个两样都不是；请在编辑器里另存为 UTF-8",
        "expected text in UTF-8 or GB18030; this is neither, so save it as UTF-8 in an editor",
    ),
    "import-unknown-kind": _(
        "看不出这是什么文件；可以导入的有 PDF、Word（.docx）、Excel（.xlsx、.xls）、网页和文本文件",
        "expected a PDF, a Word file (.docx), an Excel workbook (.xlsx, .xls), a web page or a text file; this is something else",
    ),
    "import-other-kind": _(
        "这是 {kind} 文件，读不了；请用原来的程序另存为 PDF 或 .docx",
        "expected a PDF, Word, Excel, web or text file; this is {kind}, so save it as PDF or .docx",
    ),
    "import-old-office": _(
        "这是旧格式的 Office 文件（如 .doc、.wps），读不了；请打开后另存为 .docx 或 PDF",
        "expected .docx or PDF; this is an old Office file (.doc, .wps), so open it and save it as .docx or PDF",
    ),
    "import-workbook": _(
        "这是电子表格（{kind}），这种格式读不了；请打开后另存为 .xlsx，再导入",
        "expected a workbook as .xlsx or .xls; this one is {kind}, so open it, save it as .xlsx and import that",
    ),
    "import-macros": _(
        "这是带宏的电子表格，为安全起见没有打开；请另存为不带宏的 .xlsx，再导入",
        "expected a workbook without macros; this one has some and was not opened, so save it as .xlsx and import that",
    ),
    "import-picture": _(
        "这是图片（{kind}），里面没有文字；请先做文字识别（OCR），再导入得到的 PDF 或文本",
        "expected text; this is a picture ({kind}), so run text recognition (OCR) first and import its PDF or text",
    ),
    "import-archive": _(
        "这是压缩包（{kind}），请先解压，再导入里面的文件", "expected a document; this is an archive ({kind}), so unpack it first"
    ),
    "import-locked": _(
        "文件有密码，请打开后另存一份不带密码的",
        "expected a file without a password; this one has one, so open it and save a copy without",
    ),
    "import-damaged-pdf": _(
        "PDF 不完整或已损坏；请重新下载，或打开后另存一份",
        "expected a whole PDF; this one is cut short or damaged, so download it again, or open it and save a copy",
    ),
    "import-damaged-office": _(
        "Word 或 Excel 文件不完整或已损坏；请重新下载，或打开后另存一份",
        "expected a whole Word or Excel file; this one is cut short or damaged, so download it again, or open it and save a copy",
    ),
    "import-bomb": _(
        "文件解压后大得不正常，为安全起见没有打开；请打开后另存为 PDF，或换一份来源可靠的",
        "expected moderate size inside; this file unpacks to far more, so print it to PDF or get it from a source you trust",
    ),
    "import-entities": _(
        "文件里有 Word 和 Excel 从不写的 XML 实体声明，为安全起见没有打开；请换一份来源可靠的",
        "expected a file as Word or Excel writes it; this one declares XML entities, so get it from a source you trust",
    ),
    "import-no-text": _(
        "PDF 里只有图像，没有文字（多半是扫描件）；请先做文字识别（OCR），再导入",
        "expected a PDF with text; this one has pictures only (a scan), so run text recognition (OCR) first",
    ),
    "import-half-pictures": _(
        "PDF 的一半或更多页面只有图像，没有文字（从第 {page} 页起）；请先做文字识别（OCR），再导入",
        "expected pages with text; at least half are pictures (the first is page {page}), so run text recognition (OCR) first",
    ),
    "import-garbled": _(
        "第 {page} 页的字体没有说明各个符号是什么字，复制出来是乱码；请先做文字识别（OCR），或换一份文件",
        "expected text that can be copied; the fonts of page {page} do not say which letters they draw,"
        " so run text recognition (OCR) or find another copy",
    ),
    "import-too-many-pages": _(
        "最多 {limit} 页，这份有 {found} 页；可以只保留有预算的页，再另存一份",
        "expected at most {limit} pages; found {found}, so save the pages with the budget as a file of their own",
    ),
    "import-no-vocabulary": _(
        "{folder} 里没有 importer.yaml：导入要靠它认出当地文件里的用词；"
        "请从本项目的 content/countries/china/importer.yaml 复制一份，改成当地文件的说法",
        "expected {folder}/importer.yaml, the words by which documents of the place are read; found none, so copy"
        " content/countries/china/importer.yaml of this project and put in the words of your documents",
    ),
    "import-no-report": _(
        "报告写不了：{why}；没有写任何文件", "expected to write the report: {why}. Nothing else was written either"
    ),
    "import-beyond-bounds": _(
        "读这份文件超过了 {seconds} 秒，或用了 {megabytes} MB 以上的内存，已经停下；"
        "可以打开后重新打印成 PDF，或只留下有预算的部分另存一份",
        "expected to need at most {seconds} seconds and {megabytes} MB of memory; this file takes more and was given up,"
        " so print it to PDF anew, or save the part with the budget as a file of its own",
    ),
    "import-intricate-page": _(
        "第 {page} 页的线条太多，无法认出表格；可以打开后重新打印成 PDF，或去掉这一页",
        "expected text and tables; page {page} has too many lines, so print the file to PDF again, or leave the page out",
    ),
    "import-large-table": _(
        "表格最多 {limit} 格，这个更大；请检查它的合并单元格",
        "expected at most {limit} cells in a table; this one has more, so check its merged cells",
    ),
    "import-no-year": _(
        "文件里找不到预算年度（如“2023年部门预算”），请确认这是一份部门预算",
        "expected a budget year, as in 2023年部门预算; found none, so check that this is a department's budget",
    ),
    "import-files-differ": _(
        "这几个文件不是同一份的：{first} 写的是{one}，{second} 写的是{other}；请分别导入",
        "expected files of one document; {first} says {one} and {second} says {other}, so import each by itself",
    ),
    "import-many-files": _(
        "一份文件最多分成 {limit} 个，请分别导入", "expected at most {limit} files of one document, so import them by themselves"
    ),
    "import-fields": _(
        "这是一张用逗号或制表符分隔的表（CSV），没有标题、单位和合并的表头；请导入表格所在的网页、Word 文件、PDF 或 Excel 文件，"
        "或用电子表格程序打开它，补上标题和“单位：元”，另存为 .xlsx 再导入",
        "expected a document; this is a table of separated values (CSV), without title and unit: import the web page, Word file,"
        " PDF or Excel file that it is from, or open it as a spreadsheet, add its title and unit (单位：元) above it, save it as"
        " .xlsx and import that",
    ),
    "import-blank-form": _(
        "文件里没有一个金额，多半是空白表样或只有目录；请导入填好的那一份",
        "expected a statement with amounts; this has none, so it seems to be a blank form or a list of contents: import the one"
        " that is filled in",
    ),
    "import-government-accounts": _(
        "这像是一级政府的总预算或总决算（有税收、转移支付等），不是某个部门或单位的预算、决算；请导入部门或单位公布的文件",
        "expected the statement of a department or unit; this seems to be the accounts of a whole government, with taxes and"
        " transfers, so import a document that a department or unit published",
    ),
    "import-press-item": _(
        "这像是一篇新闻报道，不是预算或决算本身；请导入报道里提到的那份文件",
        "expected a budget or final accounts; this seems to be a news item, so import the document that it reports on",
    ),
    "import-fault": _(
        "导入程序在这份文件上出了错（{fault}），没有写任何文件；请把这句话和文件告诉本项目",
        "expected to read this document; the importer has a fault that it brings out ({fault}). Nothing was written: please tell"
        " the project this sentence and which file it is",
    ),
    "import-nested-page": _(
        "网页里的标签一层套一层，超过 255 层，里面的文字读不到；请只保存正文部分，或打印成 PDF",
        "expected tags nested at most 255 deep; this page nests them deeper, where no words can be read, so save its main text"
        " alone, or print it to PDF",
    ),
    "import-large-page": _(
        "网页最多 {limit} 个标签，这个更多；请只保存正文部分，或打印成 PDF",
        "expected at most {limit} tags in a web page; this one has more, so save its main text alone, or print it to PDF",
    ),
    "import-much-text": _(
        "最多读 {characters} 个字、{cells} 格表格，这份更多；请只留下有预算的部分，另存一份",
        "expected at most {characters} characters of text and {cells} cells; this file has more, so save the part with the budget"
        " as a file of its own",
    ),
}
