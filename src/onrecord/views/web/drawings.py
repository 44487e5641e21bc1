"""What the drawings of a story are drawn from: the lines of its lists, with days and values in the place of words."""

from collections import defaultdict

from markupsafe import Markup

from onrecord.model import Brief, FigureGroup
from onrecord.stories import count_independent
from onrecord.views.brief import name_of
from onrecord.views.brief_facts import MEASURES, in_order
from onrecord.views.brief_view import OTHERS, BriefView, FigureLines, clean, clipped
from onrecord.views.web.addresses import report_address
from onrecord.views.web.families_svg import Copies, Printing, Sharing, draw_families
from onrecord.views.web.figures_svg import FigureMark, draw_figures
from onrecord.views.web.timeline_svg import Mark, draw_timeline

LONGEST_LABEL = 90


def timeline_drawing(view: BriefView, brief: Brief) -> Markup:
    """Draw the time line of a story; the marks have the numbers of the lines in its list."""
    origin_of = {each.report: each.origin for each in brief.provenances}
    marks = (
        Mark(
            number=number,
            period=event.period,
            label=clipped(line.says, LONGEST_LABEL),
            reports=count_independent((place.report for place in event.evidence), origin_of),
            kind=event.kind,
            disputed=tuple(each.period for each in event.otherwise),
        )
        for number, (event, line) in enumerate(zip(in_order(brief.events), view.events, strict=True), 1)
    )
    return draw_timeline(marks, story_period=brief.story.period)


def figure_drawings(view: BriefView, brief: Brief) -> list[tuple[FigureLines, Markup]]:
    """Draw the figures that differ, each with the lines that it is drawn from."""
    labels = {report: label for label, report in view.labels}
    return [(lines, _drawing(lines.group, labels)) for lines in view.figures if lines.group]


def _drawing(group: FigureGroup, labels: dict[str, str]) -> Markup:
    printed: defaultdict[tuple[str, float | None, float | None, str], set[str]] = defaultdict(set)
    for figure in group.members:
        key = (clean(figure.text), figure.low, figure.high, clean(figure.by or ""))
        printed[key].add(labels.get(figure.report, OTHERS))
    units = {figure.unit for figure in group.members}
    unit = next(iter(units)) if len(units) == 1 and units <= MEASURES else None
    rows = (FigureMark(*key, printed_by=tuple(sorted(names))) for key, names in printed.items())
    return draw_figures(rows, counts=clean(group.counts), verdict=group.verdict, unit=unit)


def copies_drawing(view: BriefView, brief: Brief) -> Markup:
    """Draw which reports of a story are copies of one another; nothing where none is."""
    here = {report.id for report in brief.reports}
    families = [
        Copies(tuple(each for each in family.reports if each in here), family.exemplar, family.agency)
        for family in brief.families
        if len(here.intersection(family.reports)) > 1
    ]
    sharings = [Sharing(each.a, each.b, each.source) for each in brief.reuse if each.label == "partial"]
    if not families and not sharings:
        return Markup()
    labels = {report: label for label, report in view.labels}
    publishers = {each.report: each.publisher for each in brief.provenances}
    # Whom no table names is known by a folded outlet, which is nothing to show: its first outlet stands for it.
    named: dict[str, str] = {}
    for report in brief.reports:
        publisher = publishers.get(report.id)
        if publisher:
            named.setdefault(publisher, name_of(report) if publisher == publisher.lower() else publisher)
    printings = (
        Printing(
            report=report.id,
            label=labels[report.id],
            publisher=named.get(publishers.get(report.id) or "", name_of(report)),
            day=report.published,
            headline=clean(report.headline or ""),
            href=report_address(report.id),
        )
        for report in brief.reports
    )
    return draw_families(printings, families, sharings)
