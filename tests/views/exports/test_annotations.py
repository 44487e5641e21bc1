"""Web annotations: every MUST of the Web Annotation Data Model, and places that give the printed words back.

The checks are written from the Recommendation of 23 February 2017; the numbers are its sections.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec
from hypothesis import given, settings

from makers import make_report, spans_of
from onrecord import Record
from onrecord.model import Attribution, Finding, Report, Span, Statement, Utterance, Witness
from onrecord.pipeline.api import statements
from onrecord.views.exports import annotations
from strategies import reports

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = frozenset(
    ("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
     "linking", "moderating", "questioning", "replying", "tagging")
)  # fmt: skip
KEYS = {
    "Annotation": {"@context", "id", "type", "motivation", "body", "target"},
    "TextualBody": {"type", "value", "format", "purpose"},
    "SpecificResource": {"type", "source", "purpose", "selector", "state"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
    "TimeState": {"type", "cached"},
    "AnnotationCollection": {"@context", "id", "type", "label", "total", "first", "last"},
    "AnnotationPage": {"id", "type", "partOf", "startIndex", "items"},
}
"""The keys that we use, each of a class of the model (Appendix C)."""


def is_iri(value: object) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme) and not any(map(str.isspace, value))


def faults(annotation: dict[str, Any], *, is_inside: bool = False) -> Iterator[str]:
    """Tell each MUST that an annotation breaks."""
    if not is_inside and annotation.get("@context") != CONTEXT:
        yield "3.1: an annotation MUST have 1 or more @context, the annotation context among them"
    if not is_iri(annotation.get("id")):
        yield "3.1: there MUST be exactly 1 IRI as id"
    if annotation.get("type") != "Annotation":
        yield "3.1: the Annotation class MUST be a type"
    targets = annotation.get("target")
    if not targets:
        yield "3.1: there MUST be 1 or more target"
    motivations = annotation.get("motivation", [])
    for each in [motivations] if isinstance(motivations, str) else motivations:
        if each not in MOTIVATIONS:
            yield f"3.3.5: {each} is no motivation"
    for resource in [*annotation.get("body", ()), *(targets or ())]:
        yield from faults_of_resource(resource)
    yield from unknown_keys(annotation)


def faults_of_resource(resource: dict[str, Any]) -> Iterator[str]:
    if resource.get("purpose", "linking") not in MOTIVATIONS:
        yield "3.3.5: a purpose MUST be a motivation"
    if resource.get("type") == "TextualBody":
        if not isinstance(resource.get("value"), str):
            yield "3.2.4: there MUST be exactly 1 value"
        return
    if not is_iri(resource.get("source")):
        yield "4: there MUST be exactly 1 source, an IRI"
    for selector in resource.get("selector", ()):
        match selector["type"]:
            case "TextQuoteSelector":
                if not all(isinstance(selector.get(key), str) for key in ("exact", "prefix", "suffix")):
                    yield "4.2.4: there MUST be exactly 1 exact, and not more than 1 prefix and suffix"
            case "TextPositionSelector":
                if not all(type(selector.get(key)) is int and selector[key] >= 0 for key in ("start", "end")):
                    yield "4.2.5: start and end MUST be non-negative integers"
            case other:
                yield f"4.2: {other} is no selector"
    state = resource.get("state")
    if state and not (state["type"] == "TimeState" and is_iri(state["cached"])):
        yield "4.3.1: a TimeState has the IRI of a copy as cached"


def unknown_keys(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from unknown_keys(each)
    elif isinstance(value, dict):
        for key in value.keys() - KEYS.get(value["type"], set()):
            yield f"{key} of {value['type']}"
        for each in value.values():
            yield from unknown_keys(each)


def segments(value: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give the two selectors of each stretch."""
    if isinstance(value, list):
        for each in value:
            yield from segments(each)
    elif isinstance(value, dict):
        if "selector" in value:
            quote, position = value["selector"]
            yield quote, position
        for each in value.values():
            yield from segments(each)


def finding_of(report: Report) -> Finding:
    pairs = statements(report, fast=True)
    return Finding(report, tuple(each for each, _ in pairs), tuple(each for _, each in pairs))


