"""Check every quotation of a draft: the draft is read like a report, and its own attributions say who is quoted."""

from onrecord.errors import SourceMissing, SourceUnreadable
from onrecord.model import Draft, Failure, Finding, Report, Span
from onrecord.pipeline.local import Record
from onrecord.pipeline.stages import find
from onrecord.read import read_sources
from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.text.words import words_of

LEAST = 2  # words of a quotation that nobody is said to say; one word between marks is a name or a raised eyebrow


def check_draft(record: Record, location: str) -> Draft:
    """Check each quotation of the draft at ``location``.

    Raises:
        SourceError: the draft can't be read, or is no single text.
    """
    report = read_draft(location)
    finding = find(report)
    checks = [
        (quotation.inner, record.check(words_in(report, quotation), by=speaker_of(finding, quotation)))
        for quotation in find_quotations(report.text)
        if quotation.depth == 0 and is_checkable(finding, quotation)
    ]
    return Draft(location, report.text, tuple(checks))


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


def is_checkable(finding: Finding, quotation: Quotation) -> bool:
    """Tell words that somebody is quoted with from a name, a title or a raised eyebrow between marks."""
    words = sum(len(words_of(finding.report.text, span)) for span in quotation.inner)
    return words >= LEAST or (words > 0 and statement_at(finding, quotation.inner) is not None)


def words_in(report: Report, quotation: Quotation) -> str:
    """Give a quotation as one line, its paragraphs one after the other."""
    return " ".join(span.of(report.text) for span in quotation.inner)


def speaker_of(finding: Finding, quotation: Quotation) -> str | None:
    """Give the name to whom the draft attributes a quotation, if it does."""
    at = statement_at(finding, quotation.inner)
    whose = finding.attributions[at] if at is not None else None
    return whose.speaker if whose and whose.kind in ("person", "organization") else None


def statement_at(finding: Finding, spans: tuple[Span, ...]) -> int | None:
    """Give the place in the list of the statement that quotes these stretches."""
    for at, statement in enumerate(finding.statements):
        if any(mine.start < span.end and span.start < mine.end for mine in statement.quoted for span in spans):
            return at
    return None
