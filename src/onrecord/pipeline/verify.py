"""Proof that a record holds: every span gives back its text, every hash and id what it is of, every table the others.

A check is a stream of problems. What a damaged row holds may be anything, so that each row is read on its own, and what
can't be read is a problem like another: nothing here ends on the first.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import sha256
from time import perf_counter
from typing import Any

from onrecord.errors import RecordError
from onrecord.model import (
    Attribution,
    Figure,
    KnownOutlet,
    KnownPerson,
    Maker,
    Origin,
    Place,
    Problem,
    Report,
    Ruling,
    Run,
    Span,
    Statement,
    Verified,
    Visit,
    Witness,
)
from onrecord.people.rulings import rule_pair, rule_speaker
from onrecord.pipeline.alone import alone_now
from onrecord.pipeline.stages import digest_of, pairs_of
from onrecord.read.report import Draft, id_of
from onrecord.record import Queries
from onrecord.record.checks import DERIVED_INDEXES, INDEXES, NAMED, TWICE
from onrecord.record.columns import noun_of
from onrecord.record.finding_rows import finding_of, stretch_rows
from onrecord.record.store import DERIVED
from onrecord.text.places import place_of

Found = Iterator[Problem]
MOST = 100  # problems of one check that are listed; of more it is said how many
TEXTS = 256  # reports whose texts are kept at hand: what names places of several reports names their neighbours next
NAMELESS = frozenset(("text/html", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
# Tables that are only read: nothing else tells what has to stand in them.
READ: dict[str, Any] = {"makers": Maker, "visits": Visit, "runs": Run, "known_people": KnownPerson,
                        "known_outlets": KnownOutlet}  # fmt: skip
# What a row that bytes came to can make a reader say. Each is told, with its row.
DAMAGED = (RecordError, ValueError, TypeError, LookupError, AttributeError)
UNSEEN = "that shows only where the record can be written, and no run adds to it"
STALE = "what the reports say together, which is not derived from all of them yet; onrecord stories derives it"


class Verifier:
    """Looks at one record, and counts what it looked at."""

    def __init__(self, store: Queries) -> None:
        self._store = store
        self._checked: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._left_out: list[str] = []
        self._text_of = lru_cache(TEXTS)(store.text_of)

    def verify(self) -> Verified:
        """Run every check, those of the file first."""
        began = perf_counter()
        store = self._store
        self._run("file", store.damaged())
        with alone_now(store.path) as is_alone:  # who adds is told to wait: to be kept from writing would end its run
            for index in (*INDEXES, *DERIVED_INDEXES):
                self._look_into(index, is_alone)
        try:
            with store.snapshot():
                self._verify_rows()
                is_stale = store.is_stale or store.is_unread
                if is_stale:
                    self._left_out.append(STALE)
                else:
                    self._verify_derived()
                made_by, derived_by = store.makers_of_reports(), store.derived_by
        except RecordError as error:
            self._problems.append(_unreadable("file", None, error))
            made_by, derived_by = (), None
        return Verified(
            problems=tuple(self._problems),
            checked=tuple(self._checked.items()),
            left_out=tuple(self._left_out),
            made_by=made_by,
            derived_by=derived_by,
            seconds=perf_counter() - began,
        )

    def _verify_rows(self) -> None:
        store = self._store
        self._run("reports", self._each("reports", self._report))
        self._run("payloads", self._each("payloads", self._payload))
        self._run("origins", self._origins())
        self._run("rulings", self._each("rulings", _ruling))
        for table, noun in READ.items():
            self._run(table, self._each(table, _reader(noun)))
        for index in INDEXES:
            self._run(index, store.unlike_rows(index))
        self._run("stretch_grams", store.unlike_grams())

    def _verify_derived(self) -> None:
        store = self._store
        for table in DERIVED:
            self._run(table, self._each(table, self._derived(table)))
        for told_twice in TWICE:
            self._run(told_twice[0], store.disagreeing(*told_twice))
        for named in NAMED:
            self._run(named[0], store.dangling(*named))
        for index in DERIVED_INDEXES:
            self._run(index, store.unlike_rows(index))

    # --- running ----------------------------------------------------------------------------------------------------

    def _run(self, table: str, found: Found) -> None:
        """Take the problems of a check, the first of them word by word."""
        more = 0
        try:
            for number, problem in enumerate(found):
                if number < MOST:
                    self._problems.append(problem)
                else:
                    more += 1
        except DAMAGED as error:
            self._problems.append(_unreadable(table, None, error))
        if more:
            self._problems.append(Problem(table, None, f"and {more:,} more like these"))

    def _look_into(self, index: str, is_alone: bool) -> None:
        try:
            if is_alone:
                self._problems += self._store.damaged_index(index)
            is_seen = is_alone
        except RecordError:
            is_seen = False
        if not is_seen:
            self._left_out.append(f"whether the index {index} is whole: {UNSEEN}")

    def _each(self, table: str, check: Callable[[Any], Iterator[str | Problem]]) -> Found:
        """Check the rows of a table one by one."""
        for key in self._store.keys_of(table):
            self._checked[table] += 1
            name = str(key)
            try:
                row = self._store.report_at(int(key)) if table == "reports" else self._store.row_at(table, key)
                if row is None:
                    yield Problem(table, name, "the row is not where its table's index has it")
                    continue
                name = str(row[1] if table == "reports" else row[0])
                for what in check(row):
                    yield what if isinstance(what, Problem) else Problem(table, name, what)
            except DAMAGED as error:
                yield _unreadable(table, name, error)

    # --- reports ----------------------------------------------------------------------------------------------------

    def _report(self, row: Any) -> Iterator[str | Problem]:
        """Check a report with its statements and their stretches."""
        if row["origin"] is None:
            yield "no place where it was found is on record"
            return
        report = noun_of(Report, dict(row))
        digest = digest_of(report)
        if digest != row["digest"]:
            yield "its digest is not that of what it says"
        if report.origin.media_type in NAMELESS and report.id.removesuffix(f"~{digest[:8]}") != id_of(_draft(report)):
            yield "its id is not made of what it says"
        yield from self._off_places(report.text, (report.dateline, report.furniture))
        statements = self._store.statement_rows_of(report.id)
        self._checked["statements"] += len(statements)
        intact = []
        for at, each in enumerate(statements):
            try:
                finding = finding_of(row, [each])
                whats = list(self._statement(report, *pairs_of(finding)[0]))
                intact.append(each)
            except DAMAGED as error:
                yield _unreadable("statements", str(each["id"]), error)
                continue
            if each["at"] != at:
                whats.append(f"its place in the order of the report's statements is {each['at']} and not {at}")
            yield from (Problem("statements", str(each["id"]), what) for what in whats)
        if len(intact) == len(statements) and self._store.stretch_rows_of(report.id) != list(
            stretch_rows(finding_of(row, statements))
        ):
            yield Problem("stretches", report.id, "the words that its statements are looked up by are not theirs")

    def _statement(self, report: Report, statement: Statement, attribution: Attribution) -> Iterator[str]:
        place = place_of(statement.id)
        outermost = Span(min(statement.content).start, max(span.end for span in statement.content))
        if place is None or place.report != report.id or place.span != outermost:
            yield "its id is not the place of its content"
        if (attribution.speaker is None) != (attribution.ground == "none"):
            yield "its speaker has no ground, or its ground no speaker"
        yield from self._off_places(report.text, (statement, attribution))

    def _off_places(self, text: str, value: Any) -> Iterator[str]:
        """Find the spans of a value that are no words of a text, however deep they stand in it."""
        for name, span in spans_in(value):
            self._checked["spans"] += 1
            if why := _why_off(text, span):
                yield f"its {name} {span.start}-{span.end} {why}"

    # --- where reports came from ------------------------------------------------------------------------------------

    def _payload(self, row: Any) -> Iterator[str]:
        unpacking = zlib.decompressobj()
        try:
            data = unpacking.decompress(row["packed"], row["size"] + 1)
        except zlib.error as error:
            yield f"its bytes can't be unpacked ({error})"
            return
        if len(data) != row["size"] or not unpacking.eof:
            yield f"it has not the {row['size']:,} bytes that it is said to have"
        elif sha256(data).hexdigest() != row["sha256"]:
            yield "its bytes are not those of its SHA-256"

    def _origins(self) -> Found:
        for row in self._store.origin_rows():
            try:
                noun_of(Origin, dict(row))
            except DAMAGED as error:
                yield _unreadable("origins", f"{row['report']} {row['location']}", error)
        kept, not_kept = self._store.origins_kept()
        self._checked["places with their bytes"] += kept
        self._checked["places without"] += not_kept

    # --- what the reports say together ------------------------------------------------------------------------------

    def _derived(self, table: str) -> Callable[[Any], Iterator[str]]:
        """Give the check of a row of a derived table: whatever it names by place has to stand there."""
        noun = DERIVED[table]

        def check(row: Any) -> Iterator[str]:
            for printed in printed_in(noun_of(noun, dict(row))):
                yield from self._misprinted(printed)

        return check

    def _misprinted(self, printed: "Place | Figure | Witness") -> Iterator[str]:
        text = self._text_of(printed.report)
        if text is None:
            yield f"it names the report {printed.report}, which is not on record"
            return
        spans = printed.spans if isinstance(printed, Witness) else (printed.span,)
        self._checked["spans"] += len(spans)
        off = [f"{span.start}-{span.end} {why}" for span in spans if (why := _why_off(text, span))]
        if off:
            yield from (f"in {printed.report}, {what}" for what in off)
        elif isinstance(printed, Figure) and printed.span.of(text) != printed.text:
            yield f"in {printed.report}, {printed.span.start}-{printed.span.end} is not “{printed.text}”"
        elif isinstance(printed, Witness) and _bare(printed.text) != _bare("".join(span.of(text) for span in spans)):
            yield f"its witness {printed.siglum} has other words than {printed.report} prints there"


def verify(store: Queries) -> Verified:
    """Prove of a record that everything in it holds, or tell what does not."""
    return Verifier(store).verify()


def spans_in(value: Any, name: str = "span") -> Iterator[tuple[str, Span]]:
    """Give every span in a value with the name of the field that it stands in, however deep.

    >>> list(spans_in(Statement("r:0-3", "r", "direct", (Span(0, 3),), ())))
    [('content', Span(start=0, end=3))]
    """
    if isinstance(value, Span):
        yield name, value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each, name)
    else:
        kind: Any = type(value)
        for part in _parts_of(kind):
            yield from spans_in(getattr(value, part), part)


@cache
def _parts_of(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def printed_in(value: Any) -> "Iterator[Place | Figure | Witness]":
    """Give all that a derived value says to stand in a report."""
    if isinstance(value, Place | Figure | Witness):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from printed_in(each)
    else:
        kind: Any = type(value)
        for part in _parts_of(kind):
            yield from printed_in(getattr(value, part))


def _why_off(text: str, span: Span) -> str | None:
    if not 0 <= span.start < span.end <= len(text):
        return f"is no place of a text of {len(text):,} characters"
    return None if span.of(text).strip() else "is blank"


def _bare(words: str) -> str:
    """Leave out what is blank: a witness is printed in one line."""
    return "".join(words.split())


def _ruling(row: Any) -> Iterator[str]:
    ruling = noun_of(Ruling, dict(row))
    if ruling.ruling == "speaker":
        meant = rule_speaker(ruling.a, ruling.speaker, ruling.speaker_kind)
    else:
        meant = rule_pair(ruling.ruling, ruling.a, str(ruling.b))
    if ruling.id != meant.id:
        yield "its id is not made of what it is about"


def _reader(noun: Any) -> Callable[[Any], Iterator[str]]:
    def check(row: Any) -> Iterator[str]:
        noun_of(noun, dict(row))
        return iter(())

    return check


def _draft(report: Report) -> Draft:
    return Draft(
        report.text, report.origin, outlet=report.outlet, url=report.url, headline=report.headline,
        published=report.published,
    )  # fmt: skip


def _unreadable(table: str, row: str | None, error: BaseException) -> Problem:
    """Say that a row, or a table, can't be read, in the words of whoever tried."""
    why = " ".join(str(error.__cause__ or error).split())
    return Problem(table, row, f"it can't be read ({why or type(error).__name__})")
