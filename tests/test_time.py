"""Twice the text takes twice the time, whatever is printed: no sentence, paragraph or name is too long to be read."""

import io
import time
from collections.abc import Callable
from itertools import islice, product

import pytest

from makers import make_passage, make_report
from onrecord.model import Payload
from onrecord.pipeline.stages import derive, find
from onrecord.read.options import Options
from onrecord.read.payloads import payloads_in
from onrecord.read.readers import read_payload
from onrecord.utterances import check

FEW, TIMES = 150, 8


def invented(count: int) -> list[str]:
    """Invent first names that no table knows: Babab, Babac ..."""
    letters = ("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou", "bdfgklmnprst")
    return ["".join(name).capitalize() for name in islice(product(*letters), count)]


def of_each(words: str) -> Callable[[int], str]:
    """Print some words for each of many names."""
    return lambda count: "".join(words.format(name=name) for name in invented(count))


CASES: list[tuple[str, Callable[[int], str]]] = [
    # what is printed again and again, text
    ("initials", lambda count: "J. " * 10 * count + "Roe said it leaks."),
    ("initials of a given name", lambda count: "Ana " + "J. " * 10 * count + "Roe said it leaks."),
    ("persons of one surname", of_each("{name} Roe, the mayor, said it leaks.\n\n")),
    ("persons of one first name", of_each("Ana {name}vale said it leaks.\n\n")),
    ("a surname of two", lambda count: "Joe Roe met Ana Roe." + " Roe said it leaks." * count),
    ("a surname of many", of_each("{name} Roe left. Roe said it leaks.\n\n")),
    ("a role of many", of_each("{name} Roevale, the mayor, left. The mayor said it leaks.\n\n")),
    ("a role of many of a state", of_each("Sen. {name} Roevale left. The Texas senator said it leaks.\n\n")),
    ("a pronoun in one sentence", lambda count: "Ana Ruiz said that it leaks on Monday, and she said " * count),
    ("pronouns in one paragraph", of_each("Ana {name}vale met Joe {name}dale. He said it leaks. ")),
    ("names in one sentence", of_each("Ana {name}vale said it leaks, and he said it leaks and ")),
    ("those who were cited", lambda count: "Ruiz said it leaks, Norwire reported, " + "citing two clerks, " * count),
    ("according to", lambda count: "it leaks, according to two clerks, " * count),
    ("called", lambda count: "Ruiz urged calm, " * count),
    ("told", lambda count: "Ruiz told Vale, " * count),
    ("letters", lambda count: "Ana Ruiz wrote a letter and the letter said that it leaks and " * count),
    ("quotations", lambda count: "Ruiz said “it leaks” and the mayor said “no” and she " * count),
    ("heads of state", of_each("President Vladimir {name} Putin said it leaks. ")),
    ("a lone capital", lambda count: "The gate was shut by Vale. He said it leaks. " * count),
    ("openers", of_each("{name}ers said it leaks. ")),
    ("cues without a subject", lambda count: "said, " * 10 * count),
    ("marks", lambda count: '"' * 50 * count),
    ("lines of a letter", lambda count: "a\n" * 20 * count),
]  # fmt: skip
HOSTILE: list[tuple[str, Callable[[int], str]]] = [
    # what was found by fuzzing, or could have been: text of a file
    ("words before the slash of a credit", lambda count: "A picture\n" + "Ana R7/" + "7" * 20 * count),
    ("apostrophes under a picture", lambda count: "A picture\n" + "'" * 20 * count + "a"),
    ("blanks behind the time at the top", lambda count: "The gate\n2031-05-14" + " " * 20 * count + "x\nIt leaks."),
    ("commas behind the time at the top", lambda count: "The gate\n2031-05-14" + ", " * 20 * count + "x\nIt leaks."),
    ("blanks", lambda count: "The gate\n" + " " * 200 * count + "leaks."),
    ("brackets", lambda count: "[a](" * 20 * count + "it leaks."),
    ("datelines", lambda count: "VALE, " * 20 * count + "(AP) - It leaks."),
    ("front matter without an end", lambda count: "---\n" + "title: gate\n" * 10 * count),
    ("credits", lambda count: "Photo: Ana Ruiz/AP\n" * 2 * count),
]  # fmt: skip
TOLD_TOGETHER: list[tuple[str, Callable[[int], str]]] = [
    # one report with many of everything, read and then put together: text
    ("many speakers", of_each("“It leaks,” {name} Roe said.\n\n")),
    ("many surnames", of_each("“It leaks,” Ana {name}vale said.\n\n")),
    ("a quotation over many paragraphs", lambda count: "“It leaks and nobody mends it.\n\n" * 4 * count + "“No.”"),
    ("many days", lambda count: "The gate broke on Monday. “It leaks,” Ruiz said on Monday.\n\n" * count),
    ("many figures said", of_each("“Some 50 people fled from {name},” Ana Ruiz said.\n\n")),
    ("many days said", of_each("“{name} broke,” Ana Ruiz said on May 14.\n\n")),
    ("many figures", lambda count: "Some 50 people fled and 30 houses fell. " * count),
]  # fmt: skip


@pytest.mark.parametrize(("text_of"), [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_time_is_in_proportion(text_of: Callable[[int], str]) -> None:
    assert_in_proportion(lambda count: find(make_report(text_of(count)), fast=True))


@pytest.mark.parametrize(("text_of"), [case[1] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_the_time_of_reading_is_in_proportion(text_of: Callable[[int], str]) -> None:
    def read(count: int) -> object:
        found = payloads_in(io.BytesIO(text_of(count).encode()), "gate.txt", Options())
        return [read_payload(each) for each in found if isinstance(each, Payload)]

    assert_in_proportion(read)


@pytest.mark.parametrize(("text_of"), [case[1] for case in TOLD_TOGETHER], ids=[case[0] for case in TOLD_TOGETHER])
def test_the_time_of_deriving_is_in_proportion(text_of: Callable[[int], str]) -> None:
    assert_in_proportion(lambda count: derive([find(make_report(text_of(count), published="2031-05-16"), fast=True)]))


@pytest.mark.parametrize("words", ["I was not told. ", "… not ", "[the] ", "I was told; it could leak, "])
def test_the_time_of_a_check_is_in_proportion(words: str) -> None:
    said = make_passage("I was not told that it could leak, and nobody asked me. We have almost finished it.")
    assert_in_proportion(lambda count: check(words * count, [said]))


def assert_in_proportion(work: Callable[[int], object]) -> None:
    def seconds(count: int) -> float:
        started = time.process_time()
        work(count)
        return time.process_time() - started

    seconds(FEW)
    few = seconds(FEW + 1)  # of another text: what is remembered of the first takes no time
    assert seconds(TIMES * FEW) < 3 * TIMES * (few + 0.01)  # were it quadratic, 64 times as much
