"""TEI: valid by TEI's own schema, and the apparatus gives each witness's words again."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from makers import make_passage, make_report
from onrecord import Record
from onrecord.model import (
    Attribution,
    Finding,
    Occasion,
    Period,
    Reading,
    Report,
    Span,
    Statement,
    Utterance,
    Variant,
    Witness,
)
from onrecord.text.words import words_of
from onrecord.utterances import collate_utterances
from onrecord.utterances.segments import segments_of
from onrecord.views.exports import tei

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "schemas" / "tei.rng")))
TEI = f"{{{tei.NAMESPACE}}}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
WORDINGS = (
    "We will open the second lock before the herring arrive.",
    "We will open the lock before the herring arrive",
    "We'll not open the lock, nor the second, before the herring arrive",
    "We won't open the second lock before the herring arrive,",
    "open the second lock before the herring",
    "We will really open the very second lock before all the herring arrive again.",
    "We will open a second (and last) lock well before the herring arrive, but only if the council agrees.",
    "We will open twenty-two locks before two hundred herring arrive.",
)

OTHERS = (
    "isn't",
    "we'll",
    "can’t",
    "not",
    "(never)",
    "“so-called”",
    "3",
    "twenty",
    "two",
    "very",
    "open",
    "gonna",
    "U.S.",
)


def valid(document: str) -> etree._Element:
    root = etree.fromstring(document.encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def words_in(said: etree._Element, witness: str) -> str:
    """Read the words of one witness out of a text with an apparatus."""
    pieces = [said.text or ""]
    for app in said:
        (reading,) = [each for each in app if f"#{witness}" in each.get("wit", "").split()]
        pieces += [reading.text or "", app.tail or ""]
    return "".join(pieces)


def collated(*wordings: str) -> tuple[Utterance, ...]:
    return collate_utterances(make_passage(words, report=f"r{at}", story="s") for at, words in enumerate(wordings))


def reports_of(utterance: Utterance) -> dict[str, Report]:
    return {each.report: make_report(each.text, id=each.report) for each in utterance.witnesses}


def check_words(utterance: Utterance, reports: dict[str, Report]) -> Iterator[Witness]:
    (said,) = valid(tei.of_utterance(utterance, reports)).iter(f"{TEI}said")
    prefix = f"u{utterance.id}" if utterance.id[0].isdigit() else utterance.id
    for witness in utterance.witnesses:
        if witness.relation != "paraphrase":
            read = [word.key for word in words_of(words_in(said, f"{prefix}-{witness.siglum}"))]
            if read != [word.key for word in words_of(witness.text)]:
                yield witness


@st.composite
def retold(draw: st.DrawFn) -> str:
    """Draw the first wording with words taken out, put in and replaced."""
    words = WORDINGS[0].removesuffix(".").split()
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(words) - 1))
        words[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(OTHERS), max_size=2))
        words = words or ["lock"]
    return " ".join(words) + draw(st.sampled_from((".", ",", "", "!")))


@given(st.lists(st.sampled_from(WORDINGS) | retold(), min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_the_apparatus_gives_every_wording_again(wordings: list[str]) -> None:
    for utterance in collated(*wordings):
        assert not list(check_words(utterance, reports_of(utterance)))


@given(st.text(alphabet="ab n't'’-.,(…) \n\x00\ufffe\x1b\u202e<&", max_size=25), st.text(max_size=25))
@settings(max_examples=60, deadline=None)
def test_whatever_is_printed_the_document_is_valid(base: str, other: str) -> None:
    witnesses = tuple(
        Witness(siglum, f"r{siglum}", f"r{siglum}:0-1", (Span(0, 1),), text, "reworded")
        for siglum, text in (("A", base), ("B", other))
    )
    size = len(words_of(base))
    variant = Variant((0, size), base, (Reading(other, ("B",), "replaced", "name"),))
    utterance = Utterance("0f", "p", base or None, None, base, False, witnesses, (variant,))
    valid(tei.of_utterance(utterance, reports_of(utterance), [other]))


def test_the_samples_are_valid_and_give_their_words_again(demo_record: Record) -> None:
    """What a transcript drops as slips of the tongue is no variant, so its words can't all be had again."""
    utterances = list(demo_record.utterances())
    lost = [
        witness
        for utterance, _ in utterances
        for witness in check_words(utterance, {each.id: each for each in demo_record.reports_of(utterance.witnesses)})
        if not utterance.primary
    ]
    assert len(utterances) > 5
    assert not lost


