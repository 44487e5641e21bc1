"""To whom something was said: "told reporters", "in an interview with the Elm Times", "urged lawmakers to"."""

import re

from onrecord.model import Span
from onrecord.statements.draft import meet
from onrecord.statements.occasions.frames import ASKED, FAR, PASSIVE, TELLINGS, WORD, Frame, frame_of
from onrecord.statements.occasions.medium import known_medium
from onrecord.statements.occasions.phrases import (
    DETERMINERS,
    LINK,
    PREPOSITION,
    PRONOUNS,
    TIME,
    Chain,
    head,
    noun_phrase,
    words_of_kind,
)
from onrecord.statements.occasions.questions import asker_of
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.ruled.sources import source_before
from onrecord.text.names import TITLES

TOLD = frozenset({"told", "tells", "telling", "assured", "reminded", "informed"})
# What follows whom something is told, and does not follow the subject of a clause: "warned the board | that" - "leaks"
AFTER_WHOM = re.compile(
    r"""\s* (?: -- | [–—(] | [,:“"‘(]? \s* (?: [“"‘] | '' ) | [:,.;] | $ | (?: (?: not | never ) \s )?
      (?: to | that | about | of | against | on | in | at | during | if | whether | what | why | how | when | where
        | who | for | not | via | from | by | last | this | earlier | later | after | as | while | recently | over
        | with | saying | telling | asking | being | here | there | then | again | once | back | yesterday | today
        | tonight | because | since | through
        | outside | inside | near | before | until | following | \w+ed \s (?: in | by | with | at | on )
        | \w+day | \w+ly | \w+ \s (?: after | before | ago | later | earlier ) ) (?!\w) )""",
    re.VERBOSE,
)
# What follows whom it is said to where the content begins with that: "urged lawmakers | to stay", "told Vale | “no”"
WITHIN = re.compile(r"""\s(?:not\s)?to\s[“"]?[a-z]|\s[“"]""")
ON = re.compile(r"\s(?:on|upon)\s")
WITH = re.compile(r"\s(?:for|to|that|on|not)\s")
THINGS = re.compile(
    r"""(?: (?: the | an? | his | her | my | their | this | that | some | no | any ) \s )? (?: \w+ \s )?
    (?: truth | story | stories | lies? | jokes? | questions? | things? | tales? | permission | help | forgiveness
      | it | this | that ) $""",
    re.VERBOSE | re.IGNORECASE,
)
BEFORE_OF = re.compile(r"\sof\s")
OF = ("remind", "assur", "inform", "warn", "notif")  # how verbs begin that take "of" what they tell
PEOPLE = frozenset({"him", "her", "them", "me", "us"})
ANSWERS = words_of_kind("audiences.en.tsv", "answer")
AUDIENCES = words_of_kind("audiences.en.tsv", "audience")
PLACES = words_of_kind("places.en.tsv", "place")
BEFORE_WHOM = frozenset({"to", "with", "before"})
TELLING = frozenset({"telling", "urging", "reminding", "assuring"})
SPEAKING = frozenset({"speaking", "talking", "talked", "appearing", "testifying", "spoke", "appeared", "standing"})
# What is had with somebody or is addressed to somebody, besides the media of the kinds below
MEETINGS = frozenset(
    {"call", "calls", "chat", "conference", "conversation", "conversations", "discussion", "exchange", "exchanges"}
    | {"meeting", "message", "session"}
)
QUESTIONS = frozenset({"question", "questions"})
ADDRESSED = frozenset({"interview", "speech", "statement", "letter", "testimony", "press briefing", "post"})


def addressee_of(text: str, telling: Telling) -> Span | None:
    """Find to whom a statement was made, without its preposition.

    >>> text = "“It leaks,” Ruiz said in a letter to the board."
    >>> whole = Span(0, 47)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> addressee_of(text, telling).of(text)
    'the board'
    """
    frame = frame_of(text, telling)
    return (
        _told(text, telling, frame) or _in_frame(text, frame) or asker_of(text, telling, frame) or _goes_on(text, frame)
    )


