"""A stretch of a report as it is named from outside: ``report:start-end``."""

from onrecord.model import Place, Span, Spans


def place_of(name: str) -> Place | None:
    """Read the name of a stretch, as the id of a statement is one; None if it is none.

    >>> place_of("day.jsonl:7:10-20")
    Place(report='day.jsonl:7', span=Span(start=10, end=20))
    >>> place_of("10-20"), place_of("r:20-10"), place_of("r")
    (None, None, None)
    """
    report, _, span = name.rpartition(":")
    start, _, end = span.partition("-")
    if not report or not _is_number(start) or not _is_number(end) or int(start) >= int(end):
        return None
    return Place(report, Span(int(start), int(end)))


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) <= 12


def name_of(report: str, spans: Spans) -> str:
    """Give the name of the stretch from the first span to the last.

    >>> name_of("r", (Span(10, 20), Span(30, 40)))
    'r:10-40'
    """
    return f"{report}:{spans[0].start}-{spans[-1].end}"


def shared_length(span: Span, spans: Spans) -> int:
    """Count the characters that a span has in common with others.

    >>> shared_length(Span(5, 35), (Span(0, 10), Span(20, 30), Span(40, 50)))
    15
    """
    return sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in spans)


def length_of(spans: Spans) -> int:
    """Count the characters of some spans."""
    return sum(each.end - each.start for each in spans)
