"""The front door: what has to be there before anything of ours is loaded, so that each end of it is a sentence.

Exit status: 0 done, 1 problems in content, 2 wrong use or a fault of ours (the site stays as it was). Ctrl-C may come at any
moment, also while libraries are loaded: nothing but `sys` and `signal` stands before the `try`.
"""

from __future__ import annotations

import signal
import sys

_STOPPED_MESSAGE = "已停下，网站保持原样 / stopped; the site is as it was\n"
_NOT_LOADED_MESSAGE = """{why}
程序没有装全，或者内存、能打开的文件太少：请运行 make site（或重新安装 budgetbook），或放宽限制（如 ulimit -n 1024）
The program is not fully installed, or may use too little memory or too few files:
run make site (or install budgetbook again), or allow more (ulimit -n 1024)
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status."""
    try:
        from budgetbook.cli.main import run
    except (ImportError, OSError, MemoryError) as error:
        sys.stderr.write(_NOT_LOADED_MESSAGE.format(why=str(error) or type(error).__name__))
        return 2
    return run(arguments)


def run_as_program() -> None:
    """Run the command of the command line, and end with its status."""
    try:
        status = main()
    except KeyboardInterrupt:
        sys.stderr.write(_STOPPED_MESSAGE)
        status = 2
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left to do is to end
    sys.exit(status)


if __name__ == "__main__":
    run_as_program()
