"""Days as people write them, in English whatever the machine's locale is."""

from calendar import monthrange
from datetime import date, timedelta

from onrecord.model import Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day_text(day: date) -> str:
    """Write a day.

    >>> day_text(date(2031, 5, 4))
    '4 May 2031'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_text(period: Period | None) -> str:
    """Write a period in its shortest form; nothing is the empty text.

    >>> period_text(Period(date(2031, 5, 4), date(2031, 5, 6)))
    '4–6 May 2031'
    >>> period_text(Period(date(2031, 2, 1), date(2031, 2, 28)))
    'February 2031'
    >>> period_text(Period(date(2031, 5, 31), date(2031, 6, 2)))
    '31 May – 2 June 2031'
    """
    if period is None:
        return ""
    first, last = period.first, period.last
    if first == last:
        return day_text(first)
    if first.year != last.year:
        return f"{day_text(first)} – {day_text(last)}"
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.month == last.month:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if first.month == last.month:
        return f"{first.day}–{day_text(last)}"
    return f"{first.day} {MONTHS[first.month - 1]} – {day_text(last)}"


def vague_text(period: Period) -> str:
    """Write what a report dates vaguely as it does: the thirds of a month or year and the decades have names.

    >>> vague_text(Period(date(2031, 5, 1), date(2031, 5, 10)))
    'early May 2031'
    >>> vague_text(Period(date(1990, 1, 1), date(1999, 12, 31)))
    '1990s'
    """
    first, last = period.first, period.last
    if (first.year % 10, last.year - first.year, first.month, first.day, last.month, last.day) == (0, 9, 1, 1, 12, 31):
        return f"{first.year}s"
    if first.year != last.year:
        return period_text(period)
    if first.month == last.month:
        days = {(1, 10): "early", (11, 20): "mid", (21, monthrange(first.year, first.month)[1]): "late"}
        part = days.get((first.day, last.day))
        return f"{part} {MONTHS[first.month - 1]} {first.year}" if part else period_text(period)
    months = {(1, 1, 4, 30): "early", (5, 1, 8, 31): "mid", (9, 1, 12, 31): "late"}
    part = months.get((first.month, first.day, last.month, last.day))
    return f"{part} {first.year}" if part else period_text(period)
