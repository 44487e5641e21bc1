"""A report as its dates are read: sentences with what is told in them, and what is not the reporter's own word."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from onrecord.model import Report, Span, Spans
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import PrintedDate, find_dates, resolve
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences


class Sentence(NamedTuple):
    """A sentence with the number of its paragraph and the statements that are told in it, by their numbers."""

    span: Span
    paragraph: int
    tellings: tuple[tuple[int, Telling], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a report with the day to count from.

    ``quoted`` are the quotations and the dateline, ``reported`` the contents as well; both are in order and apart.
    """

    text: str
    anchor: date | None
    quoted: Spans
    reported: Spans

    def dates_in(self, sentence: Span) -> tuple[PrintedDate, ...]:
        """Give the dates of a sentence that stand outside quotation marks."""
        return tuple(each for each in find_dates(self.text, sentence) if not inside(self.quoted, each.span.start))


def _table() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("when.en.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, set[str]] = {}
    for kind, words in (line.split("\t") for line in lines if line and not line.startswith("#")):
        table.setdefault(kind, set()).update(word.replace("_", " ") for word in words.split())
    return {kind: frozenset(words) for kind, words in table.items()}


TABLE = _table()
BESIDE = re.compile(r"[,:–—·•/|-]\s*\0|\0\s*[,:–—·•/|-]")  # a mark between a date, here \0, and a name
WORD = re.compile(r"[^\W\d_]+")
MONTHS = frozenset({"march"})  # words that are a month if they are printed with a capital
TOP = 3  # paragraphs from the first in which a date line stands
DATE_LINE = 60  # characters of the longest


def any_of(*kinds: str) -> str:
    """Make a pattern of the words of some kinds of ``when.en.tsv``, the longest first."""
    words = sorted({word for kind in kinds for word in TABLE[kind]}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) if word not in MONTHS else f"(?-i:{word})" for word in words) + ")"


TABLE = _table()
REACH = 2  # paragraphs that a scene goes on for
LONGEST = 10  # days of a period that opens a scene without a word of speech in it


def prose_of(report: Report, tellings: Sequence[Telling]) -> Prose:
    """Take a report apart: a date inside quotation marks or the dateline is not the reporter's word."""
    quoted = [each.outer for each in find_quotations(report.text) if each.depth == 0]
    quoted += [report.dateline.span] if report.dateline else []
    contents = [span for telling in tellings for span in telling.content]
    return Prose(report.text, _anchor(report), _merged(quoted), _merged([*quoted, *contents]))


def _anchor(report: Report) -> date | None:
    """Give the day to count from: that of the dateline, where a report was printed later than it was written."""
    written = report.dateline.period.last if report.dateline and report.dateline.period else None
    return written or report.published or _day_at_top(report.text)


def _day_at_top(text: str) -> date | None:
    """Give the day that one of the first paragraphs is nothing else but: "Updated Tuesday, May 13, 2031"."""
    for paragraph in islice(paragraphs(text), TOP):
        if len(paragraph.of(text)) <= DATE_LINE and (day := _only_day(text, paragraph)):
            return day
    return None


def _only_day(text: str, paragraph: Span) -> date | None:
    dates = find_dates(text, paragraph)
    if len(dates) != 1:
        return None
    period, at = resolve(dates[0], None), dates[0].span
    rest = f"{text[paragraph.start : at.start]}\0{text[at.end : paragraph.end]}"
    words = [word for word in WORD.findall(rest) if word.casefold() not in TABLE["dateline"]]
    # An outlet or an author may stand beside it: "The Elm Times, 16 May 2031".
    is_alone = not words or (BESIDE.search(rest) is not None and all(word[0].isupper() for word in words))
    return period.first if period and period.first == period.last and is_alone else None


def _merged(spans: Iterable[Span]) -> Spans:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def inside(spans: Spans, place: int) -> bool:
    """Tell whether a place lies inside one of some spans, which are in order and apart."""
    at = bisect_right(spans, place, key=attrgetter("start")) - 1
    return at >= 0 and place < spans[at].end


def holds(span: Span, other: Span) -> bool:
    """Tell whether a span begins inside another."""
    return span.start <= other.start < span.end


def sentences_of(text: str, tellings: Sequence[Telling]) -> Iterator[Sentence]:
    """Give the sentences of a text, each with the statements whose cue, or whose words, begin in it."""
    order = sorted(range(len(tellings)), key=lambda nth: (place_of_cue(tellings[nth]), nth))
    at = 0
    for number, paragraph in enumerate(paragraphs(text)):
        for span in sentences(text, paragraph):
            begun = at
            while at < len(order) and place_of_cue(tellings[order[at]]) < span.end:
                at += 1
            yield Sentence(span, number, tuple((nth, tellings[nth]) for nth in order[begun:at]))


def place_of_cue(telling: Telling) -> int:
    """Give where a statement is told: at its cue, else its source, else its content."""
    return (telling.cue or telling.source or telling.content)[0].start
