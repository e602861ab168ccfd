"""The bytes of a Word file in; a clear refusal out, where unpacking it would take more than any real document needs."""

from __future__ import annotations

import io
import zipfile
import zlib

from budgetbook.importer.readers.document import UnreadableDocumentError

MEMBERS = 3000
TOTAL = 300 * 2**20
"""Bytes of all members, unpacked."""
TEXT = 48 * 2**20
"""Bytes of one member that has to be parsed."""
RATIO = 250
"""Text packs to a twentieth, tables of one pattern to a sixtieth."""


def check_limits(data: bytes) -> None:
    """Look at what the members say of themselves: none can unpack to more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _need_moderate(members)
            for member in members:
                _need_plain(package, member)
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocumentError("import-damaged-word") from error


def _need_moderate(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocumentError("import-locked")
    if len(members) > MEMBERS or sum(member.file_size for member in members) > TOTAL:
        raise UnreadableDocumentError("import-bomb")
    for member in members:
        is_too_dense = member.file_size > 2**20 and member.file_size > RATIO * max(1, member.compress_size)
        if is_too_dense or (_is_parsed(member) and member.file_size > TEXT):
            raise UnreadableDocumentError("import-bomb")


def _is_parsed(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _need_plain(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Word never declares entities; a file that does was made to blow up in a parser, or to fetch other files."""
    if not _is_parsed(member):
        return
    start = package.read(member)
    # In whatever encoding the declaration stands, its letters are these, with or without zeros between.
    if b"<!DOCTYPE" in start.replace(b"\x00", b"") or b"<!ENTITY" in start.replace(b"\x00", b""):
        raise UnreadableDocumentError("import-entities")
