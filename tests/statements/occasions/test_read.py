"""A statement that goes on with a dated scene has the scene's place, medium and audience, too."""

from datetime import date

import pytest

from onrecord.model import Origin, Report
from onrecord.statements import find_statements

SCENES = [
    # text, then of its last statement: addressee, place, medium
    ("“It leaks,” Ana Ruiz said at a rally in Elm on Monday.\n\n“We will mend it,” she said.", None, "Elm", "speech"),
    ("Ana Ruiz spoke to reporters in Elm on Monday. “We will mend it,” Ruiz said.", "reporters", "Elm", None),
    # no word of speech in the sentence that opens the scene
    (
        "Ana Ruiz attacked the board at a press conference in Elm on Monday. “They sleep,” she said.",
        None,
        "Elm",
        "press briefing",
    ),
    # another occasion than that of the sentence before
    ("Ana Ruiz spoke in Elm on Monday. “They sleep,” she said in an interview on Tuesday.", None, None, "interview"),
]


@pytest.mark.parametrize(("text", "addressee", "place", "medium"), SCENES)
def test_a_scene_goes_on_with_all_its_circumstances(
    text: str, addressee: str | None, place: str | None, medium: str | None
) -> None:
    report = Report("r", text, Origin("r.txt", "", "text/plain"), published=date(2031, 5, 14), language="en")
    occasion = find_statements(report, fast=True)[-1].occasion
    words = [span.of(text) if span else None for span in (occasion.addressee, occasion.place)]
    assert (*words, occasion.medium) == (addressee, place, medium)
