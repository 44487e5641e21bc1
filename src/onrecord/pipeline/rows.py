"""Nouns as the JSON rows that users are promised; the record's exports and every ``--json`` print these.

Spans are ``[start, end)`` pairs; a key with nothing to say is there, and null or empty.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.model import (
    Added,
    Attestation,
    Attribution,
    Brief,
    Change,
    ChangeOfLine,
    Check,
    Comparison,
    Draft,
    Event,
    Failure,
    Family,
    FigureGroup,
    Finding,
    Hit,
    KnownOutlet,
    KnownPerson,
    OnRecord,
    Otherwise,
    Period,
    Person,
    Place,
    PlaceOnRecord,
    Report,
    ReportHead,
    Reuse,
    Ruling,
    Searched,
    Span,
    Spans,
    Statement,
    Story,
    Utterance,
    Variant,
    Witness,
)
from onrecord.pipeline.evaluate import Evaluation
from onrecord.stories import count_independent
from onrecord.utterances.collate import siglum

Row = dict[str, Any]


def span_row(span: Span | None) -> list[int] | None:
    """Give a span as a pair.

    >>> span_row(Span(3, 5))
    [3, 5]
    """
    return [span.start, span.end] if span else None


def spans_row(spans: Spans) -> list[list[int]]:
    """Give spans as a list of pairs."""
    return [[span.start, span.end] for span in spans]


def words_of(text: str, span: Span | None) -> str | None:
    """Give the words that stand at a place, in one line."""
    return " ".join(span.of(text).split()) if span else None


def period_row(period: Period | None) -> Row | None:
    """Give a period as its first and last day."""
    return {"first": period.first.isoformat(), "last": period.last.isoformat()} if period else None


def report_row(report: Report) -> Row:
    """Give a report as ``onrecord statements`` prints it."""
    return {
        "id": report.id,
        "location": report.origin.location,
        "kind": report.kind,
        "outlet": report.outlet,
        "url": report.url,
        "headline": report.headline,
        "byline": list(report.byline),
        "published": report.published.isoformat() if report.published else None,
        "published_ground": report.published_ground,
        "dateline": dateline_row(report),
        "language": report.language,
        "text": report.text,
        "furniture": [{"start": each.span.start, "end": each.span.end, "kind": each.kind} for each in report.furniture],
    }


def retrieval_row(report: Report) -> Row | None:
    """Give how a report was taken from the web; null of a file."""
    got = report.origin.retrieval
    if got is None:
        return None
    return {
        "method": got.method,
        "at": got.at,
        "url": got.url,
        "charset": got.charset,
        "record": got.record,
        "digest": got.digest,
    }


def dateline_row(report: Report) -> Row | None:
    """Give the date line of a report."""
    line = report.dateline
    if line is None:
        return None
    return {
        "start": line.span.start,
        "end": line.span.end,
        "place": line.place,
        "period": period_row(line.period),
        "agency": line.agency,
    }


def statement_row(text: str, statement: Statement, attribution: Attribution) -> Row:
    """Give a statement of a report's text with whose it is; ``printed`` has the places that tell its occasion."""
    occasion = statement.occasion
    return {
        "id": statement.id,
        "form": statement.form,
        "mode": statement.mode,
        "content": spans_row(statement.content),
        "quoted": spans_row(statement.quoted),
        "cue": spans_row(statement.cue),
        "source": spans_row(statement.source),
        "speaker": attribution.speaker,
        "speaker_kind": attribution.kind,
        "ground": attribution.ground,
        "evidence": span_row(attribution.evidence),
        "role": attribution.role,
        "addressee": words_of(text, occasion.addressee),
        "said": period_row(occasion.said),
        "said_ground": occasion.said_ground,
        "dated_like": occasion.dated_like,
        "place": words_of(text, occasion.place),
        "medium": occasion.medium,
        "via": [span.of(text) for span in occasion.via],
        "printed": {
            "addressee": span_row(occasion.addressee),
            "said": span_row(occasion.dated_by),
            "place": span_row(occasion.place),
            "medium": span_row(occasion.shown_by),
            "via": spans_row(occasion.via),
        },
        "furniture": statement.furniture,
        "confidence": round(statement.confidence, 3),
    }


