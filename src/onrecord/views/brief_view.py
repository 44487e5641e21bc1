"""What a brief shows: small frozen values, worded and ordered for people, which every renderer prints as they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.model import FigureGroup, Searched
from onrecord.text.days import period_text
from onrecord.views.brief_marks import Piece

T = TypeVar("T")

#: How many lines of a section are shown before "and n more".
CUTS = {
    "reports": 20, "turned": 20, "said": 20, "alone": 15, "unprinted": 5, "figures": 15, "agreed": 10, "events": 15,
    "people": 20, "unattributed": 10, "undated": 10, "labels": 8,
}  # fmt: skip
LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")  # [Gullhaven](#): what a page's text kept of a link
OTHERS = "further reports"  # of a story of which only some are set side by side
UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report as a list of them shows it; ``mark`` tells of copies and transcripts."""

    label: str
    outlet: str
    headline: str
    day: str
    mark: str
    url: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How some reports print an utterance; ``pieces`` are empty when it is the base, word for word."""

    labels: tuple[str, ...]
    how: str
    senses: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the apparatus: the lemma and each other reading with those who print it."""

    lemma: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance with its wordings. ``source`` names the transcript that has it; ``person`` is an id."""

    speaker: str
    role: str
    day: str
    base: str
    source: str
    reports: int
    independent: int
    wordings: tuple[Wording, ...]
    entries: tuple[Entry, ...]
    id: str = ""
    person: str = ""

    @property
    def heading(self) -> str:
        """Say when it was said, and how many have it."""
        carried = f"in {count_text(self.reports, 'report')}, {count_text(self.independent, 'independent origin')}"
        return " · ".join(part for part in (self.day, carried, self.source and "on record in a transcript") if part)

    @property
    def turns_the_sense(self) -> bool:
        """Tell whether some report's words change what was said."""
        return any(wording.senses for wording in self.wordings)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as one report has it, by its id; ``quoted`` is False when the words are the reporter's."""

    speaker: str
    text: str
    quoted: bool
    label: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A printed figure, whose it is, of which day, and who prints it."""

    text: str
    by: str
    as_of: str
    labels: tuple[str, ...]

    @property
    def of(self) -> str:
        """Say whose figure it is and of which day."""
        parts = (self.by and f"according to {self.by}", self.as_of and f"as of {self.as_of}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class FigureLines:
    """The figures for one thing, from the lowest to the highest; ``example`` is how one report prints one.

    ``latest`` is the value of the latest day, where that supersedes the others.
    """

    counts: str
    verdict: str
    rows: tuple[FigureRow, ...]
    example: str = ""
    reports: int = 0
    independent: int = 0
    latest: str = ""
    is_measure: bool = False
    group: FigureGroup | None = None

    @property
    def says(self) -> str:
        """Say whether they can all be true."""
        if self.verdict != "conflict":
            return "they differ, and can all be true"
        return f"they cannot all be true; the latest: {self.latest}" if self.latest else "they cannot all be true"

    @property
    def named(self) -> str:
        """Give the figure with what it counts, unless the printed words say that."""
        text = self.rows[0].text
        return text if self.counts.casefold() in text.casefold() or self.is_measure else f"{text} {self.counts}"

    @property
    def carried(self) -> str:
        """Say how many have it."""
        return f"in {count_text(self.reports, 'report')}, {count_text(self.independent, 'independent origin')}"


@dataclass(frozen=True, slots=True)
class EventLine:
    """A dated line of the time line; ``otherwise`` are the days that other reports give, each with their labels.

    ``speaker`` is of a statement that does not itself name who made it. The greatest ``weight`` is shown first where
    there is not room for all.
    """

    day: str
    what: str
    labels: tuple[str, ...]
    speaker: str = ""
    quoted: bool = False
    otherwise: tuple[tuple[str, tuple[str, ...]], ...] = ()
    weight: tuple[bool, bool, int, int, bool] = (False, False, 0, 0, False)

    @property
    def says(self) -> str:
        """Say what happened, or who said what."""
        what = f"“{self.what}”" if self.quoted else self.what
        return f"{self.speaker}: {what}" if self.speaker else what


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A speaker with what the reports call them."""

    name: str
    kind: str
    roles: tuple[str, ...]
    statements: int
    reports: int
    id: str = ""

    @property
    def roles_text(self) -> str:
        """Give the first roles."""
        return "; ".join(self.roles[:3])

    @property
    def says(self) -> str:
        """Say how often the reports have them speak."""
        kind = "" if self.kind == "person" else f"{self.kind}, "
        return f"{kind}{count_text(self.statements, 'statement')} in {count_text(self.reports, 'report')}"


