"""Where the phrases stand that tell of the occasion of a statement: around its cue, and never inside what was said."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import Span
from onrecord.statements.occasions.phrases import (
    DETERMINERS,
    LINK,
    PREPOSITION,
    TIME,
    Chain,
    Phrase,
    head,
    noun_phrase,
    phrases,
    table,
)
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.cues import CUES, Cue, find_cues
from onrecord.text.sentences import sentences

NEAR = 20  # characters from the start of a sentence to what goes on with the one before
FAR = 300  # characters from a cue, a source or a content within which its phrases stand
BACK = 900  # characters before a sentence within which the one before begins
# Verbs of a cue, and how they take whom it is said to
TELLINGS = {word: way for word, (way,) in table("tellings.en.tsv").items()}
SUBJECTS = frozenset({"he", "she", "they", "it"})
# What stands before the verb whose subject it was said to: "was | told"
PASSIVE = re.compile(r"(?<!\w)(?:was|were|been|being|is|are|be|get|got|gets)\s(?:\w+\s){0,2}$")
WORD = re.compile(r"[^\W\d_]+")
RELATIVE = re.compile(r",?\s(?:who|whose|which)\s")
# In a source: "Ana Ruiz, a nurse | attending the rally"
ATTENDING = re.compile(r"(?<=,\s)(?:who\s(?:was|were)\s)?(?:attending|visiting|attended)\s")
# What opens a clause of somebody else behind the first phrase
CLAUSE = re.compile(r",?\s(?:that|which|who|when)\s")
# “It leaks,” she said | in an interview
QUOTATION = re.compile(
    r"""\s?(?:[“"][^“”"]{1,600}[”"]|''[^'‘’“”"]{1,600}'')\s(?:he|she|they)\s(?:said|added|told)(?=\s)"""
)
# What may stand before the first phrase of a sentence
LEAD = re.compile(r"""[\s“"'‘–—-]*(?:(?:And|But|Still|Meanwhile|Then|So|Yet|Also|Instead|However),?\s)?""")
ADVERBS = re.compile(r"\s*(?:(?:then|also|once|\w+ly)\s)*")
# Cues that are no verb of their own where they stand: "the resort, now called the Harbor Hall"
NAMING = frozenset({"called", "known", "dubbed", "thought", "expected", "labeled", "labelled"})
# What ends the verb of a long cue: "said | in an interview"
INSIDE = re.compile(r"(?<!\w)(?:in|on|at|during|with|by|via|about|of)(?!\w)")
JOINED = re.compile(r"(?<!\w)(?P<joined>in|on|via|through)\s")
# What makes something public, and where one goes to do so: "took to | Twitter"
PUBLISHED = re.compile(
    r"""(?<!\w) (?P<on> took | takes | taking | taken | turned | turning ) \s to \s
        (?= [A-Z] | the | his | her | social )
      | (?<!\w) (?: released | releasing | issued | issuing | published | publishing | posted | posting | wrote
      | writing | written | filed | filing | sent | sending | aired | airing | launched | launching | delivered
      | delivering | gave | giving | held | penned | ran | running | put \s out | out \s with | sent \s out ) \s
      (?= (?: an? | the | its | his | her | their | another ) \s )""",
    re.VERBOSE,
)
# "in an interview with Norwire, | in which he said", "to a rally in Elm, | where she told"
IN_WHICH = re.compile(r",?\s(?:(?:in|during|at) which|where|(?P<when>when))\s$")
BEFORE_WHICH = re.compile(r"(?<!\w)(?:in|during|at|on|with|to|before|through)\s")
# A verb that shares its subject with the one before: "spoke in Elm | and then | said"
AND = re.compile(r"\s(?:and|but|then|before)\s(?:(?:then|also|later|again|even|\w+ly)\s)*$")
# Verbs that are no infinitive: "asked voters | to stand and pledge"
FINITE = re.compile(r"\w+(?:ed|s)|said|told|wrote|spoke|made|gave|drew|took|swore|hit|put|went")
# What one does where one then speaks
SCENE = re.compile(
    r"""(?<!\w) (?: spoke | appeared | campaigned | came | travell?ed | flew | returned | stopped | visited | testified
      | apologi[sz]ed | e-?mailed | texted | tweeted | addressed | stood | attended | went ) (?!\w)""",
    re.VERBOSE,
)
# Verbs of those who ask for a statement
ASKED = frozenset({"asked", "asks", "asking", "pressed", "questioned", "quizzed"})
DATED = re.compile(
    r"""(?<!\w) (?: (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day
      | (?: this | last | next ) \s (?: week | month | year | spring | summer | fall | autumn | winter )
      | earlier | later | afterwards? | yesterday | in \s \d{4} ) (?!\w)""",
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
        opening=_opening(text, telling, before or verb) or _before_which(text, telling, before or verb),
        host=_host(text, before, verb) if before else None,
        between=_between(text, before, verb) if before else (),
        within=(*headed(text, source.start, source.end), *_attending(text, source)) if source else (),
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
    if chain[0].link in ASKED:
        return chain  # the verbs that follow are those of the question
    last = chain[-1].noun.end
    clause = CLAUSE.match(text, last, end)
    is_named = before.of(text).lower() not in SUBJECTS
    if clause and is_named and "," not in text[clause.end() : end]:
        return ()  # "In a clip that Vale called dull, Ruiz said" tells nothing of what Vale called
    for cue in find_cues(text, last, end):
        word = cue.span.of(text)
        # "In her statement | condemning the leak, Ruiz said", "In a tweet | posted Sunday, Ruiz said"
        is_participle = word.endswith("ing") or word in NAMING or (cue.start == last + 1 and word.endswith("ed"))
        is_asked = text[max(last, cue.start - len("when ")) : cue.start] == "when "  # "On CNN, when asked, Ruiz said"
        if not (is_participle or is_asked):
            return ()
    return chain


def _before_which(text: str, telling: Telling, before: Span) -> Chain:
    """Read the chain that ends before a relative clause: "in an interview with Norwire, | in which he said"."""
    start = max(telling.sentence.start, before.start - FAR)
    which = IN_WHICH.search(text, max(start, before.start - len(", during which ")), before.start)
    if which is None or (which["when"] and before.of(text).lower() not in SUBJECTS):
        return ()  # "in an interview with Norwire, when a reporter asked"
    for each in BEFORE_WHICH.finditer(text, start, which.start()):
        chain = tuple(phrases(text, each.start(), which.start()))
        if chain and not text[chain[-1].noun.end : which.start()].strip():
            return chain
    return ()


def _first(text: str, start: int, end: int) -> Chain:
    lead = LEAD.match(text, start, end)
    return tuple(phrases(text, lead.end() if lead else start, end))


def headed(text: str, start: int, end: int) -> Chain:
    """Read a noun phrase with the phrases that follow it: "a letter | to the board"."""
    noun = noun_phrase(text, start, end)
    return (Phrase(noun.start, "", "", noun), *phrases(text, noun.end, end)) if noun else ()


def _attending(text: str, source: Span) -> Chain:
    """Read what those attend who speak: "Ana Ruiz, a nurse | attending the rally"."""
    attending = ATTENDING.search(text, source.start, source.end)
    return tuple(phrases(text, attending.start(), source.end)) if attending else ()


def _published(text: str, telling: Telling, start: int) -> Chain:
    """Read what was made public before the cue: "released | a statement saying", "gave | a speech in which he said"."""
    end = telling.cue[-1].end
    is_near = 0 < end - start < FAR
    published = PUBLISHED.search(text, start, end + len(" another ")) if is_near else None
    source = telling.source[0].start if telling.source else 0
    if published is None and IN_WHICH.search(text, max(0, source - 14), source):
        earlier = PUBLISHED.finditer(text, max(telling.sentence.start, start - FAR), start)
        published = next(reversed(list(earlier)), None)
    if published is None:
        return ()
    chain = headed(text, published.end(), min(telling.sentence.end, end + FAR))
    return (
        tuple(each._replace(preposition="on") for each in chain[:1] if published["on"]) + chain[bool(published["on"]) :]
    )


def _between(text: str, source: Span, verb: Span) -> Chain:
    if not verb.of(text).endswith("ing") or verb.start - source.end > FAR:
        return ()
    if RELATIVE.search(text, source.end, verb.start):
        return ()
    joined = JOINED.finditer(text, source.end, verb.start)
    nouns = ((each, noun_phrase(text, each.end(), verb.start)) for each in joined)
    return tuple(Phrase(each.start(), "", each["joined"], noun) for each, noun in nouns if noun)


def _is_shared(text: str, source: Span, verb: Span) -> bool:
    """Tell whether a cue is a participle, or the second verb, of the subject of a verb before it."""
    if verb.start - source.end > FAR:
        return False
    word = verb.of(text)
    if word.endswith("ing"):
        return PASSIVE.search(text, source.end, verb.start) is None  # "are hailing"
    return FINITE.fullmatch(word) is not None and AND.search(text, source.end, verb.start) is not None


def _host(text: str, source: Span, verb: Span) -> Frame | None:
    if not _is_shared(text, source, verb):
        return None
    cue = next(find_cues(text, source.end, verb.start), None)
    if cue is None or cue.span.of(text) not in TELLINGS:
        scene = SCENE.search(text, source.end, verb.start)
        chain = tuple(phrases(text, scene.start(), verb.start)) if scene else ()
        is_own = scene is not None and not RELATIVE.search(text, source.end, scene.start())
        return Frame(Span(*scene.span()), behind=chain) if scene and is_own else None
    if RELATIVE.search(text, source.end, cue.start):
        return None
    is_other = text[cue.end + 1] in "“\"'" or TIME.match(text, cue.end + 1, verb.start)
    taken = None if is_other else noun_phrase(text, cue.end + 1, verb.start)
    return Frame(cue.span, taken, tuple(phrases(text, taken.end if taken else cue.end, verb.start)))


def _carried(text: str, telling: Telling, verb: str) -> Chain:
    """Read the phrases of the sentence before, if the same person goes on to speak in the same scene.

    "In an interview with the Elm Times, Ruiz was asked about the gate. | She replied that it leaks."
    """
    if telling.dated_by is not None:  # its own day, or that of a scene
        scene = telling.scene
        return (*_scene(text, telling, scene), *_around_date(text, scene, telling.dated_by)) if scene else ()
    is_speech = telling.mode == "speech" and (telling.form == "direct" or verb in TELLINGS)
    first = min((*telling.content, *telling.source, *telling.cue)).start
    if not is_speech or first - telling.sentence.start > NEAR or _is_elsewhere(text, telling):
        return ()
    before = sentence_before(text, telling)
    is_same = before is not None and _is_same_person(text, telling, before)
    return _scene(text, telling, before) if before and is_same else _following(text, telling)


def _around_date(text: str, sentence: Span, dated: Span) -> Chain:
    """Read the phrases about the day of a scene: "attacked the board | at a rally in Elm | on Monday"."""
    for found in PREPOSITION.finditer(text, max(sentence.start, dated.start - FAR), dated.start):
        if not text[max(0, found.start() - 1)].isalnum():
            chain = tuple(phrases(text, found.start(), sentence.end))
            if any(0 <= dated.start - each.noun.end < 6 or 0 <= each.start - dated.end < 4 for each in chain):
                return chain
    return ()


def _following(text: str, telling: Telling) -> Chain:
    """Read the scene of the quotation that follows: "Ruiz denies it. | “It holds,” she said in an interview"."""
    quotation = QUOTATION.match(text, telling.sentence.end, telling.paragraph.end) if telling.source else None
    if quotation is None:
        return ()
    end = min(telling.paragraph.end, quotation.end() + FAR)
    return tuple(phrases(text, quotation.end(), sentences(text, Span(quotation.end(), end))[0].end))


def sentence_before(text: str, telling: Telling) -> Span | None:
    """Give the sentence before that of a statement, in the same paragraph."""
    start = max(telling.paragraph.start, telling.sentence.start - BACK)
    earlier = sentences(text, Span(start, telling.sentence.start))
    return earlier[-1] if earlier else None


def _scene(text: str, telling: Telling, before: Span) -> Chain:
    """Read the phrases that open a sentence, or those beside its subject, and those behind its cue."""
    cue = next(_outside_quotes(text, before), None)
    done = None if cue else SCENE.search(text, before.start, before.end)
    verb = cue.span if cue else Span(*done.span()) if done else None
    told = _told(text, verb, before.end) if verb else ()
    if opening := _first(text, before.start, before.end):
        return (*opening, *told)
    subject = noun_phrase(text, before.start, before.end)
    is_own = subject is not None and _is_own(text, telling, subject)
    beside = tuple(phrases(text, subject.end, before.end)) if subject and is_own else ()
    return (*beside, *told)


def _outside_quotes(text: str, sentence: Span) -> Iterator[Cue]:
    """Find the cues behind what is quoted in a sentence, then those before it."""
    words = sentence.of(text)
    closing = sentence.start + 1 + max(map(words.rfind, '”"'))
    opening = min((at for mark in '“"' if (at := words.find(mark)) >= 0), default=0)
    yield from find_cues(text, closing, sentence.end)
    yield from find_cues(text, sentence.start, sentence.start + opening)


def _is_elsewhere(text: str, telling: Telling) -> bool:
    """Tell a statement that has a day of its own, "Ruiz said Monday", or opens another scene."""
    begins = telling.sentence.start
    is_said = telling.content[0].start <= begins + 1  # an opening mark stands before it
    if not is_said and ELSEWHERE.match(text, begins, telling.content[0].start):
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
    if name.lower() in SUBJECTS:
        return True
    last = name.split()[-1] if name.strip() else ""
    is_name = last[:1].isupper() or name.lower() == f"the {last}"  # "the board", the Elm Board of before
    return is_name and last in before.of(text)


def _is_own(text: str, telling: Telling, subject: Span) -> bool:
    """Tell whether the subject of the sentence before is who goes on to speak."""
    if not telling.source or telling.source[0].of(text).lower() in SUBJECTS:
        first = subject.of(text).split()[0].lower()
        return first not in DETERMINERS or head(text, subject)[:1].isupper()
    last = telling.source[0].of(text).split(",")[0].split()[-1]
    return last in subject.of(text)


def _told(text: str, cue: Span, end: int) -> Chain:
    """Read the phrases behind a cue, whom it is told first: "told | the Elm Times | in an interview"."""
    is_told = TELLINGS.get(cue.of(text)) == "whom" and cue.of(text) not in ASKED
    taken = noun_phrase(text, cue.end + 1, end) if is_told else None
    whom = (Phrase(cue.end, "told", "", taken),) if taken else ()
    behind = tuple(phrases(text, taken.end if taken else cue.end, end))
    if behind and behind[0].preposition == "to" and not behind[0].link and TELLINGS.get(cue.of(text)) == "to":
        behind = (behind[0]._replace(link="told"), *behind[1:])  # "apologized | to Vale | in a letter"
    return (*whom, *behind)
