"""What the pages of a record show: small frozen values, which the reader gathers and the views print."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import (
    Attestation,
    ChangeOfLine,
    Facets,
    Failure,
    Family,
    Finding,
    Maker,
    PersonHead,
    PlaceOnRecord,
    Provenance,
    ReportHead,
    Reuse,
    Ruling,
    Run,
    Saying,
    Searched,
    Span,
    Story,
    Utterance,
)

Cursor = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows: how much there is, and the latest stories."""

    totals: Mapping[str, int]
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class StoryList:
    """A screenful of stories, and where the next one begins."""

    stories: tuple[Story, ...]
    following: Cursor | None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A screenful of people, and where the next one begins."""

    people: tuple[PersonHead, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class ReportList:
    """A screenful of reports, and where the next one begins."""

    reports: tuple[ReportHead, ...]
    following: Cursor | None


@dataclass(frozen=True, slots=True)
class Found:
    """A screenful of statements, the latest first.

    ``total`` is exact up to :data:`onrecord.record.query.MOST`; beyond, ``is_more`` tells that there are more than
    that. ``facets`` count the latest :data:`onrecord.record.query.COUNTED` of all that was found.
    """

    sayings: tuple[Saying, ...]
    total: int
    is_more: bool
    facets: Facets
    following: int | None


@dataclass(frozen=True, slots=True)
class FoundReports:
    """A screenful of reports that hold some words, each with the sentence that holds the most of them."""

    hits: tuple[tuple[ReportHead, "SentenceHit | None"], ...]
    following: Cursor | None


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """The sentence of a report that answers a search."""

    span: Span
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class UtterancePage:
    """An utterance with all that the record knows of it; ``places`` are its witnesses within their sentences."""

    utterance: Utterance
    attestation: Attestation
    person: PersonHead | None
    reports: Mapping[str, ReportHead]
    provenances: tuple[Provenance, ...]
    places: tuple[PlaceOnRecord, ...]
    stories: Mapping[str, Story]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with a screenful of their statements; ``topics`` are telling words of the latest of all."""

    person: PersonHead
    found: Found
    worded: Mapping[str, tuple[str, ...]]
    stories: tuple[tuple[Story, int], ...]
    topics: tuple[tuple[str, int], ...]
    changes: tuple[ChangeOfLine, ...]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with what was found in it, and what of it stands elsewhere."""

    finding: Finding
    person_of: Mapping[str, str]
    worded: Mapping[str, tuple[Utterance, ...]]
    attestations: Mapping[str, Attestation]
    story: Story | None
    provenance: Provenance | None
    families: tuple[Family, ...]
    reuse: tuple[Reuse, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    maker: Maker | None
    others: Mapping[str, ReportHead]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """What was read, when it appeared, and what failed."""

    totals: Mapping[str, int]
    searched: Searched
    months: tuple[tuple[str, int, int], ...]
    runs: tuple[Run, ...]
    failures: tuple[Failure, ...]
    made_by: tuple[tuple[Maker | None, int], ...]
    derived_by: Maker | None
    following: Cursor | None
