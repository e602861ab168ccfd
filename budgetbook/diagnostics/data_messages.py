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
    "data-no-year": _(
        "看不出“{found}”是哪一年：要写四位数，或照 country.yaml 里 calendar.label 的叫法",
        "expected a year of four digits, or as country.yaml calls it (`calendar.label`); found {found}",
    ),
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
    "data-unit-unknown": _(
        "没有写金额用什么单位：写在对照表的 unit 里", "expected the unit of the amounts: write `unit` in the map"
    ),
    "data-no-map": _("请用 --map 指定对照表", "expected a map: name it with --map"),
    "data-map-draft": _(
        "数据包说明的写成对照表如下。存成文件，补全所缺的，把表名改成网站的表（tables.yaml），再用 --map 指定：",
        "What the package tells makes the map below. Save it, fill in what is missing, name its tables as those of the site"
        " (tables.yaml), and name it with --map:",
    ),
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
    "unknown-map": _(
        "国家文件夹的 maps/ 里没有对照表 {name}", "expected a map in maps/ of the country's folder; there is no {name}"
    ),
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
    # The report of an audit.
    "audit-data-title": _("数据文件核对报告：{files}{year}", "Report on data files: {files}{year}"),
    "audit-data-nothing": _("没有读到文件", "no file was read"),
    "audit-data-holds": _("{count} 处核对都对得上，没有发现问题。", "All {count} checks hold, and nothing else was found."),
    "audit-data-fails": _(
        "有 {count} 处对不上；另有 {problems} 处需要看一看。",
        "Checks that do not hold: {count}. Places in the files to look at: {problems}.",
    ),
    "audit-data-untested": _(
        "没有发现问题，但也没有什么可以核对：文件和对照表都没有给出合计或应当平衡的两方。",
        "Nothing was found, but nothing could be checked either: there are no totals, and no sides that must balance.",
    ),
    "audit-data-rows": _(
        "计入 {rows} 行，按对照表不计 {left_out} 行。", "Rows added up: {rows}; rows left out by the map: {left_out}."
    ),
    "audit-data-checks": _("核对 {count} 处，对得上 {holds} 处。", "Checks: {count}; of these hold: {holds}."),
    "audit-data-limits": _(
        "报告只说文件本身是否前后一致，不说数字是否真实。",
        "The report says whether the files agree with themselves, not whether their figures are true.",
    ),
    "audit-data-failures": _("对不上的地方", "What does not add up"),
    "audit-data-problems": _("文件里需要看的地方", "Places in the files to look at"),
    "audit-data-problems-lead": _(
        "对照表没有预料到这些：可能是文件有误，也可能是对照表要补充。",
        "The map does not foresee these: the file may be at fault, or the map may lack something.",
    ),
    "audit-data-questions": _("可能没有错，请看一看", "May well be right, but worth a look"),
    "audit-data-held": _("对得上的核对", "Checks that hold"),
    "audit-data-tables": _("读到的表", "Tables that were read"),
    "audit-data-not-tested": _("没有核对的", "What could not be checked"),
    "audit-data-total": _("合计", "total"),
    "audit-data-balance": _("收支平衡", "balance"),
    "audit-data-total-fails": _(
        "文件印的合计是{printed}，各行加起来是{computed}，差{difference}。",
        "The file prints a total of {printed}; its rows add up to {computed}, a gap of {difference}.",
    ),
    "audit-data-sum-fails": _(
        "文件印的是{printed}，下级各行加起来是{computed}，差{difference}。",
        "The file prints {printed}; the lines below add up to {computed}, a gap of {difference}.",
    ),
    "audit-data-balance-fails": _(
        "这里是{printed}，{other} 是{computed}，差{difference}。",
        "Here it is {printed}, in {other} {computed}, a gap of {difference}.",
    ),
    "audit-data-sums-hold": _("另有 {count} 处小计对得上。", "Sums of single lines that hold as well: {count}."),
    "audit-data-in-all": _("合计", "in all"),
    "audit-data-check": _("核对", "Check"),
    "audit-data-line": _("哪一行", "Line"),
    "audit-data-amount": _("金额", "Amount"),
    "audit-data-place": _("位置", "Where"),
    "audit-data-what": _("情况", "What"),
    "audit-data-table": _("表", "Table"),
    "audit-data-file": _("文件", "File"),
    "audit-data-column": _("栏", "Column"),
    "audit-data-lines": _("行数", "Lines"),
    "audit-data-row": _("{file} 第 {row} 行", "{file}, row {row}"),
    "audit-data-more": _("这样的还有 {count} 处。", "{count} more of these."),
    "audit-data-gap": _(
        "{file}：原始行号从 {first} 跳到 {second}，中间的行没有。",
        "{file}: the numbers of rows jump from {first} to {second}; the rows between are not there.",
    ),
    "audit-data-one-side": _(
        "{table} 有 {code} {name}，另一方没有，无法比较。",
        "{table} has {code} {name}; the other side does not, so there is nothing to compare.",
    ),
    "audit-data-no-total": _("{table}：文件没有印合计。", "{table}: the file prints no total."),
    "audit-data-no-balance": _("对照表没有说哪两张表应当平衡。", "The map names no tables that must balance."),
    "audit-data-no-unit": _("没有写金额用什么单位。", "Nothing tells the unit of the amounts."),
    "audit-data-no-year": _("没有写是哪一年。", "Nothing tells the fiscal year."),
    "audit-data-no-stage": _("没有写是哪个阶段。", "Nothing tells the stage."),
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
    "data-other-currency": _(
        "单位的币种是 {expected}，这里是 {found}", "expected {expected}, the currency of the unit; found {found}"
    ),
    "data-no-code": _("这一行没有编码", "expected a code; the row has none"),
    "data-code-elsewhere": _("编码 {code} 不在上一级 {upper} 之下", "expected a code below {upper}; found {code}"),
    "data-all-columns": _(
        "各栏编码互不包含时，每一级都从最粗的一栏写起，code: [甲, 乙, 丙]；长短不一的，表上再写 joined_by: hyphen",
        "where no code begins with that above it, name all columns from the coarsest on, `code: [A, B, C]`; where their length"
        " differs, add `joined_by: hyphen` to the table",
    ),
    "data-code-length": _("这一级的编码应有 {expected} 个字符：{code}", "expected a code of {expected} characters; found {code}"),
    "data-code-joined": _(
        "joined_by 的“{sign}”不能出现在编码里：{code}",
        "expected no {sign} within a code: it joins the codes of columns; found {code}",
    ),
    "data-no-place": _(
        "classifications/{scheme}.yaml 里没有写 {code} 属于谁。补上这几行：",
        "expected classifications/{scheme}.yaml to say what {code} is under. Add the lines below",
    ),
    "data-no-such-level": _(
        "country.yaml 里这个分类的编码有 {levels} 位：{code}",
        "expected a code of as many digits as country.yaml says of its classification ({levels}); found {code}",
    ),
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