def finding_row(finding: Finding) -> Row:
    """Give the line of ``onrecord statements`` for one report."""
    pairs = zip(finding.statements, finding.attributions, strict=True)
    text = finding.report.text
    return {"report": report_row(finding.report), "statements": [statement_row(text, *pair) for pair in pairs]}


def statement_rows(finding: Finding, person_of: Mapping[str, str]) -> Iterable[Row]:
    """Give the lines of ``export statements`` for one report."""
    for statement, attribution in zip(finding.statements, finding.attributions, strict=True):
        text = finding.report.text
        yield {
            "report": finding.report.id,
            **statement_row(text, statement, attribution),
            "person": person_of.get(statement.id),
            "text": " … ".join(span.of(text) for span in statement.content),
        }


def person_row(person: Person, reports: int) -> Row:
    """Give a person with how many statements in how many reports are theirs."""
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "names": list(person.names),
        "roles": list(person.roles),
        "statements": len(person.statements),
        "reports": reports,
        "wikidata": person.wikidata,
    }


def ruling_row(ruling: Ruling, why_idle: str | None) -> Row:
    """Give a ruling of the editor; ``why_idle`` tells why it has no effect at present, if it has none."""
    return {
        "id": ruling.id,
        "ruling": ruling.ruling,
        "a": ruling.a,
        "b": ruling.b,
        "speaker": ruling.speaker,
        "speaker_kind": ruling.speaker_kind if ruling.ruling == "speaker" else None,
        "why_idle": why_idle,
    }


def known_row(known: KnownPerson) -> Row:
    """Give a row of the user's table of people, as it may be read again."""
    return {
        "name": known.name,
        "aliases": "; ".join(known.aliases),
        "wikidata": known.wikidata,
        "same as": known.same_as,
    }


def outlet_row(known: KnownOutlet) -> Row:
    """Give a row of the user's table of outlets, as it may be read again."""
    return {"outlet": known.outlet, "publisher": known.publisher}


def witness_row(witness: Witness) -> Row:
    """Give one printing of an utterance."""
    return {
        "siglum": witness.siglum,
        "report": witness.report,
        "statement": witness.statement,
        "spans": spans_row(witness.spans),
        "text": witness.text,
        "relation": witness.relation,
    }


def variant_row(variant: Variant) -> Row:
    """Give one place of an apparatus."""
    readings = [
        {"text": each.text, "sigla": list(each.sigla), "change": each.change, "sense": each.sense}
        for each in variant.readings
    ]
    return {"at": list(variant.at), "lemma": variant.lemma, "readings": readings}


def utterance_row(utterance: Utterance, attestation: Attestation) -> Row:
    """Give an utterance with its witnesses and apparatus."""
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "person": utterance.person,
        "said": period_row(utterance.said),
        "base": utterance.base,
        "reports": attestation.reports,
        "independent": attestation.independent,
        "primary": utterance.primary,
        "witnesses": [witness_row(each) for each in utterance.witnesses],
        "apparatus": [variant_row(each) for each in utterance.apparatus],
    }


def story_row(story: Story) -> Row:
    """Give a story; its days are those on which its reports appeared."""
    first_last = period_row(story.period) or {"first": None, "last": None}
    return {
        "id": story.id,
        "title": story.title,
        **first_last,
        "reports": list(story.reports),
        "places": list(story.places),
        "people": list(story.people),
    }


def place_row(place: Place) -> Row:
    """Give a stretch of a report."""
    return {"report": place.report, "start": place.span.start, "end": place.span.end}


def family_row(family: Family) -> Row:
    """Give a family of copies."""
    return {
        "id": family.id,
        "exemplar": family.exemplar,
        "agency": family.agency,
        **ground_row(family),
        "reports": list(family.reports),
        "passages": [[place_row(place) for place in passage] for passage in family.passages],
    }


def ground_row(shown: Family | Reuse) -> Row:
    """Give what shows an agency, and where."""
    place = shown.agency_place
    return {"agency_ground": shown.agency_ground, "agency_place": place_row(place) if place else None}


def reuse_row(reuse: Reuse) -> Row:
    """Give what two reports share."""
    return {
        "a": reuse.a,
        "b": reuse.b,
        "label": reuse.label,
        "agency": reuse.agency,
        **ground_row(reuse),
        "source": reuse.source,
        "passages": [[place_row(a), place_row(b)] for a, b in reuse.passages],
    }


