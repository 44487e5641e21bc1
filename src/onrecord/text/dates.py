"""Printed dates: where a text names a day or a period, and which one that is.

Reading and resolving are apart. ``find_dates`` knows only the words; ``resolve`` counts from an *anchor*, the day of
publication or of the dateline. Conventions, as a careful reader of news takes the words:

* A weekday is the last such day, the anchor counts; with a future verb the next one. "Last Tuesday" is before it.
* Yesterday, "Tuesday night", this morning: one day. Overnight: the day before and the anchor.
* Last week: Monday to Sunday. This week: Monday to the anchor. Late last week: Thursday to Sunday. The weekend: the
  last Saturday and Sunday that are over.
* Early, mid and late March: 1-10, 11-20, 21-31. Early and late 2031: its first and last four months.
* Spring is March to May, and so on by three months; last summer is the last that is over, this summer the nearest.
* Three days ago: a day. Two weeks ago: a calendar week; months and years likewise.
* "Hours later", "the next day", "that night": counted from the day that the text told before.
* The first week of March: 1-7. The 1990s: their ten years. The week of 14 March: Monday to Sunday.
* Without its year, a date is the last such; a day ahead of the anchor is allowed, for clocks differ.
* Without an anchor only a whole date can be resolved.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Literal, NamedTuple, TypeAlias

from onrecord.model import Period, Span

Unit: TypeAlias = Literal["day", "week", "weekend", "month", "year"]
Part: TypeAlias = Literal["", "early", "mid", "late", "earlier", "later"]
Which: TypeAlias = Literal["", "last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a calendar names: "May 14, 2031", "14-16 May", "early May", "2031"; ``years`` is -1 for "of last year"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    years: int | None = None
    part: Part = ""
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday; ``weeks`` tells of which week it is, 0 for the running one."""

    number: int
    which: Which = ""
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """Days, weeks, months or years after the anchor, or after what was ``told`` before; a negative count is before."""

    unit: Unit
    count: int
    part: Part = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before the anchor."""


@dataclass(frozen=True, slots=True)
class Season:
    """Three months, by the month in which they begin."""

    month: int
    year: int | None = None
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the year that moves: the nth weekday of a month, the last where ``nth`` is 0."""

    month: int
    nth: int
    weekday: int
    which: Which = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one date to another, or to the anchor: "between Monday and Wednesday", "since Friday"."""

    first: "Value"
    last: "Value | None"


@dataclass(frozen=True, slots=True)
class Offset:
    """Days counted from a date that is printed with them: "two days after the vote on May 7"."""

    shift: Shift
    base: "Value"


@dataclass(frozen=True, slots=True)
class Vague:
    """Another day, and nobody says which: "once", "years ago"."""


Value: TypeAlias = Calendar | Weekday | Shift | Overnight | Season | Holiday | Stretch | Offset | Vague


class PrintedDate(NamedTuple):
    """A time expression at its printed place, and what it says before it is counted from anywhere."""

    span: Span
    value: Value


def _table() -> dict[str, dict[str, str]]:
    lines = files(__package__).joinpath("dates.en.tsv").read_text(encoding="utf-8").splitlines()
    table: dict[str, dict[str, str]] = {}
    for kind, value, forms in (line.split("\t") for line in lines if line and not line.startswith("#")):
        for form in forms.split("|"):
            table.setdefault(kind, {})[form if kind == "name" else form.rstrip(".").casefold()] = value
    return table


TABLE = _table()


def _any(kind: str) -> str:
    """Make a pattern of the words of a kind, the longest first."""
    forms = sorted(TABLE[kind], key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s") for form in forms) + ")"


def _capitals(kind: str) -> str:
    """The same, for names: May is a month, may is none."""
    forms = sorted({form.title() for form in TABLE[kind]}, key=lambda form: (-len(form), form))
    forms += [form.upper() for form in forms if len(form) > 4]
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s") for form in forms) + ")"


MONTH = rf"(?P<month>{_capitals('month')}\b|{_capitals('abbreviation')}\b\.?)"
WEEKDAY = rf"(?P<weekday>{_capitals('weekday')})"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
OF_YEAR = r"(?:,?\s(?:of\s)?(?P<years>last|this)\syear\b)"
COUNT = rf"(?P<count>(?i:{_any('count')})|\d\d?)"
UNIT = rf"(?P<unit>{_any('unit')})"
PART = rf"(?:(?P<part>(?i:{_any('part')}))[\s-]?)?"
TIME = rf"(?:\s(?:{_any('time')})\b)?"
NO_DAY = r"(?![\d%]|[.,]\d|\s?(?:percent|per\scent|%))"

Reader: TypeAlias = Callable[[re.Match[str]], Value | None]


def _calendar(found: re.Match[str]) -> Value | None:
    printed = found.groupdict()
    month = printed.get("month")
    number = _month_of(month) if month else None
    day, year = printed.get("day"), printed.get("year")
    if number is not None and not 1 <= number <= 12:  # 2031-00-14
        return None
    if day and not 1 <= int(day) <= (31 if number is None else monthrange(2032, number)[1]):
        return None
    return Calendar(
        year=int(year) if year else None,
        month=number,
        day=int(day) if day else None,
        last_day=int(printed["last_day"]) if printed.get("last_day") else None,
        years={"last": -1, "this": 0}.get(printed.get("years") or ""),
        part=_part(printed.get("part")),
        which=_which(printed.get("which")),
    )


def _month_of(printed: str) -> int:
    name = printed.rstrip(".").casefold()
    return int(name) if name.isdigit() else int(TABLE["month"].get(name) or TABLE["abbreviation"][name])


def _slashed(found: re.Match[str]) -> Value | None:
    """Read 14/5/2031 either way round, and 3/4/2031 not at all."""
    one, two = int(found["one"]), int(found["two"])
    if min(one, two) > 12 or max(one, two) > 31 or (max(one, two) <= 12 and one != two):
        return None
    return Calendar(int(found["year"]), min(one, two), max(one, two))


BEFORE_MONTH = re.compile(
    r"(?<!\w)(?:in|since|of|until|till|by|during|from|between|and|to|through|as)\s$", re.IGNORECASE
)
DETERMINER = re.compile(r"(?:(?<!\w)(?:an?|the|his|her|its|their|whose)|\w['’]s)\s$", re.IGNORECASE)
NOUN_NEXT = re.compile(r"\s[a-z]")
BEFORE_YEAR = re.compile(r"(?<!\w)(?:in|since|of|until|by|during|from|between|and|to|through)\s$", re.IGNORECASE)


def _month_alone(found: re.Match[str]) -> Value | None:
    """Take a month for one where a word before it or after it shows that: "in May", "his May letter"."""
    before = found.string[max(0, found.start() - 9) : found.start()]
    told = any(found[name] for name in ("year", "years", "part", "which")) or BEFORE_MONTH.search(before)
    attributive = DETERMINER.search(before) and NOUN_NEXT.match(found.string, found.end())
    return _calendar(found) if told or attributive else None


def _year_alone(found: re.Match[str]) -> Value | None:
    before = found.string[max(0, found.start() - 9) : found.start()]
    told = found["part"] or BEFORE_YEAR.search(before)
    attributive = DETERMINER.search(before) and NOUN_NEXT.match(found.string, found.end())
    return _calendar(found) if told or attributive else None


def _fixed(found: re.Match[str]) -> Value:
    month, day = (TABLE["fixed"] | TABLE["bare"])[_one_space(found["name"])].split("-")
    year = int(found["year"]) if found["year"] else None
    return Calendar(year, int(month), int(day), which=_which(found["which"]))


def _holiday(found: re.Match[str]) -> Value:
    month, nth, weekday = map(int, TABLE["moving"][_one_space(found["name"])].split("-"))
    return Holiday(month, nth, weekday, _which(found["which"]))


def _week_of_month(found: re.Match[str]) -> Value:
    last = 7 * int(TABLE["nth"][_one_space(found["nth"])])
    year = int(found["year"]) if found["year"] else None
    return Calendar(year, _month_of(found["month"]), last - 6, last)


def _decade(found: re.Match[str]) -> Value:
    """Read the ten years of "the 1990s"; which of them are the early ones, nobody says."""
    if found["part"]:
        return Vague()
    year = int(found["year"])
    return Stretch(Calendar(year), Calendar(year + 9))


def _weekday(found: re.Match[str]) -> Value:
    weeks = {"last": -1, "this": 0, "next": 1}.get((found["week"] or "").casefold())
    return Weekday(int(TABLE["weekday"][found["weekday"].casefold()]), _which(found["which"]), weeks)


def _day_word(found: re.Match[str]) -> Value:
    return Shift("day", int(TABLE["day"][_one_space(found["word"])]))


def _unit_of(printed: str) -> Unit:
    if printed.startswith("weekend"):
        return "weekend"
    return next(unit for unit in ("day", "week", "month", "year") if TABLE["unit"][printed] == unit)


def _count_of(printed: str) -> int:
    return int(printed) if printed.isdigit() else int(TABLE["count"][_one_space(printed)])


def _ago(found: re.Match[str]) -> Value:
    count, unit = _count_of(found["count"]), _unit_of(found["unit"])
    if found["weekday"]:
        return Weekday(int(TABLE["weekday"][found["weekday"].casefold()]), weeks=-count)
    return Shift(unit, -count)


def _long_ago(found: re.Match[str]) -> Value:
    unit, count = TABLE["long"][_one_space(found[0])].split()
    return Shift(_unit_of(unit), int(count))


def _later(found: re.Match[str]) -> Value:
    sign = 1 if found["way"] in ("later", "after") else -1
    return Shift(_unit_of(found["unit"]), sign * _count_of(found["count"]), told=True)


def _told(found: re.Match[str]) -> Value:
    return Shift("day", int(TABLE["told"][_one_space(found[0])]), told=True)


def _week_of_day(found: re.Match[str]) -> Value:
    return Shift("week", 0, told=True)


def _told_unit(found: re.Match[str]) -> Value:
    count = {"next": 1, "following": 1, "previous": -1}.get((found["way"] or "").casefold(), 0)
    return Shift(_unit_of(found["unit"]), count, told=True)


def _which_unit(found: re.Match[str]) -> Value:
    count = {"last": -1, "this": 0, "next": 1, "the": 0}[_which(found["which"]) or "the"]
    unit: Unit = "weekend" if found["unit"] == "weekend" else _unit_of(found["unit"])
    return Shift(unit, count, _part(found["part"]))


def _season(found: re.Match[str]) -> Value:
    year = int(found["year"]) if found["year"] else None
    return Season(int(TABLE["season"][found["season"]]), year, _which(found["which"]))


def _part(printed: str | None) -> Part:
    words = _one_space(printed or "")
    return next((part for part in ("early", "mid", "late", "earlier", "later") if TABLE["part"].get(words) == part), "")


def _which(printed: str | None) -> Which:
    words = _one_space(printed or "")
    return (
        "this" if words.startswith("this ") else next((each for each in ("last", "this", "next") if words == each), "")
    )


def _one_space(words: str) -> str:
    return " ".join(words.casefold().split())


def _nothing(found: re.Match[str]) -> None:
    return None


def _overnight(found: re.Match[str]) -> Value:
    return Overnight()


def _vague(found: re.Match[str]) -> Value:
    return Vague()


def _last_words(*kinds: str) -> frozenset[str]:
    """Give the words by which a rule is tried; "of", in "on the eve of", is in every other sentence."""
    return frozenset(form.removesuffix(" of").split()[-1].casefold() for kind in kinds for form in TABLE[kind])


class _Rule(NamedTuple):
    """How one sort of expression is printed and read; a stretch without one of its ``hints`` has none."""

    hints: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader


A_YEAR, AN_ORDINAL = "2031", "14th"  # hints that stand for their like
UNITS = frozenset({"week", "month", "year"})
WHICH = r"(?P<which>(?i:last|this|next|this\spast|this\scoming))"
LAST_DAY = r"(?:\s?[-–]\s?|\sand\s)(?P<last_day>[0-3]?\d)\b"
# What stands first takes the words from what stands below it.
RULES = tuple(
    _Rule(frozenset(hints), re.compile(pattern, re.VERBOSE), read)
    for hints, read, pattern in (
        # Super Tuesday
        (_last_words("name"), _nothing, rf"\b {_any('name')} \b"),
        # 2031-05-14
        ({A_YEAR}, _calendar, rf"(?<![\w-]) (?P<year>(?:19|20)\d\d) - (?P<month>\d\d) - {DAY} (?![\w-])"),
        # 14/5/2031
        ({A_YEAR}, _slashed, rf"(?<![\w/]) (?P<one>\d\d?) / (?P<two>\d\d?) / {YEAR} (?!/)"),
        # May 14, 2031; May 14-16; May 14 of last year
        (
            _last_words("month", "abbreviation"),
            _calendar,
            rf"(?<![\w.]) {MONTH} \s {DAY}\b (?:{LAST_DAY})? {NO_DAY} (?: ,?\s {YEAR} | {OF_YEAR} )?",
        ),
        # 14 May 2031; the 14th of May
        (
            _last_words("month", "abbreviation"),
            _calendar,
            rf"(?<![\w.,:$]) (?:the\s)? {DAY} (?:{LAST_DAY})? \s (?:of\s)? {MONTH} (?: ,?\s {YEAR} | {OF_YEAR} )?",
        ),
        # New Year's Eve; the Fourth of July; last Christmas Day
        (
            _last_words("fixed"),
            _fixed,
            rf"\b (?: {WHICH} \s )? (?P<name>(?i:{_any('fixed')})) \b (?: ,?\s {YEAR} )?",
        ),
        # on Christmas; last Christmas
        (
            _last_words("bare"),
            _fixed,
            rf"(?: {WHICH} \s | (?<=\b[Oo]n\s) | (?<=\b[Aa]t\s) ) (?P<name>{_capitals('bare')}) \b (?: ,?\s {YEAR} )?",
        ),
        # last Thanksgiving
        (
            _last_words("moving"),
            _holiday,
            rf"\b (?: {WHICH} \s )? (?P<name>{_capitals('moving')}) \b (?! \s week )",
        ),
        # the first week of May
        (
            _last_words("month", "abbreviation"),
            _week_of_month,
            rf"\b the \s (?P<nth>(?i:{_any('nth')})) \s week \s (?:of|in) \s {MONTH} (?: ,?\s {YEAR} )?",
        ),
        # early May; in May 2031; last March
        (
            _last_words("month", "abbreviation"),
            _month_alone,
            rf"(?<![\w.-]) {PART} (?: {WHICH} \s )? {MONTH} (?: ,?\s (?:of\s)? {YEAR} | {OF_YEAR} )? (?!\s?\d)",
        ),
        # on the 14th
        (
            {AN_ORDINAL},
            _calendar,
            r"(?<=\b[Oo]n\s) the \s (?P<day>[0-3]?\d) (?:st|nd|rd|th) (?= [.,;)”\"] | $ | \s(?:that|and)\s )",
        ),
        # three days ago; a week ago Tuesday
        ({"ago"}, _ago, rf"\b {COUNT} \s {UNIT} \s ago (?: \s (?:on\s)? {WEEKDAY}\b )?"),
        # a fortnight ago; the week before last
        ({"ago", "last"}, _long_ago, rf"\b (?i:{_any('long')}) \b"),
        # late Tuesday night; last Tuesday; Tuesday of last week
        (
            _last_words("weekday"),
            _weekday,
            rf"""(?<!\w) (?: (?i:early|late|later|earlier) \s (?:on\s)? )? (?: {WHICH} \s )? {WEEKDAY}\b (?!s\b) {TIME}
              (?: ,?\s (?:of\s)? (?P<week>last|this|next) \s week\b )?""",
        ),
        # yesterday morning
        (_last_words("day"), _day_word, rf"\b (?i:(?P<word>{_any('day')})) \b {TIME}"),
        ({"overnight"}, _overnight, r"\b (?i:overnight) \b"),
        # two days later
        (
            {"later", "earlier", "after", "before"},
            _later,
            rf"\b {COUNT} \s {UNIT} \s (?P<way>later|earlier|after|before) \b",
        ),
        # the next day
        (_last_words("told"), _told, rf"\b (?i:{_any('told')}) \b"),
        # the week of May 14
        ({"week"}, _week_of_day, r"\b (?i:the) \s week \s of \b"),
        # later that week; the following month
        (
            UNITS,
            _told_unit,
            r"""\b (?i: (?:later\s|earlier\s)? (?: that | the\s(?P<way>same|next|following|previous) ) )
              \s (?P<unit>week|month|year) \b""",
        ),
        # earlier this week; last year; over the weekend; later in the month
        (
            UNITS | {"weekend"},
            _which_unit,
            rf"\b (?<!the\s) {PART} (?: {WHICH} \s ) (?P<unit>week|weekend|month|year) \b",
        ),
        ({"weekend"}, _which_unit, r"\b (?P<part>(?i:over|on|at|during)) \s (?P<which>the) \s (?P<unit>weekend) \b"),
        (
            UNITS,
            _which_unit,
            r"""\b (?P<part>(?i:(?:earlier|later|late|early)\sin|the\s(?:start|beginning)\sof)) \s
              (?P<which>the) \s (?P<unit>week|month|year) \b""",
        ),
        # last summer; in the fall of 2031
        (
            _last_words("season"),
            _season,
            rf"""\b (?: {WHICH} \s | (?i:in|during|over) \s (?:the\s)? ) (?:early\s|late\s)?
              (?P<season>{_any("season")}) \b
              (?: \s (?:of\s)? {YEAR} )?""",
        ),
        # in the 1990s
        ({A_YEAR}, _decade, rf"\b the \s {PART} (?P<year>(?:1[6-9]|20)\d0)s \b"),
        # late 2031; in 2031
        (
            {A_YEAR},
            _year_alone,
            rf"(?<![\w$£€.,/#-]) {PART} {YEAR} (?! [\w%/-] | [.,]\d | \s(?:percent|dollars|people) )",
        ),
        # years ago
        (_last_words("vague"), _vague, rf"(?<![\w-]) (?i:{_any('vague')}) \b"),
    )
)
HINTS = frozenset(hint for rule in RULES for hint in rule.hints)
WORD = re.compile(r"[^\W_]+")
NUMERAL = re.compile(r"(?P<year>(?:1[6-9]|20)\d\ds?)|\d\d?(?:st|nd|rd|th)")
BRACKETED = re.compile(r"\s?[(,]\s?|\s")
JOINED = re.compile(r"\s(?:and|to|through|until|till)\s(?:on\s)?")
RANGE = re.compile(r"(?<!\w)(?:between|from)\s$", re.IGNORECASE)
SINCE = re.compile(r"(?<!\w)since\s(?:late\s|early\s)?$", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:after|before|of)$")
THAT = re.compile(r"\s(?:that|as|when|of)\s")
PAUSE = re.compile(r"\s?[,.;]|\s?$")
NEAR = 60  # characters from "two days after" to the date that it is counted from
LONGEST_COUNT = 400  # years: what is longer ago is not news


def find_dates(text: str, span: Span) -> tuple[PrintedDate, ...]:
    """Find the time expressions of a stretch of text, in order.

    >>> text = "On Tuesday (8 April) Ruiz said that it had leaked since early May."
    >>> [printed.span.of(text) for printed in find_dates(text, Span(0, len(text)))]
    ['Tuesday (8 April)', 'since early May']
    """
    hints = _hints(text, span)
    found: list[PrintedDate] = []
    taken = bytearray(span.end - span.start)  # a rule takes its characters from those below it
    for rule in RULES if hints else ():
        if rule.hints.isdisjoint(hints):
            continue
        for match in rule.pattern.finditer(text, span.start, span.end):
            start, end = match.start() - span.start, match.end() - span.start
            if any(taken[start:end]):
                continue
            value = rule.read(match)
            if value is not None or rule.read is _nothing:
                taken[start:end] = b"\1" * (end - start)
            if value is not None:
                found.append(PrintedDate(Span(*match.span()), value))
    return tuple(_put_together(text, sorted(found, key=lambda printed: printed.span)))


def _hints(text: str, span: Span) -> frozenset[str]:
    """Give the words of a stretch that some rule needs: most have none, and are done with."""
    words = {word.casefold() for word in WORD.findall(text, span.start, span.end)}
    numerals = {A_YEAR if match["year"] else AN_ORDINAL for word in words if (match := NUMERAL.fullmatch(word))}
    return HINTS & (words | numerals)


def _put_together(text: str, found: Sequence[PrintedDate]) -> Iterator[PrintedDate]:
    """Join what two expressions say together: a weekday and its date, both ends of a stretch, a day and how far."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        joined = _joined(text, one, other) if other else None
        if joined is not None:
            at += 1
            one = joined
        at += 1
        if _is_counted(one.value) and _hangs(text, one.span):
            one = one._replace(value=Vague())
        if since := SINCE.search(text, max(0, one.span.start - 12), one.span.start):
            one = PrintedDate(Span(since.start(), one.span.end), Stretch(one.value, None))
        yield one


