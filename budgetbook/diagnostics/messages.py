"""Every sentence that a problem can say, in both languages. `problem.Message` fills the holes."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.data_messages import DATA_MESSAGES
from budgetbook.diagnostics.file_messages import FILE_MESSAGES
from budgetbook.diagnostics.form_messages import FORM_MESSAGES
from budgetbook.diagnostics.import_messages import IMPORT_MESSAGES
from budgetbook.diagnostics.statement_messages import STATEMENT_MESSAGES
from budgetbook.diagnostics.yaml_messages import YAML_MESSAGES
from budgetbook.infra.base.program_files import COMMAND

MESSAGES: dict[str, Sentence] = {
    **FILE_MESSAGES,
    **YAML_MESSAGES,
    **FORM_MESSAGES,
    **IMPORT_MESSAGES,
    **DATA_MESSAGES,
    **STATEMENT_MESSAGES,
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
        f"没有数字清单 {{file}}；{COMMAND} numbers 可以生成", f"there is no control list {{file}}; {COMMAND} numbers makes it"
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
    "no-residents": _("residents 的人数应大于0", "expected a number of residents above 0"),
    "scale-is-a-concept": _(
        "{name} 已是词典里的概念，请换一个名称", "expected a name that no concept of concepts.yaml has; {name} is one"
    ),
    "unknown-profile": _("profiles 目录里没有 {name}", "expected a file of the country’s profiles/; found {name}"),
    "marked-twice": _("use 是 {use} 的已经有 {other} 了", "expected one concept with the use {use}; {other} is marked so too"),
    "unknown-classification": _(
        "country.yaml 的 classifications 里没有 {name}（按名称分的写 items）",
        "expected a classification of country.yaml, or items; found {name}",
    ),
    "unknown-fund": _("country.yaml 的 funds 里没有 {name}", "expected a fund of country.yaml; found {name}"),
    "unknown-country": _(
        "countries 目录里没有 {name} 这个国家的词典", "expected a folder of content/countries; found {name}, and there is none"
    ),
    "unknown-wording": _("语言文件里没有 {key} 这一条", "expected a word or sentence of the language files; found {key}"),
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
        "规则 {rule} 在这里还缺：{keys}", "expected words for the rule {rule} here; these are missing: {keys}"
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
        "“{word}”已是 {other} 的名称或说法；搜索时一个说法只能指一样东西",
        "expected a word for this alone; “{word}” is already a name or a word of {other}",
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
}
