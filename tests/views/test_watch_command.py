"""The command that follows addresses, as a user or cron sees it."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from onrecord.fetch.pace import Pace
from onrecord.pipeline.watch import Happening
from onrecord.views.watch_command import _ended_by_signals, line_of
from webserver import Server, answer, serving

Run = Callable[..., tuple[int, str, str]]
PAGE = """<html><head><title>River rises</title></head><body><article><h1>River rises</h1>
<p>The river rose by a metre on Monday night, the town of Elm said in a note to all who live there.</p>
<p>“We will stay where we are,” said the mayor, Ana Ruiz, at the bridge on Tuesday.</p></article></body></html>"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a feed of one page, asked without a pause."""
    monkeypatch.setattr(Pace, "turn", lambda pace, host, pause: nullcontext())
    with serving() as each:
        each.routes |= {
            "/robots.txt": answer(""),
            "/feed": answer("<rss><channel><item><link>/river</link></item></channel></rss>"),
            "/river": answer(PAGE),
        }
        yield each


def test_a_round_is_logged_a_line_a_thing(run: Run, server: Server) -> None:
    code, out, err = run("watch", server.url("/feed"), "--once", "--allow-private")
    assert (code, out) == (0, "")
    added, listed, summary = err.splitlines()
    assert added[20:] == f" added     {server.url('/river')}: “River rises”"
    assert listed[20:] == f" listed    {server.url('/feed')}"
    assert summary[20:] == " round     1 new, 0 of them editions, 0 failed"
    code, out, _ = run("export", "reports")
    assert json.loads(out)["url"] == server.url("/river")


def test_for_programs_each_thing_is_a_line_of_json(run: Run, server: Server) -> None:
    code, out, err = run("watch", server.url("/river"), "--once", "--allow-private", "--json", "-q")
    assert (code, err) == (0, "")
    happened = [json.loads(line) for line in out.splitlines()]
    assert [each["what"] for each in happened] == ["added", "round"]
    assert set(happened[0]) == {"at", "what", "url", "report", "outlet", "headline", "why", "left"}


def test_nothing_inside_is_asked_unless_it_is_allowed(run: Run, server: Server) -> None:
    code, _, err = run("watch", server.url("/feed"), "--once")
    assert (code, server.asked) == (2, [])
    assert "an address of this computer; if you mean it, give it with --allow-private" in err
    assert run("watch", server.url("/feed"), "--once", "--allow-private")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["day.txt"], "day.txt: this is no address of the web; onrecord add reads files"),
        (["ftp://elm.example/a"], "ftp://elm.example/a: only addresses that begin with http:// or https:// are asked"),
        (["http://ana:secret@elm.example/"], "it has a name or password in it"),
        ([], "Missing argument"),
        (["http://elm.example/", "--every", "0"], "Invalid value for '--every'"),
    ],
)
def test_bad_use_is_one_line(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run("watch", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_add_takes_addresses(run: Run, server: Server) -> None:
    code, out, _ = run("add", server.url("/river"), "--allow-private", "--json")
    assert (code, len(json.loads(out)["new"])) == (0, 1)
    code, out, _ = run("statements", server.url("/river"), "--allow-private")
    assert json.loads(out)["report"]["headline"] == "River rises"


def test_a_signal_ends_it_cleanly(server: Server, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "watch", server.url("/river"), "--allow-private", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    happened = [json.loads(process.stdout.readline())["what"] for _ in range(2)]
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, happened) == (0, ["added", "round"])
    assert json.loads(out)["what"] == "stopped"
    assert "onrecord: ending after what is being written; once more ends it at once" in err


def test_a_second_signal_ends_it_at_once() -> None:
    stop = threading.Event()
    said: list[str] = []
    with _ended_by_signals(stop, lambda: said.append("ending")):
        os.kill(os.getpid(), signal.SIGINT)
        assert (stop.is_set(), said) == (True, ["ending"])
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)


def test_a_page_can_not_steer_the_terminal() -> None:
    evil = Happening("2031-05-12T08:00:00Z", "added", "http://elm.example/a", headline="a\x1b[31m\nb" + "c" * 900)
    line = line_of(evil)
    assert ("\x1b" in line, "\n" in line, len(line) < 400) == (False, False, True)
