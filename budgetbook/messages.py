"""Every sentence that a problem can say, in both languages. The holes are filled by `problems.Message`."""

from __future__ import annotations

from typing import TypedDict


class Sentence(TypedDict):
    """One sentence; both languages have the same holes."""

    zh: str
    en: str


def _(zh: str, en: str) -> Sentence:
    return {"zh": zh, "en": en}


MESSAGES: dict[str, Sentence] = {
    # The file as a whole.
    "no-content-folder": _("找不到内容目录", "expected a folder with the content; there is none"),
    "no-such-file": _("缺少这个文件", "expected this file; it is not there"),
    "cannot-read": _("读不出这个文件：{why}", "expected to read this file; the system says: {why}"),
    "stray-file": _("网站用不到这个文件，不知道它该放在哪里", "nothing on the site uses a file of this name"),
    "link": _("这里只能放真正的文件；这是一个符号链接", "expected a real file or folder; found a symbolic link"),
    "copy-the-file": _("请把文件本身复制过来", "put the file itself here"),
    "file-name": _("文件名应为 {expected}", "by its fiscal_year and phase this file should be called {expected}"),
    "file-too-large": _("文件最大 {limit} 字节，这个有 {found} 字节", "expected at most {limit} bytes; found {found}"),
    "empty-file": _("文件是空的", "expected keys and values; the file is empty"),
    "not-utf8": _("文件应为 UTF-8 编码，这里却是字节 {byte}", "expected UTF-8 text; found the byte {byte}"),
    "save-as-utf8": _("请在编辑器里另存为 UTF-8", "save the file as UTF-8 in your editor"),
    "control-character": _("这里有一个看不见的控制字符 {code}", "expected visible text; found the invisible character {code}"),
    "delete-it": _("请删掉它", "delete it"),
    # YAML.
    "tab": _("缩进要用空格，这里是制表符", "expected spaces before the text; found a tab"),
    "use-spaces": _("请改成两个空格", "use two spaces instead"),
    "not-yaml": _("YAML 写法有误：{why}", "expected YAML; the parser says: {why}"),
    "yaml-help": _(
        "检查这一行和上一行的冒号、引号、括号和缩进", "look at colons, quotes, brackets and indentation here and a line above"
    ),
    "not-a-mapping": _("文件应由“键: 值”组成", "expected the file to be made of `key: value`"),
    "several-documents": _("一个文件里只能有一份文档", "expected one document in the file; a second begins here"),
    "too-big": _("最多 {nodes} 个值、{depth} 层", "expected at most {nodes} values, {depth} deep"),
    "key-not-text": _("键应为文字", "expected a key of plain text"),
    "alias": _("不能用 YAML 的锚点或引用（& 和 *）", "expected plain values; anchors and aliases (& and *) are not used here"),
    "merge": _("不能用 YAML 的合并键（<<）", "expected plain keys; merge keys (<<) are not used here"),
    "write-it-out": _("请把内容完整写出来", "write the value out"),
    "tag": _("不能用 YAML 的类型标记 {tag}", "expected a plain value; found the tag {tag}"),
    "repeated-key": _("键 {key} 重复了，第 {line} 行已经有一个", "expected each key once; {key} stands on line {line} already"),
    "keep-one": _("请只留一个", "keep one of the two"),
    "no-value": _("这个键没有值", "expected a value; found none"),
    "leave-it-out": _("没有值就把整个键删去", "leave the key out where there is nothing to say"),
    "ambiguous": _(
        "不同版本的 YAML 会把 {text} 读成不同的东西", "expected one meaning; versions of YAML read {text} as different things"
    ),
    "quote-it": _('如果是文字，请写成 "{text}"', 'quote it if it is text: "{text}"'),
    # Records.
    "missing-key": _("缺少键 {key}", "expected the key {key}; it is missing"),
    "missing-translation": _("缺少这种语言的文字：{lang}", "expected the text in both languages; {lang} is missing"),
    "write-both": _("中文（zh）和英文（en）都要写", "write both zh and en"),
    "unknown-key": _("这里没有名为 {key} 的键", "expected a known key; found {key}"),
    "not-one-of": _("只能是 {allowed} 之一，这里是 {found}", "expected one of {allowed}; found {found}"),
    "did-you-mean": _("是不是 {word}？", "did you mean {word}?"),
    "expected-model": _("这里应为若干“键: 值”", "expected keys and values here; found something else"),
    "expected-dict": _("这里应为若干“键: 值”", "expected keys and values here; found something else"),
    "expected-tuple": _("这里应为一个列表", "expected a list here; found something else"),
    "expected-string": _("这里应为文字", "expected text here; found something else"),
    "invalid": _("这个值不合要求：{why}", "expected another value: {why}"),
    "not-a-number": _("这里应为数字，如 1058.41，却是 {found}", "expected digits, as 1058.41; found {found}"),
    "number-spelt-otherwise": _(
        "数字只用半角数字和小数点，不用千分位逗号；这里是 {found}",
        "expected plain digits with a point and no thousands commas; found {found}",
    ),
    "too-many-digits": _("数字最多 {most} 位，这里是 {found}…", "expected at most {most} digits; found {found}…"),
    "write-it-as": _("请写成 {better}", "write it as {better}"),
    "not-a-slug": _(
        "名称只能用小写字母、数字和单个连字符，最长 64 个字符；这里是 {found}",
        "expected lower-case letters, digits and single hyphens, at most 64; found {found}",
    ),
    "not-a-year": _("这里应为年份，如 2023，却是 {found}", "expected a year, as 2023; found {found}"),
    "not-a-date": _("这里应为日期，如 2023-01-31，却是 {found}", "expected a date, as 2023-01-31; found {found}"),
    "not-a-flag": _("这里只能是 true 或 false，却是 {found}", "expected true or false; found {found}"),
    "not-an-address": _(
        "这里应为 http:// 或 https:// 开头的网址，却是 {found}", "expected an address with http:// or https://; found {found}"
    ),
    "not-a-hash": _(
        "这里应为 64 位小写十六进制的 SHA-256 值，却是 {found}", "expected a SHA-256 hash, 64 digits from 0 to f; found {found}"
    ),
    "not-chinese": _("这里应为中文，却是 {found}", "expected Chinese text; found {found}"),
    "not-english": _("这里应为英文，却是 {found}", "expected English text; found {found}"),
    "starts-like-a-formula": _(
        "文字不能以 = + - @ 开头（表格软件会当成公式）：{found}",
        "expected text that a spreadsheet cannot take for a formula; it begins with {found}",
    ),
    "not-a-pattern": _(
        "句型里的空格写作 {{name}}，花括号要成对；这里是 {found}", "expected holes as {{name}} and no other braces; found {found}"
    ),
    "other-holes": _("两种语言里要填的内容不同：{holes}", "expected the same holes in both languages; only one has {holes}"),
    "unknown-hole": _("没有可填进 {{{hole}}} 的内容", "expected a hole that something fills; found {{{hole}}}"),
    "missing-wording": _("wording.yaml 缺少 {key}", "expected {key} in wording.yaml; it is missing"),
    # Names.
    "unknown-concept": _("词典 concepts.yaml 里没有（可填数字的）{name}", "expected a concept of concepts.yaml; found {name}"),
    "unknown-profile": _("profiles 目录里没有 {name}", "expected a file of content/profiles; found {name}"),
    "unknown-place": _("places 里没有 {name}", "expected one of the statement's places; found {name}"),
    "unknown-table": _("tables.yaml 里没有 {name} 这张表", "expected a table of tables.yaml; found {name}"),
    "wrong-number-of-values": _(
        "每行应有 {expected} 个值（一栏一个），这里有 {found} 个", "expected {expected} values, one a column; found {found}"
    ),
    "repeated-code": _("编码 {code} 在这张表里出现了不止一次", "expected each code once in a table; {code} stands there again"),
    "line-without-row": _("表里没有编码为 {code} 的行", "expected the code of a row of this table; found {code}"),
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
    "cycle": _("组成关系绕成了圈：{path}", "expected parts below wholes; this goes round: {path}"),
    "shown-twice": _("{name} 已在 {first} 一节里", "expected each concept in one section; {name} is in {first} already"),
    "shown-nowhere": _(
        "sections.yaml 的各节都没有 {name}，页面上会没有它的位置",
        "expected a section of sections.yaml that shows {name}; none does",
    ),
    "requirement-untold": _(
        "要写 concepts 或 given_by，才知道是否满足",
        "expected concepts or given_by; without one nobody can tell whether it is met",
    ),
    "same-body": _("{other} 已用了这个单位名称", "expected one folder a body; {other} has this name already"),
    "same-address": _(
        "{name} 这个名称在 {other} 里已用过，网址会重复",
        "expected its own name; {other} has a {name} already and their addresses would be one",
    ),
    "about-nothing": _(
        "figures、projects、facts 里都没有 {name}", "expected a figure, project or fact of this statement; found {name}"
    ),
    # Figures.
    "amount-and-state": _("state 为 {state} 的条目没有自己的数", "expected no amount where the state is {state}"),
    "no-amount": _("缺少 amount", "expected an amount; it is missing"),
    "give-a-state": _(
        "文件若说“没有”，请写 state: nil；若只印了各部分，请写 state: not-printed",
        "write state: nil where the document says there is none, state: not-printed where it prints only the parts",
    ),
    "held-centrally-not-zero": _("held-centrally 只用于印成 0 的数", "expected 0: only a zero can be held centrally"),
    "wrong-unit": _("单位应为 {fitting}，这里是 {unit}", "expected the unit {fitting}; found {unit}"),
    "no-comparison": _(
        "写上年数或增减，要先写 compares_with", "expected compares_with: a figure of another year needs to say which"
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
    "numbers-line": _("每行应为“行号 数字 数字 …”，行号递增", "expected a line number and the numbers on it, lines in order"),
    "other-document": _("这不是 {file} 所列的那份文件", "expected the hash of the document that {file} lists"),
    "line-without-place": _(
        "文件第 {line} 行有数字，但不属于任何一个 place",
        "expected line {line} of the document among the lines of one of the places",
    ),
    "not-printed-there": _(
        "“{place}”处印有 {times} 个 {digits}，这里写的次数更多",
        "the document prints {digits} {times} times at {place}; more are typed here",
    ),
    "printed-there": _("那里还没有对上的数：{numbers}", "not yet accounted for there: {numbers}"),
    "not-accounted-for": _(
        "文件在“{place}”处还印有 {numbers}，没有任何条目对应",
        "expected every number of the document somewhere; at {place} it prints {numbers} too",
    ),
    # Findings and marks.
    "unconfirmed-fails": _(
        "按规则 {rule}：印的是 {printed}，按其他数算是 {computed}",
        "by the rule {rule}: printed is {printed}, the other figures give {computed}",
    ),
    "unconfirmed-rounding": _(
        "按规则 {rule}：印的是 {printed}，算出 {computed}，只差在四舍五入",
        "by the rule {rule}: printed is {printed}, the other figures give {computed}, apart by rounding only",
    ),
    "mark-it": _(
        "请先核对抄录；文件确实如此，再加上 {mark}", "check the transcription; if the document really says so, add {mark}"
    ),
    "mark-without-finding": _(
        "这个 sic 说的情况（{rule}，difference: {difference}）并不存在",
        "expected a finding that this mark confirms ({rule}, difference: {difference}); there is none",
    ),
    "check-again": _(
        "数字改过之后，请对照文件重新核对，再改或删去 sic", "compare with the document again, then mend or delete the mark"
    ),
    "mark-without-note": _("不成立的地方要给读者一句说明", "expected a note for the reader: this finding fails"),
    "add-a-note": _("请加上 note: {{zh: …, en: …}}", "add note: {{zh: …, en: …}}"),
}