def _joined(text: str, one: PrintedDate, other: PrintedDate) -> PrintedDate | None:
    between = text[one.span.end : other.span.start]
    whole = Span(one.span.start, other.span.end)
    match one.value, other.value:
        case Weekday(), Calendar(day=int()) if BRACKETED.fullmatch(between):
            return PrintedDate(_closed(text, whole, between), other.value)
        case Calendar(day=int()) as day, Weekday() if BRACKETED.fullmatch(between):
            return PrintedDate(_closed(text, whole, between), day)
        case Shift(told=True) as shift, base if _counts_from(one.span.of(text), between):
            return None if isinstance(base, Vague) else PrintedDate(whole, Offset(shift, base))
        case (Weekday() | Calendar()) as first, (Weekday() | Calendar()) as last if JOINED.fullmatch(between):
            before = RANGE.search(text, max(0, one.span.start - 9), one.span.start)
            return PrintedDate(Span(before.start(), whole.end), Stretch(first, last)) if before else None
    return None


def _closed(text: str, span: Span, between: str) -> Span:
    return Span(span.start, span.end + 1) if "(" in between and text.startswith(")", span.end) else span


def _is_counted(value: Value) -> bool:
    return isinstance(value, Shift) and value.told


def _hangs(text: str, span: Span) -> bool:
    """Tell a day counted from what nobody dates: "two days after the fire", "the same day that it burnt"."""
    counted = COUNTED.search(span.of(text)) is not None and PAUSE.match(text, span.end) is None
    return counted or ("same" in span.of(text) and THAT.match(text, span.end) is not None)


