"""Through whom and what words came: whom an outlet cites, who released a statement, who speaks inside the speech.

Two things are told apart. *Speech inside speech* ("Ruiz said Vale had told her that it leaks", "Vale told her that it
leaks, according to two clerks") is never counted as the inner person's own words: :func:`is_relayed`. A document, an
outlet or a spokesman that the speaker's own words came through takes nothing from them.
"""

import re
from collections.abc import Iterator

from onrecord.model import Span, Spans
from onrecord.statements.draft import meet
from onrecord.statements.modes import mode_of
from onrecord.statements.occasions.frames import FAR, TELLINGS, Frame, frame_of
from onrecord.statements.occasions.medium import MEDIA, OUTLETS
from onrecord.statements.occasions.phrases import Chain, head, noun_phrase, phrases, table
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.contents import clause_start
from onrecord.statements.ruled.cues import ACCORDING, find_cues
from onrecord.statements.ruled.sources import AFTER_ACCORDING, source_after, source_before

RELAYERS = {noun: kind for noun, (kind,) in table("relayers.en.tsv").items()}
OPENING = re.compile(r"According to(?=\s)")
# What somebody does who passes a document on: "a transcript obtained by Norwire"
PASSED_ON = frozenset(
    {"obtained", "provided", "shared", "leaked", "reported", "recorded", "uncovered", "unearthed", "acquired"}
    | {"reviewed", "seen", "viewed", "compiled", "recalled", "recounted", "quoted", "relayed"}
)
# What somebody does, too, whose document it is: "in a video posted by Vale", but "a report issued by the board"
ISSUED = frozenset({"released", "published", "issued", "posted", "aired"})
ACCORDING_TO = re.compile(r"""[\s,]* [”"’']{0,2} ,? \s according \s to (?=\s)""", re.VERBOSE)
# “It leaks,” Ruiz said, the Elm Times | reported
REPORTED = re.compile(
    r"""[\s,”"]* (?: as \s )? (?P<outlet> (?: [Tt]he \s )? [A-Z][\w.’'-]* (?: \s [A-Z][\w.’'-]* ){0,3} )
      \s (?: first \s )? report(?:ed|s) (?!\w)""",
    re.VERBOSE,
)
# An outlet that was given a document is part of what the document is: "audio provided to the Elm Times"
GIVEN = re.compile(r"\s(?:provided|given|leaked|sent)\sto\s")

# Between a source and a cue that is its verb beyond doubt; a noun ("the board's claim") has none of these before it.
BETWEEN = re.compile(
    r"""(?: , \s [A-Z] [^,“”"]{1,60} , )? \s
    (?: (?: has | had | have | also | once | later | earlier | previously | recently | repeatedly | reportedly
      | publicly | \w+day ) \s )* ["“]?""",
    re.VERBOSE,
)
VERB = re.compile(r"said|says|told|tells|wrote|writes|\w+ed")
# The speaker himself, those whom a survey asked, and what is no whole source
SELF = re.compile(
    r"""(?:he|she|they|it|we|i|you|who|which|that)\b
      | (?:(?:about|some|nearly|almost|roughly|only|just|more\sthan)\s)? (?: [\d.]+\s?(?:%|per\s?cent\b) | half\b )
      | .*(?: [“”"] | '' | ['’]s?$ | \b(?:was|were|is|are|of|to|for)$ )""",
    re.IGNORECASE | re.VERBOSE,
)
COMMA = re.compile(r"(?:\s(?:this|last|next)\s\w+|\s(?:on\s)?\w+day)?,\s")
CLAUSE = re.compile(r"\s(?:it|he|she|they)\s")  # "stated it will hold"
QUOTING = re.compile(r"\s(?:(?:has|had|also|later|recently)\s)*(?:quoted|quotes|quoting|cited|cites)\s")
AS_SAYING = re.compile(r"(?:,[^,]{1,60},)?\sas\s(?:saying|telling)(?!\w)")
LONGEST = 8  # words of an inner source
QUOTES = re.compile(r"""[^“”"]{0,60}?[,:]\s?[“"‘']""")
# A thing that is "called a sieve" does not speak, a person who "called it a sieve" does
NAMED = re.compile(r"""\s(?:the\s|as\s)?[“"‘'A-Z]|\san?\s""")


