"""What is looked up a screenful at a time is found all, once, in order, and counted rightly."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from looking import findings_of, made
from onrecord.model import Narrowing, Saying
from onrecord.record import query
from onrecord.record.lookup import facet_tokens
from onrecord.record.query import Queries

ALL = Narrowing()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queries]:
    """The sample reports, read only."""
    path: Path = made(findings_of(), tmp_path_factory.mktemp("query") / "query.db")
    with Queries(path, create=False, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def sayings(store: Queries) -> list[Saying]:
    """All statements, the latest first."""
    return store.sayings(store.saying_numbers(None, ALL, limit=10_000))


def words_in(saying: Saying) -> set[str]:
    """Give the words of a statement and its speaker, in small letters."""
    first = saying.content[0].start
    text = " ".join(saying.text[span.start - first : span.end - first] for span in saying.content)
    return {word.lower() for word in query.WORD.findall(f"{text} {saying.speaker or ''}")}


def test_words_are_found_in_what_was_said_and_in_who_said_it(store: Queries, sayings: list[Saying]) -> None:
    for word in ("harbour", "mayor", "marran", "not", "2", "qqqq"):
        found = store.sayings(store.saying_numbers(f'"{word}"', ALL))
        assert [each.statement for each in found] == [each.statement for each in sayings if word in words_in(each)]


def test_all_words_have_to_be_there_and_a_phrase_in_a_row(store: Queries) -> None:
    both = store.saying_numbers('"the" "mayor"', ALL)
    phrase = store.saying_numbers('"the mayor"', ALL)
    assert set(both) == set(store.saying_numbers('"the"', ALL)) & set(store.saying_numbers('"mayor"', ALL))
    assert set(phrase) < set(both)


def test_a_token_of_a_facet_is_no_word_that_was_said(store: Queries) -> None:
    for token in facet_tokens(Narrowing(form="direct")):
        assert store.saying_numbers(f'"{token}"', ALL) == []


def narrowings(sayings: list[Saying]) -> Iterator[tuple[Narrowing, list[Saying]]]:
    """Give narrowings, each with the statements that are of it."""
    outlets = {each.report.outlet for each in sayings if each.report.outlet}
    people = [person for person, _ in Counter(each.person for each in sayings if each.person).most_common(5)]
    days = sorted({each.report.published for each in sayings if each.report.published})
    for outlet in sorted(outlets):
        yield Narrowing(outlet=outlet), [each for each in sayings if each.report.outlet == outlet]
    for person in people:
        yield Narrowing(person=person), [each for each in sayings if each.person == person]
    for form in ("direct", "mixed", "indirect"):
        yield Narrowing(form=form), [each for each in sayings if each.form == form]
    for first, last in ((days[0], days[0]), (days[1], days[-1]), (date.min, days[1]), (days[-1], date.max)):
        of_days = [each for each in sayings if each.report.published and first <= each.report.published <= last]
        yield Narrowing(first=first, last=last), of_days
    yield Narrowing(first=date.max), []
    yield Narrowing(first=days[-1], last=days[0]), []
    yield Narrowing(outlet="Nobody's Paper"), []
    both = [each for each in sayings if each.person == people[0] and each.form == "direct"]
    yield Narrowing(person=people[0], form="direct", last=date.max), [each for each in both if each.report.published]


def test_what_is_narrowed_is_what_is_of_it(store: Queries, sayings: list[Saying]) -> None:
    for narrowing, wanted in narrowings(sayings):
        for word in (None, "the"):
            of_word = [each.number for each in wanted if word is None or word in words_in(each)]
            expression = f'"{word}"' if word else None
            assert store.saying_numbers(expression, narrowing) == of_word, narrowing
            assert store.count_sayings(expression, narrowing) == len(of_word)


def test_a_form_is_not_the_outlet_of_the_same_name(store: Queries) -> None:
    assert store.saying_numbers(None, Narrowing(form="direct"))
    assert store.saying_numbers(None, Narrowing(outlet="direct")) == []
    assert store.saying_numbers(None, Narrowing(person="direct")) == []


@pytest.mark.parametrize("words", [None, '"the"'])
@pytest.mark.parametrize("size", [1, 7, 25])
def test_screen_after_screen_gives_each_statement_once_in_order(store: Queries, words: str | None, size: int) -> None:
    whole = store.saying_numbers(words, ALL)
    assert whole == sorted(set(whole), reverse=True)
    seen: list[int] = []
    while screen := store.saying_numbers(words, ALL, seen[-1] if seen else None, size):
        seen += screen
    assert seen == whole


def test_stories_reports_people_and_failures_come_once_each(store: Queries) -> None:
    stories: list[tuple[str, str]] = []
    while found := store.latest_stories(stories[-1] if stories else None, 2):
        stories += [(last, story.id) for last, story in found]
    assert stories == sorted(set(stories), reverse=True)
    assert len(stories) == store.totals()["stories"]
    reports: list[tuple[str, str]] = []
    while heads := store.latest_reports(reports[-1] if reports else None, 4):
        reports += [(head.published.isoformat() if head.published else "", head.id) for head in heads]
    assert reports == sorted(set(reports), reverse=True)
    assert len(reports) == store.totals()["reports"]
    people: list[int] = []
    while persons := store.people_called(None, people[-1] if people else 0, 3):
        people += [number for number, _ in persons]
    assert people == list(range(1, len(people) + 1))
    assert store.failures_after(None, 5) == []


def test_facets_add_up_to_what_was_counted(store: Queries, sayings: list[Saying]) -> None:
    numbers = [each.number for each in sayings]
    facets = store.facets(numbers)
    assert facets.of == len(sayings)
    assert sum(often for _, often in facets.forms) == len(sayings)
    for shown, of_all in (
        (dict(facets.outlets), Counter(each.report.outlet for each in sayings if each.report.outlet)),
        (dict(facets.forms), Counter(each.form for each in sayings)),
        (
            {person: often for person, _, often in facets.people},
            Counter(each.person for each in sayings if each.person),
        ),
        (dict(facets.months), Counter(f"{each.report.published}"[:7] for each in sayings if each.report.published)),
    ):
        counted = {str(name): often for name, often in of_all.items()}
        assert shown.items() <= counted.items()
        assert len(shown) == min(len(counted), query.SHOWN_FACETS)
    assert store.facets([]) == replace(facets, of=0, people=(), outlets=(), forms=(), months=())


def test_a_count_stops_where_the_answer_says_more(store: Queries, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = store.count_sayings('"the"', ALL)
    monkeypatch.setattr(query, "MOST", whole)
    assert store.count_sayings('"the"', ALL) == whole
    monkeypatch.setattr(query, "MOST", whole - 1)
    assert store.count_sayings('"the"', ALL) == whole
    monkeypatch.setattr(query, "MOST", 3)
    assert store.count_sayings('"the"', ALL) == 4


def test_people_are_found_by_the_beginnings_of_their_names(store: Queries) -> None:
    def called(name: str) -> list[str]:
        return [person.name for _, person in store.people_called(name, 0, 100)]

    everybody = [person for _, person in store.people_called(None, 0, 100)]
    marran = next(person for person in everybody if person.name == "Ilse Marran")
    for name in ("Marran", "marr", "ilse m", "M Ilse", "MARRAN", "“Marran”", "Márran", "marran*"):
        assert marran.name in called(name), name
    for name in ("arran", "Marrans", "Ilse Nobody", "names:marran", '"', "", "qqqq"):
        assert marran.name not in called(name), name
    for name in ("m", "a", "il"):
        wanted = {each.id for each in everybody if any(word.lower().startswith(name) for word in words_of(each.names))}
        assert {person.id for _, person in store.people_called(name, 0, 100)} >= wanted


def words_of(names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in query.WORD.findall(name)]


def test_few_and_many_reports_are_found_alike(store: Queries, monkeypatch: pytest.MonkeyPatch) -> None:
    days = sorted(head.published for head in store.latest_reports(None, 100) if head.published)
    cases = [
        (words, narrowing)
        for words in ('"the"', '"mayor"', '"harbour" "the"', '"the mayor"', '"qqqq"')
        for narrowing in (ALL, Narrowing(outlet="Crown & Ledger"), Narrowing(first=days[2], last=days[-2]))
    ]

    def all_found(size: int) -> list[list[str]]:
        found = []
        for words, narrowing in cases:
            seen: list[str] = []
            before: tuple[str, str] | None = None
            while heads := store.reports_holding(words, narrowing, before, size):
                seen += [head.id for head in heads]
                before = (heads[-1].published.isoformat() if heads[-1].published else "", heads[-1].id)
            found.append(seen)
        return found

    narrow = all_found(3)
    monkeypatch.setattr(query, "FEW", 0)
    assert all_found(3) == narrow == all_found(100)
    assert narrow[0]
    assert not narrow[-1]
    for (words, narrowing), found in zip(cases, narrow, strict=True):
        texts = {report.id: f"{report.headline} {report.text}".lower() for report in store.reports(found)}
        assert all(part in texts[each] for each in found for part in words.replace('" "', '"').strip('"').split('"'))
        assert not narrowing.outlet or {head.outlet for head in store.heads(found).values()} <= {narrowing.outlet}


def test_a_statement_is_given_with_the_words_that_are_printed(store: Queries, sayings: list[Saying]) -> None:
    texts = {report.id: report.text for report in store.reports({each.report.id for each in sayings})}
    for saying in sayings:
        text = texts[saying.report.id]
        assert saying.text == text[saying.content[0].start : saying.content[-1].end]


def test_whose_words_a_stretch_is_told(store: Queries, sayings: list[Saying]) -> None:
    named = next(each for each in sayings if each.speaker and each.person)
    assert store.speaker_at(named.report.id, named.content[0]) is not None
    assert store.speaker_at("nowhere", named.content[0]) is None
