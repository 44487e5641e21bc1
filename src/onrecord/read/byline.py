"""Who wrote a report, by its byline."""

import re

BY = re.compile(r"^\W*(?:written\s+)?by:?\s+", re.IGNORECASE)
LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}\)")
NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’\-]*|de|van|von|der|den|da|al|bin|la|le)){1,4}"
NAMES = rf"{NAME}(?:\s*(?:,|and|&|;)\s+{NAME})*"
LINE = re.compile(
    rf"""
    ^\s*(?:[Ww]ritten\s+)?(?:By|BY):?\s+(?:{NAMES}|[A-Z][\w.'’\-]*)\s*
    (?:(?:,|\||-|–|—|\bfor\b|\bin\b|\bat\b)\s*[^.!?“”"]{{1,90}})?\s*$
    """,
    re.VERBOSE,
)
PARTS = re.compile(r"\s*(?:,\s*and\s+|\band\b|&|;|,)\s*", re.IGNORECASE)
ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|news|press|post|times|bureau|agency|"
    r"reuters|associated|wire|services?|desk|team|daily|herald|courier|tribune|gazette|journal|observer|telegraph|"
    r"chronicle|radio)\b",
    re.IGNORECASE,
)
OUTLET = re.compile(
    r"(?:,|\||\bfor\b)\s+(?P<name>(?:The |the )?(?:[A-Z][\w&.'’-]*\s+)*(?:Daily|Times|Post|News|Herald|Courier|Tribune|"
    r"Gazette|Journal|Observer|Guardian|Telegraph|Mail|Chronicle|Globe|Radio|Independent|Mirror|Standard|Tidings|BBC|CNN)"
    r"(?:\s+[A-Z][\w&.'’-]*){0,2})\s*$"
)


def is_byline(line: str) -> bool:
    """Tell a line that only names who wrote.

    >>> [is_byline(line) for line in ("By [Jane Roe](#), Capstan", "By Monday the water had gone.", "BY JANE ROE")]
    [True, False, True]
    """
    return len(line) < 200 and bool(LINE.match(LINK.sub(r"\1", line)))


def outlet_in(line: str) -> str | None:
    """Give the outlet that a byline names after the names, if it is plainly one.

    >>> outlet_in("By [Rolf Ambry](#), Daily Capstan"), outlet_in("By Ann Lee, Joe Poe")
    ('Daily Capstan', None)
    """
    found = OUTLET.search(LINK.sub(r"\1", line))
    return found["name"] if found else None


def names_in(printed: str) -> tuple[str, ...]:
    """Give the names in a byline, without "By", roles, outlets and places.

    >>> names_in("By Jane Roe and Joe Poe, Staff Writers"), names_in("[Jane Roe](#) in Gullhaven")
    (('Jane Roe', 'Joe Poe'), ('Jane Roe',))
    """
    line = BY.sub("", LINK.sub(r"\1", printed)).split("|")[0]
    line = re.split(r"\s+(?:in|for|at|from|of)\s+|\s+[–—-]\s+", line)[0]
    names = (part.strip(" .\t\n*_") for part in PARTS.split(line))
    return tuple(dict.fromkeys(name for name in names if name and not ROLE.search(name) and not name[0].isdigit()))
