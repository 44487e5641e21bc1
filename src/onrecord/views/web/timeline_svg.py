"""Draw the time line of a story: dots for days, bars for vague periods, each with its words beside it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model import EventKind, Period
from onrecord.text.days import vague_text
from onrecord.views.brief_view import count_text
from onrecord.views.web.day_scale import DayScale, draw_axis, scale_of, widened
from onrecord.views.web.drawing import (
    MARGIN,
    ROW,
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

MOST_MARKS = 40  # what more there is stands in the list below the drawing
TOP = 44.0  # the axis, with "not to scale" and the days above it
GAP = 7.0  # units between a sign and its words
LONGEST, SHORTEST = 420.0, 150.0  # units of words: beyond these they are cut; with less room they stand above the sign


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the time line; ``number`` is that of its entry in the list, ``reports`` are independent of one another.

    ``disputed`` are the days that other reports give for it.
    """

    number: int
    period: Period
    label: str
    reports: int
    kind: EventKind = "event"
    disputed: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mark with where its sign and its words stand; ``lane`` is that of the sign."""

    mark: Mark
    words: str
    x: float
    anchor: str
    lane: int
    is_stacked: bool


def draw_timeline(marks: Iterable[Mark], *, story_period: Period | None) -> Markup:
    """Draw the marks, those first that most reports tell; each links to its entry ``#e1``, ``#e2``, … in the list."""
    everything = sorted(set(marks), key=lambda mark: (-mark.reports, mark.number, _order(mark)))
    shown = sorted(everything[:MOST_MARKS], key=_order)
    if not shown:
        return Markup()
    periods = [period for mark in shown for period in (mark.period, *mark.disputed)]
    main = widened(story_period or everything[0].period, periods)
    scale = scale_of((day for period in periods for day in (period.first, period.last)), main)
    placed, lanes = _place(shown, scale)
    bottom = TOP + ROW * (lanes + 0.5)
    left_out = len(everything) - len(shown)
    key, height = legend(_signs(shown, story_period), bottom + ROW)
    drawn = [
        *_draw_story(scale, story_period, bottom),
        *draw_axis(scale, TOP, bottom),
        *(_draw_mark(each, scale) for each in placed),
        key,
    ]
    if left_out:
        note = f"The {count_text(len(shown), 'line')} that most reports tell; {left_out:,} more in the list."
        drawn.append(label(note, MARGIN, height + ROW - 4, kind="note"))
        height += ROW
    return canvas(
        drawn, name="timeline", title="Time line", says=_says(shown, left_out), height=height + 4, has_links=True
    )


def _order(mark: Mark) -> tuple[Period, int, str, str, int, tuple[Period, ...]]:
    return mark.period, mark.number, mark.label, mark.kind, mark.reports, mark.disputed


def _says(shown: Sequence[Mark], left_out: int) -> str:
    first, last = min(mark.period.first for mark in shown), max(mark.period.last for mark in shown)
    disputed = sum(1 for mark in shown if mark.disputed)
    return (
        f"{count_text(len(shown), 'line')} from {vague_text(Period(first, last))}"
        + (f", {disputed} of which reports date differently" if disputed else "")
        + (f"; {left_out:,} more are in the list only" if left_out else "")
        + ". The list that follows has all of it in words."
    )


