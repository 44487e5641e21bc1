"""Reports, statements, persons, utterances and checks in the words of schema.org, as JSON-LD.

A statement is a Quotation if outlets print it between marks, and a Claim if they report it in their own words. Its
speaker is its ``spokenByCharacter``, "to whom the quotation is attributed within the containing CreativeWork": that is
all that a report tells for certain. An utterance is a Claim that appears in its witnesses. The answer to a check is a
ClaimReview whose ``reviewBody`` is our sentence: it has no rating, for we say what is on record and not what is true.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from onrecord.model import (
    Attribution,
    Check,
    Finding,
    Period,
    Person,
    Report,
    SpeakerKind,
    Statement,
    Utterance,
    Witness,
)
from onrecord.pipeline.stages import is_denial
from onrecord.views.exports.identifiers import IRI, joined, places_urn, urn, web_address, whole_text

Node = dict[str, Any]
CONTEXT = "https://schema.org"
WIKIDATA = "http://www.wikidata.org/entity/"
TYPES: dict[SpeakerKind, str] = {"person": "Person", "organization": "Organization", "group": "Organization"}


def document(*nodes: Node) -> Node:
    """Give some nodes as one JSON-LD document.

    >>> document({"@type": "Person", "name": "Ana Ruiz"})
    {'@context': 'https://schema.org', '@graph': [{'@type': 'Person', 'name': 'Ana Ruiz'}]}
    """
    return {"@context": CONTEXT, "@graph": list(nodes)}


def of_report(report: Report, based_on: Iterable[str] = ()) -> Node:
    """Give a report as a NewsArticle, a transcript as a CreativeWork; ``based_on`` are reports that it took from.

    >>> from onrecord.model import Origin
    >>> of_report(Report("r1", "It rained.", Origin("r1.txt", "", "text/plain"), headline="Rain"))
    {'@id': 'urn:onrecord:report:r1', '@type': 'NewsArticle', 'identifier': 'r1', 'headline': 'Rain'}
    """
    sources = [{"@id": urn("report", each)} for each in based_on]
    authors = [_named("Person", name) for name in report.byline]
    return _told({**_article(report), "author": authors, "inLanguage": report.language, "isBasedOn": sources})


def of_finding(finding: Finding, person_of: Mapping[str, str]) -> Iterator[Node]:
    """Give the statements of a report; ``person_of`` has the persons by statement.

    >>> from onrecord.model import Origin
    >>> list(of_finding(Finding(Report("r1", "It rained.", Origin("r1.txt", "", "text/plain")), (), ()), {}))
    []
    """
    for statement, attribution in zip(finding.statements, finding.attributions, strict=True):
        yield of_statement(finding.report, statement, attribution, person_of.get(statement.id))


def of_statement(report: Report, statement: Statement, attribution: Attribution, person: str | None = None) -> Node:
    """Give a statement as a Quotation that is part of its report, or as a Claim that appears there.

    >>> from onrecord.model import Origin, Span
    >>> report = Report("r1", "“It leaks,” she said.", Origin("r1.txt", "", "text/plain"))
    >>> said = Statement("r1:1-9", "r1", "direct", (Span(1, 9),), (Span(1, 9),))
    >>> node = of_statement(report, said, Attribution("r1", "r1:1-9", "Ana Ruiz", "person", "pronoun"))
    >>> node["@type"], node["text"], node["spokenByCharacter"]["name"]
    ('Quotation', 'It leaks', 'Ana Ruiz')
    """
    occasion = statement.occasion
    place = occasion.place.of(report.text) if occasion.place else None
    addressee = occasion.addressee.of(report.text) if occasion.addressee else None
    is_quotation = statement.form != "indirect"
    spans = statement.quoted or statement.content if is_quotation else statement.content
    # Whoever is reported to deny a thing is not the author of the claim.
    speaker = None if is_denial(report, statement) else _speaker(attribution.speaker, attribution.kind, person)
    return _told(
        {
            "@id": urn("statement", statement.id),
            "@type": "Quotation" if is_quotation else "Claim",
            "identifier": statement.id,
            "text": joined(span.of(report.text) for span in spans),
            "spokenByCharacter" if is_quotation else "author": speaker,
            "inLanguage": report.language,
            "dateCreated": _day(occasion.said),
            "locationCreated": _named("Place", place) if place else None,
            "audience": _named("Audience", addressee) if addressee else None,
            "isPartOf" if is_quotation else "appearance": _told(_article(report)),
        }
    )


def of_person(person: Person) -> Node:
    """Give a speaker as a Person, or an Organization, with their other names and roles.

    >>> of_person(Person("p1", "Ana Ruiz", "person", ("Ana Ruiz", "Ruiz"), ("mayor",), ()))["alternateName"]
    ['Ruiz']
    """
    node = _speaker(person.name, person.kind, person.id) or _named("Person", person.name)
    roles = list(person.roles) if node["@type"] == "Person" else []
    others = [name for name in person.names if name != person.name]
    same = f"{WIKIDATA}{person.wikidata}" if person.wikidata else None
    return _told({**node, "alternateName": others, "jobTitle": roles, "sameAs": same})


def of_utterance(utterance: Utterance, reports: Mapping[str, Report]) -> Node:
    """Give an utterance as a Claim that appears in its witnesses; ``reports`` has those of the witnesses by id.

    >>> of_utterance(Utterance("u1", "p1", "Ana Ruiz", None, "It leaks.", False, (), ()), {})["author"]["name"]
    'Ana Ruiz'
    """
    dated = [
        (published, witness)
        for witness in utterance.witnesses
        if (report := reports.get(witness.report)) and (published := report.published)
    ]
    first = min(dated, key=lambda pair: pair[0])[1] if dated else None
    return _told(
        {
            "@id": urn("utterance", utterance.id),
            "@type": "Claim",
            "identifier": utterance.id,
            "text": " ".join(utterance.base.split()),
            "author": _speaker(utterance.speaker, "person", utterance.person),
            "dateCreated": _day(utterance.said),
            "appearance": [_printing(each, reports) for each in utterance.witnesses],
            "firstAppearance": {"@id": places_urn("witness", first.report, first.spans)} if first else None,
        }
    )


def of_check(check: Check, reports: Mapping[str, Report]) -> Node:
    """Give the answer to a check as a ClaimReview without a rating; ``reports`` has those of its witnesses by id.

    >>> check = Check("It leaks", None, "not found", None, (), None, (), (), 0, "Nothing on record is near enough.")
    >>> node = of_check(check, {})
    >>> node["reviewBody"], "reviewRating" in node
    ('Nothing on record is near enough.', False)
    """
    claim = _told(
        {
            "@type": "Claim",
            "text": check.quotation,
            "author": _speaker(check.by, "person", None),
            "appearance": [_printing(each, reports) for each in check.witnesses],
        }
    )
    return _told(
        {
            "@type": "ClaimReview",
            "claimReviewed": check.quotation,
            "reviewBody": check.says,
            "itemReviewed": claim,
            "citation": [{"@id": urn("utterance", each)} for each in check.utterances],
        }
    )


def _article(report: Report) -> Node:
    is_transcript = report.kind == "transcript"
    return {
        "@id": urn("report", report.id),
        "@type": "CreativeWork" if is_transcript else "NewsArticle",
        "identifier": report.id,
        "genre": "transcript" if is_transcript else None,
        "headline": report.headline,
        "url": web_address(report.url),
        "publisher": _named("Organization", report.outlet) if report.outlet else None,
        "datePublished": report.published.isoformat() if report.published else None,
    }


def _printing(witness: Witness, reports: Mapping[str, Report]) -> Node:
    """Give one printing: the words between marks as a Quotation, a paraphrase as a Claim, each in its report."""
    report = reports.get(witness.report)
    article = _told(_article(report)) if report else {"@id": urn("report", witness.report), "@type": "CreativeWork"}
    is_quotation = witness.relation != "paraphrase"
    return _told(
        {
            "@id": places_urn("witness", witness.report, witness.spans),
            "@type": "Quotation" if is_quotation else "Claim",
            "text": " ".join(witness.text.split()),
            "isPartOf" if is_quotation else "appearance": article,
        }
    )


def _speaker(name: str | None, kind: SpeakerKind, person: IRI | None) -> Node | None:
    if name is None or kind not in TYPES:  # an unnamed source has a description in the place of a name
        return None
    return {**({"@id": urn("person", person)} if person else {}), **_named(TYPES[kind], name)}


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": whole_text(" ".join(name.split()))}


def _day(period: Period | None) -> str | None:
    """Give the day of a period if it is one: schema.org has no way to say "in February"."""
    day: date | None = period.first if period and period.first == period.last else None
    return day.isoformat() if day else None


def _told(node: Node) -> Node:
    """Leave out what there is nothing to say of; make each text one that every encoding can hold."""
    return {
        key: whole_text(value) if isinstance(value, str) else value
        for key, value in node.items()
        if value not in (None, [], "")
    }
