"""What outlets edited after publication: the editions of each address in their order, each compared with the next.

An edition is placed by when it was retrieved, where that is known of all the editions of its address; else by the days
on which they say they were published, where those tell them apart; else in the order in which the record came by them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from onrecord.editions import Counted, compare_editions
from onrecord.model import Edit, Edition, EditionGround, EditOnRecord, Finding, Report, Rewording
from onrecord.pipeline.rows import Row, spans_row
from onrecord.pipeline.stages import pairs_of
from onrecord.stories.printed_figures import printed_figures
from onrecord.text.names import may_be_one

Seen: TypeAlias = Mapping[str, tuple[str, str, bool]]  # by report: first, last, and whether a retrieval tells so


@dataclass(frozen=True, slots=True)
class EditsWanted:
    """Which edits are asked for: those of an outlet, of what somebody said, in editions of some days."""

    outlet: str | None = None
    speaker: str | None = None
    first: date | None = None
    last: date | None = None


ALL = EditsWanted()


def editions_of(reports: Iterable[Report], seen: Seen) -> tuple[Edition, ...]:
    """Put the editions of one address in their order; they come in that of their arrival.

    >>> editions_of((), {})
    ()
    """
    known = list(reports)
    ground = _ground(known, seen)

    def place(report: Report) -> tuple[str, str]:
        day = str(report.published) if ground == "published" else ""
        return day, seen[report.id][0] if report.id in seen else ""

    ordered = ((report.id, seen.get(report.id, (None, None))) for report in sorted(known, key=place))
    editions = [Edition(report, times[0], times[1], ground) for report, times in ordered]
    return tuple(_with_return(editions) if ground == "retrieved" else editions)


def _with_return(editions: Sequence[Edition]) -> Iterator[Edition]:
    """Give editions, and after them an earlier one that was seen again after the last: the outlet went back to it.

    Of each only the first time and the last are known: until when it stood before the next one came is not.
    """
    for edition, following in pairwise(editions):
        yield replace(edition, last=min(edition.last or "", following.first or ""))
    yield from editions[-1:]
    again = max(editions, key=lambda each: each.last or "", default=None)
    if again and again is not editions[-1] and (again.last or "") > (editions[-1].last or ""):
        yield replace(again, first=again.last)


def _ground(reports: Sequence[Report], seen: Seen) -> EditionGround:
    if all(report.id in seen and seen[report.id][2] for report in reports):
        return "retrieved"
    days = {report.published for report in reports}
    return "published" if None not in days and len(days) == len(reports) else "arrival"


def edits_among(findings: Iterable[Finding], seen: Seen, wanted: EditsWanted = ALL) -> Iterator[EditOnRecord]:
    """List what was edited from each edition of one address to the next, as far as it is asked for.

    The editions come in the order of their arrival.
    """
    by_id = {finding.report.id: finding for finding in findings}
    editions = editions_of([finding.report for finding in by_id.values()], seen)
    for before, after in pairwise(editions):
        report = by_id[after.report].report
        if not _is_wanted(report, after, wanted):
            continue
        old, new = by_id[before.report], by_id[after.report]
        for edit in compare_editions(old, new, _figures(old), _figures(new)):
            if not wanted.speaker or _is_by(edit, wanted.speaker):
                yield EditOnRecord(report, before, after, edit)


def latest_first(found: Iterable[EditOnRecord]) -> tuple[EditOnRecord, ...]:
    """Put edits in the order of their editions, the latest first; those of one edition as they stand in it."""
    kept = sorted(found, key=lambda each: (each.report.url or "", each.report.id))  # keeps the order within an edition
    return tuple(sorted(kept, key=lambda each: day_of(each.report, each.after) or "", reverse=True))


def _figures(finding: Finding) -> list[Counted]:
    mentions = printed_figures(finding.report, pairs_of(finding))
    return [Counted(mention.figure, mention.kind, mention.around) for mention in mentions]


def _is_wanted(report: Report, edition: Edition, wanted: EditsWanted) -> bool:
    if wanted.outlet and (report.outlet or "").casefold() != wanted.outlet.casefold():
        return False
    if not wanted.first and not wanted.last:
        return True
    day = day_of(report, edition)
    first, last = (wanted.first or date.min).isoformat(), (wanted.last or date.max).isoformat()
    return day is not None and first <= day[:10] <= last


def day_of(report: Report, edition: Edition) -> str | None:
    """Give when an edition came out: when it was first seen, or the day on which it says that it was published."""
    if edition.ground == "published" or edition.first is None:
        return report.published.isoformat() if report.published else None
    return edition.first


def _is_by(edit: Edit, name: str) -> bool:
    return any(each and may_be_one(name, each) for each in (edit.speaker, edit.speaker_before))


def edit_row(found: EditOnRecord) -> Row:
    """Give an edit as the JSON row that users are promised."""
    edit, report = found.edit, found.report
    return {
        "url": report.url,
        "outlet": report.outlet,
        "headline": report.headline,
        "before": _edition_row(found.before),
        "after": _edition_row(found.after),
        "what": edit.what,
        "change": edit.change,
        "ways": list(edit.ways),
        "speaker": edit.speaker,
        "speaker_before": edit.speaker_before,
        "counts": edit.counts,
        "before_text": edit.before_text,
        "after_text": edit.after_text,
        "before_spans": spans_row(edit.before_spans),
        "after_spans": spans_row(edit.after_spans),
        "words": [_rewording_row(each) for each in edit.words],
    }


def _edition_row(edition: Edition) -> Row:
    times = {"first": edition.first, "last": edition.last} if edition.first else None
    return {"report": edition.report, "seen": times, "ground": edition.ground}


def _rewording_row(each: Rewording) -> Row:
    return {
        "at": list(each.at),
        "lemma": each.lemma,
        "reading": each.reading,
        "change": each.change,
        "sense": each.sense,
    }
