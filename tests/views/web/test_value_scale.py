"""Values stand in order, and round ones are named."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.views.web.value_scale import scale_of, ticks, value_text

values = st.floats(allow_nan=False, allow_infinity=False)
UNITS = (None, "%", "USD", "km", "minute of day")


@given(st.lists(values, min_size=1, max_size=10), st.sampled_from(UNITS))
def test_any_values_have_places_in_order_and_a_few_ticks(some: list[float], unit: str | None) -> None:
    scale = scale_of(some, left=0, right=100)
    places = [scale.x_of(value) for value in sorted(some)]
    assert places == sorted(places)
    assert all(-0.01 <= place <= 100.01 for place in places)
    named = ticks(scale, unit, 4)
    assert 1 <= len(named) <= 6
    assert all(value_text(value, unit) for value in named)


def test_a_hundred_and_a_hundred_thousand_stand_on_a_logarithmic_scale() -> None:
    scale = scale_of([100, 1000, 100_000], left=0, right=90)
    assert scale.is_logarithmic
    assert scale.x_of(1000) == pytest.approx(30)
    assert not scale_of([1, 99], left=0, right=90).is_logarithmic
    assert not scale_of([0, 100_000], left=0, right=90).is_logarithmic, "nought has no logarithm"


def test_a_tick_is_as_far_from_the_next_as_from_the_one_before() -> None:
    named = ticks(scale_of([3, 41], left=0, right=100), None, 4)
    assert len({right - left for left, right in pairwise(named)}) == 1


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (250, "minute of day", "04:10"),
        (1499, "minute of day", "00:59"),
        (-3, "USD", "-$3"),
        (2.5e9, "EUR", "€2.5bn"),
        (5, "CHF", "CHF 5"),
        (0.3, None, "0.3"),
        (12_000, "km", "12,000"),
        (1e300, None, "1e300"),
    ],
)
def test_values_are_written_in_their_unit(value: float, unit: str | None, expected: str) -> None:
    assert value_text(value, unit) == expected
