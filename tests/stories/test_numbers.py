"""Number phrases: what bounds them, and what is no number at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    ("A hundred and fifty men came.", [(150, 150, "men")]),
    ("A dozen boats sank.", [(12, 12, "boats")]),
    ("A couple of dozen boats sank.", [(24, 24, "boats")]),
    ("Dozens of boats sank.", [(24, None, "boats")]),
    ("Several hundred people fled.", [(300, None, "people")]),
    ("Hundreds of thousands of people fled.", [(200_000, None, "people")]),
    ("Between 18 and 21 million crowns.", [(18e6, 21e6, "crowns")]),
    ("Five to seven boats sank.", [(5, 7, "boats")]),
    ("It rose from 5 to 7 per cent.", [(5, 5, "percent"), (7, 7, "percent")]),
    ("It cost £2.3bn.", [(2.3e9, 2.3e9, "GBP")]),
    ("It cost $US6,562 or half a million euros.", [(6562, 6562, "USD"), (500_000, 500_000, "EUR")]),
    ("It cost 5m pounds and 5m people paid in a 5m well.", [(5e6, 5e6, "GBP"), (5e6, 5e6, "people"), (5, 5, "well")]),
    ("Prices rose 15.5 per cent.", [(15.5, 15.5, "percent")]),
    ("Two-thirds of the homes.", [(0.6667, 0.6667, "homes")]),
    ("More than half of voters, one in five homes.", [(0.5, None, "voters"), (0.2, 0.2, "homes")]),
    ("100-plus people, 20 or more boats, 30 or so.", [(100, None, "people"), (20, None, "boats"), (30, 30, "")]),
    ("It broke at 2.40 a.m. on a Monday.", [(160, 160, "")]),
    ("It broke shortly before 3 a.m. there.", [(None, 180, "")]),
    ("It broke shortly after 3 a.m. there.", [(180, 200, "")]),
    ("Open between 1:30 and 4 p.m. there.", [(810, 960, "")]),
    ("It broke at 11:36 Tuesday morning.", [(696, 696, "")]),
    ("It broke at noon.", [(720, 720, "")]),
    ("The 61-year-old mayor.", [(61, 61, "age")]),
    ("The mayor, 61, in her early sixties.", [(61, 61, "age"), (60, 63, "age")]),
    ("A 20-year lease, a year and a half.", [(20, 20, "lease"), (1.5, 1.5, "years")]),
    ("It took 8 hours and 20 minutes.", [(8.333333333333334, 8.333333333333334, "hours")]),
    ("A six-foot-six man, 3½ miles off.", [(6.5, 6.5, "ft"), (3.5, 3.5, "miles")]),
    ("A wall ten metres (33 feet) high.", [(10, 10, "m")]),
    ("A 12mph (20km/h) limit, 64 metric tons.", [(12, 12, "mph"), (64, 64, "t")]),
    ("They won 34-6 there.", [(34, 34, "points"), (6, 6, "points")]),
    ("On the 32nd floor.", [(32, 32, "floor")]),
    ("It was on May 14, 2031.", []),
    ("It began in 1998.", []),
    ("The A42 was shut, and Highway 66.", []),
    ("The rota said 34-6 there.", []),
    ("Not one of them floats.", []),
    ("At 20 Corn Street, room 7, the 2nd Amendment.", []),
    ("Renn (21) told 60 Minutes.", []),
    ("1,00 and 10^6, ٣, 1.2.3 and 7/8/31", []),
    ("Five hundred thousand million crowns.", [(5e11, 5e11, "crowns")]),
    ("Some 40-50,000 people marched.", [(40_000, 50_000, "people")]),
    ("It was -5 degrees, minus 12 degrees, -$5 million.", []),
    ("At 13 p.m. there, " + "1" + ",000" * 200, []),
    ("Rooms 9-4, 9 to 4 boats.", [(9, 9, "boats"), (4, 4, "boats")]),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_numbers(text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert [(number.low, number.high, number.counts) for number in find_numbers(text)] == expected


PIECES = st.sampled_from(
    "1|12|1,000|2.5|£|$|million|half|a|dozen|more|than|between|and|to|–|-|%|km-deep|½|٣|10^6|1/2|p.m.|:|.5|,|thousands|"  # noqa: SIM905
    "of|one-half|quarter|in|five|\n|years|old|99999999999999999999|2031|th|1st|'|\"|(|)".split("|")
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_printed_has_ordered_bounds_in_its_place(text: str) -> None:
    numbers = find_numbers(text)
    for number in numbers:
        assert 0 <= number.span.start < number.span.end <= len(text)
        assert number.low is not None or number.high is not None
        assert number.low is None or number.high is None or 0 <= number.low <= number.high
