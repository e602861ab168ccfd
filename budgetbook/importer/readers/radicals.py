"""Folds characters that look like an ordinary one and are another: radicals and compatibility ideographs.

What is copied from many PDFs holds ⽀ (U+2F40, a radical) for 支, so that no word with it would be known.
"""

from __future__ import annotations

import unicodedata

_RADICALS = (
    "⺁⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺸⺹⺺⺻⺼"
    "⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱"
    "⻲⻳"
)
_IDEOGRAPHS = (
    "厂乙亻冂刀刂卜小小兀尣尢巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王罒示礻竹糹纟罓罒㓁羊羊羊耂肀聿肉"
    "臼艹艹艹虎衤覀西见角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜"
    "亀龟"
)
"""The unified ideographs of the radicals of the supplement, in the same order; Unicode has no compatibility mapping for them."""
_BLOCKS = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20), (0x1D7CE, 0x1D800))
"""Radicals, compatibility ideographs, and the bold and double-struck digits of mathematics."""


def _make_table() -> dict[int, str]:
    table = {ord(radical): ideograph for radical, ideograph in zip(_RADICALS, _IDEOGRAPHS, strict=True)}
    for first, end in _BLOCKS:
        for code in range(first, end):
            plain_char = unicodedata.normalize("NFKC", chr(code))
            if len(plain_char) == 1 and plain_char != chr(code):
                table.setdefault(code, plain_char)
    return table


_TABLE = _make_table()


def fold_radicals(text: str) -> str:
    """Put the ordinary character for each; no character is added or lost."""
    return text.translate(_TABLE)
