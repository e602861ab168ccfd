"""Everything that the front door says of itself, in both languages: help, outcomes, wrong use."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language

COMMANDS: dict[str, Sentence] = {
    "build": _("生成网站（不写命令时就是它）", "build the site (the default command)"),
    "serve": _("打开网站看效果，保存后自动更新", "preview the site and refresh it when files are saved"),
    "check": _("只检查内容，什么也不写", "check the content and write nothing"),
    "diff": _("看改动会让公布的数字变成什么样", "show how a change alters what is published"),
    "new": _("为一个单位的一个年度写好空白的文件", "write the starting files for a new organisation or year"),
    "import": _("从公布的文件生成一份草稿", "draft a statement from a published document"),
    "numbers": _("列出文件中的每个数字", "list every number in a document"),
    "links": _("看原文件的网址还能不能打开", "check that the documents' web addresses still work"),
    "schema": _("更新 content/schema/", "update content/schema/"),
}
"""What each command does, in a few words."""

HELP: dict[str, Sentence] = {
    "description": _(
        "把 content/ 里的预算文件变成双语网站。", "Turn the budget statements of content/ into a bilingual website."
    ),
    "commands": _("命令", "commands"),
    "arguments": _("参数和选项", "arguments and options"),
    "more": _("“build.py 命令 --help”说明一个命令的选项。", "build.py COMMAND --help explains the options of one command."),
    "usage": _("用法：", "usage: "),
    "synopsis": _("build.py [命令] [选项]", "build.py [COMMAND] [OPTIONS]"),
    "help": _("显示这份帮助", "show this help"),
    "content": _("内容目录", "the folder of the content"),
    "out": _("写到哪个目录（默认 site/）", "the folder to write the site to (site/ by default)"),
    "draft": _("草稿写到哪个目录", "the folder to write the draft to"),
    "document": _("公布的文件（文本、网页、Word 或 PDF）", "a published document (text, web page, Word or PDF)"),
    "text-copy": _("文件的文字副本（UTF-8）", "the text copy of a document (UTF-8)"),
    "base": _("和什么比：git 的一个版本，或一个目录", "what to compare with: a git revision or a folder"),
    "as": _("给终端看的文字，或给合并请求用的 Markdown", "text for a terminal, or Markdown for a pull request"),
    "body": _("单位在网址里的名称（小写字母、数字、连字符）", "the organisation's name in addresses (a-z, digits, hyphens)"),
    "year": _("年度，如 2024", "the fiscal year, such as 2024"),
    "phase": _("预算（budget，默认）或决算（final-accounts）", "budget (the default) or final-accounts"),
    "profile": _("按哪一份公开清单（content/profiles/）", "which disclosure profile (content/profiles/)"),
    "kind": _("新单位是哪一类（concepts.yaml 里的词）", "what kind of organisation a new one is (an id in concepts.yaml)"),
    "zh": _("新单位的中文全称", "the full Chinese name of a new organisation"),
    "en": _("新单位的英文全称", "the full English name of a new organisation"),
    "report": _("把文件里的每个数字列成 CSV", "write a CSV of every number in the document"),
    "lang": _("提示用的语言", "the language of messages"),
    "quiet": _("只报告问题", "report only problems"),
    "no-cache": _("不用缓存，全部重新做", "make everything again, without the cache"),
    "jobs": _("同时用几个进程（默认每个处理器核一个）", "how many processes to use (by default one per processor core)"),
    "shard": _(
        "只为一部分单位备好缓存，如 2/4，不写网站",
        "only fill the cache for part of the organisations, such as 2/4; write no site",
    ),
    "scheduler": _("交给这个地址的 Dask 集群去做", "have the work done by the Dask cluster at this address"),
    "port": _("端口（默认 8000）", "the port (8000 by default)"),
    "host": _(
        "在哪个地址上等候（默认 127.0.0.1，只有本机能看；0.0.0.0 让同一网络里的设备也能看）",
        "the address to listen at (127.0.0.1 by default, for this machine alone; 0.0.0.0 lets others of its network look)",
    ),
    "allow": _(
        "还可以用哪个主机名访问，如云端编辑器的；可以写多次",
        "a host name it may be called by as well, as a cloud editor's; can be repeated",
    ),
    "format": _("问题给谁看：人、编辑器、GitHub", "who reads the problems: people, an editor, GitHub"),
}
"""What `--help` says; one entry an option or argument, and the headings."""

USES: dict[str, Sentence] = {
    "no-such-command": _("没有 {word} 这个命令；有 {known}", "there is no command {word}; there are {known}"),
    "not-taken": _("{command} 不接受 {words}", "{command} takes no {words}"),
    "no-such-number": _("至少是 1，不能是 {word}", "is at least 1, not {word}"),
    "no-such-port": _("应在 0 到 65535 之间，不能是 {word}", "is from 0 to 65535, not {word}"),
    "not-a-shard": _("要写成 2/4 这样，不能是 {word}", "is written like 2/4, not {word}"),
    "not-together": _("{one} 和 {other} 不能一起用", "{one} and {other} do not go together"),
}
"""What is said of a command line that cannot be understood; of an option's value, after the name of the option."""

