"""Where the phrases stand that tell of the occasion of a statement: around its cue, and never inside what was said."""

import re
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import Span
from onrecord.statements.occasions.phrases import LINK, TIME, Chain, Phrase, noun_phrase, phrases, table
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.cues import CUES, find_cues
from onrecord.text.sentences import sentences

NEAR = 20  # characters from the start of a sentence to what goes on with the one before
FAR = 300  # characters from a cue, a source or a content within which its phrases stand
# Verbs of a cue, and how they take whom it is said to
TELLINGS = {word: way for word, (way,) in table("tellings.en.tsv").items()}
WORD = re.compile(r"[^\W\d_]+")
RELATIVE = re.compile(r",?\s(?:who|whose|which)\s")
# What may stand before the first phrase of a sentence
LEAD = re.compile(r"""[\s“"'‘–—-]*(?:(?:And|But|Still|Meanwhile|Then|So|Yet|Also|Instead|However),?\s)?""")
ADVERBS = re.compile(r"\s*(?:(?:then|also|once|\w+ly)\s)*")
# Cues that are no verb of their own where they stand: "the resort, now called the Harbor Hall"
NAMING = frozenset({"called", "known", "dubbed", "thought", "expected", "labeled", "labelled"})
# What ends the verb of a long cue: "said | in an interview"
INSIDE = re.compile(r"(?<!\w)(?:in|on|at|during|with|by|via|about|of)(?!\w)")
JOINED = re.compile(r"(?<!\w)(?P<joined>in|on|via)\s")
PUBLISHED = re.compile(
    r"""(?<!\w) (?: released | releasing | issued | issuing | published | publishing | posted | posting | wrote
      | writing | written | filed | filing | sent | sending | aired | airing | launched | launching | delivered
      | delivering | gave | giving | held | penned | ran | running | put \s out | out \s with | sent \s out ) \s
      (?= (?: an? | the | its | his | her | their | another ) \s )""",
    re.VERBOSE,
)
IN_WHICH = re.compile(r"\s(?:in|during) which\s")
DATED = re.compile(
    r"""(?<!\w) (?: (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day
      | (?: this | last | next ) \s (?: week | month | year | spring | summer | fall | autumn | winter )
      | earlier | later | yesterday | in \s \d{4} ) (?!\w)""",
    re.VERBOSE,
)
# A sentence with a time or a place of its own, or about what somebody is used to say
ELSEWHERE = re.compile(
    r"""[“"'‘\s]* (?: (?: But | And | Then ) \s )?
    (?: (?i: on | in | at | during | after | since | later | earlier | last | this | asked | when | while | then
        | before | speaking | for | following ) \s
      | [\w.’ ]{1,40} \s (?: has | have | had | often | routinely ) \s )""",
    re.VERBOSE,
)


class Frame(NamedTuple):
    """The chains of phrases around a cue.

    ``verb`` is the word of the cue that tells, ``taken`` the noun phrase right behind it: "told | reporters".
    ``behind`` follows that, ``rest`` the content and ``beside`` the source; ``opening`` opens the sentence: "In an
    interview, Ruiz, speaking from Elm, told reporters on Monday that it leaks".

    ``host`` is the frame of the verb that a participle goes with: "told the Elm Times on Monday that it leaks, |
    adding"; ``between`` are all phrases from the source to the participle: "hit out at Vale in a speech, | calling".
    ``within`` are the phrases of the source, its head first, and ``published`` those of what was made public:
    "released | a statement saying". ``carried`` are those of the sentence before, if the scene goes on. ``is_known``
    tells that the verb is in a list of cues.
    """

    verb: Span
    taken: Span | None = None
    behind: Chain = ()
    rest: Chain = ()
    beside: Chain = ()
    opening: Chain = ()
    host: "Frame | None" = None
    between: Chain = ()
    within: Chain = ()
    published: Chain = ()
    carried: Chain = ()
    is_known: bool = True

    @property
    def chains(self) -> tuple[Chain, ...]:
        """Give the chains of the statement's own sentence that the telling is in, the nearest first."""
        host = self.host.chains if self.host else ()
        return (self.behind, self.rest, self.beside, *host, self.published, self.opening)


