"""Figures: what is put together, and what is said of it."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest

from makers import make_report
from onrecord.model import FigureGroup, Story
from onrecord.stories import compare_figures

VERDICTS = (
    ("Police said 27 people were hurt on the ferry.", "On the ferry 27 people were hurt, police said.", "agree"),
    ("Police said 27 people were hurt on the ferry.", "Police say 25 people were hurt on the ferry.", "conflict"),
    ("More than 50 people were hurt on the ferry.", "In all 57 people were hurt on the ferry.", "compatible"),
    ("About 400 homes were flooded by the sea.", "Some 380 homes were flooded by the sea.", "compatible"),
    ("The gate weighs 40 tonnes, the board said.", "The gate weighs 88,000 pounds, said the board.", "agree"),
    ("The 43-year-old keeper of the gate was saved.", "The 45-year-old keeper of the gate was saved.", "conflict"),
    ("The gate broke at 2.40 a.m. on Monday.", "The gate broke at about 2.42 a.m. on Monday.", "compatible"),
    ("The pump cost £2.3bn, the board said.", "The pump cost £2.3 billion, said the board.", "agree"),
    ("Between 5 and 7 boats sank at the quay.", "At the quay 6 boats sank in the storm.", "compatible"),
)
APART = (
    ("About 400 homes were flooded by the sea.", "The vote was won by 12 councillors."),
    ("In the storm 20 people died at the quay.", "In the storm 20 people were hurt at the quay."),
    ("In the storm two people died and 38 were treated for cuts.", "In the storm 38 people died."),
    ("The mayor spoke for 20 minutes in the hall.", "The sluice was built for 20 million crowns."),
    ("A 6-year-old boy fell into the sluice.", "In 1998 the keeper saved a 6-year-old boy there."),
    ("They won 3-1 against Farshore.", "They lost 2-0 against Ostmere."),
)


def groups_of(*texts: str, published: str | None = "2031-05-14") -> tuple[FigureGroup, ...]:
    reports = [make_report(text, id=f"r{at}", published=published) for at, text in enumerate(texts)]
    return compare_figures(Story("s", "", None, tuple(report.id for report in reports)), reports, {})


def shared(groups: Sequence[FigureGroup]) -> list[FigureGroup]:
    return [group for group in groups if len({member.report for member in group.members}) > 1]


@pytest.mark.parametrize(("one", "other", "verdict"), VERDICTS)
def test_two_reports_of_one_thing(one: str, other: str, verdict: str) -> None:
    (group,) = shared(groups_of(one, other))
    assert group.verdict == verdict
    texts = {"r0": one, "r1": other}
    assert all(member.span.of(texts[member.report]) == member.text for member in group.members)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_reports_of_two_things(one: str, other: str) -> None:
    assert shared(groups_of(one, other)) == []


def test_a_figure_of_one_report_stands_alone_and_agrees() -> None:
    (group,) = groups_of("At least 250 people fled the flood.")
    assert (group.verdict, group.counts, group.members[0].low, group.members[0].high) == ("agree", "people", 250, None)


def test_three_unrelated_twenties_are_no_group() -> None:
    texts = (
        "The council voted for 20 new pumps in the spring.",
        "Renn has been a diver for 20 years, she said.",
        "At the market 20 traders lost their stalls.",
    )
    assert shared(groups_of(*texts)) == []


def test_a_report_that_corrects_a_value_shows_that_the_two_are_of_one_thing() -> None:
    (group,) = shared(
        groups_of(
            "The gate fell into the 40m-deep shaft of the sluice.",
            "The gate fell into an 80m-deep shaft. Earlier reports had put the shaft at a depth of 40m.",
        )
    )
    assert group.verdict == "conflict"
    assert {member.text for member in group.members} == {"40m", "80m"}


def test_the_order_of_the_reports_makes_no_difference() -> None:
    texts = [text for one, other, _ in VERDICTS[:4] for text in (one, other)]
    reports = [make_report(text, id=f"r{at}") for at, text in enumerate(texts)]
    story = Story("s", "", None, tuple(report.id for report in reports))
    assert len({compare_figures(story, order, {}) for order in list(permutations(reports))[:200]}) == 1


def test_the_day_of_a_figure_and_who_gives_it_are_told_where_they_are_printed() -> None:
    (group,) = groups_of("Police said on Monday that 27 people were hurt on the ferry.")
    assert group.members[0].as_of == date(2031, 5, 12)
    (undated,) = groups_of("Police said on Monday that 27 people were hurt on the ferry.", published=None)
    assert undated.members[0].as_of is None


def test_many_copies_of_one_text_cost_little() -> None:
    text = " ".join(
        f"The flood left {number} people of ward {number} without {number} beds." for number in range(20, 40)
    )
    groups = groups_of(*([text] * 400))
    assert all(len({member.report for member in group.members}) == 400 for group in groups)


def test_a_sentence_of_thousands_of_figures_is_read_in_its_time() -> None:
    text = " and ".join(f"{number} people were hurt for ${number} million on 1 May" for number in range(13, 1500))
    assert len(groups_of(text)) > 1000
