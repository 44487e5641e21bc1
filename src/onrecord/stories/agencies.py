"""Which agency a report's text came from, where the text or its address shows it.

An agency's name in a report proves little: reports cite agencies, print their pictures and thank them. What counts is
the place of the name: in the dateline, in the byline, in a copyright line, in a line of its own, in a folder of the
address that the outlet keeps for the agency. "The Associated Press contributed to this report" tells that the rest is
the outlet's own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import AgencyGround, Report, Span
from onrecord.text.names import folded

OPENING = 400  # characters among which a dateline is looked for
CLOSING = 600  # and a copyright or contributor line
LONGEST_INITIALS = 3  # "(GS)" in a dateline is who wrote it, unless it is an agency that we know
TELLING = 5  # letters of a name from which its case doesn't count: "Pa." is no "PA"
OUTSIDE = frozenset({"caption", "credit", "embed", "teaser", "related"})  # furniture that credits others' matter

NAME = r"[A-Z][\w’'./-]*(?:[ ](?:of[ ])?[A-Z][\w’'./-]*){0,4}"
VERBOSE = re.VERBOSE | re.MULTILINE
DATELINE = re.compile(  # (AP) --
    rf"(?: ^ | [\w.,)—–-] \s ) \( (?P<agency> {NAME} | [a-z]{{3}} ) \) \s* (?: [—–―_] | -{{1,2}} ) \s", VERBOSE
)
BYLINE = re.compile(  # By The Associated Press     By Ana Ruiz, Associated Press     Ana Ruiz | Reuters
    rf"""
    ^ \W* (?: (?: By | From | Story: | Source: ) [ ] (?: [^\n,|]{{2,40}} (?: , | [ ]of(?:[ ]the)? ) [ ] )?
      | [^\n|]{{2,40}} [ ] \| [ ] ) (?: [Tt]he[ ] )? (?P<agency> {NAME} ) \W* $
    """,
    VERBOSE,
)
HEADING = re.compile(  # Xinhua | Updated: 2031-05-12
    r"^ (?: Source: \s* )? (?P<agency> [A-Z][\w ]{1,30}? ) \s* \| \s* (?: Updated | Published )", VERBOSE
)
COPYRIGHT = re.compile(  # Copyright 2031 The Associated Press     (c) 2031 AFP
    rf"""
    (?<! [Ii]mage\s ) (?<! [Pp]hoto\s ) (?: (?: [Cc]opyright | COPYRIGHT | © | \([cC]\) ) :? \s* ){{1,2}}
      (?: (?: by | \d{{4}} (?:-\d{{4}})? ) ,? \s+ ){{0,2}} (?: [Tt]he[ ] )? (?P<agency> {NAME} )
    """,
    VERBOSE,
)
SOURCE = re.compile(  # Source: AFP
    rf"^ \W* (?: Source | Story | Via | Feed ) : [ ] (?: [Tt]he[ ] )? (?P<agency> {NAME} ) \W* $", VERBOSE
)
END = re.compile(  # It broke. -- Reuters
    rf"(?: \n \W{{0,3}} | [.”\"] [ ]+ [-—–(\[]+ [ ]? ) (?P<agency> {NAME} ) (?:[ ]feed)? [)\]]? \s* \Z", re.VERBOSE
)
FIRST = re.compile(  # This report by The Canadian Press was first published May 12, 2031.
    rf"\b [Tt]his \s \w+ \s by \s (?: [Tt]he[ ] )? (?P<agency> {NAME} ) \s was \s first \s published \b", VERBOSE
)
REUTERS = re.compile(  # (Reporting by Ana Ruiz; Editing by Bo Vale)     Please credit the Thomson Reuters Foundation
    r"""
    (?P<agency> \b [Rr]eporting \s by \s [^\n;()]{3,200} ; \s*
      (?: [^\n;()]{3,200} ; \s* ){0,3} [Ee]diting \s by \s [A-Z]
    | Please \s credit \s the \s Thomson \s Reuters )
    """,
    VERBOSE,
)
OPENINGS: tuple[tuple[AgencyGround, re.Pattern[str]], ...] = (
    ("dateline", DATELINE), ("byline", BYLINE), ("byline", HEADING),
)  # fmt: skip
CLOSINGS: tuple[tuple[AgencyGround, re.Pattern[str]], ...] = (
    ("copyright", COPYRIGHT), ("signature", SOURCE), ("signature", END), ("signature", FIRST),
    ("signature", REUTERS),
)  # fmt: skip
THANKS = re.compile(  # The Associated Press contributed     With files from Reuters     (AFP, dpa)
    rf"""
    (?: The[ ] )? (?P<agency> {NAME} ) (?: (?: ,[ ] | ,?[ ]and[ ](?:the[ ])? ) {NAME} ){{0,4}}
      (?: \s (?: writers? | reporters? | journalists? | staff ) [^.\n]{{0,80}}? )? \s (?: also \s )? contributed \b
    | (?i: \b (?: with | additional | includes? | including | based \s on ) \s (?: additional \s )?
      (?: reporting | files? | material | inputs? | reports | information ) \s (?: by | from )
      | \b information \s from:? ) \s (?: [Tt]he[ ] )? (?P<with> {NAME} )
    | (?i: material | copy | reporting | information ) \s from \s (?: [Tt]he[ ] )? (?P<used> {NAME} ) \s
      (?: (?: was | were | has \s been ) \s )? used \b
    | ^ \W* With [ ] (?P<beside> {NAME} ) \W* $
    | \( (?: with[ ] )? (?P<several> {NAME} ) (?: , [ ] [\w ]+ )* \) \s* \Z
    """,
    VERBOSE,
)
MIXED = re.compile(r"\s*(?:\band\b|\bwith\b|/|&|\+)\s*", re.IGNORECASE)
APART = re.compile(r"\s*(?:,|/|\||\bof\b|\bfor\b|\s[-–—]\s)\s*")
OF = re.compile(r"\sof\s(?:the\s)?", re.IGNORECASE)
BY = re.compile(r"(?:by|from|source|story)\b:?\s+", re.IGNORECASE)
ROLE = re.compile(
    r"(?:\s(?:(?:sports|business|political|science|national|foreign|special|white\shouse)\s)?"
    r"(?:writers?|staff|reporters?|correspondents?|editors?|journalists?|bureau|feed|wires?|newsroom|team))+$",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"['’]s$")


class Credit(NamedTuple):
    """An agency that a report shows, on which ground, and the place of it where it stands in the text."""

    agency: str
    ground: AgencyGround
    span: Span | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the whole text is the agency's."""
        return self.ground != "thanks"


