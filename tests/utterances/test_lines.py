"""Where a person says something else of one matter on another day."""

from datetime import date

import pytest

from onrecord.model import Period, Utterance
from onrecord.utterances import changes_of_line

MAY = {day: Period(date(2031, 5, day), date(2031, 5, day)) for day in (12, 13, 20)}


def said(id: str, words: str) -> Utterance:
    return Utterance(id, "p", "Ilse Marran", None, words, False, (), ())


CHANGES = (
    (
        "The hinge of the sluice was inspected in March.",
        "The hinge of the sluice was not inspected in March.",
        "negation",
    ),
    ("We need 12 engineers to mend the harbour gate.", "We need 40 engineers to mend the harbour gate.", "number"),
)
NO_CHANGES = (
    ("The hinge of the sluice was inspected in March.", "The hinge of the sluice was inspected in March, as I said."),
    ("The hinge of the sluice was inspected in March.", "I do not eat fish, and I will not start in Gullhaven."),
    ("I will go.", "I will not go."),
)


@pytest.mark.parametrize(("earlier", "later", "sense"), CHANGES)
def test_a_turn_is_found_and_named(earlier: str, later: str, sense: str) -> None:
    (change,) = changes_of_line((said("u2", later), said("u1", earlier)), {"u1": MAY[12], "u2": MAY[20]})
    assert (change.earlier.id, change.later.id, change.senses) == ("u1", "u2", (sense,))


@pytest.mark.parametrize(("earlier", "later"), NO_CHANGES)
def test_what_is_said_again_or_of_another_matter_is_no_turn(earlier: str, later: str) -> None:
    assert changes_of_line((said("u1", earlier), said("u2", later)), {"u1": MAY[12], "u2": MAY[20]}) == ()


def test_two_wordings_of_one_day_or_of_none_are_no_turn() -> None:
    pair = (said("u1", CHANGES[0][0]), said("u2", CHANGES[0][1]))
    assert changes_of_line(pair, {"u1": MAY[12], "u2": Period(date(2031, 5, 12), date(2031, 5, 20))}) == ()
    assert changes_of_line(pair, {"u1": MAY[12]}) == ()
