"""An editor's rulings on utterances: obeyed, whatever the program thought, and in no order."""

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_passage
from onrecord.joining import contradictions
from onrecord.model import PairKind, Passage, Ruling, Utterance
from onrecord.people.rulings import rule_pair
from onrecord.utterances import collate_utterances

LOCK = "We will open the second lock before the herring arrive."
ROPE = "Nobody asked the harbour master about the price of rope."
BREAD = "The bakers of Elm sell no bread on Sundays."
WORDS = {
    "LOCK": LOCK,
    "NOW": "We will open the second lock before the herring arrive, and we will do it now.",
    "ROPE": ROPE,
    "ROPE_TOO": "Nobody has asked our harbour master about the price of that rope.",
    "BREAD": BREAD,
    "TOLD": "they would open the second lock before the herring arrived",
}
DAYS = {"May": "2031-05", "Jul": "2031-07"}
KINDS: dict[str, PairKind] = {"same": "same-utterance", "different": "different-utterances"}


def told(case: str) -> list[Passage]:
    """Read "LOCK May 1, ~LOCK Jul 1" as passages of reports r0, r1 on these days; "~" marks reported speech."""
    passages = []
    for number, each in enumerate(case.split(", ")):
        name, month, day = each.split()
        passages.append(
            make_passage(
                WORDS[name.removeprefix("~")],
                report=f"r{number}",
                form="indirect" if name.startswith("~") else "direct",
                published=f"{DAYS[month]}-{int(day):02}",
                story=month,
            )
        )
    return passages


def rulings_of(words: str, passages: list[Passage]) -> list[Ruling]:
    """Read "same 0 1, different 1 2" as rulings on the statements of these reports."""
    ids = [passage.statement for passage in passages] + ["gone:0-9"] * 9
    parts = [each.split() for each in words.split(", ") if each]
    return [rule_pair(KINDS[kind], ids[int(a)], ids[int(b)]) for kind, a, b in parts]


def groups(utterances: Iterable[Utterance]) -> list[str]:
    """Give the numbers of the reports of each utterance; those of reported speech stand after a "~"."""
    found = []
    for utterance in utterances:
        quoted = [each.report[1:] for each in utterance.witnesses if each.relation != "paraphrase"]
        reported = [each.report[1:] for each in utterance.witnesses if each.relation == "paraphrase"]
        found.append("".join(sorted(quoted)) + ("~" if reported else "") + "".join(sorted(reported)))
    return sorted(found)


CASES = [
    # passages, rulings, the reports of each utterance, comment
    ("LOCK May 1, ROPE May 1", "", ["0", "1"], "no ruling, nothing happens"),
    ("LOCK May 1, ROPE May 1", "same 0 1", ["01"], "not a word in common"),
    ("LOCK May 1, LOCK Jul 1", "same 0 1", ["01"], "days do not matter"),
    ("LOCK May 1, LOCK May 2, ROPE May 1, ROPE May 2", "same 0 2", ["0123"], "with all that each is together with"),
    ("LOCK May 1, ROPE May 1, BREAD May 1", "same 0 1, same 1 2", ["012"], "one by way of another"),
    ("LOCK May 1, LOCK May 2", "different 0 1", ["0", "1"], "the very same words"),
    ("LOCK May 1, NOW May 1, NOW May 2", "different 0 1", ["0", "12"], "words go along"),
    ("LOCK May 1, LOCK May 3, LOCK May 3, LOCK May 1", "different 0 1", ["03", "12"], "of one wording the day tells"),
    ("LOCK May 1, LOCK May 2, LOCK May 3", "different 0 1, different 1 2, different 0 2", ["0", "1", "2"], "three"),
    ("LOCK May 1, NOW May 1, NOW May 1, LOCK May 1", "different 0 1, different 2 3", ["03", "12"], "two pairs"),
    ("NOW May 1, LOCK May 1, NOW Jul 1, LOCK Jul 1", "same 0 2, different 0 1", ["023", "1"], "July stays one"),
    ("LOCK May 1, LOCK May 2, ROPE May 1", "same 0 2, different 1 2", ["02", "1"], "parted, then joined"),
    ("LOCK May 1, LOCK May 2, ROPE May 1, ROPE May 2", "same 0 2, different 1 3", ["012", "3"], "joined, then parted"),
    ("LOCK May 1, LOCK May 2", "same 0 9, different 1 9", ["01"], "what is not on record parts and joins nothing"),
    ("LOCK May 1, ROPE May 1", "same 0 9, same 9 1", ["0", "1"], "nor by way of it"),
    ("LOCK May 1, ~TOLD May 1", "", ["0~1"], "the program finds a paraphrase"),
    ("LOCK May 1, ~TOLD May 1", "different 0 1", ["0"], "and it is taken off"),
    ("LOCK May 1, LOCK May 2, ~TOLD May 1", "different 0 2", ["01"], "a clause takes no quotation along"),
    ("LOCK May 1, NOW May 1, ~NOW May 1", "different 0 2", ["01"], "not by its very words"),
    ("LOCK May 1, ROPE May 1, ~TOLD May 1", "same 1 2", ["0", "1~2"], "a clause moves alone"),
    ("ROPE May 1, ~BREAD May 1", "same 0 1", ["0~1"], "a clause that rendered nothing"),
    ("ROPE May 1, ~BREAD May 1, ~TOLD May 1", "same 1 2", ["0"], "two clauses are no utterance"),
    ("LOCK May 1, ~TOLD May 1, ~BREAD May 1", "same 1 2", ["0~12"], "a clause by way of another"),
    ("LOCK May 1, ROPE May 1, ~TOLD May 1", "same 1 2, different 0 2", ["0", "1~2"], "both said at once"),
    ("LOCK May 1, LOCK May 2", "same 0 1, different 0 1", ["01"], "same stands"),
]


