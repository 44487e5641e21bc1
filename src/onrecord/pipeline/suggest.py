"""The words of the record as they could stand between the marks of a draft, in the place of an altered quotation."""

import re
from itertools import pairwise

from onrecord.model import Change, Check, PlaceOnRecord, Report, Span, Spans, Verdict, Witness
from onrecord.text.sentences import sentences
from onrecord.text.words import words_of
from onrecord.utterances.units import FULL_STOP, NOTE

SUGGESTED: frozenset[Verdict] = frozenset(("abridged", "cut", "reworded", "spliced"))
LONGEST = 20  # words left out, from which on an ellipsis is offered in their place and not the words
ELLIPSIS = " … "
ENDING = re.compile(r"[.,;:!?…—–]+$")
LABEL = re.compile(r"^[A-Z][A-Z .’'\-]{1,40}: ")  # ANA RUIZ: of transcripts
MARK = re.compile(r"[“”„«»\"]")
INNER_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'"})


def parts_of(check: Check) -> tuple[Witness, ...]:
    """Give the best witness of a check; of words joined from two places, the one of each."""
    is_joined = check.verdict == "spliced" and any(each.kind == "joined" and not each.record for each in check.changes)
    return check.witnesses[:2] if is_joined else check.witnesses[:1]


def suggestion_of(check: Check, places: tuple[PlaceOnRecord, ...]) -> str | None:
    """Suggest the words of the one place that a quotation goes back to, with the draft's first letter and last stop.

    Of "We sell bread on Mondays," and a record that has "Yes, we do not sell bread on Mondays." they are "We do not
    sell bread on Mondays,".
    """
    if check.verdict not in SUGGESTED or len(places) != 1:
        return None
    words = " ".join(NOTE.sub(" ", _stretch(check, places[0])).split())
    for change in check.changes:
        if change.kind in ("left out", "joined") and len(words_of(change.record)) >= LONGEST:
            words = _without(words, change)
    words = _as_in_draft(words.translate(INNER_MARKS), check.quotation)
    return words if words != check.quotation else None


def place_of(report: Report, witness: Witness) -> PlaceOnRecord:
    """Give a witness with the whole sentences around it, in one line and without the label of who speaks."""
    sentences = " ".join(sentences_around(report.text, witness.spans).of(report.text).split())
    return PlaceOnRecord(witness, report, LABEL.sub("", sentences))


def sentences_around(text: str, spans: Spans) -> Span:
    """Give the place of the whole sentences of a line that hold some stretches.

    >>> text = "No. I was not told. Who knew?"
    >>> sentences_around(text, (Span(6, 13),)).of(text)
    'I was not told.'
    """
    start, end = spans[0].start, spans[-1].end
    line_end = text.find("\n", end)
    line = Span(text.rfind("\n", 0, start) + 1, line_end if line_end >= 0 else len(text))
    held = [each for each in sentences(text, line) if each.start < end and start < each.end]
    return Span(held[0].start, held[-1].end) if held else Span(start, end)


def _stretch(check: Check, place: PlaceOnRecord) -> str:
    """Give the witness's words; where the draft begins or ends with others, as far as the record's sentence goes."""
    text, spans = place.report.text, place.witness.spans
    words, around = words_of(check.quotation), sentences_around(text, spans)
    before = after = ""
    if any(change.at.start <= words[0].start < change.at.end for change in check.changes):
        before = LABEL.sub("", MARK.split(text[around.start : spans[0].start])[-1])
    if any(change.at.start < words[-1].end <= change.at.end for change in check.changes):
        after = MARK.split(text[spans[-1].end : around.end])[0]
    return f"{before}{_joined(text, spans)}{after}"


def _joined(text: str, spans: Spans) -> str:
    """Join stretches; where the reporter's words between them end a sentence, the comma before these stood for a stop.

    >>> _joined("“No bread,” she said. “Come back.”", (Span(1, 10), Span(23, 32)))
    'No bread. Come back'
    """
    joined = spans[0].of(text)
    for before, span in pairwise(spans):
        is_new = FULL_STOP.search(text, before.end, span.start)
        joined = f"{joined.rstrip(' ,')}. {span.of(text)}" if is_new else f"{joined} {span.of(text)}"
    return joined


def _without(words: str, change: Change) -> str:
    before, found, after = words.partition(" ".join(change.record.split()))
    return f"{before.rstrip()}{ELLIPSIS}{after.lstrip(' ,;:')}" if found else words


def _as_in_draft(words: str, quotation: str) -> str:
    """Begin and end the words as the draft does: a capital letter, a comma before the cue."""
    mine, theirs = words_of(words), words_of(quotation)
    if mine and theirs and mine[0].key == theirs[0].key:
        words = quotation[theirs[0].start] + words[mine[0].start + 1 :]
    ending = ENDING.search(quotation)
    return ENDING.sub("", words) + (ending[0] if ending else "")
