"""Draw the map of copies: which reports go back to one text, and so count once.

A row is a report, with a dot on its day; a band holds the reports of one origin, so there are as many bands as
independent origins. Rows rather than columns, because sixty names of outlets can be read below one another only.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from onrecord.text.days import day_text
from onrecord.views.brief_view import count_text
from onrecord.views.web.day_scale import DayScale, chained, draw_axis, scale_of
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
    local,
    path,
    told,
)

MOST_REPORTS, MOST_LINKS = 60, 120
TOP, ROW, HEADING, GAP = 44.0, 20.0, 22.0, 8.0
NAMES, UNDATED = 226.0, 248.0  # right end of the names of outlets; where the dots of reports without a day stand
LEFT, RIGHT = 282.0, 600.0  # of the days; the links of reports that share a part bend out to the right of them
RADIUS = 4.5


@dataclass(frozen=True, slots=True)
class Printing:
    """A report on the map; ``href`` is an address of the page, ``publisher`` may be unknown (the empty text)."""

    report: str
    label: str
    publisher: str
    day: date | None
    headline: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """Reports that go back to one text: ``exemplar`` is the fullest of them, ``agency`` whose text it is, if known."""

    reports: tuple[str, ...]
    exemplar: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """Two reports that share a part of their text; ``source`` is the one that the other took it from, if that shows."""

    a: str
    b: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Band:
    """Reports of one origin, with what they are headed by; ``exemplar`` is empty where nothing is copied."""

    heading: str
    printings: tuple[Printing, ...]
    exemplar: str = ""


def draw_families(
    printings: Iterable[Printing], families: Iterable[Copies], sharings: Iterable[Sharing] = ()
) -> Markup:
    """Draw a story's reports by origin on their days: copies joined to their exemplar, shared parts as thin links."""
    everything = sorted(set(printings), key=_order)
    shown = {printing.report: printing for printing in everything[:MOST_REPORTS]}
    if not shown:
        return Markup()
    bands = _bands(shown, families)
    days = sorted(printing.day for printing in shown.values() if printing.day)
    places, bottom = _places(bands)
    scale = _scale(days)
    links = sorted(
        {_ordered(each) for each in sharings if {each.a, each.b} <= shown.keys() and each.a != each.b}, key=_key
    )
    notes = _notes(len(everything) - len(shown), len(links) - MOST_LINKS)
    links = links[:MOST_LINKS]
    has_undated = any(printing.day is None for printing in shown.values())
    key, height = legend(_signs(bands, links), bottom + 16)
    drawn = [
        *(draw_axis(scale, TOP, bottom) if scale else ()),
        *((label("no day", UNDATED, TOP - 8, kind="day", anchor="middle"),) if has_undated else ()),
        *(_draw_band(band, places, scale) for band in bands),
        *(_draw_link(each, places) for each in links),
        key,
        *(label(note, MARGIN, height + 12 + ROW * number, kind="note") for number, note in enumerate(notes)),
    ]
    return canvas(
        drawn, name="families", title="Which reports copy one another", says=_says(bands, len(shown), links),
        height=height + ROW * len(notes) + 4, has_links=any(local(printing.href) for printing in shown.values()),
    )  # fmt: skip


def _order(printing: Printing) -> tuple[date, str, str, str, str, str]:
    day = printing.day or date.max
    return day, printing.label, printing.report, printing.publisher, printing.headline, printing.href


def _ordered(sharing: Sharing) -> Sharing:
    a, b = sorted((sharing.a, sharing.b))
    return Sharing(a, b, sharing.source)


def _key(sharing: Sharing) -> tuple[str, str, str]:
    return sharing.a, sharing.b, sharing.source or ""


def _notes(reports: int, links: int) -> tuple[str, ...]:
    more = f"The first {MOST_REPORTS} reports; {count_text(reports, 'more report')} not drawn."
    fewer = f"The first {MOST_LINKS} links; {links:,} not drawn."
    return tuple(note for number, note in ((reports, more), (links, fewer)) if number > 0)


def _says(bands: Sequence[_Band], reports: int, links: Sequence[Sharing]) -> str:
    copied = [band for band in bands if band.exemplar]
    return (
        f"{count_text(reports, 'report')} of {count_text(len(bands), 'independent origin')}."
        + "".join(f" {band.heading}: {', '.join(each.label for each in band.printings)}." for band in copied)
        + (f" {count_text(len(links), 'pair')} of reports share a part of their text." if links else "")
    )


