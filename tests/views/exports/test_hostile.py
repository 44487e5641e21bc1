"""Whatever a report says in whatever field, its documents can be written and read, and link to the web or nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from makers import make_report
from onrecord.model import Attribution, Finding, Occasion, Reading, Report, Span, Statement, Utterance, Variant, Witness
from onrecord.views.exports import annotations, jsonld, rss, tei
from onrecord.views.exports.identifiers import web_address

ATTACKS = (
    "<script>alert(1)</script>", "]]>", "&lol;", "\" onload=\"x", "javascript:alert(1)", "data:text/html,x", "\x00",
    "\x1b[2J", "\ud800", "\udfff", "\ufffe", "\u202e", "\u2028", "=HYPERLINK(\"x\")", "../../etc/passwd", "{{7*7}}",
    "%00", "", " ", "\r\n",
)  # fmt: skip
attacks = st.lists(st.sampled_from(ATTACKS) | st.text(max_size=5), min_size=1, max_size=4).map("".join)
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "schemas" / "tei.rng")))
ADDRESSES = ("url", "@id", "id", "source", "cached", "sameAs")


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Draw a report with attacks in every field, and one statement."""
    text = draw(attacks)
    # "report" is no attack: the text, which makers hash, is put in afterwards, for no encoding may hold it.
    report = replace(
        make_report("report"), id=draw(attacks), text=text, outlet=draw(attacks), url=draw(attacks),
        headline=draw(attacks), byline=(draw(attacks),), language=draw(attacks), published=date(1, 1, 1),
    )  # fmt: skip
    span = Span(0, len(text))
    occasion = Occasion(addressee=span, place=span)
    statement = Statement(draw(attacks), report.id, "direct", (span,), (span,), (span,), (span,), occasion)
    whose = Attribution(report.id, statement.id, draw(attacks), "person", "named")
    return Finding(report, (statement,), (whose,))


@st.composite
def utterances(draw: st.DrawFn) -> tuple[Utterance, dict[str, Report]]:
    """Draw an utterance with two witnesses, and their reports."""
    finding, other = draw(findings()), draw(findings())
    base = finding.report.text
    witnesses = tuple(
        Witness(siglum, each.report.id, each.statements[0].id, (Span(0, 1),), each.report.text, "reworded")
        for siglum, each in (("A", finding), ("B", other))
    )
    variant = Variant((0, 0), "", (Reading(draw(attacks), ("B",), "added"),))
    utterance = Utterance(draw(attacks), draw(attacks), draw(attacks), None, base, False, witnesses, (variant,))
    return utterance, {each.report.id: each.report for each in (finding, other)}


def addresses(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from addresses(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in ADDRESSES and isinstance(each, str):
                yield each
            yield from addresses(each)


def check_json(document: Any) -> None:
    assert msgspec.json.decode(msgspec.json.encode(document))
    for address in addresses(document):
        assert address.startswith(("http://", "https://", "urn:onrecord:"))
        assert not set(address) & set(' \n\r\x00<>"\u202e\ud800')


@given(findings())
@settings(max_examples=60, deadline=None)
def test_what_is_found_in_a_report_can_be_written(finding: Finding) -> None:
    person_of = {each.id: "p\ud800" for each in finding.statements}
    check_json(annotations.collection_of(finding, person_of))
    check_json(jsonld.document(jsonld.of_report(finding.report), *jsonld.of_finding(finding, person_of)))


@given(utterances())
@settings(max_examples=60, deadline=None)
def test_an_utterance_can_be_written(drawn: tuple[Utterance, dict[str, Report]]) -> None:
    utterance, reports = drawn
    check_json(jsonld.of_utterance(utterance, reports))
    check_json(list(annotations.of_utterance(utterance, reports)))
    feed = ElementTree.fromstring(rss.of_utterance(utterance, reports, address="https://onrecord.example/u").encode())
    assert all((link.text or "").startswith("https://onrecord.example/") for link in feed.iter("link"))
    assert not any("<script" in (each.text or "") for each in feed.iter() if each.tag in ("title", "description"))
    document = etree.fromstring(tei.of_utterance(utterance, reports, list(reports)).encode())
    assert SCHEMA.validate(document), SCHEMA.error_log
    assert not list(document.iter(f"{{{tei.NAMESPACE}}}ptr"))


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://elm.example/a?b=c#d", "https://elm.example/a?b=c#d"),
        (" HTTP://elm.example ", "HTTP://elm.example"),
        ("https://elm.example/é", "https://elm.example/é"),
        ('https://elm.example/"><b>', "https://elm.example/%22%3E%3Cb%3E"),
        ("https://elm.example/%zz%20", "https://elm.example/%25zz%20"),
        ("https://elm.example/\u202egnp", "https://elm.example/%E2%80%AEgnp"),
        ("java\nscript:alert(1)", None),
        ("ht\ntp://elm.example", None),
        ("http:/\n/elm.example", None),
        ("javascript:alert(1)//http://x", None),
        ("data:text/html,x", None),
        ("//elm.example/a", None),
        ("https://", None),
        ("http://[", None),
        ("http://elm\u202e.example", None),
        ("C:\\a.txt", None),
        (None, None),
    ],
)
def test_an_address_is_of_the_web_or_none(given: str | None, address: str | None) -> None:
    assert web_address(given) == address