ARGPARSE: dict[str, Sentence] = {
    "usage: ": HELP["usage"],
    "argument %(argument_name)s: %(message)s": _("%(argument_name)s %(message)s", "%(argument_name)s %(message)s"),
    "invalid choice: %(value)r (choose from %(choices)s)": _(
        "只能是 %(choices)s，不能是 %(value)s", "is one of %(choices)s, not %(value)s"
    ),
    "invalid %(type)s value: %(value)r": _("后面应为数字，不能是 %(value)s", "needs a number after it, not %(value)s"),
    "expected one argument": _("后面要有一个值", "needs a value after it"),
    "ignored explicit argument %r": _("后面不能写值：%s", "takes no value: %s"),
    "the following arguments are required: %s": _("还要写明 %s", "%s must be given as well"),
}
"""What argparse says by itself, under the English text by which it looks up a translation."""

DIFF: dict[str, Sentence] = {
    "title": _("这次改动会改变什么", "What this change does"),
    "nothing": _("公布的内容没有变化", "nothing that is published changes"),
    "figures": _("数字", "figures"),
    "findings": _("对不上的地方", "findings"),
    "pages": _("网页", "pages"),
    "lost": _("不再有的数据文件和图片", "data files and pictures that cease"),
    "unled": _(
        "{name} 的网址都不再有了；如果只是改名，请在新文件夹的 entity.yaml 里写 formerly: [{name}]",
        "all addresses of {name} cease; if it was only renamed, write formerly: [{name}] in the entity.yaml of its new folder",
    ),
    "problems": _("问题", "problems"),
    "figure": _("数字", "figure"),
    "year": _("年份", "year"),
    "before": _("改前", "before"),
    "after": _("改后", "after"),
    "difference": _("相差", "difference"),
    "verdict-fails": _("对不上", "does not add up"),
    "verdict-rounding": _("只差四舍五入", "adds up, allowing for rounding"),
    "verdict-holds": _("对得上", "adds up"),
    "verdict-untestable": _("无法核对", "cannot be checked"),
    "verdict-none": _("无", "none"),
}
"""What `diff` says of a change."""

