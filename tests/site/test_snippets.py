"""Lines of code that pages show to be copied in; what they are where they are pasted, out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import built_site
import project


class _Frames(HTMLParser):
    """Every element, with its attributes, and all the words between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


TITLE = """A"></iframe><script>alert('3')</script> &amp; &quot; <b """


def test_the_line_to_copy_is_one_frame_whatever_signs_a_title_has(tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    concepts = content / "countries/library/concepts.yaml"
    number = count()
    text = re.sub(
        r"(?m)^(  (?:name|plain): ).*$",
        lambda at: at[1] + json.dumps({"zh": f"图{next(number)}{TITLE}", "en": f"{next(number)}{TITLE}"}),
        concepts.read_text("utf-8"),
    )
    concepts.write_text(text, "utf-8")
    checked = 0
    for path, file in project.outputs(project.check(content)).items():
        if "/chart/" not in path or not path.endswith(".html"):
            continue
        found = re.findall(r'id="(chart-[\w-]+)".*?<pre class="snippet"><code>(.*?)</code></pre>', file.data.decode(), re.DOTALL)
        assert found
        for fragment, shown in found:
            ((tag, attributes),) = _Frames(copied := _Frames(shown).words).found
            assert tag == "iframe"
            assert TITLE.strip() in str(attributes["title"]) or "alert" not in copied
            assert str(attributes["src"]).endswith(f"{path.removesuffix('index.html')}#{fragment}")
            assert _Frames(copied).words.strip() == ""
            checked += "alert" in copied
    assert checked
