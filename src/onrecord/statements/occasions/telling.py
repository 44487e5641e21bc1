"""A statement as its circumstances are read: which words tell of it, and where they stand."""

from dataclasses import dataclass

from onrecord.model import Form, Mode, Span, Spans


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement before its occasion is known.

    ``sentence`` runs from the first to the last sentence that the statement touches, inside one paragraph: that of its
    cue, else that of its content. ``paragraph`` is the paragraph of that sentence. ``via`` is what the finder read.
    ``scene`` is the earlier sentence that opened the scene that this goes on with, ``dated_by`` its day there.
    """

    form: Form
    mode: Mode
    content: Spans
    cue: Spans
    source: Spans
    sentence: Span
    paragraph: Span
    via: Spans = ()
    scene: Span | None = None
    dated_by: Span | None = None
