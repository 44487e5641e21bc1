"""What statements go on with: a dated event, until another or a new speaker ends it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import Period, Span
from onrecord.statements.occasions.adverbs import (
    FUTURE,
    GATHERING,
    SCENE,
    SCENE_NEXT,
    SUBORDINATE,
    is_adverbial,
    is_another_time,
    is_before,
    without_release,
)
from onrecord.statements.occasions.prose import TABLE, Prose, Sentence, any_of, holds, inside, place_of_cue
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import PrintedDate, Stretch, Vague

REACH = 2  # paragraphs that a scene goes on for
LONGEST = 10  # days of a period that opens a scene without an occasion in it, and that reaches another paragraph
MONTH = 31  # days of one that opens a scene with an occasion in it
LONGEST_BEFORE = 800  # characters before a date that are looked at
HEADING = 80  # characters of the longest heading
# in his memoir; in a telephone interview; by phone; in the email; more recently
OTHER_OCCASION = re.compile(
    rf"""(?<!\w) (?: in | on | via | by | through | during | at | with | for | to ) \s
        (?: an? | his | her | its | their | another | recent ) \s (?: [\w’'-]+ \s ){{0,3}}?
        (?P<occasion> {any_of("gathering", "document")} ) (?!\w)
      | (?<!\w) in \s the \s (?P<document> {any_of("document")} ) (?!\w)
      | (?<!\w) (?: by | via | in ) \s (?: phone | e-?mail | telephone ) (?!\w)
      | (?<!\w) on \s (?: Twitter | Facebook | Fox | CNN | CBS | NBC | ABC | MSNBC | NPR ) (?!\w)
      | (?<!\w) (?: elsewhere | recently | lately | since\sthen | these\sdays | nowadays ) (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# Outside the court, his lawyer said
SAME_PLACE = re.compile(r"\W*(?:outside|inside|in|at|from|during|on)\s(?:the|that)\s", re.IGNORECASE)
# gave a talk; in a long interview
OCCASION = re.compile(
    rf"(?<!\w)(?:an?|his|her|their|for)\s(?:[\w’'-]+\s){{0,3}}?{any_of('gathering')}(?!\w)", re.IGNORECASE
)
# Thousands came; a crowd of 900 filled the gym; a vigil
PUBLIC = re.compile(
    rf"""(?<!\w) (?: {any_of("crowd")} \s (?: [\w’'-]+ \s ){{0,4}}? {any_of("thronged")} | {any_of("public")} )
      (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# Nils Aker read; Nils Aker, their pastor, read
ACTED = re.compile(rf"(?:,[^,]{{1,60}},)?\s(?:\w+ed|{any_of('past')})(?!\w)")
SPOKE = re.compile(rf"(?<!\w){any_of('spoke')}(?!\w)")
PERFORMED = re.compile(rf"{any_of('performed')}(?!\w)")  # read out the names
# told them; told the crowd
TO_THEM = re.compile(rf"\s(?:the\s{any_of('crowd')}|them|those)(?!\w)", re.IGNORECASE)
PRONOUN = re.compile(r"(?:he|she|they|it)(?!\w)", re.IGNORECASE)
NAME = re.compile(r"(?<![\w.])[A-ZÀ-Þ][\w’-]*\w")
# But Mayor Otto Frey has another view.
NEW_NAME = re.compile(
    r"\W*(?:(?:But|And|Yet|Still|Meanwhile|So),?\s)?[A-Z][\w’'-]+\.?(?:\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+\.?){1,6}"
)
# Tom Vale, who knows Roe; a spokesman for Roe
AFTER_HEAD = re.compile(r",|\s\(|\s(?:who|whose|that|which|of|for|from|in|with|at)\s")
# the mayor; his lawyer
DEFINITE = re.compile(r"(?:the|this|that|its|his|her)\s", re.IGNORECASE)
WORD = re.compile(r"[a-z]{3,}")
LITTLE = frozenset(word.capitalize() for word in TABLE["little"])
COUNTED = TABLE["counted"]
KNOWN = TABLE["anaphor"]
STOPS = frozenset(".…!?:;,”\"'’)")
OWNED = re.compile(r"[\w.]+['’]s\s")  # Vale’s lawyer
OWNER = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Scene:
    """A dated event that statements may go on with: its day, the words for it, its sentence and who takes part."""

    period: Period
    printed: Span
    sentence: Sentence
    latest: int  # the last paragraph in which its people spoke
    names: frozenset[str]
    mentioned: frozenset[str]  # by its speakers as well
    words: frozenset[str]
    gathering: bool
    occasion: bool  # people met, and spoke
    public: bool  # there are more than are named

    @property
    def is_short(self) -> bool:
        """Tell a day or a week from what is too long to be one occasion."""
        return (self.period.last - self.period.first).days <= LONGEST

    def is_far(self, sentence: Sentence) -> bool:
        """Tell what is so far from the date that only the words between lead to it."""
        return sentence.paragraph - self.sentence.paragraph > REACH

    def reaches(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is near enough: in the paragraph, or soon after words of an occasion."""
        reach = (REACH if self.is_short else int(self.occasion)) if self.gathering else 0
        is_next = self.gathering and self.is_short and sentence.paragraph - self.latest <= REACH
        return is_next or sentence.paragraph - self.sentence.paragraph <= reach


def opened(prose: Prose, sentence: Sentence, period: Period, printed: Span, *, told: bool) -> Scene | None:
    """Open a scene with a dated sentence; ``told`` tells that it is a statement of that day.

    What is longer than a month opens none by an event: who came to a meeting in 2031 speaks of it later.
    """
    words = sentence.span.of(prose.text)
    public = PUBLIC.search(words) is not None
    gathering = told or public or GATHERING.search(words) is not None
    occasion = OCCASION.search(words) is not None
    known = frozenset(WORD.findall(words))
    all_names, latest = _names(words), sentence.paragraph
    names = _named(prose, sentence.span) if told else all_names
    scene = Scene(period, printed, sentence, latest, names, all_names, known, gathering, occasion, public)
    is_poll = not COUNTED.isdisjoint(scene.words)  # of those who count no one speaks
    days = (period.last - period.first).days
    is_clear = told or days <= LONGEST or (days <= MONTH and SCENE.search(words))
    return scene if is_clear and not is_poll else None


def outlasting(prose: Prose, sentence: Sentence, scene: Scene, *, carried: bool) -> Scene | None:
    """Give the scene that outlasts a sentence without a date; ``carried`` tells that some words went on with it."""
    if _has_new_speaker(prose.text, sentence, scene):
        return None
    if carried and any(_is_plain(prose.text, telling) for _, telling in sentence.tellings):
        scene = replace(scene, latest=sentence.paragraph)
    if not carried and ((sentence.tellings and _is_elsewhere(prose, sentence.span, scene)) or not scene.gathering):
        return None
    if inside(prose.quoted, sentence.span.start):
        return scene
    if _is_heading(prose.text, sentence):
        return None
    opening = NEW_NAME.match(prose.text, sentence.span.start, sentence.span.end)
    names = _names(opening[0].split()[-1]) if opening else frozenset()
    if opening is None or not names or not names.isdisjoint(scene.names | scene.mentioned):
        return scene
    # Thousands came to the harbor on Saturday. Nils Aker read out names.
    is_there = scene.public and sentence.paragraph == scene.sentence.paragraph
    joins = is_there and ACTED.match(prose.text, opening.end(), sentence.span.end)
    return replace(scene, names=scene.names | names) if joins else None


def _is_plain(text: str, telling: Telling) -> bool:
    """Tell words that somebody spoke from what may be the reporter's account of many days."""
    return telling.form != "indirect" or any(SPOKE.search(cue.of(text)) for cue in telling.cue)


def is_background(prose: Prose, sentence: Sentence, period: Period, scene: Scene) -> bool:
    """Tell whether a dated sentence only says what had been before: "The flood killed 14 people in March"."""
    words = sentence.span.of(prose.text)
    is_told = bool(sentence.tellings) or GATHERING.search(words) is not None
    return period.last < scene.period.first and not is_told and _names(words) <= scene.names and scene.reaches(sentence)


def carries(
    prose: Prose, telling: Telling, sentence: Span, dates: Sequence[PrintedDate], scene: Scene, *, far: bool
) -> bool:
    """Tell whether a statement goes on with a scene: it is a past event, of its speakers, with no date of its own.

    What is ``far`` has to be words plainly spoken there, and no account of what somebody thinks.
    """
    if telling.mode == "thought" or is_another_time(prose.text, telling, sentence):
        return False
    if far and not _is_plain(prose.text, telling):
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
    if scene.public and _is_before_them(text, telling, sentence):
        return True
    named = bool(_names(_head(telling.source[0].of(text))))
    # "Outside the court, his lawyer said"
    return not named and scene.gathering and SAME_PLACE.match(text, sentence.start, sentence.end) is not None


def _is_before_them(text: str, telling: Telling, sentence: Span) -> bool:
    """Tell words that are for the people of a scene: "read out the names", "told the crowd"."""
    return any(
        PERFORMED.match(text, cue.start, cue.end) or TO_THEM.match(text, cue.end, sentence.end) for cue in telling.cue
    )


def _is_known(mention: str, scene: Scene) -> bool:
    """Tell whether a scene has the one who is mentioned: by name, as a pronoun, as "the mayor" of its words."""
    head = OWNED.sub("", _head(mention))
    names = _names("".join(head.split()[-1:])) or _names(head)  # a surname tells more than what stands before it
    if PRONOUN.match(mention) or names:
        return not names or not names.isdisjoint(scene.names)
    nouns = WORD.findall(_head(mention))[-1:]
    written = TABLE["written"] if not TABLE["written"].isdisjoint(scene.words) else frozenset()
    known = any(noun in KNOWN or noun in written or _is_same(noun, scene) for noun in nouns)
    return scene.gathering and DEFINITE.match(mention) is not None and known


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
    """Tell whether an occasion is that of the scene: he sued, "in his complaint"; he resigned, "in his letter"."""
    kinds = (TABLE["legal"], TABLE["parting"])
    return occasion in scene.words or any(occasion in kind and not kind.isdisjoint(scene.words) for kind in kinds)


def is_main(prose: Prose, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a date is that of what its sentence tells, and not of something that is only mentioned there."""
    at = printed.span
    if isinstance(printed.value, Stretch | Vague) or inside(prose.reported, at.start):
        return False
    before = prose.text[max(sentence.start, at.start - LONGEST_BEFORE) : at.start]
    if FUTURE.search(before):
        return False
    if not is_adverbial(prose.text, sentence, printed):
        # Saturday's rally drew 4,000 people.
        return not before.strip() and SCENE_NEXT.match(prose.text, at.end, sentence.end) is not None
    clause = SUBORDINATE.search(without_release(before).rpartition(",")[2])
    return clause is None or clause[0].casefold() == "while"  # what goes on at the same time, or on another day


def _is_of_its_own(prose: Prose, telling: Telling, sentence: Span, printed: PrintedDate) -> bool:
    """Tell whether a sentence has a date by which it need not be in the scene before it."""
    reported = inside(prose.reported, printed.span.start) and not inside(prose.reported, place_of_cue(telling))
    if reported or any(holds(span, printed.span) for span in telling.source):
        return False
    return printed.span.end <= place_of_cue(telling) or is_main(prose, sentence, printed)


def _named(prose: Prose, sentence: Span) -> frozenset[str]:
    """Give the names of a sentence without those that its speakers only mention."""
    found = NAME.finditer(prose.text, sentence.start, sentence.end)
    return _names(" ".join(name[0] for name in found if not inside(prose.reported, name.start())))


def _head(words: str) -> str:
    """Give a mention without what is said of it: "Tom Vale" of "Tom Vale, who knows Roe"."""
    return AFTER_HEAD.split(words, maxsplit=1)[0]


def _names(words: str) -> frozenset[str]:
    return frozenset(OWNER.sub("", name) for name in NAME.findall(words)) - LITTLE
