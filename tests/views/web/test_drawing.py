"""SVG put together safely, with words that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawings import HOSTILE, parse, texts
from onrecord.views.web.drawing import element, fitted, local, width_of


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    tree = parse(element("g", element("text", text, class_=text)))
    assert len(tree) == 1
    assert not len(tree[0])
    assert set(tree[0].attrib) == {"class"}


@given(texts, st.floats(30, 400))
def test_a_fitted_text_fits_and_begins_as_it_did(text: str, width: float) -> None:
    shown = fitted(text, width)
    assert width_of(shown) <= width + 0.05  # it is rounded
    assert fitted(text, 10_000).startswith(shown.removesuffix("…").rstrip())


@pytest.mark.parametrize("text", ["漢字かな", "x\u0301x\u0301", "Ünïcödé", "👩‍🚒"])
def test_other_scripts_have_a_width(text: str) -> None:
    assert width_of(text) >= width_of("xx")


@pytest.mark.parametrize(
    "address", ["https://elm.example/", "//elm.example/", "/\\elm.example", "javascript:alert(1)", "", "#e\u202e3"]
)
def test_no_drawing_links_out_of_the_page(address: str) -> None:
    assert local(address) is None


def test_a_text_as_long_as_a_book_is_cut_at_once() -> None:
    assert len(fitted("word " * 2_000_000, 200)) < 60
