"""Every sentence that a problem can say, in both languages. `problem.Message` fills the holes."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.data_messages import DATA_MESSAGES
from budgetbook.diagnostics.form_messages import FORM_MESSAGES
from budgetbook.diagnostics.import_messages import IMPORT_MESSAGES

MESSAGES: dict[str, Sentence] = {
    **FORM_MESSAGES,
    **IMPORT_MESSAGES,
    **DATA_MESSAGES,
    "either": _("{zh}", "{en}"),
    # Notes.
    "note-example-address": _(
        "网址 {address} 只是示例；公布之前请改成自己的网址",
        "the address {address} is only an example; write your own before the site is published",
    ),
    "note-unconfirmed": _(
        "读出的数有{count}处对不上，还没有人对照原文核实；页面上先不说这些地方对不上",
        "as read, {count} places do not add up, and nobody has compared them with the document; pages do not tell them yet",
    ),
    "note-unconfirmed-hint": _(
        "在 serve 的核对页里对照原文：读错的改正，原文就是这样的确认",
        "compare them in the workbench of serve: mend what was misread, confirm what the document really says",
    ),
    "note-undecided": _(
        "“{place}”处的 {numbers} 像是数据，还没有说清是什么：写进相应的条目，或移到 aside",
        "nobody has said what the document has at {place}: {numbers}; give each an entry, or move it to aside",
    ),
    "note-page-without-link": _(
        "菜单和别的网页都没有链接到这一页；可以在一页里写 {{page}}`{name}` 引用它",
        "no menu and no other page leads to this one; name it in one of them: {{page}}`{name}`",
    ),
    # What a person has looked at.
    "review-no-document": _(
        "旁边没有原文件。把它放到同一个文件夹，叫 {name}.pdf（或 .docx、.html、.txt）",
        "no document lies beside the statement; put it into the same folder as {name}.pdf (or .docx, .html, .txt)",
    ),
    "review-no-list": _(
        "没有数字清单 {file}；build.py numbers 可以生成", "there is no control list {file}; build.py numbers makes it"
    ),
    "review-other-document": _(
        "{file} 不是录入时的那份文件：它的 sha256 是 {found}…，和 source.sha256 不同。请换回原来那份，或重新导入",
        "{file} is not the document that was typed from: its sha256 is {found}…, and source.sha256 gives another;"
        " put the right one back, or import this one anew",
    ),
    "review-of-other-numbers": _(
        "数字清单里有 {expected} 个数，这里写的是 {found} 个", "expected the count of the control list, {expected}; found {found}"
    ),
    "review-anew": _(
        "原文件或数字清单变了：在 serve 的核对页里再看一遍，或删去 review",
        "the document or its list has changed: look again in the workbench of serve, or delete review",
    ),
    "review-beyond": _(
        "看过 {seen} 个，全部只有 {of} 个", "expected at most {of} numbers seen, and not fewer than 0; found {seen}"
    ),
    "review-by-nobody": _("写了看过几个数，没有写是谁看的（by）", "expected who looked, in `by`; numbers have been seen"),
    # Names.
    "unknown-concept": _("词典 concepts.yaml 里没有（可填数字的）{name}", "expected a concept of concepts.yaml; found {name}"),
    "unknown-profile": _("profiles 目录里没有 {name}", "expected a file of the country’s profiles/; found {name}"),
    "unknown-country": _(
        "countries 目录里没有 {name} 这个国家的词典", "expected a folder of content/countries; found {name}, and there is none"
    ),
    "unknown-place": _("places 里没有 {name}", "expected one of the statement's places; found {name}"),
    "place-of-amount": _("数额的位置写在 at 里，elsewhere 里不写", "expected the place of the amount in at, not in elsewhere"),
    "place-of-nothing": _(
        "这里写了 {role} 的位置，却没有写 {role} 的数", "expected a place for a number that is typed here; there is no {role}"
    ),
    "unknown-table": _("tables.yaml 里没有 {name} 这张表", "expected a table of tables.yaml; found {name}"),
    "control-of-nothing": _(
        "这里写的是表的合计：表要有 total，column 是第 1 至第 {columns} 栏",
        "expected a table with a total, and a column of it from 1 to {columns}",
    ),
    "no-such-side": _("本文件没有另一张表叫 {name}", "expected another table of this statement; there is no {name}"),
    "wrong-number-of-values": _(
        "每行应有 {expected} 个值（一栏一个），这里有 {found} 个", "expected {expected} values, one per column; found {found}"
    ),
    "not-drawn": _(
        "图片用的字体没有 {characters}：分享卡片里，这个字会是一个方框",
        "the font of the pictures lacks {characters}: on the card a box stands in its place",
    ),
    "not-drawn-hint": _(
        "网页不受影响；budgetbook/charts/fonts/README.md 说明怎样把它补进字体，也可以换一个通行的写法",
        "pages are not affected; budgetbook/charts/fonts/README.md says how to add it to the font; else use a common form",
    ),
    "repeated-code": _("编码 {code} 在这张表里出现了不止一次", "expected each code once in a table; {code} appears again"),
    "line-without-row": _("表里没有编码为 {code} 的行", "expected the code of a row of this table; found {code}"),
    "unknown-statement": _("statements 目录里没有 {name}", "expected a statement of content/statements; found {name}"),
    "update-of-nothing": _("{kind} 要写明是哪份文件", "expected the statement that this {kind} is about; found none"),
    "unknown-class": _(
        "classifications/{scheme}.yaml 里没有 {name}", "expected a code of classifications/{scheme}.yaml; found {name}"
    ),
    "class-untold": _("没有对应的类时，要在 note 里说明", "expected a note that says why no class fits"),
    "plain-term": _("平常话里有术语“{term}”，请换一种说法", "expected everyday words; found the term {term}"),
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
    "chart-of-no-figure": _(
        "{name} 不是数字，图画不出来", "expected concepts that are figures; {name} is a word, so no statement can draw this"
    ),
    "chart-without-parts": _(
        "{kind} 图要画的 {name} 在词典里没有所需的组成部分（{keys}），哪份文件都画不出来",
        "expected a concept with {keys} for a chart of the kind {kind}; {name} has none, so no statement can draw this",
    ),
    "rule-without-words": _(
        "规则 {rule} 在 wording.yaml 里还缺：{keys}",
        "expected words for the rule {rule} in wording.yaml; these are missing: {keys}",
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
    "name-of-a-page": _(
        "{name} 是网站自己的网页或网页上某一部分的名称，请换一个",
        "expected a name of its own; {name} is that of a page of the site, or of a part of one",
    ),
    "asked-of-two": _(
        "“{word}”已是 {other} 的名称或说法；搜索时一个说法只能指一个概念",
        "expected a word for this concept alone; “{word}” is already a name or a word of {other}",
    ),
    "name-of-digits": _(
        "名称不能只有数字（{name}）：网址里单独的数字是页码",
        "expected a name with a letter; {name} would be the number of a page",
    ),
    "two-pages": _(
        "{first} 和 {second} 都要写 {path}，请把其中一个改名",
        "expected an address for each page; {first} and {second} would both be {path}, so rename one of them",
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
        "应为 {first} 年到 {last} 年之间的一天，现在是 {found}", "expected a day from {first} to {last}, found {found}"
    ),
    "published-later": _(
        "发布日期最晚到 {last} 年，这里是 {found}；更晚才发布的，可以不写这一天",
        "expected a day up to {last}; found {found} (leave it out where the document really came later)",
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
        "标题“{name}”在第 {first} 行已经有了", "expected each heading once; “{name}” is already on line {first}"
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
        "这个链接不能用，只能链接 http、https、mailto，主机名前不能有用户名：{found}",
        "expected a link to http, https or mailto, without a user name; found {found}",
    ),
    "markdown-unseen": _("正文里不能有看不见的字符：{found}", "expected visible text; found the invisible character {found}"),
    "markdown-paragraph": _(
        "一段最多 10,000 个字符、500 个方括号，表格最多 50 栏；这一段更多，请分成几段：{found}",
        "expected at most 10,000 characters and 500 brackets a paragraph, 50 columns a table; part this one: {found}",
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
    "printed-elsewhere": _(
        "文件在“{place}”处印有 {digits}，还没有条目对应；如果就是它，请改位置",
        "the document has {digits} at {place}, where nothing accounts for it; if it is this one, correct the place",
    ),
    "printed-there": _("那里还没有对上的数：{numbers}", "not yet accounted for there: {numbers}"),
    "misread": _("这里写的是 {typed}，文件在“{place}”处是 {better}", "this says {typed}; the document has {better} at {place}"),
    "mend-it": _(
        "请对照文件改成 {better}（清单：{file} 第 {line} 行）",
        "compare with the document and write {better} (control list: {file}, line {line})",
    ),
    "mend-it-first": _(
        "请对照文件改成 {better}（清单：{file} 第 {line} 行）；由它引起的另外 {count} 处对不上会随之消失",
        "compare with the document and write {better} (control list: {file}, line {line});"
        " {count} more that do not come out follow from it and go away",
    ),
    "find-it-first": _(
        "算式里有一个数在文件的清单里找不到，请先改好那个数",
        "a number of this working was not found in the document; mend that one first",
    ),
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
}
