"""The time line as a drawing."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drawings import NAMESPACE, assert_sound, labels_of, parse, texts
from onrecord.model import Period
from onrecord.views.web.day_scale import NOT_TO_SCALE
from onrecord.views.web.drawing import WIDTH
from onrecord.views.web.timeline_svg import MOST_MARKS, Mark, draw_timeline


def day(number: int, month: int = 5, year: int = 2031) -> Period:
    """Give a day as a period."""
    return Period(date(year, month, number), date(year, month, number))


periods = st.builds(
    lambda first, length: Period(first, date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))),
    st.dates(date(2031, 4, 1), date(2031, 6, 30)) | st.dates(),
    st.sampled_from((0, 0, 0, 1, 9, 30, 364, 3650)),
)
marks = st.builds(
    Mark,
    number=st.integers(1, 60),
    period=periods,
    label=texts,
    reports=st.integers(0, 300),
    kind=st.sampled_from(("event", "statement")),
    disputed=st.lists(periods, max_size=2).map(tuple),
)


@given(st.lists(marks, max_size=25), st.none() | periods, st.randoms())
def test_a_drawing_is_sound_and_the_same_in_any_order(some: list[Mark], story: Period | None, random: Random) -> None:
    svg = draw_timeline(some, story_period=story)
    if some:
        assert_sound(svg)
    shuffled = list(some)
    random.shuffle(shuffled)
    assert draw_timeline(shuffled, story_period=story) == svg


def test_each_mark_links_to_its_entry_and_has_its_words_in_full() -> None:
    words = "The sluice of Gullhaven gave way at four in the morning, and " + "nobody heard it " * 20
    tree = parse(draw_timeline([Mark(3, day(12), words, 2, disputed=(day(11),))], story_period=day(12)))
    (link,) = tree.iter(f"{NAMESPACE}a")
    assert link.get("href") == "#e3"
    title = link.findtext(f"{NAMESPACE}title")
    assert words.strip() in title
    assert "others: 11 May 2031" in title


def test_one_day_leaves_its_words_most_of_the_width() -> None:
    svg = draw_timeline([Mark(1, day(12), "word " * 60, 1)], story_period=day(12))
    (words,) = [box for box in labels_of(svg) if box.text.startswith("word")]
    assert words.right - words.left > WIDTH / 2


def test_years_of_background_do_not_press_the_week_together() -> None:
    week = [Mark(number, day(number + 10), f"Day {number}", 1) for number in range(1, 8)]
    story = Period(date(2031, 5, 11), date(2031, 5, 17))
    alone = draw_timeline(week, story_period=story)
    svg = draw_timeline([*week, Mark(9, day(4, 3, 1998), "The sluice is built", 1)], story_period=story)
    assert NOT_TO_SCALE not in alone
    assert NOT_TO_SCALE in svg
    circles = [
        float(each.get("cx")) for each in parse(svg).iter(f"{NAMESPACE}circle") if each.getparent().tag.endswith("a")
    ]
    assert max(circles) - min(circles) > WIDTH / 2


def test_what_is_left_out_is_said() -> None:
    some = [Mark(number, day(1 + number % 28), f"Line {number}", 1 + number % 3) for number in range(MOST_MARKS + 5)]
    svg = draw_timeline(some, story_period=day(1))
    assert "5 more in the list" in svg
    assert_sound(svg)


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_timeline([], story_period=day(1)) == ""


def test_words_that_would_meet_take_lanes_of_their_own() -> None:
    some = [Mark(number, day(number), f"Hinge {number} was looked at", 1) for number in range(1, 28)]
    svg = draw_timeline(some, story_period=Period(date(2031, 5, 1), date(2031, 5, 28)))
    assert_sound(svg)
    lanes = {box.top for box in labels_of(svg) if box.text.startswith("Hinge")}
    assert 3 < len(lanes) < 20