@given(reports())
@settings(max_examples=60, deadline=None)
def test_each_stretch_is_found_by_its_place_and_by_its_words(report: Report) -> None:
    for annotation in annotations.of_finding(finding_of(report), {}):
        assert not list(faults(annotation))
        for quote, position in segments(annotation):
            start, end = position["start"], position["end"]
            assert report.text[start:end] == quote["exact"]
            assert report.text[:start].endswith(quote["prefix"])
            assert report.text[end:].startswith(quote["suffix"])


def test_places_count_code_points() -> None:
    """4.2.5: "in terms of unicode code points", so a letter beyond the basic plane is one."""
    report = make_report("𝔊𝔊 “It leaks.”", id="r1")
    witness = Witness("A", "r1", "r1:4-13", spans_of(report.text, "It leaks."), "It leaks.", "identical")
    utterance = Utterance("u1", None, None, None, "It leaks.", False, (witness,), ())
    (annotation,) = annotations.of_utterance(utterance, {"r1": report})
    assert annotation["target"][0]["selector"][1] == {"type": "TextPositionSelector", "start": 4, "end": 13}


def test_a_statement_tells_who_says_it_and_by_which_words() -> None:
    text = "“It leaks,” said Ana Ruiz, “and it always has.”"
    report = make_report(text, id="r 1", url="https://elm.example/a b")
    content = spans_of(text, "It leaks", "and it always has.")
    (cue,), (source,) = spans_of(text, "said"), spans_of(text, "Ana Ruiz")
    statement = Statement("r 1:1-46", "r 1", "direct", content, content, (cue,), (source,))
    finding = Finding(report, (statement,), (Attribution("r 1", statement.id, "Ana Ruiz", "person", "named"),))
    (annotation,) = annotations.of_finding(finding, {statement.id: "ana-ruiz"})
    assert not list(faults(annotation))
    assert annotation["id"] == "urn:onrecord:statement:r%201%3A1-46"
    assert [target["selector"][0]["exact"] for target in annotation["target"]] == ["It leaks", "and it always has."]
    assert {target["source"] for target in annotation["target"]} == {"https://elm.example/a%20b"}
    assert annotation["target"][0]["state"]["cached"] == "urn:onrecord:report:r%201"
    told = [(each["purpose"], each.get("value") or each["source"]) for each in annotation["body"]]
    assert told[:3] == [("tagging", "Ana Ruiz"), ("linking", "urn:onrecord:person:ana-ruiz"), ("classifying", "direct")]
    assert [each["selector"][0]["exact"] for each in annotation["body"][3:]] == ["Ana Ruiz", "said"]


def test_a_collection_has_its_page_inside() -> None:
    finding = finding_of(make_report("“It leaks,” said Ana Ruiz.\n\n“It drips,” said Ivo Oak.", id="r1"))
    collection = annotations.collection_of(finding, {})
    page = collection["first"]
    assert collection["@context"] == CONTEXT
    assert (collection["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert is_iri(collection["id"])
    assert is_iri(page["id"])
    assert (collection["total"], page["startIndex"], page["partOf"]) == (len(page["items"]), 0, collection["id"])
    assert len(page["items"]) == 2
    for item in page["items"]:
        assert not list(faults(item, is_inside=True))
    assert not list(unknown_keys(collection))


def test_each_witness_links_to_the_utterance(demo_record: Record) -> None:
    for utterance, _ in demo_record.utterances():
        reports = {each.id: each for each in demo_record.reports_of(utterance.witnesses)}
        found = list(annotations.of_utterance(utterance, reports))
        assert len(found) == len({each["id"] for each in found}) == len(utterance.witnesses)
        for annotation in found:
            assert not list(faults(annotation))
            assert annotation["body"][0]["source"] == f"urn:onrecord:utterance:{utterance.id}"


def test_hostile_text_and_addresses_do_no_harm() -> None:
    report = Report("r\ud800", "a\ud800b", make_report("x").origin, url="javascript:alert(1)", headline="\ud800")
    witness = Witness("A", report.id, "s", (Span(0, 3),), "a\ud800b", "identical")
    (annotation,) = annotations.of_utterance(
        Utterance("u", None, None, None, "ab", False, (witness,), ()), {report.id: report}
    )
    assert not list(faults(annotation))
    assert "javascript" not in msgspec.json.encode(annotation).decode()


def test_the_checks_can_fail() -> None:
    found = list(faults({"@context": CONTEXT, "type": "Note", "body": [{"type": "TextualBody"}]}))
    assert [each.partition(":")[0] for each in found[:4]] == ["3.1", "3.1", "3.1", "3.2.4"]
