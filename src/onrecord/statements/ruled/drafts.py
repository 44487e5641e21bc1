"""Drafts of a text by rule: cut it into sentences, and carry speakers from one to the next."""

from collections.abc import Iterable, Iterator

from onrecord.model import Span
from onrecord.statements.draft import FLOATING, SURE, Draft, has_words
from onrecord.statements.ruled.clauses import SIGNED, Sentence, read_sentence, sign
from onrecord.statements.ruled.contents import clause_start, is_name
from onrecord.statements.ruled.cues import ACCORDING, find_cues
from onrecord.statements.ruled.sources import source_before, subject
from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.text.sentences import paragraphs, sentences

MOST = 100  # quotations of a sentence; one that has more is no sentence, and is read in parts
LONGEST = 3000  # characters, likewise; in 660 reports that were read, no sentence has 1,000 outside its quotations


def read_by_rule(text: str) -> Iterator[Draft]:
    """Read who says what off a text, in the order of its sentences; quick, and blind to most indirect speech."""
    quotations = [each for each in find_quotations(text) if each.depth == 0 and not is_name(text, each)]
    pending: Draft | None = None  # a cue at the end of a paragraph: 'She went on:'
    last: Draft | None = None
    at = 0
    for block in _blocks(paragraphs(text), quotations):
        here = []
        while at < len(quotations) and quotations[at].outer.start < block.end:
            here.append(quotations[at])
            at += 1
        signed = SIGNED.match(text, block.start, block.end)
        if signed and last is not None and not last.source:
            sign(last, signed)
        found, pending = _read_block(text, _sentences(text, block, here), pending)
        last = found[-1] if found else None
        yield from found


def _blocks(pieces: Iterable[Span], quotations: list[Quotation]) -> Iterator[Span]:
    """Give the paragraphs, those that one quotation runs through as one."""
    running = [each.outer for each in quotations if len(each.inner) > 1]
    at = 0
    block: Span | None = None
    for piece in pieces:
        while at < len(running) and running[at].end <= piece.start:
            at += 1
        if block is not None and at < len(running) and running[at].start < block.end and running[at].end > piece.start:
            block = Span(block.start, piece.end)
            continue
        if block is not None:
            yield block
        block = piece
    if block is not None:
        yield block


def _sentences(text: str, block: Span, quotations: list[Quotation]) -> list[Sentence]:
    """Give the sentences of a block, those that one quotation runs through as one."""
    found: list[Sentence] = []
    at = 0
    for span in (part for sentence in sentences(text, block) for part in _parts(text, sentence)):
        if found and found[-1].quotations and _goes_on(text, found[-1].quotations[-1], span):
            found[-1].end = max(span.end, found[-1].quotations[-1].outer.end)
        else:
            found.append(Sentence(span.start, span.end, []))
        while at < len(quotations) and quotations[at].outer.start < found[-1].end:
            if len(found[-1].quotations) == MOST:
                end, found[-1].end = found[-1].end, quotations[at].outer.start
                found.append(Sentence(found[-1].end, end, []))
            found[-1].quotations.append(quotations[at])
            found[-1].end = max(found[-1].end, quotations[at].outer.end)
            at += 1
    return found


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """Cut what is too long to be a sentence, at blanks."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        end = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, sentence.end)


def _goes_on(text: str, quotation: Quotation, span: Span) -> bool:
    """Tell whether a quotation reaches into a sentence, or one that asks is told of there: “Why?” Ruiz asked."""
    if quotation.outer.end > span.start:
        return True
    if text[quotation.inner[-1].end - 1] not in "?!…—-" or text[quotation.outer.end : span.start].strip():
        return False
    cue = next(find_cues(text, span.start, min(span.end, span.start + 90)), None)
    if cue is None or cue.ways is ACCORDING or len(text[span.start : cue.start].split()) > 8:
        return False
    source = source_before(text, span.start, cue.start)
    follows = clause_start(text, cue.end, span.end, cue.ways - {"person", "object"})
    return source is not None and source.start == span.start and follows is None


def _read_block(text: str, read: list[Sentence], pending: Draft | None) -> tuple[list[Draft], Draft | None]:
    found: list[Draft] = []
    speaking: Draft | None = None  # whose quotation goes on in sentences that hold nothing else
    waiting: list[Span] = []  # quotations before the first cue
    after: Draft | None = None
    for sentence in read:
        gaps = sentence.gaps
        if sentence.quotations and not any(has_words(text, *gap) for gap in gaps):
            stretches = [span for each in sentence.quotations for span in each.inner]
            if speaking is None and pending is not None:
                speaking = pending
                found.append(speaking)
            if speaking is not None:
                speaking.content += stretches
                speaking.quoted += stretches
            else:
                waiting += stretches
            continue
        if waiting and not sentence.quotations and (signed := SIGNED.match(text, sentence.start, sentence.end)):
            found.append(Draft("direct", waiting, list(waiting)))
            sign(found[-1], signed)
            waiting = []
            continue
        drafts = read_sentence(text, sentence)
        direct = next((each for each in drafts if each.form == "direct" and each.confidence == SURE), None)
        if direct is not None:
            direct.content[:0] = waiting
            direct.quoted[:0] = waiting
            waiting = []
        if sentence.quotations or drafts:
            held = [each for each in drafts if each.form == "mixed" and each.source and _stands_last(sentence, each)]
            speaking = direct or (held[-1] if held else speaking)
        found += drafts
        pending = None
    if waiting:
        found.append(Draft("direct", waiting, list(waiting), confidence=FLOATING))
    if read and (not found or text[read[-1].end - 1] == ":"):
        after = _pending(text, read[-1])
    return found, after


def _stands_last(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether what follows goes on with a statement: The gate was “a mess,” Ruiz said. “It leaks.”"""
    return draft.quoted[-1] in sentence.quotations[-1].inner


def _pending(text: str, sentence: Sentence) -> Draft | None:
    """Read "She went on:" at the end of a paragraph: its quotation is in the next one."""
    if text[sentence.end - 1] != ":" or sentence.quotations:
        return None
    colon = Span(sentence.end - 1, sentence.end)
    cue = next(reversed(list(find_cues(text, sentence.start, sentence.end))), None)
    if cue is None and len(text[sentence.start : sentence.end].split()) > 8:
        return None
    source = source_before(text, sentence.start, cue.start) if cue else subject(text, sentence.start, sentence.end)
    return Draft("direct", [], [], [cue.span if cue else colon], [source] if source else [])