def _told(text: str, telling: Telling, frame: Frame) -> Span | None:
    way = TELLINGS.get(frame.verb.of(text).lower())
    if way == "whom" and _is_passive(text, telling, frame.verb):
        return _subject(text, telling, frame.verb)
    if way == "on":
        return _called_on(text, telling, frame.verb)
    if way in ("whom", "person") and (taken := _taken(text, telling, frame.verb)):
        return taken
    if frame.host is not None and TELLINGS.get(frame.host.verb.of(text)) == "whom":
        return _taken(text, telling, frame.host.verb)
    return _in_cue(text, telling, frame.verb)


def _in_cue(text: str, telling: Telling, verb: Span) -> Span | None:
    """Read whom the first verb of a long cue takes: "emailed | supporters | saying"."""
    for word in WORD.finditer(text, telling.cue[0].start if telling.cue else verb.start, verb.start):
        if TELLINGS.get(word[0]) == "whom":
            noun = noun_phrase(text, word.end() + 1, verb.start)
            return noun if noun and noun.end + 1 == verb.start else None
    return None


def _called_on(text: str, telling: Telling, verb: Span) -> Span | None:
    """Read "called on | lawmakers | to stay"."""
    on = ON.match(text, verb.end)
    noun = noun_phrase(text, on.end(), telling.sentence.end) if on else None
    return noun if noun and WITHIN.match(text, noun.end) else None


def _taken(text: str, telling: Telling, verb: Span) -> Span | None:
    """Read whom a verb takes: "told | the board | that it leaks", "urged | lawmakers | to stay"."""
    end = telling.sentence.end
    noun = noun_phrase(text, verb.end + 1, end) if text[verb.end : verb.end + 1].isspace() else None
    if noun and verb.of(text).startswith(OF) and (of := BEFORE_OF.search(text, noun.start, noun.end)):
        noun = Span(noun.start, of.start())  # "reminded | voters | of the gate"
    if noun is None or TIME.match(text, noun.start, end) or THINGS.match(noun.of(text)):
        return None
    if any(meet(noun, span) for span in telling.source) or (text[noun.start] in "“\"'" and verb.of(text)[:3] == "ask"):
        return None  # "asked Ruiz", who asks; "asked “Why?”"
    if TELLINGS.get(verb.of(text)) == "person":
        is_person = noun.of(text) in PRONOUNS or _is_audience(text, noun)
        return noun if is_person and WITH.match(text, noun.end, end) else None
    content = next((span.start for span in telling.content if span.start >= verb.end), end)
    if noun.end > content and not verb.of(text).startswith("ask"):
        begins = noun.start <= content and (WITHIN.match(text, noun.end, end) or _is_told(text, verb, noun))
        return noun if begins else None
    is_all = noun.end <= content < noun.end + 5 and not text[noun.end : content].strip(" ,:“\"‘'")
    is_whole = any(pattern.match(text, noun.end + 1, end) for pattern in (LINK, TIME, PREPOSITION))
    is_all = is_all or noun.of(text).endswith((",”", ',"', ",''"))
    return noun if is_all or is_whole or AFTER_WHOM.match(text, noun.end, end) else None


def _is_told(text: str, verb: Span, noun: Span) -> bool:
    """Tell "told | her | she would stay" and "assured | voters | it holds", whose verb takes first whom it tells."""
    whom = noun.of(text)
    is_sure = whom in PRONOUNS or head(text, noun) in AUDIENCES or text.startswith(" that ", noun.end)
    is_of = verb.of(text).startswith(OF) and text.startswith(
        (" of ", " about "), noun.end
    )  # "reminded | staff | of it"
    return (verb.of(text) in TOLD and is_sure) or is_of


