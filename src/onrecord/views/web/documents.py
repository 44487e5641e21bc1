"""What a page shows in the forms of other standards, at its address with another ending."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from onrecord.model import Check, Report, Witness
from onrecord.pipeline.reader import Reader
from onrecord.pipeline.shown import ReportPage, UtterancePage
from onrecord.views.exports import annotations, jsonld, rss, tei
from onrecord.views.web.addresses import address_of, with_query

JSON_LD = "application/ld+json"
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
REPORT_DOCUMENTS = {".annotations": "web annotations", ".jsonld": "schema.org"}
UTTERANCE_DOCUMENTS = {".tei": "TEI", ".annotations": "web annotations", ".jsonld": "schema.org"}
#: The endings that an address has besides ``.json``.
DOCUMENTED: dict[str, tuple[str, ...]] = {
    "/reports": tuple(REPORT_DOCUMENTS),
    "/reports/{id}": tuple(REPORT_DOCUMENTS),
    "/utterances": (*UTTERANCE_DOCUMENTS, ".rss"),
    "/utterances/{id}": (*UTTERANCE_DOCUMENTS, ".rss"),
    "/check": (".jsonld",),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document, made when it is asked for from the address of the site."""

    media_type: str
    make: Callable[[str], bytes]


def documents_of_report(page: ReportPage) -> dict[str, Document]:
    """Give the documents of a report: its statements as annotations, and as quotations of a news article."""
    finding = page.finding
    sources = sorted({each.source for each in page.reuse if each.source and each.source != finding.report.id})

    def quotations(site: str) -> bytes:
        statements = jsonld.of_finding(finding, page.person_of)
        return msgspec.json.encode(jsonld.document(jsonld.of_report(finding.report, sources), *statements))

    return {
        ".annotations": Document(
            ANNOTATIONS, lambda site: msgspec.json.encode(annotations.collection_of(finding, page.person_of))
        ),
        ".jsonld": Document(JSON_LD, quotations),
    }


def documents_of_utterance(reader: Reader, page: UtterancePage, anchor: str) -> dict[str, Document]:
    """Give the documents of an utterance; who follows it does so by a place of it, ``anchor``."""
    utterance = page.utterance

    def reports() -> Mapping[str, Report]:
        return _reports(reader, utterance.witnesses)

    def apparatus(site: str) -> bytes:
        addressees = tei.addressees_in(reader.printings_of(utterance))
        return tei.of_utterance(utterance, reports(), addressees).encode()

    def feed(site: str) -> bytes:
        address = f"{site}{address_of('utterances', utterance.id)}"
        own = f"{site}{with_query('/utterances.rss', of=anchor)}"
        return rss.of_utterance(utterance, reports(), address=address, feed_address=own).encode()

    return {
        ".tei": Document("application/tei+xml", apparatus),
        ".annotations": Document(
            ANNOTATIONS, lambda site: msgspec.json.encode(list(annotations.of_utterance(utterance, reports())))
        ),
        ".jsonld": Document(
            JSON_LD, lambda site: msgspec.json.encode(jsonld.document(jsonld.of_utterance(utterance, reports())))
        ),
        ".rss": Document("application/rss+xml", feed),
    }


def documents_of_check(reader: Reader, check: Check) -> dict[str, Document]:
    """Give the answer to a check as a ClaimReview, which rates nothing."""

    def review(site: str) -> bytes:
        return msgspec.json.encode(jsonld.document(jsonld.of_check(check, _reports(reader, check.witnesses))))

    return {".jsonld": Document(JSON_LD, review)}


def _reports(reader: Reader, witnesses: Iterable[Witness]) -> dict[str, Report]:
    return {report.id: report for report in reader.reports_of(witnesses)}
