"""Drafts of a text by the learned finder; what one paragraph leaves open, the next may close."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from onrecord.model import Span
from onrecord.statements.draft import Draft, has_words
from onrecord.statements.forms import content_of
from onrecord.statements.learned.attributions import Found, attributions_of
from onrecord.statements.learned.chain import decode
from onrecord.statements.learned.links import Linked
from onrecord.statements.learned.quotes import LONG
from onrecord.statements.learned.tagger import Scores, Tagger, tagger
from onrecord.statements.learned.units import Units, units_of
from onrecord.statements.learned.weights import Weights, weights
from onrecord.statements.turns import turns_in
from onrecord.text.quotemarks import Quotation, find_quotations
from onrecord.text.sentences import paragraphs

AT_ONCE = 256  # paragraphs tagged before any is put together, so that a long text needs little memory


def read_by_tagger(text: str) -> list[Draft]:
    """Read who says what off a text, in the order of its paragraphs; what is too unsure is left out."""
    learned = weights()
    turns, blocks = turns_in(text, paragraphs(text))
    drafts = [Draft("direct", turn.words, [], [turn.colon], [turn.name]) for turn in turns]
    for draft, found in drafts_of(text, blocks, tagger(), learned):
        draft.confidence = learned.confidence.of(found, draft.form)
        if is_kept(text, draft, learned.least):
            drafts.append(draft)
    return drafts


def is_kept(text: str, draft: Draft, least: float) -> bool:
    """Tell a draft that is sure enough; a long quotation always is: somebody said it, if the text does not tell who."""
    return draft.confidence >= least or sum(len(span.of(text).split()) for span in draft.quoted) >= LONG


def drafts_of(text: str, blocks: Iterable[Span], network: Tagger, learned: Weights) -> list[tuple[Draft, Found]]:
    """Give all drafts of a text's paragraphs, sure or not, each with what its first paragraph told of it."""
    quotations = [each for each in find_quotations(text) if each.depth == 0]
    drafts: list[tuple[Draft, Found]] = []
    speaking: Draft | None = None  # whose quotation may go on in a paragraph that holds nothing else
    announced: Linked | None = None  # a cue at the end of a paragraph: 'She went on:'
    for paragraph in _paragraphs(text, blocks, quotations, network, learned):
        units = paragraph.units
        last: Draft | None = None
        for nth, each in enumerate(paragraph.found):
            found = each
            if nth == 0 and announced is not None and _opens(text, units, found):
                found = Found(found.contents, announced.sure, announced.of, announced.to, announced.sure)
            draft = _draft(text, found, quotations)
            if not draft.content:  # marks without a word
                continue
            last = draft
            if nth == 0 and speaking is not None:
                if not last.source and _is_alone(text, units, found):
                    _join(speaking, last, speaking.content + last.content, speaking.quoted + last.quoted)
                    last = speaking
                    continue
                if not speaking.source and _runs_on(quotations, speaking.content[-1], last.content[0]):
                    drafts.pop()
                    _join(last, speaking, speaking.content + last.content, speaking.quoted + last.quoted)
            drafts.append((last, found))
        announced = paragraph.idle if text[units.spans[-1].end - 1] == ":" else None
        speaking = last if last is not None and _may_go_on(text, units, last) else None
    return drafts


class _Paragraph(NamedTuple):
    units: Units
    found: list[Found]
    idle: Linked | None  # the last cue with its source, if no content hangs on it


def _paragraphs(
    text: str, blocks: Iterable[Span], quotations: Sequence[Quotation], network: Tagger, learned: Weights
) -> Iterator[_Paragraph]:
    parts = units_of(text, blocks, quotations)
    while some := list(islice(parts, AT_ONCE)):
        scores = _scores_of(some, network)
        tagged = decode([each.tags for each in scores], learned.chain)
        for units, score, tags in zip(some, scores, tagged, strict=True):
            yield _Paragraph(
                units, *attributions_of(text, units, score, tags, quotations, learned.sources, learned.cues)
            )


def _scores_of(parts: Sequence[Units], network: Tagger) -> list[Scores]:
    """Score paragraphs, those that read the same once: a table pasted as text has thousands of lines alike."""
    known: dict[tuple[tuple[int, ...], ...], Scores] = {}
    scores = []
    for units in parts:
        key = (units.ids, units.first, units.shapes, units.quotes, units.edges)
        if key not in known:
            known[key] = network.score(units)
        scores.append(known[key])
    return scores


def _join(draft: Draft, other: Draft, content: list[Span], quoted: list[Span]) -> None:
    """Make one statement of a draft and another, which goes on with it or which it goes on with."""
    draft.form = draft.form if draft.form == other.form else "mixed"
    draft.content, draft.quoted = content, quoted


def _runs_on(quotations: Sequence[Quotation], one: Span, other: Span) -> bool:
    """Tell whether one quotation holds both, each in a paragraph of its own."""
    at = bisect_left(quotations, one.end, key=lambda each: each.outer.end)
    return at < len(quotations) and quotations[at].outer.start <= one.start and other.start < quotations[at].outer.end


def _opens(text: str, units: Units, found: Found) -> bool:
    """Tell a quotation without a cue that opens its paragraph."""
    return found.cue is None and not has_words(text, units.spans[0].start, found.contents[0].span.start)


def _is_alone(text: str, units: Units, found: Found) -> bool:
    """Tell a quotation without a cue that is all that its paragraph holds."""
    return _opens(text, units, found) and not has_words(text, found.contents[-1].span.end, units.spans[-1].end)


def _may_go_on(text: str, units: Units, draft: Draft) -> bool:
    """Tell a statement that holds a quotation and with which its paragraph ends."""
    end = max(span.end for spans in (draft.content, draft.cue, draft.source) for span in spans)
    return bool(draft.quoted) and text.find(". ", end, units.spans[-1].end) < 0


def _draft(text: str, found: Found, quotations: Sequence[Quotation]) -> Draft:
    draft = Draft(*content_of(text, [each.span for each in found.contents], quotations))
    if found.cue is not None:
        draft.cue = [found.cue.span]
        draft.source = [found.source.span] if found.source else []
    return draft
