"""`serve`: shows the site on this machine and updates it with every save."""

from __future__ import annotations

import argparse

from budgetbook.cli import cache_folder
from budgetbook.cli.console import report_problems, show, tell
from budgetbook.cli.messages import say
from budgetbook.cli.options import CONTENT, FORMAT, HERE, Command, Option, value_error
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from budgetbook.cli.serve import server
    from budgetbook.cli.serve.local_hosts import AccessRules
    from budgetbook.cli.serve.preview import Preview
    from budgetbook.review.source_files import list_statements

    def answer(preview: Preview) -> None:
        if preview.problems:
            report_problems(preview.problems, options, "shown-problem")
        else:
            tell("shown", options, seconds=f"{preview.seconds:.2f}")

    def announce_address(address: str) -> None:
        show(say("serving", options.lang, address=address))
        if any(files.documents for files in list_statements(options.content).values()):
            show(say("serving-drafts", options.lang, address=address))

    preview = Preview(options.content, HERE / "templates", cache_folder.find_cache_folder(options))
    access = AccessRules(options.host, tuple(options.allow), options.lang)
    server.serve(preview, options.port, access, answer, announce_address)
    return 0


def _read_port(lang: Language, text: str) -> int:
    """Parse a port number; 0 for any free port."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise value_error("no-such-port", lang, text)
    return number


COMMAND = Command(
    "serve",
    _("打开网站看效果，保存后自动更新", "preview the site and refresh it when files are saved"),
    (
        CONTENT,
        Option("--port", _("端口（默认 8000）", "the port (8000 by default)"), read=_read_port, default=8000),
        Option(
            "--host",
            _(
                "在哪个地址上等候（默认 127.0.0.1，只有本机能看；0.0.0.0 让同一网络里的设备也能看）",
                "the address to listen at (127.0.0.1 by default, for this machine alone;"
                " 0.0.0.0 lets others of its network look)",
            ),
            default="127.0.0.1",
        ),
        Option(
            "--allow",
            _(
                "还可以用哪个主机名访问，如云端编辑器的；可以写多次",
                "a host name it may be called by as well, as a cloud editor's; can be repeated",
            ),
            is_list=True,
        ),
        FORMAT,
    ),
    run,
    extra="serve",
    draws=True,
)
