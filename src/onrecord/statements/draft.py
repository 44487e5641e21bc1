"""A statement in the making, by whichever finder."""

from dataclasses import dataclass, field

from onrecord.model import Form, Span

# How far a statement found by rule is to be trusted: an order set by hand, not measured.
SURE, LIKELY, GUESSED, FLOATING = 0.9, 0.7, 0.5, 0.4


@dataclass(slots=True)
class Draft:
    """A statement while its report is still being read; later sentences may add to its content."""

    form: Form
    content: list[Span]
    quoted: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    confidence: float = SURE
    via: list[Span] = field(default_factory=list)


def meet(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def has_words(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch holds more than marks and blanks."""
    return any(map(str.isalnum, text[start:end]))