@pytest.mark.parametrize(("case", "words", "expected", "comment"), CASES, ids=[case[3] for case in CASES])
def test_rulings_are_obeyed(case: str, words: str, expected: list[str], comment: str) -> None:
    passages = told(case)
    rulings = rulings_of(words, passages)
    found = collate_utterances(passages, rulings)
    assert groups(found) == expected, comment
    assert collate_utterances(passages[::-1], rulings[::-1]) == found
    assert len({utterance.id for utterance in found}) == len(found)


def test_a_ruled_utterance_is_collated_as_any() -> None:
    passages = [make_passage(LOCK, report="a", speaker="Ana Ruiz"), make_passage(ROPE, report="b", speaker="Joe Roe")]
    passages.append(make_passage(f"{LOCK} (APPLAUSE)", report="t", primary=True, published="2031-09-01"))
    (utterance,) = collate_utterances(passages, [rule_pair("same-utterance", "b:0-56", "t:0-66")])
    assert [(each.siglum, each.report, each.relation) for each in utterance.witnesses] == [
        ("A", "t", "identical"), ("B", "a", "identical"), ("C", "b", "reworded"),
    ]  # fmt: skip
    assert utterance.primary
    assert {siglum for variant in utterance.apparatus for each in variant.readings for siglum in each.sigla} == {"C"}


def test_a_ruling_holds_on_to_what_overlaps_its_place_most() -> None:
    two = make_passage(f"{ROPE} {BREAD}", report="a")
    one = make_passage(LOCK, report="b")
    for place, meant in (("a:0-20", ROPE), ("a:50-100", BREAD), ("a:57-62", BREAD)):
        found = collate_utterances([two, one], [rule_pair("same-utterance", place, "b:3-9")])
        assert sorted(len(utterance.witnesses) for utterance in found) == [1, 2]
        (joined,) = [utterance for utterance in found if len(utterance.witnesses) == 2]
        assert meant in [witness.text for witness in joined.witnesses]


COSTLY = "It is a costly business for us."


@pytest.mark.parametrize(
    ("place", "other", "expected", "comment"),
    [
        ("t:56-112", "r:0-31", [[BREAD], [LOCK], [ROPE, COSTLY]], "a sentence"),
        ("t:0-156", "r:0-31", [[f"{LOCK} {ROPE} {BREAD}", COSTLY]], "the whole of it"),
        ("t:56-112", "gone:0-31", [[COSTLY], [f"{LOCK} {ROPE} {BREAD}"]], "a ruling without effect"),
    ],
)
def test_of_a_speech_that_nobody_quotes_only_what_is_ruled_on_stands_apart(
    place: str, other: str, expected: list[list[str]], comment: str
) -> None:
    speech = make_passage(f"{LOCK} {ROPE} {BREAD}", report="t", primary=True)
    found = collate_utterances([speech, make_passage(COSTLY, report="r")], [rule_pair("same-utterance", place, other)])
    assert sorted([each.text for each in utterance.witnesses] for utterance in found) == sorted(expected), comment