def test_places_that_overlap_are_one_place() -> None:
    (utterance,) = collated(WORDINGS[0], WORDINGS[3], WORDINGS[4], WORDINGS[1])
    places = [segment for segment in segments_of(utterance) if segment.wordings]
    sigla = sorted(each.siglum for each in utterance.witnesses)
    assert places
    for place in places:
        assert sorted(siglum for wording in place.wordings for siglum in wording.sigla) == sigla


def test_a_reading_never_begins_inside_a_printed_form() -> None:
    (utterance,) = collated(
        "We will open the lock, and it is not safe today.", "We will open the lock, and it isn't safe."
    )
    texts = [wording.text for segment in segments_of(utterance) for wording in segment.wordings]
    assert "n't" not in texts


def test_the_header_tells_who_printed_it_and_when_it_was_said() -> None:
    report = make_report(
        "“It leaks,” said Ana Ruiz.", id="r0", outlet="Elm & Times", published="2031-05-14", url="https://elm.example/a"
    )
    witness = Witness("A", "r0", "r0:1-9", (Span(1, 9),), "It leaks", "identical")
    retold = Witness("B", "r1", "r1:0-9", (Span(0, 9),), "it is leaking", "paraphrase")
    day = Period(date(2031, 5, 13), date(2031, 5, 13))
    utterance = Utterance("a1", "p", "Ana Ruiz", day, "It leaks", False, (witness, retold), ())
    root = valid(tei.of_utterance(utterance, {"r0": report}, ["the council"]))
    (found,) = root.iter(f"{TEI}witness")
    assert found.get(ID) == "a1-A"
    assert found.findtext(f".//{TEI}publisher") == "Elm & Times"
    assert found.find(f".//{TEI}ptr").get("target") == "https://elm.example/a"
    assert [each.get("when") for each in root.iter(f"{TEI}date")] == ["2031-05-14", "2031-05-13"]
    assert [each.text for each in root.iter(f"{TEI}note") if each.get("type") == "paraphrase"] == ["it is leaking"]
    (said,) = root.iter(f"{TEI}said")
    assert (said.get("who"), said.get("toWhom")) == ("#a1-speaker", "#a1-addressee1")
    assert {each.get(ID): each.findtext(f"{TEI}persName") for each in root.iter(f"{TEI}person")} == {
        "a1-speaker": "Ana Ruiz",
        "a1-addressee1": "the council",
    }


def test_an_address_that_is_none_of_the_web_is_not_linked() -> None:
    report = make_report("It leaks.", id="r0", url="javascript:alert(1)")
    witness = Witness("A", "r0", "r0:0-9", (Span(0, 9),), "It leaks.", "identical")
    document = tei.of_utterance(Utterance("a1", None, None, None, "It leaks.", False, (witness,), ()), {"r0": report})
    assert "javascript" not in document


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_corpus_of_any_size_is_valid(number: int) -> None:
    utterances = collated(*WORDINGS[:2], "Nobody asked about the price of rope.", "She laughed all the way home.")
    printed = [(each, [Finding(report, (), ()) for report in reports_of(each).values()]) for each in utterances]
    root = valid("".join(tei.corpus_of(printed[:number])))
    assert root.tag == f"{TEI}teiCorpus"
    assert len(list(root.iter(f"{TEI}said"))) == number


def test_whom_it_was_said_to_is_told_as_it_is_printed() -> None:
    text = "“It leaks,” Ana Ruiz told the\ncouncil. “It leaks,” she told the council."
    report = make_report(text, id="r0")
    places = [Span(*found.span()) for found in re.finditer(r"the\scouncil", text)]
    words = (Span(1, 9),)
    statements = tuple(
        Statement(f"r0:{number}-9", "r0", "direct", words, words, occasion=Occasion(addressee=place))
        for number, place in enumerate(places)
    )
    whose = tuple(Attribution("r0", each.id, "Ana Ruiz", "person", "named") for each in statements)
    assert tei.addressees_in([Finding(report, statements, whose)]) == ("the council",)
