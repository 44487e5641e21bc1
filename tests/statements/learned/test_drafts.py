"""The learned finder on texts that are hard to get through: long, without borders, in odd company."""

import time
from dataclasses import replace

from makers import make_report
from onrecord.statements import find_statements

SAID = "The mayor of Skarrow said on Friday that the gate would be rebuilt by spring. “It leaks,” she said. "


def test_a_paragraph_has_the_same_statements_wherever_it_stands() -> None:
    alone = find_statements(make_report(SAID, id="r"))
    for before in ("", "Vale denied it.\n\n" * 30, "IT WAS SHUT. NOBODY KNEW.\n\n"):
        found = find_statements(make_report(f"{before}{SAID}\n\nVale denied it.", id="r"))[-1 - len(alone) : -1]
        assert [(each.form, each.confidence) for each in found] == [(each.form, each.confidence) for each in alone]
        assert [each.content[0].start - len(before) for each in found] == [each.content[0].start for each in alone]


def test_a_text_without_paragraphs_is_read_to_its_end() -> None:
    found = find_statements(make_report(SAID * 60))
    assert len(found) > 100
    assert all(each.source for each in found[-2:])


def test_time_grows_with_the_text_and_not_faster() -> None:
    def spent(times: int) -> float:
        start = time.process_time()
        find_statements(make_report(SAID * times))
        return time.process_time() - start

    spent(1)
    assert spent(160) < 16 * max(spent(20), 0.05)


def test_marks_without_words_are_no_statement() -> None:
    for text in ("“”", "“…” said", "said: —", "“ ” she said, “ ”", "''", ", said . "):
        words = ["".join(span.of(text) for span in each.content) for each in find_statements(make_report(text))]
        assert all(any(map(str.isalnum, each)) for each in words)


def test_a_text_in_another_language_is_read_by_its_marks() -> None:
    text = "„Das Tor hält“, sagte Anna Rühl am Montag. Der Rat will es im Mai noch einmal prüfen lassen."
    found = find_statements(replace(make_report(text), language="de"))
    assert all(each.quoted for each in found)