def test_rulings_on_persons_are_no_matter_here() -> None:
    passages = told("LOCK May 1, LOCK May 2")
    rulings = [rule_pair("different", passages[0].statement, passages[1].statement)]
    assert collate_utterances(passages, rulings) == collate_utterances(passages)


NAMES = ("LOCK", "NOW", "ROPE", "ROPE_TOO", "BREAD", "~TOLD")
REPORTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(["May 1", "May 3", "Jul 1"])), min_size=2, max_size=7
)
PAIRS = st.lists(st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 7), st.integers(0, 7)), max_size=6)


def drawn(reports: list[tuple[str, str]], pairs: list[tuple[str, int, int]]) -> tuple[list[Passage], list[Ruling]]:
    passages = told(", ".join(" ".join(each) for each in reports))
    rulings = rulings_of(", ".join(f"{kind} {a} {b}" for kind, a, b in pairs if a != b), passages)
    return passages, list({ruling.id: ruling for ruling in rulings}.values())


@given(REPORTS, PAIRS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_no_order_changes_what_rulings_do_and_no_quotation_is_lost(
    reports: list[tuple[str, str]], pairs: list[tuple[str, int, int]], shuffle: random.Random
) -> None:
    passages, rulings = drawn(reports, pairs)
    found = collate_utterances(passages, rulings)
    quoted = [each.report for utterance in found for each in utterance.witnesses if each.relation != "paraphrase"]
    assert sorted(quoted) == sorted(passage.report for passage in passages if passage.form == "direct")
    shuffle.shuffle(passages)
    shuffle.shuffle(rulings)
    assert collate_utterances(passages, rulings) == found


@given(REPORTS, PAIRS)
@settings(deadline=None)
def test_each_ruling_that_nothing_contradicts_holds(
    reports: list[tuple[str, str]], pairs: list[tuple[str, int, int]]
) -> None:
    passages, rulings = drawn(reports, pairs)
    known = {passage.statement for passage in passages}
    rulings = [each for each in rulings if {each.a, each.b} <= known]
    beaten = [ruling for ruling, _ in contradictions([(each, each.a, str(each.b)) for each in rulings])]
    found = collate_utterances(passages, rulings)
    utterance_of = {each.statement: utterance.id for utterance in found for each in utterance.witnesses}
    for ruling in rulings:
        if ruling not in beaten:
            one, other = utterance_of.get(ruling.a), utterance_of.get(str(ruling.b))
            is_one = one == other and one is not None
            assert is_one is (ruling.ruling == "same-utterance") or one is other is None  # reported speech, unquoted


@given(REPORTS, st.sampled_from(list(KINDS)), st.integers(0, 6), st.integers(0, 6))
@settings(deadline=None)
def test_a_ruling_on_two_changes_nothing_else(reports: list[tuple[str, str]], kind: str, a: int, b: int) -> None:
    passages, rulings = drawn(reports, [(kind, a, b)])
    before, after = collate_utterances(passages), collate_utterances(passages, rulings)
    ruled_on = {each for ruling in rulings for each in (ruling.a, str(ruling.b))}
    for utterance in before:
        if not ruled_on.intersection(witness.statement for witness in utterance.witnesses):
            assert utterance in after


def test_another_report_of_the_words_goes_along() -> None:
    passages = told("LOCK May 1, LOCK May 3")
    rulings = rulings_of("different 0 1", passages)
    later = replace(passages[1], report="r2", statement="r2:0-55")
    assert groups(collate_utterances([*passages, later], rulings)) == ["0", "12"]


def test_what_is_like_neither_goes_with_the_words_that_it_is_a_part_of() -> None:
    parts = [
        "The bakers sell no bread",
        "we will open the second lock before winter",
        "nobody asked the harbour master",
    ]
    passages = [make_passage(words, report=f"r{number}") for number, words in enumerate([*parts, ", ".join(parts)])]
    assert groups(collate_utterances(passages)) == ["0123"]
    first, second = passages[0].statement, passages[1].statement
    found = collate_utterances(passages, [rule_pair("different-utterances", first, second)])
    assert groups(found) == ["0", "123"]
