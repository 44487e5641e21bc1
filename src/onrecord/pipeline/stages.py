"""The stages in order, as plain functions: one report at a time, then all together.

:func:`find` is a map over reports; :func:`derive` needs them all and gives the same answer in any order. A runner (the
laptop's ``local.py``, a cluster's) only decides where they run and where their results are kept.
"""

import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

import msgspec

from onrecord.model import (
    Attribution,
    Dating,
    Derived,
    Event,
    FigureGroup,
    Finding,
    KnownOutlet,
    KnownPerson,
    Passage,
    Report,
    Ruling,
    Spans,
    Statement,
    Utterance,
)
from onrecord.people import attribute, identify
from onrecord.pipeline.persons import changed_lines
from onrecord.statements import find_statements
from onrecord.stories import (
    attest,
    cluster,
    compare_figures,
    find_families,
    find_reuse,
    habits_of,
    provenances,
    publishers,
    time_line,
)
from onrecord.text.markdown import blocks_in, in_marks, lines_of
from onrecord.text.quotemarks import find_quotations
from onrecord.utterances import collate_utterances, dated_by_others

DENIAL = re.compile(r"(?:den(?:y|ie[sd]|ying)|disput(?:e[sd]?|ing))\b", re.IGNORECASE)
SURNAME = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?(?P<name>[A-Z][\w’'-]+)(?=,|$)")


def find(report: Report, *, fast: bool = False) -> Finding:
    """Find who says what in one report; ``fast`` is by rule alone. Block quotations of Markdown count as quotations."""
    if report.origin.media_type != "text/markdown" or not blocks_in(report.text):
        statements = find_statements(report, fast=fast)
        return Finding(report, statements, attribute(report, statements))
    marked = replace(report, text=in_marks(report.text))
    statements = find_statements(marked, fast=fast)
    attributions = attribute(marked, statements)
    return Finding(report, tuple(_by_line(report.text, statement) for statement in statements), attributions)


def _by_line(text: str, statement: Statement) -> Statement:
    """Leave out of a statement the signs that make its lines a block quotation."""
    content, quoted = (
        tuple(line for span in spans for line in lines_of(text, span))
        for spans in (statement.content, statement.quoted)
    )
    return replace(statement, content=content, quoted=quoted)


def only_speech(finding: Finding) -> Finding:
    """Leave out what was thought, wished or meant."""
    kept = [pair for pair in pairs_of(finding) if pair[0].mode == "speech"]
    return replace(finding, statements=tuple(each for each, _ in kept), attributions=tuple(each for _, each in kept))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles: there are none, and to walk all that is gathered over and over is dear."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@uncollected()
def derive(
    findings: Iterable[Finding],
    known: Sequence[KnownPerson] = (),
    rulings: Sequence[Ruling] = (),
    outlets: Sequence[KnownOutlet] = (),
) -> Derived:
    """Put together what the reports say: people, stories, copies, utterances, figures and the time line.

    ``findings`` come with the speakers that an editor named (see :func:`onrecord.people.with_speakers`).
    """
    found = sorted(findings, key=lambda finding: finding.report.id)
    reports = [finding.report for finding in found]
    told = [report for report in reports if report.kind == "report"]
    stories = cluster(told, {finding.report.id: people_in(finding) for finding in found})
    story_of = {report: story.id for story in stories for report in story.reports}
    people = identify(((finding.report, finding.attributions) for finding in found), story_of, known, rulings)
    publisher_of = publishers(told, outlets)
    reuse = find_reuse(told, {report.id: quoted_spans(report) for report in told}, publisher_of)
    families = find_families(told, reuse)
    sources = provenances((report.id for report in reports), families, publisher_of)
    person_of = {statement: person.id for person in people for statement in person.statements}
    names_of = {person.id: (person.name, *person.names) for person in people}
    utterances = collate_utterances(passages_of(found, person_of, story_of, names_of), rulings)
    origin_of = {each.report: each.origin for each in sources}
    by_id = {finding.report.id: finding for finding in found}
    whose = {statement: person for person in people for statement in person.statements}
    said = {statement.id: (each.report, statement) for each in found for statement in each.statements}
    utterances_of = _utterances_of(utterances)
    figures: list[FigureGroup] = []
    events: list[Event] = []
    for story in stories:
        members = [by_id[report] for report in story.reports]
        member_reports = [member.report for member in members]
        pairs = {each.report.id: pairs_of(each) for each in members}
        figures += compare_figures(story, member_reports, pairs)
        events += time_line(story, member_reports, pairs, whose, utterances_of)
    return Derived(
        people=people,
        stories=stories,
        reuse=reuse,
        families=families,
        utterances=utterances,
        attestations=attest(utterances, origin_of),
        figures=tuple(figures),
        timeline=tuple(events),
        datings=dated_by_others(utterances, found),
        provenances=sources,
        habits=habits_of(found, utterances, origin_of),
        changed_lines=tuple(changed_lines(utterances, said, person_of)),
    )


def _utterances_of(utterances: Iterable[Utterance]) -> dict[str, list[str]]:
    """Give the utterances that each statement words; who says a thing in other words may say it on another day."""
    found: dict[str, list[str]] = {}
    for utterance in utterances:
        for witness in utterance.witnesses:
            if witness.relation != "paraphrase":
                found.setdefault(witness.statement, []).append(utterance.id)
    return found


def people_in(finding: Finding) -> tuple[str, ...]:
    """Name the people who speak in a report, each as often as they do."""
    return tuple(each.speaker for each in finding.attributions if each.speaker and each.kind == "person")


def dated(finding: Finding, datings: Mapping[str, Dating]) -> Finding:
    """Give a finding with the days that other reports state, by the ids of its statements."""
    if not any(each.id in datings for each in finding.statements):
        return finding
    return replace(finding, statements=tuple(_dated(each, datings.get(each.id)) for each in finding.statements))


def _dated(statement: Statement, dating: Dating | None) -> Statement:
    if dating is None:
        return statement
    occasion = replace(statement.occasion, said=dating.said, said_ground="other report", dated_like=dating.evidence)
    return replace(statement, occasion=occasion)


def passages_of(
    findings: Iterable[Finding],
    person_of: Mapping[str, str],
    story_of: Mapping[str, str],
    names_of: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Iterator[Passage]:
    """Give every statement as matter for matching; ``names_of`` has the names of persons, by their ids."""
    for finding in findings:
        report = finding.report
        for statement, attribution in pairs_of(finding):
            yield Passage(
                report=report.id,
                statement=statement.id,
                text=report.text,
                spans=quotable(report, statement),
                form=statement.form,
                speaker=attribution.speaker if attribution.kind != "unnamed" else None,
                person=person_of.get(statement.id),
                ground=attribution.ground,
                published=report.published,
                said=statement.occasion.said,
                story=story_of.get(report.id),
                primary=report.kind == "transcript",
                relayed=statement.occasion.relayed,
                furniture=statement.furniture,
                unnamed=_unnamed(report, statement, attribution),
                denies=is_denial(report, statement),
                surname=_surname(report, statement, attribution),
                medium=statement.occasion.medium,
                addressee=statement.occasion.addressee.of(report.text) if statement.occasion.addressee else None,
                names=names_of.get(person_of.get(statement.id, ""), ()),
            )


def _unnamed(report: Report, statement: Statement, attribution: Attribution) -> str | None:
    """Give the source that a report does not name, as it is printed; of a transcript the label of the turn."""
    if attribution.kind != "unnamed":
        return None
    is_label = report.kind == "transcript" and len(statement.source) > 0
    return attribution.speaker or (statement.source[0].of(report.text) if is_label else None)


def _surname(report: Report, statement: Statement, attribution: Attribution) -> str | None:
    """Give the bare surname that a report prints where it may be that of two persons."""
    if attribution.speaker or attribution.kind != "person" or not statement.source:
        return None
    source = SURNAME.match(statement.source[0].of(report.text))
    return source["name"] if source and source["name"].casefold() not in ("he", "she") else None


def is_denial(report: Report, statement: Statement) -> bool:
    """Tell whether a report says that somebody says it is not so: "she denied that it leaked"."""
    return statement.form == "indirect" and any(DENIAL.match(span.of(report.text)) for span in statement.cue)


def quotable(report: Report, statement: Statement) -> Spans:
    """Give the stretches that are printed as the speaker's own words; of an indirect statement its reported clause."""
    return statement.content if report.kind == "transcript" else statement.quoted or statement.content


def pairs_of(finding: Finding) -> tuple[tuple[Statement, Attribution], ...]:
    """Give each statement with its attribution."""
    return tuple(zip(finding.statements, finding.attributions, strict=True))


def quoted_spans(report: Report) -> Spans:
    """Give the stretches of a report between its outer quotation marks."""
    return tuple(span for quotation in find_quotations(report.text) if quotation.depth == 0 for span in quotation.inner)


def digest_of(report: Report) -> str:
    """Give the SHA-256, in hex, of all that a report says of itself, but not where it lay or what it is called."""
    parts = (report.kind, report.url, report.outlet, report.published, report.headline, report.byline, report.text)
    return sha256(msgspec.json.encode(parts)).hexdigest()
