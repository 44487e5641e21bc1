"""The user's table of people: what it joins, and each mistake in it by the line that says so."""

from time import process_time

import pytest

from onrecord.errors import SourceUnreadable
from onrecord.model import KnownPerson
from onrecord.people import identify
from onrecord.people.known import read_known
from told import tell_in_stories

HONOURED = [
    # table, "story speaker, ..." of each report, "name id wikidata statements" of each person, comment
    ("name,aliases\nJoseph P. Roe,Joe Roe; Speedy\n", "fire Joe Roe, ball Speedy, vote Joseph P. Roe",
     ["Joseph P. Roe joseph-p-roe None 3"], "a name and two aliases"),
    ("name,aliases,wikidata\nJoe Roe,Roe,Q7\n", "fire Joe Roe, vote Roe, ball Roe", ["Joe Roe joe-roe Q7 3"],
     "a surname of the table holds in every story"),
    ("name,aliases\nJoe Roe,Roe\n", "fire Roe, fire Ann Roe", ["Ann Roe ann-roe None 1", "Joe Roe joe-roe None 1"],
     "also where the program would have it otherwise"),
    ("name\nJoe Roe\n", "fire Joe Roe, vote Joseph Roe, fire Roe", ["Joe Roe joe-roe None 3"],
     "those joined with the name come along"),
    ("name\nJoe Roe\nJoseph Roe\n", "fire Joe Roe, vote Joseph Roe, vote J. Roe",
     ["Joe Roe joe-roe None 1", "Joseph Roe joseph-roe None 2"], "two rows are two persons"),
    ("name,wikidata,same_as\nAna Roe,Q7,\nAna Vale,,ana roe\n", "fire Ana Vale, vote Ana Roe",
     ["Ana Roe ana-roe Q7 2"], "a maiden name is a row of its own"),
    ("Name,Aliases\nANA ROÉ,\n", "fire Ana Roe", ["ANA ROÉ ana-roe None 1"], "case and accents are no difference"),
    ("name,aliases\nNorwire News Agency,Norwire\n", "fire Ana Roe", ["Ana Roe ana-roe None 1"], "nobody of it speaks"),
    ("name,notes\nAna Roe,a friend\n", "fire Ana Roe", ["Ana Roe ana-roe None 1"], "a column of the user's own"),
]  # fmt: skip

BROKEN = [
    # table, line, words of the message
    (b"", None, "empty"),
    (b" \n", None, "empty"),
    (b"name,aliases\n", None, "no people"),
    (b"person,aliases\nAna Roe,\n", 1, "column name is missing"),
    (b"name,Name\nAna Roe,Ana\n", 1, "two columns"),
    (b"name,aliases\nAna Roe,Roe\nJoe Roe,ROE\n", 3, "stands in line 2"),
    (b"name\nAna Roe\nana ro\xc3\xa9\n", 3, "stands in line 2"),
    (b"name,aliases\nAna Roe,\n,Annie\n", 3, "name is missing"),
    (b"name,same as\nAna Roe,Ana Vale\n", 2, "no row has that name"),
    (b"name,same as\nAna Roe,Ana Roe\n", 2, "circle"),
    (b"name,same as\nA B,C D\nC D,E F\nE F,A B\n", 2, "same as C D leads"),
    (b"name,same as\nX Y,A B\nA B,C D\nC D,A B\n", 3, "same as C D leads in a circle"),
    (b"name,wikidata\nAna Roe,42\n", 2, "Wikidata"),
    (b"name,wikidata\nAna Roe,Q0\n", 2, "Wikidata"),
    (b"name,wikidata,same as\nAna Roe,Q1,\nAna Vale,Q2,Ana Roe\n", 3, "another Wikidata id"),
    (b"name,wikidata\nAna Roe,Q4\xd9\xa2\n", 2, "Wikidata"),
    (b"name,wikidata,same as\nA B,Q1,C D\nC D,Q2,\n", 2, "than C D, the same as which it is"),
    (b"name,wikidata,same as\nA B,,\nC D,Q2,A B\nE F,Q3,A B\n", 4, "than C D, the same as which it is"),
    (b"name,aliases\nAna Roe,\nZed Zorn,---\n", 3, "'---' is no name: it has no letter"),
    (b"name,aliases\nAna Roe,\n...,Zed\n", 3, "'...' is no name: it has no letter"),
    (b"name,aliases\nAna\0Roe,\n", 2, r"'Ana\\x00Roe' is no name: one of its characters can't be printed"),
    (b"name,aliases\nAna Roe," + b"A" * 201 + b"\n", 2, "longer than 200 characters"),
    (b"name\nAna Roe\n" + b"A" * 140_000 + b"\n", 3, "a cell is longer than 131,072 characters"),
    (b"name\nAna Roe\nJos\xe9 Vale\n", 3, "UTF-8"),
    (b"name,aliases\nAna Roe,Annie,Q7\n", 2, "3 cells"),
    (b'name,aliases\nAna Roe,"Annie\n', 2, "CSV"),
    (b'name\n"Ana\nRoe"\nJoe Roe\nJoe Roe\n', 5, "stands in line 4"),
]


