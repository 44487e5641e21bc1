"""The feed of an utterance: read by a public reader, with all that RSS 2.0 requires, and the same ids for good."""

from dataclasses import replace
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Reading, Report, Span, Utterance, Variant, Witness
from onrecord.views.exports import rss

PAGE = "https://onrecord.example/utterance/u1"
BASE = "It leaks, and it always has."
OLD = make_report(
    "“It leaks, and it always has.”", id="r1", outlet="Elm Times", published="2031-05-14", url="http://elm.example/1"
)
NEW = make_report("“It drips.”", id="r2", outlet="Oak <Herald>", published="2031-05-16", url="javascript:alert(1)")
UNDATED = make_report("it is leaking", id="r3", headline="Damp")
REPORTS = {each.id: each for each in (OLD, NEW, UNDATED)}
WITNESSES = (
    Witness("A", "r1", "r1:1-29", (Span(1, 29),), BASE, "identical"),
    Witness("B", "r2", "r2:1-10", (Span(1, 10),), "It drips.", "reworded"),
    Witness("C", "r3", "r3:0-13", (Span(0, 13),), "it is leaking", "paraphrase"),
)
APPARATUS = (
    Variant((1, 2), "leaks", (Reading("drips", ("B",), "replaced"),)),
    Variant((2, 6), "and it always has", (Reading("", ("B",), "not quoted"),)),
)
UTTERANCE = Utterance("u1", "p", "Ana Ruiz", None, BASE, False, WITNESSES, APPARATUS)


def feed_of(utterance: Utterance, reports: dict[str, Report] = REPORTS) -> str:
    return rss.of_utterance(utterance, reports, address=PAGE, feed_address=f"{PAGE}.rss")


def test_a_public_reader_reads_it() -> None:
    feed = feedparser.parse(feed_of(UTTERANCE))
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == "Ana Ruiz: “It leaks, and it always has.”"
    assert [entry.title for entry in feed.entries] == [
        "Oak ‹Herald›: reworded",
        "Elm Times: in these words",
        "Damp: in the outlet's own words",
    ]
    assert [entry.get("published") for entry in feed.entries] == [
        "Fri, 16 May 2031 00:00:00 GMT",
        "Wed, 14 May 2031 00:00:00 GMT",
        None,
    ]


def test_it_has_what_rss_requires() -> None:
    """RSS 2.0: a channel has a title, a link and a description; an item a title or a description."""
    root = ElementTree.fromstring(feed_of(UTTERANCE).encode())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert all(channel.findtext(tag) for tag in ("title", "link", "description"))
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
        if item.findtext("pubDate"):
            assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo is not None


def test_an_item_tells_what_is_otherwise() -> None:
    item = feedparser.parse(feed_of(UTTERANCE)).entries[0]
    assert "has “drips” for “leaks”" in item.description
    assert "does not quote “and it always has”" in item.description


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    feed = feed_of(UTTERANCE)
    assert "javascript" not in feed
    assert [entry.link for entry in feedparser.parse(feed).entries] == [PAGE, "http://elm.example/1", PAGE]


def test_the_ids_stay_when_another_report_comes() -> None:
    """The sigla move along when an older report comes on record; the ids of items do not."""
    before = {entry.id for entry in feedparser.parse(feed_of(UTTERANCE)).entries}
    older = make_report("“It leaks.”", id="r0", outlet="Ash Post", published="2031-05-13")
    first = Witness("A", "r0", "r0:1-10", (Span(1, 10),), "It leaks.", "cut")
    moved = tuple(replace(each, siglum=siglum) for each, siglum in zip((first, *WITNESSES), "ABCD", strict=True))
    after = [
        entry.id
        for entry in feedparser.parse(feed_of(replace(UTTERANCE, witnesses=moved), {**REPORTS, "r0": older})).entries
    ]
    assert len(set(after)) == len(after) == 4
    assert before < set(after)


@given(st.text(alphabet="a<>&\"' \x00\x0b\ufffe\n]", max_size=20))
@settings(max_examples=50, deadline=None)
def test_no_words_of_a_report_break_it_or_are_markup(words: str) -> None:
    hostile = f"<script>{words}</script>"
    report = make_report(hostile, id="r1", outlet=hostile, headline=hostile)
    witness = Witness("A", "r1", "r1:0-9", (Span(0, 9),), hostile, "identical")
    feed = feed_of(Utterance("u1", None, hostile, None, hostile, False, (witness,), ()), {"r1": report})
    (item,) = ElementTree.fromstring(feed.encode()).iter("item")
    assert "<script>" not in (item.findtext("description") or "")


def test_a_page_must_have_an_address() -> None:
    with pytest.raises(ValueError, match="http"):
        rss.of_utterance(UTTERANCE, REPORTS, address="javascript:alert(1)")