class Named(NamedTuple):
    """An agency, and the words that are printed for it."""

    agency: str
    printed: str


class Table(NamedTuple):
    """Names by the way they are printed, long ones folded, and parts of addresses with their agency."""

    names: dict[str, str]
    long_names: dict[str, str]
    addresses: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _table() -> Table:
    lines = files(__package__).joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    names = {printed: name for name, credits, _ in rows for printed in credits.split("|")}
    return Table(
        names,
        {folded(printed): name for printed, name in names.items() if len(printed) >= TELLING},
        tuple((f"{part}/", name) for name, _, parts in rows for part in parts.split("|") if part),
    )


def credit_of(report: Report) -> Credit | None:
    """Name the agency whose text a report prints or, if it shows none, the one that it thanks for a part.

    >>> from onrecord.model import Origin
    >>> credit_of(Report("r", "OSTMERE (AP) — The sluice broke.", Origin("r.txt", "", "text/plain")))
    Credit(agency='AP', ground='dateline', span=Span(start=9, end=11))
    >>> text = "It broke.\\nThe Associated Press contributed to this report."
    >>> credit_of(Report("r", text, Origin("r.txt", "", "text/plain"))).ground
    'thanks'
    """
    return next(_credits(report), None)


def _credits(report: Report) -> Iterator[Credit]:
    yield from _in_dateline(report)
    thanked = []
    for printed in report.byline:
        parts = MIXED.split(printed)
        names = [named.agency for part in parts if (named := _alone(part))]
        if names and len(names) == len(parts):
            yield Credit(names[0], "byline")
        thanked += names
    if report.outlet and (named := _named(report.outlet)):
        yield Credit(named.agency, "outlet")
    yield from _in_text(report, OPENINGS, 0, OPENING)
    yield from _in_text(report, CLOSINGS, max(len(report.text) - CLOSING, 0), len(report.text))
    address = (report.url or "").replace("://", "/")
    for part, name in _table().addresses:
        if f"/{part}" in f"{address}/" or f".{part}" in f"{address}/":
            yield Credit(name, "address")
    yield from (Credit(name, "thanks") for name in thanked)
    for found in THANKS.finditer(report.text, max(len(report.text) - CLOSING, 0)):
        if (group := found.lastgroup) and (named := _known(found[group])) and not _is_outside(report, found.start()):
            yield Credit(named.agency, "thanks", _place(named, found, group))


