"""Every sentence that a problem can say, in both languages. The holes are filled by `problems.Message`."""

from __future__ import annotations

from budgetbook.problems.formmessages import OF_FORM, Sentence


def _(zh: str, en: str) -> Sentence:
    return {"zh": zh, "en": en}


MESSAGES: dict[str, Sentence] = {
    **OF_FORM,
    # Names.
    "unknown-concept": _("词典 concepts.yaml 里没有（可填数字的）{name}", "expected a concept of concepts.yaml; found {name}"),
    "unknown-profile": _("profiles 目录里没有 {name}", "expected a file of content/profiles; found {name}"),
    "unknown-place": _("places 里没有 {name}", "expected one of the statement's places; found {name}"),
    "unknown-table": _("tables.yaml 里没有 {name} 这张表", "expected a table of tables.yaml; found {name}"),
    "wrong-number-of-values": _(
        "每行应有 {expected} 个值（一栏一个），这里有 {found} 个", "expected {expected} values, one per column; found {found}"
    ),
    "repeated-code": _("编码 {code} 在这张表里出现了不止一次", "expected each code once in a table; {code} appears again"),
    "line-without-row": _("表里没有编码为 {code} 的行", "expected the code of a row of this table; found {code}"),
    "unknown-statement": _("statements 目录里没有 {name}", "expected a statement of content/statements; found {name}"),
    "update-of-nothing": _("{kind} 要写明是哪份文件", "expected the statement that this {kind} is about; found none"),
    "unknown-class": _(
        "classifications/{scheme}.yaml 里没有 {name}", "expected a code of classifications/{scheme}.yaml; found {name}"
    ),
    "class-untold": _("没有对应的类时，要在 note 里说明", "expected a note that says why no class fits"),
    "unknown-section": _("sections.yaml 里没有 {name} 这一节", "expected a section of sections.yaml; found {name}"),
    "unknown-role": _("没有名为 {name} 的角色", "expected a known role; found {name}"),
    "unknown-name": _("没有名为 {name} 的内容", "expected a name that is there; found {name}"),
    "no-value-for-role": _(
        "{name} 没有可供 {role} 显示的数", "expected a figure that {role} can show; the statement gives none for {name}"
    ),
    "two-wholes": _(
        "{part} 已是 {first} 的组成部分，不能再属于 {second}",
        "expected one whole for {part}; it is part of {first} and of {second}",
    ),
    "other-measure": _(
        "{name} 和 {other} 数的不是同一种东西，不能相加或比较",
        "expected something that counts the same as {name}; {other} cannot be added to it or compared with it",
    ),
    "cycle": _("组成关系绕成了圈：{path}", "expected parts below wholes; this is circular: {path}"),
    "chart-of-nothing": _(
        "{kind} 图要写明画哪些数；against 图要成对地写，classes 图还要写明用哪些表 tables",
        "expected the concepts that the {kind} chart draws; an against chart takes them in pairs, a classes chart names tables",
    ),
    "shown-twice": _("{name} 已在 {first} 一节里", "expected each concept in one section; {name} is already in {first}"),
    "shown-nowhere": _(
        "sections.yaml 的各节都没有 {name}，页面上会没有它的位置",
        "expected a section of sections.yaml that shows {name}; none does",
    ),
    "requirement-untold": _(
        "要写 concepts 或 given_by，才知道是否满足",
        "expected concepts or given_by; without one nobody can tell whether it is met",
    ),
    "same-body": _("{other} 已用了这个单位名称", "expected one folder for each organisation; {other} already has this name"),
    "same-address": _(
        "{name} 这个名称在 {other} 里已用过，网址会重复",
        "expected a name of its own; {other} already has a {name}, and their addresses would be the same",
    ),
    "about-nothing": _(
        "figures、projects、facts 里都没有 {name}", "expected a figure, project or fact of this statement; found {name}"
    ),
    # Figures.
    "amount-and-state": _("state 为 {state} 的条目没有自己的数", "expected no amount where the state is {state}"),
    "no-amount": _("缺少 amount", "expected an amount; it is missing"),
    "give-a-state": _(
        "文件若说“没有”，请写 state: nil；若只列了各部分，请写 state: not-printed",
        "write state: nil where the document says there is none, state: not-printed where it gives only the parts",
    ),
    "held-centrally-not-zero": _("held-centrally 只用于原文为 0 的数", "expected 0: only a zero can be held centrally"),
    "wrong-unit": _("单位应为 {fitting}，这里是 {unit}", "expected the unit {fitting}; found {unit}"),
    "no-comparison": _(
        "写上年数或增减，要先写 compares_with", "expected compares_with: a figure of another year needs to say which"
    ),
    "unknown-body": _("没有叫 {name} 的单位文件夹", "expected the folder of an organisation; there is no {name}"),
    "as-of-no-stock": _(
        "as_of 只用于到某一天为止还在的东西，例如资产；{name} 说的是一整年",
        "expected as_of only where something is held on a day, as assets are; {name} is about a whole year",
    ),
    "as-of-year": _(
        "应为 {first} 年到 {last} 年之间的一天，现在是 {found}",
        "expected a day from {first} to {last}, found {found}",
    ),
    "day-not-printed": _(
        "文件在 {place} 没有写 {number}，as_of 的日子却要用它",
        "as_of needs {number}, which the document does not give at {place}",
    ),
    "value-or-words": _(
        "指标值用数字写（value）或者用文字写（words），二者取一",
        "expected the value of an indicator in digits (value) or in words (words), one of the two",
    ),
    "repeated-heading": _(
        "标题“{name}”在第 {first} 行已经有了",
        "expected each heading once; “{name}” is already on line {first}",
    ),
    "signed-size": _("这里只写大小；方向写在 direction 里", "expected a size without a sign; the sign is in direction"),
    # Texts.
    "typed-number": _("文字里不直接写数字，这里写了 {number}", "expected no number in the text; found {number}"),
    "name-the-figure": _(
        "请用 {{figure}}`…`、{{change}}`…`、{{year}}`this` 等引用它",
        "name it instead: {{figure}}`…`, {{change}}`…`, {{year}}`this`",
    ),
    "markdown-html": _("正文里不能用 HTML：{found}", "expected Markdown without HTML; found {found}"),
    "markdown-link": _(
        "这个链接不能用，只能链接 http、https、mailto：{found}", "expected a link to http, https or mailto; found {found}"
    ),
    "markdown-nesting": _("列表或引用嵌套太深：{found}", "expected fewer levels of lists and quotes; found {found}"),
    "missing-section": _("{other} 有 {name} 一节，这里没有", "expected the section {name}, as in {other}"),
    "other-headings": _("两种语言的小标题数目不同；{other} 有 {count} 个", "expected as many headings as the {count} of {other}"),
    "no-title": _("第一行应为“# 标题”", "expected a title on the first line: # …"),
    # The document's numbers.
    "numbers-head": _("第一行应为“sha256 哈希值”", "expected the first line to be sha256 and the hash of the document"),
    "numbers-line": _(
        "每行应为“行号 数字 数字 …”，行号递增；或“位置 数字 …”，如 p30 l12、t9 r4 c7，位置不重复",
        "expected a line number and the numbers on it, lines in order; or a place such as p30 l12 or t9 r4 c7, each once",
    ),
    "other-document": _("这不是 {file} 所列的那份文件", "expected the hash of the document that {file} lists"),
    "line-without-place": _(
        "文件第 {line} 行有数字，但不属于任何一个 place",
        "expected line {line} of the document among the lines of one of the places",
    ),
    "spot-without-place": _(
        "文件在 {line} 印有数字，但它不在任何一个 place 的 spots 里",
        "expected {line} of the document within the spots of one of the places",
    ),
    "not-printed-there": _(
        "“{place}”处有 {times} 个 {digits}，这里写的次数更多",
        "the document has {digits} {times} times at {place}; more are typed here",
    ),
    "printed-there": _("那里还没有对上的数：{numbers}", "not yet accounted for there: {numbers}"),
    "not-accounted-for": _(
        "文件在“{place}”处还有 {numbers}，没有任何条目对应",
        "expected every number of the document somewhere; at {place} it also has {numbers}",
    ),
    # Findings and marks.
    "unconfirmed-fails": _(
        "按规则 {rule}：原文是 {printed}，按其他数算是 {computed}{working}",
        "by the rule {rule}: the document says {printed}, the other figures give {computed}{working}",
    ),
    "unconfirmed-rounding": _(
        "按规则 {rule}：原文是 {printed}，算出 {computed}{working}，只差四舍五入",
        "by the rule {rule}: the document says {printed}, the other figures give {computed}{working};"
        " they differ only by rounding",
    ),
    "digits-swapped": _(
        "{path} 是不是把 {better} 写成了 {typed}（两位数字颠倒）？这样改就对得上；文件确实如此，再加上 {mark}",
        "are two digits swapped in {path}? with {better} instead of {typed} it adds up; if the document does say so, add {mark}",
    ),
    "digit-mistyped": _(
        "{path} 是不是把 {better} 写成了 {typed}（一位数字打错）？这样改就对得上；文件确实如此，再加上 {mark}",
        "is one digit mistyped in {path}? with {better} instead of {typed} it adds up; if the document does say so, add {mark}",
    ),
    "mark-it": _("请先核对抄录；文件确实如此，再加上 {mark}", "check the transcription; if the document does say so, add {mark}"),
    "mark-without-finding": _(
        "这个 sic 说的情况（{rule}，{holds}）并不存在",
        "expected a finding that this mark confirms ({rule}, {holds}); there is none",
    ),
    "check-again": _(
        "数字改过之后，请对照文件重新核对，再改或删去 sic", "compare with the document again, then correct or delete the mark"
    ),
    "mark-without-note": _("对不上的地方要给读者一句说明", "expected a note for the reader: this does not add up"),
    "add-a-note": _("请加上 note: {{zh: …, en: …}}", "add note: {{zh: …, en: …}}"),
    # The importer.
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
        "看不出这是什么文件；可以导入的有 PDF、Word（.docx）、网页和文本文件",
        "expected a PDF, a Word file (.docx), a web page or a text file; this is something else",
    ),
    "import-other-kind": _(
        "这是 {kind} 文件，读不了；请用原来的程序另存为 PDF 或 .docx",
        "expected a PDF, a Word file (.docx), a web page or a text file; this is {kind}, so save it as PDF or .docx",
    ),
    "import-old-office": _(
        "这是旧格式的 Office 文件（如 .doc、.xls、.wps），读不了；请打开后另存为 .docx 或 PDF",
        "expected .docx or PDF; this is an old Office file (.doc, .xls, .wps), so open it and save it as .docx or PDF",
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
    "import-damaged-word": _(
        "Word 文件不完整或已损坏；请重新下载，或打开后另存一份",
        "expected a whole Word file; this one is cut short or damaged, so download it again, or open it and save a copy",
    ),
    "import-bomb": _(
        "文件解压后大得不正常，为安全起见没有打开；请打开后另存为 PDF，或换一份来源可靠的",
        "expected moderate size inside; this file unpacks to far more, so print it to PDF or get it from a source you trust",
    ),
    "import-entities": _(
        "文件里有 Word 从不写的 XML 实体声明，为安全起见没有打开；请换一份来源可靠的",
        "expected a file as Word writes it; this one declares XML entities, so get it from a source you trust",
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
        "请从本项目的 content/importer.yaml 复制一份，改成当地文件的说法",
        "expected {folder}/importer.yaml, the words by which documents of the place are read; found none, so copy the one of this"
        " project’s content folder and put in the words of your documents",
    ),
    "import-unfit": _(
        "读出的内容里有 {count} 处放不进预算文件，第一处是 {field}：{found}；没有写任何文件。"
        "请检查原文件的这一处，或用 build.py new 手工录入",
        "expected values that a statement can hold; {count} that were read are none, the first is {field}: {found}. Nothing was"
        " written: look at the document there, or type it in with build.py new",
    ),
    "import-beyond-bounds": _(
        "读这份文件超过了 {seconds} 秒，或用了 {gigabytes} GB 以上的内存，已经停下；"
        "可以打开后重新打印成 PDF，或只留下有预算的部分另存一份",
        "expected to need at most {seconds} seconds and {gigabytes} GB of memory; this file takes more and was given up,"
        " so print it to PDF anew, or save the part with the budget as a file of its own",
    ),
    "import-too-slow": _(
        "读了 {limit} 秒还没读完，停在第 {page} 页；可以打开后重新打印成 PDF，或分成几份",
        "expected to be done within {limit} seconds; stopped at page {page}, so print the file to PDF again, or split it",
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
}
