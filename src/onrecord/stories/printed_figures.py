"""The figures that one report prints, each with the words that tell what it counts."""

import re
from bisect import bisect_right
from calendar import month_name
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import Attribution, Figure, Report, Span, Statement
from onrecord.stories.amounts import rows_of
from onrecord.stories.counted import STOPS, is_person
from onrecord.stories.number import MINUTE_OF_DAY, Number
from onrecord.stories.numbers import find_numbers
from onrecord.text.dates import find_dates, resolve
from onrecord.text.overlaps import Overlaps
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.stems import stem
from onrecord.text.weights import weight_of
from onrecord.text.words import Word, words_of

AROUND = 12  # words on either side that tell what a number counts
TELLING = 15  # weight from which a word tells something
NEAR = 7  # words among which stands what befalls the people who are counted
PEOPLE, DIE = "people", "die"
DEAD = f"{PEOPLE} who {DIE}"  # a kind of its own: the dead are never the hurt, however alike the rest
BARE = "of "  # the kind of a number with no noun that says what it counts
MEANINGLESS = 3  # characters: "the", "he"
SMALL = 12  # a bare number so small is rather a word

CLAUSE = re.compile(r";|\s(?:and|while|but)\s")
YEAR = re.compile(r"\b(?:in|since|of|the|by|from|year) ((?:19|20)[0-9]{2})\b(?!-)", re.IGNORECASE)
AS_OF = re.compile(r"\b(?:as of|said|told|reported|announced|confirmed|put)\b")
TOLD_ON = re.compile(r"\b(?:as of|(?:said|told \w+|reported|announced|confirmed)(?: late| early)?(?: on)?)\s$")
MONTH = re.compile(rf"\b(?:in|last|of|since) ({'|'.join(month_name[1:])})\b")
ZONE = re.compile(r"\s\(?(GMT|UTC|BST|CES?T|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|HST|JST|AE[SD]T|IST)\b")
CORRECTS = re.compile(
    r"\b(?:initially|originally|at first|(?:earlier|previous) (?:report|estimate|figure|toll)s?"
    r"|first reports?|revised|corrected|(?:risen|raised|climbed) (?:from|to)|later (?:said|put|told|gave))\b",
    re.IGNORECASE,
)
TOLD_TOO = frozenset({"headline", "standfirst", "caption"})  # furniture that tells of the story as its text does

Pair = tuple[Statement, Attribution]
Pairs = tuple[Pair, ...]


class Mention(NamedTuple):
    """A printed figure: ``kind`` is what may be compared at all, ``around`` the stems near it by their weight.

    ``befalls`` is what befalls the people whom it counts: that they die, are hurt, are missing; ``corrects`` tells that
    its sentence speaks of an earlier or a later value; ``zone`` is that of a time of day, ``then`` a year or month
    other than the report's, of which its sentence speaks.
    """

    number: Number
    figure: Figure
    kind: str
    noun: str
    befalls: str | None
    around: dict[str, float]
    sentence: int
    corrects: bool
    zone: str | None
    then: str | None


def _synonyms() -> tuple[dict[str, str], dict[str, str]]:
    rows = [(word, forms.split()) for word, forms in rows_of("synonyms.tsv")]
    of = {form: word for word, forms in rows for form in forms if form[0] != "!"}
    return of, {word: forms[0][1:].replace("-", " ") for word, forms in rows if forms[0][0] == "!"}


SAME_FOR, BEFALLEN_AS = _synonyms()  # by a printed word the one that stands for it, and how to call whom it befalls


@lru_cache(maxsize=1 << 16)
def same_for(key: str) -> str:
    """Give the word that stands for all that mean the same beside a number, else the stem.

    >>> same_for("wounded"), same_for("pumps")
    ('hurt', 'pump')
    """
    return SAME_FOR.get(key) or stem(key)


def printed_figures(report: Report, pairs: Pairs = ()) -> list[Mention]:
    """Find the figures of a report in order, furniture left out; ``pairs`` are its statements with whose they are."""
    text = report.text
    furniture = Overlaps((each.span, each) for each in report.furniture if each.kind not in TOLD_TOO)
    saying = Overlaps((span, pair) for pair in pairs for span in pair[0].content)
    borders = [sentence for paragraph in paragraphs(text) for sentence in sentences(text, paragraph)]
    found: list[Mention] = []
    sentence: _Sentence | None = None
    at = 0
    for number in find_numbers(text):
        if furniture.meeting(Span(number.span.start, number.span.start + 1)):
            continue
        while at < len(borders) and borders[at].end <= number.span.start:
            at += 1
        if at < len(borders) and borders[at].start <= number.span.start:
            if sentence is None or sentence.at != at:
                sentence = _sentence(report, at, borders[at])
            if mention := _mention(report, number, sentence, saying.meeting(number.span)):
                found.append(mention)
    return found


class _Sentence(NamedTuple):
    """A sentence with what is told by the whole of it, for all of its figures."""

    at: int
    span: Span
    words: tuple[Word, ...]
    ends: tuple[int, ...]
    corrects: bool
    then: str | None
    as_of: date | None


