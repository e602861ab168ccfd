"""The sentences of problems in data files that are read by a map, in both languages. `messages.py` includes them."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

DATA_MESSAGES: dict[str, Sentence] = {
    # The map.
    "map-same-sign": _("小数点和分隔符不能是同一个符号", "expected another sign between groups than before the decimals"),
    "map-nothing": _("这里至少要有一项（{key}）", "expected at least one entry ({key})"),
    "map-table-twice": _("{name} 在对照表里出现了两次", "expected each table once; {name} stands twice in the map"),
    # Files.
    "data-encoding": _(
        "第 {line} 行不是对照表所写的 {encoding} 编码", "expected text in {encoding}, as the map says; line {line} is not"
    ),
    "data-not-csv": _(
        "从第 {line} 行起不是 CSV：引号没有成对，或某一格太长",
        "expected CSV; from line {line} on a quotation mark has no partner, or a cell never ends",
    ),
    "data-many-columns": _("第 {line} 行的格数超过 {most}", "expected at most {most} cells; line {line} has more"),
    "data-many-rows": _("最多读 {most} 行，这个文件更长", "expected at most {most} rows; this file has more"),
    "data-damaged-package": _(
        "压缩文件损坏，请重新下载", "expected a whole compressed file; it is damaged, so download it again"
    ),
    "data-formula": _(
        "{place} 是公式，文件里没有存它的结果；请用表格软件打开、重新计算并保存",
        "expected a stored result of the formula in {place}; open the file in a spreadsheet, let it calculate, and save it",
    ),
    "data-other-hash": _(
        "{file} 的 sha256 与数据包所写的不同；请重新下载整个数据包",
        "{file} has another sha256 than its package says; download the whole package again",
    ),
    "data-no-headings": _("{file} 的第 {row} 行没有表头", "expected headings in row {row} of {file}; there are none"),
    "data-which-sheet": _("工作簿里有几张表，请在对照表里写明 sheet：{sheets}", "expected `sheet` in the map, one of {sheets}"),
    "data-no-sheet": _("工作簿里没有“{sheet}”；有 {sheets}", "expected a sheet {sheet}; the workbook has {sheets}"),
    "data-no-package": _(
        "{file} 不是数据包的描述文件（datapackage.json）", "expected the descriptor of a data package; {file} is something else"
    ),
    "data-no-columns": _(
        "{file} 没有用 columnType 标明哪一栏是金额、哪些栏是编码；请另写对照表（--map）",
        "expected column types of amounts and codes in {file}; there are none, so write a map and name it with --map",
    ),
    "data-path-outside": _(
        "资源 {resource} 应在数据包自己的文件夹里", "expected the file of the resource {resource} in the folder of the package"
    ),
    "data-file-unmapped": _(
        "对照表里没有（或不止一处）说到这个文件；files 里有 {files}",
        "expected one entry of `files` for this file; the map has {files}",
    ),
    "data-file-twice": _("对照表的同一处对上了两个文件", "expected one file for each entry of `files`; this is a second one"),
    "data-file-missing": _("没有给出对照表里的 {key}", "expected a file for the entry {key} of the map; none was given"),
    "data-no-year": _("看不出“{found}”是哪一年", "expected a year of four digits; found {found}"),
    "data-no-stage": _(
        "对照表的 stages 没有说“{found}”是哪个阶段", "expected the meaning of {found} among the `stages` of the map"
    ),
    "data-two-values-in-all": _(
        "对照表、文件和命令说的不一致：{found}", "expected the map, the files and the command to agree; found {found}"
    ),
    "data-year-unknown": _(
        "没有写是哪一年：写在对照表里，或用 --year", "expected the fiscal year: write `year` in the map, or name it with --year"
    ),
    "data-stage-unknown": _(
        "没有写是哪个阶段：写在对照表里，或用 --stage", "expected the stage: write `stage` in the map, or name it with --stage"
    ),
    "data-no-map": _("请用 --map 指定对照表", "expected a map: name it with --map"),
    "data-no-folder": _(
        "请用 --out 指定单位的文件夹：content/statements/<单位>",
        "expected the folder of the body: name it with --out, as content/statements/<body>",
    ),
    "data-written": _("已写 {file}", "written: {file}"),
    "data-kept": _("{file} 已经有了，没有改动", "{file} is already there and was left alone"),
    "data-added-up": _(
        "{table}：{rows} 行加总为 {lines} 行，合计 {total} {unit}；按对照表不计的有 {left_out} 行",
        "{table}: {total} {unit} in all; rows added up: {rows}; lines: {lines}; rows left out by the map: {left_out}",
    ),
    "recount-other-file": _(
        "{file} 不是当初所读的文件：sha256 与 source.files 里的不同",
        "{file} is not the file that was read: source.files gives another sha256",
    ),
    "unknown-map": _("国家文件夹的 maps/ 里没有对照表 {name}", "expected a map of the country; there is no {name}"),
    "recount-no-line": _("数据文件里没有 {code} 这一行", "expected a line of the data file; it has none for {code}"),
    "recount-missing-line": _("缺少编码 {code} 的一行", "expected a line for the code {code}; there is none"),
    "recount-amount": _(
        "{code}：数据文件各行加起来是 {expected}，这里是 {found}",
        "{code}: the rows of the data file add up to {expected}; found {found}",
    ),
    "recount-name": _(
        "{code}：数据文件里叫“{expected}”，这里是“{found}”", "{code} is called {expected} in the data file; found {found}"
    ),
    "recount-origin": _("{code}：来自 {expected}，这里写的是 {found}", "{code} comes from {expected}; found {found}"),
    # Rows.
    "data-no-such-heading": _("没有表头“{heading}”", "expected a column {heading}; no heading is called so"),
    "data-heading-twice": _(
        "表头“{heading}”出现了两次（第 {first}、{second} 栏）",
        "expected one column {heading}; the columns {first} and {second} are called so",
    ),
    "data-row-unnamed": _(
        "对照表的 keep、leave_out 和 totals 都没有说到这一行（“{value}”）",
        "expected keep, leave_out or totals to name this row; none names {value}",
    ),
    "data-name-the-row": _("请写进 keep、leave_out 或 totals", "name its value in keep, leave_out or totals"),
    "data-row-of-no-table": _("这一行不属于任何一张表", "expected a table for this row; it belongs to none"),
    "data-not-a-number": _("不是对照表所写形式的数：{found}", "expected a number of the form that the map names; found {found}"),
    "data-not-a-row-number": _("不是行号：{found}", "expected the number of a row; found {found}"),
    "data-two-totals": _("与第 {row} 行所印的合计不同", "expected one total; row {row} prints another"),
    "data-two-values": _("各行应相同：先是“{first}”，这里是“{second}”", "expected {first} in all rows; found {second}"),
    "data-no-code": _("这一行没有编码", "expected a code; the row has none"),
    "data-code-elsewhere": _("编码 {code} 不在上一级 {upper} 之下", "expected a code below {upper}; found {code}"),
    "data-code-length": _("这一级的编码应有 {expected} 个字符：{code}", "expected a code of {expected} characters; found {code}"),
    "data-no-name": _("编码 {code} 没有名称", "expected a name for the code {code}; there is none"),
    "data-not-a-name": _("编码 {code} 的名称不能用", "expected plain words as the name of the code {code}"),
    "data-give-a-name": _("请写进对照表的 names", "write it into `names` of the map"),
    "data-two-names": _(
        "编码 {code} 有两个名称：第 {row} 行是“{first}”，这里是“{second}”",
        "expected one name for the code {code}: {first} in row {row}, {second} here",
    ),
    "data-row-twice": _("这一行与前面某一行完全相同", "expected each row once; this one is like an earlier one"),
    "data-rows-may-repeat": _(
        "确实是两笔钱的，写 rows_may_repeat: true", "if they are two sums of money, write rows_may_repeat: true"
    ),
    "data-heading-with-money": _(
        "编码 {code} 自己有钱，下级编码也有；国家的规矩如此，就写 headings_hold_money: true",
        "expected money at the finer codes only; {code} has some of its own beside them."
        " If that is how it is done, write headings_hold_money: true",
    ),
    "data-like-a-total": _(
        "这一行等于其他各行之和：像是合计", "expected a line; this row is the sum of all others, as a total would be"
    ),
    "data-empty-table": _("没有一行属于表 {table}", "expected rows for the table {table}; there are none"),
    "data-more-of-a-kind": _("这样的问题还有 {count} 个：{like}", "{count} more of this kind: {like}"),
}
