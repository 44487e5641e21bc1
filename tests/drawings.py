"""What a drawing consists of, read from its SVG: where its words and dots are, and what no drawing may hold."""

import re
from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies as st
from lxml import etree

from onrecord.views.web.drawing import SIZE, WIDTH, local, width_of

ASCENT, DESCENT, ROUNDING = 9.0, 3.0, 0.2
NAMESPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>",
    "&amp; <b>",
    "\x00\x1b[31m",
    "\u202egnp.exe",
    "]]>",
    '" onload="x',
    "\ufffe",
)

texts = st.text(max_size=90) | st.sampled_from(HOSTILE) | st.sampled_from(("The sluice gave way", "Ana Ruiz: “No.”"))


@dataclass(frozen=True, slots=True)
class Box:
    """What a text or a dot covers."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def overlaps(self, other: "Box") -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.left + ROUNDING < other.right
            and other.left + ROUNDING < self.right
            and self.top + ROUNDING < other.bottom
            and other.top + ROUNDING < self.bottom
        )


def parse(svg: str) -> etree._Element:
    """Read a drawing as XML, as strictly as a browser never would."""
    return etree.fromstring(svg)


def labels_of(svg: str) -> list[Box]:
    """Give the boxes of all words."""
    return [_box_of(text) for text in parse(svg).iter(f"{NAMESPACE}text")]


def _box_of(text: etree._Element) -> Box:
    words = text.text or ""
    x, y = float(text.get("x")), float(text.get("y"))
    width = width_of(words, SIZE, bold=text.get("font-weight") == "bold")
    left = x - {"end": width, "middle": width / 2}.get(text.get("text-anchor"), 0.0)
    return Box(left, y - ASCENT, left + width, y + DESCENT, words)


def dots_of(svg: str) -> list[Box]:
    """Give the boxes of all circles and rectangles, the bands behind them included."""
    tree = parse(svg)
    boxes = []
    for circle in tree.iter(f"{NAMESPACE}circle"):
        x, y, radius = (float(circle.get(name)) for name in ("cx", "cy", "r"))
        boxes.append(Box(x - radius, y - radius, x + radius, y + radius))
    for rect in tree.iter(f"{NAMESPACE}rect"):
        x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        assert width >= 0
        boxes.append(Box(x, y, x + width, y + height))
    return boxes


def assert_sound(svg: str) -> None:
    """Hold a drawing to the laws: all inside its frame, no words over words, nothing that acts or leads away."""
    tree = parse(svg)
    height = float(tree.get("height"))
    assert tree.get("viewBox") == f"0 0 {WIDTH:g} {tree.get('height')}"
    assert [child.tag for child in tree[:2]] == [f"{NAMESPACE}title", f"{NAMESPACE}desc"]
    labels = labels_of(svg)
    for box in (*labels, *dots_of(svg)):
        assert box.left >= -ROUNDING, box
        assert box.right <= WIDTH + ROUNDING, box
        assert box.top >= -ROUNDING, box
        assert box.bottom <= height + ROUNDING, box
    for one, other in combinations([box for box in labels if box.text], 2):
        assert not one.overlaps(other), (one, other)
    for element in tree.iter():
        assert element.tag.removeprefix(NAMESPACE) in DRAWN
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert local(element.get("href", "#")) is not None
        assert not re.search(r"nan|inf|e[+-]\d", element.get("d", ""))
    links = list(tree.iter(f"{NAMESPACE}a"))
    assert tree.get("role") == ("group" if links else "img"), "an image hides the links in it from screen readers"


DRAWN = frozenset({"svg", "title", "desc", "g", "a", "rect", "circle", "path", "line", "text"})
