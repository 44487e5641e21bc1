"""Whose a statement is, case by case, and what holds of every report."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Origin, Report, Span, Statement
from onrecord.people import attribute, identify
from onrecord.statements import find_statements

CASES = [
    # text, source as printed ("" for none), speaker, ground, comment
    ("Mayor Ana Ruiz smiled. “No,” Ruiz said.", "Ruiz", "Ana Ruiz", "named", "the fullest name of the report"),
    ("Ana Ruiz smiled. “No,” she said.", "she", "Ana Ruiz", "pronoun", "the one woman named"),
    ("Ana Ruiz met Joe Roe. “No,” he said.", "he", "Joe Roe", "pronoun", "gender tells"),
    ("Mayor Ana Ruiz met Joe Roe. “No,” the mayor said.", "the mayor", "Ana Ruiz", "role", "the one who bears it"),
    ("“No,” a spokesman said.", "a spokesman", "spokesman", "role", "unnamed stays as printed"),
    ("“No,” the indictment said.", "the indictment", None, "none", "a document is nobody"),
    ("“No,” the interviewer said.", "the interviewer", None, "none", "somebody known, but not to us"),
    ("Then the mayor of Elm, Ana Ruiz1, came. “No,” the clerk said.", "the clerk", None, "none", "no clerk is named"),
    ("“No,” Ohio and Texas said.", "Ohio and Texas", "Ohio and Texas", "role", "two bodies"),
    ("“No,” wrote Elm's The Harbor-News.", "Elm's The Harbor-News", "Harbor-News", "named", "a paper nobody lists"),
    ("“No,” aides in May said.", "aides in May", "aides", "role", "a time is no part of who"),
    ("“No,” a host of officials said.", "a host of officials", "host of officials", "role", "many"),
    (
        "“No,” a study by the Elm Water Institute said.",
        "a study by the Elm Water Institute",
        "Elm Water Institute",
        "named",
        "whose study it is",
    ),
    ("Then Joe Roe came. “No,” Roe himself said.", "Roe himself", "Joe Roe", "named", "himself"),
    (
        "“No,” Elm director of communications Ana Ruiz said.",
        "Elm director of communications Ana Ruiz",
        "Ana Ruiz",
        "named",
        "a role of two nouns",
    ),
    (
        "“No,” a lawyer for Mayor Roe, Sam Elm of Vale Harbor, said.",
        "a lawyer for Mayor Roe, Sam Elm of Vale Harbor,",
        "Sam Elm",
        "named",
        "a name with where he works",
    ),
    ("Then President Obama came. “No,” he said.", "he", "Barack Obama", "pronoun", "a head of state by his office"),
    (
        "“No” is from Ana Ruiz, of Elm County, Neb., who left.",
        "who",
        "Ana Ruiz",
        "named",
        "who: not the county nor the state",
    ),
    (
        "Joe Roe met Tom Elm. “No, Roe is right,” he said.",
        "he",
        "Tom Elm",
        "pronoun",
        "a speaker does not name himself",
    ),
    (
        "Mayor Joe Roe met Sam Elm. It rained in the town. The mayor smiled. “No,” he said.",
        "he",
        "Joe Roe",
        "pronoun",
        "a role that only one bears",
    ),
    (
        "President Joe Roe came with his wife, Ana Roe. It rained. “No,” Roe said.",
        "Roe",
        "Joe Roe",
        "named",
        "a surname is the head's of a family",
    ),
    ("“No,” officials said.", "officials", "officials", "role", "a group is what it is printed as"),
    ("“No,” the White House said.", "the White House", "White House", "named", "an organization, its article off"),
    ("“No,” said Ana Ruiz’s lawyer, Joe Roe.", "Ana Ruiz’s lawyer, Joe Roe", "Joe Roe", "named", "not the owner"),
    (
        "The Elm Harbor Times wrote of it to its many readers. “No,” the Times said.",
        "the Times",
        "Elm Harbor Times",
        "named",
        "a short name",
    ),
    (
        "It is what the Elm Water Board wrote to its many readers. “No,” the board said.",
        "the board",
        "Elm Water Board",
        "role",
        "a body goes back to its name",
    ),
    (
        "Joe Roe spoke. Then a letter was found in Elm. “No,” the letter said.",
        "the letter",
        None,
        "none",
        "a letter is nobody's unless printed so",
    ),
    (
        "Joe Roe sang. Ana Ruiz’s letter came. “No,” the letter said.",
        "the letter",
        "Ana Ruiz",
        "continued",
        "its owner",
    ),
    (
        "“No,” said Harbor Water and Fish Committee Chairman Joe Roe.",
        "Harbor Water and Fish Committee Chairman Joe Roe",
        "Joe Roe",
        "named",
        "a long title",
    ),
    ("Joe Roe came. In May Ana Ruiz closed her speech with a promise: “No.”", "", "Ana Ruiz", "named", "own subject"),
    ("Ana Ruiz came. In May she closed the speech with a promise: “No.”", "", "Ana Ruiz", "pronoun", "own pronoun"),
    (
        "Ana Ruiz came. The poster on the door of the hall read: “No.”",
        "",
        None,
        "none",
        "a sentence with another subject",
    ),
    (
        "“No,” on Monday, Marc Short, the former Elm clerk, said.",
        "on Monday, Marc Short, the former Elm clerk,",
        "Marc Short",
        "named",
        "a day before",
    ),
    (
        "“No,” the chair of the Elm Board, Mayor Ana Roe, said.",
        "the chair of the Elm Board, Mayor Ana Roe,",
        "Ana Roe",
        "named",
        "a title between",
    ),
    (
        "“No,” a spokesman for Mayor Tom Roe, Sam Elm, said.",
        "a spokesman for Mayor Tom Roe, Sam Elm,",
        "Sam Elm",
        "named",
        "not whom he speaks for",
    ),
    (
        "“No,” a spokesman for Mayor Tom Roe said.",
        "a spokesman for Mayor Tom Roe",
        "spokesman for Mayor Tom Roe",
        "role",
        "he speaks for a named one",
    ),
    (
        "“No,” the Center for Harbor Studies President Joe Roe said.",
        "the Center for Harbor Studies President Joe Roe",
        "Joe Roe",
        "named",
        "an organization with what it is for before a title",
    ),
    (
        "Sen. Ana Roe met Sen. Joe Elm. It rained. “No,” the senator said.",
        "the senator",
        None,
        "none",
        "two bear the role",
    ),
    (
        "“No” was the word that Ana Roe, the head of the Elm Board, used.",
        "the head of the Elm Board",
        "Ana Roe",
        "named",
        "apposed",
    ),
    ("“No,” he said.", "he", None, "none", "nobody is named"),
    (
        "“No,” Ana Roe and various clerks said.",
        "Ana Roe and various clerks",
        "Ana Roe and various clerks",
        "role",
        "a name and others",
    ),
    ("“No,” said Sen. Ana Roe, D-Ohio, on Monday.", "Sen. Ana Roe, D-Ohio,", "Ana Roe", "named", "with the party"),
]


ODD = [
    "«Нет», — сказал Иван Петров. “Yes,” said Иван Петров.",
    "“No,” said 李明. “不行,” he said.",
    "“No,” said محمد.",
    "“No,” said Madonna. “Yes,” she said.",
    "“NO,” SAID JOE ROE. “YES,” HE SAID.",
    "“No,” said D'Angelo O'Roe-Vale III.",
    "“No,” said J. K. Roe. “Yes,” Roe said.",
    "“No,” said Nguyễn Văn A.",
    "“No,” said ’Ana ‘Roe’.",
    "“No,” said X. “Yes,” said A. B.",
    "“No,” said Mr. and Mrs. and Sen. and the.",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_names_are_read_or_left(text: str) -> None:
    report = Report("r1", text, Origin("r1.txt", "", "text/plain"))
    for attribution in attribute(report, find_statements(report, fast=True)):
        assert attribution.speaker is None or attribution.speaker.lower() in text.lower()


def make(text: str, source: str, report: str = "r1") -> tuple[Report, Statement]:
    start = text.index("“No") + 1
    at = text.index(source, text.index("”", start)) if source else 0
    spans = (Span(at, at + len(source)),) if source else ()
    end = text.index("”", start)
    content = (Span(start, end),)
    statement = Statement(f"{report}:{start}-{end}", report, "direct", content, content, source=spans)
    return Report(report, text, Origin("r1.txt", "", "text/plain")), statement


@pytest.mark.parametrize(("text", "source", "speaker", "ground", "comment"), CASES, ids=[case[4] for case in CASES])
def test_speaker(text: str, source: str, speaker: str | None, ground: str, comment: str) -> None:
    report, statement = make(text, source)
    [attribution] = attribute(report, [statement])
    assert (attribution.speaker, attribution.ground) == (speaker, ground), comment


CROWDS = [
    # text, kind of the speaker of what is said last, comment
    ("It rained. Protesters said that it leaks.", "group", "printed once"),
    ("Protesters left. Protesters said that it leaks.", "group", "printed twice, and never with a small letter"),
    ("Officials left. Officials said that it leaks.", "group", "those of an office"),
    ("Witnesses left. Witnesses said that it leaks.", "group", "a plural in -es"),
    ("Politicians left. Politicians said that it leaks.", "group", "a calling"),
    ("Separatists left. Separatists said that it leaks.", "group", "a plural in -ists that no table has"),
    ("Hundreds left. Hundreds said that it leaks.", "group", "a number"),
    ("Women left. Women said that it leaks.", "group", "a plural without an s"),
    ("Ana Sanders left. Sanders said that it leaks.", "person", "a name that looks like a plural"),
    ("Sanders left. Sanders said that it leaks.", "person", "and one without a first name"),
    ("Protesters’ leader Ana Ruiz left. Ruiz said that it leaks.", "person", "a crowd’s leader is somebody"),
]


@pytest.mark.parametrize(("text", "kind", "comment"), CROWDS, ids=[case[0] for case in CROWDS])
def test_a_plural_with_the_capital_of_its_sentence_is_a_crowd(text: str, kind: str, comment: str) -> None:
    report = Report("r1", text, Origin("r1.txt", "", "text/plain"))
    *_, last = attribute(report, find_statements(report, fast=True))
    assert last.kind == kind, comment


def test_what_nobody_is_printed_as_saying_is_nobodys() -> None:
    text = "Ana Roe spoke first. It was said that the gate was shut."
    statement = Statement("r1:1-2", "r1", "indirect", (Span(38, 55),), (), cue=(Span(24, 32),))
    (attribution,) = attribute(Report("r1", text, Origin("r1.txt", "", "text/plain")), [statement])
    assert (attribution.speaker, attribution.ground) == (None, "none")


@given(st.lists(st.sampled_from(CASES), max_size=6), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_persons(cases: list[tuple[str, ...]], shuffle: random.Random) -> None:
    told = []
    for number, case in enumerate(cases):
        report, statement = make(case[0], case[1], f"r{number}")
        found = attribute(report, [statement])
        assert [each.statement for each in found] == [statement.id]
        for each in found:
            assert each.evidence is None or each.evidence.of(report.text)
        told.append((report, found))
    people = identify(told)
    shuffle.shuffle(told)
    assert identify(told) == people


WORDS = st.sampled_from(
    [
        "Ana Ruiz",
        "Roe",
        "Mr.",
        "the mayor",
        "’s",
        "-",
        ",",
        "(",
        "of",
        "for",
        "Elm Board",
        "he",
        "the letter",
        "“",
        "I’d",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.integers(0, 40), st.integers(1, 40))
def test_any_source_is_read(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    source = Span(start, min(len(text), start + length))
    statement = Statement("r1:0-1", "r1", "direct", (Span(0, 1),), (), source=(source,))
    [found] = attribute(Report("r1", text, Origin("r1.txt", "", "text/plain")), [statement])
    assert found.speaker is None or found.speaker.strip()
    assert found.evidence is None or found.evidence.of(text)
