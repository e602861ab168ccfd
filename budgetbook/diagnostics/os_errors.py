"""Describes errors of the operating system in both languages; the system itself speaks only its own."""

from __future__ import annotations

import errno

from budgetbook.diagnostics.problem import Message, message

_MESSAGE_KEYS = {
    errno.EACCES: "system-not-allowed",
    errno.EPERM: "system-not-allowed",
    errno.EADDRINUSE: "system-port-taken",
    errno.EADDRNOTAVAIL: "system-no-address",
    errno.EEXIST: "system-there",
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
    """The sentence for a system error, with the file if the system names one; a rare error is given by its number."""
    file = error.filename if isinstance(error.filename, str) else ""
    if key := _MESSAGE_KEYS.get(error.errno or 0):
        return message("system-of-file", why=message(key), file=file) if file else message(key)
    rare = message("system-number", number=error.errno or "?", name=errno.errorcode.get(error.errno or 0, type(error).__name__))
    return message("system-of-file", why=rare, file=file) if file else rare


def describe_without_file(error: OSError) -> Message:
    """Like `describe_os_error`, but without the file, for problems that name it already."""
    return describe_os_error(OSError(error.errno, ""))
