"""The server for assistants, as one meets it: over pipes, with the client of the official SDK."""

import json
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, MCPError
from mcp_types import PARSE_ERROR, CallToolResult

from assistants import Call, asked, text_of, with_assistant
from makers import MAKER, make_report
from onrecord import Record
from onrecord.errors import RecordUnusable, UsageError
from onrecord.pipeline.stages import digest_of, find
from onrecord.record import Queries
from onrecord.views import mcp_server
from onrecord.views.mcp_server import Desk
from onrecord.views.mcp_tools import Answer
from onrecord.views.web import work

SAID = "We will rebuild the sluice where it stands"
HELLO = {
    "jsonrpc": "2.0", "id": 0, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "pipe", "version": "1"}},
}  # fmt: skip
READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


@pytest.fixture(scope="session")
def demo(demo_record: Record) -> Path:
    """Where the record of the sample reports lies, with what they say together."""
    demo_record.refresh()
    return demo_record._store.path


def call_line(number: int, name: str, **arguments: Any) -> dict[str, Any]:
    return {
        "jsonrpc": "2.0",
        "id": number,
        "method": "tools/call",
        "params": {"name": name, "arguments": arguments},
    }


def piped(record: Path, *lines: Any) -> "subprocess.CompletedProcess[bytes]":
    """Pipe lines into the server, as a shell does: the input ends right after them."""
    data = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    command = [sys.executable, "-m", "onrecord", "mcp", "--record", str(record)]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=120)


def answers_in(done: "subprocess.CompletedProcess[bytes]") -> dict[Any, Any]:
    """Give the answers by the numbers of their questions; every line must be one."""
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}


def test_the_tools_say_what_they_are_for_and_that_they_only_read(demo: Path) -> None:
    async def ask(client: Client) -> tuple[Any, str | None]:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = with_assistant(demo, ask)
    assert [tool.name for tool in tools] == ["check", "search", "brief", "who"]
    assert instructions
    assert "never" in instructions
    for tool in tools:
        assert "THIS record" in tool.description or tool.name == "brief"
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert all("description" in each for each in tool.input_schema["properties"].values())
        assert tool.output_schema


def test_each_tool_answers_with_rows_and_with_words_to_quote(demo: Path) -> None:
    check, search, said, brief, who = asked(
        demo,
        ("check", {"quotation": SAID, "by": "Marran"}),
        ("search", {"query": "sluice"}),
        ("search", {"query": "sluice", "by": "Marran", "first": "2031-05", "limit": 3}),
        ("brief", {}),
        ("who", {"name": "Marran"}),
    )
    assert check.structured_content["verdict"] == "exact"
    assert "Daily Capstan, 2031-05-14" in text_of(check)
    assert f'"{SAID}," she said.' in text_of(check)
    assert [each["outlet"] for each in check.structured_content["sources"]]
    assert search.structured_content["hits"]
    assert re.search(r"\n   \S+demo.jsonl:\d+ \(report demo\d+\)\n", text_of(search))
    assert len(said.structured_content["statements"]) == 3
    assert said.structured_content["left_out"]["statements"] == said.structured_content["total"] - 3
    assert brief.structured_content["story"]["title"] in text_of(brief)
    assert {each["name"] for each in who.structured_content["people"]} >= {"Ilse Marran", "Joren Marran"}
    assert "Joren Marran, director" in text_of(who)


BAD: dict[str, Call] = {
    "check: Object missing required field `quotation`; it takes quotation, by, on": ("check", {}),
    "check: Object contains unknown field `speaker`; it takes": ("check", {"quotation": SAID, "speaker": "Marran"}),
    "check: quotation: Expected `str`, got `array`": ("check", {"quotation": ["a"]}),
    "check: quotation: Expected `str` of length <= 20000": ("check", {"quotation": "x " * 50_000}),
    "holds no word": ("check", {"quotation": "… !"}),
    "the day of days: this is no day": ("check", {"quotation": SAID, "on": "the day of days"}),
    "?: this is no name": ("check", {"quotation": SAID, "by": "?"}),
    "astronaut: no people on record are called that": ("check", {"quotation": SAID, "by": "the astronaut"}),
    "search: there is no word to search for": ("search", {}),
    "search: limit: Expected `int` <= 25": ("search", {"query": "sluice", "limit": 10_000}),
    "31 June 2031: this is no day": ("search", {"query": "sluice", "last": "31 June 2031"}),
    "quantum chess: no story answers to that": ("brief", {"story": "quantum chess"}),
    "this is no name": ("who", {"name": " "}),
}