@dataclass(frozen=True, slots=True)
class BriefView:
    """All of a brief in the order and the words in which people read it; each line of ``glance`` has its section.

    ``labels`` are those of the reports, with their ids.
    """

    title: str
    summary: str
    glance: tuple[tuple[str, str], ...]
    reports: tuple[ReportLine, ...]
    turned: tuple[Said, ...]
    said: tuple[Said, ...]
    alone: tuple[Line, ...]
    unprinted: tuple[Line, ...]
    figures: tuple[FigureLines, ...]
    agreed: tuple[FigureLines, ...]
    events: tuple[EventLine, ...]
    people: tuple[PersonLine, ...]
    unattributed: tuple[Line, ...]
    undated: tuple[str, ...]
    namesakes: tuple[str, ...]
    labels: tuple[tuple[str, str], ...] = ()


def cut(items: Sequence[T], section: str, *, full: bool = False) -> tuple[Sequence[T], int]:
    """Give the items that a section shows, and how many more there are; a single one more is shown as well.

    >>> cut("abcdefghijk", "undated")
    ('abcdefghijk', 0)
    >>> cut("abcdefghijkl", "undated")
    ('abcdefghij', 2)
    """
    shown, others = parted(items, section)
    return (items, 0) if full else (shown, len(others))


def parted(items: Sequence[T], section: str) -> tuple[Sequence[T], Sequence[T]]:
    """Part the items that a section shows at first from the others: of those with a weight it shows the heaviest."""
    limit = CUTS[section]
    weights = [item.weight for item in items if isinstance(item, EventLine)]
    if len(items) <= limit + 1:
        return items, ()
    if not weights:
        return items[:limit], items[limit:]
    heaviest = set(sorted(range(len(items)), key=lambda at: (weights[at], -at), reverse=True)[:limit])
    return [items[at] for at in sorted(heaviest)], [item for at, item in enumerate(items) if at not in heaviest]


def headings(view: BriefView) -> tuple[tuple[str, str], ...]:
    """Give the sections that have something to say, with their headings."""
    sections = (
        ("reports", "The reports", view.reports),
        ("turned", "Wordings that change the sense", view.turned),
        ("said", "Who said what, in several reports", view.said),
        ("alone", "In one report only", view.alone),
        ("unprinted", "Said, and in no report between marks", view.unprinted),
        ("figures", "Figures that differ", view.figures),
        ("agreed", "Figures on which independent reports agree", view.agreed),
        ("events", "Time line", view.events),
        ("people", "Who speaks", view.people),
        ("unsure", "What is unsure", view.unattributed + view.undated + view.namesakes),
    )
    return tuple((section, heading) for section, heading, content in sections if content)


def names_text(labels: Sequence[str], *, full: bool = False) -> str:
    """List outlets, the first few of many.

    >>> names_text(["Tidings", "Herald, 4 May 2031"])
    'Tidings; Herald, 4 May 2031'
    """
    shown, more = cut(labels, "labels", full=full)
    return "; ".join(shown) + (f" and {more:,} more" if more else "")


def count_text(number: int, noun: str, plural: str = "") -> str:
    """Say how many.

    >>> count_text(1, "report"), count_text(0, "report"), count_text(1200, "story", "stories")
    ('1 report', '0 reports', '1,200 stories')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def searched_text(searched: Searched) -> str:
    """Say what was searched.

    >>> searched_text(Searched(12, 1, 4, None))
    '12 reports of 4 outlets, 1 transcript'
    """
    of = f" of {count_text(searched.outlets, 'outlet')}" if searched.outlets else ""
    transcripts = count_text(searched.transcripts, "transcript") if searched.transcripts else ""
    parts = [f"{count_text(searched.reports, 'report')}{of}", transcripts, period_text(searched.days)]
    return ", ".join(part for part in parts if part)


def clean(text: str) -> str:
    """Put a text on one line, without what could steer a terminal or turn a page round.

    >>> clean("a\\x1b[31m\\n b\\u202e")
    'a[31m b'
    """
    return UNSAFE.sub("", " ".join(text.split()))


def safe(text: str) -> str:
    """Leave out what could steer a terminal or turn a page round, and nothing else.

    >>> safe("a\\x1b[31m\\n b\\u202e")
    'a[31m\\n b'
    """
    return UNSAFE.sub("", text)


def prose(text: str) -> str:
    """Clean a stretch of a report, and take out the syntax of its links.

    >>> prose("the sluice\\n of [Gullhaven](#)")
    'the sluice of Gullhaven'
    """
    return clean(LINK.sub(r"\1", text))


def clipped(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis.

    >>> clipped("one two three", 9), clipped("x" * 20, 9)
    ('one two …', 'xxxxxxxx …')
    """
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip() + " …"
