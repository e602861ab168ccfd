"""What a problem can say of what stands in a statement: its figures, texts, control list and findings."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

STATEMENT_MESSAGES: dict[str, Sentence] = {
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
