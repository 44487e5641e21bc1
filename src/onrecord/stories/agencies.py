"""Which agency a report's text came from, where the text or its address shows it.

An agency's name in a report proves little: reports cite agencies, print their pictures and thank them. What counts is
the place of the name: in the dateline, in the byline, in a copyright line, in a folder of the address that the outlet
keeps for the agency. "The Associated Press contributed to this report" tells that the rest is the outlet's own.
"""

import re
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Report

OPENING = 400  # characters among which a dateline is looked for
CLOSING = 600  # and a copyright or contributor line

DATELINE = re.compile(
    r"""
    (?: ^ | \n | [\w.,)] \s )
    \( (?P<agency> [A-Z][\w’'-]* (?: \s [A-Z][\w’'-]* ){0,3} | [a-z]{3} ) \)   # (AP)  (dpa)
    \s* (?: — | – | -{1,2} | ― ) \s
    """,
    re.VERBOSE,
)
HEADING = re.compile(
    r"^ (?: Source: \s* )? (?P<agency> [A-Z][\w ]{1,30}? ) \s* \| \s* (?: Updated | Published )",
    re.VERBOSE | re.MULTILINE,
)
COPYRIGHT = re.compile(
    r"(?: Copyright | © | \(c\) ) \s* (?: © \s* )? (?: \d{4} \s+ )? (?P<agency> [A-Z][\w -]+ )", re.VERBOSE
)
CONTRIBUTED = re.compile(
    r"""
    (?P<agency> [A-Z][\w’' -]{1,60}? ) (?: \s (?: writers? | reporters? | journalists? | staff ) [^.\n]{0,60}? )?
    \s (?: also \s )? contributed \b
    | \b (?: with | additional ) \s (?: reporting | files | material | reports ) \s (?: by | from ) \s
      (?: the \s )? (?P<with> [A-Z][\w -]+ )
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Read the table: names by the way they are printed, and parts of addresses with their agency."""
    lines = files(__package__).joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = {printed: name for name, credits, _ in rows for printed in credits.split("|")}
    return names, tuple((f"/{part.strip('/')}/", name) for name, _, parts in rows for part in parts.split("|") if part)


def agency_of(report: Report) -> str | None:
    """Name the agency whose text a report prints.

    >>> from onrecord.model import Origin
    >>> agency_of(Report("r", "OSTMERE (AP) — The sluice broke.", Origin("r.txt", "", "text/plain")))
    'AP'
    """
    names, addresses = _table()
    if report.dateline and report.dateline.agency:
        return names.get(report.dateline.agency, report.dateline.agency)
    if found := DATELINE.search(report.text[:OPENING]):
        return names.get(found["agency"], found["agency"])
    for printed in (*report.byline, report.outlet or ""):
        if printed in names:
            return names[printed]
    for found in (HEADING.search(report.text[:OPENING]), COPYRIGHT.search(report.text[-CLOSING:])):
        if found and (name := _known(found["agency"])):
            return name
    address = (report.url or "").replace("://www.", "://").replace("://", "/")
    return next((name for part, name in addresses if part in f"{address}/"), None)


def credited_agency(report: Report) -> str | None:
    """Name the agency that a report thanks for a part of its text, but that did not write the whole.

    >>> from onrecord.model import Origin
    >>> credited_agency(Report("r", "It broke.\\nThe Associated Press contributed to this report.", Origin("", "", "")))
    'AP'
    """
    for found in CONTRIBUTED.finditer(report.text[-CLOSING:]):
        if name := _known(found["agency"] or found["with"]):
            return name
    return None


def _known(printed: str) -> str | None:
    """Find an agency's name at the start or the end of some printed words."""
    names, _ = _table()
    words = printed.split()
    for size in range(len(words), 0, -1):
        for part in (words[:size], words[-size:]):
            if name := names.get(" ".join(part).rstrip(".,")):
                return name
    return None
