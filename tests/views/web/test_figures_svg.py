"""Printed values as a drawing."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drawings import NAMESPACE, assert_sound, parse, texts
from onrecord.views.web.figures_svg import MOST_ROWS, FigureMark, draw_figures

values = st.none() | st.integers(-10, 5000) | st.floats()
rows = st.builds(
    FigureMark, text=texts, low=values, high=values, by=texts, printed_by=st.lists(texts, max_size=3).map(tuple)
)


@given(
    st.lists(rows, max_size=12),
    texts,
    st.sampled_from(("agree", "compatible", "conflict")),
    st.sampled_from((None, "USD", "%", "minute of day", "km")) | texts,
    st.randoms(),
)
def test_a_drawing_is_sound_and_the_same_in_any_order(
    some: list[FigureMark], counts: str, verdict: str, unit: str | None, random: Random
) -> None:
    svg = draw_figures(some, counts=counts, verdict=verdict, unit=unit)  # type: ignore[arg-type]
    if svg:
        assert_sound(svg)
    shuffled = list(some)
    random.shuffle(shuffled)
    assert draw_figures(shuffled, counts=counts, verdict=verdict, unit=unit) == svg  # type: ignore[arg-type]


def test_each_kind_of_value_has_its_sign() -> None:
    shapes = {
        FigureMark("34", 34, 34).shape: "exact",
        FigureMark("at least 30", 30, None).shape: "at least",
        FigureMark("nearly 40", None, 40).shape: "at most",
        FigureMark("about 35", 33, 37).shape: "range",
    }
    assert all(shape == expected for shape, expected in shapes.items())
    assert len(shapes) == 4


def test_an_open_end_points_that_way() -> None:
    tree = parse(
        draw_figures(
            [FigureMark("at least 30", 30, None), FigureMark("nearly 40", None, 40)],
            counts="hurt",
            verdict="compatible",
        )
    )
    steps = [
        path.get("d").split()
        for path in tree.iter(f"{NAMESPACE}path")
        if path.getparent().getparent().get("class") == "row"
    ]
    assert [float(tip) > float(x) for _, x, _, _, tip, *_ in steps] == [True, False]


def test_the_verdict_is_a_word_and_who_prints_it_is_named() -> None:
    svg = draw_figures(
        [FigureMark("34", 34, 34, "the mayor", ("Elm Times",)), FigureMark("41", 41, 41, "", ("Harbour Watch",))],
        counts="people hurt",
        verdict="conflict",
    )
    words = "".join(parse(svg).itertext())
    assert "Cannot all be true" in words
    assert "according to the mayor" in words
    assert "Harbour Watch" in words


def test_a_logarithmic_scale_says_so() -> None:
    few = [FigureMark("40", 40, 40), FigureMark("50", 50, 50)]
    assert "logarithmic" not in draw_figures(few, counts="x", verdict="conflict")
    assert "logarithmic" in draw_figures([*few, FigureMark("9,000", 9000, 9000)], counts="x", verdict="conflict")


def test_what_is_left_out_is_said() -> None:
    some = [FigureMark(str(number), number, number) for number in range(1, MOST_ROWS + 4)]
    assert "3 higher values are left out" in draw_figures(some, counts="x", verdict="conflict")


def test_a_value_without_a_number_is_not_drawn() -> None:
    assert draw_figures([FigureMark("many", None, None)], counts="x", verdict="agree") == ""