def _in_dateline(report: Report) -> Iterator[Credit]:
    """Read the agency of the dateline; one that we don't know needs a town before it, and isn't the outlet itself."""
    line = report.dateline
    if line is None or not line.agency:
        return
    named = _known(line.agency)  # "(AP/Reuters)" begins with one
    if not named and line.place and len(line.agency) > LONGEST_INITIALS:
        if folded(line.agency) in folded(report.outlet or ""):
            return
        named = Named(line.agency, line.agency)
    if named:
        at = max(report.text.find(named.printed, line.span.start), line.span.start)
        yield Credit(named.agency, "dateline", Span(at, at + len(named.printed)))


def _in_text(
    report: Report, patterns: tuple[tuple[AgencyGround, re.Pattern[str]], ...], start: int, end: int
) -> Iterator[Credit]:
    for ground, pattern in patterns:
        for found in pattern.finditer(report.text, start, end):
            find = _known if pattern in (DATELINE, COPYRIGHT) else _alone
            named = Named("Reuters", found["agency"]) if pattern is REUTERS else find(found["agency"])
            if named and not _is_outside(report, found.start()):
                yield Credit(named.agency, ground, _place(named, found, "agency"))


def _is_outside(report: Report, at: int) -> bool:
    return any(each.kind in OUTSIDE and each.span.start <= at < each.span.end for each in report.furniture)


def _place(named: Named, found: re.Match[str], group: str) -> Span:
    """Give the place of an agency's name among the words that were found."""
    at = max(found[group].find(named.printed), 0)
    return Span(found.start(group) + at, min(found.start(group) + at + len(named.printed), found.end(group)))


def _known(printed: str) -> Named | None:
    """Find the agency whose name some printed words begin with, or have after "of the".

    >>> names = ("AP writer", "Ana Ruiz of the AP", "AFP/dpa", "Pa.", "Bo Bloomberg")
    >>> [named and named.agency for named in map(_known, names)]
    ['AP', 'AP', 'AFP', None, None]
    """
    for part in OF.split(printed, maxsplit=1):
        words = part.replace("/", " / ").split()
        for size in range(len(words), 0, -1):
            if found := _named(" ".join(words[:size])):
                return found
    return None


def _alone(printed: str) -> Named | None:
    """Find the agency of a byline or of a line that is its signature: nothing but its name and a role stands there.

    >>> _alone("By AP Sports Writer"), _alone("Ana Ruiz, Associated Press"), _alone("Bo Bloomberg")
    (Named(agency='AP', printed='AP'), Named(agency='AP', printed='Associated Press'), None)
    """
    line = BY.sub("", printed.strip())
    return next((named for part in (line, *APART.split(line)) if (named := _named(ROLE.sub("", part)))), None)


def _named(printed: str) -> Named | None:
    name = POSSESSIVE.sub("", printed.strip(" ,"))
    name = name if name in _table().names else name.rstrip(".")
    agency = _table().names.get(name) or _table().long_names.get(folded(name))
    return Named(agency, name) if agency else None
