"""Agencies and publishers: what shows them in a report, and what doesn't."""

import pytest

from makers import make_report
from onrecord.errors import SourceUnreadable
from onrecord.model import Family, KnownOutlet
from onrecord.stories import count_independent, provenances, publishers
from onrecord.stories.agencies import credit_of
from onrecord.stories.publishers import read_outlets

BODY = "The sluice broke on Monday and the sea ran through the lower town.\nNobody was hurt, the police said."
OPENINGS = (
    ("By The Associated Press\n", "AP", "byline"),
    ("By ANA RUIZ, Associated Press\n", "AP", "byline"),
    ("By Ana Ruiz of The Associated Press\n", "AP", "byline"),
    ("Ana Ruiz | Reuters\n", "Reuters", "byline"),
    ("Xinhua | Updated: 2031-05-12\n", "Xinhua", "byline"),
    ("GULLHAVEN, May 12 (Xinhua) -- ", "Xinhua", "dateline"),
    ("GULLHAVEN (AP/KELM) — ", "AP", "dateline"),
    ("Gullhaven (dpa) – ", "dpa", "dateline"),
    ("(Reuters) - ", "Reuters", "dateline"),
    ("GULLHAVEN, Elm (AP) _ ", "AP", "dateline"),
)
CLOSINGS = (
    ("(c) 2031 AFP", "AFP", "copyright"),
    ("Copyright 2031 The Associated Press. All rights reserved.", "AP", "copyright"),
    ("© Copyright Thomson Reuters 2031", "Reuters", "copyright"),
    ("(Reporting by Ana Ruiz; Editing by Bo Vale)", "Reuters", "signature"),
    ("— Reuters", "Reuters", "signature"),
    ("AP/Reuters", "AP", "signature"),
    ("PTI feed", "PTI", "signature"),
    ("This report by The Canadian Press was first published May 12, 2031.", "CP", "signature"),
    ("The Associated Press contributed to this report.", "AP", "thanks"),
    ("Associated Press writer Ana Ruiz contributed to this report.", "AP", "thanks"),
    ("Ana Ruiz of the Associated Press contributed.", "AP", "thanks"),
    ("— With files from Reuters", "Reuters", "thanks"),
    ("Additional reporting by AFP", "AFP", "thanks"),
    ("(With inputs from ANI)", "ANI", "thanks"),
    ("Material from The Associated Press was used in this report.", "AP", "thanks"),
    ("ab/cd (AFP, dpa)", "AFP", "thanks"),
    ("With AFP", "AFP", "thanks"),
)
NONE = (
    f"{BODY}\nImage copyright AFP",
    f"{BODY}\nAgencies",
    f"{BODY}\nMichael Bloomberg contributed to this report.",
    f"{BODY}\nPetra Novak and Hina Khan contributed to this report.",
    f"{BODY} The mayor told the AP.",
    f"AFP reported on Monday that it was so. {BODY}",
    f"President Vale (Green) — who broke it — said so. {BODY}",
)


@pytest.mark.parametrize(("text", "agency", "ground"), [(f"{line}{BODY}", *shown) for line, *shown in OPENINGS]
    + [(f"{BODY}\n{line}", *shown) for line, *shown in CLOSINGS])  # fmt: skip
def test_an_agency_is_known_by_its_place(text: str, agency: str, ground: str) -> None:
    credit = credit_of(make_report(text))
    assert credit
    assert (credit.agency, credit.ground) == (agency, ground)
    assert credit.span
    assert credit.span.of(text).strip()


@pytest.mark.parametrize("text", NONE)
def test_a_name_elsewhere_shows_nothing(text: str) -> None:
    assert credit_of(make_report(text)) is None


def test_an_address_and_an_outlet_show_an_agency() -> None:
    shown = [
        credit_of(make_report(BODY, outlet="Reuters")),
        credit_of(make_report(BODY, url="https://uk.reuters.com/article/x")),
        credit_of(make_report(BODY, url="https://elmtimes.com/wires/ap/x.html")),
        credit_of(make_report(BODY, url="https://elmtimes.com/reuters.html")),
    ]
    assert [each and each[:2] for each in shown] == [
        ("Reuters", "outlet"), ("Reuters", "address"), ("AP", "address"), None
    ]  # fmt: skip


ALIKE = (
    ("Elm Times", "The Elm Times (Opinion)", "www.elmtimes.com", "ELM TIMES"),
    ("HuffPost", "Huffington Post", "HuffPost Canada", "huffingtonpost.co.uk"),
    ("The Guardian", "Guardian Australia"),
    ("MailOnline", "Daily Mail", "Mail on Sunday", "dailymail.co.uk"),
)


@pytest.mark.parametrize("outlets", ALIKE)
def test_editions_are_of_one_publisher(outlets: tuple[str, ...]) -> None:
    reports = [make_report(str(number), outlet=outlet) for number, outlet in enumerate(outlets)]
    assert len(set(publishers(reports).values())) == 1


def test_a_site_tells_the_publisher_where_the_outlet_is_in_no_table() -> None:
    reports = [
        make_report("a", id="a", outlet="Guardian Saturday", url="https://www.theguardian.com/x"),
        make_report("b", id="b", url="https://news.gullhaven-post.example/x"),
        make_report("c", id="c", url="http://["),
        make_report("d", id="d", outlet="Elm Times", kind="transcript"),
    ]
    assert publishers(reports) == {"a": "The Guardian", "b": "newsgullhavenpostexample"}


def test_the_users_table_comes_first() -> None:
    known = [KnownOutlet("Harbor Post", "Elm Times"), KnownOutlet("gullhaven.example", "The Guardian")]
    reports = [
        make_report("a", id="a", outlet="Elm Times"),
        make_report("b", id="b", outlet="The Harbor Post"),
        make_report("c", id="c", url="https://news.gullhaven.example/x"),
        make_report("d", id="d", outlet="Guardian Australia"),
    ]
    found = publishers(reports, known)
    assert (found["a"], found["c"]) == (found["b"], found["d"])
    assert publishers(reports, reversed(known)) == found


MISTAKES = (
    (b"", "outlets.csv: the file is empty"),
    (b"outlet,publisher\n", "outlets.csv: there are no outlets"),
    (b"name,publisher\nElm,Elm\n", "outlets.csv:1: the column outlet is missing"),
    (b"outlet,publisher\nElm\n", "outlets.csv:2: the publisher is missing"),
    (b"outlet,publisher\n,Elm\n", "outlets.csv:2: the outlet is missing"),
    (b"outlet,publisher\nElm,Vale\n\nThe Elm,Vale\n", "outlets.csv:4: The Elm stands in line 2, too"),
    (b"outlet,publisher\nElm,Vale,Roe\n", "outlets.csv:2: there are 3 cells under 2 columns"),
)


@pytest.mark.parametrize(("data", "why"), MISTAKES)
def test_a_mistake_in_the_table_is_named_with_its_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceUnreadable) as error:
        read_outlets(data, "outlets.csv")
    assert str(error.value).startswith(why)


def test_who_prints_two_reports_is_one_witness_unless_others_print_the_text() -> None:
    families = [Family("wire", "a", None, ("a", "b"), ()), Family("house", "c", None, ("c", "d"), ())]
    publisher_of = {"a": "Elm", "b": "Harbor", "c": "Elm", "d": "Elm", "e": "Elm"}
    origin_of = {each.report: each.origin for each in provenances("abcdefg", families, publisher_of)}
    assert count_independent("ab", origin_of) == 1
    assert count_independent("cde", origin_of) == 1
    assert count_independent("abcde", origin_of) == 2
    assert count_independent("fg", origin_of) == 2
