"""The sentences of problems of form, in both languages: records, single values, addresses. `messages.py` includes them."""

from __future__ import annotations

from budgetbook.diagnostics.bilingual import Sentence
from budgetbook.diagnostics.bilingual import bilingual as _

FORM_MESSAGES: dict[str, Sentence] = {
    # Records.
    "missing-key": _("缺少键 {key}", "expected the key {key}; it is missing"),
    "missing-translation": _("缺少这种语言的文字：{lang}", "expected the text in each language of the site; {lang} is missing"),
    "write-each": _("这些语言都要写：{languages}", "write each of these: {languages}"),
    "unknown-key": _("这里没有名为 {key} 的键", "expected a known key; found {key}"),
    "unit-without-currency": _(
        "金额的单位要写明 currencies 里的货币，其他单位不写；这里是 {name}",
        "expected a currency of this file for a unit of money, and none for any other; found {name}",
    ),
    "currency-without-unit": _(
        "{code} 的单位 {name} 要列在 units 里，写这种货币，不写 exponent",
        "expected the unit {name} of {code} among the units, with this currency and no exponent",
    ),
    "under-itself": _("{code} 沿着 under 走回到自己", "expected a tree; {code} is under itself"),
    "under-too-many": _("一份分类最多 {most} 级", "expected at most {most} levels of a classification"),
    "under-beside-levels": _(
        "country.yaml 给 {scheme} 写了 levels，编码自己就说明属于谁，不写 under",
        "expected no `under`: country.yaml gives {scheme} `levels`, so its digits tell it",
    ),
    "not-a-plural-rule": _(
        "要按 CLDR 的写法写，如 n = 1、v = 0 and i % 10 = 2..4；这里是 {found}",
        "expected a rule as CLDR writes it, such as n = 1 or v = 0 and i % 10 = 2..4; found {found}",
    ),
    "levels-unnamed": _(
        "levels 有 {levels} 级，names 里却有 {names} 个名称", "expected a name for each of the {levels} levels; found {names}"
    ),
    "not-a-sign-pattern": _(
        "要写明货币符号的位置，如 {{minus}}{{sign}}{{digits}}，三个各一次；这里是 {found}",
        "expected where the sign of a currency stands, such as {{minus}}{{sign}}{{digits}}, each once; found {found}",
    ),
    "no-part-of-a-year": _(
        "年度的叫法里没有 {{{name}}}，可用 year、next、previous、yy、next_yy、previous_yy、era、era_year",
        "expected a part of a year: year, next, previous, yy, next_yy, previous_yy, era or era_year; found {{{name}}}",
    ),
    "not-first-of-an-era": _(
        "这里应为年号的第一年是公历哪一年，{first} 到 {last}，却是 {found}",
        "expected the calendar year with which the era begins, {first} to {last}; found {found}",
    ),
    "two-eras-at-once": _("{year} 年已经是另一个年号的第一年", "expected a year of its own; another era begins with {year} too"),
    "era-without-eras": _("{found} 用到年号，eras 里却一个也没有", "expected the eras of {found} in eras; it lists none"),
    "years-of-same-name": _(
        "照 {found}，{first} 年和 {second} 年叫法相同，读者分不清",
        "expected a name of its own for each year; by {found}, {first} and {second} have the same",
    ),
    "stage-of-same-name": _(
        "{name} 和 {other} 两个阶段的叫法相同，读者分不清",
        "expected a name of its own for the stage {name}; {other} has the same",
    ),
    "stage-without-name": _(
        "{name} 这个阶段要有 name：读者怎样称呼它的文件", "expected a name: what readers call documents of the stage {name}"
    ),
    "usual-unit-unknown": _("units 里没有 {name}", "expected a unit of this file; found {name}"),
    "not-one-of": _("只能是 {allowed} 之一，这里是 {found}", "expected one of {allowed}; found {found}"),
    "look-alike": _(
        "是不是 {word}？这里的“{letter}”不是英文字母（{code}），只是看着像",
        "did you mean {word}? the {letter} here is {code}, not the letter it looks like",
    ),
    "did-you-mean": _("是不是 {word}？", "did you mean {word}?"),
    "expected-model": _("这里应为若干“键: 值”", "expected keys and values here; found something else"),
    "expected-dict": _("这里应为若干“键: 值”", "expected keys and values here; found something else"),
    "expected-tuple": _("这里应为一个列表", "expected a list here; found something else"),
    "expected-string": _("这里应为文字", "expected text here; found something else"),
    "invalid": _("这个值不合要求：{found}", "expected another value; found {found}"),
    "not-a-number": _("这里应为数字，如 1058.41，却是 {found}", "expected digits, such as 1058.41; found {found}"),
    "number-spelt-otherwise": _(
        "数字只用半角数字和小数点，不用千分位逗号；这里是 {found}",
        "expected plain digits with a point and no thousands commas; found {found}",
    ),
    "number-with-more": _(
        "这里只写数字；单位写在 unit 里，说明写在 note 里；这里是 {found}",
        "expected digits alone, the unit in unit and words in a note; found {found}",
    ),
    "too-many-digits": _("数字最多 {most} 位，这里是 {found}…", "expected at most {most} digits; found {found}…"),
    "too-many-decimals": _("小数最多 {most} 位，这里是 {found}", "expected at most {most} digits after the point; found {found}"),
    "write-it-as": _("请写成 {better}", "write it as {better}"),
    "static-no-file": _(
        "static 应为文件夹，里面只放普通文件", "expected static to be a folder, with ordinary files in it and nothing else"
    ),
    "static-reserved": _(
        "{name} 是程序自己要写的地方；请换一个名称",
        "expected a name that the program does not write itself; {name} is one of its own",
    ),
    "no-such-logo": _("content/static/ 里没有 {name}", "expected this picture in content/static/; {name} is not there"),
    "unknown-page": _(
        "没有 {name} 这一页；菜单里写程序的页名，或 pages/ 里的文件名",
        "expected the name of a page of the program, or of one in pages/; found {name}",
    ),
    "group-without-article": _(
        "这个文件夹里的网页要有一页领头：缺 {name}", "expected a page that leads to those of this folder: {name}"
    ),
    "no-own-page": _(
        "pages/ 里没有 {name} 这一页；menu_names 只给自己的页面取名",
        "expected an own page, one in pages/; menu_names gives names to those alone, and {name} is none",
    ),
    "menu-without-name": _(
        "还要写明菜单里怎么叫这一页：menu_names 里的 {name}", "expected what the menu calls this page: {name} in menu_names"
    ),
    "menu-twice": _("菜单里 {name} 写了两次", "expected each page once in the menu; {name} is there again"),
    "not-a-colour": _(
        '颜色要写成 "#1c2127" 这样，带引号；写的是 {found}', 'expected a colour written as "#1c2127", in quotes; found {found}'
    ),
    "not-a-font": _(
        "这里应为一种字体的名称，只能有字母、数字、空格；写的是 {found}",
        "expected the name of one font, of letters, digits and spaces; found {found}",
    ),
    "not-a-logo": _(
        "应是 content/static/ 里一张图的文件名，如 logo.svg；写的是 {found}",
        "expected the name of a picture in content/static/, such as logo.svg; found {found}",
    ),
    "not-a-radius": _("应是 0 到 {most} 的整数；写的是 {found}", "expected a whole number from 0 to {most}; found {found}"),
    "too-little-contrast": _(
        "{front}（{front_colour}）在 {back}（{back_colour}）上看不清：对比度 {found}，至少要 {needed}",
        "expected a contrast of {needed} at least between {front} ({front_colour}) and {back} ({back_colour}); found {found}",
    ),
    "not-a-slug": _(
        "名称只能用小写字母、数字和单个连字符，最长 64 个字符；这里是 {found}",
        "expected lower-case letters, digits and single hyphens, at most 64; found {found}",
    ),
    "not-a-year": _("这里应为年份，如 2023，却是 {found}", "expected a year, such as 2023; found {found}"),
    "not-a-date": _("这里应为日期，如 2023-01-31，却是 {found}", "expected a date, such as 2023-01-31; found {found}"),
    "not-a-flag": _("这里只能是 true 或 false，却是 {found}", "expected true or false; found {found}"),
    "date-far-away": _(
        "日期应在 {first} 年到 {last} 年之间，这里是 {found}", "expected a day from {first} to {last}; found {found}"
    ),
    # Addresses.
    "not-an-address": _(
        "这里应为 http:// 或 https:// 开头的网址，却是 {found}", "expected an address with http:// or https://; found {found}"
    ),
    "address-long": _(
        "网址最长 {most} 个字符，这个有 {found} 个", "expected an address of at most {most} characters; found {found}"
    ),
    "address-sign": _(
        "网址里不能有空格、引号和看不见的字符，这里有“{found}”（{code}）",
        "expected an address without spaces, quotes and invisible signs; found “{found}” ({code})",
    ),
    "address-escape": _(
        "网址里的 % 后面应有两位十六进制数，这里是 {found}", "expected two hexadecimal digits after %; found {found}"
    ),
    "address-user": _(
        "网址的主机名前不能有用户名或密码，这里有：{found}",
        "expected an address without a user name or password before its host; found {found}",
    ),
    "address-host": _(
        "主机名由字母、数字和中间的连字符组成，各段用点隔开；这里是“{found}”",
        "expected a host of letters, digits and inner hyphens, with points between its parts; found “{found}”",
    ),
    "address-foreign-host": _(
        "这个域名不合国际化域名的规则：{found}",
        "expected a host that the rules of international names (IDNA) allow; found {found}",
    ),
    "address-port": _("端口应为 1 到 65535 的数字，这里是“{found}”", "expected a port from 1 to 65535; found “{found}”"),
    "address-with-query": _(
        "这里的网址不能带 ? 或 # 及其后的部分，现在有 {found}",
        "expected an address without ? and # and what follows; found {found}",
    ),
    "address-of-a-page": _(
        "这里应为网站所在文件夹的网址，{found} 是一个网页", "expected the address of the site's folder; {found} is a page in it"
    ),
    "address-steps": _(
        "网址的路径里不能有 .、.. 或连续的斜杠，这里是 {found}",
        "expected a path without . and .. and double slashes; found {found}",
    ),
    "repository-path": _("这里应为仓库的网页，现在是 {found}", "expected the page of a repository; found {found}"),
    "edit-hole": _(
        "这里能填的只有 {{branch}}、{{path}}、{{line}} 和 {{repository}}，没有 {found}",
        "expected the holes {{branch}}, {{path}}, {{line}} and {{repository}}; found {found}",
    ),
    "edit-without-path": _(
        "这里要写出 {{path}} 放在哪里，否则不知道编辑哪个文件；现在是 {found}",
        "expected {{path}} in it, for without it nobody knows which file is edited; found {found}",
    ),
    "unknown-code-host": _(
        "不知道 {host} 上怎样打开一行来编辑；认识的有 {known}，其他的要写 edit",
        "expected a known code host ({known}), or edit, which says how {host} opens a line for editing",
    ),
    "say-how-to-edit": _(
        '请加上 edit: "https://…/{{branch}}/{{path}}#L{{line}}"；如果不能在网页上编辑，写 edit: none',
        'add edit: "https://…/{{branch}}/{{path}}#L{{line}}", or edit: none where files cannot be edited on a page',
    ),
    "not-a-branch": _("git 不接受 {found} 作为分支名", "expected the name of a branch that git allows; found {found}"),
    "not-a-folder": _(
        "这里应为仓库里的文件夹，如 content、sites/pinto，却是 {found}",
        "expected a folder of the repository, such as content or sites/pinto; found {found}",
    ),
    "not-a-hash": _(
        "这里应为 64 位小写十六进制的 SHA-256 值，却是 {found}", "expected a SHA-256 hash, 64 digits from 0 to f; found {found}"
    ),
    "not-of-the-language": _("这里应为{language}，却是 {found}", "expected text in {language}; found {found}"),
    "not-a-language": _(
        "这里应为语言的代码，如 zh、en、zh-hant，却是 {found}",
        "expected the tag of a language, such as zh, en or zh-hant; found {found}",
    ),
    "no-language": _("至少要有一种语言", "expected one language at least"),
    "language-twice": _("语言 {lang} 写了不止一次", "expected each language once; {lang} is there again"),
    "text-too-long": _("文字最多 {most} 个字符", "expected a text of at most {most} characters"),
    "starts-like-a-formula": _(
        "文字不能以 = + - @ 开头（表格软件会当成公式）：{found}",
        "expected text that a spreadsheet cannot take for a formula; it begins with {found}",
    ),
    "not-a-pattern": _(
        "句型里要填的地方写作 {{name}}，花括号要成对；这里是 {found}",
        "expected holes like {{name}} and no other braces; found {found}",
    ),
    "other-holes": _(
        "这一句要填的内容与 {other} 里的不同：{holes}", "expected the same holes as in {other}; only one of the two has {holes}"
    ),
    "other-words": _("{other} 里有 {key}，这里没有", "expected the same keys as in {other}; {key} is missing"),
    "unknown-hole": _("没有可填进 {{{hole}}} 的内容", "expected a hole that something fills; found {{{hole}}}"),
    "missing-wording": _("这里缺少 {key}", "expected {key} here; it is missing"),
    "not-a-part": _(
        "这里应为对照表里的位置，如 p6 l9-12（第 6 页第 9 至 12 行）、t3（第 3 张表），却是 {found}",
        "expected a place as control lists name it, such as p6 l9-12 (page 6, lines 9 to 12) or t3 (table 3); found {found}",
    ),
    "not-digits": _(
        "这里应为原样的数字，如 29.8、007，却是 {found}", "expected digits as printed, such as 29.8 or 007; found {found}"
    ),
    "not-a-place": _("这里应为文件某一处的编号", "expected the document's own number of one of its parts"),
}
