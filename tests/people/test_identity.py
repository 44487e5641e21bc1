"""Which speakers of many reports are one person, and that nothing unrelated changes the answer."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Attribution, Person, Report, SpeakerKind
from onrecord.people import identify

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
Told = tuple[Report, Sequence[Attribution]]


def tell(number: int, context: str, day: str | None, speaker: str, kind: SpeakerKind = "person") -> Told:
    report = make_report(context, id=f"r{number}", published=day)
    return report, [Attribution(report.id, f"r{number}:0-1", speaker, kind, "named")]


@pytest.mark.parametrize(("reports", "persons", "comment"), CASES, ids=[case[2] for case in CASES])
def test_persons(reports: list[tuple[str, str | None, str]], persons: list[str] | int, comment: str) -> None:
    people = identify([tell(number, *each) for number, each in enumerate(reports)])
    found = [f"{person.name} {len(person.statements)}" for person in people]
    assert (len(found) if isinstance(persons, int) else found) == persons, comment


def test_a_person_and_an_organization_of_one_name_are_two() -> None:
    people = identify([tell(1, ELM, None, "Elm Roe"), tell(2, ELM, None, "Elm Roe", "organization")])
    assert sorted(person.id for person in people) == ["elm-roe", "the-elm-roe"]


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


def statements_of(people: Sequence[Person]) -> list[str]:
    return sorted(statement for person in people for statement in person.statements)
