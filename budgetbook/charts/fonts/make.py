"""Makes the subset fonts for cards: from an installed Noto Sans CJK `BudgetbookSans.otf` and, with the forms that letters have
in Japan, `BudgetbookSansJapanese.otf`; from Noto Sans `BudgetbookSansEuropean.ttf`.

Run by hand when a text needs a character that a subset lacks (see `README.md` here). The first contains every character of
GB2312, those of the Table of General Standard Characters that GB2312 lacks, and some more used in names; the second every
character of JIS X 0208 and its usual extension for names. Both have Latin letters, punctuation, and every character of their
part of `content/`. The third has Greek, Cyrillic and all Latin letters; Noto Sans CJK lacks some of Polish, Czech
or Turkish. The families have names of their own, so no installed font is ever mistaken for them and drawings are the same
everywhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found]  # no dependency of the project: see README.md
from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-not-found]
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable  # type: ignore[import-not-found]

HERE = Path(__file__).parent
CONTENT = HERE.parents[2] / "content"
JAPANESE = ("languages/ja.yaml", "countries/japan/")
"""What of `content/` is drawn in the Japanese font."""
MARKS = "〇「」『』【】《》〈〉（）［］，。、；：？！…—–‐−‘’“”·×÷≈≠≤≥±％‰¥￥€°²³½→←↑↓▲▼△▽■□●○•№"

NAMES = (
    "㘵㙟㵎䢵䣅䣓䧑嫏屲屴崐崑崙崬嶴峯廈塃塈塮壋壠壢揾昇暐朘檵氹湨湶潯濛灣熅甦甽畑瑋瑯璕瞾砇砯礐礳祐穦籣籺耲脷臺苲葓蜯蟳袏豗"
    "賨贛蹓軨輋逎鄏酈釂釒釴鈇鉄鎮镹門閟闉陁陞雟韐頔頫顓飤飶饤饾騊驎髳魛鮀鯪鱇齮龍込"
)
"""Characters beyond the lists above that occur in names of places and persons."""

IN_COMMON_USE = "𠮟剝塡頰"
"""Of the list of kanji for common use (常用漢字表, 2010), those that JIS X 0208 has in another form alone."""


def general_standard() -> str:
    """The 1,467 characters of the Table of General Standard Characters (通用规范汉字表, 8,105) that are not in GB2312."""
    return "".join((HERE / "general-standard.txt").read_text("utf-8").split())


def gb2312() -> Iterator[str]:
    """Every character of GB2312: two bytes, each from 0xA1."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield bytes((high, low)).decode("gb2312", "ignore")


def jis() -> Iterator[str]:
    """Every character of JIS X 0201 and JIS X 0208, and those that Japanese computers add to them for names: 髙, 﨑."""
    yield "‾" + bytes(range(0xA1, 0xE0)).decode("shift_jis")
    for high in (*range(0x81, 0xA0), *range(0xE0, 0xFD)):
        for low in range(0x40, 0xFD):
            for table in ("shift_jis", "cp932"):  # they differ in a few signs
                yield bytes((high, low)).decode(table, "ignore")


def content_characters(*, japanese: bool) -> set[str]:
    """Every character of the Japanese part of `content/`, or of the rest."""
    files = {path.relative_to(CONTENT).as_posix(): path for path in CONTENT.rglob("*") if path.suffix in (".yaml", ".md")}
    return {c for name, path in files.items() if name.startswith(JAPANESE) is japanese for c in path.read_text("utf-8")}


def common_characters() -> set[str]:
    """Latin letters and punctuation."""
    return {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x1E00, 0x1F00))} | set(MARKS)


def chinese_characters() -> set[str]:
    """The Chinese part of the subset for all languages but Japanese."""
    return {*NAMES, *general_standard(), *"".join(gb2312()), *content_characters(japanese=False)}


def japanese_characters() -> set[str]:
    """The Japanese part of the subset for Japanese."""
    return {*"".join(jis()), *IN_COMMON_USE, *content_characters(japanese=True)}


def european_characters() -> set[str]:
    """The letters of Europe, the marks that combine with them, and the signs of currencies."""
    blocks = (range(0x300, 0x370), range(0x370, 0x530), range(0x1E00, 0x2000), range(0x20A0, 0x20C1))
    return common_characters() | {chr(code) for block in blocks for code in block}


def find_face(path: Path, family: str) -> TTFont:
    """The face of a family in a collection of fonts, or in a font file."""
    faces = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
    return next(face for face in faces if face["name"].getDebugName(1) == family)


def rename(face: TTFont, family: str) -> None:
    """The OFL keeps the source's name for the source; a changed font carries another."""
    names = face["name"]
    copyright_notice = names.getDebugName(0)
    names.names = []
    postscript = family.replace(" ", "") + "-Regular"
    texts = {0: copyright_notice, 1: family, 2: "Regular", 3: postscript, 4: family, 6: postscript}
    texts[13] = "SIL Open Font License, Version 1.1"
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    if "CFF " not in face:
        return
    top = face["CFF "].cff
    top.fontNames = [postscript]
    top[0].FullName = top[0].FamilyName = family


def list_in_format_12(face: TTFont) -> None:
    """List the characters of a font in the one form that `charts/glyphs.py` reads."""
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, face.getBestCmap()
    face["cmap"].tables = [table]


def make(source: Path, source_family: str, family: str, characters: set[str]) -> None:
    """Write the subset of a face, under a name of its own."""
    face = find_face(source, source_family)
    options = subset.Options(hinting=False, layout_features=["kern"], notdef_outline=True, desubroutinize=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "VORG", "vhea", "vmtx", "BASE", "STAT", "meta"]
    maker = subset.Subsetter(options)
    maker.populate(text="".join(sorted(c for c in characters if c.isprintable())))
    maker.subset(face)
    rename(face, family)
    if "glyf" in face:
        list_in_format_12(face)
    face["head"].modified = face["head"].created  # the same font in, the same bytes out
    face.recalcTimestamp = False
    face.save(HERE / f"{family.replace(' ', '')}.{'otf' if 'CFF ' in face else 'ttf'}")


def main() -> None:
    """Reads the command line, writes the fonts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("european", type=Path, help="NotoSans-Regular.ttf")
    asked = parser.parse_args()
    source = asked.source
    make(asked.european, "Noto Sans", "Budgetbook Sans European", european_characters())
    make(source, "Noto Sans CJK SC", "Budgetbook Sans", common_characters() | chinese_characters())
    make(source, "Noto Sans CJK JP", "Budgetbook Sans Japanese", common_characters() | japanese_characters())


if __name__ == "__main__":
    main()
