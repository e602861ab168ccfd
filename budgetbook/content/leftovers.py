"""The name of a file or folder in; whether an editor or a system left it there out: such are neither read, published nor watched.

One list for the reader of the content, for that of the templates and for the watcher: what one passes over and another reports
would be a message that nobody can make go away by saving.
"""

from __future__ import annotations

import re

_LEFT = re.compile(
    r"\..*"  # whatever is hidden: .DS_Store, ._name (a Mac's copy), .name.swp (Vim), .#name (Emacs), .~lock.name# (LibreOffice)
    r"|.*~|#.*#|~\$.*"  # Emacs and many others; Emacs while a file is unsaved; Microsoft Office
    r"|[1-9][0-9]{3,5}"  # 4913, by which Vim tries whether it may write, and the numbers it goes on to
    r"|.*\.(sw[a-z]|orig|rej|bak|tmp|temp|part|partial|crdownload|save|kate-swp|pyc)"
    r"|.*___jb_(tmp|old)___"  # JetBrains
    r"|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|\$recycle\.bin|__macosx|__pycache__|node_modules",
    re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Whether it is one, by its last part alone."""
    return _LEFT.fullmatch(name) is not None
