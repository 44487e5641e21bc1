"""Where something was said: "at a rally in Elm", "from his home".

A name behind "in" may be a month, a language or a paper; one that is not in the tables and stands in the chain around
the cue is a place.
"""

import re

from onrecord.model import Span
from onrecord.statements.occasions.frames import Frame, frame_of
from onrecord.statements.occasions.medium import MEDIA, OUTLETS, WROTE, known_medium
from onrecord.statements.occasions.phrases import DETERMINERS, MARKS, TIMES, Chain, Phrase, core, cores, head, table
from onrecord.statements.occasions.telling import Telling

KINDS = {word: kind for word, (kind,) in table("places.en.tsv").items()}
TOWN = re.compile(rf"(?<!\w)(?:{'|'.join(word for word, kind in KINDS.items() if kind == 'town')})(?!\w)")
PREPOSITIONS = frozenset(
    {"in", "at", "from", "outside", "inside", "near", "aboard", "on board", "onboard", "across", "here in"}
)
ON = re.compile(
    r"""(?: Capitol\sHill | the\s(?:Senate|House)\sfloor | the\sfloor\sof\s.+ | (?:the\s)?stage
      | (?:the|an?|his|her|their)\s(?:\w+\s){0,3}(?:flight|plane|jet|bus|train|ferry).* ) $""",
    re.VERBOSE,
)
STATE = re.compile(
    r""", \s (?! (?: Mr | Mrs | Ms | Dr | Sen | Rep | Gov ) \. )
      (?: (?:[A-Z]\.){2,} | [A-Z][a-z]{1,4}\. (?= \s[a-z] | , )
      | [A-Z]\w+ (?: \s [A-Z][a-z]+ )? (?= [,.;] | \s[a-z] | $ ) )""",
    re.VERBOSE,
)
# What says that a place which opens a sentence is where it was said: "Speaking in Elm, Ruiz said"
SPEAKING = frozenset(
    {"speaking", "talking", "appearing", "campaigning", "testifying", "standing", "gathered", "asked", "held"}
)
# Verbs that take a place: "attending the rally", "came to Elm and said"
ARRIVED = {
    "": frozenset({"attending", "attended", "visiting", "visited"}),
    "to": frozenset({"came", "traveled", "travelled", "flew", "returned"}),
}
SHOUTED = frozenset({"yelled", "yelling", "shouted", "shouting", "screamed", "screaming", "snapped", "shouts", "yells"})
DATED = re.compile(r",?\s(?:on\s)?(?:\w+day|last|this|earlier|recently|yesterday)(?!\w)")
# "This month in Elm, Ruiz said", "On Monday in Elm, Ruiz said"
DAY_BEFORE = re.compile(r"(?:[Tt]his|[Ll]ast|[Ee]arlier|[Oo]n|^)\s\w+,?\s$|day,?\s$")
FAR = 20  # characters before a place within which its day stands
# What stands behind a state where the place opens a sentence: "In Elm, Ohio, Ruiz said", "In Elm, Ohio on Monday"
CLOSED = re.compile(r"\s?[,;]|\s(?:on|last|this|earlier|\w+day)(?!\w)")
TOWNS = frozenset({"city", "town", "suburb", "village"})
FILED = frozenset({"filed", "posted", "published", "released", "issued", "sent", "written", "circulated", "leaked"})
# Words of a name, or before it, without a capital
PARTS = frozenset(
    {"downtown", "nearby", "northern", "southern", "eastern", "western", "central", "rural", "suburban"}
    | {"and", "de", "la"}
)


def place_of(text: str, telling: Telling) -> Span | None:
    """Find where a statement was made: a named place before an event.

    >>> text = "“It leaks,” Ruiz said at a rally in Elm, Ohio."
    >>> whole = Span(0, 46)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> place_of(text, telling).of(text)
    'Elm, Ohio'
    """
    frame = frame_of(text, telling)
    if telling.mode == "thought" or not telling.cue:
        return None
    rest = frame.rest if telling.form == "direct" else ()  # of an indirect one it would be the content's
    host = frame.host.behind if frame.host else ()
    # "told Elm News in Harbor", "wrote in Gate Review", "shouted at Vale"
    is_other = _is_outlet(text, frame.taken) or frame.verb.of(text) in WROTE | SHOUTED
    behind = frame.behind[1:] if is_other else frame.behind
    near = (behind, frame.beside, rest, host) if frame.is_known else (frame.beside,)
    found = (_in_chain(text, telling, chain) for chain in near)
    return (
        next(filter(None, found), None)
        or _in_chain(text, telling, frame.opening, is_opening=True)
        or _in_chain(text, telling, frame.carried, is_opening=True)
        or next((each.noun for each in frame.within if _kind(text, each) == "event"), None)  # "speakers at the rally"
        or _at_event(text, telling, frame)
    )


def _at_event(text: str, telling: Telling, frame: Frame) -> Span | None:
    """Read the event right behind an indirect content, "debated the gate | at a meeting in Elm": no town alone."""
    first = frame.rest[0] if frame.rest and frame.rest[0].start - telling.content[-1].end < 2 else None
    is_event = first and (_kind(text, first) == "event" or _is_spoken(text, first))
    return _in_chain(text, telling, frame.rest) if is_event else None


