"""JSON-LD: each type and property is schema.org's, on a type that it may stand on, and a public reader reads it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld as reader

from makers import make_report, spans_of
from onrecord import Record
from onrecord.model import Attribution, Check, Occasion, Period, Person, Report, Span, Statement, Utterance, Witness
from onrecord.views.exports import jsonld

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "schema_org.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
SUPERTYPES = {name: parent for name, kind, parent, _ in ROWS if kind == "type"}
DOMAINS = {name: set(domains.split()) for name, kind, domains, _ in ROWS if kind == "property"}
RANGES = {name: set(values.split()) for name, kind, _, values in ROWS if kind == "property"}
SCHEMA = "https://schema.org/"
DAY = Period(date(2031, 5, 14), date(2031, 5, 14))


def lineage(type_: str) -> Iterator[str]:
    while type_:
        yield type_
        type_ = SUPERTYPES[type_]


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Tell where a node says what schema.org has no word for."""
    if set(node) == {"@id"}:
        return
    ancestors = set(lineage(node["@type"]))
    for key, value in node.items():
        if key.startswith("@"):
            continue
        if not DOMAINS[key] & ancestors:
            yield f"{key} may not stand on {node['@type']}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                if "@type" in each and not RANGES[key] & set(lineage(each["@type"])):
                    yield f"{each['@type']} may not be a value of {key}"
                yield from faults(each)
            elif not any(is_plain(kind, each) for kind in RANGES[key]):
                yield f"{each!r} may not be a value of {key}"


def is_plain(kind: str, value: str) -> bool:
    match kind:
        case "Text":
            return True
        case "URL":
            return value.startswith(("http://", "https://", "urn:"))
        case "Date":
            return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None
        case _:
            return False


def local(url: str, options: object) -> dict[str, Any]:
    """Give schema.org's context without the network: its words stand in one name space."""
    assert url == jsonld.CONTEXT
    document = {"@context": {"@vocab": SCHEMA}}
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


def expanded(document: dict[str, Any]) -> list[Any]:
    found: list[Any] = reader.expand(document, {"documentLoader": local})
    return found


def said(form: str = "direct") -> tuple[Report, Statement]:
    text = "“It leaks,” Ana Ruiz told the council in Elm on Wednesday."
    report = make_report(text, id="r1", outlet="Elm Times", published="2031-05-15", url="https://elm.example/1")
    content, (addressee,), (place,) = spans_of(text, "It leaks"), spans_of(text, "the council"), spans_of(text, "Elm")
    occasion = Occasion(addressee=addressee, place=place, said=DAY, said_ground="stated")
    return report, Statement("r1:1-9", "r1", form, content, content, occasion=occasion)  # type: ignore[arg-type]


def whose(speaker: str | None = "Ana Ruiz") -> Attribution:
    return Attribution("r1", "r1:1-9", speaker, "person" if speaker else "unnamed", "named")


WITNESSES = (
    Witness("A", "r1", "r1:1-9", (Span(1, 9),), "It leaks", "identical"),
    Witness("B", "r2", "r2:0-9", (Span(0, 9),), "it is leaking", "paraphrase"),
)
UTTERANCE = Utterance("u1", "ana-ruiz", "Ana Ruiz", DAY, "It leaks", False, WITNESSES, ())


def test_a_quotation_is_part_of_its_report() -> None:
    node = jsonld.of_statement(*said(), whose(), "ana-ruiz")
    assert not list(faults(node))
    assert node["@type"] == "Quotation"
    assert node["text"] == "It leaks"
    assert node["spokenByCharacter"] == {"@id": "urn:onrecord:person:ana-ruiz", "@type": "Person", "name": "Ana Ruiz"}
    assert (node["audience"]["name"], node["locationCreated"]["name"]) == ("the council", "Elm")
    assert node["dateCreated"] == "2031-05-14"
    assert node["isPartOf"]["publisher"] == {"@type": "Organization", "name": "Elm Times"}
    assert node["isPartOf"]["url"] == "https://elm.example/1"


def test_reported_speech_is_no_quotation() -> None:
    node = jsonld.of_statement(*said("indirect"), whose())
    assert not list(faults(node))
    assert (node["@type"], node["appearance"]["@type"]) == ("Claim", "NewsArticle")


