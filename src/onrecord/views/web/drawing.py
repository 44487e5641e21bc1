"""SVG put together safely: every text is escaped, every number is short, nothing needs a style attribute.

A page cannot ask how wide a text will be, so widths are estimated, and rather too wide: the table was read off DejaVu
Sans at 12 pixels, the widest of the faces that ``system-ui`` stands for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from markupsafe import Markup, escape

from onrecord.views.brief_view import clean, clipped

WIDTH = 680.0  # units of every drawing: the column of a wide page, and what a phone scrolls sideways at full size
MARGIN = 8.0
SIZE = 12.0  # of letters, so that a phone shows 12 pixels
ROW = 22.0
LONGEST = 1000  # characters of a title
SIGN = 36.0  # for a sign in a legend

Glyph: TypeAlias = Callable[[float, float], Markup]

# What no XML may hold, besides what ``clean`` takes out: halves of pairs, and two that are no characters.
NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

# Widths of characters, in hundredths of the size of the letters.
WIDTHS = {
    character: width
    for width, characters in (
        (31, "ijlI'‘’|"),
        (35, " .,:;!·"),
        (45, "ftr()[]{}-/\\°"),
        (48, '"“”*J'),
        (60, "csxzvykL?$£€_"),
        (68, "abdeghnopqu0123456789F"),
        (74, "ABCEKPRSTVXYZ"),
        (84, "DGHNOQU&w+<>=~#–"),
        (103, "mMW@%—…"),
    )
    for character in characters
}
OTHER, WIDE = 80, 110  # of letters like those of Latin; of all beyond, such as "漢"
GREEK = "\u0370"
BOLD = 1.12


def element(name: str, *content: str, **attributes: str | float | None) -> Markup:
    """Write an element; ``content`` that is no markup is escaped, an attribute that is None is left out.

    >>> element("text", "a < b", x=12.04, class_="label", text_anchor="end")
    Markup('<text x="12" class="label" text-anchor="end">a &lt; b</text>')
    >>> element("circle", cx=1, r=4.25)
    Markup('<circle cx="1" r="4.2"/>')
    """
    written = "".join(
        f' {name_of(key)}="{escape(value_of(value))}"' for key, value in attributes.items() if value is not None
    )
    inner = "".join(each if isinstance(each, Markup) else escape(legal(each)) for each in content)
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")  # nosec B704 # built of escaped parts


def name_of(key: str) -> str:
    """Give the attribute that a keyword stands for: ``class_`` is class, ``stroke_width`` is stroke-width."""
    return key.rstrip("_").replace("_", "-")


def value_of(value: str | float) -> str:
    """Write an attribute's value, a number with one decimal at most.

    >>> value_of(10.0), value_of(-0.01), value_of(2.449)
    ('10', '0', '2.4')
    """
    if isinstance(value, str):
        return legal(value)
    rounded = round(value, 1) + 0.0  # and no "-0"
    return f"{rounded:g}" if abs(rounded) < 1e5 else f"{rounded:.0f}"


def legal(text: str) -> str:
    """Put a text on one line, without what XML forbids or what could turn a page round."""
    return NOT_XML.sub("", clean(text))


def local(address: str) -> str | None:
    """Give an address of the page itself; any other is no address to link to.

    >>> local("#e3"), local("/reports/a1"), local("//elm.example"), local("javascript:alert(1)")
    ('#e3', '/reports/a1', None, None)
    """
    return address if re.match(r"#|/(?![/\\])", address) and address == legal(address) else None


def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Estimate how wide a text is, rather too wide than too narrow.

    >>> width_of("mill"), width_of("MILL")
    (23.5, 30.5)
    """
    return round(sum(map(_hundredths, text)) / 100 * size * (BOLD if bold else 1), 1)


def _hundredths(character: str) -> int:
    if character in WIDTHS:
        return WIDTHS[character]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return OTHER if character < GREEK and unicodedata.east_asian_width(character) not in "WF" else WIDE


def fitted(text: str, width: float, size: float = SIZE, *, bold: bool = False) -> str:
    """Cut a text to a width, at a word if that keeps most of it; what is cut ends with an ellipsis.

    >>> fitted("The sluice gave way", 200), fitted("The sluice gave way", 100), fitted("Gullhaven", 40)
    ('The sluice gave way', 'The sluice …', 'Gul…')
    """
    text = legal(text)
    most = width / size * 100 / (BOLD if bold else 1)
    kept = most - sum(map(_hundredths, " …"))
    end, total = 0, 0
    for character in text:
        total += _hundredths(character)
        end += total <= kept
        if total > most:
            break
    else:
        return text
    head = text[:end]
    at_word = head.rpartition(" ")[0]
    return f"{at_word} …" if len(at_word) > 0.6 * len(head) else f"{head.rstrip()}…" if head else ""


def path(kind: str, *steps: str | float, **attributes: str | float | None) -> Markup:
    """Draw along some steps, letters and numbers as SVG has them.

    >>> path("join", "M", 1, 2.04, "H", 30)
    Markup('<path class="join" d="M 1 2 H 30" fill="none" stroke="currentColor"/>')
    """
    line_of = {"fill": "none", "stroke": "currentColor"} | attributes
    return element("path", class_=kind, d=" ".join(map(value_of, steps)), **line_of)


def label(text: str, x: float, y: float, *, kind: str, anchor: str = "start", bold: bool = False) -> Markup:
    """Write a text at a place; the letters stand on ``y``."""
    return element(
        "text", text, class_=kind, x=x, y=y, text_anchor=anchor if anchor != "start" else None,
        font_weight="bold" if bold else None,
    )  # fmt: skip


def told(name: str, text: str) -> Markup:
    """Write what is shown on hovering and read aloud; of a text as long as a book, its beginning."""
    return element(name, clipped(legal(text[: 2 * LONGEST]), LONGEST))


def line(x1: float, y1: float, x2: float, y2: float, *, kind: str, dashed: bool = False) -> Markup:
    """Draw a straight line."""
    return element(
        "line",
        class_=kind,
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke="currentColor",
        stroke_dasharray="2 3" if dashed else None,
    )


def legend(entries: Sequence[tuple[Glyph, str]], y: float) -> tuple[Markup, float]:
    """Explain the signs below a drawing, in as many lines as it takes; give the place below it as well."""
    x, drawn = MARGIN, []
    for glyph, words in entries:
        width = SIGN + width_of(words) + 16
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + ROW
        drawn += [glyph(x + 14, y - 4), label(words, x + SIGN, y, kind="note")]
        x += width
    return element("g", *drawn, class_="legend"), y + (ROW / 2 if entries else 0)


def canvas(content: Iterable[Markup], *, name: str, title: str, says: str, height: float, has_links: bool) -> Markup:
    """Put a drawing together; ``title`` and ``says`` tell those who cannot see it what it shows.

    What is an image to a screen reader hides the links inside, so a drawing with links is a group.
    """
    box = f"0 0 {value_of(WIDTH)} {value_of(height)}"
    return element(
        "svg", told("title", title), told("desc", says), *content, class_=name, viewBox=box, width=WIDTH,
        height=height, role="group" if has_links else "img", font_size=SIZE, font_family="system-ui, sans-serif",
        fill="currentColor", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip
