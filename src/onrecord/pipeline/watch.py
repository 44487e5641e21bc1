"""Follow addresses, round after round: what is new comes onto the record, and each thing that happens is told.

Addresses are asked in threads, one for each host or so; what they give is written here, by one writer, in batches.
A thing is told only when it is on record, and how an address stands is written after what it gave: whoever is killed
in between asks once more.
"""

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue, SimpleQueue
from typing import Literal, TypeAlias

from onrecord.errors import Stopped, UsageError
from onrecord.fetch import Clock, FetchOptions, Step, Visitor, Visits, follow
from onrecord.fetch.addresses import checked_address
from onrecord.fetch.clock import clock_until, utc_text
from onrecord.fetch.follow import STAGE, Did
from onrecord.fetch.options import DEFAULTS as FETCHING
from onrecord.model import Added, Failure, Visit
from onrecord.pipeline.adding import Adder
from onrecord.pipeline.alone import IN_MEMORY, alone
from onrecord.pipeline.found import Found
from onrecord.pipeline.local import Record
from onrecord.pipeline.workers import Here, Workers
from onrecord.read.places import is_address
from onrecord.record import Queries
from onrecord.text.hosts import host_of

Happened: TypeAlias = Literal[
    "added", "edition", "known", "unchanged", "listed", "waiting", "failed", "round", "stopped"
]

