"""Printed names: what of them is the name, and which two can be one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.names import bare_name, gender_of, is_initial, may_be_one, parse_name, surname

PRINTED = [
    # printed, bare name, surname
    ("Sen. Ana Ruiz", "Ana Ruiz", "Ruiz"),
    ("former Rep. Jane Roe", "Jane Roe", "Roe"),
    ("White House press secretary Jane Roe", "Jane Roe", "Roe"),
    ("Harbor City Mayor Ana Ruiz", "Ana Ruiz", "Ruiz"),
    ("Mr. Roe’s", "Roe", "Roe"),
    ("Joe Roe, R-Ohio", "Joe Roe", "Roe"),
    ("Joe Roe (D-Ohio)", "Joe Roe", "Roe"),
    ("Joe Roe of Elm", "Joe Roe", "Roe"),
    ("Joseph “Joe” Roe", "Joseph Roe", "Roe"),
    ("Joe Roe, Jr.", "Joe Roe Jr.", "Roe"),
    ("Ana de la Cruz", "Ana de la Cruz", "de la Cruz"),
    ("Chris Van Elm", "Chris Van Elm", "Van Elm"),
    ("Van Roe", "Van Roe", "Roe"),
    ("Ana Ruiz-Roe", "Ana Ruiz-Roe", "Ruiz-Roe"),
    ("Madonna", "Madonna", "Madonna"),
    ("the mayor", "", ""),
    ("a senior official", "", ""),
    ("", "", ""),
    ("-’s", "", ""),
]
PAIRS = [
    # one, other, can they be one person
    ("Roe", "Mayor Joe Roe", True),
    ("Joe", "Joe Roe", True),
    ("Joe Roe", "Joseph P. Roe", True),
    ("J. P. Roe", "J.P. Roe", True),
    ("JP Roe", "J.P. Roe", True),
    ("Bill Roe", "William Roe", True),
    ("P. Roe", "Joe P. Roe", True),
    ("José Ruíz", "Jose Ruiz", True),
    ("JOE ROE", "Joe Roe", True),
    ("Ana Ruiz", "Ana Ruiz-Roe", True),
    ("Ana Ruiz", "Ana Ruiz Roe", True),
    ("Kim Roe Un", "Kim Roe-un", True),
    ("O’Roe", "Joe O'Roe", True),
    ("Joe Roe", "Jane Roe", False),
    ("Mrs. Roe", "Joe Roe", False),
    ("Mr. Roe", "Mrs. Roe", False),
    ("Joe P. Roe", "Joe Q. Roe", False),
    ("Joe Roe", "Joe Roe Jr.", False),
    ("Joe Roe Sr.", "Joe Roe Jr.", False),
    ("Joe Roe", "Joe Ruiz", False),
    ("Roe", "Ruiz", False),
    ("Mr. Joe", "Joe Roe", False),
    ("the mayor", "the governor", False),
]
GENDERS = [("Mrs. Roe", "f"), ("Mr. Roe", "m"), ("Ana Roe", "f"), ("Joe Roe", "m"), ("Roe", None), ("J. Roe", None)]
NAMES = st.sampled_from(sorted({name for one, other, _ in PAIRS for name in (one, other)}))


@pytest.mark.parametrize(("printed", "bare", "family"), PRINTED)
def test_parts(printed: str, bare: str, family: str) -> None:
    assert bare_name(printed) == bare
    assert surname(printed) == family


@pytest.mark.parametrize(("one", "other", "can"), PAIRS)
def test_one_person(one: str, other: str, can: bool) -> None:
    assert may_be_one(one, other) is can


@pytest.mark.parametrize(("name", "gender"), GENDERS)
def test_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


@pytest.mark.parametrize(("word", "initial"), [("J", True), ("J.", True), ("Jo", False), ("J.P.", False)])
def test_initial(word: str, initial: bool) -> None:
    assert is_initial(word) is initial


@given(NAMES, NAMES)
def test_one_person_either_way_round(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)


@given(st.text(max_size=40))
def test_any_text_can_be_read(text: str) -> None:
    bare = bare_name(text)
    assert surname(text) in bare
    assert parse_name(text).suffix in ("", "jr", "sr", "ii", "iii", "iv")
    if bare:
        assert may_be_one(text, text)
