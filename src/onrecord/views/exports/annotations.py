"""Findings and utterances as W3C Web Annotations: statements laid over the reports that print them.

What we follow is the Web Annotation Data Model (W3C Recommendation, 23 February 2017). A stretch is given twice, by its
words with those around it and by its place; places count Unicode code points (4.2.5), as Python does. They are those of
the text on record, not of the page that it came from: where the source is a page, its ``state`` names the text as the
copy to read them in (4.3.1).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.model import Attribution, Finding, Report, Span, Spans, Statement, Utterance, Witness
from onrecord.views.exports.identifiers import places_urn, report_iri, urn, whole_text

Annotation = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a stretch, by which it is found again when the page has changed


def of_finding(finding: Finding, person_of: Mapping[str, str]) -> Iterator[Annotation]:
    """Give the statements of a report, each as an annotation; ``person_of`` has the persons by statement.

    >>> from onrecord import read, statements
    >>> from onrecord.model import Finding, Origin
    >>> report = Report("r1", "“It leaks,” said Ana Ruiz.", Origin("r1.txt", "", "text/plain"))
    >>> found, whose = zip(*statements(report, fast=True))
    >>> (annotation,) = of_finding(Finding(report, found, whose), {})
    >>> annotation["target"][0]["selector"][0]["exact"], annotation["body"][0]["value"]
    ('It leaks,', 'Ana Ruiz')
    """
    for statement, attribution in zip(finding.statements, finding.attributions, strict=True):
        yield _of_statement(finding.report, statement, attribution, person_of.get(statement.id))


def collection_of(finding: Finding, person_of: Mapping[str, str]) -> dict[str, Any]:
    """Give the statements of a report as one AnnotationCollection, its only page inside (5.1, 5.2).

    >>> from onrecord.model import Origin
    >>> empty = Finding(Report("r1", "It rained.", Origin("r1.txt", "", "text/plain")), (), ())
    >>> collection_of(empty, {})["total"]
    0
    """
    report = finding.report
    name = urn("annotations", report.id)
    found = [
        {key: value for key, value in each.items() if key != "@context"} for each in of_finding(finding, person_of)
    ]
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": whole_text(f"Who says what in: {report.headline or report.outlet or report.id}"),
        "total": len(found),
    }
    if not found:
        return collection
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": found}
    return {**collection, "first": page, "last": page["id"]}


def of_utterance(utterance: Utterance, reports: Mapping[str, Report]) -> Iterator[Annotation]:
    """Give the witnesses of an utterance, each as an annotation that links its place to the utterance.

    ``reports`` has those of the witnesses by id; a witness whose report is not there is left out.

    >>> list(of_utterance(Utterance("u1", None, None, None, "It leaks.", False, (), ()), {}))
    []
    """
    for witness in utterance.witnesses:
        report = reports.get(witness.report)
        if report is not None:
            yield _of_witness(utterance, witness, report)


def _of_statement(report: Report, statement: Statement, attribution: Attribution, person: str | None) -> Annotation:
    body: list[Annotation] = []
    if attribution.speaker:
        body.append(_words(attribution.speaker, "tagging"))
    if person:
        body.append({"type": "SpecificResource", "source": urn("person", person), "purpose": "linking"})
    body.append(_words(statement.form, "classifying"))
    body += [_segment(report, span, purpose="identifying") for span in statement.source]
    body += [_segment(report, span, purpose="describing") for span in statement.cue]
    return {
        "@context": CONTEXT,
        "id": urn("statement", statement.id),
        "type": "Annotation",
        "motivation": ["tagging", "classifying"],
        "body": body,
        "target": _targets(report, statement.content),
    }


def _of_witness(utterance: Utterance, witness: Witness, report: Report) -> Annotation:
    link = {"type": "SpecificResource", "source": urn("utterance", utterance.id), "purpose": "linking"}
    return {
        "@context": CONTEXT,
        "id": places_urn("witness", witness.report, witness.spans),
        "type": "Annotation",
        "motivation": "linking",
        "body": [link, _words(witness.relation, "classifying")],
        "target": _targets(report, witness.spans),
    }


def _words(value: str, purpose: str) -> Annotation:
    return {"type": "TextualBody", "value": whole_text(value), "format": "text/plain", "purpose": purpose}


def _targets(report: Report, spans: Spans) -> list[Annotation]:
    """Give each stretch as a target of its own: selectors of one target would all mean the same stretch (4.2)."""
    return [_segment(report, span) for span in spans]


def _segment(report: Report, span: Span, **more: str) -> Annotation:
    text_name = urn("report", report.id)
    source = report_iri(report.id, report.url)
    segment: Annotation = {"type": "SpecificResource", "source": source, **more}
    if source != text_name:
        segment["state"] = {"type": "TimeState", "cached": text_name}
    segment["selector"] = [
        {
            "type": "TextQuoteSelector",
            "exact": whole_text(span.of(report.text)),
            "prefix": whole_text(report.text[max(0, span.start - AROUND) : span.start]),
            "suffix": whole_text(report.text[span.end : span.end + AROUND]),
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
    return segment