def _bands(shown: Mapping[str, Printing], families: Iterable[Copies]) -> list[_Band]:
    """Put the reports into bands: families first, the largest before the others, then publishers by first report."""
    left = dict(shown)
    bands = []
    for family in sorted(
        families, key=lambda each: (-len(each.reports), each.exemplar, each.reports, each.agency or "")
    ):
        printings = tuple(
            sorted((left.pop(report) for report in sorted({*family.reports}) if report in left), key=_order)
        )
        if len(printings) > 1:
            whose = f"Text of {family.agency}" if family.agency else "One text"
            bands.append(_Band(f"{whose}: {len(printings)} reports count once", printings, family.exemplar))
        left |= {each.report: each for each in printings} if len(printings) == 1 else {}
    published: defaultdict[str, list[Printing]] = defaultdict(list)
    for number, printing in enumerate(sorted(left.values(), key=_order)):
        published[printing.publisher or f"\n{number}"].append(printing)
    for publisher, several in published.items():
        heading = f"{publisher}: {len(several)} reports count once" if len(several) > 1 else ""
        bands.append(_Band(heading, tuple(several)))
    return bands


def _places(bands: Sequence[_Band]) -> tuple[dict[str, float], float]:
    """Give each report the height of its row, and the height at which the last ends."""
    places, y = {}, TOP + GAP
    for before, band in zip((None, *bands), bands, strict=False):
        if before and (before.heading or band.heading):
            y += GAP
        y += HEADING if band.heading else 0
        for number, printing in enumerate(band.printings):
            places[printing.report] = y + ROW * (number + 0.5)
        y += ROW * len(band.printings)
    return places, y + GAP


def _scale(days: Sequence[date]) -> DayScale | None:
    """Make the scale about the middle report, so that one old report does not press the others into a point."""
    if not days:
        return None
    return scale_of(days, chained(days), left=LEFT, right=RIGHT)


def _x_of(printing: Printing, scale: DayScale | None) -> float:
    return scale.x_of(printing.day) if scale and printing.day else UNDATED


def _draw_band(band: _Band, places: Mapping[str, float], scale: DayScale | None) -> Markup:
    rows = [places[printing.report] for printing in band.printings]
    top = rows[0] - ROW / 2 - (HEADING if band.heading else 0)
    parts = []
    if band.heading:
        kind = "band family" if band.exemplar else "band"
        height = rows[-1] + ROW / 2 - top
        parts += [
            element("rect", class_=kind, x=1, y=top, width=WIDTH - 2, height=height, rx=4, fill_opacity=0.06),
            label(fitted(band.heading, WIDTH - 4 * MARGIN, bold=True), MARGIN, top + 16, kind="heading", bold=True),
        ]
    exemplar = next((each for each in band.printings if each.report == band.exemplar), None)
    if exemplar:
        x, y = _x_of(exemplar, scale), places[exemplar.report]
        parts += [
            path("join", "M", x, y, "V", row, "H", _x_of(each, scale))
            for each, row in zip(band.printings, rows, strict=True)
            if each is not exemplar
        ]
    parts += [_draw_printing(each, places[each.report], scale, is_exemplar=each is exemplar) for each in band.printings]
    return element("g", *parts)


def _draw_printing(printing: Printing, y: float, scale: DayScale | None, *, is_exemplar: bool) -> Markup:
    day = day_text(printing.day) if printing.day else "no day"
    title = ", ".join(part for part in (printing.label, day) if part)
    parts = (
        told("title", f"{title}: {printing.headline}" if printing.headline else title),
        label(fitted(printing.label, NAMES - 2 * MARGIN), 2 * MARGIN, y + 4, kind="words"),
        (_square if is_exemplar else _dot)(_x_of(printing, scale), y),
    )
    href = local(printing.href)
    return element("a", *parts, href=href, class_="printing") if href else element("g", *parts, class_="printing")


def _dot(x: float, y: float) -> Markup:
    return element("circle", class_="dot", cx=x, cy=y, r=RADIUS)


def _square(x: float, y: float) -> Markup:
    return element("rect", class_="dot exemplar", x=x - 6, y=y - 6, width=12, height=12)


def _draw_link(sharing: Sharing, places: Mapping[str, float]) -> Markup:
    """Bend a thin line from one row to the other, with an arrow's head at the report that took from the other."""
    first, second = places[sharing.a], places[sharing.b]
    x = RIGHT + 12
    bend = x + 12 + min(abs(first - second) / 6, WIDTH - MARGIN - x - 12) * 4 / 3
    bend = min(bend, x + (WIDTH - MARGIN - x) * 4 / 3)  # a curve goes three quarters of the way to its handles
    takers = [places[each] for each in (sharing.a, sharing.b) if sharing.source and each != sharing.source]
    heads = [step for y in takers[:1] for step in ("M", x + 6, y - 4, "L", x, y, "L", x + 6, y + 4)]
    return path("share", "M", x, first, "C", bend, first, bend, second, x, second, *heads)


def _signs(bands: Sequence[_Band], links: Sequence[Sharing]) -> list[tuple[Glyph, str]]:
    entries: tuple[tuple[bool, Glyph, str], ...] = (
        (any(band.exemplar for band in bands), _square, "the fullest printing of a text"),
        (True, _dot, "a report on its day"),
        (
            bool(links),
            lambda x, y: line(x - 7, y, x + 7, y, kind="share"),
            "share a part of their text; an arrow points at the one that took it",
        ),
    )
    return [(glyph, words) for is_used, glyph, words in entries if is_used]
