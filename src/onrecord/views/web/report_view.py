"""A report as a page shows it: its text cut at the borders of all that is marked in it, paragraph by paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.model import Attribution, Family, Place, Report, ReportHead, Span, Statement
from onrecord.pipeline.shown import ReportPage
from onrecord.text.days import day_text
from onrecord.views.brief import name_of
from onrecord.views.brief_view import clean, clipped, prose, safe
from onrecord.views.web.addresses import address_of, report_address

UNKNOWN = "speaker not told"
LONGEST_WORDS = 120  # characters of a statement that stand for it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that are marked alike. ``anchor`` is set where a statement or the asked-for range begins.

    ``notes`` are the numbers of the copied passages that end with it.
    """

    text: str
    kinds: str = ""
    who: str = ""
    href: str = ""
    anchor: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a statement of a paragraph, as the margin has it; ``reports`` print its ``utterance``, if several do."""

    name: str
    form: str
    href: str
    statement: str
    words: str
    is_ruled: bool
    utterance: str = ""
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """Where else a copied passage stands."""

    number: int
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what stands beside it."""

    stretches: tuple[Stretch, ...]
    speakers: tuple[Speaker, ...]
    notes: tuple[Note, ...]


def paragraphs_of(page: ReportPage, target: Span | None) -> Iterator[Paragraph]:
    """Cut a report's text into paragraphs of stretches; a ``target`` is the range that was asked for."""
    report = page.finding.report
    marks = _Marks(page, target)
    start = 0
    for line in report.text.splitlines(keepends=True):
        span = Span(start, start + len(line.rstrip()))
        start += len(line)
        if span.start < span.end:
            yield Paragraph(
                stretches=tuple(marks.stretches(span)),
                speakers=tuple(marks.speakers(span)),
                notes=tuple(note for note, at in marks.notes if span.start < at.end <= span.end),
            )


def label_of(head: Report | ReportHead) -> str:
    """Name a report by outlet and day."""
    return f"{name_of(head)}, {day_text(head.published) if head.published else 'undated'}"


class _Marks:
    """What is marked in a report's text, and where; looked up by the borders of it all."""

    def __init__(self, page: ReportPage, target: Span | None) -> None:
        self._page = page
        self._text = page.finding.report.text
        self._target = target
        self._pairs = list(zip(page.finding.statements, page.finding.attributions, strict=True))
        self._said = [(span, number) for number, (each, _) in enumerate(self._pairs) for span in each.content]
        self._furniture = [each.span for each in page.finding.report.furniture]
        self.notes = list(_notes(page))
        spans = [*(span for span, _ in self._said), *self._furniture, *(at for _, at in self.notes)]
        spans += [target] if target else []
        self._borders = sorted({border for span in spans for border in (span.start, span.end)})
        self._begun: set[int] = set()

    def stretches(self, paragraph: Span) -> Iterator[Stretch]:
        inner = self._borders[bisect_right(self._borders, paragraph.start) : bisect_left(self._borders, paragraph.end)]
        borders = [paragraph.start, *inner, paragraph.end]
        for start, end in pairwise(borders):
            yield self._stretch(Span(start, end))

    def speakers(self, paragraph: Span) -> Iterator[Speaker]:
        """Give who speaks in a paragraph; of a statement over several only the first."""
        for statement, attribution in self._pairs:
            if statement.content and paragraph.start <= statement.content[0].start < paragraph.end:
                person = self._page.person_of.get(statement.id)
                yield Speaker(
                    name=clean(attribution.speaker or "") or UNKNOWN,
                    form=statement.form,
                    href=address_of("people", person) if person else "",
                    statement=statement.id,
                    words=clipped(prose(" … ".join(span.of(self._text) for span in statement.content)), LONGEST_WORDS),
                    is_ruled=attribution.ground == "ruling",
                    **self._shared(statement.id),
                )

    def _shared(self, statement: str) -> dict[str, Any]:
        """Give the address of the utterance of a statement that most reports print, and how many do."""
        counted = [
            (self._page.attestations[each.id].reports, each.id)
            for each in self._page.worded.get(statement, ())
            if each.id in self._page.attestations
        ]
        most, utterance = max(counted, default=(0, ""))
        return {"utterance": address_of("utterances", utterance), "reports": most} if most > 1 else {}

    def _stretch(self, span: Span) -> Stretch:
        kinds, who, href, anchor = [], "", "", ""
        number = self._statement_at(span)
        if number is not None:
            statement, attribution = self._pairs[number]
            kinds += ["statement", statement.form]
            who = _who(statement, attribution, self._text)
            href = self._utterance_at(statement, span)
            if number not in self._begun:
                self._begun.add(number)
                anchor = f"s{number + 1}"
        kinds += ["furniture"] if _is_in(span, self._furniture) else []
        kinds += ["copied"] if _is_in(span, (at for _, at in self.notes)) else []
        if self._target and _covers(self._target, span):
            kinds.append("target")
            anchor = "at" if span.start == self._target.start else anchor
        ended = tuple(note.number for note, at in self.notes if at.end == span.end)
        return Stretch(safe(span.of(self._text)), " ".join(kinds), who, href, anchor, ended)

    def _statement_at(self, span: Span) -> int | None:
        """Give the number of the shortest statement that covers a stretch."""
        covering = [(each.end - each.start, number) for each, number in self._said if _covers(each, span)]
        return min(covering)[1] if covering else None

    def _utterance_at(self, statement: Statement, span: Span) -> str:
        """Give the address of the utterance that a stretch of a statement words, if it words one."""
        utterances = self._page.worded.get(statement.id, ())
        for utterance in utterances:
            for witness in utterance.witnesses:
                if witness.statement == statement.id and any(_covers(each, span) for each in witness.spans):
                    return address_of("utterances", utterance.id)
        return address_of("utterances", utterances[0].id) if utterances else ""


def _notes(page: ReportPage) -> Iterator[tuple[Note, Span]]:
    """Number the passages that stand in other reports, too, in the order of the text."""
    mine = page.finding.report.id
    elsewhere: dict[Span, set[Place]] = {}
    passages = [*_family_passages(page.families), *(pair for each in page.reuse for pair in each.passages)]
    for places in passages:
        for place in places:
            if place.report == mine:
                elsewhere.setdefault(place.span, set()).update(each for each in places if each.report != mine)
    found = ((span, places) for span, places in sorted(elsewhere.items()) if places)
    for number, (span, others) in enumerate(found, 1):
        yield Note(number, tuple(_places(others, page.others))), span


def _family_passages(families: Iterable[Family]) -> Iterator[Sequence[Place]]:
    for family in families:
        yield from family.passages


def _places(places: Iterable[Place], others: Mapping[str, ReportHead]) -> Iterator[tuple[str, str]]:
    """Name where a passage stands, once a report."""
    first: dict[str, Place] = {}
    for place in sorted(places, key=lambda each: (each.report, each.span)):
        first.setdefault(place.report, place)
    for report, place in first.items():
        if report in others:
            yield label_of(others[report]), report_address(report, place.span)


def _who(statement: Statement, attribution: Attribution, text: str) -> str:
    """Say who says a statement, and by which words the report tells it."""
    name = clean(attribution.speaker or "") or UNKNOWN
    printed = clean(" ".join(span.of(text) for span in statement.source))
    told = f" (“{printed}”)" if printed and printed not in name else ""
    return f"{name}{told}, {statement.form}"


def _is_in(span: Span, marks: Iterable[Span]) -> bool:
    return any(_covers(mark, span) for mark in marks)


def _covers(mark: Span, span: Span) -> bool:
    return mark.start <= span.start and span.end <= mark.end