def _sentence(report: Report, at: int, span: Span) -> _Sentence:
    words = words_of(report.text, span)
    return _Sentence(
        at=at,
        span=span,
        words=words,
        ends=tuple(word.end for word in words),
        corrects=CORRECTS.search(report.text, span.start, span.end) is not None,
        then=_then(report, span),
        as_of=_as_of(report, span),
    )


def _mention(report: Report, number: Number, sentence: _Sentence, pairs: Sequence[Pair]) -> Mention | None:
    first = bisect_right(sentence.ends, number.span.start)
    last = first
    while last < len(sentence.words) and sentence.words[last].start < number.span.end:
        last += 1
    begin = max(0, first - AROUND)  # the words about a number, however long its sentence is
    words = sentence.words[begin : last + AROUND]
    first, last = first - begin, last - begin
    is_count = number.unit is None or number.kind.startswith("of ")
    befalls = _befalls(report.text, words, first, last) if is_count and last > first else None
    kind = _kind(number, befalls)
    value = number.low if number.low is not None else number.high or 0.0
    if kind == BARE and value <= SMALL:
        return None
    figure = Figure(
        report=report.id,
        span=number.span,
        text=number.span.of(report.text),
        low=number.low,
        high=number.high,
        unit=number.unit,
        counts=number.counts,
        by=_giver(number.span, sentence.span, report.text, pairs),
        as_of=sentence.as_of,
    )
    return Mention(
        number=number,
        figure=figure,
        kind=kind,
        noun=same_for(number.head),
        befalls=befalls,
        around=_around(words, first, last),
        sentence=sentence.at,
        corrects=sentence.corrects,
        zone=zone[1] if number.unit == MINUTE_OF_DAY and (zone := ZONE.match(report.text, number.span.end)) else None,
        then=sentence.then,
    )


def _then(report: Report, sentence: Span) -> str | None:
    """Find the other year, or month, of which a sentence speaks."""
    day = report.published
    for pattern, now in ((YEAR, str(day.year) if day else ""), (MONTH, month_name[day.month] if day else "")):
        for found in pattern.finditer(report.text, sentence.start, sentence.end):
            if found[1] != now:
                return found[1]
    return None


def _as_of(report: Report, sentence: Span) -> date | None:
    """Find the day of which a sentence says that its figures are: "as of Tuesday", "police said on 14 May"."""
    if not AS_OF.search(report.text, sentence.start, sentence.end):
        return None
    for printed in find_dates(report.text, sentence):
        if TOLD_ON.search(report.text, sentence.start, printed.span.start):
            period = resolve(printed, report.published)
            if period and period.first == period.last:
                return period.first
    return None


def _kind(number: Number, befalls: str | None) -> str:
    """Tell what a number may be compared with: people with people, lengths with lengths, pumps with pumps."""
    if not number.kind.startswith("of "):
        return number.kind
    head = number.head
    if befalls == DIE:
        return DEAD
    if is_person(head) or (befalls and not head):
        return PEOPLE
    return f"of {same_for(head)}" if head else BARE


def _befalls(text: str, words: Sequence[Word], first: int, last: int) -> str | None:
    """Find what befalls those who are counted: the nearest such word, best after the number and in one clause."""
    best: tuple[float, str] | None = None
    for at in range(max(0, first - NEAR), min(len(words), last + NEAR)):
        happening = SAME_FOR.get(words[at].key)
        if first <= at < last or happening not in BEFALLEN_AS:
            continue
        between = (
            text[words[at].end : words[first].start] if at < first else text[words[last - 1].end : words[at].start]
        )
        if at < first and CLAUSE.search(between):
            continue  # "Two died and 38 were treated"
        distance = (first - at if at < first else at - last + 0.5) + 3 * sum(
            between.count(mark) for mark in (",", ";", " and ", " while ", " – ", " — ")
        )
        if distance <= NEAR and (best is None or distance < best[0]):
            best = (distance, happening)
    return best[1] if best else None


def _around(words: Sequence[Word], first: int, last: int) -> dict[str, float]:
    """Weigh the words around a number, the nearest most."""
    around: dict[str, float] = {}
    for at in range(max(0, first - AROUND), min(len(words), last + AROUND)):
        key = words[at].key
        weight = weight_of(key)
        if first <= at < last or weight < TELLING or key[0].isdigit():
            continue
        distance = first - at if at < first else at - last + 1
        word = same_for(key)
        around[word] = max(around.get(word, 0.0), weight / (3 + distance))
    return around


def _giver(number: Span, sentence: Span, text: str, pairs: Sequence[Pair]) -> str | None:
    """Name the speaker of the smallest statement that holds a number, or give the words that stand for them.

    Of reported speech the source must stand in the number's own sentence: how far "he said" reaches is anybody's guess.
    """
    covering = [
        (sum(each.end - each.start for each in statement.content), statement.id, statement, attribution)
        for statement, attribution in pairs
        if any(each.start <= number.start and number.end <= each.end for each in statement.content)
        and (
            statement.form != "indirect"
            or any(sentence.start <= each.start and each.end <= sentence.end for each in statement.source)
        )
    ]
    if not covering:
        return None
    _, _, statement, attribution = min(covering, key=lambda each: each[:2])
    printed = " ".join(each.of(text) for each in statement.source)
    return attribution.speaker or (printed if len(printed) > MEANINGLESS and printed.casefold() not in STOPS else None)