def _is_passive(text: str, telling: Telling, verb: Span) -> bool:
    lead = text[max(telling.sentence.start, verb.start - 40) : verb.start]
    return not verb.of(text).endswith("ing") and PASSIVE.search(lead) is not None


def _subject(text: str, telling: Telling, verb: Span) -> Span | None:
    """Read "Roe was told by Ruiz that it leaks", whose source is Ruiz."""
    noun = source_before(text, max(telling.sentence.start, verb.start - FAR), verb.start)
    if noun is None or noun.of(text).lower() == "it":
        return None
    others = (*telling.source, *telling.content)
    return None if any(meet(span, Span(noun.start, verb.start)) for span in others) else noun


def _in_frame(text: str, frame: Frame) -> Span | None:
    takes_to = frame.taken is None and TELLINGS.get(frame.verb.of(text).lower()) == "to"
    for chain in (*frame.chains, frame.within):
        is_behind = chain is frame.behind or chain is frame.rest
        if found := _in_chain(text, chain, takes_to=takes_to and is_behind):
            return found
    return _in_frame(text, frame.host) if frame.host else None


def _goes_on(text: str, frame: Frame) -> Span | None:
    """Read whom the sentence before was said to: "Ruiz told Norwire it leaks. | She said"."""
    if any(known_medium(text, phrase.noun)[0] for phrase in frame.behind):
        return None  # "she told him. It leaks, she said | in an interview", in another scene
    found = _in_chain(text, frame.carried)
    return found if found is not None and _is_audience(text, found) else None


def _in_chain(text: str, chain: Chain, *, takes_to: bool = False) -> Span | None:
    """Read "speaking to supporters", "in an interview with Vale"; where the verb takes it also "said | to Vale"."""
    is_taken = is_question = False
    for at, phrase in enumerate(chain):
        is_addressed = phrase.link == "addressing" and not phrase.preposition and _is_audience(text, phrase.noun)
        if phrase.link == "told" or is_addressed or (phrase.link in TELLING and not phrase.preposition):
            return phrase.noun
        joins = (
            (phrase.preposition in BEFORE_WHOM and (is_taken or phrase.link in SPEAKING))
            or (
                phrase.preposition == "to" and not phrase.link and takes_to and at == 0 and _is_named(text, phrase.noun)
            )
            or (phrase.preposition == "in front of" and _is_audience(text, phrase.noun))
            or (phrase.preposition == "by" and phrase.link in ASKED)
            or (phrase.preposition == "from" and is_question)
        )
        if joins and _is_somebody(text, phrase.noun):
            return phrase.noun
        is_question = head(text, phrase.noun) in QUESTIONS
        is_taken = head(text, phrase.noun) in MEETINGS or known_medium(text, phrase.noun)[0] in ADDRESSED
    return None


def _is_audience(text: str, noun: Span) -> bool:
    """Tell "addressing supporters" and "addressing the board" from "addressing the issue"."""
    word = head(text, noun)
    return word in AUDIENCES or word[:1].isupper() or noun.of(text) in PEOPLE


def _is_named(text: str, noun: Span) -> bool:
    """Tell "said to her board" and "said to reporters" from "vowed to keep it legal"."""
    first = noun.of(text).split()[0]
    is_noun = first.lower() in DETERMINERS | PRONOUNS or first[0].isupper()
    return is_noun or _is_audience(text, noun)


def _is_somebody(text: str, noun: Span) -> bool:
    """Tell whom one can speak to from an infinitive and from things: "to reporters", not "to leave", "to that"."""
    first, *others = noun.of(text).split()
    if first.lower() in ("it", "this", "that"):
        return False
    if head(text, noun) in ANSWERS or head(text, noun).lower() in PLACES:
        return False
    is_verb = first[0].islower() and first not in DETERMINERS | TITLES.keys() and others and others[0][0].isupper()
    if is_verb:
        return False  # "a call to defend Vale"
    return bool(others) or first[0].isupper() or first in PRONOUNS or first.endswith("s") or first == "people"