def via_of(text: str, telling: Telling) -> Spans:
    """Give through whom and what a statement came besides its source, outermost first.

    >>> text = "“It leaks,” Ruiz said through a spokesman, according to a transcript obtained by Norwire."
    >>> whole = Span(0, 89)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> [span.of(text) for span in via_of(text, telling)]
    ['Norwire', 'a transcript', 'a spokesman']
    """
    found: list[Span] = []
    for span in (*_carriers(text, telling), *inner_of(text, telling)):
        if not any(meet(span, other) for other in found):
            found.append(span)
    return tuple(found)


def is_relayed(text: str, telling: Telling) -> bool:
    """Tell a statement that is somebody's word that another said so, and no word of the other's own.

    >>> text = "“It leaks,” Ruiz said at dinner, according to two clerks."
    >>> whole = Span(0, 57)
    >>> is_relayed(text, Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole))
    True
    """
    if inner_of(text, telling):
        return True
    named = (*_named_before(text, telling), *_named_behind(text, telling)) if telling.cue else ()
    return any(RELAYERS.get(head(text, span)) == "person" for span in named)


def inner_of(text: str, telling: Telling) -> Spans:
    """Give who speaks inside the speech: as the finder read it, else who opens the content as its source."""
    if quoted := quoted_as(text, telling):
        return (quoted,)
    if telling.via or telling.form == "direct":
        return telling.via
    inner = inner_source(text, telling.content[0])
    return (inner,) if inner else ()


def quoted_as(text: str, telling: Telling) -> Span | None:
    """Find whom somebody quotes: "Norwire quoted a clerk as saying that it leaks"."""
    source = telling.source[0] if telling.source else None
    if source is None or not telling.cue or not 0 <= telling.cue[0].start - source.end < FAR:
        return None
    quoting = QUOTING.match(text, source.end)
    noun = noun_phrase(text, quoting.end(), telling.sentence.end) if quoting else None
    return noun if noun and AS_SAYING.match(text, noun.end) else None


def inner_source(text: str, content: Span) -> Span | None:
    """Find who is told to have said a content that opens with a source and a cue of its own; a pronoun is the speaker.

    >>> text = "Ruiz said Vale had told her that it leaks and that he knew."
    >>> inner_source(text, Span(10, len(text))).of(text)
    'Vale'
    >>> inner_source(text, Span(33, len(text)))
    """
    cue = next(find_cues(text, content.start, content.end), None)
    if cue is None or cue.ways is ACCORDING or not VERB.fullmatch(cue.span.of(text)):
        return None
    source = source_before(text, content.start, cue.start)
    if (
        source is None
        or source.start != _after_lead(text, content, cue.start)
        or not BETWEEN.fullmatch(text, source.end, cue.start)
    ):
        return None
    words = source.of(text)
    if SELF.match(words) or len(words.split()) > LONGEST or mode_of(text, [cue.span]) == "thought":
        return None
    if {"quote", "object"} <= cue.ways and NAMED.match(text, cue.end):
        return None
    is_quoted = QUOTES.match(text, cue.end, content.end) or (
        "quote" in cue.ways and any(mark in text[cue.end : content.end] for mark in '“"‘')
    )
    is_clause = clause_start(text, cue.end, content.end, cue.ways) or (
        cue.span.of(text) in TELLINGS and CLAUSE.match(text, cue.end, content.end)
    )
    return source if is_quoted or is_clause else None


def _after_lead(text: str, content: Span, end: int) -> int:
    """Give where the subject of a content starts: behind "during her visit to Elm, ", if it opens with such phrases."""
    chain = tuple(phrases(text, content.start, end))
    if not chain:
        return content.start
    comma = COMMA.match(text, chain[-1].noun.end)
    return comma.end() if comma else content.start