@lru_cache(maxsize=1)  # the four readers of an occasion ask for the same one
def frame_of(text: str, telling: Telling) -> Frame:
    """Read the phrases around the cue of a statement; one without a cue has none but those of the sentence before.

    >>> text = "In an interview, Ruiz told reporters in Elm on Monday that it leaks."
    >>> whole = Span(0, 68)
    >>> telling = Telling("indirect", "speech", (Span(59, 67),), (Span(22, 26),), (Span(17, 21),), whole, whole)
    >>> frame = frame_of(text, telling)
    >>> frame.taken.of(text), frame.behind[0].noun.of(text), frame.opening[0].noun.of(text)
    ('reporters', 'Elm', 'an interview')
    """
    if not telling.cue:
        none = Span(telling.content[0].start, telling.content[0].start)
        return Frame(none, carried=_carried(text, telling, ""), is_known=False)
    verb = _verb(text, telling.cue[0])
    name = verb.of(text).lower()
    source = telling.source[0] if telling.source else None
    before = source if source is not None and source.end <= verb.start else None
    taken, behind = _behind(text, telling, verb, source)
    return Frame(
        verb,
        taken,
        behind,
        rest=_rest(text, telling, verb),
        beside=tuple(phrases(text, before.end, min(verb.start, before.end + FAR))) if before else (),
        opening=_opening(text, telling, before or verb),
        host=_host(text, before, verb) if before else None,
        between=_between(text, before, verb) if before else (),
        within=_headed(text, source.start, source.end) if source else (),
        published=_published(text, telling, before.end if before else verb.start),
        carried=_carried(text, telling, name),
        is_known=name in CUES or name in TELLINGS,
    )


def _verb(text: str, cue: Span) -> Span:
    """Give the word of a cue that tells: a cue may be as long as "has repeatedly said in an interview"."""
    inside = INSIDE.search(text, cue.start + 1, cue.end)
    end = inside.start() if inside else cue.end
    known = [word for word in WORD.finditer(text, cue.start, end) if word[0].lower() in CUES]
    return Span(*known[-1].span()) if known else Span(cue.start, end)


def _behind(text: str, telling: Telling, verb: Span, source: Span | None) -> tuple[Span | None, Chain]:
    """Read what is told to whom behind a cue, or what follows the source that stands there: "said Ruiz | in Elm"."""
    if source is not None and 0 <= source.start - verb.end < 3:
        return None, tuple(phrases(text, source.end, _limit(text, telling, source.end)))
    limit = _limit(text, telling, verb.end)
    adverbs = ADVERBS.match(text, verb.end, limit)
    at = adverbs.end() if adverbs else verb.end
    is_phrase = at == verb.end or TIME.match(text, at, limit) or LINK.match(text, at, limit)
    taken = None if is_phrase else noun_phrase(text, at, limit)
    return taken, tuple(phrases(text, taken.end if taken else verb.end, limit))


def _limit(text: str, telling: Telling, start: int) -> int:
    """Give where the words behind a place end: at the next content, or with the sentence."""
    end = min([telling.sentence.end, start + FAR, *(span.start for span in telling.content if span.start >= start)])
    within = sentences(text, Span(start, end)) if end > start else ()
    return within[0].end if len(within) > 1 else end


def _rest(text: str, telling: Telling, verb: Span) -> Chain:
    """Read what follows the content that a cue is followed by: 'said “it leaks” in an interview'."""
    if telling.content[-1].start < verb.end:
        return ()
    start = telling.content[-1].end
    return tuple(phrases(text, start, min(telling.sentence.end, start + FAR)))


def _opening(text: str, telling: Telling, before: Span) -> Chain:
    """Read the phrases that open the sentence, or nothing if another cue, or another's clause, stands between."""
    end = before.start
    start = max([telling.sentence.start, *(span.end for span in telling.content if span.end <= end)])
    if end - start > 2 * FAR or before.of(text) in ("who", "which", "that"):
        return ()
    chain = _first(text, start, end)
    if not chain:
        return ()
    last = chain[-1].noun.end
    for cue in find_cues(text, last, end):
        word = cue.span.of(text)
        # "In her statement | condemning the leak, Ruiz said", "In a tweet | posted Sunday, Ruiz said"
        is_participle = word.endswith("ing") or word in NAMING or (cue.start == last + 1 and word.endswith("ed"))
        if not is_participle:
            return ()
    return chain


def _first(text: str, start: int, end: int) -> Chain:
    lead = LEAD.match(text, start, end)
    return tuple(phrases(text, lead.end() if lead else start, end))


def _headed(text: str, start: int, end: int) -> Chain:
    """Read a noun phrase with the phrases that follow it: "a letter | to the board"."""
    noun = noun_phrase(text, start, end)
    return (Phrase(noun.start, "", "", noun), *phrases(text, noun.end, end)) if noun else ()


