"""Check every quotation of a draft: the draft is read like a report, and its own attributions say who is quoted."""

import os
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import SourceMissing, SourceUnreadable
from onrecord.model import Check, Draft, DraftQuotation, Failure, Finding, PlaceOnRecord, Report, Spans
from onrecord.pipeline.local import Record
from onrecord.pipeline.stages import find
from onrecord.pipeline.suggest import parts_of, place_of, suggestion_of
from onrecord.read import read_sources
from onrecord.read.encoding import decode
from onrecord.text.markdown import as_prose, in_marks, lines_of
from onrecord.text.quotemarks import Quotation, find_quotations

LEAST = 2  # words of a quotation that nobody is said to say; one word between marks is a name or a raised eyebrow
NOBODY = -1
LINE_END = re.compile(r"\r\n?|\n")
TEXTS = ("text/plain", "text/markdown")  # what is read line by line, so that its lines are those of the file


class Quoted(NamedTuple):
    """A quotation as the draft prints it: its stretches, the mention of who says it, and the name of that person."""

    spans: Spans
    source: Spans
    by: str | None


def check_draft(record: Record, location: str) -> Draft:
    """Check each quotation of the draft at ``location``.

    Raises:
        SourceError: the draft can't be read, or is no single text.
    """
    report = read_draft(location)
    quotations = tuple(quotations_of(report))
    checks = [record.check(words_in(report.text, each.spans), by=each.by) for each in quotations]
    places = places_of(record, checks)
    line_of = line_counter(report)
    checked = (
        DraftQuotation(
            each.spans, line_of(each.spans[0].start), each.source, check, on_record, suggestion_of(check, on_record)
        )
        for each, check, on_record in zip(quotations, checks, places, strict=True)
    )
    return Draft(os.fsencode(location).decode(errors="replace"), report.text, tuple(checked))


def read_draft(location: str) -> Report:
    """Read the one text of a draft."""
    items = list(read_sources([location]))
    for item in items:
        if isinstance(item, Failure):
            raise SourceUnreadable(item.location, item.why)
    reports = [item for item in items if isinstance(item, Report)]
    if len(reports) != 1:
        raise SourceMissing(location, f"a draft is one text, and this holds {len(reports)}")
    return reports[0]


# --- what the draft quotes -------------------------------------------------------------------------------------------


def quotations_of(report: Report) -> Iterator[Quoted]:
    """Find the quotations of a draft, and whom it gives them to; block quotations only if it gives them to somebody."""
    text = as_prose(report.text) if report.origin.media_type == "text/markdown" else in_marks(report.text)
    finding = find(replace(report, text=text))
    owners = owners_of(finding)
    for quotation in find_quotations(text):
        at = _first_owner(owners, quotation.inner)
        source = finding.statements[at].source if at is not None else ()
        is_block = report.text[quotation.outer.start] != text[quotation.outer.start]
        if quotation.depth == 0 and (source if is_block else _is_checkable(text, quotation, at)):
            spans = tuple(line for span in quotation.inner for line in lines_of(report.text, span))
            yield Quoted(spans, source, _speaker_of(finding, at))


def owners_of(finding: Finding) -> Sequence[int]:
    """Give, for each character of a text, the number of the first statement that quotes it."""
    owners = array("i", [NOBODY]) * len(finding.report.text)
    for number, statement in reversed(tuple(enumerate(finding.statements))):
        for span in statement.quoted:
            owners[span.start : span.end] = array("i", [number]) * (span.end - span.start)
    return owners


def _first_owner(owners: Sequence[int], spans: Spans) -> int | None:
    numbers = {number for span in spans for number in owners[span.start : span.end]} - {NOBODY}
    return min(numbers, default=None)


def _is_checkable(text: str, quotation: Quotation, owner: int | None) -> bool:
    """Tell words that somebody is quoted with from a name, a title or a raised eyebrow between marks."""
    words = sum(any(letter.isalnum() for letter in word) for span in quotation.inner for word in span.of(text).split())
    return words >= LEAST or (words > 0 and owner is not None)


def _speaker_of(finding: Finding, at: int | None) -> str | None:
    """Give the name to whom the draft attributes a statement, if it does."""
    whose = finding.attributions[at] if at is not None else None
    return whose.speaker if whose and whose.kind in ("person", "organization") else None


def words_in(text: str, spans: Spans) -> str:
    """Give a quotation as one line, its paragraphs one after the other."""
    return " ".join(word for span in spans for word in span.of(text).split())


def line_counter(report: Report) -> Callable[[int], int]:
    """Give a function that tells the line of a place; in a text file the lines above its text are counted, too."""
    breaks = [at for at, letter in enumerate(report.text) if letter == "\n"]
    path = Path(report.origin.location)
    is_file = report.origin.media_type in TEXTS and path.is_file()
    above = len(LINE_END.findall(decode(path.read_bytes(), str(path)))) - len(breaks) if is_file else 0
    return lambda place: 1 + above + bisect_left(breaks, place)


# --- where it stands on record ---------------------------------------------------------------------------------------


def places_of(record: Record, checks: Sequence[Check]) -> Iterator[tuple[PlaceOnRecord, ...]]:
    """Give the best places of each check, their reports fetched all at once."""
    chosen = [parts_of(check) or check.nearest[:1] for check in checks]
    witnesses = [witness for each in chosen for witness in each]
    reports = {report.id: report for report in record.reports_of(witnesses)}
    for each in chosen:
        yield tuple(place_of(reports[witness.report], witness) for witness in each)
