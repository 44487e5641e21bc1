"""Which sentences of a report tell of something on a day or in a period, and which of its dates a sentence is about.

A sentence stands for one event. Of several dates the one that opens it counts, else that of the main clause, a day
before a month; what hangs on "which", "than" or "after" dates something else. A date inside a quotation is the
speaker's, one that dates the saying is the statement's, and no date tells when a thing happened if it says since when,
until when or how often.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.model import Period, Place, Report, Span
from onrecord.stories.verbs import verbs
from onrecord.text.dates import (
    Calendar,
    Overnight,
    PrintedDate,
    Season,
    Shift,
    Stretch,
    Vague,
    Weekday,
    find_dates,
    resolve,
)
from onrecord.text.overlaps import Overlaps
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.words import words_of

FEWEST_WORDS = 5  # a shorter sentence is a heading or a caption
LONG_AGO = 4  # days: "they would appear on Friday" is said on Wednesday of the next, "would not say on Tuesday" is not
COMING = range(1, 5)  # on Tuesday to Friday "this weekend" is the coming one
FAR = 1_000  # characters before a date that may tell what it is of
NEAR = 100  # characters before a date in which a "will" is of its clause
OPENING = 2  # words: "But on Friday …"
A_WEEK = 7  # days
A_SEASON = 92  # days
TEN_MONTHS = 300  # days: in February "March" is to come, for the one before is "last March"
A_YEAR = 366  # days: "from 1996 to 2007" is an office, "between Monday and Wednesday" is when something happened

# What tells the future is looked for before the date: "the council meets on Friday".
AHEAD = re.compile(
    r"""\b(?: will | won['’]t | (?:is|are)\s(?:to|due|set|expected|scheduled) | going\sto | plans?\sto | expected\sto
      | (?<!was\s)(?<!were\s)(?<!been\s)(?:scheduled|due|set)\s(?:to|for)
      | meets | opens | begins )\b""",
    re.VERBOSE,
)
# "On Friday, the council will vote"; "On Friday, Ruiz said it will" is no such.
THEN_AHEAD = re.compile(
    r",?\s(?:(?!(?:said|told|says|announced)\b)[\w.'’-]+\s){1,8}?(?:will|(?:is|are)\s(?:to|due|set|expected|scheduled))\b"
)
PERHAPS_AHEAD = re.compile(
    r"""\b(?:would|could|may|might|should|can|if|when|planned|plans|hopes?|to\sbe|ahead\sof|upcoming
      |(?:was|were|been)\s(?:scheduled|due|set|expected))\b""",
    re.VERBOSE,
)
# "They will rebuild it, the mayor said on Tuesday": the day of the saying, which is past.
TOLD = re.compile(
    r"\b(?:said|told(?: \w+){1,4}|announced|added|wrote|tweeted|confirmed|insisted|warned) (?:late |early )?(?:on )?$"
)

NO_EVENT = re.compile(
    r"\b(?:every|each|most|any|per|before|after|since|until|till|by"
    r"|(?<!night )(?<!morning )(?<!afternoon )(?<!evening )of|(?:than|as|unlike|compared (?:to|with))(?: in| on)?)"
    r" (?:late |early |about |around )?$",
    re.IGNORECASE,
)
IN = re.compile(r"(?<!\w)(?:in|during|over|around|throughout)\s$", re.IGNORECASE)
IN_THE = re.compile(r"(?<!\w)(?:in|during|over|throughout)\sthe\s$|(?<!\w)(?:in|during)\s$", re.IGNORECASE)
HANGING = re.compile(r"(?:(?<!\w)(?:an?|the|his|her|its|their|our|my|of|from|with|for|to)|['’]s?)\s$", re.IGNORECASE)
THE = re.compile(r"(?:(?<!\w)(?:the|his|her|its|their|our|my|this|that|first|second)|['’]s?)\s$", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
CLAUSE = re.compile(r"[,;:()—–]|\s--?\s")
HANGS_ON = re.compile(
    r"\b(?:which|who|whom|whose|when|whenever|after|before|because|if|while|where|as|than|following|unless|although|compared|versus)\b",
    re.IGNORECASE,
)
THIS_WEEKEND = re.compile(r"this\sweekend", re.IGNORECASE)
HABITS = re.compile(r"\s(?:mornings|afternoons|evenings|nights)\b")
OTHER_YEAR = re.compile(r",?\s(?:of\s)?(?:that|the\s(?:same|following|previous|next))\syear\b")
UNREAD_YEAR = re.compile(r",?\s[0-9]{4}\b")
NOUN_NEXT = re.compile(r"\s[a-z]")
STAMP = re.compile(
    r"""\(@\w+\) | \b(?:Updated|Published|Posted)\b | \b[Pp]hotos?: | [Ff]ile\sphoto | \bGetty\sImages\b
      | \barticle\swas\samended\b | \b[Nn]ewsletters?\b | \b[Ss]ign\s[Uu]p\b
      | \b[Pp]hoto\s(?:made|taken|provided|released|shows?)\b | (?:/\s?|\bvia\s)(?:AP|AFP|EPA|Reuters|Getty)\b""",
    re.VERBOSE,
)
# A sentence with none of these tells of what is to come, of how things are, or what a picture shows.
PAST = re.compile(rf"\b(?:{verbs('past')}|(?!need\b|indeed\b|speed\b|hundred\b)[a-z]{{2,}}ed)\b")


class Dated(NamedTuple):
    """A sentence with the day or period of what it tells, and the keys of its words but for those of the date.

    ``ahead`` is of what lay ahead when the report appeared. ``sure`` are dates that name the day: "today" and
    "yesterday" are only as good as the day of publication, which may be that of another time zone.
    """

    period: Period
    place: Place
    text: str
    keys: tuple[str, ...]
    ahead: bool
    sure: bool


class _Candidate(NamedTuple):
    rank: tuple[bool, bool, bool, bool, int]
    printed: PrintedDate
    period: Period


def dated_sentences(report: Report, sayings: Iterable[Span] = ()) -> Iterator[Dated]:
    """Find the sentences of a report that date what they tell; ``sayings`` are the dates of its statements.

    >>> from onrecord.model import Origin
    >>> text = "The sluice, which was built in 1998, broke on 12 May 2031 at noon."
    >>> [str(each.period.first) for each in dated_sentences(Report("a", text, Origin("", "", "")))]
    ['2031-05-12']
    """
    said = Overlaps((span, span) for span in sayings)
    apart = [each.span for each in report.furniture]
    apart += [quotation.outer for quotation in find_quotations(report.text)]
    if report.dateline:
        apart.append(report.dateline.span)
    set_apart = Overlaps((span, span) for span in apart)
    for paragraph in paragraphs(report.text):
        for sentence in sentences(report.text, paragraph):
            printed = find_dates(report.text, sentence)
            if not printed:
                continue
            candidates = _candidates(report, sentence, printed, set_apart.meeting(sentence), said.meeting(sentence))
            best = min(candidates, default=None)
            if best is None:
                continue
            told = after_dateline(report, sentence)
            words = words_of(report.text, told)
            if len(words) >= FEWEST_WORDS:
                date = best.printed.span
                yield Dated(
                    period=best.period,
                    place=Place(report.id, told),
                    text=told.of(report.text),
                    # All that happened on Tuesday has "Tuesday" in common.
                    keys=tuple(sorted({word.key for word in words if not date.start <= word.start < date.end})),
                    ahead=report.published is not None and best.period.first > report.published,
                    sure=not isinstance(best.printed.value, Shift | Overnight) and not _is_tomorrow(best, report),
                )


def after_dateline(report: Report, sentence: Span) -> Span:
    """Begin a report's first sentence after "GULLHAVEN, May 12 (Norwire) --"."""
    if report.dateline is None or not sentence.start <= report.dateline.span.start < sentence.end:
        return sentence
    start = report.dateline.span.end
    return Span(start + len(report.text[start:]) - len(report.text[start:].lstrip(" —–-\n")), sentence.end)


def _candidates(
    report: Report, sentence: Span, dates: Sequence[PrintedDate], apart: Sequence[Span], said: Sequence[Span]
) -> Iterator[_Candidate]:
    """Give the dates that a sentence can be about, the one that it is about being the least."""
    text = report.text
    past = PAST.search(_outside(text, sentence, apart)) is not None
    if STAMP.search(text, sentence.start, sentence.end):
        return
    for printed in dates:
        start, end = printed.span.start, printed.span.end
        if any(_meet(printed.span, span) for span in (*apart, *said)):
            continue
        before = _outside(text, Span(max(sentence.start, start - FAR), start), apart)
        if isinstance(printed.value, Calendar) and printed.value.year is None and UNREAD_YEAR.match(text, end):
            continue  # "14 May 1031" is no day of this year
        if NO_EVENT.search(before) or any(each.match(text, end) for each in (POSSESSIVE, OTHER_YEAR, HABITS)):
            continue
        ahead = _is_ahead(text, printed.span, before, sentence, report.published)
        perhaps = not past or PERHAPS_AHEAD.search(before[-NEAR:]) is not None
        period = _period_of(printed, report.published, ahead=ahead or not past, perhaps=perhaps)
        if period is None or _is_attributive(printed, text, sentence):
            continue
        if not past and not ahead and _is_no_news(printed, period, report.published):
            continue
        is_day = period.first == period.last
        if is_day and isinstance(printed.value, Shift) and printed.value.unit != "day":
            continue  # "this week", printed on a Monday
        if not is_day and not _is_adverbial(printed, text, sentence, period):
            continue
        clause = CLAUSE.split(before)[-1]
        hangs = HANGS_ON.search(clause) is not None
        if hangs and not is_day:
            continue  # "the dam that burst when he was mayor in 1998": another event than the sentence's
        opens = len(before.split()) <= OPENING
        yield _Candidate((TOLD.search(before) is not None, hangs, not opens, not is_day, start), printed, period)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _outside(text: str, span: Span, apart: Sequence[Span]) -> str:
    """Give the reporter's own words of a stretch: a "will" between quotation marks is the speaker's."""
    words, at = [], span.start
    for each in apart:
        if at < each.end and each.start < span.end:
            words.append(text[at : max(at, each.start)])
            at = each.end
    return " ".join([*words, text[at : span.end]])


def _is_adverbial(printed: PrintedDate, text: str, sentence: Span, period: Period) -> bool:
    """Tell whether a period says when: "in 2031", "last week", but not "the 2031 vote" or "the week of the vote"."""
    before = text[max(sentence.start, printed.span.start - 12) : printed.span.start]
    match printed.value:
        case Stretch(last=None) | Vague() | Season(year=None, which=""):
            return False  # "hurt in the fall" is no autumn
        case Stretch():  # the find_dates rule takes "the" of "the 1990s", and "between" of "between Monday and Friday"
            return IN_THE.search(before) is not None or (period.last - period.first).days < A_YEAR
        case Shift(unit="year", count=0, part=""):
            return False  # "profits this year" have no day, and seldom an event
        case Calendar(day=None, which="", years=None, part=""):
            return IN.search(before) is not None
    return HANGING.search(before) is None


def _is_tomorrow(candidate: _Candidate, report: Report) -> bool:
    return report.published is not None and (candidate.period.first - report.published).days == 1


def _is_attributive(printed: PrintedDate, text: str, sentence: Span) -> bool:
    """Tell a day that only says which thing is meant: "his Thanksgiving speech", "the Monday session"."""
    before = text[max(sentence.start, printed.span.start - 12) : printed.span.start]
    return THE.search(before) is not None and NOUN_NEXT.match(text, printed.span.end) is not None


def _is_no_news(printed: PrintedDate, period: Period, published: date | None) -> bool:
    """Tell what a sentence in the present does not make an event: "the best gate today", and what a picture shows."""
    if published is None or not isinstance(printed.value, Calendar):
        return printed.value == Shift("day", 0)
    is_caption = period.last < published
    # "A gunman opens fire in April": of any year.
    is_of_any_year = (
        printed.value.year is None and printed.value.day is None and (period.first - published).days > A_SEASON
    )
    return is_caption or is_of_any_year


def _is_ahead(text: str, printed: Span, before: str, sentence: Span, published: date | None) -> bool:
    """Tell whether the words put a day into the future: those before it or, where it opens the sentence, after it."""
    if published is not None and published.weekday() in COMING and THIS_WEEKEND.match(text, printed.start):
        return True
    if len(before.split()) <= OPENING and THEN_AHEAD.match(text, printed.end, sentence.end):
        return True
    return AHEAD.search(before[-NEAR:]) is not None and not TOLD.search(before)


def _period_of(printed: PrintedDate, published: date | None, *, ahead: bool, perhaps: bool) -> Period | None:
    period = resolve(printed, published, future=ahead)
    if period is None or published is None:
        return period
    if isinstance(printed.value, Calendar) and (printed.value.day or perhaps):
        # A date without its year is the one nearest to the day of publication: "the June 3 trial" may lie ahead, and so
        # does what "may cost her in November".
        last, coming = (resolve(printed, published, future=future) for future in (False, True))
        if last and ahead and printed.value.day and (published - last.first).days > A_WEEK:
            return coming
        # A day of this week is no year ahead, whatever "plans to" stands before it.
        return min(filter(None, (last, coming)), key=lambda each: abs(each.first - published))
    if isinstance(printed.value, Calendar) and printed.value.month and (published - period.first).days > TEN_MONTHS:
        return resolve(printed, published, future=True) if not printed.value.which else period
    if isinstance(printed.value, Weekday) and not printed.value.which:
        ago = (published - period.first).days
        if ago == A_WEEK - 1:
            # Nobody calls six days ago "Friday": the report is stamped in another time zone, or was carried forward.
            return resolve(printed, published, future=True)
        if ago >= LONG_AGO:
            return resolve(printed, published, future=perhaps)
    return period
