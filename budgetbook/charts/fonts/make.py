"""Makes `BudgetbookSans.otf`, the subset font for charts, from an installed Noto Sans CJK SC.

Run by hand when a text needs a character that the subset lacks (see `README.md` here). It contains every character of GB2312,
those of the Table of General Standard Characters that GB2312 lacks, some more used in names, Latin letters, punctuation, and
every character found in `content/`. The family has a name of its own, so no installed font is ever mistaken for it and drawings
are the same everywhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]  # no dependency of the project: see README.md
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-not-found]

HERE = Path(__file__).parent
CONTENT = HERE.parents[2] / "content"
FAMILY = "Budgetbook Sans"
SOURCE_FAMILY = "Noto Sans CJK SC"
MARKS = "〇「」『』【】《》〈〉（）［］，。、；：？！…—–‐−‘’“”·×÷≈≠≤≥±％‰¥￥€°²³½→←↑↓▲▼△▽■□●○•№"

NAMES = (
    "㘵㙟㵎䢵䣅䣓䧑嫏屲屴崐崑崙崬嶴峯廈塃塈塮壋壠壢揾昇暐朘檵氹湨湶潯濛灣熅甦甽畑瑋瑯璕瞾砇砯礐礳祐穦籣籺耲脷臺苲葓蜯蟳袏豗"
    "賨贛蹓軨輋逎鄏酈釂釒釴鈇鉄鎮镹門閟闉陁陞雟韐頔頫顓飤飶饤饾騊驎髳魛鮀鯪鱇齮龍込"
)
"""Characters beyond the lists above that occur in names of places and persons."""


def general_standard() -> str:
    """The 1,467 characters of the Table of General Standard Characters (通用规范汉字表, 8,105) that are not in GB2312."""
    return "".join((HERE / "general-standard.txt").read_text("utf-8").split())


def gb2312() -> Iterator[str]:
    """Every character of GB2312: two bytes, each from 0xA1."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield bytes((high, low)).decode("gb2312", "ignore")


def wanted_characters() -> set[str]:
    """All characters of the subset."""
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1E00, 0x1F00))}
    content = {c for path in CONTENT.rglob("*") if path.suffix in (".yaml", ".md") for c in path.read_text("utf-8")}
    return {c for c in latin | set(MARKS + NAMES + general_standard()) | set("".join(gb2312())) | content if c.isprintable()}


def simplified_face(path: Path) -> TTFont:
    """The simplified Chinese face of a font file or of a collection of them."""
    faces = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
    return next(face for face in faces if face["name"].getDebugName(1) == SOURCE_FAMILY)


def rename(face: TTFont) -> None:
    """The OFL keeps the source's name for the source; a changed font carries another."""
    names = face["name"]
    copyright_notice = names.getDebugName(0)
    names.names = []
    postscript = FAMILY.replace(" ", "") + "-Regular"
    texts = {0: copyright_notice, 1: FAMILY, 2: "Regular", 3: postscript, 4: FAMILY, 6: postscript}
    texts[13] = "SIL Open Font License, Version 1.1"
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    top = face["CFF "].cff
    top.fontNames = [postscript]
    top[0].FullName = top[0].FamilyName = FAMILY


def main() -> None:
    """Reads the command line, writes the font."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc or NotoSansCJKsc-Regular.otf")
    face = simplified_face(parser.parse_args().source)
    options = subset.Options(hinting=False, layout_features=["kern"], notdef_outline=True, desubroutinize=False)
    options.drop_tables += ["GSUB", "GPOS", "VORG", "vhea", "vmtx", "BASE"]
    maker = subset.Subsetter(options)
    maker.populate(text="".join(sorted(wanted_characters())))
    maker.subset(face)
    rename(face)
    face["head"].modified = face["head"].created  # the same font in, the same bytes out
    face.recalcTimestamp = False
    face.save(HERE / "BudgetbookSans.otf")


if __name__ == "__main__":
    main()
