"""Find what is no prose of a report: lines by how they open and where they stand, stretches by their form.

Prose flagged by mistake loses statements; furniture missed costs little. So a rule has to see a word that only
furniture has, or a place that only furniture takes.
"""

import re
from datetime import date
from pathlib import Path

from onrecord.model import Dateline, Furniture, FurnitureKind, Span
from onrecord.read.byline import is_byline
from onrecord.read.dateline import find_dateline

TOP = 6  # lines in which headline, standfirst, byline and time stand
GAP = 2  # line ends between two lines of one list; more set apart what follows
LONG = 600  # characters past which a line is a report without breaks
WORDS = re.compile(r"\w+")


def _openings() -> tuple[tuple[FurnitureKind, re.Pattern[str]], ...]:
    """Read the table of openings: each kind with one pattern of all its openings."""
    rows = Path(__file__).with_name("openings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    kinds: dict[str, list[str]] = {}
    for row in rows:
        kind, pattern = row.split("\t")
        kinds.setdefault(kind, []).append(pattern)
    return tuple((kind, re.compile("(?:" + "|".join(each) + ")")) for kind, each in kinds.items())  # type: ignore[misc]


OPENINGS = _openings()
LINK = re.compile(r"(\[)([^\[\]\n]{1,300})(\]\([^()\s]{0,500}\))")
TIME = re.compile(
    r"""
    ^\W*+(?:(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified))\b:?\s*+(?:on|at)?\s*+)?
    (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?
    (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2},?\s+\d{4}
      |\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?,?\s+\d{4}
      |\d{4}-\d\d-\d\d)
    [\s,|•·\-–]*+(?:at\s+)?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*+(?:[ap]\.?m\.?)?)?\s*+(?:[A-Z]{2,4})?\W*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
DATE_LINE = re.compile(r"\s*date:?[ \t]+[^\n]{6,20}$", re.IGNORECASE)
CREDITED = re.compile(
    r"""
    (?:\(|\[)?(?:Photo(?:graph)?s?|Picture|Image|Credit)\s*(?:credit)?\s*[:/]\s*[^.()\[\]\n]{2,80}(?:\)|\])?\s*$
    | \((?:AP\s+Photo
        |[^()\n]{1,60}?/\s*(?:AP|AFP|EPA|PA|Reuters|Getty|Shutterstock|Associated\ Press|Pool)\b[^()\n]{0,60}
        |(?:AP|AFP|Getty|Reuters)[^()\n]{0,40}\b(?:Photo|Images|File)\b[^()\n]{0,40})\)\s*(?:\(Associated\ Press\))?\s*$
    """,
    re.VERBOSE,
)
BARE_CREDIT = re.compile(
    r"""
    ^\W*(?:[\w.'’\-]++\s++){0,4}[\w.'’\-]*+\s*+/\s*+
      # Whole words, and maybe the head of one more: each word can be cut in but one place.
      (?:(?:[\w.'’\-]++[\s/]*+){0,5}|(?:[\w.'’\-]++[\s/]*+){0,4}[\w.'’\-]+?)
      (?:AP|AFP|EPA|EPA-EFE|PA|Reuters|REUTERS|Getty(?:\ Images)?|Shutterstock|Rex|Alamy|Bloomberg)\b
      [\w/ .\-]{0,30}\W*$
    | ^\W*(?:AP|AFP|EPA|Getty(?:\ Images)?|Shutterstock|Reuters|Alamy)\W*$
    """,
    re.VERBOSE,
)
TAIL_CREDIT = re.compile(
    r"""
    (?:^|[.,]?\s)(?P<credit>(?:[A-Z][\w.'’\-]+\s+){1,3}[A-Z]?[\w.'’\-]*\s*/\s*
      (?:[A-Z][\w.\-]+\s*/\s*)*
      (?:AP|AFP|EPA|EPA-EFE|PA|Reuters|Getty(?:\ Images)?|Shutterstock|Rex|Alamy|[A-Z][\w\-]{2,14}))\W*$
    """,
    re.VERBOSE,
)
ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
AGENCY_ALONE = re.compile(r"^\((?:AP|AFP|UPI|PA|Reuters|Xinhua|dpa|[A-Z][a-z]+wire)\)\W*$")


def find_furniture(
    text: str, headline: str | None, published: date | None
) -> tuple[Dateline | None, tuple[Furniture, ...]]:
    """Find the furniture of a text, sorted and apart from one another, and its dateline.

    >>> text = "By Jane Roe\\n\\nThe gate broke.\\n\\nMORE: Ten gates to see"
    >>> [(each.kind, each.span.of(text)) for each in find_furniture(text, None, None)[1]]
    [('byline', 'By Jane Roe'), ('link', 'MORE: Ten gates to see')]
    """
    found: list[Furniture] = []
    dateline: Dateline | None = None
    lines = _lines(text)
    for at, (span, kind) in enumerate(zip(lines, _kinds(text, lines, headline), strict=True)):
        if kind:
            found.append(Furniture(span, kind))
            continue
        if at < TOP and dateline is None and (dateline := find_dateline(text, span.start, published)):
            found.append(Furniture(dateline.span, "dateline"))
        found.extend(_link_marks(text, span))
    return dateline, _apart(found)


def _kinds(text: str, lines: list[Span], headline: str | None) -> list[FurnitureKind | None]:
    """Tell of each line what it is, None for prose."""
    kinds: list[FurnitureKind | None] = []
    seen_head = in_prose = False
    last_prose = -1
    for at, span in enumerate(lines):
        line = span.of(text)
        kind = None if in_prose or at >= TOP else _at_top(line, at, headline, seen_head, lines, text)
        kind = kind or _by_itself(line, at, lines, text)
        seen_head = seen_head or kind == "headline"
        if kind is None and _is_prose(line):
            in_prose, last_prose = True, at
        kinds.append(kind)
    _fill_lists(kinds, last_prose + 1, lines, text)
    return kinds


def _fill_lists(kinds: list[FurnitureKind | None], tail: int, lines: list[Span], text: str) -> None:
    """Flag what is listed under a heading or over a sponsor's line below the last prose; elsewhere it may be prose."""
    running: FurnitureKind | None = None
    for at in range(tail, len(lines)):
        if at > tail and text.count("\n", lines[at - 1].end, lines[at].start) > GAP:
            running = None
        kind = kinds[at]
        if kind is None:
            kinds[at] = running
        else:
            running = kind if _opens_list(kind, lines[at].of(text)) else None
        if kind == "sponsor":
            above = at - 1
            while above >= tail and kinds[above] is None:
                kinds[above] = "sponsor"
                above -= 1


def _lines(text: str) -> list[Span]:
    """Give the lines that hold something, without the blanks around them."""
    spans, start = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped[0])
            spans.append(Span(begin, begin + len(stripped)))
        start += len(line) + 1
    return spans


def _by_itself(line: str, at: int, lines: list[Span], text: str) -> FurnitureKind | None:
    """Tell what a whole line is, wherever it stands."""
    if len(line) > LONG:
        return None
    for kind, pattern in OPENINGS:
        if pattern.match(line):
            return kind
    if TIME.match(line):
        return "timestamp"
    if AGENCY_ALONE.match(line) or _is_credit(line):
        return "credit"
    return _caption(line, at, lines, text)


def _at_top(
    line: str, at: int, headline: str | None, seen_head: bool, lines: list[Span], text: str
) -> FurnitureKind | None:
    if at == 0 and DATE_LINE.match(line):
        return "timestamp"
    if headline and not seen_head and _same(line, headline):
        return "headline"
    if is_byline(line):
        return "byline"
    # Between the headline and the byline or time there is nothing but the standfirst.
    if (
        seen_head
        and len(line) < 250
        and any(is_byline(below := other.of(text)) or TIME.match(below) for other in lines[at + 1 : at + 3])
    ):
        return "standfirst"
    if seen_head and line.startswith("*") and line.endswith("*"):
        return "standfirst"
    before = lines[at - 1].of(text) if at else ""
    # A video's title and its summary run together under the time: "Title: words The mayor says ..."
    if TIME.match(before) and len(line) < 400 and ":" in line[:60] and not re.search(r"[“\"][^”\"]*,[”\"]\s", line):
        return "caption"
    return None


def _caption(line: str, at: int, lines: list[Span], text: str) -> FurnitureKind | None:
    """Tell a caption: a line that ends in a credit, or that stands over a line that is one."""
    if len(line) > 500:
        return None
    if CREDITED.search(line) and len(line) < 400:
        return "caption" if len(WORDS.findall(CREDITED.sub("", line))) > 3 else "credit"
    below = lines[at + 1].of(text) if at + 1 < len(lines) else ""
    if not _is_quoted(line) and _is_credit(below) and _tells_of_picture(line):
        return "caption"
    tail = TAIL_CREDIT.search(line)
    if tail and not ENDS.search(line) and not _is_quoted(line):
        return "caption"
    return None


def _is_credit(line: str) -> bool:
    """Tell a line that is a credit and no more."""
    return len(line) <= LONG and BARE_CREDIT.match(line) is not None and not ENDS.search(line)


PICTURED = re.compile(
    r"""\b(?:pictured|file\ photo|seen\ here)\b | \((?:left|right|cent(?:re|er))\)
    | \b\w+\.?\ \d{1,2},\ \d{4}\W*$ | [^.!?…”"’']$""",
    re.IGNORECASE | re.VERBOSE,
)


def _tells_of_picture(line: str) -> bool:
    """Tell a caption over a credit from a paragraph over a picture: it is dated, points, or is no sentence."""
    return bool(PICTURED.search(line))


def _link_marks(text: str, span: Span) -> list[Furniture]:
    """Find the marks of links in a line of prose: the marks are flagged, the words are not."""
    if "](" not in (line := span.of(text)):
        return []
    found = []
    for link in LINK.finditer(line):
        for group in (1, 3):
            start, end = link.span(group)
            found.append(Furniture(Span(span.start + start, span.start + end), "link syntax"))
    return found


def _apart(found: list[Furniture]) -> tuple[Furniture, ...]:
    apart: list[Furniture] = []
    for each in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not apart or apart[-1].span.end <= each.span.start:
            apart.append(each)
    return tuple(apart)


def _same(line: str, headline: str) -> bool:
    return WORDS.findall(line.lower()) == WORDS.findall(headline.lower())


def _is_quoted(line: str) -> bool:
    return line.startswith(("“", '"', "‘"))


def _is_prose(line: str) -> bool:
    return len(line) > 60 and bool(ENDS.search(line))


def _opens_list(kind: FurnitureKind, line: str) -> bool:
    """Tell a heading under which links, topics or advertisements are listed."""
    return len(line) < 60 and (kind in {"related", "sponsor", "teaser"} or (kind == "link" and line.endswith(":")))
