"""What changes on a page by itself, and what only looks so."""

import pytest

from makers import make_report
from onrecord.editions.noise import left_out

NOISE = (
    "56 comments", "1,234 shares", "1,234 shares | 56 comments", "Comments (56)", "12.3K views", "4 min read",
    "Reading time: 3 minutes", "Updated 3 min ago", "2 hours ago", "Just now", "10:42 GMT", "10.42am BST", "10:42",
    "2 May 2031, 10:42 BST", "Last updated on 3 May 2031 at 10:15", "Published 3 May 2031", "Advertisement",
    "Story continues below advertisement", "Read more: Ten gates to see", "Most read", "Sign up for our newsletter",
    "Share this", "Facebook | X | WhatsApp", "1,203 people are reading this", "Live", "Be the first to comment",
)  # fmt: skip
PROSE = (
    "The 56 comments that the council had were read aloud.",
    "She sold 1,234 shares in the harbour company.",
    "He read more than ten letters to the council.",
    "It took 3 minutes.",
    "Two hours ago the gate was whole, Vale said.",
    "Share prices fell by a tenth.",
    "Live wires hung over the quay.",
    "Sign up early, the clerk said, or the list is full.",
    "Published reports speak of “two hours ago”.",
)
CORRECTIONS = (
    "This article was amended on 3 May 2031 to correct the number of people hurt.",
    "Correction: the gate is 9 m wide, not 8 m.",
    "This story has been updated to reflect that nobody is missing.",
    "An earlier version of this report misstated the year.",
    "Editor’s note: the mayor’s name was misspelled in an earlier version.",
)
NO_CORRECTIONS = (
    "Editor’s note: the writer keeps bees in Elm.",
    "This report was amended by the council on Tuesday, Vale said, and then forgotten.",
    "The corrections officer said nothing.",
)


@pytest.mark.parametrize("line", NOISE)
def test_a_line_that_changes_by_itself_is_left_out(line: str) -> None:
    report = make_report(f"The gate broke.\n\n{line}\n\nNobody is missing.")
    assert [span.of(report.text) for span in left_out(report).noise] == [line]


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_not(line: str) -> None:
    assert left_out(make_report(f"The gate broke.\n\n{line}")).noise == ()


@pytest.mark.parametrize(
    ("line", "stretch"),
    [
        ("10.42am BST Minister speaks to the council", "10.42am BST "),
        ("10:42 – The gate is shut again.", "10:42 –"),
        ("By Jane Roe | 4 min read", "4 min read"),
        ("By Jane Roe | Updated 3 min ago", "Updated 3 min ago"),
    ],
)
def test_a_stretch_of_a_line_is_left_out(line: str, stretch: str) -> None:
    report = make_report(f"{line}\n\nThe gate broke.")
    assert [span.of(report.text) for span in left_out(report).noise] == [stretch]


@pytest.mark.parametrize("line", CORRECTIONS)
def test_a_note_of_correction_is_told_from_the_report(line: str) -> None:
    report = make_report(f"The gate broke.\n\n{line}")
    assert [span.of(report.text) for span in left_out(report).corrections] == [line]


@pytest.mark.parametrize("line", NO_CORRECTIONS)
def test_what_only_sounds_like_one_is_none(line: str) -> None:
    assert left_out(make_report(f"The gate broke.\n\n{line}")).corrections == ()
