"""Which units are compared: all that share a telling word sequence and can be of one occasion, each pair once."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_passage
from onrecord.utterances.match import _grams, candidates, is_same
from onrecord.utterances.units import Unit, units_of

WORDS = st.lists(
    st.sampled_from(["the", "old", "mill", "burned", "down", "on", "a", "windy", "night"]), min_size=1, max_size=5
)
DAYS = st.sampled_from([None, "2031-05-01", "2031-05-15", "2031-05-16"])
PRINTINGS = st.lists(st.tuples(WORDS, DAYS, st.booleans()), min_size=2, max_size=12)


def make_units(printings: list[tuple[list[str], str | None, bool]]) -> list[Unit]:
    passages = [
        make_passage(" ".join(words), report=f"r{at}", published=day, primary=primary)
        for at, (words, day, primary) in enumerate(printings)
    ]
    return [unit for passage in passages for unit in units_of(passage)]


@given(PRINTINGS)
@settings(deadline=None)
def test_each_pair_that_may_be_one_is_proposed_once_and_in_order(
    printings: list[tuple[list[str], str | None, bool]],
) -> None:
    units = make_units(printings)

    def are_near(one: Unit, other: Unit) -> bool:
        days = one.passage.published, other.passage.published
        return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= 14

    pairs = [
        (left, right)
        for left, right in combinations(range(len(units)), 2)
        if _grams(units[left].keys) & _grams(units[right].keys)
        and not (units[left].passage.primary and units[right].passage.primary)
        and are_near(units[left], units[right])
    ]
    assert list(candidates(units, [1] * len(units))) == pairs


@given(PRINTINGS)
@settings(deadline=None)
def test_what_is_left_out_for_its_day_is_never_the_same(printings: list[tuple[list[str], str | None, bool]]) -> None:
    units = make_units(printings)
    proposed = set(candidates(units, [1] * len(units)))
    for left, right in combinations(range(len(units)), 2):
        both_primary = units[left].passage.primary and units[right].passage.primary
        if _grams(units[left].keys) & _grams(units[right].keys) and not both_primary and (left, right) not in proposed:
            assert not is_same(units[left], units[right])
