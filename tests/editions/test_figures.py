"""Figures followed from one edition to the next."""

import pytest

from makers import make_report
from onrecord.editions.figures import Counted, compare_figures
from onrecord.editions.follow import follow, side_of
from onrecord.stories.printed_figures import printed_figures


def told(before: str, after: str) -> list[str]:
    edits = compare_figures(counted(before), counted(after), follow(side_of(before, ()), side_of(after, ())))
    return [f"{edit.change}: {edit.before_text or '-'} → {edit.after_text or '-'}" for edit in edits]


def counted(text: str) -> list[Counted]:
    return [Counted(each.figure, each.kind, each.around) for each in printed_figures(make_report(text))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("At least 12 people died.", "At least 15 people died.", ["changed: At least 12 → At least 15"]),
        ("Twelve people died.", "A dozen people died.", []),
        ("Some 12 people died.", "12 people died.", []),
        ("The gate cost $2.5m.", "The gate cost $2.5 million.", []),
        ("The gate cost $2.5m.", "The gate cost £2.5m.", ["changed: $2.5m → £2.5m"]),
        ("The gate is 9 m wide.", "The gate is 9 m wide and 40 m long.", ["added: - → 40 m"]),
        ("The gate is 9 m wide and 40 m long.", "The gate is 9 m wide.", ["removed: 40 m → -"]),
        (
            "In all 300 homes were dry. The quay, too, was dry by noon.",
            "The quay, too, was dry by noon. In all 300 homes were dry.",
            [],
        ),
        (
            "The quay was dry. Some 40 pumps ran all night at the harbour gate.",
            "At the harbour gate some 45 pumps ran through the night. The quay was dry.",
            ["changed: Some 40 → some 45"],
        ),
        (
            "There were 12 people and 15 dogs.",
            "There were 15 people and 12 dogs.",
            ["changed: 12 → 15", "changed: 15 → 12"],
        ),
    ],
)
def test_what_became_of_figures(before: str, after: str, expected: list[str]) -> None:
    assert told(before, after) == expected