@pytest.mark.parametrize(("table", "case", "persons", "comment"), HONOURED, ids=[case[3] for case in HONOURED])
def test_a_table_is_honoured(table: str, case: str, persons: list[str], comment: str) -> None:
    told, story_of = tell_in_stories(case)
    known = read_known(table.encode(), "people.csv")
    found = identify(told, story_of, known)
    assert [f"{p.name} {p.id} {p.wikidata} {len(p.statements)}" for p in found] == persons, comment
    assert identify(told[::-1], story_of, known) == found


@pytest.mark.parametrize(("table", "line", "words"), BROKEN)
def test_a_mistake_is_said_with_its_line(table: bytes, line: int | None, words: str) -> None:
    with pytest.raises(SourceUnreadable, match=words) as error:
        read_known(table, "people.csv")
    assert error.value.location == (f"people.csv:{line}" if line else "people.csv")
    assert "\n" not in str(error.value)


def test_a_table_of_a_spreadsheet_is_read() -> None:
    table = "\ufeffName,Aliases,Wikidata,Same_As\r\n Ana  Ruiz ,Annie; ; A. R. ;,Q42,\r\n\r\nJoe Roe,,,\r\n"
    assert read_known(table.encode(), "people.csv") == (
        KnownPerson("Ana Ruiz", ("Annie", "A. R."), "Q42"),
        KnownPerson("Joe Roe"),
    )


def test_an_alias_that_is_folded_to_nothing_is_nobodys() -> None:
    told, story_of = tell_in_stories("fire Dr., ball Mr. President, vote Zed Zorn")
    found = identify(told, story_of, [KnownPerson("Zed Zorn", ("---",))])
    assert [person.statements for person in found if person.name == "Zed Zorn"] == [("r2:0-1",)]


def test_marks_that_nobody_sees_are_left_out_and_joiners_are_kept() -> None:
    table = "name,aliases,same as\nAna\u200f Ruiz\u202c,\ufeffAnnie;\u200b,\nعلی\u200cرضا,,\u200eAna Ruiz\n"
    with pytest.raises(SourceUnreadable, match="no letter"):
        read_known(table.encode(), "people.csv")
    assert read_known(table.replace(";\u200b", "").encode(), "people.csv") == (
        KnownPerson("Ana Ruiz", ("Annie",)),
        KnownPerson("علی\u200cرضا", same_as="Ana Ruiz"),
    )


def test_a_long_chain_takes_time_in_its_length() -> None:
    chain = "".join(f"N{number} X,N{number + 1} X\n" for number in range(30_000))
    known = read_known(f"name,same as\n{chain}N30000 X,\n".encode(), "people.csv")
    told, story_of = tell_in_stories("fire N0 X, vote N7 X")
    started = process_time()
    (person,) = identify(told, story_of, known)
    assert person.name == "N30000 X"
    assert process_time() - started < 5  # seconds; with a walk for each row it is minutes


def test_a_circle_of_rows_that_no_table_brought_ends() -> None:
    told, story_of = tell_in_stories("fire Ana Roe, vote Ana Vale")
    circle = [KnownPerson("Ana Roe", same_as="Ana Vale"), KnownPerson("Ana Vale", same_as="Ana Roe")]
    assert len(identify(told, story_of, circle)) == 1