def _is_spoken(text: str, phrase: Phrase) -> bool:
    """Tell what is spoken somewhere: "praised the gate | during a speech in Elm"."""
    return phrase.preposition in ("in", "during") and known_medium(text, phrase.noun)[0] in ("speech", "interview")


def _is_outlet(text: str, taken: Span | None) -> bool:
    """Tell "told Elm News in Harbor", whose town is the outlet's, from "told Vale in Harbor"."""
    return taken is not None and any(word in OUTLETS for word in taken.of(text).split())


def _in_chain(text: str, telling: Telling, chain: Chain, *, is_opening: bool = False) -> Span | None:
    event: Span | None = None
    is_scene = not is_opening
    for at, phrase in enumerate(chain):
        if phrase.link in FILED:
            continue  # "in a memo filed in the Elm court"
        if phrase.preposition in ("of", "before") and not phrase.link:
            break  # "said of her years in Elm", "in the days before her speech in Elm"
        kind = _kind(text, phrase)
        if kind is None and (town := _town_of(text, phrase)):
            return town
        is_scene = is_scene or _is_scene(text, phrase)
        if kind == "place" or (kind == "name" and is_scene):
            return _whole(text, telling, phrase.noun, chain[at + 1 :], is_opening=is_opening)
        if kind == "event" and event is None:
            event = phrase.noun
    return event


def _is_scene(text: str, phrase: Phrase) -> bool:
    """Tell "Speaking in Elm," and "In Elm on Monday," from "In Ohio," which may be what the speech is about."""
    word = head(text, phrase.noun)
    if word in MEDIA or KINDS.get(word) == "event" or phrase.preposition in ("in front of", "here in"):
        return True
    is_dated = DATED.match(text, phrase.noun.end) or DAY_BEFORE.search(text, phrase.start - FAR, phrase.start)
    return phrase.link in SPEAKING or is_dated is not None


def _kind(text: str, phrase: Phrase) -> str | None:
    """Tell what kind of place a phrase names: a name, a place, an event, or none."""
    whole = phrase.noun.of(text)
    if phrase.preposition == "on":
        return "place" if ON.match(whole) else None
    words = _named(text, phrase.noun)
    last = head(text, phrase.noun)
    kind = (
        KINDS.get(whole.lower())
        or KINDS.get(" ".join(words[-2:]))
        or KINDS.get(last)
        or (KINDS.get(last.lower()) if len(words) > 1 else None)
    )
    if phrase.preposition not in PREPOSITIONS | ARRIVED.keys() or last in OUTLETS:
        return None
    if phrase.preposition in ("", "to") and phrase.link not in ARRIVED[phrase.preposition]:
        return None
    if kind == "place" or phrase.preposition == "from":
        return "place" if kind == "place" or whole == "the White House" else None
    if kind == "event":
        return "event" if phrase.preposition in ("at", "") else None
    # "in the Senate", "in the Elm Times", "in Spanish"; but "at the White House", "outside Congress"
    may_be_other = phrase.preposition in ("in", "here in") and (kind == "none" or words[0].lower() in DETERMINERS)
    return "name" if not may_be_other and _is_name(words) else None


def _town_of(text: str, phrase: Phrase) -> Span | None:
    """Read the town in the name of an event: "during the Miami debate"."""
    if phrase.preposition not in ("during", "in") or KINDS.get(head(text, phrase.noun)) != "event":
        return None
    town = TOWN.search(text, phrase.noun.start, phrase.noun.end)
    return Span(*town.span()) if town else None


def _named(text: str, noun: Span) -> list[str]:
    """Give the words that name a place: of "the harbor city of Elm" the town."""
    words = core(text, noun)
    return next((other for other in cores(text, noun) if other != words and words[-1] in TOWNS), words)


def _is_name(words: list[str]) -> bool:
    """Tell a name, with its article or a word before it: "Elm", "snowy Elm", "the Harbor Hall"."""
    if words[0].islower() and words[0] not in DETERMINERS:
        words = words[1:]
    names = [word for word in words if word.lower() not in DETERMINERS | PARTS]
    is_name = all(word[0].isupper() and word.lower() not in TIMES for word in names)
    return is_name and len(names) > 0 and len(names[-1].strip(MARKS)) > 1


def _whole(text: str, telling: Telling, noun: Span, others: Chain, *, is_opening: bool) -> Span:
    """Give a place with the state or the town that follows it: "Elm, Ohio", "the Harbor Hall in Elm"."""
    end = noun.end
    if others and others[0].start - end < 3 and others[0].preposition == "in" and _kind(text, others[0]) == "name":
        end = others[0].noun.end
    state = STATE.match(text, end)
    is_closed = state is not None and (not is_opening or CLOSED.match(text, state.end()))  # not "In Elm, Roe said"
    if state and is_closed and not any(span.start < state.end() and end < span.end for span in telling.source):
        end = state.end()
    return Span(noun.start, end)
