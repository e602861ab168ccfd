"""Recognises the files and folders that editors and systems leave behind: they are neither read, published nor watched.

The readers of content and templates and the watcher share this one list: what one of them ignored and another reported would be a
message that no saving can make go away.
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
    """True if the last part of a path is the name of a leftover."""
    return _LEFT.fullmatch(name) is not None
