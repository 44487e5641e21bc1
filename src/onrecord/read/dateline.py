"""The opening that says where a report was written, when and for which agency: "WASHINGTON, April 14 (AFP) --"."""

import re
from datetime import date

from onrecord.model import Dateline, Span
from onrecord.read.dates import DAY, MONTH, period_of

DASH = r"(?:--|[-–—―])"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*)*"
REGION = r"(?:,\s+(?!(?i:" + MONTH + r"))[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,2})?"
WHEN = rf"(?:,?\s+(?P<when>(?i:{MONTH})\s+{DAY}(?:,\s+\d{{4}})?|{DAY}\s+(?i:{MONTH})(?:\s+\d{{4}})?))?"
AGENCY = r"\((?P<agency>[A-Z][\w.&/ ]{1,28})\)"
OPENING = re.compile(
    rf"""
    (?P<place>{CAPITALS}{REGION}){WHEN}(?:\s+{AGENCY})?\s*(?:{DASH})\s+     # SEOUL, South Korea, Aug 30 (Reuters) -
    | (?P<town>[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+)?{REGION}){WHEN.replace("when", "day")}
      \s+{AGENCY.replace("agency", "wire")}\s*(?:{DASH})?\s*                # Washington (CNN) --
    | {AGENCY.replace("agency", "alone")}\s*(?:{DASH})?\s*                  # (CNN)
    """,
    re.VERBOSE,
)
AGENCIES = {
    "associated press": "AP",
    "the associated press": "AP",
    "thomson reuters foundation": "Reuters",
    "agence france-presse": "AFP",
}


def find_dateline(text: str, start: int, published: date | None) -> Dateline | None:
    """Find a dateline that opens at ``start``.

    >>> line = find_dateline("LONDON, June 3 (Norwire) -- The minister said", 0, date(2031, 6, 4))
    >>> line.place, line.period.first, line.agency, line.span
    ('LONDON', datetime.date(2031, 6, 3), 'Norwire', Span(start=0, end=27))
    """
    found = OPENING.match(text, start, start + 160)
    if not found:
        return None
    agency = found["agency"] or found["wire"] or found["alone"]
    printed = found["when"] or found["day"]
    return Dateline(
        span=Span(start, start + len(found[0].rstrip())),
        place=found["place"] or found["town"],
        period=period_of(printed, published) if printed else None,
        agency=AGENCIES.get(agency.lower(), agency) if agency else None,
    )
