"""Figures and the time line of a brief, worded and ordered for people."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.model import Event, Figure, FigureGroup, Period, Place, Report, Span
from onrecord.stories import count_independent
from onrecord.stories.amounts import SIGNS
from onrecord.stories.clocks import find_clocks
from onrecord.stories.counted import units
from onrecord.stories.number import MINUTE_OF_DAY, SHARE
from onrecord.text.days import day_text, vague_text
from onrecord.views.brief_view import OTHERS, EventLine, FigureLines, FigureRow, clean, prose

VERDICT_ORDER = ("conflict", "compatible", "agree")
BACKGROUND = 366  # days before a story from which an event is its background
MEASURES = frozenset({*(unit.name for unit in units().values()), *SIGNS.values(), MINUTE_OF_DAY, SHARE})
AROUND = 60  # characters on either side of a figure that show what it counts
SENTENCE_BREAK = re.compile(r"[.!?][”’\"')]*\s|\n")


def figure_lines(
    groups: Iterable[FigureGroup],
    reports: Mapping[str, Report],
    labels: Mapping[str, str],
    origin_of: Mapping[str, str],
) -> tuple[FigureLines, ...]:
    """Give the figures of two reports or more: those that cannot all be true first, then by independent origins."""
    lines = []
    for group in groups:
        holders = {figure.report for figure in group.members}
        if len(holders) > 1:
            lines.append(_figure_lines(group, holders, reports, labels, origin_of))
    lines.sort(key=lambda line: (VERDICT_ORDER.index(line.verdict), -line.independent, -line.reports, line.counts))
    return tuple(lines)


def _figure_lines(
    group: FigureGroup,
    holders: set[str],
    reports: Mapping[str, Report],
    labels: Mapping[str, str],
    origin_of: Mapping[str, str],
) -> FigureLines:
    shown = Counter(clean(figure.text) for figure in group.members).most_common(1)[0][0]
    example = next(figure for figure in group.members if clean(figure.text) == shown)
    return FigureLines(
        counts=clean(group.counts),
        verdict="agree" if _is_one_value(group.members) else group.verdict,
        rows=_rows(group.members, labels),
        example=_excerpt(reports[example.report].text, example.span) if example.report in reports else "",
        reports=len(holders),
        independent=count_independent(holders, origin_of),
        latest=_latest(group.members, reports) if group.verdict == "conflict" else "",
        is_measure=any(figure.unit in MEASURES for figure in group.members),
        group=group,
    )


def _is_one_value(figures: Sequence[Figure]) -> bool:
    """Tell whether only the words about a value differ: "$284 billion" and "more than $284 billion"."""
    units = {figure.unit for figure in figures}
    values = {figure.low if figure.low is not None else figure.high for figure in figures}
    return (
        len(units) == 1
        and len(values) == 1
        and all(None in (each.low, each.high) or each.low == each.high for each in figures)
    )


def _rows(figures: Sequence[Figure], labels: Mapping[str, str]) -> tuple[FigureRow, ...]:
    """Give each value with who gives it and who prints it, from the lowest to the highest, as it is mostly printed."""
    alike: defaultdict[tuple[float, bool, bool, str, str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        value = next((bound for bound in (figure.low, figure.high) if bound is not None), 0.0)
        as_of = day_text(figure.as_of) if figure.as_of else ""
        bounds = (figure.low is not None, figure.high is not None)
        unit = figure.unit if figure.unit in MEASURES else ""
        alike[value, *bounds, unit or "", clean(figure.by or ""), as_of].append(figure)
    rows = []
    for (*_, by, as_of), same in sorted(alike.items(), key=lambda item: item[0]):
        printed = Counter(clean(figure.text) for figure in same)
        text = min(printed, key=lambda words: (-printed[words], len(words), words))
        rows.append(FigureRow(text, by, as_of, tuple(sorted({labels.get(each.report, OTHERS) for each in same}))))
    return tuple(rows)


def _latest(figures: Iterable[Figure], reports: Mapping[str, Report]) -> str:
    """Give the value of the latest day, if the days differ and that day has one value: it supersedes the others."""
    dated: defaultdict[date, set[str]] = defaultdict(set)
    for figure in figures:
        report = reports.get(figure.report)
        day = figure.as_of or (report.published if report else None)
        if day is None:
            return ""
        dated[day].add(clean(figure.text))
    last = max(dated)
    earlier = {text for day, texts in dated.items() if day < last for text in texts}
    if len(dated) < 2 or len(dated[last]) != 1 or dated[last] <= earlier:
        return ""
    return f"{next(iter(dated[last]))}, {day_text(last)}"


def _excerpt(text: str, span: Span) -> str:
    """Give the words around a figure, within its sentence."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    breaks = list(SENTENCE_BREAK.finditer(before))
    begins = bool(breaks) or span.start <= AROUND
    before = before[breaks[-1].end() :] if breaks else before if begins else before[before.find(" ") + 1 :]
    end = SENTENCE_BREAK.search(f"{after} ")
    ends = end is not None or span.end + AROUND >= len(text)
    after = after[: end.start()] if end else after if ends else after[: after.rfind(" ")] if " " in after else after
    shown = prose(f"{before}{span.of(text)}{after}").lstrip("#* ")
    return f"{'' if begins else '… '}{shown}{'' if ends else ' …'}"


def event_lines(events: Iterable[Event], labels: Mapping[str, str], period: Period | None) -> tuple[EventLine, ...]:
    """Give the time line in order; ``period`` is that of the story."""
    return tuple(_event_line(event, labels, period) for event in in_order(events))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Give events by their days, and within a day by the time that they print."""
    return sorted(events, key=lambda event: (event.period, _minute(event), -len(event.evidence), event.what))


def _minute(event: Event) -> float:
    """Give the time of day that an event prints; what prints none comes first."""
    clock = next(iter(find_clocks(event.what)), None)
    return -1.0 if clock is None else clock.low if clock.low is not None else clock.high or 0.0


def _event_line(event: Event, labels: Mapping[str, str], period: Period | None) -> EventLine:
    what = prose(event.what)
    speaker = clean(event.speaker or "")
    printed = _labels_of(event.evidence, labels)
    off = _days_off(event, period)
    return EventLine(
        day=vague_text(event.period),
        what=what,
        labels=printed,
        speaker=speaker if event.quoted or speaker.rpartition(" ")[2] not in what else "",
        quoted=event.quoted,
        otherwise=tuple((vague_text(each.period), _labels_of(each.evidence, labels)) for each in event.otherwise),
        weight=(off <= BACKGROUND, bool(event.otherwise), len(printed), -off, event.kind == "event"),
    )


def _days_off(event: Event, period: Period | None) -> int:
    """Tell how far an event lies from the days of the story; a vague day is as far as its farther end."""
    if period is None:
        return 0
    return max((period.first - event.period.first).days, (event.period.last - period.last).days, 0)


def _labels_of(places: Iterable[Place], labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({labels.get(place.report, OTHERS) for place in places}))
