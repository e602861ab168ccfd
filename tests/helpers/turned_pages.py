"""A PDF whose text is turned on its pages, for the readers that have to turn it back."""

from __future__ import annotations

import io
from pathlib import Path

import marked_documents
import pypdfium2
from marked_documents import CARRIERS
from workbench_content import LIBRARY


def write_turned(path: Path, angle: int, rotation: int) -> Path:
    """The library's statement with its text turned against the clock, on a page that the file turns with it."""
    document = pypdfium2.PdfDocument(CARRIERS["pdf"](marked_documents.parse(LIBRARY.splitlines())))
    for page in document:
        width, height = page.get_size()
        matrices = {0: (), 90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
        for each in page.get_objects():
            each.transform(pypdfium2.PdfMatrix(*matrices[angle]))
        page.gen_content()
        if angle % 180:
            page.set_mediabox(0, 0, height, width)
            page.set_cropbox(0, 0, height, width)
        page.set_rotation(rotation)
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())
    return path
