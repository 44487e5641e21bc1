"""In what something was said: an interview, a speech, a post.

The medium stands in a phrase around the cue ("in an interview, Ruiz said"), is the source itself ("the lawsuit says"),
is whom it was told ("told reporters"), is shown by the cue alone ("tweeted"), or stood in the sentence before.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias, cast

from onrecord.model import Medium, Span
from onrecord.statements.occasions.frames import Frame, frame_of
from onrecord.statements.occasions.phrases import MARKS, OWNER, TIMES, Phrase, cores, head, table, words_of_kind
from onrecord.statements.occasions.telling import Telling

Shown: TypeAlias = tuple[Medium, Span]

MEDIA = {
    noun: (cast(Medium, medium), frozenset(joined.split())) for noun, (medium, joined) in table("media.en.tsv").items()
}
PAPERS, CHANNELS, PROGRAMS = (words_of_kind("outlets.en.tsv", kind) for kind in ("paper", "channel", "program"))
OUTLETS = PAPERS | CHANNELS | PROGRAMS
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
CARRIED = SCENES | {"debate", "press briefing", "testimony"}
PREVIOUSLY = re.compile(
    r"""(?<!\w) (?P<when> previously | in \s the \s past (?! \s tense )
        | earlier (?= \s (?: [a-z]+ed | said | told | wrote ) \b ) )
      (?!\w) (?! [^,]{0,20} \s (?: and | but ) \s )""",
    re.VERBOSE,
)
STATION = re.compile(r"[KW][A-Z]{2,3}")  # of North America: "on WELM"
NEAR = 25  # characters before a cue within which "previously" is said of it


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
        or min(_around(text, frame), key=lambda shown: _vagueness(text, *shown), default=None)
        or _by_cue(text, telling, frame)
        or next(_carried(text, frame), None)
    )


def _by_itself(text: str, frame: Frame) -> Shown | None:
    """Read a source that is the medium, "the lawsuit says", or what was made public, "released a statement saying"."""
    for noun in (phrase.noun for phrase in frame.within[:1]):
        if medium := _looked_up(text, noun, "source"):
            return medium, noun
    for noun in (phrase.noun for phrase in frame.published[:1] if not phrase.preposition):
        if medium := _looked_up(text, noun, "source") or _looked_up(text, noun, "in"):
            return medium, noun
    return None


def _around(text: str, frame: Frame) -> Iterator[Shown]:
    is_written = frame.verb.of(text) in WROTE
    for phrase in (phrase for chain in frame.chains for phrase in chain):
        if medium := _of_phrase(text, phrase, is_written=is_written):
            yield medium, phrase.noun
    for phrase in frame.within[1:]:
        is_heard = phrase.preposition == "during" or head(text, frame.within[0].noun) in SPEAKERS
        if (medium := _of_phrase(text, phrase)) and (is_heard or medium in ANSWERED):
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
    medium, joined = MEDIA.get(frame.verb.of(text).lower(), (None, frozenset()))
    if medium is not None and "cue" in joined:
        return medium, frame.verb
    if not frame.is_known or not telling.cue:
        return None
    start = max([telling.sentence.start, *(span.end for span in telling.source if span.end <= frame.verb.start)])
    previously = PREVIOUSLY.search(text, max(start, frame.verb.start - NEAR), telling.cue[-1].end)
    return ("previously told", Span(*previously.span("when"))) if previously else None


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
    return "broadcast" if is_program(noun.of(text)) else _looked_up(text, noun, joined)


def _looked_up(text: str, noun: Span, joined: str) -> Medium | None:
    medium, joins = known_medium(text, noun)
    return medium if joined in joins else None


def known_medium(text: str, noun: Span) -> tuple[Medium | None, frozenset[str]]:
    """Look the last two words of a noun phrase up, then the last; one that stands alone may open a sentence."""
    for words in cores(text, noun):
        last = words[-1].strip(MARKS)
        alone = (last[:1].lower() + last[1:],) if len(words) == 1 else ()
        for key in (" ".join(words[-2:]).replace("-", " "), last, *alone):
            if key in MEDIA:
                return MEDIA[key]
    return None, frozenset()


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
