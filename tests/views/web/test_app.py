"""The application: what it answers to requests that are well meant, and to those that are not."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from re import findall, search
from typing import Any
from urllib.parse import quote

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from asgi import answered, error_of
from onrecord import Record
from onrecord.pipeline.reader import Reader
from onrecord.views.web.app import make_app
from onrecord.views.web.asked import Asked
from onrecord.views.web.guard import COOKIE, HEADERS
from onrecord.views.web.pages import ADDRESSES, Page
from samples import demo_lines, write_lines

SECRET = "the inside of it"
QUERIES = (
    '"', '""', "NEAR(a b)", "a*", "*", "^a", "-a", "facets : x", "{facets} : x", "facets:x", '"a b', 'a"b', 'a""b',
    "AND",
    "a AND", "NOT a", "OR OR", "a\0b", "\0", "(((", ")", "a+b", "words:a", "'; DROP TABLE reports; --", "🙂", "\u0301",
    "Ⅷ",
    "²", "a " * 990, "\u202e", "“wise guys", "%", "<script>alert(1)</script>", "\ufffd", "߀",
)  # fmt: skip


# --- questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES, ids=ascii)
def test_any_query_is_answered_as_words(client: TestClient, query: str) -> None:
    for address in ("/search", "/search?in=reports", "/people", "/people/ilse-marran", "/check"):
        path, _, asked = address.partition("?")
        for ending in ("", ".json"):
            answer = client.get(f"{path}{ending}?{asked}&q={quote(query)}")
            assert answer.status_code in (200, 400), answer.text
            assert "fts5" not in answer.text
            assert ending or "<script>alert" not in answer.text


@pytest.mark.parametrize("syntax", ["facets : {}", "{}*", "NEAR({})", "^{}", "+{}", "{} OR qqqq", "words : {}"])
def test_the_language_of_the_index_is_not_that_of_a_search(client: TestClient, syntax: str) -> None:
    token = "form3db9b4113a30"  # what stands in the index for direct statements
    assert client.get("/search.json", params={"q": "the"}).json()["total"]
    assert client.get("/search.json", params={"q": syntax.format(token)}).json()["total"] == 0


def test_a_search_of_a_passage_is_sent_to_the_check(client: TestClient) -> None:
    answer = client.get("/search.json", params={"q": " ".join(map(str, range(400)))})
    assert (answer.status_code, "check a passage" in answer.json()["error"]) == (400, True)


def test_a_quotation_of_two_thousand_words_is_checked(client: TestClient) -> None:
    answer = client.get("/check.json", params={"q": "we sell bread " * 700})
    assert (answer.status_code, answer.json()["verdict"]) == (200, "not found")


@pytest.mark.parametrize("path", [
    "/static/..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/..%2fapp.py",
    "/static/onrecord.css%00",
    "/static/", "/static", "/static/onrecord.css/x", "/reports/..%2f..%2fetc%2fpasswd", "/reports/%00", "/reports/%ff",
    "/reports/%ed%a0%80", "/reports/a%0d%0aSet-Cookie:%20a=b", "/stories/%f0%9f%99%82", "/people/a%2fb", "/nowhere",
    "/reports/" + "x" * 2_000, "/utterances", "/utterances?of=x", "/utterances?of=:1-2", "/utterances?of=a:9-3",
    "/utterances?of=a:" + "9" * 900 + "-5", "/utterances?of=a:%C2%B2-5", "/rulings/undo", "/.git/config",
])  # fmt: skip
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert error_of(answer.text)


@pytest.mark.parametrize("path", [
    "/reports/" + "x" * 20_000, "/search?q=" + "x" * 20_000, "/search?cursor=-1&q=a", "/search?q=a&cursor=1e9",
    "/search?from=0000", "/search?from=9999-99", "/search?to=10000", "/search?from=2031-02-30", "/search?form=odd",
    "/search?in=odd&q=a", "/reports?cursor=5", "/reports?cursor=%5B1%5D", "/stories?cursor=%7B%7D",
    "/record?cursor=%00",
    "/people?cursor=-1", "/people?cursor=" + "9" * 30, "/reports/demo1?at=9-3", "/reports/demo1?at=0-999999",
    "/reports/demo1?at=5-5", "/reports/demo1?at=-1", "/check?q=a&on=never", "/check?q=a&by=12",
    "/check?q=" + "a+" * 15_000,
])  # fmt: skip
def test_what_can_not_be_asked_is_refused_with_the_reason(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 400
    assert error_of(page.text)
    split = path.partition("?")
    data = client.get(f"{split[0]}.json{split[1]}{split[2]}")
    assert (data.status_code, list(data.json())) == (400, ["error"])


def test_a_request_as_no_browser_sends_it_is_answered(demo_path: Path) -> None:
    for path, raw in (
        ("//evil.example", b"//evil.example"),
        ("//evil.example/", b"//evil.example/"),
        ("/a\udcff", b"/a%ff"),
        ("", b""),
        ("*", b"*"),
    ):
        sent = asyncio.run(answered(demo_path, {"path": path, "raw_path": raw}))
        assert sent[0]["status"] in (200, 307, 400, 404), path
        assert dict(sent[0]["headers"]).get(b"location", b"http://localhost/").startswith(b"http://localhost/")


def test_an_address_with_a_slash_too_many_leads_to_this_site(client: TestClient) -> None:
    answer = client.get("/reports/")
    assert (answer.status_code, answer.headers["Location"]) == (307, "http://localhost/reports")


@pytest.mark.parametrize("path", ["/", "/index.json", "/search", "/static/onrecord.js", "/openapi.json"])
def test_a_head_is_that_of_the_answer_without_a_body(client: TestClient, path: str) -> None:
    head, whole = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    wanted = ["/", "/outlets", "/record", "/people", "/search?q=the", "/search?q=the&in=reports", "/rulings", "/check"]
    while wanted and len(seen) < 300:
        address = wanted.pop(0)
        seen.add(address)
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        if answer.headers["Content-Type"].startswith("text/html"):
            links = {unescape(link).partition("#")[0] for link in findall(r'(?:href|src)="([^"]*)"', answer.text)}
            local = {link for link in links if link.startswith("/")}
            assert links - local <= {""} | {link for link in links if link.startswith(("http", "?", "mailto:"))}, (
                address
            )
            wanted += sorted(local - seen - set(wanted))
    assert len(seen) > 100


# --- what breaks ------------------------------------------------------------------------------------------------------


def test_what_breaks_inside_tells_nothing_of_the_inside(demo_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reader: Reader, asked: Asked) -> Page:
        raise ValueError(SECRET)

    monkeypatch.setitem(ADDRESSES, "/outlets", broken)
    with TestClient(make_app(demo_path), base_url="http://localhost", raise_server_exceptions=False) as client:
        for path in ("/outlets", "/outlets.json"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert SECRET not in answer.text
            assert "Traceback" not in answer.text
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert client.get("/record").status_code == 200, "the reader can be lent again"


def test_a_record_that_goes_away_and_comes_back(tmp_path: Path, demo_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(demo_path)) as whole:
        whole.execute("VACUUM INTO ?", (str(path),))
    with TestClient(make_app(path), base_url="http://localhost") as client:
        before = client.get("/index.json").json()["totals"]["reports"]
        assert before
        path.unlink()
        gone = client.get("/index.json")
        assert (gone.status_code, "no record here" in gone.json()["error"]) == (503, True)
        assert client.get("/").status_code == 503
        path.write_bytes(b"no record " * 1_000)
        assert client.get("/").status_code == 503
        path.unlink()
        with Record(path) as record:
            record.add(write_lines(tmp_path / "one.jsonl", demo_lines()[:1]))
            record.refresh()
        assert client.get("/index.json").json()["totals"]["reports"] == 1


def test_pages_are_answered_while_reports_come(tmp_path: Path) -> None:
    lines = demo_lines()
    path = tmp_path / "busy.db"
    with Record(path) as record:
        record.add(write_lines(tmp_path / "first.jsonl", lines[:4]))
        record.refresh()
    asked = ("/", "/search?q=the", "/search.json?q=the&in=reports", "/people", "/stories", "/record", "/reports/demo1")
    wrong: list[str] = []
    is_done = threading.Event()

    def look(client: TestClient, number: int) -> None:
        while not is_done.is_set():
            answer = client.get(asked[number % len(asked)])
            if answer.status_code != 200:
                wrong.append(f"{answer.status_code} {answer.text[-500:]}")
            number += 1

    with TestClient(make_app(path), base_url="http://localhost") as client:
        threads = [threading.Thread(target=look, args=(client, number)) for number in range(8)]
        for thread in threads:
            thread.start()
        try:
            with Record(path) as record:
                for number in range(4, len(lines), 4):
                    record.add(write_lines(tmp_path / f"{number}.jsonl", lines[number : number + 4]))
                    record.refresh()
        finally:
            is_done.set()
            for thread in threads:
                thread.join()
        assert wrong == []
        assert client.get("/index.json").json()["totals"]["reports"] == len(lines)


# --- editing ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[TestClient]:
    """A browser that may edit a record of two speakers."""
    lines = [
        {"id": "a", "text": "“The sluice is open,” said Ana Ruiz.", "published": "2031-05-02"},
        {"id": "b", "text": "“The mill is shut,” said Tom Vale.", "published": "2031-05-03"},
    ]
    with Record(tmp_path / "edit.db") as record:
        record.add(write_lines(tmp_path / "edit.jsonl", lines))
        record.refresh()
    app = make_app(tmp_path / "edit.db", edit=True)
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as browser:
        yield browser


def token_of(page: Response) -> str:
    """Give the token of the forms of a page."""
    found = search(r'name="token" value="([0-9a-f]{64})"', page.text)
    assert found, page.text
    return found[1]


def ruled(browser: TestClient) -> int:
    """Count the rulings on record."""
    return len(browser.get("/rulings.json").json()["rulings"])


def test_an_editor_rules_and_takes_it_back(editor: TestClient) -> None:
    page = editor.get("/reports/a")
    assert page.cookies[COOKIE]
    assert "httponly" in page.headers["Set-Cookie"].lower()
    assert "samesite=strict" in page.headers["Set-Cookie"].lower()
    statement = editor.get("/reports/a.json").json()["statements"][0]["id"]
    form = {"token": token_of(page), "ruling": "speaker", "a": statement, "speaker": "Eva Marsh"}
    form["back"] = "/reports/a?x=1"
    answer = editor.post("/rulings", data=form, headers={"Origin": "http://localhost"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/reports/a?x=1")
    (ruling,) = editor.get("/rulings.json").json()["rulings"]
    assert ruling["speaker"] == "Eva Marsh"
    undone = {"token": form["token"], "id": ruling["id"], "back": "https://evil.example/"}
    answer = editor.post("/rulings/undo", data=undone)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert ruled(editor) == 0


def test_nobody_else_rules_in_the_name_of_the_editor(editor: TestClient) -> None:
    page = editor.get("/reports/a")
    statement = editor.get("/reports/a.json").json()["statements"][0]["id"]
    form = {"token": token_of(page), "ruling": "speaker", "a": statement, "speaker": "Eva Marsh"}
    session = editor.cookies[COOKIE]
    with TestClient(editor.app, base_url="http://localhost") as other:
        stolen = token_of(other.get("/reports/a"))
    refused: list[dict[str, Any]] = [
        {"data": form | {"token": ""}},
        {"data": {name: value for name, value in form.items() if name != "token"}},
        {"data": form | {"token": stolen}},
        {"data": form | {"token": "é"}},
        {"data": form, "headers": {"Origin": "http://evil.example"}},
        {"data": form, "headers": {"Origin": "null"}},
        {"data": form, "headers": {"Sec-Fetch-Site": "same-site"}},
        {"json": form},
        {"params": form},
    ]
    for sent in refused:
        assert editor.post("/rulings", **sent).status_code == 403, sent
        assert editor.post("/rulings/undo", **sent).status_code == 403, sent
    editor.cookies.clear()
    assert editor.post("/rulings", data=form).status_code == 403, "no cookie"
    editor.cookies[COOKIE] = "0" * 32
    assert editor.post("/rulings", data=form).status_code == 403, "another session"
    editor.cookies.clear()
    editor.cookies[COOKIE] = session
    for path in ("/rulings", "/rulings/undo"):
        editor.get(path, params=form)
        editor.head(path, params=form)
    assert ruled(editor) == 0


@pytest.mark.parametrize("form", [
    {}, {"ruling": "odd", "a": "a:1-19"}, {"ruling": "same", "a": "a:1-19"}, {"ruling": "same", "a": "x", "b": "y"},
    {"ruling": "speaker", "a": "x", "speaker": "Eva Marsh"}, {"ruling": "speaker", "a": "a:1-19"},
    {"ruling": "speaker", "speaker": "Eva Marsh"}, {"ruling": "speaker", "a": "\0", "speaker": "\0"},
    {"ruling": "speaker", "a": "a" * 9_000, "speaker": "E"},
])  # fmt: skip
def test_a_ruling_that_is_none_is_refused_with_the_reason(editor: TestClient, form: dict[str, str]) -> None:
    token = token_of(editor.get("/reports/a"))
    answer = editor.post("/rulings", data={"token": token, **form})
    assert answer.status_code == 400
    assert error_of(answer.text)
    assert ruled(editor) == 0


def test_a_page_that_is_only_read_has_no_forms_that_write(client: TestClient) -> None:
    page = client.get("/reports/demo1")
    assert "token" not in page.text
    assert "Set-Cookie" not in page.headers
    assert client.post("/rulings", data={"ruling": "same"}).status_code == 405
    assert client.post("/rulings/undo", data={"id": "a"}).status_code == 404
