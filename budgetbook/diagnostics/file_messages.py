"""The sentences of problems with files and folders, in both languages. `messages.py` includes them."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

FILE_MESSAGES: dict[str, Sentence] = {
    # The file as a whole.
    "no-content-folder": _("找不到内容目录", "expected a folder with the content; there is none"),
    "form-older": _(
        "内容是第 {found} 版格式，本程序读的是第 {present} 版",
        "expected content of form {present}; this is of form {found}, which an earlier version read",
    ),
    "form-upgrade": _(
        "请运行 {command}：它先列出要改什么，加上 --write 才改",
        "run {command}: it shows what it would change, and with --write does it",
    ),
    "form-newer": _(
        "内容是第 {found} 版格式，本程序只读到第 {present} 版",
        "expected content of form {present}; this is of form {found}, which a newer version reads",
    ),
    "form-update": _(
        "请换用更新的程序：{command}；网站的 requirements.txt 若写了版本，就装那一版",
        "use a newer program: {command}; where the site's requirements.txt names a version, install that one",
    ),
    "not-a-form": _("格式的版本应为一个整数，如 1，不能是“{found}”", "expected the number of a form, such as 1; found “{found}”"),
    "no-such-file": _("缺少这个文件", "expected this file; it is not there"),
    "cannot-read": _("读不出这个文件：{why}", "expected to read this file: {why}"),
    "stray-file": _("网站用不到这个文件，不知道它该放在哪里", "nothing on the site uses a file of this name"),
    "link": _("这里只能放真正的文件；这是一个符号链接", "expected a real file or folder; found a symbolic link"),
    "name-not-utf8": _("文件名不是 UTF-8 编码的文字", "expected a name in UTF-8; found other bytes"),
    "name-not-nfc": _(
        "文件名里有拆开写的字符（不是 Unicode 的 NFC 形式），有的系统会当成另一个名称",
        "expected a name in the form NFC of Unicode; a letter of it is spelt in parts, and some systems take it for another",
    ),
    "name-of-a-device": _("Windows 把这个名称留给设备用", "expected another name; Windows keeps this one for a device"),
    "name-refused": _(
        'Windows 不接受这样的名称：里面有 < > : " | ? * \\ 或看不见的字符，或者末尾是点或空格',
        'expected a name that Windows takes: without < > : " | ? * \\ and invisible characters, with no dot or space at its end',
    ),
    "name-twice": _(
        "旁边另一个名称只有大小写不同，macOS 和 Windows 会当成同一个",
        "expected a name of its own; another one here differs in capital letters alone, and macOS and Windows take both for one",
    ),
    "path-too-long": _(
        "路径有 {found} 个字符，Windows 最多放得下 {most} 个；请改短",
        "expected a path of at most {most} characters, as Windows has room for; found {found}",
    ),
    "name-it-plainly": _("请改用小写英文字母、数字和连字符命名", "name it with lower-case letters, digits and hyphens"),
    "copy-the-file": _("请把文件本身复制过来", "put the file itself here"),
    "keeps-changing": _(
        "生成网站时，内容或网站目录里的文件一直在变",
        "expected files that stay as they are while the site is made; they keep changing",
    ),
    "save-and-wait": _("请等别的程序写完，再生成一次", "wait until other programs have written theirs, then build again"),
    "file-name": _("文件名应为 {expected}", "by its fiscal_year and phase this file should be called {expected}"),
    "table-head": _("表的第一行应为 {expected}", "expected the columns {expected} in the first line"),
    "table-not-csv": _(
        "从这一行起不是 CSV：引号没有成对，或某一格太长",
        "expected CSV; a quotation mark has no partner from here on, or a cell never ends",
    ),
    "rows-twice": _("这张表的各行已经写在 {file} 里", "expected no rows here: they stand in {file}"),
    "file-too-large": _("文件最大 {limit} 字节，这个有 {found} 字节", "expected at most {limit} bytes; found {found}"),
    "empty-file": _("文件是空的", "expected keys and values; the file is empty"),
    "not-utf8": _("文件应为 UTF-8 编码，这里却是字节 {byte}", "expected UTF-8 text; found the byte {byte}"),
    "save-as-utf8": _("请在编辑器里另存为 UTF-8", "save the file as UTF-8 in your editor"),
    "control-character": _("这里有一个看不见的控制字符 {code}", "expected visible text; found the invisible character {code}"),
    "delete-it": _("请删掉它", "delete it"),
    "template-not-there": _(
        "没有 {name} 这个模板；程序自带的写作 program/ 加名称",
        "expected a template that is there; {name} is neither one of the site's nor, after program/, one of the program's",
    ),
    "template-of-itself": _("模板绕了一圈又继承 {name}", "expected a template that extends others in a line; {name} comes again"),
    "template-block-lost": _(
        "它继承的模板里没有 {name} 这一块，写在里面的不会显示",
        "expected a block of the template that it extends; {name} is none, so what stands in it would not be shown",
    ),
    "template": _("模板有误：{why}", "expected a template that can be filled: {why}"),
    "unforeseen": _(
        "出了没有料到的错：{why}；改动并保存后会再试，若总是这样，请在项目里提出来",
        "expected to show this; something unforeseen happened ({why}). It is tried again when a file is saved;"
        " if it stays so, please report it",
    ),
    # New files.
    "new-exists": _("{file} 已经有了", "expected a file that is not there yet; {file} exists"),
    "new-never-over": _(
        "没有写任何文件；请直接编辑它，或换一个名称、年份", "nothing was written; edit it, or choose another name or year"
    ),
    "new-site-not-empty": _("{file} 不是空文件夹，没有动它", "expected an empty folder, or none yet; {file} was left alone"),
    "new-site-no-country": _("没有 {name} 的词典；有 {known}", "expected one of {known}; there is no dictionary of {name}"),
    "new-site-no-language": _(
        "{country} 的词典没有 {name}；有 {known}", "expected some of {known}; the dictionary of {country} has no {name}"
    ),
    "new-say-which": _("还要写明 {option}", "expected {option}; it was not given"),
    # Links.
    "link-refused": _("这个网址打不开了：服务器回答 {status}", "expected the document here; the server answers {status}"),
    "link-silent": _("这个网址没有回答", "expected the document here; there is no answer"),
    "link-not-public": _(
        "{host} 不是公共网络上的主机，没有去查", "expected a host of the public net; {host} is none, so nobody asked it"
    ),
    "link-unasked": _("时间到了，还没有查到这个网址", "time was up before this address was asked or had answered"),
    "link-look": _("请到原单位的网站上找新的网址", "look for its new address on the publisher's site"),
    # The system.
    "system-of-file": _("{file}：{why}", "{file}: {why}"),
    "system-not-allowed": _("没有权限", "it is not allowed"),
    "system-port-taken": _("这个端口已有程序在用；请换一个", "another program uses this port; choose another one"),
    "system-no-address": _("这台机器没有这个地址；请换一个", "this machine has no such address; choose another one"),
    "system-folder": _("这是一个文件夹", "it is a folder"),
    "system-links": _("这是符号链接，或者符号链接绕成了圈", "it is a symbolic link, or its links form a loop"),
    "system-no-file": _("这不是普通文件", "it is no ordinary file"),
    "system-locks": _("这里的文件无法加锁；请换一个磁盘", "files cannot be locked there; choose another disk"),
    "system-in-use": _("它正被别的程序使用，或者是一个挂载点", "another program uses it, or it is a mount point"),
    "system-two-disks": _("它和旁边的文件夹不在同一个磁盘上", "it and what stands beside it are on different disks"),
    "system-open-files": _(
        "能同时打开的文件太少；请放宽限制（如 ulimit -n 1024）", "too few files may be open; allow more (as ulimit -n 1024)"
    ),
    "system-no-memory": _(
        "内存不够；请少用几个进程（如 --jobs 1），或给它更多内存",
        "there is too little memory; use fewer processes (as --jobs 1), or give it more",
    ),
    "system-long-name": _("文件名太长", "its name is too long"),
    "system-missing": _("没有这个文件或文件夹", "there is no such file or folder"),
    "system-full": _("磁盘已满", "the disk is full"),
    "system-there": _("已经有这个名字的文件了", "something of that name is there already, and is no folder"),
    "system-no-folder": _("路径中有一段不是文件夹", "a part of the path is not a folder"),
    "system-read-only": _("磁盘只能读，不能写", "the disk is read-only"),
    "system-number": _("系统错误 {number}（{name}）", "system error {number} ({name})"),
}