def _place(marks: Sequence[Mark], scale: DayScale) -> tuple[list[_Placed], int]:
    """Give each mark the first lane that is free from its sign to the end of its words, and count the lanes."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for mark in marks:
        left, right = _extent(mark, scale)
        words, x, anchor, stacked = _words(mark, left, right)
        width = width_of(words)
        begin, end = (x, x + width) if anchor == "start" else (x - width, x)
        rows = [(begin, end), (left, right)] if stacked else [(min(begin, left), max(end, right))]
        lane = 0
        while not all(_is_free(taken, lane + down, row) for down, row in enumerate(rows)):
            lane += 1
        for down, row in enumerate(rows):
            taken.extend([] for _ in range(lane + down + 1 - len(taken)))
            taken[lane + down].append(row)
        placed.append(_Placed(mark, words, x, anchor, lane + len(rows) - 1, stacked))
    return placed, len(taken)


def _is_free(taken: Sequence[Sequence[tuple[float, float]]], lane: int, row: tuple[float, float]) -> bool:
    return lane >= len(taken) or all(row[1] + 2 * GAP < begin or end + 2 * GAP < row[0] for begin, end in taken[lane])


def _words(mark: Mark, left: float, right: float) -> tuple[str, float, str, bool]:
    """Put the words to the right of the sign, to its left, or above it, wherever they need the least cutting."""
    wanted = min(width_of(mark.label), LONGEST)
    after, before = WIDTH - MARGIN - right - GAP, left - GAP - MARGIN
    if after >= min(wanted, SHORTEST) and (after >= wanted or after >= before):
        return fitted(mark.label, min(after, LONGEST)), right + GAP, "start", False
    if before >= min(wanted, SHORTEST):
        return fitted(mark.label, min(before, LONGEST)), left - GAP, "end", False
    words = fitted(mark.label, LONGEST)
    return words, max(MARGIN, min(left, WIDTH - MARGIN - width_of(words))), "start", True


def _radius(mark: Mark) -> float:
    return min(3.5 + 0.75 * math.sqrt(max(mark.reports, 1)), 7.0)


def _span(period: Period, scale: DayScale) -> tuple[float, float]:
    """Give from where to where a period is drawn; a day is one place."""
    if period.first == period.last:
        x = scale.x_of(period.first)
        return x, x
    return scale.x_of(period.first, 0), scale.x_of(period.last, 1)


def _extent(mark: Mark, scale: DayScale) -> tuple[float, float]:
    radius = _radius(mark)
    spans = [_span(period, scale) for period in (mark.period, *mark.disputed)]
    left, right = min(begin for begin, _ in spans) - radius, max(end for _, end in spans) + radius
    return max(left, 0.0), min(right, WIDTH)


def _draw_story(scale: DayScale, period: Period | None, bottom: float) -> tuple[Markup, ...]:
    """Tint the days on which the reports appeared."""
    if period is None:
        return ()
    left, right = scale.x_of(period.first, 0), scale.x_of(period.last, 1)
    return (element("rect", class_="story", x=left, y=TOP, width=right - left, height=bottom - TOP, fill_opacity=0.07),)


def _draw_mark(placed: _Placed, scale: DayScale) -> Markup:
    mark = placed.mark
    y = TOP + ROW * (placed.lane + 0.75)
    left, right = _extent(mark, scale)
    parts = [told("title", _title(mark))]
    if mark.disputed:
        parts.append(line(left, y, right, y, kind="otherwise", dashed=True))
    parts += [_sign(period, scale, y, _radius(mark), "otherwise") for period in sorted(set(mark.disputed))]
    parts.append(_sign(mark.period, scale, y, _radius(mark), mark.kind))
    words_y = y - ROW if placed.is_stacked else y
    parts.append(label(placed.words, placed.x, words_y + 4, kind="words", anchor=placed.anchor))
    return element("a", *parts, href=f"#e{mark.number}", class_="mark")


def _title(mark: Mark) -> str:
    otherwise = "; ".join(vague_text(period) for period in sorted(set(mark.disputed)))
    others = f"; others: {otherwise}" if otherwise else ""
    return f"{vague_text(mark.period)}{others}: {mark.label} ({count_text(mark.reports, 'independent report')})"


def _sign(period: Period, scale: DayScale, y: float, radius: float, kind: str) -> Markup:
    left, right = _span(period, scale)
    if left < right:
        return _bar(left, right, y, kind)
    return SIGNS[kind](left, y, radius)


def _bar(left: float, right: float, y: float, kind: str) -> Markup:
    hollow = kind == "otherwise"
    return element(
        "rect", class_=f"stretch {CLASSES[kind]}".strip(), x=left, y=y - 3, width=right - left, height=6, rx=3,
        fill="none" if hollow else None, stroke="currentColor" if hollow else None,
    )  # fmt: skip


def _dot(x: float, y: float, radius: float) -> Markup:
    return element("circle", class_="dot", cx=x, cy=y, r=radius)


def _diamond(x: float, y: float, r: float) -> Markup:
    slopes = ("l", r, r, "l", -r, r, "l", -r, -r, "z")
    return path("dot was-said", "M", x, y - r, *slopes, fill=None, stroke=None)


def _ring(x: float, y: float, radius: float) -> Markup:
    return element(
        "circle", class_="dot otherwise", cx=x, cy=y, r=radius - 1, fill="none", stroke="currentColor", stroke_width=1.5
    )


CLASSES = {"event": "", "statement": "was-said", "otherwise": "otherwise"}
SIGNS = {"event": _dot, "statement": _diamond, "otherwise": _ring}


def _signs(shown: Sequence[Mark], story_period: Period | None) -> list[tuple[Glyph, str]]:
    """Give the signs that the drawing uses, with what they mean."""
    disputed = [period for mark in shown for period in mark.disputed]
    periods = [mark.period for mark in shown] + disputed
    entries: tuple[tuple[bool, Glyph, str], ...] = (
        (any(mark.kind == "event" for mark in shown), lambda x, y: _dot(x, y, 5), "happened"),
        (any(mark.kind == "statement" for mark in shown), lambda x, y: _diamond(x, y, 5), "was said"),
        (bool(disputed), lambda x, y: _ring(x, y, 5.5), "the day that others give"),
        (
            any(each.first < each.last for each in periods),
            lambda x, y: _bar(x - 7, x + 7, y, "event"),
            "some day within",
        ),
        (
            story_period is not None,
            lambda x, y: element("rect", class_="story", x=x - 7, y=y - 6, width=14, height=12, fill_opacity=0.15),
            "the reports appeared",
        ),
        (len({mark.reports for mark in shown}) > 1, lambda x, y: _dot(x, y, 7), "larger: more independent reports"),
    )
    return [(glyph, words) for is_used, glyph, words in entries if is_used]
