"""Draw the values that reports print for one thing: a dot where it is exact, an arrow where one end is open."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model import FigureVerdict
from onrecord.views.brief_view import count_text
from onrecord.views.web.drawing import (
    MARGIN,
    WIDTH,
    Glyph,
    canvas,
    element,
    fitted,
    label,
    legend,
    line,
    path,
    told,
    width_of,
)
from onrecord.views.web.value_scale import ValueScale, scale_of, ticks, unit_note, value_text

MOST_ROWS = 24
TOP, ROW = 34.0, 38.0
LEFT, RIGHT = 190.0, 400.0  # of the plot; the printed words stand left of it, who gives and prints them right of it
ARROW, RADIUS = 26.0, 5.5
INSET = ARROW + 8  # for arrows, and for the halves of the axis's words
TICKS = 3
VERDICTS: dict[FigureVerdict, str] = {
    "agree": "agree", "compatible": "differ, and can all be true", "conflict": "cannot all be true",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A value as printed, with its bounds, who gives it (``by``) and the reports that print it (``printed_by``)."""

    text: str
    low: float | None
    high: float | None
    by: str = ""
    printed_by: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[float, ...]:
        """Give the bounds that are numbers, the lower one first."""
        return tuple(sorted(end for end in (self.low, self.high) if end is not None and math.isfinite(end)))

    @property
    def shape(self) -> str:
        """Name the sign that shows it: a dot, a range, or an arrow towards the open end."""
        if len(self.ends) == 1:
            return "at least" if self.low == self.ends[0] else "at most"
        return "exact" if self.low == self.high else "range"


def draw_figures(rows: Iterable[FigureMark], *, counts: str, verdict: FigureVerdict, unit: str | None = None) -> Markup:
    """Draw the values for one thing from the lowest to the highest, with who gives and who prints each."""
    everything = sorted((row for row in set(rows) if row.ends), key=_order)
    shown = everything[:MOST_ROWS]
    if not shown:
        return Markup()
    scale = scale_of((end for row in shown for end in row.ends), left=LEFT + INSET, right=RIGHT - INSET)
    axis_y = TOP + ROW * len(shown) + 4
    says = VERDICTS[verdict].capitalize()
    drawn = [
        label(
            fitted(counts, WIDTH - 2 * MARGIN - width_of(says, bold=True) - 20, bold=True),
            MARGIN,
            18,
            kind="counts",
            bold=True,
        ),
        label(says, WIDTH - MARGIN, 18, kind=f"finding {verdict}", anchor="end", bold=True),
        *_draw_axis(scale, unit, axis_y),
        *(_draw_row(row, scale, TOP + ROW * (number + 0.5)) for number, row in enumerate(shown)),
    ]
    note = _note(scale, unit, len(everything) - len(shown))
    key, height = legend(_signs(shown), axis_y + (56 if note else 38))
    drawn += [label(note, MARGIN, axis_y + 34, kind="note"), key] if note else [key]
    return canvas(
        drawn, name=f"figures {verdict}", title=f"Figures: {counts}", says=_says(shown, verdict), height=height + 4,
        has_links=False,
    )  # fmt: skip


def _order(row: FigureMark) -> tuple[float, float, str, str, str, tuple[str, ...], str]:
    return row.ends[0], row.ends[-1], row.shape, row.text, row.by, row.printed_by, repr((row.low, row.high))


def _says(shown: Sequence[FigureMark], verdict: FigureVerdict) -> str:
    values = "; ".join(f"{row.text} ({_who(row)})" if _who(row) else row.text for row in shown)
    return f"{count_text(len(shown), 'value')}, which {VERDICTS[verdict]}: {values}."


def _who(row: FigureMark) -> str:
    given = f"according to {row.by}" if row.by else ""
    return ", ".join(part for part in (given, "; ".join(row.printed_by)) if part)


