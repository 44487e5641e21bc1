"""A link leads to what it is of, whatever its id holds."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path
from re import findall
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord import Record
from onrecord.views.web.addresses import address_of, is_of_the_web, outlet_address, report_address, statement_address
from onrecord.views.web.app import make_app
from samples import write_lines

ODD_IDS = (
    "a/b", "a.json", "a.tei", "..", ".", "../../etc/passwd", "a b", " a", "a ", "a#b", "a?b=c", "a%2fb", "%", "a&id=c",
    "a+b", "müller", "日本", "🙂", "a:3-9", "a\\b", "a\"'<b>", "a;b", "~a", "x" * 300, "a\tb", "/", "//evil.example",
    "index",
)  # fmt: skip


@pytest.fixture(scope="module")
def odd_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A record of reports whose ids are odd, and whose outlets are, too."""
    folder: Path = tmp_path_factory.mktemp("odd")
    lines = [
        {
            "id": each,
            "text": f"“The sluice of ward {number} is open,” said Ana Ruiz.",
            "outlet": f"Elm & {each}",
            "published": "2031-05-02",
        }
        for number, each in enumerate(ODD_IDS)
    ]
    with Record(folder / "odd.db") as record:
        added = record.add(write_lines(folder / "odd.jsonl", lines))
        assert set(added.new) == set(ODD_IDS)
        record.refresh()
    with TestClient(make_app(folder / "odd.db"), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("report", ODD_IDS, ids=ascii)
def test_a_report_is_found_by_its_address(odd_client: TestClient, report: str) -> None:
    data = odd_client.get(address_of("reports", report, ".json"))
    assert data.json()["report"]["id"] == report
    page = odd_client.get(report_address(report))
    assert page.status_code == 200
    (to_data,) = findall(r'href="([^"]+)" rel="alternate"', page.text)
    assert odd_client.get(unescape(to_data)).json() == data.json()


@pytest.mark.parametrize(
    "report", [each for each in ODD_IDS if not set(each) & {"/", "%"} and each.strip(".")], ids=ascii
)
def test_an_id_that_is_quoted_into_a_path_leads_to_its_data(odd_client: TestClient, report: str) -> None:
    page = odd_client.get(f"/reports/{quote(report, safe='')}")
    if report.endswith(".json"):  # there the ending asks for the data of another report
        assert page.status_code == 404
        return
    assert page.status_code == 200
    (to_data,) = findall(r'href="([^"]+)" rel="alternate"', page.text)
    assert odd_client.get(unescape(to_data)).json()["report"]["id"] == report


@pytest.mark.parametrize("report", ODD_IDS, ids=ascii)
def test_a_statement_an_utterance_and_an_outlet_are_found_by_their_addresses(
    odd_client: TestClient, report: str
) -> None:
    statements = odd_client.get(address_of("reports", report, ".json")).json()["statements"]
    assert statements
    for statement in statements:
        page = odd_client.get(statement_address(statement["id"]))
        assert page.status_code == 200
        assert 'id="at"' in page.text
        followed = odd_client.get("/utterances.json", params={"of": statement["id"]})
        assert statement["id"] in [witness["statement"] for witness in followed.json()["witnesses"]]
    outlet = odd_client.get(address_of("reports", report, ".json")).json()["report"]["outlet"]
    found = odd_client.get("/reports.json", params={"outlet": outlet}).json()["reports"]
    assert [each["report"] for each in found] == [report]


def test_lists_link_to_every_report(odd_client: TestClient) -> None:
    seen, address = set(), "/reports"
    while address:
        page = odd_client.get(address).text
        links = [unescape(link) for link in findall(r'href="([^"]+)"', page)]
        for link in links:
            if link.startswith(("/reports/", "/reports?id=")):
                answer = odd_client.get(link)
                assert answer.status_code == 200, link
                path, mark, query = str(answer.url.copy_with(fragment=None)).partition("?")
                seen.add(odd_client.get(f"{path}.json{mark}{query}").json()["report"]["id"])
        address = next((link for link in links if "cursor=" in link and ".json" not in link), "")
    assert seen == set(ODD_IDS)


@given(st.text(min_size=1, max_size=30).filter(lambda text: "\ud800" not in ascii(text)))
def test_an_address_stands_in_a_link_as_it_is(of: str) -> None:
    address = address_of("people", of)
    assert address.isascii()
    assert address.isprintable()
    assert not set(address) & set(" \"'<>\\^`{|}")
    assert address.startswith(("/people/", "/people?id="))
    assert ".." not in address.partition("?")[0]


@pytest.mark.parametrize(("url", "is_safe"), [
    ("https://elm.example/a", True), ("http://elm.example", True), ("HTTPS://elm.example", True),
    ("javascript:alert(1)", False), ("data:text/html,a", False), ("//elm.example", False), ("/a", False), ("", False),
    ("https://elm.example/a b", False), ("java\nscript:alert(1)", False), ("https://", False), ("https://[", False),
    ("vbscript:a", False), ("https://elm.example/\u202e", False), ("file:///etc/passwd", False),
])  # fmt: skip
def test_only_addresses_of_the_web_are_linked(url: str, is_safe: bool) -> None:
    assert is_of_the_web(url) is is_safe
    assert bool(outlet_address(url)) is is_safe


def test_words_are_named_in_the_address_of_the_outlet() -> None:
    long = "one, two & three-four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert outlet_address("https://elm.example/a#b", long) == (
        "https://elm.example/a#b:~:text=one%2C%20two%20%26%20three%2Dfour%20five,"
        "ten%20eleven%20twelve%20thirteen%20fourteen"
    )
