"""Number phrases: what bounds them, and what is no number at all."""

import pytest

from onrecord.stories.numbers import find_numbers

CASES: tuple[tuple[str, list[tuple[float | None, float | None, str]]], ...] = (
    ("Exactly 250 people came.", [(250, 250, "people")]),
    ("At least 250 people came.", [(250, None, "people")]),
    ("More than 50 people were hurt.", [(50, None, "people")]),
    ("It takes up to 12 dogs.", [(None, 12, "dogs")]),
    ("Nearly two thousand homes stood empty.", [(None, 2000, "homes")]),
    ("About 300 million crowns were lost.", [(300e6, 300e6, "crowns")]),
    ("Seven people died.", [(7, 7, "people")]),
    ("Twenty-two people died.", [(22, 22, "people")]),
    ("A dozen boats sank.", [(12, 12, "boats")]),
    ("Dozens of boats sank.", [(24, None, "boats")]),
    ("Hundreds of thousands of people fled.", [(200_000, None, "people")]),
    ("Between 18 and 21 million crowns.", [(18e6, 21e6, "crowns")]),
    ("It cost £2.3bn.", [(2.3e9, 2.3e9, "GBP")]),
    ("Prices rose 15.5 per cent.", [(15.5, 15.5, "percent")]),
    ("It broke at 2.40 a.m. on a Monday.", [(160, 160, "")]),
    ("It broke shortly before 3 a.m. there.", [(None, 180, "")]),
    ("It broke at noon.", [(720, 720, "")]),
    ("The 61-year-old mayor.", [(61, 61, "age")]),
    ("A wall ten metres (33 feet) high.", [(10, 10, "m")]),
    ("It was on May 14, 2031.", []),
    ("It began in 1998.", []),
    ("The A42 was shut.", []),
    ("They won 34-6 there.", []),
    ("Not one of them floats.", []),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_numbers(text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert [(number.low, number.high, number.counts) for number in find_numbers(text)] == expected