def _counts_from(words: str, between: str) -> bool:
    return COUNTED.search(words) is not None and len(between) <= NEAR and not re.search(r"[.;:,“”\"]", between)


def resolve(
    printed: PrintedDate, anchor: date | None, *, told: Period | None = None, future: bool = False
) -> Period | None:
    """Give the day or period that a printed date means, counted from the anchor, or from what was told before.

    >>> (tuesday,) = find_dates("on Tuesday", Span(0, 10))
    >>> resolve(tuesday, date(2031, 5, 16)).first, resolve(tuesday, date(2031, 5, 16), future=True).first
    (datetime.date(2031, 5, 13), datetime.date(2031, 5, 20))
    """
    try:
        return _period(printed.value, anchor, told, future)
    except (OverflowError, ValueError):  # "a year ago", printed on a day of the year 1: no calendar has it
        return None


def _period(value: Value, anchor: date | None, told: Period | None, future: bool) -> Period | None:
    match value:
        case Calendar():
            return _calendar_period(value, anchor, future)
        case Shift(told=True):
            return _told_period(value, told) if told else None
        case Offset(shift, base):
            return _offset(shift, base, anchor, told)
        case Stretch():
            return _stretch(value, anchor, told, future)
        case Vague():
            return None
    if anchor is None:
        return None
    match value:
        case Weekday():
            day_of_week = _weekday_before(value, anchor, future)
            return Period(day_of_week, day_of_week)
        case Shift():
            return _shifted(value, anchor, future=future)
        case Overnight():
            return Period(anchor - timedelta(1), anchor)
        case Season():
            return _season_period(value, anchor, future)
        case Holiday():
            days = [_holiday_of(value, year) for year in (anchor.year + 1, anchor.year, anchor.year - 1)]
            return _chosen(days, anchor, ahead=future or value.which == "next", clocks=1)


