"""Drafts that are sent, and rulings: done, refused with the reason, or ended when they take too long."""

import asyncio
import io
import json
import multiprocessing
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from asgi import answered, error_of
from looking import findings_of, made
from makers import MAKER
from onrecord.errors import RecordMissing, RecordUnusable, UsageError
from onrecord.model import Narrowing
from onrecord.pipeline.editor import known_people
from onrecord.pipeline.reader import Reader
from onrecord.pipeline.stages import digest_of
from onrecord.record import Queries
from onrecord.views.web import apart, work
from onrecord.views.web.app import LARGEST_BODY
from onrecord.views.web.guard import HEADERS


@pytest.fixture
def drafts_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts are checked in this process, where the tagger is loaded once."""

    async def run_here(done: Any, *arguments: Any, seconds: float) -> Any:
        return done(*arguments)

    monkeypatch.setattr(work, "run_apart", run_here)


def word_file(text: str) -> bytes:
    """Make a Word file of one paragraph."""
    made = io.BytesIO()
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml",
            f"<w:document {spaces}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        )
    return made.getvalue()


DRAFT = "“We sell bread,” said Ana Ruiz."
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


@pytest.mark.parametrize(("name", "content"), [
    ("draft.txt", DRAFT.encode()), ("draft.md", DRAFT.encode()), ("draft.html", f"<p>{DRAFT}</p>".encode()),
    ("draft.docx", word_file(DRAFT)), ("DRAFT.DOCX", word_file(DRAFT)), ("draft", DRAFT.encode()),
    ("../../etc/draft.txt", DRAFT.encode()), ("dräft <b>.txt", DRAFT.encode()), ("draft.txt", DRAFT.encode("utf-16")),
])  # fmt: skip
@pytest.mark.usefixtures("drafts_here")
def test_a_draft_that_is_a_file_is_checked(client: TestClient, name: str, content: bytes) -> None:
    answer = client.post("/check.json", files={"draft": (name, content)})
    assert answer.status_code == 200, answer.text
    assert [each["quotation"] for each in answer.json()["checks"]] == ["We sell bread,"]
    page = client.post("/check", files={"draft": (name, content)})
    assert (page.status_code, "ft <b>" in page.text) == (200, False)


@pytest.mark.usefixtures("drafts_here")
def test_a_draft_that_is_pasted_is_checked(client: TestClient) -> None:
    for sent in ({"data": {"text": DRAFT}}, {"files": {"text": (None, DRAFT)}}):
        assert len(client.post("/check.json", **sent).json()["checks"]) == 1


@pytest.mark.parametrize(("sent", "status"), [
    ({}, 400),
    ({"data": {"text": " \n"}}, 400),
    ({"data": {"other": "a"}}, 400),
    ({"json": {"text": DRAFT}}, 400),
    ({"content": DRAFT.encode(), "headers": {"Content-Type": "text/plain"}}, 400),
    ({"content": DRAFT.encode(), "headers": {"Content-Type": "multipart/form-data"}}, 400),
    ({"content": b"--a\r\nbroken", "headers": {"Content-Type": "multipart/form-data; boundary=a"}}, 400),
    ({"content": b"\xff\xfe=%ff%fe&" * 9, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
    ({"files": {"draft": ("", b"")}}, 400),
    ({"files": {"draft": ("a.txt", b"")}}, 400),
    ({"files": {"draft": ("a.docx", PDF)}}, 400),
    ({"files": {"draft": ("a.pdf", PDF)}}, 400),
    ({"files": {"draft": ("a.docx", word_file(DRAFT)[:300])}}, 400),
    ({"files": {"draft": ("a.docx", word_file("a" * 150_000_000))}}, 400),
    ({"files": {f"draft{number}": ("a.txt", b"a") for number in range(9)}}, 400),
    ({"data": {f"a{number}": "a" for number in range(200)}, "files": {"draft": ("a.txt", DRAFT.encode())}}, 400),
    ({"data": {"text": "a " * 600_000}}, 400),
    ({"files": {"draft": ("a.txt", b"a " * 4_500_000)}}, 413),
    ({"content": b"a" * (LARGEST_BODY + 1)}, 413),
    ({"data": {"text": DRAFT}, "headers": {"Origin": "http://evil.example"}}, 403),
    ({"data": {"text": DRAFT}, "headers": {"Origin": "null"}}, 403),
    ({"data": {"text": DRAFT}, "headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
])  # fmt: skip
@pytest.mark.parametrize("ending", ["", ".json"])
@pytest.mark.usefixtures("drafts_here")
def test_what_is_no_draft_is_refused_with_the_reason(
    client: TestClient, sent: dict[str, Any], status: int, ending: str
) -> None:
    answer = client.post(f"/check{ending}", **sent)
    assert answer.status_code == status, answer.text
    why = answer.json()["error"] if ending else error_of(answer.text)
    assert why
    assert "/tmp" not in why
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_body_that_does_not_tell_its_length_is_cut_off(demo_path: Path) -> None:
    scope = {
        "method": "POST", "path": "/check.json", "raw_path": b"/check.json",
        "headers": [(b"content-type", b"application/x-www-form-urlencoded")],
    }  # fmt: skip
    sent = asyncio.run(answered(demo_path, scope, b"text=" + b"a" * 1_000_000 + b"&", times=1_000_000))
    assert sent[0]["status"] == 413
    assert json.loads(sent[1]["body"]) == {"error": "this is too large"}
    whole = asyncio.run(answered(demo_path, scope, b"text=a&", times=3))
    assert whole[0]["status"] == 200


def test_many_fields_are_refused(client: TestClient) -> None:
    body = b"a&" * (LARGEST_BODY // 2)
    answer = client.post("/check.json", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 400


def test_a_draft_that_takes_too_long_is_ended(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "DRAFT_SECONDS", 0.05)
    answer = client.post("/check.json", data={"text": DRAFT})
    assert (answer.status_code, "longer than the 0.05 seconds" in answer.json()["error"]) == (503, True)
    assert multiprocessing.active_children() == []


def test_a_draft_too_many_is_told_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "DRAFTS_AT_ONCE", 0)
    answer = client.post("/check.json", data={"text": DRAFT})
    assert (answer.status_code, "again in a minute" in answer.json()["error"]) == (503, True)


def test_what_never_ends_is_ended() -> None:
    began = time.perf_counter()
    with pytest.raises(apart.TooSlow, match=r"longer than the 0\.5 seconds"):
        asyncio.run(apart.run_apart(time.sleep, 60, seconds=0.5))
    assert time.perf_counter() - began < 20
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_is_told(client: TestClient) -> None:
    with pytest.raises(RecordUnusable, match="broken off"):
        asyncio.run(apart.run_apart(os._exit, 9, seconds=60))
    assert multiprocessing.active_children() == []


def test_what_is_sent_may_be_more_than_a_pipe_holds() -> None:
    assert asyncio.run(apart.run_apart(len, b"a" * 3_000_000, seconds=60)) == 3_000_000


def test_a_process_that_dies_before_it_reads_does_not_keep_the_server_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_run", os.abort)  # it takes no connection: the process ends before it reads one
    with pytest.raises(RecordUnusable, match="broken off"):
        asyncio.run(apart.run_apart(len, b"a" * 3_000_000, seconds=60))
    assert multiprocessing.active_children() == []


# --- what writes ------------------------------------------------------------------------------------------------------


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A record to which a report came that is not in what was derived."""
    path = tmp_path / "stale.db"
    first, second = findings_of()[:2]
    made([first], path)
    with Queries(path) as store:
        store.put(second, digest_of(second.report), MAKER)
    return path


def test_a_ruling_waits_for_nothing_to_be_derived(stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("onrecord.pipeline.keeping.derive")
    with Reader(stale) as reader:
        statement = reader.find_sayings(None, Narrowing(), None).sayings[0].statement
        ruling = work.rule_speaker(stale, statement, "Eva Marsh", "person")
        assert [each for each, _ in reader.rulings()] == [ruling]
        assert reader.is_stale


def test_what_came_to_a_record_that_may_only_be_read_is_told(stale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.store.Store.is_writable", False)
    with pytest.raises(RecordUnusable, match="may only be read here"):
        work.derive(stale)


def test_what_fails_in_another_process_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match="no record here"):
        asyncio.run(apart.run_apart(work.derive, tmp_path / "none.db", seconds=60))
    with pytest.raises(UsageError, match=r"nowhere\.csv"):
        asyncio.run(apart.run_apart(known_people, "nowhere.csv", seconds=60))
