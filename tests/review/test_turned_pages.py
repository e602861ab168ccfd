"""A page whose text is written sideways is shown upright, whether the file turns the page or leaves that to the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from turned_pages import write_turned

from budgetbook.content.control_list import read_numbers
from budgetbook.importer.draft.control_list import build_control_list
from budgetbook.importer.readers import detect
from budgetbook.review import pdf_pages


@pytest.mark.slow
@pytest.mark.parametrize(("angle", "rotation"), [(90, 90), (270, 270), (180, 180), (90, 0), (270, 0), (180, 0)])
def test_turned_text_is_shown_upright_with_its_numbers_in_their_places(angle: int, rotation: int, tmp_path: Path) -> None:
    upright, turned = write_turned(tmp_path / "upright.pdf", 0, 0), write_turned(tmp_path / "turned.pdf", angle, rotation)
    numbers, _ = read_numbers("", build_control_list(upright, detect.read(upright)))
    assert numbers
    pages, spots = pdf_pages.locate_numbers(turned, numbers.lines)
    expected_pages, expected_spots = pdf_pages.locate_numbers(upright, numbers.lines)
    shape, expected = pages[0].shape, expected_pages[0].shape
    assert shape
    assert expected
    assert (shape.width, shape.height) == pytest.approx((expected.width, expected.height))
    assert spots.keys() == expected_spots.keys()
    for key, spot in spots.items():
        assert spot.box == pytest.approx(expected_spots[key].box, abs=0.002)