@pytest.mark.parametrize(("cue", "author"), [("said", "Ana Ruiz"), ("denied", None)])
def test_whoever_denies_a_thing_does_not_claim_it(cue: str, author: str | None) -> None:
    report = make_report(f"Ana Ruiz {cue} that the mill had leaked.", id="r1")
    content, printed = spans_of(report.text, "the mill had leaked"), spans_of(report.text, cue)
    statement = Statement("r1:20-39", "r1", "indirect", content, (), cue=printed)
    node = jsonld.of_statement(report, statement, whose())
    assert (node["@type"], node.get("author", {}).get("name")) == ("Claim", author)


def test_who_is_not_named_is_not_named() -> None:
    assert "spokenByCharacter" not in jsonld.of_statement(*said(), whose(None))


def test_a_copy_is_based_on_its_source() -> None:
    report = replace(said()[0], byline=("Ivo Oak",))
    node = jsonld.of_report(report, ["r0"])
    assert not list(faults(node))
    assert node["isBasedOn"] == [{"@id": "urn:onrecord:report:r0"}]
    assert node["author"] == [{"@type": "Person", "name": "Ivo Oak"}]
    assert "articleBody" not in node  # the text is the outlet's


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    assert "url" not in jsonld.of_report(make_report("x", url="javascript:alert(1)"))


def test_an_utterance_appears_in_its_witnesses() -> None:
    report = said()[0]
    node = jsonld.of_utterance(UTTERANCE, {"r1": report})
    assert not list(faults(node))
    assert [each["@type"] for each in node["appearance"]] == ["Quotation", "Claim"]
    assert node["firstAppearance"] == {"@id": node["appearance"][0]["@id"]}


@pytest.mark.parametrize("kind", ["person", "organization", "group"])
def test_a_person_has_other_names(kind: Any) -> None:
    node = jsonld.of_person(Person("p", "Ana Ruiz", kind, ("Ana Ruiz", "Ruiz"), ("mayor",), (), "Q42"))
    assert not list(faults(node))
    assert node["sameAs"] == "http://www.wikidata.org/entity/Q42"


def test_a_check_has_no_rating(demo_record: Record) -> None:
    from onrecord.demo import QUOTATIONS

    for quotation, by in QUOTATIONS:
        check = demo_record.check(quotation, by=by)
        reports = {each.id: each for each in demo_record.reports_of(check.witnesses)}
        node = jsonld.of_check(check, reports)
        assert not list(faults(node))
        assert node["reviewBody"] == check.says
        assert node["itemReviewed"]["text"] == quotation
        (found,) = expanded(jsonld.document(node))
        assert found["@type"] == [f"{SCHEMA}ClaimReview"]
        assert f"{SCHEMA}reviewRating" not in str(found)
        assert not re.search(r"\b(true|false)\b", check.says, re.IGNORECASE)


def test_a_check_without_an_answer_is_one_too() -> None:
    check = Check("It rains", None, "not found", None, (), None, (), (), 0, "Nothing on record is near enough.")
    assert not list(faults(jsonld.of_check(check, {})))


def test_a_public_reader_reads_the_samples(demo_record: Record) -> None:
    nodes = [node for finding, person_of in demo_record.findings() for node in jsonld.of_finding(finding, person_of)]
    nodes += [jsonld.of_report(finding.report) for finding, _ in demo_record.findings()]
    nodes += [jsonld.of_person(person) for person in demo_record.people()]
    for utterance, _ in demo_record.utterances():
        reports = {each.id: each for each in demo_record.reports_of(utterance.witnesses)}
        nodes.append(jsonld.of_utterance(utterance, reports))
    assert not [fault for node in nodes for fault in faults(node)]
    found = expanded(jsonld.document(*nodes))
    assert {each["@id"] for each in found} == {node["@id"] for node in nodes}
    assert all(key.startswith(("@", SCHEMA)) for each in found for key in each)


def test_the_checks_can_fail() -> None:
    wrong = {"@type": "Person", "headline": "x", "jobTitle": {"@type": "Place", "name": "Elm"}, "url": "javascript:x"}
    assert len(list(faults(wrong))) == 3