def _carriers(text: str, telling: Telling) -> Iterator[Span]:
    if not telling.cue:
        return
    yield from _named_before(text, telling)
    yield from _named_behind(text, telling)
    for source in telling.source:
        yield from _of_document(text, source, is_source=True)
    frame = frame_of(text, telling)
    for chain in (*frame.chains, frame.between):
        yield from _of_chain(text, chain, PASSED_ON | ISSUED)
        yield from (each.noun for each in chain if each.preposition in ("in", "on") and _is_carrier(text, each.noun))


def _named_before(text: str, telling: Telling) -> Iterator[Span]:
    """Read who is named before a telling: "According to two clerks, Ruiz said that it leaks"."""
    begins = telling.sentence.start
    start = min((*telling.source, *telling.cue)).start
    according = OPENING.match(text, begins, start)
    relayer = source_after(text, according.end(), start, AFTER_ACCORDING) if according else None
    comma = COMMA.match(text, relayer.end) if relayer else None
    is_next = comma is not None and telling.source and telling.source[0].start == comma.end()
    if relayer and is_next and _passes_on(text, relayer):
        yield from _of_document(text, relayer)


def _named_behind(text: str, telling: Telling) -> Iterator[Span]:
    """Read who is named behind a statement: "said, according to two clerks", "said, the Elm Times reported"."""
    if telling.cue[0].of(text).lower() == "according to":
        return
    end = telling.sentence.end
    for at in _ends(telling, frame_of(text, telling)):
        if according := ACCORDING_TO.match(text, at, end):
            relayer = source_after(text, according.end(), end, AFTER_ACCORDING)
            yield from _of_document(text, relayer) if relayer and _passes_on(text, relayer) else ()
        elif (reported := REPORTED.match(text, at, end)) and _is_outlet(reported["outlet"]):
            yield Span(*reported.span("outlet"))


def _ends(telling: Telling, frame: Frame) -> Iterator[int]:
    """Give where the phrases behind a cue, and those behind its content, end."""
    told = max(span.end for span in (*telling.cue, *telling.source, *((frame.taken,) if frame.taken else ())))
    yield max([told, *(phrase.noun.end for phrase in frame.behind)])
    if telling.content[-1].start > frame.verb.end:
        yield max([telling.content[-1].end, *(phrase.noun.end for phrase in frame.rest)])


def _of_document(text: str, noun: Span, *, is_source: bool = False) -> Iterator[Span]:
    """Part "a transcript obtained by Norwire" into the outlet and the transcript; a source, or a medium, is none."""
    first = noun_phrase(text, noun.start, noun.end) or noun
    chain = tuple(phrases(text, first.end, noun.end))
    yield from _of_chain(text, chain, PASSED_ON)
    whole = noun if GIVEN.search(text, noun.start, noun.end) else Span(noun.start, _before_link(chain, noun.end))
    word = head(text, first)
    if RELAYERS.get(word) == "carrier" or not (is_source or word in MEDIA):
        yield whole


def _before_link(chain: Chain, end: int) -> int:
    return min((phrase.start - 1 for phrase in chain if phrase.link), default=end)


def _of_chain(text: str, chain: Chain, passed_on: frozenset[str]) -> Iterator[Span]:
    for phrase in chain:
        is_person = RELAYERS.get(head(text, phrase.noun)) == "person"
        if (
            (phrase.link in passed_on and phrase.preposition == "by")
            or (phrase.link == "citing" and (is_person or _is_outlet(phrase.noun.of(text))))
            or (phrase.preposition in ("through", "via") and is_person)
        ):
            yield phrase.noun


def _is_carrier(text: str, noun: Span) -> bool:
    """Tell "in a recording" from "on tape"."""
    return RELAYERS.get(head(text, noun)) == "carrier" and " " in noun.of(text)


def _passes_on(text: str, noun: Span) -> bool:
    """Tell who and what can pass words on from what things are according to: "according to their means"."""
    first = noun_phrase(text, noun.start, noun.end) or noun
    word = head(text, first)
    return word in RELAYERS or word in MEDIA or word[:1].isupper()


def _is_outlet(words: str) -> bool:
    return any(word in OUTLETS for word in words.split())
