"""Which speakers of many reports are one person, and that nothing unrelated changes the answer."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Person
from onrecord.people import identify
from told import statements_of, tell, tell_in_stories

ELM = "Elm Harbor Oak Mill Stone Lake voted."
FIR = "Fir River Ash Field Sand Hill burned."

CASES = [
    # reports (context, day, speaker), persons with the number of their statements, comment
    ([(ELM, "2024-05-01", "Joe Roe"), (FIR, "2024-09-01", "Joseph Roe")], ["Joseph Roe 2"], "a short form"),
    ([(ELM, "2024-05-01", "Joe Roe"), (ELM, "2024-05-02", "Roe")], ["Joe Roe 2"], "a surname of one story"),
    ([(ELM, "2024-05-01", "Joe Roe"), (FIR, "2024-05-02", "Roe")], ["Joe Roe 1", "Roe 1"], "of another story"),
    ([(ELM, "2024-05-01", "Joe Roe"), (ELM, "2024-07-02", "Roe")], ["Joe Roe 1", "Roe 1"], "of other days"),
    ([(ELM, "2024-05-01", "Roe"), (ELM, "2024-05-03", "Roe")], ["Roe 2"], "two surnames of one story"),
    ([(ELM, None, "Joe Roe"), (ELM, None, "Ann Roe"), (ELM, None, "Roe")], ["Ann Roe 1", "Joe Roe 1", "Roe 1"], "two"),
    ([(ELM, None, "Jane Roe"), (ELM, None, "John Roe"), (ELM, None, "J. Roe")], 3, "an initial of two joins neither"),
    ([(ELM, None, "Kim Roe-un"), (FIR, None, "Kim Roe Un")], ["Kim Roe-un 2"], "a hyphen"),
]


def counted(people: Sequence[Person]) -> list[str]:
    return [f"{person.name} {len(person.statements)}" for person in people]


@pytest.mark.parametrize(("reports", "persons", "comment"), CASES, ids=[case[2] for case in CASES])
def test_persons(reports: list[tuple[str, str | None, str]], persons: list[str] | int, comment: str) -> None:
    found = counted(identify([tell(number, *each) for number, each in enumerate(reports)]))
    assert (len(found) if isinstance(persons, int) else found) == persons, comment


IN_STORIES = [
    # "story speaker / role, ..." of each report, persons with the number of their statements, comment
    ("fire Joe Roe, fire Roe, vote Roe", ["Joe Roe 2", "Roe 1"], "a surname joins in its story only"),
    ("fire Roe, fire Roe, vote Roe", ["Roe 1", "Roe 2"], "surnames join one another in their story only"),
    ("fire Joe Roe, fire Ann Roe, fire Roe, fire Roe", ["Ann Roe 1", "Joe Roe 1", "Roe 1", "Roe 1"], "either's"),
    ("fire Mr. Roe, fire Mrs. Roe, fire Roe", ["Mr. Roe 1", "Mrs. Roe 1", "Roe 1"], "a surname of Mr. and Mrs."),
    ("fire Joe Roe, fire Joe P. Roe, vote Joe Q. Roe", ["Joe P. Roe 2", "Joe Q. Roe 1"], "plain in its story"),
    ("fire Joe Roe, fire Joe P. Roe, fire Joe Q. Roe", ["Joe P. Roe 1", "Joe Q. Roe 1", "Joe Roe 1"], "doubtful there"),
    ("fire Joe Roe / Elm clerk, vote Joe P. Roe / Elm clerk, ball Joe Q. Roe", ["Joe P. Roe 2", "Joe Q. Roe 1"],
     "plain by a role"),
    ("fire Joe Roe / clerk, vote Joe P. Roe / clerk, ball Joe Q. Roe", 3, "a word is no such role"),
    ("fire Joe Roe, vote Joe P. Roe, ball Slippery Joe Roe", ["Joe P. Roe 3"], "an epithet is no given name"),
    ("fire Joe Roe, fire Joe P. Roe, vote Joe Roe Jr.", ["Joe P. Roe 2", "Joe Roe Jr. 1"], "father and son"),
    ("fire Joe Roe, vote Joe Roe Jr., vote Roe", ["Joe Roe 1", "Joe Roe Jr. 1", "Roe 1"], "a surname is no junior"),
    ("fire Joe P. Roe Jr., vote Joe Roe", ["Joe P. Roe Jr. 2"], "a junior whose father nobody prints"),
    ("fire Joe Roe / President, vote Jill Roe, vote Roe / President", ["Jill Roe 1", "Joe Roe 1", "Roe 1"], "a role"),
    ("fire Joe Roe / Vice President, fire Roe / Vice President", ["Joe Roe 2"], "the role is the same"),
    ("fire JOE ROE, vote Joe Roe", ["Joe Roe 2"], "capitals"),
    ("fire José Roé, vote Jose Roe", ["José Roé 2"], "accents"),
    ("fire Ana al-Roe, vote Ana Al Roe, ball Ana el-Roe, sale Ana Roe", ["Ana el-Roe 4"], "the Arabic article"),
    ("fire J.D. Roe, vote J. D. Roe, ball JD Roe", ["J. D. Roe 3"], "initials"),
    ("fire Staff Joe Roe, vote Joe Roe", ["Joe Roe 2"], "a word that is no name"),
    ("fire Joe Roe / Mayor, ball Joe Roe / pitcher", ["Joe Roe 1", "Joe Roe 1"], "callings of two persons"),
    ("fire Joe Roe / Mayor, ball Joe Roe / pitcher, vote Joe Roe", ["Joe Roe 1"] * 3, "one tells none"),
    ("fire Joe Roe / Mayor, fire Joe Roe / pitcher", ["Joe Roe 2"], "in one story"),
    ("fire Joe Roe / Mayor, ball Joe Roe / pitcher, sale Joe Roe / Mayor, sale Joe Roe / ex-pitcher", ["Joe Roe 4"],
     "a report joins the callings"),
    ("fire Joe Roe / Mayor, ball Joe Roe / Gov., vote Joe Roe / businessman", ["Joe Roe 3"], "offices over the years"),
    ("fire Joe Roe / Mayor, ball Joe Roe / former pitcher", ["Joe Roe 2"], "what he was parts nobody"),
    ("fire Joe Roe / Elm Mayor, vote Joe Roe / Harbor Mayor", ["Joe Roe 1", "Joe Roe 1"], "mayors of two towns"),
    ("fire Joe Roe / Elm City Mayor, vote Joe Roe / Democratic Elm Mayor", ["Joe Roe 2"], "of one"),
    ("fire Joe Roe / Ohio Rep., vote Joe Roe / Texas Sen.", ["Joe Roe 1", "Joe Roe 1"], "of two states"),
    ("fire Joe Roe / Ohio Gov., vote Joe Roe / Texas Sen.", ["Joe Roe 2"], "who moved, perhaps"),
    ("fire Joe Roe / Ohio Rep., vote Joe Roe / Texas Rep., ball Joe Roe / Rep.", ["Joe Roe 1"] * 3, "either's"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "persons", "comment"), IN_STORIES, ids=[case[2] for case in IN_STORIES])
def test_persons_of_stories(case: str, persons: list[str] | int, comment: str) -> None:
    told, story_of = tell_in_stories(case)
    found = identify(told, story_of)
    assert (len(found) if isinstance(persons, int) else counted(found)) == persons, comment
    assert len({person.id for person in found}) == len(found)
    assert identify(told[::-1], story_of) == found


BESIDE = [
    # texts of two reports, is it one person, comment
    ("Mayor Joe Roe opened the bridge.", "Joe Roe, a left-handed pitcher for Harbor, won.", False, "after the name"),
    ("Mayor Joe Roe opened the bridge.", "The pitcher Joe Roe won.", False, "before it"),
    ("Mayor Joe Roe opened the bridge.", "Joe Roe, a former pitcher, voted.", True, "what he was"),
    ("Mayor Joe Roe opened the bridge.", "The pitcher won, said Joe Roe.", True, "another's"),
    ("Joe Roe, the mayor of Elm, opened it.", "Joe Roe, the mayor of Harbor, won.", False, "two towns"),
    ("Rep. Joe Roe (D-N.H.) spoke.", "Joe Roe, R-Texas, voted.", False, "two states"),
    ("Rep. Joe Roe (D-Calif.) spoke.", "California Rep. Joe Roe (D-CA) voted.", True, "one state, as printed"),
]


@pytest.mark.parametrize(("one", "other", "is_one", "comment"), BESIDE, ids=[case[3] for case in BESIDE])
def test_what_stands_beside_a_name_counts_though_no_role_was_told(
    one: str, other: str, is_one: bool, comment: str
) -> None:
    people = identify([tell(1, one, None, "Joe Roe"), tell(2, other, None, "Joe Roe")])
    assert (len(people) == 1) is is_one, comment


def test_a_surname_never_goes_beyond_its_story() -> None:
    told = [
        tell(0, ELM, "2031-05-14", "Joe Roe", role="President"),
        tell(1, FIR, "2031-05-14", "Ann Roe", role="clerk"),
        tell(2, "Nothing near.", "2031-05-15", "Roe", role="President"),
    ]
    persons = ["Ann Roe 1", "Joe Roe 1", "Roe 1"]
    assert counted(identify(told, {"r0": "fire", "r1": "vote", "r2": "ball"})) == persons


def test_surnames_without_a_story_join_from_week_to_week() -> None:
    days = ["2031-05-01", "2031-05-08", "2031-05-15", "2031-05-30"]
    told = [tell(number, ELM, day, "Roe") for number, day in enumerate(days)]
    assert counted(identify(told)) == ["Roe 1", "Roe 3"]
    assert counted(identify([told[0], told[2]])) == ["Roe 1", "Roe 1"]
    assert counted(identify([told[0], told[3], tell(9, ELM, None, "Roe")])) == ["Roe 3"]


def test_a_person_and_an_organization_of_one_name_are_two() -> None:
    people = identify([tell(1, ELM, None, "Elm Roe"), tell(2, ELM, None, "Elm Roe", "organization")])
    assert sorted(person.id for person in people) == ["elm-roe", "the-elm-roe"]


@pytest.mark.parametrize(
    "speaker", ["安倍晋三", "Владимир Роу", "Cher", "ROE", "J. R.", "O'Roe", "-", "Roe Roe Roe " * 40]
)
def test_no_name_breaks_it(speaker: str) -> None:
    people = identify([tell(1, ELM, None, speaker), tell(2, FIR, None, speaker), tell(3, ELM, None, "Joe Roe")])
    assert statements_of(people) == ["r1:0-1", "r2:0-1", "r3:0-1"]


def test_a_surname_of_many_reports_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        names = [
            "Roe",
            *(f"{first}{middle} Roe" for first in ("Ana", "Ben", "J.", "Joe") for middle in ("", " P.", " Q.")),
        ]
        told = [tell(number, ELM, None, names[number % len(names)]) for number in range(count)]
        story_of = {report.id: f"s{number // 5}" for number, (report, _) in enumerate(told)}
        start = time.process_time()
        identify(told, story_of)
        return time.process_time() - start

    seconds(500)
    assert seconds(16_000) < 24 * seconds(2_000)  # eight times as many; if every two were compared, 64 times


REPORTS = st.lists(
    st.tuples(
        st.sampled_from([ELM, FIR]),
        st.sampled_from([None, "2024-05-01", "2024-08-01"]),
        st.sampled_from(["Joe Roe", "Ann Roe", "Roe", "J. Roe", "Mr. Roe", "Joe P. Roe", "Joe Roe Jr."]),
    ),
    max_size=8,
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_unrelated_reports_in_any_order_change_nobody(
    reports: list[tuple[str, str | None, str]], shuffle: random.Random
) -> None:
    told = [tell(number, *each) for number, each in enumerate(reports)]
    before = identify(told)
    others = [tell(-1, ELM, None, "Ada Quill"), tell(-2, FIR, "2024-05-01", "Quill")]
    mixed = [*told, *others]
    shuffle.shuffle(mixed)
    after = identify(mixed)
    assert [person for person in after if not person.name.endswith("Quill")] == list(before)
    assert len({person.id for person in after}) == len(after)
    assert statements_of(after) == sorted(each.statement for _, found in mixed for each in found)
