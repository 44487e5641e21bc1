"""Collation: the order makes no difference, nothing is lost, and the apparatus gives every wording again."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_passage
from onrecord.model import Passage, Span, Utterance
from onrecord.text.align import align, runs
from onrecord.text.words import words_of
from onrecord.utterances import collate_utterances
from onrecord.utterances.match import candidates
from onrecord.utterances.units import units_of

WORDINGS = (
    "We will open the second lock before the herring arrive.",
    "We will open the lock before the herring arrive",
    "open the second lock before the herring",
    "We will open a second lock well before the herring arrive, but only if the council agrees.",
    "Nobody asked the harbour master about the price of rope.",
)
AS_TWO = "We will open the second lock in May. Nobody asked the harbour master about it."
AS_ONE = "We will open the second lock in May, and nobody asked the harbour master about it."
INSERTED = "We [the council] will open the lock ... before the herring arrive,"
drawn = st.lists(st.sampled_from((*WORDINGS, AS_TWO, AS_ONE, INSERTED)), min_size=1, max_size=7)


def passages_of(wordings: list[str]) -> list[Passage]:
    return [make_passage(words, report=f"r{number}", story="s") for number, words in enumerate(wordings)]


def wording(utterance: Utterance, siglum: str) -> list[str]:
    """Put the readings of a witness into the base, last place first."""
    keys = [word.key for word in words_of(utterance.base)]
    for variant in reversed(utterance.apparatus):
        for reading in variant.readings:
            if siglum in reading.sigla:
                keys[variant.at[0] : variant.at[1]] = [word.key for word in words_of(reading.text)]
    return keys


@given(drawn)
@settings(max_examples=60, deadline=None)
def test_the_lemma_with_its_readings_gives_every_wording(wordings: list[str]) -> None:
    for utterance in collate_utterances(passages_of(wordings)):
        for witness in utterance.witnesses:
            assert wording(utterance, witness.siglum) == [word.key for word in words_of(witness.text)]


@given(drawn)
@settings(max_examples=60, deadline=None)
def test_every_word_is_in_one_witness(wordings: list[str]) -> None:
    printed = sorted(word.key for words in wordings for word in words_of(words))
    witnesses = [witness for utterance in collate_utterances(passages_of(wordings)) for witness in utterance.witnesses]
    assert sorted(word.key for witness in witnesses for word in words_of(witness.text)) == printed


@given(st.permutations(range(9)))
@settings(max_examples=50, deadline=None)
def test_the_order_makes_no_difference(order: list[int]) -> None:
    passages = passages_of([*WORDINGS, AS_TWO, AS_ONE, INSERTED, WORDINGS[0].upper()])
    assert collate_utterances([passages[at] for at in order]) == collate_utterances(passages)


@given(drawn)
@settings(max_examples=60, deadline=None)
def test_each_word_of_each_witness_is_in_one_column(wordings: list[str]) -> None:
    for utterance in collate_utterances(passages_of(wordings)):
        size = len(words_of(utterance.base))
        for witness in utterance.witnesses:
            places = [each.at for each in utterance.apparatus if any(witness.siglum in r.sigla for r in each.readings)]
            assert all(0 <= start <= end <= size for start, end in places)
            assert all(end <= start for (_, end), (start, _) in pairwise(places)), "two columns hold one word"


@given(drawn)
@settings(max_examples=60, deadline=None)
def test_all_witnesses_have_a_run_in_common_with_the_base(wordings: list[str]) -> None:
    for utterance in collate_utterances(passages_of(wordings)):
        base = words_of(utterance.base)
        for witness in utterance.witnesses:
            matches = align([word.key for word in base], [word.key for word in words_of(witness.text)])
            assert max(run.end - run.start for run in runs(matches)) >= 2


def test_a_sentence_printed_over_and_over_is_one_utterance() -> None:
    size = len(WORDINGS[0])
    places = [Span(at, at + size) for at in range(0, 200 * (size + 1), size + 1)]
    passages = [
        replace(make_passage(" ".join([WORDINGS[0]] * 200), report=f"r{report}", story="s"), spans=(place,))
        for report in range(9)
        for place in places
    ]
    (utterance,) = collate_utterances(passages)
    assert len(utterance.witnesses) == 1800


def test_a_stock_phrase_does_not_pair_all_with_all() -> None:
    said = [f"Nobody asked the harbour master about {fish}" for fish in map("x".__mul__, range(1, 601))]
    units = [unit for passage in passages_of(said) for unit in units_of(passage)]
    assert len(list(candidates(units, [1] * len(units)))) < 10 * len(units)


def test_no_witness_ends_in_the_comma_before_the_mark() -> None:
    (utterance,) = collate_utterances([make_passage("We will open the lock,|before the herring arrive,")])
    assert utterance.base == "We will open the lock, before the herring arrive"


def test_one_wording_has_no_apparatus() -> None:
    (utterance,) = collate_utterances(passages_of([WORDINGS[0]] * 3))
    assert [witness.relation for witness in utterance.witnesses] == ["identical"] * 3
    assert utterance.apparatus == ()


def test_every_wording_of_one_thing_is_in_one_utterance() -> None:
    utterances = collate_utterances(passages_of(list(WORDINGS)))
    assert sorted(len(utterance.witnesses) for utterance in utterances) == [1, 4]


def test_a_sentence_that_others_print_as_two_joins_both() -> None:
    utterances = collate_utterances(passages_of([AS_TWO, AS_ONE, AS_TWO]))
    assert sorted(
        [witness.text for witness in utterance.witnesses if witness.report == "r1"] for utterance in utterances
    ) == [
        ["We will open the second lock in May"],
        ["and nobody asked the harbour master about it."],
    ]


def test_a_reservation_not_quoted_is_a_hedge() -> None:
    full = make_passage(WORDINGS[3], report="t", story="s", primary=True)
    short = make_passage("We will open a second lock well before the herring arrive", report="r", story="s")
    (utterance,) = collate_utterances([short, full])
    (variant,) = utterance.apparatus
    assert [(reading.change, reading.sense) for reading in variant.readings] == [("not quoted", "hedge")]


def test_a_condition_not_quoted_is_a_hedge() -> None:
    full = make_passage("If the council agrees, we will open the second lock in May.", report="a", story="s")
    short = make_passage("we will open the second lock in May", report="b", story="s")
    (utterance,) = collate_utterances([short, full])
    assert [(reading.change, reading.sense) for reading in utterance.apparatus[0].readings] == [("not quoted", "hedge")]


def test_a_reading_is_printed_once_whatever_its_marks() -> None:
    printed = ["We will open the bakers’ lock before winter."] * 2
    wordings = [*printed, "We'll open O'Roe lock before winter", "we’ll open O’Roe lock before winter"]
    (utterance,) = collate_utterances(passages_of([*wordings, *printed]))
    (variant,) = utterance.apparatus
    assert [(reading.text, reading.sigla) for reading in variant.readings] == [("O'Roe", ("C", "D"))]


def test_dots_join_what_stands_apart() -> None:
    passages = passages_of(
        ["The fishers paid into the fund all winter", "The fishers paid into the fund ... today it is gone"]
    )
    utterance = next(each for each in collate_utterances(passages) if len(each.witnesses) == 2)
    assert [witness.relation for witness in utterance.witnesses] == ["identical", "spliced"]


def test_dots_inside_one_sentence_splice_nothing() -> None:
    (utterance,) = collate_utterances(passages_of([WORDINGS[0], "We will open ... before the herring arrive."]))
    assert [witness.relation for witness in utterance.witnesses] == ["identical", "cut", "cut"]


def test_who_drops_a_word_inside_words_it_anew() -> None:
    (utterance,) = collate_utterances(passages_of(["It is a very dangerous old lock", "a dangerous old lock"]))
    assert [witness.relation for witness in utterance.witnesses] == ["identical", "reworded"]


def test_a_reported_clause_is_a_paraphrase_whatever_its_order() -> None:
    said = make_passage("We won’t punish the fishers while enriching foreign bakers", report="a", story="s")
    told = make_passage("it would punish fishers and enrich foreign bakers", report="b", story="s", form="indirect")
    denied = make_passage(
        "it would never punish fishers and enrich foreign bakers", report="c", story="s", form="indirect"
    )
    (utterance,) = collate_utterances([said, told, denied])
    assert [(each.report, each.relation) for each in utterance.witnesses] == [("a", "identical"), ("c", "paraphrase")]


def test_a_false_start_in_a_transcript_is_no_variant() -> None:
    spoken = make_passage(f"We will open -- {WORDINGS[0]} (APPLAUSE)", report="t", primary=True)
    (utterance,) = collate_utterances([spoken, make_passage(WORDINGS[0], report="r")])
    assert [witness.relation for witness in utterance.witnesses] == ["identical", "identical"]


def test_other_days_are_other_utterances() -> None:
    passages = [make_passage(WORDINGS[0], report=day, published=day) for day in ("2031-05-01", "2031-07-01")]
    assert len(collate_utterances(passages)) == 2


def test_an_interrupted_sentence_is_one() -> None:
    (utterance,) = collate_utterances([make_passage("We will open the lock|before the herring arrive.")])
    assert len(utterance.witnesses[0].spans) == 2
