"""The front door: reads the command line, calls the command, and says how it ended.

Exit status: 0 done, 1 problems in content, 2 wrong use or a fault of ours (the site stays as it was).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from budgetbook import workers
from budgetbook.commands import options as commandline
from budgetbook.commands.commands import COMMANDS
from budgetbook.commands.voice import fault
from budgetbook.problems import systemwords
from budgetbook.site import write
from budgetbook.site.templates import BadTemplate
from budgetbook.workers import NoClient, NoCluster, OtherVersion, WorkersDied


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    workers.few_rounds()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese gets signs for it
    options = commandline.read(arguments)
    try:
        return COMMANDS[options.command](options)
    except write.NotOurs as error:
        return fault(error.key, options, str(error))
    except OSError as error:
        return fault("system", options, systemwords.of(error).text(options.lang))
    except KeyboardInterrupt:
        return fault("stopped", options)
    except tuple(OF_WORKERS) as error:
        return fault(OF_WORKERS[type(error)], options, str(error))
    except BadTemplate as error:
        return fault("template", options, error.said(options.lang))


OF_WORKERS: dict[type[Exception], str] = {
    WorkersDied: "workers-died",
    OtherVersion: "other-version",
    NoClient: "needs-cluster",
    NoCluster: "no-cluster",
}
"""What can befall those who do the work, and what is said of it."""


if __name__ == "__main__":
    sys.exit(main())
