"""Hypothesis strategies: reports put together from what reporters write, and from what goes wrong in it."""

from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Report

NAMES = ("Ana Ruiz", "Mayor Tomas Ekholm", "the 61-year-old mayor", "he", "She", "officials", "Ruiz", "a spokesman")
WORDS = (
    "We heard it before we saw it",
    "The roof is not safe",
    "I can’t promise that",
    "nothing was said, but only if the council agrees",
    "It cost more than 40 crowns… [in] 2031",
    "the “so-called” plan",
    "6' 2\" tall",
)
FRAMES = (
    "“{words},” said {name}.",
    '"{words}," {name} said on Tuesday. "{more}."',
    "{name} told reporters that {words}.",
    "According to {name}, {words}.",
    "“{words},” {name} said, “{more}.”",
    "‘{words}’: {name}",
    "“{words}",
    "{words}.” {name}",
    "MORE: {words}",
    "[{name}](#) wrote on X: “{words}”",
    "«{words}» — {name}",
    "{words}.",
)
BREAKS = ("\n\n", "\n", " ", "\r\n\r\n")

sentences = st.builds(
    lambda frame, name, words, more: frame.format(name=name, words=words, more=more),
    st.sampled_from(FRAMES),
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
)
texts = st.builds(
    lambda parts, gap: gap.join(parts), st.lists(sentences | st.text(max_size=30), max_size=12), st.sampled_from(BREAKS)
)


# What a page may hold where words are expected: marks that never close, bytes that nobody sees, labels, names run on.
ODD = (
    "Ana Ruiz", "the mayor", "the mayor of Elm, Ana Ruiz1", "who", "RUIZ", "Mr. Roe", "President Trump", "Elm Times",
    "Protesters", "it leaks in the rain", "date 2031-05-14", "Monday", "the clerk", "he", " said ", " said that ",
    "according to ", "added that ", "told ", " knows ", "Q: ", "RUIZ: ", " : ", ", ", ". ", "! ", "? ", "— ", "…", "« ",
    " »", "“", "”", '"', "'", "’", "’’", "(", ")", " ", "\n", "\n\n", "\t", "\r", "\x00", "\u2028", "\u202c", "\ufeff",
)  # fmt: skip
odd_texts = st.lists(st.sampled_from(ODD) | st.text(max_size=2), max_size=25).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Draw a report, with or without a day."""
    return make_report(draw(texts), id="r", published=draw(st.sampled_from((None, "2031-05-14"))))
