"""The nouns of onrecord: small frozen values that refer to one another by id.

Every claim about a report carries the :class:`Span` that proves it. Nothing is filled in later: a stage that learns
more answers with a new value (an :class:`Attribution` names the speaker of a :class:`Statement`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

ReportKind: TypeAlias = Literal["report", "transcript"]
PublishedGround: TypeAlias = Literal["stated", "metadata", "none"]
FeedKind: TypeAlias = Literal["rss", "atom", "json", "sitemap", "sitemap index"]
Form: TypeAlias = Literal["direct", "mixed", "indirect"]
Mode: TypeAlias = Literal["speech", "thought"]
SpeakerKind: TypeAlias = Literal["person", "organization", "group", "unnamed"]
Ground: TypeAlias = Literal["named", "pronoun", "role", "continued", "ruling", "none"]
PairKind: TypeAlias = Literal["same", "different", "same-utterance", "different-utterances"]
RulingKind: TypeAlias = Literal[PairKind, "speaker"]
DateGround: TypeAlias = Literal["stated", "carried", "other report", "none"]
Medium: TypeAlias = Literal[
    "interview", "press briefing", "remarks to reporters", "speech", "debate", "post", "statement", "court filing",
    "letter", "testimony", "broadcast", "report", "previously told",
]  # fmt: skip
FurnitureKind: TypeAlias = Literal[
    "headline", "standfirst", "byline", "dateline", "timestamp", "caption", "credit", "link", "link syntax", "teaser",
    "related", "sponsor", "contributor", "embed", "navigation",
]  # fmt: skip
Relation: TypeAlias = Literal["identical", "cut", "reworded", "spliced", "paraphrase"]
ChangeKind: TypeAlias = Literal["added", "left out", "replaced", "joined", "not quoted"]
Sense: TypeAlias = Literal["negation", "number", "hedge", "name"]
Verdict: TypeAlias = Literal[
    "exact", "abridged", "cut", "reworded", "spliced", "misattributed", "indirect", "relayed", "not found"
]
AgencyGround: TypeAlias = Literal["dateline", "byline", "outlet", "copyright", "signature", "address", "thanks"]
ReuseLabel: TypeAlias = Literal["copy", "partial", "quotes-only"]
FigureVerdict: TypeAlias = Literal["agree", "compatible", "conflict"]
EventKind: TypeAlias = Literal["event", "statement"]
EditionGround: TypeAlias = Literal["retrieved", "published", "arrival"]
Edited: TypeAlias = Literal["quotation", "statement", "figure", "correction"]
EditKind: TypeAlias = Literal["changed", "added", "removed"]
EditWay: TypeAlias = Literal["reworded", "reattributed", "unquoted", "quoted", "other value"]
Method: TypeAlias = Literal["http", "warc"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of a text: ``Span(0, 3).of("Bread")`` is ``"Bre"``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the characters of ``text`` that the span stands for."""
        return text[self.start : self.end]


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Every day that a printed date can mean, both ends included: "in February" is a month."""

    first: date
    last: date


# --- one report ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How a page was taken from the web, by us (``http``) or by a crawler that archived it (``warc``).

    ``at`` is when, in UTC (``2031-05-12T08:00:00Z``); ``url`` the address that answered, after redirects; ``charset``
    what the answer's header names. ``record`` and ``digest`` are the WARC-Record-ID and the payload digest as printed.
    """

    method: Method
    at: str
    url: str
    charset: str | None = None
    record: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the bytes came from.

    ``location`` is a path, a member of an archive (``box.zip!a/b.txt``), a line (``day.jsonl:17``) or a URL;
    ``sha256`` is of the bytes as found, in hex; ``media_type`` is what the content was taken for. A file has no
    ``retrieval``: when it was copied to where it lies, nobody says.
    """

    location: str
    sha256: str
    media_type: str
    retrieval: Retrieval | None = None


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of one report as they were found; from them, and nothing else, the report is read."""

    origin: Origin
    data: bytes


