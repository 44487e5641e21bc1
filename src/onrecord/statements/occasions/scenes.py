"""What statements go on with: a dated event, until another or a new speaker ends it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Period, Span
from onrecord.statements.occasions.adverbs import (
    FUTURE,
    GATHERING,
    SCENE,
    SUBORDINATE,
    is_adverbial,
    is_another_time,
    is_before,
)
from onrecord.statements.occasions.prose import TABLE, Prose, Sentence, any_of, holds, inside, place_of_cue
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import PrintedDate, Stretch, Vague

REACH = 2  # paragraphs that a scene goes on for
LONGEST = 10  # days of a period that opens a scene without an occasion in it, and that reaches another paragraph
MONTH = 31  # days of one that opens a scene with an occasion in it
LONGEST_BEFORE = 800  # characters before a date that are looked at
HEADING = 80  # characters of the longest heading
# in his memoir; in a telephone interview; by phone; in the email
OTHER_OCCASION = re.compile(
    rf"""(?<!\w) (?: in | on | via | by | through | during | at | with | for | to ) \s
        (?: an? | his | her | its | their | another | recent ) \s (?: [\w’'-]+ \s ){{0,3}}?
        (?P<occasion> {any_of("gathering", "document")} ) (?!\w)
      | (?<!\w) in \s the \s (?P<document> {any_of("document")} ) (?!\w)
      | (?<!\w) (?: by | via ) \s (?: phone | e-?mail | telephone ) (?!\w)
      | (?<!\w) on \s (?: Twitter | Facebook | Fox | CNN | CBS | NBC | ABC | MSNBC | NPR ) (?!\w)
      | (?<!\w) elsewhere (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# Outside the court, his lawyer said
SAME_PLACE = re.compile(r"\W*(?:outside|inside|in|at|from|during|on)\s(?:the|that)\s", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|it)(?!\w)", re.IGNORECASE)
NAME = re.compile(r"(?<![\w.])[A-ZÀ-Þ][\w’-]*\w")
# Otto Frey has another view.
NEW_NAME = re.compile(r"\W*(?P<first>[A-Z][\w’'-]+\.?)\s(?:[A-Z]\.\s)?(?P<last>[A-Z][\w’'-]+)")
# Tom Vale, who knows Roe; a spokesman for Roe
AFTER_HEAD = re.compile(r",|\s\(|\s(?:who|whose|that|which|of|for|from|in|with|at)\s")
# the mayor; his lawyer
DEFINITE = re.compile(r"(?:the|this|that|its|his|her)\s", re.IGNORECASE)
WORD = re.compile(r"[a-z]{3,}")
LITTLE = frozenset(word.capitalize() for word in TABLE["little"])
COUNTED = TABLE["counted"]
KNOWN = TABLE["anaphor"]
STOPS = frozenset(".…!?:;,”\"'’)")
OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Scene:
    """A dated event that statements may go on with: its day, the words for it, its sentence and who takes part."""

    period: Period
    printed: Span
    sentence: Sentence
    names: frozenset[str]
    words: frozenset[str]
    gathering: bool

    @property
    def is_short(self) -> bool:
        """Tell a day or a week from what is too long to be one occasion."""
        return (self.period.last - self.period.first).days <= LONGEST

    def reaches(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is near enough: in the paragraph, or soon after words of an occasion."""
        apart = sentence.paragraph - self.sentence.paragraph
        return apart == 0 or (apart <= REACH and self.gathering and self.is_short)


def opened(prose: Prose, sentence: Sentence, period: Period, printed: Span, *, told: bool) -> Scene | None:
    """Open a scene with a dated sentence; ``told`` tells that it is a statement of that day.

    What is longer than a month opens none by an event: who came to a meeting in 2031 speaks of it later.
    """
    words = sentence.span.of(prose.text)
    gathering = told or GATHERING.search(words) is not None
    scene = Scene(period, printed, sentence, _names(words), frozenset(WORD.findall(words)), gathering)
    is_poll = not COUNTED.isdisjoint(scene.words)  # of those who count no one speaks
    days = (period.last - period.first).days
    is_clear = told or days <= LONGEST or (days <= MONTH and SCENE.search(words))
    return scene if is_clear and not is_poll else None


def goes_on(prose: Prose, sentence: Sentence, scene: Scene, *, carried: bool) -> bool:
    """Tell whether a scene outlasts a sentence without a date; ``carried`` tells that some words went on with it."""
    if _has_new_speaker(prose.text, sentence, scene):
        return False
    if not carried and ((sentence.tellings and _is_elsewhere(prose, sentence.span, scene)) or not scene.gathering):
        return False
    if inside(prose.quoted, sentence.span.start):
        return True
    if _is_heading(prose.text, sentence):
        return False
    opening = NEW_NAME.match(prose.text, sentence.span.start, sentence.span.end)
    names = _names(opening[0]) if opening else frozenset()
    return not names or not names.isdisjoint(scene.names)


def carries(prose: Prose, telling: Telling, sentence: Span, dates: Sequence[PrintedDate], scene: Scene) -> bool:
    """Tell whether a statement goes on with a scene: it is a past event, of its speakers, with no date of its own."""
    if telling.mode == "thought" or is_another_time(prose.text, telling, sentence):
        return False
    if any(_is_of_its_own(prose, telling, sentence, printed) for printed in dates) or _is_elsewhere(
        prose, sentence, scene
    ):
        return False
    if is_before(prose.text, telling, sentence):
        return False
    return _takes_part(prose.text, telling, sentence, scene)


def _takes_part(text: str, telling: Telling, sentence: Span, scene: Scene) -> bool:
    if not telling.source or _is_known(telling.source[0].of(text), scene):
        return True
    named = bool(_names(_head(telling.source[0].of(text))))
    # "Outside the court, his lawyer said"
    return not named and scene.gathering and SAME_PLACE.match(text, sentence.start, sentence.end) is not None


def _is_known(mention: str, scene: Scene) -> bool:
    """Tell whether a scene has the one who is mentioned: by name, as a pronoun, as "the mayor" of its words."""
    head = _head(mention)
    names = _names("".join(head.split()[-1:])) or _names(head)  # a surname tells more than what stands before it
    if PRONOUN.match(mention) or names:
        return not names or not names.isdisjoint(scene.names)
    noun = WORD.findall(_head(mention))[-1:]
    return scene.gathering and DEFINITE.match(mention) is not None and not (KNOWN | scene.words).isdisjoint(noun)


def _has_new_speaker(text: str, sentence: Sentence, scene: Scene) -> bool:
    return any(
        telling.source and not _takes_part(text, telling, sentence.span, scene) for _, telling in sentence.tellings
    )


def _is_heading(text: str, sentence: Sentence) -> bool:
    words = sentence.span.of(text)
    return len(words) <= HEADING and not sentence.tellings and words[-1] not in STOPS


def _is_elsewhere(prose: Prose, sentence: Span, scene: Scene) -> bool:
    """Tell whether a sentence opens an occasion of its own: "in a telephone interview", "in his memoir"."""
    found = OTHER_OCCASION.finditer(prose.text, sentence.start, sentence.end)
    return any(
        not inside(prose.reported, each.start()) and not _is_same(each["occasion"] or each["document"] or "", scene)
        for each in found
    )


def _is_same(occasion: str, scene: Scene) -> bool:
    """Tell whether an occasion is that of the scene: he sued, "in his complaint"."""
    legal = occasion in TABLE["legal"] and not scene.words.isdisjoint(TABLE["legal"])
    return legal or occasion in scene.words


def is_main(prose: Prose, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date is that of what its sentence tells, and not of something that is only mentioned there."""
    at = printed.span
    if isinstance(printed.value, Stretch | Vague) or inside(prose.reported, at.start):
        return False
    before = prose.text[max(sentence.start, at.start - LONGEST_BEFORE) : at.start]
    if FUTURE.search(before) or not is_adverbial(prose.text, sentence, printed):
        return False
    return not SUBORDINATE.search(before.rpartition(",")[2])


def _is_of_its_own(prose: Prose, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a sentence has a date by which it need not be in the scene before it."""
    reported = inside(prose.reported, printed.span.start) and not inside(prose.reported, place_of_cue(telling))
    if reported or any(holds(span, printed.span) for span in telling.source):
        return False
    return printed.span.end <= place_of_cue(telling) or is_main(prose, sentence, printed)


def _head(words: str) -> str:
    """Give a mention without what is said of it: "Tom Vale" of "Tom Vale, who knows Roe"."""
    return AFTER_HEAD.split(words, maxsplit=1)[0]


def _names(words: str) -> frozenset[str]:
    return frozenset(OWNER.sub("", name) for name in NAME.findall(words)) - LITTLE