def _told_period(value: Shift, told: Period) -> Period | None:
    """Count from what was told before: "at the time" is all of it, and only a day has a next day."""
    if value.unit == "day" and value.count == 0:
        return told
    return _shifted(value, told.first, future=False, whole=True) if told.first == told.last else None


def _offset(shift: Shift, base: Value, anchor: date | None, told: Period | None) -> Period | None:
    """Count from a day; two weeks before it, it lay ahead: "15 days before the vote on June 1", in May."""
    for future in (True, False):
        day = _period(base, anchor, told, future)
        period = _shifted(shift, day.first, future=False, whole=True) if day and day.first == day.last else None
        if period and (not future or anchor is None or period.first <= anchor):
            return period
    return None


def _stretch(value: Stretch, anchor: date | None, told: Period | None, future: bool) -> Period | None:
    first = _period(value.first, anchor, told, future)
    if value.last is None:
        return Period(first.first, anchor) if first and anchor and first.first <= anchor else None
    last = _period(value.last, anchor, told, future)
    if first and last and first.first > last.last and isinstance(value.first, Weekday):
        first = Period(first.first - timedelta(7), first.last - timedelta(7))
    return Period(first.first, last.last) if first and last and first.first <= last.last else None


def _weekday_before(value: Weekday, anchor: date, future: bool) -> date:
    if value.weeks is not None:
        return _monday(anchor) + timedelta(7 * value.weeks + value.number)
    back = (anchor.weekday() - value.number) % 7
    if value.which == "next" or (future and value.which != "last"):
        ahead = (7 - back) % 7
        return anchor + timedelta(ahead or (7 if value.which == "next" else 0))
    return anchor - timedelta(back or (7 if value.which == "last" else 0))


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _shifted(value: Shift, anchor: date, *, future: bool, whole: bool = False) -> Period | None:
    """Give the day, week, month or year so many after the anchor; of the running one what is over or to come."""
    if value.unit == "day":
        day = anchor + timedelta(value.count)
        return Period(day, day)
    if value.unit == "weekend":
        return _weekend(value, anchor, future)
    period = _unit_period(value.unit, value.count, anchor)
    if period is None or whole:
        return period
    if value.part in ("early", "mid", "late"):
        period = _part_of(period, value.unit, value.part)
    if value.count:
        return period
    ahead = future or value.part == "later"
    first, last = (max(period.first, anchor), period.last) if ahead else (period.first, min(period.last, anchor))
    return Period(first, last) if first <= last else None


