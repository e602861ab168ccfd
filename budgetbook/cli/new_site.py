"""`new site`: makes the folder of a new site, which checks and builds at once."""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path

from budgetbook.cli.console import tell
from budgetbook.cli.new_statement import NewFileError
from budgetbook.cli.options import Command, Option, read_path
from budgetbook.cli.starter.host_files import HOSTS
from budgetbook.cli.starter.site_files import make_site
from budgetbook.cli.starter.texts import CountryOutline, list_countries
from budgetbook.content.dictionary import program_languages
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import did_you_mean, message
from budgetbook.infra.base.file_batch import write_together
from budgetbook.infra.base.installer import find_installer
from budgetbook.infra.base.program_files import IS_INSTALLED

_START = find_installer().start
_BUILD = f"cd {{folder}} && {_START}" if IS_INSTALLED else "python build.py --content {folder}/content --out {folder}/site"
_RESULT = _(
    f"网站放在 {{folder}}，里面有一份虚构的示例预算。接下来生成它：{_BUILD}",
    f"the site is in {{folder}}, with an invented budget as a sample. Build it with: {_BUILD}",
)


def run(options: argparse.Namespace) -> int:
    """Write the files of a new site into an empty folder."""
    folder: Path = options.folder
    files = make_site(options.country, _choose_languages(options), options.host)
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise NewFileError(message("new-site-not-empty", file=folder.as_posix()))
    with write_together() as batch:
        for name, text in files.items():
            draft = batch.draft(folder / name)
            draft.write_text(text, encoding="utf-8", newline="\n")
            if text.startswith("#!"):
                draft.chmod(0o755)
    tell(_RESULT, options, folder=shlex.quote(folder.as_posix()))
    return 0


def _choose_languages(options: argparse.Namespace) -> tuple[str, ...]:
    """The languages asked for, else all that the country's dictionary has. Raises NewFileError."""
    countries = list_countries()
    if options.country not in countries:
        why = message("new-site-no-country", name=options.country, known=", ".join(countries))
        raise NewFileError(why, did_you_mean(options.country, countries))
    available = [lang for lang in CountryOutline.read(options.country).languages if lang in program_languages()]
    languages = tuple(dict.fromkeys(filter(None, map(str.strip, options.languages.split(","))))) or tuple(available)
    if unknown_languages := [lang for lang in languages if lang not in available]:
        raise NewFileError(
            message("new-site-no-language", name=unknown_languages[0], country=options.country, known=", ".join(available))
        )
    return languages


COMMAND = Command(
    "new site",
    _("建一个新网站的文件夹，当场就能生成", "make the folder of a new site, which builds at once"),
    (
        Option("folder", _("新文件夹", "the new folder"), read=read_path),
        Option(
            "--country",
            _("用哪个国家的词典：概念、表格、分类、货币", "whose dictionary: concepts, tables, classifications, currency"),
            default="china",
        ),
        Option(
            "--languages",
            _(
                "语言，主要的写在前面，如 zh,en（不写就用词典有的）",
                "its languages, the main one first, as zh,en (by default the dictionary's)",
            ),
            default="",
        ),
        Option(
            "--host",
            _("发布到哪里：写好它的设置和步骤", "where it is published: writes what the host asks for, and the steps"),
            choices=tuple(HOSTS),
            default=next(iter(HOSTS)),
        ),
    ),
    run,
)