def test_what_can_not_be_answered_is_one_line_that_says_why(demo: Path) -> None:
    for says, answer in zip(BAD, asked(demo, *BAD.values()), strict=True):
        assert answer.is_error, says
        assert answer.structured_content is None
        assert says in text_of(answer)
        assert "\n" not in text_of(answer)


def test_a_tool_that_is_none_is_an_error_of_the_protocol(demo: Path) -> None:
    async def ask(client: Client) -> str:
        with pytest.raises(MCPError) as failed:
            await client.call_tool("delete_everything", {})
        return str(failed.value)

    assert "there are check, search, brief, who" in with_assistant(demo, ask)


HOSTILE = (
    "\x1b[31m\u202e\x00", "'; DROP TABLE reports; --", '"sluice" OR NEAR(', "{{7*7}}", "<script>alert(1)</script>",
    "../../etc/passwd", "%s%n", "\U0001f9ff" * 500, "word " * 390,
)  # fmt: skip


def test_hostile_words_are_only_words(demo: Path) -> None:
    calls: list[Call] = []
    for words in HOSTILE:
        calls += [("check", {"quotation": words, "by": words}), ("check", {"quotation": f"{SAID} {words}"})]
        calls += [("search", {"query": words}), ("search", {"query": words, "said": True, "outlet": words})]
        calls += [("brief", {"story": words}), ("who", {"name": words})]
    for (name, arguments), answer in zip(calls, asked(demo, *calls), strict=True):
        text = text_of(answer)
        assert answer.is_error or answer.structured_content, (name, arguments)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "Traceback" not in text
        assert not answer.is_error or "\n" not in text, (name, arguments)


def test_calls_at_the_same_time_have_each_its_own_answer(demo: Path) -> None:
    quotations = [f"{SAID} number {number}" for number in range(24)]
    found: dict[str, str] = {}

    async def ask(client: Client) -> None:
        async def check(quotation: str) -> None:
            answer = await client.call_tool("check", {"quotation": quotation})
            found[quotation] = answer.structured_content["quotation"]

        async with anyio.create_task_group() as tasks:
            for quotation in quotations:
                tasks.start_soon(check, quotation)

    with_assistant(demo, ask)
    assert found == {quotation: quotation for quotation in quotations}


def test_what_is_asked_before_the_input_ends_is_answered_and_nothing_else_is_printed(demo: Path) -> None:
    done = piped(demo, HELLO, READY, call_line(1, "check", quotation=SAID), call_line(2, "brief"))
    assert done.returncode == 0
    assert done.stderr == b""
    answers = answers_in(done)
    assert set(answers) == {0, 1, 2}
    assert answers[1]["result"]["structuredContent"]["verdict"] == "exact"


def test_a_line_that_is_no_message_has_an_error_and_the_next_is_answered(demo: Path) -> None:
    bad = (b"no JSON\n", b"\xff\xfe{}\n", b'{"id": 1}\n', b"[" * 100_000 + b"\n", b'"\\ud800"\n')
    done = piped(demo, HELLO, READY, *bad, call_line(1, "check", quotation=SAID))
    assert done.returncode == 0
    errors = [each["error"] for each in map(json.loads, done.stdout.splitlines()) if each["id"] is None]
    assert [error["code"] for error in errors] == [PARSE_ERROR] * len(bad)
    assert all("no message" in error["message"] for error in errors)
    assert answers_in(done)[1]["result"]["structuredContent"]["verdict"] == "exact"