def _published(text: str, telling: Telling, start: int) -> Chain:
    """Read what was made public before the cue: "released | a statement saying", "gave | a speech in which he said"."""
    end = telling.cue[-1].end
    is_near = 0 < end - start < FAR
    published = PUBLISHED.search(text, start, end + len(" another ")) if is_near else None
    if published is None and telling.source and IN_WHICH.search(text, max(0, telling.source[0].start - 14), start):
        earlier = PUBLISHED.finditer(text, max(telling.sentence.start, start - FAR), start)
        published = next(reversed(list(earlier)), None)
    return _headed(text, published.end(), min(telling.sentence.end, end + FAR)) if published else ()


def _between(text: str, source: Span, verb: Span) -> Chain:
    if not _is_shared(text, source, verb) or RELATIVE.search(text, source.end, verb.start):
        return ()
    joined = JOINED.finditer(text, source.end, verb.start)
    nouns = ((each, noun_phrase(text, each.end(), verb.start)) for each in joined)
    return tuple(Phrase(each.start(), "", each["joined"], noun) for each, noun in nouns if noun)


def _is_shared(text: str, source: Span, verb: Span) -> bool:
    """Tell whether a cue is a participle whose source is the subject of a verb before it."""
    return verb.of(text).endswith("ing") and verb.start - source.end <= FAR


def _host(text: str, source: Span, verb: Span) -> Frame | None:
    cue = next(find_cues(text, source.end, verb.start), None) if _is_shared(text, source, verb) else None
    if cue is None or cue.span.of(text) not in TELLINGS or RELATIVE.search(text, source.end, cue.start):
        return None
    taken = None if TIME.match(text, cue.end + 1, verb.start) else noun_phrase(text, cue.end + 1, verb.start)
    return Frame(cue.span, taken, tuple(phrases(text, taken.end if taken else cue.end, verb.start)))


def _carried(text: str, telling: Telling, verb: str) -> Chain:
    """Read the phrases of the sentence before, if the same person goes on to speak in the same scene.

    "In an interview with the Elm Times, Ruiz was asked about the gate. | She replied that it leaks."
    """
    is_speech = telling.mode == "speech" and (telling.form == "direct" or verb in TELLINGS)
    first = min((*telling.content, *telling.source, *telling.cue)).start
    if not is_speech or first - telling.sentence.start > NEAR or _is_elsewhere(text, telling):
        return ()
    start = max(telling.paragraph.start, telling.sentence.start - FAR)
    earlier = sentences(text, Span(start, telling.sentence.start))
    if not earlier or not _is_same_person(text, telling, earlier[-1]):
        return ()
    before = earlier[-1]
    if opening := _first(text, before.start, before.end):
        return opening
    subject = noun_phrase(text, before.start, before.end)
    beside = tuple(phrases(text, subject.end, before.end)) if subject else ()
    cue = next(find_cues(text, before.start, before.end), None)
    return (*beside, *(_told(text, cue.span, before.end) if cue else ()))


def _is_elsewhere(text: str, telling: Telling) -> bool:
    """Tell a statement that has a day of its own, "Ruiz said Monday", or opens another scene."""
    begins = telling.sentence.start
    is_said = telling.content[0].start <= begins + 1  # an opening mark stands before it
    if not is_said and ELSEWHERE.match(text, begins, telling.sentence.end):
        return True
    told = (*telling.cue, *telling.source)
    if not told:
        return False
    start, end = min(told).start, max(span.end for span in told)
    return DATED.search(text, start, min(end, start + FAR) + len(" on Wednesday")) is not None


def _is_same_person(text: str, telling: Telling, before: Span) -> bool:
    if not telling.source:
        return not telling.cue
    name = telling.source[0].of(text).split(",")[0]
    if name.lower() in ("he", "she", "they", "it"):
        return True
    last = name.split()[-1] if name.strip() else ""
    return last[:1].isupper() and last in before.of(text)


def _told(text: str, cue: Span, end: int) -> Chain:
    """Read the phrases behind a cue, whom it is told first: "told | the Elm Times | in an interview"."""
    taken = noun_phrase(text, cue.end + 1, end) if TELLINGS.get(cue.of(text)) == "whom" else None
    whom = (Phrase(cue.end, "told", "", taken),) if taken else ()
    return (*whom, *phrases(text, taken.end if taken else cue.end, end))
