"""What speaks against two passages being one utterance, and how much they must have in common in spite of it.

Hardly anything forbids a match outright: speakers are found by a program, outlets take a post for a statement, and
stories are parted where there is one. But nobody says a whole long sentence of another's by chance, so each doubt
raises the weight of the longest run of words that two have to share.
"""

import re
from collections.abc import Mapping
from datetime import timedelta

from onrecord.model import Medium, Passage
from onrecord.text.names import may_be_one
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

VERBATIM_TENTHS = 225  # eight rare words or sixteen common ones
OTHERS_TENTHS = 150
BOTH_UNKNOWN_TENTHS = 100
UNKNOWN_TENTHS = 70  # "universal background checks" are anybody's
ELSEWHERE_TENTHS = 75  # across two stories a stock phrase is no sign, a long run of rare words is
NEAR_TENTHS = 40
DAYS, DAYS_APART = timedelta(days=14), timedelta(days=3)
SAID_APART = timedelta(days=2)  # between the days that two reports of one story give one occasion
TELLING = 25  # of a word in the name of a group
NEXT_DAY = timedelta(days=1)
WRITTEN: frozenset[Medium] = frozenset({"post", "statement", "letter", "court filing"})
SPOKEN: frozenset[Medium] = frozenset(
    {"interview", "press briefing", "remarks to reporters", "speech", "debate", "testimony", "broadcast"}
)
WAYS: Mapping[Medium, str] = {**dict.fromkeys(WRITTEN, "written"), **dict.fromkeys(SPOKEN, "spoken")}
COMMON_NOUN = re.compile(r"\b[a-z]{4}")
NAME = re.compile(r"\b[A-Z][\w’'-]*")


def least_shared(one: Passage, other: Passage) -> int | None:
    """Give the weight, in tenths, that the longest run in common needs to have; None where no words are enough.

    >>> from datetime import date
    >>> from onrecord.model import Span
    >>> ruiz = Passage("a", "a:0-1", "-", (Span(0, 1),), "direct", "Ana Ruiz", "ruiz", "named", date(2031, 5, 1))
    >>> vale = Passage("b", "b:0-1", "-", (Span(0, 1),), "direct", "Vale", "vale", "named", date(2031, 5, 1))
    >>> least_shared(ruiz, ruiz), least_shared(ruiz, vale)
    (None, 225)
    """
    least = least_by_occasion(one, other)
    return None if least is None else max(least, least_by_speaker(one, other))


def least_by_occasion(one: Passage, other: Passage) -> int | None:
    """Give what report, day, story, medium and addressee ask for, whoever speaks; None where no words are enough."""
    if one.report == other.report or not _days_agree(one, other):
        return None
    return max(_by_story(one, other), _by_medium(one, other))


def may_meet(one: Passage, other: Passage) -> bool:
    """Tell whether nothing but the words speaks against two passages: speaker, story, day and medium."""
    least = least_shared(one, other)
    return least is not None and least < OTHERS_TENTHS


def are_one_person(one: Passage, other: Passage) -> bool:
    """Tell whether two passages are known to be one person's."""
    return one.person is not None and one.person == other.person


def least_by_speaker(one: Passage, other: Passage) -> int:
    """A speaker all but vetoes when both are named in their cue: a wrong veto costs more than a missing one."""
    if are_one_person(one, other):
        return 0
    if not one.speaker and not other.speaker:
        return UNKNOWN_TENTHS if one.medium and one.medium == other.medium else BOTH_UNKNOWN_TENTHS
    if not one.speaker or not other.speaker or _is_one_of_many(one) or _is_one_of_many(other):
        return UNKNOWN_TENTHS
    if may_be_one(one.speaker, other.speaker):
        return 0
    if _are_akin(one.speaker, other.speaker):
        return UNKNOWN_TENTHS
    return VERBATIM_TENTHS if one.ground == other.ground == "named" else OTHERS_TENTHS


def _is_one_of_many(passage: Passage) -> bool:
    """Tell whether a speaker is a group without a name: "council officials" may be the person whom others name."""
    return passage.person is None and passage.speaker is not None and bool(COMMON_NOUN.search(passage.speaker))


def _are_akin(speaker: str, other: str) -> bool:
    """Tell whether two groups or offices share a telling word: "the harbour board", "the board of Elm harbour".

    Two people of one family name share it too, but no word without a capital.
    """
    if not (COMMON_NOUN.search(speaker) or COMMON_NOUN.search(other)):
        return False
    names = [{word.key for word in words_of(name) if weight_of(word.key) >= TELLING} for name in (speaker, other)]
    return bool(names[0] & names[1])


def _by_story(one: Passage, other: Passage) -> int:
    """Stories are found by a program too, and what one person says on one day may be told in two."""
    if not _are_apart(one, other):
        return 0
    between = _between(one, other)
    if between is not None and between > DAYS:
        return VERBATIM_TENTHS
    is_near = are_one_person(one, other) and between is not None and between <= NEXT_DAY
    return NEAR_TENTHS if is_near else ELSEWHERE_TENTHS


def _by_medium(one: Passage, other: Passage) -> int:
    """A letter is no broadcast, and what is told to one station is not what is told to another."""
    if one.medium and other.medium:
        ways = WAYS.get(one.medium), WAYS.get(other.medium)
        if all(ways) and ways[0] != ways[1]:
            return VERBATIM_TENTHS
    if one.addressee and other.addressee:
        names = set(NAME.findall(one.addressee)), set(NAME.findall(other.addressee))
        if all(names) and not names[0] & names[1]:
            return VERBATIM_TENTHS
    return 0


def _are_apart(one: Passage, other: Passage) -> bool:
    return one.story is not None and other.story is not None and one.story != other.story


def _between(one: Passage, other: Passage) -> timedelta | None:
    return abs(one.published - other.published) if one.published and other.published else None


def _days_agree(one: Passage, other: Passage) -> bool:
    """Tell whether two can be of one occasion: outlets date it by the taping, the release or the morning after."""
    if one.said and other.said:
        slack = timedelta(0) if _are_apart(one, other) else SAID_APART
        return one.said.first <= other.said.last + slack and other.said.first <= one.said.last + slack
    if one.said or other.said:  # what is printed undated may have been said long before, but not after
        said, printed = (one.said, other.published) if one.said else (other.said, one.published)
        return said is None or printed is None or said.first <= printed + NEXT_DAY
    between = _between(one, other)
    return between is None or between <= (DAYS_APART if _are_apart(one, other) else DAYS)
