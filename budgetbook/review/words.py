"""The words of the workbench in both languages."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.base.program_files import COMMAND

ROLE_WORDS: dict[str, Sentence] = {
    "amount": _("本年数", "this year's amount"),
    "prior": _("上年数", "last year's amount"),
    "budget": _("年初预算数", "initial budget"),
    "adjusted": _("调整预算数", "adjusted budget"),
    "change": _("增减额", "size of the change"),
    "percent": _("增减幅度", "percentage of the change"),
    "share": _("占比", "share"),
    "completion": _("完成预算的百分比", "percentage of the budget spent"),
    "reading": _("同一个数，再印一次", "the same, printed once more"),
    "cell": _("表中一格", "cell of a table"),
    "code": _("编码", "code"),
    "year": _("年份", "year"),
}
"""What a number is of its entry."""

STATE_WORDS: dict[str, Sentence] = {
    "figure": _("已放好", "placed"),
    "row": _("表中一格", "cell of a table"),
    "project": _("项目", "project"),
    "fact": _("事实", "fact"),
    "performance": _("绩效", "performance"),
    "aside": _("不是数据", "no figure"),
    "undecided": _("待定", "undecided"),
    "loose": _("没有着落", "in no entry"),
    "year": _("年份", "year"),
    "date": _("日期", "date"),
    "ordinal": _("序号", "list number"),
    "code": _("编码", "code"),
    "left-out": _("整张表未录", "table left out"),
    "free": _("不必录", "needs no entry"),
    "doubtful": _("存疑", "doubtful"),
    "finding": _("对不上", "finding"),
}
"""What became of a number."""

WORDS: dict[str, Sentence] = {
    "comma": _("，", ", "),
    "colon": _("：", ": "),
    "title": _("核对", "Workbench"),
    "intro": _(
        "把文件原文和录入的数放在一起，一个一个看。只在本机打开，什么都不公布。",
        "The published document and what was typed from it, side by side, number by number. On this machine only; nothing here is"
        " published.",
    ),
    "no-statements": _(
        f"还没有哪份预算旁边有原文件。运行 {COMMAND} import FILE，原文件会放到草稿旁边。",
        f"No statement has its document beside it yet. Run {COMMAND} import FILE: it puts the document beside the draft.",
    ),
    "statement-budget": _("{year}年预算", "{year} budget"),
    "statement-final-accounts": _("{year}年决算", "{year} final accounts"),
    "statement-unknown": _("{year}年（预算还是决算未写明）", "{year} (budget or final accounts: not said)"),
    "without-document": _("旁边没有原文件：", "Without a document beside them:"),
    "put-document": _(
        "把原文件放到同一个文件夹，取和预算相同的名字，如 2024-budget.pdf。",
        "Put the document into the same folder, under the statement's name, such as 2024-budget.pdf.",
    ),
    "all-statements": _("全部预算", "All statements"),
    "site": _("网站", "The site"),
    "language": _("English", "中文"),
    "help": _("帮助", "Help"),
    "close": _("关闭", "Close"),
    "drawing": _("正在画这一页……", "Drawing this page…"),
    "reading-document": _("正在读原文件，几秒钟就好。", "Reading the document. This takes a few seconds."),
    "seen-of": _("看过 {seen} 个，共 {of} 个", "{seen} of {of} numbers seen"),
    "seen": _("看过", "seen"),
    "not-seen": _("没看过", "not seen yet"),
    "open": _("要定", "to decide"),
    "green": _("检查通过", "The check passes"),
    "problem-count": _("检查：还有 {count} 处要改", "Check: {count} things to mend"),
    "page": _("原文件", "The document"),
    "page-of": _("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "previous-page": _("上一页", "Previous page"),
    "next-page": _("下一页", "Next page"),
    "page-picture": _("第 {page} 页的图像", "Picture of page {page}"),
    "numbers-on-page": _("这一页上的数", "Numbers on this page"),
    "smaller": _("缩小", "Zoom out"),
    "larger": _("放大", "Zoom in"),
    "number": _("数", "Number"),
    "not-on-picture": _("这一页上没有找到这个数，请按位置找：{place}。", "Not found on this page; look for it at {place}."),
    "where": _("位置", "Where"),
    "evidence": _("读自", "Read from"),
    "entry": _("录入的内容", "What was typed"),
    "no-entry": _(
        "还没有条目用到它：是数据，就写明它是什么；不是，就按“不是数据”。",
        "No entry has it yet: say what it is, or that it is no figure.",
    ),
    "not-taken-over": _("这张表没有录入。", "This table is not taken over."),
    "nothing-needed": _("这类数不必录入。", "Numbers of this kind need no entry."),
    "candidates": _("可能是：", "It may be:"),
    "line": _("文件第 {line} 行", "line {line} of the file"),
    "in-aside": _("不是数据（aside）", "no figure (aside)"),
    "in-undecided": _("待定（undecided）", "undecided"),
    "total": _("合计", "total"),
    "next": _("下一个：", "Next:"),
    "doubtful": _("存疑", "doubtful"),
    "unplaced": _("没着落", "unplaced"),
    "finding": _("对不上", "finding"),
    "step-f": _("文件 {number}", "file {number}"),
    "step-p": _("第 {number} 页", "page {number}"),
    "step-l": _("第 {number} 行", "line {number}"),
    "step-t": _("表 {number}", "table {number}"),
    "step-r": _("第 {number} 行", "row {number}"),
    "step-c": _("第 {number} 列", "column {number}"),
    "accept": _("对，下一个", "Right, next"),
    "accept-row": _("这一行都对", "Whole line is right"),
    "assign": _("改归属…", "It is something else…"),
    "assign-open": _("它是什么…", "Say what it is…"),
    "set-aside": _("不是数据", "No figure"),
    "undo": _("撤销", "Undo"),
    "next-doubtful": _("下一个存疑的", "Next doubtful"),
    "next-open": _("下一个没着落的", "Next unplaced"),
    "next-unseen": _("下一个没看过的", "Next not seen"),
    "next-finding": _("下一处对不上的", "Next finding"),
    "none-doubtful": _("没有存疑的数了", "no doubtful number is left"),
    "none-open": _("没有未放好的数了", "no unplaced number is left"),
    "none-unseen": _("所有的数都看过了", "every number has been seen"),
    "none-finding": _("没有未确认的对不上的地方了", "no finding is left to confirm"),
    "findings": _("对不上的地方", "Findings"),
    "no-findings": _("没有对不上的地方。", "Nothing fails to add up."),
    "confirmed": _("已确认", "confirmed"),
    "confirm": _("原文就是这样…", "The document does say so…"),
    "look-first": _(
        "先对照原文。是录错的，改归属；原文就是这样的，写一句说明。",
        "Look at the document first. If it was read wrongly, say what the number is; if the document does say so, add a note.",
    ),
    "confirm-title": _("确认：原文就是这样", "Confirm: so it stands in the document"),
    "note-zh": _("给读者的说明（中文）", "Note for readers, in Chinese"),
    "note-en": _("给读者的说明（英文）", "Note for readers, in English"),
    "note-help": _(
        "写明印的是什么、算出来是什么，不评判。不写数字，数字由网页自己填。",
        "Say what is printed and what the figures give, without judging. Type no digits: the page has them.",
    ),
    "assign-title": _("{number} 是什么？", "What is {number}?"),
    "assign-target": _("哪个数", "Figure"),
    "assign-help": _("输入几个字查找，中文英文都可以。", "Type a few letters to search, in either language."),
    "no-match": _("没有叫这个的。换几个字试试。", "Nothing is called that. Try other words."),
    "assign-role": _("它的哪一项", "Which number of it"),
    "save": _("写入文件", "Write into the file"),
    "cancel": _("取消", "Cancel"),
    "texts": _("还要写的文字", "Texts still to be written"),
    "texts-help": _(
        "导入程序不会替人写这些。不写数字。写几条存几条。",
        "The importer does not write these. Type no digits. Fill in what you can, then save.",
    ),
    "text-half": _("还有 1 条只写了一种语言，留在这里，没有写入。", "1 text is in one language only: it stays here, unwritten."),
    "texts-half": _(
        "还有 {count} 条只写了一种语言，留在这里，没有写入。",
        "{count} texts are in one language only: they stay here, unwritten.",
    ),
    "texts-save": _("存下已写的", "Save what is filled in"),
    "text-of-summary": _("摘要：一两句话，放在页面顶部", "Summary: one or two sentences for the top of the page"),
    "text-of-source.title": _("原文件的标题", "Title of the document"),
    "text-of-name": _("单位名称", "Name of the body"),
    "text-of-short": _("单位简称", "Short name of the body"),
    "text-of-place": _("在哪里", "Where it is"),
    "text-of-about": _("这个单位是做什么的", "What the body does"),
    "text-of-kind": _("哪一类单位", "Kind of body"),
    "text-of-places-name": _("文件这一部分的名称：{name}", "Name of this part of the document: {name}"),
    "text-of-projects-name": _("项目名称：{name}", "Name of this project: {name}"),
    "text-of-projects-purpose": _("项目做什么：{name}", "What this project is for: {name}"),
    "text-of-facts-name": _("事实的名称：{name}", "Name of this fact: {name}"),
    "text-zh": _("中文", "Chinese"),
    "text-en": _("英文", "English"),
    "choose": _("选一个", "choose one"),
    "problems": _("检查说的", "What the check says"),
    "by-title": _("谁在看？", "Who is looking?"),
    "by-help": _(
        "网站会写明是谁对照原文看过的。写姓名、职务或单位都可以，只问一次，写进这份预算的 review.by。",
        "The site says who compared the statement with its document. A name, a role or a body: asked once, and written into"
        " review.by of this statement.",
    ),
    "by-zh": _("谁看的（中文）", "Who looked, in Chinese"),
    "by-en": _("谁看的（英文）", "Who looked, in English"),
    "shortcuts": _("按键", "Keys"),
    "keys-on": _("单键有效", "Single keys work"),
    "key-next": _("下一个数、上一个数", "next number, previous number"),
    "key-accept": _(
        "对，看下一个没看过的；没着落的，写明它是什么", "right; on to the next not seen. Of one in no entry: say what it is"
    ),
    "key-leave": _("从文字框回到数上", "from a text field back to the number"),
    "key-row": _("这一行的数都对", "the whole line is right"),
    "key-page": _("翻页", "turn the page"),
    "key-help": _("打开这份帮助", "open this help"),
    "legend": _("颜色和边框", "Colours and frames"),
    "begin": _(
        "原文里框着的数，和这里写的一样吗？一样就按“对，下一个”。",
        "Is the framed number in the document what this says it is? Then press “Right, next”.",
    ),
    "steps": _("怎么做", "How it goes"),
    "step-texts": _(
        "写好“还要写的文字”：名称和说明，程序不替人写。",
        "Fill in “Texts still to be written”: names and descriptions, which the program does not write.",
    ),
    "step-findings": _(
        "逐一看“对不上的地方”：点名称，原文就翻到那个数。读错了，改归属；原文就是这样，写一句说明。",
        "Go through “Findings”: a click on its name turns to its number. If it was read wrongly, say what the number is; if the"
        " document does say so, add a note.",
    ),
    "step-numbers": _(
        "把数一个一个看过：和原文一样，就按“对，下一个”；整行都对，按“这一行都对”。随时可以停，看过多少会写进文件。",
        "Look at the numbers one by one: “Right, next” if it is as in the document, “Whole line is right” for a line. Stop at any"
        " time; how many were seen is written into the file.",
    ),
    "step-check": _(
        "右上角写着“检查通过”，这份预算就可以公布了。",
        "Once “The check passes” stands at the top, the statement can be published.",
    ),
    "problems-of-texts": _(
        "还有 {count} 处缺文字，在上面“还要写的文字”里写好就没有了。",
        "{count} more are missing texts, which go once “Texts still to be written” above is filled in.",
    ),
    "counts-written": _("已写入文件", "written into the file"),
    "counts-unwritten": _("还没有写入文件", "not yet written into the file"),
    "working": _("正在写入，随即重新检查……", "Writing, and checking again…"),
    "done-accept": _("看过了", "seen"),
    "done-assign": _("已改归属", "assigned"),
    "done-set-aside": _("已记为不是数据", "set aside as no figure"),
    "done-confirm": _("已确认", "confirmed"),
    "done-write": _("已写入", "written"),
    "done-undo": _("已撤销", "undone"),
    "findings-change": _("对不上的地方：{before} → {after}", "findings to confirm: {before} → {after}"),
}
"""What pages of the workbench say. `{…}` are filled by the page."""

ERRORS: dict[str, Sentence] = {
    "changed": _(
        "这个文件刚才被别人改过，没有动它。已重新读入，请看一看再做一次。",
        "Somebody has just changed the file, so it was left alone. It has been read again: look, and do it once more.",
    ),
    "out-of-date": _("页面上的内容已经过时，已重新读入。", "The page was out of date; it has been read again."),
    "edit-by-hand": _(
        "文件里这一处的写法程序不敢改，请在编辑器里改。",
        "The program does not dare to change this part of the file; edit it by hand.",
    ),
    "by-hand": _("{path} 请在编辑器里改。", "Edit {path} by hand, in the file."),
    "code-of-a-row": _("这是表里一行的编码；要改就改那一行。", "This is the code of a table's row; edit that row in the file."),
    "role-taken": _(
        "那里已经有一个数 {digits}。先给那个数改归属，或记为不是数据。",
        "That already has a number, {digits}. First say of that number that it is something else, or no figure.",
    ),
    "other-unit": _(
        "单位是{unit}，和那个条目的不同；请在编辑器里写。", "This number is in {unit}, unlike that entry; edit it by hand."
    ),
    "readings-first": _(
        "同一个数在别处用别的单位印过。先处理那几处，再回到这里。",
        "The same figure is printed elsewhere in another unit. Deal with those first, then come back.",
    ),
    "no-such-target": _("请从列表里选一个。", "Choose one from the list."),
    "note-needed": _("请用两种语言各写一句说明。", "Write a note in both languages."),
    "both-languages": _("请两种语言都写。", "Write it in both languages."),
    "text-needed": _("还没有写。", "Nothing was written."),
    "text-too-long": _("太长了。", "That is too long."),
    "by-needed": _("请先写是谁在看。", "Say first who is looking."),
    "no-document": _("没有原文件可看。", "There is no document to look at."),
    "nothing-to-undo": _("没有可撤销的。", "There is nothing to undo."),
    "disk": _("写不进文件：{why}", "The file cannot be written: {why}"),
    "refused": _("拒绝了：请求不是从这个网页来的。", "Refused: the request did not come from this page."),
    "unreadable": _("读不了文件：{why}", "The file cannot be read: {why}"),
    "fault": _(
        "程序出了错，什么都没有写：{fault}。请重新打开这一页；再出错，请报告这一行字。",
        "The program has failed, and nothing was written: {fault}. Open the page again; if it fails once more, report this line.",
    ),
    "gone": _("没有这一页：预算或它的原文件已经不在了。", "There is no such page: the statement or its document is gone."),
    "offline": _("连不上预览程序。它还在运行吗？", "The preview does not answer. Is it still running?"),
}
"""Why something was not done, and what to do."""


def say_error(key: str, lang: Language, fields: dict[str, str] | None = None) -> str:
    """One sentence of `ERRORS`."""
    return ERRORS[key][lang].format(**(fields or {}))
