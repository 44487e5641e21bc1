"""Following, round after round: what comes onto the record, what is told of it, and how it ends."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from clocks import Hurried
from onrecord import Record
from onrecord.errors import OnRecordError, UsageError
from onrecord.fetch import FetchOptions, Step, Visitor, Visits, follow
from onrecord.model import Visit
from onrecord.pipeline.alone import alone
from onrecord.pipeline.watch import Happening, Watching, watch
from webserver import Server, answer, serving

PAGE = """<html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>The river rose by a metre on Monday night, the town of Elm said in a note to all who live there.</p>
<p>“{said},” said the mayor, Ana Ruiz, at the bridge on Tuesday.</p></article></body></html>"""
ONCE = Watching(once=True, jobs=0, fetching=FetchOptions(allow_private=True))


def page(title: str = "River rises", said: str = "We will stay where we are") -> bytes:
    return answer(PAGE.format(title=title, said=said), etag=f'"{title} {said}"')


def feed(*paths: str, modified: str = "") -> bytes:
    entries = "".join(f"<entry><link href='{path}'/><updated>{modified}</updated></entry>" for path in paths)
    return answer(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as each:
        yield each


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as each:
        yield each


@pytest.fixture
def look(record: Record) -> Callable[..., list[tuple[str, str]]]:
    """Follow for one round, and tell what happened where."""
    hurried = Hurried()

    def look(*urls: str, hours: float = 0) -> list[tuple[str, str]]:
        hurried.skip(hours=hours)
        told: list[Happening] = []
        watch(record, urls, told.append, watching=ONCE, clock=hurried.clock)
        return [(each.what, "/" + (each.url or "").rpartition("/")[2]) for each in told if each.what != "round"]

    return look


Look = Callable[..., list[tuple[str, str]]]


def test_what_a_feed_lists_comes_onto_the_record_once(server: Server, look: Look, record: Record) -> None:
    server.routes |= {"/feed": feed("/a", "/b"), "/a": page("A flood"), "/b": page("B flood")}
    assert look(server.url("/feed")) == [("added", "/a"), ("added", "/b"), ("listed", "/feed")]
    assert look(server.url("/feed")) == [("listed", "/feed")]
    reports = list(record.export("reports"))
    assert sorted(report["url"] for report in reports) == [server.url("/a"), server.url("/b")]
    assert "We will stay where we are" in str(list(record.export("statements")))


def test_an_edit_after_publication_is_an_edition(server: Server, look: Look, record: Record) -> None:
    server.routes |= {"/feed": feed("/a"), "/a": page()}
    look(server.url("/feed"))
    server.routes["/a"] = page(said="We may not stay where we are")
    assert look(server.url("/feed")) == [("listed", "/feed")]
    assert look(server.url("/feed"), hours=2) == [("listed", "/feed"), ("edition", "/a")]
    assert len(list(record.export("reports"))) == 2


def test_another_page_with_the_same_text_is_known(server: Server, look: Look) -> None:
    server.routes |= {"/feed": feed("/a"), "/a": page()}
    look(server.url("/feed"))
    server.routes["/a"] = answer(PAGE.format(title="River rises", said="We will stay where we are") + "<!-- ad 2 -->")
    assert look(server.url("/feed"), hours=2) == [("listed", "/feed"), ("known", "/a")]


def test_a_page_that_did_not_change_was_seen_there_again(server: Server, look: Look, record: Record) -> None:
    server.routes["/a"] = lambda asked: answer(status=304) if "if-none-match" in asked.headers else page()
    look(server.url("/a"))
    (report,) = record.export("reports")
    first = record.store.seen([report["id"]])[report["id"]]
    assert look(server.url("/a"), hours=2) == [("unchanged", "/a")]
    again = record.store.seen([report["id"]])[report["id"]]
    assert (first[0], first[1][:13], again[1][:13]) == (again[0], "2031-05-12T08", "2031-05-12T10")


def test_an_address_that_fails_does_not_stop_the_others(server: Server, look: Look, record: Record) -> None:
    server.routes |= {"/feed": feed("/a"), "/a": page()}
    down = server.url("/down")
    assert sorted(look(down, server.url("/feed"))) == [("added", "/a"), ("failed", "/down"), ("listed", "/feed")]
    assert [failure.location for failure in record.store.failures()] == [down]
    assert ("waiting", "/down") in look(down, server.url("/feed"))
    server.routes["/down"] = feed()
    assert ("listed", "/down") in look(down, hours=1)
    assert record.store.failures() == ()


def test_a_page_without_a_report_is_a_failure(server: Server, look: Look, record: Record) -> None:
    server.routes |= {"/feed": feed("/a"), "/a": answer("<html><body><a href='/'>Home</a></body></html>")}
    assert look(server.url("/feed")) == [("failed", "/a"), ("listed", "/feed")]
    assert [failure.stage for failure in record.store.failures()] == ["read"]


def test_an_error_of_the_program_costs_one_address(server: Server, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(url: str, visits: Visits, visitor: Visitor) -> Iterator[Step]:
        if url.endswith("/bad"):
            raise ZeroDivisionError("never mind")
        return follow(url, visits, visitor)

    monkeypatch.setattr("onrecord.pipeline.watch.follow", fail)
    server.routes["/feed"] = feed()
    assert sorted(look(server.url("/bad"), server.url("/feed"))) == [("failed", "/bad"), ("listed", "/feed")]


def test_what_is_told_is_on_record_by_then(server: Server, record: Record) -> None:
    server.routes |= {"/feed": feed(*(f"/{number}" for number in range(5)))}
    server.routes |= {f"/{number}": page(f"Flood {number}") for number in range(5)}

    def tell(happening: Happening) -> None:
        if happening.report:
            with Record(record.store.path, create=False) as other:
                assert other.store.digest_of(happening.report)

    assert watch(record, [server.url("/feed")], tell, watching=ONCE, clock=Hurried().clock)
    assert len(list(record.export("reports"))) == 5


def test_whoever_is_killed_finds_the_rest_the_next_time(server: Server, look: Look, record: Record) -> None:
    class Killed(Exception):
        pass

    def tell(happening: Happening) -> None:
        raise Killed

    server.routes |= {"/feed": feed("/a", "/b", "/c")} | {f"/{name}": page(f"Flood {name}") for name in "abc"}
    with pytest.raises(Killed):
        watch(record, [server.url("/feed")], tell, watching=ONCE, clock=Hurried().clock)
    look(server.url("/feed"))
    assert len(list(record.export("reports"))) == 3
    assert look(server.url("/feed")) == [("listed", "/feed")]


def test_rounds_go_on_until_it_is_stopped(server: Server, record: Record) -> None:
    server.routes["/feed"] = feed()
    hurried, stop, told = Hurried(), threading.Event(), []

    def tell(happening: Happening) -> None:
        told.append(happening)
        if sum(each.what == "round" for each in told) == 3:
            stop.set()

    watching = replace(ONCE, once=False, every=600.0)
    assert watch(record, [server.url("/feed")], tell, watching=watching, stop=stop, clock=hurried.clock)
    assert [each.what for each in told] == ["listed", "round"] * 3 + ["stopped"]
    assert len([wait for wait in hurried.waits if 590 < wait <= 600]) == 2
    assert "the next round at 2031-05-12T08:" in (told[1].why or "")


def test_a_stop_ends_it_while_a_server_stalls(server: Server, record: Record) -> None:
    server.routes["/feed"] = lambda asked: server.stall()
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    told: list[Happening] = []
    watch(record, [server.url("/feed")], told.append, watching=ONCE, stop=stop)
    assert [each.what for each in told] == ["round", "stopped"]


def test_a_stop_leaves_what_was_not_read_for_the_next_time(server: Server, look: Look, record: Record) -> None:
    server.routes |= {"/feed": feed(*(f"/{number}" for number in range(20)))}
    server.routes |= {f"/{number}": page(f"Flood {number}") for number in range(20)}
    stop = threading.Event()

    def tell(happening: Happening) -> None:
        stop.set()

    watch(record, [server.url("/feed")], tell, watching=ONCE, stop=stop, clock=Hurried().clock)
    assert 0 < len(list(record.export("reports"))) < 20
    look(server.url("/feed"))
    assert len(list(record.export("reports"))) == 20


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Have another run write to a record."""
    begun, over = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(path):
            begun.set()
            over.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait(20)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_it_waits_for_another_run_with_a_word_and_can_be_stopped_then(server: Server, record: Record) -> None:
    server.routes["/a"] = page()
    stop = threading.Event()
    said: list[str] = []
    told: list[Happening] = []

    def waiting() -> None:
        said.append("waits")
        threading.Timer(0.3, stop.set).start()

    with held(record.store.path):
        watching = replace(ONCE, waiting=waiting)
        watch(record, [server.url("/a")], told.append, watching=watching, stop=stop, clock=Hurried().clock)
    assert said == ["waits"]
    assert [each.what for each in told] == ["round", "stopped"]
    assert list(record.export("reports")) == []


