"""An error of the operating system in; what it means, in either language, out. The system itself speaks its own language."""

from __future__ import annotations

import errno

from budgetbook.diagnostics.problem import Message, message

_MESSAGE_KEYS = {
    errno.EACCES: "system-not-allowed",
    errno.EPERM: "system-not-allowed",
    errno.EADDRINUSE: "system-port-taken",
    errno.EADDRNOTAVAIL: "system-no-address",
    errno.EISDIR: "system-folder",
    errno.ELOOP: "system-links",
    errno.ENAMETOOLONG: "system-long-name",
    errno.ENOENT: "system-missing",
    errno.ENOSPC: "system-full",
    errno.EDQUOT: "system-full",
    errno.EFBIG: "system-full",
    errno.ENOTDIR: "system-no-folder",
    errno.EBUSY: "system-in-use",
    errno.EXDEV: "system-two-disks",
    errno.EMFILE: "system-open-files",
    errno.ENFILE: "system-open-files",
    errno.ENOMEM: "system-no-memory",
    errno.ENOLCK: "system-locks",
    errno.ENXIO: "system-no-file",
    errno.EROFS: "system-read-only",
}


def describe_os_error(error: OSError) -> Message:
    """The sentence, with the file where the system names one; by its number where it is a rare one."""
    file = error.filename if isinstance(error.filename, str) else ""
    if key := _MESSAGE_KEYS.get(error.errno or 0):
        return message("system-of-file", why=message(key), file=file) if file else message(key)
    rare = message("system-number", number=error.errno or "?", name=errno.errorcode.get(error.errno or 0, type(error).__name__))
    return message("system-of-file", why=rare, file=file) if file else rare


def describe_without_file(error: OSError) -> Message:
    """The same without the file, where the place says it already."""
    return describe_os_error(OSError(error.errno, ""))
