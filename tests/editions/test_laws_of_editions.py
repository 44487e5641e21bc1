"""What holds of any two texts."""

from hypothesis import given
from hypothesis import strategies as st

from makers import make_finding
from onrecord.editions import compare_editions
from onrecord.model import Edit, Span

PIECES = (
    "We will not sell", "the gate", "“", "”", "\"", "'", "said Ruiz",
    ". ", ", ", "\n\n", "\n", "12", "$2.5m", "…", "twenty", "two",
    "10:42 GMT", "56 comments", "Correction: ", "isn't", "\u202e", "\x00", "é", "the the the", "[", "](", "-", "—",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map(" ".join)


@given(TEXTS)
def test_a_text_is_no_edit_of_itself(text: str) -> None:
    assert compare_editions(make_finding(text, id="a"), make_finding(text, id="b")) == ()


@given(TEXTS, TEXTS)
def test_every_edit_has_its_words_and_its_place(before: str, after: str) -> None:
    for edit in compare_editions(make_finding(before), make_finding(after)):
        assert edit.before_text == printed(before, edit.before_spans)
        assert edit.after_text == printed(after, edit.after_spans)
        assert is_whole(edit)


def is_whole(edit: Edit) -> bool:
    """Tell whether an edit has what its kind has: what was added stands on one side, what changed tells how."""
    sides = bool(edit.before_spans), bool(edit.after_spans)
    return sides == {"added": (False, True), "removed": (True, False), "changed": (True, True)}[edit.change] and bool(
        edit.ways
    ) == (edit.change == "changed")


def printed(text: str, spans: tuple[Span, ...]) -> str | None:
    return " ".join(span.of(text) for span in spans) if spans else None