@pytest.mark.parametrize("address", ["day.txt", "/etc/passwd", "ftp://elm.example/", "http://", "-"])
def test_what_is_no_address_is_bad_use(record: Record, address: str) -> None:
    with pytest.raises(OnRecordError, match=r"address|asked") as raised:
        watch(record, [address], lambda happening: None, watching=ONCE)
    assert address in str(raised.value)


def test_a_record_in_memory_can_not_be_followed_into() -> None:
    with Record(":memory:") as record, pytest.raises(UsageError, match="name a file"):
        watch(record, ["http://elm.example/"], lambda happening: None, watching=ONCE)


def test_how_addresses_stand_is_on_record(server: Server, look: Look, record: Record) -> None:
    server.routes["/a"] = page()
    look(server.url("/a"))
    (visit,) = record.store.visits()
    assert visit == Visit(
        server.url("/a"), etag='"River rises We will stay where we are"', visited=visit.visited, status=200
    )


def test_add_fetches_a_page_and_the_pages_of_a_feed(
    server: Server, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(ONCE.fetching, clock=Hurried().clock)
    monkeypatch.setattr("onrecord.pipeline.found._visitor", lambda allow_private: visitor)
    server.routes |= {"/feed": feed("/a"), "/a": page("A"), "/b": page("B")}
    added = record.add([server.url("/feed"), server.url("/b")], allow_private=True)
    assert (len(added.new), added.failures) == (2, ())
    assert record.store.visits() == ()
    assert len(record.add(server.url("/b"), allow_private=True).known) == 1


def test_add_does_not_fetch_from_inside_unless_asked(server: Server, record: Record) -> None:
    (failure,) = record.add(server.url("/b")).failures
    assert "--allow-private" in failure.why
    assert server.asked == []
