"""Which reports are one story, and what it is called: on reports of an invented town."""

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Dateline, Furniture, Report, Span, Story
from onrecord.stories import cluster
from onrecord.stories.likeness import find_alike

# One affair, five events in half a year: each is told twice, by two reporters.
AFFAIR = {
    "break": (
        "2031-05-12",
        "The harbour sluice of Gullhaven gave way early on Monday, and the sea ran through the lower town for six "
        "hours. Firemen carried families from their bedrooms in rowing boats while the customs house rang its bells. "
        "Nobody was drowned, but some forty cellars and the bakery in Eel Lane were lost.",
        "Water stood a metre deep in Eel Lane after the gates of the old sluice burst at high tide. Cellars filled and "
        "the bakery was lost. Families sat in rowing boats until firemen had counted them; nobody is missing.",
    ),
    "budget": (
        "2031-06-20",
        "Gullhaven's council voted 14 to 9 for a loan of three million crowns, after a debate in which treasurer Odo "
        "Flint warned that bread taxes would rise. The sluice is to be rebuilt with it. Mayor Ilse Marran was pleased.",
        "Taxes on bread may go up: councillors took out a loan of three million crowns on Friday. Odo Flint, the "
        "treasurer, had argued against it for two hours. The vote was 14 to 9.",
    ),
    "trial": (
        "2031-08-03",
        "The engineer Paula Renn told judges at Port Ellin that she had reported cracks in a hinge, twice and in "
        "writing. Her letters were read out. Counsel for the harbour office asked for a week, which was granted.",
        "Letters about cracks in a hinge went unanswered, the engineer Paula Renn testified in Port Ellin. The harbour "
        "office had two of them in writing; its counsel wants a week to reply, and got it from the judges.",
    ),
    "verdict": (
        "2031-09-14",
        "Inspector Hob Carrow was acquitted of negligence. Jurors found after eleven hours that his predecessor, the "
        "late Anselm Reyle, had signed the last certificate of safety for the sluice of Gullhaven.",
        "The certificate bore the signature of a dead man, Anselm Reyle. So Hob Carrow goes free: eleven hours the "
        "jurors sat before they found no negligence in the inspector.",
    ),
    "opening": (
        "2031-11-30",
        "A brass band played as the new sluice of Gullhaven opened, six weeks late. Schoolchildren named its two gates "
        "Gudrun and Old Bess, and the ferry Mercy was the first ship to pass.",
        "Gudrun and Old Bess are the names that schoolchildren chose for the new gates. The ferry Mercy sounded her "
        "horn between them on Sunday, and a brass band answered; it was six weeks late.",
    ),
}
LOOK_BACK = (
    "It was a year of water. The bakery in Eel Lane is open again; the loan weighs on the bread of all. Letters of an "
    "engineer made her famous, a dead man's certificate made an inspector free, and two gates have names. We asked "
    "readers for their best pictures, and print twelve of them: a heron on the customs house, a cat in a rowing boat, "
    "the brass band in the rain, and the mayor with a shovel."
)


def affair(*, dated: bool) -> list[Report]:
    return [
        make_report(text, id=f"{event}-{at}", published=day if dated else None)
        for event, (day, *texts) in AFFAIR.items()
        for at, text in enumerate(texts)
    ]


def groups_of(reports: list[Report]) -> set[tuple[str, ...]]:
    return {story.reports for story in cluster(reports)}


@pytest.mark.parametrize("dated", [True, False])
def test_a_long_affair_is_split_by_event(*, dated: bool) -> None:
    assert groups_of(affair(dated=dated)) == {(f"{event}-0", f"{event}-1") for event in AFFAIR}


def test_one_look_back_does_not_make_one_story_of_all_events() -> None:
    stories = groups_of([*affair(dated=False), make_report(LOOK_BACK, id="year")])
    assert all(len({each.split("-")[0] for each in group} - {"year"}) <= 1 for group in stories)


def test_two_reports_are_the_more_alike_the_nearer_their_days() -> None:
    told = (
        "The ferrymen of Gullhaven struck for nine hours over pay. No boat left for Skerrow, said Una Pask.",
        "The ferries stand still again. Una Pask asks for more pay, and on Skerrow the shops ran out of milk.",
    )

    def likeness(*days: str | None) -> int:
        strikes = [make_report(text, id=id, published=day) for id, text, day in zip("ab", told, days, strict=True)]
        ((_, _, found),) = [each for each in find_alike([*strikes, *affair(dated=True)]) if each[:2] == (0, 1)]
        return found

    same_day, same_week = likeness("2031-02-01", "2031-02-01"), likeness("2031-02-01", "2031-02-04")
    months = likeness("2031-02-01", "2031-10-20")
    assert same_day > same_week > months
    assert same_day > likeness("2031-02-01", None) > months


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_reports_makes_no_difference(shuffle: random.Random) -> None:
    reports = [*affair(dated=True), *(make_report(each.text, id=f"{each.id}-copy") for each in affair(dated=False))]
    expected = cluster(reports)
    shuffle.shuffle(reports)
    assert cluster(reports) == expected