EVERY = 15 * 60.0  # seconds from the beginning of one round to that of the next
MOST_THREADS = 8
BATCH = 8  # steps that are written together; whoever waits to write waits no longer than their reading takes
QUIET: dict[Did, Happened] = {"listed": "listed", "unchanged": "unchanged", "waiting": "waiting"}
LOOK = 0.2  # seconds between two looks at whether to stop

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened at an address: ``report`` is the id of what came or was known, ``why`` what went wrong.

    ``left`` counts the pages that a feed lists and that wait for the next round. Of a whole round ``why`` sums up.
    """

    at: str
    what: Happened
    url: str | None = None
    report: str | None = None
    outlet: str | None = None
    headline: str | None = None
    why: str | None = None
    left: int = 0


Tell: TypeAlias = Callable[[Happening], None]


@dataclass(frozen=True, slots=True)
class Watching:
    """How to follow: each ``every`` seconds or ``once``, with ``jobs`` processes that read (0: in this one).

    ``keep`` keeps the bytes of each report; ``waiting`` is called when another run has to end before this can write.
    """

    every: float = EVERY
    once: bool = False
    jobs: int = 1
    keep: bool = True
    fetching: FetchOptions = FETCHING
    waiting: Callable[[], None] | None = None


DEFAULTS = Watching()


def watch(
    record: Record,
    addresses: Sequence[str],
    tell: Tell,
    *,
    watching: Watching = DEFAULTS,
    stop: threading.Event | None = None,
    clock: Clock | None = None,
) -> bool:
    """Follow addresses until ``stop`` is set, and say whether any of them answered, or waits to be asked later.

    Raises:
        UsageError: one is no address of the web, or the record is not in a file.
    """
    if str(record.store.path) == IN_MEMORY:
        raise UsageError("a record in memory can't follow addresses; name a file")
    for address in addresses:
        if not is_address(address):
            raise UsageError(f"{address}: this is no address of the web; onrecord add reads files")
    urls = tuple(dict.fromkeys(map(checked_address, addresses)))
    with Workers(watching.jobs) if watching.jobs else Here() as reading:
        stop = stop or threading.Event()
        return _Watch(record, urls, tell, watching, stop, clock or clock_until(stop), reading).run()


class _Watch:
    """The state of following: who asks, who reads, and what came of it."""

    def __init__(
        self,
        record: Record,
        urls: Collection[str],
        tell: Tell,
        watching: Watching,
        stop: threading.Event,
        clock: Clock,
        reading: Here | Workers,
    ) -> None:
        self._record, self._store, self._urls, self._tell = record, record.store, urls, tell
        self._watching, self._stop, self._clock, self._reading = watching, stop, clock, reading
        self._visitor = Visitor(watching.fetching, clock=clock)
        self._answered: set[str] = set()

    def run(self) -> bool:
        """Go round and round."""
        while not self._stop.is_set():
            began, at = self._clock.passed(), self._now()
            counts = self._round()
            if counts["added"] or counts["failed"]:
                self._store.put_run(at, (counts["added"], counts["known"], counts["failed"]), list(self._urls))
            if not self._stop.is_set():
                self._record.refresh_if_cheap(counts["added"])
            wait = max(0.0, began + self._watching.every - self._clock.passed())
            is_last = self._watching.once or self._stop.is_set()
            self._tell(Happening(self._now(), "round", why=self._summary(counts, None if is_last else wait)))
            if is_last or self._stop.is_set():
                break
            try:
                self._clock.sleep(wait)
            except Stopped:
                break
        if self._stop.is_set():
            self._tell(Happening(self._now(), "stopped"))
        return bool(self._answered)

    def _summary(self, counts: Counter[str], wait: float | None) -> str:
        counted = f"{counts['added']} new, {counts['edition']} of them editions, {counts['failed']} failed"
        return counted if wait is None else f"{counted}; the next round at {utc_text(self._clock.now(), wait)}"

    def _round(self) -> Counter[str]:
        """Ask all addresses once and write what they give; count what happened."""
        counts: Counter[str] = Counter()
        steps: Queue[Step | None] = Queue(2 * BATCH)
        over = threading.Event()
        with Queries(self._store.path, read_only=True) as store:
            known = Known(store)
            threads = self._ask(steps, known, over)
            batch: list[Step] = []
            try:
                while threads and not self._stop.is_set():
                    step = _taken(steps)
                    threads -= step is None
                    if isinstance(step, Step):
                        batch.append(step)
                    if batch and (len(batch) >= BATCH or steps.empty()):
                        counts += self._write(batch)
                        batch = []
            finally:
                over.set()
                known.close()
        return counts

    # --- asking, in threads -----------------------------------------------------------------------------------------

    def _ask(self, steps: "Queue[Step | None]", known: "Known", over: threading.Event) -> int:
        """Start asking; whoever has no more to ask puts None. Tell how many do."""
        todo: SimpleQueue[str] = SimpleQueue()
        for url in self._urls:
            todo.put(url)

        def put(step: Step | None) -> None:
            while not over.is_set():
                try:
                    steps.put(step, timeout=LOOK)
                except Full:
                    continue
                return
            raise Stopped

        def work() -> None:
            with suppress(Stopped):
                with suppress(Empty):
                    while True:
                        for step in self._followed(todo.get_nowait(), known):
                            put(step)
                put(None)

        count = min(MOST_THREADS, len(set(map(host_of, self._urls))))
        for _ in range(count):
            # When this ends they may be waiting for a server, and nothing is lost with them.
            threading.Thread(target=work, name="asking", daemon=True).start()
        return count

    def _followed(self, url: str, known: "Known") -> Iterator[Step]:
        """Follow one address; an error of the program costs that one, and no other."""
        try:
            yield from follow(url, known, self._visitor)
        except Stopped:
            raise
        except Exception as error:
            logger.debug("%s", url, exc_info=True)
            why = f"onrecord could not follow it ({type(error).__name__}: {error}); please report this"
            yield Step("failed", Visit(url), failure=Failure(url, "fetch", " ".join(why.split())[:500]))

    # --- writing, here ----------------------------------------------------------------------------------------------

    def _write(self, batch: Sequence[Step]) -> Counter[str]:
        """Write what some steps gave, then how the addresses stand, then tell of it."""
        results: list[str | Failure] = []
        adder = Adder(self._store, keep=self._watching.keep, progress=results.append)
        try:
            with alone(self._store.path, self._watching.waiting, self._stop.is_set):
                adder.add(self._found_in(batch), self._reading)
                done = list(_with_results(batch, results))
                for step, _ in done:
                    self._note(step)
        except Stopped:
            return Counter()
        counts: Counter[str] = Counter()
        for step, result in done:
            happening = self._happening(step, result, adder.added)
            counts[happening.what] += 1
            counts["added"] += happening.what == "edition"
            if step.did not in ("failed", "waiting") and step.visit.url in self._urls:
                self._answered.add(step.visit.url)
            self._tell(happening)
        return counts

    def _found_in(self, batch: Iterable[Step]) -> Iterator[tuple[str, Found]]:
        for step in batch:
            item = step.payload or step.failure
            if self._stop.is_set():
                return
            if item:
                yield step.visit.url, item

    def _note(self, step: Step) -> None:
        if step.did == "waiting":
            return
        self._store.put_visits([step.visit])
        if step.did in ("listed", "unchanged"):
            self._store.drop_failures([Failure(step.visit.url, STAGE, "")])
        if step.did == "unchanged" and step.visit.visited:
            self._store.see_again(step.visit.url, step.visit.visited)

    def _happening(self, step: Step, result: str | Failure | None, added: Added) -> Happening:
        at, url = self._now(), step.visit.url
        if isinstance(result, Failure):
            return Happening(at, "failed", url, why=result.why)
        if result is None:
            why = f"it failed; it is asked again from {step.visit.due} on" if step.did == "waiting" else None
            return Happening(at, QUIET[step.did], url, why=why, left=step.left)
        what: Happened = "edition" if result in added.editions else "added" if result in added.new else "known"
        for report in self._store.reports([result]):
            return Happening(at, what, url, report.id, report.outlet, report.headline)
        return Happening(at, what, url, result)

    def _now(self) -> str:
        return utc_text(self._clock.now())


class Known(Visits):
    """What the record knows of addresses, for threads that ask one at a time."""

    def __init__(self, store: Queries) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._is_closed = False

    def at(self, urls: Iterable[str]) -> Mapping[str, Visit]:
        """Give how some addresses stand; those never asked are left out."""
        with self._reading() as store:
            return {visit.url: visit for visit in store.visits(urls)}

    def due(self, feed: str, now: str) -> Sequence[Visit]:
        """Give the pages that a feed listed and that are to be asked again by now."""
        with self._reading() as store:
            return store.due_visits(feed, now)

    def close(self) -> None:
        """Let nobody read any more, when whoever reads has done."""
        with self._lock:
            self._is_closed = True

    @contextmanager
    def _reading(self) -> Iterator[Queries]:
        with self._lock:
            if self._is_closed:
                raise Stopped
            yield self._store


def _taken(steps: "Queue[Step | None]") -> Step | Literal["none yet"] | None:
    try:
        return steps.get(timeout=LOOK)
    except Empty:
        return "none yet"


def _with_results(
    batch: Iterable[Step], results: Sequence[str | Failure]
) -> Iterator[tuple[Step, str | Failure | None]]:
    """Give the steps that are done with what came of what they gave; after a stop the last ones are not."""
    left = iter(results)
    for step in batch:
        result = next(left, None) if step.payload or step.failure else None
        if result is None and (step.payload or step.failure):
            return
        yield step, result
