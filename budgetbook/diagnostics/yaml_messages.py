"""The sentences of problems of YAML, in both languages. `messages.py` includes them."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

YAML_MESSAGES: dict[str, Sentence] = {
    "wide-sign": _("这里的“{found}”是全角符号，应为半角的“{expected}”", "expected “{expected}”; found the full-width {found}"),
    "missing-sign": _("这里应为“{expected}”", "expected “{expected}” here"),
    "wide-space": _("这里应为半角空格，却是 {code}", "expected an ordinary space; found {code}"),
    "missing-space": _("“{sign}”后面少了一个空格", "expected a space after “{sign}”"),
    "other-indent": _(
        "这一行开头应有 {expected} 个空格，现在有 {found} 个", "expected {expected} spaces before this line; found {found}"
    ),
    "other-indents": _(
        "这一行开头应有 {expected} 个空格，现在有 {found} 个；下面 {more} 行跟着一起移",
        "expected {expected} spaces before this line; found {found}; lines below that move with it: {more}",
    ),
    "tab": _("缩进要用空格，这里是制表符", "expected spaces before the text; found a tab"),
    "use-spaces": _("请改成两个空格", "use two spaces instead"),
    "not-yaml": _("YAML 写法有误", "expected YAML; this cannot be read"),
    "yaml-key": _("这里应为下一个键，缩进与上面的键相同", "expected the next key here, indented like the keys above it"),
    "yaml-item": _(
        "这里应为列表的下一项（以 - 开头），缩进与上一项相同",
        "expected the next item of the list here: a hyphen, indented like the one above",
    ),
    "yaml-no-item": _("这里不能写列表项（-）", "expected no list item here; found a hyphen"),
    "yaml-second-colon": _("这一行多了一个“: ”", "expected one key per line; found a second colon followed by a space"),
    "yaml-colon": _("键后面应有冒号和空格", "expected a colon and a space after the key"),
    "yaml-first-character": _("值不能以这个字符开头", "expected a value; it cannot begin with this character"),
    "yaml-quote": _("引号没有配对，到文件末尾也没有合上", "expected a closing quote; the file ends without one"),
    "yaml-open-quote": _(
        "这里开始的引号没有合上，一直到第 {line} 行的引号才算结束",
        "expected a closing quote; the next quote, on line {line}, ends this text",
    ),
    "close-the-quote": _("在这段文字的末尾加上同样的引号", "close the quote at the end of the text"),
    "yaml-bracket": _("括号没有合上，或少了一个逗号", "expected a comma or the closing bracket"),
    "yaml-escape": _("双引号里不能这样用反斜杠", "expected no such backslash inside double quotes"),
    "yaml-directive": _("不能用 YAML 指令（以 % 开头的行）", "expected plain YAML; lines that begin with % are not used here"),
    "quote-it-singly": _("请改用单引号", "use single quotes instead"),
    "quote-the-text": _("如果它是文字的一部分，请给整段文字加上引号", "if it is part of a text, put the whole text in quotes"),
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
    "repeated-key": _("键 {key} 重复了，第 {line} 行已经有一个", "expected each key once; {key} is already on line {line}"),
    "keep-one": _("请只留一个", "keep one of the two"),
    "no-value": _("这个键没有值", "expected a value; found none"),
    "leave-it-out": _("没有值就把整个键删去", "leave the key out where there is nothing to say"),
    "removes-nothing": _(
        "程序自带的词典里没有这一条，用不着去掉",
        "expected an entry of the dictionary that comes with the program; it has none to take away",
    ),
    "ambiguous": _(
        "不同版本的 YAML 会把 {text} 读成不同的东西", "expected one meaning; versions of YAML read {text} as different things"
    ),
    "quote-it": _('如果是文字，请写成 "{text}"', 'quote it if it is text: "{text}"'),
}
