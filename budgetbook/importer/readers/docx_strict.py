"""Turns a Word file of the strict kind of Open XML into the ordinary kind, which differs in the names of its namespaces."""

from __future__ import annotations

import io
import re
import zipfile

_STRICT = b"http://purl.oclc.org/ooxml/"
_ORDINARY = b"http://schemas.openxmlformats.org/"
_NAMES = (
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"drawingml/", b"drawingml/2006/"),
)
_POINTS = re.compile(rb'w:val="(\d{1,3})(?:\.\d)?pt"')
"""A size in points, which the ordinary kind writes in half points."""


def to_ordinary(data: bytes) -> bytes:
    """The same file as most programs write it; the very same bytes if it is of the ordinary kind.

    The sizes of its members are checked before.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _STRICT not in package.read("_rels/.rels"):
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as ordinary:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    ordinary.writestr(name, _rename(package.read(name)))
                else:
                    ordinary.writestr(name, b"")  # pictures are named, never read
    return stream.getvalue()


def _rename(part: bytes) -> bytes:
    for strict, ordinary in _NAMES:
        part = part.replace(_STRICT + strict, _ORDINARY + ordinary)
    return _POINTS.sub(lambda match: b'w:val="%d"' % (2 * int(match[1])), part)
