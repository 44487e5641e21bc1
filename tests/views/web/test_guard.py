"""Who may ask, from where, and what every answer carries."""

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from onrecord.views.web.guard import COOKIE, HEADERS, Forms, is_from_elsewhere, local_path


def request_of(**headers: str) -> Request:
    """Make a request with some headers; an underscore stands for a dash."""
    sent = [(name.replace("_", "-").lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": sent})


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:9", "[::1]", "[::1]:8000", "LOCALHOST"])
def test_the_page_is_read_under_the_names_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/index.json", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", [
    "", "evil.example", "localhost.evil.example", "evil.example:80", "localhost:evil.example", "evil.example#localhost",
    "localhost@evil.example", "localhost/evil.example", "127.0.0.1.evil.example", "0.0.0.0", "::2", "[::1", "[::1]evil",
    "localhost, evil.example", "testserver",
])  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/index.json", "/static/onrecord.css"])
def test_a_name_that_somebody_else_leads_here_reads_nothing(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.text) == (400, "Invalid host header")
    assert_guarded(answer.headers)


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/", 200), ("GET", "/index.json", 200), ("GET", "/static/onrecord.js", 200), ("GET", "/openapi.json", 200),
    ("GET", "/nowhere", 404), ("GET", "/stories/none", 404), ("GET", "/search?form=odd", 400), ("PUT", "/check", 405),
    ("OPTIONS", "/check.json", 405), ("HEAD", "/", 200), ("POST", "/check", 400), ("POST", "/rulings", 405),
    ("GET", "/reports/", 307),
])  # fmt: skip
def test_every_answer_carries_the_headers(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, headers={"Origin": "http://localhost"})
    assert answer.status_code == status
    assert_guarded(answer.headers)
    if status == 405:
        assert answer.headers["Allow"]


def assert_guarded(headers: object) -> None:
    found = {name.lower(): value for name, value in dict(headers).items()}  # type: ignore[call-overload]
    assert {name: found.get(name.lower()) for name in HEADERS} == HEADERS
    assert found["cache-control"]
    assert not [name for name in found if name.startswith("access-control")]


def test_nothing_on_a_page_runs_but_the_script_of_the_page() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(("headers", "is_elsewhere"), [
    ({}, False),
    ({"Origin": "http://localhost:8000"}, False),
    ({"Origin": "http://localhost:8000", "Sec_Fetch_Site": "same-origin"}, False),
    ({"Sec_Fetch_Site": "none"}, False),
    ({"Origin": "null"}, True),
    ({"Origin": ""}, True),
    ({"Origin": "http://localhost"}, True),
    ({"Origin": "http://localhost:9000"}, True),
    ({"Origin": "http://evil.example"}, True),
    ({"Origin": "http://["}, True),
    ({"Origin": "\xff"}, True),
    ({"Sec_Fetch_Site": "cross-site"}, True),
    ({"Sec_Fetch_Site": "same-site"}, True),
    ({"Origin": "http://localhost:8000", "Sec_Fetch_Site": "cross-site"}, True),
])  # fmt: skip
def test_a_form_from_elsewhere_is_known(headers: dict[str, str], is_elsewhere: bool) -> None:
    assert is_from_elsewhere(request_of(Host="localhost:8000", **headers)) is is_elsewhere


@pytest.mark.parametrize("path", [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "evil", "",
    " /a", "/a\nb", "/\t/evil.example", "/a\\..\\b", "/\x00", "http:/evil.example",
])  # fmt: skip
def test_a_form_leads_back_to_this_site_only(path: str) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize("path", ["/", "/stories/a?x=1#at", "/people/m%C3%BCller", "/a//b"])
def test_a_form_leads_back_to_where_it_was(path: str) -> None:
    assert local_path(path) == path


def test_a_token_is_of_one_session_and_one_run() -> None:
    ours, others = Forms(), Forms()
    request = request_of(Cookie=f"{COOKIE}=abc")
    assert ours.is_ours(request, ours.token("abc"))
    assert not ours.is_ours(request, ours.token("abd"))
    assert not ours.is_ours(request, others.token("abc"))
    assert not ours.is_ours(request, "")
    assert not ours.is_ours(request, "é\ud800")
    assert not ours.is_ours(request_of(), ours.token(""))
