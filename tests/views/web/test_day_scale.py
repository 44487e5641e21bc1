"""Days stand in order, to scale or said not to be."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Period
from onrecord.views.web.day_scale import NOT_TO_SCALE, draw_axis, scale_of, widened
from onrecord.views.web.drawing import MARGIN, WIDTH

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


def week() -> Period:
    """Give a week of a story."""
    return Period(date(2031, 5, 12), date(2031, 5, 18))


@given(st.lists(days, min_size=1, max_size=20), days, st.integers(0, 4000))
def test_a_later_day_never_stands_further_left(some: list[date], first: date, length: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    scale = scale_of(some, widened(Period(first, last), (Period(day, day) for day in some)))
    places = [scale.x_of(day) for day in sorted(some)]
    assert places == sorted(places)
    assert all(MARGIN - 0.1 <= place <= WIDTH - MARGIN + 0.1 for place in places)


def test_days_of_the_story_are_equally_wide_whatever_lies_behind_it() -> None:
    scale = scale_of([date(1998, 1, 1), week().first, week().last], week())
    steps = {
        round(scale.x_of(day + timedelta(1)) - scale.x_of(day), 3)
        for day in (week().first + timedelta(number) for number in range(6))
    }
    assert len(steps) == 1


def test_what_is_not_to_scale_says_so() -> None:
    near = scale_of([date(2031, 5, 13)], week())
    far = scale_of([date(1998, 1, 1), date(2033, 1, 1)], week())
    assert NOT_TO_SCALE not in "".join(draw_axis(near, 44, 100))
    assert "".join(draw_axis(far, 44, 100)).count(NOT_TO_SCALE) == 2


def test_what_is_near_is_drawn_to_scale() -> None:
    near, far = Period(date(2031, 6, 1), date(2031, 6, 1)), Period(date(2033, 6, 1), date(2033, 6, 1))
    assert widened(week(), (near, far)) == Period(week().first, near.last)
