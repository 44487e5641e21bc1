"""Through whom and what words came: whom an outlet cites, who released a statement, who speaks inside the speech.

Two things are told apart. *Speech inside speech* ("Ruiz said Vale had told her that it leaks", "Vale told her that it
leaks, according to two clerks") is never counted as the inner person's own words: :func:`is_relayed`. A document, an
outlet or a spokesman that the speaker's own words came through takes nothing from them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.model import Span, Spans
from onrecord.statements.draft import meet
from onrecord.statements.modes import mode_of
from onrecord.statements.occasions.citations import according_to, ends, shown_by
from onrecord.statements.occasions.frames import FAR, TELLINGS, frame_of
from onrecord.statements.occasions.medium import MEDIA, OUTLETS, known_medium
from onrecord.statements.occasions.phrases import PRONOUNS, Chain, head, noun_phrase, phrases, table
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
# What is done to a document that the public has not: it, too, is what the words came through
HELD = frozenset({"obtained", "seen", "reviewed", "viewed", "shared", "leaked", "acquired", "unearthed", "uncovered"})
# What somebody does, too, whose document it is: "in a video posted by Vale", but "a report issued by the board"
ISSUED = frozenset({"released", "published", "issued", "posted", "aired"})
# “It leaks,” Ruiz said, the Elm Times | reported
REPORTED = re.compile(
    r"""[\s,”"]* (?: as \s )? (?P<outlet> (?: [Tt]he \s )? [A-Z][\w.’'-]* (?: \s [A-Z][\w.’'-]* ){0,3} )
      \s (?: first \s )? report(?:ed|s) (?!\w)""",
    re.VERBOSE,
)
# What explains who or what words came through: "an interview with Norwire, | a program in Elm"
APPOSITION = re.compile(r",\s(?:an?|the|who|which|whose)\s")
# Which person is cited: "a person | close to the mayor"
CLOSE = re.compile(r"\s(?:close\sto|familiar\swith|briefed\son|involved\sin|with\s(?:direct\s)?knowledge\sof|in)\s")
# An outlet that was given a document is part of what the document is: "audio provided to the Elm Times"
GIVEN = re.compile(r"\s(?:provided|given|leaked|sent)\sto\s")

# Between a source and a cue that is its verb beyond doubt; a noun ("the board's claim") has none of these before it.
BETWEEN = re.compile(
    r"""(?: , \s [A-Z] [^,“”"]{1,60} , )? \s (?: '' )?
    (?: (?: has | had | have | also | once | later | earlier | previously | recently | repeatedly | reportedly
      | publicly | \w+day ) \s )*
    (?: (?: came | went | stood | called | walked ) \s (?: \w+ \s ){0,3} and \s )?    # "came in | and | said"
    (?: ["“] | '' )?""",
    re.VERBOSE,
)
MOVED = re.compile(r"\s(?:came|went|stood|called|walked)(?!\w)")
VERB = re.compile(r"said|says|told|tells|wrote|writes|\w+ed")
# The speaker himself, nobody, those whom a survey asked, and what is no whole source
SELF = re.compile(
    r"""(?:he|she|they|it|we|i|you|who|which|that|no\sone|nobody|none|everyone|everybody|anyone|anybody|someone|somebody)\b
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
NUMBER = re.compile(r"\s\d")
NESTED = re.compile(r"\sthat\s|[^“”\"]{0,60}[‘']")
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
    return any(RELAYERS.get(head(text, span)) == "person" for span in _named(text, telling))


@lru_cache(maxsize=1)
def inner_of(text: str, telling: Telling) -> Spans:
    """Give who speaks inside the speech: as the finder read it, else who opens the content as its source."""
    if quoted := quoted_as(text, telling):
        return (quoted,)
    if telling.via:
        return telling.via
    inner = inner_source(text, telling.content[0], is_other=_is_other(text, telling))
    return (inner,) if inner else ()


def _is_other(text: str, telling: Telling) -> bool:
    """Tell whether "he" in the speech of a source is somebody else: "two clerks said | he said it leaks"."""
    whole = telling.source[0] if telling.source and telling.cue else Span(0, 0)
    source = noun_phrase(text, whole.start, whole.end)
    if source is None or source.of(text).lower() in PRONOUNS:
        return False
    word = head(text, source)
    return _is_outlet(source.of(text)) or (RELAYERS.get(word) == "person" and word.endswith("s"))


def quoted_as(text: str, telling: Telling) -> Span | None:
    """Find whom somebody quotes: "Norwire quoted a clerk as saying that it leaks"."""
    source = telling.source[0] if telling.source else None
    if source is None or not telling.cue or not 0 <= telling.cue[0].start - source.end < FAR:
        return None
    quoting = QUOTING.match(text, source.end)
    noun = noun_phrase(text, quoting.end(), telling.sentence.end) if quoting else None
    return noun if noun and AS_SAYING.match(text, noun.end) else None


def inner_source(text: str, content: Span, *, is_other: bool = False) -> Span | None:
    """Find who is told to have said a content that opens with a source and a cue of its own; a pronoun is the speaker.

    Where ``is_other``, "he" and "she" are not who speaks but somebody else.

    >>> text = "Ruiz said Vale had told her that it leaks and that he knew."
    >>> inner_source(text, Span(10, len(text))).of(text)
    'Vale'
    >>> inner_source(text, Span(33, len(text)))
    """
    cue = next(find_cues(text, content.start, content.end), None)
    if cue is None or cue.ways is ACCORDING or not VERB.fullmatch(cue.span.of(text)):
        return None
    source = source_before(text, content.start, cue.start)
    if source and (moved := MOVED.search(text, source.start, source.end)):
        source = Span(source.start, moved.start())  # "a clerk | came in and said"
    if (
        source is None
        or source.start != _after_lead(text, content, cue.start)
        or not BETWEEN.fullmatch(text, source.end, cue.start)
    ):
        return None
    words = source.of(text)
    is_self = SELF.match(words) and not (is_other and words.lower() in ("he", "she"))
    if is_self or len(words.split()) > LONGEST or mode_of(text, [cue.span]) == "thought":
        return None
    if {"quote", "object"} <= cue.ways and NAMED.match(text, cue.end):
        return None
    if NUMBER.match(text, cue.end):
        return None  # "men reported 65 stories"
    if text[source.end : cue.start].endswith(('"', "“", "''")) and not NESTED.match(text, cue.end, content.end):
        return None  # "said Vale “says anything”"
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
    yield from _named(text, telling)
    for source in telling.source:
        yield from _of_document(text, source, is_source=True)
    frame = frame_of(text, telling)
    for chain in (*frame.chains, frame.between, frame.carried):
        yield from _of_chain(text, chain, PASSED_ON | ISSUED)
        yield from (each.noun for each in chain if each.preposition in ("in", "on") and _is_carrier(text, each.noun))


@lru_cache(maxsize=1)  # asked for once for the names, once for whether the statement is theirs
def _named(text: str, telling: Telling) -> Spans:
    return (*_named_before(text, telling), *_named_behind(text, telling)) if telling.cue else ()


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
    frame = frame_of(text, telling)
    for relayer in according_to(text, telling, frame):
        yield from _of_document(text, relayer) if _passes_on(text, relayer) else ()
    for at in ends(telling, frame):
        if (reported := REPORTED.match(text, at, telling.sentence.end)) and _is_outlet(reported["outlet"]):
            yield Span(*reported.span("outlet"))
    yield from (noun for noun in shown_by(text, telling, frame) if _is_document(text, noun))


def _of_document(text: str, noun: Span, *, is_source: bool = False) -> Iterator[Span]:
    """Part "a transcript obtained by Norwire" into the outlet and the transcript; a source, or a medium, is none."""
    first = noun_phrase(text, noun.start, noun.end) or noun
    word = head(text, first)
    is_carrier = RELAYERS.get(word) == "carrier"
    chain = tuple(phrases(text, first.end, noun.end))
    yield from _of_chain(text, chain, PASSED_ON if is_source and not is_carrier else PASSED_ON | ISSUED)
    is_held = any(each.link in HELD and each.preposition == "by" for each in chain)
    if is_carrier or is_held or not (is_source or word in MEDIA):
        yield _document(text, noun, chain)


def _document(text: str, noun: Span, chain: Chain) -> Span:
    """Give a document without who passed it on and without what explains it."""
    apposition = APPOSITION.search(text, noun.start, noun.end)
    end = apposition.start() if apposition else noun.end
    is_given = GIVEN.search(text, noun.start, end) is not None
    return Span(noun.start, end if is_given else min(end, _before_link(chain, end)))


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
            close = CLOSE.match(text, phrase.noun.end) if phrase.link == "citing" else None
            more = noun_phrase(text, close.end(), close.end() + FAR) if close else None
            yield Span(phrase.noun.start, more.end) if more else phrase.noun


def _is_carrier(text: str, noun: Span) -> bool:
    """Tell "in a recording" from "on tape"."""
    return RELAYERS.get(head(text, noun)) == "carrier" and " " in noun.of(text)


def _is_document(text: str, noun: Span) -> bool:
    """Tell "the minutes show", "court papers say" from "the gate shows"."""
    medium, joins = known_medium(text, noun)
    return RELAYERS.get(head(text, noun)) == "carrier" or (medium is not None and "source" in joins)


def _passes_on(text: str, noun: Span) -> bool:
    """Tell who and what can pass words on from what things are according to: "according to their means"."""
    first = noun_phrase(text, noun.start, noun.end) or noun
    word = head(text, first)
    return word in RELAYERS or word in MEDIA or word[:1].isupper()


def _is_outlet(words: str) -> bool:
    return any(word in OUTLETS for word in words.split())
