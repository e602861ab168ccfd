"""The messages of all commands in both languages: help, results, wrong use."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.base.program_files import COMMAND, how_to_install

HELP: dict[str, Sentence] = {
    "description": _(
        "把 content/ 里的预算文件变成双语网站。", "Turn the budget statements of content/ into a bilingual website."
    ),
    "commands": _("命令", "commands"),
    "arguments": _("参数和选项", "arguments and options"),
    "more": _(f"“{COMMAND} 命令 --help”说明一个命令的选项。", f"{COMMAND} COMMAND --help explains the options of one command."),
    "usage": _("用法：", "usage: "),
    "synopsis": _(f"{COMMAND} [命令] [选项]", f"{COMMAND} [COMMAND] [OPTIONS]"),
    "help": _("显示这份帮助", "show this help"),
    "lang": _("提示用的语言", "the language of messages"),
    "quiet": _("只报告问题", "report only problems"),
}
"""Help that every command's `--help` shows."""

USES: dict[str, Sentence] = {
    "no-such-command": _("没有 {word} 这个命令；有 {known}", "there is no command {word}; there are {known}"),
    "not-taken": _("{command} 不接受 {words}", "{command} takes no {words}"),
    "no-such-number": _("至少是 1，不能是 {word}", "is at least 1, not {word}"),
    "no-such-port": _("应在 0 到 65535 之间，不能是 {word}", "is from 0 to 65535, not {word}"),
    "not-a-shard": _("要写成 2/4 这样，不能是 {word}", "is written like 2/4, not {word}"),
    "not-together": _("{one} 和 {other} 不能一起用", "{one} and {other} do not go together"),
}
"""Mistakes in the command line; for a value, after the option's name."""

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
"""argparse's own texts, by the English original under which it looks up a translation."""

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
"""The text of `diff`."""

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
        f"--scheduler 还缺所需的程序，这样补上：{how_to_install('cluster')}",
        f"--scheduler needs more than is installed; get it by: {how_to_install('cluster')}",
    ),
    "host-bytes": _(
        "网站有 {number} 字节，{host} 最多收 {most}（{source}）",
        "the site has {number} bytes; {host} takes {most} at most ({source})",
    ),
    "host-files": _(
        "网站有 {number} 个文件，{host} 最多收 {most} 个（{source}）",
        "the site has {number} files; {host} takes {most} at most ({source})",
    ),
    "host-file-bytes": _(
        "{file} 有 {number} 字节，{host} 一个文件最多 {most}（{source}）",
        "{file} has {number} bytes; {host} takes {most} for one file ({source})",
    ),
    "host-folder-files": _(
        "{folder} 里有 {number} 个文件，{host} 一个文件夹最多收 {most} 个（{source}）",
        "{folder} holds {number} files; {host} takes {most} in one folder ({source})",
    ),
    "weight": _(
        "最重的预算网页 {address}：压缩后 {page} KB，连同样式和脚本 {total} KB",
        "heaviest statement page {address}: {page} KB compressed, {total} KB with style and script",
    ),
    "checked": _(
        "没有问题：{statements} 份文件，{findings} 项核对", "no problems (statements: {statements}, checks: {findings})"
    ),
    "note": _("提示：{note}", "note: {note}"),
    "no-base": _("没有 {why} 这个目录，git 里也没有这个版本", "there is neither a folder nor a git revision {why}"),
    "old-base": _("{why} 的内容读不出来，无法比较", "the content of {why} cannot be read, so nothing can be compared with it"),
    "release-unreadable": _(
        "{why}：这里没有完整的数据包，或者它和自己的说明对不上；请重新建好网站，或换一份发布包",
        "{why}: no whole data package, or not as its own description says; build the site again, or take another release",
    ),
    "serving-drafts": _("{address}review/：把草稿和原文件放在一起核对", "{address}review/ shows drafts beside their documents"),
    "drafts-on-page": _("把草稿和原文件放在一起核对", "Compare the drafts with their documents"),
    "serving": _("{address}（按 Ctrl-C 结束）", "{address} (Ctrl-C ends it)"),
    "unknown-host": _(
        f"这里不认得主机名 {{name}}。如果这是您自己打开的地址，请重新启动：{COMMAND} serve --allow {{name}}",
        "This preview does not know the host name {name}. If the address is one that you opened yourself,"
        f" start it again: {COMMAND} serve --allow {{name}}",
    ),
    "watch-ended": _(
        "不能再跟着保存更新了（{why}），所以预览已停下；请重新启动，若总是这样，请在项目里提出来",
        "what is saved can no longer be followed ({why}), so the preview has ended; start it again, and report it if it stays so",
    ),
    "shown": _("没有问题，{seconds} 秒", "no problems, {seconds} s"),
    "shown-problem": _("有 1 个问题；改好之前不会更新", "1 problem; until it is fixed, nothing new is shown"),
    "shown-problems": _("共 {count} 个问题；改好之前不会更新", "{count} problems; until they are fixed, nothing new is shown"),
    "needs-extra": _("这个命令还缺所需的程序，这样补上：{why}", "this command needs more than is installed; get it by: {why}"),
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
    "audit-no-format": _(
        "从 {why} 的结尾看不出报告的格式；请用 .md、.html 或 .docx，或者用 --format 写明",
        "the ending of {why} does not tell the format of the report; use .md, .html or .docx, or name it with --format",
    ),
    "audit-no-output": _("Word 格式的报告请用 --output 写明文件名", "a report for Word needs a file: name it with --output"),
    "audit-over-document": _(
        "{why} 是要核对的文件，报告请换一个文件名", "{why} is the document itself; name another file for the report"
    ),
    "needs-document": _("这份文件导入不了：{why}", "this document cannot be imported: {why}"),
}
"""Results of commands."""


def say(sentence: str | Sentence, lang: Language, **fields: object) -> str:
    """Look up a sentence of `SAYS` by its key, or take a command's own sentence, and fill its holes."""
    return (SAYS[sentence] if isinstance(sentence, str) else sentence)[lang].format(**fields)
