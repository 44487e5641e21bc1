"""Verdicts on quotations: a table, and laws that hold for any words."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_passage
from onrecord.errors import UsageError
from onrecord.model import Period, Span
from onrecord.utterances import check

SAID = (
    "I will not close the harbour on Friday, and nobody asked me to do that. We have almost finished the second lock. "
    "If the council agrees, the ferries can sail again before the herring arrive in October."
)
TABLE = [
    ("nobody asked me to do that", "exact"),
    ("I won't close the harbor on Friday", "exact"),
    ("I will not close the harbour … We have almost finished the second lock", "abridged"),
    ("I will close the harbour on Friday", "cut"),
    ("We have finished the second lock", "cut"),
    ("We have almost finished the third lock before the herring", "reworded"),
    ("the ferries can sail again before the mackerel arrive in October", "reworded"),
    ("The lighthouse keeper forgot his umbrella", "not found"),
]


@pytest.mark.parametrize(("quotation", "verdict"), TABLE)
def test_verdicts(quotation: str, verdict: str) -> None:
    assert check(quotation, [make_passage(SAID)], by="Ana Ruiz").verdict == verdict


def test_words_of_another_are_misattributed() -> None:
    answer = check("nobody asked me to do that", [make_passage(SAID)], by="Tomas Ekholm")
    assert (answer.verdict, answer.speaker) == ("misattributed", "Ana Ruiz")


def test_reported_speech_is_no_quotation() -> None:
    passage = make_passage("she had almost finished the second lock", form="indirect")
    assert check("I have almost finished the second lock", [passage]).verdict == "indirect"


TOLD = [
    make_passage("I was told about the second lock", report="a"),
    make_passage("I was not told about the second lock", report="b"),
    make_passage("I was told about the second sluice before Friday", report="c"),
    make_passage("told about", report="d"),
]


def test_what_others_print_instead_is_said_and_the_transcript_comes_first() -> None:
    full = make_passage("I was not told about the second lock before Friday.", report="t", primary=True)
    answer = check("I was told about the second lock", [*TOLD, full])
    assert (answer.verdict, answer.says) == (
        "exact",
        "These words, in this order, are on record from Ana Ruiz in 1 of 4 places; "
        "a transcript and a report have “I was not told about the second” (a negation differs); "
        "a report has “told about the second sluice before Friday”.",
    )


def test_words_of_somebody_unnamed_are_no_proof_against_another_by_name() -> None:
    passages = [make_passage(SAID, report="a", speaker=None, ground="none"), make_passage(SAID, report="b")]
    assert check("nobody asked me to do that", passages, by="Tomas Ekholm").verdict == "misattributed"


def test_a_little_word_on_the_way_makes_no_two_small_leaps_of_a_large_one() -> None:
    said = (
        "My boat is new. The sail is red, the ropes are strong, and I go out early to the banks off the north cape, "
        "come home late, wet or dry. Fish does not wait for us."
    )
    assert check("My boat is new, and fish does not wait for us", [make_passage(said)]).verdict == "spliced"


def test_a_stock_phrase_is_said_with_its_days() -> None:
    passages = [
        make_passage("Nobody asked me to do that", report=day, published=day) for day in ("2031-05-04", "2031-07-09")
    ]
    says = "These words, in this order, are on record from Ana Ruiz (printed 4 May 2031, 9 July 2031)."
    assert check("nobody asked me", passages).says == says


def test_the_day_that_was_asked_for_is_said_if_it_is_another() -> None:
    asked = Period(date(2031, 7, 9), date(2031, 7, 9))
    answer = check("I will not close the harbour on Friday", [make_passage(SAID, published="2031-05-04")], on=asked)
    assert "4 May 2031" in answer.says


def test_others_who_are_given_the_words_are_named() -> None:
    passages = [make_passage(SAID, report="a"), make_passage(SAID, report="b", speaker="Tomas Ekholm")]
    answer = check("I will not close the harbour on Friday", passages, by="Ana Ruiz")
    assert answer.says.endswith("from Ana Ruiz; another report gives them to Tomas Ekholm.")


@pytest.mark.parametrize(
    ("quotation", "denied"),
    [("close the harbour on Friday", "I will not"), ("nobody asked me to do that", None)],
)
def test_a_denial_that_was_left_off_is_told(quotation: str, denied: str | None) -> None:
    says = check(quotation, [make_passage(SAID)]).says
    assert says.endswith(f"; right before these words the record has “{denied}”.") == (denied is not None)


def test_words_of_two_people_in_one_are_spliced_and_both_are_named() -> None:
    passages = [
        make_passage("The ferries can sail again before the herring arrive.", report="a"),
        make_passage("The lighthouse keeper forgot his umbrella.", report="b", speaker="Tomas Ekholm"),
    ]
    answer = check("The lighthouse keeper forgot his umbrella. The ferries can sail again", passages, by="Ana Ruiz")
    assert (answer.verdict, answer.says) == (
        "spliced", "Words of Tomas Ekholm and of Ana Ruiz are printed as one."
    )  # fmt: skip


def test_the_more_is_on_record_the_more_a_place_has_to_hold() -> None:
    said = make_passage("the herring arrive in October")
    verdicts = [check("the herring leave in October", [said], among=among).verdict for among in (1, 10_000_000)]
    assert verdicts == ["reworded", "not found"]


@pytest.mark.parametrize(
    ("quotation", "words", "record"),
    [
        ("I could close the harbour", "could", "couldn’t"),
        ("I shouldn't close the harbour", "I shouldn't", "I couldn’t"),
        ("I couldn't shut the harbour", "shut", "close"),
    ],
)
def test_a_change_within_a_printed_word_shows_the_whole_word(quotation: str, words: str, record: str) -> None:
    (change,) = check(quotation, [make_passage("And so I couldn’t close the harbour at all")]).changes
    assert (change.words, change.record) == (words, record)


@pytest.mark.parametrize(
    ("quotation", "said", "sense"),
    [
        ("The gate was inspected and it passed", "The gate was inspected and it did not pass.", "negation"),
        ("We sail even if the pilots sign it", "We sail only if the pilots sign it.", "hedge"),
        ("We sail unless the pilots sign it", "We sail only if the pilots sign it.", "hedge"),
        ("It cost four billion crowns in all", "It cost four million crowns in all.", "number"),
        ("We measured the tide twice that year", "We measured the tide once that year.", "number"),
        ("The gate was inspected in May and it held", "The gate was inspected in March and it held.", None),
    ],
)
def test_what_a_change_does_to_the_sense(quotation: str, said: str, sense: str | None) -> None:
    (change,) = check(quotation, [make_passage(said)]).changes
    assert change.sense == sense


def test_a_reservation_that_one_outlet_cut_off_is_told_from_another() -> None:
    passages = [
        make_passage("We will mend the sluice where it stands.", report="a"),
        make_passage("We will mend the sluice where it stands, but only if the council pays for it.", report="b"),
    ]
    says = check("We will mend the sluice where it stands", passages).says
    assert says.endswith("; the record goes on: “but only if the council pays for it”.")


def test_a_condition_that_stood_before_is_told() -> None:
    said = make_passage("If the council pays for it, we will mend the sluice where it stands.")
    says = check("we will mend the sluice where it stands", [said]).says
    assert says.endswith("; before these words the record has “If the council pays for it”.")


def test_what_was_denied_is_on_record_as_denied() -> None:
    passage = replace(make_passage("the inspectors had been refused entry", form="indirect"), denies=True)
    answer = check("the inspectors had been refused entry", [passage])
    assert (answer.verdict, answer.says) == (
        "indirect", "Ana Ruiz is on record as denying this, in reported speech only."
    )  # fmt: skip


def test_a_bare_surname_of_two_persons_is_no_third_persons() -> None:
    passage = replace(make_passage(SAID, speaker=None, ground="none"), surname="Quist")
    verdicts = [check("nobody asked me to do that", [passage], by=name).verdict for name in ("Dora Quist", "Ana Ruiz")]
    assert verdicts == ["exact", "misattributed"]


def test_an_ellipsis_in_a_report_is_shown_with_what_is_beside_it() -> None:
    passages = [
        make_passage("We asked to see the boiler room in March, and they refused it.", report="a"),
        make_passage("We asked to see the boiler room ... and they refused it.", report="b"),
    ]
    says = check("We asked to see the boiler room in March, and they refused it", passages).says
    assert "has “see the boiler room ... and they refused it”" in says


def test_half_sentences_over_a_whole_one_are_spliced() -> None:
    said = make_passage("Four of them are in hospital. The youngest is six. Two of our neighbours are dead.")
    assert check("Four of them are dead", [said]).verdict == "spliced"


def test_an_answer_between_two_is_told() -> None:
    text = "RUIZ: I will not argue with them.\n\nVOICE: Will you resign?\n\nRUIZ: Not this week."
    turns = [(6, 33), (64, len(text))]
    passages = [
        replace(make_passage(text, report="t", primary=True), spans=(Span(*turn),), statement=f"t:{turn[0]}-{turn[1]}")
        for turn in turns
    ]
    answer = check("I will not argue with them. Not this week.", passages)
    assert answer.verdict == "exact"
    assert answer.says.endswith("; others speak between these words.")


def test_no_word_is_bad_use() -> None:
    with pytest.raises(UsageError, match="word"):
        check("— …", [make_passage(SAID)])


@given(st.integers(0, 40), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_any_fragment_is_exact(start: int, length: int) -> None:
    words = SAID.split()
    fragment = " ".join(words[start % len(words) :][:length])
    answer = check(fragment, [make_passage(SAID)])
    assert answer.verdict == "exact"
    assert not answer.changes


@given(st.permutations(range(4)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_passages_makes_no_difference(order: list[int]) -> None:
    passages = [make_passage(SAID[: 60 + 40 * at], report=f"r{at}") for at in range(4)]
    assert check("I will close the harbour", [passages[at] for at in order]) == check(
        "I will close the harbour", passages
    )