def test_input_that_ends_at_once_ends_the_server(demo: Path) -> None:
    done = piped(demo)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(demo: Path, sent: signal.Signals) -> None:
    command = [sys.executable, "-m", "onrecord", "mcp", "--record", str(demo)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(HELLO).encode() + b"\n")
        server.stdin.flush()
        assert server.stdout.readline()  # it is up
        server.send_signal(sent)
        assert server.wait(10) == 0
        assert server.stderr
        assert server.stderr.read() == b""


def test_an_assistant_that_goes_away_ends_it_without_a_word(demo: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "mcp", "--record", str(demo)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdout.close()
        server.stdin.write(json.dumps(HELLO).encode() + b"\n")
        server.stdin.close()
        assert server.wait(10) == 0
        assert server.stderr.read() == b""


def test_a_record_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    done = piped(tmp_path / "none.db", HELLO)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"no record here; make it with: onrecord add" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_record_that_is_taken_away_is_told_in_the_answer(tmp_path: Path, demo: Path) -> None:
    record = copied(demo, tmp_path)

    async def ask(client: Client) -> tuple[CallToolResult, CallToolResult]:
        before = await client.call_tool("check", {"quotation": SAID})
        record.unlink()
        return before, await client.call_tool("check", {"quotation": SAID})

    before, after = with_assistant(record, ask)
    assert not before.is_error
    assert after.is_error
    assert "no record here" in text_of(after)


def test_what_is_read_meanwhile_is_in_the_next_answer(tmp_path: Path, demo: Path) -> None:
    record = copied(demo, tmp_path)

    async def ask(client: Client) -> tuple[CallToolResult, CallToolResult]:
        before = await client.call_tool("who", {"name": "Brekke"})
        leave_stale(record)
        return before, await client.call_tool("who", {"name": "Brekke"})

    before, after = with_assistant(record, ask)
    assert before.structured_content["people"] == []
    assert before.structured_content["remark"] is None
    assert "Nobody on this record is called Brekke" in text_of(before)
    # On a machine that is busy the deriving may take longer than an answer waits; then the answer says so.
    names = [each["name"] for each in after.structured_content["people"]]
    assert names == ["Oda Brekke"] or "is being put together" in after.structured_content["remark"]


def test_what_came_last_and_can_not_be_derived_is_told(
    tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = copied(demo, tmp_path)
    leave_stale(record)

    async def refuse(*arguments: object, seconds: float) -> None:
        raise RecordUnusable("the record may only be read here")

    async def ask() -> Answer:
        desk = Desk(record)
        try:
            return await desk.answer("check", {"quotation": SAID})
        finally:
            await desk.close()

    monkeypatch.setattr(work, "run_apart", refuse)
    answer = anyio.run(ask)
    assert answer.row["verdict"] == "exact"
    assert (
        answer.row["remark"] == "What came last is not in this answer, or not wholly: the record may only be read here"
    )
    assert answer.text.endswith(f"[{answer.row['remark']}]")


def test_it_answers_while_another_process_is_writing(tmp_path: Path, demo: Path) -> None:
    record = copied(demo, tmp_path)
    with closing(sqlite3.connect(record)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")

        async def ask(client: Client) -> CallToolResult:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("DELETE FROM reports")
            answer = await client.call_tool("check", {"quotation": SAID})
            writer.execute("ROLLBACK")
            return answer

        answer = with_assistant(record, ask)
    assert answer.structured_content["verdict"] == "exact"


def leave_stale(record: Path) -> None:
    """Put a report on record, as an `add` does that leaves the deriving to the next question."""
    report = make_report("“The ferry has a hole the size of a cow,” said Oda Brekke.", published="2031-06-07")
    with Queries(record) as store:
        store.put(find(report), digest_of(report), MAKER)
        assert store.is_stale


def copied(record: Path, folder: Path) -> Path:
    """Copy a record as it stands, whoever has it open."""
    copy = folder / "copy.db"
    with closing(sqlite3.connect(record)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def test_without_the_sdk_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, demo: Path) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server.stdio", None)
    with pytest.raises(UsageError, match=r"pip install 'onrecord\[mcp\]'"):
        mcp_server.serve(str(demo))