SAYS: dict[str, Sentence] = {
    "built": _(
        "{files} 个文件（新写 {changed}，未变 {unchanged}，删去 {removed}），{findings} 项核对，{size} KB，{seconds} 秒",
        "{files} files ({changed} written, {unchanged} unchanged, {removed} removed), {findings} checks, {size} KB, {seconds} s",
    ),
    "at-bodies": _("单位 {done} / {count}，还要 {left}", "organisations: {done} of {count}, {left} left"),
    "at-pages": _("共用的网页和数据 {done} / {count}，还要 {left}", "shared pages and data: {done} of {count}, {left} left"),
    "warmed": _("已为 {count} 个单位备好缓存", "the cache is filled for {count} organisations"),
    "workers-died": _(
        "没有写成，网站保持原样：干活的进程一再被终止（多半是内存不够）；可以少用几个，如 --jobs 1",
        "nothing was written, the site is as it was: the working processes were killed again and again"
        " (usually because memory ran out); use fewer, such as --jobs 1",
    ),
    "other-version": _(
        "没有写成，网站保持原样：集群上的程序或软件包与这里的版本不同，请装成一样的",
        "nothing was written, the site is as it was: the cluster runs another version of the program or of a package;"
        " install the same",
    ),
    "no-cluster": _(
        "没有写成，网站保持原样：{why} 没有集群应答", "nothing was written, the site is as it was: no cluster answers at {why}"
    ),
    "needs-cluster": _(
        "先运行一次 make cluster，它会装好所需的程序", "run make cluster once; it installs what --scheduler needs"
    ),
    "weight": _(
        "最重的预算网页 {address}：压缩后 {page} KB，连同样式和脚本 {total} KB",
        "heaviest statement page {address}: {page} KB compressed, {total} KB with style and script",
    ),
    "checked": _(
        "没有问题：{statements} 份文件，{findings} 项核对", "no problems (statements: {statements}, checks: {findings})"
    ),
    "note": _("提示：{note}", "note: {note}"),
    "wrote": _("已写 {file}", "written: {file}"),
    "fill-in": _(
        "网站现在就能生成。请对照文件填写，边写边看：make serve",
        "The site builds as it is. Fill the files in from the document, and look at them as you go: make serve",
    ),
    "answered": _("{count} 个网址都能打开", "all {count} addresses answer"),
    "no-base": _("没有 {why} 这个目录，git 里也没有这个版本", "there is neither a folder nor a git revision {why}"),
    "old-base": _("{why} 的内容读不出来，无法比较", "the content of {why} cannot be read, so nothing can be compared with it"),
    "serving": _("{address}（按 Ctrl-C 结束）", "{address} (Ctrl-C ends it)"),
    "unknown-host": _(
        "这里不认得主机名 {name}。如果这是您自己打开的地址，请重新启动：build.py serve --allow {name}",
        "This preview does not know the host name {name}. If the address is one that you opened yourself,"
        " start it again: build.py serve --allow {name}",
    ),
    "watch-ended": _(
        "不能再跟着保存更新了（{why}），所以预览已停下；请重新启动，若总是这样，请在项目里提出来",
        "what is saved can no longer be followed ({why}), so the preview has ended; start it again, and report it if it stays so",
    ),
    "shown": _("没有问题，{seconds} 秒", "no problems, {seconds} s"),
    "shown-problem": _("有 1 个问题；改好之前不会更新", "1 problem; until it is fixed, nothing new is shown"),
    "shown-problems": _("共 {count} 个问题；改好之前不会更新", "{count} problems; until they are fixed, nothing new is shown"),
    "needs-server": _("先运行一次 make serve，它会装好所需的程序", "run make serve once; it installs what this command needs"),
    "problem": _("有 1 个问题；网站保持原样", "1 problem; the site is as it was"),
    "problems": _("共 {count} 个问题；网站保持原样", "{count} problems; the site is as it was"),
    "not-ours": _(
        "{why} 里有不是本程序写的文件，没有动它；请换一个空目录",
        "{why} holds files that no build wrote, and was left alone; name an empty folder",
    ),
    "is-link": _(
        "{why} 是符号链接，没有动它；网站要整个换进去，请直接写明它指向的目录",
        "{why} is a symbolic link, and was left alone: a site is put in the place of the old one as a whole;"
        " name the folder that it leads to",
    ),
    "is-mount": _(
        "{why} 是一个挂载点，没有动它；网站要整个换进去，请写明它里面的一个目录，如 {why}/site",
        "{why} is a mount point, and was left alone: a site is put in the place of the old one as a whole;"
        " name a folder in it, as {why}/site",
    ),
    "out-in-the-way": _(
        "没有写任何文件：网站不能写在 {why} 里，也不能把它包在里面；请换一个目录",
        "nothing was written: the site cannot stand in {why}, nor around it; name another folder",
    ),
    "optimized": _(
        "Python 的 -OO 会去掉画图程序要用的说明文字；请不带它运行",
        "with -OO Python leaves out texts that the drawing library needs; run it without",
    ),
    "cache-link": _(
        "{folder} 或它里面的一项是符号链接，这次不用缓存；删掉它就好",
        "{folder}, or something in it, is a symbolic link, so nothing is taken from it or kept in it; delete it",
    ),
    "cache-tracked": _(
        "git 里有 {folder} 的文件，来路不明，这次不用缓存；请运行 git rm -r --cached {folder}",
        "git has files of {folder}, which could hold anything, so nothing is taken from it or kept in it;"
        " run git rm -r --cached {folder}",
    ),
    "system": _("没有写成，网站保持原样：{why}", "nothing was written, the site is as it was: {why}"),
    "stopped": _("已停下，网站保持原样", "stopped; the site is as it was"),
    "template": _("模板有误，网站保持原样：{why}", "a template is at fault, the site is as it was: {why}"),
    "in-full": _("{why}", "{why}"),
    "needs-document": _("这份文件导入不了：{why}", "this document cannot be imported: {why}"),
}
"""How a command ended."""


def say(message_key: str, lang: Language, **fields: object) -> str:
    """One of `SAYS`, its holes filled."""
    return SAYS[message_key][lang].format(**fields)