def _note(scale: ValueScale, unit: str | None, left_out: int) -> str:
    parts = (
        unit_note(unit),
        "logarithmic scale: each step is ten times the one before" if scale.is_logarithmic else "",
        f"{left_out:,} higher values are left out" if left_out else "",
    )
    return fitted("; ".join(part for part in parts if part), WIDTH - 2 * MARGIN)


def _draw_axis(scale: ValueScale, unit: str | None, y: float) -> list[Markup]:
    drawn = [line(LEFT, y, RIGHT, y, kind="axis")]
    taken = LEFT - 20
    for value in ticks(scale, unit, TICKS):
        x, words = scale.x_of(value), value_text(value, unit)
        half = width_of(words) / 2
        drawn.append(line(x, TOP, x, y + 4, kind="grid"))
        if x - half >= taken and x + half <= RIGHT + 20:
            drawn.append(label(words, x, y + 17, kind="value", anchor="middle"))
            taken = x + half + 6
    return drawn


def _draw_row(row: FigureMark, scale: ValueScale, y: float) -> Markup:
    printed = "; ".join(row.printed_by)
    first, second = (f"according to {row.by}", printed) if row.by else (printed, "")
    left, width = RIGHT + 14, WIDTH - MARGIN - RIGHT - 14
    parts = [
        told("title", f"{row.text}: {_who(row)}" if _who(row) else row.text),
        line(MARGIN, y - ROW / 2, WIDTH - MARGIN, y - ROW / 2, kind="grid"),
        label(fitted(row.text, LEFT - MARGIN - 10), MARGIN, y + 4, kind="words"),
        SHAPES[row.shape](scale.x_of(row.ends[0]), scale.x_of(row.ends[-1]), y),
        label(fitted(first, width), left, y - 3 if second else y + 4, kind="words" if row.by else "note"),
    ]
    if second:
        parts.append(label(fitted(second, width), left, y + 12, kind="note"))
    return element("g", *parts, class_="row")


def _draw_exact(x: float, _: float, y: float) -> Markup:
    return element("circle", class_="dot", cx=x, cy=y, r=RADIUS)


def _draw_range(x: float, end: float, y: float) -> Markup:
    """Draw a hollow capsule, which is a ring where both ends are near."""
    return element(
        "rect", class_="range", x=x - RADIUS, y=y - RADIUS, width=end - x + 2 * RADIUS, height=2 * RADIUS, rx=RADIUS,
        fill="none", stroke="currentColor", stroke_width=2,
    )  # fmt: skip


def _draw_at_least(x: float, _: float, y: float) -> Markup:
    return element("g", _arrow(x, x + ARROW, y), _draw_exact(x, x, y))


def _draw_at_most(x: float, _: float, y: float) -> Markup:
    return element("g", _arrow(x, x - ARROW, y), _draw_exact(x, x, y))


def _arrow(x: float, tip: float, y: float) -> Markup:
    back = tip + (6 if tip < x else -6)
    head = ("M", back, y - 5, "L", tip, y, "L", back, y + 5)
    return path("arrow", "M", x, y, "H", tip, *head, stroke_width=2)


SHAPES = {"exact": _draw_exact, "range": _draw_range, "at least": _draw_at_least, "at most": _draw_at_most}
KEYS: dict[str, tuple[Glyph, str]] = {
    "exact": (lambda x, y: _draw_exact(x, x, y), "exactly"),
    "range": (lambda x, y: _draw_range(x - 5, x + 5, y), "about, or between"),
    "at least": (lambda x, y: _draw_at_least(x - 12, x, y), "at least, more than"),
    "at most": (lambda x, y: _draw_at_most(x + 10, x, y), "at most, nearly"),
}


def _signs(shown: Sequence[FigureMark]) -> list[tuple[Glyph, str]]:
    """Give the signs that the drawing uses, with what they mean; a dot alone needs no word."""
    used = {row.shape for row in shown}
    return [KEYS[shape] for shape in KEYS if shape in used] if used != {"exact"} else []
