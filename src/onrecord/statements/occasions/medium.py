"""In what something was said: an interview, a speech, a post.

The medium stands in a phrase around the cue ("in an interview, Ruiz said"), is the source itself ("the lawsuit says"),
is whom it was told ("told reporters"), is shown by the cue alone ("tweeted"), or stood in the sentence before.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, cast

from onrecord.model import Medium, Span
from onrecord.statements.occasions.citations import according_to
from onrecord.statements.occasions.frames import WORD, Frame, frame_of, headed, sentence_before
from onrecord.statements.occasions.phrases import (
    MARKS,
    OWNER,
    PARTITIVES,
    TIMES,
    Phrase,
    core,
    cores,
    head,
    noun_phrase,
    table,
    words_of_kind,
)
from onrecord.statements.occasions.previously import said_before
from onrecord.statements.occasions.telling import Telling

Shown: TypeAlias = tuple[Medium, Span]

MEDIA = {
    noun: (cast(Medium, medium), frozenset(joined.split())) for noun, (medium, joined) in table("media.en.tsv").items()
}
PAPERS, CHANNELS, PROGRAMS = (words_of_kind("outlets.en.tsv", kind) for kind in ("paper", "channel", "program"))
OUTLETS = PAPERS | CHANNELS | PROGRAMS
PLATFORMS = frozenset(word for word, (medium, joins) in MEDIA.items() if medium == "post" and "over" in joins)
REPORTERS = frozenset({"reporters", "journalists"})
SPEAKERS = frozenset({"speaker", "speakers"})  # "speakers at the service said"
# Verbs that make "in the Elm Times" the medium: what is said there was said to it
WROTE = frozenset({"wrote", "writes", "writing", "written", "noted", "argued", "argues", "notes", "reported"})
# Of two media the first one tells more: "told reporters at a debate", "in an interview on CNN"
VAGUE: tuple[Medium, ...] = ("broadcast", "remarks to reporters")
# Media that are no topic of speech where they stand between a source and its participle, as a debate is
SCENES = frozenset({"interview", "statement", "speech", "post", "letter", "broadcast"})
# Media that speak through those who are named with them: "voters in a recent poll said"
ANSWERED = frozenset({"interview", "statement", "letter", "report"})
PRESS = frozenset({"remarks to reporters"})
SPOKE = frozenset({"spoke", "talked"})
CARRIED = SCENES | {"debate", "press briefing", "testimony"}
STATION = re.compile(r"[KW][A-Z]{2,3}")  # of North America: "on WELM"
# Media of a speaker's own words, which what is cited for them may be: "said, according to a clip of the speech"
SPOKEN = CARRIED | {"post"}
# What those are whom a survey asked: "34 percent of voters", "those surveyed"
SURVEYED = re.compile(
    r"""(?: (?: about | some | nearly | almost | roughly | only | just | another | fully | more \s than ) \s )*
      (?: [\d.]+ \s? (?: % | per \s? cent (?!\w) ) | \w+ (?: -\w+ )? \s percent (?!\w) )
      | (?: .{0,40} \s )? (?: surveyed | polled | respondents ) (?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
AUDIENCE = frozenset({"audience", "crowd", "attendees"})


def medium_of(text: str, telling: Telling) -> Shown | None:
    """Find in what a statement was made, with the words that show it.

    >>> text = "“It leaks,” Ruiz told reporters during a debate in Elm."
    >>> whole = Span(0, 55)
    >>> telling = Telling("direct", "speech", (Span(1, 10),), (Span(17, 21),), (Span(12, 16),), whole, whole)
    >>> medium, shown_by = medium_of(text, telling)
    >>> medium, shown_by.of(text)
    ('debate', 'a debate')
    """
    frame = frame_of(text, telling)
    return (
        _by_itself(text, frame)
        or _of_it(text, telling)
        or min(_around(text, frame), key=lambda shown: _vagueness(text, *shown), default=None)
        or next(_cited(text, telling, frame), None)
        or _by_cue(text, telling, frame)
        or next(_carried(text, frame), None)
    )


def _by_itself(text: str, frame: Frame) -> Shown | None:
    """Read a source that is the medium, "the lawsuit says", or what was made public, "released a statement saying"."""
    for noun in (phrase.noun for phrase in frame.within[:1]):
        if medium := _looked_up(text, noun, "source") or _of_part(text, noun):
            return medium, noun
    for noun in (phrase.noun for phrase in frame.published[:1] if not phrase.preposition):
        if medium := _looked_up(text, noun, "source") or _looked_up(text, noun, "in"):
            return medium, noun
    return None


def _of_part(text: str, noun: Span) -> Medium | None:
    """Read what a part is of: "excerpts of an interview", "a transcript of the speech"."""
    medium, _ = known_medium(text, noun)
    return medium if head(text, noun).lower() in PARTITIVES and medium in SPOKEN else None


def _of_it(text: str, telling: Telling) -> Shown | None:
    """Read the document that goes on: "The report came on Monday. | It said"."""
    if not telling.source or telling.source[0].of(text).lower() != "it":
        return None
    before = sentence_before(text, telling)
    noun = noun_phrase(text, before.start, before.end) if before else None
    # "The report came": a verb behind its subject may look like a part of it
    ends = (word.end() for word in WORD.finditer(text, noun.start, noun.end)) if noun else ()
    subjects = (Span(noun.start, end) for end in ends) if noun else ()
    return next(((medium, each) for each in subjects if (medium := _looked_up(text, each, "source"))), None)


def _surveyed(text: str, telling: Telling, frame: Frame) -> Shown | None:
    """Read a survey off those whom it asked: "34 percent said"."""
    source = telling.source[0] if telling.source and frame.is_known else None
    return ("report", source) if source and SURVEYED.match(text, source.start, source.end) else None


def _cited(text: str, telling: Telling, frame: Frame) -> Iterator[Shown]:
    """Read "said, according to a livestream": what is cited is what the speaker spoke in."""
    for cited in according_to(text, telling, frame):
        for phrase in headed(text, cited.start, cited.end)[:1]:
            medium, _ = known_medium(text, phrase.noun)
            if medium in SPOKEN:
                yield medium, phrase.noun


def _around(text: str, frame: Frame) -> Iterator[Shown]:
    is_written = frame.verb.of(text) in WROTE
    is_to_press = frame.taken is not None and _of_audience(text, frame.taken) == "remarks to reporters"
    for phrase in (phrase for chain in frame.chains for phrase in chain):
        medium = _of_phrase(text, phrase, is_written=is_written)
        # "told reporters at the convention", who hear no speech there
        if medium and not (is_to_press and medium == "speech" and phrase.preposition == "at"):
            yield medium, phrase.noun
    for phrase in frame.within[1:]:
        is_heard = phrase.preposition == "during" or head(text, frame.within[0].noun) in SPEAKERS
        # "a clerk who spoke to reporters" did so here, "a clerk who spoke in an interview" elsewhere
        heard = PRESS if phrase.link in SPOKE else ANSWERED
        if (medium := _of_phrase(text, phrase)) and (is_heard or medium in heard):
            yield medium, phrase.noun
    for phrase in frame.between:
        if (medium := _of_phrase(text, phrase)) in SCENES:
            yield medium, phrase.noun
    for each in (frame, frame.host):
        if each is not None and each.taken is not None and (medium := _of_audience(text, each.taken)):
            yield medium, each.taken


def _vagueness(text: str, medium: Medium, noun: Span) -> int:
    if head(text, noun) == "appearance":
        return len(VAGUE) + 1  # "in an appearance on CNN", "told reporters during an appearance"
    return VAGUE.index(medium) + 1 if medium in VAGUE else 0


def _by_cue(text: str, telling: Telling, frame: Frame) -> Shown | None:
    """Read a medium off the cue alone: "tweeted", "has previously said"."""
    hosts = (frame.host.verb,) if frame.host else ()
    first = (Span(*word.span()) for cue in telling.cue for word in WORD.finditer(text, cue.start, cue.end))
    for verb in (*first, frame.verb, *hosts):  # "emailed supporters saying"
        medium, joined = MEDIA.get(verb.of(text).lower(), (None, frozenset()))
        if medium is not None and "cue" in joined:
            return medium, verb
    if surveyed := _surveyed(text, telling, frame):
        return surveyed
    before = said_before(text, telling, frame)
    return ("previously told", before) if before else None


def _carried(text: str, frame: Frame) -> Iterator[Shown]:
    for phrase in frame.carried:
        if (medium := _of_phrase(text, phrase)) is not None and (medium in CARRIED or not frame.is_known):
            yield medium, phrase.noun


def _of_phrase(text: str, phrase: Phrase, *, is_written: bool = False) -> Medium | None:
    noun = phrase.noun
    if phrase.preposition in ("to", "with") and (medium := _of_audience(text, noun, phrase.preposition)):
        return medium
    if phrase.preposition == "on" and _is_broadcast(text, noun):
        return "broadcast"
    if is_written and phrase.preposition in ("in", "at", "for") and head(text, noun) in PAPERS:
        return "report"
    return _looked_up(text, noun, phrase.preposition)


def _of_audience(text: str, noun: Span, joined: str = "to") -> Medium | None:
    """Read a medium off whom it was told: "reporters", "a Senate hearing", "NBC's “Today”"."""
    words = noun.of(text).split()
    if words[-1] in REPORTERS or words[0] in REPORTERS:
        return "remarks to reporters"
    if words[-1] in AUDIENCE and len(words) > 1 and (medium := MEDIA.get(words[-2], (None,))[0]) == "speech":
        return medium  # "a rally audience"
    if is_program(noun.of(text)):
        return "broadcast"
    is_infinitive = joined == "to" and len(words) == 1 and words[0].islower()  # "as if to stop the flood"
    return None if is_infinitive else _looked_up(text, noun, joined)


def _looked_up(text: str, noun: Span, joined: str) -> Medium | None:
    medium, joins = known_medium(text, noun)
    return medium if joined in joins else None


def known_medium(text: str, noun: Span) -> tuple[Medium | None, frozenset[str]]:
    """Look the last two words of a noun phrase up, then the last; one that stands alone may open a sentence."""
    for words in cores(text, noun):
        last = words[-1].strip(MARKS)
        alone = (last[:1].lower() + last[1:],) if len(words) == 1 else ()
        article = (" ".join(words).lower(),) if len(words) == 3 else ()  # "the town hall"
        for key in (*article, " ".join(words[-2:]).replace("-", " "), last, *alone):
            if key in MEDIA:
                return MEDIA[key]
    return _on_platform(core(text, noun))


def _on_platform(words: list[str]) -> tuple[Medium | None, frozenset[str]]:
    """Read "a Twitter message", "an Instagram comment"."""
    is_post = len(words) > 1 and words[-1].islower() and not PLATFORMS.isdisjoint(words[:-1])
    return ("post", frozenset({"in", "on", "via", "source"})) if is_post else (None, frozenset())


def is_program(words: str) -> bool:
    """Tell a program from whoever is told something there.

    >>> is_program("NBC's “Today”"), is_program("NBC's Morning Show"), is_program("NBC's Ana Ruiz")
    (True, True, False)
    """
    is_owned = OWNER.search(words) is not None
    return words[-1] in "”\"'" or (is_owned and not PROGRAMS.isdisjoint(words.split()))


def _is_broadcast(text: str, noun: Span) -> bool:
    """Tell a channel or a program behind "on": "on CNN", "on ABC's “This Week”"; not "on Sunday"."""
    words = [word.strip(MARKS).removesuffix("'s").removesuffix("’s") for word in noun.of(text).split()]
    if noun.of(text).split()[0].lower() in TIMES:
        return False
    is_title = noun.of(text)[-1] in "”\"'" or noun.of(text)[0] in "“\"'"
    return is_title or any(
        word in CHANNELS | PROGRAMS or MEDIA.get(word, ("",))[0] == "broadcast" or STATION.fullmatch(word)
        for word in words
    )
