"""An editor's rulings: stronger than the program, the same whenever they are given, gone when taken back."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import make_report
from onrecord.joining import alike, contradictions
from onrecord.model import Attribution, Finding, Person, Ruling, Span, Statement
from onrecord.people import identify, with_speakers
from onrecord.people.joins import Anchors
from onrecord.people.known import read_known
from onrecord.people.rulings import moved, rule_pair, rule_speaker
from onrecord.people.voices import voices_of
from told import Told, statements_of, tell_in_stories


def rulings_of(words: str) -> list[Ruling]:
    """Read "same 0 1, different 1 2" as rulings on the statements of these reports."""
    parts = [each.split() for each in words.split(", ") if each]
    return [rule_pair("same" if kind == "same" else "different", f"r{a}:0-1", f"r{b}:0-1") for kind, a, b in parts]


def groups(people: Iterable[Person]) -> list[str]:
    """Give the numbers of each person's reports."""
    return sorted("".join(each[1 : each.index(":")] for each in person.statements) for person in people)


CASES = [
    # "story speaker, ..." of each report, rulings, the reports of each person, comment
    ("fire Ana Roe, vote Ana Vale", "same 0 1", ["01"], "a married name"),
    ("fire Ana Roe, vote Ana Vale, ball A. Quill", "same 0 1, same 1 2", ["012"], "one by way of another"),
    ("fire Joe Roe, vote Joe Roe", "different 0 1", ["0", "1"], "two of one name"),
    ("fire Joe Roe, fire Joe Roe, vote Joe Roe, vote Joe Roe", "different 0 2", ["01", "23"], "stories go along"),
    ("fire Bill Roe, fire Will Roe, vote Bill Roe, ball Will Roe", "different 0 1", ["02", "13"], "names go along"),
    ("fire Joe Roe / Mayor, vote Joe Roe / clerk, ball Joe Roe / clerk", "different 0 1", ["0", "12"], "roles, too"),
    ("fire Joe Roe, vote Joe Roe, ball Joe Roe", "different 0 1", ["02", "1"], "in doubt with the first"),
    ("fire Joe Roe, vote Joe Roe, ball Joe Roe", "different 0 1, different 1 2, different 0 2", ["0", "1", "2"], "3"),
    ("fire Joe Roe, vote Joe Roe, ball Ana Vale", "same 0 2, different 0 1", ["02", "1"], "joined and parted"),
    ("fire Joe Roe, vote Joe Roe, ball Ana Vale", "same 0 2, different 1 2", ["02", "1"], "by way of another"),
    ("fire Joe Roe, fire Roe, fire Ann Roe", "same 0 1", ["01", "2"], "a surname that two may bear"),
    ("fire Joe Roe, fire Roe", "different 0 1", ["0", "1"], "a surname that the program joined"),
    ("fire Joe Roe, vote Joe Roe", "different 0 9", ["01"], "a report that is not there"),
    ("fire Joe Roe, vote Ana Roe", "same 0 9, same 9 1", ["0", "1"], "nothing leads by way of what is not there"),
]


@pytest.mark.parametrize(("case", "words", "persons", "comment"), CASES, ids=[case[3] for case in CASES])
def test_rulings_are_obeyed(case: str, words: str, persons: list[str], comment: str) -> None:
    told, story_of = tell_in_stories(case)
    rulings = rulings_of(words)
    found = identify(told, story_of, (), rulings)
    assert groups(found) == persons, comment
    assert len({person.id for person in found}) == len(found)
    assert identify(told[::-1], story_of, (), rulings[::-1]) == found


def tell_two(*places: str) -> Told:
    report = make_report("Roe and Roe spoke.", id="r0")
    return report, [Attribution("r0", f"r0:{place}", "Roe", "person", "named") for place in places]


def test_two_speakers_under_one_name_in_one_report_can_be_parted() -> None:
    told = [tell_two("0-9", "10-19", "20-29")]
    people = identify(told, {}, (), [rule_pair("different", "r0:0-9", "r0:10-19")])
    assert [person.statements for person in people if "r0:10-19" in person.statements] == [("r0:10-19",)]
    assert statements_of(people) == ["r0:0-9", "r0:10-19", "r0:20-29"]


def test_a_statement_with_other_borders_is_found_again() -> None:
    told, story_of = tell_in_stories("fire Ana Roe, vote Ana Vale")
    ruling = rule_pair("same", "r0:0-9", "r1:0-3")
    assert groups(identify(told, story_of, (), [ruling])) == ["01"]


def test_a_ruling_on_a_statement_that_is_nobodys_does_not_pass_to_one_that_overlaps_it() -> None:
    told, story_of = tell_in_stories("fire Ana Roe, vote Ana Vale")
    report, said = told[0]
    nobodys = Attribution(report.id, "r0:0-9", None, "unnamed", "none")
    told[0] = report, [*said, nobodys]
    assert groups(identify(told, story_of, (), [rule_pair("same", "r0:0-9", "r1:0-1")])) == ["0", "1"]


def test_a_ruling_is_stronger_than_the_users_table() -> None:
    told, story_of = tell_in_stories("fire Joe Roe, vote Joe Roe, ball Speedy")
    known = read_known(b"name,aliases,wikidata\nJoe Roe,Speedy,Q7\n", "people.csv")
    found = identify(told, story_of, known, rulings_of("different 0 1"))
    assert groups(found) == ["02", "1"]
    assert {person.id: person.wikidata for person in found if len(person.statements) == 2} == {"joe-roe": "Q7"}


