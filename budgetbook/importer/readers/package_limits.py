"""Refuses a Word file or workbook that would unpack to more than any real document needs."""

from __future__ import annotations

import io
import zipfile
import zlib

from budgetbook.importer.readers.document import UnreadableDocumentError

MEMBERS = 3000
TOTAL = 128 * 2**20
"""Bytes of all members, unpacked."""
TEXT = 32 * 2**20
"""Bytes, unpacked, of one member that has to be parsed."""
TAGS = 1_200_000
"""Tags of all members that are parsed: each element takes some hundred bytes. A hundred pages of tables have 200,000."""
RATIO = 250
"""Unpacked size by packed size: text reaches twenty, tables of one pattern sixty."""


def check_limits(data: bytes) -> None:
    """Check the sizes that the members declare: none can unpack to more. Raises UnreadableDocumentError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            _check_sizes(members)
            if sum(_count_tags(package, member) for member in members if _is_parsed(member)) > TAGS:
                raise UnreadableDocumentError("import-bomb")
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocumentError("import-damaged-office") from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
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


def _count_tags(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """The number of tags of a member.

    No Office program ever declares entities; a file with some was made to blow up in a parser, or to fetch other files, and is
    refused.
    """
    member_bytes = package.read(member)
    # These letters are the same in every encoding, apart from zeros between them.
    letters = member_bytes.replace(b"\x00", b"")
    if b"<!DOCTYPE" in letters or b"<!ENTITY" in letters:
        raise UnreadableDocumentError("import-entities")
    return letters.count(b"<")
