"""Why the workbench did not do something, and what to do, in both languages."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

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
