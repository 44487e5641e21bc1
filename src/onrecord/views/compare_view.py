"""What a comparison shows: its columns, its rows and what stands in one report only, worded and ordered for people."""

from dataclasses import dataclass

from onrecord.views.brief_marks import Piece

SAME = "word for word"


@dataclass(frozen=True, slots=True)
class Column:
    """A report of a comparison: ``sign`` is its letter, ``label`` its outlet and day."""

    sign: str
    label: str
    headline: str
    location: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one report prints an utterance; ``pieces`` are its words with what it has otherwise than the base."""

    how: str
    senses: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def says(self) -> str:
        """Say how it differs, and what that does to the sense; of the base's own words nothing."""
        return ", ".join((self.how, *self.senses)) if self.how != SAME else ""


@dataclass(frozen=True, slots=True)
class Row:
    """An utterance in parallel columns: for each report its wordings, none if it has none."""

    speaker: str
    day: str
    attested: str
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def heading(self) -> str:
        """Say when it was said, and how many reports of the whole record have it."""
        return " · ".join(part for part in (self.day, self.attested) if part)


@dataclass(frozen=True, slots=True)
class Alone:
    """What one report has and no other of those compared."""

    column: Column
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """All of a comparison in the order and the words in which people read it."""

    title: str
    summary: str
    origins: str
    legend: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alone: tuple[Alone, ...]
