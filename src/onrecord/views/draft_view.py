"""A checked draft, prepared once for every way of showing it: ordered, counted and worded for people."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Change, Check, Draft, DraftQuotation, PlaceOnRecord, Span, Spans, Verdict
from onrecord.text.days import day_text
from onrecord.text.words import words_of
from onrecord.views.brief import SENSES, name_of
from onrecord.views.brief_marks import GAP, Piece
from onrecord.views.brief_view import clean, count_text, prose, safe

#: What every verdict means, the gravest first.
MEANINGS: dict[Verdict, str] = {
    "not found": "nothing on record is near enough to be the source",
    "misattributed": "on record, but from somebody else",
    "spliced": "words of two places printed as one",
    "reworded": "words replaced or added",
    "cut": "words left out inside without a mark",
    "relayed": "on record only as quoted by another",
    "indirect": "on record only as reported speech",
    "abridged": "words left out, and marked by an ellipsis",
    "exact": "on record in these words",
}
FINE: frozenset[Verdict] = frozenset(("exact", "abridged"))
SECTIONS = {"look": "To look at", "remark": "On record, with a remark", "fine": "On record"}
DOUBLE_MARK = re.compile(r"[“”„«»\"]")
LONG = 20  # words that the record has more, from which on a gap is shown in their place


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where words stand on record: which report, and its sentences there, between marks unless they hold some."""

    label: str
    headline: str
    location: str
    words: str
    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation of a draft as an editor reads it: ``pieces`` are its words with what the record has otherwise."""

    number: int
    line: int
    verdict: Verdict
    who: str
    pieces: tuple[Piece, ...]
    says: str
    senses: tuple[str, ...]
    heading: str
    places: tuple[PlaceLine, ...]
    suggestion: str

    @property
    def section(self) -> Literal["look", "remark", "fine"]:
        """Tell where it stands: what is fine may have a remark, that others have it otherwise or the record goes on."""
        if self.verdict not in FINE:
            return "look"
        return "remark" if ";" in self.says else "fine"  # the second clause of the sentence is the remark


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the draft's text; ``number`` is that of the quotation that it belongs to, 0 of none."""

    text: str
    number: int = 0
    verdict: Verdict | None = None
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class DraftView:
    """All of a checked draft; ``counts`` has each verdict with the numbers of its quotations, the gravest first."""

    location: str
    summary: str
    counts: tuple[tuple[Verdict, str, tuple[int, ...]], ...]
    quotations: tuple[QuotationView, ...]
    sections: tuple[tuple[str, tuple[QuotationView, ...]], ...]
    stretches: tuple[Stretch, ...]


def view_of(draft: Draft) -> DraftView:
    """Order and word a checked draft."""
    verdicts = [each.check.verdict for each in draft.quotations]
    number = Counter(verdicts)
    counts = (
        (verdict, meaning, tuple(at for at, each in enumerate(verdicts, 1) if each == verdict))
        for verdict, meaning in MEANINGS.items()
        if verdict in number
    )
    quotations = tuple(_quotation(at, each, draft.text) for at, each in enumerate(draft.quotations, 1))
    return DraftView(
        location=clean(draft.location),
        summary=summary_of(verdicts),
        counts=tuple(counts),
        quotations=quotations,
        sections=tuple(
            (heading, tuple(each for each in quotations if each.section == section))
            for section, heading in SECTIONS.items()
        ),
        stretches=tuple(_stretches(draft)),
    )


def summary_of(verdicts: Sequence[Verdict]) -> str:
    """Say how many quotations there are, and how many of them want a look.

    >>> summary_of(["exact", "cut"]), summary_of([])
    ('2 quotations, 1 to look at', 'no quotation found')
    """
    if not verdicts:
        return "no quotation found"
    look = sum(verdict not in FINE for verdict in verdicts)
    return f"{count_text(len(verdicts), 'quotation')}, {look:,} to look at"


def _quotation(number: int, quotation: DraftQuotation, text: str) -> QuotationView:
    check = quotation.check
    return QuotationView(
        number=number,
        line=quotation.line,
        verdict=check.verdict,
        who=_who(check.by, quotation.source, text),
        pieces=tuple(Piece(safe(piece.text), piece.mark) for piece in pieces_of_check(check)),
        says=clean(check.says),
        senses=tuple(sorted({SENSES[change.sense] for change in check.changes if change.sense})),
        heading="on record" if check.witnesses else "nearest, but not its source",
        places=tuple(map(_place, quotation.on_record)),
        suggestion=clean(quotation.suggestion or ""),
    )


def _who(by: str | None, source: Spans, text: str) -> str:
    """Say to whom the draft gives a quotation, with the words that say so if they are others."""
    printed = clean(" ".join(span.of(text) for span in source)).rstrip(",")
    name = clean(by or "")
    if name and printed and name not in printed:
        return f"{name} (“{printed}”)"
    return name or (f"“{printed}”, whose name is not told" if printed else "nobody named in the draft")


def pieces_of_check(check: Check) -> Iterator[Piece]:
    """Give the quotation with what the record has instead of its words, or besides them."""
    at = 0
    for change in sorted(check.changes, key=lambda each: each.at):
        yield Piece(check.quotation[at : change.at.start])
        yield from _changed(change)
        at = max(at, change.at.end)
    yield Piece(check.quotation[at:])


def _changed(change: Change) -> Iterator[Piece]:
    record = " ".join(change.record.split())
    if record and len(words_of(record)) >= LONG:
        yield Piece(f"{GAP} ", "gap")
    elif record:
        yield Piece(record, "left out")
        yield Piece(" ")
    if change.words:
        yield Piece(change.words, "added")


def _place(place: PlaceOnRecord) -> PlaceLine:
    report = place.report
    return PlaceLine(
        label=f"{name_of(report)}, {day_text(report.published) if report.published else 'undated'}",
        headline=clean(report.headline or ""),
        location=clean(report.origin.location),
        words=words_at(place),
        report=report.id,
        span=place.witness.spans[0],
    )


def words_at(place: PlaceOnRecord) -> str:
    """Give the sentences of a place as people read them: between marks, unless they hold some."""
    words = prose(place.sentences or place.witness.text)
    marks = list(DOUBLE_MARK.finditer(words))
    if len(marks) == 1:  # the quotation goes on, or went before
        opens = words[marks[0].end() : marks[0].end() + 1].isalnum()
        return f"{words}”" if opens else f"“{words}"
    return words if marks else f"“{words}”"


def _stretches(draft: Draft) -> Iterator[Stretch]:
    """Cut the draft's text at its quotations."""
    marks: list[tuple[Span, int, DraftQuotation]] = sorted(
        ((span, number, each) for number, each in enumerate(draft.quotations, 1) for span in each.spans),
        key=lambda mark: mark[:2],
    )
    at = 0
    for span, number, each in marks:
        yield Stretch(safe(draft.text[at : span.start]).lstrip("\n" if at == 0 else ""))
        yield Stretch(
            safe(span.of(draft.text)), number, each.check.verdict, span == each.spans[0], span == each.spans[-1]
        )
        at = span.end
    yield Stretch(safe(draft.text[at:]))