@dataclass(frozen=True, slots=True)
class Revisit:
    """The note of an archive that an address gave, at another time, the bytes of that ``digest`` once more."""

    origin: Origin
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed or a sitemap lists: a report, or in an index of sitemaps another sitemap.

    ``published`` and ``modified`` are times as the feed gives them, ISO with their own offset from UTC. ``content`` is
    the whole text as HTML, where the feed has it; ``summary`` is what it says in its place.
    """

    url: str | None
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    content: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What an outlet says is new; ``is_cut`` tells that it lists more than was read."""

    kind: FeedKind
    title: str | None
    entries: tuple[Entry, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "WASHINGTON, April 14 (AFP) --" of a report: where it was written, when, for which agency."""

    span: Span
    place: str | None
    period: Period | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of a report's text that is no prose of the report: a caption, a teaser, a link."""

    span: Span
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's printing of one article, or (``kind="transcript"``) a primary source with turns ``NAME: words``.

    Spans of every other value refer to ``text``. ``id`` is the one the input gave, else the first 20 hex digits of a
    SHA-256 over URL, outlet, day, headline and text.
    """

    id: str
    text: str
    origin: Origin
    kind: ReportKind = "report"
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: date | None = None
    published_ground: PublishedGround = "none"
    language: str | None = None
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read: its place, the stage that gave up, and the reason in one sentence."""

    location: str
    stage: str
    why: str


@dataclass(frozen=True, slots=True)
class KeptFailure:
    """A failure on record: what to give to ``add`` to try again, how often that failed, and when last, in UTC."""

    failure: Failure
    source: str | None
    tries: int
    noted: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What made a row: the version of onrecord, and the SHA-256 of the files of its model, in hex."""

    onrecord: str
    model: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that is followed, and how it stood at the last visit. Times are UTC, as ISO text.

    ``feed`` is the feed that an address of a page was found in. ``etag`` and ``modified`` are what a server gave to ask
    again with. ``tries`` counts the failures since it last answered; without ``due`` it is not asked for again.
    """

    url: str
    feed: str | None = None
    etag: str | None = None
    modified: str | None = None
    visited: str | None = None
    status: int | None = None
    tries: int = 0
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """To whom, when, where and in what something was said, each with the words that are printed for it.

    ``dated_by`` are the words that tell ``said``: in the statement's sentence or, ``carried``, before it. ``shown_by``
    are those that tell ``medium``. ``via`` is whom and what the words came through besides the speaker, outermost
    first: of "the Elm Times reported, citing two clerks" the clerks, of "Ruiz said Vale had told her" Vale.
    ``relayed`` tells that they are one person's word for what another said. ``dated_like`` is the statement of another
    report that the day is taken from, where this one tells none.
    """

    addressee: Span | None = None
    said: Period | None = None
    said_ground: DateGround = "none"
    dated_by: Span | None = None
    place: Span | None = None
    medium: Medium | None = None
    shown_by: Span | None = None
    via: Spans = ()
    relayed: bool = False
    dated_like: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech in one report: a *source*, a *cue* and a *content*, each as the spans that are printed.

    ``content`` of a direct statement has a span for each stretch between quotation marks, marks left out; of a mixed
    or indirect one the reported clause without "that". ``quoted`` are the stretches inside marks, ``source`` is the
    mention as printed. ``id`` is ``report:start-end`` of the outermost content. ``mode`` tells what was said or
    written from what was thought, wished or meant; ``confidence`` is the chance that content and source are right.
    """

    id: str
    report: str
    form: Form
    content: Spans
    quoted: Spans
    cue: Spans = ()
    source: Spans = ()
    occasion: Occasion = Occasion()
    furniture: bool = False
    mode: Mode = "speech"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose statement it is, as one report tells it: the fullest name there, on a named ground, with its place.

    ``speaker`` is None when unsure; ``evidence`` is the mention that gives the name.
    """

    report: str
    statement: str
    speaker: str | None
    kind: SpeakerKind
    ground: Ground
    evidence: Span | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A report with what was found in it: ``attributions`` has one for each of ``statements``, in the same order."""

    report: Report
    statements: tuple[Statement, ...]
    attributions: tuple[Attribution, ...]


# --- many reports ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as all the reports together name them; ``statements`` are ids, sorted.

    ``wikidata`` is what the user's table of people says.
    """

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    roles: tuple[str, ...]
    statements: tuple[str, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A row of the user's ``people.csv``; ``same_as`` is the name of the row whose person this one is."""

    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """A row of the user's ``outlets.csv``: an outlet, or a host of the web, and who publishes it."""

    outlet: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an editor decided, stronger than the program.

    ``a`` is the id of a statement, and so is ``b``: their speakers are the *same* person, or *different* ones. Of a
    ruling on the *speaker* of ``a``, ``speaker`` is the name, and None is nobody that can be named. Of one on
    utterances ``a`` and ``b`` are stretches of statements, ``report:start-end``, that render one thing said, or two.
    """

    id: str
    ruling: RulingKind
    a: str
    b: str | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind = "person"


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement as matter for matching: its stretches in the report's text, who says it, and what bounds its day.

    ``text`` is the report's whole text, to which ``spans`` refer. ``person`` is the id of the speaker over all reports,
    ``names`` that person's name and all that the reports call that person; ``unnamed`` is a source that the report does
    not name, as printed, ``surname`` one that may be that of two persons. ``relayed`` tells that the words are quoted
    inside another's statement, ``denies`` that the speaker says it is not so. ``medium`` and ``addressee`` are what
    the report prints of the occasion.
    """

    report: str
    statement: str
    text: str
    spans: Spans
    form: Form
    speaker: str | None
    person: str | None
    ground: Ground
    published: date | None
    said: Period | None = None
    story: str | None = None
    primary: bool = False
    relayed: bool = False
    furniture: bool = False
    names: tuple[str, ...] = ()
    unnamed: str | None = None
    surname: str | None = None
    denies: bool = False
    medium: Medium | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """One report's printing of an utterance; ``siglum`` is its short sign: A, B, ... Z, AA."""

    siglum: str
    report: str
    statement: str
    spans: Spans
    text: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Reading:
    """One wording at one place of an utterance, and the witnesses that have it."""

    text: str
    sigla: tuple[str, ...]
    change: ChangeKind
    sense: Sense | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where witnesses differ: ``at`` is the range of words of the base, ``lemma`` the base's wording there."""

    at: tuple[int, int]
    lemma: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """A thing said once, however often printed.

    ``base`` is the text of the fullest witness or of the primary source. Witnesses stand in the order of their sigla;
    those whose ``relation`` is ``paraphrase`` have no place in the apparatus.
    """

    id: str
    person: str | None
    speaker: str | None
    said: Period | None
    base: str
    primary: bool
    witnesses: tuple[Witness, ...]
    apparatus: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class ChangeOfLine:
    """Two utterances of one person, of one matter and said on different ``days``; ``senses`` are what differs."""

    earlier: Utterance
    later: Utterance
    days: tuple[Period, Period]
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A :class:`ChangeOfLine` of a ``person`` by the ids of its utterances."""

    person: str
    earlier: str
    later: str
    days: tuple[Period, Period]
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What a person is on record as saying: ``said`` are their statements in the order of the reports' days.

    ``utterances`` are those that the statements word, each with its attestation.
    """

    person: Person
    said: tuple[tuple[Report, Statement], ...]
    utterances: tuple[Utterance, ...]
    attestations: tuple["Attestation", ...]
    changes: tuple[ChangeOfLine, ...]


@dataclass(frozen=True, slots=True)
class Attestation:
    """How many reports, and how many that are independent of one another, carry an utterance."""

    utterance: str
    reports: int
    independent: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report, named from outside it."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two reports (``a`` < ``b``) that share passages.

    ``source`` is the report that the other took from, where it shows; ``agency_ground`` tells what shows the agency,
    and ``agency_place`` where, if that stands in a text.
    """

    a: str
    b: str
    label: ReuseLabel
    agency: str | None
    source: str | None
    passages: tuple[tuple[Place, Place], ...]
    agency_ground: AgencyGround | None = None
    agency_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that go back to one text and attest once. A passage lists the places where one stretch stands.

    ``agency_ground`` tells what shows the agency, and ``agency_place`` where, if that stands in a text.
    """

    id: str
    exemplar: str
    agency: str | None
    reports: tuple[str, ...]
    passages: tuple[tuple[Place, ...], ...]
    agency_ground: AgencyGround | None = None
    agency_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who publishes a report, and its origin: reports of one origin attest once.

    The origin is ``family ID`` of copies that several publishers print, else ``publisher NAME``, else ``report ID``.
    """

    report: str
    publisher: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event: when they appeared, where it played and whom most of them quote."""

    id: str
    title: str
    period: Period | None
    reports: tuple[str, ...]
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with its bounds: "more than 250" has no ``high``. ``counts`` is what it counts, as printed."""

    report: str
    span: Span
    text: str
    low: float | None
    high: float | None
    unit: str | None
    counts: str
    by: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures that the reports of a story give for one thing, and whether they can all be true."""

    story: str
    counts: str
    verdict: FigureVerdict
    members: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another day that reports give for an event, with the places that give it."""

    period: Period
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated line of a story's time line; ``what`` is a printed sentence, or of a statement the words as printed.

    A statement has its ``speaker``, and is ``quoted`` if ``what`` stands between quotation marks. ``ahead`` is what
    still lay ahead of every report that tells it. ``otherwise`` are the days of reports that date it differently.
    """

    story: str
    period: Period
    what: str
    evidence: tuple[Place, ...]
    kind: EventKind = "event"
    speaker: str | None = None
    quoted: bool = False
    ahead: bool = False
    otherwise: tuple[Otherwise, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of a statement whose own report tells none; ``evidence`` is the statement of another that states it."""

    statement: str
    said: Period
    evidence: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How some quotations stand beside what they are collated with: how many, by relation, and to another sense."""

    quotations: int = 0
    identical: int = 0
    cut: int = 0
    reworded: int = 0
    spliced: int = 0
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Habits:
    """How an outlet prints words that stand elsewhere, too.

    ``beside_others`` are its quotations that another origin prints as well, ``beside_transcripts`` those of which the
    record has a primary source.
    """

    outlet: str
    reports: int
    statements: int
    beside_others: Compared
    beside_transcripts: Compared


@dataclass(frozen=True, slots=True)
class Derived:
    """All that the reports say together: made anew from their findings, the same whatever their order."""

    people: tuple[Person, ...]
    stories: tuple[Story, ...]
    reuse: tuple[Reuse, ...]
    families: tuple[Family, ...]
    utterances: tuple[Utterance, ...]
    attestations: tuple[Attestation, ...]
    figures: tuple[FigureGroup, ...]
    timeline: tuple[Event, ...]
    datings: tuple[Dating, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    habits: tuple[Habits, ...] = ()
    changed_lines: tuple[ChangedLine, ...] = ()


# --- looking up ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What names a report, without its text."""

    id: str
    kind: ReportKind
    outlet: str | None
    url: str | None
    headline: str | None
    published: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class PersonHead:
    """What names a person, with how many statements there are in how many reports, and the days of these."""

    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    roles: tuple[str, ...]
    wikidata: str | None
    statements: int
    reports: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as it is looked up: ``text`` is the report's from the first to the last character of ``content``.

    ``number`` is its place in the order of days, ``speaker`` the name over all reports, else that of the report.
    ``cue`` has the words that report it: what somebody "denied" is not what they say.
    """

    number: int
    report: ReportHead
    statement: str
    form: Form
    mode: Mode
    content: Spans
    quoted: Spans
    text: str
    cue: str | None
    speaker: str | None
    speaker_kind: SpeakerKind
    ground: Ground
    person: str | None
    said: Period | None


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search asks for, besides words: the id of a person, an outlet, a form, days of publication.

    ``speaker`` are words of a speaker's name, where no person is chosen.
    """

    person: str | None = None
    outlet: str | None = None
    form: Form | None = None
    first: date | None = None
    last: date | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How often each person, outlet, form and month stands among statements found; ``of`` is how many were counted."""

    of: int
    people: tuple[tuple[str, str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    forms: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of ``add`` did, and when it began, in UTC."""

    number: int
    began: str
    new: int
    known: int
    failed: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a report that a search found; ``statement`` is the one that covers it, if any does, by ``speaker``."""

    report: str
    statement: str | None
    span: Span
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What a run of ``add`` did: ids of the reports that were new or known, and what could not be read.

    ``editions`` are those of the new ones whose address was on record with another text.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    editions: tuple[str, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the record holds of one story, for one page; ``statements`` are those of its reports, in their order.

    ``reports`` has the transcripts, too, that hold words which the story's reports quote; ``elsewhere`` are reports of
    other stories that print an utterance of this one. ``provenances`` and ``reuse`` are those of ``reports``.
    """

    story: Story
    reports: tuple[Report, ...]
    families: tuple[Family, ...]
    persons: tuple[Person, ...]
    statements: tuple[tuple[Statement, Attribution], ...]
    utterances: tuple[Utterance, ...]
    attestations: tuple[Attestation, ...]
    figures: tuple[FigureGroup, ...]
    events: tuple[Event, ...]
    elsewhere: tuple[Report, ...] = ()
    provenances: tuple[Provenance, ...] = ()
    reuse: tuple[Reuse, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some reports side by side; their sigla are A, B, ... in their order.

    ``shared`` are the utterances that two of them or more print, in the order of the first report, then of the next;
    ``alone`` has for each report those that no other of them prints. Both have the witnesses of these reports alone,
    collated with a transcript's words, else with the fullest wording. ``families`` are the ones with two of them or
    more, ``independent`` counts the origins, and ``attestations`` are over the whole record.
    """

    reports: tuple[Report, ...]
    shared: tuple[Utterance, ...]
    alone: tuple[tuple[Utterance, ...], ...]
    families: tuple[Family, ...]
    independent: int
    attestations: tuple[Attestation, ...]


# --- editions --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the texts that stood at an address: ``first`` and ``last`` are when it was seen there, in UTC.

    ``ground`` tells what puts it in its place among the others: when it was retrieved, when it says it was published,
    or only in which order the record came by it.
    """

    report: str
    first: str | None
    last: str | None
    ground: EditionGround


@dataclass(frozen=True, slots=True)
class Rewording:
    """A place where two editions differ: ``at`` are words of the text before, ``lemma`` its wording there."""

    at: tuple[int, int]
    lemma: str
    reading: str
    change: ChangeKind
    sense: Sense | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that an outlet changed, added or removed after publication; ``before`` and ``after`` are reports.

    Spans are of these reports' texts, ``before_text`` and ``after_text`` what they print; of what was added nothing
    stands before. ``ways`` tell how it was changed: other words, another speaker (``speaker_before`` is the old one),
    quotation marks lost or gained, another value. Of a figure, ``counts`` is what it counts.
    """

    before: str
    after: str
    what: Edited
    change: EditKind
    before_spans: Spans = ()
    after_spans: Spans = ()
    before_text: str | None = None
    after_text: str | None = None
    speaker: str | None = None
    speaker_before: str | None = None
    ways: tuple[EditWay, ...] = ()
    words: tuple[Rewording, ...] = ()
    counts: str | None = None


@dataclass(frozen=True, slots=True)
class EditOnRecord:
    """An edit with the editions that it is told from; ``report`` is the later one."""

    report: Report
    before: Edition
    after: Edition
    edit: Edit


# --- checking --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of a checked quotation from the record.

    ``at`` are characters of the quotation and ``words`` what stands there; ``record`` is what the record has instead.
    """

    at: Span
    words: str
    record: str
    kind: ChangeKind
    sense: Sense | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What a check looked through: how many reports and transcripts, of how many outlets, printed on which days."""

    reports: int
    transcripts: int
    outlets: int
    days: Period | None


@dataclass(frozen=True, slots=True)
class Check:
    """The answer to "did they say this?". ``witnesses`` are the places where it stands, the best first.

    ``witnesses`` of *not found* are empty; what is nearest then stands in ``nearest`` and is not offered as the source.
    ``searched`` is what was looked through.
    """

    quotation: str
    by: str | None
    verdict: Verdict
    speaker: str | None
    utterances: tuple[str, ...]
    said: Period | None
    changes: tuple[Change, ...]
    witnesses: tuple[Witness, ...]
    independent: int
    says: str
    nearest: tuple[Witness, ...] = ()
    searched: Searched | None = None


@dataclass(frozen=True, slots=True)
class PlaceOnRecord:
    """Where words stand on record: the witness, its report, and the whole sentences around it, as printed."""

    witness: Witness
    report: Report
    sentences: str


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft with its check; ``spans`` are of the draft's text, marks left out, ``source`` as well.

    ``line`` is the one of the draft that it begins on. ``on_record`` is the best place, or one for each part of a
    splice; of *not found*, where something near it stands. ``suggestion`` are the record's words for the same stretch,
    as they could stand between the marks.
    """

    spans: Spans
    line: int
    source: Spans
    check: Check
    on_record: tuple[PlaceOnRecord, ...]
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text before it is printed, with a check of each of its quotations in their order."""

    location: str
    text: str
    quotations: tuple[DraftQuotation, ...]


# --- keeping ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Something on record that does not hold: the table, the row by what names it (None is the whole), and what."""

    table: str
    row: str | None
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a record was found to hold.

    ``checked`` counts what was looked at, by name; ``left_out`` are sentences on what could not be looked at.
    ``made_by`` counts reports by what read them, None being a version that did not note it.
    """

    problems: tuple[Problem, ...]
    checked: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    made_by: tuple[tuple[Maker | None, int], ...]
    derived_by: Maker | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of trying again what had failed.

    ``mended`` could be read now, ``gone`` is no longer in its source, ``failing`` failed once more. Of ``untried`` the
    record does not know the source. ``added`` is all that was found in the sources.
    """

    mended: tuple[Failure, ...]
    gone: tuple[Failure, ...]
    failing: tuple[Failure, ...]
    untried: tuple[Failure, ...]
    added: Added


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that was read otherwise than before: its id before and after, and in what it differs."""

    before: str
    after: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that is new (no ``before``), gone (no ``after``), or other in ``what``, by its ids."""

    before: str | None
    after: str | None
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many rows of a derived table came, went, or are other than they were under the same name."""

    table: str
    came: int
    went: int
    other: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making everything anew.

    ``from_bytes`` reports were read from their bytes, ``from_text`` from their text alone, and ``failures`` stay as
    they were. ``counts`` are all changes of reports and statements by kind; of many, ``reports`` and ``statements``
    list the first. A run that ``resumed`` one that was broken off tells of what that had left.
    """

    from_bytes: int
    from_text: int
    counts: tuple[tuple[str, int], ...]
    reports: tuple[ReportChange, ...]
    statements: tuple[StatementChange, ...]
    failures: tuple[Failure, ...]
    tables: tuple[TableChange, ...]
    resumed: bool