def attested_row(report_ids: Iterable[str], origin_of: Mapping[str, str]) -> Row:
    """Give how many reports carry something, and how many of them are independent of one another."""
    reports = set(report_ids)
    return {"reports": len(reports), "independent": count_independent(reports, origin_of)}


def figures_row(group: FigureGroup, origin_of: Mapping[str, str]) -> Row:
    """Give the numbers that the reports of a story print for one thing, and how many of the reports are independent."""
    members = [
        {
            "report": each.report,
            "start": each.span.start,
            "end": each.span.end,
            "text": each.text,
            "low": each.low,
            "high": each.high,
            "unit": each.unit,
            "by": each.by,
            "as_of": each.as_of.isoformat() if each.as_of else None,
        }
        for each in group.members
    ]
    return {
        "story": group.story,
        "counts": group.counts,
        "verdict": group.verdict,
        **attested_row((each.report for each in group.members), origin_of),
        "members": members,
    }


def event_row(event: Event, origin_of: Mapping[str, str]) -> Row:
    """Give a line of a time line, and how many of its reports are independent."""
    return {
        "story": event.story,
        "first": event.period.first.isoformat(),
        "last": event.period.last.isoformat(),
        "what": event.what,
        **attested_row((place.report for place in event.evidence), origin_of),
        "evidence": [place_row(place) for place in event.evidence],
        "kind": event.kind,
        "speaker": event.speaker,
        "quoted": event.quoted,
        "ahead": event.ahead,
        "otherwise": [otherwise_row(each) for each in event.otherwise],
    }


def otherwise_row(otherwise: Otherwise) -> Row:
    """Give another day of an event."""
    return {
        "first": otherwise.period.first.isoformat(),
        "last": otherwise.period.last.isoformat(),
        "evidence": [place_row(place) for place in otherwise.evidence],
    }


def change_row(change: Change) -> Row:
    """Give a difference of a checked quotation from the record."""
    return {
        "quotation": [change.at.start, change.at.end, change.words],
        "record": change.record,
        "kind": change.kind,
        "sense": change.sense,
    }


def check_row(check: Check) -> Row:
    """Give the answer to a check."""
    return {
        "quotation": check.quotation,
        "by": check.by,
        "verdict": check.verdict,
        "speaker": check.speaker,
        "utterances": list(check.utterances),
        "said": period_row(check.said),
        "changes": [change_row(each) for each in check.changes],
        "witnesses": [witness_row(each) for each in check.witnesses],
        "independent": check.independent,
        "says": check.says,
        "nearest": [witness_row(each) for each in check.nearest],
        "searched": searched_row(check.searched) if check.searched else None,
    }


def searched_row(searched: Searched) -> Row:
    """Give what a check looked through."""
    return {
        "reports": searched.reports,
        "transcripts": searched.transcripts,
        "outlets": searched.outlets,
        "days": period_row(searched.days),
    }


def hit_row(hit: Hit) -> Row:
    """Give a place that a search found."""
    return {
        "report": hit.report,
        "start": hit.span.start,
        "end": hit.span.end,
        "text": hit.text,
        "statement": hit.statement,
        "speaker": hit.speaker,
    }


def evaluation_row(evaluation: Evaluation) -> Row:
    """Give what was measured; shares are between 0 and 1."""
    return {
        "figures": {name: each._asdict() for name, each in evaluation.figures.items()},
        "confusion": [
            {"marked": marked, "found": found, "statements": count}
            for (marked, found), count in evaluation.confusion.items()
        ],
        "reliability": [each._asdict() for each in evaluation.reliability],
        "calibration_error": evaluation.calibration_error,
    }


def failure_row(failure: Failure) -> Row:
    """Give what could not be read."""
    return {"location": failure.location, "stage": failure.stage, "why": failure.why}


def added_row(added: Added) -> Row:
    """Give what a run of ``add`` did."""
    return {
        "new": list(added.new),
        "known": list(added.known),
        "editions": list(added.editions),
        "failures": [failure_row(each) for each in added.failures],
    }


def draft_row(draft: Draft) -> Row:
    """Give a checked draft; ``place`` and ``source`` are stretches of the draft's text."""
    checks = [
        {
            "line": each.line,
            "place": spans_row(each.spans),
            "source": spans_row(each.source),
            **check_row(each.check),
            "on_record": [on_record_row(place) for place in each.on_record if each.check.witnesses],
            "suggestion": each.suggestion,
        }
        for each in draft.quotations
    ]
    verdicts = Counter(each.check.verdict for each in draft.quotations)
    return {"draft": draft.location, "text": draft.text, "verdicts": dict(sorted(verdicts.items())), "checks": checks}