def invented(count: int, words: int, seed: int) -> list[Report]:
    """Invent reports of one event: each has some of its sentences, and words of its own."""
    chance = random.Random(seed)
    sentences = [f"the {a} of {b} saw {c} near the sluice" for a, b, c in zip(*[iter(_names(chance, 240))] * 3)]  # noqa: B905
    own = _names(chance, 2000)
    return [
        make_report(
            ". ".join(chance.choices(sentences, k=words // 8) + chance.choices(own, k=words // 8)),
            id=f"r{at:04}",
            published=str(date(2031, 5, 12) + timedelta(at % 3)),
        )
        for at in range(count)
    ]


def _names(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices("abdefgiklmnoprstu", k=7)) for _ in range(count)]


def test_a_story_of_hundreds_is_one_story() -> None:
    """What all reports of a record hold must not pass for what is usual."""
    assert max(map(len, groups_of(invented(300, 200, 1)))) == 300


def test_a_story_of_a_thousand_is_put_together_in_seconds() -> None:
    reports = invented(1000, 120, 2)
    start = time.process_time()
    cluster(reports)
    assert time.process_time() - start < 20


def test_one_huge_report_among_short_ones() -> None:
    huge = make_report("\n".join(each.text for each in invented(500, 400, 3)), id="huge")
    assert len(huge.text) > 400_000
    assert ("huge",) in groups_of([huge, *affair(dated=True)])


def test_reports_that_say_nothing_stand_alone() -> None:
    reports = [make_report(text, id=id) for id, text in (("a", ""), ("b", ""), ("c", "— …"), ("d", "The and of it."))]
    assert groups_of(reports) == {("a",), ("b",), ("c",), ("d",)}


# --- what a story is called -------------------------------------------------------------------------------------------

FLOOD = AFFAIR["break"][1]
OPENING = "The harbour sluice of Gullhaven gave way early on Monday, and the …"


def story_of(*reports: Report, named: dict[str, list[str]] | None = None) -> Story:
    (story,) = cluster(reports, named)
    return story


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Sea runs through Gullhaven as sluice gives way", "Sea runs through Gullhaven as sluice gives way"),
        ("Harbour sluice gives way | The Gullhaven Post", "Harbour sluice gives way"),
        ("The Gullhaven Post", OPENING),
        ("You won't believe these ten celebrity weddings", OPENING),
        (None, OPENING),
    ],
)  # fmt: skip
def test_the_title_tells_what_the_story_is_about(headline: str | None, title: str) -> None:
    report = make_report(FLOOD, outlet="The Gullhaven Post (online)", headline=headline)
    assert story_of(report).title == title


def test_a_headline_of_a_less_central_report_is_better_than_none() -> None:
    one = make_report(FLOOD, id="a")
    other = make_report(AFFAIR["break"][2], id="b", headline="Water stands in Eel Lane")
    assert story_of(one, other).title == "Water stands in Eel Lane"


def test_the_opening_words_come_after_dateline_and_furniture() -> None:
    text = f"Photo: Ewan Lisk\nGULLHAVEN, May 12 (Norwire) — {FLOOD}"
    at = text.index("GULLHAVEN")
    report = make_report(text)
    dateline = Dateline(Span(at, text.index("—") + 1), "GULLHAVEN", None, "Norwire")
    story = story_of(_with(report, dateline, Furniture(Span(0, at - 1), "credit")))
    assert story.title.startswith("The harbour sluice of Gullhaven")
    assert story.places == ("Gullhaven",)


def _with(report: Report, dateline: Dateline | None, *furniture: Furniture) -> Report:
    from dataclasses import replace

    return replace(report, dateline=dateline, furniture=furniture)


def test_places_are_those_that_reports_are_datelined_at() -> None:
    reports = [
        _with(make_report(FLOOD, id=id), Dateline(Span(0, 0), place, None, None))
        for id, place in (("a", "PORT ELLIN, N.L."), ("b", "GULLHAVEN"), ("c", "Gullhaven, Norland"))
    ]
    assert story_of(*reports).places == ("Gullhaven", "Port Ellin, N.L.")


def test_without_datelines_a_place_is_what_things_are_mostly_in() -> None:
    text = (
        "Two men were held in Skerrow, and a third near Skerrow. A ship lay in March off the coast. In Skerrow all is "
        "well, says the Ellin Society; in Ellin Society circles and at Ellin Society meetings they doubt it."
    )
    assert story_of(make_report(text)).places == ("Skerrow",)


def test_people_are_those_whom_most_reports_quote() -> None:
    named = {"a": ["Odo Flint", "Odo Flint", "Mayor Ilse Marran"], "b": ["Marran", "Tamsin Wold"], "c": []}
    reports = [make_report(FLOOD, id=id) for id in named]
    assert story_of(*reports, named=named).people == ("Ilse Marran", "Odo Flint", "Tamsin Wold")
    assert story_of(*reports).people == ()
