"""The drawing engine's stable version, for whoever does without the release candidate that the lock files pin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StableEngine:
    """vl-convert 1.9, with the calls of its next version, which `renderer` makes.

    Its charts are the same, byte for byte. It draws one in five times the time and makes a card twice as large. A font that is
    not there is no error: it takes another.
    """

    library: Any

    def configure(self, **settings: object) -> None:
        """Settings are given with each call, and what it keeps of drawings needs no restart."""

    def vegalite_to_vega(self, spec: dict[str, Any]) -> Any:
        """Compile a specification of Vega-Lite."""
        return self.library.vegalite_to_vega(spec)

    def vega_to_svg(self, spec: dict[str, Any]) -> Any:
        """Draw a specification of Vega, which may ask no address."""
        return self.library.vega_to_svg(spec, allowed_base_urls=[])

    def vegalite_to_svg(self, spec: dict[str, Any]) -> Any:
        """Draw a specification of Vega-Lite, which may ask no address either."""
        return self.library.vegalite_to_svg(spec, allowed_base_urls=[])

    def svg_to_png(self, picture: str, *, scale: float) -> Any:
        """Draw a card."""
        return self.library.svg_to_png(picture, scale=scale)