def on_record_row(place: PlaceOnRecord) -> Row:
    """Give a place of the record: the words for the stretch that was asked for, and the sentences around them."""
    return {
        **source_row(place.report),
        "text": place.witness.text,
        "spans": spans_row(place.witness.spans),
        "sentences": place.sentences,
    }


def source_row(report: Report | ReportHead) -> Row:
    """Give what names a report, without its text."""
    return {
        "report": report.id,
        "location": report.origin.location,
        "kind": report.kind,
        "outlet": report.outlet,
        "url": report.url,
        "headline": report.headline,
        "published": report.published.isoformat() if report.published else None,
    }


def who_row(found: OnRecord) -> Row:
    """Give a person with their statements, and where they say something else of one matter on another day."""
    worded: dict[str, list[str]] = {}
    for utterance in found.utterances:
        for statement in dict.fromkeys(witness.statement for witness in utterance.witnesses):
            worded.setdefault(statement, []).append(utterance.id)
    statements = [
        {
            "report": report.id,
            "outlet": report.outlet,
            "published": report.published.isoformat() if report.published else None,
            "statement": statement.id,
            "form": statement.form,
            "content": spans_row(statement.content),
            "text": " … ".join(span.of(report.text) for span in statement.content),
            "said": period_row(statement.occasion.said),
            "utterances": worded.get(statement.id, []),
        }
        for report, statement in found.said
    ]
    reports = len({each["report"] for each in statements})
    return {
        **person_row(found.person, reports),
        "said": statements,
        "changes": [turn_row(each) for each in found.changes],
    }


def turn_row(change: ChangeOfLine) -> Row:
    """Give two utterances of one person, on one matter and of different days."""
    earlier, later = (
        {"utterance": utterance.id, "days": period_row(days), "text": utterance.base}
        for utterance, days in zip((change.earlier, change.later), change.days, strict=True)
    )
    return {"earlier": earlier, "later": later, "senses": list(change.senses)}


def brief_row(brief: Brief) -> Row:
    """Give all of a brief."""
    attested = {each.utterance: each for each in brief.attestations}
    reports = {report.id: report for report in brief.reports}
    origin_of = {each.report: each.origin for each in brief.provenances}
    return {
        "story": story_row(brief.story),
        "reports": [report_row(each) for each in brief.reports],
        "families": [family_row(each) for each in brief.families],
        "people": [person_row(each, len(reports_of(each, reports))) for each in brief.persons],
        "statements": [
            {"report": each.report, **statement_row(reports[each.report].text, each, whose)}
            for each, whose in brief.statements
        ],
        "utterances": [utterance_row(each, attested[each.id]) for each in brief.utterances],
        "figures": [figures_row(each, origin_of) for each in brief.figures],
        "timeline": [event_row(each, origin_of) for each in brief.events],
    }


def comparison_row(comparison: Comparison) -> Row:
    """Give reports side by side: their shared utterances, and what only one of them has."""
    attested = {each.utterance: each for each in comparison.attestations}
    sigla = [siglum(number) for number in range(len(comparison.reports))]

    def utterance_rows(utterances: Iterable[Utterance]) -> list[Row]:
        return [utterance_row(each, attested[each.id]) for each in utterances]

    return {
        "reports": [{"siglum": name, **source_row(each)} for name, each in zip(sigla, comparison.reports, strict=True)],
        "independent": comparison.independent,
        "families": [
            {"id": each.id, "exemplar": each.exemplar, "agency": each.agency, "reports": list(each.reports)}
            for each in comparison.families
        ],
        "shared": utterance_rows(comparison.shared),
        "alone": [
            {"siglum": name, "report": report.id, "utterances": utterance_rows(utterances)}
            for name, report, utterances in zip(sigla, comparison.reports, comparison.alone, strict=True)
        ],
    }


def reports_of(person: Person, reports: Mapping[str, Report]) -> set[str]:
    """Give those of some reports that hold a statement of a person."""
    return {report for statement in person.statements if (report := statement.rpartition(":")[0]) in reports}