def _weekend(value: Shift, anchor: date, future: bool) -> Period:
    saturday = anchor - timedelta((anchor.weekday() - 6) % 7 + 1)
    if value.count > 0 or future:
        saturday += timedelta(7)
    return Period(saturday, saturday + timedelta(1))


def _unit_period(unit: Unit, count: int, anchor: date) -> Period | None:
    if unit == "week":
        monday = _monday(anchor) + timedelta(7 * count)
        return Period(monday, monday + timedelta(6))
    if unit == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
        return _month_period(year, month + 1)
    year = anchor.year + count
    return _years(year, 1, 12) if abs(count) <= LONGEST_COUNT else None


def _month_period(year: int, month: int) -> Period:
    return _years(year, month, month)


def _years(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _part_of(period: Period, unit: Unit, part: Part) -> Period:
    first, last = period.first, period.last
    if unit == "week":
        days = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
        return Period(first + timedelta(days[0]), first + timedelta(days[1]))
    if unit == "month":
        days = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[part]
        return Period(first.replace(day=days[0]), first.replace(day=days[1]))
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return _years(first.year, *months)


def _calendar_period(value: Calendar, anchor: date | None, future: bool) -> Period | None:
    if value.years is not None:
        return (
            _calendar_period(replace(value, year=anchor.year + value.years, years=None), anchor, future)
            if anchor
            else None
        )
    if value.year is not None:
        return _of_year(value, value.year)
    if anchor is None:
        return None
    if value.month is None:
        months = (_unit_period("month", count, anchor) for count in (1, 0, -1, -2))
        periods = [_of_year(replace(value, month=each.first.month), each.first.year) for each in months if each]
    else:
        periods = [_of_year(value, year) for year in (anchor.year + 1, anchor.year, anchor.year - 1)]
    found = [period for period in periods if period]
    return _chosen(found, anchor, ahead=future or value.which == "next", clocks=1 if value.day else 0)


def _chosen(periods: Sequence[Period], anchor: date, *, ahead: bool, clocks: int) -> Period | None:
    """Choose the last of some periods that has begun, or the first that is to come; the latest stands first."""
    if ahead:
        return next((period for period in reversed(periods) if period.last >= anchor), None)
    return next((period for period in periods if period.first <= anchor + timedelta(clocks)), None)


def _holiday_of(value: Holiday, year: int) -> Period:
    month = _month_period(year, value.month)
    if value.nth:
        day = month.first + timedelta((value.weekday - month.first.weekday()) % 7 + 7 * (value.nth - 1))
    else:
        day = month.last - timedelta((month.last.weekday() - value.weekday) % 7)
    return Period(day, day)


def _of_year(value: Calendar, year: int) -> Period | None:
    """Give the period of a calendar date in a year, if that has it: 31 April is none."""
    if value.month is None:
        period = _years(year, 1, 12)
        return _part_of(period, "year", value.part) if value.part in ("early", "mid", "late") else period
    period = _month_period(year, value.month)
    if value.day is None:
        return _part_of(period, "month", value.part) if value.part in ("early", "mid", "late") else period
    last = value.last_day or value.day
    if not value.day <= last <= period.last.day:
        return None
    return Period(period.first.replace(day=value.day), period.first.replace(day=last))


def _season_period(value: Season, anchor: date, future: bool) -> Period | None:
    if value.year is not None:
        return _three_months(value.year, value.month)
    seasons = [_three_months(anchor.year + years, value.month) for years in (1, 0, -1, -2)]
    if future or value.which == "next":
        return next(season for season in reversed(seasons) if season.last >= anchor)
    if value.which == "last":
        return next(season for season in seasons if season.last < anchor)
    if value.which == "this":  # in July "this autumn" is to come, in October "this summer" is over
        season = min(seasons, key=lambda each: max((each.first - anchor).days, (anchor - each.last).days, 0))
        return Period(season.first, min(season.last, anchor)) if season.first <= anchor else season
    return next(season for season in seasons if season.first <= anchor)


def _three_months(year: int, month: int) -> Period:
    end_year, end = divmod(year * 12 + month - 1 + 2, 12)
    return Period(date(year, month, 1), _month_period(end_year, end + 1).last)
