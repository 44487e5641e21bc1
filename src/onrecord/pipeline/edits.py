"""What outlets edited after publication: the editions of each address in their order, each compared with the next.

An edition is placed by when it was retrieved, where that is known of all the editions of its address; else by the days
on which they say they were published, where those tell them apart; else in the order in which the record came by them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.editions import Counted, compare_editions
from onrecord.model import Edit, Edition, EditionGround, Finding, Period, Report
from onrecord.pipeline.stages import pairs_of
from onrecord.stories.printed_figures import printed_figures
from onrecord.text.names import may_be_one


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a report was seen first and last, in UTC; ``retrieved`` tells that it was on the web then."""

    first: str
    last: str
    retrieved: bool


@dataclass(frozen=True, slots=True)
class EditOnRecord:
    """An edit with the later report, and both editions."""

    report: Report
    before: Edition
    after: Edition
    edit: Edit


@dataclass(frozen=True, slots=True)
class EditsWanted:
    """Which edits are asked for: of an address, of an outlet, of what somebody said, in an edition of some days."""

    url: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    days: Period | None = None


def by_address(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """Gather the reports of each address that has several, as it was printed.

    >>> by_address(())
    {}
    """
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.url:
            found[report.url].append(report)
    return {url: editions for url, editions in sorted(found.items()) if len(editions) > 1}


def editions_of(reports: Iterable[Report], seen: Mapping[str, Sighting]) -> tuple[Edition, ...]:
    """Put the editions of one address in their order."""
    known = list(reports)
    ground = _ground(known, seen)

    def place(report: Report) -> tuple[str, str, str]:
        sighting = seen.get(report.id)
        first = sighting.first if sighting else ""
        day = str(report.published) if ground == "published" else ""
        return day, first, report.id

    return tuple(
        Edition(
            report=report.id,
            first=seen[report.id].first if report.id in seen else None,
            last=seen[report.id].last if report.id in seen else None,
            ground=ground,
        )
        for report in sorted(known, key=place)
    )


def _ground(reports: Sequence[Report], seen: Mapping[str, Sighting]) -> EditionGround:
    if all(report.id in seen and seen[report.id].retrieved for report in reports):
        return "retrieved"
    days = {report.published for report in reports}
    return "published" if None not in days and len(days) == len(reports) else "arrival"


def edits_among(
    findings: Iterable[Finding], seen: Mapping[str, Sighting], wanted: EditsWanted = EditsWanted()
) -> Iterator[EditOnRecord]:
    """List what was edited from each edition of one address to the next, as far as it is asked for."""
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


def _figures(finding: Finding) -> list[Counted]:
    mentions = printed_figures(finding.report, pairs_of(finding))
    return [Counted(mention.figure, mention.kind, mention.around) for mention in mentions]


def _is_wanted(report: Report, edition: Edition, wanted: EditsWanted) -> bool:
    if wanted.outlet and (report.outlet or "").casefold() != wanted.outlet.casefold():
        return False
    if wanted.days is None:
        return True
    day = day_of(report, edition)
    return day is not None and wanted.days.first.isoformat() <= day <= wanted.days.last.isoformat()


def day_of(report: Report, edition: Edition) -> str | None:
    """Give the day of an edition: when it was first seen, or says that it was published, whichever places it."""
    if edition.ground == "published" or edition.first is None:
        return report.published.isoformat() if report.published else None
    return edition.first[:10]


def _is_by(edit: Edit, name: str) -> bool:
    return any(each and may_be_one(name, each) for each in (edit.speaker, edit.speaker_before))
