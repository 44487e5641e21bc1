"""Stories, copies, families, figures and time lines, on reports made up for them."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Family, Report, Reuse, Span, Story, Utterance, Witness
from onrecord.stories import (
    attest,
    cluster,
    compare_figures,
    count_independent,
    find_families,
    find_reuse,
    provenances,
    time_line,
)
from onrecord.text.quotemarks import find_quotations
from onrecord.text.words import words_of

WIRE = (
    "OSTMERE (AP) — The harbour sluice gave way early on Monday and the sea ran through the lower town for six hours. "
    "Firemen carried families out of their bedrooms in rowing boats while the bells of the old customs house rang. "
    "“Nobody had told us that the hinge was rotten before the night it broke,” said the baker Brid Sallow."
)
SHORT = (
    "The harbour sluice gave way early on Monday and the sea ran through the lower town for six hours. "
    "Firemen carried families out of their bedrooms in rowing boats while the bells of the old customs house rang."
)
OWN = (
    "A gate that engineers had warned of has burst in Ostmere, and its harbour sluice is a wreck after the sea came. "
    "“Nobody had told us that the hinge was rotten before the night it broke,” the baker told this newspaper."
)
OTHER = (
    "The parliament of Ostmere voted for a budget with lower taxes on bread and fish, after an all-night debate of its "
    "finance committee in which the opposition walked out twice."
)


def reuse_of(*reports: Report) -> tuple[Reuse, ...]:
    quoted = {
        report.id: tuple(span for each in find_quotations(report.text) for span in each.inner) for report in reports
    }
    return find_reuse(reports, quoted)


@pytest.fixture
def four() -> list[Report]:
    texts = {"a": WIRE, "b": SHORT, "c": OWN, "d": OTHER}
    return [make_report(text, id=name, outlet=name.upper(), published="2031-05-12") for name, text in texts.items()]


def test_reports_of_one_event_are_one_story(four: list[Report]) -> None:
    assert [story.reports for story in sorted(cluster(four), key=lambda story: story.reports)] == [
        ("a", "b", "c"),
        ("d",),
    ]


def test_a_copy_is_told_from_a_common_quotation(four: list[Report]) -> None:
    labels = {(each.a, each.b): (each.label, each.agency) for each in reuse_of(*four)}
    assert labels == {("a", "b"): ("copy", "AP"), ("a", "c"): ("quotes-only", None)}


def test_families_hold_the_copies_alone(four: list[Report]) -> None:
    (family,) = find_families(four, reuse_of(*four))
    assert (family.reports, family.exemplar, family.agency) == (("a", "b"), "a", "AP")


def test_an_agency_that_is_thanked_did_not_write_the_whole() -> None:
    thanked = f"{SHORT}\nThe mayor slept through it all, her husband said.\nThe Associated Press contributed to this."
    own = " ".join(
        f"Line {word} of our own account tells of what was seen by {word} at the quay." for word in ("one", "two")
    )
    (reuse,) = reuse_of(make_report(WIRE, id="a"), make_report(f"{own} {thanked}", id="b"))
    assert reuse.label == "partial"


@given(st.lists(st.sampled_from([*SHORT.split(), *OWN.split()]), min_size=60, max_size=160), st.integers(5, 40))
@settings(max_examples=40, deadline=None)
def test_passages_hold_equal_words_in_both_reports(words: list[str], cut: int) -> None:
    one, other = make_report(" ".join(words), id="a"), make_report(" ".join([*words[cut:], *words[:cut]]), id="b")
    texts = {"a": one.text, "b": other.text}
    for reuse in reuse_of(one, other):
        for mine, theirs in reuse.passages:
            keys = [[word.key for word in words_of(texts[each.report], each.span)] for each in (mine, theirs)]
            assert keys[0] == keys[1]
            assert len(keys[0]) >= 8
        for before, after in pairwise(reuse.passages):
            assert before[0].span.end <= after[0].span.start


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_any_order_of_reports_gives_the_same(shuffle: random.Random) -> None:
    reports = [
        make_report(text, id=name, published="2031-05-12")
        for name, text in zip("abcd", (WIRE, SHORT, OWN, OTHER), strict=True)
    ]
    story = Story("s", "", None, ("a", "b", "c", "d"))

    def derived(some: list[Report]) -> tuple[object, ...]:
        reuse = reuse_of(*some)
        return (
            cluster(some), reuse, find_families(some, reuse), compare_figures(story, some, {}), time_line(story, some)
        )  # fmt: skip

    expected = derived(reports)
    shuffle.shuffle(reports)
    assert derived(reports) == expected


def utterance(*reports: str) -> Utterance:
    witnesses = tuple(Witness("A", report, f"{report}:0-3", (Span(0, 3),), "yes", "identical") for report in reports)
    return Utterance("u", None, None, None, "yes", False, witnesses, ())


@given(st.lists(st.sampled_from("abcdef"), min_size=1), st.sets(st.sampled_from("abcdef"), min_size=2))
def test_origins_are_never_more_than_reports(reports: list[str], copies: set[str]) -> None:
    family = Family("f", min(copies), None, tuple(sorted(copies)), ())
    origin_of = {each.report: each.origin for each in provenances(reports, [family], {})}
    (attestation,) = attest([utterance(*reports)], origin_of)
    assert 1 <= attestation.independent <= attestation.reports == len(set(reports))
    assert attestation.independent == count_independent(reports, origin_of)