def test_two_rows_of_the_table_can_be_ruled_to_be_one() -> None:
    told, story_of = tell_in_stories("fire Ana Roe, vote Ana Vale")
    known = read_known(b"name\nAna Roe\nAna Vale\n", "people.csv")
    assert [(p.id, len(p.statements)) for p in identify(told, story_of, known, rulings_of("same 0 1"))] == [
        ("ana-roe", 2)
    ]


CONTRADICTIONS = [
    # rulings, is there a contradiction
    ("same 0 1, different 0 1", True),
    ("same 0 1, same 1 2, different 0 2", True),
    ("same 0 1, same 1 2, same 2 3, different 3 0", True),
    ("same 0 1, different 1 2, same 2 3", False),
    ("different 0 1, different 1 2, different 0 2", False),
    ("same 0 9, same 9 1, different 0 1", False),
]


@pytest.mark.parametrize(("words", "expected"), CONTRADICTIONS)
def test_contradictions(words: str, expected: bool) -> None:
    told, _ = tell_in_stories("fire Joe Roe, vote Joe Roe, ball Ana Vale, sale Ana Vale")
    assert bool(contradictions(Anchors(voices_of(told, {}), rulings_of(words)).links)) is expected


def test_rulings_on_two_speakers_are_alike_whatever_statements_they_name() -> None:
    told = [tell_two("0-9", "10-19"), tell_in_stories("fire Joe Roe, vote Ana Vale")[0][1]]
    rulings = [rule_pair("same", "r0:0-9", "r1:0-1"), rule_pair("different", "r0:10-19", "r1:0-1")]
    assert alike(rulings[0], Anchors(voices_of(told, {}), rulings).links) == [each.id for each in rulings]
    assert alike(rulings[0], Anchors((), rulings).links) == []


def test_a_ruling_moves_with_its_report() -> None:
    assert moved(rule_pair("same", "a:0-9", "z:0-9"), "a", "a~12") == rule_pair("same", "z:0-9", "a~12:0-9")
    assert moved(rule_speaker("a:0-9", "Ana Roe"), "a", "a~12") == rule_speaker("a~12:0-9", "Ana Roe")
    assert moved(rule_speaker("ab:0-9", None), "a", "a~12") == rule_speaker("ab:0-9", None)


def make_finding(*speakers: str) -> Finding:
    report = make_report("“Oh,” said Roe. " * len(speakers), id="r0")
    places = [Span(16 * at + 1, 16 * at + 4) for at in range(len(speakers))]
    statements = tuple(Statement(f"r0:{each.start}-{each.end}", "r0", "direct", (each,), (each,)) for each in places)
    attributions = tuple(
        Attribution("r0", statement.id, name, "person", "named", Span(11, 14), "Mayor")
        for statement, name in zip(statements, speakers, strict=True)
    )
    return Finding(report, statements, attributions)


def test_a_ruled_speaker_takes_the_place_of_the_found_one() -> None:
    finding = make_finding("Joe Roe", "Joe Roe", "Joe Roe")
    rulings = [rule_speaker("r0:1-4", "Ana Roe"), rule_speaker("r0:18-30", None), rule_speaker("r9:1-4", "Nobody Here")]
    first, second, third = with_speakers(finding, rulings).attributions
    assert first == Attribution("r0", "r0:1-4", "Ana Roe", "person", "ruling")
    assert second == Attribution("r0", "r0:17-20", None, "unnamed", "ruling")
    assert third == finding.attributions[2]


SPEAKERS = st.sampled_from(["Joe Roe", "Joseph Roe", "Ann Roe", "Roe", "J. Roe", "Ana Vale"])
STORIES = st.sampled_from(["fire", "vote", "ball"])
REPORTS = st.lists(st.tuples(STORIES, SPEAKERS), min_size=2, max_size=7)
PAIRS = st.lists(st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 6), st.integers(0, 6)), max_size=5)


@given(REPORTS, PAIRS, st.randoms(use_true_random=False))
def test_no_order_changes_what_rulings_do_and_each_statement_is_one_persons(
    reports: list[tuple[str, str]], pairs: list[tuple[str, int, int]], shuffle: random.Random
) -> None:
    told, story_of = tell_in_stories(", ".join(" ".join(each) for each in reports))
    rulings = rulings_of(", ".join(f"{kind} {a} {b}" for kind, a, b in pairs if a != b))
    before = identify(told, story_of, (), rulings)
    shuffle.shuffle(told)
    shuffle.shuffle(rulings)
    assert identify(told, story_of, (), rulings) == before
    assert statements_of(before) == sorted(each.statement for _, found in told for each in found)
    assert len({person.id for person in before}) == len(before)


@given(REPORTS, PAIRS)
def test_each_ruling_that_nothing_contradicts_holds(
    reports: list[tuple[str, str]], pairs: list[tuple[str, int, int]]
) -> None:
    told, story_of = tell_in_stories(", ".join(" ".join(each) for each in reports))
    known = {f"r{number}:0-1" for number in range(len(reports))}
    rulings = [
        each
        for each in rulings_of(", ".join(f"{kind} {a} {b}" for kind, a, b in pairs if a != b))
        if {each.a, each.b} <= known
    ]
    beaten = [ruling for ruling, _ in contradictions(Anchors(voices_of(told, {}), rulings).links)]
    person_of = {each: person.id for person in identify(told, story_of, (), rulings) for each in person.statements}
    for ruling in rulings:
        if ruling not in beaten:
            assert (person_of[ruling.a] == person_of[str(ruling.b)]) is (ruling.ruling == "same")
