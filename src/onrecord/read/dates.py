"""Printed dates, read by a table of months and a few orders of day, month and year."""

import re
from datetime import date
from pathlib import Path

from onrecord.model import Period

MONTHS = {
    name: int(number)
    for name, number in (
        line.split("\t") for line in Path(__file__).with_name("months.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"

FULL = re.compile(
    rf"""
    (?P<iso>\b(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))         # 2025-04-15
    | \b(?P<m1>{MONTH})\s+(?P<d1>{DAY}),?\s+(?P<y1>(?:19|20)\d\d)\b     # April 14, 2025
    | \b(?P<d2>{DAY})\s+(?P<m2>{MONTH}),?\s+(?P<y2>(?:19|20)\d\d)\b     # 14 April 2025
    """,
    re.VERBOSE | re.IGNORECASE,
)
DAY_OF_YEAR = re.compile(rf"(?P<m1>{MONTH})\s+(?P<d1>{DAY})|(?P<d2>{DAY})\s+(?P<m2>{MONTH})", re.IGNORECASE)


def printed_date(text: str) -> date | None:
    """Give the first whole date that a text prints, if it is one of the calendar.

    >>> printed_date("Updated April 14, 2031, 3:04 PM"), printed_date("31 April 2031"), printed_date("14th Sept. 2031")
    (datetime.date(2031, 4, 14), None, datetime.date(2031, 9, 14))
    """
    found = FULL.search(text)
    if not found:
        return None
    if found["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", found["iso"]))
        return _calendar(year, month, day)
    return _calendar(
        int(found["y1"] or found["y2"]), _month(found["m1"] or found["m2"]), _number(found["d1"] or found["d2"])
    )


def period_of(printed: str, published: date | None) -> Period | None:
    """Give the day of "April 14" in a report: its year is printed, or the last that makes it no later than published.

    >>> period_of("Dec. 30", date(2031, 1, 2)).first
    datetime.date(2030, 12, 30)
    """
    day = printed_date(printed)
    found = DAY_OF_YEAR.search(printed)
    if day is None and found and published:
        month, number = _month(found["m1"] or found["m2"]), _number(found["d1"] or found["d2"])
        # A report may be dated a day ahead of its place of writing.
        years = (published.year + 1, published.year, published.year - 1)
        days = (_calendar(year, month, number) for year in years)
        day = next((each for each in days if each and (each - published).days <= 1), None)
    return Period(day, day) if day else None


def _month(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
